//! `specwright schema`: the JSON Schema of `codegen.toml`, made from the types
//! that read it, or of what the templates of the documentation are given.

use super::Outcome;
use super::project::print;
use crate::config::Config;
use crate::docs;

/// Prints the schema of `codegen.toml`, or with `of_docs` that of the templates.
pub(super) fn run(of_docs: bool) -> Outcome {
    let schema = match of_docs {
        true => docs::schema(),
        false => schemars::schema_for!(Config).to_value(),
    };
    print(format_args!("{schema:#}"));
    Outcome::Done
}
