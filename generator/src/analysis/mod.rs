//! Turns an [`ir::Api`] into facts about its types: who uses them, which edges
//! of the type graph close a cycle, what can be compared and defaulted.

use std::collections::BTreeSet;

use crate::ir::{Api, TypeId};

/// The directions in which values of a type travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Written by the client: request bodies and parameters.
    pub request: bool,
    /// Read by the client: responses, error bodies and webhooks.
    pub response: bool,
}

/// What is true of the types of an API. The vectors are indexed by [`TypeId`].
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Facts {
    pub usage: Vec<Usage>,
    /// Edges that need an indirection: the type, and the index of its property
    /// or variant. An object's `additional` and an alias are never among them.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// Whether values can be compared for full equality: no floating-point
    /// number in reach. (`serde_json::Value` is `Eq`.)
    pub eq: Vec<bool>,
    /// Whether an object has no property that must be given.
    pub has_default: Vec<bool>,
}

/// Collects the facts about the types of `api`.
pub(crate) fn facts(api: &Api) -> Facts {
    Facts {
        usage: vec![Usage { request: true, response: true }; api.types.len()],
        boxed: BTreeSet::new(),
        eq: vec![false; api.types.len()],
        has_default: vec![false; api.types.len()],
    }
}
