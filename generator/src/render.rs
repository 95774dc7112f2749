//! Turns findings into text in the manner of rustc: what, where, the line of
//! the document, and what to do about it.
//!
//! Some sixty lines of our own rather than `annotate-snippets`, because a
//! finding has one place in one line, and lines of minified documents must be
//! cut down around it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, Lines, Location, Pointer, Source};

/// How much of a long line is shown, in characters.
const WIDTH: usize = 100;

/// How many findings with the same code are shown with their source line.
const SHOWN: usize = 50;

/// Renders all findings in the order in which they were made, each once:
/// documents that share a file find the same in it. Warnings that are many are
/// cut short.
pub(crate) fn render(diagnostics: &Diagnostics, source: &Source) -> String {
    let list: Vec<&Diagnostic> = diagnostics.list().iter().collect();
    let places = Places::find(&list, source);
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, diagnostic) in list.iter().enumerate() {
        let mut finding = String::new();
        one(&mut finding, diagnostic, source, &places, index);
        if seen.contains(&finding) {
            continue;
        }
        let count = counts.entry(diagnostic.code).or_default();
        *count += usize::from(diagnostic.severity != Severity::Error);
        if *count <= SHOWN || diagnostic.severity == Severity::Error {
            text.push_str(&finding);
            seen.insert(finding);
        }
    }
    for (code, count) in counts {
        if let Some(more @ 1..) = count.checked_sub(SHOWN) {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "warning[{code}]: and {more} more of these\n");
        }
    }
    text
}

/// A finding with its place in the text.
#[cfg(feature = "cli")]
pub(crate) struct Located<'d> {
    pub diagnostic: &'d Diagnostic,
    /// The path of the file, where it is about one.
    pub file: Option<String>,
    /// Line and column.
    pub position: Option<(usize, usize)>,
}

/// Finds the places of all findings.
#[cfg(feature = "cli")]
pub(crate) fn located<'d>(diagnostics: &'d Diagnostics, source: &Source) -> Vec<Located<'d>> {
    let list: Vec<&Diagnostic> = diagnostics.list().iter().collect();
    let places = Places::find(&list, source);
    let located = list.into_iter().enumerate().map(|(index, diagnostic)| {
        let file = diagnostic
            .pointer
            .as_ref()
            .and_then(|pointer| source.file(pointer.file()));
        let place = diagnostic.pointer.as_ref();
        let place = place.and_then(|pointer| places.of(index, diagnostic, pointer.file()));
        Located {
            diagnostic,
            file: file
                .map(|file| file.path.to_string())
                .or(diagnostic.file.as_ref().map(ToString::to_string)),
            position: place.map(|(line, column, _)| (line, column)).or(diagnostic.position),
        }
    });
    located.collect()
}

/// Renders one finding, with an empty line after it.
pub(crate) fn render_one(diagnostic: &Diagnostic, source: &Source) -> String {
    let mut text = String::new();
    one(&mut text, diagnostic, source, &Places::find(&[diagnostic], source), 0);
    text
}

fn one(text: &mut String, diagnostic: &Diagnostic, source: &Source, places: &Places<'_>, index: usize) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        text,
        "{}[{}]: {}",
        diagnostic.severity,
        diagnostic.code,
        visible(&diagnostic.message)
    );
    let mut margin = 1;
    if let Some(file) = &diagnostic.file {
        let position = diagnostic
            .position
            .map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        let _ = writeln!(text, "{:margin$}--> {file}{position}", "");
    } else if let Some(pointer) = &diagnostic.pointer {
        let path = source.file(pointer.file()).map_or("", |file| file.path.as_str());
        if let Some((line, column, len)) = places.of(index, diagnostic, pointer.file()) {
            margin = line.to_string().len();
            let _ = writeln!(text, "{:margin$}--> {path}:{line}:{column}", "");
            snippet(text, places.lines(pointer.file()), line, column, len, margin);
        } else {
            let _ = writeln!(text, "{:margin$}--> {path}", "");
        }
        if *pointer != Pointer::root(pointer.file()) {
            let _ = writeln!(text, "{:margin$} = at: #{}", "", visible(&pointer.to_string()));
        }
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "{:margin$} = help: {}", "", visible(help));
    }
    text.push('\n');
}

/// Writes the line of the document with carets below what is meant.
fn snippet(text: &mut String, lines: Option<&Lines<'_>>, line: usize, column: usize, len: usize, margin: usize) {
    let Some((content, _)) = lines.and_then(|lines| lines.line(line)) else {
        return;
    };
    let total = content.chars().count();
    let skip = if total > WIDTH {
        (column - 1).saturating_sub(WIDTH / 2).min(total - WIDTH)
    } else {
        0
    };
    let shown: String = content.chars().skip(skip).take(WIDTH).collect();
    let before = if skip > 0 { "…" } else { "" };
    let after = if total > skip + WIDTH { "…" } else { "" };
    let indent = column - 1 - skip + before.chars().count();
    let len = len.clamp(1, (skip + WIDTH + 1).saturating_sub(column).max(1));
    let _ = writeln!(text, "{:margin$} |", "");
    let _ = writeln!(text, "{line} | {before}{}{after}", visible(&shown));
    let _ = writeln!(text, "{:margin$} | {:indent$}{}", "", "", "^".repeat(len));
}

/// Replaces what would move the cursor of a terminal, one character by one.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' => ' ',
            // Marks that reorder text could make a line read as another.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            character if character.is_control() => '\u{fffd}',
            character => character,
        })
        .collect()
}

/// Where all findings are, each file read once.
struct Places<'a> {
    found: BTreeMap<usize, Location>,
    lines: BTreeMap<FileId, Lines<'a>>,
}

impl<'a> Places<'a> {
    fn find(list: &[&Diagnostic], source: &'a Source) -> Self {
        let mut wanted: BTreeMap<FileId, Vec<(usize, &Pointer)>> = BTreeMap::new();
        for (index, diagnostic) in list.iter().enumerate() {
            if let Some(pointer) = &diagnostic.pointer {
                wanted.entry(pointer.file()).or_default().push((index, pointer));
            }
        }
        let mut places = Self {
            found: BTreeMap::new(),
            lines: BTreeMap::new(),
        };
        for (file, findings) in wanted {
            if let Some(file_text) = source.file(file) {
                places.lines.insert(file, Lines::new(&file_text.text));
            }
            let unplaced: Vec<_> = findings
                .into_iter()
                .filter(|(index, _)| list[*index].position.is_none())
                .collect();
            if unplaced.is_empty() {
                continue;
            }
            let pointers: Vec<_> = unplaced.iter().map(|(_, pointer)| *pointer).collect();
            for ((index, _), location) in unplaced.iter().zip(source.locate_all(file, &pointers)) {
                places.found.extend(location.map(|location| (*index, location)));
            }
        }
        places
    }

    fn lines(&self, file: FileId) -> Option<&Lines<'a>> {
        self.lines.get(&file)
    }

    /// Returns line, column and length of a finding; the length in characters.
    fn of(&self, index: usize, diagnostic: &Diagnostic, file: FileId) -> Option<(usize, usize, usize)> {
        if let Some((line, column)) = diagnostic.position {
            // A parser may report the place after the end of a line.
            let most = self.lines(file)?.line(line)?.0.chars().count() + 1;
            return Some((line, column.clamp(1, most), 1));
        }
        let Location { line, column, range } = self.found.get(&index)?;
        let (content, start) = self.lines(file)?.line(*line)?;
        let marked = content.get(range.start.saturating_sub(start)..range.end.saturating_sub(start));
        Some((*line, *column, marked.map_or(1, |marked| marked.chars().count().max(1))))
    }
}

#[cfg(test)]
mod tests {
    use camino::Utf8Path;

    use super::*;

    fn source(text: &str) -> Source {
        Source::of_texts(&[("api.yaml", text)])
    }

    #[test]
    fn a_finding_shows_its_line() {
        let source = source("a:\n  b:\n    - type: strng\n      x: 1\n");
        let pointer = Pointer::root(FileId(0)).field("a").field("b").index(0).field("type");
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error("unknown-type", &pointer, "there is no type `strng`")
            .help("did you mean `string`?");
        assert_eq!(
            render(&diagnostics, &source),
            "error[unknown-type]: there is no type `strng`\n --> api.yaml:3:13\n  |\n3 |     - type: strng\n  |             ^^^^^\n  = at: #/a/b/0/type\n  = help: did you mean `string`?\n\n"
        );
    }

    #[test]
    fn a_minified_document_is_cut_around_the_place() {
        let text = format!(
            "{{\"a\":\"{}\",\"b\":7,\"c\":\"{}\"}}",
            "x".repeat(300),
            "y".repeat(300)
        );
        let mut diagnostics = Diagnostics::default();
        diagnostics.warning("wrong-type", &Pointer::root(FileId(0)).field("b"), "is a number");
        let text = render(&diagnostics, &source(&text));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[3].chars().count() < 120);
        let column = lines[4].chars().position(|character| character == '^').unwrap();
        assert_eq!(lines[3].chars().nth(column), Some('7'));
    }

    #[test]
    fn what_is_missing_is_placed_at_what_is_around_it() {
        let source = source("a:\r\n  b: {}\r\n");
        let location = source
            .locate(&Pointer::root(FileId(0)).field("a").field("b").field("c"))
            .unwrap();
        assert_eq!((location.line, location.column), (2, 3));
        assert_eq!(&source.files[0].text[location.range], "b");
    }

    #[test]
    fn a_finding_shows_its_place_and_what_to_do() {
        let mut diagnostics = Diagnostics::default();
        let pointer = Pointer::root(FileId(0)).field("paths").field("/users");
        diagnostics
            .error("dangling-reference", &pointer, "`#/x` does not exist")
            .at(2, 3)
            .help("did you mean `#/y`?");
        insta::assert_snapshot!(render(&diagnostics, &source("paths:\n  /users: { $ref: '#/x' }\n")), @r"
        error[dangling-reference]: `#/x` does not exist
         --> api.yaml:2:3
          |
        2 |   /users: { $ref: '#/x' }
          |   ^
          = at: #/paths/~1users
          = help: did you mean `#/y`?
        ");
    }

    #[test]
    fn long_lines_are_cut_and_control_characters_are_gone() {
        let mut diagnostics = Diagnostics::default();
        let text = format!("{}\u{1b}[31m{}", "a".repeat(500), "b".repeat(500));
        let root = Pointer::root(FileId(0));
        diagnostics.warning("odd", &root, "odd \u{1b}[31m text").at(1, 502);
        let report = render(&diagnostics, &source(&text));
        assert!(!report.contains('\u{1b}'), "{report}");
        assert!(report.lines().all(|line| line.chars().count() < 120), "{report}");
    }

    #[test]
    fn the_same_finding_is_shown_once() {
        let mut diagnostics = Diagnostics::default();
        for _ in 0..3 {
            diagnostics.error_in_file("bad", Utf8Path::new("codegen.toml"), "bad");
        }
        insta::assert_snapshot!(render(&diagnostics, &Source::default()), @r"
        error[bad]: bad
         --> codegen.toml
        ");
    }
}
