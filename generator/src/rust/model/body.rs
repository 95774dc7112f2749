//! The bodies that methods send, and how bodies are written and read.

use super::{Argument, Ident, ValueStyle};

/// The body that a method sends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Body {
    pub kind: BodyKind,
    /// As in the document: `application/json`.
    pub media_type: String,
    /// How the parts of a multipart body, or the fields of a form, are written, where
    /// the document says it.
    pub encodings: Vec<PartEncoding>,
    /// The argument or setter that holds it; `None` where an empty JSON object
    /// is sent because the operation needs a body with no property.
    pub argument: Option<Ident>,
}

/// Another media type in which a body can be sent: a method beside the first, or
/// a setter where the body is optional.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternative {
    pub ident: Ident,
    /// Takes the place of the argument, or of the setter, with the body; its
    /// documentation is that of the method or the setter.
    pub argument: Argument,
    pub body: Body,
}

/// How the parts, or fields, of one name are written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartEncoding {
    pub name: String,
    pub content_type: Option<String>,
    pub style: Option<ValueStyle>,
    pub headers: Vec<(String, String)>,
}

/// How a body is written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BodyKind {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
    Empty,
}
