//! Lowers an `allOf` once, wherever the same parts meet again.
//!
//! ```yaml
//! A: { properties: { a: { allOf: [A, B] } } }   # `a` of `A` is the type `AB`,
//! B: { properties: { b: { allOf: [A, B] } } }   # whose `a` and `b` are `AB` again
//! ```
//!
//! Components that hold an `allOf` of each other would otherwise be a new shape
//! at each level. Invariant: the same parts in the same order are the same type,
//! unless it was cut short because of where it stood.

use super::{Keywords, adopt};
use crate::ir::{TypeId, TypeKind, TypeRef};
use crate::lower::context::{Cx, Site};
use crate::source::Pointer;

/// Returns the type of the schema with these keywords. `define` makes it, under
/// the id that it is given, where the parts have not met before.
pub(super) fn once<'a>(
    cx: &mut Cx<'a>,
    keywords: &Keywords<'_>,
    pointer: &Pointer,
    site: &Site,
    define: impl FnOnce(&mut Cx<'a>, TypeId) -> TypeRef,
) -> TypeRef {
    let parts = match keywords.places.as_slice() {
        // Recursion goes through components, so that a schema of one part ends.
        [] | [_] => {
            let id = cx.reserve(None, Some(site.clone()), pointer);
            return define(cx, id);
        }
        places => distinct(places),
    };
    if let Some(ty) = cx.merged.get(&parts).cloned() {
        adopt(cx, &ty, site, Vec::push);
        return ty;
    }
    let id = cx.reserve(None, Some(site.clone()), pointer);
    cx.merged.insert(parts.clone(), TypeRef::Named(id));
    let cut = cx.cut;
    let ty = define(cx, id);
    if ty != TypeRef::Named(id) {
        // What stands inside may refer to the id already.
        cx.draft(id).def.kind = TypeKind::Alias(ty.clone());
    }
    if cx.cut == cut {
        cx.merged.insert(parts, ty.clone());
    } else {
        cx.merged.remove(&parts);
    }
    ty
}

/// Writes where the parts stand, each once: what holds twice says no more.
fn distinct(places: &[(Pointer, bool)]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::with_capacity(places.len());
    for (pointer, without_choices) in places {
        let choices = if *without_choices { " without choices" } else { "" };
        let part = format!("{}{pointer}{choices}", pointer.file().0);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}
