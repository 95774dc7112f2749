//! Rewrites the Markdown of a document as Markdown that means the same in MDX:
//! parsed as CommonMark and printed again, with every sign of its text that
//! MDX, tables or mathematics would take for their own written as an escape.
//!
//! Printing from the parsed events, instead of escaping in place, is what makes
//! it safe: no sign of the input reaches the output by any other way.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::escape::{code, code_span, fenced, plain};
use super::html;

/// Containers within containers are printed this deep; deeper ones are opened.
const DEEPEST: usize = 12;

/// Prints `markdown` as blocks.
pub(super) fn blocks(markdown: &str) -> String {
    print(markdown, false)
}

/// Prints `markdown` as one line.
pub(super) fn line(markdown: &str) -> String {
    print(markdown, true)
}

fn print(markdown: &str, flat: bool) -> String {
    let mut printer = Printer {
        flat,
        frames: vec![Frame::new(Kind::Root)],
    };
    for event in TextMergeStream::new(Parser::new_ext(markdown, Options::empty())) {
        printer.event(event);
    }
    while printer.frames.len() > 1 {
        printer.close();
    }
    printer.frames.pop().map(|frame| frame.finish(flat)).unwrap_or_default()
}

struct Printer {
    flat: bool,
    frames: Vec<Frame>,
}

/// What is open: its finished blocks, and the line that is being written.
struct Frame {
    kind: Kind,
    blocks: Vec<String>,
    inline: String,
    /// Text that is not escaped yet: pieces that meet are escaped as one.
    pending: String,
}

enum Kind {
    Root,
    Paragraph,
    Heading,
    Quote,
    /// The number of the next item, where items are numbered.
    List(Option<u64>),
    Item,
    Code(String),
    Html,
    Emphasis,
    Strong,
    Link(String),
    /// A tag without a mark of its own.
    Open,
}

impl Frame {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            inline: String::new(),
            pending: String::new(),
        }
    }

    /// Escapes the text so far.
    fn settle(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        self.inline.push_str(&plain(&pending));
    }

    /// Ends the line that is being written: it becomes a block.
    fn flush(&mut self) {
        self.settle();
        let inline = std::mem::take(&mut self.inline);
        let inline = inline.trim_matches(|character: char| character == '\n' || character == ' ');
        if !inline.is_empty() {
            self.blocks.push(no_code(inline));
        }
    }

    fn is_at_start(&self) -> bool {
        self.inline.is_empty() && self.pending.is_empty()
    }

    fn finish(mut self, flat: bool) -> String {
        self.flush();
        self.blocks.join(if flat { " " } else { "\n\n" })
    }
}

impl Printer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.inline(&code_span(&code)),
            Event::Html(text) | Event::InlineHtml(text) => {
                let text = html::visible(&text);
                self.text(&text);
            }
            Event::SoftBreak => self.inline(if self.flat { " " } else { "\n" }),
            Event::HardBreak => self.inline(if self.flat { " " } else { "\\\n" }),
            Event::Rule if self.flat => {}
            Event::Rule => self.block("***".to_owned()),
            // Nothing else comes of a parser without extensions.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let deep = self.frames.len() > DEEPEST;
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { .. } => Kind::Heading,
            Tag::CodeBlock(kind) => Kind::Code(language(&kind)),
            Tag::HtmlBlock => Kind::Html,
            Tag::BlockQuote(_) if !deep => Kind::Quote,
            Tag::List(start) if !deep => Kind::List(start),
            Tag::Item if !deep => Kind::Item,
            Tag::Emphasis if !deep => Kind::Emphasis,
            Tag::Strong if !deep => Kind::Strong,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } if !deep => Kind::Link(dest_url.into_string()),
            _ => Kind::Open,
        };
        self.frames.push(Frame::new(kind));
    }

    fn end(&mut self, _: TagEnd) {
        if self.frames.len() > 1 {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        let flat = self.flat;
        match std::mem::replace(&mut frame.kind, Kind::Open) {
            Kind::Emphasis => self.inline(&marked("*", &frame.finish(true))),
            Kind::Strong => self.inline(&marked("**", &frame.finish(true))),
            Kind::Link(target) => {
                let text = frame.finish(true);
                self.inline(&link(&text, &target));
            }
            Kind::Code(_) if flat => self.block(code(&frame.inline)),
            Kind::Code(language) => self.block(fenced(&frame.inline, &language)),
            Kind::Heading => self.block(marked("**", &frame.finish(true))),
            Kind::Quote if !flat => self.block(prefixed(&frame.finish(false), "> ", "> ")),
            Kind::Item => self.item(&frame.finish(flat)),
            Kind::List(_) => {
                frame.flush();
                self.block(frame.blocks.join(if flat { " " } else { "\n" }));
            }
            Kind::Open if self.frames.last().is_some_and(|parent| !parent.is_at_start()) => {
                self.inline(&frame.finish(true));
            }
            Kind::Root | Kind::Paragraph | Kind::Html | Kind::Quote | Kind::Open => self.block(frame.finish(flat)),
        }
    }

    /// Appends an item to its list, the innermost frame.
    fn item(&mut self, text: &str) {
        let flat = self.flat;
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let marker = match &mut frame.kind {
            Kind::List(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        let text = match flat {
            true => text.to_owned(),
            false => prefixed(text, &marker, &" ".repeat(marker.len())),
        };
        frame.blocks.push(text);
    }

    fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        match frame.kind {
            Kind::Code(_) => frame.inline.push_str(text),
            _ => {
                let text = match self.flat {
                    true => text.replace('\n', " "),
                    false => text.to_owned(),
                };
                frame.pending.push_str(&text);
            }
        }
    }

    fn inline(&mut self, text: &str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.settle();
            frame.inline.push_str(text);
        }
    }

    fn block(&mut self, text: String) {
        if let Some(frame) = self.frames.last_mut() {
            frame.flush();
            if !text.is_empty() {
                frame.blocks.push(text);
            }
        }
    }
}

/// A block that begins with `import` or `export` is code in MDX, however its
/// text came together.
fn no_code(block: &str) -> String {
    match block.strip_prefix('i').or_else(|| block.strip_prefix('e')) {
        Some(rest) if block.starts_with("import") => format!("&#105;{rest}"),
        Some(rest) if block.starts_with("export") => format!("&#101;{rest}"),
        _ => block.to_owned(),
    }
}

/// Writes `text` between two marks of emphasis; what is empty needs none.
fn marked(mark: &str, text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!("{mark}{text}{mark}"),
    }
}

/// Writes a link, or its text alone where the target is no place to send a reader to.
fn link(text: &str, target: &str) -> String {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let safe = match scheme.as_deref() {
        Some("http" | "https" | "mailto") => true,
        Some(scheme) => scheme.contains(['/', '#', '?']),
        None => true,
    };
    if !safe || target.is_empty() || text.is_empty() {
        return text.to_owned();
    }
    let mut encoded = String::with_capacity(target.len());
    for character in target.chars() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' => encoded.push(character),
            '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '&' | '+' | ',' | ';' | '=' | '%' => {
                encoded.push(character);
            }
            _ => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    // `&amp;` in a target would be read as an entity.
    format!("[{text}]({})", encoded.replace('&', "&amp;"))
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else {
        return String::new();
    };
    first_word(info)
}

fn first_word(info: &CowStr<'_>) -> String {
    info.chars()
        .take_while(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '+' | '#'))
        .collect()
}

/// Writes `first` before the first line and `rest` before the others.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut prefixed = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            prefixed.push('\n');
        }
        let prefix = if index == 0 { first } else { rest };
        prefixed.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        prefixed.push_str(line);
    }
    prefixed
}
