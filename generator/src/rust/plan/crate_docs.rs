//! Writes the documentation of the whole crate: what it is for, a first call
//! that compiles, and what stands where.

use quote::quote;

use super::PlanCx;
use super::client::{Planned, example_docs};
use super::example::surrounding;
use crate::rust::model::{Client, CredentialPlace, Features, Group, Ident, Method, Webhooks};
use crate::rust::{doc, format, tokens};
use crate::sample;

/// Writes the documentation as Markdown that is safe in rustdoc.
pub(super) fn plan(cx: &PlanCx<'_>, planned: &Planned, webhooks: &[Webhooks], features: &Features) -> String {
    let PlanCx {
        api, config, support, ..
    } = cx;
    let clients = planned.clients.as_slice();
    let description = config.package.description.as_deref();
    let title = description.or_else(|| api.documents.first().map(|document| document.title.as_str()));
    let mut docs = doc::plain(title.unwrap_or(&config.package.name));
    if let Some(example) = clients.first().and_then(|client| first_call(cx, client)) {
        docs.push_str(&example);
    }
    docs.push_str("\n\n# Modules\n");
    for client in clients {
        if let Some(module) = client.module.first() {
            let title = doc::plain(&api.documents[client.document].title);
            docs.push_str(&format!("\n- {}: the client of {title}", link(module)));
        }
    }
    for webhooks in webhooks {
        if let Some(module) = webhooks.module.first() {
            docs.push_str(&format!(
                "\n- {}: events, and the check of their signatures",
                link(module)
            ));
        }
    }
    let shared = match clients {
        [_, _, ..] => "what several of the clients send and receive",
        _ => "what is sent and received",
    };
    docs.push_str(&format!("\n- [`types`](mod@types): {shared}"));
    docs.push_str("\n- [`error`](mod@error): the bodies of errors");
    if !planned.headers.is_empty() {
        docs.push_str("\n- [`headers`](mod@headers): the headers of responses");
    }
    docs.push_str(&features_section(features));
    docs.push_str(
        "\n\n# Calls\n\n\
        Required values are arguments, optional ones are setters of the [`Call`], which is awaited directly. Its `send` \
        returns the status and the headers too. What may be absent, null or a value is a [`Patch`].",
    );
    if !planned.headers.is_empty() {
        docs.push_str(
            "\n\nWhere the document declares headers of a response, its `typed_headers` reads them; those of an error \
            are read as the type that the method's documentation names.",
        );
    }
    if support.download {
        docs.push_str("\n\nOf calls whose answer is bytes, `send_stream` returns a [`ByteStream`], which is read while it arrives.");
    }
    if support.pagination {
        docs.push_str(
            "\n\nLists that come in pages implement [`Paginated`]: `pages` and `stream` of their calls follow the \
            cursors to the end.",
        );
    }
    docs.push_str(
        "\n\n# Errors\n\n\
        An [`Error`] says how far a call came: it was not built, not sent, not understood, or answered with an error, \
        which has a status, headers and a body, the [`ErrorBody`] where it is one of the documented.",
    );
    docs
}

/// Says how to have a part of the crate; nothing where it has no features.
fn features_section(features: &Features) -> String {
    if features.is_empty() {
        return String::new();
    }
    let list = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| doc::code(name)).collect();
        names.join(", ")
    };
    let default = match features.default.as_slice() {
        default if default == features.names => "All are on by default.".to_owned(),
        [] => "None is on by default.".to_owned(),
        default => format!("On by default: {}.", list(default)),
    };
    format!(
        "\n\n# Features\n\nEach group of operations is a cargo feature, which brings the types that it needs: {}. {default}",
        list(&features.names)
    )
}

/// A link to a module of the root.
fn link(module: &Ident) -> String {
    format!("[`{module}`](mod@{module})")
}

/// The statements that build a client and make its simplest call, as a doctest.
fn first_call(cx: &PlanCx<'_>, client: &Client) -> Option<String> {
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
    let open = around.trim_end_matches('}');
    let (_, close) = surrounding(&config.package.name, module);
    Some(example_docs(
        cx.layout,
        open,
        &format!("{build}\n{}", method.example),
        &close,
    ))
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
