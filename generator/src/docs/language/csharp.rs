//! C# 11, by the `HttpClient` of .NET, as `dotnet format` lays it out.
//!
//! A body stands in the program as the JSON that it is, in a raw string.

use super::encode::{is_hidden, quoted, text_of, unicode};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;
use crate::sample::RequestSample;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::CSharp,
    label: "C#",
    lang: "csharp",
    extension: "cs",
    print: Print::Template {
        name: "samples/csharp.cs",
        encoder: Encoder {
            literal: |value, indent| string(&text_of(value), indent),
            keeps: |_| true,
            sends,
        },
    },
};

/// Several lines read better in a raw string, whose lines lose the indent of its
/// last one. It has no escapes, and ends with as many quotes as it began with
/// (C# language reference, "Raw string literals").
fn string(text: &str, indent: &str) -> String {
    let is_raw = text.contains('\n') && !text.chars().any(|character| character != '\n' && is_hidden(character));
    if !is_raw {
        return quoted(text, '"', &[], unicode);
    }
    let longest = text.split(|character| character != '"').map(str::len).max();
    let quotes = "\"".repeat(longest.map_or(3, |longest| (longest + 1).max(3)));
    let mut raw = quotes.clone();
    for line in text.split('\n') {
        raw.push('\n');
        if !line.is_empty() {
            raw.push_str(indent);
            raw.push_str(line);
        }
    }
    format!("{raw}\n{indent}{quotes}")
}

/// Headers about a body belong to its content, which is given the media type
/// alone.
fn sends(request: &RequestSample) -> bool {
    const OF_CONTENT: [&str; 3] = ["allow", "expires", "last-modified"];
    request.headers.iter().all(|(name, _)| {
        let name = name.to_ascii_lowercase();
        let is_of_content = name.starts_with("content-") || OF_CONTENT.contains(&name.as_str());
        !is_of_content || name == "content-type" && request.body.is_some()
    })
}
