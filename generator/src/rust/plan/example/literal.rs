//! Writes JSON values and numbers as Rust literals.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// Writes any JSON value by the macro of `serde_json`.
pub(super) fn json(value: &Value) -> TokenStream {
    let value = json_tokens(value);
    quote! { serde_json::json!(#value) }
}

fn json_tokens(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { null },
        Value::Bool(value) => quote! { #value },
        Value::Number(number) if number.is_f64() => float(number),
        Value::Number(number) => integer(number),
        Value::String(text) => quote! { #text },
        Value::Array(items) => {
            let items = items.iter().map(json_tokens);
            quote! { [#(#items),*] }
        }
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| {
                let value = json_tokens(value);
                quote! { #key: #value }
            });
            quote! { { #(#pairs),* } }
        }
    }
}

pub(super) fn integer(number: &serde_json::Number) -> TokenStream {
    match (number.as_i64(), number.as_u64()) {
        (Some(number), _) => signed(number < 0, Literal::u64_unsuffixed(number.unsigned_abs())),
        (None, Some(number)) => signed(false, Literal::u64_unsuffixed(number)),
        (None, None) => float(number),
    }
}

pub(super) fn float(number: &serde_json::Number) -> TokenStream {
    let number = number.as_f64().filter(|number| number.is_finite()).unwrap_or_default();
    signed(number < 0.0, Literal::f64_unsuffixed(number.abs()))
}

/// A literal cannot be negative in tokens that `syn` parses; the sign stands before it.
fn signed(negative: bool, literal: Literal) -> TokenStream {
    match negative {
        true => quote! { -#literal },
        false => quote! { #literal },
    }
}
