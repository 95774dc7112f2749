//! Prints an [`Enum`]: the definition, and the conversions between values and what is sent.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::model::{Enum, EnumRepr, EnumVariant, RustType, SerdeStyle};
use crate::rust::paths::At;
use crate::rust::tokens;

/// Prints the definition of `item` in the module `at`.
pub(super) fn emit(item: &Enum, serde: SerdeStyle, at: At<'_>) -> TokenStream {
    let is_derived = is_derived(item, serde);
    let docs = tokens::docs(&item.docs);
    let ident = &item.path.ident;
    let unknown = &item.unknown;
    let inner = match item.repr {
        EnumRepr::String => at.ty(&RustType::String),
        EnumRepr::Integer => at.ty(&RustType::I64),
    };
    let variants = item.variants.iter().map(|EnumVariant { ident, docs, value }| {
        let docs = tokens::docs(docs);
        let rename = is_derived.then(|| {
            let value = value.as_str().unwrap_or_default();
            quote! { #[serde(rename = #value)] }
        });
        quote! { #docs #rename #ident, }
    });
    let traits = tokens::serde_derives(is_derived, item.directions);
    let more = tokens::derives(&item.derives);
    let untagged = is_derived.then(|| quote! { #[serde(untagged)] });
    let conversions = match item.repr {
        EnumRepr::String => text_conversions(item, at),
        EnumRepr::Integer => integer_conversions(item),
    };

    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash #more #traits)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A value that this client does not know. It is sent as it is.
            #untagged
            #unknown(#inner),
        }

        #conversions
    }
}

/// Tells whether serde's traits are derived. No derive knows integers.
pub(super) fn is_derived(item: &Enum, serde: SerdeStyle) -> bool {
    serde == SerdeStyle::Derive
        && item.repr == EnumRepr::String
        && (item.directions.request || item.directions.response)
}

fn text_conversions(item: &Enum, at: At<'_>) -> TokenStream {
    let ident = &item.path.ident;
    let unknown = &item.unknown;
    let string = at.ty(&RustType::String);
    let str_ = at.str_();
    let idents: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = item.variants.iter().map(|variant| variant.value.as_str()).collect();

    quote! {
        impl #ident {
            /// Returns the value as it is sent.
            pub fn as_str(&self) -> &#str_ {
                match self {
                    #(Self::#idents => #values,)*
                    Self::#unknown(value) => value,
                }
            }
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&#str_> for #ident {
            fn from(value: &#str_) -> Self {
                match value {
                    #(#values => Self::#idents,)*
                    _ => Self::#unknown(value.into()),
                }
            }
        }

        impl ::std::convert::From<#string> for #ident {
            fn from(value: #string) -> Self {
                Self::from(value.as_str())
            }
        }
    }
}

fn integer_conversions(item: &Enum) -> TokenStream {
    let ident = &item.path.ident;
    let unknown = &item.unknown;
    let idents: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = item
        .variants
        .iter()
        .map(|variant| Literal::i64_unsuffixed(variant.value.as_i64().unwrap_or_default()))
        .collect();

    quote! {
        impl #ident {
            /// Returns the value as it is sent.
            pub fn as_i64(&self) -> i64 {
                match self {
                    #(Self::#idents => #values,)*
                    Self::#unknown(value) => *value,
                }
            }
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::convert::From<i64> for #ident {
            fn from(value: i64) -> Self {
                match value {
                    #(#values => Self::#idents,)*
                    _ => Self::#unknown(value),
                }
            }
        }
    }
}
