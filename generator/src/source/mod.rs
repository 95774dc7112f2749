//! Reads documents: text and value trees, and where a pointer is in the text.

mod load;
mod locate;
mod pointer;

use camino::Utf8PathBuf;
use serde_json::Value;

pub use load::load;
pub use locate::Location;
pub use pointer::{FileId, Pointer};

/// All files of a run: the documents first, in the order given, then the files
/// that they refer to, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Source {
    pub files: Vec<SourceFile>,
}

/// One file, read once.
#[derive(Debug)]
pub struct SourceFile {
    /// As it is shown in diagnostics.
    pub path: Utf8PathBuf,
    /// The text as it is on disk, without a byte order mark.
    pub text: String,
    /// The tree of the whole file; `Null` once a stage has taken it.
    pub value: Value,
    /// Whether another file refers into this one.
    pub(crate) shared: bool,
}

impl Source {
    /// Returns the file that `id` names.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }
}
