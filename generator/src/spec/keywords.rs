//! The closed table of keywords: what every object of OpenAPI may have, of what
//! type, in which versions, and whether it reaches the output.
//!
//! Everything that walks a document is driven by it: bundling, checking, and
//! the list of what is supported. A keyword that is not here, and does not
//! begin with `x-`, is a finding.

/// The kinds of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Header,
    Example,
    Link,
    Components,
    Schema,
    Discriminator,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any JSON.
    Any,
    Text,
    Boolean,
    /// A whole number that is not negative.
    Count,
    Number,
    /// A boolean in 3.0, a number in 3.1.
    Bound,
    /// A name of a type, or several in 3.1.
    TypeName,
    Texts,
    /// Text by name.
    TextMap,
    /// A list of any JSON.
    Values,
    /// A list of security requirements.
    Requirements,
    One(Kind),
    List(Kind),
    Map(Kind),
    /// One schema, or in drafts before 2020-12 a list of them.
    Items,
}

/// What becomes of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It reaches the model.
    Used,
    /// It was used before, or says nothing to a client.
    Silent,
    /// It has no effect on the output, and that is said.
    Reported,
}

/// Versions as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Versions(u8);

impl Versions {
    pub const V30: Self = Self(1);
    pub const V31: Self = Self(2);
    pub const ALL: Self = Self(3);

    /// Tells whether all of `other` are in the set.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Keyword {
    pub name: &'static str,
    pub shape: Shape,
    pub versions: Versions,
    pub fate: Fate,
}

const fn used(name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions: Versions::ALL,
        fate: Fate::Used,
    }
}

const fn only(versions: Versions, name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions,
        fate: Fate::Used,
    }
}

const fn silent(name: &'static str) -> Keyword {
    Keyword {
        name,
        shape: Shape::Any,
        versions: Versions::ALL,
        fate: Fate::Silent,
    }
}

const fn reported(name: &'static str) -> Keyword {
    Keyword {
        name,
        shape: Shape::Any,
        versions: Versions::ALL,
        fate: Fate::Reported,
    }
}

/// Finds a keyword of an object.
pub(crate) fn keyword(kind: Kind, name: &str) -> Option<&'static Keyword> {
    kind.keywords().iter().find(|keyword| keyword.name == name)
}

use Shape::{
    Any, Boolean, Bound, Count, Items, List, Map, Number, One, Requirements, Text, TextMap, Texts, TypeName, Values,
};

impl Kind {
    /// Tells whether a `$ref` may stand in its place.
    pub fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Example => "examples",
            Self::Link => "links",
            Self::SecurityScheme => "securitySchemes",
            _ => return None,
        })
    }

    /// Returns what the object is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Info => "the info",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Tag => "a tag",
            Self::ExternalDocs => "external documentation",
            Self::Paths => "the paths",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Responses => "responses",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Components => "the components",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "OAuth flows",
            Self::OAuthFlow => "an OAuth flow",
        }
    }

    /// Tells whether the client is wrong without the object; otherwise a fault
    /// in it costs the object, and is a warning.
    pub fn is_vital(self) -> bool {
        use Kind::{Components, Document, Header, MediaType, Operation, Parameter, PathItem, Paths};
        use Kind::{RequestBody, Response, Responses, Schema, SecurityScheme};
        matches!(
            self,
            Document
                | Paths
                | PathItem
                | Operation
                | Parameter
                | RequestBody
                | MediaType
                | Responses
                | Response
                | Header
                | Components
                | Schema
                | SecurityScheme
        )
    }

    /// Returns the table of the object's keywords; that of a map of names is empty.
    pub fn keywords(self) -> &'static [Keyword] {
        match self {
            Self::Document => DOCUMENT,
            Self::Info => INFO,
            Self::Contact => CONTACT,
            Self::License => LICENSE,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::Tag => TAG,
            Self::ExternalDocs => EXTERNAL_DOCS,
            Self::Paths | Self::Responses => &[],
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Response => RESPONSE,
            Self::Header => HEADER,
            Self::Example => EXAMPLE,
            Self::Link => LINK,
            Self::Components => COMPONENTS,
            Self::Schema => SCHEMA,
            Self::Discriminator => DISCRIMINATOR,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::OAuthFlows => OAUTH_FLOWS,
            Self::OAuthFlow => OAUTH_FLOW,
        }
    }
}

const DOCUMENT: &[Keyword] = &[
    used("openapi", Text),
    used("info", One(Kind::Info)),
    used("servers", List(Kind::Server)),
    used("paths", One(Kind::Paths)),
    only(Versions::V31, "webhooks", Map(Kind::PathItem)),
    used("components", One(Kind::Components)),
    used("security", Requirements),
    used("tags", List(Kind::Tag)),
    used("externalDocs", One(Kind::ExternalDocs)),
    silent("jsonSchemaDialect"),
    silent("$self"),
];

const INFO: &[Keyword] = &[
    used("title", Text),
    used("version", Text),
    used("description", Text),
    used("termsOfService", Text),
    used("contact", One(Kind::Contact)),
    used("license", One(Kind::License)),
    only(Versions::V31, "summary", Text),
];

const CONTACT: &[Keyword] = &[used("name", Text), used("url", Text), used("email", Text)];
const LICENSE: &[Keyword] = &[used("name", Text), used("url", Text), silent("identifier")];
const SERVER: &[Keyword] = &[
    used("url", Text),
    used("description", Text),
    used("variables", Map(Kind::ServerVariable)),
    silent("name"),
];
const SERVER_VARIABLE: &[Keyword] = &[used("enum", Texts), used("default", Text), used("description", Text)];
const TAG: &[Keyword] = &[
    used("name", Text),
    used("description", Text),
    used("externalDocs", One(Kind::ExternalDocs)),
];
const EXTERNAL_DOCS: &[Keyword] = &[used("url", Text), used("description", Text)];

const PATH_ITEM: &[Keyword] = &[
    used("summary", Text),
    used("description", Text),
    used("get", One(Kind::Operation)),
    used("put", One(Kind::Operation)),
    used("post", One(Kind::Operation)),
    used("delete", One(Kind::Operation)),
    used("options", One(Kind::Operation)),
    used("head", One(Kind::Operation)),
    used("patch", One(Kind::Operation)),
    used("trace", One(Kind::Operation)),
    used("servers", List(Kind::Server)),
    used("parameters", List(Kind::Parameter)),
];

const OPERATION: &[Keyword] = &[
    used("tags", Texts),
    used("summary", Text),
    used("description", Text),
    used("externalDocs", One(Kind::ExternalDocs)),
    used("operationId", Text),
    used("parameters", List(Kind::Parameter)),
    used("requestBody", One(Kind::RequestBody)),
    used("responses", One(Kind::Responses)),
    used("deprecated", Boolean),
    used("security", Requirements),
    used("servers", List(Kind::Server)),
    reported("callbacks"),
];

const PARAMETER: &[Keyword] = &[
    used("name", Text),
    used("in", Text),
    used("description", Text),
    used("required", Boolean),
    used("deprecated", Boolean),
    used("allowEmptyValue", Boolean),
    used("style", Text),
    used("explode", Boolean),
    used("allowReserved", Boolean),
    used("schema", One(Kind::Schema)),
    used("example", Any),
    used("examples", Map(Kind::Example)),
    used("content", Map(Kind::MediaType)),
];

const REQUEST_BODY: &[Keyword] = &[
    used("description", Text),
    used("content", Map(Kind::MediaType)),
    used("required", Boolean),
];

const MEDIA_TYPE: &[Keyword] = &[
    used("schema", One(Kind::Schema)),
    used("example", Any),
    used("examples", Map(Kind::Example)),
    used("encoding", Map(Kind::Encoding)),
];

const ENCODING: &[Keyword] = &[
    used("contentType", Text),
    used("headers", Map(Kind::Header)),
    used("style", Text),
    used("explode", Boolean),
    used("allowReserved", Boolean),
];

const RESPONSE: &[Keyword] = &[
    used("description", Text),
    used("headers", Map(Kind::Header)),
    used("content", Map(Kind::MediaType)),
    reported("links"),
    silent("summary"),
];

const HEADER: &[Keyword] = &[
    used("description", Text),
    used("required", Boolean),
    used("deprecated", Boolean),
    used("style", Text),
    used("schema", One(Kind::Schema)),
    used("example", Any),
    used("examples", Map(Kind::Example)),
    used("content", Map(Kind::MediaType)),
    silent("explode"),
    silent("allowEmptyValue"),
    silent("allowReserved"),
    silent("name"),
    silent("in"),
];

const EXAMPLE: &[Keyword] = &[
    used("summary", Text),
    used("description", Text),
    used("value", Any),
    used("externalValue", Text),
];

const LINK: &[Keyword] = &[];

const COMPONENTS: &[Keyword] = &[
    used("schemas", Map(Kind::Schema)),
    used("responses", Map(Kind::Response)),
    used("parameters", Map(Kind::Parameter)),
    used("examples", Map(Kind::Example)),
    used("requestBodies", Map(Kind::RequestBody)),
    used("headers", Map(Kind::Header)),
    used("securitySchemes", Map(Kind::SecurityScheme)),
    reported("links"),
    reported("callbacks"),
    silent("pathItems"),
];

const SCHEMA: &[Keyword] = &[
    used("type", TypeName),
    used("properties", Map(Kind::Schema)),
    used("description", Text),
    used("items", Items),
    used("required", Texts),
    used("enum", Values),
    used("format", Text),
    used("example", Any),
    used("title", Text),
    used("default", Any),
    used("allOf", List(Kind::Schema)),
    used("oneOf", List(Kind::Schema)),
    used("anyOf", List(Kind::Schema)),
    used("additionalProperties", One(Kind::Schema)),
    only(Versions::V30, "nullable", Boolean),
    used("readOnly", Boolean),
    used("writeOnly", Boolean),
    used("deprecated", Boolean),
    used("minimum", Number),
    used("maximum", Number),
    used("exclusiveMinimum", Bound),
    used("exclusiveMaximum", Bound),
    used("multipleOf", Number),
    used("minLength", Count),
    used("maxLength", Count),
    used("pattern", Text),
    used("minItems", Count),
    used("maxItems", Count),
    used("uniqueItems", Boolean),
    used("minProperties", Count),
    used("maxProperties", Count),
    used("discriminator", One(Kind::Discriminator)),
    used("externalDocs", One(Kind::ExternalDocs)),
    only(Versions::V31, "const", Any),
    only(Versions::V31, "examples", Values),
    only(Versions::V31, "prefixItems", List(Kind::Schema)),
    only(Versions::V31, "patternProperties", Map(Kind::Schema)),
    only(Versions::V31, "contentEncoding", Text),
    only(Versions::V31, "contentMediaType", Text),
    // Bundling has moved what is used of them to the components.
    silent("$defs"),
    silent("definitions"),
    silent("$id"),
    silent("$anchor"),
    silent("$dynamicAnchor"),
    silent("$schema"),
    silent("$comment"),
    silent("$vocabulary"),
    reported("xml"),
    reported("not"),
    reported("if"),
    reported("then"),
    reported("else"),
    reported("contains"),
    reported("minContains"),
    reported("maxContains"),
    reported("propertyNames"),
    reported("dependentRequired"),
    reported("dependentSchemas"),
    reported("dependencies"),
    reported("unevaluatedProperties"),
    reported("unevaluatedItems"),
    reported("additionalItems"),
    reported("contentSchema"),
    reported("$dynamicRef"),
    reported("$recursiveRef"),
    reported("$recursiveAnchor"),
];

const DISCRIMINATOR: &[Keyword] = &[used("propertyName", Text), used("mapping", TextMap)];

const SECURITY_SCHEME: &[Keyword] = &[
    used("type", Text),
    used("description", Text),
    used("name", Text),
    used("in", Text),
    used("scheme", Text),
    used("bearerFormat", Text),
    used("flows", One(Kind::OAuthFlows)),
    used("openIdConnectUrl", Text),
];

const OAUTH_FLOWS: &[Keyword] = &[
    used("implicit", One(Kind::OAuthFlow)),
    used("password", One(Kind::OAuthFlow)),
    used("clientCredentials", One(Kind::OAuthFlow)),
    used("authorizationCode", One(Kind::OAuthFlow)),
];

const OAUTH_FLOW: &[Keyword] = &[
    used("authorizationUrl", Text),
    used("tokenUrl", Text),
    used("refreshUrl", Text),
    used("scopes", TextMap),
];
