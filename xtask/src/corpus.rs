//! `cargo xtask corpus`: generates a client for every document below folders,
//! each in a process of its own, and tells what became of it.
//!
//! The counts can be compared with a committed file ([`expect`]), which is how a
//! change of the generator shows in review what it does to real documents.

pub(crate) mod document;
mod expect;
mod find;
mod index;
mod record;
mod round_trip;
mod table;
mod twins;

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use camino::{Utf8Path, Utf8PathBuf};

use self::document::Job;
use self::expect::Expectation;
use self::find::Document;
use self::record::{Check, Record, RoundTrip};
use crate::flags::Corpus;
use crate::measure;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Runs the task: 0 where all is as it should be, else 1.
pub(crate) fn run(arguments: &Corpus) -> ExitCode {
    match report(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether the run is as expected, or as good as can be where nothing
/// was said.
fn report(arguments: &Corpus) -> Result<bool> {
    let mut found = find::find(&arguments.paths)?;
    if let Some(path) = &arguments.index {
        let invalid = index::invalid(path)?;
        for document in &mut found.documents {
            document.invalid = invalid.contains(&document.path.canonicalize_utf8()?);
        }
    }
    let records = generate_all(&found.documents, arguments)?;
    table::summary(&records, found.passed_over);
    if let Some(path) = &arguments.json {
        let report = serde_json::json!({
            "engine": env!("CARGO_PKG_VERSION"),
            "limits": { "seconds": arguments.limits.seconds, "megabytes": arguments.limits.megabytes },
            "passed_over": found.passed_over,
            "documents": records,
        });
        std::fs::write(path, serde_json::to_string_pretty(&report)?)?;
    }
    let twins = twins::differing(&records);
    for (json, yaml) in &twins {
        println!("\n`{json}` and `{yaml}` are twins, and give other bytes");
    }
    let Some(path) = &arguments.expect else {
        return Ok(twins.is_empty() && !records.iter().any(table::is_bad));
    };
    let is_whole = arguments.paths.iter().all(|path| path.is_dir());
    let mut expectation = Expectation::read(path)?;
    if arguments.update {
        expectation.update(&records, is_whole);
        if arguments.compile && is_whole {
            expectation.engine = Some(env!("CARGO_PKG_VERSION").to_owned());
            expectation.compiled = Some(jiff::Timestamp::now().strftime("%F").to_string());
        }
        expectation.write(path)?;
    }
    let differences = expectation.differences(&records, is_whole)?;
    if !differences.is_empty() {
        println!("\nOther than `{path}` says; add `--update` to rewrite it:\n{differences}");
    }
    let unexplained = expectation.unexplained();
    for name in &unexplained {
        println!("{name}: say by `reason` in `{path}` why it is refused, or why it is not");
    }
    let same = twins.is_empty() && records.iter().all(|record| record.same_twice != Some(false));
    Ok(differences.is_empty() && unexplained.is_empty() && same)
}

/// Generates the documents on several threads, and returns the records in the
/// order of the documents.
fn generate_all(documents: &[Document], arguments: &Corpus) -> Result<Vec<Record>> {
    let progress = table::Progress::new(documents.len());
    let next = AtomicUsize::new(0);
    let mut done: Vec<Option<Record>> = vec![None; documents.len()];
    let default = thread::available_parallelism().map_or(1, usize::from);
    let workers = arguments.jobs.unwrap_or(default).clamp(1, documents.len().max(1));
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for worker in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                let scratch = crate::scratch("xtask-corpus").join(worker.to_string());
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index) else { break };
                    // Nobody listens once a document could not be started.
                    if sender.send((index, generate(document, arguments, &scratch))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (index, record) in receiver {
            let record = record?;
            progress.done(&record);
            done[index] = Some(record);
        }
        Ok::<(), Box<dyn Error + Send + Sync>>(())
    })?;
    progress.finish();
    Ok(done.into_iter().flatten().collect())
}

/// Does all that was asked for with one document.
fn generate(document: &Document, arguments: &Corpus, scratch: &Utf8Path) -> Result<Record> {
    let name = crate_name(&document.name);
    let folder = scratch.join("crates").join(&name);
    let job = Job {
        document,
        scratch,
        limits: arguments.limits,
        write: arguments.compile.then_some((name.as_str(), folder.as_path())),
    };
    let mut record = document::generate(&job)?;
    if arguments.twice {
        let again = document::generate(&Job { write: None, ..job })?;
        record.same_twice = Some(again.hash == record.hash);
    }
    if arguments.round_trip && record.hash.is_some() {
        // One document that cannot be tried does not end the run over all.
        let trip = round_trip::run(document, &scratch.join("round-trip"), scratch);
        record.round_trip = Some(trip.unwrap_or_else(|error| RoundTrip {
            error: Some(error.to_string()),
            ..RoundTrip::default()
        }));
    }
    if arguments.compile && record.hash.is_some() {
        record.check = Some(check(&folder, scratch)?);
    }
    Ok(record)
}

/// Compiles a client. Each worker has a folder for the dependencies, since cargo
/// lets only one process at a time into it.
fn check(folder: &Utf8Path, scratch: &Utf8Path) -> Result<Check> {
    // The same dependencies as everything else here has.
    std::fs::copy(crate::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let checked = measure::check(folder.as_std_path(), scratch.join("target").as_std_path())?;
    // A crate with a fault is kept for whoever looks into it.
    if checked.success && checked.warnings == 0 {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(Check {
        ok: checked.success,
        user_s: (checked.cost.user.as_secs_f64() * 100.0).round() / 100.0,
        peak_rss_kb: checked.cost.memory / 1024,
        warnings: checked.warnings,
        message: checked.message,
    })
}

/// Returns the name of a document's crate: `corpus-` and what the document is
/// called, and a number that tells it from others that are spelled alike.
fn crate_name(document: &str) -> String {
    let stem = Utf8PathBuf::from(document).with_extension("");
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let text: String = stem.as_str().chars().map(plain).take(60).collect();
    // The compiler warns of two underscores in a row.
    let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
    let text = words.join("-");
    let number = document.bytes().fold(0_u32, |number, byte| {
        number.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    format!("corpus-{text}-{number:08x}")
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn names_of_crates_do_not_collide() {
        let names = ["a/b.json", "a/b.yaml", "a-b.json", "Ä/b.json", "a/b_.json"].map(crate_name);
        assert!(names.iter().all(|name| name.starts_with("corpus-")));
        assert!(names.iter().all(|name| !name.contains("--")), "{names:?}");
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name), "{names:?}");
        }
    }
}
