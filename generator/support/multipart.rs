//! Bodies of `multipart/form-data` (RFC 7578) and the other multipart types.
//!
//! No value can add a part or a header: the boundary is random, names are
//! encoded as browsers do it, and headers are checked.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::body::{Body, Chunks, Source};
use super::error::BuildError;
use super::part::{Files, Part, ToForm};
use super::request::Request;
use super::retry;
use super::style::{Parameter, Style, ValueStyle, text};
use super::transport::{BoxFuture, TransportError};

/// What the document says about the parts of one name (OpenAPI 3.1 section 4.8.15).
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    /// The name of the parts.
    pub name: &'static str,
    /// Their media type.
    pub content_type: Option<&'static str>,
    /// How lists and objects are written; JSON where nothing is said.
    pub style: Option<ValueStyle>,
    /// Headers that always have one value.
    pub headers: &'static [(&'static str, &'static str)],
}

impl Encoding {
    /// Says nothing of the parts called `name`.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            content_type: None,
            style: None,
            headers: &[],
        }
    }

    /// Sets the media type.
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = Some(media_type);
        self
    }

    /// Sets how lists and objects are written.
    pub const fn style(mut self, style: ValueStyle) -> Self {
        self.style = Some(style);
        self
    }

    /// Sets the headers that always have one value.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }
}

impl Request<'_> {
    /// Sends the parts of `body` under a media type of multipart.
    pub fn multipart(&mut self, media_type: &str, body: &dyn ToForm, encodings: &[Encoding]) {
        let boundary = retry::key();
        let mut form = FormWriter {
            has_names: media_type.eq_ignore_ascii_case("multipart/form-data"),
            boundary: &boundary,
            encodings,
            pieces: Vec::new(),
            text: Vec::new(),
            failure: None,
        };
        body.write(&mut form);
        match form.finish() {
            Ok(body) => self.body(&format!("{media_type}; boundary={boundary}"), body),
            Err(failure) => self.fail(failure),
        }
    }
}

/// Writes the parts of a body, one after the other.
pub struct FormWriter<'w> {
    /// Whether parts say their names: those of other types than `form-data` have none.
    has_names: bool,
    boundary: &'w str,
    encodings: &'w [Encoding],
    pieces: Vec<Body>,
    /// What follows the last piece.
    text: Vec<u8>,
    failure: Option<BuildError>,
}

impl fmt::Debug for FormWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormWriter")
            .field("pieces", &self.pieces)
            .finish_non_exhaustive()
    }
}

impl FormWriter<'_> {
    /// Writes a part as it is.
    pub fn part(&mut self, name: &str, part: &Part) {
        let encoding = self.encoding(name);
        self.write(name, part, encoding, None);
    }

    /// Writes files. One without a name is called like its part, since servers
    /// tell files from fields by it.
    pub fn files(&mut self, name: &str, files: &dyn Files) {
        let encoding = self.encoding(name);
        files.each(&mut |file| {
            let named = match file.file_name {
                Some(_) => file.clone(),
                None => file.clone().file_name(name),
            };
            self.write(name, &named, encoding, Some("application/octet-stream"));
        });
    }

    /// Writes a value: scalars as text, objects as JSON, and the items of a list
    /// as parts of one name, unless the document has another style. Nothing is
    /// written for null.
    pub fn value(&mut self, name: &str, value: &dyn Parameter) {
        let value = match value.to_value() {
            Ok(value) => value,
            Err(error) => {
                let message = format!("at `{name}`: {error}");
                self.failure.get_or_insert(BuildError::Body { message });
                return;
            }
        };
        let encoding = self.encoding(name);
        match encoding.and_then(|encoding| encoding.style) {
            None => self.items(name, &value, encoding),
            Some(style) => self.styled(name, &value, style),
        }
    }

    fn items(&mut self, name: &str, value: &Value, encoding: Option<Encoding>) {
        match value {
            Value::Null => {}
            Value::Array(items) => {
                for item in items {
                    match item {
                        Value::Array(_) => self.json(name, item, encoding),
                        item => self.items(name, item, encoding),
                    }
                }
            }
            Value::Object(_) => self.json(name, value, encoding),
            scalar => self.write(name, &Part::new(text(scalar)), encoding, None),
        }
    }

    fn json(&mut self, name: &str, value: &Value, encoding: Option<Encoding>) {
        self.write(name, &Part::new(value.to_string()), encoding, Some("application/json"));
    }

    /// Writes a value in a style of queries, as names and texts that are not
    /// percent-encoded: no character of a part is special.
    fn styled(&mut self, name: &str, value: &Value, style: ValueStyle) {
        let separator = match style.style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            _ => ",",
        };
        match value {
            Value::Null => {}
            value if style.style == Style::DeepObject => self.deep(name.to_owned(), value),
            Value::Array(items) if style.explode => items.iter().for_each(|item| self.text(name, item)),
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(text).collect();
                self.text(name, &Value::from(items.join(separator)));
            }
            Value::Object(members) if style.explode => {
                members.iter().for_each(|(name, value)| self.text(name, value));
            }
            Value::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .flat_map(|(key, value)| [key.clone(), text(value)])
                    .collect();
                self.text(name, &Value::from(members.join(separator)));
            }
            scalar => self.text(name, scalar),
        }
    }

    /// A value is as deep as its Rust type, so the recursion ends.
    fn deep(&mut self, name: String, value: &Value) {
        match value {
            Value::Null => {}
            Value::Array(items) => items.iter().for_each(|item| self.deep(name.clone(), item)),
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(key, value)| self.deep(format!("{name}[{key}]"), value));
            }
            scalar => self.text(&name, scalar),
        }
    }

    fn text(&mut self, name: &str, value: &Value) {
        self.write(name, &Part::new(text(value)), None, None);
    }

    fn encoding(&self, name: &str) -> Option<Encoding> {
        self.encodings.iter().find(|encoding| encoding.name == name).copied()
    }

    fn write(&mut self, name: &str, part: &Part, encoding: Option<Encoding>, default: Option<&str>) {
        let media_type = encoding.and_then(|encoding| encoding.content_type).or(default);
        let media_type = media_type.map(|media_type| (CONTENT_TYPE.as_str(), media_type));
        let fixed = encoding.map_or(&[][..], |encoding| encoding.headers);
        let own = part.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut headers = HeaderMap::new();
        for (name, value) in media_type.into_iter().chain(fixed.iter().copied()).chain(own) {
            match (
                HeaderName::from_bytes(name.as_bytes()),
                HeaderValue::from_bytes(value.as_bytes()),
            ) {
                (Ok(name), Ok(value)) => {
                    headers.insert(name, value);
                }
                _ => {
                    self.failure.get_or_insert(BuildError::Header { name: name.to_owned() });
                }
            }
        }
        self.text
            .extend_from_slice(format!("--{}\r\n", self.boundary).as_bytes());
        if self.has_names {
            self.text
                .extend_from_slice(disposition(name, part.file_name.as_deref()).as_bytes());
        }
        for (name, value) in &headers {
            self.text.extend_from_slice(name.as_str().as_bytes());
            self.text.extend_from_slice(b": ");
            self.text.extend_from_slice(value.as_bytes());
            self.text.extend_from_slice(b"\r\n");
        }
        self.text.extend_from_slice(b"\r\n");
        match part.body.as_bytes() {
            Some(bytes) => self.text.extend_from_slice(bytes),
            None => {
                self.pieces.push(std::mem::take(&mut self.text).into());
                self.pieces.push(part.body.clone());
            }
        }
        self.text.extend_from_slice(b"\r\n");
    }

    fn finish(mut self) -> Result<Body, BuildError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        self.text
            .extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        let last = Body::from(self.text);
        if self.pieces.is_empty() {
            return Ok(last);
        }
        self.pieces.push(last);
        Ok(Body::from_source(Joined(self.pieces.into())))
    }
}

/// Writes the header that names a part and its file.
fn disposition(name: &str, file_name: Option<&str>) -> String {
    let mut text = format!("content-disposition: form-data; name=\"{}\"", quoted(name));
    if let Some(file_name) = file_name {
        text.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
    }
    text.push_str("\r\n");
    text
}

/// Encodes what would end a quoted name, as browsers do it (HTML Living
/// Standard, "multipart/form-data encoding algorithm").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Bodies one after the other.
struct Joined(Arc<[Body]>);

impl Source for Joined {
    fn open(&self) -> Result<Box<dyn Chunks>, TransportError> {
        Ok(Box::new(Joining {
            bodies: self.0.clone(),
            next: 0,
            open: None,
        }))
    }

    fn length(&self) -> Option<u64> {
        self.0.iter().map(Body::length).sum()
    }

    fn is_replayable(&self) -> bool {
        self.0.iter().all(Body::is_replayable)
    }
}

/// Bodies that are being read, the one with the index `next` after the open one.
struct Joining {
    bodies: Arc<[Body]>,
    next: usize,
    open: Option<Box<dyn Chunks>>,
}

impl Chunks for Joining {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            loop {
                let chunk = match &mut self.open {
                    Some(open) => open.next().await?,
                    None => None,
                };
                if chunk.is_some() {
                    return Ok(chunk);
                }
                let Some(body) = self.bodies.get(self.next) else {
                    return Ok(None);
                };
                self.next += 1;
                self.open = Some(body.open()?);
            }
        })
    }
}
