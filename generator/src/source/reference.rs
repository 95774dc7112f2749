//! Takes a `$ref` apart: which file it names, and which place in it.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

/// The parts of a `$ref`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The part before `#`, percent-decoded; empty for the file itself.
    pub path: String,
    /// The part after `#`, percent-decoded: a JSON Pointer or an anchor.
    pub fragment: String,
    /// The fragment as it is written: some name components by it.
    pub written: String,
    /// Whether the path names something on a network, or an absolute URL.
    pub remote: bool,
}

impl Reference {
    /// Takes `text` apart.
    pub fn parse(text: &str) -> Self {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self {
            remote: path.contains("://") || path.starts_with("//"),
            path: percent_decode(path),
            fragment: percent_decode(fragment),
            written: fragment.to_owned(),
        }
    }
}

/// Replaces `%20` and the like; what is no valid UTF-8 afterwards stays as it is.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digits = (first == b'%')
            .then(|| text.get(text.len() - tail.len()..text.len() - tail.len() + 2))
            .flatten();
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Returns the path that `path` names in a reference of the file `from`,
/// without `.` and without a `..` that something precedes.
pub(super) fn join(from: &Utf8Path, path: &str) -> Utf8PathBuf {
    clean(&from.parent().unwrap_or(Utf8Path::new("")).join(path))
}

/// Removes `.`, and `..` together with what it goes back from.
pub(super) fn clean(path: &Utf8Path) -> Utf8PathBuf {
    let mut cleaned = Utf8PathBuf::new();
    for component in path.components() {
        match component {
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir if matches!(cleaned.components().next_back(), Some(Utf8Component::Normal(_))) => {
                cleaned.pop();
            }
            other => cleaned.push(other.as_str()),
        }
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_taken_apart() {
        let reference = Reference::parse("./a%20b.yaml#/paths/~1x%7Bid%7D");
        assert_eq!(reference.path, "./a b.yaml");
        assert_eq!(reference.fragment, "/paths/~1x{id}");
        assert!(!reference.remote);
        assert!(Reference::parse("https://example.com/a.yaml").remote);
        assert_eq!(percent_decode("100%, %zz, %4"), "100%, %zz, %4");
    }

    #[test]
    fn a_path_is_relative_to_the_file() {
        assert_eq!(
            join("spec/server.yaml".into(), "./schemas/../user.yaml"),
            "spec/user.yaml"
        );
        assert_eq!(join("spec/server.yaml".into(), "../../x.yaml"), "../x.yaml");
    }
}
