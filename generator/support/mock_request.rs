//! What a request has to be to meet an expectation: what the expected call would
//! send, in all that was set for it.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue, Request as HttpRequest};
use percent_encoding::percent_decode_str;

use super::body::Body;
use super::mock_body;
use super::redirect::Target;
use super::request::Request;
use super::security::Secrets;

/// How the body is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyRule {
    Same,
    /// What is expected is there, and perhaps more.
    Partial,
    Any,
}

/// A request that is expected.
#[derive(Debug)]
pub(super) struct Expected {
    /// The name of the operation.
    pub name: &'static str,
    /// The path with its parameters between braces.
    template: String,
    /// Where the call would go.
    pub target: Target,
    /// What it would send.
    pub body: Body,
    /// The headers that were set for the call.
    headers: HeaderMap,
    /// The cookies that were set for the call: `name=1`.
    cookies: Vec<String>,
    /// Parameters that may have any value, by wire name.
    any: Vec<String>,
    pub body_rule: BodyRule,
}

/// What differs between a request and what is expected.
#[derive(Debug, Default)]
pub(super) struct Differences {
    /// In how many places the request is one of another operation.
    pub strange: usize,
    /// What differs, for a person.
    pub list: Vec<String>,
}

impl Expected {
    /// Takes what `request` would send.
    ///
    /// # Panics
    /// The request cannot be built.
    #[track_caller]
    pub fn new(request: Request<'_>) -> Self {
        let (core, endpoint) = (request.core, request.endpoint);
        if let Some(failure) = &request.failure {
            panic!("the expected call cannot be made: {failure}");
        }
        let template = match endpoint.path {
            // An endpoint that the document does not describe.
            "" => request.path.clone(),
            path => path.to_owned(),
        };
        let headers = core.respell(request.headers.clone());
        let cookies = request.cookies.iter().map(|(_, text)| text.clone()).collect();
        let target = match core.target(&request, &Secrets::default()) {
            Ok(target) => target,
            Err(error) => panic!("the expected call cannot be made: {error}"),
        };
        Self {
            name: endpoint.name,
            template,
            target,
            body: request.body,
            headers,
            cookies,
            any: Vec::new(),
            body_rule: BodyRule::Same,
        }
    }

    /// Lets every parameter have any value, and the body too.
    pub fn any_of_all(mut self) -> Self {
        self.any = placeholders(&self.template).map(str::to_owned).collect();
        self.body_rule = BodyRule::Any;
        self
    }

    /// Lets a parameter have any value.
    ///
    /// # Panics
    /// There is no such parameter, or it was not set.
    #[track_caller]
    pub fn any(&mut self, parameter: &str) {
        let query = pairs(self.target.uri.query()).map(|(name, _)| name);
        let headers = self.headers.keys().map(ToString::to_string);
        let cookies = self.cookies.iter().map(|text| cookie_name(text).to_owned());
        let path = placeholders(&self.template).map(str::to_owned);
        let known: Vec<String> = path.chain(query).chain(headers).chain(cookies).collect();
        assert!(
            known.iter().any(|name| is_named(name, parameter)),
            "the expected call of `{}` has no parameter `{parameter}`; it has {}",
            self.name,
            if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            },
        );
        self.any.push(parameter.to_owned());
    }

    /// Tells whether a parameter may have any value.
    fn is_any(&self, name: &str) -> bool {
        self.any.iter().any(|any| is_named(name, any))
    }

    /// Lists what differs. The body has to be in memory.
    pub fn differences(&self, received: &HttpRequest<Bytes>) -> Differences {
        let mut found = Differences::default();
        if self.target.method != received.method() {
            found.strange += 1;
            let (is, should) = (received.method(), &self.target.method);
            found.list.push(format!("method: is {is}, expected {should}"));
        }
        let (is, should) = (received.uri(), &self.target.uri);
        if (is.scheme(), is.authority()) != (should.scheme(), should.authority()) {
            found.strange += 1;
            let origin = |uri: &http::Uri| format!("{}://{}", uri.scheme_str().unwrap_or_default(), host(uri));
            found
                .list
                .push(format!("server: is {}, expected {}", origin(is), origin(should)));
        }
        self.compare_path(is.path(), &mut found);
        if found.strange > 0 {
            // What else another operation was called with is of no use to anybody.
            return found;
        }
        self.compare_query(is.query(), &mut found.list);
        self.compare_headers(received.headers(), &mut found.list);
        self.compare_body(received, &mut found.list);
        found
    }

    fn compare_path(&self, received: &str, found: &mut Differences) {
        let expected: Vec<&str> = self.target.uri.path().split('/').collect();
        let actual: Vec<&str> = received.split('/').collect();
        // The segments of the base URL come before those of the template.
        let template: Vec<&str> = path_of(&self.template).split('/').skip(1).collect();
        let base = expected.len().saturating_sub(template.len());
        let mut strange = expected.len().abs_diff(actual.len());
        let mut list = Vec::new();
        for (index, (is, should)) in actual.iter().zip(&expected).enumerate() {
            let segment = index.checked_sub(base).and_then(|index| template.get(index));
            let segment = segment.filter(|segment| placeholders(segment).next().is_some());
            match segment {
                None => strange += usize::from(is != should),
                Some(segment) if placeholders(segment).any(|name| self.is_any(name)) => {
                    strange += usize::from(!fits(segment, is));
                }
                Some(segment) if is != should => {
                    list.push(format!("path {segment}: is `{is}`, expected `{should}`"));
                }
                Some(_) => {}
            }
        }
        if strange > 0 {
            list = vec![format!("path: is {received}, expected {}", self.target.uri.path())];
        }
        found.strange += strange;
        found.list.extend(list);
    }

    fn compare_query(&self, received: Option<&str>, found: &mut Vec<String>) {
        let received: Vec<_> = pairs(received).collect();
        let expected: Vec<_> = pairs(self.target.uri.query()).collect();
        let of = |pairs: &[(String, &str)], name: &str| -> Vec<String> {
            let texts = pairs.iter().filter(|(other, _)| other == name);
            texts.map(|(_, text)| format!("`{text}`")).collect()
        };
        let mut names: Vec<&String> = Vec::new();
        for (name, _) in expected.iter().filter(|(name, _)| !self.is_any(name)) {
            if names.contains(&name) {
                continue;
            }
            names.push(name);
            let (is, should) = (of(&received, name), of(&expected, name));
            if is != should {
                let is = if is.is_empty() {
                    "missing".to_owned()
                } else {
                    is.join(", ")
                };
                found.push(format!("query {name}: is {is}, expected {}", should.join(", ")));
            }
        }
    }

    fn compare_headers(&self, received: &HeaderMap, found: &mut Vec<String>) {
        // The media type is compared with the body.
        let headers = self.headers.iter().filter(|(name, _)| *name != CONTENT_TYPE);
        for (name, should) in headers.filter(|(name, _)| !self.is_any(name.as_str())) {
            match received.get(name) {
                Some(is) if is == should => {}
                Some(is) if is_secret(name, is) || is_secret(name, should) => {
                    found.push(format!("header {name}: has another value than expected"));
                }
                Some(is) => {
                    let (is, should) = (text(is), text(should));
                    found.push(format!("header {name}: is `{is}`, expected `{should}`"));
                }
                None => found.push(format!("header {name}: is missing")),
            }
        }
        let cookies = received.get_all(COOKIE).iter().map(text).collect::<Vec<_>>().join("; ");
        let cookies: Vec<&str> = cookies.split("; ").collect();
        for should in self.cookies.iter().filter(|should| !self.is_any(cookie_name(should))) {
            // A parameter may be several cookies.
            if !should.split("; ").all(|should| cookies.contains(&should)) {
                let name = cookie_name(should);
                found.push(format!("cookie {name}: is not what is expected, `{should}`"));
            }
        }
    }

    fn compare_body(&self, received: &HttpRequest<Bytes>, found: &mut Vec<String>) {
        let Some(expected) = self.body.as_bytes() else {
            return;
        };
        let media_type = self.headers.get(CONTENT_TYPE).map(text).unwrap_or_default();
        // An optional body that was not set may be there or not.
        if self.body_rule == BodyRule::Any || (expected.is_empty() && media_type.is_empty()) {
            return;
        }
        let received_type = received.headers().get(CONTENT_TYPE).map(text).unwrap_or_default();
        found.extend(mock_body::differences(
            mock_body::Sent {
                media_type: &received_type,
                bytes: received.body(),
            },
            mock_body::Sent {
                media_type: &media_type,
                bytes: expected,
            },
            self.body_rule == BodyRule::Partial,
        ));
    }
}

/// Returns a path without a query that the document wrote behind it.
fn path_of(template: &str) -> &str {
    template.split('?').next().unwrap_or_default()
}

/// Returns the names between braces.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}

/// Tells whether a segment has what a template has around its parameters.
fn fits(template: &str, segment: &str) -> bool {
    let before = template.split('{').next().unwrap_or_default();
    let after = template.rsplit('}').next().unwrap_or_default();
    segment.len() > before.len() + after.len() && segment.starts_with(before) && segment.ends_with(after)
}

/// Returns the decoded name of each pair of a query, and the pair as it is written.
pub(super) fn pairs(query: Option<&str>) -> impl Iterator<Item = (String, &str)> {
    let texts = query.unwrap_or_default().split('&').filter(|text| !text.is_empty());
    texts.map(|text| {
        let name = text.split('=').next().unwrap_or_default();
        (percent_decode_str(name).decode_utf8_lossy().into_owned(), text)
    })
}

/// Tells whether a name on the wire is that of `parameter`, or of a member of it.
/// The names of headers come in any case.
fn is_named(name: &str, parameter: &str) -> bool {
    let rest = name.strip_prefix(parameter);
    name.eq_ignore_ascii_case(parameter) || rest.is_some_and(|rest| rest.starts_with('['))
}

fn cookie_name(text: &str) -> &str {
    text.split('=').next().unwrap_or_default()
}

fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive() || [AUTHORIZATION, PROXY_AUTHORIZATION].contains(name)
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

fn host(uri: &http::Uri) -> &str {
    uri.authority().map_or("", http::uri::Authority::as_str)
}
