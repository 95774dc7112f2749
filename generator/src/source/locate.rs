//! Finds the text that a pointer stands for, from the events of a YAML parser,
//! which reads JSON as well. Runs only when diagnostics are printed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::{FileId, Pointer, Source};

/// A place in the text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// In bytes of the text; of one line only.
    pub range: Range<usize>,
}

impl Source {
    /// Finds where `pointer` stands in the text of its file: the value where
    /// it is a scalar, else its key. Where the text has no such place, as when
    /// something is missing, what is around it.
    pub fn locate(&self, pointer: &Pointer) -> Option<Location> {
        self.locate_all(pointer.file(), &[pointer]).pop().flatten()
    }

    /// Finds several pointers of one file in one pass.
    pub(crate) fn locate_all(&self, file: FileId, pointers: &[&Pointer]) -> Vec<Option<Location>> {
        let Some(file) = self.file(file) else {
            return vec![None; pointers.len()];
        };
        let mut walk = Walk::default();
        let ends: Vec<Vec<usize>> = pointers.iter().map(|pointer| walk.want(pointer)).collect();
        walk.read(&file.text);
        let lines = Lines::new(&file.text);
        ends.iter()
            .map(|path| path.iter().rev().find_map(|node| walk.nodes[*node].span))
            .map(|span| span.map(|span| lines.location(span)))
            .collect()
    }
}

/// How many lines are moved to the right before reading is given up.
const MOST_MOVES: usize = 100;
/// How far a line is moved to the right.
const MOVE: usize = 200;

/// A node of the tree of all pointers that are looked for.
#[derive(Default)]
struct Wanted {
    children: BTreeMap<String, usize>,
    span: Option<Place>,
}

/// 1-based line, 0-based column, and length in characters.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
    len: usize,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self {
            line: span.start.line(),
            column: span.start.col(),
            len: span.len(),
        }
    }
}

/// A mapping or sequence that is open.
struct Frame {
    /// The wanted node that it stands for.
    node: Option<usize>,
    state: State,
}

enum State {
    Key,
    Value { key: Option<String>, place: Place },
    Item(usize),
}

struct Walk {
    nodes: Vec<Wanted>,
    frames: Vec<Frame>,
    /// Lines that were moved to the right by [`MOVE`] to be read.
    moved: BTreeSet<usize>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            nodes: vec![Wanted::default()],
            frames: Vec::new(),
            moved: BTreeSet::new(),
        }
    }
}

impl Walk {
    /// Notes the places of what is wanted in `text`.
    ///
    /// Inside brackets this parser wants every line indented, which the reader
    /// of the documents does not: such a line is moved to the right.
    fn read(&mut self, text: &str) {
        let mut shown = Cow::Borrowed(text);
        loop {
            self.frames.clear();
            let fault = Parser::new_from_str(&shown).find_map(|event| match event {
                Ok((event, span)) => {
                    self.event(&event, span);
                    None
                }
                Err(fault) => Some(fault),
            });
            // A broken end of the text hides nothing that stands before it.
            let Some(fault) = fault.filter(|fault| fault.info().contains("indentation")) else {
                return;
            };
            let line = fault.marker().line();
            if self.moved.len() == MOST_MOVES || !self.moved.insert(line) {
                return;
            }
            let Some((_, start)) = Lines::new(&shown).line(line) else {
                return;
            };
            shown.to_mut().insert_str(start, &" ".repeat(MOVE));
        }
    }

    /// Adds `pointer` to what is looked for; returns the nodes on the way.
    fn want(&mut self, pointer: &Pointer) -> Vec<usize> {
        let mut path = vec![0];
        let mut node = 0;
        for key in pointer.segments() {
            let next = self.nodes.len();
            node = *self.nodes[node].children.entry(key.to_owned()).or_insert(next);
            if node == next {
                self.nodes.push(Wanted::default());
            }
            path.push(node);
        }
        path
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) => {
                if let Some(Frame {
                    state: state @ State::Key,
                    ..
                }) = self.frames.last_mut()
                {
                    *state = State::Value {
                        key: Some(text.to_string()),
                        place: span.into(),
                    };
                } else {
                    self.begin(span, true);
                    self.end();
                }
            }
            Event::Alias(_) => {
                self.begin(span, true);
                self.end();
            }
            Event::SequenceStart(..) => {
                let node = self.begin(span, false);
                self.frames.push(Frame {
                    node,
                    state: State::Item(0),
                });
            }
            Event::MappingStart(..) => {
                let node = self.begin(span, false);
                self.frames.push(Frame {
                    node,
                    state: State::Key,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.frames.pop();
                self.end();
            }
            _ => {}
        }
    }

    /// Notes the place of a value that begins; returns the wanted node.
    fn begin(&mut self, span: Span, scalar: bool) -> Option<usize> {
        let (node, place) = match self.frames.last() {
            None => (
                Some(0),
                Place {
                    line: span.start.line(),
                    column: span.start.col(),
                    len: 1,
                },
            ),
            Some(Frame { node, state }) => {
                let (key, place) = match state {
                    State::Key => return None,
                    State::Value { key, place } => (
                        key.clone(),
                        if scalar && !span.is_empty() {
                            span.into()
                        } else {
                            *place
                        },
                    ),
                    State::Item(index) => (
                        Some(index.to_string()),
                        Place {
                            len: if scalar { span.len() } else { 1 },
                            ..span.into()
                        },
                    ),
                };
                (
                    node.zip(key)
                        .and_then(|(node, key)| self.nodes[node].children.get(&key).copied()),
                    place,
                )
            }
        };
        if let Some(node) = node {
            let moved = if self.moved.contains(&place.line) { MOVE } else { 0 };
            let column = place.column.saturating_sub(moved);
            self.nodes[node].span = Some(Place { column, ..place });
        }
        node
    }

    /// Moves the innermost open collection on, after a value.
    fn end(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            match &mut frame.state {
                // A key that is a collection itself.
                state @ State::Key => {
                    *state = State::Value {
                        key: None,
                        place: Place {
                            line: 1,
                            column: 0,
                            len: 1,
                        },
                    }
                }
                state @ State::Value { .. } => *state = State::Key,
                State::Item(index) => *index += 1,
            }
        }
    }
}

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            starts: std::iter::once(0).chain(breaks.map(|(index, _)| index + 1)).collect(),
        }
    }

    /// Returns the line `line`, 1-based, without its break, and where it starts.
    pub(crate) fn line(&self, line: usize) -> Option<(&'a str, usize)> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        Some((self.text.get(start..end)?.trim_end_matches('\r'), start))
    }

    fn location(&self, place: Place) -> Location {
        let (line, start) = self.line(place.line).unwrap_or(("", self.text.len()));
        let offset = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(index, _)| index);
        let range = start + offset(place.column)..start + offset(place.column + place.len.max(1));
        Location {
            line: place.line,
            column: place.column + 1,
            range,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_may_close_further_left() {
        let text = "a:\n    b: {\n  \"c\": [\n 1\n]}\nd:\n  - e: {}\n";
        let source = Source::of_texts(&[("a.yaml", text)]);
        let root = Pointer::root(FileId(0));
        let place = |pointer: &Pointer| source.locate(pointer).map(|place| (place.line, place.column));
        assert_eq!(place(&root.field("d").index(0).field("e")), Some((7, 5)));
        assert_eq!(place(&root.field("a").field("b").field("c").index(0)), Some((4, 2)));
    }
}
