//! The tasks of this repository: `cargo xtask help` lists them.
//!
//! No generation logic lives here; each task calls the public API of
//! `specwright` or looks at the repository.

mod bench;
mod codegen;
mod corpus;
mod docs;
mod flags;
mod measure;
mod tidy;

use std::process::ExitCode;

use clap::Parser;

use flags::{Arguments, Task};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The benchmark has cargo call this program in place of the compiler.
    if let Some(log) = measure::requested() {
        return measure::compiler(&log);
    }
    match Arguments::parse().task {
        Task::Codegen(arguments) => codegen::run(&arguments).into(),
        Task::Tidy => tidy::run(),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Docs(arguments) => docs::run(&arguments),
        Task::Corpus(arguments) => corpus::run(&arguments),
        Task::CorpusDocument(arguments) => corpus::document::child(&arguments),
        Task::Specwright { arguments } => {
            let program = "specwright".into();
            specwright::cli::run(std::iter::once(program).chain(arguments))
        }
    }
}

/// Returns the folder `name` for what a task writes, outside of the workspace's own crates.
fn scratch(name: &str) -> camino::Utf8PathBuf {
    let target = std::env::var("CARGO_TARGET_DIR").map_or_else(|_| root().join("target"), camino::Utf8PathBuf::from);
    target.join(name)
}

/// The folder of the workspace.
fn root() -> &'static camino::Utf8Path {
    let here = camino::Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
