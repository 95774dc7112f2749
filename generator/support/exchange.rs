//! Sends requests: puts their parts together, follows redirects, and makes an
//! attempt again where the policy says so.

use std::fmt;

use http::header::{ACCEPT, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
// Its clock is the system's, and can be stopped in tests.
use tokio::time::Instant;

use super::body::Body;
use super::core::Core;
use super::error::{BuildError, Error};
use super::redirect::{self, Sent};
use super::request::Request;
use super::response::RawResponse;
use super::retry;
use super::security::{self, Written};
use super::transport::{TransportError, TransportErrorKind};

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
        let timeout = request.timeout.or(self.timeout);
        let attempt = Attempt {
            deadline: timeout.and_then(|timeout| Instant::now().checked_add(timeout)),
            manual_redirect: request.endpoint.manual_redirect,
        };
        let policy = request.retry.unwrap_or(self.retry);
        let sent = self.finish(request)?;
        let repeatable = retry::is_repeatable(&sent.method, &sent.headers, self.profile.idempotency_header);
        let replayable = sent.body.is_replayable();
        let mut attempts = 1;
        loop {
            let outcome = self.attempt(sent.clone(), attempt).await;
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

    /// Sends a request once, follows redirects within its origin, and reads the body.
    async fn attempt(&self, mut sent: Sent, attempt: Attempt) -> Result<RawResponse, TransportError> {
        for _ in 0..=redirect::LIMIT {
            let deadline = attempt.deadline;
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let response = self.transport.send(sent.request(), left).await?;
            let next = if attempt.manual_redirect {
                None
            } else {
                redirect::next(&sent, &response)?
            };
            match next {
                Some(next) => sent = next,
                None => {
                    let (mut received, body) = self.receive(response);
                    received.body = body.collect().await?;
                    return Ok(received);
                }
            }
        }
        let message = format!("the server redirects more than {} times", redirect::LIMIT);
        Err(TransportError::new(TransportErrorKind::Redirect, message))
    }

    /// Puts the parts of a request together, credentials included.
    fn finish(&self, request: Request<'_>) -> Result<Sent, BuildError> {
        if let Some(failure) = request.failure {
            return Err(failure);
        }
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
        for (scheme, credential) in security::choose(endpoint, self.profile, &self.credentials)? {
            match security::write(scheme, credential)? {
                Written::Header(name, value) => {
                    headers.insert(name, value);
                }
                Written::Query(text) => query.push(text),
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
        Ok(Sent {
            method,
            uri: join(base_url, &request.path, &query)?,
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
        let first = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| parts.headers.get(*name)?.to_str().ok());
            values.next().map(str::to_owned)
        };
        let status =
            first(self.profile.status_headers).and_then(|status| StatusCode::from_bytes(status.trim().as_bytes()).ok());
        let received = RawResponse {
            status: status.unwrap_or(parts.status),
            http_status: parts.status,
            request_id: first(self.profile.request_id_headers),
            headers: parts.headers,
            body: bytes::Bytes::new(),
        };
        (received, body)
    }
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

fn url_error(error: impl fmt::Display) -> BuildError {
    BuildError::Url {
        message: error.to_string(),
    }
}
