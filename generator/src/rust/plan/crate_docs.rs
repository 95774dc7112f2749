//! Writes the documentation of the whole crate: what it is for, a first call
//! that compiles, and what stands where.

use super::PlanCx;
use super::client::Planned;
#[cfg(feature = "samples")]
use super::example;
use crate::rust::doc;
use crate::rust::model::{Feature, Features, Ident, Webhooks};

/// Writes the documentation as Markdown that is safe in rustdoc.
pub(super) fn plan(cx: &PlanCx<'_>, planned: &Planned, webhooks: &[Webhooks], features: &Features) -> String {
    let PlanCx {
        api, config, support, ..
    } = cx;
    let clients = planned.clients.as_slice();
    let description = config.package.description.as_deref();
    let title = description.or_else(|| api.documents.first().map(|document| document.title.as_str()));
    let mut docs = doc::plain(title.unwrap_or(&config.package.name));
    #[cfg(feature = "samples")]
    if let Some(example) = clients.first().and_then(|client| example::first_call(cx, client)) {
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
    if support.events {
        docs.push_str("\n\nOf calls whose answer is a stream of server-sent events, `events` returns a [`TypedStream`] of its [`Event`]s.");
    }
    if support.lines {
        docs.push_str("\n\nOf calls whose answer is one JSON text after the other, `lines` returns a [`TypedStream`] of its values.");
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
    if features.switches.contains(&Feature::Mock) && !clients.is_empty() {
        docs.push_str(
            "\n\n# Tests\n\n\
            With the feature `mock`, the module `mock` beside a client has a stand-in for the server: \
            `mock.expect(call).returns(&answer)`, and `mock.client()` for the code under test.",
        );
    }
    docs
}

/// Says what can be switched on, and how to have a part of the crate; nothing
/// where it has no features.
fn features_section(features: &Features) -> String {
    if features.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n\n# Features\n");
    if !features.switches.is_empty() {
        text.push_str("\nOff until your `Cargo.toml` names them:\n\n");
    }
    for feature in &features.switches {
        text.push_str(&format!("- {}: {}\n", doc::code(feature.name()), feature.says()));
    }
    let list = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| doc::code(name)).collect();
        names.join(", ")
    };
    if !features.groups.is_empty() {
        let default = match features.default.as_slice() {
            default if default == features.groups => "All are on by default.".to_owned(),
            [] => "None is on by default.".to_owned(),
            default => format!("On by default: {}.", list(default)),
        };
        text.push_str(&format!(
            "\nEach group of operations is a cargo feature, which brings the types that it needs: {}. {default}",
            list(&features.groups)
        ));
    }
    text.truncate(text.trim_end().len());
    text
}

/// A link to a module of the root.
fn link(module: &Ident) -> String {
    format!("[`{module}`](mod@{module})")
}
