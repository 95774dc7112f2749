//! Claims the names that the configuration chooses for operations, before any
//! other name is claimed in the same place.
//!
//! Invariant: a chosen name is given as it was chosen, or its entry is an error.

use std::collections::BTreeMap;

use super::PlanCx;
use crate::config::{OperationConfig, OperationKey};
use crate::ir::Operation;
use crate::name::{Role, Scope, Words};
use crate::rust::model::Ident;

/// A name that an entry of `[operations]` can choose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    /// Its key in the entry.
    key: &'static str,
    role: Role,
    value: fn(&OperationConfig) -> Option<&str>,
}

pub(super) const METHOD: Choice = Choice {
    key: "name",
    role: Role::Method,
    value: |entry| entry.name.as_deref(),
};

pub(super) const GROUP: Choice = Choice {
    key: "group",
    role: Role::Module,
    value: |entry| entry.group.as_deref(),
};

pub(super) const MARKER: Choice = Choice {
    key: "type_name",
    role: Role::Type,
    value: |entry| entry.type_name.as_deref(),
};

/// Claims in `scope` what is chosen for any of `operations`, which come with their indices.
pub(super) fn claim<'o>(
    cx: &mut PlanCx<'_>,
    scope: &mut Scope,
    choice: Choice,
    operations: impl Iterator<Item = (usize, &'o Operation)>,
) -> BTreeMap<usize, Ident> {
    let mut claimed = BTreeMap::new();
    for (index, operation) in operations {
        if let Some((_, name)) = cx.config.of_operation(key(operation), choice.value) {
            let ident = Ident(scope.claim(&Words::new(name), choice.role));
            check(cx, choice, operation, &ident);
            claimed.insert(index, ident);
        }
    }
    claimed
}

/// Reports that `operation` has got another name than the chosen one.
pub(super) fn check(cx: &mut PlanCx<'_>, choice: Choice, operation: &Operation, ident: &Ident) {
    let Some((entry, name)) = cx.config.of_operation(key(operation), choice.value) else {
        return;
    };
    if Scope::default().claim(&Words::new(name), choice.role) == ident.0 {
        return;
    }
    let message = format!("`{name}` is the name of something else there");
    cx.config.report(
        cx.diagnostics,
        "name-taken",
        &["operations", entry, choice.key],
        message,
    );
}

fn key(operation: &Operation) -> OperationKey<'_> {
    OperationKey {
        method: operation.method.as_str(),
        path: &operation.path.text,
        operation_id: operation.operation_id.as_deref(),
    }
}
