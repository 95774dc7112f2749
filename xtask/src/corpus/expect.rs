//! Compares a run with the committed file of what is expected of it, so that a
//! change in any count is seen in review. Times and memory are not in it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use super::Result;
use super::record::Record;

/// The first lines of the file.
const HEAD: &str = "\
# What `cargo xtask corpus` makes of each document. `--expect` compares a run with
# this file, and `--update` writes it anew: read the diff. `operations` and `types`
# are those of the document and those of the client; `untyped` are the fields that
# hold any JSON, by reason. `check` is the result of the last run with `--compile`,
# and `round_trip` that of the last run with `--round-trip`, whose failures stand at
# the end: the sample, the place in it and the reason. `reason` is written by
# hand, and has to say of a document that is refused, or `invalid` on purpose, why
# it is refused or not.
";

/// The file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectation {
    /// The version of the generator that the last run with `--compile` was of.
    pub engine: Option<String>,
    /// The day of that run.
    pub compiled: Option<String>,
    pub documents: BTreeMap<String, Expected>,
    /// Types of documents that do not come back as they were, with the reason.
    #[serde(default)]
    pub failing: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is expected of one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    pub outcome: String,
    /// Whether the document is wrong on purpose.
    #[serde(default, skip_serializing_if = "is_false")]
    pub invalid: bool,
    /// Written by a person: why the document is refused, or is not although it is wrong.
    pub reason: Option<String>,
    /// What the generator says about it, or what the process said last.
    pub error: Option<String>,
    pub operations: Option<[usize; 2]>,
    pub types: Option<[usize; 2]>,
    pub fields: Option<usize>,
    pub untyped: Option<String>,
    pub diagnostics: Option<String>,
    pub check: Option<String>,
    pub round_trip: Option<String>,
}

impl Expected {
    fn new(record: &Record) -> Self {
        let some = |numbers: [usize; 2]| (numbers != [0, 0]).then_some(numbers);
        Self {
            outcome: record.outcome.as_str().to_owned(),
            invalid: record.invalid,
            reason: None,
            error: record.reason.clone(),
            operations: some([record.operations_in_document, record.operations_in_client]),
            types: some([record.types_in_document, record.types]),
            fields: (record.fields > 0).then_some(record.fields),
            untyped: list(&record.untyped_reasons),
            diagnostics: list(&record.diagnostics),
            check: record.check.as_ref().map(|check| match (check.ok, check.warnings) {
                (true, 0) => "ok".to_owned(),
                (true, warnings) => format!("{warnings} warnings"),
                (false, _) => "fails".to_owned(),
            }),
            round_trip: record.round_trip.as_ref().map(|trip| match &trip.error {
                Some(error) => error.clone(),
                None => format!("{} of {} types", trip.types_passed, trip.types),
            }),
        }
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Writes counts as `3 free-form, 1 no-type`.
fn list(counts: &BTreeMap<String, usize>) -> Option<String> {
    let parts: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

impl Expectation {
    /// Reads the file; an empty one where there is none.
    pub fn read(path: &Utf8Path) -> Result<Self> {
        match fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error| format!("`{path}`: {error}").into()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("`{path}`: {error}").into()),
        }
    }

    /// Writes the file.
    pub fn write(&self, path: &Utf8Path) -> Result<()> {
        fs::write(path, self.text()?)?;
        Ok(())
    }

    /// Returns the text of the file: a line for each document, so that a
    /// change of one is a change of its line.
    fn text(&self) -> Result<String> {
        let mut text = HEAD.to_owned();
        if self.engine.is_some() {
            text.push('\n');
        }
        for (key, value) in [("engine", &self.engine), ("compiled", &self.compiled)] {
            if let Some(value) = value {
                writeln!(text, "{key} = {}", toml::Value::from(value.as_str()))?;
            }
        }
        text.push_str("\n[documents]\n");
        for (name, expected) in &self.documents {
            let mut line = String::new();
            expected.serialize(toml::ser::ValueSerializer::new(&mut line))?;
            writeln!(text, "{} = {line}", toml::Value::from(name.as_str()))?;
        }
        for (name, types) in &self.failing {
            writeln!(text, "\n[failing.{}]", toml::Value::from(name.as_str()))?;
            for (ty, reason) in types {
                writeln!(
                    text,
                    "{} = {}",
                    toml::Value::from(ty.as_str()),
                    toml::Value::from(reason.as_str())
                )?;
            }
        }
        Ok(text)
    }

    /// Returns the documents that are refused, or wrong on purpose, and of which
    /// nobody says why they come to what they do.
    pub fn unexplained(&self) -> Vec<&str> {
        let unexplained = self.documents.iter().filter(|(_, expected)| {
            let needs_reason = expected.invalid || expected.outcome != "ok";
            needs_reason && expected.reason.is_none()
        });
        unexplained.map(|(name, _)| name.as_str()).collect()
    }

    /// Takes over what `records` say. A run over all documents forgets those
    /// that are gone; one without the compiler keeps what it said before.
    pub fn update(&mut self, records: &[Record], is_whole: bool) {
        let mut documents = if is_whole {
            BTreeMap::new()
        } else {
            self.documents.clone()
        };
        for record in records {
            let mut expected = Expected::new(record);
            let old = self.documents.get(&record.file);
            expected.reason = old.and_then(|old| old.reason.clone());
            if expected.check.is_none() && expected.outcome == "ok" {
                expected.check = old.and_then(|old| old.check.clone());
            }
            if expected.round_trip.is_none() && expected.outcome == "ok" {
                expected.round_trip = old.and_then(|old| old.round_trip.clone());
            }
            if let Some(trip) = &record.round_trip {
                self.failing.insert(record.file.clone(), trip.failing());
            }
            documents.insert(record.file.clone(), expected);
        }
        self.failing
            .retain(|name, types| !types.is_empty() && documents.contains_key(name));
        self.documents = documents;
    }

    /// Describes every difference, a line each; empty where there is none.
    pub fn differences(&self, records: &[Record], is_whole: bool) -> Result<String> {
        let mut text = String::new();
        for record in records {
            let mut found = Expected::new(record);
            let Some(expected) = self.documents.get(&record.file) else {
                writeln!(text, "{}: is not expected", record.file)?;
                continue;
            };
            found.reason.clone_from(&expected.reason);
            if record.check.is_none() {
                found.check.clone_from(&expected.check);
            }
            if record.round_trip.is_none() {
                found.round_trip.clone_from(&expected.round_trip);
            }
            let (expected, found) = (toml::Table::try_from(expected)?, toml::Table::try_from(&found)?);
            let keys: std::collections::BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
            for key in keys {
                let (expected, found) = (expected.get(key), found.get(key));
                if expected != found {
                    let shown = |value: Option<&toml::Value>| value.map_or("nothing".to_owned(), ToString::to_string);
                    let (expected, found) = (shown(expected), shown(found));
                    writeln!(text, "{}: {key}: expected {expected}, found {found}", record.file)?;
                }
            }
        }
        for (record, trip) in records
            .iter()
            .filter_map(|record| Some((record, record.round_trip.as_ref()?)))
        {
            let expected = self.failing.get(&record.file).cloned().unwrap_or_default();
            let found = trip.failing();
            for (ty, reason) in found.iter().filter(|(ty, reason)| expected.get(*ty) != Some(reason)) {
                writeln!(text, "{}: {ty} fails with {reason}", record.file)?;
            }
            for ty in expected.keys().filter(|ty| !found.contains_key(*ty)) {
                writeln!(text, "{}: {ty} fails no more", record.file)?;
            }
        }
        for name in self.documents.keys().filter(|_| is_whole) {
            if !records.iter().any(|record| record.file == *name) {
                writeln!(text, "{name}: is expected, and is not there")?;
            }
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{Failure, Outcome, RoundTrip};
    use super::*;

    fn record(file: &str, operations: usize) -> Record {
        Record {
            file: file.to_owned(),
            operations_in_document: 2,
            operations_in_client: operations,
            ..Record::default()
        }
    }

    #[test]
    fn a_change_in_a_count_is_seen() {
        let mut expectation = Expectation::default();
        expectation.update(&[record("a", 2), record("b", 2)], true);
        assert_eq!(expectation.differences(&[record("a", 2)], false).unwrap(), "");
        let text = expectation
            .differences(&[record("a", 1), record("c", 2)], true)
            .unwrap();
        assert_eq!(
            text,
            "a: operations: expected [2, 2], found [2, 1]\nc: is not expected\nb: is expected, and is not there\n"
        );
    }

    #[test]
    fn types_that_fail_are_listed_with_their_reason() {
        let failure = |ty: &str| Failure {
            ty: ty.to_owned(),
            schema: "#/a".to_owned(),
            kind: "full".to_owned(),
            pointer: "/b".to_owned(),
            reason: "the property is \"lost\"".to_owned(),
        };
        let failing = |types: &[&str]| Record {
            round_trip: Some(RoundTrip {
                failures: types.iter().map(|ty| failure(ty)).collect(),
                ..RoundTrip::default()
            }),
            ..record("a", 2)
        };
        let mut expectation = Expectation::default();
        expectation.update(&[failing(&["Old", "Same", "Same"])], true);
        let text = expectation.text().unwrap();
        assert_eq!(toml::from_str::<Expectation>(&text).unwrap(), expectation);
        // A run without round trips knows nothing about them.
        assert_eq!(expectation.differences(&[record("a", 2)], true).unwrap(), "");
        let differences = expectation.differences(&[failing(&["Same", "New"])], true).unwrap();
        assert_eq!(
            differences,
            "a: New (#/a) fails with full: /b: the property is \"lost\"\na: Old (#/a) fails no more\n"
        );
        expectation.update(&[failing(&[])], true);
        assert!(expectation.failing.is_empty());
    }

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let mut expectation = Expectation::default();
        let mut with_reasons = record("folder/a.yaml", 1);
        with_reasons.untyped_reasons = [("free-form".to_owned(), 3), ("no-type".to_owned(), 1)].into();
        expectation.update(&[with_reasons], true);
        expectation.engine = Some("1.0.0".to_owned());
        let text = expectation.text().unwrap();
        assert!(text.contains("untyped = \"3 free-form, 1 no-type\""), "{text}");
        assert_eq!(toml::from_str::<Expectation>(&text).unwrap(), expectation);
    }

    #[test]
    fn reasons_are_asked_for_and_kept() {
        let ok = Record {
            outcome: Outcome::Ok,
            ..record("ok", 2)
        };
        let invalid = Record {
            invalid: true,
            ..ok.clone()
        };
        let refused = Record {
            outcome: Outcome::Refused,
            ..record("refused", 0)
        };
        let named = |name: &str, record: &Record| Record {
            file: name.to_owned(),
            ..record.clone()
        };
        let records = [ok, named("invalid", &invalid), refused];
        let mut expectation = Expectation::default();
        expectation.update(&records, true);
        assert_eq!(expectation.unexplained(), ["invalid", "refused"]);
        for expected in expectation.documents.values_mut() {
            expected.reason = Some("because".to_owned());
        }
        expectation.update(&records, true);
        assert!(expectation.unexplained().is_empty());
        assert_eq!(expectation.differences(&records, true).unwrap(), "");
    }
}
