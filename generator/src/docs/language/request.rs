//! What the templates of the samples see: a request as it is printed, with the
//! placeholders displayed.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Encoder;
use crate::docs::shell;
use crate::ir::{MediaKind, Method, Operation, StatusPattern};
use crate::sample::{BodySample, RequestSample};

/// A request.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(in crate::docs) struct RequestView {
    /// As it is sent, such as `POST`.
    pub method: String,
    /// In small letters, for the methods for which HTTP libraries have a
    /// function. Safe to print as code.
    pub verb: Option<&'static str>,
    /// With the path and the query, percent-encoded.
    pub url: String,
    /// By name, in the order in which they are sent.
    pub headers: Map<String, Value>,
    /// Without the media type of the body, which some libraries add.
    pub other_headers: Map<String, Value>,
    pub body: Option<BodyView>,
    pub answer: Answer,
}

/// The body of a request.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "SampleBodyView"))]
pub(in crate::docs) struct BodyView {
    pub media_type: String,
    #[serde(flatten)]
    pub content: Content,
}

/// What a body holds.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(in crate::docs) enum Content {
    /// `value` as data, and as `text`.
    Json { value: Value, text: String },
    /// `fields` by name, and the whole as `text`.
    Form { fields: Map<String, Value>, text: String },
    /// Sent as it stands; JSON too, where the language would change it.
    Text { text: String },
    /// The file `body.bin`.
    Binary,
}

/// What a program does with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(in crate::docs) enum Answer {
    /// It has no body.
    None,
    Json,
    Text,
    Binary,
    /// It leads elsewhere, and where is the answer.
    Redirect,
}

/// Returns what the first successful response of an operation is.
pub(in crate::docs) fn answer(operation: &Operation) -> Answer {
    if operation.method == Method::Head {
        return Answer::None;
    }
    let mut responses = operation.responses.iter();
    let Some(response) = responses.find(|response| response.status.is_success()) else {
        return Answer::Text;
    };
    if matches!(
        response.status,
        StatusPattern::Code(300..=399) | StatusPattern::Range(3)
    ) {
        return Answer::Redirect;
    }
    match response.content.first().map(|content| content.kind) {
        None => Answer::None,
        Some(MediaKind::Json) => Answer::Json,
        Some(MediaKind::Form | MediaKind::Text | MediaKind::Events | MediaKind::Lines) => Answer::Text,
        Some(MediaKind::Multipart | MediaKind::Binary) => Answer::Binary,
    }
}

impl RequestView {
    /// Describes `request` to a template of the language of `encoder`.
    pub fn new(request: &RequestSample, answer: Answer, encoder: &Encoder) -> Self {
        let of_body = |name: &str| request.body.is_some() && name.eq_ignore_ascii_case("Content-Type");
        let headers: Map<String, Value> = request
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), Value::String(value.display())))
            .collect();
        Self {
            method: request.method.clone(),
            verb: verb(&request.method),
            url: request.url().display(),
            other_headers: headers
                .iter()
                .filter(|(name, _)| !of_body(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            headers,
            body: request.body.as_ref().map(|body| BodyView {
                media_type: body.media_type.clone(),
                content: content(body, encoder),
            }),
            answer,
        }
    }
}

fn content(body: &BodySample, encoder: &Encoder) -> Content {
    match (body.kind, &body.value) {
        (MediaKind::Json, value) if (encoder.keeps)(value) => Content::Json {
            value: value.clone(),
            text: shell::json(value),
        },
        (MediaKind::Form, Value::Object(map)) => Content::Form {
            fields: map
                .iter()
                .map(|(name, value)| (name.clone(), Value::String(BodySample::part(value))))
                .collect(),
            text: body.form(),
        },
        (MediaKind::Form, _) => Content::Text { text: body.form() },
        (MediaKind::Text, Value::String(text)) => Content::Text { text: text.clone() },
        (MediaKind::Json | MediaKind::Text | MediaKind::Events, value) => Content::Text {
            text: shell::json(value),
        },
        (MediaKind::Multipart | MediaKind::Binary | MediaKind::Lines, _) => Content::Binary,
    }
}

fn verb(method: &str) -> Option<&'static str> {
    Some(match method {
        "GET" => "get",
        "PUT" => "put",
        "POST" => "post",
        "DELETE" => "delete",
        "OPTIONS" => "options",
        "HEAD" => "head",
        "PATCH" => "patch",
        _ => return None,
    })
}
