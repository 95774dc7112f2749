//! What a mock answers: a documented success or error, any other status, headers
//! and body, or a failure of the transport.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::body::Body;
use super::response::RawResponse;
use super::transport::{TransportError, TransportErrorKind};

/// An answer of a mock.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
    /// What happens in place of an answer.
    failure: Option<TransportErrorKind>,
    pub(super) delay: Duration,
}

impl Answer {
    /// Makes an answer without a body.
    ///
    /// # Panics
    /// `status` is no status of HTTP.
    #[track_caller]
    pub fn new(status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            panic!("{status} is no status of HTTP");
        };
        Self {
            status,
            headers: HeaderMap::new(),
            body: Body::default(),
            failure: None,
            delay: Duration::ZERO,
        }
    }

    /// Makes an answer in JSON.
    ///
    /// # Panics
    /// `body` does not serialize, or `status` is no status of HTTP.
    #[track_caller]
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self::new(status).body("application/json", body),
            Err(error) => panic!("the answer cannot be written as JSON: {error}"),
        }
    }

    /// Makes an answer in plain text.
    ///
    /// # Panics
    /// `status` is no status of HTTP.
    #[track_caller]
    pub fn text(status: u16, body: &str) -> Self {
        Self::new(status).body("text/plain; charset=utf-8", body.to_owned())
    }

    /// Makes an answer of bytes.
    ///
    /// # Panics
    /// `status` is no status of HTTP.
    #[track_caller]
    pub fn bytes(status: u16, body: &Bytes) -> Self {
        Self::new(status).body("application/octet-stream", body.clone())
    }

    /// Makes a failure of the transport.
    pub(super) fn failure(kind: TransportErrorKind) -> Self {
        Self {
            failure: Some(kind),
            ..Self::new(200)
        }
    }

    /// Sets the body and its media type.
    ///
    /// # Panics
    /// `media_type` holds what no header can hold.
    #[must_use]
    #[track_caller]
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header(CONTENT_TYPE.as_str(), media_type)
    }

    /// Sets the status.
    #[must_use]
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        Self {
            status: Self::new(status).status,
            ..self
        }
    }

    /// Sets a header.
    ///
    /// # Panics
    /// The name or the value holds what no header can hold.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => self.headers.insert(name, value),
            _ => panic!("header `{name}` has a name or value that no header can have"),
        };
        self
    }

    /// Sets how late it comes.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Returns the answer as the client reads it; a body in pieces is left out.
    pub(super) fn read(&self) -> RawResponse {
        RawResponse {
            status: self.status,
            http_status: self.status,
            headers: self.headers.clone(),
            request_id: None,
            error_code: None,
            body: self.body.as_bytes().cloned().unwrap_or_default(),
        }
    }

    /// Returns what a transport returns.
    pub(super) fn response(self) -> Result<http::Response<Body>, TransportError> {
        if let Some(kind) = self.failure {
            return Err(TransportError::new(kind, "the mock was told to fail"));
        }
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}
