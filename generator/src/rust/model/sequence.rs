//! Answers that are sequences of items.

use super::{Ident, RustType};

/// A success that is a sequence of items, which are read as they arrive.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sequence {
    pub framing: Framing,
    /// The method of the call that reads it: `events`.
    pub method: Ident,
    /// As in the document: `text/event-stream`.
    pub media_type: String,
    pub item: RustType,
    /// Whether an item is text, and not JSON.
    pub is_text: bool,
    /// The property of the JSON body that is set to ask for the sequence.
    pub flag: Option<String>,
    /// Items that end the sequence.
    pub ends: Vec<String>,
}

/// How a sequence is cut into items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Server-sent events, each with data.
    Events,
    /// One JSON text after the other.
    Lines,
}
