//! The document, and what is only there to describe it.

use super::super::Shape::{Any, List, Map, One, Requirements, Text, TextMap, Texts};
use super::super::{Keyword, Kind, Versions};
use super::{ALL, V30, V31, V32, carried, reported, reported_object, resolved, silent, used};

const V20: Versions = Versions::V20;

pub(in crate::spec::keywords) const DOCUMENT: &[Keyword] = &[
    used(V20, "swagger", Text),
    used(V30, "openapi", Text),
    used(V32, "$self", Text),
    used(ALL, "info", One(Kind::Info)),
    used(V30, "servers", List(Kind::Server)),
    used(V20, "host", Text),
    used(V20, "basePath", Text),
    used(V20, "schemes", Texts),
    used(V20, "consumes", Texts),
    used(V20, "produces", Texts),
    used(ALL, "paths", One(Kind::Paths)),
    carried(V31, "webhooks", Map(Kind::PathItem)),
    used(V30, "components", One(Kind::Components)),
    used(V20, "definitions", Map(Kind::Schema)),
    used(V20, "parameters", Map(Kind::Parameter)),
    used(V20, "responses", Map(Kind::Response)),
    used(V20, "securityDefinitions", Map(Kind::SecurityScheme)),
    used(ALL, "security", Requirements),
    used(ALL, "tags", List(Kind::Tag)),
    used(ALL, "externalDocs", One(Kind::ExternalDocs)),
    silent(V31, "jsonSchemaDialect"),
];

pub(in crate::spec::keywords) const INFO: &[Keyword] = &[
    used(ALL, "title", Text),
    used(ALL, "version", Text),
    used(V31, "summary", Text),
    used(ALL, "description", Text),
    silent(ALL, "termsOfService"),
    silent(ALL, "contact"),
    silent(ALL, "license"),
];

pub(in crate::spec::keywords) const SERVER: &[Keyword] = &[
    used(V30, "url", Text),
    used(V32, "name", Text),
    used(V30, "description", Text),
    used(V30, "variables", Map(Kind::ServerVariable)),
];

pub(in crate::spec::keywords) const SERVER_VARIABLE: &[Keyword] = &[
    used(V30, "default", Text),
    used(V30, "enum", Texts),
    used(V30, "description", Text),
];

pub(in crate::spec::keywords) const TAG: &[Keyword] = &[
    used(ALL, "name", Text),
    used(V32, "summary", Text),
    used(ALL, "description", Text),
    used(V32, "kind", Text),
    reported(V32, "parent"),
    used(ALL, "externalDocs", One(Kind::ExternalDocs)),
];

pub(in crate::spec::keywords) const COMPONENTS: &[Keyword] = &[
    used(V30, "schemas", Map(Kind::Schema)),
    used(V30, "responses", Map(Kind::Response)),
    used(V30, "parameters", Map(Kind::Parameter)),
    used(V30, "examples", Map(Kind::Example)),
    used(V30, "requestBodies", Map(Kind::RequestBody)),
    used(V30, "headers", Map(Kind::Header)),
    used(V30, "securitySchemes", Map(Kind::SecurityScheme)),
    resolved(V32, "mediaTypes", Map(Kind::MediaType)),
    resolved(V31, "pathItems", Any),
    reported_object(V30, "links", Map(Kind::Link)),
    reported(V30, "callbacks"),
];

pub(in crate::spec::keywords) const EXAMPLE: &[Keyword] = &[
    used(V30, "value", Any),
    used(V32, "dataValue", Any),
    used(V32, "serializedValue", Text),
    silent(V30, "summary"),
    silent(V30, "description"),
    reported(V30, "externalValue"),
];

pub(in crate::spec::keywords) const DISCRIMINATOR: &[Keyword] = &[
    used(ALL, "propertyName", Text),
    used(V30, "mapping", TextMap),
    carried(V32, "defaultMapping", Text),
];

pub(in crate::spec::keywords) const EXTERNAL_DOCS: &[Keyword] =
    &[used(ALL, "url", Text), used(ALL, "description", Text)];
