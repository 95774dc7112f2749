//! The codes, as data, in alphabetical order.

use super::Code;

/// Every code, in alphabetical order.
pub const CODES: &[Code] = &[
    Code {
        name: "alias-bomb",
        meaning: "the aliases of a YAML file unfold to far more than the file",
        help: "write the repeated parts as components and refer to them",
    },
    Code {
        name: "all-of-cycle",
        meaning: "a schema contains itself through `allOf`",
        help: "remove one of the references that close the circle",
    },
    Code {
        name: "colliding-paths",
        meaning: "two paths differ in nothing but the names of their parameters",
        help: "write the operations of both under one of them",
    },
    Code {
        name: "conflicting-keywords",
        meaning: "two keywords exclude each other; the one that says more is used",
        help: "keep one of the two",
    },
    Code {
        name: "conflicting-types",
        meaning: "the parts of an `allOf` have types that no value has at once",
        help: "let the parts of the `allOf` agree about the type: they hold at once",
    },
    Code {
        name: "credential-without-scheme",
        meaning: "the configuration fixes the value of a security scheme that the document lacks",
        help: "correct the name under `credentials` in codegen.toml",
    },
    Code {
        name: "cyclic-reference",
        meaning: "references lead back to where they began, and to nothing else",
        help: "give one of the components a value of its own",
    },
    Code {
        name: "dangling-reference",
        meaning: "a reference names something that does not exist",
        help: "correct the reference, or add what it names",
    },
    Code {
        name: "derive-impossible",
        meaning: "the configuration asks for a derive that a type cannot have",
        help: "take it out of `[types.derives]`; under `*` it is derived for every type that can",
    },
    Code {
        name: "discriminator-without-value",
        meaning: "nothing says which value of a discriminator means an alternative",
        help: "make the alternative a component, or give its property a `const`",
    },
    Code {
        name: "document-too-large",
        meaning: "a file is larger than the budget",
        help: "split the document, and refer from one file to the other",
    },
    Code {
        name: "duplicate-key",
        meaning: "an object has the same key twice",
        help: "remove one of the two",
    },
    Code {
        name: "duplicate-operation-id",
        meaning: "two operations have the same `operationId`",
        help: "give every operation an operationId of its own",
    },
    Code {
        name: "duplicate-parameter",
        meaning: "a parameter is declared twice at one place",
        help: "remove one of them",
    },
    Code {
        name: "dynamic-reference",
        meaning: "a `$dynamicRef` is read as a `$ref`, which no other schema changes",
        help: "write `$ref` where no other schema is to change what it means",
    },
    Code {
        name: "empty-file",
        meaning: "a file has nothing in it",
        help: "write a document into the file, or correct the path",
    },
    Code {
        name: "encoding-unsupported",
        meaning: "the encoding of parts of a body has no effect on how the client writes it",
        help: "check that the server takes `name=value` for every field, and lists as `name=a&name=b`",
    },
    Code {
        name: "enum-value-type",
        meaning: "an enum has a value of another type than its schema",
        help: "correct the value, or the `type` beside the `enum`",
    },
    Code {
        name: "filter-without-match",
        meaning: "a filter of the configuration matches no operation, or leaves none",
        help: "correct `filter` in codegen.toml",
    },
    Code {
        name: "ignored-sibling",
        meaning: "a keyword beside a `$ref` has no effect",
        help: "remove the keyword, or move it to what the reference names",
    },
    Code {
        name: "invalid-configuration",
        meaning: "codegen.toml is not what a project needs",
        help: "correct codegen.toml",
    },
    Code {
        name: "invalid-encoding",
        meaning: "a file is not UTF-8",
        help: "save the file as UTF-8",
    },
    Code {
        name: "invalid-json",
        meaning: "a file is not JSON",
        help: "correct the file at this place: before it stands what JSON does not have",
    },
    Code {
        name: "invalid-object",
        meaning: "an object is not what OpenAPI has at its place",
        help: "correct the object by the table of its kind in the OpenAPI specification",
    },
    Code {
        name: "invalid-overlay",
        meaning: "a file is no overlay, or an action of it is none",
        help: "correct the overlay by the Overlay Specification",
    },
    Code {
        name: "invalid-yaml",
        meaning: "a file is not YAML",
        help: "correct the file at this place: look for wrong indentation, or what is not closed, before it",
    },
    Code {
        name: "keyword-of-other-version",
        meaning: "a keyword belongs to another version of OpenAPI; it is honored all the same",
        help: "declare the version that has the keyword at the top, in `openapi`",
    },
    Code {
        name: "keyword-without-effect",
        meaning: "a keyword says nothing about values of the schema's type",
        help: "remove the keyword, or correct the `type`",
    },
    Code {
        name: "mapping-without-alternative",
        meaning: "a discriminator maps a value to a schema that is none of the alternatives",
        help: "add the schema to the alternatives, or remove the value from the mapping",
    },
    Code {
        name: "missing-file",
        meaning: "a file does not exist",
        help: "correct the path: it is relative to the file that names it",
    },
    Code {
        name: "missing-keyword",
        meaning: "a required keyword is missing",
        help: "add the keyword",
    },
    Code {
        name: "name-taken",
        meaning: "a name that the configuration chooses is taken by something else",
        help: "choose another name in codegen.toml, or rename the other one too",
    },
    Code {
        name: "newer-version",
        meaning: "a document is in a version of OpenAPI that came later; it is read as the last known one",
        help: "check that the document uses nothing that came with the later version",
    },
    Code {
        name: "non-finite-number",
        meaning: "a YAML number is infinite or not a number",
        help: "write a number, or quotes around the text",
    },
    Code {
        name: "not-openapi",
        meaning: "a file is no OpenAPI document",
        help: "begin the document with `openapi: 3.1.0`",
    },
    Code {
        name: "operation-without-match",
        meaning: "an entry of `[operations]` names an operation that does not exist",
        help: "write an operationId, or a method and a path as in `GET /users`",
    },
    Code {
        name: "overlay-mismatch",
        meaning: "an overlay merges a value into one of another kind, or removes a whole document",
        help: "write a value of the same kind as the one that is selected",
    },
    Code {
        name: "overlay-without-effect",
        meaning: "an action of an overlay says nothing about what to change",
        help: "add `update`, `copy` or `remove: true`",
    },
    Code {
        name: "overlay-without-match",
        meaning: "a path of an overlay selects nothing in the document",
        help: "correct the path, or remove the action",
    },
    Code {
        name: "own-servers",
        meaning: "a path or an operation has relative servers of its own, which the client does not call",
        help: "write the whole URL, with `https://`",
    },
    Code {
        name: "pagination-mismatch",
        meaning: "a response has no such parts as a pagination rule names",
        help: "correct the JSON pointers of the rule, which begin at the root of the page",
    },
    Code {
        name: "pagination-operation",
        meaning: "a pagination rule names an operation that does not exist",
        help: "write an operationId, or a method and a path as in `GET /users`",
    },
    Code {
        name: "pagination-parameter",
        meaning: "an operation lacks the query parameter that a pagination rule names",
        help: "correct `cursor`, `page` or `offset` of the pagination rule in codegen.toml",
    },
    Code {
        name: "pagination-pointer",
        meaning: "a pointer of a pagination rule is of a form that is not supported",
        help: "correct the pagination rule in codegen.toml",
    },
    Code {
        name: "parameter-is-credential",
        meaning: "a parameter is left out because a security scheme sends it",
        help: "remove the parameter from the operation",
    },
    Code {
        name: "parameter-media-type",
        meaning: "a parameter is of a media type that is not JSON; its value is written as JSON",
        help: "describe it by a `schema` and a `style`",
    },
    Code {
        name: "parameter-without-schema",
        meaning: "a parameter does not say what its value is",
        help: "add a `schema`, such as `schema: { type: string }`",
    },
    Code {
        name: "path-parameter-not-in-path",
        meaning: "a path parameter does not stand in the path",
        help: "correct the name, or remove the parameter",
    },
    Code {
        name: "path-parameter-optional",
        meaning: "a path parameter is not marked as required, though a path cannot do without it",
        help: "add `required: true`",
    },
    Code {
        name: "path-without-slash",
        meaning: "a path does not begin with a slash",
        help: "begin the path with a slash",
    },
    Code {
        name: "reference-cycle",
        meaning: "a schema is defined by nothing but itself",
        help: "let one of the schemas be an object",
    },
    Code {
        name: "reference-outside-project",
        meaning: "a reference names a file outside the folder of the document",
        help: "move the file into the folder of the document",
    },
    Code {
        name: "remote-reference",
        meaning: "a reference names something on a network",
        help: "save the file beside the document and refer to it by a relative path",
    },
    Code {
        name: "required-without-property",
        meaning: "a required property is not declared",
        help: "add it to `properties`, or take it out of `required`",
    },
    Code {
        name: "reserved-header",
        meaning: "a header parameter is one that OpenAPI leaves to other keywords",
        help: "describe it by the media types or by a security scheme",
    },
    Code {
        name: "responses-missing",
        meaning: "an operation declares no responses",
        help: "add `responses` with what the operation answers",
    },
    Code {
        name: "schema-too-deep",
        meaning: "schemas are nested too deeply inside each other",
        help: "name an inner schema under `components.schemas` and refer to it",
    },
    Code {
        name: "several-unions",
        meaning: "a schema has several `oneOf` or `anyOf` at once",
        help: "write the combinations out as one `oneOf`",
    },
    Code {
        name: "too-deep",
        meaning: "values are nested more deeply than 128 levels",
        help: "move the inner schemas to `components` and refer to them",
    },
    Code {
        name: "type-without-match",
        meaning: "an entry of `[types]` is about a type, a property, a value or a format that does not exist",
        help: "name a type as the client or the document does, and a property or value as it is sent",
    },
    Code {
        name: "undeclared-path-parameter",
        meaning: "a part of a path in braces has no parameter",
        help: "declare it under `parameters` with `in: path`",
    },
    Code {
        name: "unknown-keyword",
        meaning: "a keyword that OpenAPI does not have; it is ignored",
        help: "remove the keyword, or begin its name with `x-`",
    },
    Code {
        name: "unknown-security-scheme",
        meaning: "a security requirement names a scheme that is not declared",
        help: "declare it under `components.securitySchemes`, or correct the name",
    },
    Code {
        name: "unknown-status",
        meaning: "a response stands under what is no status code",
        help: "the codes are `200` and the like, `2XX` and `default`",
    },
    Code {
        name: "unknown-type",
        meaning: "`type` is none of the types of JSON Schema",
        help: "the types are `string`, `number`, `integer`, `boolean`, `array`, `object` and `null`",
    },
    Code {
        name: "unreadable-file",
        meaning: "a file cannot be read",
        help: "name a file that can be read",
    },
    Code {
        name: "unsatisfiable-example",
        meaning: "no example could be made that its schema accepts",
        help: "give the parameter or the media type an `example` that is valid for its schema",
    },
    Code {
        name: "unsupported-keyword",
        meaning: "a keyword that is understood, and has no effect on the output",
        help: "remove it, or keep it for other programs",
    },
    Code {
        name: "unsupported-security-scheme",
        meaning: "a security scheme that the client cannot apply",
        help: "set up a transport that authenticates the connection",
    },
    Code {
        name: "unsupported-style",
        meaning: "the items of a list cannot be written as the document says",
        help: "describe the list by a style that OpenAPI 3.0 has, such as `csv` or `multi`",
    },
    Code {
        name: "unsupported-version",
        meaning: "a version of OpenAPI that cannot be read yet",
        help: "convert the document to OpenAPI 3.1",
    },
    Code {
        name: "untyped-headers",
        meaning: "a header of a response that has no type of its own; the client has it as text",
        help: "read it with `headers` of the response",
    },
    Code {
        name: "unusable-bound",
        meaning: "a bound that no value can have, or that does not fit",
        help: "write a bound that values of the type can have, or remove it",
    },
    Code {
        name: "unusable-example",
        meaning: "an example is for a media type that its response does not have",
        help: "give the example under a media type of the response",
    },
    Code {
        name: "webhook-with-several-operations",
        meaning: "a webhook has several operations; the first one is taken",
        help: "make a webhook of each",
    },
    Code {
        name: "webhook-without-operation",
        meaning: "a webhook has no operation",
        help: "add a `post` operation with the `requestBody` that is sent",
    },
    Code {
        name: "wrong-reference",
        meaning: "a reference names a component of another kind than its place",
        help: "move the component to the section that its place asks for",
    },
    Code {
        name: "wrong-type",
        meaning: "a value has another JSON type than its keyword",
        help: "write a value of the type that is named here, or remove the keyword",
    },
];
