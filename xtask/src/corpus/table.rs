//! Prints a run: a line for each document as it is done, and a summary.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use super::record::{Outcome, Record, RoundTrip};
use super::twins;

/// Tells how a run goes: a bar on a terminal, lines elsewhere.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins the report of `count` documents.
    pub fn new(count: usize) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(count as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed} {wide_msg}") {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// Tells that a document is done.
    pub fn done(&self, record: &Record) {
        match &self.0 {
            Some(bar) => {
                bar.set_message(record.file.clone());
                bar.inc(1);
                if is_bad(record) {
                    bar.println(line(record));
                }
            }
            None => println!("{}", line(record)),
        }
    }

    /// Ends the report.
    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Tells whether something went wrong that no document excuses.
pub(super) fn is_bad(record: &Record) -> bool {
    let fails = record
        .check
        .as_ref()
        .is_some_and(|check| !check.ok || check.warnings > 0);
    matches!(record.outcome, Outcome::Panicked | Outcome::TimedOut) || fails || record.same_twice == Some(false)
}

/// Describes a document in one line.
fn line(record: &Record) -> String {
    let mut line = format!(
        "{:<9} {:>5} ms {:>5} MB  {}  {} of {} operations, {} types",
        record.outcome.as_str(),
        record.generate_ms,
        record.peak_rss_kb / 1024,
        record.file,
        record.operations_in_client,
        record.operations_in_document,
        record.types,
    );
    if record.untyped_with_type > 0 {
        line.push_str(&format!(", {} fields without their type", record.untyped_with_type));
    }
    if let Some(reason) = &record.reason {
        line.push_str(&format!("\n          {reason}"));
    }
    if record.same_twice == Some(false) {
        line.push_str("\n          a second run gives other bytes");
    }
    if let Some(check) = &record.check {
        let verdict = if check.ok { "compiles" } else { "does not compile" };
        line.push_str(&format!(
            "\n          {verdict} in {:.1} s and {} MB, {} warnings",
            check.user_s,
            check.peak_rss_kb / 1024,
            check.warnings
        ));
        if let Some(message) = &check.message {
            line.push_str(&format!(": {message}"));
        }
    }
    if let Some(trip) = &record.round_trip {
        line.push_str(&format!(
            "\n          {} of {} types come back as they were",
            trip.types_passed, trip.types
        ));
        if let Some(error) = &trip.error {
            line.push_str(&format!(": {error}"));
        }
    }
    line
}

/// Prints the sums over all documents.
pub(super) fn summary(records: &[Record], passed_over: usize) {
    let sum = |count: fn(&Record) -> usize| records.iter().map(count).sum::<usize>();
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for record in records {
        *outcomes.entry(record.outcome.as_str()).or_default() += 1;
    }
    let outcomes: Vec<String> = outcomes.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let row = |name: &str, text: String| println!("{name:<24} {text}");
    println!();
    row("documents", format!("{}: {}", records.len(), outcomes.join(", ")));
    row(
        "other files",
        format!("{passed_over} passed over, which have neither `openapi` nor `swagger` at their root"),
    );
    row(
        "operations",
        format!(
            "{} of {} in the documents",
            sum(|record| record.operations_in_client),
            sum(|record| record.operations_in_document)
        ),
    );
    row(
        "types",
        format!(
            "{}, of {} named schemas",
            sum(|record| record.types),
            sum(|record| record.types_in_document)
        ),
    );
    let (fields, ours) = (sum(|record| record.fields), sum(|record| record.untyped_with_type));
    row(
        "untyped fields",
        format!(
            "{} of {fields}; {ours} of them ({:.2} %) have a type in the document",
            sum(|record| record.untyped_fields),
            ours as f64 * 100.0 / fields.max(1) as f64
        ),
    );
    row("by reason", counts(records, |record| &record.untyped_reasons));
    row("diagnostics", counts(records, |record| &record.diagnostics));
    let milliseconds: u64 = records.iter().map(|record| record.generate_ms).sum();
    let most = records
        .iter()
        .map(|record| record.peak_rss_kb)
        .max()
        .unwrap_or_default();
    row(
        "generation",
        format!(
            "{:.1} s in all; at most {} MB",
            milliseconds as f64 / 1000.0,
            most / 1024
        ),
    );
    slowest(records);
    compiled(records);
    round_trips(records);
    let twins = twins::pairs(records).len();
    if twins > 0 {
        let same = twins - twins::differing(records).len();
        row(
            "twins",
            format!("the same bytes for {same} of {twins} in JSON and YAML"),
        );
    }
    let twice: Vec<bool> = records.iter().filter_map(|record| record.same_twice).collect();
    if !twice.is_empty() {
        let same = twice.iter().filter(|same| **same).count();
        row("second run", format!("the same bytes for {same} of {}", twice.len()));
    }
}

fn slowest(records: &[Record]) {
    let mut slowest: Vec<&Record> = records.iter().collect();
    slowest.sort_by_key(|record| std::cmp::Reverse(record.generate_ms));
    let text: Vec<String> = slowest
        .iter()
        .take(3)
        .map(|record| format!("{} {} ms", record.file, record.generate_ms))
        .collect();
    println!("{:<24} {}", "slowest", text.join(", "));
}

fn compiled(records: &[Record]) {
    let checks: Vec<_> = records.iter().filter_map(|record| record.check.as_ref()).collect();
    if checks.is_empty() {
        return;
    }
    let clean = checks.iter().filter(|check| check.ok && check.warnings == 0).count();
    let user: f64 = checks.iter().map(|check| check.user_s).sum();
    let most = checks.iter().map(|check| check.peak_rss_kb).max().unwrap_or_default();
    println!(
        "{:<24} {clean} of {} without a warning; {user:.1} s user in all, at most {} MB",
        "compiled",
        checks.len(),
        most / 1024
    );
}

fn round_trips(records: &[Record]) {
    let trips: Vec<_> = records.iter().filter_map(|record| record.round_trip.as_ref()).collect();
    if trips.is_empty() {
        return;
    }
    let sum = |count: fn(&RoundTrip) -> usize| trips.iter().map(|trip| count(trip)).sum::<usize>();
    println!(
        "{:<24} {} of {} types, {} of {} samples; {} types without a sample",
        "come back as they were",
        sum(|trip| trip.types_passed),
        sum(|trip| trip.types),
        sum(|trip| trip.passed),
        sum(|trip| trip.samples),
        sum(|trip| trip.without_sample.len())
    );
}

/// Sums counts by name, most first.
fn counts(records: &[Record], of: fn(&Record) -> &BTreeMap<String, usize>) -> String {
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, count) in records.iter().flat_map(of) {
        *sums.entry(name).or_default() += count;
    }
    let mut sums: Vec<(&str, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let parts: Vec<String> = sums.iter().map(|(name, count)| format!("{count} {name}")).collect();
    if parts.is_empty() {
        "none".to_owned()
    } else {
        parts.join(", ")
    }
}
