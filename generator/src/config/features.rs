//! `[features]`: the cargo features of the written crate.

use serde::Deserialize;

/// `[features]`: what the crate has cargo features for, so that its users
/// compile what they need. Without it, all of the crate is always there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeaturesConfig {
    /// What has a feature of its own.
    pub per: FeaturePer,
    /// The groups whose features are on by default; all where it is left out.
    #[serde(default)]
    pub default: Option<Vec<String>>,
}

/// A part of the crate with a feature of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FeaturePer {
    /// Each group of operations, with all types that it needs.
    Group,
}
