//! Ruby, by `net/http` of its standard library, as RuboCop lays it out.

use super::encode::{self, Literals, braced, quoted};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Ruby,
    label: "Ruby",
    lang: "ruby",
    extension: "rb",
    print: Print::Template {
        name: "samples/ruby.rb",
        encoder: Encoder {
            literal: |value, indent| LITERALS.literal(value, indent),
            keeps: |_| true,
            sends: |_| true,
        },
    },
};

const LITERALS: Literals = Literals {
    step: "  ",
    null: "nil",
    yes: "true",
    no: "false",
    list: ["[", "]"],
    map: ["{", "}"],
    empty_map: "{}",
    trailing_comma: false,
    key,
    string,
    number: encode::number,
};

/// A hash sign begins an interpolation before `{`, `$` and `@` alone.
fn string(text: &str) -> String {
    quoted(text, '"', &[], braced)
        .replace("#{", "\\#{")
        .replace("#$", "\\#$")
        .replace("#@", "\\#@")
}

/// A symbol, as most programs have it, or a text where the symbol would have to
/// be quoted: the JSON is the same.
fn key(name: &str) -> String {
    let is_symbol = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_');
    match is_symbol {
        true => format!("{name}: "),
        false => format!("{} => ", string(name)),
    }
}
