//! The code of every finding and what it means; the page about diagnostics is
//! made from it.

/// Code and meaning of every finding, in alphabetical order.
pub const CODES: &[(&str, &str)] = &[
    (
        "alias-bomb",
        "the aliases of a YAML file unfold to far more than the file",
    ),
    (
        "conflicting-keywords",
        "two keywords exclude each other; the one that says more is used",
    ),
    (
        "cyclic-reference",
        "references lead back to where they began, and to nothing else",
    ),
    ("dangling-reference", "a reference names something that does not exist"),
    ("document-too-large", "a file is larger than the budget"),
    ("duplicate-key", "an object has the same key twice"),
    ("empty-file", "a file has nothing in it"),
    ("enum-value-type", "an enum has a value of another type than its schema"),
    ("ignored-sibling", "a keyword beside a `$ref` has no effect"),
    ("invalid-encoding", "a file is not UTF-8"),
    ("invalid-json", "a file is not JSON"),
    ("invalid-object", "an object is not what OpenAPI has at its place"),
    ("invalid-yaml", "a file is not YAML"),
    (
        "keyword-of-other-version",
        "a keyword belongs to another version of OpenAPI; it is honored all the same",
    ),
    (
        "keyword-without-effect",
        "a keyword says nothing about values of the schema's type",
    ),
    ("missing-file", "a file does not exist"),
    ("missing-keyword", "a required keyword is missing"),
    ("non-finite-number", "a YAML number is infinite or not a number"),
    ("not-openapi", "a file is no OpenAPI document"),
    ("parameter-without-schema", "a parameter does not say what its value is"),
    (
        "path-parameter-optional",
        "a path parameter is not marked as required, though a path cannot do without it",
    ),
    ("path-without-slash", "a path does not begin with a slash"),
    (
        "reference-outside-project",
        "a reference names a file outside the folder of the document",
    ),
    ("remote-reference", "a reference names something on a network"),
    ("responses-missing", "an operation declares no responses"),
    ("too-deep", "values are nested more deeply than 128 levels"),
    ("unknown-keyword", "a keyword that OpenAPI does not have; it is ignored"),
    ("unknown-status", "a response stands under what is no status code"),
    ("unknown-type", "`type` is none of the types of JSON Schema"),
    ("unreadable-file", "a file cannot be read"),
    (
        "unsupported-keyword",
        "a keyword that is understood, and has no effect on the output",
    ),
    (
        "unsupported-security-scheme",
        "a security scheme that the client cannot apply",
    ),
    ("unsupported-version", "a version of OpenAPI that cannot be read yet"),
    ("unusable-bound", "a bound that no value can have, or that does not fit"),
    (
        "wrong-reference",
        "a reference names a component of another kind than its place",
    ),
    ("wrong-type", "a value has another JSON type than its keyword"),
];

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|left, right| left.0 < right.0));
    }
}
