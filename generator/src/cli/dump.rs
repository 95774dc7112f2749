//! Prints what a stage made of one operation: the best way to learn how a
//! document is understood.

use super::Outcome;
use super::project::{Project, findings, print, print_error, print_findings};
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::pipeline::{self, Generated};

/// Prints the operations of all documents that `wanted` names.
pub(super) fn ir(project: &Project, wanted: &str) -> Outcome {
    let mut diagnostics = Diagnostics::new(project.config.strict);
    let input = pipeline::read(&project.config, &project.base, &|_| {}, &mut diagnostics);
    let read = Generated::new(None, diagnostics, input.inventory, input.source);
    print_findings(&findings(&read));
    let Some(api) = input.api else {
        return Outcome::Wrong;
    };
    let text = ir::dump(&api, Some(wanted));
    if text.is_empty() {
        print_error(format_args!("error: no operation is called `{wanted}`"));
        return Outcome::Wrong;
    }
    print(format_args!("{}", text.trim_end()));
    Outcome::Done
}
