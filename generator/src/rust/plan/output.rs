//! Plans what a method returns, and how bodies are read.

use super::PlanCx;
use crate::ir::{self, MediaKind, StatusPattern};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{BodyKind, Ident, Output, OutputVariant, RustType, StatusMatch};

/// The type that holds a body: text and bytes are what they are, whatever the schema says.
pub(super) fn body_type(cx: &PlanCx<'_>, content: &ir::MediaType) -> RustType {
    match content.kind {
        MediaKind::Json | MediaKind::Form => cx.types.rust_type(&content.ty),
        MediaKind::Multipart => match cx.api.parts(content) {
            Some(id) => RustType::Path(cx.types.path(id).clone()),
            None => RustType::Form,
        },
        // As a whole, a sequence is what its media type is.
        MediaKind::Text | MediaKind::Events => RustType::String,
        MediaKind::Binary | MediaKind::Lines => RustType::Bytes,
    }
}

/// How a body of a media type is written or read.
pub(super) fn body_kind(kind: MediaKind) -> BodyKind {
    match kind {
        MediaKind::Json => BodyKind::Json,
        MediaKind::Form => BodyKind::Form,
        MediaKind::Multipart => BodyKind::Multipart,
        MediaKind::Text | MediaKind::Events => BodyKind::Text,
        MediaKind::Binary | MediaKind::Lines => BodyKind::Bytes,
    }
}

/// The statuses of a response object.
pub(super) fn status_match(status: StatusPattern) -> StatusMatch {
    match status {
        StatusPattern::Code(code) => StatusMatch::Code(code),
        StatusPattern::Range(class) => StatusMatch::Range(class),
        StatusPattern::Default => StatusMatch::Any,
    }
}

/// Tells whether a redirect is a documented answer.
pub(super) fn has_redirect(operation: &ir::Operation) -> bool {
    successes(operation).any(|response| is_redirect(response.status))
}

/// 304 is no redirect: it has no `Location`.
fn is_redirect(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => (300..400).contains(&code) && code != 304,
        StatusPattern::Range(class) => class == 3,
        StatusPattern::Default => false,
    }
}

/// The responses that are successes; `default` is one where there is no other.
pub(super) fn successes(operation: &ir::Operation) -> impl Iterator<Item = &ir::Response> {
    let is_named = |status: StatusPattern| status.is_success() && status != StatusPattern::Code(304);
    let named = operation.responses.iter().any(|response| is_named(response.status));
    operation
        .responses
        .iter()
        .filter(move |response| is_named(response.status) || (!named && response.status == StatusPattern::Default))
}

/// The content of a success that is read: JSON where there is some, or else the first.
fn preferred(response: &ir::Response) -> Option<&ir::MediaType> {
    let json = response.content.iter().find(|content| content.kind == MediaKind::Json);
    json.or(response.content.first())
}

/// The contents of successes that are read by other means than awaiting the call:
/// those that are no sequences, and differ in more than their name.
pub(super) fn others(operation: &ir::Operation) -> impl Iterator<Item = &ir::MediaType> {
    let mut known: Vec<(&str, MediaKind)> = Vec::new();
    let contents = successes(operation).flat_map(|response| {
        let first = preferred(response);
        response.content.iter().filter(move |content| {
            let is_named = !content.name.contains('*');
            let is_sequence = matches!(content.kind, MediaKind::Events | MediaKind::Lines);
            let is_same = first.is_some_and(|first| {
                let is_json = first.kind == MediaKind::Json && content.kind == MediaKind::Json;
                first.name == content.name || (is_json && first.ty == content.ty)
            });
            is_named && !is_sequence && !is_same
        })
    });
    contents.filter(move |content| {
        let key = (content.name.as_str(), content.kind);
        let is_new = !known.contains(&key);
        known.push(key);
        is_new
    })
}

/// The `Accept` header that asks for what is read.
pub(super) fn accept(operation: &ir::Operation) -> String {
    let mut names: Vec<&str> = Vec::new();
    for content in successes(operation).filter_map(preferred) {
        if !names.contains(&content.name.as_str()) {
            names.push(&content.name);
        }
    }
    names.join(", ")
}

/// Plans what a method returns: one type, or an enum of several.
pub(super) fn plan(cx: &PlanCx<'_>, types: &mut Scope, operation: &ir::Operation) -> Output {
    let mut variants = Vec::new();
    let mut names = Scope::default();
    for response in successes(operation) {
        let (ty, kind) = match preferred(response) {
            // Forms are for requests: in responses they are handed over as text.
            Some(content) if content.kind == MediaKind::Form => (RustType::String, BodyKind::Text),
            Some(content) => (body_type(cx, content), body_kind(content.kind)),
            None => (RustType::Unit, BodyKind::Empty),
        };
        variants.push(OutputVariant {
            ident: Ident(names.claim(&Words::new(reason(response.status)), Role::Variant)),
            docs: match &response.docs.description {
                Some(description) if !description.trim().is_empty() => doc::neutralize(description),
                _ => format!("{}.", status_text(response.status)),
            },
            status: status_match(response.status),
            example: example_status(operation, response.status),
            ty,
            kind,
        });
    }
    let Some(first) = variants.first() else {
        return Output::One {
            ty: RustType::Unit,
            kind: BodyKind::Empty,
        };
    };
    if variants
        .iter()
        .all(|variant| variant.ty == first.ty && variant.kind == first.kind)
    {
        return Output::One {
            ty: first.ty.clone(),
            kind: first.kind,
        };
    }
    let words = Words::join([&operation.full_name, &Words::new("response")]);
    Output::Many {
        ident: Ident(types.claim(&words, Role::Type)),
        variants,
    }
}

/// The status of a success, where it does not matter which of them it is.
pub(super) fn success(operation: &ir::Operation) -> u16 {
    let first = successes(operation).next();
    first.map_or(OK, |response| example_status(operation, response.status))
}

const OK: u16 = 200;

/// A status of `pattern` that no response before it in the document speaks of.
fn example_status(operation: &ir::Operation, pattern: StatusPattern) -> u16 {
    let class = match pattern {
        StatusPattern::Code(code) => return code,
        StatusPattern::Range(class) => u16::from(class) * 100,
        StatusPattern::Default => OK,
    };
    let is_named = |status: u16| {
        let mut others = successes(operation).take_while(|response| response.status != pattern);
        others.any(|response| match response.status {
            StatusPattern::Code(code) => code == status,
            StatusPattern::Range(class) => u16::from(class) == status / 100,
            StatusPattern::Default => true,
        })
    };
    (class..class + 100).find(|status| !is_named(*status)).unwrap_or(class)
}

fn reason(status: StatusPattern) -> &'static str {
    match status {
        StatusPattern::Code(200) => "ok",
        StatusPattern::Code(201) => "created",
        StatusPattern::Code(202) => "accepted",
        StatusPattern::Code(203) => "non authoritative information",
        StatusPattern::Code(204) => "no content",
        StatusPattern::Code(205) => "reset content",
        StatusPattern::Code(206) => "partial content",
        StatusPattern::Code(207) => "multi status",
        StatusPattern::Code(300) => "multiple choices",
        StatusPattern::Code(301) => "moved permanently",
        StatusPattern::Code(302) => "found",
        StatusPattern::Code(303) => "see other",
        StatusPattern::Code(307) => "temporary redirect",
        StatusPattern::Code(308) => "permanent redirect",
        StatusPattern::Code(300..=399) | StatusPattern::Range(3) => "redirection",
        StatusPattern::Code(_) | StatusPattern::Range(_) => "success",
        StatusPattern::Default => "other",
    }
}

/// Names statuses in prose.
pub(super) fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("Status {code}"),
        StatusPattern::Range(class) => format!("A status of {class}XX"),
        StatusPattern::Default => "Any other status".to_owned(),
    }
}
