//! Writes the events of Markdown as Markdown again, without what is unsafe in rustdoc.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::text::{self, Links};

/// How deep quotes and lists are indented. What is deeper is written at this depth.
const MAX_DEPTH: usize = 8;

/// Writes `events`.
pub(super) fn write<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut writer = Writer {
        fresh: true,
        line_start: true,
        ..Writer::default()
    };
    for event in events {
        writer.event(event);
    }
    writer.out.trim_end().to_owned()
}

#[derive(Debug, Default)]
struct Writer {
    out: String,
    /// What each line begins with, by quote and item.
    prefixes: Vec<String>,
    /// Whether a block can begin where we are.
    fresh: bool,
    /// Whether text here would begin a line.
    line_start: bool,
    /// The numbers of the lists around us; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The links around us: the target, where it is one that we keep.
    links: Vec<Option<String>>,
    /// The lines of the code block around us.
    code: Option<String>,
    /// Whether we are in a link that is written by its target alone.
    hidden: bool,
    in_heading: bool,
    in_table: bool,
    columns: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => self.code_span(&code),
            // HTML is text here.
            Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak => self.line_break(""),
            Event::HardBreak => self.line_break("\\"),
            Event::Rule => {
                self.block();
                self.raw("* * *");
            }
            // Not enabled in the parser.
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block(),
            Tag::Heading { .. } => {
                self.block();
                self.raw("**");
                self.in_heading = true;
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.indent("> ", "> ");
            }
            Tag::CodeBlock(kind) => {
                self.block();
                self.code = Some(String::new());
                // The language is the document's; ours is always `text`.
                let (CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) = kind;
            }
            Tag::List(first) => {
                self.block();
                self.fresh = true;
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Table(alignments) => {
                self.block();
                self.in_table = true;
                self.columns = alignments.len();
            }
            Tag::TableRow => self.new_line(),
            Tag::TableCell => self.raw("| "),
            Tag::Emphasis => self.raw("*"),
            Tag::Strong if !self.in_heading => self.raw("**"),
            Tag::Link {
                link_type, dest_url, ..
            } => self.link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.link(LinkType::Inline, &dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.raw("**");
                self.in_heading = false;
            }
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.prefixes.pop();
                self.fresh = false;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.fresh = false;
            }
            TagEnd::Table => self.in_table = false,
            TagEnd::TableHead => {
                self.raw("|");
                self.new_line();
                let delimiters = "| --- ".repeat(self.columns);
                self.raw(&delimiters);
                self.raw("|");
            }
            TagEnd::TableRow => self.raw("|"),
            TagEnd::TableCell => self.raw(" "),
            TagEnd::Emphasis => self.raw("*"),
            TagEnd::Strong if !self.in_heading => self.raw("**"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    /// Goes to where a block can begin: after an empty line.
    fn block(&mut self) {
        if !self.fresh {
            self.new_line();
            self.new_line();
        }
        self.fresh = false;
        self.line_start = true;
    }

    fn new_line(&mut self) {
        let trimmed = self.out.trim_end_matches(' ').len();
        self.out.truncate(trimmed);
        self.out.push('\n');
        for prefix in &self.prefixes {
            self.out.push_str(prefix);
        }
        self.line_start = true;
    }

    fn line_break(&mut self, end: &str) {
        if self.hidden {
            return;
        }
        if self.in_heading || self.in_table {
            self.raw(" ");
            return;
        }
        self.out.push_str(end);
        self.new_line();
    }

    /// Writes what we know to be Markdown.
    fn raw(&mut self, markdown: &str) {
        if self.hidden {
            return;
        }
        self.out.push_str(markdown);
        self.line_start = false;
        self.fresh = false;
    }

    fn text(&mut self, text: &str) {
        if self.hidden {
            return;
        }
        let links = match self.links.is_empty() {
            true => Links::Wrap,
            false => Links::Keep,
        };
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break("");
            }
            // Spaces at the start of a line could make it code.
            let line = if self.line_start { line.trim_start() } else { line };
            if line.is_empty() {
                continue;
            }
            text::escape(line, self.line_start, links, &mut self.out);
            self.line_start = false;
            self.fresh = false;
        }
    }

    fn code_span(&mut self, code: &CowStr<'_>) {
        let span = super::code(code);
        match self.in_table {
            true => self.raw(&span.replace('|', "\\|")),
            false => self.raw(&span),
        }
    }

    /// Writes a code block whose fence is longer than any in it.
    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let fence = "`".repeat(text::longest_run(&code, '`').max(2) + 1);
        self.raw(&format!("{fence}text"));
        for line in code.trim_end().split('\n') {
            self.new_line();
            self.out.push_str(line);
        }
        self.new_line();
        self.raw(&fence);
    }

    fn item(&mut self) {
        if !self.fresh {
            self.new_line();
        }
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        let spaces = " ".repeat(marker.len());
        self.indent(&marker, &spaces);
    }

    /// Begins a quote or an item: `first` here, `others` before each of its further lines.
    fn indent(&mut self, first: &str, others: &str) {
        if self.prefixes.len() < MAX_DEPTH {
            self.out.push_str(first);
            self.prefixes.push(others.to_owned());
        } else {
            self.prefixes.push(String::new());
        }
        self.fresh = true;
        self.line_start = true;
    }

    fn link(&mut self, link_type: LinkType, target: &str) {
        let is_kept = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme));
        let target = is_kept.then(|| encode_target(target));
        // A link cannot hold another, as text around an image can.
        let target = target.filter(|_| self.links.iter().all(Option::is_none));
        match (&target, link_type) {
            (Some(target), LinkType::Autolink) => {
                let link = format!("<{target}>");
                self.raw(&link);
                self.hidden = true;
            }
            (Some(_), _) => self.raw("["),
            (None, _) => {}
        }
        self.links.push(target);
    }

    fn end_link(&mut self) {
        let target = self.links.pop().flatten();
        if std::mem::take(&mut self.hidden) {
            return;
        }
        if let Some(target) = target {
            self.raw(&format!("](<{target}>)"));
        }
    }
}

/// Escapes what would end the target of a link.
fn encode_target(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for character in target.chars() {
        match character {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '`' => out.push_str("%60"),
            _ if character.is_whitespace() => out.push_str("%20"),
            _ => out.push(character),
        }
    }
    out
}
