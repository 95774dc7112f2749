//! Lowers parameters into [`ir::Parameter`]: those of the path item and of the
//! operation merged, path parameters in the order of the URL.

use openapiv3::{CookieStyle, HeaderStyle, Parameter, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

use super::body;
use super::context::{Cx, Place, Site, resolve};
use super::schema::{self, Annotations, Use, annotations, media_examples};
use crate::ir::{
    self, AnyReason, Docs, ParameterLocation, ParameterStyle, PathTemplate, SecurityRequirement, SecurityScheme,
    SecuritySchemeKind, TypeRef,
};
use crate::name::Words;
use crate::source::Pointer;
use crate::spec::{ALLOW_RESERVED, COOKIE_STYLE, QUERY_STRING};

/// What the parameters of one operation depend on.
pub(super) struct Owner<'o> {
    /// The index of the operation in its document.
    pub operation: usize,
    pub path: &'o PathTemplate,
    /// The requirements that are in force, the document's included.
    pub security: &'o [SecurityRequirement],
    pub schemes: &'o [SecurityScheme],
    pub pointer: &'o Pointer,
}

/// Lowers the parameters of an operation. `shared` are the path item's, and
/// both lists come with where they stand.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a>,
    shared: (&'a [ReferenceOr<Parameter>], Pointer),
    own: (&'a [ReferenceOr<Parameter>], Pointer),
    owner: &Owner<'_>,
) -> Vec<ir::Parameter> {
    let mut merged: Vec<(&'a Parameter, Pointer)> = Vec::new();
    for (list, place, is_own) in [(shared.0, shared.1, false), (own.0, own.1, true)] {
        let start = merged.len();
        for (index, node) in list.iter().enumerate() {
            let Some((parameter, place)) = resolve_parameter(cx, node, &place.index(index)) else {
                continue;
            };
            let same = |(known, _): &(&Parameter, Pointer)| key(known) == key(parameter);
            match merged.iter().position(same) {
                Some(known) if is_own && known < start => merged[known] = (parameter, place),
                Some(_) => {
                    let name = &parameter.parameter_data_ref().name;
                    cx.warning(
                        "duplicate-parameter",
                        &place,
                        format!("the parameter `{name}` is declared twice; the first one holds"),
                    )
                    .help("remove one of them");
                }
                None => merged.push((parameter, place)),
            }
        }
    }
    let mut lowered: Vec<ir::Parameter> = Vec::with_capacity(merged.len());
    for (parameter, place) in merged {
        if is_taken(cx, parameter, owner, &place) {
            continue;
        }
        lowered.push(lower_parameter(cx, parameter, owner.operation, &place));
    }
    in_url_order(cx, lowered, owner)
}

fn resolve_parameter<'a>(
    cx: &Cx<'a>,
    node: &'a ReferenceOr<Parameter>,
    pointer: &Pointer,
) -> Option<(&'a Parameter, Pointer)> {
    let components = cx.openapi.components.as_ref().map(|components| &components.parameters);
    resolve(node, pointer, &cx.root(), "parameters", components)
}

/// A parameter is identified by its name and its location.
fn key(parameter: &Parameter) -> (&str, &'static str) {
    let location = match parameter {
        Parameter::Query { .. } => "query",
        Parameter::Header { .. } => "header",
        Parameter::Path { .. } => "path",
        Parameter::Cookie { .. } => "cookie",
    };
    (&parameter.parameter_data_ref().name, location)
}

/// Tells whether something else fills the parameter: a header that OpenAPI
/// reserves, or a credential.
fn is_taken(cx: &mut Cx<'_>, parameter: &Parameter, owner: &Owner<'_>, pointer: &Pointer) -> bool {
    let (name, location) = key(parameter);
    let reserved = ["accept", "content-type", "authorization"];
    if location == "header" && reserved.contains(&name.to_ascii_lowercase().as_str()) {
        cx.warning(
            "reserved-header",
            pointer,
            format!("the header parameter `{name}` is ignored, as OpenAPI asks"),
        )
        .help("describe it by the media types or by a security scheme");
        return true;
    }
    let wanted = |scheme: &&SecurityScheme| {
        owner
            .security
            .iter()
            .any(|requirement| requirement.schemes.contains(&scheme.wire_name))
    };
    let scheme = owner.schemes.iter().filter(wanted).find(|scheme| match &scheme.kind {
        SecuritySchemeKind::ApiKeyHeader { header } => location == "header" && header.eq_ignore_ascii_case(name),
        SecuritySchemeKind::ApiKeyQuery { parameter } => location == "query" && parameter == name,
        SecuritySchemeKind::ApiKeyCookie { cookie } => location == "cookie" && cookie == name,
        _ => false,
    });
    let Some(scheme) = scheme else { return false };
    cx.warning(
        "parameter-is-credential",
        pointer,
        format!(
            "the parameter `{name}` is left out: the security scheme `{}` sends it",
            scheme.wire_name
        ),
    )
    .help("remove the parameter from the operation");
    true
}

fn lower_parameter<'a>(
    cx: &mut Cx<'a>,
    parameter: &'a Parameter,
    operation: usize,
    pointer: &Pointer,
) -> ir::Parameter {
    let data = parameter.parameter_data_ref();
    let (location, mut style) = location_and_style(parameter);
    if data.extensions.contains_key(COOKIE_STYLE) {
        style = ParameterStyle::Cookie;
    }
    let site = Site::new(Place::Parameter(cx.document, operation, Words::new(&data.name)));
    let required = data.required || location == ParameterLocation::Path;
    let (ty, style, constant, notes) = match &data.format {
        ParameterSchemaOrContent::Schema(node) => {
            let part = [Use::new(node, pointer.field("schema"))];
            let constant = schema::object::constant(cx, &part).filter(|_| required);
            let ty = match &constant {
                Some(value) => schema::object::scalar_of(value),
                None => schema::lower_all(cx, &part, &site),
            };
            (ty, style, constant, annotations(&part))
        }
        ParameterSchemaOrContent::Content(content) => {
            let is_whole = data.extensions.contains_key(QUERY_STRING);
            if let Some((name, _)) = content.first().filter(|_| !is_whole)
                && body::media_kind(name) != ir::MediaKind::Json
            {
                let place = pointer.field("content").field(name);
                let message = format!("the value is written as JSON, not as `{name}`");
                cx.warning("parameter-media-type", &place, message)
                    .help("describe it by a `schema` and a `style`");
            }
            let node = content.first().and_then(|(name, media_type)| {
                Some((
                    media_type.schema.as_ref()?,
                    pointer.field("content").field(name).field("schema"),
                ))
            });
            let ty = node.map_or(TypeRef::Any(AnyReason::NoType), |(node, place)| {
                schema::lower(cx, Use::new(node, place), &site)
            });
            let style = match is_whole {
                true => ParameterStyle::QueryString,
                false => ParameterStyle::Json,
            };
            (ty, style, None, Annotations::default())
        }
    };
    let components = cx.openapi.components.as_ref().map(|components| &components.examples);
    let mut examples = media_examples(data.example.as_ref(), &data.examples, components);
    if examples.is_empty() {
        examples = notes.examples;
    }
    ir::Parameter {
        wire_name: data.name.clone(),
        name: Words::new(&data.name),
        location,
        required,
        ty,
        style,
        explode: data
            .explode
            .unwrap_or(matches!(style, ParameterStyle::Form | ParameterStyle::Cookie)),
        allow_reserved: data.extensions.contains_key(ALLOW_RESERVED),
        docs: Docs {
            summary: None,
            description: data.description.clone().or(notes.docs.description),
            deprecated: data.deprecated == Some(true) || notes.docs.deprecated,
        },
        constant,
        default: notes.default,
        examples,
        origin: cx.origin(pointer),
    }
}

fn location_and_style(parameter: &Parameter) -> (ParameterLocation, ParameterStyle) {
    match parameter {
        Parameter::Query { style, .. } => (
            ParameterLocation::Query,
            match style {
                QueryStyle::Form => ParameterStyle::Form,
                QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
                QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
                QueryStyle::DeepObject => ParameterStyle::DeepObject,
            },
        ),
        Parameter::Header {
            style: HeaderStyle::Simple,
            ..
        } => (ParameterLocation::Header, ParameterStyle::Simple),
        Parameter::Path { style, .. } => (
            ParameterLocation::Path,
            match style {
                PathStyle::Simple => ParameterStyle::Simple,
                PathStyle::Label => ParameterStyle::Label,
                PathStyle::Matrix => ParameterStyle::Matrix,
            },
        ),
        Parameter::Cookie {
            style: CookieStyle::Form,
            ..
        } => (ParameterLocation::Cookie, ParameterStyle::Form),
    }
}

/// Puts the path parameters first, in the order of the URL; adds those that are
/// not declared, and drops those that are not in the URL.
fn in_url_order(cx: &mut Cx<'_>, lowered: Vec<ir::Parameter>, owner: &Owner<'_>) -> Vec<ir::Parameter> {
    let (mut in_path, others): (Vec<_>, Vec<_>) = lowered
        .into_iter()
        .partition(|parameter| parameter.location == ParameterLocation::Path);
    let mut ordered: Vec<ir::Parameter> = Vec::new();
    for name in owner.path.parameters() {
        if ordered.iter().any(|parameter| parameter.wire_name == name) {
            continue;
        }
        if let Some(index) = in_path.iter().position(|parameter| parameter.wire_name == name) {
            ordered.push(in_path.remove(index));
            continue;
        }
        cx.warning(
            "undeclared-path-parameter",
            owner.pointer,
            format!("the path parameter `{name}` is not declared; a string is assumed"),
        )
        .help("declare it under `parameters` with `in: path`");
        ordered.push(undeclared(cx, name, owner.pointer));
    }
    for parameter in in_path {
        let name = &parameter.wire_name;
        cx.diagnostics
            .warning(
                "path-parameter-not-in-path",
                &parameter.origin,
                format!("the path parameter `{name}` does not stand in `{}`", owner.path.text),
            )
            .help("correct the name, or remove the parameter");
    }
    ordered.extend(others);
    ordered
}

fn undeclared(cx: &Cx<'_>, name: &str, pointer: &Pointer) -> ir::Parameter {
    ir::Parameter {
        wire_name: name.to_owned(),
        name: Words::new(name),
        location: ParameterLocation::Path,
        required: true,
        ty: string(),
        style: ParameterStyle::Simple,
        explode: false,
        allow_reserved: false,
        docs: Docs::default(),
        constant: None,
        default: None,
        examples: Vec::new(),
        origin: cx.origin(pointer),
    }
}

fn string() -> TypeRef {
    match schema::object::scalar_of(&Value::String(String::new())) {
        TypeRef::Scalar(mut scalar) => {
            scalar.examples.clear();
            TypeRef::Scalar(scalar)
        }
        other => other,
    }
}
