//! The code of every finding and what it means; the page about diagnostics is
//! made from it.

/// Code and meaning of every finding, in alphabetical order.
pub const CODES: &[(&str, &str)] = &[
    (
        "alias-bomb",
        "the aliases of a YAML file unfold to far more than the file",
    ),
    ("all-of-cycle", "a schema contains itself through `allOf`"),
    (
        "colliding-paths",
        "two paths differ in nothing but the names of their parameters",
    ),
    (
        "conflicting-keywords",
        "two keywords exclude each other; the one that says more is used",
    ),
    (
        "conflicting-types",
        "the parts of an `allOf` have types that no value has at once",
    ),
    (
        "credential-without-scheme",
        "the configuration fixes the value of a security scheme that the document lacks",
    ),
    (
        "cyclic-reference",
        "references lead back to where they began, and to nothing else",
    ),
    ("dangling-reference", "a reference names something that does not exist"),
    (
        "discriminator-without-value",
        "nothing says which value of a discriminator means an alternative",
    ),
    ("document-too-large", "a file is larger than the budget"),
    ("duplicate-key", "an object has the same key twice"),
    ("duplicate-operation-id", "two operations have the same `operationId`"),
    ("duplicate-parameter", "a parameter is declared twice at one place"),
    (
        "dynamic-reference",
        "a `$dynamicRef` is read as a `$ref`, which no other schema changes",
    ),
    ("empty-file", "a file has nothing in it"),
    (
        "encoding-unsupported",
        "the encoding of parts of a body has no effect on how the client writes it",
    ),
    ("enum-value-type", "an enum has a value of another type than its schema"),
    (
        "filter-without-match",
        "a filter of the configuration matches no operation, or leaves none",
    ),
    ("ignored-sibling", "a keyword beside a `$ref` has no effect"),
    ("invalid-encoding", "a file is not UTF-8"),
    ("invalid-json", "a file is not JSON"),
    ("invalid-object", "an object is not what OpenAPI has at its place"),
    ("invalid-overlay", "a file is no overlay, or an action of it is none"),
    ("invalid-webhook", "a webhook is not what OpenAPI has at its place"),
    ("invalid-yaml", "a file is not YAML"),
    (
        "keyword-of-other-version",
        "a keyword belongs to another version of OpenAPI; it is honored all the same",
    ),
    (
        "keyword-without-effect",
        "a keyword says nothing about values of the schema's type",
    ),
    (
        "mapping-without-alternative",
        "a discriminator maps a value to a schema that is none of the alternatives",
    ),
    ("missing-file", "a file does not exist"),
    ("missing-keyword", "a required keyword is missing"),
    (
        "multipart-unsupported",
        "a multipart body is sent as bytes that the caller has encoded",
    ),
    (
        "newer-version",
        "a document is in a version of OpenAPI that came later; it is read as the last known one",
    ),
    ("non-finite-number", "a YAML number is infinite or not a number"),
    ("not-openapi", "a file is no OpenAPI document"),
    (
        "overlay-mismatch",
        "an overlay merges a value into one of another kind, or removes a whole document",
    ),
    (
        "overlay-without-effect",
        "an action of an overlay says nothing about what to change",
    ),
    (
        "overlay-without-match",
        "a path of an overlay selects nothing in the document",
    ),
    (
        "own-servers",
        "a path or an operation has relative servers of its own, which the client does not call",
    ),
    (
        "pagination-mismatch",
        "a response has no such cursor or items as a pagination rule names",
    ),
    (
        "pagination-operation",
        "a pagination rule names an operation that does not exist",
    ),
    (
        "pagination-parameter",
        "an operation lacks the query parameter that a pagination rule names",
    ),
    (
        "pagination-pointer",
        "a pointer of a pagination rule is of a form that is not supported",
    ),
    (
        "parameter-is-credential",
        "a parameter is left out because a security scheme sends it",
    ),
    (
        "parameter-media-type",
        "a parameter is of a media type that is not JSON; its value is written as JSON",
    ),
    ("parameter-without-schema", "a parameter does not say what its value is"),
    (
        "path-parameter-not-in-path",
        "a path parameter does not stand in the path",
    ),
    (
        "path-parameter-optional",
        "a path parameter is not marked as required, though a path cannot do without it",
    ),
    ("path-without-slash", "a path does not begin with a slash"),
    ("reference-cycle", "a schema is defined by nothing but itself"),
    (
        "reference-outside-project",
        "a reference names a file outside the folder of the document",
    ),
    ("remote-reference", "a reference names something on a network"),
    ("required-without-property", "a required property is not declared"),
    (
        "reserved-header",
        "a header parameter is one that OpenAPI leaves to other keywords",
    ),
    ("responses-missing", "an operation declares no responses"),
    ("schema-too-deep", "schemas are nested too deeply inside each other"),
    ("several-unions", "a schema has several `oneOf` or `anyOf` at once"),
    ("too-deep", "values are nested more deeply than 128 levels"),
    (
        "undeclared-path-parameter",
        "a part of a path in braces has no parameter",
    ),
    ("unknown-keyword", "a keyword that OpenAPI does not have; it is ignored"),
    (
        "unknown-security-scheme",
        "a security requirement names a scheme that is not declared",
    ),
    ("unknown-status", "a response stands under what is no status code"),
    ("unknown-type", "`type` is none of the types of JSON Schema"),
    ("unreadable-file", "a file cannot be read"),
    (
        "unsatisfiable-example",
        "no example could be made that its schema accepts",
    ),
    (
        "unsupported-keyword",
        "a keyword that is understood, and has no effect on the output",
    ),
    (
        "unsupported-security-scheme",
        "a security scheme that the client cannot apply",
    ),
    (
        "unsupported-style",
        "the items of a list cannot be written as the document says",
    ),
    ("unsupported-version", "a version of OpenAPI that cannot be read yet"),
    (
        "untyped-headers",
        "headers of responses are not typed; the client has them as text",
    ),
    ("unusable-bound", "a bound that no value can have, or that does not fit"),
    (
        "unusable-example",
        "an example is for a media type that its response does not have",
    ),
    (
        "unused-rename",
        "a rename of the configuration names a type that does not exist",
    ),
    (
        "webhook-with-several-operations",
        "a webhook has several operations; the first one is taken",
    ),
    ("webhook-without-operation", "a webhook has no operation"),
    (
        "wrong-reference",
        "a reference names a component of another kind than its place",
    ),
    ("wrong-type", "a value has another JSON type than its keyword"),
];

#[cfg(test)]
mod tests {
    use camino::{Utf8Path, Utf8PathBuf};

    use super::CODES;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|left, right| left.0 < right.0));
    }

    /// Collects the Rust files below `folder` that are not tests.
    fn files(folder: &Utf8Path, found: &mut Vec<Utf8PathBuf>) {
        for entry in folder.read_dir_utf8().unwrap() {
            let path = entry.unwrap().path().to_owned();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension() == Some("rs") && path.file_name() != Some("tests.rs") {
                found.push(path);
            }
        }
    }

    /// Every text between quotes right behind the name of what makes a finding.
    #[test]
    fn every_code_is_in_the_table() {
        let mut found = Vec::new();
        files(&Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let mut unknown = Vec::new();
        for path in found {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let makers = [
                "error(",
                "warning(",
                "error_without_place(",
                "warning_without_place(",
                "error_in_file(",
            ];
            for maker in makers.map(|maker| format!(".{maker}")) {
                for call in text.split(&maker).skip(1) {
                    let code = call
                        .trim_start()
                        .strip_prefix('"')
                        .and_then(|rest| rest.split('"').next());
                    if let Some(code) = code.filter(|code| !CODES.iter().any(|(known, _)| known == code)) {
                        unknown.push(format!("{path}: {code}"));
                    }
                }
            }
        }
        assert!(unknown.is_empty(), "not in the table: {unknown:#?}");
    }
}
