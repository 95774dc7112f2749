//! Prints the event union of each document with webhooks.

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Module;
use super::{lean, union};
use crate::rust::model::{RustApi, SerdeStyle, Webhooks};
use crate::rust::paths::At;

/// Prints every module of webhooks.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let modules = api.webhooks.iter().map(|webhooks| Module {
        docs: webhooks.docs.clone(),
        ..Module::public(webhooks.module.clone(), || items(webhooks))
    });
    modules.collect()
}

/// Prints the union, how it is read, and what checks its signature.
fn items(webhooks: &Webhooks) -> TokenStream {
    let at = At::new(&webhooks.module).with_prelude([&webhooks.event.path.ident]);
    let event = union::emit(&webhooks.event, SerdeStyle::Lean, at);
    let implementation = lean::union(&webhooks.event, at);
    let runtime = at.support(&["webhook"]);

    quote! {
        pub use #runtime::{Verifier, WebhookError, WebhookHeaders};

        #event
        #implementation
    }
}
