//! Reads documents: text and value trees, and where a pointer is in the text.

mod pointer;

pub use pointer::{FileId, Pointer};
