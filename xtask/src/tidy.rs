//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! Which module may use which is the table in [`imports`]; the others are
//! here. The task runs in the tests too, so that nobody can forget it.

mod imports;

use std::fs;
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};

/// How many lines a file may have, its tests apart.
const FILE_LINES: usize = 400;

/// A word that the generator must not know: the first API that it serves.
const API_NAME: &str = "hexclave";

/// Prints every breach of the rules.
pub(crate) fn run() -> ExitCode {
    let breaches = breaches(crate::root());
    for breach in &breaches {
        eprintln!("{breach}");
    }
    match breaches.len() {
        0 => {
            println!("tidy: no breach");
            ExitCode::SUCCESS
        }
        count => {
            println!("tidy: {count} breaches: CONTRIBUTING.md has the rules");
            ExitCode::FAILURE
        }
    }
}

/// One Rust file.
struct File {
    /// Relative to the workspace, with `/`.
    path: Utf8PathBuf,
    text: String,
}

/// Returns every breach below `root`, a line each.
fn breaches(root: &Utf8Path) -> Vec<String> {
    let mut breaches = Vec::new();
    let rust = read_all(
        root,
        &["generator/src", "generator/support", "generator/tests", "xtask/src"],
        &["rs"],
    );
    for file in &rust {
        check_head(file, &mut breaches);
        check_size(file, &mut breaches);
        imports::check(file, &mut breaches);
    }
    check_support_table(&rust, &mut breaches);
    let all = ["rs", "jinja", "md", "mdx", "toml", "yaml", "json", "snap"];
    for File { path, text } in read_all(root, &["generator"], &all) {
        if text.to_lowercase().contains(API_NAME) {
            breaches.push(format!("{path}: the generator does not know the word `{API_NAME}`"));
        }
    }
    breaches
}

/// Reads the files below `folders` with one of the `extensions`, in order.
fn read_all(root: &Utf8Path, folders: &[&str], extensions: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    let mut pending: Vec<Utf8PathBuf> = folders.iter().map(Utf8PathBuf::from).collect();
    while let Some(folder) = pending.pop() {
        let Ok(entries) = root.join(&folder).read_dir_utf8() else {
            continue;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                // What is generated there is checked where it is generated.
                if !matches!(entry.file_name(), "expected" | "fixtures" | "target") {
                    pending.push(path);
                }
            } else if extensions.contains(&path.extension().unwrap_or_default())
                && let Ok(text) = fs::read_to_string(entry.path())
            {
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn check_head(file: &File, breaches: &mut Vec<String>) {
    if !file.text.starts_with("//! ") {
        breaches.push(format!(
            "{}: the first line is not `//!` with what the module is for",
            file.path
        ));
    }
}

fn check_size(file: &File, breaches: &mut Vec<String>) {
    let is_test =
        file.path.file_stem().is_some_and(|name| name.ends_with("tests")) || file.path.starts_with("generator/tests");
    // Tests stand last, so that the file opens on its subject.
    let lines = file
        .text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .count();
    if lines > FILE_LINES && !is_test {
        breaches.push(format!("{}: {lines} lines, and {FILE_LINES} are enough", file.path));
    }
}

/// Every file of `support/` is copied into the clients, or is for tests.
fn check_support_table(files: &[File], breaches: &mut Vec<String>) {
    let table = files
        .iter()
        .find(|file| file.path == "generator/src/rust/emit/support.rs");
    for File { path, .. } in files {
        let Ok(name) = path.strip_prefix("generator/support") else {
            continue;
        };
        let name = name.file_stem().unwrap_or_default();
        // `mod.rs` is printed for each client, and folders hold tests.
        let is_for_tests = name.ends_with("tests") || path.components().count() > 3;
        let line = format!("support_file!(\"{name}\"");
        if name != "mod" && !is_for_tests && !table.is_some_and(|table| table.text.contains(&line)) {
            breaches.push(format!("{path}: missing from the table of support files"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let breaches = breaches(crate::root());
        assert!(breaches.is_empty(), "{}", breaches.join("\n"));
    }

    #[test]
    fn breaches_are_seen() {
        let file = |path: &str, text: String| File {
            path: path.into(),
            text,
        };
        let mut breaches = Vec::new();
        let long = file("generator/src/x.rs", "//! X.\n".repeat(FILE_LINES + 1));
        check_size(&long, &mut breaches);
        check_head(&file("generator/src/x.rs", "use x;\n".to_owned()), &mut breaches);
        check_support_table(&[file("generator/support/x.rs", String::new())], &mut breaches);
        assert_eq!(breaches.len(), 3, "{breaches:?}");
    }
}
