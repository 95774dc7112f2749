//! Prints what the document and the configuration say about a client as a whole:
//! its servers, credentials and manners, in one constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operation;
use crate::rust::model::{Client, Credential, CredentialPlace, Refusal, ResponseHeaders, Retry, RustApi};
use crate::rust::paths::{At, NONE, SOME};

/// Prints the profile of `client` in the module `at`.
pub(super) fn emit(at: At<'_>, client: &Client, api: &RustApi) -> TokenStream {
    let profile = at.support(&["core", "Profile"]);
    let base_url = optional(client.base_url.as_ref());
    let user_agent = &client.user_agent;
    let schemes = client.credentials.iter().map(|credential| scheme(at, credential));
    let security = operation::alternatives(&client.security);
    let prefix = optional(client.header_family.as_ref().map(|family| &family.canonical.1));
    let ResponseHeaders {
        request_id,
        status,
        error_code,
    } = &api.headers;
    let pointer = optional(api.error_code.as_ref());
    let refusal = refusal(at, &api.refusal);
    let retry = retry(at, &api.retry);
    let idempotency_header = optional(api.retry.idempotency_header.as_ref());

    quote! {
        /// What the document says about the client.
        static PROFILE: #profile = #profile {
            base_url: #base_url,
            user_agent: #user_agent,
            schemes: &[#(#schemes),*],
            security: #security,
            header_prefix: #prefix,
            request_id_headers: &[#(#request_id),*],
            status_headers: &[#(#status),*],
            error_code_headers: &[#(#error_code),*],
            error_code_pointer: #pointer,
            refusal: #refusal,
            retry: #retry,
            idempotency_header: #idempotency_header,
        };
    }
}

fn refusal(at: At<'_>, refusal: &Refusal) -> TokenStream {
    let ty = at.support(&["security", "Refusal"]);
    let Refusal { statuses, codes } = refusal;
    let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
    quote! { #ty { statuses: &[#(#statuses),*], codes: &[#(#codes),*] } }
}

fn retry(at: At<'_>, retry: &Retry) -> TokenStream {
    let policy = at.support(&["retry", "RetryPolicy"]);
    let Retry {
        attempts,
        statuses,
        first_delay_ms,
        max_delay_ms,
        idempotency_header: _,
    } = retry;
    let attempts = Literal::u32_unsuffixed(*attempts);
    let statuses = statuses.as_ref().map(|statuses| {
        let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote! { .statuses(&[#(#statuses),*]) }
    });
    let milliseconds = |number: &u64| {
        let number = Literal::u64_unsuffixed(*number);
        quote! { ::std::time::Duration::from_millis(#number) }
    };
    let first = first_delay_ms
        .as_ref()
        .map(milliseconds)
        .map(|delay| quote! { .first_delay(#delay) });
    let max = max_delay_ms
        .as_ref()
        .map(milliseconds)
        .map(|delay| quote! { .max_delay(#delay) });
    quote! { #policy::new(#attempts) #statuses #first #max }
}

fn scheme(at: At<'_>, credential: &Credential) -> TokenStream {
    let scheme = at.support(&["security", "Scheme"]);
    let place = at.support(&["security", "Place"]);
    let place = match &credential.place {
        CredentialPlace::Header(name) => quote! { #place::Header(#name) },
        CredentialPlace::Query(name) => quote! { #place::Query(#name) },
        CredentialPlace::Cookie(name) => quote! { #place::Cookie(#name) },
        CredentialPlace::Bearer => quote! { #place::Bearer },
        CredentialPlace::Basic => quote! { #place::Basic },
    };
    let name = &credential.scheme;
    let fixed = optional(credential.fixed.as_ref());
    let token_url = optional(credential.token_url.as_ref());
    quote! { #scheme { name: #name, place: #place, fixed: #fixed, token_url: #token_url } }
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote! { #SOME(#text) },
        None => quote! { #NONE },
    }
}
