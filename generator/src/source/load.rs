//! Reads YAML and JSON files, and the files that they refer to, into value trees.
use super::Source;
use crate::diagnostic::Diagnostics;
use camino::Utf8PathBuf;

/// Reads the documents `roots` and, transitively, the files that they refer to.
///
/// The documents are the files `FileId(0)`, `FileId(1)`, … in the order given.
pub fn load(_roots: &[Utf8PathBuf], _diagnostics: &mut Diagnostics) -> Source {
    Source::default()
}
