//! The languages of the samples: one [`RequestSample`] in, a program for each
//! language out, with the same request in it.
//!
//! A language is a template, which says how a program in it is laid out, and an
//! encoder, which writes JSON values as the language's literals. The encoder
//! runs wherever a template prints a value, so that no template can forget it.
//!
//! Invariant: a printed program differs from the one that is run in the
//! placeholders and in the server alone.

mod csharp;
mod dart;
mod encode;
mod go;
mod java;
mod javascript;
mod php;
mod python;
mod request;
mod ruby;

use serde::Serialize;
use serde_json::Value;

pub(super) use self::request::{Answer, RequestView, answer};
use super::env::Templates;
use super::shell;
use crate::config::LanguageConfig;
use crate::ir::MediaKind;
use crate::sample::RequestSample;

/// A language other than Rust, whose samples the client's plan makes.
pub(super) struct Language {
    pub config: LanguageConfig,
    /// For a reader, on the tab of the sample.
    pub label: &'static str,
    /// For a highlighter; known to Shiki and to Prism alike.
    pub lang: &'static str,
    /// Of a file that a program of the language runs.
    pub extension: &'static str,
    pub print: Print,
}

/// How a program in a language is written.
#[derive(Clone, Copy)]
pub(super) enum Print {
    /// A command line, of which every word depends on the others.
    Shell,
    Template {
        /// Its name among the [`Templates`].
        name: &'static str,
        encoder: Encoder,
    },
}

/// Writes JSON values as literals of a language.
#[derive(Clone, Copy)]
pub(super) struct Encoder {
    /// Writes a value; lines after the first begin with the given spaces.
    pub literal: fn(&Value, &str) -> String,
    /// Tells whether a program that holds the literal of a value and prints it
    /// as JSON prints the value. A number can be too large, say.
    pub keeps: fn(&Value) -> bool,
    /// Tells whether the library that the template uses can send the request.
    pub sends: fn(&RequestSample) -> bool,
}

/// Every language, by its place in `LanguageConfig`.
pub(super) const LANGUAGES: &[Language] = &[
    Language {
        config: LanguageConfig::Curl,
        label: "cURL",
        lang: "bash",
        extension: "sh",
        print: Print::Shell,
    },
    javascript::LANGUAGE,
    python::LANGUAGE,
    go::LANGUAGE,
    ruby::LANGUAGE,
    php::LANGUAGE,
    java::LANGUAGE,
    csharp::LANGUAGE,
    dart::LANGUAGE,
];

/// A sample in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct SampleView {
    /// The name in `codegen.toml`, which is that of its folder too.
    pub language: &'static str,
    pub label: &'static str,
    pub lang: &'static str,
    /// `None` where the code is no file of its own, but part of another one.
    pub extension: Option<&'static str>,
    /// Without a newline at its end.
    pub code: String,
}

/// The generated client's: what its samples are shown as.
const RUST: &str = "rust";

/// Returns the name of a language for a highlighter.
pub(super) fn highlighter(config: LanguageConfig) -> &'static str {
    let mut languages = LANGUAGES.iter();
    languages
        .find(|language| language.config == config)
        .map_or(RUST, |language| language.lang)
}

impl SampleView {
    fn rust(code: String) -> Self {
        Self {
            language: LanguageConfig::Rust.name(),
            label: "Rust",
            lang: RUST,
            extension: None,
            code: code.trim_end_matches('\n').to_owned(),
        }
    }
}

/// Writes the samples of a request, in the order of `wanted`. `rust` is the one
/// for the generated client. A language that cannot send the request has none.
pub(super) fn samples(
    wanted: &[LanguageConfig],
    templates: &Templates,
    request: &RequestSample,
    answer: Answer,
    rust: Option<String>,
) -> Vec<SampleView> {
    let mut rust = rust.filter(|code| !code.is_empty());
    let mut samples = Vec::new();
    for config in wanted {
        match LANGUAGES.iter().find(|language| language.config == *config) {
            Some(language) => samples.extend(language.sample(templates, request, answer)),
            // The one language that is not in the table.
            None => samples.extend(rust.take().map(SampleView::rust)),
        }
    }
    samples
}

impl Language {
    fn sample(&self, templates: &Templates, request: &RequestSample, answer: Answer) -> Option<SampleView> {
        let code = match &self.print {
            Print::Shell => shell::curl(request),
            Print::Template { name, encoder } if can_be_written(encoder, request) => {
                templates.code(name, &RequestView::new(request, answer, encoder))
            }
            Print::Template { .. } => return None,
        };
        Some(SampleView {
            language: self.config.name(),
            label: self.label,
            lang: self.lang,
            extension: Some(self.extension),
            code,
        })
    }
}

/// Libraries write forms, and no other bodies in parts.
fn can_be_written(encoder: &Encoder, request: &RequestSample) -> bool {
    let other_parts = request.body.as_ref().is_some_and(|body| {
        body.kind == MediaKind::Multipart && (body.media_type != "multipart/form-data" || body.parts.is_empty())
    });
    !other_parts && (encoder.sends)(request)
}

#[cfg(test)]
mod tests;
