//! Plans the event union of each document with webhooks.
//!
//! The payload of an event's arm is its whole body, so that a body in whatever
//! shape is an event. A body whose property tells it from others becomes an arm
//! of a tagged union; the arm is named after the webhook. Webhooks that nothing
//! tells apart, since they have one body, are one arm, named after its type.

use std::collections::BTreeMap;

use super::PlanCx;
use crate::ir;
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{Directions, Ident, ItemPath, RustType, Union, UnionTag, UnionVariant, Webhooks};

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
    let alike = alike(document, tag.is_some());
    let variants = alike.iter().map(|webhooks| {
        let first = webhooks[0];
        let ty = cx.types.rust_type(&first.body);
        let (name, docs) = match (webhooks.as_slice(), &ty) {
            ([_], _) => (first.name.clone(), variant_docs(first)),
            (_, RustType::Path(path)) => (Words::new(&path.ident.0), shared_docs(webhooks)),
            _ => (first.name.clone(), shared_docs(webhooks)),
        };
        UnionVariant {
            ident: Ident(names.claim(&name, Role::Variant)),
            docs,
            ty,
            tags: match (&tag, &first.discriminator) {
                (Some(_), Some((_, value))) => vec![value.clone()],
                _ => Vec::new(),
            },
            insert_tag: false,
            converts: false,
            guard: None,
        }
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
        sources: sources(document, &alike),
    }
}

/// The property that tells every body from the others, where it is one.
fn common_tag(document: &ir::Document) -> Option<String> {
    let mut bodies: BTreeMap<&str, &ir::TypeRef> = BTreeMap::new();
    let mut common = None;
    for webhook in &document.webhooks {
        let (name, value) = webhook.discriminator.as_ref()?;
        let is_common = *common.get_or_insert(name) == name;
        if !is_common || *bodies.entry(value).or_insert(&webhook.body) != &webhook.body {
            return None;
        }
    }
    common.cloned()
}

/// Groups the webhooks that have one body, and one value of the tag where there is one.
fn alike(document: &ir::Document, is_tagged: bool) -> Vec<Vec<&ir::Webhook>> {
    let mut groups: Vec<Vec<&ir::Webhook>> = Vec::new();
    for webhook in &document.webhooks {
        let is_alike = |group: &Vec<&ir::Webhook>| {
            let first = group[0];
            first.body == webhook.body && (!is_tagged || first.discriminator == webhook.discriminator)
        };
        match groups.iter_mut().find(|group| is_alike(group)) {
            Some(group) => group.push(webhook),
            None => groups.push(vec![webhook]),
        }
    }
    groups
}

/// The index of the first webhook of each group.
fn sources(document: &ir::Document, groups: &[Vec<&ir::Webhook>]) -> Vec<usize> {
    let index = |group: &Vec<&ir::Webhook>| {
        let mut webhooks = document.webhooks.iter();
        webhooks.position(|webhook| std::ptr::eq(webhook, group[0]))
    };
    groups.iter().filter_map(index).collect()
}

/// Says of an arm for several webhooks which they are.
fn shared_docs(webhooks: &[&ir::Webhook]) -> String {
    let mut docs = "One of these events, whose bodies are the same:\n".to_owned();
    for webhook in webhooks {
        let summary = webhook.docs.summary.as_deref().map(doc::plain);
        let summary = summary.filter(|summary| !summary.is_empty());
        docs.push_str("\n- ");
        docs.push_str(&doc::code(&webhook.wire_name));
        docs.extend(summary.map(|summary| format!(": {summary}")));
    }
    docs
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
