//! Tells what changed between two clients as their users feel it: two planned
//! projects in, a list of changes out, each judged by Rust's rules.
//!
//! Each client becomes a tree of its public parts ([`surface`]), both trees are
//! walked at once ([`walk`]), and what differs is put in words ([`words`]).
//!
//! Invariant: a change is breaking if, and only if, code that uses all of the old
//! client may not compile with the new one, or would come to mean something else.

mod change;
mod match_types;
mod places;
mod report;
mod surface;
mod view;
mod walk;
mod words;

use std::collections::BTreeSet;

pub(crate) use change::{Bump, Comparison, Effect};
pub(crate) use report::Format;

use crate::pipeline::Planned;
use crate::rust::model::{ModulePath, RustApi};

/// Compares the client that `old` comes to with that of `new`.
pub(crate) fn compare(old: &Planned, new: &Planned) -> Comparison {
    let mut found = walk::Found::default();
    for module in modules(&old.client, &new.client) {
        let (old_view, new_view) = match_types::views(old, new, &module);
        walk::parts(&surface::parts(&old_view), &surface::parts(&new_view), &mut found);
    }
    places::settle(old, new, &mut found.changes);
    Comparison::new(found, &old.client.package.version)
}

/// The modules of clients in either: the root, and one for each document of several.
fn modules(old: &RustApi, new: &RustApi) -> Vec<ModulePath> {
    let mut seen = BTreeSet::new();
    let mut modules = vec![ModulePath::new()];
    for api in [old, new] {
        let types = api.type_modules.iter().map(|module| module.path.split_last());
        let types = types.flatten().map(|(_, parents)| parents.to_vec());
        let clients = api.clients.iter().map(|client| client.module.clone());
        modules.extend(types.chain(clients));
    }
    modules.retain(|module| seen.insert(module.clone()));
    modules
}
