//! Lowers one document into [`ir::Document`]: its components first, then its
//! operations and webhooks.

use std::collections::BTreeMap;

use openapiv3::Server;

use super::context::Cx;
use super::{operation, schema, security, webhook};
use crate::ir;
use crate::name::Words;

/// Lowers the document of `cx`. Operations have no names yet. `tags` are the
/// first tags of the operations, by their index.
pub(super) fn lower(cx: &mut Cx<'_>, credentials: &BTreeMap<String, String>) -> ir::Document {
    lower_components(cx);
    let openapi = cx.openapi;
    let schemes = security::lower_schemes(cx, credentials);
    let place = cx.root().field("security");
    let requirements = openapi.security.as_deref().unwrap_or_default();
    let security = security::lower_requirements(cx, requirements, &schemes, &place);
    let operations = operation::lower(cx, &schemes, &security);
    let webhooks = webhook::lower(cx);
    ir::Document {
        name: Words::new(cx.input.name()),
        title: openapi.info.title.clone(),
        version: openapi.info.version.clone(),
        description: openapi.info.description.clone(),
        servers: openapi.servers.iter().map(lower_server).collect(),
        tags: lower_tags(cx),
        security_schemes: schemes,
        security,
        operations,
        webhooks,
    }
}

/// Gives every component its id before any is lowered, so that they can refer
/// to each other.
fn lower_components(cx: &mut Cx<'_>) {
    let openapi = cx.openapi;
    let place = cx.root().field("components").field("schemas");
    let Some(components) = &openapi.components else { return };
    for name in components.schemas.keys() {
        let id = cx.reserve(Some(name), None, &place.field(name));
        cx.components.insert(name, id);
    }
    for (name, node) in &components.schemas {
        if let Some(id) = cx.components.get(name.as_str()).copied() {
            schema::lower_component(cx, name, node, id);
        }
    }
}

/// Lowers a server, and fills its variables with their defaults.
pub(super) fn lower_server(server: &Server) -> ir::Server {
    let variables = server.variables.iter().flatten();
    let variables = variables.map(|(name, variable)| ir::ServerVariable {
        name: name.clone(),
        values: variable.enumeration.clone(),
        default: variable.default.clone(),
        description: variable.description.clone(),
    });
    let variables: Vec<_> = variables.collect();
    let url = variables.iter().fold(server.url.clone(), |url, variable| {
        url.replace(&format!("{{{}}}", variable.name), &variable.default)
    });
    ir::Server {
        url,
        template: server.url.clone(),
        variables,
        description: server.description.clone(),
    }
}

/// The declared tags, then those that operations use without declaring them.
fn lower_tags(cx: &Cx<'_>) -> Vec<ir::Tag> {
    let openapi = cx.openapi;
    let mut tags: Vec<ir::Tag> = openapi
        .tags
        .iter()
        .map(|tag| ir::Tag {
            name: tag.name.clone(),
            description: tag.description.clone(),
        })
        .collect();
    for (.., operation) in operation::all(cx) {
        for name in operation.tags.iter().take(1) {
            if !tags.iter().any(|tag| tag.name == *name) {
                tags.push(ir::Tag {
                    name: name.clone(),
                    description: None,
                });
            }
        }
    }
    tags
}
