//! Turns the files of a run into `codegen.lock`, which is committed with them,
//! and that file into what was edited by hand since.
//!
//! Invariant: the file decides nothing. It says which of the files that are to
//! be replaced hold something else than what was generated.

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

use crate::output::{Digest, FileSet, MARKER, Report};

/// Beside the generated manifest.
const LOCK_FILE: &str = "codegen.lock";

/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the last run wrote, wherever it ran.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Lock {
    version: String,
    files: BTreeMap<Utf8PathBuf, Digest>,
}

/// What is known of the output before it is changed.
#[derive(Debug, Default)]
pub(super) struct Before {
    version: String,
    /// The files that hold something else than what was generated.
    edited: Vec<Utf8PathBuf>,
}

/// Adds the lock to the files that it lists.
pub(super) fn add(files: &mut FileSet) {
    let mut text = format!(
        "# {MARKER}, to tell what is edited by hand.\nversion = \"{VERSION}\"\n\n# The SHA-256 of each file.\n[files]\n"
    );
    for (path, content) in files.iter() {
        text.push_str(&format!("\"{path}\" = \"{}\"\n", Digest::of(content.as_bytes())));
    }
    files.insert(LOCK_FILE, text);
}

impl Before {
    /// Looks at the files below `root`. What cannot be read is not edited.
    pub(super) fn of(root: &Utf8Path) -> Self {
        let text = fs::read_to_string(root.join(LOCK_FILE)).unwrap_or_default();
        let lock: Lock = toml::from_str(&text).unwrap_or_default();
        let is_edited = |(path, digest): &(Utf8PathBuf, Digest)| {
            fs::read_to_string(root.join(path))
                // A version control system may have changed the line endings.
                .is_ok_and(|text| Digest::of(text.replace("\r\n", "\n").as_bytes()) != *digest)
        };
        Self {
            version: lock.version,
            edited: lock.files.into_iter().filter(is_edited).map(|(path, _)| path).collect(),
        }
    }

    /// Tells, in lines, what a person should know of the differences: which
    /// edits are lost, and that another version wrote the files.
    pub(super) fn tell(&self, report: &Report) -> String {
        let mut lines = String::new();
        let is_replaced = |path: &Utf8PathBuf| {
            report.changed.iter().any(|difference| difference.path == *path) || report.orphaned.contains(path)
        };
        for path in self.edited.iter().filter(|path| is_replaced(path)) {
            lines.push_str(&format!(
                "edited:   {path} was changed by hand, which generating undoes\n"
            ));
        }
        if !self.version.is_empty() && self.version != VERSION && !report.is_up_to_date() {
            let by = &self.version;
            lines.push_str(&format!(
                "version:  the files are of specwright {by}, and this is {VERSION}\n"
            ));
        }
        lines
    }
}
