//! Lowers request bodies and media types into [`ir::RequestBody`] and [`ir::MediaType`].

use indexmap::IndexMap;
use openapiv3::{MediaType, RequestBody};

use super::context::{Cx, Place, Site};
use super::encoding;
use super::schema::{self, Use, media_examples};
use crate::ir::{self, AnyReason, Docs, MediaKind, Scalar, ScalarKind, StatusPattern, TypeKind, TypeRef};
use crate::source::Pointer;
use crate::spec::Sequence;

/// Lowers a request body; `None` where it has no content.
pub(super) fn lower<'a: 's, 's>(
    cx: &mut Cx<'a>,
    body: &'s RequestBody,
    site: &Site,
    pointer: &Pointer,
) -> Option<ir::RequestBody> {
    let mut content = lower_content(cx, &body.content, site, &pointer.field("content"));
    content.sort_by_key(|media_type| preference(cx, media_type));
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

/// The order in which a client prefers the kinds: the typed ones first, and
/// parts before fields where there is a file to send.
fn preference(cx: &Cx<'_>, media_type: &ir::MediaType) -> u8 {
    match media_type.kind {
        MediaKind::Json => 0,
        MediaKind::Multipart if has_file(cx, &media_type.ty) => 1,
        MediaKind::Form => 2,
        MediaKind::Multipart => 3,
        MediaKind::Text | MediaKind::Events => 4,
        MediaKind::Binary | MediaKind::Lines => 5,
    }
}

/// Tells whether a property of `ty` is bytes, or a list of them.
fn has_file(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    properties(cx, ty).iter().any(|property| is_file(cx, &property.ty))
}

/// Returns the properties of `ty`, by itself or by the component that it names.
pub(super) fn properties<'c>(cx: &'c Cx<'_>, ty: &TypeRef) -> &'c [ir::Property] {
    object(cx, ty).map_or(&[], |object| &object.properties)
}

/// Returns the object that `ty` names.
pub(super) fn object<'c>(cx: &'c Cx<'_>, ty: &TypeRef) -> Option<&'c ir::Object> {
    let mut ty = ty;
    // Circles of aliases are not broken yet.
    for _ in 0..32 {
        let TypeRef::Named(id) = ty else { return None };
        ty = match &cx.drafts[id.0 as usize].def.kind {
            TypeKind::Object(object) => return Some(object),
            TypeKind::Alias(target) => target,
            _ => return None,
        };
    }
    None
}

/// Tells whether values of `ty` are files: bytes, or a list of them.
pub(super) fn is_file(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::List(list) => is_binary(cx, &list.item),
        ty => is_binary(cx, ty),
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
        // The parts of an answer are for the caller to take apart.
        if kind == MediaKind::Multipart && !matches!(site.place, Place::Request(..)) {
            kind = MediaKind::Binary;
        }
        // What is sent is not cut into items, and no error is a sequence.
        let may_be_sequence = match site.place {
            Place::Response(.., status) => status.is_success() || status == StatusPattern::Default,
            _ => false,
        };
        if let Some(sequence) = Sequence::of(name).filter(|_| may_be_sequence) {
            kind = match sequence {
                Sequence::Events => MediaKind::Events,
                Sequence::Lines => MediaKind::Lines,
            };
        }
        let pointer = pointer.field(name);
        let ty = match (&media_type.schema, kind) {
            (_, MediaKind::Binary) => scalar(ScalarKind::Binary),
            (Some(schema), _) => schema::lower(cx, Use::new(schema, pointer.field("schema")), site),
            (None, MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::Lines) => {
                TypeRef::Any(AnyReason::NoType)
            }
            (None, MediaKind::Text | MediaKind::Events) => scalar(ScalarKind::String),
        };
        let place = pointer.field("encoding");
        let encoding = match kind {
            MediaKind::Multipart => encoding::lower(cx, &media_type.encoding, &ty, &place),
            // What is received is read whole.
            MediaKind::Form if matches!(site.place, Place::Request(..)) => {
                encoding::fields(cx, &media_type.encoding, &ty, &place)
            }
            _ => {
                if !media_type.encoding.is_empty() {
                    encoding::without_effect(cx, name, &place);
                }
                Vec::new()
            }
        };
        // Bytes are no JSON, whatever range of types they are filed under.
        if is_binary(cx, &ty) {
            kind = MediaKind::Binary;
        }
        let examples = cx.openapi.components.as_ref().map(|components| &components.examples);
        let examples = match kind {
            // They are of the whole, and the type is that of an item.
            MediaKind::Events | MediaKind::Lines => Vec::new(),
            _ => media_examples(media_type.example.as_ref(), &media_type.examples, examples),
        };
        lowered.push(ir::MediaType {
            name: name.clone(),
            kind,
            ty: if kind == MediaKind::Text { as_text(ty) } else { ty },
            encoding,
            examples,
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
        _ if essence.starts_with("multipart/") => MediaKind::Multipart,
        _ if essence.ends_with("+xml") || essence.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Binary,
    }
}
