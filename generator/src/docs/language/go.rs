//! Go, by its own `net/http`, as `gofmt` lays it out.
//!
//! A body stands in the program as the JSON that it is, in a raw string. A map
//! of Go would lose the order of its keys.

use super::encode::{is_hidden, quoted, text_of, unicode};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Go,
    label: "Go",
    lang: "go",
    extension: "go",
    print: Print::Template {
        name: "samples/go.go",
        encoder: Encoder {
            literal: |value, _| string(&text_of(value)),
            keeps: |_| true,
            sends: |_| true,
        },
    },
};

/// Several lines, or many quotes, read better in a raw string. That drops
/// carriage returns and has no escapes, so a backtick ends it (The Go
/// Programming Language Specification, "String literals").
fn string(text: &str) -> String {
    let is_raw = text.contains(['\n', '"', '\\'])
        && !text
            .chars()
            .any(|character| !matches!(character, '\n' | '\t') && is_hidden(character));
    match is_raw {
        true => format!("`{}`", text.replace('`', "` + \"`\" + `")),
        false => quoted(text, '"', &[], unicode),
    }
}
