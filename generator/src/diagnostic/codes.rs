//! The code of every finding, what it means and what to do about it; the page
//! about diagnostics is made from it.

mod table;

pub use table::CODES;

/// What findings with one code have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// Stable and kebab-case, such as `dangling-reference`.
    pub name: &'static str,
    /// What is found.
    pub meaning: &'static str,
    /// What to do about it, where the finding itself knows nothing better.
    pub help: &'static str,
}

/// Returns what to do about findings with the code `name`.
pub(super) fn help(name: &str) -> Option<&'static str> {
    let index = CODES.binary_search_by(|code| code.name.cmp(name)).ok()?;
    Some(CODES[index].help)
}

#[cfg(test)]
mod tests {
    use camino::{Utf8Path, Utf8PathBuf};

    use super::{CODES, help};

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|left, right| left.name < right.name));
    }

    /// Collects the Rust files below `folder` that are not tests.
    fn files(folder: &Utf8Path, found: &mut Vec<Utf8PathBuf>) {
        for entry in folder.read_dir_utf8().unwrap() {
            let path = entry.unwrap().path().to_owned();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension() == Some("rs") && path.file_name() != Some("tests.rs") {
                found.push(path);
            }
        }
    }

    /// Every text between quotes right behind the name of what makes a finding.
    #[test]
    fn every_code_is_in_the_table() {
        let mut found = Vec::new();
        files(&Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let mut unknown = Vec::new();
        for path in found {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let makers = [
                "error(",
                "warning(",
                "error_without_place(",
                "warning_without_place(",
                "error_in_file(",
                "fault(",
                "count(",
            ];
            for maker in makers.map(|maker| format!(".{maker}")) {
                for call in text.split(&maker).skip(1) {
                    // Whether it is an error may stand before the code.
                    let mut call = call.trim_start();
                    if !call.starts_with('"') {
                        call = call.split_once(',').map_or("", |(_, rest)| rest.trim_start());
                    }
                    let code = call.strip_prefix('"').and_then(|rest| rest.split('"').next());
                    if let Some(code) = code.filter(|code| help(code).is_none()) {
                        unknown.push(format!("{path}: {code}"));
                    }
                }
            }
        }
        assert!(unknown.is_empty(), "not in the table: {unknown:#?}");
    }
}
