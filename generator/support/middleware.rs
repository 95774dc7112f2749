//! What sees every request on its way: to sign, log, count or hold it back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::body::Body;
use super::clock::Instant;
use super::operation::Endpoint;
use super::transport::{BoxFuture, Transport, TransportError};

/// Stands between the client and its transport, around every request that is
/// sent: attempts of a call that is made again, and redirects, one by one.
///
/// It is given the request as it goes out, whose credentials are header values
/// that are marked sensitive, and the rest of the way. What it does before
/// [`Next::run`] comes before the request is sent, and what it does with the
/// result comes after: the head of a response whose body is still to be read,
/// or what went wrong. An error of its own is one of the transport: the call
/// is made again where its policy says so.
pub trait Middleware: fmt::Debug + Send + Sync {
    /// Sends a request on its way, and returns what comes of it.
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>>;
}

/// Which request of which call it is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// The operationId, or the method and the path template.
    pub operation: &'static str,
    /// The path template, such as `/users/{user_id}`; empty for what the
    /// document does not describe.
    pub path: &'static str,
    /// How many requests of the same call were sent before: attempts, redirects
    /// and renewed credentials all count.
    pub resends: u32,
}

impl Attempt {
    pub(super) fn new(endpoint: &Endpoint) -> Self {
        Self {
            operation: endpoint.name,
            path: endpoint.path,
            resends: 0,
        }
    }
}

/// The rest of the way of a request.
#[derive(Debug)]
pub struct Next<'a> {
    pub(super) middleware: &'a [Arc<dyn Middleware>],
    pub(super) transport: &'a dyn Transport,
    pub(super) attempt: Attempt,
    /// When the transport gives up.
    pub(super) deadline: Option<Instant>,
}

impl<'a> Next<'a> {
    /// Returns which request of which call it is.
    pub fn attempt(&self) -> Attempt {
        self.attempt
    }

    /// Sends the request on.
    pub fn run(self, request: http::Request<Body>) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        match self.middleware.split_first() {
            Some((first, middleware)) => first.handle(request, Self { middleware, ..self }),
            None => self.transport.send(request, self.left()),
        }
    }

    /// Returns how much time there is still for the request.
    fn left(&self) -> Option<Duration> {
        let deadline = self.deadline?;
        Some(deadline.saturating_duration_since(Instant::now()))
    }
}
