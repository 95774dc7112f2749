//! Finds the places of pointers in YAML, from the events of a parser that knows
//! where each of them stands.

use std::borrow::Cow;
use std::collections::BTreeSet;

use saphyr_parser::{Event, Parser, Span};

use super::{Lines, Place, Wanted};

/// How many lines are moved to the right before reading is given up.
const MOST_MOVES: usize = 100;
/// How far a line is moved to the right.
const MOVE: usize = 200;

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

struct Walk<'w> {
    wanted: &'w mut Wanted,
    frames: Vec<Frame>,
    /// Lines that were moved to the right by [`MOVE`] to be read.
    moved: BTreeSet<usize>,
}

/// Notes the places of what is wanted in `text`.
pub(super) fn find(text: &str, wanted: &mut Wanted) {
    let mut walk = Walk {
        wanted,
        frames: Vec::new(),
        moved: BTreeSet::new(),
    };
    walk.read(text);
}

impl Walk<'_> {
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
                    node.zip(key).and_then(|(node, key)| self.wanted.child(node, &key)),
                    place,
                )
            }
        };
        if let Some(node) = node {
            let moved = if self.moved.contains(&place.line) { MOVE } else { 0 };
            let column = place.column.saturating_sub(moved);
            self.wanted.note(node, Place { column, ..place });
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
