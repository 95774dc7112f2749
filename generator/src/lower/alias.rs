//! Breaks circles of aliases: `A: {$ref: B}` and `B: {$ref: A}`, and lists of
//! themselves, which no type alias can express.

use std::collections::BTreeSet;

use super::context::Cx;
use crate::ir::{AnyReason, TypeId, TypeKind, TypeRef};

/// Replaces every use that closes a circle of aliases by any JSON.
pub(super) fn break_cycles(cx: &mut Cx<'_>) {
    let ids: Vec<TypeId> = cx.components.values().copied().collect();
    let mut done = BTreeSet::new();
    for id in ids {
        let mut trail = Vec::new();
        visit(cx, id, &mut trail, &mut done);
    }
}

fn visit(cx: &mut Cx<'_>, id: TypeId, trail: &mut Vec<TypeId>, done: &mut BTreeSet<TypeId>) {
    if done.contains(&id) {
        return;
    }
    let TypeKind::Alias(target) = &cx.draft(id).def.kind else {
        return;
    };
    let target = target.clone();
    trail.push(id);
    let (target, is_broken) = replace(cx, target, trail, done);
    trail.pop();
    if is_broken {
        let origin = cx.draft(id).def.origin.clone();
        cx.diagnostics
            .warning(
                "reference-cycle",
                &origin,
                "the schema is defined by nothing but itself; the circle is any JSON",
            )
            .help("let one of the schemas be an object");
    }
    cx.draft(id).def.kind = TypeKind::Alias(target);
    done.insert(id);
}

/// Follows the uses within an alias.
fn replace(cx: &mut Cx<'_>, ty: TypeRef, trail: &mut Vec<TypeId>, done: &mut BTreeSet<TypeId>) -> (TypeRef, bool) {
    match ty {
        TypeRef::Named(id) if trail.contains(&id) => (TypeRef::Any(AnyReason::Cycle), true),
        TypeRef::Named(id) => {
            visit(cx, id, trail, done);
            (TypeRef::Named(id), false)
        }
        TypeRef::List(mut list) => {
            let (item, is_broken) = replace(cx, list.item, trail, done);
            list.item = item;
            (TypeRef::List(list), is_broken)
        }
        TypeRef::Map(value) => {
            let (value, is_broken) = replace(cx, *value, trail, done);
            (TypeRef::Map(Box::new(value)), is_broken)
        }
        TypeRef::Nullable(inner) => {
            let (inner, is_broken) = replace(cx, *inner, trail, done);
            (super::schema::nullable_if(true, inner), is_broken)
        }
        TypeRef::Tuple(items) => {
            let mut is_broken = false;
            let mut replaced = Vec::with_capacity(items.len());
            for item in items {
                let (item, broken) = replace(cx, item, trail, done);
                is_broken |= broken;
                replaced.push(item);
            }
            (TypeRef::Tuple(replaced), is_broken)
        }
        other => (other, false),
    }
}
