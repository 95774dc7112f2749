//! Prints the enum of all error bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Module;
use crate::rust::model::{ErrorBody, ErrorBodyVariant, Ident, ItemPath, ModulePath, RustApi};
use crate::rust::paths::At;
use crate::rust::tokens;

/// The module in which it stands.
fn module() -> ModulePath {
    vec![Ident("error".to_owned())]
}

/// Writes the path of the enum.
pub(super) fn path(at: At<'_>) -> TokenStream {
    at.item(&ItemPath {
        module: module(),
        ident: Ident("ErrorBody".to_owned()),
    })
}

/// Prints the module `error`, which holds `ErrorBody`.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let module = Module {
        docs: "The bodies of error responses.".to_owned(),
        // A body may be of a deprecated type.
        allow: &["deprecated"],
        ..Module::public(module(), || items(&api.error_body))
    };
    vec![module]
}

fn items(error_body: &ErrorBody) -> TokenStream {
    let module = module();
    let at = At::new(&module).with_prelude([]);
    let variants = error_body.variants.iter().map(|item| variant(at, item));

    quote! {
        /// The body of an error response, in whatever form the API sends it.
        ///
        /// A body that the document does not describe is none of these: it is
        /// kept as bytes in the error.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant)]
        pub enum ErrorBody {
            #(#variants,)*
        }
    }
}

fn variant(at: At<'_>, variant: &ErrorBodyVariant) -> TokenStream {
    let ErrorBodyVariant {
        ident,
        reader: _,
        docs,
        gate,
        ty,
        kind: _,
    } = variant;
    let docs = tokens::docs(docs);
    let cfg = tokens::cfg(gate);
    let ty = at.ty(ty);
    quote! { #docs #cfg #ident(#ty) }
}
