//! Lowers responses into [`ir::Response`]: exact codes, then ranges, then `default`.

use openapiv3::{Header, ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode};

use super::body;
use super::context::{Cx, Place, Site, resolve};
use super::schema::{self, Use};
use crate::ir::{self, AnyReason, Docs, ParameterStyle, StatusPattern, TypeRef};
use crate::name::Words;
use crate::source::Pointer;
use crate::spec::EXPLODED_HEADER;

/// Lowers the responses of the operation with the index `operation`.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a>,
    responses: &'a Responses,
    operation: usize,
    pointer: &Pointer,
) -> Vec<ir::Response> {
    let mut found: Vec<(StatusPattern, String, &'a ReferenceOr<Response>)> = Vec::new();
    for (code, response) in &responses.responses {
        let pattern = match code {
            StatusCode::Code(code) => StatusPattern::Code(*code),
            StatusCode::Range(class) => StatusPattern::Range(u8::try_from(*class).unwrap_or(u8::MAX)),
        };
        found.push((pattern, code.to_string(), response));
    }
    found.extend(
        responses
            .default
            .iter()
            .map(|response| (StatusPattern::Default, "default".to_owned(), response)),
    );
    found.sort_by_key(|(pattern, ..)| *pattern);
    let root = cx.root();
    let components = cx.openapi.components.as_ref().map(|components| &components.responses);
    let mut lowered = Vec::with_capacity(found.len());
    for (status, key, node) in found {
        let place = pointer.field(&key);
        if let Some((response, place)) = resolve(node, &place, &root, "responses", components) {
            lowered.push(lower_response(cx, response, status, operation, &place));
        }
    }
    lowered
}

fn lower_response<'a>(
    cx: &mut Cx<'a>,
    response: &'a Response,
    status: StatusPattern,
    operation: usize,
    pointer: &Pointer,
) -> ir::Response {
    let site = Site::new(Place::Response(cx.document, operation, status));
    let content = body::lower_content(cx, &response.content, &site, &pointer.field("content"));
    let root = cx.root();
    let components = cx.openapi.components.as_ref().map(|components| &components.headers);
    let mut headers = Vec::new();
    for (name, node) in &response.headers {
        let place = pointer.field("headers").field(name);
        // OpenAPI 3.1 section 4.8.17: a header `Content-Type` is ignored.
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        if let Some((header, place)) = resolve(node, &place, &root, "headers", components) {
            headers.push(lower_header(cx, name, header, operation, &place));
        }
    }
    let description = Some(response.description.clone()).filter(|text| !text.is_empty());
    ir::Response {
        status,
        content,
        headers,
        docs: Docs {
            description,
            ..Docs::default()
        },
    }
}

fn lower_header<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    header: &'a Header,
    operation: usize,
    pointer: &Pointer,
) -> ir::Header {
    let site = Site::new(Place::Header(cx.document, operation, Words::new(name)));
    let (ty, style) = match &header.format {
        ParameterSchemaOrContent::Schema(node) => {
            let ty = schema::lower(cx, Use::new(node, pointer.field("schema")), &site);
            (ty, ParameterStyle::Simple)
        }
        ParameterSchemaOrContent::Content(content) => match content.first() {
            Some((name, media_type)) => {
                let place = pointer.field("content").field(name).field("schema");
                let ty = match &media_type.schema {
                    Some(node) => schema::lower(cx, Use::new(node, place), &site),
                    None => TypeRef::Any(AnyReason::NoType),
                };
                let is_json = body::media_kind(name) == ir::MediaKind::Json;
                let style = if is_json {
                    ParameterStyle::Json
                } else {
                    ParameterStyle::Simple
                };
                (ty, style)
            }
            None => (TypeRef::Any(AnyReason::NoType), ParameterStyle::Simple),
        },
    };
    ir::Header {
        wire_name: name.to_owned(),
        name: Words::new(name),
        ty,
        style,
        explode: header.extensions.contains_key(EXPLODED_HEADER),
        required: header.required,
        docs: Docs {
            summary: None,
            description: header.description.clone(),
            deprecated: header.deprecated == Some(true),
        },
    }
}
