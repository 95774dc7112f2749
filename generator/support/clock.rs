//! The clock and the dice: those of the system, and those of the browser where
//! a client runs in one, since the system there has neither.

use std::time::{Duration, SystemTime};

// It is the clock of the system, and can be stopped in tests.
#[cfg(not(target_family = "wasm"))]
pub use tokio::time::Instant;
#[cfg(target_family = "wasm")]
pub use web_time::Instant;

use super::transport::BoxFuture;

/// Returns the date and the time of day.
#[cfg(not(target_family = "wasm"))]
pub fn now() -> SystemTime {
    SystemTime::now()
}

/// Returns the date and the time of day.
#[cfg(target_family = "wasm")]
pub fn now() -> SystemTime {
    web_time::web::SystemTimeExt::to_std(web_time::SystemTime::now())
}

/// Waits.
#[cfg(not(target_family = "wasm"))]
pub fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(tokio::time::sleep(duration))
}

/// Waits.
#[cfg(target_family = "wasm")]
pub fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    // What belongs to the browser belongs to the only thread that there is.
    Box::pin(send_wrapper::SendWrapper::new(gloo_timers::future::sleep(duration)))
}

/// Returns a number that nobody can guess: the keys of `RandomState` come from
/// the system.
#[cfg(not(target_family = "wasm"))]
pub fn random() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    RandomState::new().build_hasher().finish()
}

/// Returns a number that no other call returns. The keys of `RandomState` are
/// the same in every browser.
#[cfg(target_family = "wasm")]
pub fn random() -> u64 {
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    half() << 32 | half()
}
