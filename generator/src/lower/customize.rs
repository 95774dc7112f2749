//! Applies what the configuration says of single operations, and reports the
//! entries that name none.
//!
//! Invariant: a name that was chosen is never given to something else.

use crate::config::{Config, OperationConfig, OperationKey};
use crate::diagnostic::Diagnostics;
use crate::did_you_mean;
use crate::ir;
use crate::name::Words;

/// Returns what the configuration can call `operation`.
pub(super) fn key(operation: &ir::Operation) -> OperationKey<'_> {
    OperationKey {
        method: operation.method.as_str(),
        path: &operation.path.text,
        operation_id: operation.operation_id.as_deref(),
    }
}

/// Returns a name that the configuration gives to `operation`.
pub(super) fn chosen(
    config: &Config,
    operation: &ir::Operation,
    value: impl Fn(&OperationConfig) -> Option<&str>,
) -> Option<Words> {
    let (_, name) = config.of_operation(key(operation), value)?;
    Some(Words::new(name))
}

/// Reports the entries of `[operations]` that name no operation of `documents`.
/// Those that skip one have been looked at by the filter.
pub(super) fn check(config: &Config, documents: &[ir::Document], diagnostics: &mut Diagnostics) {
    for (name, _) in config.operations.iter().filter(|(_, entry)| !entry.skip) {
        let message = format!("`{name}` of `operations` is no operation of the project");
        let place = ["operations", name];
        check_operation(
            config,
            documents,
            diagnostics,
            (name, &place),
            ("operation-without-match", message),
        );
    }
}

/// Reports that the entry at a place is for no operation, unless its name is the name of one.
pub(super) fn check_operation(
    config: &Config,
    documents: &[ir::Document],
    diagnostics: &mut Diagnostics,
    (name, place): (&str, &[&str]),
    (code, message): (&'static str, String),
) {
    let operations = || documents.iter().flat_map(|document| &document.operations);
    if operations().any(|operation| key(operation).is_named(name)) {
        return;
    }
    let by_place = operations().map(|operation| format!("{} {}", operation.method.as_str(), operation.path.text));
    let by_id = operations().filter_map(|operation| operation.operation_id.clone());
    let known: Vec<String> = by_id.chain(by_place).collect();
    let help = did_you_mean::help(
        name,
        known.iter().map(String::as_str),
        "write an operationId, or a method and a path as in `GET /users`",
    );
    config.report(diagnostics, code, place, message).help(help);
}
