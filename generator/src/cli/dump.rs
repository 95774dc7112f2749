//! Prints what a stage made of one operation: the best way to learn how a
//! document is understood.

use super::Outcome;
use super::project::{Project, print, print_error, print_findings};
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::pipeline::{self, Generated};

/// Prints the operations of all documents that `wanted` names.
pub(super) fn ir(project: &Project, wanted: &str) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let (source, api) = pipeline::read(&project.config, &project.base, &mut diagnostics);
    print_findings(&Generated {
        files: None,
        diagnostics,
        source,
    });
    let Some(api) = api else {
        return Outcome::Wrong;
    };
    let mut found = false;
    for document in &api.documents {
        for operation in &document.operations {
            if names(operation).iter().any(|name| name.eq_ignore_ascii_case(wanted)) {
                found = true;
                print(format_args!("{}: {operation:#?}", document.name));
            }
        }
    }
    if found {
        return Outcome::Done;
    }
    print_error(format_args!("error: no operation is called `{wanted}`"));
    Outcome::Wrong
}

/// Returns what an operation may be called on the command line.
fn names(operation: &ir::Operation) -> Vec<String> {
    let mut names = vec![
        format!("{} {}", operation.method.as_str(), operation.path.text),
        operation.full_name.snake(),
        format!("{}.{}", operation.group.snake(), operation.name.snake()),
    ];
    names.extend(operation.operation_id.clone());
    names
}
