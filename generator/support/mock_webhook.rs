//! Makes signed webhooks for the tests of those who receive them.

use std::time::SystemTime;

use base64::Engine as _;
use bytes::Bytes;
use hmac::Mac as _;
use http::{HeaderMap, HeaderValue};
use serde::Serialize;

use super::webhook::{BASE64, Verifier};

impl Verifier {
    /// Makes the headers and the body of a request that brings `event` now, signed
    /// as [`Verifier::event`] checks it. `id` tells deliveries apart.
    ///
    /// # Panics
    /// `event` does not serialize, or `id` holds what no header can hold.
    #[track_caller]
    pub fn sign<E: Serialize + ?Sized>(&self, id: &str, event: &E) -> (HeaderMap, Bytes) {
        let body = match serde_json::to_vec(event) {
            Ok(body) => body,
            Err(error) => panic!("the event cannot be written as JSON: {error}"),
        };
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let timestamp = now.as_secs().to_string();
        let mut mac = self.mac.clone();
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", &body] {
            mac.update(part);
        }
        let signature = format!("v1,{}", BASE64.encode(mac.finalize().into_bytes()));
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("webhook-id", id),
            ("webhook-timestamp", &timestamp),
            ("webhook-signature", &signature),
            ("content-type", "application/json"),
        ] {
            match HeaderValue::from_str(value) {
                Ok(value) => headers.insert(name, value),
                Err(_) => panic!("header `{name}` cannot be `{value}`"),
            };
        }
        (headers, Bytes::from(body))
    }
}
