//! The default transport: `reqwest` with rustls.

use std::time::Duration;

use bytes::Bytes;

use super::body::{Body, Chunks};
use super::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};
use super::upload::outgoing;

/// Sends requests with a [`reqwest::Client`].
#[derive(Debug, Clone)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Makes a transport of a builder of yours (proxies, certificates, pools).
    /// Whatever it says about redirects is replaced: the client follows
    /// redirects itself, within the origin. In a browser, the browser does that
    /// by its own rules.
    ///
    /// # Errors
    /// The TLS backend cannot be set up, or the builder's settings contradict each other.
    pub fn new(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        #[cfg(not(target_family = "wasm"))]
        let builder = with_tls(builder).redirect(reqwest::redirect::Policy::none());
        builder.build().map(Self).map_err(transport_error)
    }
}

/// Chooses the cryptography, which a browser has by itself.
#[cfg(not(target_family = "wasm"))]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    // A provider that the program has chosen stays in force.
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // It fails only where another thread has chosen one since.
        drop(rustls::crypto::ring::default_provider().install_default());
    }
    builder
}

/// Takes a client as it is. It should have been built with
/// [`reqwest::redirect::Policy::none`]: `reqwest` by itself follows redirects to
/// other origins, with every header of the request but the standard ones.
/// [`ReqwestTransport::new`] sees to that.
impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let sending = async move {
            let (parts, body) = request.into_parts();
            let mut request = reqwest::Request::new(parts.method, url(&parts.uri)?);
            *request.headers_mut() = parts.headers;
            *request.body_mut() = Some(outgoing(body).await?);
            *request.timeout_mut() = timeout;
            let mut response = self.0.execute(request).await.map_err(transport_error)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            let length = response.content_length();
            let mut answer = http::Response::new(Body::from_chunks(Incoming::new(response), length));
            *answer.status_mut() = status;
            *answer.headers_mut() = headers;
            Ok(answer)
        };
        // What belongs to the browser belongs to the only thread that there is.
        #[cfg(target_family = "wasm")]
        let sending = send_wrapper::SendWrapper::new(sending);
        Box::pin(sending)
    }
}

/// Turns a URL into that of another library: by its text, which is all that they
/// have in common.
fn url(uri: &http::Uri) -> Result<reqwest::Url, TransportError> {
    let authority = uri.authority().map_or(0, |authority| authority.as_str().len());
    let path = uri.path_and_query().map_or(0, |path| path.as_str().len());
    let mut text = String::with_capacity("https://".len() + authority + path);
    text.extend([uri.scheme_str().unwrap_or_default(), "://"]);
    text.extend(uri.authority().map(|authority| authority.as_str()));
    text.extend(uri.path_and_query().map(|path| path.as_str()));
    reqwest::Url::parse(&text).map_err(|error| {
        TransportError::new(TransportErrorKind::Other, "the request is not valid HTTP").with_source(error)
    })
}

/// A response whose body is still to come.
#[cfg(not(target_family = "wasm"))]
struct Incoming(reqwest::Response);

#[cfg(not(target_family = "wasm"))]
impl Incoming {
    fn new(response: reqwest::Response) -> Self {
        Self(response)
    }
}

/// A response of a browser, whose body comes as a whole.
#[cfg(target_family = "wasm")]
struct Incoming(send_wrapper::SendWrapper<Option<reqwest::Response>>);

#[cfg(target_family = "wasm")]
impl Incoming {
    fn new(response: reqwest::Response) -> Self {
        Self(send_wrapper::SendWrapper::new(Some(response)))
    }
}

#[cfg(target_family = "wasm")]
impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let response = (*self.0).take();
        Box::pin(send_wrapper::SendWrapper::new(async move {
            match response {
                Some(response) => response.bytes().await.map(Some).map_err(transport_error),
                None => Ok(None),
            }
        }))
    }
}

#[cfg(not(target_family = "wasm"))]
impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move { self.0.chunk().await.map_err(transport_error) })
    }

    fn collect(self: Box<Self>) -> BoxFuture<'static, Result<Bytes, TransportError>> {
        Box::pin(async move { self.0.bytes().await.map_err(transport_error) })
    }
}

/// Sorts an error by its kind, and takes the URL out: it may hold a credential.
fn transport_error(error: reqwest::Error) -> TransportError {
    #[cfg(not(target_family = "wasm"))]
    let is_connect = error.is_connect();
    // A browser does not tell why there was no answer.
    #[cfg(target_family = "wasm")]
    let is_connect = false;
    let (kind, message) = if error.is_timeout() {
        (TransportErrorKind::Timeout, "the server did not answer in time")
    } else if is_connect {
        (TransportErrorKind::Connect, "the server cannot be reached")
    } else if error.is_redirect() {
        (TransportErrorKind::Redirect, "a redirect was not followed")
    } else if error.is_builder() {
        (TransportErrorKind::Other, "the request is not valid HTTP")
    } else {
        (TransportErrorKind::Other, "the exchange with the server broke off")
    };
    TransportError::new(kind, message).with_source(error.without_url())
}
