//! Prints a [`RustApi`]: every construct in a file of its own, no decision
//! taken, nothing that can fail.

mod alias;
mod argument;
mod client;
#[cfg(test)]
mod client_tests;
mod enum_;
mod error;
mod headers;
mod json;
mod lean;
mod lib_rs;
mod manifest;
mod marker;
mod method;
mod mock;
pub(crate) mod module;
mod multipart;
mod operation;
mod pagination;
mod profile;
#[cfg(feature = "samples")]
mod round_trip;
mod samples;
mod sequence;
mod server;
mod struct_;
mod support;
#[cfg(test)]
mod tests;
mod types;
mod union;
mod webhook;

#[cfg(feature = "cli")]
pub(crate) use lib_rs::shown;
#[cfg(feature = "samples")]
pub(crate) use round_trip::round_trip;

use super::format;
use super::model::{Layout, RustApi};
use crate::output::FileSet;
use module::{Module, Tree};

/// The path of the only file of [`Layout::SingleFile`].
pub(crate) const SINGLE_FILE: &str = "client.rs";

/// Prints the whole client into `files`.
pub(crate) fn emit(api: &RustApi, files: &mut FileSet) {
    let tree = Tree::new(modules(api));
    match api.layout {
        Layout::Crate => {
            for (path, text) in tree.files(api) {
                files.insert(path, text);
            }
            files.insert("Cargo.toml", manifest::emit(api));
            if api.package.samples.is_some() {
                files.insert("tests/samples.rs", format::file("tests/samples.rs", samples::emit(api)));
                files.insert(
                    "tests/harness/mod.rs",
                    format!("{}\n{}", format::HEADER, samples::HARNESS),
                );
            }
        }
        Layout::SingleFile => {
            let text = format::file(SINGLE_FILE, tree.single_file());
            files.insert(SINGLE_FILE, text);
        }
    }
}

/// Returns every module; several of the root's own make it up together.
fn modules(api: &RustApi) -> Vec<Module<'_>> {
    let mut modules = vec![Module::public(Vec::new(), || lib_rs::emit(api))];
    modules.extend(support::emit(api));
    modules.extend(
        api.type_modules
            .iter()
            .flat_map(|module| types::emit(module, api.serde)),
    );
    modules.extend(error::emit(api));
    modules.extend(headers::emit(api));
    modules.extend(client::emit(api));
    modules.extend(operation::emit(api));
    modules.extend(webhook::emit(api));
    modules.extend(mock::emit(api));
    modules
}
