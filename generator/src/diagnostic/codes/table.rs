//! The codes, as data, in alphabetical order: what each means, and what to do.

use super::Code;

/// Writes a table with a line each for the name, the meaning and the help.
macro_rules! codes {
    ($($name:literal: $meaning:literal, $help:literal;)*) => {
        /// Every code, in alphabetical order.
        pub const CODES: &[Code] = &[$(Code { name: $name, meaning: $meaning, help: $help }),*];
    };
}

codes! {
    "alias-bomb":
        "the aliases of a YAML file unfold to far more than the file",
        "write the repeated parts as components and refer to them";
    "all-of-cycle":
        "a schema contains itself through `allOf`",
        "remove one of the references that close the circle";
    "colliding-paths":
        "two paths differ in nothing but the names of their parameters",
        "write the operations of both under one of them";
    "conflicting-keywords":
        "two keywords exclude each other; the one that says more is used",
        "keep one of the two";
    "conflicting-types":
        "the parts of an `allOf` have types that no value has at once",
        "let the parts of the `allOf` agree about the type: they hold at once";
    "credential-without-scheme":
        "the configuration fixes the value of a security scheme that the document lacks",
        "correct the name under `credentials` in codegen.toml";
    "cyclic-reference":
        "references lead back to where they began, and to nothing else",
        "give one of the components a value of its own";
    "dangling-reference":
        "a reference names something that does not exist",
        "correct the reference, or add what it names";
    "derive-impossible":
        "the configuration asks for a derive that a type cannot have",
        "take it out of `[types.derives]`; under `*` it is derived for every type that can";
    "discriminator-without-value":
        "nothing says which value of a discriminator means an alternative",
        "make the alternative a component, or give its property a `const`";
    "document-too-large":
        "a file is larger than the budget",
        "split the document, and refer from one file to the other";
    "duplicate-key":
        "an object has the same key twice",
        "remove one of the two";
    "duplicate-operation-id":
        "two operations have the same `operationId`",
        "give every operation an operationId of its own";
    "duplicate-parameter":
        "a parameter is declared twice at one place",
        "remove one of them";
    "dynamic-reference":
        "a `$dynamicRef` is read as a `$ref`, which no other schema changes",
        "write `$ref` where no other schema is to change what it means";
    "empty-file":
        "a file has nothing in it",
        "write a document into the file, or correct the path";
    "encoding-unsupported":
        "the encoding of a part or a field of a body says something that the client does not do",
        "check that the server takes lists as `name=a&name=b`, and objects as JSON text";
    "encoding-without-effect":
        "an encoding is of a body that has no parts or fields, of an answer, or of what is no property",
        "remove it, correct its name, or send the body as `multipart/form-data` or as a form";
    "enum-value-type":
        "an enum has a value of another type than its schema",
        "correct the value, or the `type` beside the `enum`";
    "feature-without-match":
        "`[features]` of the configuration names a group that does not exist",
        "name groups of operations as the client has them";
    "filter-without-match":
        "a filter of the configuration matches no operation, or leaves none",
        "correct `filter` in codegen.toml";
    "ignored-sibling":
        "a keyword beside a `$ref` has no effect",
        "remove the keyword, or move it to what the reference names";
    "invalid-configuration":
        "codegen.toml is not what a project needs",
        "correct codegen.toml";
    "invalid-encoding":
        "a file is not UTF-8",
        "save the file as UTF-8";
    "invalid-json":
        "a file is not JSON",
        "correct the file at this place: before it stands what JSON does not have";
    "invalid-object":
        "an object is not what OpenAPI has at its place",
        "correct the object by the table of its kind in the OpenAPI specification";
    "invalid-overlay":
        "a file is no overlay, or an action of it is none",
        "correct the overlay by the Overlay Specification";
    "invalid-page":
        "the page that a template of the project makes is not what a reader is to see",
        "print what a document says by the filter of its place; list components of yours in `components` under `[docs]`";
    "invalid-template":
        "a template of the project cannot be read, or does not fit what it is given",
        "`specwright schema --docs` says what each template is given";
    "invalid-yaml":
        "a file is not YAML",
        "correct the file at this place: look for wrong indentation, or what is not closed, before it";
    "keyword-of-other-version":
        "a keyword belongs to another version of OpenAPI; it is honored all the same",
        "declare the version that has the keyword at the top, in `openapi`";
    "keyword-without-effect":
        "a keyword says nothing about values of the schema's type",
        "remove the keyword, or correct the `type`";
    "mapping-without-alternative":
        "a discriminator maps a value to a schema that is none of the alternatives",
        "add the schema to the alternatives, or remove the value from the mapping";
    "missing-file":
        "a file does not exist",
        "correct the path: it is relative to the file that names it";
    "missing-keyword":
        "a required keyword is missing",
        "add the keyword";
    "name-taken":
        "a name that the configuration chooses is taken by something else",
        "choose another name in codegen.toml, or rename the other one too";
    "newer-version":
        "a document is in a version of OpenAPI that came later; it is read as the last known one",
        "check that the document uses nothing that came with the later version";
    "non-finite-number":
        "a YAML number is infinite or not a number",
        "write a number, or quotes around the text";
    "not-openapi":
        "a file is no OpenAPI document",
        "begin the document with `openapi: 3.1.0`";
    "operation-without-match":
        "an entry of `[operations]` names an operation that does not exist",
        "write an operationId, or a method and a path as in `GET /users`";
    "overlay-mismatch":
        "an overlay merges a value into one of another kind, or removes a whole document",
        "write a value of the same kind as the one that is selected";
    "overlay-without-effect":
        "an action of an overlay says nothing about what to change",
        "add `update`, `copy` or `remove: true`";
    "overlay-without-match":
        "a path of an overlay selects nothing in the document",
        "correct the path, or remove the action";
    "own-servers":
        "a path or an operation has relative servers of its own, which the client does not call",
        "write the whole URL, with `https://`";
    "pagination-mismatch":
        "a response has no such parts as a pagination rule names",
        "correct the JSON pointers of the rule, which begin at the root of the page";
    "pagination-operation":
        "a pagination rule names an operation that does not exist",
        "write an operationId, or a method and a path as in `GET /users`";
    "pagination-parameter":
        "an operation lacks the query parameter that a pagination rule names",
        "correct `cursor`, `page` or `offset` of the pagination rule in codegen.toml";
    "pagination-pointer":
        "a pointer of a pagination rule is of a form that is not supported",
        "correct the pagination rule in codegen.toml";
    "parameter-is-credential":
        "a parameter is left out because a security scheme sends it",
        "remove the parameter from the operation";
    "parameter-media-type":
        "a parameter is of a media type that is not JSON; its value is written as JSON",
        "describe it by a `schema` and a `style`";
    "parameter-without-schema":
        "a parameter does not say what its value is",
        "add a `schema`, such as `schema: { type: string }`";
    "path-parameter-not-in-path":
        "a path parameter does not stand in the path",
        "correct the name, or remove the parameter";
    "path-parameter-optional":
        "a path parameter is not marked as required, though a path cannot do without it",
        "add `required: true`";
    "path-without-slash":
        "a path does not begin with a slash",
        "begin the path with a slash";
    "reference-cycle":
        "a schema is defined by nothing but itself",
        "let one of the schemas be an object";
    "reference-outside-project":
        "a reference names a file outside the folder of the document",
        "move the file into the folder of the document";
    "remote-reference":
        "a reference names something on a network",
        "save the file beside the document and refer to it by a relative path";
    "required-without-property":
        "a required property is not declared",
        "add it to `properties`, or take it out of `required`";
    "reserved-header":
        "a header parameter is one that OpenAPI leaves to other keywords",
        "describe it by the media types or by a security scheme";
    "responses-missing":
        "an operation declares no responses",
        "add `responses` with what the operation answers";
    "schema-too-deep":
        "schemas are nested too deeply inside each other",
        "name an inner schema under `components.schemas` and refer to it";
    "several-own-servers":
        "a path or an operation has several servers of its own, of which the first is called",
        "send a call to another of them with its `base_url`";
    "several-unions":
        "a schema has several `oneOf` or `anyOf` at once",
        "write the combinations out as one `oneOf`";
    "too-deep":
        "values are nested more deeply than 128 levels",
        "move the inner schemas to `components` and refer to them";
    "type-without-match":
        "an entry of `[types]` is about a type, a property, a value or a format that does not exist",
        "name a type as the client or the document does, and a property or value as it is sent";
    "undeclared-path-parameter":
        "a part of a path in braces has no parameter",
        "declare it under `parameters` with `in: path`";
    "undeclared-server-variable":
        "the URL of a server has a variable that the server does not declare",
        "declare it in `variables`, with a default";
    "unknown-keyword":
        "a keyword that OpenAPI does not have; it is ignored",
        "remove the keyword, or begin its name with `x-`";
    "unknown-security-scheme":
        "a security requirement names a scheme that is not declared",
        "declare it under `components.securitySchemes`, or correct the name";
    "unknown-status":
        "a response stands under what is no status code",
        "the codes are `200` and the like, `2XX` and `default`";
    "unknown-template":
        "a template of the project replaces none of the generator's",
        "give it the name of a template; what is only imported has no extension but `.jinja`";
    "unknown-type":
        "`type` is none of the types of JSON Schema",
        "the types are `string`, `number`, `integer`, `boolean`, `array`, `object` and `null`";
    "unreadable-file":
        "a file cannot be read",
        "name a file that can be read";
    "unsatisfiable-example":
        "no example could be made that its schema accepts",
        "give the parameter or the media type an `example` that is valid for its schema";
    "unsupported-keyword":
        "a keyword that is understood, and has no effect on the output",
        "remove it, or keep it for other programs";
    "unsupported-security-scheme":
        "a security scheme that the client cannot apply",
        "set up a transport that authenticates the connection";
    "unsupported-style":
        "the items of a list cannot be written as the document says",
        "describe the list by a style that OpenAPI 3.0 has, such as `csv` or `multi`";
    "unsupported-version":
        "a version of OpenAPI that cannot be read yet",
        "convert the document to OpenAPI 3.1";
    "untyped-headers":
        "a header of a response that has no type of its own; the client has it as text",
        "read it with `headers` of the response";
    "unusable-bound":
        "a bound that no value can have, or that does not fit",
        "write a bound that values of the type can have, or remove it";
    "unusable-example":
        "an example is for a media type that its response does not have",
        "give the example under a media type of the response";
    "unused-server-variable":
        "a server declares a variable that its URL does not have",
        "write it into the URL, or remove it";
    "webhook-with-several-operations":
        "a webhook has several operations; the first one is taken",
        "make a webhook of each";
    "webhook-without-operation":
        "a webhook has no operation",
        "add a `post` operation with the `requestBody` that is sent";
    "wrong-reference":
        "a reference names a component of another kind than its place",
        "move the component to the section that its place asks for";
    "wrong-type":
        "a value has another JSON type than its keyword",
        "write a value of the type that is named here, or remove the keyword";
}
