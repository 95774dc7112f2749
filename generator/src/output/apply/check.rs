//! Compares a [`FileSet`] with the folder that it belongs to.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::digest::Digest;
use super::excerpt;
use super::{ApplyError, Difference, FileSet, LIST_FILE, Mode, Report, is_contained, is_marked, walk};

/// How much of a file is searched for the marker.
const HEAD_BYTES: usize = 1024;

/// Tells how the files below `root` differ from `files`.
pub(super) fn compare(files: &FileSet, root: &Utf8Path, mode: Mode) -> Result<Report, ApplyError> {
    let mut report = Report::default();
    let listed = listed(root)?;
    for (path, text) in files.iter() {
        refuse_links(root, path)?;
        match read(&root.join(path))? {
            None => report.missing.push(path.to_owned()),
            Some(bytes) if is_same(&bytes, text, mode) => report.up_to_date += 1,
            Some(bytes) if mode != Mode::Check && !is_owned(&bytes, path, &listed) => {
                return Err(ApplyError::NotGenerated { path: root.join(path) });
            }
            Some(bytes) => {
                let diff = match mode {
                    Mode::Check => excerpt::between(&with_line_feeds(&String::from_utf8_lossy(&bytes)), text),
                    Mode::Write | Mode::DryRun => String::new(),
                };
                report.changed.push(Difference {
                    path: path.to_owned(),
                    diff,
                });
            }
        }
    }
    let is_wanted = |path: &str| files.contains(Utf8Path::new(path));
    let unwanted = walk::files(root, &is_wanted)?
        .into_iter()
        .filter(|path| !is_wanted(path));
    report.orphaned = orphans(unwanted, root, &listed)?;
    Ok(report)
}

/// Tells whether the files below `root` are exactly those of `digests`.
pub(super) fn holds(digests: &BTreeMap<String, Digest>, root: &Utf8Path) -> Result<bool, ApplyError> {
    let is_wanted = |path: &str| digests.contains_key(path);
    let (present, unwanted): (Vec<_>, Vec<_>) = walk::files(root, &is_wanted)?
        .into_iter()
        .partition(|path| is_wanted(path));
    // The walk enters neither links nor folders such as `target`. A link is one
    // of the obstacles that a full run tells about.
    for path in digests.keys().filter(|path| present.binary_search(path).is_err()) {
        refuse_links(root, Utf8Path::new(path))?;
    }
    let is_same = |(path, digest): (&String, &Digest)| {
        Digest::of_file(&root.join(path)).is_ok_and(|present| present.as_ref() == Some(digest))
    };
    let all_same = digests.par_iter().all(is_same);
    if !all_same || unwanted.is_empty() {
        return Ok(all_same);
    }
    Ok(orphans(unwanted.into_iter(), root, &listed(root)?)?.is_empty())
}

/// Fails when `root` is a link: it may lead anywhere, and who names the folder
/// itself says so.
pub(super) fn refuse_link(root: &Utf8Path) -> Result<(), ApplyError> {
    match fs::symlink_metadata(root) {
        Ok(metadata) if metadata.is_symlink() => Err(ApplyError::SymbolicLink { path: root.to_owned() }),
        _ => Ok(()),
    }
}

/// Fails when `path` or a folder that it is in, below `root`, is a link.
pub(super) fn refuse_links(root: &Utf8Path, path: &Utf8Path) -> Result<(), ApplyError> {
    let mut place = root.to_owned();
    for component in path.components() {
        place.push(component);
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_symlink() => return Err(ApplyError::SymbolicLink { path: place }),
            Ok(_) => {}
            // The rest of the path is not there either; a file in the place
            // of a folder is told when it is read.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(error) => return Err(ApplyError::io("look at", &place)(error)),
        }
    }
    Ok(())
}

/// Reads a file; `None` where there is none.
fn read(place: &Utf8Path) -> Result<Option<Vec<u8>>, ApplyError> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if matches!(error.kind(), io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory) => {
            Err(ApplyError::NotAFile { path: place.to_owned() })
        }
        Err(error) => Err(ApplyError::io("read", place)(error)),
    }
}

/// Tells whether an earlier run wrote the file, or nothing is lost with it.
fn is_owned(bytes: &[u8], path: &Utf8Path, listed: &[Utf8PathBuf]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    bytes.is_empty() || is_marked(&String::from_utf8_lossy(head)) || listed.iter().any(|listed| listed == path)
}

/// A version control system may have checked a file out with other line
/// endings, which `check` forgives.
fn is_same(bytes: &[u8], text: &str, mode: Mode) -> bool {
    if bytes == text.as_bytes() {
        return true;
    }
    mode == Mode::Check && bytes.contains(&b'\r') && with_line_feeds(&String::from_utf8_lossy(bytes)) == text
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns those of the `unwanted` files that an earlier run wrote.
fn orphans(
    unwanted: impl Iterator<Item = String>,
    root: &Utf8Path,
    listed: &[Utf8PathBuf],
) -> Result<Vec<Utf8PathBuf>, ApplyError> {
    let mut orphans = Vec::new();
    for path in unwanted.map(Utf8PathBuf::from) {
        if listed.contains(&path) || has_marker(&root.join(&path))? {
            orphans.push(path);
        }
    }
    orphans.sort();
    Ok(orphans)
}

/// Reads which files without a marker the last run wrote.
fn listed(root: &Utf8Path) -> Result<Vec<Utf8PathBuf>, ApplyError> {
    let Some(bytes) = read(&root.join(LIST_FILE))? else {
        return Ok(Vec::new());
    };
    let text = String::from_utf8_lossy(&bytes);
    if !is_marked(&text) {
        return Ok(Vec::new());
    }
    let paths = text.lines().map(Utf8Path::new);
    Ok(paths
        .filter(|path| is_contained(path))
        .map(Utf8Path::to_owned)
        .collect())
}

/// Tells whether the file says in its first lines that it is generated.
fn has_marker(place: &Utf8Path) -> Result<bool, ApplyError> {
    let mut head = Vec::new();
    let file = fs::File::open(place).map_err(ApplyError::io("read", place))?;
    file.take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(ApplyError::io("read", place))?;
    Ok(is_marked(&String::from_utf8_lossy(&head)))
}
