//! Turns the leaves of [`super::model`] into tokens: identifiers, documentation, attributes.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use super::doc;
use super::model::{Derive, Directions, Gate, Ident};

/// Makes the identifier that `ident` holds, raw where it begins with `r#`.
pub(crate) fn ident(ident: &Ident) -> proc_macro2::Ident {
    match ident.0.strip_prefix("r#") {
        Some(raw) => proc_macro2::Ident::new_raw(raw, Span::call_site()),
        None => proc_macro2::Ident::new(&ident.0, Span::call_site()),
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        ident(self).to_tokens(tokens);
    }
}

/// Writes already neutral Markdown (see [`doc`]) as one `#[doc]` a line; nothing where it is empty.
pub(crate) fn docs(markdown: &str) -> TokenStream {
    let lines = doc::lines(markdown).into_iter().map(|line| text(&line));
    quote! { #(#[doc = #lines])* }
}

/// Writes a line of documentation as a literal: a raw one, if it can be, since every character of others is looked at
/// when it is made and when it is read. The printed comment is the same.
fn text(line: &str) -> Literal {
    let raw = (!line.contains(['"', '\r'])).then(|| format!("r\"{line}\"").parse().ok());
    raw.flatten().unwrap_or_else(|| Literal::string(line))
}

/// Writes `#[deprecated]` where `deprecated` holds.
pub(crate) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote! { #[deprecated] })
}

/// Writes `#[cfg(…)]` with the features of which any is needed; nothing where none is.
pub(crate) fn cfg(gate: &Gate) -> Option<TokenStream> {
    let features: Vec<&str> = gate.features().collect();
    match features.as_slice() {
        [] => None,
        features if gate.is_in_tests() => Some(quote! { #[cfg(any(test, #(feature = #features),*))] }),
        [feature] => Some(quote! { #[cfg(feature = #feature)] }),
        features => Some(quote! { #[cfg(any(#(feature = #features),*))] }),
    }
}

/// Writes already neutral Markdown as the documentation of the file that it stands in.
pub(crate) fn inner_docs(markdown: &str) -> TokenStream {
    let lines = doc::lines(markdown).into_iter().map(|line| text(&line));
    quote! { #(#![doc = #lines])* }
}

/// Writes `#[allow(…)]` of lints, of which some have a path; nothing where there is none.
pub(crate) fn allow(lints: &[&str]) -> Option<TokenStream> {
    let lints = lints.iter().map(|lint| {
        let segments = lint.split("::").map(|segment| ident(&Ident(segment.to_owned())));
        quote! { #(#segments)::* }
    });
    (lints.len() > 0).then(|| quote! { #[allow(#(#lints),*)] })
}

/// Lists serde's derives after others, where `is_derived`, by the directions of the type.
pub(crate) fn serde_derives(is_derived: bool, directions: Directions) -> TokenStream {
    let serialize = (is_derived && directions.request).then(|| quote! { , ::serde::Serialize });
    let deserialize = (is_derived && directions.response).then(|| quote! { , ::serde::Deserialize });
    quote! { #serialize #deserialize }
}

/// Lists derives after others.
pub(crate) fn derives(derives: &[Derive]) -> TokenStream {
    let paths = derives.iter().map(|Derive(segments)| match segments.as_slice() {
        [first, ..] if segments.len() == 1 || first.0 == "crate" => quote! { , #(#segments)::* },
        segments => quote! { , #(::#segments)* },
    });
    paths.collect()
}
