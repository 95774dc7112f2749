//! Writes the documentation of a method as Markdown that is safe in rustdoc.

use super::PlanCx;
use super::headers::HeadersPlan;
use super::output::{self, body_kind, status_text};
use crate::ir;
use crate::rust::doc;
use crate::rust::model::{Argument, BodyKind, Framing, Ident, Sequence};

/// Writes summary, description, arguments, headers and errors; the example is
/// added later. `headers` are those of the successes, `known` those of all, and
/// `sequences` the ways in which a success is read item by item.
pub(super) fn plan(
    cx: &mut PlanCx<'_>,
    known: &mut HeadersPlan,
    operation: &ir::Operation,
    arguments: &[Argument],
    (headers, sequences): (Option<&Ident>, &[Sequence]),
) -> String {
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
    if let Some(headers) = headers {
        let fields = known.fields(headers).iter();
        let lines: Vec<_> = fields
            .map(|field| list_item(&doc::code(&field.wire_name), &field.docs))
            .collect();
        blocks.push(format!("# Response headers\n\n{}", lines.join("\n")));
    }
    if !sequences.is_empty() {
        let lines: Vec<_> = sequences.iter().map(sequence_line).collect();
        blocks.push(format!("# Streams\n\n{}", lines.join("\n")));
    }
    let others: Vec<_> = output::others(operation).map(other_line).collect();
    if !others.is_empty() {
        blocks.push(format!("# Other media types\n\n{}", others.join("\n")));
    }
    let errors: Vec<_> = operation
        .responses
        .iter()
        .filter(|response| !response.status.is_success())
        .map(|response| {
            let mut head = status_text(response.status);
            if let Some(headers) = known.of_error(cx, operation, response) {
                head.push_str(&format!(", with {}", doc::code(&headers.0)));
            }
            let text = response
                .docs
                .description
                .as_deref()
                .map(doc::neutralize)
                .unwrap_or_default();
            list_item(&head, &text)
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

/// Says how an answer is asked for and read in another media type.
fn other_line(content: &ir::MediaType) -> String {
    let name = &content.name;
    let reader = match body_kind(content.kind) {
        BodyKind::Json => "json",
        BodyKind::Text | BodyKind::Form => "text",
        BodyKind::Multipart | BodyKind::Bytes | BodyKind::Empty => "bytes",
    };
    let call = format!("send_as({name:?}, RawResponse::{reader})");
    list_item(&doc::code(name), &format!("{}.", doc::code(&call)))
}

fn sequence_line(sequence: &Sequence) -> String {
    let read = match sequence.framing {
        Framing::Events => "reads the answer event by event",
        Framing::Lines => "reads the answer value by value",
    };
    let mut text = format!("{read}, while it arrives.");
    if let Some(flag) = &sequence.flag {
        text.push_str(&format!(" It sets {} in the body.", doc::code(flag)));
    }
    list_item(&doc::code(&sequence.method.0), &text)
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
