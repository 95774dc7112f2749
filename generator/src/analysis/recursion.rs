//! Finds the edges of the type graph that need an indirection, so that every
//! type has a finite size.
//!
//! Lists and maps are indirections already. What is left are properties and
//! arms that hold a type by value; an edge back to a type on the current path
//! of a depth-first walk closes a cycle, and is the one that is boxed.

use std::collections::BTreeSet;

use super::uses;
use crate::ir::{Api, TypeId, TypeKind, TypeRef};

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    OnPath,
    Done,
}

/// A type on the path of the walk, and the edge to look at next.
struct Step {
    id: TypeId,
    edges: Vec<(usize, TypeId)>,
    next: usize,
}

/// Returns the type and the index of the property or variant of each such edge.
pub(super) fn boxed(api: &Api) -> BTreeSet<(TypeId, usize)> {
    let mut boxed = BTreeSet::new();
    let mut marks = vec![Mark::New; api.types.len()];
    for start in (0u32..).map(TypeId).take(api.types.len()) {
        if marks[start.0 as usize] == Mark::New {
            walk(api, start, &mut marks, &mut boxed);
        }
    }
    boxed
}

fn walk(api: &Api, start: TypeId, marks: &mut [Mark], boxed: &mut BTreeSet<(TypeId, usize)>) {
    marks[start.0 as usize] = Mark::OnPath;
    let mut path = vec![step(api, start)];
    while let Some(top) = path.last_mut() {
        let Some((edge, target)) = top.edges.get(top.next).copied() else {
            marks[top.id.0 as usize] = Mark::Done;
            path.pop();
            continue;
        };
        top.next += 1;
        match marks[target.0 as usize] {
            Mark::OnPath => {
                boxed.insert((top.id, edge));
            }
            Mark::New => {
                marks[target.0 as usize] = Mark::OnPath;
                path.push(step(api, target));
            }
            Mark::Done => {}
        }
    }
}

fn step(api: &Api, id: TypeId) -> Step {
    let mut edges = Vec::new();
    let kind = &api.ty(id).kind;
    if !matches!(kind, TypeKind::Alias(_)) {
        // The further properties of an object are a map.
        let count = match kind {
            TypeKind::Object(object) => object.properties.len(),
            _ => usize::MAX,
        };
        for (index, ty) in uses(kind).take(count).enumerate() {
            by_value(api, ty, 0, &mut |target| edges.push((index, target)));
        }
    }
    Step { id, edges, next: 0 }
}

/// Visits the types that a value of `ty` holds in itself, looking through aliases.
fn by_value(api: &Api, ty: &TypeRef, depth: usize, visit: &mut impl FnMut(TypeId)) {
    match ty {
        TypeRef::Named(id) => match &api.ty(*id).kind {
            // Circles of aliases were broken when they were lowered.
            TypeKind::Alias(target) if depth < 256 => by_value(api, target, depth + 1, visit),
            _ => visit(*id),
        },
        TypeRef::Nullable(inner) => by_value(api, inner, depth, visit),
        TypeRef::Tuple(items) => items.iter().for_each(|item| by_value(api, item, depth, visit)),
        TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Scalar(_) | TypeRef::Any(_) => {}
    }
}
