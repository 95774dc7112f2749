//! Bodies on their way to `reqwest`, in a client none of whose operations sends
//! one in pieces.

use super::body::Body;
use super::transport::TransportError;

/// Turns a body into one of `reqwest`: pieces are put together first.
pub async fn outgoing(body: Body) -> Result<reqwest::Body, TransportError> {
    body.collect().await.map(reqwest::Body::from)
}
