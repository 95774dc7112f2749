//! Turns findings into text for a person: what, where, and what to do.
//!
//! ```text
//! error[dangling-reference]: `#/components/schemas/Usr` does not exist
//!   --> spec/server.yaml:12:17
//!    |
//! 12 |           schema: { $ref: '#/components/schemas/Usr' }
//!    |                     ^
//!    = at: /paths/~1users/get/responses/200
//!    = help: did you mean `User`?
//! ```

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Pointer, Source};

/// How much of a line is shown, before and after the place.
const SHOWN_BEFORE: usize = 60;
const SHOWN_AFTER: usize = 40;

/// Renders all findings, each once: documents that share a file find the same
/// in it.
pub(crate) fn render(diagnostics: &Diagnostics, source: &Source) -> String {
    let mut seen = BTreeSet::new();
    let mut out = String::new();
    for diagnostic in diagnostics.list() {
        let text = render_one(diagnostic, source);
        if !seen.contains(&text) {
            out.push_str(&text);
            seen.insert(text);
        }
    }
    out
}

/// Renders one finding, with an empty line after it.
pub(crate) fn render_one(diagnostic: &Diagnostic, source: &Source) -> String {
    let Diagnostic {
        severity,
        code,
        message,
        pointer,
        file,
        position,
        help,
    } = diagnostic;
    let mut out = String::new();
    let margin = place(diagnostic, source).map_or(0, |(line, _)| line.to_string().len());
    let space = " ".repeat(margin);
    line(&mut out, format_args!("{severity}[{code}]: {}", printable(message)));

    let document = pointer.as_ref().and_then(|pointer| source.file(pointer.file()));
    let path = file.as_ref().or(document.map(|document| &document.path));
    let place = position.or_else(|| place(diagnostic, source));
    match (path, place) {
        (Some(path), Some((row, column))) => {
            line(&mut out, format_args!("{space}--> {path}:{row}:{column}"));
        }
        (Some(path), None) => line(&mut out, format_args!("{space}--> {path}")),
        (None, _) => {}
    }
    if let (Some(document), Some((row, column))) = (document, place) {
        excerpt(&mut out, &document.text, row, column);
    }
    if let Some(pointer) = pointer
        && *pointer != Pointer::root(pointer.file())
    {
        line(
            &mut out,
            format_args!("{space} = at: {}", printable(&pointer.to_string())),
        );
    }
    if let Some(help) = help {
        line(&mut out, format_args!("{space} = help: {}", printable(help)));
    }
    out.push('\n');
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

/// Returns the 1-based line and column of a finding.
fn place(diagnostic: &Diagnostic, source: &Source) -> Option<(usize, usize)> {
    diagnostic.position.or_else(|| {
        let location = source.locate(diagnostic.pointer.as_ref()?)?;
        Some((location.line, location.column))
    })
}

/// Shows the line `row` around `column`.
fn excerpt(out: &mut String, text: &str, row: usize, column: usize) {
    let Some(content) = text.lines().nth(row.saturating_sub(1)) else {
        return;
    };
    let start = column.saturating_sub(1 + SHOWN_BEFORE);
    let shown: String = content.chars().skip(start).take(SHOWN_BEFORE + SHOWN_AFTER).collect();
    let caret = " ".repeat(column.saturating_sub(1) - start);
    let row = row.to_string();
    let space = " ".repeat(row.len());
    line(out, format_args!("{space} |"));
    line(out, format_args!("{row} | {}", printable(&shown)));
    line(out, format_args!("{space} | {caret}^"));
}

/// Replaces what could steer a terminal: a document is not to be trusted.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use camino::Utf8Path;

    use super::*;
    use crate::source::{FileId, SourceFile};

    fn source(text: &str) -> Source {
        let file = SourceFile {
            path: "api.yaml".into(),
            text: text.to_owned(),
            value: serde_json::Value::Null,
            shared: false,
        };
        Source { files: vec![file] }
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
          = at: /paths/~1users
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
