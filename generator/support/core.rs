//! What every call of a client shares: where the server is, how it is reached,
//! and which credentials go there.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use secrecy::SecretString;
// Its clock is the system's, and can be stopped in tests.
use tokio::time::Instant;

use super::error::{BuildError, Error};
use super::redirect::{self, Sent};
use super::request::Request;
use super::reqwest_transport::ReqwestTransport;
use super::response::RawResponse;
use super::retry::{self, RetryPolicy};
use super::security::{self, Scheme, Written};
use super::transport::{Transport, TransportError, TransportErrorKind};

/// How long a call may take where nothing else is said.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What the document says about a client.
#[derive(Debug)]
pub struct Profile {
    /// The URL of the document's first server.
    pub base_url: Option<&'static str>,
    /// `crate/version`.
    pub user_agent: &'static str,
    /// The security schemes.
    pub schemes: &'static [Scheme],
    /// Alternatives of schemes by name, for operations that have none of their own.
    pub security: &'static [&'static [&'static str]],
    /// The prefix of the headers that other servers spell otherwise.
    pub header_prefix: Option<&'static str>,
    /// Headers with the id of the request; the first found wins.
    pub request_id_headers: &'static [&'static str],
    /// Headers that override the HTTP status; the first found wins.
    pub status_headers: &'static [&'static str],
    /// When a call that failed is made again.
    pub retry: RetryPolicy,
    /// The header that tells attempts of one call from another call.
    pub idempotency_header: Option<&'static str>,
}

/// The shared state of a client.
pub struct Core {
    profile: &'static Profile,
    transport: Arc<dyn Transport>,
    base_url: String,
    credentials: Vec<Option<SecretString>>,
    headers: HeaderMap,
    header_prefix: Option<&'static str>,
    timeout: Option<Duration>,
    retry: RetryPolicy,
}

impl Core {
    /// Returns the URL that paths are appended to.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Sends a request, and sends it again where its policy says so.
    pub(super) async fn execute(&self, request: Request<'_>) -> Result<RawResponse, Error<()>> {
        let timeout = request.timeout.or(self.timeout);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let manual = request.endpoint.manual_redirect;
        let policy = request.retry.unwrap_or(self.retry);
        let sent = self.finish(request)?;
        let repeatable = retry::is_repeatable(&sent.method, &sent.headers, self.profile.idempotency_header);
        let mut attempts = 1;
        loop {
            let outcome = self.attempt(sent.clone(), deadline, manual).await;
            let wait = policy.wait(attempts, repeatable, &outcome);
            let wait = wait.filter(|wait| {
                let end = Instant::now().checked_add(*wait);
                deadline.is_none_or(|deadline| end.is_some_and(|end| end < deadline))
            });
            let Some(wait) = wait else {
                return outcome.map_err(Error::Transport);
            };
            self.transport.sleep(wait).await;
            attempts += 1;
        }
    }

    /// Sends a request once, and follows redirects within its origin.
    async fn attempt(
        &self,
        mut sent: Sent,
        deadline: Option<Instant>,
        manual: bool,
    ) -> Result<RawResponse, TransportError> {
        for _ in 0..=redirect::LIMIT {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let response = self.transport.send(sent.request(), left).await?;
            let next = if manual {
                None
            } else {
                redirect::next(&sent, &response)?
            };
            match next {
                Some(next) => sent = next,
                None => return Ok(self.receive(response)),
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

    fn receive(&self, response: http::Response<bytes::Bytes>) -> RawResponse {
        let (parts, body) = response.into_parts();
        let first = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| parts.headers.get(*name)?.to_str().ok());
            values.next().map(str::to_owned)
        };
        let status =
            first(self.profile.status_headers).and_then(|status| StatusCode::from_bytes(status.trim().as_bytes()).ok());
        RawResponse {
            status: status.unwrap_or(parts.status),
            http_status: parts.status,
            request_id: first(self.profile.request_id_headers),
            headers: parts.headers,
            body,
        }
    }
}

/// Shows neither credentials nor headers.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.base_url)
            .field("transport", &self.transport)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
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

/// Builds a [`Core`].
pub struct CoreBuilder {
    profile: &'static Profile,
    transport: Option<Arc<dyn Transport>>,
    base_url: Option<String>,
    credentials: Vec<Option<SecretString>>,
    headers: HeaderMap,
    header_prefix: Option<&'static str>,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    failure: Option<BuildError>,
}

impl CoreBuilder {
    /// Begins a client.
    pub fn new(profile: &'static Profile) -> Self {
        Self {
            profile,
            transport: None,
            base_url: profile.base_url.map(str::to_owned),
            credentials: profile.schemes.iter().map(|_| None).collect(),
            headers: HeaderMap::new(),
            header_prefix: None,
            timeout: Some(TIMEOUT),
            retry: profile.retry,
            failure: None,
        }
    }

    /// Sets the URL that paths are appended to.
    pub fn base_url(&mut self, base_url: String) {
        self.base_url = Some(base_url);
    }

    /// Sets the credential of the scheme with this index. An empty one is none.
    pub fn credential(&mut self, index: usize, value: String) {
        if let Some(slot) = self.credentials.get_mut(index) {
            *slot = if value.is_empty() {
                None
            } else {
                Some(SecretString::from(value))
            };
        }
    }

    /// Sets a header of every request.
    pub fn header(&mut self, name: &str, value: &str) {
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => {
                self.failure.get_or_insert(BuildError::Header { name: name.to_owned() });
            }
        }
    }

    /// Spells the family of headers with another prefix.
    pub fn header_prefix(&mut self, prefix: &'static str) {
        self.header_prefix = Some(prefix);
    }

    /// Sets how long a call may take; `None` is as long as it takes.
    pub fn timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }

    /// Sets when a call that failed is made again.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = policy;
    }

    /// Sets how requests reach the server.
    pub fn transport(&mut self, transport: Arc<dyn Transport>) {
        self.transport = Some(transport);
    }

    /// Builds the client's state.
    ///
    /// # Errors
    /// There is no usable base URL, a header is not valid, or the default
    /// transport cannot be set up.
    pub fn build(self) -> Result<Core, BuildError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let base_url = checked_base_url(&self.base_url.ok_or(BuildError::MissingBaseUrl)?)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::new(reqwest::Client::builder()).map_err(BuildError::Transport)?),
        };
        Ok(Core {
            profile: self.profile,
            transport,
            base_url,
            credentials: self.credentials,
            headers: self.headers,
            header_prefix: self.header_prefix,
            timeout: self.timeout,
            retry: self.retry,
        })
    }
}

/// Shows neither credentials nor headers.
impl fmt::Debug for CoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoreBuilder")
            .field("base_url", &self.base_url)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Checks that paths can be appended, and takes the slash off the end.
pub(super) fn checked_base_url(base_url: &str) -> Result<String, BuildError> {
    let refuse = |message: String| BuildError::BaseUrl { message };
    let url = url::Url::parse(base_url).map_err(|error| refuse(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(refuse("it is neither http nor https".to_owned()));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("it has a query, a fragment or a user".to_owned()));
    }
    Ok(base_url.trim_end_matches('/').to_owned())
}
