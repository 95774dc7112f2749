//! Writes text so that each place in a generated page reads it back unchanged:
//! prose, table cells, code spans, fences, attributes and front matter.
//!
//! These are the filters of the templates. Each place has its own; what is
//! right in one is wrong in the next.

use super::markdown;

/// Filter `mdx`: Markdown of a document as blocks of MDX.
pub(super) fn mdx(markdown: &str) -> String {
    markdown::blocks(markdown)
}

/// Filter `cell`: Markdown of a document as one line, for a cell of a table.
pub(super) fn cell(markdown: &str) -> String {
    pipes(&markdown::line(markdown))
}

/// Filter `text`: plain text, such as a title, as one line of prose.
pub(super) fn text(text: &str) -> String {
    plain(&single_line(text))
}

/// What a template prints without a filter: plain text that stays text in prose,
/// in a cell and in an attribute.
pub(super) fn anywhere(text: &str) -> String {
    plain(&single_line(text)).replace('|', "&#124;").replace('"', "&quot;")
}

/// Filter `code`: a code span.
pub(super) fn code(text: &str) -> String {
    code_span(&single_line(text))
}

/// Filter `code_cell`: a code span in a cell of a table.
pub(super) fn code_cell(text: &str) -> String {
    pipes(&code(text))
}

/// Filter `fence`: a fenced code block with its info string.
pub(super) fn fence(text: &str, info: &str) -> String {
    fenced(text, info)
}

/// Filter `attribute`: the inside of a double-quoted JSX attribute.
pub(super) fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in single_line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Filter `address`: the address of a link, percent-encoded (RFC 3986 section
/// 2.1) where Markdown or an address has a sign of its own.
pub(super) fn address(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_alphanumeric() || "-._~/:@!,;=+".contains(character) => address.push(character),
            _ => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    address.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    address
}

/// Filter `yaml`: a value of the front matter, quoted as JSON quotes it.
pub(super) fn yaml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            // YAML prints fewer characters than JSON does (YAML 1.2 section 5.1).
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Escapes plain text for prose of CommonMark and MDX. Lines stay lines.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            escaped.push('\n');
        }
        plain_line(line, &mut escaped);
    }
    escaped
}

fn plain_line(line: &str, escaped: &mut String) {
    // Four spaces would be code in CommonMark, and are nothing in MDX.
    let trimmed = line.trim_start();
    if trimmed.len() < line.len() {
        escaped.push(' ');
    }
    let number = trimmed.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let list_sign = trimmed.len() - number.len();
    let mut previous = None;
    for (at, character) in trimmed.char_indices() {
        let next = trimmed[at + character.len_utf8()..].chars().next();
        let alphanumeric = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        match character {
            '`' => escaped.push_str("&#96;"),
            '\\' | '*' | '{' | '}' | '[' | ']' | '<' | '$' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '_' if !(alphanumeric(previous) && alphanumeric(next)) => escaped.push_str("\\_"),
            '&' => escaped.push_str("&amp;"),
            // Signs that make a heading, a list, a quote or a rule at the start of a line.
            '#' | '+' | '-' | '=' | '>' | ':' if at == 0 => {
                escaped.push('\\');
                escaped.push(character);
            }
            // In a cell, the backslash of an escape would be escaped itself.
            '|' if at == 0 => escaped.push_str("&#124;"),
            '.' | ')' if at == list_sign && at > 0 => {
                escaped.push('\\');
                escaped.push(character);
            }
            // `import` and `export` begin code in MDX.
            'i' if at == 0 && trimmed.starts_with("import") => escaped.push_str("&#105;"),
            'e' if at == 0 && trimmed.starts_with("export") => escaped.push_str("&#101;"),
            '\0' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
        previous = Some(character);
    }
}

/// Writes a code span around any text.
pub(super) fn code_span(text: &str) -> String {
    if text.trim().is_empty() {
        return "` `".to_owned();
    }
    let marks = "`".repeat(longest_run(text) + 1);
    let padded = text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
    let pad = if padded { " " } else { "" };
    format!("{marks}{pad}{text}{pad}{marks}")
}

/// Writes a fenced code block around any text.
pub(super) fn fenced(text: &str, info: &str) -> String {
    let marks = "`".repeat((longest_run(text) + 1).max(3));
    format!("{marks}{info}\n{}\n{marks}", text.trim_end_matches('\n'))
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes what ends a cell (GitHub Flavored Markdown 4.10): code spans do not protect it.
///
/// A backslash of a code span would take the escape for itself, and end the
/// cell: a word joiner, which nobody sees, keeps the two apart.
fn pipes(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 4);
    let mut backslashes = 0;
    for character in text.chars() {
        if character == '|' {
            if backslashes % 2 == 1 {
                escaped.push('\u{2060}');
            }
            escaped.push('\\');
        }
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
pub(crate) mod tests;
