//! What the encoders share: a JSON value becomes a literal over several lines,
//! and a text a quoted string.

use serde_json::{Number, Value};

/// How many columns a list of scalars may take on one line.
const WIDTH: usize = 80;

/// How a language with literals for lists and maps writes them.
pub(super) struct Literals {
    /// What each level is indented by.
    pub step: &'static str,
    pub null: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub list: [&'static str; 2],
    pub map: [&'static str; 2],
    pub empty_map: &'static str,
    /// Whether a comma stands behind the last of several lines too.
    pub trailing_comma: bool,
    /// Writes a key, with what stands between it and its value.
    pub key: fn(&str) -> String,
    pub string: fn(&str) -> String,
    pub number: fn(&Number) -> String,
}

impl Literals {
    /// Writes `value`; lines after the first begin with `indent`.
    pub fn literal(&self, value: &Value, indent: &str) -> String {
        let mut text = String::new();
        self.write(value, indent, 0, &mut text);
        text
    }

    /// Writes `value`, before which `column` columns of the line are taken.
    fn write(&self, value: &Value, indent: &str, column: usize, text: &mut String) {
        let inner = format!("{indent}{}", self.step);
        match value {
            Value::Array(items) if !items.is_empty() => {
                if let Some(line) = self.one_line(items, indent.len() + column) {
                    text.push_str(&line);
                    return;
                }
                text.push_str(self.list[0]);
                for (index, item) in items.iter().enumerate() {
                    text.push_str(&format!("\n{inner}"));
                    self.write(item, &inner, 0, text);
                    text.push_str(self.comma(index + 1 == items.len()));
                }
                text.push_str(&format!("\n{indent}{}", self.list[1]));
            }
            Value::Object(map) if !map.is_empty() => {
                text.push_str(self.map[0]);
                for (index, (key, value)) in map.iter().enumerate() {
                    let key = (self.key)(key);
                    text.push_str(&format!("\n{inner}{key}"));
                    self.write(value, &inner, key.len(), text);
                    text.push_str(self.comma(index + 1 == map.len()));
                }
                text.push_str(&format!("\n{indent}{}", self.map[1]));
            }
            Value::Array(_) => text.push_str(&self.list.concat()),
            Value::Object(_) => text.push_str(self.empty_map),
            scalar => text.push_str(&self.scalar(scalar)),
        }
    }

    fn comma(&self, is_last: bool) -> &'static str {
        if is_last && !self.trailing_comma { "" } else { "," }
    }

    /// Writes a list of scalars on one line, if it fits behind `taken` columns.
    fn one_line(&self, items: &[Value], taken: usize) -> Option<String> {
        if items.iter().any(|item| item.is_array() || item.is_object()) {
            return None;
        }
        let items: Vec<String> = items.iter().map(|item| self.scalar(item)).collect();
        let line = format!("{}{}{}", self.list[0], items.join(", "), self.list[1]);
        (taken + line.chars().count() < WIDTH).then_some(line)
    }

    fn scalar(&self, value: &Value) -> String {
        match value {
            Value::Bool(true) => self.yes.to_owned(),
            Value::Bool(false) => self.no.to_owned(),
            Value::Number(number) => (self.number)(number),
            Value::String(text) => (self.string)(text),
            Value::Null | Value::Array(_) | Value::Object(_) => self.null.to_owned(),
        }
    }
}

/// Returns a text itself, and any other value as JSON: what stands for it where a
/// language has no literals for lists and maps.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => format!("{other:#}"),
    }
}

/// Writes a number as JSON does, which many languages read alike.
pub(super) fn number(number: &Number) -> String {
    number.to_string()
}

/// Writes `text` between two `quote`s, with the escapes that C's descendants
/// share. `also` are further signs to escape; `code` writes a character that
/// nobody would see.
pub(super) fn quoted(text: &str, quote: char, also: &[char], code: fn(char) -> String) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\\' => quoted.push_str("\\\\"),
            _ if character == quote || also.contains(&character) => {
                quoted.push('\\');
                quoted.push(character);
            }
            _ if is_hidden(character) => quoted.push_str(&code(character)),
            _ => quoted.push(character),
        }
    }
    quoted.push(quote);
    quoted
}

/// Writes `\u1234`, or `\U0001f980` beyond that.
pub(super) fn unicode(character: char) -> String {
    match u32::from(character) {
        code @ 0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// Writes `\u{1f980}`.
pub(super) fn braced(character: char) -> String {
    format!("\\u{{{:x}}}", u32::from(character))
}

/// Tells whether a reader of code would not see the character, or would see
/// others in a false order: what is read must be what runs.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}
