//! Plans the client of each document: its credentials, its groups and their methods.

use super::error::ErrorPlan;
#[cfg(feature = "samples")]
use super::example;
use super::headers::HeadersPlan;
use super::method::{self, Shared};
use super::{PlanCx, body, chosen, operation, server};
use crate::ir;
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{
    BuilderHeader, Client, Credential, CredentialPlace, ErrorBody, Group, HeaderFamily, HeaderStruct, Ident,
    OperationModule, ServerChoice,
};

/// Methods of every builder; setters get other names.
const BUILDER: &[&str] = &[
    "new",
    "build",
    "base_url",
    "server",
    "header",
    "header_family",
    "timeout",
    "no_timeout",
    "retry",
    "transport",
    "middleware",
    "user_agent",
    "fmt",
];
/// Methods of every client, and modules beside its groups.
pub(super) const CLIENT: &[&str] = &[
    "new",
    "builder",
    "base_url",
    "core",
    "request",
    "clone",
    "fmt",
    "types",
    "operation",
    "support",
    "blocking",
    "mock",
];

/// Every client, and what their methods share.
pub(super) struct Planned {
    pub clients: Vec<Client>,
    pub operations: Vec<OperationModule>,
    pub error_body: ErrorBody,
    pub headers: Vec<HeaderStruct>,
}

/// What the methods of all clients share, as far as it is planned.
#[derive(Default)]
pub(super) struct Common {
    pub errors: ErrorPlan,
    pub headers: HeadersPlan,
}

/// Plans every client.
pub(super) fn plan(cx: &mut PlanCx<'_>) -> Planned {
    let api = cx.api;
    let mut common = Common::default();
    let mut clients = Vec::new();
    for (index, document) in api.documents.iter().enumerate() {
        if document.operations.is_empty() {
            continue;
        }
        let client = plan_client(cx, &mut common, index, document);
        #[cfg(feature = "samples")]
        let client = example::plan(cx, client, document);
        clients.push(client);
    }
    let operations = operation::plan(&mut clients);
    Planned {
        clients,
        operations,
        error_body: common.errors.finish(&cx.features),
        headers: common.headers.finish(&cx.features),
    }
}

fn plan_client(cx: &mut PlanCx<'_>, common: &mut Common, index: usize, document: &ir::Document) -> Client {
    let mut setters = Scope::with_reserved(BUILDER.iter().copied());
    let credentials = plan_credentials(cx, document, &mut setters);
    let headers = plan_headers(cx, &mut setters);
    let mut own = Scope::with_reserved(CLIENT.iter().copied());
    let groups = plan_groups(cx, common, document, &mut own, &credentials);
    let servers = server::plan(document, modules(cx, &mut own));
    let takes_any = |choice: &ServerChoice| choice.variables().any(|variable| variable.values.is_none());
    cx.support.server |= servers.as_ref().is_some_and(takes_any);
    Client {
        module: cx.modules[index].module.clone(),
        document: index,
        document_name: document.name.snake(),
        docs: client_docs(document),
        base_url: document.servers.first().and_then(|server| absolute(&server.url)),
        servers,
        security: method::plan_security(&credentials, &document.security),
        credentials,
        header_family: plan_header_family(cx),
        headers,
        groups,
        user_agent: format!("{}/{}", cx.config.package.name, cx.config.package.version),
    }
}

fn client_docs(document: &ir::Document) -> String {
    let mut docs = doc::plain(&document.title);
    if let Some(description) = &document.description {
        docs.push_str("\n\n");
        docs.push_str(&doc::neutralize(description));
    }
    docs
}

/// A server's URL that means something without the document's own address.
pub(super) fn absolute(url: &str) -> Option<String> {
    let known = url.starts_with("https://") || url.starts_with("http://");
    (known && !url.contains('{')).then(|| url.trim_end_matches('/').to_owned())
}

fn plan_credentials(cx: &mut PlanCx<'_>, document: &ir::Document, setters: &mut Scope) -> Vec<Credential> {
    let mut credentials = Vec::new();
    for scheme in &document.security_schemes {
        let place = match &scheme.kind {
            ir::SecuritySchemeKind::ApiKeyHeader { header } => CredentialPlace::Header(header.clone()),
            ir::SecuritySchemeKind::ApiKeyQuery { parameter } => CredentialPlace::Query(parameter.clone()),
            ir::SecuritySchemeKind::ApiKeyCookie { cookie } => CredentialPlace::Cookie(cookie.clone()),
            ir::SecuritySchemeKind::HttpBasic => CredentialPlace::Basic,
            ir::SecuritySchemeKind::HttpBearer { .. } | ir::SecuritySchemeKind::OAuth2 { .. } => {
                CredentialPlace::Bearer
            }
            ir::SecuritySchemeKind::Other { scheme: kind } => {
                let message = format!(
                    "security scheme `{}` of kind `{kind}` is left to the transport",
                    scheme.wire_name
                );
                cx.diagnostics
                    .warning("unsupported-security-scheme", &scheme.origin, message)
                    .help("set up a transport that authenticates the connection");
                continue;
            }
        };
        let token_url = match &scheme.kind {
            ir::SecuritySchemeKind::OAuth2 { token_url } if scheme.fixed.is_none() => token_url.clone(),
            _ => None,
        };
        cx.support.oauth |= token_url.is_some();
        let setter = scheme
            .fixed
            .is_none()
            .then(|| Ident(setters.claim(&scheme.name, Role::Method)));
        credentials.push(Credential {
            scheme: scheme.wire_name.clone(),
            setter,
            docs: credential_docs(scheme, token_url.as_deref()),
            place,
            fixed: scheme.fixed.clone(),
            token_url,
        });
    }
    credentials
}

fn credential_docs(scheme: &ir::SecurityScheme, token_url: Option<&str>) -> String {
    let mut docs = match &scheme.description {
        Some(description) => doc::neutralize(description),
        None => format!("Sets the credential {}.", doc::code(&scheme.wire_name)),
    };
    if let Some(url) = token_url {
        docs.push_str(&format!(
            "\n\nIt is a token, or the `ClientCredentials` that tokens are obtained with from {}.",
            doc::code(url)
        ));
    }
    docs
}

fn plan_headers(cx: &PlanCx<'_>, setters: &mut Scope) -> Vec<BuilderHeader> {
    let headers = cx.config.client.headers.iter();
    headers
        .map(|header| BuilderHeader {
            setter: Ident(setters.claim(&Words::new(&header.setter), Role::Method)),
            header: header.header.clone(),
            docs: doc::neutralize(&header.description),
            value: header.value.clone(),
        })
        .collect()
}

fn plan_header_family(cx: &PlanCx<'_>) -> Option<HeaderFamily> {
    let family = cx.config.client.header_family.as_ref()?;
    let mut variants = Scope::default();
    let mut variant = |name: &str| Ident(variants.claim(&Words::new(name), Role::Variant));
    Some(HeaderFamily {
        canonical: (variant(&family.name), family.prefix.clone()),
        alternatives: family
            .alternatives
            .iter()
            .map(|(name, prefix)| (variant(name), prefix.clone()))
            .collect(),
    })
}

/// Returns the scope of the modules beside a client's groups: the only client of a
/// crate shares its modules with the root.
fn modules<'a>(cx: &'a mut PlanCx<'_>, own: &'a mut Scope) -> &'a mut Scope {
    match cx.api.documents.len() {
        1 => &mut cx.root,
        _ => own,
    }
}

/// Sorts the operations into groups, in the order in which the document first
/// names each, and claims handles before markers: a group keeps its plain name.
fn plan_groups(
    cx: &mut PlanCx<'_>,
    common: &mut Common,
    document: &ir::Document,
    own: &mut Scope,
    credentials: &[Credential],
) -> Vec<Group> {
    let mut members: Vec<(&Words, Vec<usize>)> = Vec::new();
    for (index, operation) in document.operations.iter().enumerate() {
        match members.iter_mut().find(|(group, _)| *group == &operation.group) {
            Some((_, indices)) => indices.push(index),
            None => members.push((&operation.group, vec![index])),
        }
    }
    let mut types = Scope::with_reserved(["Client", "ClientBuilder", "HeaderFamily", "Error", "ErrorBody"]);
    let mut groups = Vec::with_capacity(members.len());
    for (words, indices) in &members {
        let tag = document.tags.iter().find(|tag| &Words::new(&tag.name) == *words);
        // What has the name of a part of the client says that it is a group.
        let group = [(*words).clone(), Words::join([*words, &Words::new("operations")])];
        let ident = Ident(modules(cx, own).claim_first(&group, Role::Module));
        for index in indices {
            chosen::check(cx, chosen::GROUP, &document.operations[*index], &ident);
        }
        groups.push(Group {
            ident,
            handle: Ident(types.claim_first(&group, Role::Type)),
            docs: match tag.and_then(|tag| tag.description.as_ref()) {
                Some(description) => doc::neutralize(description),
                None => format!("Operations on {}.", doc::plain(&words.to_string())),
            },
            gate: cx.features.gate([*words]),
            methods: Vec::new(),
        });
    }
    let operations = document.operations.iter().enumerate();
    let markers = chosen::claim(cx, &mut types, chosen::MARKER, operations);
    let mut shared = Shared {
        document,
        credentials,
        common,
        types: &mut types,
    };
    for (group, (_, indices)) in groups.iter_mut().zip(&members) {
        let mut names = Scope::with_reserved(["core"]);
        let operations = indices.iter().map(|index| (*index, &document.operations[*index]));
        let methods = chosen::claim(cx, &mut names, chosen::METHOD, operations);
        for index in indices {
            let operation = &document.operations[*index];
            let claim = |scope: &mut Scope, words, role| Ident(scope.claim(words, role));
            let marker = markers.get(index).cloned();
            let marker = marker.unwrap_or_else(|| {
                let plain = operation.full_name.clone();
                let longer = Words::join([&plain, &Words::new("operation")]);
                Ident(shared.types.claim_first(&[plain, longer], Role::Type))
            });
            let ident = methods.get(index).cloned();
            let ident = ident.unwrap_or_else(|| claim(&mut names, &operation.name, Role::Method));
            group
                .methods
                .push(method::plan(cx, &mut shared, (ident, marker), *index));
        }
        for (method, index) in group.methods.iter_mut().zip(indices) {
            body::plan_alternatives(cx, &mut names, &document.operations[*index], method);
        }
    }
    groups
}
