//! A crate by hand, beside the generated one.
