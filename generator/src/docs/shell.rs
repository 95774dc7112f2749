//! Prints a sample request as a cURL command that any POSIX shell reads back
//! to exactly that request.

use serde_json::Value;

use crate::ir::MediaKind;
use crate::sample::{BodySample, PartSample, RequestSample, Text};

/// What stands before each further line.
const INDENT: &str = "     ";

/// Returns the command as it is printed, placeholders displayed.
pub(super) fn curl(sample: &RequestSample) -> String {
    command(sample, Text::display)
}

fn command(sample: &RequestSample, render: impl Fn(&Text) -> String) -> String {
    let url = render(&sample.url());
    let mut first = String::from("curl");
    if sample.redirects {
        // The answer is in its headers.
        first.push_str(" -i");
    }
    if url.contains(['[', ']', '{', '}']) {
        // cURL takes these for patterns otherwise.
        first.push_str(" -g");
    }
    match (sample.method.as_str(), &sample.body) {
        ("GET", None) => {}
        ("HEAD", _) => first.push_str(" --head"),
        (method, _) => {
            first.push_str(" -X ");
            first.push_str(&word(method));
        }
    }
    first.push(' ');
    first.push_str(&word(&url));
    let mut lines = vec![first];
    for (name, value) in &sample.headers {
        let value = render(value);
        // `Name:` would remove the header; `Name;` sends it empty.
        let header = match value.is_empty() {
            true => format!("{name};"),
            false => format!("{name}: {value}"),
        };
        lines.push(format!("-H {}", word(&header)));
    }
    if let Some(body) = &sample.body {
        lines.extend(data(body));
    }
    lines.join(&format!(" \\\n{INDENT}"))
}

/// The options that carry the body.
fn data(body: &BodySample) -> Vec<String> {
    match (body.kind, &body.value) {
        (MediaKind::Json, value) => vec![format!("--data {}", word(&json(value)))],
        (MediaKind::Form, _) => vec![format!("--data {}", word(&body.form()))],
        (MediaKind::Text, Value::String(text)) => vec![format!("--data-raw {}", word(text))],
        (MediaKind::Multipart, _) => body.parts.iter().map(part).collect(),
        (MediaKind::Text | MediaKind::Events, value) => vec![format!("--data-raw {}", word(&value.to_string()))],
        (MediaKind::Binary | MediaKind::Lines, _) => vec!["--data-binary @body.bin".to_owned()],
    }
}

/// The option that carries a part. The type of plain text goes without saying.
fn part(part: &PartSample) -> String {
    let PartSample {
        name,
        text,
        content_type,
        file_name,
    } = part;
    let value = match (file_name, content_type) {
        (Some(file_name), Some(content_type)) => format!("{name}=@{file_name};type={content_type}"),
        (Some(file_name), None) => format!("{name}=@{file_name}"),
        // cURL reads a quoted text up to the quote, whatever is in it.
        (None, Some(content_type)) => {
            let text = text.replace('\\', r"\\").replace('"', r#"\""#);
            format!("{name}=\"{text}\";type={content_type}")
        }
        (None, None) => return format!("--form-string {}", word(&format!("{name}={text}"))),
    };
    format!("-F {}", word(&value))
}

/// Prints JSON with an indent of two spaces.
pub(super) fn json(value: &Value) -> String {
    format!("{value:#}")
}

/// Writes one word of a command line: bare where nothing in it is special, in
/// double quotes where nothing is special there, in single quotes otherwise.
pub(super) fn word(text: &str) -> String {
    let bare = |character: char| character.is_ascii_alphanumeric() || "-_./:@%+,=".contains(character);
    if !text.is_empty() && text.chars().all(bare) {
        text.to_owned()
    } else if !text.contains(['$', '`', '"', '\\', '!', '\n']) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
pub(crate) mod tests;
