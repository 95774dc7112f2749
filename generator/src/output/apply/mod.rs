//! Turns a [`FileSet`] and a folder into that folder with these files, or into
//! how the two differ.

mod check;
mod digest;
mod excerpt;
mod lock;
mod report;
mod transaction;
mod walk;
mod write;

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::{FileSet, LIST_FILE, is_contained, is_marked};
pub(crate) use digest::Digest;
use lock::Lock;
pub use report::{ApplyError, Difference, Mode, Report};

impl FileSet {
    /// Brings the files below the folder `root` to the state of this set, or
    /// only tells how they differ from it.
    ///
    /// - [`Mode::Write`] writes the files whose bytes differ and removes
    ///   those that earlier runs wrote and that are no longer in the set: all
    ///   of it or nothing. Where nothing differs, nothing is touched.
    /// - [`Mode::Check`] changes nothing and compares without regard to line
    ///   endings; each difference comes with the beginning of a diff.
    /// - [`Mode::DryRun`] changes nothing and tells what `Write` would do.
    ///
    /// A run that was killed while it replaced files is completed first, in
    /// each mode, and a run of another process is waited for.
    ///
    /// # Errors
    ///
    /// When a file can be neither read nor written, when a path leads through
    /// a symbolic link, when it is taken by a folder, or when another process
    /// does not finish. Nothing that was there is lost.
    pub fn apply(&self, root: &Utf8Path, mode: Mode) -> Result<Report, ApplyError> {
        let files = self.with_list();
        check::refuse_link(root)?;
        if lock::is_in_use(root) {
            let lock = Lock::acquire(root)?;
            transaction::complete(&lock, root)?;
        }
        let comparison = check::compare(&files, root, mode)?;
        if mode != Mode::Write || comparison.is_up_to_date() {
            return Ok(comparison);
        }
        // Another process may have come first: what counts is seen under the lock.
        let lock = Lock::acquire(root)?;
        transaction::complete(&lock, root)?;
        let comparison = check::compare(&files, root, mode)?;
        if !comparison.is_up_to_date() {
            write::write(&files, root, &comparison, &lock)?;
        }
        Ok(comparison)
    }

    /// Digests every file that [`FileSet::apply`] writes.
    pub(crate) fn digests(&self) -> BTreeMap<String, Digest> {
        let digested = |(path, text): (&Utf8Path, &str)| (path.to_string(), Digest::of(text.as_bytes()));
        self.with_list().iter().map(digested).collect()
    }
}

/// Tells whether the files below `root` are exactly those of which an earlier
/// run knows the digests, to the byte: applying them again would do nothing.
///
/// # Errors
///
/// When the files cannot be read, or lead through a link.
pub(crate) fn holds(digests: &BTreeMap<String, Digest>, root: &Utf8Path) -> Result<bool, ApplyError> {
    check::refuse_link(root)?;
    Ok(!lock::is_in_use(root) && check::holds(digests, root)?)
}

#[cfg(test)]
mod tests;
