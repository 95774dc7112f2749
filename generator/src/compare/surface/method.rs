//! The parts of a method: its arguments, the setters of its call, and what it answers.

use super::client::alternatives;
use super::{Kind, Part, What};
use crate::compare::view::{Text, View};
use crate::ir;
use crate::rust::model::{
    Argument, ArgumentPlace, BodyKind, Fields, Framing, Group, HeaderStruct, Method, Output, OutputVariant, Pagination,
    Paging, PathPiece, RustType, StatusMatch, ValueStyle,
};

/// Returns the parts of the methods of a group that call `operation`: one, and
/// one for each other media type of a body that is required.
pub(super) fn parts(view: &View<'_>, operation: &ir::Operation, group: &Group, method: &Method) -> Vec<Part> {
    let mut first = part(view, operation, group, method);
    if method.takes_body_by_setter() {
        let others = method.alternatives.iter();
        let setters = others.map(|other| {
            let argument = Argument {
                ident: other.ident.clone(),
                ..other.argument.clone()
            };
            setter(view, operation, &argument).has(What::Constant, Text::plain(&other.body.media_type))
        });
        first.parts.extend(setters);
        return vec![first];
    }
    let others = method.alternatives.iter().map(|other| {
        let mut same = method.clone();
        same.arguments.retain(|argument| argument.place != ArgumentPlace::Body);
        same.arguments.push(other.argument.clone());
        same.ident = other.ident.clone();
        same.body = Some(other.body.clone());
        let mut part = part(view, operation, group, &same);
        // What both are found by is the first alone.
        part.keys.truncate(1);
        part.documented(&other.argument.docs)
    });
    let others: Vec<_> = others.collect();
    std::iter::once(first).chain(others).collect()
}

/// Returns the part of the method of a group that calls `operation`.
fn part(view: &View<'_>, operation: &ir::Operation, group: &Group, method: &Method) -> Part {
    let request = request(method);
    let shown_request = format!("{} {}", operation.method.as_str(), operation.path.text);
    let security = match &method.security {
        Some(schemes) => alternatives(schemes),
        None => "what the client takes".to_owned(),
    };
    let returns = match &method.output {
        Output::One { ty, .. } => view.ty(ty),
        Output::Many { ident, .. } => Text::plain(ident.to_string()),
    };
    let home: Vec<&str> = method.home.iter().map(|ident| ident.0.as_str()).collect();
    let answers = match &method.output {
        Output::One { .. } => &[][..],
        Output::Many { variants, .. } => variants,
    };
    let mut part = Part::new(Kind::Method, view.path(&format!("{}().{}", group.ident, method.ident)))
        .key(&method.name)
        .key(request.clone())
        .documented(documentation(operation))
        .deprecated(method.deprecated)
        .at(Some(operation.origin.clone()))
        .has(What::Returns, returns)
        .has(What::Call, Text::plain(format!("{}::{}", group.ident, method.marker)))
        .has(
            What::Operation,
            Text::plain(format!("{}::{}", home.join("::"), method.marker)),
        )
        .has_some(
            What::Pages,
            method.pagination.as_ref().map(|pages| view.ty(&pages.item)),
        )
        .has_some(What::Events, items(view, method, Framing::Events))
        .has_some(What::Lines, items(view, method, Framing::Lines))
        .has_some(
            What::DeclaresHeaders,
            method
                .headers
                .as_ref()
                .map(|ident| Text::plain(format!("headers::{ident}"))),
        )
        .has(What::Request, Text::shown_as(&shown_request, request))
        .has(What::Security, Text::plain(security))
        .has_some(What::Server, method.server.as_ref().map(Text::plain))
        .has(What::Accept, Text::plain(&method.accept))
        .has_if(method.manual_redirect, What::Redirect)
        .has(What::Errors, Text::plain(errors(view, method)))
        .has(What::Constants, Text::plain(constants(method)))
        .has_some(What::Body, body(method))
        .has_some(What::Cursor, method.pagination.as_ref().map(cursor))
        .has_some(What::Stream, stream(method))
        .with(method.arguments.iter().map(|item| argument(view, operation, item)))
        .with(method.setters.iter().map(|item| setter(view, operation, item)))
        .with(answers.iter().map(|item| answer(view, operation, item)));
    let name = match &operation.operation_id {
        Some(id) => format!("operation {id}, "),
        None => String::new(),
    };
    part.subject = Some(format!("{name}{shown_request}"));
    part
}

/// Returns the part of a struct of the headers of responses, which nobody else can make.
pub(super) fn headers(view: &View<'_>, item: &HeaderStruct) -> Part {
    let fields = item.fields.iter().map(|field| {
        let ty = match field.required {
            true => field.ty.clone(),
            false => RustType::Option(Box::new(field.ty.clone())),
        };
        let wire_name = field.wire_name.to_lowercase();
        Part::new(Kind::Header, field.ident.to_string())
            .key(&wire_name)
            .documented(&field.docs)
            .deprecated(field.deprecated)
            .has(What::Type, view.ty(&ty))
            .has(What::WireName, Text::plain(format!("header `{wire_name}`")))
            .has(What::Style, Text::plain(style(field.style)))
    });
    Part::new(Kind::Headers, format!("headers::{}", item.ident))
        .documented(&item.docs)
        .with(fields)
}

fn documentation(operation: &ir::Operation) -> &str {
    let docs = &operation.docs;
    docs.description.as_deref().or(docs.summary.as_deref()).unwrap_or("")
}

/// The method and the path, without the names of parameters, which nobody sends.
fn request(method: &Method) -> String {
    let pieces = method.path.iter().map(|piece| match piece {
        PathPiece::Literal(text) => text.as_str(),
        PathPiece::Argument(_) => "{}",
    });
    format!("{} {}", method.http_method, pieces.collect::<String>())
}

fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(class) => format!("{class}XX"),
        StatusMatch::Any => "any other status".to_owned(),
    }
}

/// How a body is read or written.
pub(super) fn kind(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Json => "JSON",
        BodyKind::Form => "a form",
        BodyKind::Multipart => "parts",
        BodyKind::Text => "text",
        BodyKind::Bytes => "bytes",
        BodyKind::Empty => "nothing",
    }
}

fn errors(view: &View<'_>, method: &Method) -> String {
    let variants = &view.planned.client.error_body.variants;
    let errors = method
        .errors
        .iter()
        .map(|error| format!("{} as {}", status(error.status), variants[error.variant].ident));
    let errors: Vec<String> = errors.collect();
    match errors.as_slice() {
        [] => "none".to_owned(),
        errors => errors.join(", "),
    }
}

fn constants(method: &Method) -> String {
    let constants = method
        .constants
        .iter()
        .map(|constant| format!("`{}` as `{}`", constant.wire_name, constant.value));
    constants.collect::<Vec<_>>().join(", ")
}

fn body(method: &Method) -> Option<Text> {
    let body = method.body.as_ref()?;
    let parts = body.encodings.iter().map(|encoding| {
        let content_type = encoding.content_type.as_deref().unwrap_or("the usual type");
        let style = encoding.style.map(self::style).unwrap_or_default();
        format!(", `{}` in {content_type}{style}{:?}", encoding.name, encoding.headers)
    });
    Some(Text::plain(format!("{}{}", body.media_type, parts.collect::<String>())))
}

fn cursor(pages: &Pagination) -> Text {
    let names = |path: &Fields| {
        let names: Vec<&str> = path.iter().map(|(ident, _)| ident.0.as_str()).collect();
        names.join(".")
    };
    let by = match &pages.paging {
        Paging::Cursor { parameter, next } => format!("`{parameter}` from `{}`", names(next)),
        Paging::LastItem { parameter, last } => format!("`{parameter}` from `{}` of the last item", names(last)),
        Paging::Page { parameter, first } => format!("`{parameter}` from {first} on"),
        Paging::Offset { parameter } => format!("`{parameter}`, the number of items before"),
        Paging::Url { next } => format!("the URL in `{}`", names(next)),
        Paging::Link => "the header `Link`".to_owned(),
    };
    let more = pages.more.as_ref().map(|more| format!(", while `{}`", names(more)));
    let items = names(&pages.items);
    Text::plain(format!("{by}{}, items in `{items}`", more.unwrap_or_default()))
}

/// What the items of a sequence are.
fn items(view: &View<'_>, method: &Method, framing: Framing) -> Option<Text> {
    let mut sequences = method.sequences.iter();
    let sequence = sequences.find(|sequence| sequence.framing == framing)?;
    Some(view.ty(&sequence.item))
}

/// How a sequence is asked for, and what ends it.
fn stream(method: &Method) -> Option<Text> {
    let sequences = method.sequences.iter().map(|sequence| {
        let flag = sequence.flag.as_ref().map(|flag| format!(", by `{flag}`"));
        let ends = sequence.ends.iter().map(|end| format!(", up to `{end}`"));
        let ends = ends.collect::<String>();
        format!("`{}`{}{ends}", sequence.media_type, flag.unwrap_or_default())
    });
    let sequences = sequences.collect::<Vec<_>>().join(" or ");
    (!sequences.is_empty()).then(|| Text::plain(sequences))
}

/// How a value is written.
fn style(style: ValueStyle) -> String {
    let explode = if style.explode { ", exploded" } else { "" };
    let reserved = if style.allow_reserved { ", reserved" } else { "" };
    format!("{:?}{explode}{reserved}", style.style)
}

/// The place of a value in the request, and the style in which it is written there.
fn place(argument: &Argument) -> (&'static str, String) {
    match argument.place {
        ArgumentPlace::Path { style } => ("path", self::style(style)),
        ArgumentPlace::Query { style } => ("query", self::style(style)),
        ArgumentPlace::Header { style } => ("header", self::style(style)),
        ArgumentPlace::Cookie { style } => ("cookie", self::style(style)),
        ArgumentPlace::Body => ("body", String::new()),
    }
}

/// What an argument and a setter have in common.
fn value(view: &View<'_>, operation: &ir::Operation, part: Part, argument: &Argument) -> Part {
    let (place, style) = place(argument);
    let wire_name = match place {
        "header" => argument.wire_name.to_lowercase(),
        _ => argument.wire_name.clone(),
    };
    let is_sent = !matches!(argument.place, ArgumentPlace::Path { .. } | ArgumentPlace::Body);
    let parameters = operation.parameters.iter();
    let mut origins = parameters.filter(|parameter| {
        let location = match parameter.location {
            ir::ParameterLocation::Path => "path",
            ir::ParameterLocation::Query => "query",
            ir::ParameterLocation::Header => "header",
            ir::ParameterLocation::Cookie => "cookie",
        };
        location == place && parameter.wire_name == argument.wire_name
    });
    let origin = match place {
        "body" => Some(operation.origin.field("requestBody")),
        _ => origins.next().map(|parameter| parameter.origin.clone()),
    };
    part.key(format!("{place} {wire_name}"))
        .documented(&argument.docs)
        .has(What::Type, view.ty(&argument.ty))
        .has_some(
            What::WireName,
            is_sent.then(|| Text::plain(format!("{place} `{wire_name}`"))),
        )
        .has(What::Style, Text::plain(style))
        .at(origin)
}

/// An argument is known by its place in the list: its name is nobody's business.
fn argument(view: &View<'_>, operation: &ir::Operation, argument: &Argument) -> Part {
    let (place, _) = place(argument);
    let mut part = Part::new(Kind::Argument, argument.ident.to_string());
    part.keys = vec![format!("argument {place} {}", argument.wire_name)];
    value(view, operation, part, argument).key(format!("{place} of {}", view.ty(&argument.ty).key()))
}

fn setter(view: &View<'_>, operation: &ir::Operation, argument: &Argument) -> Part {
    let part = Part::new(Kind::Setter, argument.ident.to_string());
    value(view, operation, part, argument)
}

fn answer(view: &View<'_>, operation: &ir::Operation, variant: &OutputVariant) -> Part {
    let status = status(variant.status);
    Part::new(Kind::Answer, variant.ident.to_string())
        .key(status.clone())
        .documented(&variant.docs)
        .has(What::Type, view.ty(&variant.ty))
        .has(What::Constant, Text::plain(format!("status {status}")))
        .at(Some(operation.origin.field("responses").field(&status)))
}
