//! OAuth 2 client credentials (RFC 6749 section 4.4) as a [`Credential`]: the
//! client asks the token endpoint itself, with its own transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::body::Body;
use super::error::BuildError;
use super::token::{Credential, CredentialError, Kind, Token, Tokens};
use super::transport::Transport;

/// How long the token endpoint may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The id and the secret of a client that acts for itself. Tokens are obtained
/// from the token endpoint when they are needed, kept until they expire, and
/// replaced when the server refuses them.
///
/// The secret goes to the token endpoint alone: the one of the document, unless
/// [`token_url`](Self::token_url) says another.
#[derive(Clone)]
pub struct ClientCredentials {
    id: String,
    secret: SecretString,
    token_url: Option<String>,
    in_body: bool,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
}

impl ClientCredentials {
    /// Makes credentials that ask for no scope: the server then has a default, or refuses.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            secret: SecretString::from(secret.into()),
            token_url: None,
            in_body: false,
            scopes: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// Asks for a scope, beside those that were asked for before.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Sets the URL of the token endpoint. A relative one begins at the client's base URL.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Adds a parameter to the request for a token, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends id and secret in the body, for servers that do not take them as
    /// `Authorization: Basic` (RFC 6749 section 2.3.1).
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// Writes the body of the request for a token.
    fn form(&self) -> String {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials");
        if !self.scopes.is_empty() {
            form.append_pair("scope", &self.scopes.join(" "));
        }
        if self.in_body {
            form.append_pair("client_id", &self.id);
            form.append_pair("client_secret", self.secret.expose_secret());
        }
        for (name, value) in &self.parameters {
            form.append_pair(name, value);
        }
        form.finish()
    }

    /// Writes the `Authorization` header: both parts are form-encoded first.
    fn basic(&self) -> Result<HeaderValue, CredentialError> {
        let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let pair = format!("{}:{}", encode(&self.id), encode(self.secret.expose_secret()));
        let mut value =
            HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(pair))).map_err(CredentialError::new)?;
        value.set_sensitive(true);
        Ok(value)
    }

    async fn obtain(&self, url: &Url, transport: &dyn Transport) -> Result<Token, CredentialError> {
        let mut request = http::Request::builder()
            .method(Method::POST)
            .uri(url.as_str())
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if !self.in_body {
            request = request.header(AUTHORIZATION, self.basic()?);
        }
        let request = request.body(Body::from(self.form())).map_err(CredentialError::new)?;
        let response = transport
            .send(request, Some(TIMEOUT))
            .await
            .map_err(CredentialError::new)?;
        let status = response.status();
        let body = response.into_body().collect().await.map_err(CredentialError::new)?;
        read(&body, status.is_success()).ok_or_else(|| refusal(status, &body))
    }
}

/// Shows neither the secret nor the parameters.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("id", &self.id)
            .field("token_url", &self.token_url)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl From<ClientCredentials> for Credential {
    fn from(credentials: ClientCredentials) -> Self {
        Self(Kind::Deferred(Box::new(move |scheme, base_url, transport| {
            let url = credentials
                .token_url
                .as_deref()
                .or(scheme.token_url)
                .unwrap_or_default();
            let base = Url::parse(&format!("{base_url}/"));
            let url = base.and_then(|base| base.join(url)).map_err(|error| BuildError::Url {
                message: format!("the token endpoint of `{}`: {error}", scheme.name),
            })?;
            let credentials = Arc::new(credentials);
            Ok(Tokens::new(move |_| {
                let (credentials, url, transport) = (Arc::clone(&credentials), url.clone(), Arc::clone(&transport));
                async move { credentials.obtain(&url, &*transport).await }
            }))
        })))
    }
}

/// Reads a successful response (RFC 6749 section 5.1).
fn read(body: &Bytes, is_success: bool) -> Option<Token> {
    let body: Value = serde_json::from_slice(body).ok().filter(|_| is_success)?;
    let token = Token::new(body.get("access_token")?.as_str()?);
    // A few servers write the number as a text.
    let life = body.get("expires_in");
    let life = life.and_then(|life| life.as_u64().or_else(|| life.as_str()?.parse().ok()));
    Some(match life {
        Some(seconds) => token.expires_in(Duration::from_secs(seconds)),
        None => token,
    })
}

/// Words an error response (RFC 6749 section 5.2). Of the body only what the
/// standard defines is shown: another could hold anything.
fn refusal(status: http::StatusCode, body: &Bytes) -> CredentialError {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let mut message = format!("the token endpoint answered {status}");
    for key in ["error", "error_description"] {
        if let Some(text) = body.get(key).and_then(Value::as_str) {
            message.push_str(": ");
            message.extend(text.chars().filter(|character| !character.is_control()).take(200));
        }
    }
    CredentialError::new(message)
}
