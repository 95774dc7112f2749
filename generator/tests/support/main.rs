//! Tests the runtime of the generated clients as it stands in `support/`.

#![allow(dead_code, reason = "each client uses a part of the runtime, and so do these tests")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says by failing what it expected"
)]

mod api;
mod bodies;
mod credentials;
mod downloads;
mod encoders;
mod events;
mod faults;
mod independent;
mod lines;
mod middleware;
mod mocks;
mod multipart;
mod pages;
mod plugs;
mod redirects;
mod requests;
mod responses;
mod retries;
mod server;
mod styles;
#[path = "../../support/mod.rs"]
mod support;
mod webhooks;
