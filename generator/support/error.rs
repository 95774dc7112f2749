//! What can go wrong with a call, with everything that is known about it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::clock;
use super::operation::{ErrorCase, Kind};
use super::response::RawResponse;
use super::retry;
use super::token::CredentialError;
use super::transport::{TransportError, TransportErrorKind};

/// How many bytes of a body are shown in messages.
const SHOWN: usize = 512;

/// A call failed. `B` is what the bodies of the API's errors hold.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<B> {
    /// The request could not be built; nothing was sent.
    Build(BuildError),
    /// A credential could not be obtained or renewed.
    Credential(CredentialError),
    /// The request was not answered.
    Transport(TransportError),
    /// The request succeeded, and the answer is not what the document promises.
    Decode(Box<DecodeError>),
    /// The server answered with an error.
    Api(Box<ApiError<B>>),
}

impl<B> Error<B> {
    /// Returns the status, where the server answered.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Build(_) | Self::Credential(_) | Self::Transport(_) => None,
            Self::Decode(error) => Some(error.status),
            Self::Api(error) => Some(error.status),
        }
    }

    /// Returns the code of an error of the API, where the API has codes.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.code.as_deref(),
            _ => None,
        }
    }

    /// Returns the headers, where the server answered.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Build(_) | Self::Credential(_) | Self::Transport(_) => None,
            Self::Decode(error) => Some(&error.headers),
            Self::Api(error) => Some(&error.headers),
        }
    }

    /// Returns the id that the server gave to the request.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Build(_) | Self::Credential(_) | Self::Transport(_) => None,
            Self::Decode(error) => error.request_id.as_deref(),
            Self::Api(error) => error.request_id.as_deref(),
        }
    }

    /// Returns the body of an error of the API, where it was understood.
    pub fn body(&self) -> Option<&B> {
        match self {
            Self::Api(error) => error.body.as_ref(),
            _ => None,
        }
    }

    /// Returns the body as it arrived, where the server answered.
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self {
            Self::Build(_) | Self::Credential(_) | Self::Transport(_) => None,
            Self::Decode(error) => Some(&error.body),
            Self::Api(error) => Some(&error.raw),
        }
    }

    /// Tells whether the time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// Tells whether there was no connection to the server.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.kind() == TransportErrorKind::Connect)
    }

    /// Returns how long the server asks to wait before the next call
    /// (`Retry-After` in seconds or as a date, `retry-after-ms`).
    pub fn retry_after(&self) -> Option<Duration> {
        retry::retry_after(self.headers()?, clock::now())
    }
}

impl<B> fmt::Display for Error<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(_) => f.write_str("the request could not be built"),
            Self::Credential(_) => f.write_str("the call has no credential"),
            Self::Transport(_) => f.write_str("the request was not answered"),
            Self::Decode(_) => f.write_str("the answer could not be read"),
            Self::Api(error) => error.fmt(f),
        }
    }
}

impl<B: fmt::Debug> std::error::Error for Error<B> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Build(error) => Some(error),
            Self::Credential(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Decode(error) => Some(error),
            Self::Api(error) => error.decode.as_ref().map(|error| error as _),
        }
    }
}

impl<B> From<BuildError> for Error<B> {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl<B> From<CredentialError> for Error<B> {
    fn from(error: CredentialError) -> Self {
        Self::Credential(error)
    }
}

impl<B> From<TransportError> for Error<B> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<B> From<DecodeError> for Error<B> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

/// A client or a request could not be built.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BuildError {
    /// The document names no server, and neither does the builder.
    MissingBaseUrl,
    /// The base URL is not an absolute `http` or `https` URL.
    BaseUrl {
        /// What is wrong with it.
        message: String,
    },
    /// A value would change which path is asked for: it is empty, `.` or `..`.
    PathValue {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter's value does not serialize.
    Value {
        /// The name of the parameter.
        name: String,
        /// What the serializer says.
        message: String,
    },
    /// A header's name or value holds what a header cannot hold.
    Header {
        /// The name of the header.
        name: String,
    },
    /// The body does not serialize.
    Body {
        /// What the serializer says.
        message: String,
    },
    /// The operation needs credentials that the client does not have.
    MissingCredential {
        /// The name of the operation.
        operation: &'static str,
        /// Alternatives of security schemes, by name; each would do.
        schemes: Vec<Vec<&'static str>>,
    },
    /// The parts do not make a URL.
    Url {
        /// What is wrong with it.
        message: String,
    },
    /// The transport cannot be set up.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingBaseUrl => f.write_str("no base URL is set"),
            Self::BaseUrl { message } => write!(f, "the base URL is not usable: {message}"),
            Self::PathValue { name } => write!(
                f,
                "path parameter `{name}` is empty, `.` or `..`, which would address another path"
            ),
            Self::Value { name, message } => write!(f, "parameter `{name}` cannot be written: {message}"),
            Self::Header { name } => write!(f, "header `{name}` has a name or value that no header can have"),
            Self::Body { message } => write!(f, "the body cannot be written: {message}"),
            Self::MissingCredential { operation, schemes } => {
                let schemes: Vec<_> = schemes.iter().map(|schemes| schemes.join(" and ")).collect();
                write!(f, "`{operation}` needs credentials: {}", schemes.join(", or "))
            }
            Self::Url { message } => write!(f, "the parts of the request do not make a URL: {message}"),
            Self::Transport(_) => f.write_str("the transport cannot be set up"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            _ => None,
        }
    }
}

/// A body is not what the document promises. The body is kept.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DecodeError {
    /// The field at which reading failed, such as `items[3].id`; empty at the root.
    pub path: String,
    /// What is wrong there.
    pub message: String,
    /// The status of the response.
    pub status: StatusCode,
    /// The headers of the response, in a box so that the error stays small.
    pub headers: Box<HeaderMap>,
    /// The id that the server gave to the request.
    pub request_id: Option<String>,
    /// The body as it arrived.
    pub body: Bytes,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "{}", self.message)?,
            path => write!(f, "at `{path}`: {}", self.message)?,
        }
        write!(f, " (status {}, body: {})", self.status.as_u16(), Shown(&self.body))
    }
}

impl std::error::Error for DecodeError {}

/// The server answered with an error.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ApiError<B> {
    /// The status of the response.
    pub status: StatusCode,
    /// The headers of the response.
    pub headers: HeaderMap,
    /// The id that the server gave to the request.
    pub request_id: Option<String>,
    /// The code of the error, where the API has codes.
    pub code: Option<String>,
    /// The body as it arrived.
    pub raw: Bytes,
    /// The body, where the document describes it.
    pub body: Option<B>,
    /// Why the body was not understood, where the document describes one.
    pub decode: Option<DecodeError>,
}

impl<B> ApiError<B> {
    /// Reads an error response by the first of `cases` that fits its status and
    /// media type, and whose type the body has.
    pub(super) fn read(response: RawResponse, cases: &[ErrorCase<B>]) -> Self {
        let kind = response.kind();
        let mut body = None;
        let mut decode = None;
        for case in cases {
            let fits = kind.is_none_or(|kind| kind == case.kind) && case.kind != Kind::Empty;
            if !fits || !case.status.matches(response.status.as_u16()) {
                continue;
            }
            match (case.decode)(&response) {
                Ok(value) => {
                    body = Some(value);
                    break;
                }
                Err(error) => {
                    decode.get_or_insert(error);
                }
            }
        }
        Self {
            status: response.status,
            headers: response.headers,
            request_id: response.request_id,
            code: response.error_code,
            raw: response.body,
            decode: if body.is_some() { None } else { decode },
            body,
        }
    }
}

impl<B> fmt::Display for ApiError<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.status)?;
        if let Some(id) = &self.request_id {
            write!(f, " to request {id}")?;
        }
        if self.raw.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", Shown(&self.raw))
    }
}

impl<B: fmt::Debug> std::error::Error for ApiError<B> {}

/// Shows the beginning of a body, on one line.
pub(super) struct Shown<'a>(pub(super) &'a [u8]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cut = &self.0[..self.0.len().min(SHOWN)];
        for character in String::from_utf8_lossy(cut).chars() {
            match character {
                character if character.is_control() => f.write_str(" ")?,
                character => write!(f, "{character}")?,
            }
        }
        if cut.len() < self.0.len() {
            write!(f, "… ({} bytes in all)", self.0.len())?;
        }
        Ok(())
    }
}
