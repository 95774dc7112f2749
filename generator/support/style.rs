//! Writes the values of parameters in the styles of the OpenAPI specification
//! (3.2.0, "Style Values").
//!
//! Everything but the separators of a style is percent-encoded, except the
//! unreserved characters of RFC 3986, and with `allowReserved` those of its
//! reserved ones that mean nothing where they stand: no value can add a segment
//! or a key.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// The characters that RFC 3986 section 2.3 does not call unreserved.
pub(super) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What `allowReserved` lets pass wherever a value stands. The rest of the
/// reserved characters (RFC 3986 section 2.2) depends on the place.
const PASSED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'=');
/// Of a value in a path: neither `/`, `?` nor `#`.
const PASSED_PATH: &AsciiSet = &PASSED.remove(b'&').remove(b'+');
/// Of a value in a query: neither `#`, `[` and `]`, nor `&` and `+`.
const PASSED_QUERY: &AsciiSet = &PASSED.remove(b'/').remove(b'?').remove(b';');
/// The same of a value that stands alone, where separators separate nothing.
const PATH_TEXT: &AsciiSet = &PASSED_PATH.remove(b',').remove(b';');
const QUERY_TEXT: &AsciiSet = &PASSED_QUERY.remove(b',');
/// Of a value in a cookie.
const PASSED_COOKIE: &AsciiSet = &PASSED.remove(b'/').remove(b'?');

/// The characters that no value of a cookie has.
const COOKIE: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// A value that a parameter can have: whatever serializes.
pub trait Parameter {
    /// Returns the value as JSON, which the styles then write.
    ///
    /// # Errors
    /// The value does not serialize.
    fn to_value(&self) -> Result<Value, serde_json::Error>;
}

impl<T: serde::Serialize + ?Sized> Parameter for T {
    fn to_value(&self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(self)
    }
}

/// The styles of the specification, and JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`: paths and headers.
    Simple,
    /// `.a,b`: paths.
    Label,
    /// `;name=a,b`: paths.
    Matrix,
    /// `name=a,b`: queries and cookies.
    Form,
    /// `name=a%20b`: queries.
    SpaceDelimited,
    /// `name=a%7Cb`: queries.
    PipeDelimited,
    /// `name[key]=a`: queries.
    DeepObject,
    /// `name=a; name=b`: cookies, not percent-encoded.
    Cookie,
    /// The value as JSON text: a parameter with `content`.
    Json,
    /// The value as the whole query: text as it is, anything else as JSON text.
    QueryString,
}

/// A style, and whether the items of lists and objects stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueStyle {
    /// How the value is written.
    pub style: Style,
    /// Whether each item of a list or object is a value of its own.
    pub explode: bool,
    /// Whether reserved characters and percent-encoded triples stay as they are.
    pub allow_reserved: bool,
}

impl ValueStyle {
    /// Makes a style.
    pub const fn new(style: Style, explode: bool) -> Self {
        Self {
            style,
            explode,
            allow_reserved: false,
        }
    }

    /// Lets reserved characters and percent-encoded triples of values pass
    /// ("reserved expansion", RFC 6570 section 3.2.3), but for those that would
    /// end the value where it stands.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }
}

/// The default of paths and headers.
pub const SIMPLE: ValueStyle = ValueStyle::new(Style::Simple, false);
/// The default of queries and cookies.
pub const FORM: ValueStyle = ValueStyle::new(Style::Form, true);
/// JSON text.
pub const JSON: ValueStyle = ValueStyle::new(Style::Json, false);

/// Percent-encodes all but the unreserved characters; most texts have no other.
pub fn encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

fn encoded(text: &str) -> String {
    encode(text).into_owned()
}

/// Encodes a value; `set` are the characters that `allowReserved` does not let pass.
fn written<'v>(text: Cow<'v, str>, style: ValueStyle, set: &'static AsciiSet) -> Cow<'v, str> {
    let written = match style.allow_reserved {
        true => encode_reserved(&text, set).into(),
        false => encode(&text),
    };
    // An encoded character is longer than before: what has its length is as it was.
    match written.len() == text.len() {
        true => text,
        false => Cow::Owned(written.into_owned()),
    }
}

/// Percent-encodes the characters of `set`, and `%` where no triple begins.
fn encode_reserved(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('%') {
        encoded.extend(utf8_percent_encode(&rest[..start], set));
        let digits = rest.as_bytes().get(start + 1..start + 3);
        let is_triple = digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        encoded.push_str(if is_triple { "%" } else { "%25" });
        rest = &rest[start + 1..];
    }
    encoded.extend(utf8_percent_encode(rest, set));
    encoded
}

/// Writes a value into a path: what replaces `{name}`. An absent value is an
/// empty text.
pub fn path<'v>(name: &str, value: &'v Value, style: ValueStyle) -> Cow<'v, str> {
    let set = match (style.style, value) {
        (_, Value::Array(_) | Value::Object(_)) | (Style::Matrix, _) => PASSED_PATH,
        _ => PATH_TEXT,
    };
    let shape = Shape::of(value, style, encoded, |text| written(text, style, set));
    let name = encode(name);
    let written: String = match (style.style, shape) {
        (_, Shape::Absent) => String::new(),
        (Style::Label, Shape::Scalar(text)) => format!(".{text}"),
        (Style::Label, Shape::List(items)) => format!(".{}", items.join(if style.explode { "." } else { "," })),
        (Style::Label, Shape::Object(pairs)) => format!(".{}", join_pairs(&pairs, style.explode, ".", ",")),
        (Style::Matrix, Shape::Scalar(text)) if text.is_empty() => format!(";{name}"),
        (Style::Matrix, Shape::Scalar(text)) => format!(";{name}={text}"),
        (Style::Matrix, Shape::List(items)) if style.explode => {
            items.iter().map(|item| format!(";{name}={item}")).collect()
        }
        (Style::Matrix, Shape::List(items)) => format!(";{name}={}", items.join(",")),
        (Style::Matrix, Shape::Object(pairs)) if style.explode => {
            pairs.iter().map(|(key, value)| format!(";{key}={value}")).collect()
        }
        (Style::Matrix, Shape::Object(pairs)) => format!(";{name}={}", join_pairs(&pairs, false, ",", ",")),
        (_, shape) => return shape.simple(style.explode),
    };
    written.into()
}

/// Writes a value into a query: `name=value` and what else belongs to it,
/// joined by `&`. An absent value, and a list or object without items, is an
/// empty text: nothing is sent.
pub fn query(name: &str, value: &Value, style: ValueStyle) -> String {
    let is_joined = !style.explode && style.style != Style::DeepObject && (value.is_array() || value.is_object());
    query_with(name, value, style, if is_joined { PASSED_QUERY } else { QUERY_TEXT })
}

/// Writes a value as a query; `set` is as for [`written`].
fn query_with(name: &str, value: &Value, style: ValueStyle, set: &'static AsciiSet) -> String {
    let encode_value = |text| written(text, style, set);
    if style.style == Style::QueryString {
        return match value {
            Value::Null => String::new(),
            value => encoded(&plain(value)),
        };
    }
    if style.style == Style::DeepObject {
        let mut pairs = Vec::new();
        deep(&mut pairs, encoded(name), value, &encode_value);
        return pairs.join("&");
    }
    let shape = Shape::of(value, style, encoded, encode_value);
    let name = encode(name);
    let separator = match style.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match shape {
        Shape::Absent => String::new(),
        Shape::Scalar(text) => [&*name, "=", &*text].concat(),
        Shape::List(items) if items.is_empty() => String::new(),
        Shape::Object(pairs) if pairs.is_empty() => String::new(),
        Shape::List(items) if style.explode => {
            let items: Vec<_> = items.iter().map(|item| format!("{name}={item}")).collect();
            items.join("&")
        }
        Shape::List(items) => format!("{name}={}", items.join(separator)),
        Shape::Object(pairs) if style.explode => join_pairs(&pairs, true, "&", "&"),
        Shape::Object(pairs) => format!("{name}={}", join_pairs(&pairs, false, "", separator)),
    }
}

/// Writes a value into a header. Headers are not percent-encoded. `None` where
/// the value is absent.
pub fn header(value: &Value, style: ValueStyle) -> Option<String> {
    match Shape::of(value, style, str::to_owned, |text| text) {
        Shape::Absent => None,
        shape => Some(shape.simple(style.explode).into_owned()),
    }
}

/// Writes a value into a cookie: `name=value`. Items that stand apart are
/// cookies of their own.
pub fn cookie(name: &str, value: &Value, style: ValueStyle) -> String {
    if style.style != Style::Cookie {
        return query_with(name, value, style, PASSED_COOKIE).replace('&', "; ");
    }
    let name = cookie_value(name);
    let pairs = match Shape::of(value, style, cookie_value, |text| cookie_value(&text).into()) {
        Shape::Absent => Vec::new(),
        Shape::Scalar(text) => vec![format!("{name}={text}")],
        Shape::List(items) if style.explode => items.iter().map(|item| format!("{name}={item}")).collect(),
        Shape::Object(pairs) if style.explode => pairs.iter().map(|(key, value)| format!("{key}={value}")).collect(),
        shape => vec![format!("{name}={}", shape.simple(false))],
    };
    pairs.join("; ")
}

/// Percent-encodes what would end the value of a cookie (RFC 6265 section
/// 4.1.1), and nothing else.
fn cookie_value(text: &str) -> String {
    utf8_percent_encode(text, COOKIE).to_string()
}

/// A value, its scalars already text.
enum Shape<'v> {
    Absent,
    Scalar(Cow<'v, str>),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl<'v> Shape<'v> {
    /// Sorts a value, its keys and texts encoded. What is neither scalar, list nor
    /// object of scalars has no place in the styles: nested values are written as
    /// JSON text.
    fn of(
        value: &'v Value,
        style: ValueStyle,
        key: fn(&str) -> String,
        encode: impl Fn(Cow<'v, str>) -> Cow<'v, str>,
    ) -> Self {
        if style.style == Style::Json {
            return Self::Scalar(encode(Cow::Owned(value.to_string())));
        }
        match value {
            Value::Null => Self::Absent,
            Value::Array(items) => {
                let items = items.iter().filter(|item| !item.is_null());
                Self::List(items.map(|item| encode(plain(item)).into_owned()).collect())
            }
            Value::Object(members) => {
                let members = members.iter().filter(|(_, value)| !value.is_null());
                Self::Object(
                    members
                        .map(|(name, value)| (key(name), encode(plain(value)).into_owned()))
                        .collect(),
                )
            }
            scalar => Self::Scalar(encode(plain(scalar))),
        }
    }

    fn simple(self, explode: bool) -> Cow<'v, str> {
        match self {
            Self::Absent => Cow::Borrowed(""),
            Self::Scalar(text) => text,
            Self::List(items) => items.join(",").into(),
            Self::Object(pairs) => join_pairs(&pairs, explode, ",", ",").into(),
        }
    }
}

/// The text of a scalar; JSON for the rest.
pub(super) fn text(value: &Value) -> String {
    plain(value).into_owned()
}

fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// `k=v` joined by `apart` where exploded, or else keys and values in turn joined by `together`.
fn join_pairs(pairs: &[(String, String)], explode: bool, apart: &str, together: &str) -> String {
    let (equals, separator) = if explode { ("=", apart) } else { (together, together) };
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{key}{equals}{value}"))
        .collect();
    pairs.join(separator)
}

/// Collects `prefix[key]=value` for every scalar below `value`. Items of lists
/// repeat their key. A value is as deep as its Rust type, so the recursion ends.
fn deep<'v>(
    pairs: &mut Vec<String>,
    prefix: String,
    value: &'v Value,
    encode_value: &dyn Fn(Cow<'v, str>) -> Cow<'v, str>,
) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for item in items {
                deep(pairs, prefix.clone(), item, encode_value);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                deep(pairs, format!("{prefix}%5B{}%5D", encode(key)), value, encode_value);
            }
        }
        scalar => pairs.push(format!("{prefix}={}", encode_value(plain(scalar)))),
    }
}
