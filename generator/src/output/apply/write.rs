//! Turns the differences between a [`FileSet`] and a folder into changes, after
//! a look at whatever would stop them halfway.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use camino::Utf8Path;

use super::digest::Digest;
use super::lock::Lock;
use super::transaction::{self, Change};
use super::{ApplyError, FileSet, Report};

/// Does what `report` says is missing. `lock` is that of `root`.
pub(super) fn write(files: &FileSet, root: &Utf8Path, report: &Report, lock: &Lock) -> Result<(), ApplyError> {
    let mut changes = Vec::new();
    let changed = report.changed.iter().map(|difference| &difference.path);
    for path in changed.chain(&report.missing) {
        let text = files.get(path).unwrap_or_default();
        changes.push(change(root, path, Some(Digest::of(text.as_bytes())))?);
    }
    for path in &report.orphaned {
        changes.push(change(root, path, None)?);
    }
    refuse_what_is_read_only(root, &changes)?;
    transaction::commit(lock, &changes, |path| files.get(path).unwrap_or_default())?;
    transaction::complete(lock, root)
}

fn change(root: &Utf8Path, path: &Utf8Path, after: Option<Digest>) -> Result<Change, ApplyError> {
    let target = root.join(path);
    let before = Digest::of_file(&target).map_err(ApplyError::io("read", &target))?;
    Ok(Change {
        path: path.to_owned(),
        before,
        after,
    })
}

/// Fails for a file that is protected, and for a folder in which nothing can
/// be renamed: both are there on purpose.
fn refuse_what_is_read_only(root: &Utf8Path, changes: &[Change]) -> Result<(), ApplyError> {
    let mut places = BTreeSet::new();
    for change in changes {
        let target = root.join(&change.path);
        places.extend(
            target
                .ancestors()
                .take_while(|place| place.starts_with(root))
                .map(Utf8Path::to_owned),
        );
    }
    for place in places {
        match fs::metadata(&place) {
            Ok(metadata) if metadata.permissions().readonly() => return Err(ApplyError::ReadOnly { path: place }),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(ApplyError::io("look at", &place)(error)),
        }
    }
    Ok(())
}
