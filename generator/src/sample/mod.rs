//! Example values: a type of [`crate::ir`] becomes a JSON value that is valid
//! for it, and an operation becomes a whole request.
//!
//! Every value is checked before it is taken, whoever proposed it: what a
//! document calls an example is often none. Deterministic: no clock, no chance.

mod build;
mod multipart;
mod pattern;
mod request;
mod scalar;
mod style;
mod text;
mod validate;

pub(crate) use build::Sampler;
pub(crate) use multipart::PartSample;
pub(crate) use pattern::Patterns;
pub(crate) use request::{BodySample, Credentials, RequestSample, placeholder, placeholder_of, request, root};
pub(crate) use text::{Placeholder, Text};

use serde_json::Value;

/// Which way a value travels: `readOnly` is left out of requests, `writeOnly`
/// out of responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
}

/// How much of an object is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// What is required, and what an example of the document adds.
    Minimal,
    /// Every property, as deep as the budget goes.
    Full,
}

/// What stands beside the type at the place where it is used.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hints<'a> {
    /// The wire name of the property or parameter.
    pub name: &'a str,
    pub examples: &'a [Value],
    pub constant: Option<&'a Value>,
    pub default: Option<&'a Value>,
}

/// No value of the type was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unsatisfiable {
    /// From the root of the value to the part for which there is none.
    pub path: Vec<String>,
}

impl Unsatisfiable {
    fn here() -> Self {
        Self { path: Vec::new() }
    }

    fn below(mut self, key: &str) -> Self {
        self.path.insert(0, key.to_owned());
        self
    }
}

#[cfg(test)]
pub(crate) mod tests;
