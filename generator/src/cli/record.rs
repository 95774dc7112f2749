//! Turns a run into a record of what it read and wrote, so that a run in which
//! nothing changed is over without generating.
//!
//! Generation is a pure function of the program, the configuration and the
//! documents. A record has the digests of all three, the program's time stamp
//! and length in place of its digest, and those of all files written.
//!
//! Invariant: a record answers only where every one of these is as it was, and
//! no file too many is there. Then generating could not tell anything else, and
//! the answer counts for `--check` too. A record never leaves the machine and
//! is in the cache of the user: a committed one could hide what another version
//! of the program would write.

use std::collections::BTreeMap;
use std::fs;
use std::time::UNIX_EPOCH;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use crate::output::{self, Digest};
use crate::source::SourceFile;

/// What a run read, wrote and found.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    setting: Setting,
    /// The files that were read, in their order.
    inputs: Vec<(Utf8PathBuf, Digest)>,
    /// By path relative to the root.
    pub outputs: BTreeMap<String, Digest>,
    /// What was printed about the documents, which is printed each time.
    pub findings: String,
}

/// What a result depends on beside the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Setting {
    program: Utf8PathBuf,
    program_length: u64,
    program_nanoseconds: u128,
    /// Documents, configuration and output are named relative to it.
    folder: Utf8PathBuf,
    base: Utf8PathBuf,
    root: Utf8PathBuf,
    configuration: Digest,
}

impl Setting {
    /// Describes this process; `None` where its file cannot be told apart from
    /// an earlier one.
    pub(super) fn of(base: &Utf8Path, root: &Utf8Path, configuration: &str) -> Option<Self> {
        let program = Utf8PathBuf::from_path_buf(std::env::current_exe().ok()?).ok()?;
        let metadata = fs::metadata(&program).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            program,
            program_length: metadata.len(),
            program_nanoseconds: modified.as_nanos(),
            folder: Utf8PathBuf::from_path_buf(std::env::current_dir().ok()?).ok()?,
            base: base.to_owned(),
            root: root.to_owned(),
            configuration: Digest::of(configuration.as_bytes()),
        })
    }

    /// Returns where the record is: one for each program and output.
    fn place(&self) -> Option<Utf8PathBuf> {
        let folder = Utf8PathBuf::from_path_buf(dirs::cache_dir()?).ok()?;
        let Self {
            program,
            folder: current,
            base,
            root,
            ..
        } = self;
        let name = Digest::of(format!("{program}\n{current}\n{base}\n{root}").as_bytes());
        Some(folder.join("specwright").join(format!("{name}.json")))
    }
}

impl Record {
    /// Returns the record of a run that did what this one would do; `None`
    /// where anything differs from then, or where there is no record.
    pub(super) fn recall(setting: &Setting) -> Option<Self> {
        let record: Self = serde_json::from_slice(&fs::read(setting.place()?).ok()?).ok()?;
        let is_same = |(path, digest): &(Utf8PathBuf, Digest)| fs::read(path).is_ok_and(|now| of_text(&now) == *digest);
        let holds = record.setting == *setting
            && record.inputs.iter().all(is_same)
            && output::holds(&record.outputs, &setting.root).unwrap_or(false);
        holds.then_some(record)
    }

    /// Records a run after which the output is as it should be. It is no error
    /// when the place cannot be written.
    pub(super) fn keep(setting: Setting, inputs: &[SourceFile], outputs: BTreeMap<String, Digest>, findings: String) {
        // A file that could not be read has no text, and may appear.
        if inputs.iter().any(|file| file.text.is_empty()) {
            return;
        }
        let Some(place) = setting.place() else {
            return;
        };
        let digested = |file: &SourceFile| (file.path.clone(), Digest::of(file.text.as_bytes()));
        let record = Self {
            setting,
            inputs: inputs.iter().map(digested).collect(),
            outputs,
            findings,
        };
        // Two runs at once must not mix their texts: the file appears whole.
        let temporary = Utf8PathBuf::from(format!("{place}.{}", std::process::id()));
        let folder = place.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        let written = folder && serde_json::to_vec(&record).is_ok_and(|text| fs::write(&temporary, text).is_ok());
        if !written || fs::rename(&temporary, &place).is_err() {
            let _ = fs::remove_file(&temporary);
        }
    }
}

/// Digests the bytes of a file as its text, which has no byte order mark.
fn of_text(bytes: &[u8]) -> Digest {
    Digest::of(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes))
}
