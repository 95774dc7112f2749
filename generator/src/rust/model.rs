//! What the client *looks like*: every name claimed, every type chosen, every
//! piece of documentation written. `rust::plan` builds it, `rust::emit` prints
//! it without deciding anything, `docs` reads the names from it.
//!
//! Paths are absolute from the root of the output; an emitter makes them
//! relative to the module that it is printing (`super::…`), so that the output
//! works under `include!` in any module.

use std::fmt;

use serde_json::Value;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemPath {
    pub module: ModulePath,
    pub ident: Ident,
}

/// A whole client crate (or module tree).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RustApi {
    pub package: Package,
    /// Markdown of the crate's own documentation.
    pub docs: String,
    pub serde: SerdeStyle,
    /// One per module of types, `[types]` first.
    pub type_modules: Vec<TypeModule>,
    /// One per document that has operations.
    pub clients: Vec<Client>,
    /// One per document that has webhooks.
    pub webhooks: Vec<Webhooks>,
    /// The typed bodies of every error response, over all documents.
    pub error_body: ErrorBody,
    pub headers: ResponseHeaders,
    /// Which optional support files the client needs.
    pub support: SupportNeeds,
}

/// What the manifest says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Package {
    pub name: String,
    pub version: String,
    pub description: String,
    pub license: Option<String>,
    /// Whether a surrounding workspace owns the crate.
    pub workspace_member: bool,
    /// Whether the crate has tests that run the documentation's samples.
    pub samples: bool,
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
}

/// Optional support files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SupportNeeds {
    pub pagination: bool,
    pub webhook: bool,
    pub form: bool,
    pub uuid: bool,
    pub date_time: bool,
}

/// A module of type definitions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypeModule {
    /// Where its types are visible: `[types]` or `[client, types]`.
    pub path: ModulePath,
    pub docs: String,
    /// Types of other modules that are visible here too, in order of name.
    pub reexports: Vec<ItemPath>,
    /// The files in which the definitions stand, in order of name.
    pub files: Vec<TypeFile>,
}

/// A private module that holds definitions; its parent re-exports all of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypeFile {
    pub ident: Ident,
    pub docs: String,
    pub items: Vec<Item>,
}

/// A type definition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Alias),
}

/// The directions in which a type travels, and so the traits that it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Directions {
    /// In requests: `Serialize`.
    pub request: bool,
    /// In responses and webhooks: `Deserialize`.
    pub response: bool,
}

/// A struct with its fields.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Struct {
    pub path: ItemPath,
    pub docs: String,
    pub deprecated: bool,
    pub directions: Directions,
    pub fields: Vec<Field>,
    /// Further properties, in a field of this name.
    pub additional: Option<(Ident, RustType)>,
    /// Properties that are always written with one value and have no field.
    pub constants: Vec<(String, Value)>,
    /// Whether every field has a default, so that `Default` is derived.
    pub default: bool,
    /// Whether the struct has `new` with its required fields as arguments
    /// (request types that have required fields).
    pub constructor: bool,
    pub eq: bool,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub ident: Ident,
    pub wire_name: String,
    pub docs: String,
    pub deprecated: bool,
    /// The whole type of the field, `Option` or `Patch` included.
    pub ty: RustType,
    pub presence: Presence,
}

/// How the absence and nullness of a property are written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: always written; missing or null is a decode error.
    Required,
    /// `Option<T>`: always written, as `null` where `None`; read leniently.
    Nullable,
    /// `Option<T>`: left out where `None`; missing and null are read as `None`.
    Optional,
    /// `Patch<T>`: absent, null or a value, in both directions.
    Patch,
}

/// An open enumeration: the known values, and `Unknown` with what was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Enum {
    pub path: ItemPath,
    pub docs: String,
    pub directions: Directions,
    pub repr: EnumRepr,
    pub variants: Vec<EnumVariant>,
    /// The name of the catch-all variant.
    pub unknown: Ident,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumRepr {
    String,
    Integer,
}

/// A known value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumVariant {
    pub ident: Ident,
    pub value: Value,
    pub docs: String,
}

/// One of several types, with a catch-all that keeps the JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Union {
    pub path: ItemPath,
    pub docs: String,
    pub directions: Directions,
    pub tag: Option<UnionTag>,
    pub variants: Vec<UnionVariant>,
    /// The name of the catch-all variant.
    pub unknown: Ident,
    pub eq: bool,
}

/// The property that tells the arms of a union apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnionTag {
    pub wire_name: String,
    /// The method that returns the tag's value, named after the property.
    pub method: Ident,
}

/// An arm of a union.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnionVariant {
    pub ident: Ident,
    pub docs: String,
    pub ty: RustType,
    /// Values of the tag; empty where the union is untagged.
    pub tags: Vec<String>,
    /// Whether the payload does not write the tag itself, so that the union adds it.
    pub insert_tag: bool,
}

/// Another name for a type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alias {
    pub path: ItemPath,
    pub docs: String,
    pub ty: RustType,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RustType {
    /// `()`: no body.
    Unit,
    String,
    Bool,
    I32,
    I64,
    F32,
    F64,
    /// `uuid::Uuid`.
    Uuid,
    /// `jiff::Timestamp`.
    DateTime,
    /// `jiff::civil::Date`.
    Date,
    /// `bytes::Bytes`.
    Bytes,
    /// `serde_json::Value`.
    Json,
    Vec(Box<RustType>),
    /// `BTreeMap<String, T>`.
    Map(Box<RustType>),
    Tuple(Vec<RustType>),
    Option(Box<RustType>),
    /// `support::Patch<T>`.
    Patch(Box<RustType>),
    /// `Box<T>`, where a cycle needs it.
    Boxed(Box<RustType>),
    /// A type of this output.
    Path(ItemPath),
}

/// The client of one document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Client {
    /// The module of the client; empty for the only client of a crate.
    pub module: ModulePath,
    /// Index into `ir::Api::documents`.
    pub document: usize,
    pub docs: String,
    /// The URL of the first server, if it is absolute.
    pub base_url: Option<String>,
    pub credentials: Vec<Credential>,
    /// Header prefixes of the same headers for other servers: the canonical
    /// prefix, and alternatives as variants of an enum.
    pub header_family: Option<HeaderFamily>,
    /// Headers of every request that the builder can set.
    pub headers: Vec<BuilderHeader>,
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
    pub methods: Vec<Method>,
}

/// An operation as a method.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Method {
    pub ident: Ident,
    /// The marker type of the operation, and the alias of its call: `ListUsers`.
    pub marker: Ident,
    /// Index into `ir::Document::operations`.
    pub operation: usize,
    /// The whole documentation of the method, its example included.
    pub docs: String,
    pub deprecated: bool,
    /// `GET`, …
    pub http_method: &'static str,
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
    /// Alternatives of schemes by wire name; `None` inherits the client's own.
    pub security: Vec<Vec<String>>,
    pub output: Output,
    /// The `Accept` header; empty where no success has a body.
    pub accept: String,
    /// Whether a redirect is a documented answer: it is returned, not followed.
    pub manual_redirect: bool,
    /// In the order in which they are tried.
    pub errors: Vec<ErrorResponse>,
    pub pagination: Option<Pagination>,
    /// The example: the statements that a reader sees, formatted, without the
    /// surrounding function.
    pub example: String,
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
    /// Style `simple`, the only one so far for paths.
    Path {
        style: ValueStyle,
    },
    Query {
        style: ValueStyle,
    },
    Header {
        style: ValueStyle,
    },
    Cookie {
        style: ValueStyle,
    },
    Body,
}

/// How a parameter's value is written (OpenAPI 3.1 section 4.8.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ValueStyle {
    pub style: Style,
    pub explode: bool,
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
    Json,
}

/// A parameter that is always sent with one value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConstantParameter {
    pub place: ArgumentPlace,
    pub wire_name: String,
    pub value: String,
}

/// The body that a method sends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Body {
    pub kind: BodyKind,
    /// As in the document: `application/json`.
    pub media_type: String,
    /// The argument or setter that holds it; `None` where an empty JSON object
    /// is sent because the operation needs a body with no property.
    pub argument: Option<Ident>,
}

/// How a body is written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BodyKind {
    Json,
    Form,
    Text,
    Bytes,
    Empty,
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
    pub docs: String,
    pub ty: RustType,
    pub kind: BodyKind,
}

/// How a paged list is followed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pagination {
    pub cursor_parameter: String,
    /// Field by field from the page to the next cursor, and whether each is
    /// optional (`Option` or `Patch`).
    pub next_cursor: Vec<(Ident, bool)>,
    pub items: Vec<(Ident, bool)>,
    pub item: RustType,
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

impl Item {
    /// Returns where the type is visible.
    pub fn path(&self) -> &ItemPath {
        match self {
            Self::Struct(item) => &item.path,
            Self::Enum(item) => &item.path,
            Self::Union(item) => &item.path,
            Self::Alias(item) => &item.path,
        }
    }

    /// Returns the type's name.
    pub fn ident(&self) -> &Ident {
        &self.path().ident
    }
}
