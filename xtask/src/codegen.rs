//! `cargo xtask codegen`: `spec/` in, `generated/` out.

use camino::Utf8PathBuf;
use specwright::cli::{Codegen, Outcome};

/// What a person types to run the task.
const COMMAND: &str = "cargo xtask codegen";

/// Runs the task on `spec/codegen.toml`, or on the configuration named.
pub(crate) fn run(arguments: &Codegen) -> Outcome {
    let mut arguments = arguments.clone();
    // Beside the program, in `target`: a program that is built anew is another one.
    arguments.memo = std::env::current_exe()
        .ok()
        .and_then(|program| Utf8PathBuf::from_path_buf(program.with_extension("codegen.json")).ok());
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
