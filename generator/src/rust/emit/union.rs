//! Prints a [`Union`]: the definition, conversions from its arms, and the accessor of its tag.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::model::{Item, RustApi, RustType, SerdeStyle, Union, UnionTag, UnionVariant};
use crate::rust::paths::{At, JSON_VALUE};
use crate::rust::tokens;

/// Prints the definition of `item` in the module `at`.
pub(super) fn emit(item: &Union, serde: SerdeStyle, at: At<'_>) -> TokenStream {
    let is_derived = is_derived(item, serde);
    let traits = tokens::serde_derives(is_derived, item.directions);
    let untagged = is_derived.then(|| quote! { #[serde(untagged)] });
    let docs = tokens::docs(&item.docs);
    let ident = &item.path.ident;
    let unknown = &item.unknown;
    let more = tokens::derives(&item.derives);
    let variants = item.variants.iter().map(|variant| {
        let docs = tokens::docs(&variant.docs);
        let ident = &variant.ident;
        let ty = at.ty(&variant.ty);
        quote! { #docs #ident(#ty), }
    });
    let tag = item.tag.as_ref().map(|tag| tag_method(item, tag, at));
    let conversions = item
        .variants
        .iter()
        .filter(|variant| variant.converts)
        .map(|variant| conversion(item, variant, at));

    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #more #traits)]
        #untagged
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant)]
        pub enum #ident {
            #(#variants)*
            /// JSON that fits no arm that this client knows. It is sent as it is.
            #unknown(#JSON_VALUE),
        }

        #tag

        #(#conversions)*
    }
}

/// Tells whether serde's traits are derived. By a tag they cannot be: a derived
/// union would take a known arm that is malformed for an unknown one, and hide
/// the tag from an arm that has a field for it. Nor can an arm be guarded, or a
/// derived struct be kept from reading itself from the list of another arm.
pub(super) fn is_derived(item: &Union, serde: SerdeStyle) -> bool {
    serde == SerdeStyle::Derive
        && item.tag.is_none()
        && !item.variants.iter().any(|variant| holds_item(&variant.ty))
        && (item.directions.request || item.directions.response)
}

/// Tells whether an arm of `item` is chosen by what it looks like, so that its
/// implementation needs the runtime's `fit`.
pub(super) fn fits(item: &Union, serde: SerdeStyle) -> bool {
    let is_chosen = item.tag.is_none() || item.variants.iter().any(|variant| variant.tags.is_empty());
    is_chosen && item.directions.response && !is_derived(item, serde)
}

/// Tells whether any union of the client [`fits`].
pub(super) fn any_fits(api: &RustApi) -> bool {
    let files = api.type_modules.iter().flat_map(|module| &module.files);
    files
        .flat_map(|file| &file.items)
        .any(|item| matches!(item, Item::Union(item) if fits(item, api.serde)))
        || api
            .webhooks
            .iter()
            .any(|webhooks| fits(&webhooks.event, SerdeStyle::Lean))
}

/// Tells whether a type of the output, which may be a struct, is in `ty`.
fn holds_item(ty: &RustType) -> bool {
    match ty {
        RustType::Path(_) => true,
        RustType::Vec(inner)
        | RustType::Map(inner)
        | RustType::Option(inner)
        | RustType::Patch(inner)
        | RustType::Boxed(inner) => holds_item(inner),
        RustType::Tuple(items) => items.iter().any(holds_item),
        _ => false,
    }
}

fn tag_method(item: &Union, tag: &UnionTag, at: At<'_>) -> TokenStream {
    let ident = &item.path.ident;
    let unknown = &item.unknown;
    let method = &tag.method;
    let wire_name = &tag.wire_name;
    let str_ = at.str_();
    let docs = tokens::docs(&format!(
        "Returns the value of {}; `None` where it is missing.",
        crate::rust::doc::code(wire_name)
    ));
    let known = item.variants.iter().filter_map(|variant| {
        let ident = &variant.ident;
        let tag = variant.tags.first()?;
        Some(quote! { Self::#ident(_) => Some(#tag), })
    });
    let untagged = item
        .variants
        .iter()
        .filter(|variant| variant.tags.is_empty())
        .map(|variant| {
            let ident = &variant.ident;
            quote! { Self::#ident(_) => None, }
        });

    quote! {
        impl #ident {
            #docs
            pub fn #method(&self) -> ::std::option::Option<&#str_> {
                match self {
                    #(#known)*
                    #(#untagged)*
                    Self::#unknown(value) => value.get(#wire_name).and_then(|tag| tag.as_str()),
                }
            }
        }
    }
}

fn unboxed(ty: &RustType) -> &RustType {
    match ty {
        RustType::Boxed(inner) => inner,
        ty => ty,
    }
}

fn conversion(item: &Union, variant: &UnionVariant, at: At<'_>) -> TokenStream {
    let ident = &item.path.ident;
    let arm = &variant.ident;
    let ty = at.ty(unboxed(&variant.ty));
    let value = match &variant.ty {
        RustType::Boxed(_) => quote! { ::std::boxed::Box::new(value) },
        _ => quote! { value },
    };

    quote! {
        impl ::std::convert::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self::#arm(#value)
            }
        }
    }
}
