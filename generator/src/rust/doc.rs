//! Turns Markdown of a document into Markdown that is safe in rustdoc.
//!
//! The text is parsed and written anew from its events, so that the result
//! holds only what this module writes. Invariant: whatever the text, nothing in
//! the result is compiled as a doctest, is HTML, or is a link that rustdoc
//! cannot resolve.

mod text;
mod writer;

#[cfg(test)]
mod tests;

use pulldown_cmark::{Options, Parser, TextMergeStream};

/// Neutralizes `markdown` of a document for rustdoc.
pub(crate) fn neutralize(markdown: &str) -> String {
    let clean = text::clean(markdown);
    let events = TextMergeStream::new(Parser::new_ext(&clean, Options::ENABLE_TABLES));
    writer::write(events)
}

/// Neutralizes plain text (a name, a title) for a place inside a line of Markdown.
pub(crate) fn plain(text: &str) -> String {
    let line = text::one_line(text);
    let mut out = String::with_capacity(line.len());
    text::escape(line.trim(), true, text::Links::Wrap, &mut out);
    out
}

/// Writes `text` as a code span, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    let line = text::one_line(text);
    if line.trim().is_empty() {
        return "(empty)".to_owned();
    }
    let fence = "`".repeat(text::longest_run(&line, '`') + 1);
    // A space inside each fence is not part of the code, and is needed beside a backtick.
    let pad = if line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// Splits documentation into the values of its `#[doc]` attributes: each line begins with a space, as `///` has it.
pub(crate) fn lines(markdown: &str) -> Vec<String> {
    markdown
        .trim_end()
        .lines()
        .map(|line| match line.trim_end() {
            "" => String::new(),
            line => format!(" {line}"),
        })
        .collect()
}
