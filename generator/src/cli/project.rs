//! Turns a configuration and its folder into files on disk, and tells how it
//! went: findings to the standard error, one line to the standard output.

use std::fs;
use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};

use super::progress::Progress;
use super::record::{Record, Setting};
use super::{Outcome, Overrides, Voice, lock};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::output::{Mode, Report};
use crate::pipeline::{self, Generated};
use crate::render;
use crate::source::{self, Source};

/// A configuration and the folder that its paths are relative to.
pub(super) struct Project {
    pub(super) config: Config,
    pub(super) base: Utf8PathBuf,
    /// The configuration as it was read, and what the command line adds to it.
    text: String,
}

impl Project {
    /// Reads the configuration `path`; what the command line says wins.
    pub(super) fn open(path: Utf8PathBuf, overrides: &Overrides, voice: &Voice) -> Result<Self, Outcome> {
        let path = shown(path);
        let text = fs::read_to_string(&path).map_err(|error| {
            let help = match error.kind() {
                io::ErrorKind::NotFound => {
                    "\n  = help: name another with `--config`, or write one with `specwright init`"
                }
                _ => "",
            };
            voice.fail(
                Outcome::Unreadable,
                &format_args!("cannot read `{path}`: {error}{help}"),
            )
        })?;
        let mut config = Config::parse(&text, &path).map_err(|diagnostics| wrong(&diagnostics, voice))?;
        let base = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
        refuse_other_repositories(&path, &base, &config.package.output, voice)?;
        overrides.apply(&mut config, &base);
        // A record holds for the same command line only, and for the same templates.
        let folder = config.docs.templates.as_ref().map(|folder| base.join(folder));
        let templates = folder.and_then(|folder| source::list_templates(&folder).ok());
        let text = format!("{text}#{}#{templates:?}", overrides.typed());
        Ok(Self { config, base, text })
    }

    /// Makes a project of documents alone.
    pub(super) fn of_documents(
        documents: Vec<Utf8PathBuf>,
        name: &str,
        out: Utf8PathBuf,
        overrides: &Overrides,
        voice: &Voice,
    ) -> Result<Self, Outcome> {
        let mut config = Config::for_documents(documents, name, out);
        overrides.apply(&mut config, Utf8Path::new(""));
        let arguments = Utf8Path::new("the command line");
        config
            .validate(arguments)
            .map_err(|diagnostics| wrong(&diagnostics, voice))?;
        let documents = config.documents.iter().map(|document| document.path.as_str());
        let documents = documents.collect::<Vec<_>>().join("\n");
        let text = format!("{name}#{documents}#{}", overrides.typed());
        let base = Utf8PathBuf::new();
        Ok(Self { config, base, text })
    }

    /// Generates, and brings or compares the files, unless a record says that
    /// nothing changed. `mend` is the command that writes them.
    pub(super) fn run(&self, mode: Mode, mend: &str, voice: &Voice) -> Outcome {
        let root = join(&self.base, &self.config.package.output);
        let setting = Setting::of(&self.base, &root, &self.text);
        // A program is told the findings one by one, which a record does not have.
        let is_enough = |record: &Record| (!voice.json || record.findings.is_empty()) && !voice.timings;
        if let Some(record) = setting.as_ref().and_then(Record::recall).filter(is_enough) {
            if !voice.quiet {
                voice.print_error(&record.findings);
            }
            let report = Report {
                up_to_date: record.outputs.len(),
                ..Report::default()
            };
            let outcome = tell(&root, &report, mode, mend, voice);
            return voice.answer(
                outcome,
                (&Diagnostics::default(), &Source::default()),
                Some((&root, &report)),
            );
        }
        let progress = Progress::begin(voice);
        let mut generated = pipeline::generate_watched(&self.config, &self.base, &|step| progress.step(step));
        let findings = findings(&generated);
        let before = lock::Before::of(&root);
        let applied = generated.files.take().map(|mut files| {
            lock::add(&mut files);
            progress.apply();
            (files.apply(&root, mode), files)
        });
        let timings = voice.timings.then(|| progress.timings());
        drop(progress);
        voice.print_error(timings.unwrap_or_default().trim_end());
        if !voice.quiet || applied.is_none() {
            voice.print_error(&findings);
        }
        let found = (&generated.diagnostics, &generated.source);
        let Some((applied, files)) = applied else {
            return voice.answer(Outcome::Wrong, found, None);
        };
        match applied {
            Err(error) => voice.fail(Outcome::Unreadable, &format_args!("{error}")),
            Ok(report) => {
                if let Some(setting) = setting.filter(|_| mode == Mode::Write || report.is_up_to_date()) {
                    Record::keep(setting, &generated.source.files, files.digests(), findings);
                }
                let told = before.tell(&report);
                voice.print_error(told.trim_end());
                let outcome = tell(&root, &report, mode, mend, voice);
                voice.answer(outcome, found, Some((&root, &report)))
            }
        }
    }
}

/// Fails for an output that is not in the repository of the configuration `path`:
/// a repository that somebody else wrote has no business outside of itself. What
/// the command line names is the wish of the person who types it.
fn refuse_other_repositories(
    path: &Utf8Path,
    base: &Utf8Path,
    output: &Utf8Path,
    voice: &Voice,
) -> Result<(), Outcome> {
    let base = match base.as_str() {
        "" => Utf8Path::new("."),
        _ => base,
    };
    let (Ok(folder), Ok(place)) = (base.canonicalize_utf8(), camino::absolute_utf8(join(base, output))) else {
        return Ok(());
    };
    let Some(repository) = folder.ancestors().find(|folder| folder.join(".git").exists()) else {
        return Ok(());
    };
    // The folder itself may not be there yet, and those above it may be links.
    let present = place.ancestors().find_map(|folder| folder.canonicalize_utf8().ok());
    if present.is_none_or(|present| present.starts_with(repository)) {
        return Ok(());
    }
    Err(voice.fail(
        Outcome::Wrong,
        &format_args!(
            "`package.output` of `{path}` leads out of the repository `{repository}`\n  = help: name a folder in it, \
         or give the documents and `--out` on the command line"
        ),
    ))
}

/// Joins the output to the folder of the configuration, and takes `spec/../x`
/// for `x`: it is printed, and `spec` is no link that leads elsewhere.
fn join(base: &Utf8Path, output: &Utf8Path) -> Utf8PathBuf {
    let mut root = base.to_owned();
    for component in output.components() {
        let plain = root.file_name().is_some() && !root.is_symlink();
        match component.as_str() {
            ".." if plain => drop(root.pop()),
            name => root.push(name),
        }
    }
    if root.as_str().is_empty() { ".".into() } else { root }
}

/// Returns `path` relative to the current folder, where it is below it.
fn shown(path: Utf8PathBuf) -> Utf8PathBuf {
    let current = std::env::current_dir()
        .ok()
        .and_then(|folder| Utf8PathBuf::from_path_buf(folder).ok());
    match current.and_then(|current| path.strip_prefix(current).map(Utf8Path::to_owned).ok()) {
        Some(relative) => relative,
        None => path,
    }
}

/// Prints what is wrong with a configuration.
fn wrong(diagnostics: &Diagnostics, voice: &Voice) -> Outcome {
    let source = Source::default();
    voice.print_error(render::render(diagnostics, &source).trim_end());
    voice.answer(Outcome::Wrong, (diagnostics, &source), None)
}

/// Prints the findings about the documents.
pub(super) fn print_findings(findings: &str) {
    if !findings.is_empty() {
        print_error(format_args!("{findings}"));
    }
}

/// Returns the findings about the documents as they are printed, and how many
/// they are; empty where there are none.
pub(super) fn findings(generated: &Generated) -> String {
    let findings = generated.render_diagnostics();
    if findings.is_empty() {
        return findings;
    }
    let count = |severity| {
        generated
            .diagnostics
            .list()
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let notes = match count(Severity::Note) {
        0 => String::new(),
        notes => format!(", {}", plural(notes, "note")),
    };
    format!(
        "{findings}{}, {}{notes}",
        plural(errors, "error"),
        plural(warnings, "warning")
    )
}

fn plural(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// Prints the differences and the summary.
fn tell(root: &Utf8Path, report: &Report, mode: Mode, mend: &str, voice: &Voice) -> Outcome {
    let (changed, missing, orphaned) = (report.changed.len(), report.missing.len(), report.orphaned.len());
    let up_to_date = plural(report.up_to_date, "file");
    if report.is_up_to_date() {
        voice.say(format_args!("{root}: {up_to_date} up to date"));
        return Outcome::Done;
    }
    let same = report.up_to_date;
    match mode {
        Mode::Write => {
            voice.say(format_args!(
                "{root}: {changed} changed, {missing} added, {orphaned} removed, {same} up to date"
            ));
            Outcome::Done
        }
        Mode::DryRun => {
            voice.say(format_args!(
                "{report}{root}: {changed} to change, {missing} to add, {orphaned} to remove, {same} up to date"
            ));
            Outcome::Done
        }
        Mode::Check => {
            voice.print_error(&report.to_string());
            voice.say(format_args!(
                "{root}: {changed} changed, {missing} missing, {orphaned} orphaned: run `{mend}` and commit the result"
            ));
            Outcome::Different
        }
    }
}

/// Prints to the standard output; a reader who has gone is no failure.
pub(super) fn print(text: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stdout(), "{text}");
}

pub(super) fn print_error(text: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{text}");
}
