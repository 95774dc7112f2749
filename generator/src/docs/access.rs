//! Describes how requests are authenticated: a sample for each document, and
//! the table of headers.

use quote::quote;

use super::language::Answer;
use super::operation::Cx;
use super::view::{AccessView, HeaderView};
use crate::config::{Config, PlaceholderConfig};
use crate::ir::{Api, Document, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use crate::rust::format;
use crate::rust::model::{Client, CredentialPlace, Ident, RustApi};
use crate::sample::{self, Credentials, Placeholder, RequestSample};

/// Returns how credentials are shown, by scheme.
pub(super) fn credentials(config: &Config) -> Credentials {
    config
        .docs
        .placeholders
        .iter()
        .map(|placeholder| {
            let shown = Placeholder {
                display: placeholder.display.clone(),
                test: placeholder.test.clone(),
            };
            (placeholder.scheme.clone(), shown)
        })
        .collect()
}

/// Describes access by a document, and makes the request that the samples of it
/// send; `None` where it has nothing to authenticate.
pub(super) fn access(
    document: &Document,
    client: Option<&Client>,
    plan: &RustApi,
    config: &Config,
    cx: &Cx<'_>,
) -> Option<(AccessView, RequestSample)> {
    let text = document.name.to_string();
    let configured = config.docs.access.iter().find(|access| access.document == text);
    let requirement = match configured
        .map(|access| &access.schemes)
        .filter(|schemes| !schemes.is_empty())
    {
        Some(schemes) => SecurityRequirement {
            schemes: schemes.clone(),
        },
        None => document.security.first()?.clone(),
    };
    let request = sample::root(document, &requirement, &cx.credentials);
    let rust = client.map(|client| builder(client, plan, &requirement, &cx.credentials));
    let view = AccessView {
        title: configured.map_or_else(|| document.title.clone(), |access| access.title.clone()),
        text: configured
            .and_then(|access| access.text.clone())
            .or_else(|| document.description.clone()),
        // What the root answers is nobody's promise.
        samples: cx.samples(&request, Answer::Text, rust),
    };
    Some((view, request))
}

/// Writes how a client is built with the credentials of `requirement`.
fn builder(client: &Client, plan: &RustApi, requirement: &SecurityRequirement, credentials: &Credentials) -> String {
    let package = Ident(plan.package.name.replace('-', "_"));
    let module = &client.module;
    let setters = client
        .credentials
        .iter()
        .filter(|credential| requirement.schemes.contains(&credential.scheme))
        .filter_map(|credential| {
            let setter = credential.setter.as_ref()?;
            let shown = sample::placeholder(&credential.scheme, credentials).display;
            Some(match credential.place {
                CredentialPlace::Basic => quote! { .#setter("<user>", "<password>") },
                _ => quote! { .#setter(#shown) },
            })
        });
    format::statements(quote! {
        let client = #package #(::#module)* ::Client::builder() #(#setters)* .build()?;
    })
}

/// Returns the headers of all documents, in the order of the configuration and
/// then of the documents.
pub(super) fn headers(api: &Api, config: &Config) -> Vec<HeaderView> {
    let mut schemes: Vec<&SecurityScheme> = Vec::new();
    for scheme in api.documents.iter().flat_map(|document| &document.security_schemes) {
        if !schemes.iter().any(|known| known.wire_name == scheme.wire_name) {
            schemes.push(scheme);
        }
    }
    let order = |scheme: &&SecurityScheme| {
        let placeholders = &config.docs.placeholders;
        placeholders
            .iter()
            .position(|placeholder| placeholder.scheme == scheme.wire_name)
            .unwrap_or(placeholders.len())
    };
    schemes.sort_by_key(order);
    let mut views: Vec<HeaderView> = schemes
        .into_iter()
        .filter_map(|scheme| header(api, config, scheme))
        .collect();
    views.extend(config.client.headers.iter().map(|header| {
        HeaderView {
            name: header.header.clone(),
            ty: configured(config, &header.header)
                .and_then(|placeholder| placeholder.kind.clone())
                .or_else(|| header.value.as_ref().map(|value| format!("\"{value}\"")))
                .unwrap_or_else(|| "string".to_owned()),
            used_in: api
                .documents
                .iter()
                .filter(|document| !document.operations.is_empty())
                .map(|document| document.name.to_string())
                .collect(),
            required: false,
            description: configured(config, &header.header)
                .and_then(|placeholder| placeholder.description.clone())
                .or_else(|| Some(header.description.clone())),
        }
    }));
    views
}

fn configured<'a>(config: &'a Config, scheme: &str) -> Option<&'a PlaceholderConfig> {
    let mut placeholders = config.docs.placeholders.iter();
    placeholders.find(|placeholder| placeholder.scheme == scheme)
}

fn header(api: &Api, config: &Config, scheme: &SecurityScheme) -> Option<HeaderView> {
    let users: Vec<&Document> = api
        .documents
        .iter()
        .filter(|document| uses(document, &scheme.wire_name))
        .collect();
    let wanted = |document: &&&Document| {
        document
            .security
            .iter()
            .all(|requirement| requirement.schemes.contains(&scheme.wire_name))
    };
    let placeholder = configured(config, &scheme.wire_name);
    let name = match &scheme.kind {
        SecuritySchemeKind::ApiKeyHeader { header } => header.clone(),
        SecuritySchemeKind::ApiKeyQuery { parameter } => format!("?{parameter}="),
        SecuritySchemeKind::ApiKeyCookie { cookie } => format!("Cookie: {cookie}"),
        SecuritySchemeKind::HttpBasic | SecuritySchemeKind::HttpBearer { .. } | SecuritySchemeKind::OAuth2 { .. } => {
            "Authorization".to_owned()
        }
        SecuritySchemeKind::Other { .. } => return None,
    };
    let mut fixed: Vec<String> = users
        .iter()
        .filter_map(|document| {
            let mut schemes = document.security_schemes.iter();
            let own = schemes.find(|own| own.wire_name == scheme.wire_name)?;
            own.fixed.as_ref().map(|value| format!("\"{value}\""))
        })
        .collect();
    fixed.dedup();
    Some(HeaderView {
        name,
        ty: placeholder
            .and_then(|placeholder| placeholder.kind.clone())
            .or_else(|| (!fixed.is_empty()).then(|| fixed.join(" | ")))
            .unwrap_or_else(|| match scheme.kind {
                SecuritySchemeKind::HttpBasic => "Basic".to_owned(),
                SecuritySchemeKind::HttpBearer { .. } | SecuritySchemeKind::OAuth2 { .. } => "Bearer".to_owned(),
                _ => "string".to_owned(),
            }),
        required: !users.is_empty() && users.iter().filter(wanted).count() == users.len(),
        used_in: users.iter().map(|document| document.name.to_string()).collect(),
        description: placeholder
            .and_then(|placeholder| placeholder.description.clone())
            .or_else(|| scheme.description.clone()),
    })
}

/// Tells whether a document, or an operation of it, asks for the scheme.
fn uses(document: &Document, scheme: &str) -> bool {
    let operations = document
        .operations
        .iter()
        .filter_map(|operation| operation.security.as_ref());
    operations
        .chain([&document.security])
        .flatten()
        .any(|requirement| requirement.schemes.iter().any(|known| known == scheme))
}
