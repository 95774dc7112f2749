//! Regular expressions of a document: whether a text matches one, and a short
//! text that does.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Compiled patterns, each once, for samplers on every core: one that repeats a
/// class of Unicode a thousand times takes longer to compile than a document to
/// read. A pattern that uses what the `regex` crate lacks (look-around,
/// back-references) counts as unknown.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: Mutex<BTreeMap<String, Option<Regex>>>,
}

impl Patterns {
    /// Tells whether `text` matches; `true` where that cannot be known.
    pub fn matches(&self, pattern: &str, text: &str) -> bool {
        let known = self.compiled().get(pattern).cloned();
        // What is unknown to two at once is compiled by both, and neither waits.
        let regex = known.unwrap_or_else(|| {
            let regex = Regex::new(pattern).ok();
            self.compiled().insert(pattern.to_owned(), regex.clone());
            regex
        });
        regex.is_none_or(|regex| regex.is_match(text))
    }

    fn compiled(&self) -> MutexGuard<'_, BTreeMap<String, Option<Regex>>> {
        // No reader finds a half of anything in it.
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a text of at least `min_length` characters that matches.
    pub fn generate(&self, pattern: &str, min_length: usize) -> Option<String> {
        let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
        // Repetitions grow together until the text is long enough.
        for extra in (0..=min_length.min(LONGEST)).chain([min_length.min(LONGEST) * 2]) {
            let mut text = String::new();
            write(&hir, u32::try_from(extra).unwrap_or(u32::MAX), &mut text)?;
            if text.chars().count() >= min_length && self.matches(pattern, &text) {
                return Some(text);
            }
        }
        None
    }
}

/// No generated text is longer: a document may ask for a million characters.
const LONGEST: usize = 512;

/// Appends a match of `hir`; `None` once the text is too long.
fn write(hir: &Hir, extra: u32, text: &mut String) -> Option<()> {
    if text.len() > 4 * LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(pick(class)?),
        HirKind::Capture(capture) => write(&capture.sub, extra, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, extra, text)?;
            }
        }
        HirKind::Alternation(arms) => write(arms.first()?, extra, text)?,
        HirKind::Repetition(repetition) => {
            let wanted = repetition.min.saturating_add(extra);
            let count = repetition.max.map_or(wanted, |max| wanted.min(max));
            for _ in 0..count {
                write(&repetition.sub, 0, text)?;
            }
        }
    }
    Some(())
}

/// A readable character of the class: a letter or digit where it has one.
fn pick(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class
            .iter()
            .map(|range| (char::from(range.start()), char::from(range.end())))
            .collect(),
    };
    let holds = |wanted: &char| ranges.iter().any(|(first, last)| first <= wanted && wanted <= last);
    let readable = ('a'..='z').chain('0'..='9').chain('A'..='Z').chain('!'..='~');
    readable
        .into_iter()
        .find(holds)
        .or_else(|| ranges.first().map(|(first, _)| *first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generates_what_matches() {
        let patterns = Patterns::default();
        for (pattern, min_length) in [
            ("^[a-z]{2,4}$", 0),
            ("^[a-zA-Z0-9_-]+$", 43),
            (r"^https?:\/\/", 0),
            (r"^(\w+)\s+(@[\w/]+)@([\d.]+)$", 0),
            ("[A-Z]{3}", 3),
            (r"^\d+(\.\d{1,2})?$", 0),
        ] {
            let text = patterns.generate(pattern, min_length).expect(pattern);
            assert!(patterns.matches(pattern, &text), "{pattern}: {text}");
            assert!(text.chars().count() >= min_length, "{pattern}: {text}");
        }
    }

    #[test]
    fn unknown_syntax_matches_anything_and_generates_nothing() {
        let patterns = Patterns::default();
        assert!(patterns.matches("^(?!x)", "anything"));
        assert_eq!(patterns.generate("^(?!x)", 0), None);
        assert_eq!(patterns.generate("(((a{1000}){1000}){1000})", 0), None);
    }
}
