//! What became of one document: an entry of the report in JSON.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use specwright::{Diagnostic, FileSet, Generated, Severity};

/// How the generation ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// There is a client.
    #[serde(rename = "ok")]
    Ok,
    /// A finding is an error.
    #[serde(rename = "refused")]
    Refused,
    /// The process ended in another way.
    #[default]
    #[serde(rename = "panicked")]
    Panicked,
    /// The process was ended after its time.
    #[serde(rename = "timed out")]
    TimedOut,
}

impl Outcome {
    /// Returns the outcome as the report spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::Panicked => "panicked",
            Self::TimedOut => "timed out",
        }
    }
}

/// What became of one document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    pub file: String,
    /// Whether the document is wrong on purpose.
    pub invalid: bool,
    pub outcome: Outcome,
    /// Why there is no client: the first error, or what the process said last.
    pub reason: Option<String>,
    /// The code of the first error.
    pub code: Option<String>,
    /// Where the first error is: a file and a JSON Pointer.
    pub pointer: Option<String>,
    pub operations_in_document: usize,
    pub operations_in_client: usize,
    pub types_in_document: usize,
    pub types: usize,
    /// Places where a value has a type.
    pub fields: usize,
    /// Those of them that hold `serde_json::Value`.
    pub untyped_fields: usize,
    /// Those again for which the document gives a type.
    pub untyped_with_type: usize,
    pub untyped_reasons: BTreeMap<String, usize>,
    /// `place (pointer): reason` of every field that the document gives a type.
    pub untyped_places: Vec<String>,
    /// Findings, by code.
    pub diagnostics: BTreeMap<String, usize>,
    pub generate_ms: u64,
    pub peak_rss_kb: u64,
    /// Of all generated files; to compare runs on one machine.
    pub hash: Option<String>,
    /// Whether a second run, in another process, gave the same bytes.
    pub same_twice: Option<bool>,
    pub check: Option<Check>,
    pub round_trip: Option<RoundTrip>,
}

/// What the compiler said of the client.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Check {
    pub ok: bool,
    pub user_s: f64,
    pub peak_rss_kb: u64,
    pub warnings: usize,
    /// The first error, or else the first warning.
    pub message: Option<String>,
}

/// What became of the samples of every type.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct RoundTrip {
    pub types: usize,
    /// Types of which every sample came back as it was.
    pub types_passed: usize,
    pub samples: usize,
    pub passed: usize,
    pub failures: Vec<Failure>,
    /// Types of which no sample could be made.
    pub without_sample: Vec<String>,
    /// Why there are no results at all.
    pub error: Option<String>,
}

/// A sample that came back as another value.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Failure {
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Where the schema stands.
    pub schema: String,
    /// What the sample is to show.
    pub kind: String,
    /// Where in the value the difference is.
    pub pointer: String,
    pub reason: String,
}

impl RoundTrip {
    /// Returns the types that fail, by name and place, each with the reason of
    /// its first failure.
    pub fn failing(&self) -> BTreeMap<String, String> {
        let mut failing = BTreeMap::new();
        for Failure {
            ty,
            schema,
            kind,
            pointer,
            reason,
        } in &self.failures
        {
            let key = format!("{ty} ({schema})");
            failing
                .entry(key)
                .or_insert_with(|| format!("{kind}: {pointer}: {reason}"));
        }
        for ty in &self.without_sample {
            failing.insert(ty.clone(), "no sample can be made of it".to_owned());
        }
        failing
    }
}

impl Record {
    /// Describes what was generated in `elapsed`.
    pub fn new(generated: &Generated, elapsed: Duration) -> Self {
        let inventory = &generated.inventory;
        let with_type = || inventory.untyped.iter().filter(|field| field.has_type);
        let mut record = Self {
            outcome: if generated.files.is_some() {
                Outcome::Ok
            } else {
                Outcome::Refused
            },
            operations_in_document: inventory.operations_in_documents,
            operations_in_client: inventory.operations,
            types_in_document: inventory.types_in_documents,
            types: inventory.types,
            fields: inventory.fields,
            untyped_fields: inventory.untyped.len(),
            untyped_with_type: with_type().count(),
            untyped_places: with_type()
                .map(|field| format!("{} ({}): {}", field.place, field.owner, field.reason))
                .collect(),
            generate_ms: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
            hash: generated.files.as_ref().map(hash),
            ..Self::default()
        };
        for field in &inventory.untyped {
            *record.untyped_reasons.entry(field.reason.to_owned()).or_default() += 1;
        }
        let findings = generated.diagnostics.list();
        for finding in findings {
            *record.diagnostics.entry(finding.code.to_owned()).or_default() += 1;
        }
        if let Some(error) = findings.iter().find(|finding| finding.severity == Severity::Error) {
            record.refuse(error, generated);
        }
        record
    }

    fn refuse(&mut self, error: &Diagnostic, generated: &Generated) {
        self.code = Some(error.code.to_owned());
        // The folder of the corpus says nothing about the document.
        let folder = generated.source.files.first().and_then(|file| file.path.parent());
        let message = match folder {
            Some(folder) => error.message.replace(&format!("{folder}/"), ""),
            None => error.message.clone(),
        };
        self.pointer = error.pointer.as_ref().map(|pointer| {
            let file = generated.source.file(pointer.file());
            let name = file.and_then(|file| file.path.file_name()).unwrap_or_default();
            format!("{name}#{pointer}")
        });
        let place = self.pointer.as_deref().unwrap_or("-");
        self.reason = Some(format!("{} at {place}: {message}", error.code));
    }
}

/// Hashes paths and texts in their order.
fn hash(files: &FileSet) -> String {
    let mut hasher = DefaultHasher::new();
    for (path, text) in files.iter() {
        path.hash(&mut hasher);
        text.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
