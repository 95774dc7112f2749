//! Bodies of responses that are read while they arrive.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream::try_unfold;

use super::body::Body;
use super::call::{Call, fail, is_success, retype};
use super::error::Error;
use super::operation::Operation;
use super::request::Request;
use super::response::{RawResponse, Response};
use super::transport::TransportError;

/// An operation whose success is bytes.
pub trait Download: Operation {}

impl<Op: Download> Call<'_, Op> {
    /// Sends the request, and returns as soon as the body begins: it is read
    /// piece by piece, and never held as a whole.
    ///
    /// The timeout of the call is for the beginning of the answer. A body may
    /// take as long as it takes: to give up on it, drop it.
    ///
    /// # Errors
    /// As [`Call::send`]; what goes wrong later is an item of the stream. Once
    /// the body begins, no attempt is made again.
    pub async fn send_stream(self) -> Result<Response<ByteStream, Op>, Error<Op::ErrorBody>> {
        let (received, body) = open::<Op>(self.request).await?;
        Ok(Response::new(received, body))
    }
}

/// Sends a request, and returns what is known of a success as soon as its body
/// begins.
pub(super) async fn open<Op: Operation>(
    request: Request<'_>,
) -> Result<(RawResponse, ByteStream), Error<Op::ErrorBody>> {
    let core = request.core;
    let documented_redirect = request.endpoint.manual_redirect;
    let mut body = Body::default();
    let mut received = core.exchange(request, Some(&mut body)).await.map_err(retype)?;
    if !is_success(&received, documented_redirect) {
        return Err(fail(received, Op::ERRORS));
    }
    if !received.body.is_empty() {
        body = Body::from(std::mem::take(&mut received.body));
    }
    let body = ByteStream::new(&body)?;
    Ok((received, body))
}

/// A body that is read while it arrives, as a [`Stream`] of its pieces or by
/// [`ByteStream::chunk`]. What is not asked for stays on the connection, so that
/// a server sends no faster than its pieces are used.
pub struct ByteStream {
    length: Option<u64>,
    pieces: Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>,
}

impl ByteStream {
    fn new(body: &Body) -> Result<Self, TransportError> {
        let pieces = try_unfold(body.open()?, |mut chunks| async move {
            let chunk = chunks.next().await?;
            Ok(chunk.map(|chunk| (chunk, chunks)))
        });
        Ok(Self {
            length: body.length(),
            pieces: Box::pin(pieces),
        })
    }

    /// Returns how many bytes there are in all, where the server says it.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Waits for the next piece; `None` at the end.
    ///
    /// # Errors
    /// The connection broke before the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        let next = std::future::poll_fn(|cx| self.pieces.as_mut().poll_next(cx));
        next.await.transpose()
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pieces.as_mut().poll_next(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
