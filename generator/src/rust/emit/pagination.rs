//! Prints how the pages of an operation's list are followed.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::model::{Fields, Ident, Pagination, Paging, RustType};
use crate::rust::paths::{At, OPTION, SOME, STRING, VEC};

/// Prints the implementation of `Paginated` for the operation `marker`.
pub(super) fn emit(at: At<'_>, marker: &Ident, pagination: &Pagination) -> TokenStream {
    let Pagination {
        paging,
        more,
        items,
        item,
    } = pagination;
    let paginated = at.support(&["pagination", "Paginated"]);
    let item = at.ty(item);
    let (some, vec) = (at.short(SOME), at.short(VEC));
    let constant = constant(at, paging);
    let next = next(at, paging, items);
    let has_more = more.as_ref().map(|more| has_more(at, more));
    let count = matches!(paging, Paging::Page { .. } | Paging::Offset { .. }).then(|| count(at, items));
    let to_items = items.iter().map(|(field, optional)| match optional {
        true => quote! { let #some(value) = value.#field else { return #vec::new(); }; },
        false => quote! { let value = value.#field; },
    });

    quote! {
        impl #paginated for #marker {
            type Item = #item;
            #constant
            #next
            #has_more
            #count

            fn into_items(page: Self::Output) -> #vec<Self::Item> {
                let value = page;
                #(#to_items)*
                value
            }
        }
    }
}

fn constant(at: At<'_>, paging: &Paging) -> TokenStream {
    let ty = at.support(&["pagination", "Paging"]);
    let value = match paging {
        Paging::Cursor { parameter, .. } | Paging::LastItem { parameter, .. } => quote! { Cursor(#parameter) },
        Paging::Page { parameter, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote! { Page { parameter: #parameter, first: #first } }
        }
        Paging::Offset { parameter } => quote! { Offset(#parameter) },
        Paging::Url { .. } => quote! { Url },
        Paging::Link => quote! { Link },
    };
    quote! { const PAGING: #ty = #ty::#value; }
}

fn next(at: At<'_>, paging: &Paging, items: &Fields) -> Option<TokenStream> {
    let way = match paging {
        Paging::Cursor { next, .. } | Paging::Url { next } => into(next),
        Paging::LastItem { last, .. } => {
            let (to_items, to_cursor) = (into(items), into(last));
            quote! {
                #to_items
                let value = value.last()?;
                #to_cursor
            }
        }
        Paging::Page { .. } | Paging::Offset { .. } | Paging::Link => return None,
    };
    let (option, some, string) = (at.short(OPTION), at.short(SOME), at.short(STRING));
    Some(quote! {
        fn next(page: &Self::Output) -> #option<#string> {
            let value = page;
            #way
            #some(::std::string::ToString::to_string(value))
        }
    })
}

fn has_more(at: At<'_>, more: &Fields) -> TokenStream {
    let way = into(more);
    let (option, some, bool_) = (at.short(OPTION), at.short(SOME), at.ty(&RustType::Bool));
    quote! {
        fn has_more(page: &Self::Output) -> #option<#bool_> {
            let value = page;
            #way
            #some(*value)
        }
    }
}

fn count(at: At<'_>, items: &Fields) -> TokenStream {
    let some = at.short(SOME);
    let steps = items.iter().map(|(field, optional)| match optional {
        true => quote! { let #some(value) = &value.#field else { return 0; }; },
        false => quote! { let value = &value.#field; },
    });
    quote! {
        fn count(page: &Self::Output) -> usize {
            let value = page;
            #(#steps)*
            value.len()
        }
    }
}

/// Goes from a reference to a value into its fields; leaves with `?` where one is absent.
fn into(fields: &Fields) -> TokenStream {
    let steps = fields.iter().map(|(field, optional)| match optional {
        true => quote! { let value = value.#field.as_ref()?; },
        false => quote! { let value = &value.#field; },
    });
    quote! { #(#steps)* }
}
