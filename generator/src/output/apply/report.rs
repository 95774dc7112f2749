//! What a [`super::FileSet`] and a folder have in common, and how they differ.

use std::fmt;
use std::io;

use camino::Utf8PathBuf;

/// What [`super::FileSet::apply`] does with differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Writes and removes files.
    Write,
    /// Only compares, with diffs and without regard to line endings.
    Check,
    /// Only tells what `Write` would do.
    DryRun,
}

/// How the files on disk relate to a [`super::FileSet`]. After
/// [`Mode::Write`], how they related before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of files that are as they should be.
    pub up_to_date: usize,
    /// The files that are there with another content.
    pub changed: Vec<Difference>,
    /// The files that are not there.
    pub missing: Vec<Utf8PathBuf>,
    /// The files that an earlier run wrote and that are no longer generated.
    pub orphaned: Vec<Utf8PathBuf>,
}

/// A file with another content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Relative to the root.
    pub path: Utf8PathBuf,
    /// The beginning of a unified diff from the disk to the set, in
    /// [`Mode::Check`]; otherwise empty.
    pub diff: String,
}

impl Report {
    /// Tells whether nothing differs.
    pub fn is_up_to_date(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.orphaned.is_empty()
    }
}

/// Lists every difference, a line each, with its diff below it.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Difference { path, diff } in &self.changed {
            writeln!(f, "changed:  {path}")?;
            for line in diff.lines() {
                writeln!(f, "    {line}")?;
            }
        }
        for path in &self.missing {
            writeln!(f, "missing:  {path}")?;
        }
        for path in &self.orphaned {
            writeln!(f, "orphaned: {path}")?;
        }
        Ok(())
    }
}

/// Why files could not be compared or written. Nothing that was there is lost.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The file system refused.
    #[error("cannot {action} `{path}`: {source}")]
    Io {
        /// Such as `read`, to be read after "cannot".
        action: &'static str,
        /// The path with its root.
        path: Utf8PathBuf,
        /// The answer of the file system.
        source: io::Error,
    },
    /// A generated file would be written through a symbolic link.
    #[error(
        "`{path}` is a symbolic link: generated files are not written through links, remove it or name the folder that it leads to"
    )]
    SymbolicLink {
        /// The link, with the root.
        path: Utf8PathBuf,
    },
    /// Something else than a file has the name of a generated file.
    #[error("`{path}` is not a file: move it out of the way of the generated file of that name")]
    NotAFile {
        /// The path with its root.
        path: Utf8PathBuf,
    },
    /// A file that no run wrote has the name of a generated file.
    #[error("`{path}` does not say that it is generated: move or remove it, it would be replaced")]
    NotGenerated {
        /// The path with its root.
        path: Utf8PathBuf,
    },
    /// A file that differs, or a folder with one, is protected against writing.
    #[error("`{path}` is read-only: make it writable to have it generated again")]
    ReadOnly {
        /// The path with its root.
        path: Utf8PathBuf,
    },
    /// Another process is writing, and does not come to an end.
    #[error("another run has been writing to `{path}` for half a minute: end it, or try again later")]
    Busy {
        /// The root.
        path: Utf8PathBuf,
    },
}

impl ApplyError {
    /// Makes the function that `map_err` needs.
    pub(super) fn io(action: &'static str, path: &camino::Utf8Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
