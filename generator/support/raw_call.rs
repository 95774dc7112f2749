//! A call of what the document does not describe.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use super::body::Body;
use super::call::{fail, retype};
use super::core::Core;
use super::error::Error;
use super::operation::Endpoint;
use super::request::Request;
use super::response::RawResponse;
use super::retry::RetryPolicy;
use super::transport::BoxFuture;

/// What is known of an endpoint that the document does not describe.
static UNDOCUMENTED: Endpoint = Endpoint {
    name: "an endpoint that is not documented",
    method: "GET",
    path: "",
    accept: "*/*",
    security: None,
    manual_redirect: false,
};

/// A call of an endpoint that the document does not describe, with the
/// client's credentials, redirects, retries and errors. Await it for the
/// response, whose body is read by [`RawResponse::json`] or
/// [`RawResponse::text`].
#[must_use = "a call does nothing until it is awaited"]
pub struct RawCall<'c, B> {
    pub(super) request: Request<'c>,
    body: PhantomData<fn() -> B>,
}

impl<'c, B: 'static> RawCall<'c, B> {
    /// Begins a call. `path` is appended to the base URL as it is.
    pub fn new(core: &'c Core, method: &str, path: &str) -> Self {
        let mut request = Request::new(core, &UNDOCUMENTED);
        request.method = Some(method.to_owned());
        request.path = path.to_owned();
        Self {
            request,
            body: PhantomData,
        }
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.request.extra_query(name, value);
        self
    }

    /// Sets a header of this request, in place of the client's own.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.header(name, value);
        self
    }

    /// Sends `body` as JSON.
    pub fn json<T: serde::Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request.json("application/json", body);
        self
    }

    /// Sends a body under its media type.
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        self.request.body(media_type, body);
        self
    }

    /// Gives up after `timeout`, in place of the client's own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.timeout(timeout);
        self
    }

    /// Makes the call again by `policy`, in place of the client's own.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request.retry(policy);
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// The request could not be built or was not answered, or the status of the
    /// answer is no success; `raw_body` of the error returns its body.
    pub async fn send(self) -> Result<RawResponse, Error<B>> {
        let response = self.request.core.execute(self.request).await.map_err(retype)?;
        match response.status.is_success() {
            true => Ok(response),
            false => Err(fail(response, &[])),
        }
    }
}

impl<'c, B: 'static> IntoFuture for RawCall<'c, B> {
    type Output = Result<RawResponse, Error<B>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<B> fmt::Debug for RawCall<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall").field("request", &self.request).finish()
    }
}
