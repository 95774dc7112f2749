//! Finds the text that a pointer stands for.
use std::ops::Range;

use super::{Pointer, Source};

/// A place in the text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// In bytes of the text.
    pub range: Range<usize>,
}

impl Source {
    /// Finds where `pointer` stands in the text of its file.
    pub fn locate(&self, _pointer: &Pointer) -> Option<Location> {
        None
    }
}
