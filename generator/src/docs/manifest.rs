//! Lists the files of the documentation with their hashes, and the checks that
//! the project has them go through.

use camino::Utf8Path;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::config::DocsConfig;
use crate::output::{FileSet, MARKER};

/// Describes what `files` holds below `folder`: each path with the SHA-256 of
/// the file, and each check with the number of files that it is for.
pub(super) fn manifest(config: &DocsConfig, folder: &Utf8Path, files: &FileSet) -> Value {
    let own: Map<String, Value> = files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(folder).ok()?.to_string(), hash(text).into())))
        .collect();
    let checks: Map<String, Value> = config
        .checks
        .iter()
        .map(|(name, folders)| {
            let is_for = |path: &str| folders.iter().any(|folder| Utf8Path::new(path).starts_with(folder));
            let count = own.keys().filter(|path| is_for(path)).count();
            (name.clone(), json!({ "of": folders, "files": count }))
        })
        .collect();
    json!({
        "generated": format!("{MARKER} {}; do not edit", env!("CARGO_PKG_VERSION")),
        "checks": checks,
        "files": own,
    })
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
