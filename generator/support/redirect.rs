//! Where a redirect leads, and whether it may be followed.

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use url::Url;

use super::body::Body;
use super::transport::{TransportError, TransportErrorKind};

/// How many redirects are followed.
pub(super) const LIMIT: usize = 10;

/// Returns where a redirect leads the request that was sent to `sent` with
/// `body`; `None` where `response` is no redirect.
///
/// Credentials must not reach another origin (scheme, host and port, RFC 6454),
/// and a request without them would be another request: such a redirect is an error.
pub(super) fn next(sent: &Target, body: &Body, response: &Response<Body>) -> Result<Option<Target>, TransportError> {
    let status = response.status();
    let followed = [301, 302, 303, 307, 308].contains(&status.as_u16());
    let Some(location) = response.headers().get(LOCATION).filter(|_| followed) else {
        return Ok(None);
    };
    let refuse = |message: String| TransportError::new(TransportErrorKind::Redirect, message);
    let here = Url::parse(&sent.uri.to_string()).map_err(|error| refuse(error.to_string()))?;
    let there = location.to_str().ok().and_then(|location| here.join(location).ok());
    let Some(mut there) = there else {
        return Err(refuse("the server redirects to what is not a URL".to_owned()));
    };
    if here.origin() != there.origin() {
        return Err(refuse(format!(
            "the server redirects from {} to another origin, {}: not followed, since credentials would go there",
            here.origin().ascii_serialization(),
            there.origin().ascii_serialization(),
        )));
    }
    there.set_fragment(None);
    if there.set_username("").is_err() || there.set_password(None).is_err() {
        return Err(refuse("the server redirects to a URL that cannot be asked".to_owned()));
    }
    let uri: Uri = there
        .as_str()
        .parse()
        .map_err(|_| refuse("the server redirects to what is not a URL".to_owned()))?;
    let mut next = Target {
        method: sent.method.clone(),
        uri,
        has_body: sent.has_body,
    };
    if becomes_get(&sent.method, status) {
        next.method = Method::GET;
        next.has_body = false;
    }
    if next.has_body && !body.is_replayable() {
        return Err(refuse(
            "the server redirects a request whose body can be sent once alone".to_owned(),
        ));
    }
    Ok(Some(next))
}

/// Where a request goes.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub method: Method,
    pub uri: Uri,
    /// Whether the body of the call goes there too.
    pub has_body: bool,
}

impl Target {
    /// Makes the target of a call.
    pub fn new(method: Method, uri: Uri) -> Self {
        Self {
            method,
            uri,
            has_body: true,
        }
    }

    /// Removes the headers that speak of a body.
    pub fn forget_body(&self, headers: &mut HeaderMap) {
        for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING] {
            headers.remove(name);
        }
    }
}

/// Tells whether the redirected request is a GET without a body (RFC 9110 sections 15.4.2 to 15.4.4).
fn becomes_get(method: &Method, status: StatusCode) -> bool {
    match status.as_u16() {
        303 => *method != Method::HEAD,
        301 | 302 => *method == Method::POST,
        _ => false,
    }
}
