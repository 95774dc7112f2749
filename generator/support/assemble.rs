//! Puts the parts of a request together: where it goes, its headers, credentials.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use url::Url;

use super::body::Body;
use super::core::Core;
use super::error::BuildError;
use super::redirect::Target;
use super::request::Request;
use super::retry;
use super::security::{self, Place, Scheme, Secrets, Written};
use super::style;

/// How many headers the client adds by itself: `Accept`, `User-Agent`, a
/// credential, a cookie.
const OWN_HEADERS: usize = 4;

impl Core {
    /// Returns where a request goes at first.
    pub(super) fn target(&self, request: &Request<'_>, secrets: &Secrets<'_>) -> Result<Target, BuildError> {
        let method = request.method.as_deref().unwrap_or(request.endpoint.method);
        let method = Method::from_bytes(method.as_bytes()).map_err(url_error)?;
        let mut keys = Vec::new();
        let in_query = |scheme: &Scheme| matches!(scheme.place, Place::Query(_));
        for (scheme, credential) in secrets.iter().filter(|(scheme, _)| in_query(scheme)) {
            if let Written::Query(text) = security::write(scheme, credential)? {
                keys.push(text);
            }
        }
        let server = request.server.filter(|_| self.is_of_document());
        let base_url = request.base_url.as_deref().or(server).unwrap_or(&self.base_url);
        let keys = keys.iter().map(String::as_str);
        let uri = match &request.followed {
            Some(url) => follow(&format!("{base_url}{}", request.path), url, keys)?,
            None => {
                let query = request.query.iter().map(|(_, text)| text.as_str());
                let extra = request.extra_query.iter().map(String::as_str);
                join(base_url, &request.path, query.chain(extra).chain(keys))?
            }
        };
        Ok(Target::new(method, uri))
    }

    /// Gives a call that is not idempotent a key, where the API takes one: every
    /// attempt has the same. Tells whether the call can be made again.
    pub(super) fn make_repeatable(&self, request: &mut Request<'_>) -> bool {
        let method = request.method.as_deref().unwrap_or(request.endpoint.method);
        if retry::is_idempotent(method) {
            return true;
        }
        let Some(name) = self.profile.idempotency_header else {
            return false;
        };
        let is_there = self.headers.contains_key(name) || request.headers.contains_key(name);
        let header = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(&retry::key()),
        );
        match header {
            _ if is_there => true,
            (Ok(name), Ok(key)) => {
                request.headers.insert(name, key);
                true
            }
            _ => false,
        }
    }

    /// Makes the request that is sent to `target`. It is made anew for every
    /// attempt, so that what is sent once is copied never.
    pub(super) fn message(
        &self,
        request: &Request<'_>,
        secrets: &Secrets<'_>,
        target: &Target,
    ) -> Result<http::Request<Body>, BuildError> {
        let mut headers = self.message_headers(request, secrets)?;
        let mut body = Body::default();
        match target.has_body {
            true => body = request.body.clone(),
            false => target.forget_body(&mut headers),
        }
        let mut message = http::Request::new(body);
        *message.method_mut() = target.method.clone();
        *message.uri_mut() = target.uri.clone();
        *message.headers_mut() = headers;
        Ok(message)
    }

    /// Collects the headers: the client's, those of the endpoint, credentials,
    /// and those of the call.
    fn message_headers(&self, request: &Request<'_>, secrets: &Secrets<'_>) -> Result<HeaderMap, BuildError> {
        let mut headers = HeaderMap::with_capacity(self.headers.len() + request.headers.len() + OWN_HEADERS);
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        for (name, value) in [(ACCEPT, request.endpoint.accept), (USER_AGENT, self.profile.user_agent)] {
            match HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes())) {
                Ok(value) if !value.is_empty() => {
                    headers.entry(name).or_insert(value);
                }
                _ => {}
            }
        }
        let mut cookies: Vec<_> = request.cookies.iter().map(|(_, text)| text.as_str()).collect();
        let mut secret_cookies = Vec::new();
        for (scheme, credential) in secrets.iter() {
            match security::write(scheme, credential)? {
                Written::Header(name, value) => {
                    headers.insert(name, value);
                }
                Written::Cookie(text) => secret_cookies.push(text),
                // It is a part of where the request goes.
                Written::Query(_) => {}
            }
        }
        // What the call says comes last, and so wins.
        for (name, value) in &request.headers {
            headers.insert(name, value.clone());
        }
        cookies.extend(secret_cookies.iter().map(String::as_str));
        if !cookies.is_empty() {
            let mut value = HeaderValue::from_str(&cookies.join("; ")).map_err(|_| BuildError::Header {
                name: COOKIE.to_string(),
            })?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        Ok(self.respell(headers))
    }

    /// Tells whether the base URL is the document's: a server of an operation's
    /// own stands for that one, and for no other.
    fn is_of_document(&self) -> bool {
        self.profile.base_url.map(|url| url.trim_end_matches('/')) == Some(self.base_url.as_str())
    }

    /// Gives the family of headers the prefix that the server knows.
    pub(super) fn respell(&self, headers: HeaderMap) -> HeaderMap {
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
}

/// Joins base URL, path and query. The base URL's own path is kept.
fn join<'a>(base_url: &str, path: &str, query: impl Iterator<Item = &'a str> + Clone) -> Result<Uri, BuildError> {
    let length = query.clone().map(|text| text.len() + 1).sum::<usize>();
    let mut url = String::with_capacity(base_url.len() + path.len() + length);
    url.push_str(base_url);
    url.push_str(path);
    for text in query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(text);
    }
    Uri::from_maybe_shared(Bytes::from(url)).map_err(url_error)
}

/// Resolves `url`, which the server named, against the URL of the operation, and
/// adds the credentials that it lacks. They never go to another origin.
fn follow<'a>(operation: &str, url: &str, keys: impl Iterator<Item = &'a str> + Clone) -> Result<Uri, BuildError> {
    let operation = Url::parse(operation).map_err(url_error)?;
    let mut url = operation.join(url).map_err(url_error)?;
    if url.origin() != operation.origin() {
        return Err(url_error("what the server names is at another origin"));
    }
    url.set_fragment(None);
    let named: Vec<String> = url
        .query_pairs()
        .map(|(name, _)| style::encode(&name).into_owned())
        .collect();
    let lacking = |key: &&str| !named.iter().any(|name| key.split('=').next() == Some(name));
    join(url.as_str(), "", keys.filter(lacking))
}

fn url_error(error: impl fmt::Display) -> BuildError {
    BuildError::Url {
        message: error.to_string(),
    }
}
