//! The difference between two texts, as much of it as a person looks at: the
//! first lines of the unified diff, and of a long line what is around the change.

use std::borrow::Cow;

use similar::TextDiff;

/// How many lines of the diff are shown.
const LINES: usize = 24;

/// How many characters of a line are shown.
const WIDTH: usize = 160;

/// How many of these stand before the change.
const BEFORE: usize = 40;

/// Returns the beginning of the unified diff from `old` to `new`.
pub(super) fn between(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().context_radius(1).to_string();
    let lines: Vec<&str> = text.lines().collect();
    let shown = &lines[..lines.len().min(LINES)];
    let changes = changes(&lines);
    let mut shown: Vec<Cow<'_, str>> = shown
        .iter()
        .zip(changes)
        .map(|(line, change)| around(line, change))
        .collect();
    if lines.len() > LINES {
        shown.push(format!("… and {} more lines", lines.len() - LINES).into());
    }
    shown.join("\n")
}

/// Returns for each line of a diff after how many characters it differs from the
/// one that replaces it, or that it replaces.
fn changes(lines: &[&str]) -> Vec<usize> {
    let mut changes = vec![0; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let run = |sign: char, from: usize| lines[from..].iter().take_while(|line| line.starts_with(sign)).count();
        let removed = run('-', at);
        let added = run('+', at + removed);
        for pair in 0..removed.min(added) {
            let (old, new) = (at + pair, at + removed + pair);
            let same = lines[old][1..]
                .chars()
                .zip(lines[new][1..].chars())
                .take_while(|(old, new)| old == new);
            changes[old] = same.count();
            changes[new] = changes[old];
        }
        at += (removed + added).max(1);
    }
    changes
}

/// Cuts a line of a diff to what is around the character `change` of its text.
fn around(line: &str, change: usize) -> Cow<'_, str> {
    if line.chars().count() <= WIDTH {
        return line.into();
    }
    let (sign, text) = line.split_at(1);
    let start = if change < WIDTH / 2 { 0 } else { change - BEFORE };
    let left: String = text.chars().skip(start).take(WIDTH).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if text.chars().count() > start + WIDTH {
        "…"
    } else {
        ""
    };
    format!("{sign}{before}{left}{after}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_around_the_change() {
        let filler = "é".repeat(500);
        let (old, new) = (format!("a\n{filler}old{filler}\n"), format!("a\n{filler}new{filler}\n"));
        let excerpt = between(&old, &new);
        let lines: Vec<&str> = excerpt.lines().collect();
        assert!(lines[2].starts_with("-…é") && lines[2].contains("éoldé"), "{excerpt}");
        assert!(lines[3].contains("énewé") && lines[3].ends_with("é…"), "{excerpt}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 3));
    }

    #[test]
    fn a_line_without_counterpart_is_shown_from_its_beginning() {
        let excerpt = between("a\n", &format!("a\n{}\n", "b".repeat(500)));
        assert!(excerpt.contains(&format!("+{}…", "b".repeat(WIDTH))), "{excerpt}");
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let new: String = (0..100).map(|line| format!("{line}\n")).collect();
        let excerpt = between("", &new);
        assert_eq!(excerpt.lines().count(), LINES + 1);
        assert!(excerpt.ends_with("… and 77 more lines"), "{excerpt}");
    }
}
