//! Prints the operations as types: a marker each, with what the runtime must
//! know of it.

use indexmap::IndexSet;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::client::child;
use super::error;
use crate::rust::model::{
    BodyKind, Client, ErrorBody, ErrorResponse, Group, Ident, Method, Output, OutputVariant, Pagination, RustType,
    StatusMatch,
};
use crate::rust::paths::{At, ERR, OK, OPTION, RESULT, SOME, STR, STRING, VEC};

/// Prints the module of a client's operations. Lists that several operations
/// share are printed once.
pub(super) fn emit(client: &Client, error_body: &ErrorBody) -> TokenStream {
    let module = child(client, &Ident("operation".to_owned()));
    let at = At::new(&module);
    let mut lists = Lists::default();
    let mut markers = TokenStream::new();
    for group in &client.groups {
        for method in &group.methods {
            markers.extend(marker(at, client, group, method, &mut lists));
        }
    }
    let mut readers = IndexSet::new();
    let mut errors = TokenStream::new();
    for (index, list) in lists.errors.iter().enumerate() {
        let name = format_ident!("ERRORS_{index}");
        let case = at.support(&["operation", "ErrorCase"]);
        let body = error::path(at);
        let cases = list.iter().map(|response| error_case(at, response, &mut readers));
        errors.extend(quote! { const #name: &[#case<#body>] = &[#(#cases),*]; });
    }
    let readers = readers
        .iter()
        .enumerate()
        .map(|(index, reader)| error_reader(at, error_body, index, *reader));
    let security = lists.security.iter().enumerate().map(|(index, list)| {
        let name = format_ident!("SECURITY_{index}");
        let alternatives = list.iter().map(|schemes| {
            let schemes = schemes.iter().map(|scheme| Literal::usize_unsuffixed(*scheme));
            quote! { &[#(#schemes),*] }
        });
        quote! { const #name: &[&[usize]] = &[#(#alternatives),*]; }
    });

    quote! {
        #(#readers)*
        #errors
        #(#security)*
        #markers
    }
}

/// The lists that operations name by index.
#[derive(Default)]
struct Lists {
    errors: IndexSet<Vec<ErrorResponse>>,
    security: IndexSet<Vec<Vec<usize>>>,
}

fn marker(at: At<'_>, client: &Client, group: &Group, method: &Method, lists: &mut Lists) -> TokenStream {
    let name = &method.marker;
    let text = method.name.replace(['`', '\n', '\r'], " ");
    let docs = format!(
        " The operation `{text}`, called by the method `{}` of `{}`.",
        method.ident, group.handle
    );
    let operation = at.support(&["operation", "Operation"]);
    let endpoint_type = at.support(&["operation", "Endpoint"]);
    let case = at.support(&["operation", "ErrorCase"]);
    let error_body = error::path(at);
    let output = output_type(at, client, group, &method.output);
    let endpoint = endpoint(at, client, method, lists);
    let errors = format_ident!("ERRORS_{}", lists.errors.insert_full(method.errors.clone()).0);
    let response = at.support(&["response", "RawResponse"]);
    let decode_error = at.support(&["error", "DecodeError"]);
    let decode = decode(at, &output, &method.output);
    let paginated = method
        .pagination
        .as_ref()
        .map(|pagination| paginated(at, name, pagination));

    quote! {
        #[doc = #docs]
        #[derive(Clone, Copy, Debug)]
        pub enum #name {}

        impl #operation for #name {
            type Output = #output;
            type ErrorBody = #error_body;

            const ENDPOINT: &'static #endpoint_type = &#endpoint;
            const ERRORS: &'static [#case<Self::ErrorBody>] = #errors;

            fn decode(response: &#response) -> #RESULT<Self::Output, #decode_error> {
                #decode
            }
        }

        #paginated
    }
}

fn endpoint(at: At<'_>, client: &Client, method: &Method, lists: &mut Lists) -> TokenStream {
    let endpoint = at.support(&["operation", "Endpoint"]);
    let Method {
        name,
        http_method,
        accept,
        manual_redirect,
        security,
        ..
    } = method;
    let path = path_template(method);
    let indices = |schemes: &Vec<String>| {
        schemes
            .iter()
            .filter_map(|scheme| client.credential_index(scheme))
            .collect()
    };
    let security = lists.security.insert_full(security.iter().map(indices).collect()).0;
    let security = format_ident!("SECURITY_{security}");

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

/// The path as the document has it: wire names between braces.
fn path_template(method: &Method) -> String {
    use crate::rust::model::PathPiece;
    let pieces = method.path.iter().map(|piece| match piece {
        PathPiece::Literal(text) => text.clone(),
        PathPiece::Argument(ident) => {
            let argument = method.arguments.iter().find(|argument| argument.ident == *ident);
            argument.map_or_else(String::new, |argument| format!("{{{}}}", argument.wire_name))
        }
    });
    pieces.collect()
}

fn output_type(at: At<'_>, client: &Client, group: &Group, output: &Output) -> TokenStream {
    match output {
        Output::One { ty, .. } => at.ty(ty),
        Output::Many { ident, .. } => {
            let group = at.to_module(&child(client, &group.ident));
            quote! { #group::#ident }
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
            let arms = variants.iter().map(|variant| arm(&status, ty, variant));
            quote! {
                let status = response.status.as_u16();
                #(#arms)*
                #ERR(response.unexpected_status())
            }
        }
    }
}

fn arm(status: &TokenStream, ty: &TokenStream, variant: &OutputVariant) -> TokenStream {
    let OutputVariant {
        ident,
        docs: _,
        status: pattern,
        ty: payload,
        kind,
    } = variant;
    let pattern = status_match(status, *pattern);
    let value = match payload {
        RustType::Unit => quote! { #OK(#ty::#ident) },
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

/// The method of a raw response that reads a body of this kind.
fn reader(kind: BodyKind) -> TokenStream {
    match kind {
        BodyKind::Json => quote! { json },
        BodyKind::Text | BodyKind::Form => quote! { text },
        BodyKind::Bytes => quote! { bytes },
        BodyKind::Empty => quote! { empty },
    }
}

fn status_match(path: &TokenStream, status: StatusMatch) -> TokenStream {
    match status {
        StatusMatch::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote! { #path::Code(#code) }
        }
        StatusMatch::Range(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote! { #path::Range(#class) }
        }
        StatusMatch::Any => quote! { #path::Any },
    }
}

/// How the body of an error is read, and the variant that it becomes.
type Reader = (BodyKind, usize);

/// Prints a function that several cases share: a closure in each would be
/// checked each time.
fn error_reader(at: At<'_>, error_body: &ErrorBody, index: usize, (kind, variant): Reader) -> TokenStream {
    let name = format_ident!("error_{index}");
    let response = at.support(&["response", "RawResponse"]);
    let decode_error = at.support(&["error", "DecodeError"]);
    let body = error::path(at);
    let read = reader(kind);
    let variant = &error_body.variants[variant].ident;

    quote! {
        fn #name(response: &#response) -> #RESULT<#body, #decode_error> {
            response.#read().map(#body::#variant)
        }
    }
}

fn error_case(at: At<'_>, response: &ErrorResponse, readers: &mut IndexSet<Reader>) -> TokenStream {
    let case = at.support(&["operation", "ErrorCase"]);
    let kind_type = at.support(&["operation", "Kind"]);
    let ErrorResponse { status, kind, variant } = response;
    let status = status_match(&at.support(&["operation", "StatusMatch"]), *status);
    let kind_name = match kind {
        BodyKind::Json => quote! { Json },
        BodyKind::Form => quote! { Form },
        BodyKind::Text => quote! { Text },
        BodyKind::Bytes => quote! { Bytes },
        BodyKind::Empty => quote! { Empty },
    };
    let decode = format_ident!("error_{}", readers.insert_full((*kind, *variant)).0);

    quote! {
        #case {
            status: #status,
            kind: #kind_type::#kind_name,
            decode: #decode,
        }
    }
}

fn paginated(at: At<'_>, marker: &Ident, pagination: &Pagination) -> TokenStream {
    let Pagination {
        cursor_parameter,
        next_cursor,
        items,
        item,
    } = pagination;
    let paginated = at.support(&["pagination", "Paginated"]);
    let item = at.ty(item);
    let to_cursor = next_cursor.iter().map(|(field, optional)| match optional {
        true => quote! { let value = value.#field.as_ref()?; },
        false => quote! { let value = &value.#field; },
    });
    let to_items = items.iter().map(|(field, optional)| match optional {
        true => quote! { let #SOME(value) = value.#field else { return #VEC::new(); }; },
        false => quote! { let value = value.#field; },
    });

    quote! {
        impl #paginated for #marker {
            type Item = #item;
            const CURSOR: &'static #STR = #cursor_parameter;

            fn next_cursor(page: &Self::Output) -> #OPTION<#STRING> {
                let value = page;
                #(#to_cursor)*
                #SOME(::std::string::ToString::to_string(value))
            }

            fn into_items(page: Self::Output) -> #VEC<Self::Item> {
                let value = page;
                #(#to_items)*
                value
            }
        }
    }
}
