//! The keywords of every kind of object, as data.

use super::Shape::{
    Any, Boolean, Bound, Count, Items, List, Map, Number, One, Requirements, Text, TextMap, Texts, TypeName, Values,
};
use super::{Fate, Keyword, Kind, Shape, Versions};

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

pub(super) const DOCUMENT: &[Keyword] = &[
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

pub(super) const INFO: &[Keyword] = &[
    used("title", Text),
    used("version", Text),
    used("description", Text),
    used("termsOfService", Text),
    used("contact", One(Kind::Contact)),
    used("license", One(Kind::License)),
    only(Versions::V31, "summary", Text),
];

pub(super) const CONTACT: &[Keyword] = &[used("name", Text), used("url", Text), used("email", Text)];
pub(super) const LICENSE: &[Keyword] = &[used("name", Text), used("url", Text), silent("identifier")];
pub(super) const SERVER: &[Keyword] = &[
    used("url", Text),
    used("description", Text),
    used("variables", Map(Kind::ServerVariable)),
    silent("name"),
];
pub(super) const SERVER_VARIABLE: &[Keyword] = &[used("enum", Texts), used("default", Text), used("description", Text)];
pub(super) const TAG: &[Keyword] = &[
    used("name", Text),
    used("description", Text),
    used("externalDocs", One(Kind::ExternalDocs)),
];
pub(super) const EXTERNAL_DOCS: &[Keyword] = &[used("url", Text), used("description", Text)];

pub(super) const PATH_ITEM: &[Keyword] = &[
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

pub(super) const OPERATION: &[Keyword] = &[
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

pub(super) const PARAMETER: &[Keyword] = &[
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

pub(super) const REQUEST_BODY: &[Keyword] = &[
    used("description", Text),
    used("content", Map(Kind::MediaType)),
    used("required", Boolean),
];

pub(super) const MEDIA_TYPE: &[Keyword] = &[
    used("schema", One(Kind::Schema)),
    used("example", Any),
    used("examples", Map(Kind::Example)),
    used("encoding", Map(Kind::Encoding)),
];

pub(super) const ENCODING: &[Keyword] = &[
    used("contentType", Text),
    used("headers", Map(Kind::Header)),
    used("style", Text),
    used("explode", Boolean),
    used("allowReserved", Boolean),
];

pub(super) const RESPONSE: &[Keyword] = &[
    used("description", Text),
    used("headers", Map(Kind::Header)),
    used("content", Map(Kind::MediaType)),
    reported("links"),
    silent("summary"),
];

pub(super) const HEADER: &[Keyword] = &[
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

pub(super) const EXAMPLE: &[Keyword] = &[
    used("summary", Text),
    used("description", Text),
    used("value", Any),
    used("externalValue", Text),
];

pub(super) const COMPONENTS: &[Keyword] = &[
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

pub(super) const SCHEMA: &[Keyword] = &[
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

pub(super) const DISCRIMINATOR: &[Keyword] = &[used("propertyName", Text), used("mapping", TextMap)];

pub(super) const SECURITY_SCHEME: &[Keyword] = &[
    used("type", Text),
    used("description", Text),
    used("name", Text),
    used("in", Text),
    used("scheme", Text),
    used("bearerFormat", Text),
    used("flows", One(Kind::OAuthFlows)),
    used("openIdConnectUrl", Text),
];

pub(super) const OAUTH_FLOWS: &[Keyword] = &[
    used("implicit", One(Kind::OAuthFlow)),
    used("password", One(Kind::OAuthFlow)),
    used("clientCredentials", One(Kind::OAuthFlow)),
    used("authorizationCode", One(Kind::OAuthFlow)),
];

pub(super) const OAUTH_FLOW: &[Keyword] = &[
    used("authorizationUrl", Text),
    used("tokenUrl", Text),
    used("refreshUrl", Text),
    used("scopes", TextMap),
];
