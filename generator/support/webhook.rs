//! Checks that a webhook comes from whom it claims (Standard Webhooks, Svix),
//! and reads its event.

use std::fmt;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::de::DeserializeOwned;
use sha2::Sha256;

use super::clock;

/// How far a timestamp may be from now.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Base64 with or without padding: both are in use.
pub(super) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Checks the signatures of webhooks.
#[derive(Clone)]
pub struct Verifier {
    pub(super) mac: Hmac<Sha256>,
    tolerance: Duration,
}

impl Verifier {
    /// Makes a verifier of the endpoint's secret, `whsec_…`.
    ///
    /// # Errors
    /// The secret is not base64.
    pub fn new(secret: &str) -> Result<Self, WebhookError> {
        let encoded = secret.trim().strip_prefix("whsec_").unwrap_or(secret.trim());
        let key = BASE64.decode(encoded).map_err(|_| WebhookError::Secret)?;
        if key.is_empty() {
            return Err(WebhookError::Secret);
        }
        let mac = Hmac::new_from_slice(&key).map_err(|_| WebhookError::Secret)?;
        Ok(Self {
            mac,
            tolerance: TOLERANCE,
        })
    }

    /// Sets how far a timestamp may be from now, in either direction; five
    /// minutes where nothing is said.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks the headers and the body of a request, and reads its event.
    /// `body` must be the bytes as they arrived.
    ///
    /// # Errors
    /// The signature does not hold, or the body is not an event.
    pub fn event<E: DeserializeOwned>(
        &self,
        headers: &(impl WebhookHeaders + ?Sized),
        body: &[u8],
    ) -> Result<E, WebhookError> {
        self.verify(headers, body, clock::now())?;
        serde_json::from_slice(body).map_err(WebhookError::Body)
    }

    /// Checks the headers and the body of a request that arrived at `now`.
    ///
    /// # Errors
    /// A header is missing, the timestamp is too far from `now`, or no signature holds.
    pub fn verify(
        &self,
        headers: &(impl WebhookHeaders + ?Sized),
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        let id = header(headers, "id")?;
        let timestamp = header(headers, "timestamp")?;
        let signatures = header(headers, "signature")?;
        let seconds: u64 = timestamp.parse().map_err(|_| WebhookError::Timestamp)?;
        let now = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_err(|_| WebhookError::Timestamp)?;
        if now.abs_diff(Duration::from_secs(seconds)) > self.tolerance {
            return Err(WebhookError::Timestamp);
        }
        let mut mac = self.mac.clone();
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        // Other versions are other algorithms: only `v1` is ours to check.
        let holds = signatures
            .split(' ')
            .filter_map(|signature| signature.strip_prefix("v1,"))
            .filter_map(|encoded| BASE64.decode(encoded).ok())
            .any(|signature| mac.clone().verify_slice(&signature).is_ok());
        if holds { Ok(()) } else { Err(WebhookError::Signature) }
    }
}

/// Shows no key.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

/// Returns `webhook-{name}`, or `svix-{name}`.
fn header<'h>(headers: &'h (impl WebhookHeaders + ?Sized), name: &'static str) -> Result<&'h str, WebhookError> {
    headers
        .header(&format!("webhook-{name}"))
        .or_else(|| headers.header(&format!("svix-{name}")))
        .ok_or(WebhookError::MissingHeader(name))
}

/// The headers of a request, in whatever the server's framework holds them.
pub trait WebhookHeaders {
    /// Returns the first value of the header `name`, which is in lower case.
    fn header(&self, name: &str) -> Option<&str>;
}

impl WebhookHeaders for http::HeaderMap {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str().ok()
    }
}

impl<N: AsRef<str>, V: AsRef<str>> WebhookHeaders for [(N, V)] {
    fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self
            .iter()
            .find(|(other, _)| other.as_ref().eq_ignore_ascii_case(name))?;
        Some(value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<str>, const LEN: usize> WebhookHeaders for [(N, V); LEN] {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }
}

/// A webhook was refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is not `whsec_` and base64.
    Secret,
    /// A header is missing: `id`, `timestamp` or `signature`, after `webhook-` or `svix-`.
    MissingHeader(&'static str),
    /// The timestamp is no number, or too far from now: a replay, or a wrong clock.
    Timestamp,
    /// No signature holds.
    Signature,
    /// The signature holds, and the body is not an event.
    Body(serde_json::Error),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the webhook secret is not `whsec_` and base64"),
            Self::MissingHeader(name) => write!(f, "the webhook has no header `webhook-{name}` or `svix-{name}`"),
            Self::Timestamp => f.write_str("the webhook's timestamp is too far from now"),
            Self::Signature => f.write_str("no signature of the webhook holds"),
            Self::Body(_) => f.write_str("the body of the webhook is not an event"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
