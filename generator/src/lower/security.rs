//! Lowers security schemes and requirements into [`ir::SecurityScheme`] and
//! [`ir::SecurityRequirement`].

use std::collections::BTreeMap;

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme};

use super::context::{Cx, resolve};
use crate::ir;
use crate::name::Words;
use crate::source::Pointer;

/// Lowers `components.securitySchemes`. `fixed` are the values that the
/// configuration sets.
pub(super) fn lower_schemes(cx: &mut Cx<'_>, fixed: &BTreeMap<String, String>) -> Vec<ir::SecurityScheme> {
    let mut schemes = Vec::new();
    let components = cx.openapi.components.as_ref();
    let declared = components.map(|components| &components.security_schemes);
    let root = cx.root();
    let place = root.field("components").field("securitySchemes");
    for (name, node) in declared.into_iter().flatten() {
        let pointer = place.field(name);
        let Some((scheme, _)) = resolve(node, &pointer, &root, "securitySchemes", declared) else {
            continue;
        };
        schemes.push(lower_scheme(cx, name, scheme, fixed.get(name), &pointer));
    }
    for name in fixed.keys() {
        if !schemes.iter().any(|scheme| scheme.wire_name == *name) {
            cx.error(
                "credential-without-scheme",
                &place,
                format!("the configuration fixes `{name}`, which is no security scheme of the document"),
            )
            .help("correct the name under `credentials` in codegen.toml");
        }
    }
    schemes
}

fn lower_scheme(
    cx: &Cx<'_>,
    name: &str,
    scheme: &SecurityScheme,
    fixed: Option<&String>,
    pointer: &Pointer,
) -> ir::SecurityScheme {
    let (kind, description) = match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => (api_key(location, name), description),
        SecurityScheme::HTTP {
            scheme,
            bearer_format,
            description,
            ..
        } => (http(scheme, bearer_format.clone()), description),
        SecurityScheme::OAuth2 { flows, description, .. } => {
            let flow = flows.client_credentials.as_ref();
            let token_url = flow.map(|flow| flow.token_url.clone());
            (ir::SecuritySchemeKind::OAuth2 { token_url }, description)
        }
        SecurityScheme::OpenIDConnect { description, .. } => {
            (ir::SecuritySchemeKind::OAuth2 { token_url: None }, description)
        }
    };
    ir::SecurityScheme {
        wire_name: name.to_owned(),
        name: Words::new(name),
        kind,
        description: description.clone(),
        fixed: fixed.cloned(),
        origin: cx.origin(pointer),
    }
}

fn api_key(location: &APIKeyLocation, name: &str) -> ir::SecuritySchemeKind {
    let name = name.to_owned();
    match location {
        APIKeyLocation::Header => ir::SecuritySchemeKind::ApiKeyHeader { header: name },
        APIKeyLocation::Query => ir::SecuritySchemeKind::ApiKeyQuery { parameter: name },
        APIKeyLocation::Cookie => ir::SecuritySchemeKind::ApiKeyCookie { cookie: name },
    }
}

fn http(scheme: &str, format: Option<String>) -> ir::SecuritySchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => ir::SecuritySchemeKind::HttpBasic,
        "bearer" => ir::SecuritySchemeKind::HttpBearer { format },
        _ => ir::SecuritySchemeKind::Other {
            scheme: scheme.to_owned(),
        },
    }
}

/// Lowers a `security` list; an alternative with an unknown scheme is left out.
pub(super) fn lower_requirements(
    cx: &mut Cx<'_>,
    requirements: &[SecurityRequirement],
    schemes: &[ir::SecurityScheme],
    pointer: &Pointer,
) -> Vec<ir::SecurityRequirement> {
    let mut lowered = Vec::with_capacity(requirements.len());
    for (index, requirement) in requirements.iter().enumerate() {
        let unknown = requirement
            .keys()
            .find(|name| !schemes.iter().any(|scheme| scheme.wire_name == **name));
        if let Some(name) = unknown {
            cx.fault(
                "unknown-security-scheme",
                &pointer.index(index).field(name),
                format!("the security scheme `{name}` is not declared; the alternative is left out"),
            )
            .help("declare it under `components.securitySchemes`, or correct the name");
            continue;
        }
        lowered.push(ir::SecurityRequirement {
            schemes: requirement.keys().cloned().collect(),
        });
    }
    lowered
}
