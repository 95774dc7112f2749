//! Remembers what the last run made of its documents, so that a run in which
//! nothing changed need not make it again.
//!
//! Generation is a pure function of the program, the configuration and the
//! documents. All three are compared in full, the program by the time stamp and
//! the length of its file. Only the files *to be* are remembered: what is on
//! the disk is compared with them as ever, so that a touched output is seen.

use std::collections::BTreeMap;
use std::fs;
use std::time::UNIX_EPOCH;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::FileSet;
use crate::pipeline::Generated;

/// The result of a run, and everything that it was a function of.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Memo {
    setting: Setting,
    /// The documents in the order in which they were read, with their texts.
    documents: Vec<(Utf8PathBuf, String)>,
    files: BTreeMap<Utf8PathBuf, String>,
}

/// What a result depends on beside the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Setting {
    program: Utf8PathBuf,
    program_length: u64,
    program_nanoseconds: u128,
    /// Documents and configuration are named relative to it.
    folder: Utf8PathBuf,
    base: Utf8PathBuf,
    configuration: String,
}

impl Setting {
    /// Describes this process; `None` where its file cannot be told apart from
    /// an earlier one.
    pub(super) fn of(base: &Utf8Path, configuration: &str) -> Option<Self> {
        let program = Utf8PathBuf::from_path_buf(std::env::current_exe().ok()?).ok()?;
        let metadata = fs::metadata(&program).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            program,
            program_length: metadata.len(),
            program_nanoseconds: modified.as_nanos(),
            folder: Utf8PathBuf::from_path_buf(std::env::current_dir().ok()?).ok()?,
            base: base.to_owned(),
            configuration: configuration.to_owned(),
        })
    }
}

/// Returns the files that the run remembered in `place` would make again;
/// `None` where anything differs from then, or nothing is remembered.
pub(super) fn recall(place: &Utf8Path, setting: &Setting) -> Option<FileSet> {
    let memo: Memo = serde_json::from_slice(&fs::read(place).ok()?).ok()?;
    let is_same = |(path, text): &(Utf8PathBuf, String)| fs::read(path).is_ok_and(|now| now == text.as_bytes());
    if memo.setting != *setting || !memo.documents.iter().all(is_same) {
        return None;
    }
    let mut files = FileSet::new();
    for (path, text) in memo.files {
        files.insert(path, text);
    }
    Some(files)
}

/// Remembers a run in `place`. One with findings other than notes is not
/// remembered, since they are shown each time. Nor is it an error when the place cannot be written.
pub(super) fn remember(place: &Utf8Path, setting: Setting, generated: &Generated) {
    let Some(files) = &generated.files else {
        return;
    };
    let is_worse = |found: &Diagnostic| found.severity > Severity::Note;
    if generated.diagnostics.list().iter().any(is_worse) {
        return;
    }
    let documents = generated.source.files.iter();
    let memo = Memo {
        setting,
        documents: documents.map(|file| (file.path.clone(), file.text.clone())).collect(),
        files: files
            .iter()
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect(),
    };
    // Two runs at once must not mix their texts: the file appears whole.
    let temporary = Utf8PathBuf::from(format!("{place}.{}", std::process::id()));
    let written = serde_json::to_vec(&memo).is_ok_and(|text| fs::write(&temporary, text).is_ok());
    if !written || fs::rename(&temporary, place).is_err() {
        let _ = fs::remove_file(&temporary);
    }
}
