//! Plans a method: an operation's arguments, setters, body, success and errors.

use super::client::Common;
use super::{PlanCx, body, method_docs, output, pagination, sequence};
use crate::ir::{self, ParameterLocation, ParameterStyle};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{
    Argument, ArgumentPlace, BodyKind, ConstantParameter, Credential, Framing, Ident, Item, Method, ModulePath, Output,
    PathPiece, RustType, Style, ValueStyle,
};

/// Locals of emitted bodies; arguments get other names.
const LOCALS: &[&str] = &["call", "self"];
/// Methods of every call; setters get other names.
const SETTERS: &[&str] = &[
    "header",
    "extra_query",
    "base_url",
    "retry",
    "timeout",
    "send",
    "send_as",
    "send_stream",
    "send_blocking",
    "blocking",
    "into_future",
    "pages",
    "stream",
    "request",
    "new",
    "clone",
    "fmt",
    "self",
];

/// What the methods of a client share.
pub(super) struct Shared<'a> {
    pub document: &'a ir::Document,
    pub credentials: &'a [Credential],
    pub common: &'a mut Common,
    /// Handles, markers and outputs of the whole document.
    pub types: &'a mut Scope,
}

/// Plans the method of the operation with this index, all but its example.
pub(super) fn plan(
    cx: &mut PlanCx<'_>,
    shared: &mut Shared<'_>,
    (ident, marker): (Ident, Ident),
    index: usize,
) -> Method {
    let operation = &shared.document.operations[index];
    let name = match &operation.operation_id {
        Some(id) => id.clone(),
        None => format!("{} {}", operation.method.as_str(), operation.path.text),
    };
    let mut parameters = plan_parameters(cx, operation);
    let body = body::plan(cx, operation, &mut parameters);
    let output = output::plan(cx, shared.types, operation);
    let pagination = pagination::plan(cx, operation, &output);
    cx.support.pagination |= pagination.is_some();
    let sequences = sequence::plan(cx, operation);
    let is_read = |framing: Framing| sequences.iter().any(|sequence| sequence.framing == framing);
    cx.support.events |= is_read(Framing::Events);
    cx.support.lines |= is_read(Framing::Lines);
    let headers = shared.common.headers.of_successes(cx, operation);
    let docs = method_docs::plan(
        cx,
        &mut shared.common.headers,
        operation,
        &parameters.arguments,
        (headers.as_ref(), &sequences),
    );
    let download = matches!(
        &output,
        Output::One {
            kind: BodyKind::Bytes,
            ..
        }
    );
    cx.support.download |= download;
    Method {
        ident,
        marker,
        // Which document has it alone is known when all are planned.
        home: ModulePath::new(),
        operation: index,
        docs,
        deprecated: operation.docs.deprecated,
        http_method: operation.method.as_str().to_owned(),
        path: plan_path(operation, &parameters.arguments),
        name,
        security: operation
            .security
            .as_deref()
            .map(|list| plan_security(shared.credentials, list)),
        server: operation.server.clone(),
        output,
        success: output::success(operation),
        accept: output::accept(operation),
        manual_redirect: output::has_redirect(operation),
        errors: shared.common.errors.responses(cx, operation),
        download,
        sequences,
        headers,
        pagination,
        example: String::new(),
        arguments: parameters.arguments,
        setters: parameters.setters,
        constants: parameters.constants,
        body,
        // They have names when all methods have theirs.
        alternatives: Vec::new(),
    }
}

pub(super) struct Parameters {
    pub arguments: Vec<Argument>,
    pub setters: Vec<Argument>,
    pub constants: Vec<ConstantParameter>,
    pub argument_names: Scope,
    pub setter_names: Scope,
}

/// The scope of the methods of an operation's calls.
pub(super) fn setter_names(operation: &ir::Operation) -> Scope {
    Scope::with_reserved(SETTERS.iter().copied().chain(sequence::methods(operation)))
}

fn plan_parameters(cx: &PlanCx<'_>, operation: &ir::Operation) -> Parameters {
    let mut planned = Parameters {
        arguments: Vec::new(),
        setters: Vec::new(),
        constants: Vec::new(),
        argument_names: Scope::with_reserved(LOCALS.iter().copied()),
        setter_names: setter_names(operation),
    };
    for place in [
        ParameterLocation::Path,
        ParameterLocation::Query,
        ParameterLocation::Header,
        ParameterLocation::Cookie,
    ] {
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location == place)
        {
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
    // What an alias stands for is taken as itself: `&str`, and not `&UserId`.
    let ty = match (cx.resolve(cx.types.rust_type(&parameter.ty)), required) {
        (RustType::Option(inner), false) => cx.resolve(*inner),
        (ty, _) => ty,
    };
    let (list, names, role) = if required {
        (&mut planned.arguments, &mut planned.argument_names, Role::Local)
    } else {
        (&mut planned.setters, &mut planned.setter_names, Role::Method)
    };
    let mut docs = parameter
        .docs
        .description
        .as_deref()
        .map(doc::neutralize)
        .unwrap_or_default();
    if docs.trim().is_empty() && !required {
        docs = format!("Sets {}.", doc::code(&parameter.wire_name));
    }
    list.push(Argument {
        ident: Ident(names.claim_first(&[parameter.name.clone(), Words::spelled(&parameter.wire_name)], role)),
        wire_name: parameter.wire_name.clone(),
        docs,
        place,
        by_value: is_enum(cx, &ty),
        ty,
    });
}

pub(super) fn is_enum(cx: &PlanCx<'_>, ty: &RustType) -> bool {
    matches!(ty, RustType::Path(path) if matches!(cx.types.item_at(path), Some(Item::Enum(_))))
}

fn argument_place(parameter: &ir::Parameter) -> ArgumentPlace {
    let style = ValueStyle {
        allow_reserved: parameter.allow_reserved,
        ..value_style(parameter.style, parameter.explode)
    };
    match parameter.location {
        ParameterLocation::Path => ArgumentPlace::Path { style },
        ParameterLocation::Query => ArgumentPlace::Query { style },
        ParameterLocation::Header => ArgumentPlace::Header { style },
        ParameterLocation::Cookie => ArgumentPlace::Cookie { style },
    }
}

/// Plans how a value is written.
pub(super) fn value_style(style: ParameterStyle, explode: bool) -> ValueStyle {
    let style = match style {
        ParameterStyle::Simple => Style::Simple,
        ParameterStyle::Label => Style::Label,
        ParameterStyle::Matrix => Style::Matrix,
        ParameterStyle::Form => Style::Form,
        ParameterStyle::SpaceDelimited => Style::SpaceDelimited,
        ParameterStyle::PipeDelimited => Style::PipeDelimited,
        ParameterStyle::DeepObject => Style::DeepObject,
        ParameterStyle::Cookie => Style::Cookie,
        ParameterStyle::Json => Style::Json,
        ParameterStyle::QueryString => Style::QueryString,
    };
    ValueStyle {
        style,
        explode,
        allow_reserved: false,
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

/// Schemes that the client cannot fill are left out of their alternatives.
pub(super) fn plan_security(credentials: &[Credential], alternatives: &[ir::SecurityRequirement]) -> Vec<Vec<String>> {
    let known = |scheme: &&String| credentials.iter().any(|credential| credential.scheme == **scheme);
    alternatives
        .iter()
        .map(|alternative| alternative.schemes.iter().filter(known).cloned().collect())
        .collect()
}
