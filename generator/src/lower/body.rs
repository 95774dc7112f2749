//! Lowers request bodies and media types into [`ir::RequestBody`] and [`ir::MediaType`].

use indexmap::IndexMap;
use openapiv3::{MediaType, RequestBody};

use super::context::{Cx, Site};
use super::schema::{self, Use, media_examples};
use crate::ir::{self, AnyReason, Docs, MediaKind, Scalar, ScalarKind, TypeKind, TypeRef};
use crate::source::Pointer;

/// Lowers a request body; `None` where it has no content.
pub(super) fn lower<'a: 's, 's>(
    cx: &mut Cx<'a>,
    body: &'s RequestBody,
    site: &Site,
    pointer: &Pointer,
) -> Option<ir::RequestBody> {
    let mut content = lower_content(cx, &body.content, site, &pointer.field("content"));
    content.sort_by_key(|media_type| preference(media_type.kind));
    if let Some(multipart) = content.first().filter(|first| first.name.starts_with("multipart/")) {
        let name = multipart.name.clone();
        cx.warning(
            "multipart-unsupported",
            &pointer.field("content").field(&name),
            format!("a body of the type `{name}` is sent as bytes that the caller has encoded"),
        )
        .help("encode the parts, and set the header `content-type` with their boundary");
    }
    if content.is_empty() {
        return None;
    }
    Some(ir::RequestBody {
        required: body.required,
        content,
        docs: Docs {
            description: body.description.clone(),
            ..Docs::default()
        },
    })
}

/// The order in which a client prefers the kinds: the typed ones first.
fn preference(kind: MediaKind) -> u8 {
    match kind {
        MediaKind::Json => 0,
        MediaKind::Form => 1,
        MediaKind::Text => 2,
        MediaKind::Binary => 3,
    }
}

/// Lowers the media types of a body, in the order of the document.
pub(super) fn lower_content<'a: 's, 's>(
    cx: &mut Cx<'a>,
    content: &'s IndexMap<String, MediaType>,
    site: &Site,
    pointer: &Pointer,
) -> Vec<ir::MediaType> {
    let mut lowered = Vec::with_capacity(content.len());
    for (name, media_type) in content {
        let mut kind = media_kind(name);
        let pointer = pointer.field(name);
        let ty = match (&media_type.schema, kind) {
            (_, MediaKind::Binary) => scalar(ScalarKind::Binary),
            (Some(schema), _) => schema::lower(cx, Use::new(schema, pointer.field("schema")), site),
            (None, MediaKind::Json | MediaKind::Form) => TypeRef::Any(AnyReason::NoType),
            (None, MediaKind::Text) => scalar(ScalarKind::String),
        };
        if kind == MediaKind::Form && !media_type.encoding.is_empty() {
            let message = "the fields of the form are written in the usual way, whatever `encoding` says";
            cx.warning("encoding-unsupported", &pointer.field("encoding"), message)
                .help("check that the server takes `name=value` for every field, and lists as `name=a&name=b`");
        }
        // Bytes are no JSON, whatever range of types they are filed under.
        if is_binary(cx, &ty) {
            kind = MediaKind::Binary;
        }
        let examples = cx.openapi.components.as_ref().map(|components| &components.examples);
        lowered.push(ir::MediaType {
            name: name.clone(),
            kind,
            ty: if kind == MediaKind::Text { as_text(ty) } else { ty },
            examples: media_examples(media_type.example.as_ref(), &media_type.examples, examples),
        });
    }
    lowered
}

/// Tells whether values of `ty` are bytes, by itself or by the component that it names.
fn is_binary(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    let mut ty = ty;
    // Circles of aliases are not broken yet.
    for _ in 0..32 {
        ty = match ty {
            TypeRef::Scalar(scalar) => return scalar.kind == ScalarKind::Binary,
            TypeRef::Nullable(inner) => inner,
            TypeRef::Named(id) => match &cx.drafts[id.0 as usize].def.kind {
                TypeKind::Alias(target) => target,
                _ => return false,
            },
            _ => return false,
        };
    }
    false
}

/// A text is read whole: what a schema says about its structure cannot be used.
fn as_text(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Scalar(scalar) if scalar.kind == ScalarKind::String => TypeRef::Scalar(scalar),
        _ => scalar(ScalarKind::String),
    }
}

fn scalar(kind: ScalarKind) -> TypeRef {
    TypeRef::Scalar(Scalar {
        kind,
        format: None,
        constraints: ir::Constraints::default(),
        default: None,
        examples: Vec::new(),
    })
}

/// How a media type is read and written, by its name. Parameters are ignored,
/// and a range counts as JSON, the type that an API most likely means.
pub(super) fn media_kind(name: &str) -> MediaKind {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "*/*" | "application/*" | "application/json" | "text/json" => MediaKind::Json,
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "application/xml" | "application/yaml" | "application/x-yaml" => MediaKind::Text,
        _ if essence.ends_with("+json") => MediaKind::Json,
        _ if essence.ends_with("+xml") || essence.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Binary,
    }
}
