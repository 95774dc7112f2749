//! Remembers a `codegen.toml` as it was written, so that what a later stage
//! finds out about an entry is reported with the line of the entry.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use toml::de::{DeTable, DeValue};

use super::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The file and the text that a configuration was read from; empty for one
/// that was put together by hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    path: Utf8PathBuf,
    text: String,
}

impl Written {
    pub(super) fn new(path: &Utf8Path, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

impl Config {
    /// Adds an error about the entry at `place`: the keys that lead to it, the
    /// last of which may be a text in a list. What does not stand in the file,
    /// such as an argument of the command line, has no line.
    pub(crate) fn report<'d>(
        &self,
        diagnostics: &'d mut Diagnostics,
        code: &'static str,
        place: &[&str],
        message: impl Into<String>,
    ) -> &'d mut Diagnostic {
        let Some(span) = entry(&self.written.text, place) else {
            return diagnostics.error_without_place(code, message);
        };
        let (line, column) = position(&self.written.text, span.start);
        diagnostics
            .error_in_file(code, &self.written.path, message)
            .at(line, column)
    }
}

/// Returns the line and the column, 1-based, of the byte `offset` of `text`.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// Finds where in `text` the value at the end of `place` stands; the nearest
/// value around it where it is left out.
pub(super) fn nearest(text: &str, place: &[&str]) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let mut span = None;
    let mut value = &DeValue::Table(table.into_inner());
    for key in place {
        let next = match value {
            DeValue::Table(table) => table.get(*key),
            DeValue::Array(array) => array.get(key.parse::<usize>().ok()?),
            _ => None,
        };
        let Some(next) = next else { break };
        span = Some(next.span());
        value = next.get_ref();
    }
    span
}

/// Finds where in `text` the last key of `place` stands, or the text in a list
/// that it is equal to.
fn entry(text: &str, place: &[&str]) -> Option<Range<usize>> {
    let (last, keys) = place.split_last()?;
    let table = DeTable::parse(text).ok()?;
    let mut value = &DeValue::Table(table.into_inner());
    for key in keys {
        value = match value {
            DeValue::Table(table) => table.get(*key)?.get_ref(),
            DeValue::Array(array) => array.get(key.parse::<usize>().ok()?)?.get_ref(),
            _ => return None,
        };
    }
    match value {
        DeValue::Table(table) => table.get_key_value(*last).map(|(key, _)| key.span()),
        DeValue::Array(array) => array
            .iter()
            .find(|item| item.get_ref().as_str() == Some(last))
            .map(|item| item.span()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_texts_in_lists_are_found() {
        let text = "[types.rename]\nA = \"B\"\n\n[[pagination]]\noperations = [\"one\", \"two\"]\n";
        let place = |place: &[&str]| entry(text, place).map(|span| position(text, span.start));
        assert_eq!(place(&["types", "rename", "A"]), Some((2, 1)));
        assert_eq!(place(&["pagination", "0", "operations", "two"]), Some((5, 22)));
        assert_eq!(place(&["pagination", "0", "operations", "three"]), None);
        assert_eq!(place(&["types", "replace", "A"]), None);
    }
}
