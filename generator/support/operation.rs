//! What a generated client says about each of its operations.

use super::error::DecodeError;
use super::response::RawResponse;

/// An operation: a type without values that carries what is known at compile time.
pub trait Operation: 'static {
    /// What a success holds.
    type Output;
    /// What the bodies of errors hold.
    type ErrorBody: 'static;
    /// How the operation is called.
    const ENDPOINT: &'static Endpoint;
    /// The URL of the server that the operation has for itself. It is called
    /// unless the client was told another base URL than the document's.
    const SERVER: Option<&'static str> = None;
    /// How its errors are read, in the order in which they are tried.
    const ERRORS: &'static [ErrorCase<Self::ErrorBody>];

    /// Reads the body of a success.
    ///
    /// # Errors
    /// The body is not what the document promises.
    fn decode(response: &RawResponse) -> Result<Self::Output, DecodeError>;
}

/// How an operation is called.
#[derive(Debug)]
pub struct Endpoint {
    /// The operationId, or the method and the path: names it in messages.
    pub name: &'static str,
    /// `GET`, ….
    pub method: &'static str,
    /// The path template: `/users/{user_id}`.
    pub path: &'static str,
    /// The `Accept` header; empty where no body is expected.
    pub accept: &'static str,
    /// Alternatives, each a list of schemes by name; `None` where those of the
    /// client hold. No alternative means that the operation takes no credential.
    pub security: Option<&'static [&'static [&'static str]]>,
    /// Whether a redirect is the answer: it is returned, not followed.
    pub manual_redirect: bool,
}

/// The statuses that a response speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusMatch {
    /// One status.
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    /// `default`: every status.
    Any,
}

impl StatusMatch {
    /// Tells whether the response speaks of `status`.
    pub fn matches(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Range(class) => u16::from(class) == status / 100,
            Self::Any => true,
        }
    }
}

/// How a body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/*` and XML.
    Text,
    /// Anything else.
    Bytes,
    /// No body.
    Empty,
}

/// An error response: for which statuses, in which media type, and how it is read.
#[derive(Debug)]
pub struct ErrorCase<B> {
    /// The statuses that it speaks of.
    pub status: StatusMatch,
    /// The kind of its media type.
    pub kind: Kind,
    /// Reads the body.
    pub decode: fn(&RawResponse) -> Result<B, DecodeError>,
}

impl<B> ErrorCase<B> {
    /// Makes a case.
    pub const fn new(status: StatusMatch, kind: Kind, decode: fn(&RawResponse) -> Result<B, DecodeError>) -> Self {
        Self { status, kind, decode }
    }
}
