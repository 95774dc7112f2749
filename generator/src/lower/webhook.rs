//! Lowers the document's webhooks into [`ir::Webhook`].

use openapiv3::{PathItem, ReferenceOr};
use serde_json::Value;

use super::body;
use super::context::{Cx, Place, Site, resolve};
use crate::ir::{self, AnyReason, Docs, MediaKind, TypeKind, TypeRef};
use crate::name::Words;
use crate::source::Pointer;

/// Lowers `webhooks`, which travel in an extension of the document.
pub(super) fn lower(cx: &mut Cx<'_>) -> Vec<ir::Webhook> {
    let Some(Value::Object(webhooks)) = cx.openapi.extensions.get("x-specwright-webhooks") else {
        return Vec::new();
    };
    let place = cx.root().field("webhooks");
    let mut lowered = Vec::with_capacity(webhooks.len());
    for (wire_name, value) in webhooks {
        let pointer = place.field(wire_name);
        match serde_json::from_value::<PathItem>(value.clone()) {
            Ok(item) => lowered.extend(lower_item(cx, wire_name, &item, &pointer)),
            Err(error) => {
                cx.fault(
                    "invalid-object",
                    &pointer,
                    format!("the webhook cannot be read, and is left out: {error}"),
                )
                .help("a webhook is a path item with a `post` operation");
            }
        }
    }
    lowered
}

fn lower_item<'a: 's, 's>(
    cx: &mut Cx<'a>,
    wire_name: &str,
    item: &'s PathItem,
    pointer: &Pointer,
) -> Option<ir::Webhook> {
    let Some((method, operation)) = item.iter().next() else {
        cx.warning(
            "webhook-without-operation",
            pointer,
            format!("the webhook `{wire_name}` has no operation"),
        );
        return None;
    };
    if let Some((second, _)) = item.iter().nth(1) {
        let message = format!("the webhook `{wire_name}` has several operations; `{method}` is taken");
        cx.warning("webhook-with-several-operations", &pointer.field(second), message)
            .help("make a webhook of each");
    }
    let pointer = pointer.field(method);
    let name = Words::new(wire_name);
    let place = pointer.field("requestBody");
    let site = Site::new(Place::Webhook(name.clone()));
    let root = cx.root();
    let request = match operation.request_body.as_ref() {
        None => None,
        Some(ReferenceOr::Item(body)) => body::lower(cx, body, &site, &place),
        Some(node @ ReferenceOr::Reference { .. }) => {
            let components = cx
                .openapi
                .components
                .as_ref()
                .map(|components| &components.request_bodies);
            resolve(node, &place, &root, "requestBodies", components)
                .and_then(|(body, place)| body::lower(cx, body, &site, &place))
        }
    };
    let media_type = request
        .into_iter()
        .flat_map(|body| body.content)
        .find(|media_type| media_type.kind == MediaKind::Json);
    let (body, examples) = media_type.map_or((TypeRef::Any(AnyReason::NoType), Vec::new()), |media_type| {
        (media_type.ty, media_type.examples)
    });
    Some(ir::Webhook {
        wire_name: wire_name.to_owned(),
        name,
        discriminator: discriminator(cx, wire_name, &body),
        body,
        examples,
        docs: Docs {
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
        },
        origin: cx.origin(&pointer),
    })
}

/// Finds the property whose value tells the event: one that is constant, or
/// one whose example is the name of the webhook.
fn discriminator(cx: &mut Cx<'_>, wire_name: &str, body: &TypeRef) -> Option<(String, String)> {
    let mut body = body.clone();
    for _ in 0..8 {
        let TypeRef::Named(id) = body else { return None };
        match &cx.draft(id).def.kind {
            TypeKind::Alias(target) => body = target.clone(),
            TypeKind::Object(object) => {
                let is_name = |value: &&Value| value.as_str() == Some(wire_name);
                let named = object.properties.iter().find(|property| {
                    property.constant.as_ref().filter(is_name).is_some()
                        || property.examples.iter().any(|value| is_name(&value))
                });
                let constant = || {
                    object
                        .properties
                        .iter()
                        .find(|property| property.required && property.constant.as_ref().is_some_and(Value::is_string))
                };
                let property = named.or_else(constant)?;
                let value = property.constant.as_ref().and_then(Value::as_str).unwrap_or(wire_name);
                return Some((property.wire_name.clone(), value.to_owned()));
            }
            _ => return None,
        }
    }
    None
}
