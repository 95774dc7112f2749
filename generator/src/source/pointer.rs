//! Points into a document: a file and a JSON Pointer (RFC 6901) within it.
//!
//! A pointer is a chain of segments that share their parents, so that a walk
//! over a document extends it without copying what stands above.

use std::fmt;
use std::sync::Arc;

/// Identifies one loaded file; an index into [`super::Source::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in a document: the file and the JSON Pointer below its root.
///
/// Invariant: segments are stored unescaped; `Display` escapes `~` and `/`.
#[derive(Clone, PartialEq, Eq)]
pub struct Pointer {
    file: FileId,
    leaf: Option<Arc<Segment>>,
}

#[derive(PartialEq, Eq)]
struct Segment {
    key: Box<str>,
    parent: Option<Arc<Segment>>,
}

impl Pointer {
    /// Returns the pointer to the root of `file`, the empty JSON Pointer.
    pub fn root(file: FileId) -> Self {
        Self { file, leaf: None }
    }

    /// Returns the file that is pointed into.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Returns the pointer to the member `key` of the object pointed at.
    #[must_use]
    pub fn field(&self, key: &str) -> Self {
        let segment = Segment {
            key: key.into(),
            parent: self.leaf.clone(),
        };
        Self {
            file: self.file,
            leaf: Some(Arc::new(segment)),
        }
    }

    /// Returns the pointer to item `index` of the array pointed at.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.field(&index.to_string())
    }

    /// Returns the keys from the root down, unescaped.
    pub fn segments(&self) -> Vec<&str> {
        let mut segments = Vec::new();
        let mut next = self.leaf.as_deref();
        while let Some(segment) = next {
            segments.push(&*segment.key);
            next = segment.parent.as_deref();
        }
        segments.reverse();
        segments
    }

    /// Parses the text of a JSON Pointer (RFC 6901 section 3); `None` where it
    /// is neither empty nor begins with `/`.
    pub fn parse(file: FileId, text: &str) -> Option<Self> {
        let mut pointer = Self::root(file);
        if text.is_empty() {
            return Some(pointer);
        }
        for segment in text.strip_prefix('/')?.split('/') {
            pointer = pointer.field(&segment.replace("~1", "/").replace("~0", "~"));
        }
        Some(pointer)
    }
}

/// Writes the JSON Pointer without the file, as in `/paths/~1users/get`.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in self.segments() {
            write!(f, "/{}", segment.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{self}", self.file.0)
    }
}

// A chain may be as deep as the document; the derived drop would recurse once
// a segment.
impl Drop for Segment {
    fn drop(&mut self) {
        let mut next = self.parent.take();
        while let Some(segment) = next {
            match Arc::try_unwrap(segment) {
                Ok(mut owned) => next = owned.parent.take(),
                Err(_) => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_escapes_and_parse_reads_it_back() {
        let pointer = Pointer::root(FileId(0)).field("paths").field("/a~b/{id}").index(2);
        assert_eq!(pointer.to_string(), "/paths/~1a~0b~1{id}/2");
        assert_eq!(Pointer::parse(FileId(0), &pointer.to_string()), Some(pointer));
        assert_eq!(Pointer::parse(FileId(0), "no-slash"), None);
    }
}
