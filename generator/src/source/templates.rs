//! Reads the templates of a project: those below the folder that `codegen.toml` names.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::load::{TEMPLATE, load_beside};
use super::{FileId, Source};
use crate::diagnostic::Diagnostics;

/// Folders within each other are gone into this deep.
const DEEPEST_FOLDER: usize = 8;

/// Lists the templates below `folder`: their paths from there, sorted, with `/`.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn list_templates(folder: &Utf8Path) -> io::Result<Vec<Utf8PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![Utf8PathBuf::new()];
    while let Some(at) = folders.pop() {
        for entry in folder.join(&at).read_dir_utf8()? {
            let entry = entry?;
            let path = at.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                // A folder that is a link is not gone into: no circle.
                folders.extend(Some(path).filter(|path| path.components().count() < DEEPEST_FOLDER));
            } else if path.extension() == Some(TEMPLATE) {
                found.push(
                    path.components()
                        .map(|part| part.as_str())
                        .collect::<Vec<_>>()
                        .join("/")
                        .into(),
                );
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads the templates below `folder`, which `codegen.toml` names.
pub(crate) fn load_templates(
    source: &mut Source,
    folder: &Utf8Path,
    diagnostics: &mut Diagnostics,
) -> Vec<(Utf8PathBuf, FileId)> {
    let paths = list_templates(folder).unwrap_or_default();
    if paths.is_empty() {
        diagnostics
            .error_without_place("missing-file", format!("there are no templates in `{folder}`"))
            .help("correct `templates` under `[docs]` of codegen.toml; the names of templates end with `.jinja`");
    }
    let load = |path: Utf8PathBuf| {
        let file = load_beside(source, &folder.join(&path), diagnostics);
        (path, file)
    };
    paths.into_iter().map(load).collect()
}
