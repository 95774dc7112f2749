//! Prints a [`RustApi`]: every construct in a file of its own, no decision
//! taken, nothing that can fail.

pub(crate) mod module;

use super::model::RustApi;
use crate::output::FileSet;
use module::Module;

/// Whether the output is a crate's folder or one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// `Cargo.toml` and `src/**`.
    Crate,
    /// One file of nested modules that works under `include!` in any module.
    SingleFile,
}

/// Prints the whole client into `files`.
pub(crate) fn emit(api: &RustApi, layout: Layout, files: &mut FileSet) {
    let _ = (api, layout, files);
    let _modules: Vec<Module> = Vec::new();
}
