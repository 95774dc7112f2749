//! Operations, their parameters, bodies and responses, and webhooks.

use serde_json::Value;

use super::{Docs, PathTemplate, SecurityRequirement, TypeRef};
use crate::name::Words;
use crate::source::Pointer;

/// One operation: a method on a path.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Operation {
    /// The `operationId` as the document spells it, where it has one.
    pub operation_id: Option<String>,
    /// The group, from the first tag or else from the path.
    pub group: Words,
    /// The name within the group, such as `list` or `send sign in code`.
    pub name: Words,
    /// A name that is meaningful alone, such as `list users`: the operationId,
    /// or else the method and the path.
    pub full_name: Words,
    pub method: Method,
    pub path: PathTemplate,
    /// Path-item and operation parameters merged; path parameters first, in
    /// the order of the URL, then the others in the order of the document.
    pub parameters: Vec<Parameter>,
    pub request_body: Option<RequestBody>,
    /// Exact codes first, then ranges, then `default`; otherwise as in the document.
    pub responses: Vec<Response>,
    /// `None` where the document's requirement holds.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The URL of the first server that the operation, or its path, has for
    /// itself; absolute, and another than the document's.
    pub server: Option<String>,
    pub pagination: Option<Pagination>,
    pub docs: Docs,
    pub origin: Pointer,
}

/// An HTTP method (RFC 9110 section 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    /// Safe, and with a body: what is asked for.
    Query,
    /// Any other, spelled as it is sent, such as `COPY`.
    Other(String),
}

impl Method {
    /// Returns the method with the name `text`, spelled as it is sent.
    pub fn parse(text: &str) -> Self {
        let known = [
            Self::Get,
            Self::Put,
            Self::Post,
            Self::Delete,
            Self::Options,
            Self::Head,
            Self::Patch,
            Self::Trace,
            Self::Query,
        ];
        known
            .into_iter()
            .find(|method| method.as_str() == text)
            .unwrap_or_else(|| Self::Other(text.to_owned()))
    }

    /// Returns the method as it is sent, in capitals unless the document has it otherwise.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(text) => text,
        }
    }
}

/// Where a parameter stands in a request, spelled as `openapiv3` spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter's value is written (OpenAPI 3.1 section 4.8.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterStyle {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// As `Form`, in a cookie and not percent-encoded.
    Cookie,
    /// The value is JSON text: a parameter with `content: application/json`.
    Json,
    /// The value is the whole query, without a name: text as it is, anything else as JSON.
    QueryString,
}

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parameter {
    pub wire_name: String,
    pub name: Words,
    pub location: ParameterLocation,
    pub required: bool,
    pub ty: TypeRef,
    pub style: ParameterStyle,
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    pub docs: Docs,
    /// The value that is always sent: a required parameter with one allowed value.
    pub constant: Option<Value>,
    pub default: Option<Value>,
    pub examples: Vec<Value>,
    pub origin: Pointer,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RequestBody {
    pub required: bool,
    /// At least one; the first is the one that is sent.
    pub content: Vec<MediaType>,
    pub docs: Docs,
}

/// One media type of a body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MediaType {
    /// As in the document, such as `application/json`.
    pub name: String,
    pub kind: MediaKind,
    /// The type of the body, or of an item of it where it is a sequence.
    pub ty: TypeRef,
    /// How the parts of a multipart body, or the fields of a form, are written, where
    /// the document says it.
    pub encoding: Vec<Encoding>,
    pub examples: Vec<Value>,
}

/// How the parts, or fields, of one name are written (OpenAPI 3.1 section 4.8.15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Encoding {
    /// The wire name of the property.
    pub name: String,
    /// One media type of a part; several, of which the caller has to choose, are none.
    pub content_type: Option<String>,
    pub style: Option<EncodingStyle>,
    /// Headers that can have one value alone.
    pub headers: Vec<(String, String)>,
}

/// How a value within a body is written, where not as JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EncodingStyle {
    pub style: ParameterStyle,
    /// Whether lists and objects are exploded.
    pub explode: bool,
    /// Whether reserved characters of a form stay as they are.
    pub allow_reserved: bool,
}

/// How a body of a media type is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaKind {
    /// `application/json` and `+json` types.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*` in a request: each property is a part, or several.
    Multipart,
    /// `text/*` and XML: passed through as text.
    Text,
    /// `text/event-stream` in a response: server-sent events. The type is that of
    /// the data of one.
    Events,
    /// `application/jsonl` and its like in a response: one JSON text after the
    /// other. The type is that of one.
    Lines,
    /// Everything else: bytes.
    Binary,
}

/// The statuses that a response object speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusPattern {
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    Default,
}

impl StatusPattern {
    /// Tells whether the pattern speaks of success: 2xx and 3xx.
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..400).contains(&code),
            Self::Range(class) => class == 2 || class == 3,
            Self::Default => false,
        }
    }
}

/// A response object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Response {
    pub status: StatusPattern,
    /// Empty where the response has no body.
    pub content: Vec<MediaType>,
    pub headers: Vec<Header>,
    pub docs: Docs,
}

/// A declared header of a response.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Header {
    pub wire_name: String,
    pub name: Words,
    pub ty: TypeRef,
    /// `Simple`, or `Json` for a header with `content: application/json`.
    pub style: ParameterStyle,
    pub explode: bool,
    pub required: bool,
    pub docs: Docs,
}

/// How the pages of a list follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pagination {
    pub paging: Paging,
    /// Wire names from the root of the page to whether there are more.
    pub more: Option<Vec<String>>,
    /// Wire names from the root of the page to the array of items.
    pub items: Vec<String>,
}

/// How the page after one is asked for. A `parameter` is the wire name of one in
/// the query; lists of wire names lead from the root of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Paging {
    /// By the cursor in the page.
    Cursor { parameter: String, next: Vec<String> },
    /// By a part of the last item, from whose root the names lead.
    LastItem { parameter: String, last: Vec<String> },
    /// By its number.
    Page { parameter: String, first: u64 },
    /// By how many items are passed over.
    Offset { parameter: String },
    /// By a URL in the page.
    Url { next: Vec<String> },
    /// By a URL in a `Link` header (RFC 8288).
    Link,
}

/// An entry of the document's `webhooks`: a request that the API sends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Webhook {
    /// The key under `webhooks`, such as `user.created`.
    pub wire_name: String,
    pub name: Words,
    /// The type of the whole request body.
    pub body: TypeRef,
    /// The property and its constant value that tell this event from others.
    pub discriminator: Option<(String, String)>,
    pub examples: Vec<Value>,
    pub docs: Docs,
    pub origin: Pointer,
}
