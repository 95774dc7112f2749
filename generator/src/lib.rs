//! Turns OpenAPI documents into typed Rust clients and documentation snippets.

mod analysis;
mod build_script;
#[cfg(feature = "cli")]
pub mod cli;
mod config;
mod diagnostic;
mod docs;
mod inventory;
mod ir;
mod lower;
mod name;
mod output;
mod overlay;
mod pipeline;
mod render;
mod round_trip;
mod rust;
mod sample;
mod source;
mod spec;
#[cfg(feature = "cli")]
mod starter;

pub use build_script::{BuildError, Builder};
pub use config::{Config, DirectionsConfig, SerdeConfig};
pub use diagnostic::{CODES, Code, Diagnostic, Diagnostics, Severity};
pub use inventory::{Inventory, UntypedField};
pub use output::{ApplyError, Difference, FileSet, MARKER, Mode, Report};
pub use pipeline::{Generated, generate};
pub use round_trip::{Mismatch, RoundTrips, Sample};
