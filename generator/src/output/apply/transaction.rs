//! Turns a list of changes into files on disk, all of them or none.
//!
//! 1. Every new content is written to the work folder.
//! 2. The journal, which lists the changes, appears in the work folder. From
//!    here on the new state is the one that holds.
//! 3. Each file is replaced by a rename, or removed.
//! 4. The journal is removed.
//!
//! A run that ends before step 2 has changed nothing, and the next one throws
//! away what it left. A run that ends later has left the journal, and whatever
//! is asked for next, the files below the root are first brought to the end of
//! it. The compiler does not know the journal: if it reads during step 3, or
//! after a run was killed there, it sees some files before and some after their
//! change, each of them whole. No file system replaces many files at once in a
//! folder that holds other files too.
//!
//! A loss of power is another matter: thousands of contents are left to the system
//! to bring to the disk, as version control leaves those that it checks out, since
//! waiting for each took longer than making them. What the disk lost of them is not
//! moved into place, or is found by the next run as any other difference.
//!
//! Invariant: a change is made to exactly the content that it was decided for.
//! What somebody changed in between stays, for the next comparison to find.

use std::fs::{self, File};
use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::check::refuse_links;
use super::digest::Digest;
use super::lock::{JOURNAL, Lock};
use super::{ApplyError, is_contained};

/// What is done to one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    /// Relative to the root.
    pub path: Utf8PathBuf,
    /// What the file holds; `None` where there is none.
    pub before: Option<Digest>,
    /// What it shall hold; `None` where it is removed. The content waits in
    /// the work folder, in a file named by the index of the change.
    pub after: Option<Digest>,
}

/// Writes the new contents of all `changes`, and only then decides for these.
pub(super) fn commit<'a>(
    lock: &Lock,
    changes: &[Change],
    text: impl Fn(&Utf8Path) -> &'a str + Sync,
) -> Result<(), ApplyError> {
    let folder = lock.folder();
    changes
        .par_iter()
        .enumerate()
        .filter(|(_, change)| change.after.is_some())
        .try_for_each(|(index, change)| {
            let place = staged(&folder, index);
            let written = write_new(&place, text(&change.path).as_bytes());
            written.map(drop).map_err(ApplyError::io("write", &place))
        })?;
    let journal = folder.join(JOURNAL);
    let unfinished = folder.join("journal.tmp");
    let text = serde_json::to_vec(changes).map_err(io::Error::from);
    text.and_then(|text| write_new(&unfinished, &text)?.sync_data())
        .and_then(|()| fs::rename(&unfinished, &journal))
        .map_err(ApplyError::io("write", &journal))?;
    sync_folder(&folder);
    Ok(())
}

/// Makes the changes that are decided and not made yet, by this run or by one
/// that was killed, and clears the work folder.
pub(super) fn complete(lock: &Lock, root: &Utf8Path) -> Result<(), ApplyError> {
    let folder = lock.folder();
    let journal = folder.join(JOURNAL);
    match fs::read(&journal) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return lock.clear(),
        Err(error) => return Err(ApplyError::io("read", &journal)(error)),
        Ok(text) => {
            // It appears by a rename, after it was written: what cannot be
            // read is none of ours, or the disk lost it.
            let changes: Vec<Change> = serde_json::from_slice(&text).unwrap_or_default();
            make(&changes, root, &folder)?;
        }
    }
    fs::remove_file(&journal).map_err(ApplyError::io("remove", &journal))?;
    lock.clear()
}

/// Makes each change that is not made yet. What is removed comes last, and one
/// after the other: the folders that are empty then go too.
fn make(changes: &[Change], root: &Utf8Path, folder: &Utf8Path) -> Result<(), ApplyError> {
    let of = |index: usize| make_one(&changes[index], root, &staged(folder, index));
    let (written, removed): (Vec<usize>, Vec<usize>) =
        (0..changes.len()).partition(|index| changes[*index].after.is_some());
    written.into_par_iter().try_for_each(of)?;
    removed.into_iter().try_for_each(of)
}

fn make_one(change: &Change, root: &Utf8Path, staged: &Utf8Path) -> Result<(), ApplyError> {
    if !is_contained(&change.path) {
        return Ok(());
    }
    refuse_links(root, &change.path)?;
    let target = root.join(&change.path);
    let present = Digest::of_file(&target).map_err(ApplyError::io("read", &target))?;
    if present != change.before || present == change.after {
        return Ok(());
    }
    match &change.after {
        None => remove(root, &change.path),
        // Another content is what a loss of power left of it.
        Some(after) if Digest::of_file(staged).is_ok_and(|digest| digest.as_ref() == Some(after)) => {
            replace(staged, &target)
        }
        Some(_) => Ok(()),
    }
}

fn staged(folder: &Utf8Path, index: usize) -> Utf8PathBuf {
    folder.join(index.to_string())
}

/// Writes a file that is not there.
fn write_new(place: &Utf8Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = File::options().write(true).create_new(true).open(place)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Moves `staged` to `target`.
fn replace(staged: &Utf8Path, target: &Utf8Path) -> Result<(), ApplyError> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(ApplyError::io("create the folder", folder))?;
    }
    let moved = match fs::rename(staged, target) {
        // A folder below the root that is a file system of its own.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = Utf8PathBuf::from(format!("{target}.specwright-new"));
            fs::copy(staged, &beside).and_then(|_| fs::rename(&beside, target))
        }
        moved => moved,
    };
    moved.map_err(ApplyError::io("replace", target))
}

/// Removes a file and the folders below `root` that are empty without it.
fn remove(root: &Utf8Path, path: &Utf8Path) -> Result<(), ApplyError> {
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
    Ok(())
}

/// Brings the names in a folder to the disk, where the system can. The folders
/// of the output are left to the system: a loss of power may undo their last
/// renames, and the next run finds that.
fn sync_folder(folder: &Utf8Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests;
