//! What is wrong with a template of a project, or with a page that it makes.

use std::collections::BTreeMap;
use std::error::Error as _;

use minijinja::Error;

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    code: &'static str,
    message: String,
    /// The file with line and column; `None` where it shows in one of our templates.
    place: Option<(FileId, usize, usize)>,
}

impl Failure {
    /// Describes why a template cannot be read or rendered: the innermost reason
    /// in a template of the project, `own`.
    pub(super) fn of_error(error: &Error, own: &BTreeMap<String, FileId>) -> Self {
        let mut innermost = error;
        let mut place = None;
        let mut next = Some(error);
        while let Some(error) = next {
            let file = error.name().and_then(|name| own.get(name));
            if let (Some(file), Some(line)) = (file, error.line()) {
                place = Some((*file, line, column(error)));
            }
            innermost = error;
            next = error.source().and_then(|source| source.downcast_ref());
        }
        let kind = innermost.kind().to_string();
        let mut message = match innermost.detail() {
            Some(detail) => format!("{kind}: {detail}"),
            None => kind,
        };
        if let (None, Some(name), Some(line)) = (place, innermost.name(), innermost.line()) {
            message.push_str(&format!(", in line {line} of our `{name}`"));
        }
        Self {
            code: "invalid-template",
            message,
            place,
        }
    }

    /// Describes what is wrong with a page, which line `line` of `template` made.
    pub(super) fn of_page(message: String, template: &str, line: usize, own: &BTreeMap<String, FileId>) -> Self {
        Self {
            code: "invalid-page",
            place: own.get(template).map(|file| (*file, line, 1)),
            message: match own.contains_key(template) {
                true => message,
                false => format!("{message}, in line {line} of our `{template}`"),
            },
        }
    }

    /// Adds the finding.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        match self.place {
            Some((file, line, column)) => {
                diagnostics
                    .error(self.code, &Pointer::root(file), self.message.as_str())
                    .at(line, column);
            }
            None => {
                diagnostics.error_without_place(self.code, self.message.as_str());
            }
        }
    }
}

/// The column, in characters, where the part that an error is about begins.
fn column(error: &Error) -> usize {
    let before = error
        .template_source()
        .zip(error.range())
        .and_then(|(text, range)| text.get(..range.start));
    before.map_or(1, |before| {
        before.rsplit('\n').next().unwrap_or_default().chars().count() + 1
    })
}
