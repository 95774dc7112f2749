//! The parts of a multipart body and the fields of a form: their example, as the
//! runtime of the client writes it.

use serde_json::Value;

use super::style::plain;
use crate::ir::{Api, Encoding, EncodingStyle, MediaKind, MediaType, ParameterStyle, TypeKind};

/// A part of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartSample {
    pub name: String,
    pub text: String,
    /// The media type; `None` for plain text.
    pub content_type: Option<String>,
    /// The name of the file, where the part is one.
    pub file_name: Option<String>,
}

/// Returns the parts of the example `value`; none where the body is no multipart.
pub(super) fn parts(api: &Api, media_type: &MediaType, value: &Value) -> Vec<PartSample> {
    let mut parts = Vec::new();
    let Value::Object(members) = value else {
        return parts;
    };
    if media_type.kind != MediaKind::Multipart {
        return parts;
    }
    let is_file = |name: &str| {
        let id = api.parts(media_type);
        let TypeKind::Object(object) = &api.ty(id?).kind else {
            return None;
        };
        let mut properties = object.properties.iter();
        let property = properties.find(|property| property.wire_name == name)?;
        Some(api.is_file(&property.ty))
    };
    for (name, value) in members {
        let encoding = media_type.encoding.iter().find(|encoding| encoding.name == *name);
        match encoding.and_then(|encoding| encoding.style) {
            _ if is_file(name) == Some(true) => files(&mut parts, name, value, encoding),
            Some(style) => styled(&mut parts, name, value, style),
            None => items(&mut parts, name, value, encoding),
        }
    }
    parts
}

/// Returns the fields of the example `value`, names and texts; none where the body is no form.
pub(super) fn fields(media_type: &MediaType, value: &Value) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let members = value.as_object().filter(|_| media_type.kind == MediaKind::Form);
    for (name, value) in members.into_iter().flatten() {
        let encoding = media_type.encoding.iter().find(|encoding| encoding.name == *name);
        match encoding.and_then(|encoding| encoding.style) {
            Some(style) => styled(&mut parts, name, value, style),
            None => items(&mut parts, name, value, None),
        }
    }
    parts.into_iter().map(|part| (part.name, part.text)).collect()
}

fn files(parts: &mut Vec<PartSample>, name: &str, value: &Value, encoding: Option<&Encoding>) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| files(parts, name, item, encoding)),
        value => {
            let content_type = content_type(encoding).unwrap_or_else(|| "application/octet-stream".to_owned());
            parts.push(PartSample {
                name: name.to_owned(),
                text: plain(value),
                file_name: Some(file_name(name, &content_type)),
                content_type: Some(content_type),
            });
        }
    }
}

/// Names a file after its part, in letters that mean nothing to any shell.
fn file_name(name: &str, content_type: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let stem: String = name.chars().filter(|character| is_plain(*character)).collect();
    let stem = if stem.is_empty() { "file" } else { &stem };
    let ending = match content_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/pdf" => "pdf",
        "application/json" => "json",
        "text/csv" => "csv",
        "text/plain" => "txt",
        _ => "bin",
    };
    format!("{stem}.{ending}")
}

fn items(parts: &mut Vec<PartSample>, name: &str, value: &Value, encoding: Option<&Encoding>) {
    match value {
        Value::Null => {}
        Value::Array(values) => {
            for value in values {
                match value {
                    Value::Array(_) => json(parts, name, value, encoding),
                    value => items(parts, name, value, encoding),
                }
            }
        }
        Value::Object(_) => json(parts, name, value, encoding),
        scalar => parts.push(text(name, plain(scalar), content_type(encoding))),
    }
}

fn json(parts: &mut Vec<PartSample>, name: &str, value: &Value, encoding: Option<&Encoding>) {
    let content_type = content_type(encoding).unwrap_or_else(|| "application/json".to_owned());
    parts.push(text(name, value.to_string(), Some(content_type)));
}

fn styled(parts: &mut Vec<PartSample>, name: &str, value: &Value, style: EncodingStyle) {
    let EncodingStyle { style, explode, .. } = style;
    let separator = match style {
        ParameterStyle::SpaceDelimited => " ",
        ParameterStyle::PipeDelimited => "|",
        _ => ",",
    };
    match value {
        Value::Null => {}
        value if style == ParameterStyle::DeepObject => deep(parts, name.to_owned(), value),
        Value::Array(items) if explode => parts.extend(items.iter().map(|item| text(name, plain(item), None))),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(plain).collect();
            parts.push(text(name, items.join(separator), None));
        }
        Value::Object(members) if explode => {
            parts.extend(members.iter().map(|(name, value)| text(name, plain(value), None)));
        }
        Value::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .flat_map(|(key, value)| [key.clone(), plain(value)])
                .collect();
            parts.push(text(name, members.join(separator), None));
        }
        scalar => parts.push(text(name, plain(scalar), None)),
    }
}

/// A sample is as deep as its type, so the recursion ends.
fn deep(parts: &mut Vec<PartSample>, name: String, value: &Value) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| deep(parts, name.clone(), item)),
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(key, value)| deep(parts, format!("{name}[{key}]"), value));
        }
        scalar => parts.push(text(&name, plain(scalar), None)),
    }
}

fn content_type(encoding: Option<&Encoding>) -> Option<String> {
    encoding?.content_type.clone()
}

fn text(name: &str, text: String, content_type: Option<String>) -> PartSample {
    PartSample {
        name: name.to_owned(),
        text,
        content_type,
        file_name: None,
    }
}
