//! The part of the command line that says the same as `codegen.toml`, and wins.

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use crate::config::Config;

/// What the command line says about the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Overrides {
    /// Fail where a part of a document is broken, in place of leaving it out.
    #[arg(long)]
    pub strict: bool,
    /// Let references lead into this folder too.
    #[arg(long, value_name = "DIR")]
    pub folder: Vec<Utf8PathBuf>,
    /// Change every document by an overlay, after those of the configuration.
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<Utf8PathBuf>,
    /// Keep the operations with this tag.
    #[arg(long, value_name = "TAG")]
    pub include_tag: Vec<String>,
    /// Keep the operations of the paths that a glob matches, as in `/users/**`.
    #[arg(long, value_name = "GLOB")]
    pub include_path: Vec<String>,
    /// Keep the operation with this operationId, or this `METHOD /path`.
    #[arg(long, value_name = "OPERATION")]
    pub include_operation: Vec<String>,
    /// Leave out the operations with this tag.
    #[arg(long, value_name = "TAG")]
    pub exclude_tag: Vec<String>,
    /// Leave out the operations of the paths that a glob matches.
    #[arg(long, value_name = "GLOB")]
    pub exclude_path: Vec<String>,
    /// Leave out the operation with this operationId, or this `METHOD /path`.
    #[arg(long, value_name = "OPERATION")]
    pub exclude_operation: Vec<String>,
}

impl Overrides {
    /// Changes what the configuration in the folder `base` says.
    pub(super) fn apply(&self, config: &mut Config, base: &Utf8Path) {
        config.strict |= self.strict;
        config.folders.extend(self.folder.iter().map(|path| from(base, path)));
        for document in &mut config.documents {
            let overlays = self.overlay.iter().map(|path| from(base, path));
            document.overlays.extend(overlays);
        }
        let (include, exclude) = (&mut config.filter.include, &mut config.filter.exclude);
        include.tags.extend(self.include_tag.iter().cloned());
        include.paths.extend(self.include_path.iter().cloned());
        include.operations.extend(self.include_operation.iter().cloned());
        exclude.tags.extend(self.exclude_tag.iter().cloned());
        exclude.paths.extend(self.exclude_path.iter().cloned());
        exclude.operations.extend(self.exclude_operation.iter().cloned());
    }

    /// Returns the arguments as a person types them, each after a space.
    pub(super) fn typed(&self) -> String {
        let mut typed = if self.strict { " --strict" } else { "" }.to_owned();
        for path in &self.folder {
            typed.push_str(&format!(" --folder {path}"));
        }
        for path in &self.overlay {
            typed.push_str(&format!(" --overlay {path}"));
        }
        for (flag, values) in [
            ("include-tag", &self.include_tag),
            ("include-path", &self.include_path),
            ("include-operation", &self.include_operation),
            ("exclude-tag", &self.exclude_tag),
            ("exclude-path", &self.exclude_path),
            ("exclude-operation", &self.exclude_operation),
        ] {
            for value in values {
                typed.push_str(&format!(" --{flag} '{value}'"));
            }
        }
        typed
    }
}

/// Returns the path from `base` to what is called `path` here.
pub(super) fn from(base: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    if base.as_str().is_empty() {
        return path.to_owned();
    }
    camino::absolute_utf8(path).unwrap_or_else(|_| path.to_owned())
}
