//! `specwright init`: finds the documents of a repository, and writes a
//! `codegen.toml` for them.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::project::{findings, print, print_error, print_findings};
use super::{CONFIG, Outcome};
use crate::starter::{self, Choice};

/// How deep documents are looked for.
const DEEPEST: usize = 4;

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The OpenAPI documents; those that are found below the current folder where none is named.
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<Utf8PathBuf>,
    /// Where the configuration is written.
    #[arg(long, value_name = "PATH", default_value = CONFIG)]
    config: Utf8PathBuf,
    /// The name of the crate; made of the title of the API where it is left out.
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// The folder of the crate, relative to the configuration; called like the crate where it is left out.
    #[arg(long, value_name = "DIR")]
    out: Option<Utf8PathBuf>,
    /// Replace a configuration that is there.
    #[arg(long)]
    force: bool,
}

impl Init {
    pub(super) fn run(self) -> Outcome {
        let Self { config, force, .. } = &self;
        if config.exists() && !force {
            print_error(format_args!(
                "error: `{config}` is there already\n  = help: edit it, or replace it with `--force`"
            ));
            return Outcome::Wrong;
        }
        let base = config.parent().unwrap_or(Utf8Path::new("")).to_owned();
        let documents = match self.documents() {
            Ok(documents) => documents,
            Err(message) => {
                print_error(format_args!("error: {message}"));
                return Outcome::Wrong;
            }
        };
        let choice = Choice {
            documents: documents.iter().map(|path| relative(&base, path)).collect(),
            name: self.name.clone(),
            output: self.out.clone(),
            workspace_member: is_in_workspace(&base),
        };
        let starter = match starter::starter(&choice, &base, config.as_str()) {
            Ok(starter) => starter,
            Err(generated) => {
                print_findings(&findings(&generated));
                return Outcome::Wrong;
            }
        };
        if let Err(error) = fs::write(config, &starter.text) {
            print_error(format_args!("error: cannot write `{config}`: {error}"));
            return Outcome::Unreadable;
        }
        let crate_folder = base.join(&starter.output);
        let named = if config == CONFIG {
            String::new()
        } else {
            format!(" --config {config}")
        };
        print(format_args!(
            "{config}: the crate `{}` in {crate_folder}, from {}\nRead it, then run `specwright generate{named}`.",
            starter.name,
            documents
                .iter()
                .map(|path| path.as_str())
                .collect::<Vec<_>>()
                .join(" and "),
        ));
        Outcome::Done
    }

    /// Returns the documents that are named, or the one that is found.
    fn documents(&self) -> Result<Vec<Utf8PathBuf>, String> {
        if !self.documents.is_empty() {
            return Ok(self.documents.clone());
        }
        let mut found = Vec::new();
        find(Utf8Path::new("."), DEEPEST, &mut found);
        found.sort();
        match found.as_slice() {
            [_] => Ok(found),
            [] => Err(
                "there is no OpenAPI document here\n  = help: name it, as in `specwright init api/openapi.yaml`"
                    .to_owned(),
            ),
            several => {
                let list: String = several.iter().map(|path| format!("\n  {path}")).collect();
                Err(format!(
                    "there are several OpenAPI documents here:{list}\n  = help: name those that are to be one crate"
                ))
            }
        }
    }
}

/// Collects the files below `folder` that are OpenAPI documents.
fn find(folder: &Utf8Path, depth: usize, found: &mut Vec<Utf8PathBuf>) {
    let Ok(entries) = folder.read_dir_utf8() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let path = if folder == "." {
            Utf8PathBuf::from(name)
        } else {
            folder.join(name)
        };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            let is_foreign = name.starts_with('.') || ["target", "node_modules", "vendor"].contains(&name);
            if depth > 0 && !is_foreign {
                find(&path, depth - 1, found);
            }
        } else if kind.is_file() && is_document(&path) {
            found.push(path);
        }
    }
}

/// The keys of which a document has one (`openapi`, or `swagger` of 2.0).
#[derive(Deserialize)]
struct Head {
    openapi: Option<IgnoredAny>,
    swagger: Option<IgnoredAny>,
}

fn is_document(path: &Utf8Path) -> bool {
    if !matches!(path.extension(), Some("yaml" | "yml" | "json")) {
        return false;
    }
    let Ok(text) = fs::read_to_string(path) else {
        return false;
    };
    // Most files are none, and reading them whole would take its time.
    if !text.contains("openapi") && !text.contains("swagger") {
        return false;
    }
    let head = match path.extension() {
        Some("json") => serde_json::from_str::<Head>(&text).ok(),
        _ => serde_yaml::from_str::<Head>(&text).ok(),
    };
    head.is_some_and(|head| head.openapi.is_some() || head.swagger.is_some())
}

/// Returns the way from the folder `base` to `path`, both relative to the current folder.
fn relative(base: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    if base.as_str().is_empty() || path.is_absolute() {
        return path.to_owned();
    }
    let mut here = base.components().peekable();
    let mut there = path.components().peekable();
    while here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
    }
    here.map(|_| "..").chain(there.map(|part| part.as_str())).collect()
}

/// Tells whether a manifest above `base` has a workspace.
fn is_in_workspace(base: &Utf8Path) -> bool {
    let Ok(base) = camino::absolute_utf8(if base.as_str().is_empty() {
        Utf8Path::new(".")
    } else {
        base
    }) else {
        return false;
    };
    base.ancestors().any(|folder| {
        fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| {
            let table = text.parse::<toml::Table>();
            table.is_ok_and(|table| table.contains_key("workspace"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_document_is_relative_to_the_configuration() {
        let way = |base: &str, path: &str| relative(Utf8Path::new(base), Utf8Path::new(path)).to_string();
        assert_eq!(way("", "api/a.yaml"), "api/a.yaml");
        assert_eq!(way("api", "api/a.yaml"), "a.yaml");
        assert_eq!(way("api/gen", "api/v1/a.yaml"), "../v1/a.yaml");
        assert_eq!(way("api", "/a.yaml"), "/a.yaml");
    }

    #[test]
    fn documents_are_known_by_their_keys() {
        let folder = tempfile::tempdir().unwrap();
        let base = Utf8Path::from_path(folder.path()).unwrap();
        let write = |name: &str, text: &str| {
            let path = base.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("api/openapi.yaml", "# The API\nopenapi: 3.1.0\n");
        write("api/old.json", "{\"info\": {}, \"swagger\": \"2.0\"}");
        write("api/part.yaml", "type: object\ndescription: 'openapi'\n");
        write("target/openapi.yaml", "openapi: 3.1.0\n");
        write(".git/openapi.yaml", "openapi: 3.1.0\n");
        let mut found = Vec::new();
        find(base, DEEPEST, &mut found);
        found.sort();
        assert_eq!(found, [base.join("api/old.json"), base.join("api/openapi.yaml")]);
    }
}
