//! Builds a request, one value at a time.

use std::ops::Range;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::body::Body;
use super::core::{Core, checked_base_url};
use super::error::BuildError;
use super::operation::Endpoint;
use super::retry::RetryPolicy;
use super::style::{self, Parameter, ValueStyle};

/// How much longer a path usually is than its template: by an id or two.
const ROOM: usize = 64;

/// A request that is being built. Values are written at once; what cannot be
/// written is kept, and is the error of the call.
#[derive(Debug, Clone)]
pub struct Request<'c> {
    pub(super) core: &'c Core,
    pub(super) endpoint: &'static Endpoint,
    /// The method, where it is not the endpoint's.
    pub(super) method: Option<String>,
    /// The server of the operation, where it has one for itself.
    pub(super) server: Option<&'static str>,
    /// The base URL, where it is not the client's.
    pub(super) base_url: Option<String>,
    pub(super) path: String,
    /// The URL that is asked for in place of path and query.
    pub(super) followed: Option<String>,
    /// Name, and all that is sent for it: `name=1&name=2`.
    pub(super) query: Vec<(&'static str, String)>,
    /// Parameters beyond the documented ones: `name=1`.
    pub(super) extra_query: Vec<String>,
    /// Name, and all that is sent for it: `name=1`.
    pub(super) cookies: Vec<(&'static str, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) failure: Option<BuildError>,
}

impl<'c> Request<'c> {
    /// Begins a request to `endpoint`.
    pub fn new(core: &'c Core, endpoint: &'static Endpoint) -> Self {
        let mut path = String::with_capacity(endpoint.path.len() + ROOM);
        path.push_str(endpoint.path);
        Self {
            core,
            endpoint,
            method: None,
            server: None,
            base_url: None,
            path,
            followed: None,
            query: Vec::new(),
            extra_query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: Body::default(),
            timeout: None,
            retry: None,
            failure: None,
        }
    }

    /// Writes a path parameter in place of `{name}`. Empty values, `.` and `..`
    /// are refused: they would address another path.
    pub fn path(&mut self, name: &'static str, value: &dyn Parameter, style: ValueStyle) {
        if let Some(value) = self.value(name, value) {
            self.set_path(name, &style::path(name, &value, style));
        }
    }

    /// As [`Request::path`], of a text: most of them are written without a copy.
    pub fn path_text(&mut self, name: &'static str, text: &str, style: ValueStyle) {
        match style == style::SIMPLE {
            true => self.set_path(name, &style::encode(text)),
            false => self.path(name, &text, style),
        }
    }

    fn set_path(&mut self, name: &'static str, written: &str) {
        // A written value holds no brace, so that the first match is the template's own.
        match place(&self.path, name) {
            Some(place) if !matches!(written, "" | "." | "..") => {
                self.path.replace_range(place, written);
                // Two parameters of one segment can make a dot segment together.
                if self.path.split('/').any(is_dot_segment) {
                    self.fail(BuildError::PathValue { name: name.to_owned() });
                }
            }
            Some(_) => self.fail(BuildError::PathValue { name: name.to_owned() }),
            None => {}
        }
    }

    /// Writes a query parameter, in place of an earlier value of it.
    pub fn query(&mut self, name: &'static str, value: &dyn Parameter, style: ValueStyle) {
        if let Some(value) = self.value(name, value) {
            set(&mut self.query, name, style::query(name, &value, style));
        }
    }

    /// As [`Request::query`], of a text: most of them are copied once.
    pub fn query_text(&mut self, name: &'static str, text: &str, style: ValueStyle) {
        match style == style::FORM {
            true => set(
                &mut self.query,
                name,
                [&*style::encode(name), "=", &*style::encode(text)].concat(),
            ),
            false => self.query(name, &text, style),
        }
    }

    /// Returns the number that was written for a query parameter.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        let (_, written) = self.query.iter().find(|(other, _)| *other == name)?;
        written.split_once('=')?.1.parse().ok()
    }

    /// Asks for a URL that the server named, in place of path and query. It may
    /// be relative, and has to be of the origin that the request would go to.
    pub(super) fn follow(&mut self, url: &str) {
        self.followed = Some(url.to_owned());
    }

    /// Adds a query parameter beyond the documented ones.
    pub fn extra_query(&mut self, name: &str, value: &str) {
        self.extra_query
            .push(format!("{}={}", style::encode(name), style::encode(value)));
    }

    /// Writes a header parameter, in place of an earlier value of it.
    pub fn header_param(&mut self, name: &'static str, value: &dyn Parameter, style: ValueStyle) {
        if let Some(value) = self.value(name, value) {
            match style::header(&value, style) {
                Some(text) => self.header(name, &text),
                None => {
                    self.headers.remove(name);
                }
            }
        }
    }

    /// Writes a cookie parameter, in place of an earlier value of it.
    pub fn cookie(&mut self, name: &'static str, value: &dyn Parameter, style: ValueStyle) {
        if let Some(value) = self.value(name, value) {
            set(&mut self.cookies, name, style::cookie(name, &value, style));
        }
    }

    /// Sets a header, in place of an earlier value of it.
    pub fn header(&mut self, name: &str, value: &str) {
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => self.fail(BuildError::Header { name: name.to_owned() }),
        }
    }

    /// Sends `body` as JSON, under a media type of JSON.
    pub fn json<T: serde::Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body(media_type, bytes),
            Err(error) => self.fail(BuildError::Body {
                message: error.to_string(),
            }),
        }
    }

    /// Sends a body that is already bytes, or a source of them.
    pub fn body(&mut self, media_type: &str, body: impl Into<Body>) {
        self.body = body.into();
        self.header(CONTENT_TYPE.as_str(), media_type);
    }

    /// Gives up after `timeout`, whatever the client says.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Makes the call again by `policy`, whatever the client says.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    /// Sends the request below `base_url`, whatever the client says.
    pub fn base_url(&mut self, base_url: &str) {
        match checked_base_url(base_url) {
            Ok(base_url) => self.base_url = Some(base_url),
            Err(failure) => self.fail(failure),
        }
    }

    /// Keeps the first failure: the call returns it.
    pub(super) fn fail(&mut self, failure: BuildError) {
        self.failure.get_or_insert(failure);
    }

    fn value(&mut self, name: &str, value: &dyn Parameter) -> Option<serde_json::Value> {
        match value.to_value() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(BuildError::Value {
                    name: name.to_owned(),
                    message: error.to_string(),
                });
                None
            }
        }
    }
}

/// Finds `{name}` in a path template.
fn place(path: &str, name: &str) -> Option<Range<usize>> {
    let mut places = path.match_indices('{').map(|(start, _)| start..start + name.len() + 2);
    let is_it = |text: &str| text[1..].strip_suffix('}') == Some(name);
    places.find(|place| path.get(place.clone()).is_some_and(is_it))
}

/// Tells whether a segment stands for another path. An encoded dot is a dot to
/// whoever normalizes the URL (RFC 3986 section 6.2.2.2).
fn is_dot_segment(segment: &str) -> bool {
    let mut dots = 0;
    let mut rest = segment;
    while let Some(after) = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        dots += 1;
        rest = after;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// Sets what is sent for `name`; an empty text sends nothing.
fn set(entries: &mut Vec<(&'static str, String)>, name: &'static str, written: String) {
    entries.retain(|(other, _)| *other != name);
    if !written.is_empty() {
        entries.push((name, written));
    }
}
