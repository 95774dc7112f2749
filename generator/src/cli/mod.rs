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

mod diff;
mod dump;
mod explain;
mod init;
mod lock;
mod overrides;
mod progress;
mod project;
mod record;
mod schema;
mod voice;

use std::ffi::OsString;
use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::output::Mode;
pub use overrides::Overrides;
use project::Project;
pub use voice::{Color, Voice};

/// How a run ended; the exit code of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 0: the files are written, or as they should be.
    Done,
    /// 1: with `--check`, files differ from what would be generated; with
    /// `--fail-on`, the clients differ that much.
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

/// The configuration of a project, in its folder.
const CONFIG: &str = "codegen.toml";

/// Turns OpenAPI documents into typed Rust clients and documentation snippets.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a codegen.toml for the documents of a repository.
    Init(init::Init),
    /// Generate a crate from documents, or from a project's codegen.toml.
    #[command(after_help = EXIT_CODES)]
    Generate(Generate),
    /// Compare the files with what would be generated; `generate --check` for a project.
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Tell what changed between two clients, for their users.
    #[command(after_help = diff::EXIT_CODES)]
    Diff(diff::Diff),
    /// Explain the code of a finding, or list all codes.
    Explain {
        /// The code, such as `dangling-reference`.
        code: Option<String>,
    },
    /// Print the JSON Schema of codegen.toml, for editors.
    Schema {
        /// Print that of what the templates of the documentation are given.
        #[arg(long)]
        docs: bool,
    },
    /// Print a script that completes commands in a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
struct Generate {
    /// The OpenAPI documents, JSON or YAML; each becomes a module of the crate.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "out", requires = "name", conflicts_with = "config")]
    document: Vec<Utf8PathBuf>,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR", requires = "document")]
    out: Option<Utf8PathBuf>,
    /// The name of the crate.
    #[arg(long, value_name = "CRATE", requires = "document")]
    name: Option<String>,
    /// A codegen.toml that says all of this, and more; the one in the current
    /// folder where there is neither this nor a document.
    #[arg(long, value_name = "PATH")]
    config: Option<Utf8PathBuf>,
    #[command(flatten)]
    overrides: Overrides,
    #[command(flatten)]
    mode: ModeArguments,
    #[command(flatten)]
    voice: Voice,
}

#[derive(Debug, Args)]
struct Check {
    /// The codegen.toml of the project.
    #[arg(long, value_name = "PATH", default_value = CONFIG)]
    config: Utf8PathBuf,
    #[command(flatten)]
    overrides: Overrides,
    #[command(flatten)]
    voice: Voice,
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
    /// What is printed, and how.
    #[command(flatten)]
    pub voice: Voice,
    /// Print what a stage made of one operation, in place of generating.
    #[arg(long, value_name = "STAGE", requires = "only")]
    pub dump: Option<Stage>,
    /// The operation to print: its operationId or name, or `METHOD /path`.
    #[arg(long, value_name = "OPERATION", requires = "dump")]
    pub only: Option<String>,
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
        let project = match Project::open(config, &self.overrides, &self.voice) {
            Ok(project) => project,
            Err(outcome) => return outcome,
        };
        match (self.dump, &self.only) {
            (Some(Stage::Ir), Some(operation)) => dump::ir(&project, operation),
            _ => project.run(self.mode.mode(), &self.mend(command), &self.voice),
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
    let command = match Cli::try_parse_from(arguments) {
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
    let outcome = match command {
        Command::Init(init) => init.run(),
        Command::Generate(generate) => generate.run(),
        Command::Check(Check {
            config,
            overrides,
            voice,
        }) => of_project(config, &overrides, Mode::Check, &voice),
        Command::Diff(diff) => diff.run(),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Schema { docs } => schema::run(docs),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "specwright", &mut std::io::stdout());
            Outcome::Done
        }
    };
    outcome.into()
}

/// Runs a project with a configuration.
fn of_project(config: Utf8PathBuf, overrides: &Overrides, mode: Mode, voice: &Voice) -> Outcome {
    let named = if config == CONFIG {
        String::new()
    } else {
        format!(" --config {config}")
    };
    let mend = format!("specwright generate{named}{}", overrides.typed());
    Project::open(config, overrides, voice).map_or_else(|outcome| outcome, |project| project.run(mode, &mend, voice))
}

impl Generate {
    fn run(self) -> Outcome {
        let mode = self.mode.mode();
        let (Some(out), Some(name)) = (self.out, self.name) else {
            // The parser has seen to it that there is no document either.
            let config = self.config.unwrap_or_else(|| CONFIG.into());
            return of_project(config, &self.overrides, mode, &self.voice);
        };
        let documents: String = self.document.iter().map(|path| format!(" --document {path}")).collect();
        let overrides = self.overrides.typed();
        let mend = format!("specwright generate{documents} --out {out} --name {name}{overrides}");
        Project::of_documents(self.document, &name, out, &self.overrides, &self.voice)
            .map_or_else(|outcome| outcome, |project| project.run(mode, &mend, &self.voice))
    }
}
