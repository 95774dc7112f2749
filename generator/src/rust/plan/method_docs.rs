//! Writes the documentation of a method as Markdown that is safe in rustdoc.

use super::output::status_text;
use crate::ir;
use crate::rust::doc;
use crate::rust::model::Argument;

/// Writes summary, description, arguments and errors; the example is added later.
pub(super) fn plan(operation: &ir::Operation, arguments: &[Argument]) -> String {
    let mut blocks = Vec::new();
    for text in [&operation.docs.summary, &operation.docs.description]
        .into_iter()
        .flatten()
    {
        let text = doc::neutralize(text.trim());
        if !text.is_empty() && blocks.last() != Some(&text) {
            blocks.push(text);
        }
    }
    blocks.push(doc::code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.path.text
    )));
    if !arguments.is_empty() {
        let lines: Vec<_> = arguments.iter().map(argument_line).collect();
        blocks.push(format!("# Arguments\n\n{}", lines.join("\n")));
    }
    let errors: Vec<_> = operation
        .responses
        .iter()
        .filter(|response| !response.status.is_success())
        .map(|response| {
            let text = response
                .docs
                .description
                .as_deref()
                .map(doc::neutralize)
                .unwrap_or_default();
            list_item(&status_text(response.status), &text)
        })
        .collect();
    if !errors.is_empty() {
        blocks.push(format!("# Errors\n\n{}", errors.join("\n")));
    }
    blocks.join("\n\n")
}

fn argument_line(argument: &Argument) -> String {
    list_item(&doc::code(&argument.ident.to_string()), &argument.docs)
}

/// An item of a list; further lines are indented below its first.
fn list_item(head: &str, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return format!("- {head}");
    }
    let mut lines = text.lines();
    let mut item = format!("- {head}: {}", lines.next().unwrap_or_default());
    for line in lines {
        item.push_str(if line.is_empty() { "\n" } else { "\n  " });
        item.push_str(line);
    }
    item
}
