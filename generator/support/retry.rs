//! When a call that failed is made again.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

use super::clock;
use super::response::RawResponse;
use super::transport::{TransportError, TransportErrorKind};

/// Statuses that mean that the same call may succeed later.
pub const STATUSES: &[u16] = &[408, 429, 500, 502, 503, 504];
/// Of these, the ones after which a call that must not be made twice is made
/// again too, if the server says when: it did not begin to serve it.
const REFUSED: [u16; 3] = [408, 429, 503];
/// Header of some services: milliseconds, where `Retry-After` has seconds alone.
const RETRY_AFTER_MS: &str = "retry-after-ms";

/// How often a call is made, and how long the client waits in between.
///
/// A call is made again after a failure of the transport and after the
/// statuses of [`RetryPolicy::statuses`], if its method is idempotent (RFC 9110
/// section 9.2.2) or it carries an idempotency key. Any other call is made
/// again only where the server answers 408, 429 or 503 and says when to come
/// back.
///
/// The wait is what the server says (`Retry-After` in seconds or as a date,
/// `retry-after-ms`), or else a random part of a time that doubles with each
/// attempt. All attempts and waits together stay within the timeout of the
/// call: a wait that would go beyond it is not begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    pub(super) attempts: u32,
    first_delay: Duration,
    max_delay: Duration,
    pub(super) max_retry_after: Duration,
    statuses: &'static [u16],
}

impl RetryPolicy {
    /// Makes a policy of at most `attempts` attempts, the first included: waits
    /// of up to half a second at first and 8 seconds at most, a minute where
    /// the server asks for it.
    pub const fn new(attempts: u32) -> Self {
        Self {
            attempts,
            first_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(8),
            max_retry_after: Duration::from_secs(60),
            statuses: STATUSES,
        }
    }

    /// Makes every call once.
    pub const fn none() -> Self {
        Self::new(1)
    }

    /// Sets the longest wait before the second attempt. It doubles with each attempt.
    #[must_use]
    pub const fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// Sets the longest wait of all, where the server asks for none.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the longest wait that a server may ask for. The call fails at once
    /// where it asks for more.
    #[must_use]
    pub const fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Sets the statuses after which a call is made again.
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Returns how long to wait before the next attempt; `None` where
    /// `outcome` is to be returned. `attempts` have been made.
    pub(super) fn wait(
        &self,
        attempts: u32,
        repeatable: bool,
        outcome: &Result<RawResponse, TransportError>,
    ) -> Option<Duration> {
        if attempts >= self.attempts {
            return None;
        }
        match outcome {
            Err(error) => {
                let may_pass = error.kind() != TransportErrorKind::Redirect;
                (repeatable && may_pass).then(|| self.backoff(attempts))
            }
            Ok(response) => {
                let status = response.status.as_u16();
                if !self.statuses.contains(&status) {
                    return None;
                }
                match retry_after(&response.headers, clock::now()) {
                    Some(wait) if repeatable || REFUSED.contains(&status) => {
                        (wait <= self.max_retry_after).then_some(wait)
                    }
                    None if repeatable => Some(self.backoff(attempts)),
                    _ => None,
                }
            }
        }
    }

    /// A random part of the longest wait after so many attempts ("full jitter"),
    /// so that clients that failed together do not come back together.
    pub(super) fn backoff(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.checked_pow(attempts.saturating_sub(1));
        let longest = doubled.and_then(|factor| self.first_delay.checked_mul(factor));
        let longest = longest.map_or(self.max_delay, |longest| longest.min(self.max_delay));
        longest.mul_f64(clock::random() as f64 / u64::MAX as f64)
    }
}

/// Returns how long the server asks to wait (RFC 9110 section 10.2.3).
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wait) = text(RETRY_AFTER_MS).and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(wait));
    }
    let text = text(RETRY_AFTER.as_str())?;
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        // A date that has passed asks for no wait.
        Err(_) => httpdate::parse_http_date(text)
            .ok()
            .map(|date| date.duration_since(now).unwrap_or_default()),
    }
}

/// Tells whether a request can be sent twice without another effect than once
/// (RFC 9110 section 9.2.2).
pub(super) fn is_idempotent(method: &str) -> bool {
    ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"].contains(&method)
}

/// Makes a new idempotency key: a random UUID (RFC 9562 section 5.4).
pub(super) fn key() -> String {
    let (high, low) = (clock::random(), clock::random());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 50),
        low & 0xffff_ffff_ffff,
    )
}
