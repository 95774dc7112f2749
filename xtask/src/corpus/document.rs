//! Generates one document in a process of its own, so that whatever happens
//! there happens to that document alone.
//!
//! [`child`] is that process: it limits itself, generates, and writes a
//! [`Record`]. [`generate`] starts it, and says of a process that wrote none how
//! it ended.

use std::fs::{self, File};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use specwright::{Config, Mode};

use super::Result;
use super::find::Document;
use super::record::{Outcome, Record};
use crate::flags::{CorpusDocument, Limits};
use crate::measure;

/// The exit code of a process whose time was over.
const TIME_IS_OVER: i32 = 124;

/// The name of every crate, so that twins of a document give the same bytes.
const NAME: &str = "corpus";

/// What one generation is to do.
pub(super) struct Job<'a> {
    pub document: &'a Document,
    /// A folder for the files of this worker alone.
    pub scratch: &'a Utf8Path,
    pub limits: Limits,
    /// The crate to write: its name and folder.
    pub write: Option<(&'a str, &'a Utf8Path)>,
}

/// Generates a document in a child process.
pub(super) fn generate(job: &Job<'_>) -> Result<Record> {
    fs::create_dir_all(job.scratch)?;
    let (result, errors) = (job.scratch.join("result.json"), job.scratch.join("stderr.txt"));
    let _ = fs::remove_file(&result);
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args([
            "corpus-document",
            job.document.path.as_str(),
            "--result",
            result.as_str(),
        ])
        .args(["--seconds", &job.limits.seconds.to_string()])
        .args(["--megabytes", &job.limits.megabytes.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&errors)?);
    if let Some((name, folder)) = job.write {
        command.args(["--name", name, "--write", folder.as_str()]);
    }
    let (status, cost) = measure::process(&mut command)?;
    let written = fs::read(&result)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Record>(&bytes).ok());
    let mut record = written.unwrap_or_default();
    if !status.success() {
        let said = String::from_utf8_lossy(&fs::read(&errors)?).into_owned();
        let is_over = status.code() == Some(TIME_IS_OVER);
        record = Record {
            outcome: if is_over { Outcome::TimedOut } else { Outcome::Panicked },
            reason: Some(match is_over {
                true => format!("not done after {} s", job.limits.seconds),
                false => format!("{status}: {}", last_words(&said)),
            }),
            ..record
        };
    }
    record.file.clone_from(&job.document.name);
    record.invalid = job.document.invalid;
    if record.peak_rss_kb == 0 {
        record.peak_rss_kb = cost.memory / 1024;
    }
    Ok(record)
}

/// Returns what a process that failed said about it, in one line.
fn last_words(said: &str) -> String {
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let telling: Vec<&str> = lines.filter(|line| !line.starts_with("note:")).take(3).collect();
    telling.join(" ").chars().take(300).collect()
}

/// Runs in the child: generates, and writes the record.
pub(crate) fn child(arguments: &CorpusDocument) -> ExitCode {
    limit(arguments.limits);
    match record(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn record(arguments: &CorpusDocument) -> Result<()> {
    let config = |name: &str| Config::for_documents(vec![arguments.document.clone()], name, Utf8PathBuf::from("out"));
    let start = Instant::now();
    let generated = specwright::generate(&config(NAME), Utf8Path::new(""));
    let record = Record {
        peak_rss_kb: measure::own_peak().unwrap_or_default() / 1024,
        ..Record::new(&generated, start.elapsed())
    };
    fs::write(&arguments.result, serde_json::to_vec(&record)?)?;
    if let (Some(folder), Some(_)) = (&arguments.write, &generated.files) {
        drop(generated);
        let name = arguments.name.as_deref().unwrap_or(NAME);
        let named = specwright::generate(&config(name), Utf8Path::new(""));
        let files = named.files.ok_or("the name of the crate changes the outcome")?;
        fs::create_dir_all(folder)?;
        files.apply(folder, Mode::Write)?;
    }
    Ok(())
}

/// Ends this process after its time, and refuses it more memory than it may have.
fn limit(limits: Limits) {
    #[cfg(unix)]
    {
        let bytes = limits.megabytes.saturating_mul(1 << 20);
        // Where the system has no such limit, the documents are read without.
        let _ = rlimit::Resource::AS.set(bytes, bytes);
    }
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(limits.seconds));
        std::process::exit(TIME_IS_OVER);
    });
}
