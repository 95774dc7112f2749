//! The owner's own type for what the document calls a string.

/// The code of a harbour.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Harbour(pub String);
