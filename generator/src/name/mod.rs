//! Names: any text of a document becomes [`Words`], and words become claimed
//! Rust identifiers in a [`Scope`]. No other module changes the case of anything.

mod scope;
mod words;

pub(crate) use scope::{Role, Scope};
pub(crate) use words::Words;
