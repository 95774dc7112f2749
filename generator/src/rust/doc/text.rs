//! Plain text inside Markdown: what is removed from it, what is escaped in it.

/// What becomes of a URL in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// `<https://…>`
    Wrap,
    /// As it stands: a link cannot hold another.
    Keep,
}

/// Removes what no comment may hold: control characters, and those that change
/// the direction of text, which rustc denies. Every line ends with `\n`, every
/// tab is four spaces.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\n' => out.push('\n'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}

/// Removes the same, and joins the lines.
pub(super) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Counts the longest run of `character`.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for other in text.chars() {
        run = if other == character { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Writes one line of text so that it reads as itself. `line_start` tells
/// whether it begins a line, where more characters have a meaning.
pub(super) fn escape(line: &str, line_start: bool, links: Links, out: &mut String) {
    let mut rest = line;
    let mut line_start = line_start;
    while links == Links::Wrap
        && let Some((before, url, after)) = split_url(rest)
    {
        escape_characters(before, line_start, out);
        out.push('<');
        out.push_str(url);
        out.push('>');
        rest = after;
        line_start = false;
    }
    escape_characters(rest, line_start, out);
}

/// Finds the first URL in `text`; punctuation at its end belongs to the sentence.
fn split_url(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text[start..].starts_with(scheme));
        let Some(scheme) = scheme else {
            from = start + "http".len();
            continue;
        };
        let end = text[start..]
            .find(|character: char| character.is_whitespace() || "<>\"`{}|\\^".contains(character))
            .map_or(text.len(), |length| start + length);
        let url = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_', '~']);
        if url.len() > scheme.len() {
            return Some((&text[..start], url, &text[start + url.len()..]));
        }
        from = start + scheme.len();
    }
}

fn escape_characters(text: &str, line_start: bool, out: &mut String) {
    let mut previous: Option<char> = None;
    let mut only_digits = line_start;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let is_first = line_start && previous.is_none();
        let is_special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => true,
            // Inside a word it is only itself: `user_id`.
            '_' => !(previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '#' | '+' | '-' | '=' | ':' => is_first,
            // `1.` would begin a list.
            '.' | ')' => only_digits && previous.is_some(),
            _ => false,
        };
        only_digits = only_digits && character.is_ascii_digit();
        if is_special {
            out.push('\\');
        }
        out.push(character);
        previous = Some(character);
    }
}
