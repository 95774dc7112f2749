//! Prints the values that a caller supplies: as parameters of methods and
//! setters, and as the statements that write them into the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::model::{
    Argument, ArgumentPlace, Body, BodyKind, ConstantParameter, PartEncoding, RustType, Style, ValueStyle,
};
use crate::rust::paths::{At, INTO, OPTION};

/// Prints an argument as a parameter of a function.
pub(super) fn parameter(at: At<'_>, argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    let ty = signature(at, &argument.ty, argument.by_value);
    quote! { #ident: #ty }
}

/// The type in a signature: what is dear to copy is borrowed.
fn signature(at: At<'_>, ty: &RustType, by_value: bool) -> TokenStream {
    if is_borrowed(ty, by_value) {
        let ty = match ty {
            RustType::String => at.str_(),
            RustType::Vec(item) => {
                let item = at.ty(item);
                quote! { [#item] }
            }
            other => at.ty(other),
        };
        return quote! { &#ty };
    }
    match ty {
        RustType::Option(inner) => {
            let inner = signature(at, inner, by_value);
            let option = at.short(OPTION);
            quote! { #option<#inner> }
        }
        // Bytes in memory, a file or a stream.
        RustType::Body => {
            let body = at.ty(ty);
            quote! { impl #INTO<#body> }
        }
        other => at.ty(other),
    }
}

fn is_borrowed(ty: &RustType, by_value: bool) -> bool {
    match ty {
        RustType::Unit
        | RustType::Bool
        | RustType::I32
        | RustType::I64
        | RustType::F32
        | RustType::F64
        | RustType::Uuid
        | RustType::DateTime
        | RustType::Date
        | RustType::Bytes
        | RustType::Body
        | RustType::Part
        | RustType::Option(_) => false,
        RustType::Path(_) => !by_value,
        RustType::String
        | RustType::Json
        | RustType::Form
        | RustType::Vec(_)
        | RustType::Map(_)
        | RustType::Tuple(_)
        | RustType::Patch(_)
        | RustType::Boxed(_)
        | RustType::Foreign(_) => true,
    }
}

/// Writes a value into the request.
pub(super) fn write(at: At<'_>, request: &TokenStream, argument: &Argument, body: Option<&Body>) -> TokenStream {
    let ident = &argument.ident;
    let ArgumentPlace::Body = argument.place else {
        return match argument.ty {
            RustType::String => write_text(at, request, argument),
            _ => write_parameter(at, request, argument.place, &argument.wire_name, &quote! { &#ident }),
        };
    };
    let media_type = body.map_or("", |body| &body.media_type);
    let reference = if is_borrowed(&argument.ty, argument.by_value) {
        quote! { #ident }
    } else {
        quote! { &#ident }
    };
    match body.map_or(BodyKind::Empty, |body| body.kind) {
        BodyKind::Json => quote! { #request.json(#media_type, #reference); },
        BodyKind::Form => {
            let encodings = body.map_or(&[][..], |body| &body.encodings).iter();
            let styles = encodings.filter_map(|encoding| {
                let (name, style) = (&encoding.name, value_style(at, encoding.style?));
                Some(quote! { (#name, #style) })
            });
            quote! { #request.form(&#ident, &[#(#styles),*]); }
        }
        BodyKind::Multipart => {
            let encodings = body.map_or(&[][..], |body| &body.encodings);
            let encodings = encodings.iter().map(|item| encoding(at, item));
            quote! { #request.multipart(#media_type, #reference, &[#(#encodings),*]); }
        }
        BodyKind::Text => quote! { #request.body(#media_type, #ident.to_owned()); },
        BodyKind::Bytes => quote! { #request.body(#media_type, #ident); },
        BodyKind::Empty => TokenStream::new(),
    }
}

/// Writes what the document says of the parts of one name.
fn encoding(at: At<'_>, encoding: &PartEncoding) -> TokenStream {
    let PartEncoding {
        name,
        content_type,
        style,
        headers,
    } = encoding;
    let ty = at.support(&["multipart", "Encoding"]);
    let content_type = content_type
        .as_ref()
        .map(|media_type| quote! { .content_type(#media_type) });
    let style = style.map(|style| {
        let style = value_style(at, style);
        quote! { .style(#style) }
    });
    let headers = (!headers.is_empty()).then(|| {
        let headers = headers.iter().map(|(name, value)| quote! { (#name, #value) });
        quote! { .headers(&[#(#headers),*]) }
    });

    quote! { #ty::new(#name) #content_type #style #headers }
}

/// Writes a parameter that is a text: the runtime copies it less often than a
/// value that has to be looked into, and the compiler has less to prove.
fn write_text(at: At<'_>, request: &TokenStream, argument: &Argument) -> TokenStream {
    let Argument { ident, wire_name, .. } = argument;
    match argument.place {
        ArgumentPlace::Path { style } => {
            let style = value_style(at, style);
            quote! { #request.path_text(#wire_name, #ident, #style); }
        }
        ArgumentPlace::Query { style } => {
            let style = value_style(at, style);
            quote! { #request.query_text(#wire_name, #ident, #style); }
        }
        place => write_parameter(at, request, place, wire_name, &quote! { &#ident }),
    }
}

fn write_parameter(
    at: At<'_>,
    request: &TokenStream,
    place: ArgumentPlace,
    name: &str,
    value: &TokenStream,
) -> TokenStream {
    match place {
        ArgumentPlace::Path { style } => {
            let style = value_style(at, style);
            quote! { #request.path(#name, #value, #style); }
        }
        ArgumentPlace::Query { style } => {
            let style = value_style(at, style);
            quote! { #request.query(#name, #value, #style); }
        }
        ArgumentPlace::Header { style } => {
            let style = value_style(at, style);
            quote! { #request.header_param(#name, #value, #style); }
        }
        ArgumentPlace::Cookie { style } => {
            let style = value_style(at, style);
            quote! { #request.cookie(#name, #value, #style); }
        }
        ArgumentPlace::Body => TokenStream::new(),
    }
}

/// Writes a parameter that always has one value.
pub(super) fn write_constant(at: At<'_>, request: &TokenStream, constant: &ConstantParameter) -> TokenStream {
    let ConstantParameter {
        place,
        wire_name,
        value,
    } = constant;
    write_parameter(at, request, *place, wire_name, &quote! { &#value })
}

/// Sends an empty object where a body is needed that holds no property.
pub(super) fn write_empty(request: &TokenStream, body: &Body) -> Option<TokenStream> {
    let media_type = &body.media_type;
    body.argument
        .is_none()
        .then(|| quote! { #request.body(#media_type, "{}"); })
}

/// Writes a style: a constant of the runtime where there is one.
pub(super) fn value_style(at: At<'_>, style: ValueStyle) -> TokenStream {
    let reserved = style.allow_reserved.then(|| quote! { .allow_reserved() });
    let style = base_style(at, style);
    quote! { #style #reserved }
}

fn base_style(at: At<'_>, style: ValueStyle) -> TokenStream {
    let name = match (style.style, style.explode) {
        (Style::Simple, false) => "SIMPLE",
        (Style::Form, true) => "FORM",
        (Style::Json, _) => "JSON",
        (other, explode) => {
            let value_style = at.support(&["style", "ValueStyle"]);
            let style = at.support(&["style", "Style"]);
            let variant = match other {
                Style::Simple => quote! { Simple },
                Style::Label => quote! { Label },
                Style::Matrix => quote! { Matrix },
                Style::Form => quote! { Form },
                Style::SpaceDelimited => quote! { SpaceDelimited },
                Style::PipeDelimited => quote! { PipeDelimited },
                Style::DeepObject => quote! { DeepObject },
                Style::Cookie => quote! { Cookie },
                Style::Json => quote! { Json },
                Style::QueryString => quote! { QueryString },
            };
            return quote! { #value_style::new(#style::#variant, #explode) };
        }
    };
    at.support(&["style", name])
}
