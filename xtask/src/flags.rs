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
    /// Prove the documentation by programs that are not ours.
    Docs(Docs),
    /// Generate a client for every document below folders, and tell how it went.
    Corpus(Corpus),
    /// Generate a client for one document, in a process of its own.
    #[command(hide = true)]
    CorpusDocument(CorpusDocument),
    /// Run the command `specwright`.
    #[command(hide = true, disable_help_flag = true)]
    Specwright {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Docs {
    #[command(subcommand)]
    pub(crate) task: DocsTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DocsTask {
    /// Render the pages, show them in a browser, and send the samples to a server.
    Prove {
        /// Put them into a site of Mintlify too, which is a gigabyte to install.
        #[arg(long)]
        all: bool,
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
    /// Measure first builds of crates with a build script instead, which takes minutes each.
    #[arg(long, conflicts_with_all = ["documents", "generation_only"])]
    pub(crate) build_scripts: bool,
    /// Measure a call of a client beside the same call by hand instead.
    #[arg(long, conflicts_with_all = ["documents", "generation_only", "build_scripts"])]
    pub(crate) overhead: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// Documents, or folders in which all documents are taken.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<Utf8PathBuf>,
    /// Run `cargo check` on every client.
    #[arg(long)]
    pub(crate) compile: bool,
    /// Generate everything twice, and compare the bytes.
    #[arg(long)]
    pub(crate) twice: bool,
    /// Decode and encode samples of every type.
    #[arg(long, alias = "roundtrip")]
    pub(crate) round_trip: bool,
    /// A list of documents, by tabs, whose column `expect` says which of them are `invalid`.
    #[arg(long, value_name = "FILE")]
    pub(crate) index: Option<Utf8PathBuf>,
    /// Write what became of each document to a file.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<Utf8PathBuf>,
    /// How many documents are worked on at once; the number of cores where it is left out.
    #[arg(long)]
    pub(crate) jobs: Option<usize>,
    /// Compare the outcomes and counts with a file; fail where they differ.
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: Option<Utf8PathBuf>,
    /// Rewrite that file in place of comparing.
    #[arg(long, requires = "expect")]
    pub(crate) update: bool,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// What the generation of one document may cost.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Limits {
    /// How long the generation of one document may take.
    #[arg(long, default_value_t = 60)]
    pub(crate) seconds: u64,
    /// How much memory the generation of one document may take.
    #[arg(long, default_value_t = 4096)]
    pub(crate) megabytes: u64,
}

#[derive(Debug, Args)]
pub(crate) struct CorpusDocument {
    pub(crate) document: Utf8PathBuf,
    /// Where the record of the outcome is written.
    #[arg(long)]
    pub(crate) result: Utf8PathBuf,
    /// The folder to write the crate to.
    #[arg(long, requires = "name")]
    pub(crate) write: Option<Utf8PathBuf>,
    /// The name of the crate that is written.
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) limits: Limits,
}
