//! Compares documents that stand there as JSON and as YAML: both must come to the same bytes.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::record::Record;

/// Returns the pairs of twins of which there are clients that differ.
pub(super) fn differing(records: &[Record]) -> Vec<(&str, &str)> {
    let differing = pairs(records).into_iter().filter(|(one, other)| one.hash != other.hash);
    differing
        .map(|(one, other)| (one.file.as_str(), other.file.as_str()))
        .collect()
}

/// Returns the documents whose paths differ in nothing but `json` and `yaml`,
/// be it in the extension or in the name of a folder.
pub(super) fn pairs(records: &[Record]) -> Vec<(&Record, &Record)> {
    let mut known: BTreeMap<Utf8PathBuf, &Record> = BTreeMap::new();
    let mut pairs = Vec::new();
    for record in records {
        if let Some(twin) = known.insert(neutral(&record.file), record) {
            pairs.push((twin, record));
        }
    }
    pairs
}

/// Takes out of a path what says that the file is JSON or YAML.
fn neutral(file: &str) -> Utf8PathBuf {
    let path = Utf8Path::new(file).with_extension("");
    path.iter()
        .filter(|part| !matches!(*part, "json" | "yaml" | "yml"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(file: &str, hash: &str) -> Record {
        Record {
            file: file.to_owned(),
            hash: Some(hash.to_owned()),
            ..Record::default()
        }
    }

    #[test]
    fn twins_are_told_by_their_paths() {
        let records = [
            record("v3/json/a.json", "1"),
            record("v3/yaml/a.yaml", "2"),
            record("b.json", "3"),
            record("b.yml", "3"),
        ];
        assert_eq!(pairs(&records).len(), 2);
        assert_eq!(differing(&records), [("v3/json/a.json", "v3/yaml/a.yaml")]);
        assert!(differing(&[record("a.json", "1"), record("c/a.yaml", "2")]).is_empty());
    }
}
