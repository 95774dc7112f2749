//! Turns OpenAPI documents into typed Rust clients and documentation snippets.
//!
//! # Features
//!
//! All are on by default, and a build script needs none of them.
//!
//! - `cli`: the command and the task `codegen`; it takes all others.
//! - `docs`: [`generate`] makes the documentation snippets beside the crate.
//! - `files`: `FileSet::apply` brings a crate to the disk, all at once.
//! - `overlays`: documents can be changed by overlays.
//! - `parallel`: large documents are read, and large clients written, on every core.
//! - `samples`: the documentation of the client has an example for each method.

mod analysis;
mod build_script;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
mod compare;
mod config;
mod diagnostic;
mod did_you_mean;
#[cfg(feature = "docs")]
mod docs;
mod inventory;
mod ir;
mod lower;
mod name;
mod output;
#[cfg(feature = "overlays")]
mod overlay;
mod parallel;
mod pipeline;
mod render;
#[cfg(feature = "samples")]
mod round_trip;
mod rust;
#[cfg(feature = "samples")]
#[cfg_attr(
    not(feature = "docs"),
    allow(
        dead_code,
        unused_imports,
        reason = "the documentation reads more of a sample than the client"
    )
)]
mod sample;
mod source;
mod spec;
#[cfg(feature = "cli")]
mod starter;

pub use build_script::{BuildError, Builder};
pub use config::{Config, DirectionsConfig, SerdeConfig};
pub use diagnostic::{CODES, Code, Diagnostic, Diagnostics, Severity};
pub use inventory::{Inventory, UntypedField};
#[cfg(feature = "files")]
pub use output::{ApplyError, Difference, Mode, Report};
pub use output::{FileSet, MARKER};
pub use pipeline::{Generated, generate};
#[cfg(feature = "samples")]
pub use round_trip::{Mismatch, RoundTrips, Sample};
