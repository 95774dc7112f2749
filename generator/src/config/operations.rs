//! `[operations]`: what the client calls single operations, and which it leaves out.

use serde::Deserialize;

use super::Config;

/// `[operations."GET /users/{id}"]`, or `[operations.getUser]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OperationConfig {
    /// The name of the method.
    #[serde(default)]
    pub name: Option<String>,
    /// The group: the accessor on the client, and the module of the operation.
    #[serde(default)]
    pub group: Option<String>,
    /// The name of the type of the operation and of its call, which the types
    /// of its inline schemas are named after.
    #[serde(default)]
    pub type_name: Option<String>,
    /// Whether the operation is left out, with the types that nothing else needs.
    #[serde(default)]
    pub skip: bool,
}

impl OperationConfig {
    /// Lists the names that the entry gives, each with its key.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let names = [
            ("name", &self.name),
            ("group", &self.group),
            ("type_name", &self.type_name),
        ];
        names
            .into_iter()
            .filter_map(|(key, name)| Some((key, name.as_deref()?)))
    }
}

/// An operation, as far as a configuration can name it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OperationKey<'a> {
    /// In any case.
    pub method: &'a str,
    /// The path, or the name of a webhook.
    pub path: &'a str,
    pub operation_id: Option<&'a str>,
}

impl OperationKey<'_> {
    /// Tells whether `name` names the operation: its operationId, or `METHOD /path`.
    pub fn is_named(self, name: &str) -> bool {
        let by_place = || {
            name.split_once(' ')
                .is_some_and(|(method, path)| method.eq_ignore_ascii_case(self.method) && path.trim() == self.path)
        };
        self.operation_id == Some(name) || by_place()
    }
}

impl Config {
    /// Returns what `[operations]` says of an operation: `value` of the first
    /// entry that names it and has one, with the key of the entry.
    pub(crate) fn of_operation<'c>(
        &'c self,
        operation: OperationKey<'_>,
        value: impl Fn(&'c OperationConfig) -> Option<&'c str>,
    ) -> Option<(&'c str, &'c str)> {
        let mut entries = self.operations.iter();
        entries.find_map(|(key, entry)| {
            let value = value(entry)?;
            operation.is_named(key).then_some((key.as_str(), value))
        })
    }
}
