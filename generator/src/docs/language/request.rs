//! What the templates of the samples see: a request as it is printed, with the
//! placeholders displayed.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Encoder;
use crate::docs::shell;
use crate::ir::{MediaKind, Method, Operation, StatusPattern};
use crate::sample::{BodySample, PartSample, RequestSample};

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
    /// `multipart/form-data`, of which libraries choose the boundary.
    Multipart { parts: Vec<PartView> },
    /// The file `body.bin`.
    Binary,
}

/// A part of a form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(in crate::docs) struct PartView {
    pub name: String,
    /// `None` where the part is a file.
    pub text: Option<String>,
    /// `None` for plain text.
    pub media_type: Option<String>,
    /// The file to read, where the part is one.
    pub file: Option<String>,
    /// What the part is called where a library gives each part with a media type
    /// the name of a file.
    pub file_name: String,
    /// Whether another part has the same name.
    pub repeated: bool,
    /// The value of `Content-Disposition` (RFC 7578 section 4.2).
    pub disposition: String,
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
        (MediaKind::Form, _) => {
            let fields = body.fields.iter();
            let fields: Map<_, _> = fields
                .map(|(name, text)| (name.clone(), Value::String(text.clone())))
                .collect();
            let text = body.form();
            // Languages have a form as a map, which has each name once.
            match !fields.is_empty() && fields.len() == body.fields.len() {
                true => Content::Form { fields, text },
                false => Content::Text { text },
            }
        }
        (MediaKind::Text, Value::String(text)) => Content::Text { text: text.clone() },
        (MediaKind::Json | MediaKind::Text | MediaKind::Events, value) => Content::Text {
            text: shell::json(value),
        },
        (MediaKind::Multipart, _) => Content::Multipart {
            parts: body.parts.iter().map(|part| PartView::new(part, &body.parts)).collect(),
        },
        (MediaKind::Binary | MediaKind::Lines, _) => Content::Binary,
    }
}

impl PartView {
    /// Describes `part`, which is one of `all`.
    fn new(part: &PartSample, all: &[PartSample]) -> Self {
        let PartSample {
            name,
            text,
            content_type,
            file_name,
        } = part;
        // As browsers do (HTML Standard, "multipart/form-data encoding algorithm").
        let escaped = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let mut disposition = format!("form-data; name=\"{escaped}\"");
        if let Some(file) = file_name {
            disposition.push_str(&format!("; filename=\"{file}\""));
        }
        Self {
            name: name.clone(),
            text: file_name.is_none().then(|| text.clone()),
            media_type: content_type.clone(),
            file: file_name.clone(),
            file_name: file_name.clone().unwrap_or_else(|| "blob".to_owned()),
            repeated: all.iter().filter(|other| other.name == *name).count() > 1,
            disposition,
        }
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
