//! Turns a client into the tree of its public parts: everything that a caller
//! can name, with what decides whether the caller still compiles, and how each
//! part goes over the wire.
//!
//! Invariant: what is in no part, no caller can see.

mod client;
mod method;
mod types;

use crate::rust::emit;
use crate::source::Pointer;

use super::view::{Text, View};

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Struct,
    Enum,
    Union,
    Alias,
    Field,
    Value,
    Arm,
    CatchAll,
    Client,
    Setting,
    Group,
    Method,
    Argument,
    Setter,
    Answer,
    ErrorBody,
    Derive,
    Headers,
    Header,
    Export,
    Feature,
}

/// What a part has, beside its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    // What callers compile against.
    Type,
    Returns,
    Call,
    Operation,
    Handle,
    Takes,
    Values,
    New,
    Default,
    Serialize,
    Deserialize,
    From,
    TagMethod,
    Pages,
    Events,
    Lines,
    DeclaresHeaders,
    OnByDefault,
    // How it goes over the wire.
    WireName,
    Presence,
    Constants,
    Constant,
    Tag,
    TagProperty,
    Request,
    Style,
    Body,
    Accept,
    Security,
    Server,
    Redirect,
    Errors,
    Cursor,
    Stream,
    Place,
    Retry,
    Headers,
    Refusal,
    Fixed,
}

impl What {
    /// Tells whether callers compile whatever it is.
    pub fn is_behavior(self) -> bool {
        use What::{
            Call, DeclaresHeaders, Default, Deserialize, Events, From, Handle, Lines, New, OnByDefault, Operation,
            Pages, Returns, Serialize, TagMethod, Takes, Type, Values,
        };
        !matches!(
            self,
            Type | Returns
                | Call
                | Operation
                | Handle
                | Takes
                | Values
                | New
                | Default
                | Serialize
                | Deserialize
                | From
                | TagMethod
                | Pages
                | Events
                | Lines
                | DeclaresHeaders
                | OnByDefault
        )
    }
}

/// A public part of a client.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub kind: Kind,
    /// What a caller writes.
    pub name: String,
    /// What it is found by in the other client, the surest first: its Rust name, then what the document calls it.
    pub keys: Vec<String>,
    pub facets: Vec<(What, Text)>,
    /// What stands in an order that matters: a name each, and whether it takes what converts.
    pub sequence: Vec<(String, bool)>,
    pub deprecated: bool,
    pub docs: String,
    /// Whether it is compared at the root already.
    pub is_shared: bool,
    /// The operation or the schema that it comes from.
    pub subject: Option<String>,
    pub pointer: Option<Pointer>,
    pub parts: Vec<Part>,
}

impl Part {
    fn new(kind: Kind, name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            kind,
            keys: vec![name.clone()],
            name,
            facets: Vec::new(),
            sequence: Vec::new(),
            deprecated: false,
            docs: String::new(),
            is_shared: false,
            subject: None,
            pointer: None,
            parts: Vec::new(),
        }
    }

    fn has(mut self, what: What, text: Text) -> Self {
        self.facets.push((what, text));
        self
    }

    fn has_if(self, condition: bool, what: What) -> Self {
        match condition {
            true => self.has(what, Text::plain("")),
            false => self,
        }
    }

    fn has_some(self, what: What, text: Option<Text>) -> Self {
        match text {
            Some(text) => self.has(what, text),
            None => self,
        }
    }

    fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into());
        self
    }

    fn at(mut self, pointer: Option<Pointer>) -> Self {
        self.pointer = pointer;
        self
    }

    fn documented(mut self, docs: &str) -> Self {
        docs.clone_into(&mut self.docs);
        self
    }

    fn deprecated(mut self, deprecated: bool) -> Self {
        self.deprecated = deprecated;
        self
    }

    fn with(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// Returns what the part has of this.
    pub fn facet(&self, what: What) -> Option<&Text> {
        self.facets
            .iter()
            .find(|(known, _)| *known == what)
            .map(|(_, text)| text)
    }
}

/// Returns the public parts of a module.
pub(super) fn parts(view: &View<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = view.items.values().map(|item| types::item(view, item)).collect();
    parts.extend(view.client().map(|client| client::part(view, client)));
    parts.extend(client::events(view));
    if view.module.is_empty() {
        let api = &view.planned.client;
        parts.push(client::error_body(view, &api.error_body));
        parts.extend(api.declared_headers.iter().map(|item| method::headers(view, item)));
        parts.extend(emit::shown(api).map(|name| Part::new(Kind::Export, name)));
        let features = api.features.groups.iter();
        parts.extend(features.map(|name| Part::new(Kind::Feature, name)));
    }
    parts
}
