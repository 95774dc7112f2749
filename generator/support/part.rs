//! The parts of multipart bodies, as a user of a client makes them.

use http::header::CONTENT_TYPE;

use super::body::Body;
use super::multipart::FormWriter;

/// A part of a multipart body: what it holds, with the name of the file that
/// it is, its media type and further headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub(super) body: Body,
    pub(super) file_name: Option<String>,
    pub(super) headers: Vec<(String, String)>,
}

impl Part {
    /// Makes a part of bytes in memory, of a stream or of a file (see [`Body`]).
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            file_name: None,
            headers: Vec::new(),
        }
    }

    /// Makes a part of the file at `path`, under its name there.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    #[cfg(not(target_family = "wasm"))]
    pub async fn path(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let body = Body::path(path).await?;
        Ok(Self {
            file_name,
            ..Self::new(body)
        })
    }

    /// Sets the name of the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type, in place of the one that the document gives.
    #[must_use]
    pub fn content_type(self, media_type: impl Into<String>) -> Self {
        self.header(CONTENT_TYPE.as_str(), media_type)
    }

    /// Sets a header of the part.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.into()));
        self
    }
}

impl<B: Into<Body>> From<B> for Part {
    fn from(body: B) -> Self {
        Self::new(body)
    }
}

/// Shown as JSON, a part is its text: a type with a file in it may also be
/// sent or received as JSON.
impl serde::Serialize for Part {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = self.body.as_bytes().map(|bytes| std::str::from_utf8(bytes));
        match bytes {
            Some(Ok(text)) => serializer.serialize_str(text),
            _ => Err(serde::ser::Error::custom("a file that is no text cannot be JSON")),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Part {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
    }
}

/// The parts of a multipart body whose names the document does not give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    parts: Vec<(String, Part)>,
}

impl Form {
    /// Makes a form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part; several can have one name.
    #[must_use]
    pub fn part(mut self, name: impl Into<String>, part: impl Into<Part>) -> Self {
        self.parts.push((name.into(), part.into()));
        self
    }
}

/// What can be sent as a multipart body.
pub trait ToForm {
    /// Writes each value as a part.
    fn write(&self, form: &mut FormWriter<'_>);
}

impl ToForm for Form {
    fn write(&self, form: &mut FormWriter<'_>) {
        for (name, part) in &self.parts {
            form.part(name, part);
        }
    }
}

/// Files of one name: one, none or several.
pub trait Files {
    /// Calls `each` with every file.
    fn each(&self, each: &mut dyn FnMut(&Part));
}

impl Files for Part {
    fn each(&self, each: &mut dyn FnMut(&Part)) {
        each(self);
    }
}

impl<F: Files> Files for Option<F> {
    fn each(&self, each: &mut dyn FnMut(&Part)) {
        if let Some(files) = self {
            files.each(each);
        }
    }
}

impl<F: Files> Files for Vec<F> {
    fn each(&self, each: &mut dyn FnMut(&Part)) {
        for files in self {
            files.each(each);
        }
    }
}
