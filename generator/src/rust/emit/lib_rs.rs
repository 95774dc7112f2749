//! Prints the root of the output: what users of the client name without a path.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::model::{Ident, RustApi};
use crate::rust::tokens;

/// What the root shows of a support file.
struct Shown {
    module: &'static str,
    items: &'static [&'static str],
    is_needed: fn(&RustApi) -> bool,
}

const SHOWN: &[Shown] = &[
    Shown {
        module: "body",
        items: &["Body", "Chunks", "Source"],
        is_needed: always,
    },
    Shown {
        module: "call",
        items: &["Call"],
        is_needed: always,
    },
    Shown {
        module: "download",
        items: &["ByteStream", "Download"],
        is_needed: |api| api.support.download,
    },
    Shown {
        module: "error",
        items: &["ApiError", "BuildError", "DecodeError"],
        is_needed: always,
    },
    Shown {
        module: "event_stream",
        items: &["Event", "EventStream", "Events"],
        is_needed: |api| api.support.events,
    },
    Shown {
        module: "header",
        items: &["DeclaresHeaders", "HeaderError", "Headers"],
        is_needed: |api| !api.declared_headers.is_empty(),
    },
    Shown {
        module: "json_lines",
        items: &["JsonLines", "Lines"],
        is_needed: |api| api.support.lines,
    },
    Shown {
        module: "middleware",
        items: &["Attempt", "Middleware", "Next"],
        is_needed: always,
    },
    Shown {
        module: "oauth",
        items: &["ClientCredentials"],
        is_needed: |api| api.support.oauth,
    },
    Shown {
        module: "operation",
        items: &["Operation"],
        is_needed: always,
    },
    Shown {
        module: "pagination",
        items: &["Items", "Pages", "Paginated", "Paging"],
        is_needed: |api| api.support.pagination,
    },
    Shown {
        module: "part",
        items: &["Form", "Part"],
        is_needed: |api| api.support.multipart,
    },
    Shown {
        module: "patch",
        items: &["Patch"],
        is_needed: always,
    },
    Shown {
        module: "raw_call",
        items: &["RawCall"],
        is_needed: always,
    },
    Shown {
        module: "reqwest_transport",
        items: &["ReqwestTransport"],
        is_needed: always,
    },
    Shown {
        module: "response",
        items: &["RawResponse", "Response"],
        is_needed: always,
    },
    Shown {
        module: "retry",
        items: &["RetryPolicy"],
        is_needed: always,
    },
    Shown {
        module: "sequence",
        items: &["Sequential", "TypedStream"],
        is_needed: |api| api.support.events || api.support.lines,
    },
    Shown {
        module: "token",
        items: &["Credential", "CredentialError", "Token"],
        is_needed: always,
    },
    Shown {
        module: "transport",
        items: &["BoxFuture", "Transport", "TransportError", "TransportErrorKind"],
        is_needed: always,
    },
    Shown {
        module: "webhook",
        items: &["Verifier", "WebhookError", "WebhookHeaders"],
        is_needed: |api| api.support.webhook,
    },
];

fn always(_: &RustApi) -> bool {
    true
}

/// Names what the root shows of the runtime.
#[cfg(feature = "cli")]
pub(crate) fn shown(api: &RustApi) -> impl Iterator<Item = &'static str> {
    let needed = SHOWN.iter().filter(|shown| (shown.is_needed)(api));
    needed.flat_map(|shown| shown.items.iter().copied())
}

/// Prints what stands before all items: the documentation, which says of each
/// item which features bring it where there are some.
pub(super) fn head(api: &RustApi) -> TokenStream {
    let docs = tokens::inner_docs(&api.docs);
    let doc_cfg = (!api.features.is_empty()).then(|| quote! { #![cfg_attr(docsrs, feature(doc_cfg))] });
    quote! { #docs #doc_cfg }
}

/// Prints the items of the root.
pub(super) fn emit(api: &RustApi) -> TokenStream {
    let uses = SHOWN.iter().filter(|shown| (shown.is_needed)(api)).map(|shown| {
        let module = Ident(shown.module.to_owned());
        let items = shown.items.iter().map(|item| Ident((*item).to_owned()));
        quote! { pub use self::support::#module::{#(#items),*}; }
    });

    quote! {
        pub use self::error::ErrorBody;
        #(#uses)*

        /// What can go wrong with a call.
        pub type Error = self::support::error::Error<self::error::ErrorBody>;
    }
}
