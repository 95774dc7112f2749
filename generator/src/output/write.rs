//! Writes the files of a [`FileSet`] that differ, and removes what is left over.
//!
//! Invariant: each file has either its old or its new content at every moment,
//! and no file is replaced before all new contents are on the disk. A full disk
//! thus costs nothing but the temporary files, which are removed.

use std::fs;
use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};

use super::{ApplyError, FileSet, Report};

/// A new content that waits beside the file that it replaces.
struct Pending {
    temporary: Utf8PathBuf,
    target: Utf8PathBuf,
}

/// Does what `report` says is missing.
pub(super) fn write(files: &FileSet, root: &Utf8Path, report: &Report) -> Result<(), ApplyError> {
    let mut pending = Vec::new();
    let outcome = stage(files, root, report, &mut pending).and_then(|()| replace(&pending));
    if outcome.is_err() {
        for Pending { temporary, .. } in &pending {
            // The first error is the one to tell; those replaced are gone.
            let _ = fs::remove_file(temporary);
        }
    }
    outcome?;
    remove(root, &report.orphaned)
}

/// Writes every new content to a temporary file in the folder of its target.
fn stage(files: &FileSet, root: &Utf8Path, report: &Report, pending: &mut Vec<Pending>) -> Result<(), ApplyError> {
    for difference in &report.changed {
        let target = root.join(&difference.path);
        let metadata = fs::metadata(&target).map_err(ApplyError::io("look at", &target))?;
        if metadata.permissions().readonly() {
            return Err(ApplyError::ReadOnly { path: target });
        }
    }
    let changed = report.changed.iter().map(|difference| &difference.path);
    for path in changed.chain(&report.missing) {
        let text = files.get(path).unwrap_or_default();
        let target = root.join(path);
        let folder = target.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(ApplyError::io("create the folder", folder))?;
        let name = target.file_name().unwrap_or_default();
        let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        pending.push(Pending {
            temporary: temporary.clone(),
            target,
        });
        write_new(&temporary, text).map_err(ApplyError::io("write", &temporary))?;
    }
    Ok(())
}

fn write_new(place: &Utf8Path, text: &str) -> io::Result<()> {
    // A run that was killed may have had the same process id.
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(place)?;
    file.write_all(text.as_bytes())
}

fn replace(pending: &[Pending]) -> Result<(), ApplyError> {
    for Pending { temporary, target } in pending {
        fs::rename(temporary, target).map_err(ApplyError::io("replace", target))?;
    }
    Ok(())
}

/// Removes `orphans` and the folders below `root` that are empty without them.
fn remove(root: &Utf8Path, orphans: &[Utf8PathBuf]) -> Result<(), ApplyError> {
    for path in orphans {
        let place = root.join(path);
        fs::remove_file(&place).map_err(ApplyError::io("remove", &place))?;
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|folder| !folder.as_str().is_empty()) {
            // Fails for a folder with something in it, which stays.
            if fs::remove_dir(root.join(empty)).is_err() {
                break;
            }
            folder = empty.parent();
        }
    }
    Ok(())
}
