//! Tests the runtime of the generated clients as it stands in `support/`.

#![allow(dead_code, missing_docs, reason = "each client uses a part of the runtime")]

#[path = "../support/mod.rs"]
mod support;
