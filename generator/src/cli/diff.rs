//! `specwright diff`: what changed between the clients of two documents, or of
//! two projects.

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, ValueEnum};

use super::project::{Project, findings, print, print_error, print_findings};
use super::{Outcome, Overrides, Voice, overrides};
use crate::compare::{self, Bump, Comparison, Effect};
use crate::pipeline::{self, Planned};

pub(super) const EXIT_CODES: &str =
    "OLD and NEW are documents, or the codegen.toml of projects. A document beside a codegen.toml takes the place
of the project's document of the same file name, or of its only one:

  git show origin/main:api/openapi.yaml > target/openapi.yaml
  specwright diff target/openapi.yaml codegen.toml --fail-on breaking

Exit codes:
  0  the clients were compared
  1  --fail-on: there are changes of that kind, or worse
  2  the documents, the configuration or the command line have errors
  3  the configuration cannot be read";

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The old document, or the codegen.toml of the old project.
    #[arg(value_name = "OLD")]
    old: Utf8PathBuf,
    /// The new one.
    #[arg(value_name = "NEW")]
    new: Utf8PathBuf,
    /// A codegen.toml whose settings hold for both documents.
    #[arg(long, value_name = "PATH")]
    config: Option<Utf8PathBuf>,
    /// The form of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Exit with 1 where the changes are of this kind, or worse.
    #[arg(long, value_name = "KIND", default_value = "never")]
    fail_on: FailOn,
    #[command(flatten)]
    overrides: Overrides,
}

/// The form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For another program.
    Json,
}

/// Which changes make the command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Those after which code may not compile: a major release.
    Breaking,
    /// Those, and what is new: a minor release.
    Compatible,
    /// Whatever makes a release.
    Any,
    /// None.
    Never,
}

impl FailOn {
    fn is_met(self, comparison: &Comparison) -> bool {
        match self {
            Self::Breaking => comparison.count(Effect::Breaking) > 0,
            Self::Compatible => comparison.bump() >= Bump::Minor,
            Self::Any => comparison.bump() > Bump::None,
            Self::Never => false,
        }
    }
}

impl Diff {
    pub(super) fn run(self) -> Outcome {
        let projects = (self.project(&self.old, &self.new), self.project(&self.new, &self.old));
        let (old, new) = match projects {
            (Ok(old), Ok(new)) => (old, new),
            (Err(outcome), _) | (_, Err(outcome)) => return outcome,
        };
        let (old, new) = rayon::join(|| plan(&old), || plan(&new));
        let (old, new) = match (old, new) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => {
                let texts = [old.err(), new.err()];
                print_findings(&texts.into_iter().flatten().collect::<String>());
                return Outcome::Wrong;
            }
        };
        let comparison = compare::compare(&old, &new);
        let format = match self.format {
            Format::Text => compare::Format::Text,
            Format::Markdown => compare::Format::Markdown,
            Format::Json => compare::Format::Json,
        };
        print(format_args!("{}", comparison.report(format)));
        match self.fail_on.is_met(&comparison) {
            true => Outcome::Different,
            false => Outcome::Done,
        }
    }

    /// Opens what stands at `path`; `other` is what it is compared with.
    fn project(&self, path: &Utf8Path, other: &Utf8Path) -> Result<Project, Outcome> {
        let voice = Voice::default();
        if is_config(path) {
            return Project::open(path.to_owned(), &self.overrides, &voice);
        }
        let config = self.config.as_deref().or(is_config(other).then_some(other));
        let Some(config) = config else {
            return Project::of_documents(
                vec![path.to_owned()],
                "client",
                "client".into(),
                &self.overrides,
                &voice,
            );
        };
        let mut project = Project::open(config.to_owned(), &self.overrides, &voice)?;
        let place = overrides::from(&project.base, path);
        let documents = &mut project.config.documents;
        let index = match documents.as_slice() {
            [_] => Some(0),
            documents => documents
                .iter()
                .position(|document| document.path.file_name() == path.file_name()),
        };
        let Some(document) = index.map(|index| &mut documents[index]) else {
            print_error(format_args!(
                "error: `{config}` has no document that is called like `{path}`\n  = help: give it the file name of the \
                 one whose place it takes"
            ));
            return Err(Outcome::Wrong);
        };
        // The module keeps the name that the project gives it.
        document.name = Some(document.module_name().to_owned());
        document.path = place;
        Ok(project)
    }
}

fn is_config(path: &Utf8Path) -> bool {
    path.extension() == Some("toml")
}

/// Plans the client of a project; the error is what is wrong with its documents.
fn plan(project: &Project) -> Result<Planned, String> {
    pipeline::plan(&project.config, &project.base).map_err(|generated| findings(&generated))
}
