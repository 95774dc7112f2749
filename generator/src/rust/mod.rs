//! The Rust back end: `plan` turns [`crate::ir::Api`] into [`model::RustApi`], `emit` prints it.

pub(crate) mod doc;
pub(crate) mod emit;
pub(crate) mod format;
pub(crate) mod model;
pub(crate) mod paths;
pub(crate) mod plan;
pub(crate) mod tokens;
