//! Bodies of responses that are sequences of items, one after the other without
//! anything around them (OpenAPI 3.2 section "Sequential Media Types"): each item
//! is decoded when it has arrived.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::BytesMut;
use futures_core::Stream;
use futures_util::StreamExt as _;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use super::body::Body;
use super::download::{self, ByteStream};
use super::error::{DecodeError, Error};
use super::operation::Operation;
use super::request::Request;
use super::response::RawResponse;
use super::transport::{TransportError, TransportErrorKind};

/// An operation whose success is a sequence, cut into items by `F`.
pub trait Sequential<F: Framing>: Operation {
    /// What an item holds.
    type Item;
    /// The media type of the sequence.
    const MEDIA_TYPE: &'static str;
    /// The property of the request's body that asks for the sequence where it is
    /// `true`, and is set so.
    const FLAG: Option<&'static str> = None;
    /// Items that end the sequence, and are none themselves.
    const END: &'static [&'static str] = &[];

    /// Reads an item, which stands in the place of the body.
    ///
    /// # Errors
    /// The item is not what the document promises.
    fn read(item: &RawResponse) -> Result<Self::Item, DecodeError>;
}

/// Cuts the bytes of a body into items.
pub trait Framing: Send {
    /// What is cut out, still to be decoded.
    type Frame;
    /// The media types that are cut in this way.
    const MEDIA_TYPES: &'static [&'static str];

    /// Takes bytes that have arrived.
    fn feed(&mut self, bytes: &[u8]);

    /// Learns that there are no more bytes.
    fn end(&mut self);

    /// Returns the next item that has arrived whole.
    fn next(&mut self) -> Option<Self::Frame>;

    /// Returns how many bytes there are of an item that has not arrived whole.
    fn pending(&self) -> usize;
}

/// How large an item may become, in bytes. A server that never ends one fills no
/// more memory than that.
const MAX_ITEM: usize = 64 << 20;

/// The items of a body that is still arriving.
pub(super) struct Frames<F> {
    body: ByteStream,
    framing: F,
}

impl<F: Framing> Frames<F> {
    /// Sends a request for a sequence; returns as soon as it begins.
    pub async fn open<Op: Sequential<F>>(
        mut request: Request<'_>,
        framing: F,
    ) -> Result<(RawResponse, Self), Error<Op::ErrorBody>> {
        if let Ok(accepted) = HeaderValue::from_str(Op::MEDIA_TYPE) {
            request.headers.entry(ACCEPT).or_insert(accepted);
        }
        if let Some(flag) = Op::FLAG {
            set(&mut request.body, flag);
        }
        let (mut head, mut body) = download::open::<Op>(request).await?;
        if let Some(other) = other_media_type(&head.headers, Op::MEDIA_TYPE, F::MEDIA_TYPES) {
            let message = format!("the answer is no `{}`, but `{other}`", Op::MEDIA_TYPE);
            let mut whole = BytesMut::new();
            while let Some(chunk) = body.chunk().await? {
                whole.extend_from_slice(&chunk);
            }
            head.body = whole.freeze();
            return Err(head.error(String::new(), message).into());
        }
        Ok((head, Self { body, framing }))
    }

    /// Waits for the next item; `None` at the end of the body.
    ///
    /// # Errors
    /// The connection broke, or the item is larger than [`MAX_ITEM`].
    pub async fn next(&mut self) -> Result<Option<F::Frame>, TransportError> {
        loop {
            if let Some(frame) = self.framing.next() {
                return Ok(Some(frame));
            }
            if self.framing.pending() > MAX_ITEM {
                let message = format!("an item of the answer has more than {MAX_ITEM} bytes");
                return Err(TransportError::new(TransportErrorKind::Other, message));
            }
            match self.body.chunk().await? {
                Some(bytes) => self.framing.feed(&bytes),
                None => {
                    self.framing.end();
                    return Ok(self.framing.next());
                }
            }
        }
    }

    /// Returns what cuts the items.
    pub fn into_framing(self) -> F {
        self.framing
    }
}

/// Sets a property of a JSON object.
fn set(body: &mut Body, flag: &str) {
    let written = body.as_bytes().and_then(|bytes| serde_json::from_slice(bytes).ok());
    if let Some(Value::Object(mut members)) = written {
        members.insert(flag.to_owned(), Value::Bool(true));
        *body = Body::from(Value::Object(members).to_string());
    }
}

/// Returns the media type of an answer that is none of the expected ones. One
/// that has none may be what it should.
fn other_media_type<'h>(headers: &'h HeaderMap, documented: &str, known: &[&str]) -> Option<&'h str> {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let found = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let is_known = essence(found) == essence(documented) || known.contains(&essence(found).as_str());
    (!is_known).then_some(found)
}

/// The items of a sequence, as a [`Stream`] or by [`TypedStream::next`]. An item
/// that cannot be read is an error that holds what arrived, and the items after it
/// follow. Nothing is read before it is asked for; dropping the stream closes it.
#[must_use = "no item is read until the stream is polled"]
pub struct TypedStream<'c, T, B> {
    head: RawResponse,
    items: Pin<Box<dyn Stream<Item = Result<T, Error<B>>> + Send + 'c>>,
}

impl<'c, T, B> TypedStream<'c, T, B> {
    pub(super) fn new(head: RawResponse, items: impl Stream<Item = Result<T, Error<B>>> + Send + 'c) -> Self {
        Self {
            head,
            // At its end, it stays there.
            items: Box::pin(items.fuse()),
        }
    }

    /// Returns the headers of the answer that the stream began with.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the id that the server gave to the request that the stream began with.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id.as_deref()
    }

    /// Waits for the next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error<B>>> {
        std::future::poll_fn(|cx| self.items.as_mut().poll_next(cx)).await
    }
}

impl<T, B> Stream for TypedStream<'_, T, B> {
    type Item = Result<T, Error<B>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.items.as_mut().poll_next(cx)
    }
}

impl<T, B> fmt::Debug for TypedStream<'_, T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypedStream")
            .field("status", &self.head.status)
            .finish_non_exhaustive()
    }
}
