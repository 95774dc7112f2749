//! Sends requests: puts their parts together, follows redirects, and makes an
//! attempt again where the policy says so.

use std::fmt;
use std::future::Future;
use std::pin::pin;

use futures_util::future::{Either, select};
use http::header::{ACCEPT, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
// Its clock is the system's, and can be stopped in tests.
use tokio::time::Instant;
use url::Url;

use super::body::Body;
use super::core::Core;
use super::error::{BuildError, Error};
use super::redirect::{self, Sent};
use super::request::Request;
use super::response::RawResponse;
use super::retry;
use super::security::{self, Secrets, Written};
use super::style;
use super::transport::{TransportError, TransportErrorKind};

const NO_CREDENTIAL: &str = "no credential was obtained in time";
const NO_ANSWER: &str = "the server did not answer in time";

/// How an attempt is made.
#[derive(Debug, Clone, Copy)]
struct Attempt {
    /// When the time of the whole call is over.
    deadline: Option<Instant>,
    /// Whether a redirect is the answer.
    manual_redirect: bool,
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
        request: Request<'_>,
        mut unread: Option<&mut Body>,
    ) -> Result<RawResponse, Error<()>> {
        let timeout = request.timeout.or(self.timeout);
        let attempt = Attempt {
            deadline: timeout.and_then(|timeout| Instant::now().checked_add(timeout)),
            manual_redirect: request.endpoint.manual_redirect,
        };
        let policy = request.retry.unwrap_or(self.retry);
        if let Some(failure) = request.failure {
            return Err(failure.into());
        }
        let chosen = security::choose(request.endpoint, self.profile, &self.credentials)?;
        let mut secrets = Secrets::new(chosen);
        if secrets.can_change() {
            self.within(attempt, NO_CREDENTIAL, secrets.obtain()).await??;
        }
        let mut refused = secrets.can_change().then(|| request.clone());
        let mut sent = self.finish(request, &secrets)?;
        let repeatable = retry::is_repeatable(&sent.method, &sent.headers, self.profile.idempotency_header);
        let replayable = sent.body.is_replayable();
        let mut attempts = 1;
        loop {
            let outcome = self.attempt(sent.clone(), attempt, unread.as_deref_mut()).await;
            // What was refused was not done, so that any call can be made again.
            let is_refused = matches!(&outcome, Ok(response) if self.profile.refusal.is(response));
            if let Some(request) = refused.take_if(|_| replayable && is_refused) {
                self.within(attempt, NO_CREDENTIAL, secrets.renew()).await??;
                sent = self.finish(request, &secrets)?;
                continue;
            }
            let wait = policy.wait(attempts, repeatable, &outcome);
            let wait = wait.filter(|wait| {
                let end = Instant::now().checked_add(*wait);
                let in_time = attempt
                    .deadline
                    .is_none_or(|deadline| end.is_some_and(|end| end < deadline));
                replayable && in_time
            });
            let Some(wait) = wait else {
                return outcome.map_err(Error::Transport);
            };
            self.transport.sleep(wait).await;
            attempts += 1;
        }
    }

    /// Does a part of the work within the time of the call.
    async fn within<T>(
        &self,
        attempt: Attempt,
        message: &str,
        work: impl Future<Output = T>,
    ) -> Result<T, TransportError> {
        let Some(deadline) = attempt.deadline else {
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
        mut sent: Sent,
        attempt: Attempt,
        unread: Option<&mut Body>,
    ) -> Result<RawResponse, TransportError> {
        for _ in 0..=redirect::LIMIT {
            let deadline = attempt.deadline;
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let response = match unread {
                None => self.transport.send(sent.request(), left).await?,
                // The time of a transport would be over in the middle of the body.
                Some(_) => {
                    let answer = self.transport.send(sent.request(), None);
                    self.within(attempt, NO_ANSWER, answer).await??
                }
            };
            let next = if attempt.manual_redirect {
                None
            } else {
                redirect::next(&sent, &response)?
            };
            match next {
                Some(next) => sent = next,
                None => {
                    let (mut received, body) = self.receive(response);
                    match unread {
                        Some(unread) if received.status.is_success() => *unread = body,
                        Some(_) => received.body = self.within(attempt, NO_ANSWER, body.collect()).await??,
                        None => received.body = body.collect().await?,
                    }
                    received.error_code = self.error_code(&received);
                    return Ok(received);
                }
            }
        }
        let message = format!("the server redirects more than {} times", redirect::LIMIT);
        Err(TransportError::new(TransportErrorKind::Redirect, message))
    }

    /// Finds the code of an error, in its headers or its body.
    fn error_code(&self, response: &RawResponse) -> Option<String> {
        let is_error = response.status.is_client_error() || response.status.is_server_error();
        let header = first(&response.headers, self.profile.error_code_headers);
        let body = || {
            let body: serde_json::Value = serde_json::from_slice(&response.body).ok()?;
            body.pointer(self.profile.error_code_pointer?)?
                .as_str()
                .map(str::to_owned)
        };
        if is_error { header.or_else(body) } else { None }
    }

    /// Puts the parts of a request together, credentials included.
    fn finish(&self, request: Request<'_>, secrets: &Secrets<'_>) -> Result<Sent, BuildError> {
        let endpoint = request.endpoint;
        let mut headers = self.headers.clone();
        for (name, value) in [(ACCEPT, endpoint.accept), (USER_AGENT, self.profile.user_agent)] {
            match HeaderValue::from_str(value) {
                Ok(value) if !value.is_empty() => {
                    headers.entry(name).or_insert(value);
                }
                _ => {}
            }
        }
        let mut query: Vec<_> = request.query.into_iter().map(|(_, text)| text).collect();
        query.extend(request.extra_query);
        let mut cookies: Vec<_> = request.cookies.into_iter().map(|(_, text)| text).collect();
        let mut keys = Vec::new();
        for (scheme, credential) in secrets.iter() {
            match security::write(scheme, credential)? {
                Written::Header(name, value) => {
                    headers.insert(name, value);
                }
                Written::Query(text) => keys.push(text),
                Written::Cookie(text) => cookies.push(text),
            }
        }
        // What the call says comes last, and so wins.
        for (name, value) in &request.headers {
            headers.insert(name, value.clone());
        }
        if !cookies.is_empty() {
            let mut value = HeaderValue::from_str(&cookies.join("; ")).map_err(|_| BuildError::Header {
                name: COOKIE.to_string(),
            })?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        let method = request.method.as_deref().unwrap_or(endpoint.method);
        let method = Method::from_bytes(method.as_bytes()).map_err(url_error)?;
        if let Some(name) = self
            .profile
            .idempotency_header
            .filter(|_| !retry::is_idempotent(&method))
        {
            let header = (
                HeaderName::from_bytes(name.as_bytes()),
                HeaderValue::from_str(&retry::key()),
            );
            if let (Ok(name), Ok(key)) = header {
                headers.entry(name).or_insert(key);
            }
        }
        let server = request.server.filter(|_| self.is_of_document());
        let base_url = request.base_url.as_deref().or(server).unwrap_or(&self.base_url);
        let uri = match &request.followed {
            Some(url) => follow(&format!("{base_url}{}", request.path), url, &keys)?,
            None => {
                query.extend(keys);
                join(base_url, &request.path, &query)?
            }
        };
        Ok(Sent {
            method,
            uri,
            headers: self.respell(headers),
            body: request.body,
        })
    }

    /// Tells whether the base URL is the document's: a server of an operation's
    /// own stands for that one, and for no other.
    fn is_of_document(&self) -> bool {
        self.profile.base_url.map(|url| url.trim_end_matches('/')) == Some(self.base_url.as_str())
    }

    /// Gives the family of headers the prefix that the server knows.
    fn respell(&self, headers: HeaderMap) -> HeaderMap {
        let (Some(from), Some(to)) = (self.profile.header_prefix, self.header_prefix) else {
            return headers;
        };
        let mut respelled = HeaderMap::with_capacity(headers.len());
        for (name, value) in &headers {
            let suffix = name.as_str().strip_prefix(&from.to_ascii_lowercase());
            let other = suffix.and_then(|suffix| format!("{to}{suffix}").to_ascii_lowercase().parse().ok());
            respelled.append(other.unwrap_or_else(|| name.clone()), value.clone());
        }
        respelled
    }

    /// Takes a response apart: what is known of it, and the body that is still to be read.
    fn receive(&self, response: http::Response<Body>) -> (RawResponse, Body) {
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

/// Joins base URL, path and query. The base URL's own path is kept.
fn join(base_url: &str, path: &str, query: &[String]) -> Result<Uri, BuildError> {
    let mut url = format!("{base_url}{path}");
    for text in query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(text);
    }
    url.parse().map_err(url_error)
}

/// Resolves `url`, which the server named, against the URL of the operation, and
/// adds the credentials that it lacks. They never go to another origin.
fn follow(operation: &str, url: &str, keys: &[String]) -> Result<Uri, BuildError> {
    let operation = Url::parse(operation).map_err(url_error)?;
    let mut url = operation.join(url).map_err(url_error)?;
    if url.origin() != operation.origin() {
        return Err(url_error("what the server names is at another origin"));
    }
    url.set_fragment(None);
    let named: Vec<String> = url.query_pairs().map(|(name, _)| style::encode(&name)).collect();
    let lacking = |key: &&String| !named.iter().any(|name| key.split('=').next() == Some(name));
    join(
        url.as_str(),
        "",
        &keys.iter().filter(lacking).cloned().collect::<Vec<_>>(),
    )
}

fn url_error(error: impl fmt::Display) -> BuildError {
    BuildError::Url {
        message: error.to_string(),
    }
}
