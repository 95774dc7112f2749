//! A `tower` service as transport: `hyper`, a stack of layers, or an `axum`
//! router in the same process.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use tokio::time::{Instant, timeout_at};
use tower_service::Service;

use super::body::{Body, Chunks};
use super::outgoing::Outgoing;
use super::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// Any error of a service.
type BoxError = Box<dyn StdError + Send + Sync>;

/// The body of a request that a service is given.
pub type TowerBody = Outgoing;

/// Sends requests with a `tower` service, of which each request has a clone.
///
/// The service is given the requests as they go out, one for every attempt and
/// redirect, and must follow no redirect by itself. The client waits until it
/// is ready, and gives up when the time of the call is over, be it while the
/// body of the response is read.
#[derive(Clone)]
pub struct TowerTransport<S>(S);

impl<S> TowerTransport<S> {
    /// Makes a transport of a service.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<TowerBody>, Response = http::Response<B>> + Clone + Send + Sync,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Body>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        // Readiness is that of one handle: a clone does not have it.
        let mut service = self.0.clone();
        Box::pin(async move {
            let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
            let (parts, body) = request.into_parts();
            let request = http::Request::from_parts(parts, Outgoing::new(&body)?);
            let answer = async {
                poll_fn(|cx| service.poll_ready(cx)).await?;
                service.call(request).await
            };
            let answer = before(deadline, answer).await?;
            let (parts, body) = answer.map_err(|error| broken(error.into()))?.into_parts();
            let length = body.size_hint().exact();
            let body = Box::pin(body);
            let body = Body::from_chunks(Incoming { body, deadline }, length);
            Ok(http::Response::from_parts(parts, body))
        })
    }
}

/// A response whose body is still to come.
struct Incoming<B> {
    body: Pin<Box<B>>,
    deadline: Option<Instant>,
}

impl<B> Chunks for Incoming<B>
where
    B: http_body::Body + Send,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            loop {
                let frame = poll_fn(|cx| self.body.as_mut().poll_frame(cx));
                let Some(frame) = before(self.deadline, frame).await? else {
                    return Ok(None);
                };
                // Trailers are no part of what a call returns.
                if let Ok(mut data) = frame.map_err(|error| broken(error.into()))?.into_data() {
                    return Ok(Some(data.copy_to_bytes(data.remaining())));
                }
            }
        })
    }
}

/// Waits until the time is over.
async fn before<T>(deadline: Option<Instant>, work: impl Future<Output = T>) -> Result<T, TransportError> {
    match deadline {
        None => Ok(work.await),
        Some(deadline) => timeout_at(deadline, work)
            .await
            .map_err(|_| TransportError::new(TransportErrorKind::Timeout, "the server did not answer in time")),
    }
}

/// Keeps what the service says; a layer may have an error of a transport to say.
fn broken(error: BoxError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => {
            TransportError::new(TransportErrorKind::Other, "the exchange with the server broke off").with_source(error)
        }
    }
}
