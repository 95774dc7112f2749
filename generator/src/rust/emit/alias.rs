//! Prints an [`Alias`].

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::model::Alias;
use crate::rust::paths::At;
use crate::rust::tokens;

/// Prints the definition of `item` in the module `at`.
pub(super) fn emit(item: &Alias, at: At<'_>) -> TokenStream {
    let Alias { path, docs, ty } = item;
    let docs = tokens::docs(docs);
    let ident = &path.ident;
    let ty = at.ty(ty);

    quote! {
        #docs
        pub type #ident = #ty;
    }
}
