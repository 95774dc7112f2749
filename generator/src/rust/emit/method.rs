//! Prints a group: its handle, its methods, and the calls that they return
//! with their setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::child;
use crate::rust::model::{
    Argument, ArgumentPlace, Body, BodyKind, Client, ConstantParameter, Group, Ident, Method, Output, OutputVariant,
    RustType, Style, ValueStyle,
};
use crate::rust::paths::{At, OPTION};
use crate::rust::tokens;

/// Prints the module of a group.
pub(super) fn emit(client: &Client, group: &Group) -> TokenStream {
    let module = child(client, &group.ident);
    let at = At::new(&module).with_prelude(names(group));
    let operations = child(client, &Ident("operation".to_owned()));
    let operations = at.to_module(&operations);
    let handle = &group.handle;
    let docs = tokens::docs(&group.docs);
    let core = at.support(&["core", "Core"]);
    let methods = group.methods.iter().map(|item| method(at, item));
    let calls = group.methods.iter().map(|item| call(at, handle, item, &operations));

    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #handle<'c> {
            pub(super) core: &'c #core,
        }

        impl<'c> #handle<'c> {
            #(#methods)*
        }

        #(#calls)*
    }
}

/// The items of a group's module.
fn names(group: &Group) -> impl Iterator<Item = &Ident> {
    let outputs = group.methods.iter().filter_map(|method| match &method.output {
        Output::Many { ident, .. } => Some(ident),
        Output::One { .. } => None,
    });
    let markers = group.methods.iter().map(|method| &method.marker);
    [&group.handle].into_iter().chain(markers).chain(outputs)
}

/// Prints a method: it takes what is required and begins the call.
fn method(at: At<'_>, method: &Method) -> TokenStream {
    let Method {
        ident,
        marker,
        docs,
        deprecated,
        arguments,
        constants,
        body,
        ..
    } = method;
    let docs = tokens::docs(docs);
    let deprecated = tokens::deprecated(*deprecated);
    let parameters = arguments.iter().map(|argument| parameter(at, argument));
    let call = at.support(&["call", "Call"]);
    let request = quote! { call.request };
    let written = arguments
        .iter()
        .map(|argument| write(at, &request, argument, body.as_ref()));
    let fixed = constants.iter().map(|constant| write_constant(at, &request, constant));
    let empty = body.as_ref().and_then(|body| write_empty(&request, body));
    let statements: Vec<_> = fixed.chain(written).chain(empty).collect();
    let block = if statements.is_empty() {
        quote! { #call::new(self.core) }
    } else {
        quote! {
            let mut call = #call::new(self.core);
            #(#statements)*
            call
        }
    };

    quote! {
        #docs
        #deprecated
        pub fn #ident(self, #(#parameters),*) -> #marker<'c> {
            #block
        }
    }
}

/// Prints the name of a method's call, its setters, and its output where that is its own.
fn call(at: At<'_>, handle: &Ident, method: &Method, operations: &TokenStream) -> TokenStream {
    let marker = &method.marker;
    let docs = format!(" The call that {} returns.", link(handle, &method.ident));
    let call = at.support(&["call", "Call"]);
    let setters = method
        .setters
        .iter()
        .map(|argument| setter(at, argument, method.body.as_ref()));
    let setters = (!method.setters.is_empty()).then(|| {
        quote! {
            impl #marker<'_> {
                #(#setters)*
            }
        }
    });
    let output = match &method.output {
        Output::Many { ident, variants } => Some(output(at, handle, method, ident, variants)),
        Output::One { .. } => None,
    };

    quote! {
        #[doc = #docs]
        pub type #marker<'c> = #call<'c, #operations::#marker>;
        #setters
        #output
    }
}

/// A link to a method; raw identifiers have none.
fn link(handle: &Ident, method: &Ident) -> String {
    match method.0.strip_prefix("r#") {
        Some(method) => format!("`{handle}::{method}`"),
        None => format!("[`{handle}::{method}`]"),
    }
}

fn setter(at: At<'_>, argument: &Argument, body: Option<&Body>) -> TokenStream {
    let ident = &argument.ident;
    let docs = tokens::docs(&argument.docs);
    let parameter = parameter(at, argument);
    let write = write(at, &quote! { self.request }, argument, body);

    quote! {
        #docs
        pub fn #ident(mut self, #parameter) -> Self {
            #write
            self
        }
    }
}

fn parameter(at: At<'_>, argument: &Argument) -> TokenStream {
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
        | RustType::Option(_) => false,
        RustType::Path(_) => !by_value,
        RustType::String
        | RustType::Json
        | RustType::Vec(_)
        | RustType::Map(_)
        | RustType::Tuple(_)
        | RustType::Patch(_)
        | RustType::Boxed(_) => true,
    }
}

/// Writes a value into the request.
fn write(at: At<'_>, request: &TokenStream, argument: &Argument, body: Option<&Body>) -> TokenStream {
    let ident = &argument.ident;
    let ArgumentPlace::Body = argument.place else {
        return write_parameter(at, request, argument.place, &argument.wire_name, &quote! { &#ident });
    };
    let media_type = body.map_or("", |body| &body.media_type);
    let reference = if is_borrowed(&argument.ty, argument.by_value) {
        quote! { #ident }
    } else {
        quote! { &#ident }
    };
    match body.map_or(BodyKind::Empty, |body| body.kind) {
        BodyKind::Json => quote! { #request.json(#media_type, #reference); },
        BodyKind::Form => quote! { #request.form(&#ident); },
        BodyKind::Text => quote! { #request.body(#media_type, #ident.to_owned()); },
        BodyKind::Bytes => quote! { #request.body(#media_type, #ident); },
        BodyKind::Empty => TokenStream::new(),
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

fn write_constant(at: At<'_>, request: &TokenStream, constant: &ConstantParameter) -> TokenStream {
    let ConstantParameter {
        place,
        wire_name,
        value,
    } = constant;
    write_parameter(at, request, *place, wire_name, &quote! { &#value })
}

/// Sends an empty object where a body is needed that holds no property.
fn write_empty(request: &TokenStream, body: &Body) -> Option<TokenStream> {
    let media_type = &body.media_type;
    body.argument
        .is_none()
        .then(|| quote! { #request.body(#media_type, "{}"); })
}

fn value_style(at: At<'_>, style: ValueStyle) -> TokenStream {
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
                Style::Json => quote! { Json },
            };
            return quote! { #value_style::new(#style::#variant, #explode) };
        }
    };
    at.support(&["style", name])
}

/// Prints the enum of an operation whose successes differ.
fn output(at: At<'_>, handle: &Ident, method: &Method, ident: &Ident, variants: &[OutputVariant]) -> TokenStream {
    let docs = format!(" What {} answers.", link(handle, &method.ident));
    let variants = variants.iter().map(|variant| {
        let docs = tokens::docs(&variant.docs);
        let name = &variant.ident;
        match &variant.ty {
            RustType::Unit => quote! { #docs #name },
            ty => {
                let ty = at.ty(ty);
                quote! { #docs #name(#ty) }
            }
        }
    });

    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
        }
    }
}
