//! Lays out the JSON inside of `json!(…)`, which `prettyplease` prints as the
//! mere tokens of a macro: `{ "a" : 1 }` on one line becomes `{ "a": 1 }`, or
//! lines of its own where it is long.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Values up to this many columns stay on one line.
const WIDTH: usize = 60;
/// How a call of the macro begins.
const CALL: &str = "json!(";

/// Lays out every call of `json!` in the statements `text`; anything else stays as it is.
pub(super) fn laid_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = find_call(rest) {
        let (before, inside) = rest.split_at(start);
        let end = end_of_group(inside);
        let line = [out.as_str(), before].concat();
        let line = line.rsplit('\n').next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        out.push_str(before);
        match inside[..end].parse::<TokenStream>() {
            Ok(tokens) => value(&tokens.into_iter().collect::<Vec<_>>(), indent, &mut out),
            Err(_) => out.push_str(&inside[..end]),
        }
        rest = &inside[end..];
    }
    out.push_str(rest);
    out
}

/// Finds what follows the next `json!(` outside of a string.
fn find_call(text: &str) -> Option<usize> {
    let mut strings = Strings::default();
    text.char_indices().find_map(|(index, char)| {
        let is_code = !strings.holds(char);
        (is_code && text[index..].starts_with(CALL)).then_some(index + CALL.len())
    })
}

/// Finds the parenthesis that closes the call whose inside begins `text`.
fn end_of_group(text: &str) -> usize {
    let mut strings = Strings::default();
    let mut depth = 0_usize;
    for (index, char) in text.char_indices() {
        match char {
            _ if strings.holds(char) => {}
            '(' => depth += 1,
            ')' if depth == 0 => return index,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Tells strings from code, character by character.
#[derive(Default)]
struct Strings {
    open: bool,
    escaped: bool,
}

impl Strings {
    /// Takes the next character, and tells whether it belongs to a string.
    fn holds(&mut self, char: char) -> bool {
        match (self.open, char) {
            (true, _) if self.escaped => self.escaped = false,
            (true, '\\') => self.escaped = true,
            (_, '"') => {
                self.open = !self.open;
                return true;
            }
            _ => {}
        }
        self.open
    }
}

/// Writes a value that begins in a line of this indentation.
fn value(tokens: &[TokenTree], indent: usize, out: &mut String) {
    let short = compact(tokens);
    match tokens {
        [TokenTree::Group(group)] if short.len() > WIDTH => {
            let (open, close) = match group.delimiter() {
                Delimiter::Bracket => ("[", "]"),
                _ => ("{", "}"),
            };
            out.push_str(open);
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            for item in inside
                .split(|token| is_punct(token, ','))
                .filter(|item| !item.is_empty())
            {
                out.push('\n');
                out.push_str(&" ".repeat(indent + super::INDENT));
                let mut item = item;
                if let [key, colon, rest @ ..] = item
                    && is_punct(colon, ':')
                {
                    out.push_str(&key.to_string());
                    out.push_str(": ");
                    item = rest;
                }
                value(item, indent + super::INDENT, out);
                out.push(',');
            }
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            out.push_str(close);
        }
        _ => out.push_str(&short),
    }
}

/// Writes a value on one line.
fn compact(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let inside = compact(&inside);
                match group.delimiter() {
                    Delimiter::Bracket => out.push_str(&format!("[{inside}]")),
                    _ if inside.is_empty() => out.push_str("{}"),
                    _ => out.push_str(&format!("{{ {inside} }}")),
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '-' => out.push('-'),
            TokenTree::Punct(punct) => {
                out.push(punct.as_char());
                out.push(' ');
            }
            other => out.push_str(&other.to_string()),
        }
    }
    out
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    #[test]
    fn short_values_stay_on_their_line() {
        let text = r#"a(json!({ "plan" : 1, "of" : [- 1, { }, "json!({ \"x\" : 1 })"] }), "b" );"#;
        let expected = r#"a(json!({ "plan": 1, "of": [-1, {}, "json!({ \"x\" : 1 })"] }), "b" );"#;
        assert_eq!(laid_out(text), expected);
    }

    #[test]
    fn long_values_have_a_line_for_each_item() {
        let text = "a {\n    b: json!({ \"text\" : \"a text that does not fit into a line of its own, really\", \"c\" : [1, 2] }),\n}\n";
        let expected = "\
a {
    b: json!({
        \"text\": \"a text that does not fit into a line of its own, really\",
        \"c\": [1, 2],
    }),
}
";
        assert_eq!(laid_out(text), expected);
    }
}
