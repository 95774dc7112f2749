//! Proves that the types of a client keep what they read: samples of every type,
//! a test that decodes and encodes them, and the comparison of the results.
//!
//! ```text
//! RoundTrips::new ─► files: the crate, with tests/round_trip.rs and its samples
//!                      │  cargo test
//!                      ▼
//!                    results: the encoded value of each sample ─► compare
//! ```
//!
//! What may differ is stated in [`compare`].

mod compare;
mod samples;
#[cfg(test)]
mod tests;

use camino::Utf8Path;
use serde_json::Value;

use crate::config::{Config, DirectionsConfig};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeId};
use crate::output::FileSet;
use crate::rust::emit;
use crate::rust::model::{Item, ItemPath, Layout, RustApi, RustType};
use crate::{pipeline, rust};

/// The file of the samples, beside the test.
const SAMPLES: &str = "tests/round_trip.json";

/// The client of a project with the samples of its types.
#[derive(Debug)]
pub struct RoundTrips {
    /// The crate. Its test `round_trip` writes an array of results to the file
    /// that the variable `ROUND_TRIP_RESULTS` names.
    pub files: FileSet,
    /// The samples, in the order of the results.
    pub samples: Vec<Sample>,
    /// Types of which no sample could be made.
    pub without_sample: Vec<String>,
    plan: RustApi,
}

/// A value of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The name of the Rust type.
    pub ty: String,
    /// Where the schema of the type stands.
    pub pointer: String,
    /// What the value is to show: `minimal`, `unknown field`.
    pub kind: &'static str,
    /// The value, as it travels.
    pub value: Value,
    path: ItemPath,
}

/// What a sample came back as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// From the root of the value to the first part that differs.
    pub pointer: String,
    /// What is different there.
    pub reason: String,
}

impl RoundTrips {
    /// Generates the client of a project, every type in both directions, with
    /// the samples; `None` where the documents have errors.
    pub fn new(config: &Config, base: &Utf8Path) -> Option<Self> {
        let mut config = config.clone();
        config.types.directions = DirectionsConfig::Both;
        let mut diagnostics = Diagnostics::new(config.strict);
        let api = pipeline::read(&config, base, &|_| {}, &mut diagnostics).api?;
        let plan = rust::plan::plan(&api, &config, Layout::Crate, &mut diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        let mut files = FileSet::new();
        emit::emit(&plan, &mut files);
        let (samples, without_sample) = collect(&api, &plan);
        let mut types: Vec<&ItemPath> = Vec::new();
        let mut inputs = Vec::with_capacity(samples.len());
        for sample in &samples {
            // The samples of a type follow each other.
            if types.last() != Some(&&sample.path) {
                types.push(&sample.path);
            }
            inputs.push(Value::from(vec![
                Value::from(types.len() - 1),
                Value::from(sample.value.to_string()),
            ]));
        }
        files.insert("tests/round_trip.rs", emit::round_trip(&plan, &types));
        files.insert(SAMPLES, format!("{}\n", Value::from(inputs)));
        Some(Self {
            files,
            samples,
            without_sample,
            plan,
        })
    }

    /// Compares what the sample `index` came back as with what it was.
    ///
    /// # Errors
    ///
    /// The first difference that no rule allows.
    pub fn compare(&self, index: usize, encoded: &Value) -> Result<(), Mismatch> {
        let Some(sample) = self.samples.get(index) else {
            return Ok(());
        };
        compare::compare(&self.plan, &sample.path, &sample.value, encoded)
    }
}

/// Makes the samples of every type that is written and has serde's traits, and
/// lists the types that have none.
fn collect(api: &Api, plan: &RustApi) -> (Vec<Sample>, Vec<String>) {
    let sampler = samples::Samples::new(api);
    let (mut found, mut without) = (Vec::new(), Vec::new());
    let items = compare::Items::new(plan);
    for (id, path) in (0..).map(TypeId).zip(&plan.written) {
        let Some(path) = path else { continue };
        if matches!(items.get(path), Some(Item::Alias(alias)) if !is_json(&alias.ty)) {
            continue;
        }
        let values = sampler.of(id);
        if values.is_empty() {
            without.push(path.ident.0.clone());
        }
        found.extend(values.into_iter().map(|(kind, value)| Sample {
            ty: path.ident.0.clone(),
            pointer: api.ty(id).origin.to_string(),
            kind,
            value,
            path: path.clone(),
        }));
    }
    (found, without)
}

/// Bytes have no form in JSON.
fn is_json(ty: &RustType) -> bool {
    match ty {
        RustType::Bytes => false,
        RustType::Option(inner) => is_json(inner),
        _ => true,
    }
}
