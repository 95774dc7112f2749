//! Lowers the encodings of a multipart body into [`ir::Encoding`].

use indexmap::IndexMap;
use openapiv3::{Encoding, Header, ParameterSchemaOrContent, QueryStyle, ReferenceOr};

use super::body::{is_file, properties};
use super::context::{Cx, resolve};
use super::schema::{self, Use};
use crate::ir::{self, ParameterStyle, TypeRef};
use crate::source::Pointer;

/// Lowers the encodings of the properties of `ty`.
pub(super) fn lower<'a: 's, 's>(
    cx: &mut Cx<'a>,
    encodings: &'s IndexMap<String, Encoding>,
    ty: &TypeRef,
    pointer: &Pointer,
) -> Vec<ir::Encoding> {
    let mut lowered = Vec::with_capacity(encodings.len());
    for (name, encoding) in encodings {
        let pointer = pointer.field(name);
        let style = encoding.style.as_ref().map(|style| {
            let style = match style {
                QueryStyle::Form => ParameterStyle::Form,
                QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
                QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
                QueryStyle::DeepObject => ParameterStyle::DeepObject,
            };
            (style, encoding.explode)
        });
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
