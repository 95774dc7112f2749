//! Tests of reading documents: real ones where they are at hand, and faulty ones.

use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};

use super::read;
use crate::diagnostic::Diagnostics;
use crate::render::render;
use crate::source::{FileId, load};

/// Reads every real document that lies beside the project.
#[test]
fn real_documents_are_read() {
    let corpus = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    let corpus = std::env::var("SPECWRIGHT_CORPUS").map_or(corpus, Utf8PathBuf::from);
    let Ok(entries) = corpus.read_dir_utf8() else {
        println!("skipped: there are no documents in {corpus}");
        return;
    };
    let mut paths: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path().to_owned())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let only = std::env::var("SPECWRIGHT_ONLY").unwrap_or_default();
    for path in paths.iter().filter(|path| path.as_str().contains(&only)) {
        let start = Instant::now();
        let mut diagnostics = Diagnostics::default();
        let mut source = load(std::slice::from_ref(path), &mut diagnostics);
        let loaded = start.elapsed();
        let document = read(&mut source, FileId(0), "api", &mut diagnostics);
        let total = start.elapsed();
        let paths = document
            .as_ref()
            .map_or(0, |document| document.openapi.paths.paths.len());
        println!(
            "## {} {paths} paths, load {loaded:?}, all {total:?}, errors {}",
            path.file_name().unwrap_or_default(),
            diagnostics.count(crate::Severity::Error)
        );
        print!("{}", render(&diagnostics, &source));
    }
}
