//! The parts of a client: its builder's settings, its groups and methods; the
//! bodies of errors, and the events of webhooks.

use std::fmt::Display;

use super::{Kind, Part, What, method, types};
use crate::compare::view::{Text, View};
use crate::ir;
use crate::rust::model::{
    BuilderHeader, Client, Credential, CredentialPlace, ErrorBody, Gate, Group, HeaderFamily, Refusal, ResponseHeaders,
    Retry, RustType, ServerChoice,
};

/// Returns the part of a client.
pub(super) fn part(view: &View<'_>, client: &Client) -> Part {
    let document = &view.planned.api.documents[client.document];
    let api = &view.planned.client;
    let fixed = client
        .credentials
        .iter()
        .filter(|credential| credential.setter.is_none());
    let fixed: Vec<&str> = fixed.map(|credential| credential.scheme.as_str()).collect();
    let mut part = Part::new(Kind::Client, view.path("Client"))
        .documented(&client.docs)
        .has_some(What::Server, client.base_url.as_ref().map(Text::plain))
        .has(What::Security, Text::plain(alternatives(&client.security)))
        .has(What::Retry, Text::plain(retry(&api.retry)))
        .has(What::Headers, Text::plain(headers(&api.headers)))
        .has(
            What::Refusal,
            Text::plain(refusal(&api.refusal, api.error_code.as_deref())),
        )
        .has(What::Fixed, Text::plain(fixed.join(", ")));
    let credentials = client.credentials.iter();
    part.parts
        .extend(credentials.filter_map(|credential| self::credential(document, credential)));
    part.parts.extend(client.headers.iter().map(header));
    part.parts
        .extend(client.header_family.iter().map(|item| family(view, item)));
    part.parts
        .extend(client.servers.iter().flat_map(|choice| servers(view, choice)));
    part.parts.extend(client.groups.iter().map(|item| group(view, item)));
    for group in &client.groups {
        let methods = group.methods.iter();
        part.parts
            .extend(methods.flat_map(|item| method::parts(view, &document.operations[item.operation], group, item)));
    }
    part
}

/// Writes alternatives of security schemes.
pub(super) fn alternatives(alternatives: &[Vec<String>]) -> String {
    let alternatives: Vec<String> = alternatives
        .iter()
        .map(|schemes| match schemes.as_slice() {
            [] => "nothing".to_owned(),
            schemes => schemes.join(" and "),
        })
        .collect();
    match alternatives.as_slice() {
        [] => "nothing".to_owned(),
        alternatives => alternatives.join(", or "),
    }
}

fn retry(retry: &Retry) -> String {
    let milliseconds = |delay: Option<u64>| delay.map_or_else(|| "the usual time".to_owned(), |ms| format!("{ms} ms"));
    let statuses = match &retry.statuses {
        Some(statuses) => format!("{statuses:?}"),
        None => "the usual statuses".to_owned(),
    };
    let header = retry.idempotency_header.as_deref().unwrap_or("no header");
    format!(
        "{} attempts at {statuses}, after {} to {}, with {header}",
        retry.attempts,
        milliseconds(retry.first_delay_ms),
        milliseconds(retry.max_delay_ms)
    )
}

fn headers(headers: &ResponseHeaders) -> String {
    format!(
        "{:?} for the id of a request, {:?} for its status, {:?} for the code of an error",
        headers.request_id, headers.status, headers.error_code
    )
}

fn refusal(refusal: &Refusal, error_code: Option<&str>) -> String {
    format!(
        "statuses {:?} with codes {:?} at `{}`",
        refusal.statuses,
        refusal.codes,
        error_code.unwrap_or_default()
    )
}

fn credential(document: &ir::Document, credential: &Credential) -> Option<Part> {
    let (place, takes) = match &credential.place {
        CredentialPlace::Header(name) => (format!("the header `{name}`"), "a value"),
        CredentialPlace::Query(name) => (format!("the query parameter `{name}`"), "a value"),
        CredentialPlace::Cookie(name) => (format!("the cookie `{name}`"), "a value"),
        CredentialPlace::Bearer => ("`Authorization: Bearer`".to_owned(), "a value"),
        CredentialPlace::Basic => ("`Authorization: Basic`".to_owned(), "a name and a password"),
    };
    let place = match &credential.token_url {
        Some(url) => format!("{place}, with tokens from {url}"),
        None => place,
    };
    let schemes = document.security_schemes.iter();
    let mut origins = schemes.filter(|scheme| scheme.wire_name == credential.scheme);
    let mut part = Part::new(Kind::Setting, credential.setter.as_ref()?.to_string())
        .key(format!("scheme {}", credential.scheme))
        .documented(&credential.docs)
        .has(What::Takes, Text::plain(takes))
        .has(What::Place, Text::plain(place))
        .at(origins.next().map(|scheme| scheme.origin.clone()));
    part.subject = Some(format!("security scheme {}", credential.scheme));
    Some(part)
}

fn header(header: &BuilderHeader) -> Part {
    let takes = match header.value {
        Some(_) => "nothing",
        None => "a text",
    };
    Part::new(Kind::Setting, header.setter.to_string())
        .key(format!("header {}", header.header))
        .documented(&header.docs)
        .has(What::Takes, Text::plain(takes))
        .has(What::Place, Text::plain(format!("the header `{}`", header.header)))
        .has_some(What::Constant, header.value.as_ref().map(Text::plain))
}

fn family(view: &View<'_>, family: &HeaderFamily) -> Part {
    let variants = [&family.canonical].into_iter().chain(&family.alternatives);
    Part::new(Kind::Enum, view.path("HeaderFamily")).with(variants.map(|(ident, prefix)| {
        Part::new(Kind::Value, ident.to_string())
            .key(prefix)
            .has(What::Constant, Text::plain(prefix))
    }))
}

/// The choice of a server, the variables of their URLs, and what those can be.
fn servers(view: &View<'_>, choice: &ServerChoice) -> Vec<Part> {
    let path = |name: &dyn Display| view.path(&format!("{}::{name}", choice.module));
    let variants = choice.servers.iter().map(|server| {
        Part::new(Kind::Value, server.ident.to_string())
            .key(&server.template)
            .documented(&server.docs)
            .has_some(
                What::Type,
                server.settings.as_ref().map(|settings| Text::plain(&settings.ident.0)),
            )
            .has(What::Constant, Text::plain(&server.template))
    });
    let mut parts = vec![
        Part::new(Kind::Setting, "server").has(What::Takes, Text::plain("a server")),
        Part::new(Kind::Enum, path(&"Server")).with(variants),
    ];
    for settings in choice.servers.iter().filter_map(|server| server.settings.as_ref()) {
        let variables = settings.variables.iter().map(|variable| {
            let takes = match &variable.values {
                Some(values) => format!("a `{}`", values.ident),
                None => "a text".to_owned(),
            };
            Part::new(Kind::Setting, variable.ident.to_string())
                .key(&variable.wire_name)
                .documented(&variable.docs)
                .has(What::Takes, Text::plain(takes))
                .has(What::Constant, Text::plain(&variable.default))
        });
        parts.push(Part::new(Kind::Export, path(&settings.ident)).with(variables));
    }
    for values in choice.variables().filter_map(|variable| variable.values.as_ref()) {
        let variants = values.variants.iter().map(|(ident, value)| {
            Part::new(Kind::Value, ident.to_string())
                .key(value)
                .has(What::Constant, Text::plain(value))
        });
        parts.push(Part::new(Kind::Enum, path(&values.ident)).with(variants));
    }
    parts
}

/// A group that is gone, or new, is told by its methods.
fn group(view: &View<'_>, group: &Group) -> Part {
    Part::new(Kind::Group, view.path(&format!("{}()", group.ident)))
        .documented(&group.docs)
        .has(What::Handle, Text::plain(format!("{}::{}", group.ident, group.handle)))
        .has_if(is_on_by_default(view, &group.gate), What::OnByDefault)
}

/// Tells whether a part is there for who names no features.
fn is_on_by_default(view: &View<'_>, gate: &Gate) -> bool {
    let default = &view.planned.client.features.default;
    let mut features = gate.features().peekable();
    features.peek().is_none() || features.any(|feature| default.iter().any(|on| on == feature))
}

/// Returns the part of the bodies of errors.
pub(super) fn error_body(view: &View<'_>, body: &ErrorBody) -> Part {
    let arms = body.variants.iter().map(|variant| {
        let ty = view.ty(&variant.ty);
        let origin = match &variant.ty {
            RustType::Path(path) => view.def(path).map(|def| def.origin.clone()),
            _ => None,
        };
        Part::new(Kind::Arm, variant.ident.to_string())
            .key(format!("{:?} {}", variant.kind, ty.key()))
            .documented(&variant.docs)
            .has(What::Type, ty)
            .has(What::Body, Text::plain(method::kind(variant.kind)))
            .at(origin)
    });
    Part::new(Kind::ErrorBody, "ErrorBody").with(arms)
}

/// Returns the parts of the events that the module's documents send.
pub(super) fn events(view: &View<'_>) -> Vec<Part> {
    let api = &view.planned.client;
    let own = api.webhooks.iter().filter(|webhooks| {
        let parents = match webhooks.module.split_last() {
            Some((last, parents)) if last.0 == "webhooks" => parents,
            _ => webhooks.module.as_slice(),
        };
        parents == view.module
    });
    own.map(|webhooks| {
        let document = &view.planned.api.documents[webhooks.document];
        let module: String = webhooks.module.iter().map(|ident| format!("{ident}::")).collect();
        let mut part = types::union(view, &webhooks.event);
        part.name = format!("{module}Event");
        part.keys = vec![part.name.clone()];
        for (inside, source) in part.parts.iter_mut().zip(&webhooks.sources) {
            let webhook = &document.webhooks[*source];
            inside.pointer = Some(webhook.origin.clone());
            inside.subject = Some(format!("webhook {}", webhook.wire_name));
            inside.keys.insert(1, format!("webhook {}", webhook.wire_name));
        }
        part
    })
    .collect()
}
