//! Makes a request body of the parameters that are one.

use serde_json::{Map, Value, json};

use super::is_file;
use crate::source::Pointer;
use crate::spec::normalize::Cx;

/// The media types of forms.
const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// A parameter with `in: body` or `in: formData`, and where it stands.
#[derive(Clone)]
pub(super) struct Sent {
    parameter: Map<String, Value>,
    place: Pointer,
}

impl Sent {
    pub fn new(parameter: Map<String, Value>, place: Pointer) -> Self {
        Self { parameter, place }
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.parameter.get(key).and_then(Value::as_str)
    }

    fn is_whole(&self) -> bool {
        self.text("in") == Some("body")
    }

    fn is_required(&self) -> bool {
        self.parameter.get("required") == Some(&Value::Bool(true))
    }

    fn schema(&self) -> Value {
        self.parameter.get("schema").cloned().unwrap_or_else(|| json!({}))
    }

    /// Tells whether an operation's own parameter stands in for one of its path.
    pub fn replaces(&self, other: &Self) -> bool {
        self.is_whole() || other.is_whole() || self.text("name") == other.text("name")
    }
}

/// Makes the request body of the operation at `place`.
///
/// `{in: body, schema: S}` → `{content: {application/json: {schema: S}}}`;
/// `{in: formData, name: a, type: string}` →
/// `{content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}`
pub(super) fn body(cx: &mut Cx<'_>, sent: Vec<Sent>, consumes: &[String], place: &Pointer) -> Value {
    let Some(whole) = sent.iter().position(Sent::is_whole) else {
        return form(cx, &sent, consumes, place);
    };
    for (index, other) in sent.iter().enumerate() {
        if index != whole {
            let message = "an operation has one body; this parameter is left out";
            let origin = cx.origins.origin(&other.place);
            cx.diagnostics.fault("conflicting-keywords", &origin, message);
        }
    }
    let whole = &sent[whole];
    let consumes: Vec<&str> = match consumes {
        [] => vec!["application/json"],
        types => types.iter().map(String::as_str).collect(),
    };
    let to = place.field("requestBody");
    cx.moves.push((to.clone(), whole.place.clone()));
    let content = content(&consumes, &whole.schema());
    for media_type in consumes {
        let to = to.field("content").field(media_type);
        cx.moves.push((to.clone(), whole.place.clone()));
        cx.moves.push((to.field("schema"), whole.place.field("schema")));
    }
    let mut body = Map::new();
    if let Some(description) = whole.parameter.get("description") {
        body.insert("description".to_owned(), description.clone());
    }
    body.insert("required".to_owned(), json!(whole.is_required()));
    body.insert("content".to_owned(), content);
    Value::Object(body)
}

fn form(cx: &mut Cx<'_>, fields: &[Sent], consumes: &[String], place: &Pointer) -> Value {
    let has_file = fields.iter().any(|field| is_file(&field.schema()));
    let listed = |media_type: &str| consumes.iter().any(|other| other.starts_with(media_type));
    let media_types: &[&str] = match (listed(URLENCODED), listed(MULTIPART)) {
        _ if has_file => &[MULTIPART],
        (true, true) => &[URLENCODED, MULTIPART],
        (false, true) => &[MULTIPART],
        _ => &[URLENCODED],
    };
    let to = place.field("requestBody");
    let from = place.field("parameters");
    cx.moves.push((to.clone(), from.clone()));
    for media_type in media_types {
        let to = to.field("content").field(media_type);
        cx.moves.push((to.clone(), from.clone()));
        cx.moves.push((to.field("schema"), from.clone()));
        for field in fields {
            let name = field.text("name").unwrap_or_default();
            let to = to.field("schema").field("properties").field(name);
            cx.moves.push((to, field.place.clone()));
        }
    }
    let mut content = content(media_types, &fields_schema(fields));
    let encoding = encoding(fields);
    for media_type in content.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if let (false, Some(media_type)) = (encoding.is_empty(), media_type.as_object_mut()) {
            media_type.insert("encoding".to_owned(), Value::Object(encoding.clone()));
        }
    }
    json!({
        "required": fields.iter().any(Sent::is_required),
        "content": content,
    })
}

/// Makes the encodings of the lists that are joined into one value; others repeat
/// their name for each item without being told.
fn encoding(fields: &[Sent]) -> Map<String, Value> {
    let joined = fields
        .iter()
        .filter(|field| field.parameter.get("explode") == Some(&Value::Bool(false)));
    joined
        .map(|field| {
            let name = field.text("name").unwrap_or_default().to_owned();
            (name, json!({ "style": field.text("style"), "explode": false }))
        })
        .collect()
}

/// Makes the schema of an object that has the fields of a form.
fn fields_schema(fields: &[Sent]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        let name = field.text("name").unwrap_or_default();
        let mut schema = field.schema();
        if let (Some(map), Some(description)) = (schema.as_object_mut(), field.parameter.get("description")) {
            map.entry("description").or_insert_with(|| description.clone());
        }
        properties.insert(name.to_owned(), schema);
        if field.is_required() {
            required.push(name);
        }
    }
    let mut schema = json!({ "type": "object", "properties": properties });
    if let (false, Some(map)) = (required.is_empty(), schema.as_object_mut()) {
        map.insert("required".to_owned(), json!(required));
    }
    schema
}

fn content(media_types: &[&str], schema: &Value) -> Value {
    let content = media_types.iter();
    Value::Object(
        content
            .map(|media_type| ((*media_type).to_owned(), json!({ "schema": schema })))
            .collect(),
    )
}
