//! What the client *looks like*: every name claimed, every type chosen, every
//! piece of documentation written. `rust::plan` builds it, `rust::emit` prints
//! it without deciding anything, `docs` reads the names from it.
//!
//! Paths are absolute from the root of the output; an emitter makes them
//! relative to the module that it is printing (`super::…`), so that the output
//! works under `include!` in any module.

mod body;
mod client;
mod features;
mod sequence;
mod server;
mod types;

pub(crate) use body::*;
pub(crate) use client::*;
pub(crate) use features::*;
pub(crate) use sequence::*;
pub(crate) use server::*;
pub(crate) use types::*;

use std::fmt;

/// A Rust identifier, claimed and legal; keywords are raw (`r#type`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ident(pub String);

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A module of the output, from its root: `[server, types]`.
pub(crate) type ModulePath = Vec<Ident>;

/// An item of the output: the module in which it is visible, and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ItemPath {
    pub module: ModulePath,
    pub ident: Ident,
}

/// Whether the output is a crate's folder or one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// `Cargo.toml` and `src/**`.
    Crate,
    /// One file of nested modules that works under `include!` in any module.
    SingleFile,
}

/// A whole client crate (or module tree).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RustApi {
    pub package: Package,
    pub layout: Layout,
    /// Markdown of the crate's own documentation.
    pub docs: String,
    pub serde: SerdeStyle,
    /// Where each type of `ir::Api` is written, by its id; `None` for one that nothing uses.
    pub written: Vec<Option<ItemPath>>,
    /// One per module of types, `[types]` first.
    pub type_modules: Vec<TypeModule>,
    /// One per document that has operations.
    pub clients: Vec<Client>,
    /// The types of all operations: what documents have alike first.
    pub operations: Vec<OperationModule>,
    /// One per document that has webhooks.
    pub webhooks: Vec<Webhooks>,
    /// The typed bodies of every error response, over all documents.
    pub error_body: ErrorBody,
    /// The declared headers of responses, over all documents.
    pub declared_headers: Vec<HeaderStruct>,
    pub headers: ResponseHeaders,
    /// JSON Pointer to the code in the body of an error.
    pub error_code: Option<String>,
    pub refusal: Refusal,
    pub retry: Retry,
    /// Which optional support files the client needs.
    pub support: SupportNeeds,
    pub features: Features,
}

/// What the manifest says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Package {
    pub name: String,
    pub version: String,
    pub description: String,
    pub license: Option<String>,
    pub documentation: Option<String>,
    pub repository: Option<String>,
    pub edition: &'static str,
    pub rust_version: Option<String>,
    /// Whether a surrounding workspace owns the crate.
    pub workspace_member: bool,
    /// The folder of the documentation, whose samples the crate has tests of.
    pub samples: Option<String>,
    /// What is said of dependencies, by their names: keys of their tables.
    pub dependencies: Vec<(String, Vec<(String, DependencyValue)>)>,
}

/// A value in the table of a dependency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DependencyValue {
    Text(String),
    Flag(bool),
    List(Vec<String>),
}

/// How the types implement serde's traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SerdeStyle {
    /// Written out, in modules of their own: several times cheaper to compile.
    Lean,
    /// `#[derive]`, beside the definitions.
    Derive,
}

/// Headers of responses that the client reads by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ResponseHeaders {
    /// Lower-case names that may carry the id of the request, the first found wins.
    pub request_id: Vec<String>,
    /// Lower-case names of a header that overrides the HTTP status.
    pub status: Vec<String>,
    /// Lower-case names that may carry the code of an error.
    pub error_code: Vec<String>,
}

/// Answers that mean that a credential was refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub statuses: Vec<u16>,
    /// Codes of errors; none stands for all.
    pub codes: Vec<String>,
}

/// When a call that failed is made again; what is `None` is left to the runtime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Retry {
    /// At least one.
    pub attempts: u32,
    pub statuses: Option<Vec<u16>>,
    pub first_delay_ms: Option<u64>,
    pub max_delay_ms: Option<u64>,
    pub idempotency_header: Option<String>,
}

/// Optional support files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SupportNeeds {
    /// Bodies of requests that are sent in pieces.
    pub upload: bool,
    /// Bodies of responses that are read while they arrive.
    pub download: bool,
    pub pagination: bool,
    /// Server-sent events.
    pub events: bool,
    /// One JSON text after the other.
    pub lines: bool,
    /// OAuth 2 client credentials.
    pub oauth: bool,
    /// Values of the variables of servers that can be any text.
    pub server: bool,
    pub webhook: bool,
    pub form: bool,
    pub multipart: bool,
    pub uuid: bool,
    pub date_time: bool,
}

/// The webhooks of one document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Webhooks {
    /// The module: `webhooks`, or the document's own.
    pub module: ModulePath,
    pub document: usize,
    pub docs: String,
    /// The union of all events, named `Event`.
    pub event: Union,
    /// Index into `ir::Document::webhooks` for each variant of `event`.
    pub sources: Vec<usize>,
}
