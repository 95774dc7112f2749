//! The example of the whole crate: how a client is built, and its simplest call.

use quote::quote;

use super::{docs, surrounding};
use crate::rust::model::{Client, CredentialPlace, Group, Ident, Method};
use crate::rust::plan::PlanCx;
use crate::rust::{format, tokens};
use crate::sample;

/// Returns the statements that build a client and make its simplest call, as a doctest.
pub(in crate::rust::plan) fn first_call(cx: &PlanCx<'_>, client: &Client) -> Option<String> {
    let PlanCx { api, config, .. } = cx;
    let (group, method) = simplest(client)?;
    let package = Ident(config.package.name.replace('-', "_"));
    let module = &client.module;
    let document = &api.documents[client.document];
    let name = document.name.to_string();
    let mut accesses = config.docs.access.iter();
    let shown = accesses.find(|access| access.document == name && !access.schemes.is_empty());
    let required = match shown {
        Some(access) => access.schemes.as_slice(),
        None => document.security.first().map_or(&[][..], |security| &security.schemes),
    };
    let setters = client.credentials.iter().filter_map(|credential| {
        let setter = credential.setter.as_ref()?;
        if !required.contains(&credential.scheme) {
            return None;
        }
        let mut placeholders = config.docs.placeholders.iter();
        let placeholder = placeholders.find(|placeholder| placeholder.scheme == credential.scheme);
        let variable = placeholder.and_then(|placeholder| placeholder.env.as_ref());
        Some(match (&credential.place, variable) {
            (CredentialPlace::Basic, _) => quote! { .#setter("<user>", "<password>") },
            (_, Some(variable)) => quote! { .#setter(std::env::var(#variable)?) },
            (_, None) => {
                let display = sample::placeholder(&credential.scheme, &sample::Credentials::new()).display;
                quote! { .#setter(#display) }
            }
        })
    });
    let base_url = match client.base_url {
        Some(_) => quote! {},
        None => quote! { .base_url("https://api.example.com") },
    };
    let build = format::statements(quote! {
        let client = #package #(::#module)* ::Client::builder() #base_url #(#setters)* .build()?;
    });
    let cfg = tokens::cfg(&group.gate);
    let around = format::statements(quote! {
        #cfg
        async fn example() -> Result<(), Box<dyn std::error::Error>> {}
    });
    let open = around.trim_end().trim_end_matches('}');
    let (_, close) = surrounding(&config.package.name, module);
    Some(docs(cx.layout, open, &format!("{build}\n{}", method.example), &close))
}

/// The first method that reads without any argument and needs the client's
/// credentials; the first method of all where there is none.
fn simplest(client: &Client) -> Option<(&Group, &Method)> {
    let methods = || {
        client
            .groups
            .iter()
            .flat_map(|group| group.methods.iter().map(move |method| (group, method)))
            .filter(|(_, method)| !method.example.is_empty() && !method.deprecated)
    };
    let is_simple = |(_, method): &(&Group, &Method)| {
        let security = method.security.as_ref().unwrap_or(&client.security);
        method.http_method == "GET" && method.arguments.is_empty() && !security.iter().any(Vec::is_empty)
    };
    methods().find(is_simple).or_else(|| methods().next())
}
