//! Reads a list of documents: which of them are wrong on purpose.

use std::collections::BTreeSet;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use super::Result;

/// Returns the files that the list at `path` calls invalid. It is a table with tabs between the columns, whose first
/// line names them: `file`, relative to the folder of the list, and `expect`, which is `invalid` for those files.
pub(super) fn invalid(path: &Utf8Path) -> Result<BTreeSet<Utf8PathBuf>> {
    let text = fs::read_to_string(path).map_err(|error| format!("`{path}`: {error}"))?;
    let files = invalid_files(&text).ok_or_else(|| format!("`{path}` has no columns `file` and `expect`"))?;
    let folder = path.parent().unwrap_or(Utf8Path::new(""));
    // A file that is on the list and not at hand is none that could be generated.
    Ok(files
        .filter_map(|file| folder.join(file).canonicalize_utf8().ok())
        .collect())
}

fn invalid_files(text: &str) -> Option<impl Iterator<Item = &str>> {
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next()?.split('\t').collect();
    let column = |name: &str| columns.iter().position(|column| *column == name);
    let (file, expect) = (column("file")?, column("expect")?);
    Some(lines.filter_map(move |line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells.get(expect) == Some(&"invalid")).then(|| cells.get(file).copied())?
    }))
}

#[cfg(test)]
mod tests {
    use super::invalid_files;

    #[test]
    fn columns_are_found_by_their_names() {
        let text = "size\tfile\texpect\n1\ta.json\t\n2\tb.json\tinvalid\n";
        assert_eq!(invalid_files(text).unwrap().collect::<Vec<_>>(), ["b.json"]);
        assert!(invalid_files("file\tsize\na.json\t1\n").is_none());
    }
}
