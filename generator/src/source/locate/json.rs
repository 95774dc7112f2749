//! Finds the places of pointers in JSON. What no pointer goes through is passed
//! over without being looked at, so that a large document takes no longer than
//! to find its end.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Lines, Place, Wanted};

/// Notes the places of what is wanted in the text of `lines`; `None` where it
/// is no JSON.
pub(super) fn find(lines: &Lines<'_>, wanted: &mut Wanted) -> Option<()> {
    let mut open = vec![(0, lines.text.trim_ascii())];
    // The text of what has been read is cut out of the whole, so that its place is known.
    while let Some((node, text)) = open.pop() {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let parts = deserializer.deserialize_any(Wishes { node, wanted });
        let parts = parts.and_then(|parts| deserializer.end().map(|()| parts)).ok()?;
        if node == 0 {
            let start = lines.range(text).start;
            wanted.note(node, lines.place(start..start + 1));
        }
        for Part { node, key, value } in parts {
            wanted.note(node, place(lines, key, value));
            if value.starts_with(['{', '[']) {
                open.push((node, value));
            }
        }
    }
    Some(())
}

/// The value where it is a scalar, else its key, or its bracket in a list.
fn place(lines: &Lines<'_>, key: Option<&str>, value: &str) -> Place {
    let is_scalar = !value.starts_with(['{', '[']);
    let range = match key {
        Some(key) if !is_scalar => lines.range(key),
        _ if is_scalar => lines.range(value),
        _ => {
            let start = lines.range(value).start;
            start..start + 1
        }
    };
    lines.place(range)
}

/// A part of an object or a list that is wanted, as it stands in the text.
struct Part<'t> {
    node: usize,
    key: Option<&'t str>,
    value: &'t str,
}

/// Takes the wanted parts out of the value of a node.
struct Wishes<'w> {
    node: usize,
    wanted: &'w Wanted,
}

impl<'de> Visitor<'de> for Wishes<'_> {
    type Value = Vec<Part<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(key) = map.next_key::<&RawValue>()? {
            let name = serde_json::from_str::<Cow<'_, str>>(key.get()).unwrap_or_default();
            match self.wanted.child(self.node, &name) {
                Some(node) => parts.push(Part {
                    node,
                    key: Some(key.get()),
                    value: map.next_value::<&RawValue>()?.get(),
                }),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(parts)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        for index in 0_usize.. {
            match self.wanted.child(self.node, &index.to_string()) {
                Some(node) => match items.next_element::<&RawValue>()? {
                    Some(value) => parts.push(Part {
                        node,
                        key: None,
                        value: value.get(),
                    }),
                    None => break,
                },
                None => {
                    if items.next_element::<IgnoredAny>()?.is_none() {
                        break;
                    }
                }
            }
        }
        Ok(parts)
    }
}

impl Lines<'_> {
    /// Returns where `part`, a slice of the text, stands in it.
    fn range(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr() - self.text.as_ptr().addr();
        start..start + part.len()
    }
}
