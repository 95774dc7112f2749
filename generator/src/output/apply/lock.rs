//! Turns a root into the right to change the files below it: one process at a
//! time has it.
//!
//! Invariant: the work folder is there only while a process holds the lock, or
//! after one was killed. The operating system gives the lock of a process back
//! when the process ends, however it ends, so no lock is ever left behind.

use std::fs::{self, File, TryLockError};
use std::io;
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};

use super::ApplyError;
use super::check::refuse_links;

/// Where new contents wait, in the root, so that a rename moves them.
pub(super) const WORK_FOLDER: &str = ".specwright-work";

/// The list of changes in the work folder; that it exists is the decision to
/// make them.
pub(super) const JOURNAL: &str = "journal.json";

/// The file in the work folder that the operating system locks.
const LOCK_FILE: &str = "lock";

/// Keeps what a killed run left behind out of a commit.
const IGNORE_FILE: &str = ".gitignore";

/// How often the lock is tried, and the pause between: half a minute in all.
/// A run holds it for as long as it writes, which is well below a second.
const ATTEMPTS: usize = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// The right to change the files below a root, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    root: Utf8PathBuf,
    /// Keeps the lock of the operating system.
    file: Option<File>,
    /// Whether the root was not there before.
    made_root: bool,
}

/// Tells whether a run is changing the files below `root`, or was killed.
pub(super) fn is_in_use(root: &Utf8Path) -> bool {
    root.join(WORK_FOLDER).symlink_metadata().is_ok()
}

impl Lock {
    /// Makes the work folder and takes the lock, or waits for it.
    ///
    /// # Errors
    ///
    /// When the root cannot be written, or another process keeps the lock.
    pub(super) fn acquire(root: &Utf8Path) -> Result<Self, ApplyError> {
        refuse_links(root, Utf8Path::new(WORK_FOLDER))?;
        let made_root = match fs::metadata(root) {
            Ok(metadata) if metadata.permissions().readonly() => {
                return Err(ApplyError::ReadOnly { path: root.to_owned() });
            }
            Ok(_) => false,
            Err(_) => true,
        };
        for _ in 0..ATTEMPTS {
            if let Some(file) = try_lock(&root.join(WORK_FOLDER))? {
                return Ok(Self {
                    root: root.to_owned(),
                    file: Some(file),
                    made_root,
                });
            }
            thread::sleep(PAUSE);
        }
        Err(ApplyError::Busy { path: root.to_owned() })
    }

    /// The folder for new contents and their journal.
    pub(super) fn folder(&self) -> Utf8PathBuf {
        self.root.join(WORK_FOLDER)
    }

    /// Removes from the work folder all that a killed run left there.
    pub(super) fn clear(&self) -> Result<(), ApplyError> {
        let folder = self.folder();
        let entries = folder.read_dir_utf8().map_err(ApplyError::io("list", &folder))?;
        for entry in entries {
            let entry = entry.map_err(ApplyError::io("list", &folder))?;
            if !matches!(entry.file_name(), LOCK_FILE | IGNORE_FILE) {
                fs::remove_file(entry.path()).map_err(ApplyError::io("remove", entry.path()))?;
            }
        }
        Ok(())
    }
}

/// Takes the work folder away, unless the next run needs what is in it.
impl Drop for Lock {
    fn drop(&mut self) {
        let folder = self.folder();
        if folder.join(JOURNAL).exists() {
            return;
        }
        // Where this fails, the next run takes the folder away. Who waits for
        // the lock sees that the file is another one, and makes it again.
        let _ = self.clear();
        let _ = fs::remove_file(folder.join(IGNORE_FILE));
        let _ = fs::remove_file(folder.join(LOCK_FILE));
        self.file = None;
        let _ = fs::remove_dir(&folder);
        if self.made_root {
            // Fails, as it should, for a root that has got files.
            let _ = fs::remove_dir(&self.root);
        }
    }
}

/// Takes the lock; `None` where another process has it, or is about to take
/// the folder away.
fn try_lock(folder: &Utf8Path) -> Result<Option<File>, ApplyError> {
    let place = folder.join(LOCK_FILE);
    fs::create_dir_all(folder).map_err(ApplyError::io("create the folder", folder))?;
    let opened = File::options().create(true).truncate(false).write(true).open(&place);
    let file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ApplyError::io("write", &place)(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        // A file system without locks: as it was before there were any.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(ApplyError::io("lock", &place)(error)),
    }
    // The process that had the lock may have removed the file meanwhile.
    let handle = file.try_clone().and_then(same_file::Handle::from_file);
    let is_same = match (handle, same_file::Handle::from_path(&place)) {
        (Ok(ours), Ok(theirs)) => ours == theirs,
        _ => false,
    };
    if !is_same {
        return Ok(None);
    }
    match fs::write(folder.join(IGNORE_FILE), "*\n") {
        Ok(()) => Ok(Some(file)),
        Err(error) => Err(ApplyError::io("write", &folder.join(IGNORE_FILE))(error)),
    }
}
