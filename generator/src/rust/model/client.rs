//! Clients: their credentials, groups and methods, and what a method sends and returns.

use super::{Alternative, Body, BodyKind, Gate, Ident, ModulePath, RustType, Sequence, ServerChoice};

/// The client of one document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Client {
    /// The module of the client; empty for the only client of a crate.
    pub module: ModulePath,
    /// Index into `ir::Api::documents`.
    pub document: usize,
    /// By which the samples know the document: `server`.
    pub document_name: String,
    pub docs: String,
    /// The URL of the first server, if it is absolute.
    pub base_url: Option<String>,
    /// The servers to choose from; `None` where there is nothing to choose.
    pub servers: Option<ServerChoice>,
    pub credentials: Vec<Credential>,
    /// Header prefixes of the same headers for other servers: the canonical
    /// prefix, and alternatives as variants of an enum.
    pub header_family: Option<HeaderFamily>,
    /// Headers of every request that the builder can set.
    pub headers: Vec<BuilderHeader>,
    /// The alternatives of schemes, by wire name, that operations without any of their own inherit.
    pub security: Vec<Vec<String>>,
    pub groups: Vec<Group>,
    pub user_agent: String,
}

/// A credential that the builder takes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Credential {
    /// Wire name of the security scheme.
    pub scheme: String,
    /// The builder's setter; `None` where the value is fixed.
    pub setter: Option<Ident>,
    pub docs: String,
    pub place: CredentialPlace,
    pub fixed: Option<String>,
    /// Where OAuth 2 client credentials are turned into tokens.
    pub token_url: Option<String>,
}

/// Where a credential is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CredentialPlace {
    Header(String),
    Query(String),
    Cookie(String),
    Bearer,
    Basic,
}

/// Alternative spellings of a family of headers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderFamily {
    /// The enum's canonical variant and its prefix.
    pub canonical: (Ident, String),
    pub alternatives: Vec<(Ident, String)>,
}

/// A header of every request that the builder can set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BuilderHeader {
    pub setter: Ident,
    pub header: String,
    pub docs: String,
    /// What a setter without an argument sends.
    pub value: Option<String>,
}

/// A group of operations: an accessor on the client that returns a handle.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The module file of the group and the accessor: `users`.
    pub ident: Ident,
    /// The handle type: `Users`.
    pub handle: Ident,
    pub docs: String,
    pub gate: Gate,
    pub methods: Vec<Method>,
}

/// An operation as a method.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Method {
    pub ident: Ident,
    /// The marker type of the operation, and the alias of its call: `ListUsers`.
    pub marker: Ident,
    /// The module of the marker type: `[operation, users]`, or the client's own.
    pub home: ModulePath,
    /// Index into `ir::Document::operations`.
    pub operation: usize,
    /// The whole documentation of the method, its example included.
    pub docs: String,
    pub deprecated: bool,
    /// `GET`, …
    pub http_method: String,
    pub path: Vec<PathPiece>,
    /// The operationId, or `METHOD /path`: names the operation in messages.
    pub name: String,
    /// Required values, in order: path in URL order, query, headers, then the body.
    pub arguments: Vec<Argument>,
    /// Optional values.
    pub setters: Vec<Argument>,
    /// Parameters that are always sent with one value.
    pub constants: Vec<ConstantParameter>,
    /// The media type of the body, where the operation has one.
    pub body: Option<Body>,
    /// The other media types in which the body can be sent.
    pub alternatives: Vec<Alternative>,
    /// Alternatives of schemes by wire name; `None` inherits the client's own.
    pub security: Option<Vec<Vec<String>>>,
    /// The URL of the server that the operation has for itself.
    pub server: Option<String>,
    pub output: Output,
    /// The status of a success where [`Output::One`] does not tell them apart.
    pub success: u16,
    /// The `Accept` header; empty where no success has a body.
    pub accept: String,
    /// Whether a redirect is a documented answer: it is returned, not followed.
    pub manual_redirect: bool,
    /// In the order in which they are tried.
    pub errors: Vec<ErrorResponse>,
    /// Whether its success is bytes, which can be read while they arrive.
    pub download: bool,
    /// How its success is read item by item, where it is a sequence.
    pub sequences: Vec<Sequence>,
    /// The struct of the headers of its successes, where they declare some.
    pub headers: Option<Ident>,
    pub pagination: Option<Pagination>,
    /// The example: the statements that a reader sees, formatted, without the
    /// surrounding function.
    pub example: String,
}

/// The operations of one document, or those that several documents have alike.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OperationModule {
    /// `[operation]`, or `[client, operation]` for what only the one document has.
    pub path: ModulePath,
    /// A module for each group, by its name.
    pub groups: Vec<OperationGroup>,
}

/// The operations of a group, each as the first method that calls it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OperationGroup {
    pub ident: Ident,
    pub gate: Gate,
    pub operations: Vec<MethodIndex>,
}

/// The place of a method in [`super::RustApi`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MethodIndex {
    pub client: usize,
    pub group: usize,
    pub method: usize,
}

impl MethodIndex {
    /// Returns the method.
    pub fn of(self, clients: &[Client]) -> &Method {
        &self.group(clients).methods[self.method]
    }

    /// Returns the method's group.
    pub fn group(self, clients: &[Client]) -> &Group {
        &clients[self.client].groups[self.group]
    }
}

impl Method {
    /// Tells whether the body is optional, and set on the call.
    pub fn takes_body_by_setter(&self) -> bool {
        self.setters.iter().any(|setter| setter.place == ArgumentPlace::Body)
    }

    /// Returns the path as the document has it: wire names between braces.
    pub fn path_template(&self) -> String {
        let pieces = self.path.iter().map(|piece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Argument(ident) => {
                let argument = self.arguments.iter().find(|argument| argument.ident == *ident);
                argument.map_or_else(String::new, |argument| format!("{{{}}}", argument.wire_name))
            }
        });
        pieces.collect()
    }
}

/// A piece of a URL.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PathPiece {
    Literal(String),
    /// The argument that fills it.
    Argument(Ident),
}

/// A value that the caller supplies.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Argument {
    pub ident: Ident,
    pub wire_name: String,
    pub docs: String,
    pub place: ArgumentPlace,
    /// The owned type; the signature borrows what is dear to copy.
    pub ty: RustType,
    /// Whether the type is an enumeration, which parameters take by value.
    pub by_value: bool,
}

/// Where an argument goes in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArgumentPlace {
    Path { style: ValueStyle },
    Query { style: ValueStyle },
    Header { style: ValueStyle },
    Cookie { style: ValueStyle },
    Body,
}

/// How a parameter's value is written (OpenAPI 3.1 section 4.8.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ValueStyle {
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
}

/// The styles of the specification's table, and JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
    Json,
    QueryString,
}

/// A parameter that is always sent with one value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConstantParameter {
    pub place: ArgumentPlace,
    pub wire_name: String,
    pub value: String,
}

/// What a method returns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Output {
    /// Every success has the same type.
    One { ty: RustType, kind: BodyKind },
    /// Successes differ: a generated enum, `marker` + `Response`.
    Many { ident: Ident, variants: Vec<OutputVariant> },
}

/// A success response among several.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OutputVariant {
    pub ident: Ident,
    pub docs: String,
    pub status: StatusMatch,
    /// A status that is read as this response and as no other.
    pub example: u16,
    pub ty: RustType,
    pub kind: BodyKind,
}

/// The statuses that a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum StatusMatch {
    Code(u16),
    Range(u8),
    Any,
}

/// An error response: which statuses, which media type, which arm of [`ErrorBody`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ErrorResponse {
    pub status: StatusMatch,
    pub kind: BodyKind,
    /// Index into [`ErrorBody::variants`].
    pub variant: usize,
}

/// The enum of all error bodies of the crate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ErrorBody {
    pub variants: Vec<ErrorBodyVariant>,
}

/// A kind of error body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ErrorBodyVariant {
    pub ident: Ident,
    /// The function that reads it: `known_error`.
    pub reader: Ident,
    pub docs: String,
    pub gate: Gate,
    pub ty: RustType,
    pub kind: BodyKind,
}

/// Headers that responses declare together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderStruct {
    pub ident: Ident,
    pub docs: String,
    pub gate: Gate,
    pub fields: Vec<HeaderField>,
}

/// A declared header of a response.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderField {
    pub ident: Ident,
    /// As in the document; any case is the same.
    pub wire_name: String,
    pub docs: String,
    pub deprecated: bool,
    /// The type of the value; an `Option` of it where it is not required.
    pub ty: RustType,
    pub required: bool,
    pub style: ValueStyle,
}

/// How a paged list is followed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pagination {
    pub paging: Paging,
    /// From the page to whether there are more.
    pub more: Option<Fields>,
    pub items: Fields,
    pub item: RustType,
}

/// Field by field into a value, and whether each is optional.
pub(crate) type Fields = Vec<(Ident, bool)>;

/// How the page after one is asked for; `parameter` is a wire name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Paging {
    Cursor {
        parameter: String,
        next: Fields,
    },
    /// From the last item to its part that is the cursor.
    LastItem {
        parameter: String,
        last: Fields,
    },
    Page {
        parameter: String,
        first: u64,
    },
    Offset {
        parameter: String,
    },
    Url {
        next: Fields,
    },
    Link,
}
