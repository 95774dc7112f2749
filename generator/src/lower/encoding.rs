//! Lowers the encodings of a multipart body, or of a form, into [`ir::Encoding`].

use indexmap::IndexMap;
use openapiv3::{Encoding, Header, ParameterSchemaOrContent, QueryStyle, ReferenceOr};

use super::body::{is_file, media_kind, object, properties};
use super::context::{Cx, resolve};
use super::schema::{self, Use};
use crate::ir::{self, EncodingStyle, MediaKind, ParameterStyle, TypeKind, TypeRef};
use crate::source::Pointer;

/// Lowers the encodings of the properties of `ty`, the parts of a body.
pub(super) fn lower<'a: 's, 's>(
    cx: &mut Cx<'a>,
    encodings: &'s IndexMap<String, Encoding>,
    ty: &TypeRef,
    pointer: &Pointer,
) -> Vec<ir::Encoding> {
    let mut lowered = Vec::with_capacity(encodings.len());
    for (name, encoding) in encodings {
        let pointer = pointer.field(name);
        without_property(cx, ty, name, &pointer);
        let style = style(encoding);
        let mut headers = Vec::new();
        for (header, node) in &encoding.headers {
            // OpenAPI 3.1 section 4.8.15.1: that one is `contentType`.
            if header.eq_ignore_ascii_case("content-type") {
                continue;
            }
            match fixed_value(cx, node, &pointer.field("headers").field(header)) {
                Some(value) => headers.push((header.clone(), value)),
                // A file is a value of a type that has headers.
                None if is_sent_as_file(cx, ty, name) => {}
                None => {
                    let message = format!("the header `{header}` of the part `{name}` is not sent");
                    cx.warning("encoding-unsupported", &pointer.field("headers").field(header), message)
                        .help("give its schema an `enum` with one value, which is then always sent");
                }
            }
        }
        lowered.push(ir::Encoding {
            name: name.clone(),
            // OpenAPI 3.1 section 4.8.15.1.2: with a style, the media type is ignored.
            content_type: match style {
                None => encoding.content_type.as_deref().and_then(one_type).map(str::to_owned),
                Some(_) => None,
            },
            style,
            headers,
        });
    }
    lowered
}

/// Lowers the encodings of the properties of `ty`, the fields of a form.
///
/// A list or an object is JSON text in a form unless it has a style, and what is no
/// JSON is a text in the type already: a media type changes neither.
pub(super) fn fields(
    cx: &mut Cx<'_>,
    encodings: &IndexMap<String, Encoding>,
    ty: &TypeRef,
    pointer: &Pointer,
) -> Vec<ir::Encoding> {
    let mut lowered = Vec::new();
    for (name, encoding) in encodings {
        let pointer = pointer.field(name);
        without_property(cx, ty, name, &pointer);
        if !encoding.headers.is_empty() {
            cx.warning(
                "encoding-unsupported",
                &pointer.field("headers"),
                format!("the field `{name}` of a form has no headers; they are not sent"),
            )
            .help("remove them, or send the body as `multipart/form-data`");
        }
        let Some(style) = style(encoding) else {
            let media_type = encoding.content_type.as_deref();
            if let Some(other) = media_type.filter(|text| !may_be_json(text) && is_structured(cx, ty, name)) {
                let message = format!("the field `{name}` is sent as JSON text, not as `{other}`");
                cx.warning("encoding-unsupported", &pointer.field("contentType"), message)
                    .help("give it a `style`, or make it a string");
            }
            continue;
        };
        lowered.push(ir::Encoding {
            name: name.clone(),
            content_type: None,
            style: Some(style),
            headers: Vec::new(),
        });
    }
    lowered
}

/// Reports the encodings of a body that is not sent in parts or fields, or not sent at all.
pub(super) fn without_effect(cx: &mut Cx<'_>, media_type: &str, pointer: &Pointer) {
    let message = match media_kind(media_type) {
        MediaKind::Multipart | MediaKind::Form => {
            "`encoding` is for bodies that are sent; an answer is read whole".to_owned()
        }
        _ => format!("`encoding` is for multipart bodies and forms, and `{media_type}` is neither"),
    };
    cx.warning("encoding-without-effect", pointer, message);
}

/// Reports an encoding of what is no property of the body.
fn without_property(cx: &mut Cx<'_>, ty: &TypeRef, name: &str, pointer: &Pointer) {
    let Some(object) = object(cx, ty).filter(|object| object.additional.is_none()) else {
        return;
    };
    if object.properties.iter().any(|property| property.wire_name == name) {
        return;
    }
    let message = format!("`{name}` is no property of the body");
    cx.warning("encoding-without-effect", pointer, message);
}

/// The style of an encoding. Whatever gives a part of one gives the whole: the
/// normalization has added the rest.
fn style(encoding: &Encoding) -> Option<EncodingStyle> {
    let style = match encoding.style.as_ref()? {
        QueryStyle::Form => ParameterStyle::Form,
        QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        QueryStyle::DeepObject => ParameterStyle::DeepObject,
    };
    Some(EncodingStyle {
        style,
        explode: encoding.explode,
        allow_reserved: encoding.allow_reserved,
    })
}

/// Tells whether one of the media types in a list is JSON.
fn may_be_json(list: &str) -> bool {
    list.split(',').any(|name| media_kind(name) == MediaKind::Json)
}

/// Tells whether the property called `name` holds objects, whose text a media type decides.
fn is_structured(cx: &Cx<'_>, ty: &TypeRef, name: &str) -> bool {
    let mut properties = properties(cx, ty).iter();
    let Some(property) = properties.find(|property| property.wire_name == name) else {
        return false;
    };
    let mut ty = &property.ty;
    // Circles of aliases are not broken yet.
    for _ in 0..32 {
        ty = match ty {
            TypeRef::Nullable(inner) => inner,
            TypeRef::List(list) => &list.item,
            TypeRef::Map(_) => return true,
            TypeRef::Named(id) => match &cx.drafts[id.0 as usize].def.kind {
                TypeKind::Alias(target) => target,
                TypeKind::Object(_) => return true,
                _ => return false,
            },
            _ => return false,
        };
    }
    false
}

/// Returns a media type that is no list and no range.
fn one_type(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_one =
        !text.is_empty() && !text.contains([',', '*']) && text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    is_one.then_some(text)
}

/// Returns the only value that a header can have.
fn fixed_value<'a: 's, 's>(cx: &mut Cx<'a>, node: &'s ReferenceOr<Header>, pointer: &Pointer) -> Option<String> {
    let root = cx.root();
    let components = cx.openapi.components.as_ref().map(|components| &components.headers);
    let (header, place) = resolve(node, pointer, &root, "headers", components)?;
    let ParameterSchemaOrContent::Schema(node) = &header.format else {
        return None;
    };
    let value = schema::object::constant(cx, &[Use::new(node, place.field("schema"))])?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Tells whether the property called `name` is sent as files.
fn is_sent_as_file(cx: &Cx<'_>, ty: &TypeRef, name: &str) -> bool {
    let mut properties = properties(cx, ty).iter();
    let property = properties.find(|property| property.wire_name == name);
    property.is_some_and(|property| is_file(cx, &property.ty))
}
