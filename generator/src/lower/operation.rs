//! Lowers path items and their operations into [`ir::Operation`], yet without names.

use openapiv3::{Operation, PathItem, ReferenceOr};

use super::context::{Cx, Place, Site, resolve};
use super::document::lower_server;
use super::{body, parameter, response, security};
use crate::ir::{self, Docs, Method, PathTemplate, SecurityRequirement, SecurityScheme};
use crate::name::Words;

/// Lowers every operation, in the order of the document.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    schemes: &[SecurityScheme],
    document_security: &[SecurityRequirement],
) -> Vec<ir::Operation> {
    let mut operations = Vec::new();
    for (path, method, item, operation) in all(cx) {
        let index = operations.len();
        operations.push(lower_operation(
            cx,
            (path, method, item, operation),
            (schemes, document_security),
            index,
        ));
    }
    operations
}

/// Returns the operations of the document in their order, each with its path,
/// its method and the path item around it.
pub(super) fn all<'a>(cx: &Cx<'a>) -> Vec<(&'a str, Method, &'a PathItem, &'a Operation)> {
    let mut operations = Vec::new();
    for (path, node) in &cx.openapi.paths.paths {
        // References to path items were brought in when the document was read.
        let ReferenceOr::Item(item) = node else { continue };
        let others = cx.input.other_operations(path).into_iter().flatten();
        let others = others.map(|(method, operation)| (Method::parse(method), operation));
        for (method, operation) in methods(item).chain(others) {
            operations.push((path.as_str(), method, item, operation));
        }
    }
    operations
}

fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &Operation)> {
    [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

fn lower_operation<'a>(
    cx: &mut Cx<'a>,
    (path, method, item, operation): (&str, Method, &'a PathItem, &'a Operation),
    (schemes, document_security): (&[SecurityScheme], &[SecurityRequirement]),
    index: usize,
) -> ir::Operation {
    let item_pointer = cx.root().field("paths").field(path);
    let pointer = match &method {
        Method::Other(method) => item_pointer.field("additionalOperations").field(method),
        method => item_pointer.field(&method.as_str().to_ascii_lowercase()),
    };
    let template = PathTemplate::parse(path);
    let security = operation
        .security
        .as_ref()
        .map(|list| security::lower_requirements(cx, list, schemes, &pointer.field("security")));
    let parameters = parameter::lower(
        cx,
        (&item.parameters, item_pointer.field("parameters")),
        (&operation.parameters, pointer.field("parameters")),
        &parameter::Owner {
            operation: index,
            path: &template,
            security: security.as_deref().unwrap_or(document_security),
            schemes,
            pointer: &pointer,
        },
    );
    let body_place = pointer.field("requestBody");
    let request_body = operation.request_body.as_ref().and_then(|node| {
        let components = cx
            .openapi
            .components
            .as_ref()
            .map(|components| &components.request_bodies);
        let (body, place) = resolve(node, &body_place, &cx.root(), "requestBodies", components)?;
        let site = Site::new(Place::Request(cx.document, index));
        body::lower(cx, body, &site, &place)
    });
    ir::Operation {
        operation_id: operation.operation_id.clone().filter(|id| !id.is_empty()),
        group: Words::default(),
        name: Words::default(),
        full_name: Words::default(),
        method,
        path: template,
        parameters,
        request_body,
        responses: response::lower(cx, &operation.responses, index, &pointer.field("responses")),
        security,
        server: own_server(cx, item, operation),
        pagination: None,
        docs: Docs {
            summary: operation.summary.clone().or_else(|| item.summary.clone()),
            description: operation.description.clone().or_else(|| item.description.clone()),
            deprecated: operation.deprecated,
        },
        origin: cx.origin(&pointer),
    }
}

/// Returns the server of the operation or of its path item, filled with the
/// defaults of its variables. A relative one, which depends on where the
/// document is, was reported when the document was read.
fn own_server(cx: &Cx<'_>, item: &PathItem, operation: &Operation) -> Option<String> {
    let first = |servers: &[openapiv3::Server]| servers.first().map(|server| lower_server(server).url);
    let own = first(&operation.servers).or_else(|| first(&item.servers))?;
    let own = own.trim_end_matches('/').to_owned();
    let of_document = first(&cx.openapi.servers).unwrap_or_default();
    let is_absolute = own.starts_with("https://") || own.starts_with("http://");
    let is_other = own != of_document.trim_end_matches('/');
    (is_absolute && is_other && !own.contains('{')).then_some(own)
}
