//! Prints a [`Struct`]: the definition, and `new` with its required fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::multipart;
use crate::rust::model::{Field, Presence, RustType, SerdeStyle, Struct};
use crate::rust::paths::{At, BTREE_MAP};
use crate::rust::tokens;

/// The largest number of arguments for which clippy has no words.
const MANY_ARGUMENTS: usize = 7;

/// Prints the definition of `item` in the module `at`.
pub(super) fn emit(item: &Struct, serde: SerdeStyle, at: At<'_>) -> TokenStream {
    let docs = tokens::docs(&item.docs);
    let deprecated = tokens::deprecated(item.deprecated);
    let derives = derives(item, serde);
    // Without a derive there is no attribute `serde`.
    let is_derived = derives_serialize(item, serde) || derives_deserialize(item, serde);
    let ident = &item.path.ident;
    let fields = item.fields.iter().map(|item| field(item, is_derived, at));
    let additional = item.additional.as_ref().map(|(ident, ty)| {
        let map = additional_type(ty, at);
        let attribute = is_derived.then(|| quote! { #[serde(flatten)] });
        quote! {
            /// Further properties, which the document does not name.
            #attribute
            pub #ident: #map,
        }
    });
    let constructor = item.constructor.then(|| constructor(item, at));
    let parts = item.multipart.then(|| multipart::emit(item, at));

    quote! {
        #docs
        #derives
        #deprecated
        pub struct #ident {
            #(#fields)*
            #additional
        }

        #constructor
        #parts
    }
}

fn additional_type(ty: &RustType, at: At<'_>) -> TokenStream {
    let (string, ty) = (at.ty(&RustType::String), at.ty(ty));
    quote! { #BTREE_MAP<#string, #ty> }
}

/// Constants have no field, so that no derive can write them: such a struct is written by hand in both styles.
pub(super) fn derives_serialize(item: &Struct, serde: SerdeStyle) -> bool {
    serde == SerdeStyle::Derive && item.directions.request && item.constants.is_empty()
}

/// Tells whether `Deserialize` is derived.
pub(super) fn derives_deserialize(item: &Struct, serde: SerdeStyle) -> bool {
    serde == SerdeStyle::Derive && item.directions.response
}

fn derives(item: &Struct, serde: SerdeStyle) -> TokenStream {
    let default = item.default.then(|| quote! { , Default });
    let serialize = derives_serialize(item, serde).then(|| quote! { , ::serde::Serialize });
    let deserialize = derives_deserialize(item, serde).then(|| quote! { , ::serde::Deserialize });

    let more = tokens::derives(&item.derives);

    quote! { #[derive(Debug, Clone, PartialEq #default #more #serialize #deserialize)] }
}

fn field(item: &Field, is_derived: bool, at: At<'_>) -> TokenStream {
    let docs = tokens::docs(&item.docs);
    let deprecated = tokens::deprecated(item.deprecated);
    let ident = &item.ident;
    let ty = at.ty(&item.ty);
    let attribute = is_derived.then(|| field_attribute(item, at));

    quote! {
        #docs
        #deprecated
        #attribute
        pub #ident: #ty,
    }
}

/// Writes what a derive has to know of a field: its wire name and what its absence means.
fn field_attribute(item: &Field, at: At<'_>) -> TokenStream {
    let wire_name = &item.wire_name;
    let presence = match item.presence {
        Presence::Required => None,
        Presence::Nullable => Some(quote! { , default }),
        Presence::Optional => Some(quote! { , default, skip_serializing_if = "::std::option::Option::is_none" }),
        Presence::Patch => {
            let path = at
                .support(&["patch", "Patch", "is_absent"])
                .to_string()
                .replace(' ', "");
            Some(quote! { , default, skip_serializing_if = #path })
        }
    };

    quote! { #[serde(rename = #wire_name #presence)] }
}

fn constructor(item: &Struct, at: At<'_>) -> TokenStream {
    let ident = &item.path.ident;
    let is_required = |field: &&Field| field.presence == Presence::Required;
    let arguments: Vec<_> = item
        .fields
        .iter()
        .filter(is_required)
        .map(|field| argument(field, at))
        .collect();
    let values = item.fields.iter().map(|field| {
        let ident = &field.ident;
        match (field.presence, &field.ty) {
            (Presence::Required, RustType::String | RustType::Part) => quote! { #ident: #ident.into() },
            (Presence::Required, RustType::Boxed(_)) => {
                let box_ = at.box_();
                quote! { #ident: #box_::new(#ident) }
            }
            (Presence::Required, _) => quote! { #ident },
            _ => quote! { #ident: ::std::default::Default::default() },
        }
    });
    let additional = item
        .additional
        .iter()
        .map(|(ident, _)| quote! { #ident: ::std::default::Default::default() });
    let values = values.chain(additional);
    let allow = (arguments.len() > MANY_ARGUMENTS).then(|| quote! { #[allow(clippy::too_many_arguments)] });

    quote! {
        impl #ident {
            /// Makes the value of what it cannot be without.
            #allow
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

/// Strings and parts are taken in any form that becomes one; boxes are made inside.
fn argument(field: &Field, at: At<'_>) -> TokenStream {
    let ident = &field.ident;
    match &field.ty {
        RustType::String | RustType::Part => {
            let ty = at.ty(&field.ty);
            quote! { #ident: impl ::std::convert::Into<#ty> }
        }
        RustType::Boxed(inner) => {
            let inner = at.ty(inner);
            quote! { #ident: #inner }
        }
        ty => {
            let ty = at.ty(ty);
            quote! { #ident: #ty }
        }
    }
}
