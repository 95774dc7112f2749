//! Headers of responses that the document declares, as values of their types.
//!
//! A header is text, and its type says what the text means: the reader is a
//! deserializer that parses what it is asked for. Nothing is read before the
//! user asks, so that no header can lose a body.

use std::fmt;

use http::HeaderMap;
use serde::de::value::{Error as TextError, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde_json::Value;

use super::error::Error;
use super::operation::Operation;
use super::response::Response;
use super::style::{Style, ValueStyle};

/// A group of headers that responses have together.
pub trait Headers: Sized {
    /// Reads the headers by their names.
    ///
    /// # Errors
    /// A header that must be there is missing, or one is not what the document
    /// promises. The error names it.
    fn read(headers: &HeaderMap) -> Result<Self, HeaderError>;
}

/// An operation whose successes have declared headers.
pub trait DeclaresHeaders: Operation {
    /// The headers.
    type Headers: Headers;
}

impl<T, Op: DeclaresHeaders> Response<T, Op> {
    /// Reads the headers that the document declares for the response.
    ///
    /// # Errors
    /// A header that must be there is missing, or one is not what the document
    /// promises. The error names it; the body and the other headers stay where
    /// they are.
    pub fn typed_headers(&self) -> Result<Op::Headers, HeaderError> {
        Op::Headers::read(self.headers())
    }
}

impl<B> Error<B> {
    /// Reads declared headers of the answer; `None` where the server did not answer.
    ///
    /// # Errors
    /// As [`Headers::read`].
    pub fn typed_headers<H: Headers>(&self) -> Option<Result<H, HeaderError>> {
        self.headers().map(H::read)
    }
}

/// A header is not what the document promises.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderError {
    /// The name of the header, as the document spells it.
    pub name: &'static str,
    /// Why its text is not a value of its type; `None` where it is missing.
    pub message: Option<String>,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.message {
            Some(message) => write!(f, "the header `{}` could not be read: {message}", self.name),
            None => write!(f, "the response has no header `{}`", self.name),
        }
    }
}

impl std::error::Error for HeaderError {}

/// Reads a header that must be there.
///
/// # Errors
/// It is missing, or no `T`.
pub fn required<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &'static str,
    style: ValueStyle,
) -> Result<T, HeaderError> {
    optional(headers, name, style)?.ok_or(HeaderError { name, message: None })
}

/// Reads a header that may be missing.
///
/// # Errors
/// It is no `T`.
pub fn optional<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &'static str,
    style: ValueStyle,
) -> Result<Option<T>, HeaderError> {
    let Some(text) = text(headers, name)? else {
        return Ok(None);
    };
    let failed = match decode(&text, style) {
        Ok(value) => return Ok(Some(value)),
        Err(message) => message,
    };
    // Documents call the dates of HTTP `date-time` too.
    let date = date_time(&text).and_then(|date| decode(&date, style).ok());
    date.map(Some).ok_or(HeaderError {
        name,
        message: Some(failed),
    })
}

/// Returns the text of a header, several lines of it as one (RFC 9110 section 5.3).
fn text(headers: &HeaderMap, name: &'static str) -> Result<Option<String>, HeaderError> {
    let mut whole: Option<String> = None;
    for line in headers.get_all(name) {
        let line = std::str::from_utf8(line.as_bytes()).map_err(|error| HeaderError {
            name,
            message: Some(error.to_string()),
        })?;
        match &mut whole {
            Some(whole) => {
                whole.push_str(", ");
                whole.push_str(line);
            }
            None => whole = Some(line.to_owned()),
        }
    }
    Ok(whole)
}

fn decode<T: DeserializeOwned>(text: &str, style: ValueStyle) -> Result<T, String> {
    if style.style == Style::Json {
        return serde_json::from_str(text).map_err(|error| error.to_string());
    }
    let explode = style.explode;
    T::deserialize(Text { text, explode }).map_err(|error| error.to_string())
}

/// Writes a date of HTTP (RFC 9110 section 5.6.7) as one of RFC 3339.
///
/// `Sun, 06 Nov 1994 08:49:37 GMT` → `1994-11-06T08:49:37Z`
fn date_time(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let [_, day, month, year, time, "GMT"] = words[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Some(format!("{year}-{month:02}-{day}T{time}Z"))
}

/// Text in the style `simple` (OpenAPI 3.1 section 4.8.12.4): `a,b` is a list,
/// `a,1,b,2` an object, and `a=1,b=2` an exploded one.
#[derive(Clone, Copy)]
struct Text<'de> {
    text: &'de str,
    explode: bool,
}

impl<'de> Text<'de> {
    fn items(self) -> impl Iterator<Item = Self> {
        let items = self.text.split(',').map(str::trim);
        // Without any text there is no item, and between two commas an empty one.
        items
            .take(if self.text.trim().is_empty() { 0 } else { usize::MAX })
            .map(move |text| Self { text, ..self })
    }

    fn pairs(self) -> Vec<(Self, Self)> {
        let explode = self.explode;
        let part = |text| Self { text, explode };
        if explode {
            let pair = |item: Self| item.text.split_once('=').unwrap_or((item.text, ""));
            return self
                .items()
                .map(pair)
                .map(|(key, value)| (part(key), part(value)))
                .collect();
        }
        let items: Vec<Self> = self.items().collect();
        let pairs = items.chunks(2);
        pairs
            .map(|pair| (pair[0], pair.get(1).copied().unwrap_or(part(""))))
            .collect()
    }
}

impl<'de> IntoDeserializer<'de, TextError> for Text<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parse {
    ($($method:ident => $visit:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
            match self.text.trim().parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(TextError::invalid_value(Unexpected::Str(self.text), &visitor)),
            }
        }
    )*};
}

macro_rules! visit {
    ($($method:ident($($argument:ty),*) => |$self:ident, $visitor:ident| $value:expr,)*) => {$(
        fn $method<V: Visitor<'de>>($self, $(_: $argument,)* $visitor: V) -> Result<V::Value, TextError> {
            $value
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = TextError;

    parse! {
        deserialize_bool => visit_bool,
        deserialize_i8 => visit_i8,
        deserialize_i16 => visit_i16,
        deserialize_i32 => visit_i32,
        deserialize_i64 => visit_i64,
        deserialize_u8 => visit_u8,
        deserialize_u16 => visit_u16,
        deserialize_u32 => visit_u32,
        deserialize_u64 => visit_u64,
        deserialize_f32 => visit_f32,
        deserialize_f64 => visit_f64,
        deserialize_char => visit_char,
    }

    visit! {
        deserialize_str() => |self, visitor| visitor.visit_borrowed_str(self.text),
        deserialize_string() => |self, visitor| visitor.visit_borrowed_str(self.text),
        deserialize_identifier() => |self, visitor| visitor.visit_borrowed_str(self.text),
        deserialize_bytes() => |self, visitor| visitor.visit_borrowed_bytes(self.text.as_bytes()),
        deserialize_byte_buf() => |self, visitor| visitor.visit_borrowed_bytes(self.text.as_bytes()),
        deserialize_option() => |self, visitor| visitor.visit_some(self),
        deserialize_unit() => |self, visitor| visitor.visit_unit(),
        deserialize_unit_struct(&'static str) => |self, visitor| visitor.visit_unit(),
        deserialize_ignored_any() => |self, visitor| visitor.visit_unit(),
        deserialize_newtype_struct(&'static str) => |self, visitor| visitor.visit_newtype_struct(self),
        deserialize_seq() => |self, visitor| visitor.visit_seq(SeqDeserializer::new(self.items())),
        deserialize_tuple(usize) => |self, visitor| self.deserialize_seq(visitor),
        deserialize_tuple_struct(&'static str, usize) => |self, visitor| self.deserialize_seq(visitor),
        deserialize_map() => |self, visitor| visitor.visit_map(MapDeserializer::new(self.pairs().into_iter())),
        deserialize_struct(&'static str, &'static [&'static str]) => |self, visitor| self.deserialize_map(visitor),
        deserialize_enum(&'static str, &'static [&'static str]) =>
            |self, visitor| visitor.visit_enum(self.text.into_deserializer()),
    }

    /// What may be of several types is a number or a boolean where it looks like one.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
        match serde_json::from_str(self.text) {
            Ok(Value::Bool(value)) => visitor.visit_bool(value),
            Ok(Value::Number(number)) => Value::Number(number)
                .deserialize_any(visitor)
                .map_err(TextError::custom),
            _ => visitor.visit_borrowed_str(self.text),
        }
    }
}
