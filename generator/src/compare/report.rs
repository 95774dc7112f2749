//! Prints a comparison: for a person at a terminal, for a comment on a pull
//! request, or for another program.

mod json;
mod markdown;
mod text;

use super::change::{Change, Comparison, Effect};

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

impl Comparison {
    /// Returns the whole report, without a line break at its end.
    pub fn report(&self, format: Format) -> String {
        let report = match format {
            Format::Text => text::report(self),
            Format::Markdown => markdown::report(self),
            Format::Json => json::report(self),
        };
        report.trim_end().to_owned()
    }

    /// Groups the changes by their effect, with a title each.
    fn sections(&self) -> Vec<(&'static str, Vec<&Change>)> {
        let title = |effect| match effect {
            Effect::Breaking => "Breaking",
            Effect::Compatible => "Compatible",
            Effect::Behavior => "Behavior alone: code compiles, and the API is called otherwise",
        };
        let effects = [Effect::Breaking, Effect::Compatible, Effect::Behavior];
        let sections = effects.into_iter().map(|effect| {
            let changes = self.changes.iter().filter(|change| change.effect == effect);
            (title(effect), changes.collect::<Vec<_>>())
        });
        sections.filter(|(_, changes)| !changes.is_empty()).collect()
    }

    /// Says it all in a sentence: how many changes there are, and what that makes of a release.
    fn summary(&self) -> String {
        if self.changes.is_empty() && self.documentation == 0 {
            return "The client is the same.".to_owned();
        }
        let release = match self.next_version() {
            Some(next) => format!("{} ({} -> {next})", self.bump().as_str(), self.version),
            None => self.bump().as_str().to_owned(),
        };
        format!(
            "{} breaking, {} compatible, {} in behavior alone, {} in documentation alone: the release is {release}.",
            self.count(Effect::Breaking),
            self.count(Effect::Compatible),
            self.count(Effect::Behavior),
            self.documentation,
        )
    }
}
