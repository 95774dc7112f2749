//! `specwright schema`: the JSON Schema of `codegen.toml`, made from the types
//! that read it.

use super::Outcome;
use super::project::print;
use crate::config::Config;

/// Prints the schema.
pub(super) fn run() -> Outcome {
    let schema = schemars::schema_for!(Config);
    match serde_json::to_string_pretty(&schema) {
        Ok(text) => print(format_args!("{text}")),
        Err(error) => unreachable!("invariant: a schema is JSON: {error}"),
    }
    Outcome::Done
}
