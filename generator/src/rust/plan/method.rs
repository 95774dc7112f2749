//! Plans a method: an operation's arguments, setters, body, success and errors.

use super::error::ErrorPlan;
use super::{DocumentModules, PlanCx, pagination};
use crate::ir::{self, MediaKind, ParameterLocation, ParameterStyle, StatusPattern, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{
    Argument, ArgumentPlace, Body, BodyKind, ConstantParameter, Credential, Ident, Item, Method, Output,
    OutputVariant, PathPiece, RustType, StatusMatch, Style, ValueStyle,
};

/// Locals of emitted bodies; arguments get other names.
const LOCALS: &[&str] = &["call", "self"];
/// Methods of every call; setters get other names.
const SETTERS: &[&str] = &[
    "header", "timeout", "send", "into_future", "pages", "stream", "request", "new", "clone", "fmt", "self",
];

/// What the methods of a client share.
pub(super) struct Shared<'a> {
    pub document: &'a ir::Document,
    pub modules: &'a DocumentModules,
    pub credentials: &'a [Credential],
    pub errors: &'a mut ErrorPlan,
    /// Handles, markers and outputs of the whole document.
    pub types: &'a mut Scope,
}

/// Plans the method of the operation with this index, all but its example.
pub(super) fn plan(cx: &mut PlanCx<'_>, shared: &mut Shared<'_>, names: &mut Scope, index: usize) -> Method {
    let operation = &shared.document.operations[index];
    let marker = Ident(shared.types.claim(&operation.full_name, Role::Type));
    let name = match &operation.operation_id {
        Some(id) => id.clone(),
        None => format!("{} {}", operation.method.as_str(), operation.path.text),
    };
    let mut parameters = plan_parameters(cx, operation);
    let body = plan_body(cx, operation, &mut parameters);
    let accept = accept(operation);
    let output = plan_output(cx, shared.types, operation);
    let pagination = pagination::plan(cx, operation, &output);
    cx.support.pagination |= pagination.is_some();
    cx.support.form |= body.as_ref().is_some_and(|body| body.kind == BodyKind::Form);
    Method {
        ident: Ident(names.claim(&operation.name, Role::Method)),
        marker,
        operation: index,
        docs: method_docs(operation, &parameters),
        deprecated: operation.docs.deprecated,
        http_method: operation.method.as_str(),
        path: plan_path(operation, &parameters.arguments),
        name,
        security: plan_security(shared, operation),
        output,
        accept,
        manual_redirect: successes(operation).any(|response| is_redirect(response.status)),
        errors: shared.errors.responses(cx, operation),
        pagination,
        example: String::new(),
        arguments: parameters.arguments,
        setters: parameters.setters,
        constants: parameters.constants,
        body,
    }
}

struct Parameters {
    arguments: Vec<Argument>,
    setters: Vec<Argument>,
    constants: Vec<ConstantParameter>,
    argument_names: Scope,
    setter_names: Scope,
}

fn plan_parameters(cx: &PlanCx<'_>, operation: &ir::Operation) -> Parameters {
    let mut planned = Parameters {
        arguments: Vec::new(),
        setters: Vec::new(),
        constants: Vec::new(),
        argument_names: Scope::with_reserved(LOCALS.iter().copied()),
        setter_names: Scope::with_reserved(SETTERS.iter().copied()),
    };
    for place in [
        ParameterLocation::Path,
        ParameterLocation::Query,
        ParameterLocation::Header,
        ParameterLocation::Cookie,
    ] {
        for parameter in operation.parameters.iter().filter(|parameter| parameter.location == place) {
            if place == ParameterLocation::Header && is_ignored_header(&parameter.wire_name) {
                continue;
            }
            plan_parameter(cx, &mut planned, parameter);
        }
    }
    planned
}

/// The specification has these described by media types and security schemes,
/// and parameters of their names ignored (3.1 section 4.8.12.2.1).
fn is_ignored_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
}

fn plan_parameter(cx: &PlanCx<'_>, planned: &mut Parameters, parameter: &ir::Parameter) {
    let place = argument_place(parameter);
    let required = parameter.required || parameter.location == ParameterLocation::Path;
    if let (Some(value), true) = (&parameter.constant, required) {
        planned.constants.push(ConstantParameter {
            place,
            wire_name: parameter.wire_name.clone(),
            value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        });
        return;
    }
    let mut ty = cx.types.rust_type(&parameter.ty);
    if let (RustType::Option(inner), false) = (&ty, required) {
        ty = (**inner).clone();
    }
    let (list, names, role) = if required {
        (&mut planned.arguments, &mut planned.argument_names, Role::Local)
    } else {
        (&mut planned.setters, &mut planned.setter_names, Role::Method)
    };
    let mut docs = parameter.docs.description.as_deref().map(doc::neutralize).unwrap_or_default();
    if docs.trim().is_empty() {
        docs = format!("Sets {}.", doc::code(&parameter.wire_name));
    }
    list.push(Argument {
        ident: Ident(names.claim(&parameter.name, role)),
        wire_name: parameter.wire_name.clone(),
        docs,
        place,
        by_value: is_enum(cx, &ty),
        ty,
    });
}

fn is_enum(cx: &PlanCx<'_>, ty: &RustType) -> bool {
    matches!(ty, RustType::Path(path) if matches!(cx.types.item_at(path), Some(Item::Enum(_))))
}

fn argument_place(parameter: &ir::Parameter) -> ArgumentPlace {
    let style = ValueStyle {
        style: match parameter.style {
            ParameterStyle::Simple => Style::Simple,
            ParameterStyle::Label => Style::Label,
            ParameterStyle::Matrix => Style::Matrix,
            ParameterStyle::Form => Style::Form,
            ParameterStyle::SpaceDelimited => Style::SpaceDelimited,
            ParameterStyle::PipeDelimited => Style::PipeDelimited,
            ParameterStyle::DeepObject => Style::DeepObject,
            ParameterStyle::Json => Style::Json,
        },
        explode: parameter.explode,
    };
    match parameter.location {
        ParameterLocation::Path => ArgumentPlace::Path { style },
        ParameterLocation::Query => ArgumentPlace::Query { style },
        ParameterLocation::Header => ArgumentPlace::Header { style },
        ParameterLocation::Cookie => ArgumentPlace::Cookie { style },
    }
}

fn plan_path(operation: &ir::Operation, arguments: &[Argument]) -> Vec<PathPiece> {
    let parts = operation.path.parts.iter();
    parts
        .map(|part| match part {
            ir::PathPart::Literal(text) => PathPiece::Literal(text.clone()),
            ir::PathPart::Parameter(name) => {
                let is_it = |argument: &&Argument| {
                    argument.wire_name == *name && matches!(argument.place, ArgumentPlace::Path { .. })
                };
                match arguments.iter().find(is_it) {
                    Some(argument) => PathPiece::Argument(argument.ident.clone()),
                    // A constant, which is written by its name as well.
                    None => PathPiece::Literal(format!("{{{name}}}")),
                }
            }
        })
        .collect()
}

/// Plans the body: a required one is the last argument, an optional one a
/// setter, and one without a property to set is sent by itself.
fn plan_body(cx: &PlanCx<'_>, operation: &ir::Operation, parameters: &mut Parameters) -> Option<Body> {
    let request = operation.request_body.as_ref()?;
    let content = request.content.first()?;
    let kind = body_kind(content.kind);
    let mut body = Body {
        kind,
        media_type: content.name.clone(),
        argument: None,
    };
    if request.required && kind == BodyKind::Json && has_no_property(cx, &content.ty) {
        return Some(body);
    }
    let words = Words::new("body");
    let (list, ident) = if request.required {
        let ident = parameters.argument_names.claim(&words, Role::Local);
        (&mut parameters.arguments, Ident(ident))
    } else {
        let ident = parameters.setter_names.claim(&words, Role::Method);
        (&mut parameters.setters, Ident(ident))
    };
    body.argument = Some(ident.clone());
    let docs = request.docs.description.as_deref().map(doc::neutralize).unwrap_or_default();
    list.push(Argument {
        ident,
        wire_name: "body".to_owned(),
        docs: if docs.trim().is_empty() { "Sets the body of the request.".to_owned() } else { docs },
        place: ArgumentPlace::Body,
        ty: body_type(cx, content),
        by_value: false,
    });
    Some(body)
}

fn has_no_property(cx: &PlanCx<'_>, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = ty else { return false };
    match &cx.api.ty(*id).kind {
        TypeKind::Object(object) => object.properties.is_empty() && object.additional.is_none(),
        _ => false,
    }
}

/// The type that holds a body: text and bytes are what they are, whatever the schema says.
pub(super) fn body_type(cx: &PlanCx<'_>, content: &ir::MediaType) -> RustType {
    match content.kind {
        MediaKind::Json | MediaKind::Form => cx.types.rust_type(&content.ty),
        MediaKind::Text => RustType::String,
        MediaKind::Binary => RustType::Bytes,
    }
}

/// How a body of a media type is written or read.
pub(super) fn body_kind(kind: MediaKind) -> BodyKind {
    match kind {
        MediaKind::Json => BodyKind::Json,
        MediaKind::Form => BodyKind::Form,
        MediaKind::Text => BodyKind::Text,
        MediaKind::Binary => BodyKind::Bytes,
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

/// 304 is no redirect: it has no `Location`.
fn is_redirect(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => (300..400).contains(&code) && code != 304,
        StatusPattern::Range(class) => class == 3,
        StatusPattern::Default => false,
    }
}

/// The responses that are successes; `default` is one where there is no other.
fn successes(operation: &ir::Operation) -> impl Iterator<Item = &ir::Response> {
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

fn accept(operation: &ir::Operation) -> String {
    let mut names: Vec<&str> = Vec::new();
    for content in successes(operation).filter_map(preferred) {
        if !names.contains(&content.name.as_str()) {
            names.push(&content.name);
        }
    }
    names.join(", ")
}

fn plan_output(cx: &PlanCx<'_>, types: &mut Scope, operation: &ir::Operation) -> Output {
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
    if variants.iter().all(|variant| variant.ty == first.ty && variant.kind == first.kind) {
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

fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("Status {code}"),
        StatusPattern::Range(class) => format!("A status of {class}XX"),
        StatusPattern::Default => "Any other status".to_owned(),
    }
}

/// Schemes that the client cannot fill are left out of their alternatives.
fn plan_security(shared: &Shared<'_>, operation: &ir::Operation) -> Vec<Vec<String>> {
    let alternatives = operation.security.as_ref().unwrap_or(&shared.document.security);
    let known = |scheme: &&String| shared.credentials.iter().any(|credential| credential.scheme == **scheme);
    alternatives
        .iter()
        .map(|alternative| alternative.schemes.iter().filter(known).cloned().collect())
        .collect()
}

fn method_docs(operation: &ir::Operation, parameters: &Parameters) -> String {
    let mut blocks = Vec::new();
    for text in [&operation.docs.summary, &operation.docs.description].into_iter().flatten() {
        let text = doc::neutralize(text.trim());
        if !text.is_empty() && blocks.last() != Some(&text) {
            blocks.push(text);
        }
    }
    blocks.push(doc::code(&format!("{} {}", operation.method.as_str(), operation.path.text)));
    if !parameters.arguments.is_empty() {
        let lines: Vec<_> = parameters.arguments.iter().map(argument_line).collect();
        blocks.push(format!("# Arguments\n\n{}", lines.join("\n")));
    }
    let errors: Vec<_> = operation
        .responses
        .iter()
        .filter(|response| !response.status.is_success())
        .map(|response| {
            let text = response.docs.description.as_deref().map(doc::neutralize).unwrap_or_default();
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
