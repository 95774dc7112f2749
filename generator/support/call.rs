//! A call: an operation with its values, ready to be awaited.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use super::core::Core;
use super::error::{ApiError, DecodeError, Error};
use super::operation::{ErrorCase, Operation};
use super::request::Request;
use super::response::{RawResponse, Response};
use super::retry::RetryPolicy;
use super::transport::BoxFuture;

/// A call of the operation `Op`. Await it for the body, or [`send`](Call::send)
/// it for the whole response. Optional values are set by methods, which stand on
/// the page of the call's own name.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'c, Op> {
    pub(crate) request: Request<'c>,
    operation: PhantomData<fn() -> Op>,
}

impl<'c, Op: Operation> Call<'c, Op> {
    /// Begins a call.
    pub fn new(core: &'c Core) -> Self {
        let mut request = Request::new(core, Op::ENDPOINT);
        request.server = Op::SERVER;
        Self {
            request,
            operation: PhantomData,
        }
    }

    /// Sets a header of this request, in place of the client's own.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.header(name, value);
        self
    }

    /// Adds a query parameter that the document does not describe.
    pub fn extra_query(mut self, name: &str, value: &str) -> Self {
        self.request.extra_query(name, value);
        self
    }

    /// Sends the request below `base_url`, in place of the client's own. The
    /// credentials go there.
    pub fn base_url(mut self, base_url: &str) -> Self {
        self.request.base_url(base_url);
        self
    }

    /// Makes the call again by `policy` when it fails, in place of the client's own.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request.retry(policy);
        self
    }

    /// Gives up after `timeout`, in place of the client's own: all attempts and
    /// the waits between them included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.timeout(timeout);
        self
    }

    /// Sends the request and returns status, headers, request id and body.
    ///
    /// # Errors
    /// The request could not be built or was not answered, the answer is an
    /// error, or it is not what the document promises.
    pub async fn send(self) -> Result<Response<Op::Output, Op>, Error<Op::ErrorBody>> {
        send::<Op>(self.request).await
    }

    /// Asks for the answer in `media_type`, and reads a success by `read`, such as
    /// [`RawResponse::text`], [`RawResponse::bytes`], or [`RawResponse::json`] of a
    /// type. `|raw| Ok(raw.clone())` takes the answer as it arrived.
    ///
    /// # Errors
    /// As [`Call::send`], or what `read` returns.
    pub async fn send_as<T>(
        mut self,
        media_type: &str,
        read: impl FnOnce(&RawResponse) -> Result<T, DecodeError>,
    ) -> Result<Response<T, Op>, Error<Op::ErrorBody>> {
        self.request.header("accept", media_type);
        let response = succeed::<Op>(self.request).await?;
        let body = read(&response)?;
        Ok(Response::new(response, body))
    }
}

impl<Op> fmt::Debug for Call<'_, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("request", &self.request).finish()
    }
}

impl<Op> Clone for Call<'_, Op> {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            operation: PhantomData,
        }
    }
}

impl<'c, Op: Operation> IntoFuture for Call<'c, Op> {
    type Output = Result<Op::Output, Error<Op::ErrorBody>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { send::<Op>(self.request).await.map(Response::into_body) })
    }
}

/// Sends a request and reads the answer by what `Op` says of it.
pub(super) async fn send<Op: Operation>(
    request: Request<'_>,
) -> Result<Response<Op::Output, Op>, Error<Op::ErrorBody>> {
    let response = succeed::<Op>(request).await?;
    let body = Op::decode(&response)?;
    Ok(Response::new(response, body))
}

/// Sends a request, and returns the answer if it is a success.
async fn succeed<Op: Operation>(request: Request<'_>) -> Result<RawResponse, Error<Op::ErrorBody>> {
    let documented_redirect = request.endpoint.manual_redirect;
    let core = request.core;
    let response = core.execute(request).await.map_err(retype)?;
    match is_success(&response, documented_redirect) {
        true => Ok(response),
        false => Err(fail(response, Op::ERRORS)),
    }
}

/// Tells whether an answer is a success: a redirect is one where it is documented.
pub(super) fn is_success(response: &RawResponse, documented_redirect: bool) -> bool {
    response.status.is_success() || (documented_redirect && response.status.is_redirection())
}

/// Makes the error of an answer that is no success.
pub(super) fn fail<B>(response: RawResponse, cases: &[ErrorCase<B>]) -> Error<B> {
    Error::Api(Box::new(ApiError::read(response, cases)))
}

/// Gives an error from before the answer the type of the operation's errors.
pub(super) fn retype<B>(error: Error<()>) -> Error<B> {
    match error {
        Error::Build(error) => Error::Build(error),
        Error::Credential(error) => Error::Credential(error),
        Error::Transport(error) => Error::Transport(error),
        Error::Decode(error) => Error::Decode(error),
        Error::Api(error) => Error::Api(Box::new(ApiError {
            status: error.status,
            headers: error.headers,
            request_id: error.request_id,
            code: error.code,
            raw: error.raw,
            body: None,
            decode: error.decode,
        })),
    }
}
