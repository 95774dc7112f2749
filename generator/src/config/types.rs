//! `[types]`: how schemas become Rust types.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::type_path::{DerivePath, TypePath};

/// The key of the derives of every type.
pub(crate) const EVERY_TYPE: &str = "*";

/// `[types]`. A type is named as the client names it without this
/// configuration, or as the schema is called in the document.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypesConfig {
    /// `serde = "derive"`: derives in place of the lean implementations.
    #[serde(default)]
    pub serde: SerdeConfig,
    /// `directions = "both"`: every type can be written and read, for those
    /// who store what they receive.
    #[serde(default)]
    pub directions: DirectionsConfig,
    /// Whether `format: uuid` is `uuid::Uuid`; otherwise a string.
    #[serde(default)]
    pub uuid: bool,
    /// Whether `format: date-time` is `jiff::Timestamp`; otherwise a string.
    #[serde(default)]
    pub date_time: bool,
    /// `Type`, `Type.property` of a struct, or `Type.value` of an enumeration
    /// or a union -> the name of the type, the field or the variant.
    #[serde(default)]
    pub rename: BTreeMap<String, String>,
    /// `Type` or `Type.property` -> the Rust type to use instead, such as
    /// `rust_decimal::Decimal`.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "BTreeMap<String, String>"))]
    pub replace: BTreeMap<String, TypePath>,
    /// `format` -> the Rust type of scalars that have it, such as
    /// `std::net::Ipv4Addr`.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "BTreeMap<String, String>"))]
    pub formats: BTreeMap<String, TypePath>,
    /// `Type`, or `*` for every type that can -> what is derived beside the rest.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "BTreeMap<String, Vec<String>>"))]
    pub derives: BTreeMap<String, Vec<DerivePath>>,
}

/// The implementations of serde's traits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SerdeConfig {
    /// Written out, small, over shared machinery: cheap to compile.
    #[default]
    Lean,
    /// Derived by serde's macros.
    Derive,
}

/// Which of serde's traits a type has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DirectionsConfig {
    /// Those that the API needs: what is only received cannot be written.
    #[default]
    Needed,
    /// Both.
    Both,
}
