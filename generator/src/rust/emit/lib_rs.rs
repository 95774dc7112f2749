//! Prints the root of the output: what users of the client name without a path.

use proc_macro2::TokenStream;
use quote::quote;

use super::support;
use crate::rust::model::{Ident, RustApi};
use crate::rust::tokens;

/// What the root shows of a support file.
struct Shown {
    module: &'static str,
    items: &'static [&'static str],
}

const SHOWN: &[Shown] = &[
    Shown {
        module: "body",
        items: &["Body", "Chunks", "Source"],
    },
    Shown {
        module: "call",
        items: &["Call"],
    },
    Shown {
        module: "download",
        items: &["ByteStream", "Download"],
    },
    Shown {
        module: "error",
        items: &["ApiError", "BuildError", "DecodeError"],
    },
    Shown {
        module: "event_stream",
        items: &["Event", "EventStream", "Events"],
    },
    Shown {
        module: "header",
        items: &["DeclaresHeaders", "HeaderError", "Headers"],
    },
    Shown {
        module: "json_lines",
        items: &["JsonLines", "Lines"],
    },
    Shown {
        module: "middleware",
        items: &["Attempt", "Middleware", "Next"],
    },
    Shown {
        module: "oauth",
        items: &["ClientCredentials"],
    },
    Shown {
        module: "operation",
        items: &["Operation"],
    },
    Shown {
        module: "pagination",
        items: &["Items", "Pages", "Paginated", "Paging"],
    },
    Shown {
        module: "part",
        items: &["Form", "Part"],
    },
    Shown {
        module: "patch",
        items: &["Patch"],
    },
    Shown {
        module: "raw_call",
        items: &["RawCall"],
    },
    Shown {
        module: "reqwest_transport",
        items: &["ReqwestTransport"],
    },
    Shown {
        module: "response",
        items: &["RawResponse", "Response"],
    },
    Shown {
        module: "retry",
        items: &["RetryPolicy"],
    },
    Shown {
        module: "sequence",
        items: &["Sequential", "TypedStream"],
    },
    Shown {
        module: "token",
        items: &["Credential", "CredentialError", "Token"],
    },
    Shown {
        module: "tower_transport",
        items: &["TowerBody", "TowerTransport"],
    },
    Shown {
        module: "transport",
        items: &["BoxFuture", "Transport", "TransportError", "TransportErrorKind"],
    },
    Shown {
        module: "webhook",
        items: &["Verifier", "WebhookError", "WebhookHeaders"],
    },
];

/// Names what the root shows of the runtime.
#[cfg(feature = "cli")]
pub(crate) fn shown(api: &RustApi) -> impl Iterator<Item = &'static str> {
    let needed = SHOWN.iter().filter(|shown| support::gate(api, shown.module).is_some());
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
    let uses = SHOWN.iter().filter_map(|shown| {
        let cfg = tokens::cfg(&support::gate(api, shown.module)?);
        let module = Ident(shown.module.to_owned());
        let items = shown.items.iter().map(|item| Ident((*item).to_owned()));
        Some(quote! { #cfg pub use self::support::#module::{#(#items),*}; })
    });
    // A module, since its functions have short names.
    let blocking = support::gate(api, "blocking").map(|gate| {
        let cfg = tokens::cfg(&gate);
        quote! {
            #cfg
            pub use self::support::blocking;
        }
    });

    quote! {
        pub use self::error::ErrorBody;
        #(#uses)*
        #blocking

        /// What can go wrong with a call.
        pub type Error = self::support::error::Error<self::error::ErrorBody>;
    }
}
