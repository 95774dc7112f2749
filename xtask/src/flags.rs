//! The command line of the tasks.

use std::ffi::OsString;

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand};

/// The tasks of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Write `generated/` from `spec/`, or compare it.
    Codegen(Box<specwright::cli::Codegen>),
    /// Check what no compiler checks: sizes, imports, words.
    Tidy,
    /// Measure the generation, and the compilation of what it writes.
    Bench(Bench),
    /// Run the command `specwright`.
    #[command(hide = true, disable_help_flag = true)]
    Specwright {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// More documents, each of which is generated alone.
    #[arg(value_name = "DOCUMENT")]
    pub(crate) documents: Vec<Utf8PathBuf>,
    /// How often each thing is measured; the median is printed.
    #[arg(long, default_value_t = 5)]
    pub(crate) runs: usize,
    /// Leave out the compilation, which takes minutes the first time.
    #[arg(long)]
    pub(crate) generation_only: bool,
}
