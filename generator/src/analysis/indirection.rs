//! Finds the edges of the type graph that need an indirection, so that every
//! type has a finite size, and none is so large that moving it about fills a stack.
//!
//! Lists and maps are indirections already. What is left are properties and
//! arms that hold a type by value. An edge back to a type on the current path
//! of a depth-first walk closes a cycle, and is boxed; so are the larger edges
//! of a type of more than [`LARGE`] words.

use std::collections::BTreeSet;

use super::uses;
use crate::ir::{Api, ScalarKind, TypeId, TypeKind, TypeRef};

/// From how many machine words on a type is large: 4 KiB of 64-bit ones.
const LARGE: usize = 512;

/// From how many words on an edge of a large type is boxed.
const WORTH_A_BOX: usize = 32;

/// Of a text, a list, a map or an open enumeration.
const WORDS_OF_TEXT: usize = 3;

/// Of any JSON, whose map keeps its order.
const WORDS_OF_ANY: usize = 9;

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
    let mut sizes = Sizes {
        api,
        words: vec![0; api.types.len()],
    };
    for start in (0u32..).map(TypeId).take(api.types.len()) {
        if marks[start.0 as usize] == Mark::New {
            walk(api, start, &mut marks, &mut sizes, &mut boxed);
        }
    }
    boxed
}

fn walk(api: &Api, start: TypeId, marks: &mut [Mark], sizes: &mut Sizes<'_>, boxed: &mut BTreeSet<(TypeId, usize)>) {
    marks[start.0 as usize] = Mark::OnPath;
    let mut path = vec![step(api, start)];
    while let Some(top) = path.last_mut() {
        let Some((edge, target)) = top.edges.get(top.next).copied() else {
            marks[top.id.0 as usize] = Mark::Done;
            sizes.settle(top.id, boxed);
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

/// The sizes of the types that the walk has left, in machine words. They are
/// estimates: padding and niches of the language are not looked at.
struct Sizes<'a> {
    api: &'a Api,
    words: Vec<usize>,
}

impl Sizes<'_> {
    /// Adds up the size of a type whose parts are known, and boxes what makes it large.
    fn settle(&mut self, id: TypeId, boxed: &mut BTreeSet<(TypeId, usize)>) {
        let parts: Vec<usize> = match &self.api.ty(id).kind {
            TypeKind::Object(object) => {
                let properties = object.properties.iter();
                properties.map(|property| self.of(&property.ty, 0)).collect()
            }
            TypeKind::Union(union) => union.variants.iter().map(|variant| self.of(&variant.ty, 0)).collect(),
            TypeKind::Enum(_) => vec![WORDS_OF_TEXT],
            // Its uses look through it.
            TypeKind::Alias(_) => Vec::new(),
        };
        let total = |boxed: &BTreeSet<(TypeId, usize)>| {
            let part = |(index, words): (usize, &usize)| if boxed.contains(&(id, index)) { 1 } else { *words };
            let parts = parts.iter().enumerate().map(part);
            match &self.api.ty(id).kind {
                TypeKind::Union(_) => parts.max().unwrap_or_default().saturating_add(1),
                _ => parts.fold(0, usize::saturating_add),
            }
        };
        if total(boxed) > LARGE {
            // Nothing else than a type of its own has so many words, but for a tuple of a very long list.
            let worth = parts.iter().enumerate().filter(|(_, words)| **words >= WORTH_A_BOX);
            boxed.extend(worth.map(|(index, _)| (id, index)));
        }
        self.words[id.0 as usize] = total(boxed);
    }

    /// The size of a use of a type. A number or a flag that may be missing says so in a word of its own.
    fn of(&self, ty: &TypeRef, depth: usize) -> usize {
        match ty {
            TypeRef::Named(id) => match &self.api.ty(*id).kind {
                TypeKind::Alias(target) if depth < 256 => self.of(target, depth + 1),
                _ => self.words[id.0 as usize],
            },
            TypeRef::Nullable(inner) => self.of(inner, depth),
            TypeRef::Tuple(items) => items
                .iter()
                .map(|item| self.of(item, depth + 1))
                .fold(0, usize::saturating_add),
            TypeRef::List(_) | TypeRef::Map(_) => WORDS_OF_TEXT,
            TypeRef::Any(_) => WORDS_OF_ANY,
            TypeRef::Scalar(scalar) => match scalar.kind {
                ScalarKind::Boolean | ScalarKind::Integer32 | ScalarKind::Number32 => 1,
                ScalarKind::Integer | ScalarKind::Number => 2,
                _ => WORDS_OF_TEXT,
            },
        }
    }
}
