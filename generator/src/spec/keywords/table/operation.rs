//! Paths, operations, and what they send and receive.

use super::super::Shape::{
    Any, Boolean, Bound, Count, Items, List, Map, Number, One, Requirements, Text, Texts, TypeName, Values,
};
use super::super::{Keyword, Kind, Versions};
use super::{ALL, V30, V32, carried, reported, reported_object, silent, used, weighed};

const V20: Versions = Versions::V20;

pub(in crate::spec::keywords) const PATH_ITEM: &[Keyword] = &[
    used(V30, "summary", Text),
    used(V30, "description", Text),
    used(ALL, "get", One(Kind::Operation)),
    used(ALL, "put", One(Kind::Operation)),
    used(ALL, "post", One(Kind::Operation)),
    used(ALL, "delete", One(Kind::Operation)),
    used(ALL, "options", One(Kind::Operation)),
    used(ALL, "head", One(Kind::Operation)),
    used(ALL, "patch", One(Kind::Operation)),
    used(V30, "trace", One(Kind::Operation)),
    carried(V32, "query", One(Kind::Operation)),
    carried(V32, "additionalOperations", Map(Kind::Operation)),
    used(ALL, "parameters", List(Kind::Parameter)),
    used(V30, "servers", List(Kind::Server)),
];

pub(in crate::spec::keywords) const OPERATION: &[Keyword] = &[
    used(ALL, "tags", Texts),
    used(ALL, "summary", Text),
    used(ALL, "description", Text),
    used(ALL, "operationId", Text),
    used(V20, "consumes", Texts),
    used(V20, "produces", Texts),
    used(ALL, "parameters", List(Kind::Parameter)),
    used(V30, "requestBody", One(Kind::RequestBody)),
    used(ALL, "responses", One(Kind::Responses)),
    used(ALL, "deprecated", Boolean),
    used(ALL, "security", Requirements),
    used(ALL, "externalDocs", One(Kind::ExternalDocs)),
    reported(V20, "schemes"),
    used(V30, "servers", List(Kind::Server)),
    reported(V30, "callbacks"),
];

pub(in crate::spec::keywords) const PARAMETER: &[Keyword] = &[
    used(ALL, "name", Text),
    used(ALL, "in", Text),
    used(ALL, "description", Text),
    used(ALL, "required", Boolean),
    used(V30, "deprecated", Boolean),
    used(V30, "style", Text),
    used(V30, "explode", Boolean),
    used(V20, "collectionFormat", Text),
    used(ALL, "schema", One(Kind::Schema)),
    used(V30, "content", Map(Kind::MediaType)),
    used(V30, "example", Any),
    used(V30, "examples", Map(Kind::Example)),
    used(V20, "type", TypeName),
    used(V20, "format", Text),
    used(V20, "items", Items),
    used(V20, "enum", Values),
    used(V20, "default", Any),
    used(V20, "minimum", Number),
    used(V20, "maximum", Number),
    used(V20, "exclusiveMinimum", Bound),
    used(V20, "exclusiveMaximum", Bound),
    used(V20, "multipleOf", Number),
    used(V20, "minLength", Count),
    used(V20, "maxLength", Count),
    used(V20, "pattern", Text),
    used(V20, "minItems", Count),
    used(V20, "maxItems", Count),
    used(V20, "uniqueItems", Boolean),
    // A client may send an empty value whether or not it is said.
    silent(ALL, "allowEmptyValue"),
    used(V30, "allowReserved", Boolean),
];

pub(in crate::spec::keywords) const REQUEST_BODY: &[Keyword] = &[
    used(V30, "description", Text),
    used(V30, "content", Map(Kind::MediaType)),
    used(V30, "required", Boolean),
];

pub(in crate::spec::keywords) const MEDIA_TYPE: &[Keyword] = &[
    used(V30, "schema", One(Kind::Schema)),
    used(V30, "example", Any),
    used(V30, "examples", Map(Kind::Example)),
    weighed(V30, "encoding", Map(Kind::Encoding)),
    weighed(V32, "itemSchema", One(Kind::Schema)),
    reported_object(V32, "prefixEncoding", List(Kind::Encoding)),
    reported_object(V32, "itemEncoding", One(Kind::Encoding)),
];

/// Below `encoding` of a media type: of the parts of a body, or the fields of a form.
pub(in crate::spec::keywords) const ENCODING: &[Keyword] = &[
    weighed(V30, "contentType", Text),
    weighed(V30, "headers", Map(Kind::Header)),
    weighed(V30, "style", Text),
    weighed(V30, "explode", Boolean),
    weighed(V30, "allowReserved", Boolean),
    reported(V32, "encoding"),
    reported(V32, "prefixEncoding"),
    reported(V32, "itemEncoding"),
];

pub(in crate::spec::keywords) const RESPONSE: &[Keyword] = &[
    used(V32, "summary", Text),
    used(ALL, "description", Text),
    weighed(ALL, "headers", Map(Kind::Header)),
    used(V30, "content", Map(Kind::MediaType)),
    used(V20, "schema", One(Kind::Schema)),
    used(V20, "examples", Any),
    reported_object(V30, "links", Map(Kind::Link)),
];

pub(in crate::spec::keywords) const HEADER: &[Keyword] = &[
    used(ALL, "description", Text),
    used(V30, "required", Boolean),
    used(V30, "deprecated", Boolean),
    used(V30, "style", Text),
    used(V20, "collectionFormat", Text),
    used(V30, "schema", One(Kind::Schema)),
    used(V30, "content", Map(Kind::MediaType)),
    used(V20, "type", TypeName),
    used(V20, "format", Text),
    used(V20, "items", Items),
    used(V20, "enum", Values),
    used(V20, "default", Any),
    used(V20, "minimum", Number),
    used(V20, "maximum", Number),
    used(V20, "exclusiveMinimum", Bound),
    used(V20, "exclusiveMaximum", Bound),
    used(V20, "multipleOf", Number),
    used(V20, "minLength", Count),
    used(V20, "maxLength", Count),
    used(V20, "pattern", Text),
    used(V20, "minItems", Count),
    used(V20, "maxItems", Count),
    used(V20, "uniqueItems", Boolean),
    used(V30, "explode", Boolean),
    silent(V30, "example"),
    silent(V30, "examples"),
];

/// Below `links` of a response, which is reported whole.
pub(in crate::spec::keywords) const LINK: &[Keyword] = &[
    reported(V30, "operationRef"),
    reported(V30, "operationId"),
    reported(V30, "parameters"),
    reported(V30, "requestBody"),
    reported(V30, "description"),
    reported(V30, "server"),
];
