//! Facts about an [`crate::ir::Api`]: in which directions a type travels, and where recursion needs a box.

use std::collections::BTreeSet;

use crate::ir::{Api, TypeId};

/// The directions in which a type travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    pub request: bool,
    pub response: bool,
}

/// What is known of an API's types beyond their definitions.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Facts {
    /// By [`TypeId`].
    pub usage: Vec<Usage>,
    /// Edges (type, index of the property or variant) that need a `Box`.
    pub boxed: BTreeSet<(TypeId, usize)>,
}

/// Collects the facts about `api`.
pub(crate) fn facts(api: &Api) -> Facts {
    Facts {
        usage: vec![
            Usage {
                request: true,
                response: true,
            };
            api.types.len()
        ],
        boxed: BTreeSet::new(),
    }
}
