//! What is wrong with a document, and where: collected over a whole run, so
//! that one run shows all mistakes.

mod codes;

use std::fmt;

use camino::{Utf8Path, Utf8PathBuf};

pub use codes::{CODES, Code};

use crate::source::Pointer;

/// Whether a run can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something of the document has no effect, and nothing is lost by that.
    Note,
    /// Something is missing from the output, or was guessed.
    Warning,
    /// There is no output.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Whether there can be output all the same.
    pub severity: Severity,
    /// Stable and kebab-case, such as `dangling-reference`.
    pub code: &'static str,
    /// One lower-case sentence without a full stop.
    pub message: String,
    /// The place in a document that the finding is about.
    pub pointer: Option<Pointer>,
    /// The file that the finding is about, where it is none of the documents.
    pub file: Option<Utf8PathBuf>,
    /// The exact place, where a parser reported one: 1-based line and column.
    pub position: Option<(usize, usize)>,
    /// What to do about it; every code of [`CODES`] knows something.
    pub help: Option<String>,
}

/// The findings of a run, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    strict: bool,
}

impl Diagnostics {
    /// Makes an empty list. In a `strict` run, a part that is broken costs
    /// the whole document.
    pub fn new(strict: bool) -> Self {
        Self {
            list: Vec::new(),
            strict,
        }
    }

    /// Adds a finding about a part of a document that is broken, so that it is
    /// left out or replaced: a warning, and an error in a strict run.
    pub fn fault(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        let severity = if self.strict {
            Severity::Error
        } else {
            Severity::Warning
        };
        self.push(severity, code, Some(pointer.clone()), message.into())
    }

    /// Adds an error about the place `pointer`.
    pub fn error(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Error, code, Some(pointer.clone()), message.into())
    }

    /// Adds a warning about the place `pointer`.
    pub fn warning(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Warning, code, Some(pointer.clone()), message.into())
    }

    /// Adds a note about the place `pointer`.
    pub fn note(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Note, code, Some(pointer.clone()), message.into())
    }

    /// Adds an error that no place in a document is to blame for.
    pub fn error_without_place(&mut self, code: &'static str, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Error, code, None, message.into())
    }

    /// Adds an error about `file`, which is none of the documents.
    pub fn error_in_file(
        &mut self,
        code: &'static str,
        file: &Utf8Path,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let diagnostic = self.push(Severity::Error, code, None, message.into());
        diagnostic.file = Some(file.to_owned());
        diagnostic
    }

    /// Adds a warning that no place in a document is to blame for.
    pub fn warning_without_place(&mut self, code: &'static str, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Warning, code, None, message.into())
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        pointer: Option<Pointer>,
        message: String,
    ) -> &mut Diagnostic {
        let index = self.list.len();
        self.list.push(Diagnostic {
            severity,
            code,
            message,
            pointer,
            file: None,
            position: None,
            help: codes::help(code).map(str::to_owned),
        });
        &mut self.list[index]
    }

    /// Adds the findings of `others` behind those that are there.
    #[cfg(feature = "samples")]
    pub(crate) fn append(&mut self, others: Self) {
        self.list.extend(others.list);
    }

    /// Replaces the place of every finding by what `place` says of it.
    pub(crate) fn relocate(&mut self, place: impl Fn(&Pointer) -> Pointer) {
        for pointer in self.list.iter_mut().filter_map(|found| found.pointer.as_mut()) {
            *pointer = place(pointer);
        }
    }

    /// Tells whether there is an error among the findings.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns how many findings of `severity` there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Returns the findings in the order in which they were made.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }
}

impl Diagnostic {
    /// Says what to do about the finding, in place of what its code says.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the place that a parser reported, 1-based.
    pub fn at(&mut self, line: usize, column: usize) -> &mut Self {
        self.position = Some((line, column));
        self
    }
}
