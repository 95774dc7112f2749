//! `cargo xtask docs prove`: `generated/docs` in, the judgement of other programs
//! out. The gates are scripts in `.ci`, since those programs are written in other languages.

use std::process::{Command, ExitCode};

use crate::flags::{Docs, DocsTask};

/// Runs the gates; fails where one does.
pub(crate) fn run(arguments: &Docs) -> ExitCode {
    let DocsTask::Prove { all } = arguments.task;
    let script = crate::root().join(".ci/docs");
    match Command::new(&script).args(all.then_some("--all")).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("`{script}` cannot be run: {error}");
            ExitCode::FAILURE
        }
    }
}
