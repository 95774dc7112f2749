//! The report for other programs: one JSON object, which guides/command.md describes.

use serde::Serialize;

use crate::compare::change::{Change, Comparison, Effect, Side};

#[derive(Serialize)]
struct Report<'a> {
    /// `major`, `minor`, `patch` or `none`.
    bump: &'static str,
    version: &'a str,
    next_version: Option<String>,
    breaking: usize,
    compatible: usize,
    behavior: usize,
    documentation: usize,
    changes: Vec<ChangeView<'a>>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    effect: &'static str,
    change: &'static str,
    kind: &'static str,
    item: &'a str,
    message: &'a str,
    consequence: Option<&'static str>,
    subject: Option<&'a str>,
    old: SideView<'a>,
    new: SideView<'a>,
}

#[derive(Serialize)]
struct SideView<'a> {
    value: Option<&'a str>,
    file: Option<&'a str>,
    pointer: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

pub(super) fn report(comparison: &Comparison) -> String {
    let report = Report {
        bump: comparison.bump().as_str(),
        version: &comparison.version,
        next_version: comparison.next_version(),
        breaking: comparison.count(Effect::Breaking),
        compatible: comparison.count(Effect::Compatible),
        behavior: comparison.count(Effect::Behavior),
        documentation: comparison.documentation,
        changes: comparison.changes.iter().map(change).collect(),
    };
    serde_json::to_string_pretty(&report).expect("invariant: texts and numbers are JSON")
}

fn change(change: &Change) -> ChangeView<'_> {
    ChangeView {
        effect: match change.effect {
            Effect::Breaking => "breaking",
            Effect::Compatible => "compatible",
            Effect::Behavior => "behavior",
        },
        change: change.happened.as_str(),
        kind: change.kind,
        item: &change.item,
        message: &change.message,
        consequence: change.consequence,
        subject: change.subject.as_deref(),
        old: side(&change.old),
        new: side(&change.new),
    }
}

fn side(side: &Side) -> SideView<'_> {
    let place = side.place.as_ref();
    let location = place.and_then(|place| place.location.as_ref());
    SideView {
        value: side.value.as_deref(),
        file: place.map(|place| place.file.as_str()),
        pointer: place.map(|place| place.pointer.as_str()),
        line: location.map(|location| location.line),
        column: location.map(|location| location.column),
    }
}
