//! Runs that end at every step of their journal, and what comes after.

use super::super::lock::{WORK_FOLDER, is_in_use};
use super::super::{FileSet, Mode};
use super::*;
use crate::output::MARKER;

struct Folder {
    _guard: tempfile::TempDir,
    root: Utf8PathBuf,
}

impl Folder {
    /// A root with the old output and a file of somebody else.
    fn new() -> Self {
        let guard = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(guard.path().join("out")).unwrap();
        old().apply(&root, Mode::Write).unwrap();
        fs::write(root.join("src/mine.rs"), "// mine\n").unwrap();
        Self { _guard: guard, root }
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    fn is(&self, files: &FileSet) -> bool {
        files.apply(&self.root, Mode::DryRun).unwrap().is_up_to_date()
    }

    /// Decides to go from the old output to the new one, and makes as many
    /// changes as told; then the run is gone. Tells whether all were made.
    fn stop_after(&self, made: usize) -> bool {
        let report = new().apply(&self.root, Mode::DryRun).unwrap();
        let lock = Lock::acquire(&self.root).unwrap();
        let of = |path: &Utf8Path, after| Change {
            path: path.to_owned(),
            before: Digest::of_file(&self.root.join(path)).unwrap(),
            after,
        };
        let text = |path: &Utf8Path| text_of(&new(), path);
        let mut changes: Vec<Change> = Vec::new();
        for path in report.changed.iter().map(|change| &change.path).chain(&report.missing) {
            changes.push(of(path, Some(Digest::of(text(path).as_bytes()))));
        }
        changes.extend(report.orphaned.iter().map(|path| of(path, None)));
        let files = new().with_list();
        commit(&lock, &changes, |path| files.get(path).unwrap()).unwrap();
        let count = made.min(changes.len());
        make(&changes[..count], &self.root, &lock.folder()).unwrap();
        // A process that is killed gives the lock back and clears nothing.
        drop(lock);
        count == changes.len()
    }
}

fn text_of(files: &FileSet, path: &Utf8Path) -> String {
    files.with_list().get(path).unwrap().to_owned()
}

fn set(files: &[(&str, &str)]) -> FileSet {
    let mut set = FileSet::new();
    for (path, text) in files {
        set.insert(*path, format!("// {MARKER}\n{text}\n"));
    }
    set.insert("data.json", format!("{{ \"count\": {} }}\n", files.len()));
    set
}

fn old() -> FileSet {
    set(&[
        ("src/a.rs", "1"),
        ("src/b.rs", "1"),
        ("gone/c.rs", "1"),
        ("same.rs", "1"),
    ])
}

fn new() -> FileSet {
    set(&[
        ("src/a.rs", "2"),
        ("src/b.rs", "2"),
        ("more/d/e.rs", "1"),
        ("same.rs", "1"),
        ("z.rs", "1"),
    ])
}

#[test]
fn a_run_that_ends_after_any_change_is_completed_by_the_next() {
    for mode in [Mode::Write, Mode::Check, Mode::DryRun] {
        for made in 0.. {
            let folder = Folder::new();
            let all = folder.stop_after(made);
            assert!(is_in_use(&folder.root), "the journal waits");
            // Whatever is asked for, the new state is what holds.
            let report = old().apply(&folder.root, mode).unwrap();
            assert_eq!((report.changed.len(), report.missing.len()), (3, 1), "{made}: {report}");
            let expected = if mode == Mode::Write { old() } else { new() };
            assert!(folder.is(&expected), "{made}");
            assert!(!is_in_use(&folder.root));
            assert_eq!(folder.read("src/mine.rs").as_deref(), Some("// mine\n"));
            assert_eq!(folder.root.join("gone").exists(), mode == Mode::Write);
            if all {
                assert!(made > 5, "each of the changes was the last one once");
                break;
            }
        }
    }
}

#[test]
fn a_run_that_ends_before_its_decision_has_changed_nothing() {
    let folder = Folder::new();
    let work = folder.root.join(WORK_FOLDER);
    fs::create_dir(&work).unwrap();
    for left in ["0", "17", "journal.tmp", "lock", ".gitignore"] {
        fs::write(work.join(left), "[{").unwrap();
    }
    assert!(folder.is(&old()));
    assert!(!is_in_use(&folder.root));
}

#[test]
fn what_somebody_changed_in_between_stays() {
    let folder = Folder::new();
    folder.stop_after(0);
    fs::write(folder.root.join("src/a.rs"), "// mine\n").unwrap();
    fs::write(folder.root.join("z.rs"), "// mine too\n").unwrap();
    let error = new().apply(&folder.root, Mode::Write).unwrap_err();
    assert!(matches!(error, ApplyError::NotGenerated { .. }), "{error}");
    assert_eq!(folder.read("src/a.rs").as_deref(), Some("// mine\n"));
    assert_eq!(folder.read("z.rs").as_deref(), Some("// mine too\n"));
    assert_eq!(
        folder.read("src/b.rs"),
        Some(text_of(&new(), Utf8Path::new("src/b.rs")))
    );
}

#[test]
fn contents_that_the_disk_lost_are_not_moved_into_place() {
    let folder = Folder::new();
    folder.stop_after(0);
    for index in 0..4 {
        fs::write(folder.root.join(WORK_FOLDER).join(index.to_string()), "").unwrap();
    }
    let report = new().apply(&folder.root, Mode::Check).unwrap();
    assert!(!report.is_up_to_date());
    assert_eq!(
        folder.read("src/a.rs"),
        Some(text_of(&old(), Utf8Path::new("src/a.rs")))
    );
    new().apply(&folder.root, Mode::Write).unwrap();
    assert!(folder.is(&new()));
}

#[test]
fn a_journal_cannot_name_files_outside() {
    let folder = Folder::new();
    let secret = folder.root.parent().unwrap().join("secret");
    fs::write(&secret, "mine").unwrap();
    let work = folder.root.join(WORK_FOLDER);
    fs::create_dir(&work).unwrap();
    let before = Digest::of(b"mine");
    fs::write(
        work.join(JOURNAL),
        format!(r#"[{{ "path": "../secret", "before": "{before}", "after": null }}]"#),
    )
    .unwrap();
    assert!(folder.is(&old()));
    assert_eq!(fs::read_to_string(secret).unwrap(), "mine");
}

#[test]
fn who_comes_second_waits() {
    let folder = Folder::new();
    let lock = Lock::acquire(&folder.root).unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| new().apply(&folder.root, Mode::Write));
        std::thread::sleep(std::time::Duration::from_millis(120));
        assert!(!second.is_finished());
        assert_eq!(
            folder.read("src/a.rs"),
            Some(text_of(&old(), Utf8Path::new("src/a.rs")))
        );
        drop(lock);
        second.join().unwrap().unwrap();
    });
    assert!(folder.is(&new()));
    assert!(!is_in_use(&folder.root));
}
