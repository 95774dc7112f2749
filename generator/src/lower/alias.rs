//! Breaks circles of aliases: `A: {$ref: B}` and `B: {$ref: A}`, and lists of
//! themselves, which no type alias can express; and chains that are too long.
//!
//! Invariant: from then on, following aliases ends after [`MAX_DEPTH`] of them.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Cx, MAX_DEPTH};
use crate::ir::{AnyReason, TypeId, TypeKind, TypeRef};

/// Replaces every use that closes a circle of aliases, or makes a chain of them
/// too long, by any JSON.
pub(super) fn break_cycles(cx: &mut Cx<'_>) {
    let ids: Vec<TypeId> = cx.components.values().copied().collect();
    let mut aliases = Aliases::default();
    for id in ids {
        aliases.finish_all(cx, id);
    }
}

/// How far the walk over the aliases is.
#[derive(Default)]
struct Aliases {
    /// The aliases on the way from where the walk began to where it is.
    open: BTreeSet<TypeId>,
    /// The length of the longest chain from a finished alias on.
    lengths: BTreeMap<TypeId, usize>,
}

/// What was found in an alias.
#[derive(Default)]
struct Found {
    is_circle: bool,
    is_too_long: bool,
    /// The longest chain among the aliases that are used.
    length: usize,
}

impl Aliases {
    /// Finishes `id` and every alias in its reach, the innermost first. A chain
    /// may be as long as the document: the way is kept in a list of its own.
    fn finish_all(&mut self, cx: &mut Cx<'_>, id: TypeId) {
        let mut way = vec![id];
        while let Some(id) = way.last().copied() {
            let TypeKind::Alias(target) = &cx.drafts[id.0 as usize].def.kind else {
                way.pop();
                continue;
            };
            let target = target.clone();
            self.open.insert(id);
            let mut used = Vec::new();
            collect(&target, &mut used);
            let is_next = |used: &TypeId| {
                let is_known = self.open.contains(used) || self.lengths.contains_key(used);
                !is_known && matches!(cx.drafts[used.0 as usize].def.kind, TypeKind::Alias(_))
            };
            match used.into_iter().find(is_next) {
                Some(next) => way.push(next),
                None => {
                    way.pop();
                    if !self.lengths.contains_key(&id) {
                        self.finish(cx, id, target);
                    }
                    self.open.remove(&id);
                }
            }
        }
    }

    /// Replaces what cannot be in an alias all of whose uses are finished.
    fn finish(&mut self, cx: &mut Cx<'_>, id: TypeId, target: TypeRef) {
        let mut found = Found::default();
        let target = self.replace(target, &mut found);
        let origin = cx.draft(id).def.origin.clone();
        if found.is_circle {
            cx.diagnostics
                .warning(
                    "reference-cycle",
                    &origin,
                    "the schema is defined by nothing but itself; the circle is any JSON",
                )
                .help("let one of the schemas be an object");
        }
        if found.is_too_long {
            cx.diagnostics
                .warning(
                    "schema-too-deep",
                    &origin,
                    format!("more than {MAX_DEPTH} schemas stand for one another; the rest is any JSON"),
                )
                .help("let one of the schemas be an object");
        }
        cx.draft(id).def.kind = TypeKind::Alias(target);
        self.lengths.insert(id, found.length + 1);
    }

    /// Follows the uses within an alias.
    fn replace(&self, ty: TypeRef, found: &mut Found) -> TypeRef {
        match ty {
            TypeRef::Named(id) if self.open.contains(&id) => {
                found.is_circle = true;
                TypeRef::Any(AnyReason::Cycle)
            }
            TypeRef::Named(id) => match self.lengths.get(&id).copied().unwrap_or_default() {
                MAX_DEPTH.. => {
                    found.is_too_long = true;
                    TypeRef::Any(AnyReason::TooDeep)
                }
                length => {
                    found.length = found.length.max(length);
                    TypeRef::Named(id)
                }
            },
            TypeRef::List(mut list) => {
                list.item = self.replace(list.item, found);
                TypeRef::List(list)
            }
            TypeRef::Map(value) => TypeRef::Map(Box::new(self.replace(*value, found))),
            TypeRef::Nullable(inner) => super::schema::nullable_if(true, self.replace(*inner, found)),
            TypeRef::Tuple(items) => TypeRef::Tuple(items.into_iter().map(|item| self.replace(item, found)).collect()),
            other => other,
        }
    }
}

/// Collects the named types that a use of a type names.
fn collect(ty: &TypeRef, used: &mut Vec<TypeId>) {
    match ty {
        TypeRef::Named(id) => used.push(*id),
        TypeRef::List(list) => collect(&list.item, used),
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => collect(inner, used),
        TypeRef::Tuple(items) => items.iter().for_each(|item| collect(item, used)),
        TypeRef::Scalar(_) | TypeRef::Any(_) => {}
    }
}
