//! Turns an [`Api`] into facts about its types: who uses them, which edges
//! of the type graph need an indirection, what can be defaulted.

mod indirection;
mod usage;

use std::collections::BTreeSet;

use crate::ir::{Api, TypeDef, TypeId, TypeKind, TypeRef};

/// The directions in which values of a type travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Written by the client: request bodies and parameters.
    pub request: bool,
    /// Read by the client: responses, error bodies and webhooks.
    pub response: bool,
    /// Written by the client as the parts of a multipart body.
    pub parts: bool,
}

/// What is true of the types of an API. The vectors are indexed by [`TypeId`].
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Facts {
    pub usage: Vec<Usage>,
    /// Edges that need an indirection: the type, and the index of its property
    /// or variant. An object's `additional` and an alias are never among them.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// Whether an object has no property that must be given.
    pub has_default: Vec<bool>,
}

/// Collects the facts about the types of `api`.
pub(crate) fn facts(api: &Api) -> Facts {
    Facts {
        usage: usage::usage(api),
        boxed: indirection::boxed(api),
        has_default: api.types.iter().map(has_default).collect(),
    }
}

/// A required constant is written by itself, so that nobody has to give it.
fn has_default(def: &TypeDef) -> bool {
    let TypeKind::Object(object) = &def.kind else {
        return false;
    };
    object
        .properties
        .iter()
        .all(|property| !property.required || property.constant.is_some())
}

/// The uses of types in a definition, in its order; `additional` comes last.
pub(crate) fn uses(kind: &TypeKind) -> Box<dyn Iterator<Item = &TypeRef> + '_> {
    match kind {
        TypeKind::Object(object) => Box::new(
            object
                .properties
                .iter()
                .map(|property| &property.ty)
                .chain(&object.additional),
        ),
        TypeKind::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.ty)),
        TypeKind::Alias(target) => Box::new(std::iter::once(target)),
        TypeKind::Enum(_) => Box::new(std::iter::empty()),
    }
}
