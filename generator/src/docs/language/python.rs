//! Python, by the package `requests`, in the layout that formatters of Python
//! agree on.

use super::encode::{self, Literals, quoted, unicode};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Python,
    label: "Python",
    lang: "python",
    extension: "py",
    print: Print::Template {
        name: "samples/python.py",
        encoder: Encoder {
            literal: |value, indent| LITERALS.literal(value, indent),
            // `json=None` is no body.
            keeps: |value| !value.is_null(),
            sends: |_| true,
        },
    },
};

const LITERALS: Literals = Literals {
    step: "    ",
    null: "None",
    yes: "True",
    no: "False",
    list: ["[", "]"],
    map: ["{", "}"],
    empty_map: "{}",
    trailing_comma: true,
    key: |name| format!("{}: ", string(name)),
    string,
    number: encode::number,
};

/// Double quotes, unless single ones save escapes.
fn string(text: &str) -> String {
    let count = |quote: char| text.matches(quote).count();
    let quote = if count('"') > count('\'') { '\'' } else { '"' };
    quoted(text, quote, &[], unicode)
}
