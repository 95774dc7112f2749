//! What the generated clients of the fixtures send, and what they make of the
//! answers, through their public API alone.
//!
//! The transport is a server in the same process. Where a fixture has a twin
//! with derived implementations, both run the same tests.

#![allow(
    clippy::duplicate_mod,
    reason = "the tests of a fixture run for its twin too"
)]

mod bodies;
mod custom;
mod derived;
mod exchange;
mod forms;
mod headers;
mod lean;
mod mocks;
mod multipart;
mod pagination;
mod paging;
mod parameters;
mod responses;
mod security;
mod servers;
mod streams;
mod twins;
mod webhooks;
