//! Prints the declared headers of responses: a struct for each set of them, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::value_style;
use super::module::Module;
use crate::rust::model::{HeaderField, HeaderStruct, Ident, ItemPath, ModulePath, RustApi};
use crate::rust::paths::{At, Import, OK, OPTION, RESULT};
use crate::rust::tokens;

/// What every struct names of the runtime.
const IMPORTS: &[Import] = &[&["support", "header"], &["support", "style"]];

/// The module in which they stand.
fn module() -> ModulePath {
    vec![Ident("headers".to_owned())]
}

/// Writes the path of a struct.
pub(super) fn path(at: At<'_>, ident: &Ident) -> TokenStream {
    at.item(&ItemPath {
        module: module(),
        ident: ident.clone(),
    })
}

/// Prints the module `headers`; none where no response has a header.
pub(super) fn emit(api: &RustApi) -> Option<Module<'_>> {
    (!api.declared_headers.is_empty()).then(|| Module {
        docs: "The headers of responses, as their operations declare them.".to_owned(),
        // Without the features of all of them, nothing needs the imports.
        allow: match api.features.groups.is_empty() {
            true => &["deprecated", "clippy::all"],
            false => &["deprecated", "unused_imports", "clippy::all"],
        },
        ..Module::public(module(), || items(&api.declared_headers))
    })
}

fn items(structs: &[HeaderStruct]) -> TokenStream {
    let module = module();
    let names = || structs.iter().map(|item| &item.ident);
    let at = At::new(&module).with_prelude(names()).with_imports(IMPORTS, names());
    let uses = at.uses();
    let structs = structs.iter().map(|item| definition(at, item));

    quote! {
        #uses
        #(#structs)*
    }
}

fn definition(at: At<'_>, item: &HeaderStruct) -> TokenStream {
    let HeaderStruct {
        ident,
        docs,
        gate,
        fields,
    } = item;
    let docs = tokens::docs(docs);
    let cfg = tokens::cfg(gate);
    let headers = at.support(&["header", "Headers"]);
    let error = at.support(&["header", "HeaderError"]);
    let (ok, result) = (at.short(OK), at.short(RESULT));
    let values = fields.iter().map(|item| value(at, item));
    let fields = fields.iter().map(|item| field(at, item));

    quote! {
        #docs
        #cfg
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #ident {
            #(#fields)*
        }

        #cfg
        impl #headers for #ident {
            fn read(headers: &::http::HeaderMap) -> #result<Self, #error> {
                #ok(Self { #(#values)* })
            }
        }
    }
}

fn field(at: At<'_>, field: &HeaderField) -> TokenStream {
    let ident = &field.ident;
    let docs = tokens::docs(&field.docs);
    let deprecated = tokens::deprecated(field.deprecated);
    let ty = at.ty(&field.ty);
    let ty = match field.required {
        true => ty,
        false => {
            let option = at.short(OPTION);
            quote! { #option<#ty> }
        }
    };

    quote! {
        #docs
        #deprecated
        pub #ident: #ty,
    }
}

fn value(at: At<'_>, field: &HeaderField) -> TokenStream {
    let HeaderField { ident, wire_name, .. } = field;
    let read = at.support(&["header", if field.required { "required" } else { "optional" }]);
    let style = value_style(at, field.style);
    quote! { #ident: #read(headers, #wire_name, #style)?, }
}
