//! Prints how a struct is written as the parts of a multipart body.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::rust::model::Struct;
use crate::rust::paths::At;

/// Prints the implementation for `item` in the module `at`: a line for each property.
pub(super) fn emit(item: &Struct, at: At<'_>) -> TokenStream {
    let ident = &item.path.ident;
    let to_form = at.support(&["part", "ToForm"]);
    let writer = at.support(&["multipart", "FormWriter"]);
    let constants = item.constants.iter().map(|(name, value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        quote! { form.value(#name, &#text); }
    });
    let fields = item.fields.iter().map(|field| {
        let (name, ident) = (&field.wire_name, &field.ident);
        match field.is_file {
            true => quote! { form.files(#name, &self.#ident); },
            false => quote! { form.value(#name, &self.#ident); },
        }
    });
    let additional = item.additional.iter().map(|(ident, _)| {
        quote! {
            for (name, value) in &self.#ident {
                form.value(name, value);
            }
        }
    });

    quote! {
        impl #to_form for #ident {
            fn write(&self, form: &mut #writer<'_>) {
                #(#constants)*
                #(#fields)*
                #(#additional)*
            }
        }
    }
}
