//! How a run speaks: to a person, in colors where there is a terminal, or to a
//! program, as one JSON object on the standard output.

use std::fmt::Arguments;
use std::io::{self, IsTerminal, Write};

use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use crate::diagnostic::Diagnostics;
use crate::output::Report;
use crate::render;
use crate::source::Source;

/// What the command line says about the output of a run.
#[derive(Debug, Clone, Default, Args)]
pub struct Voice {
    /// Print one JSON object about the run, and nothing else.
    #[arg(long, conflicts_with = "quiet")]
    pub json: bool,
    /// Print nothing but errors and, with --check, what differs.
    #[arg(long)]
    pub quiet: bool,
    /// Print how long each step took. The run takes every step, even where nothing changed.
    #[arg(long, conflicts_with_all = ["json", "quiet"])]
    pub timings: bool,
    /// Whether findings and differences are in color.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When text is in color.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// The object that `--json` prints.
#[derive(Debug, Serialize)]
struct Answer {
    outcome: &'static str,
    /// What ended the run, where it is no finding.
    error: Option<String>,
    /// The folder of the files.
    output: Option<Utf8PathBuf>,
    files: Files,
    findings: Vec<Finding>,
}

/// How the files were before the run.
#[derive(Debug, Default, Serialize)]
struct Files {
    up_to_date: usize,
    changed: Vec<Utf8PathBuf>,
    missing: Vec<Utf8PathBuf>,
    orphaned: Vec<Utf8PathBuf>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Finding {
    severity: String,
    code: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    /// A JSON Pointer into the file.
    pointer: Option<String>,
    help: Option<String>,
}

impl Voice {
    /// Says to a program how a run ended; to a person it has been said.
    pub(super) fn answer(
        &self,
        outcome: Outcome,
        (diagnostics, source): (&Diagnostics, &Source),
        files: Option<(&camino::Utf8Path, &Report)>,
    ) -> Outcome {
        if self.json {
            let mut answer = Answer::of(outcome, None);
            for found in render::located(diagnostics, source) {
                let finding = Finding::of(found);
                if !answer.findings.contains(&finding) {
                    answer.findings.push(finding);
                }
            }
            if let Some((root, report)) = files {
                answer.output = Some(root.to_owned());
                answer.files = Files {
                    up_to_date: report.up_to_date,
                    changed: report.changed.iter().map(|file| file.path.clone()).collect(),
                    missing: report.missing.clone(),
                    orphaned: report.orphaned.clone(),
                };
            }
            answer.print();
        }
        outcome
    }

    /// Ends a run with an error that is no finding.
    pub(super) fn fail(&self, outcome: Outcome, message: &Arguments<'_>) -> Outcome {
        if self.json {
            Answer::of(outcome, Some(message.to_string())).print();
        } else {
            self.print_error(&format!("error: {message}"));
        }
        outcome
    }

    /// Prints what a person reads about a run that went well, to the standard output.
    pub(super) fn say(&self, text: Arguments<'_>) {
        if !self.json && !self.quiet {
            super::project::print(text);
        }
    }

    /// Prints findings, and what differs, to the standard error.
    pub(super) fn print_error(&self, text: &str) {
        if self.json || text.is_empty() {
            return;
        }
        let in_color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty()),
        };
        // A reader who has gone is no failure.
        let _ = match in_color {
            true => writeln!(io::stderr(), "{}", painted(text)),
            false => writeln!(io::stderr(), "{text}"),
        };
    }
}

impl Answer {
    fn of(outcome: Outcome, error: Option<String>) -> Self {
        Self {
            outcome: match outcome {
                Outcome::Done => "done",
                Outcome::Different => "different",
                Outcome::Wrong => "wrong",
                Outcome::Unreadable => "unreadable",
            },
            error,
            output: None,
            files: Files::default(),
            findings: Vec::new(),
        }
    }

    fn print(&self) {
        match serde_json::to_string_pretty(self) {
            Ok(text) => super::project::print(format_args!("{text}")),
            Err(error) => unreachable!("invariant: an answer is JSON: {error}"),
        }
    }
}

impl Finding {
    fn of(found: render::Located<'_>) -> Self {
        let render::Located {
            diagnostic,
            file,
            position,
        } = found;
        Self {
            severity: diagnostic.severity.to_string(),
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            file,
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            pointer: diagnostic.pointer.as_ref().map(ToString::to_string),
            help: diagnostic.help.clone(),
        }
    }
}

/// Colors the lines of findings and differences by what they begin with.
fn painted(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let trimmed = line.trim_start();
        let (style, length) = match trimmed {
            _ if trimmed.starts_with("error") => ("1;31", trimmed.find(':')),
            _ if trimmed.starts_with("warning") => ("1;33", trimmed.find(':')),
            _ if trimmed.starts_with("note") => ("1;36", trimmed.find(':')),
            _ if trimmed.starts_with("--> ") => ("1;34", Some(3)),
            _ if trimmed.starts_with("= help:") => ("1;32", Some("= help:".len())),
            _ if line.starts_with("    +") => ("32", Some(trimmed.len())),
            _ if line.starts_with("    -") => ("31", Some(trimmed.len())),
            _ => return line.to_owned(),
        };
        let Some(length) = length else { return line.to_owned() };
        let margin = &line[..line.len() - trimmed.len()];
        let (marked, rest) = trimmed.split_at(length);
        format!("{margin}\x1b[{style}m{marked}\x1b[0m{rest}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::painted;

    #[test]
    fn what_a_line_begins_with_is_in_color() {
        let text = "error[x]: bad\n --> a.yaml:1:1\n1 | a: error\n";
        assert_eq!(
            painted(text),
            "\x1b[1;31merror[x]\x1b[0m: bad\n \x1b[1;34m-->\x1b[0m a.yaml:1:1\n1 | a: error"
        );
    }
}
