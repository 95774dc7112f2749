//! Plans the cargo features: one for each group of operations, called like its
//! module, and for each part of the client the features that bring it.
//!
//! Invariant: what a part refers to is there whenever the part is.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, DependencyConfig, DependencyValue, FeaturePer};
use crate::diagnostic::Diagnostics;
use crate::did_you_mean;
use crate::ir::Api;
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Features, Gate, Layout};

/// Features that are no group's: cargo's own, and those that clients have beside the groups.
const RESERVED: &[&str] = &["default", "blocking", "mock", "tower", "tracing"];

/// The features of the groups; none where the crate has no features.
#[derive(Debug, Default)]
pub(super) struct FeaturePlan(BTreeMap<Words, String>);

impl FeaturePlan {
    /// Claims a feature for each group of `api`, in the order of the documents.
    /// A file that is included into a crate has none: that crate's are not known.
    pub fn claim(api: &Api, config: &Config, layout: Layout) -> Self {
        if layout == Layout::SingleFile {
            return Self::default();
        }
        match config.features.as_ref().map(|features| features.per) {
            None => return Self::default(),
            Some(FeaturePer::Group) => {}
        }
        // An optional dependency is a feature too.
        let is_optional = |dependency: &DependencyConfig| matches!(dependency, DependencyConfig::Table(table) if table.get("optional") == Some(&DependencyValue::Flag(true)));
        let dependencies = config.package.dependencies.iter();
        let optional = dependencies.filter(|(_, dependency)| is_optional(dependency));
        let mut scope = Scope::with_reserved(RESERVED.iter().copied().chain(optional.map(|(name, _)| name.as_str())));
        let mut features = BTreeMap::new();
        for operation in api.documents.iter().flat_map(|document| &document.operations) {
            let group = &operation.group;
            if !features.contains_key(group) {
                let names = [group.clone(), Words::join([group, &Words::new("operations")])];
                features.insert(group.clone(), scope.claim_first(&names, Role::Module));
            }
        }
        Self(features)
    }

    /// Returns what brings a part that the operations of `groups` need; one that
    /// none of them needs is always there.
    pub fn gate<'g>(&self, groups: impl IntoIterator<Item = &'g Words>) -> Gate {
        let features = groups.into_iter().filter_map(|group| self.0.get(group));
        Gate::any(features.cloned())
    }

    /// Returns the features of the crate, all of them on by default where the configuration names none.
    pub fn finish(&self, config: &Config, diagnostics: &mut Diagnostics) -> Features {
        let names: BTreeSet<String> = self.0.values().cloned().collect();
        let default = match config.features.as_ref().and_then(|features| features.default.as_ref()) {
            None => names.clone(),
            Some(_) if names.is_empty() => BTreeSet::new(),
            Some(chosen) => {
                let found = chosen.iter().filter_map(|name| {
                    let feature = self.0.get(&Words::new(name)).or_else(|| names.get(name));
                    if feature.is_none() {
                        let help = did_you_mean::help(
                            name,
                            names.iter().map(String::as_str),
                            "write the name of a group: an accessor of the client",
                        );
                        let message = format!("there is no group `{name}`");
                        let place = ["features", "default", name];
                        config
                            .report(diagnostics, "feature-without-match", &place, message)
                            .help(help);
                    }
                    feature.cloned()
                });
                found.collect()
            }
        };
        Features {
            switches: Vec::new(),
            groups: names.into_iter().collect(),
            default: default.into_iter().collect(),
        }
    }
}
