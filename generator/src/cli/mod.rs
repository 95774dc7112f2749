//! Turns a command line into a run: the command `specwright`, and the task
//! `codegen` for the `xtask` of any repository.
//!
//! An `xtask` takes [`Codegen`] as the arguments of one of its subcommands, or
//! is nothing but the task:
//!
//! ```no_run
//! use clap::Parser;
//! #[derive(Parser)]
//! struct Arguments { #[command(flatten)] codegen: specwright::cli::Codegen }
//!
//! fn main() -> std::process::ExitCode {
//!     let codegen = Arguments::parse().codegen;
//!     codegen.run("api/codegen.toml".into(), "cargo xtask").into()
//! }
//! ```

mod dump;
mod memo;
mod overrides;
mod project;

use std::ffi::OsString;
use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::output::Mode;
pub use overrides::Overrides;
use project::Project;

/// How a run ended; the exit code of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 0: the files are written, or as they should be.
    Done,
    /// 1: with `--check`, files differ from what would be generated.
    Different,
    /// 2: the documents, the configuration or the command line have errors.
    Wrong,
    /// 3: the configuration cannot be read, or files cannot be written.
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Different => 1,
            Outcome::Wrong => 2,
            Outcome::Unreadable => 3,
        })
    }
}

const EXIT_CODES: &str = "Exit codes:
  0  the files are written, or up to date
  1  --check: files differ from what would be generated
  2  the documents, the configuration or the command line have errors
  3  the configuration cannot be read, or files cannot be written";

/// Turns OpenAPI documents into typed Rust clients and documentation snippets.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a crate from documents, or from a project's codegen.toml.
    #[command(after_help = EXIT_CODES)]
    Generate(Generate),
}

#[derive(Debug, Args)]
struct Generate {
    /// The OpenAPI documents, JSON or YAML; each becomes a module of the crate.
    #[arg(long, value_name = "FILE", num_args = 1.., required_unless_present = "config", conflicts_with = "config")]
    document: Vec<Utf8PathBuf>,
    /// The folder of the crate.
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "config",
        conflicts_with = "config"
    )]
    out: Option<Utf8PathBuf>,
    /// The name of the crate.
    #[arg(
        long,
        value_name = "CRATE",
        required_unless_present = "config",
        conflicts_with = "config"
    )]
    name: Option<String>,
    /// A codegen.toml that says all of this, and more.
    #[arg(long, value_name = "PATH")]
    config: Option<Utf8PathBuf>,
    #[command(flatten)]
    overrides: Overrides,
    #[command(flatten)]
    mode: ModeArguments,
}

/// What is done with the generated files.
#[derive(Debug, Clone, Default, Args)]
pub struct ModeArguments {
    /// Write nothing; print every difference, and fail when there is one.
    #[arg(long)]
    pub check: bool,
    /// Write nothing; list what would be written and removed.
    #[arg(long, conflicts_with = "check")]
    pub dry_run: bool,
}

impl ModeArguments {
    fn mode(&self) -> Mode {
        match self {
            Self { check: true, .. } => Mode::Check,
            Self { dry_run: true, .. } => Mode::DryRun,
            Self { .. } => Mode::Write,
        }
    }
}

/// The arguments of the task `codegen`.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Codegen {
    /// What is done with the generated files.
    #[command(flatten)]
    pub mode: ModeArguments,
    /// The codegen.toml of another project.
    #[arg(long, value_name = "PATH")]
    pub config: Option<Utf8PathBuf>,
    /// What the command line says about the documents.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Print what a stage made of one operation, in place of generating.
    #[arg(long, value_name = "STAGE", requires = "only")]
    pub dump: Option<Stage>,
    /// The operation to print: its operationId or name, or `METHOD /path`.
    #[arg(long, value_name = "OPERATION", requires = "dump")]
    pub only: Option<String>,
    /// Where the last result is remembered, so that a run in which nothing
    /// changed is over at once; such as a file in `target`. No argument.
    #[arg(skip)]
    pub memo: Option<Utf8PathBuf>,
}

/// A stage whose result can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// What the API is, before anything is decided about the client.
    Ir,
}

impl Codegen {
    /// Runs the task. `config` is the configuration where the command line
    /// names none; `command` is what a person types to run the task.
    pub fn run(&self, config: Utf8PathBuf, command: &str) -> Outcome {
        let config = self.config.clone().unwrap_or(config);
        let project = match Project::open(config, &self.overrides) {
            Ok(project) => project,
            Err(outcome) => return outcome,
        };
        match (self.dump, &self.only) {
            (Some(Stage::Ir), Some(operation)) => dump::ir(&project, operation),
            _ => project.run(self.mode.mode(), &self.mend(command), self.memo.as_deref()),
        }
    }

    /// Returns the command that writes what this one compares.
    fn mend(&self, command: &str) -> String {
        let overrides = self.overrides.typed();
        match &self.config {
            Some(config) => format!("{command} --config {config}{overrides}"),
            None => format!("{command}{overrides}"),
        }
    }
}

/// Runs the command `specwright` with the arguments of a process, the first of
/// which is the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let Command::Generate(generate) = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli.command,
        Err(error) => {
            // Help that nobody reads to its end is no failure.
            let _ = error.print();
            return if error.use_stderr() {
                Outcome::Wrong
            } else {
                Outcome::Done
            }
            .into();
        }
    };
    generate.run().into()
}

impl Generate {
    fn run(self) -> Outcome {
        let mode = self.mode.mode();
        let overrides = self.overrides.typed();
        match (self.config, self.out, self.name) {
            (Some(config), ..) => {
                let mend = format!("specwright generate --config {config}{overrides}");
                Project::open(config, &self.overrides)
                    .map_or_else(|outcome| outcome, |project| project.run(mode, &mend, None))
            }
            (None, Some(out), Some(name)) => {
                let documents = self
                    .document
                    .iter()
                    .map(|path| format!(" --document {path}"))
                    .collect::<String>();
                let mend = format!("specwright generate{documents} --out {out} --name {name}{overrides}");
                Project::of_documents(self.document, &name, out, &self.overrides)
                    .map_or_else(|outcome| outcome, |project| project.run(mode, &mend, None))
            }
            // The parser has seen to it that both are there.
            (None, ..) => Outcome::Wrong,
        }
    }
}
