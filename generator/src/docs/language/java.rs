//! Java, by the `java.net.http` that is part of it since version 11, with text
//! blocks, as google-java-format lays out in the AOSP style.
//!
//! The JDK has no JSON, so a body stands in the program as the JSON that it is.

use super::encode::{is_hidden, quoted, text_of};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;
use crate::sample::RequestSample;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Java,
    label: "Java",
    lang: "java",
    extension: "java",
    print: Print::Template {
        name: "samples/java.java",
        encoder: Encoder {
            literal: |value, indent| string(&text_of(value), indent),
            keeps: |_| true,
            sends,
        },
    },
};

/// Several lines read better in a text block.
fn string(text: &str, indent: &str) -> String {
    match text.contains('\n') && stands_in_block(text) {
        true => block(text, indent),
        false => quoted(text, '"', &[], unicode),
    }
}

/// A block loses the indent that all of its lines share, and white space at the
/// ends of lines (JLS section 3.10.6).
fn stands_in_block(text: &str) -> bool {
    let is_plain = |line: &str| line == line.trim_end() && !line.chars().any(is_hidden);
    text.starts_with(|first: char| !first.is_whitespace()) && text.split('\n').all(is_plain)
}

fn block(text: &str, indent: &str) -> String {
    let mut block = String::from("\"\"\"");
    for line in text.split('\n') {
        block.push('\n');
        if !line.is_empty() {
            block.push_str(indent);
            block.push_str(&line.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\""));
        }
    }
    if text.ends_with('\n') {
        block.push_str(indent);
    } else if block.ends_with('"') {
        block.insert(block.len() - 1, '\\');
    }
    block.push_str("\"\"\"");
    block
}

/// Units of UTF-16, which are read before anything else in a program (JLS
/// section 3.3); so none of them may be an end of line, and none is.
fn unicode(character: char) -> String {
    let mut units = [0; 2];
    character
        .encode_utf16(&mut units)
        .iter()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect()
}

/// Some headers are the client's own (`jdk.httpclient.allowRestrictedHeaders`).
fn sends(request: &RequestSample) -> bool {
    const RESTRICTED: [&str; 5] = ["connection", "content-length", "expect", "host", "upgrade"];
    let mut names = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
    request.method != "CONNECT" && !names.any(|name| RESTRICTED.contains(&name.as_str()))
}
