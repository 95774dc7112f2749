//! Prints `tests/samples.rs`: the examples of all methods as functions, which
//! the harness runs against a server.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::model::{Client, CredentialPlace, Group, Method, RustApi};
use crate::rust::tokens;

/// What runs the samples, as it stands.
pub(super) const HARNESS: &str = include_str!("../../../support/testing/harness.rs");

/// Prints the test crate: a module and a test per client.
pub(super) fn emit(api: &RustApi) -> TokenStream {
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let documented = format!("../{}/samples.json", api.package.samples.as_deref().unwrap_or_default());
    let modules = api.clients.iter().map(|client| module(api, client));
    let tests = api.clients.iter().map(test);

    quote! {
        //! Calls every operation as its documentation shows it, and compares what
        //! is sent and decoded with what is documented.

        mod harness;

        /// The documented requests and responses.
        const DOCUMENTED: &str = include_str!(#documented);

        fn observe(error: &(dyn std::error::Error + 'static)) -> Option<(u16, bool)> {
            let error = error.downcast_ref::<#package::Error>()?;
            Some((error.status()?.as_u16(), error.body().is_some()))
        }

        #(#tests)*
        #(#modules)*
    }
}

fn test(client: &Client) -> TokenStream {
    let name = &client.document_name;
    let module = format_ident!("of_{}", name);
    let ident = format_ident!("samples_of_{}", name);

    quote! {
        #[tokio::test]
        async fn #ident() {
            harness::run(DOCUMENTED, #name, #module::SAMPLES, #module::connect, observe).await;
        }
    }
}

fn module(api: &RustApi, client: &Client) -> TokenStream {
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let path = client.module.iter().map(tokens::ident);
    let name = &client.document_name;
    let module = format_ident!("of_{}", name);
    let credentials = client.credentials.iter().filter_map(|credential| {
        let setter = tokens::ident(credential.setter.as_ref()?);
        let scheme = &credential.scheme;
        Some(match credential.place {
            CredentialPlace::Basic => quote! {
                let (user, password) = harness::name_and_password(DOCUMENTED, #name, #scheme);
                let builder = builder.#setter(&user, &password);
            },
            _ => quote! { let builder = builder.#setter(harness::credential(DOCUMENTED, #name, #scheme)); },
        })
    });
    let methods: Vec<(&Group, &Method)> = client
        .groups
        .iter()
        .flat_map(|group| group.methods.iter().map(move |method| (group, method)))
        .collect();
    let entries = methods.iter().map(|(group, method)| {
        let function = function(group, method);
        let operation = format!("{}.{}", group.ident, method.ident);
        quote! { Sample { operation: #operation, run: #function } }
    });
    let functions = methods.iter().map(|(group, method)| sample(group, method));

    quote! {
        #[allow(unused_variables)]
        mod #module {
            use #package #(::#path)*::Client;

            use super::harness::{Outcome, Sample};
            use super::{DOCUMENTED, harness};

            pub(super) fn connect(base_url: &str) -> Client {
                // Each answer is to be seen, errors among them.
                let builder = Client::builder().base_url(base_url).retry(#package::RetryPolicy::none());
                #(#credentials)*
                builder.build().expect("the samples' client is complete")
            }

            pub(super) const SAMPLES: &[Sample<Client>] = &[#(#entries),*];

            #(#functions)*
        }
    }
}

fn function(group: &Group, method: &Method) -> proc_macro2::Ident {
    let plain = |text: &str| text.trim_start_matches("r#").to_owned();
    format_ident!("{}_{}", plain(&group.ident.0), plain(&method.ident.0))
}

fn sample(group: &Group, method: &Method) -> TokenStream {
    let function = function(group, method);
    // The example was printed from tokens; it is read back as it is shown.
    let example: TokenStream = method.example.parse().expect("invariant: an example is made of tokens");

    quote! {
        fn #function(client: &Client) -> Outcome<'_> {
            Box::pin(async move {
                #example
                Ok(())
            })
        }
    }
}
