//! Reads real documents, where they are at hand.

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::read;
use crate::diagnostic::{Diagnostics, Severity};
use crate::render::render;
use crate::source::{FileId, load};

/// The faults that documents have, by which they may be refused.
const FAULTS: &[&str] = &["unsupported-version"];

/// Reads every real document that lies beside the project: none makes the
/// reader fail, and none has an error that is not one of [`FAULTS`].
#[test]
fn real_documents_are_read() {
    let corpus = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    let corpus = std::env::var("SPECWRIGHT_CORPUS").map_or(corpus, Utf8PathBuf::from);
    let Ok(entries) = corpus.read_dir_utf8() else {
        println!("skipped: there are no documents in {corpus}");
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path().to_owned()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let wrong: Vec<String> = paths
        .par_iter()
        .flat_map_iter(|path| {
            let mut diagnostics = Diagnostics::default();
            let mut source = load(std::slice::from_ref(path), &mut diagnostics);
            let document = read(&mut source, FileId(0), "api", None, false, &[], &mut diagnostics);
            let errors = diagnostics
                .list()
                .iter()
                .filter(|found| found.severity == Severity::Error);
            let strange = errors.clone().any(|found| !FAULTS.contains(&found.code));
            let absent = document.is_none() && errors.count() == 0;
            (strange || absent).then(|| render(&diagnostics, &source))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}
