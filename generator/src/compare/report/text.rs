//! The report for a person at a terminal.

use std::fmt::Write;

use crate::compare::change::{Change, Comparison, Side};
use crate::render::visible;

pub(super) fn report(comparison: &Comparison) -> String {
    let mut text = String::new();
    for (title, changes) in comparison.sections() {
        let _ = writeln!(text, "{title}\n");
        for change in changes {
            write_change(&mut text, change);
        }
    }
    text.push_str(&comparison.summary());
    text
}

fn write_change(text: &mut String, change: &Change) {
    let _ = writeln!(text, "  {} {}", visible(&change.item), visible(&change.message));
    if let Some(consequence) = change.consequence {
        let _ = writeln!(text, "    {consequence}");
    }
    if let Some(subject) = &change.subject {
        let _ = writeln!(text, "    {}", visible(subject));
    }
    for (sign, side) in [('-', &change.old), ('+', &change.new)] {
        if let Some(place) = place(side) {
            let _ = writeln!(text, "    {sign} {}", visible(&place));
        }
    }
    text.push('\n');
}

fn place(side: &Side) -> Option<String> {
    let place = side.place.as_ref()?;
    let location = place.location.as_ref();
    let location = location.map(|location| format!(":{}:{}", location.line, location.column));
    Some(format!(
        "{}{} #{}",
        place.file,
        location.unwrap_or_default(),
        place.pointer
    ))
}
