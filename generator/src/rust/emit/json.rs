//! Prints constants of a document as expressions: `&"cat"`, `serde_json::Value::from(7)`.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::rust::paths::JSON_VALUE;

/// Writes a constant as the expression that serializes to it.
pub(super) fn serialized(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { &() },
        Value::String(value) => quote! { #value },
        Value::Bool(_) | Value::Number(_) => {
            let scalar = scalar(value);
            quote! { &#scalar }
        }
        Value::Array(_) | Value::Object(_) => {
            let json = self::value(value);
            quote! { &#json }
        }
    }
}

/// Writes a boolean, a number or a text as the literal of its type.
fn scalar(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote! { #value },
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => quote! { #number },
            (_, Some(number)) => quote! { #number },
            (None, None) => {
                let number = number.as_f64().unwrap_or_default();
                quote! { #number }
            }
        },
        Value::String(text) => quote! { #text },
        Value::Null | Value::Array(_) | Value::Object(_) => quote! { () },
    }
}

/// Writes JSON as an expression of type [`JSON_VALUE`].
pub(super) fn value(value: &Value) -> TokenStream {
    match value {
        Value::Array(items) => {
            let items = items.iter().map(self::value);
            quote! { #JSON_VALUE::Array(vec![#(#items),*]) }
        }
        Value::Object(properties) => {
            let properties = properties.iter().map(|(name, value)| {
                let value = self::value(value);
                quote! { (String::from(#name), #value) }
            });
            quote! { #JSON_VALUE::Object([#(#properties),*].into_iter().collect()) }
        }
        Value::Null => quote! { #JSON_VALUE::Null },
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let scalar = scalar(value);
            quote! { #JSON_VALUE::from(#scalar) }
        }
    }
}
