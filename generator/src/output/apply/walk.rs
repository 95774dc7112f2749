//! Turns a folder into the paths of all files that may be ours.
//!
//! Each folder is listed once, and no file is looked at: what a listing says of
//! the kind of an entry is enough, and a check of thousands of files is mostly
//! the time of such calls.

use std::io;

use camino::Utf8Path;
use rayon::prelude::*;

use super::ApplyError;

/// Folders that hold no generated files, wherever they are.
const SKIPPED_FOLDERS: [&str; 2] = ["target", "node_modules"];

/// A manifest that is not ours makes its folder another package, which may be
/// generated too, on its own.
const MANIFEST: &str = "Cargo.toml";

/// Returns the paths below `root`, in their order, of all files in folders that
/// may hold files of ours: neither build products nor hidden folders nor those
/// of another package. Links are neither followed nor returned.
///
/// # Errors
///
/// When a folder cannot be listed. There are no files where `root` is not.
pub(super) fn files(root: &Utf8Path, is_wanted: &(dyn Fn(&str) -> bool + Sync)) -> Result<Vec<String>, ApplyError> {
    let mut files = below(root, String::new(), is_wanted)?;
    files.sort_unstable();
    Ok(files)
}

/// As [`files`], for the folder `folder` below the root, unsorted.
fn below(
    root: &Utf8Path,
    folder: String,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Result<Vec<String>, ApplyError> {
    let place = root.join(&folder);
    let entries = match place.read_dir_utf8() {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(ApplyError::io("list", &place)(error)),
    };
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            // A name that is not text is none of ours.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => continue,
            Err(error) => return Err(ApplyError::io("list", &place)(error)),
        };
        let (name, kind) = (entry.file_name(), entry.file_type());
        let kind = kind.map_err(ApplyError::io("look at", entry.path()))?;
        let path = match folder.as_str() {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        if name == MANIFEST && !folder.is_empty() && !is_wanted(&path) {
            return Ok(Vec::new());
        }
        if kind.is_dir() && !name.starts_with('.') && !SKIPPED_FOLDERS.contains(&name) {
            folders.push(path);
        } else if kind.is_file() {
            files.push(path);
        }
    }
    let deeper = folders.into_par_iter().map(|folder| below(root, folder, is_wanted));
    for found in deeper.collect::<Vec<_>>() {
        files.extend(found?);
    }
    Ok(files)
}
