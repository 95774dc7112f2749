//! Sends requests: follows redirects, renews credentials, and makes an attempt
//! again where the policy says so.

use std::future::Future;
use std::pin::pin;

use futures_util::future::{Either, select};
use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::clock::Instant;
use super::core::Core;
use super::error::Error;
use super::middleware::{Attempt, Next};
use super::redirect::{self, Target};
use super::request::Request;
use super::response::RawResponse;
use super::security::{self, Secrets};
use super::transport::{TransportError, TransportErrorKind};

const NO_CREDENTIAL: &str = "no credential was obtained in time";
const NO_ANSWER: &str = "the server did not answer in time";

/// What holds for every request of a call.
struct Sending<'r> {
    request: &'r Request<'r>,
    secrets: &'r Secrets<'r>,
    /// Which request is the next.
    next: &'r mut Attempt,
    /// When the time of the whole call is over.
    deadline: Option<Instant>,
}

impl Core {
    /// Sends a request, and sends it again where its policy says so.
    pub(super) async fn execute(&self, request: Request<'_>) -> Result<RawResponse, Error<()>> {
        self.exchange(request, None).await
    }

    /// As [`Core::execute`], and puts the body of a success into `unread` where
    /// there is such a place.
    pub(super) async fn exchange(
        &self,
        mut request: Request<'_>,
        mut unread: Option<&mut Body>,
    ) -> Result<RawResponse, Error<()>> {
        let timeout = request.timeout.or(self.timeout);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let policy = request.retry.unwrap_or(self.retry);
        if let Some(failure) = request.failure.take() {
            return Err(failure.into());
        }
        let mut secrets = security::choose(request.endpoint, self.profile, &self.credentials)?;
        let mut renewable = secrets.can_change();
        if renewable {
            self.within(deadline, NO_CREDENTIAL, secrets.obtain()).await??;
        }
        let repeatable = self.make_repeatable(&mut request);
        let replayable = request.body.is_replayable();
        let mut next = Attempt::new(request.endpoint);
        let mut attempts = 1;
        loop {
            let target = self.target(&request, &secrets)?;
            let message = self.message(&request, &secrets, &target)?;
            let sending = Sending {
                request: &request,
                secrets: &secrets,
                next: &mut next,
                deadline,
            };
            let outcome = self.attempt(sending, target, message, unread.as_deref_mut()).await;
            // What was refused was not done, so that any call can be made again.
            let is_refused = matches!(&outcome, Ok(response) if self.profile.refusal.is(response));
            if renewable && replayable && is_refused {
                renewable = false;
                self.within(deadline, NO_CREDENTIAL, secrets.obtain()).await??;
                continue;
            }
            let wait = policy.wait(attempts, repeatable, &outcome);
            let wait = wait.filter(|wait| {
                let end = Instant::now().checked_add(*wait);
                let in_time = deadline.is_none_or(|deadline| end.is_some_and(|end| end < deadline));
                replayable && in_time
            });
            let Some(wait) = wait else {
                return outcome.map_err(Error::Transport);
            };
            self.transport.sleep(wait).await;
            attempts += 1;
        }
    }

    /// Does a part of the work before the time of the call is over.
    async fn within<T>(
        &self,
        deadline: Option<Instant>,
        message: &str,
        work: impl Future<Output = T>,
    ) -> Result<T, TransportError> {
        let Some(deadline) = deadline else {
            return Ok(work.await);
        };
        let left = deadline.saturating_duration_since(Instant::now());
        match select(pin!(work), self.transport.sleep(left)).await {
            Either::Left((done, _)) => Ok(done),
            Either::Right(_) => Err(TransportError::new(TransportErrorKind::Timeout, message)),
        }
    }

    /// Sends a request once, follows redirects within its origin, and reads the body.
    async fn attempt(
        &self,
        sending: Sending<'_>,
        mut target: Target,
        mut message: http::Request<Body>,
        unread: Option<&mut Body>,
    ) -> Result<RawResponse, TransportError> {
        let Sending {
            request,
            secrets,
            next,
            deadline,
        } = sending;
        for _ in 0..=redirect::LIMIT {
            let attempt = *next;
            next.resends += 1;
            let response = self.send(message, attempt, deadline, unread.is_some()).await?;
            let elsewhere = if request.endpoint.manual_redirect {
                None
            } else {
                redirect::next(&target, &request.body, &response)?
            };
            let Some(elsewhere) = elsewhere else {
                return self.receive(response, deadline, unread).await;
            };
            target = elsewhere;
            message = self.message(request, secrets, &target).map_err(|error| {
                TransportError::new(TransportErrorKind::Other, "a redirect cannot be followed").with_source(error)
            })?;
        }
        let message = format!("the server redirects more than {} times", redirect::LIMIT);
        Err(TransportError::new(TransportErrorKind::Redirect, message))
    }

    /// Sends a request through the middleware and the transport.
    async fn send(
        &self,
        message: http::Request<Body>,
        attempt: Attempt,
        deadline: Option<Instant>,
        is_unread: bool,
    ) -> Result<http::Response<Body>, TransportError> {
        let next = Next {
            middleware: &self.middleware,
            transport: &*self.transport,
            attempt,
            // The time of a transport would be over in the middle of a body that is read later.
            deadline: deadline.filter(|_| !is_unread),
        };
        match is_unread || !self.middleware.is_empty() {
            true => self.within(deadline, NO_ANSWER, next.run(message)).await?,
            false => next.run(message).await,
        }
    }

    /// Takes a response apart, and reads its body: that of a success is put
    /// into `unread` where there is such a place.
    async fn receive(
        &self,
        response: http::Response<Body>,
        deadline: Option<Instant>,
        unread: Option<&mut Body>,
    ) -> Result<RawResponse, TransportError> {
        let (mut received, body) = self.head(response);
        match unread {
            Some(unread) if received.status.is_success() => *unread = body,
            Some(_) => received.body = self.within(deadline, NO_ANSWER, body.collect()).await??,
            None => received.body = body.collect().await?,
        }
        if received.status.is_client_error() || received.status.is_server_error() {
            received.error_code = self.error_code(&received);
        }
        Ok(received)
    }

    /// Finds the code of an error, in its headers or its body.
    fn error_code(&self, response: &RawResponse) -> Option<String> {
        let in_body = || {
            let pointer = self.profile.error_code_pointer?;
            let body: serde_json::Value = serde_json::from_slice(&response.body).ok()?;
            body.pointer(pointer)?.as_str().map(str::to_owned)
        };
        first(&response.headers, self.profile.error_code_headers).or_else(in_body)
    }

    /// Takes a response apart: what is known of it, and the body that is still to be read.
    fn head(&self, response: http::Response<Body>) -> (RawResponse, Body) {
        let (parts, body) = response.into_parts();
        let status = first(&parts.headers, self.profile.status_headers);
        let status = status.and_then(|status| StatusCode::from_bytes(status.trim().as_bytes()).ok());
        let received = RawResponse {
            status: status.unwrap_or(parts.status),
            http_status: parts.status,
            request_id: first(&parts.headers, self.profile.request_id_headers),
            error_code: None,
            headers: parts.headers,
            body: bytes::Bytes::new(),
        };
        (received, body)
    }
}

/// Returns the text of the first of the headers `names` that there is.
fn first(headers: &HeaderMap, names: &[&str]) -> Option<String> {
    let mut values = names.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    values.next().map(str::to_owned)
}
