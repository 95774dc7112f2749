//! Reads documents: text and value trees, and where a pointer is in the text.

mod load;
mod locate;
mod parse;
mod pointer;
mod reference;
#[cfg(feature = "docs")]
mod templates;
mod written;

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use serde_json::Value;

#[cfg(test)]
pub(crate) use load::load;
#[cfg(feature = "overlays")]
pub(crate) use load::load_beside;
pub(crate) use load::{load_documents, load_references};
pub(crate) use locate::Lines;
pub use locate::Location;
#[cfg(test)]
pub(crate) use parse::parse;
pub use pointer::{FileId, Pointer};
pub(crate) use reference::Reference;
#[cfg(feature = "cli")]
pub(crate) use templates::list_templates;
#[cfg(feature = "docs")]
pub(crate) use templates::load_templates;
pub use written::Written;

/// All files of a run: the documents first, in the order given, then the files
/// that they refer to, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Source {
    pub files: Vec<SourceFile>,
    /// The files by their paths.
    index: BTreeMap<Utf8PathBuf, FileId>,
    /// Where files may be: the folders of the documents, and those allowed.
    folders: Vec<Utf8PathBuf>,
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
    /// The address that the file gives itself (`$self`), by which others may refer to it.
    pub(crate) address: Option<String>,
    /// Whether another file refers into this one, so that its tree must stay.
    pub(crate) shared: bool,
    /// The schemas in the tree that have an `$id`, by that.
    pub(crate) ids: BTreeMap<String, Pointer>,
    /// What overlays changed in the tree.
    pub(crate) written: Written,
}

impl Source {
    /// Returns the file that `id` names.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Returns the loaded file that the path of a `$ref` in `from` names.
    pub(crate) fn find(&self, from: FileId, path: &str) -> Option<FileId> {
        let joined = reference::join(&self.file(from)?.path, path);
        self.index.get(&joined).copied().or_else(|| {
            let is_it = |file: &SourceFile| file.address.as_deref() == Some(path);
            let index = self.files.iter().position(is_it)?;
            Some(FileId(u32::try_from(index).ok()?))
        })
    }

    /// Returns where the value at `pointer`, a place in a tree, was written: an
    /// overlay may have moved it, or brought it in from its own file.
    pub(crate) fn written(&self, pointer: &Pointer) -> Pointer {
        self.file(pointer.file())
            .map_or_else(|| pointer.clone(), |file| file.written.of(pointer))
    }

    /// Makes the source of texts that are in no file.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: &[(&str, &str)]) -> Self {
        let mut source = Self::default();
        for (index, (path, text)) in texts.iter().enumerate() {
            let path = Utf8PathBuf::from(*path);
            source.index.insert(path.clone(), FileId(u32::try_from(index).unwrap()));
            source.files.push(SourceFile {
                path,
                text: (*text).to_owned(),
                value: parse(text, false).map(|parsed| parsed.value).unwrap_or_default(),
                address: None,
                shared: false,
                ids: BTreeMap::new(),
                written: Written::default(),
            });
        }
        source
    }
}
