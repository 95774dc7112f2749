//! Plans the event union of each document with webhooks.
//!
//! The payload of an event's arm is its whole body, so that a body in whatever
//! shape is an event. A body whose property tells it from others becomes an arm
//! of a tagged union; the arm is named after the webhook.

use super::PlanCx;
use crate::ir;
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{Directions, Ident, ItemPath, Union, UnionTag, UnionVariant, Webhooks};

/// Plans the webhooks of every document that has some.
pub(super) fn plan(cx: &mut PlanCx<'_>) -> Vec<Webhooks> {
    let api = cx.api;
    let with_webhooks = |document: &&ir::Document| !document.webhooks.is_empty();
    let several = api.documents.iter().filter(with_webhooks).count() > 1;
    let mut planned = Vec::new();
    for (index, document) in api.documents.iter().enumerate() {
        if document.webhooks.is_empty() {
            continue;
        }
        cx.support.webhook = true;
        let own = &cx.modules[index].module;
        // A document of webhooks alone is its own module; one beside operations
        // has the module `webhooks` next to its client.
        let module = match (document.operations.is_empty(), several, own.is_empty()) {
            (true, _, false) => own.clone(),
            (_, _, true) | (_, false, _) => vec![Ident("webhooks".to_owned())],
            (false, true, false) => [own.clone(), vec![Ident("webhooks".to_owned())]].concat(),
        };
        planned.push(plan_document(cx, index, document, module));
    }
    planned
}

fn plan_document(cx: &PlanCx<'_>, index: usize, document: &ir::Document, module: Vec<Ident>) -> Webhooks {
    let mut names = Scope::with_reserved(["Self", "Unknown"]);
    let tag = common_tag(document);
    let variants = document.webhooks.iter().map(|webhook| UnionVariant {
        ident: Ident(names.claim(&webhook.name, Role::Variant)),
        docs: variant_docs(webhook),
        ty: cx.types.rust_type(&webhook.body),
        tags: match (&tag, &webhook.discriminator) {
            (Some(_), Some((_, value))) => vec![value.clone()],
            _ => Vec::new(),
        },
        insert_tag: false,
        converts: false,
        guard: None,
    });
    let mut variants: Vec<UnionVariant> = variants.collect();
    cx.types.mark_conversions(&mut variants);
    let event = Union {
        path: ItemPath {
            module: module.clone(),
            ident: Ident("Event".to_owned()),
        },
        docs: format!("An event that {} sends.", doc::plain(&document.title)),
        directions: Directions {
            request: false,
            response: true,
        },
        tag: tag.map(|wire_name| UnionTag {
            method: Ident(Scope::default().claim(&Words::new(&wire_name), Role::Method)),
            wire_name,
        }),
        variants,
        unknown: Ident("Unknown".to_owned()),
        derives: Vec::new(),
    };
    Webhooks {
        module,
        document: index,
        docs: document.description.as_deref().map_or_else(
            || format!("Webhooks of {}.", doc::plain(&document.title)),
            doc::neutralize,
        ),
        event,
        sources: (0..document.webhooks.len()).collect(),
    }
}

/// The property that tells every event from the others, where it is one.
fn common_tag(document: &ir::Document) -> Option<String> {
    let mut tags = document.webhooks.iter().map(|webhook| webhook.discriminator.as_ref());
    let (first, _) = tags.next()??;
    tags.all(|tag| tag.is_some_and(|(name, _)| name == first))
        .then(|| first.clone())
}

fn variant_docs(webhook: &ir::Webhook) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for text in [&webhook.docs.summary, &webhook.docs.description].into_iter().flatten() {
        let text = doc::neutralize(text.trim());
        if !text.is_empty() && blocks.last() != Some(&text) {
            blocks.push(text);
        }
    }
    if blocks.is_empty() {
        blocks.push(format!("The event {}.", doc::code(&webhook.wire_name)));
    }
    blocks.join("\n\n")
}
