//! Prints how a success is cut into items, and how an item is read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::model::{Framing, Ident, Sequence};
use crate::rust::paths::{At, Import, OPTION, RESULT, SOME};

/// The support file of a framing, and the type in it.
pub(super) fn framing(framing: Framing) -> Import {
    match framing {
        Framing::Events => &["support", "event_stream", "EventStream"],
        Framing::Lines => &["support", "json_lines", "JsonLines"],
    }
}

/// Prints the implementation of `Sequential` for the operation `marker`.
pub(super) fn emit(at: At<'_>, marker: &Ident, sequence: &Sequence) -> TokenStream {
    let Sequence {
        framing,
        method: _,
        media_type,
        item,
        is_text,
        flag,
        ends,
    } = sequence;
    let sequential = at.support(&["sequence", "Sequential"]);
    let framing_type = at.support(&self::framing(*framing)[1..]);
    let response = at.support(&["response", "RawResponse"]);
    let decode_error = at.support(&["error", "DecodeError"]);
    let item = at.ty(item);
    let (option, some, result) = (at.short(OPTION), at.short(SOME), at.short(RESULT));
    let flag = flag
        .as_ref()
        .map(|flag| quote! { const FLAG: #option<&'static str> = #some(#flag); });
    let ends = (!ends.is_empty()).then(|| quote! { const END: &'static [&'static str] = &[#(#ends),*]; });
    let read = match (framing, is_text) {
        (_, true) => quote! { item.text() },
        (Framing::Events, false) => {
            let data = at.support(&["event_stream", "data"]);
            quote! { #data(item) }
        }
        (Framing::Lines, false) => quote! { item.json() },
    };

    quote! {
        impl #sequential<#framing_type> for #marker {
            type Item = #item;

            const MEDIA_TYPE: &'static str = #media_type;
            #flag
            #ends

            fn read(item: &#response) -> #result<Self::Item, #decode_error> {
                #read
            }
        }
    }
}
