//! Plans what a method sends: the body in the media type that is preferred, and
//! the others in which the document takes it.

use super::PlanCx;
use super::method::{Parameters, is_enum, setter_names, value_style};
use super::output::{body_kind, body_type};
use crate::ir::{self, MediaKind, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{
    Alternative, Argument, ArgumentPlace, Body, BodyKind, Ident, Method, PartEncoding, RustType, ValueStyle,
};

/// Plans the body: a required one is the last argument, an optional one a
/// setter, and one without a property to set is sent by itself.
pub(super) fn plan(cx: &mut PlanCx<'_>, operation: &ir::Operation, parameters: &mut Parameters) -> Option<Body> {
    let request = operation.request_body.as_ref()?;
    let content = request.content.first()?;
    let mut body = plan_content(cx, content);
    if request.required && body.kind == BodyKind::Json && has_no_property(cx, &content.ty) {
        return Some(body);
    }
    let words = Words::new("body");
    let undescribed = if request.required {
        "The body of the request."
    } else {
        "Sets the body of the request."
    };
    let (list, ident) = if request.required {
        let ident = parameters.argument_names.claim(&words, Role::Local);
        (&mut parameters.arguments, Ident(ident))
    } else {
        let ident = parameters.setter_names.claim(&words, Role::Method);
        (&mut parameters.setters, Ident(ident))
    };
    body.argument = Some(ident.clone());
    let ty = sent_type(cx, content);
    let docs = request
        .docs
        .description
        .as_deref()
        .map(doc::neutralize)
        .unwrap_or_default();
    list.push(Argument {
        ident,
        wire_name: "body".to_owned(),
        docs: if docs.trim().is_empty() {
            undescribed.to_owned()
        } else {
            docs
        },
        place: ArgumentPlace::Body,
        by_value: is_enum(cx, &ty),
        ty,
    });
    Some(body)
}

/// Plans a body of a media type, without what holds it.
fn plan_content(cx: &mut PlanCx<'_>, content: &ir::MediaType) -> Body {
    let kind = body_kind(content.kind);
    cx.support.form |= kind == BodyKind::Form;
    cx.support.multipart |= kind == BodyKind::Multipart;
    cx.support.upload |= matches!(kind, BodyKind::Multipart | BodyKind::Bytes);
    Body {
        kind,
        media_type: sent_media_type(content),
        encodings: content.encoding.iter().map(plan_encoding).collect(),
        argument: None,
    }
}

/// The type of what is sent: bytes may come in pieces.
fn sent_type(cx: &PlanCx<'_>, content: &ir::MediaType) -> RustType {
    match body_type(cx, content) {
        RustType::Bytes => RustType::Body,
        ty => ty,
    }
}

/// Plans the media types of the body other than the preferred one: each is a method
/// beside the first, or a setter where the body is optional. One that holds the same
/// type in the same way is none. `names` are those of the methods.
pub(super) fn plan_alternatives(
    cx: &mut PlanCx<'_>,
    names: &mut Scope,
    operation: &ir::Operation,
    method: &mut Method,
) {
    let content = operation.request_body.iter().flat_map(|body| &body.content);
    let mut known: Vec<(RustType, MediaKind, String)> = Vec::new();
    for content in content {
        let ty = sent_type(cx, content);
        // Texts of different types are not the same to anybody.
        let essence = match content.kind {
            MediaKind::Text | MediaKind::Binary => essence(&content.name).to_ascii_lowercase(),
            _ => String::new(),
        };
        let key = (ty, content.kind, essence);
        if known.contains(&key) {
            continue;
        }
        if !known.is_empty() {
            let alternative = plan_alternative(cx, names, operation, method, content);
            method.alternatives.push(alternative);
        }
        known.push(key);
    }
}

fn plan_alternative(
    cx: &mut PlanCx<'_>,
    names: &mut Scope,
    operation: &ir::Operation,
    method: &Method,
    content: &ir::MediaType,
) -> Alternative {
    let short = Words::new(short_name(content));
    let named = |first: &str| Words::join([&Words::new(first), &Words::new("as"), &short]);
    let media_type = doc::code(&content.name);
    let is_optional = method.takes_body_by_setter();
    let (ident, docs) = if is_optional {
        let mut names = setter_names(operation);
        for known in method.setters.iter().map(|setter| &setter.ident) {
            names.claim(&Words::new(&known.0), Role::Method);
        }
        for known in &method.alternatives {
            names.claim(&Words::new(&known.ident.0), Role::Method);
        }
        (
            names.claim(&named("body"), Role::Method),
            format!("Sets the body of the request, which is sent as {media_type}."),
        )
    } else {
        let first = method.ident.0.trim_start_matches("r#");
        (
            names.claim(&named(first), Role::Method),
            format!(
                "Does what {} does, and sends the body as {media_type} in place of {}.",
                doc::code(first),
                doc::code(method.body.as_ref().map_or("", |body| &body.media_type))
            ),
        )
    };
    let mut locals = Scope::with_reserved(["call", "self"]);
    for argument in &method.arguments {
        if !is_optional && argument.place != ArgumentPlace::Body {
            locals.claim(&Words::new(&argument.ident.0), Role::Local);
        }
    }
    let argument = Ident(locals.claim(&Words::new("body"), Role::Local));
    let ty = sent_type(cx, content);
    let body = Body {
        argument: Some(argument.clone()),
        ..plan_content(cx, content)
    };
    Alternative {
        ident: Ident(ident),
        argument: Argument {
            ident: argument,
            wire_name: "body".to_owned(),
            docs,
            place: ArgumentPlace::Body,
            by_value: is_enum(cx, &ty),
            ty,
        },
        body,
    }
}

/// A media type without its parameters.
fn essence(name: &str) -> &str {
    name.split(';').next().unwrap_or_default().trim()
}

/// Names a media type in a word or two: `application/vnd.shop.order+json` is
/// `shop order`.
fn short_name(content: &ir::MediaType) -> &str {
    let essence = essence(&content.name);
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", essence));
    let plain = subtype.split('+').next().unwrap_or_default();
    let plain = plain.strip_prefix("vnd.").unwrap_or(plain);
    let plain = plain.strip_prefix("x-").unwrap_or(plain);
    match (content.kind, plain) {
        (MediaKind::Form, _) => "form",
        (MediaKind::Multipart, _) => "multipart",
        (MediaKind::Json, "*" | "") => "json",
        (_, "octet-stream") => "bytes",
        (_, "plain") => "text",
        (_, "*" | "") if kind == "*" => "bytes",
        (_, "*" | "") => kind,
        (_, plain) => plain,
    }
}

/// The media type to send; a range such as `*/*` says only which would do.
fn sent_media_type(content: &ir::MediaType) -> String {
    match (content.name.contains('*'), body_kind(content.kind)) {
        (false, _) => content.name.clone(),
        (true, BodyKind::Json) => "application/json".to_owned(),
        (true, BodyKind::Text) => "text/plain".to_owned(),
        (true, BodyKind::Multipart) => "multipart/form-data".to_owned(),
        (true, _) => "application/octet-stream".to_owned(),
    }
}

fn has_no_property(cx: &PlanCx<'_>, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = ty else { return false };
    match &cx.api.ty(*id).kind {
        TypeKind::Object(object) => object.properties.is_empty() && object.additional.is_none(),
        _ => false,
    }
}

fn plan_encoding(encoding: &ir::Encoding) -> PartEncoding {
    PartEncoding {
        name: encoding.name.clone(),
        content_type: encoding.content_type.clone(),
        style: encoding.style.map(|style| ValueStyle {
            allow_reserved: style.allow_reserved,
            ..value_style(style.style, style.explode)
        }),
        headers: encoding.headers.clone(),
    }
}
