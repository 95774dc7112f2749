//! The report for a comment on a pull request (CommonMark).

use std::fmt::Write;

use crate::compare::change::{Change, Comparison};

pub(super) fn report(comparison: &Comparison) -> String {
    let mut text = format!("{}\n", comparison.summary());
    for (title, changes) in comparison.sections() {
        let _ = writeln!(text, "\n### {title}\n");
        for change in changes {
            write_change(&mut text, change);
        }
    }
    text
}

fn write_change(text: &mut String, change: &Change) {
    let item = code(&change.item);
    let _ = write!(text, "- {item} {}", escape(&change.message));
    if let Some(consequence) = change.consequence {
        let _ = write!(text, "; {}", escape(consequence));
    }
    let subject = change.subject.iter().map(|subject| escape(subject));
    let places = [&change.old, &change.new].into_iter().filter_map(|side| {
        let place = side.place.as_ref()?;
        Some(code(&format!("{}#{}", place.file, place.pointer)))
    });
    let from: Vec<String> = subject.chain(places).collect();
    if !from.is_empty() {
        let _ = write!(text, "\\\n  <sub>{}</sub>", from.join(" · "));
    }
    text.push('\n');
}

/// A code span that may hold backticks (CommonMark section 6.1).
fn code(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    match text.starts_with('`') || text.ends_with('`') {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// Keeps text from being markup; its code spans stay.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    let mut is_code = false;
    for character in text.chars() {
        is_code ^= character == '`';
        if !is_code && matches!(character, '<' | '*' | '_' | '[' | ']' | '&' | '#' | '|' | '~' | '\\') {
            escaped.push('\\');
        }
        escaped.push(if matches!(character, '\n' | '\r') {
            ' '
        } else {
            character
        });
    }
    escaped
}
