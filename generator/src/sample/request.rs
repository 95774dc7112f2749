//! The example request of an operation: the one model that every language of
//! the documentation prints.

use std::collections::BTreeMap;

use serde_json::Value;

use super::multipart::{self, PartSample};
use super::{Direction, Hints, Level, Placeholder, Sampler, Text, style};
use crate::diagnostic::Diagnostics;
use crate::ir::{
    Document, MediaKind, MediaType, Operation, Parameter, ParameterLocation, PathPart, SecurityRequirement,
    SecurityScheme, SecuritySchemeKind, StatusPattern,
};
use crate::name::Words;

/// A request with an example for each of its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RequestSample {
    pub method: String,
    /// The URL of the server, without a slash at its end.
    pub server: String,
    /// Percent-encoded, from its first slash.
    pub path: Text,
    /// Percent-encoded names and values, in order.
    pub query: Vec<(String, Text)>,
    /// In order: credentials, the operation's own, cookies, the body's media type.
    pub headers: Vec<(String, Text)>,
    pub body: Option<BodySample>,
    /// The values behind path, query, headers and cookies.
    pub parameters: Vec<ParameterSample>,
    /// Whether the answer is a redirect, which is not to be followed.
    pub redirects: bool,
}

/// The value that a parameter has in the sample.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ParameterSample {
    pub wire_name: String,
    pub location: ParameterLocation,
    pub value: Value,
}

/// The body of a sample.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BodySample {
    pub media_type: String,
    pub kind: MediaKind,
    pub value: Value,
    /// The parts of a multipart body, in order.
    pub parts: Vec<PartSample>,
    /// The fields of a form, names and texts, in order.
    pub fields: Vec<(String, String)>,
}

impl BodySample {
    /// Returns the body as `application/x-www-form-urlencoded` text.
    pub fn form(&self) -> String {
        let fields = self.fields.iter();
        let pairs = fields.map(|(name, text)| format!("{}={}", style::encode(name), style::encode(text)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// How the credentials of a document are shown: by the scheme's wire name.
pub(crate) type Credentials = BTreeMap<String, Placeholder>;

/// What stands where the document names no absolute server.
const UNKNOWN_SERVER: &str = "https://api.example.com";

impl RequestSample {
    /// Returns the URL, with the path and the query.
    pub fn url(&self) -> Text {
        let mut url = Text::literal(self.server.clone());
        url.push(self.path.clone());
        for (index, (name, value)) in self.query.iter().enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            let equals = if name.is_empty() { "" } else { "=" };
            url.push(Text::literal(format!("{separator}{name}{equals}")));
            url.push(value.clone());
        }
        url
    }

    /// Returns the value of a parameter.
    pub fn parameter(&self, location: ParameterLocation, wire_name: &str) -> Option<&Value> {
        self.parameters
            .iter()
            .find(|parameter| parameter.location == location && parameter.wire_name == wire_name)
            .map(|parameter| &parameter.value)
    }
}

/// Makes the example request of `operation`. What no value is found for is
/// reported, and left out.
pub(crate) fn request(
    sampler: &Sampler<'_>,
    document: &Document,
    operation: &Operation,
    credentials: &Credentials,
    level: Level,
    diagnostics: &mut Diagnostics,
) -> RequestSample {
    let mut sample = base(
        document,
        operation.server.as_deref(),
        operation.security.as_ref(),
        credentials,
    );
    sample.method = operation.method.as_str().to_owned();
    sample.redirects = operation
        .responses
        .iter()
        .find(|response| response.status.is_success())
        .is_some_and(|response| {
            matches!(
                response.status,
                StatusPattern::Code(300..=399) | StatusPattern::Range(3)
            )
        });
    for parameter in &operation.parameters {
        let wanted = parameter.required || parameter.location == ParameterLocation::Path || level == Level::Full;
        if !wanted || is_credential(&sample, parameter) {
            continue;
        }
        match parameter_value(sampler, parameter) {
            Some(value) => sample.parameters.push(ParameterSample {
                wire_name: parameter.wire_name.clone(),
                location: parameter.location,
                value,
            }),
            None if parameter.required => {
                let message = format!("no example of parameter `{}` is valid", parameter.wire_name);
                diagnostics
                    .warning("unsatisfiable-example", &parameter.origin, message)
                    .help("give the parameter an `example`");
            }
            None => {}
        }
    }
    sample.path = path(operation, &sample);
    place(operation, &mut sample);
    if let Some(media_type) = operation.request_body.as_ref().and_then(|body| body.content.first()) {
        match body(sampler, media_type, level) {
            Some(body) => {
                // Who writes the parts says their boundary too.
                if body.media_type != "multipart/form-data" {
                    set_header(&mut sample, "Content-Type", Text::literal(body.media_type.clone()));
                }
                sample.body = Some(body);
            }
            None => {
                let place = operation.origin.field("requestBody");
                diagnostics
                    .warning(
                        "unsatisfiable-example",
                        &place,
                        "no example of the request body is valid",
                    )
                    .help("give the media type an `example` that is valid for its schema");
            }
        }
    }
    sample
}

/// Makes the request of a document's root: its server and its credentials alone.
pub(crate) fn root(document: &Document, requirement: &SecurityRequirement, credentials: &Credentials) -> RequestSample {
    let mut sample = base(document, None, Some(&vec![requirement.clone()]), credentials);
    sample.path = Text::literal("/");
    sample
}

fn base(
    document: &Document,
    own_server: Option<&str>,
    security: Option<&Vec<SecurityRequirement>>,
    credentials: &Credentials,
) -> RequestSample {
    let of_document = document.servers.first().map(|server| server.url.as_str());
    let server = own_server.or(of_document).unwrap_or_default();
    let server = match server.starts_with("http://") || server.starts_with("https://") {
        true => server.trim_end_matches('/').to_owned(),
        false => format!("{UNKNOWN_SERVER}{}", server.trim_end_matches('/')),
    };
    let mut sample = RequestSample {
        method: "GET".to_owned(),
        server,
        path: Text::default(),
        query: Vec::new(),
        headers: Vec::new(),
        body: None,
        parameters: Vec::new(),
        redirects: false,
    };
    let requirement = security.unwrap_or(&document.security).first();
    for scheme in requirement.iter().flat_map(|requirement| &requirement.schemes) {
        authenticate(document, scheme, credentials, &mut sample);
    }
    sample
}

/// Adds what the scheme called `wire_name` puts into a request.
fn authenticate(document: &Document, wire_name: &str, credentials: &Credentials, sample: &mut RequestSample) {
    let scheme = document
        .security_schemes
        .iter()
        .find(|scheme| scheme.wire_name == wire_name);
    let Some(scheme) = scheme else {
        return;
    };
    let value = |prefix: &str| match &scheme.fixed {
        Some(fixed) => Text::literal(format!("{prefix}{fixed}")),
        None => Text::placeholder(prefix, placeholder_of(scheme, credentials)),
    };
    match &scheme.kind {
        SecuritySchemeKind::ApiKeyHeader { header } => set_header(sample, header, value("")),
        SecuritySchemeKind::ApiKeyQuery { parameter } => sample.query.push((style::encode(parameter), value(""))),
        SecuritySchemeKind::ApiKeyCookie { cookie } => add_cookie(sample, cookie, value("")),
        SecuritySchemeKind::HttpBasic => set_header(sample, "Authorization", value("Basic ")),
        SecuritySchemeKind::HttpBearer { .. } | SecuritySchemeKind::OAuth2 { .. } => {
            set_header(sample, "Authorization", value("Bearer "));
        }
        SecuritySchemeKind::Other { .. } => {}
    }
}

/// Returns how the value of `scheme` is shown in a request. A name and a password are
/// sent as one text in base64 (RFC 7617 section 2).
pub(crate) fn placeholder_of(scheme: &SecurityScheme, credentials: &Credentials) -> Placeholder {
    let is_configured = credentials.contains_key(&scheme.wire_name);
    match &scheme.kind {
        SecuritySchemeKind::HttpBasic if !is_configured => Placeholder {
            display: "<user:password in base64>".to_owned(),
            // `test:basic`
            test: "dGVzdDpiYXNpYw==".to_owned(),
        },
        _ => placeholder(&scheme.wire_name, credentials),
    }
}

/// Returns how the scheme's value is shown, `<your …>` unless configured.
pub(crate) fn placeholder(scheme: &str, credentials: &Credentials) -> Placeholder {
    credentials.get(scheme).cloned().unwrap_or_else(|| {
        let words = Words::new(scheme);
        Placeholder {
            display: format!("<your {words}>"),
            test: format!("test-{}", words.kebab()),
        }
    })
}

/// Tells whether a credential already stands where the parameter would.
fn is_credential(sample: &RequestSample, parameter: &Parameter) -> bool {
    match parameter.location {
        ParameterLocation::Header => sample
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(&parameter.wire_name)),
        ParameterLocation::Query => sample
            .query
            .iter()
            .any(|(name, _)| *name == style::encode(&parameter.wire_name)),
        ParameterLocation::Path | ParameterLocation::Cookie => false,
    }
}

fn parameter_value(sampler: &Sampler<'_>, parameter: &Parameter) -> Option<Value> {
    if let Some(constant) = &parameter.constant {
        return Some(constant.clone());
    }
    let hints = Hints {
        name: &parameter.wire_name,
        examples: &parameter.examples,
        constant: None,
        default: parameter.default.as_ref(),
    };
    let value = sampler
        .value(&parameter.ty, Direction::Request, Level::Minimal, hints)
        .ok()?;
    // What would make another path of it (RFC 3986 section 5.2.4) is no example.
    let breaks =
        parameter.location == ParameterLocation::Path && matches!(style::plain(&value).as_str(), "" | "." | "..");
    (!breaks).then_some(value)
}

fn path(operation: &Operation, sample: &RequestSample) -> Text {
    let text = operation.path.parts.iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Parameter(name) => {
            let parameter = operation
                .parameters
                .iter()
                .find(|parameter| parameter.location == ParameterLocation::Path && parameter.wire_name == *name);
            let value = sample.parameter(ParameterLocation::Path, name);
            match (parameter, value) {
                (Some(parameter), Some(value)) => style::path(parameter, value),
                _ => style::encode(&format!("<{name}>")),
            }
        }
    });
    Text::literal(text.collect::<String>())
}

/// Writes the parameters' values into the query, the headers and the cookies.
fn place(operation: &Operation, sample: &mut RequestSample) {
    for parameter in &operation.parameters {
        let Some(value) = sample.parameter(parameter.location, &parameter.wire_name).cloned() else {
            continue;
        };
        match parameter.location {
            ParameterLocation::Path => {}
            ParameterLocation::Query => {
                let pairs = style::query(parameter, &value);
                sample
                    .query
                    .extend(pairs.into_iter().map(|(name, value)| (name, Text::literal(value))));
            }
            ParameterLocation::Header => {
                set_header(
                    sample,
                    &parameter.wire_name,
                    Text::literal(style::header(parameter, &value)),
                );
            }
            ParameterLocation::Cookie => {
                add_cookie(
                    sample,
                    &parameter.wire_name,
                    Text::literal(style::header(parameter, &value)),
                );
            }
        }
    }
}

/// Sets a header, once whatever its case.
fn set_header(sample: &mut RequestSample, name: &str, value: Text) {
    sample.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    sample.headers.push((name.to_owned(), value));
}

fn add_cookie(sample: &mut RequestSample, name: &str, value: Text) {
    let position = sample.headers.iter().position(|(known, _)| known == "Cookie");
    let mut cookies = position.map(|index| sample.headers.remove(index).1).unwrap_or_default();
    let separator = if cookies.0.is_empty() { "" } else { "; " };
    cookies.push(Text::literal(format!("{separator}{name}=")));
    cookies.push(value);
    sample.headers.push(("Cookie".to_owned(), cookies));
}

fn body(sampler: &Sampler<'_>, media_type: &MediaType, level: Level) -> Option<BodySample> {
    let hints = Hints {
        examples: &media_type.examples,
        ..Hints::default()
    };
    let value = sampler.value(&media_type.ty, Direction::Request, level, hints).ok()?;
    Some(BodySample {
        media_type: media_type.name.clone(),
        kind: media_type.kind,
        parts: multipart::parts(sampler.api, media_type, &value),
        fields: multipart::fields(media_type, &value),
        value,
    })
}
