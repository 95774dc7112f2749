//! `cargo xtask codegen`: `spec/` in, `generated/` out.

use specwright::cli::{Codegen, Outcome};

/// What a person types to run the task.
const COMMAND: &str = "cargo xtask codegen";

/// Runs the task on `spec/codegen.toml`, or on the configuration named.
pub(crate) fn run(arguments: &Codegen) -> Outcome {
    arguments.run(crate::root().join("spec/codegen.toml"), COMMAND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_is_up_to_date() {
        let mut arguments = Codegen::default();
        arguments.mode.check = true;
        let outcome = run(&arguments);
        assert_eq!(outcome, Outcome::Done, "run `{COMMAND}` and commit the result");
    }
}
