//! What every call of a client shares: where the server is, how it is reached,
//! and which credentials go there.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::error::BuildError;
use super::middleware::Middleware;
use super::reqwest_transport::ReqwestTransport;
use super::retry::RetryPolicy;
use super::security::{Refusal, Scheme};
use super::token::{Credential, Held};
use super::transport::Transport;

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
    /// Headers with the code of an error; the first found wins.
    pub error_code_headers: &'static [&'static str],
    /// JSON Pointer to the code in the body of an error, where no header has it.
    pub error_code_pointer: Option<&'static str>,
    /// Answers that mean that a credential was refused.
    pub refusal: Refusal,
    /// When a call that failed is made again.
    pub retry: RetryPolicy,
    /// The header that tells attempts of one call from another call.
    pub idempotency_header: Option<&'static str>,
}

/// The shared state of a client.
pub struct Core {
    pub(super) profile: &'static Profile,
    pub(super) transport: Arc<dyn Transport>,
    /// From the call to the transport.
    pub(super) middleware: Vec<Arc<dyn Middleware>>,
    pub(super) base_url: String,
    pub(super) credentials: Vec<Option<Held>>,
    pub(super) headers: HeaderMap,
    pub(super) header_prefix: Option<&'static str>,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: RetryPolicy,
}

impl Core {
    /// Returns the URL that paths are appended to.
    pub fn base_url(&self) -> &str {
        &self.base_url
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

/// Builds a [`Core`].
pub struct CoreBuilder {
    profile: &'static Profile,
    transport: Option<Arc<dyn Transport>>,
    middleware: Vec<Arc<dyn Middleware>>,
    base_url: Option<String>,
    credentials: Vec<Option<Credential>>,
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
            middleware: Vec::new(),
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
    pub fn credential(&mut self, index: usize, credential: Credential) {
        if let Some(slot) = self.credentials.get_mut(index) {
            *slot = Some(credential);
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

    /// Adds what every request passes on its way, behind what was added before.
    pub fn middleware(&mut self, middleware: Arc<dyn Middleware>) {
        self.middleware.push(middleware);
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
        let credentials = self.profile.schemes.iter().zip(self.credentials);
        let credentials = credentials.map(|(scheme, credential)| match credential {
            Some(credential) => credential.build(scheme, &base_url, &transport),
            None => Ok(None),
        });
        Ok(Core {
            profile: self.profile,
            credentials: credentials.collect::<Result<_, _>>()?,
            transport,
            middleware: self.middleware,
            base_url,
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

/// Checks that paths can be appended, and takes the slash off the end. A host
/// that is not written as HTTP has it, such as `bücher.example`, is rewritten.
pub(super) fn checked_base_url(base_url: &str) -> Result<String, BuildError> {
    let refuse = |message: String| BuildError::BaseUrl { message };
    let url = url::Url::parse(base_url).map_err(|error| refuse(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(refuse("it is neither http nor https".to_owned()));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("it has a query, a fragment or a user".to_owned()));
    }
    let base_url = match base_url.parse::<Uri>() {
        Ok(_) => base_url,
        Err(_) => url.as_str(),
    };
    base_url.parse::<Uri>().map_err(|error| refuse(error.to_string()))?;
    Ok(base_url.trim_end_matches('/').to_owned())
}
