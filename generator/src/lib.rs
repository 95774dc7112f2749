//! Turns OpenAPI documents into typed Rust clients and documentation snippets.

mod analysis;
mod config;
mod diagnostic;
mod docs;
mod ir;
mod lower;
mod name;
mod output;
mod rust;
mod sample;
mod source;
mod spec;

pub use config::Config;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use output::{ApplyError, Difference, FileSet, MARKER, Mode, Report};
