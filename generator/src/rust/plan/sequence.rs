//! Plans the successes that are sequences of items: how they are cut, asked for
//! and ended, and what an item is.

use super::{PlanCx, output};
use crate::ir::{self, MediaKind, ScalarKind, TypeKind, TypeRef};
use crate::rust::model::{Framing, Ident, RustType, Sequence};

/// The framings, in the order in which they are planned, each with the method that reads it.
const FRAMINGS: [(Framing, MediaKind, &str); 2] = [
    (Framing::Events, MediaKind::Events, "events"),
    (Framing::Lines, MediaKind::Lines, "lines"),
];

/// Returns the methods that read sequences of `operation`: no setter has their names.
pub(super) fn methods(operation: &ir::Operation) -> impl Iterator<Item = &'static str> {
    let is_read = |kind: MediaKind| contents(operation, kind).next().is_some();
    let read = FRAMINGS.iter().filter(move |(_, kind, _)| is_read(*kind));
    read.map(|(_, _, method)| *method)
}

/// Plans the sequences of `operation`, one of each framing at most.
pub(super) fn plan(cx: &PlanCx<'_>, operation: &ir::Operation) -> Vec<Sequence> {
    let planned = FRAMINGS.iter().filter_map(|(framing, kind, method)| {
        let mut contents = contents(operation, *kind);
        let first = contents.next()?;
        let item = match contents.all(|other| other.ty == first.ty) {
            true => cx.types.rust_type(&first.ty),
            // One method reads them all: what they have in common is that they are JSON.
            false => RustType::Json,
        };
        Some(Sequence {
            framing: *framing,
            method: Ident((*method).to_owned()),
            media_type: first.name.clone(),
            is_text: *framing == Framing::Events && cx.resolve(item.clone()) == RustType::String,
            item,
            flag: flag(cx, operation),
            ends: match framing {
                Framing::Events => cx.config.client.streams.end.clone(),
                Framing::Lines => Vec::new(),
            },
        })
    });
    planned.collect()
}

fn contents(operation: &ir::Operation, kind: MediaKind) -> impl Iterator<Item = &ir::MediaType> {
    let contents = output::successes(operation).flat_map(|response| &response.content);
    contents.filter(move |content| content.kind == kind)
}

/// Returns the property of the JSON body that asks for the sequence, where there
/// is another answer.
fn flag(cx: &PlanCx<'_>, operation: &ir::Operation) -> Option<String> {
    let is_sequence = |content: &ir::MediaType| matches!(content.kind, MediaKind::Events | MediaKind::Lines);
    if output::successes(operation).all(|response| response.content.iter().all(is_sequence)) {
        return None;
    }
    let flag = &cx.config.client.streams.flag;
    let body = operation.request_body.as_ref()?.content.first()?;
    let is_flag = |property: &ir::Property| property.wire_name == *flag && is_boolean(cx, &property.ty);
    let has_flag = body.kind == MediaKind::Json && has_property(cx, &body.ty, &is_flag);
    has_flag.then(|| flag.clone())
}

/// Tells whether every value of `ty` may have such a property.
fn has_property(cx: &PlanCx<'_>, ty: &TypeRef, is_it: &dyn Fn(&ir::Property) -> bool) -> bool {
    let mut queue = vec![ty];
    // A union of unions that hold each other ends here.
    for _ in 0..64 {
        let Some(ty) = queue.pop() else { return true };
        match ty {
            TypeRef::Nullable(inner) => queue.push(inner),
            TypeRef::Named(id) => match &cx.api.ty(*id).kind {
                TypeKind::Object(object) if object.properties.iter().any(is_it) => {}
                TypeKind::Alias(target) => queue.push(target),
                TypeKind::Union(union) => queue.extend(union.variants.iter().map(|variant| &variant.ty)),
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}

fn is_boolean(cx: &PlanCx<'_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(inner) => is_boolean(cx, inner),
        TypeRef::Scalar(scalar) => scalar.kind == ScalarKind::Boolean,
        TypeRef::Named(id) => match &cx.api.ty(*id).kind {
            TypeKind::Alias(target) => is_boolean(cx, target),
            // Written as an enumeration, where one of the two is allowed alone.
            TypeKind::Enum(item) => item.variants.iter().any(|variant| variant.value == true),
            _ => false,
        },
        _ => false,
    }
}
