//! Prints the operations of a group as types: a marker each, with what the
//! runtime must know of it, and the setters of its calls.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{parameter, write};
use super::module::Sink;
use super::operation::{Lists, reader, status_match};
use super::{error, headers, pagination, sequence};
use crate::rust::doc;
use crate::rust::model::{
    Argument, ArgumentPlace, Body, Framing, Group, Ident, Method, ModulePath, Output, OutputVariant, RustType, Sequence,
};
use crate::rust::paths::{At, ERR, Import, NONE, OK, OPTION, RESULT, SOME};
use crate::rust::tokens;

/// What a module of markers names of the rest of the output.
fn imports(methods: &[(&Group, &Method)]) -> Vec<Import> {
    let setters = || methods.iter().flat_map(|(_, method)| &method.setters);
    let mut imports: Vec<Import> = vec![&["error", "ErrorBody"]];
    if setters().next().is_some() {
        imports.push(&["support", "call", "Call"]);
    }
    if methods.iter().any(|(_, method)| method.download) {
        imports.push(&["support", "download", "Download"]);
    }
    imports.push(&["support", "error", "DecodeError"]);
    for framing in [Framing::Events, Framing::Lines] {
        let is_it = |sequence: &Sequence| sequence.framing == framing;
        if methods.iter().any(|(_, method)| method.sequences.iter().any(is_it)) {
            imports.push(sequence::framing(framing));
        }
    }
    if methods.iter().any(|(_, method)| method.headers.is_some()) {
        imports.push(&["support", "header", "DeclaresHeaders"]);
    }
    imports.extend::<[Import; 4]>([
        &["support", "operation", "Endpoint"],
        &["support", "operation", "ErrorCase"],
        &["support", "operation", "Operation"],
        &["support", "response", "RawResponse"],
    ]);
    if methods.iter().any(|(_, method)| !method.sequences.is_empty()) {
        imports.push(&["support", "sequence", "Sequential"]);
    }
    if setters().any(|setter| setter.place != ArgumentPlace::Body) {
        imports.push(&["support", "style"]);
    }
    imports
}

/// Prints the module `module` of the operations that `methods`, each with its
/// group, call. `lists` are those of the module around it.
pub(super) fn emit(module: &ModulePath, methods: &[(&Group, &Method)], lists: &Lists<'_>, sink: Sink<'_>) {
    let names = || methods.iter().flat_map(|(_, method)| names(method));
    let imports = imports(methods);
    let at = At::new(module).with_prelude(names()).with_imports(&imports, names());
    sink(at.uses());
    let markers = methods.iter().map(|(group, method)| marker(at, group, method, lists));
    markers.for_each(sink);
}

/// The items that an operation adds to its module.
fn names(method: &Method) -> impl Iterator<Item = &Ident> {
    let output = match &method.output {
        Output::Many { ident, .. } => Some(ident),
        Output::One { .. } => None,
    };
    [&method.marker].into_iter().chain(output)
}

fn marker(at: At<'_>, group: &Group, method: &Method, lists: &Lists<'_>) -> TokenStream {
    let name = &method.marker;
    let text = doc::code(&method.name);
    let docs = format!(
        " The operation {text}, called by the method `{}` of `{}`.",
        method.ident, group.handle
    );
    let operation = at.support(&["operation", "Operation"]);
    let endpoint_type = at.support(&["operation", "Endpoint"]);
    let case = at.support(&["operation", "ErrorCase"]);
    let error_body = error::path(at);
    let output = match &method.output {
        Output::One { ty, .. } => at.ty(ty),
        Output::Many { ident, .. } => quote! { #ident },
    };
    let endpoint = endpoint(at, method);
    let server = method.server.as_ref().map(|url| {
        let (option, some) = (at.short(OPTION), at.short(SOME));
        quote! { const SERVER: #option<&'static str> = #some(#url); }
    });
    let errors = lists.errors(&method.errors);
    let response = at.support(&["response", "RawResponse"]);
    let decode_error = at.support(&["error", "DecodeError"]);
    let result = at.short(RESULT);
    let decode = decode(at, &output, &method.output);
    let paginated = method
        .pagination
        .as_ref()
        .map(|pages| pagination::emit(at, name, pages));
    let download = method.download.then(|| {
        let download = at.support(&["download", "Download"]);
        quote! { impl #download for #name {} }
    });
    let headers = method.headers.as_ref().map(|headers| {
        let declares = at.support(&["header", "DeclaresHeaders"]);
        let headers = headers::path(at, headers);
        quote! {
            impl #declares for #name {
                type Headers = #headers;
            }
        }
    });
    let sequences = method.sequences.iter();
    let sequences = sequences.map(|sequence| sequence::emit(at, name, sequence));
    let setters = setters(at, method);
    let answer = match &method.output {
        Output::Many { ident, variants } => Some(answer(at, &text, ident, variants)),
        Output::One { .. } => None,
    };

    quote! {
        #[doc = #docs]
        pub enum #name {}

        impl #operation for #name {
            type Output = #output;
            type ErrorBody = #error_body;

            const ENDPOINT: &'static #endpoint_type = &#endpoint;
            #server
            const ERRORS: &'static [#case<Self::ErrorBody>] = #errors;

            fn decode(response: &#response) -> #result<Self::Output, #decode_error> {
                #decode
            }
        }

        #download
        #(#sequences)*
        #headers
        #paginated
        #setters
        #answer
    }
}

fn endpoint(at: At<'_>, method: &Method) -> TokenStream {
    let endpoint = at.support(&["operation", "Endpoint"]);
    let Method {
        name,
        http_method,
        accept,
        manual_redirect,
        security,
        ..
    } = method;
    let path = method.path_template();
    let security = match security {
        None => at.short(NONE),
        Some(alternatives) => {
            let some = at.short(SOME);
            let alternatives = super::operation::alternatives(alternatives);
            quote! { #some(#alternatives) }
        }
    };

    quote! {
        #endpoint {
            name: #name,
            method: #http_method,
            path: #path,
            accept: #accept,
            security: #security,
            manual_redirect: #manual_redirect,
        }
    }
}

fn setters(at: At<'_>, method: &Method) -> Option<TokenStream> {
    if method.setters.is_empty() {
        return None;
    }
    let marker = &method.marker;
    let call = at.support(&["call", "Call"]);
    let setters = method
        .setters
        .iter()
        .map(|argument| setter(at, &argument.ident, argument, method.body.as_ref()));
    let others = match method.takes_body_by_setter() {
        true => &method.alternatives[..],
        false => &[],
    };
    let others = others
        .iter()
        .map(|other| setter(at, &other.ident, &other.argument, Some(&other.body)));
    Some(quote! {
        impl #call<'_, #marker> {
            #(#setters)*
            #(#others)*
        }
    })
}

fn setter(at: At<'_>, ident: &Ident, argument: &Argument, body: Option<&Body>) -> TokenStream {
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

fn decode(at: At<'_>, ty: &TokenStream, output: &Output) -> TokenStream {
    match output {
        Output::One { kind, .. } => {
            let read = reader(*kind);
            quote! { response.#read() }
        }
        Output::Many { ident: _, variants } => {
            let status = at.support(&["operation", "StatusMatch"]);
            let err = at.short(ERR);
            let arms = variants.iter().map(|variant| arm(at, &status, ty, variant));
            quote! {
                let status = response.status.as_u16();
                #(#arms)*
                #err(response.unexpected_status())
            }
        }
    }
}

fn arm(at: At<'_>, status: &TokenStream, ty: &TokenStream, variant: &OutputVariant) -> TokenStream {
    let OutputVariant {
        ident,
        docs: _,
        status: pattern,
        example: _,
        ty: payload,
        kind,
    } = variant;
    let pattern = status_match(status, *pattern);
    let ok = at.short(OK);
    let value = match payload {
        RustType::Unit => quote! { #ok(#ty::#ident) },
        _ => {
            let read = reader(*kind);
            quote! { response.#read().map(#ty::#ident) }
        }
    };
    quote! {
        if #pattern.matches(status) {
            return #value;
        }
    }
}

/// Prints the enum of an operation whose successes differ.
fn answer(at: At<'_>, operation: &str, ident: &Ident, variants: &[OutputVariant]) -> TokenStream {
    let docs = format!(" What the operation {operation} answers.");
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
