//! Reads documents: text and value trees, and where a pointer is in the text.

mod load;
mod locate;
mod parse;
mod pointer;
mod reference;

use camino::Utf8PathBuf;
use serde_json::Value;

pub use load::load;
pub(crate) use locate::Lines;
pub use locate::Location;
#[cfg(test)]
pub(crate) use parse::parse;
pub use pointer::{FileId, Pointer};
pub(crate) use reference::Reference;

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
    /// The tree of the whole file; `Null` where the file could not be read, or
    /// once a stage has taken it.
    pub value: Value,
    /// Whether another file refers into this one, so that its tree must stay.
    pub(crate) shared: bool,
}

impl Source {
    /// Returns the file that `id` names.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Returns the loaded file that the path of a `$ref` in `from` names.
    pub(crate) fn find(&self, from: FileId, path: &str) -> Option<FileId> {
        let path = reference::join(&self.file(from)?.path, path);
        let index = self.files.iter().position(|file| file.path == path)?;
        Some(FileId(u32::try_from(index).ok()?))
    }
}
