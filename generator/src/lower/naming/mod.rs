//! Chooses the names of operations and of inline types.

use super::context::{Cx, Draft};
use crate::config::Config;
use crate::ir;
use crate::name::Words;

pub(super) struct Act;

pub(super) fn name_operations(cx: &mut Cx<'_>, document: &mut ir::Document) -> Vec<Act> {
    let tags = cx.openapi.operations().map(|(_, _, operation)| operation.tags.first());
    for (operation, tag) in document.operations.iter_mut().zip(tags) {
        let path = Words::new(&operation.path.text);
        operation.group = tag.map_or_else(
            || Words::from_slice(&path.as_slice()[..path.as_slice().len().min(1)]),
            |tag| Words::new(tag),
        );
        let id = operation.operation_id.clone();
        operation.name = Words::new(
            &id.unwrap_or_else(|| format!("{} {}", operation.method.as_str().to_lowercase(), operation.path.text)),
        );
        operation.full_name = operation.name.clone();
    }
    Vec::new()
}

pub(super) fn name_types(types: &mut [Draft], _: &[ir::Document], _: &[Vec<Act>], _: &Config) {
    for draft in types {
        if draft.def.inline {
            draft.def.name = Words::new(
                &draft
                    .def
                    .origin
                    .segments()
                    .iter()
                    .rev()
                    .take(3)
                    .rev()
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
}
