//! Sends samples of every type of a document through its client: they are
//! decoded, encoded and compared.
//!
//! The crate is compiled with its test, so that this is the dearest thing that
//! can be asked for. The generation was done before, in a process of its own,
//! and is known to end.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use specwright::{Config, Mode, RoundTrips};

use super::Result;
use super::find::Document;
use super::record::{Failure, RoundTrip};

/// The name of every crate.
const NAME: &str = "round-trip";

/// What the test wrote for one sample.
type Back = std::result::Result<Value, String>;

/// Runs the test of one document in `folder`; the dependencies are in `scratch`.
pub(super) fn run(document: &Document, folder: &Utf8Path, scratch: &Utf8Path) -> Result<RoundTrip> {
    let config = Config::for_documents(vec![document.path.clone()], NAME, Utf8PathBuf::from("out"));
    let trips = RoundTrips::new(&config, Utf8Path::new("")).ok_or("the document is refused")?;
    fs::create_dir_all(folder)?;
    trips.files.apply(folder, Mode::Write)?;
    fs::copy(crate::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let results = folder.join("results.json");
    let _ = fs::remove_file(&results);
    let output = Command::new("cargo")
        .args(["test", "--quiet", "--test", "round_trip"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        // Nobody debugs these programs, and half of their cost is to make that possible.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("ROUND_TRIP_RESULTS", std::path::absolute(&results)?)
        .stdin(Stdio::null())
        .output()?;
    let mut report = RoundTrip {
        samples: trips.samples.len(),
        without_sample: trips.without_sample.clone(),
        ..RoundTrip::default()
    };
    let Ok(text) = fs::read(&results) else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let error = said.lines().find(|line| line.starts_with("error"));
        report.error = Some(error.unwrap_or("the test ended without results").to_owned());
        return Ok(report);
    };
    let back: Vec<Back> = serde_json::from_slice::<Vec<Outcome>>(&text)?
        .into_iter()
        .map(Back::from)
        .collect();
    compare(&trips, &back, &mut report);
    Ok(report)
}

/// A `Result` as serde writes it.
#[derive(serde::Deserialize)]
enum Outcome {
    Ok(Value),
    Err(String),
}

impl From<Outcome> for Back {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Ok(value) => Ok(value),
            Outcome::Err(error) => Err(error),
        }
    }
}

fn compare(trips: &RoundTrips, back: &[Back], report: &mut RoundTrip) {
    // A type is known by its name and its place: names alone repeat across modules.
    let mut types: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for (index, (sample, back)) in trips.samples.iter().zip(back).enumerate() {
        let failure = match back {
            Ok(encoded) => trips
                .compare(index, encoded)
                .err()
                .map(|found| (found.pointer, found.reason)),
            Err(error) => Some((String::new(), format!("is not read: {error}"))),
        };
        let passes = types.entry((&sample.ty, &sample.pointer)).or_insert(true);
        *passes &= failure.is_none();
        match failure {
            None => report.passed += 1,
            Some((pointer, reason)) => report.failures.push(Failure {
                ty: sample.ty.clone(),
                schema: sample.pointer.clone(),
                kind: sample.kind.to_owned(),
                pointer,
                reason,
            }),
        }
    }
    report.types = types.len();
    report.types_passed = types.values().filter(|passes| **passes).count();
}
