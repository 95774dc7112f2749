//! The tasks of this repository: `cargo xtask codegen`.

use clap::Parser;

#[derive(Parser)]
enum Task {
    /// Generate the clients from their documents.
    Codegen(specwright::cli::Codegen),
}

fn main() -> std::process::ExitCode {
    let Task::Codegen(codegen) = Task::parse();
    codegen.run("api/codegen.toml".into(), "cargo xtask codegen").into()
}
