//! Responses: as they arrive, and decoded.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::error::DecodeError;
use super::operation::Kind;

/// A successful response to the operation `Op`, decoded.
#[must_use = "the response holds what the call was made for"]
pub struct Response<T, Op = ()> {
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    body: T,
    operation: PhantomData<fn() -> Op>,
}

impl<T, Op> Response<T, Op> {
    /// Makes a response of what arrived and its decoded body.
    pub(super) fn new(raw: RawResponse, body: T) -> Self {
        Self {
            status: raw.status,
            headers: raw.headers,
            request_id: raw.request_id,
            body,
            operation: PhantomData,
        }
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the id that the server gave to the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns the `Location` header: where a redirect leads, or what was created.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(LOCATION).and_then(|value| value.to_str().ok())
    }

    /// Returns the body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the body, and drops the rest.
    pub fn into_body(self) -> T {
        self.body
    }
}

/// The operation is a type without values, which need not be [`Debug`](fmt::Debug).
impl<T: fmt::Debug, Op> fmt::Debug for Response<T, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("request_id", &self.request_id)
            .field("body", &self.body)
            .finish()
    }
}

/// The operation is a type without values, which need not be [`Clone`].
impl<T: Clone, Op> Clone for Response<T, Op> {
    fn clone(&self) -> Self {
        Self {
            status: self.status,
            headers: self.headers.clone(),
            request_id: self.request_id.clone(),
            body: self.body.clone(),
            operation: PhantomData,
        }
    }
}

/// A response whose body is still bytes.
#[derive(Debug, Clone)]
pub struct RawResponse {
    /// The status that counts: of the header that overrides it, or else of HTTP.
    pub status: StatusCode,
    /// The status of HTTP.
    pub http_status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The id that the server gave to the request.
    pub request_id: Option<String>,
    /// The code of an error, where the API has codes.
    pub error_code: Option<String>,
    /// The body.
    pub body: Bytes,
}

impl RawResponse {
    /// Reads the body as JSON. An empty body is read as `null`.
    ///
    /// # Errors
    /// The body is not JSON, or not that of a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let body: &[u8] = if self.body.is_empty() { b"null" } else { &self.body };
        // The second reading happens for errors alone: it is slower, and knows the field.
        serde_json::from_slice(body).map_err(|_| self.locate::<T>(body))
    }

    #[cold]
    fn locate<T: DeserializeOwned>(&self, body: &[u8]) -> DecodeError {
        if self.body.is_empty() {
            return self.error(String::new(), "the body is empty".to_owned());
        }
        let mut reader = serde_json::Deserializer::from_slice(body);
        match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            Ok(_) => self.error(String::new(), "there is more text after the value".to_owned()),
            Err(error) => {
                let mut path = error.path().to_string();
                // A text that ends within a key, or before it, names none: `items[3].?`.
                if matches!(error.path().iter().next_back(), Some(Segment::Unknown)) {
                    path.truncate(path.trim_end_matches('?').len());
                }
                path.truncate(path.trim_end_matches('.').len());
                self.error(path, error.into_inner().to_string())
            }
        }
    }

    /// Reads the body as text in UTF-8.
    ///
    /// # Errors
    /// The body is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(self.error(String::new(), error.to_string())),
        }
    }

    /// Returns the body as it is.
    ///
    /// # Errors
    /// None: the signature is that of the other readers.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        Ok(self.body.clone())
    }

    /// Ignores the body.
    ///
    /// # Errors
    /// None: the signature is that of the other readers.
    pub fn empty(&self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// Makes the error for a success whose status the document does not know.
    pub fn unexpected_status(&self) -> DecodeError {
        self.error(
            String::new(),
            format!("no response is documented for status {}", self.status),
        )
    }

    /// Returns the kind of the media type, `None` where there is a body and no
    /// `Content-Type`.
    pub fn kind(&self) -> Option<Kind> {
        let Some(content_type) = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
            return self.body.is_empty().then_some(Kind::Empty);
        };
        let essence = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        Some(match essence.as_str() {
            "application/json" | "text/json" => Kind::Json,
            "application/x-www-form-urlencoded" => Kind::Form,
            "application/xml" => Kind::Text,
            _ if essence.ends_with("+json") => Kind::Json,
            _ if essence.ends_with("+xml") || essence.starts_with("text/") => Kind::Text,
            _ => Kind::Bytes,
        })
    }

    pub(super) fn error(&self, path: String, message: String) -> DecodeError {
        DecodeError {
            path,
            message,
            status: self.status,
            headers: Box::new(self.headers.clone()),
            request_id: self.request_id.clone(),
            body: self.body.clone(),
        }
    }
}
