//! Types of a user's own, which stand for schemas of the fixture
//! `custom/everything`: they have serde's traits, and what a type of a client has.

use serde::{Deserialize, Serialize};

/// Stands for `format: uuid`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UserId(pub String);

/// Stands for an object.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In the smallest unit, as text.
    pub amount: String,
    /// Which currency, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}
