//! The Rust back end: `plan` turns [`crate::ir::Api`] into [`model::RustApi`], `emit` prints it.

pub(crate) mod model;
