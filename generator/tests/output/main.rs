//! What becomes of the output when a run is killed, meets another one, or finds
//! an obstacle: always the old files or the new ones.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

mod killed;
mod obstacles;

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

/// Every file below `root` with its content, by its path from there.
fn tree(root: &Utf8Path) -> BTreeMap<Utf8PathBuf, Vec<u8>> {
    let mut tree = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().expect("a folder") {
            let path = entry.expect("an entry").into_path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                tree.insert(path.strip_prefix(root).expect("below").to_owned(), bytes);
            }
        }
    }
    tree
}

fn temporary() -> (tempfile::TempDir, Utf8PathBuf) {
    let guard = tempfile::tempdir().expect("a temporary folder");
    let path = Utf8PathBuf::from_path_buf(guard.path().to_owned()).expect("a name that is text");
    (guard, path)
}
