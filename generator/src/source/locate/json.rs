//! Finds the places of pointers in JSON, in one pass. What no pointer goes
//! through is passed over without being looked at, so that a large document
//! takes no longer than to find its end.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::{Lines, Place, Wanted};

/// How many objects are read inside each other before the next is read by
/// itself: `serde_json` has a limit of 128.
const DEEPEST: usize = 64;

/// Notes the places of what is wanted in the text of `lines`; `None` where it
/// is no JSON.
pub(super) fn find(lines: &Lines<'_>, wanted: &mut Wanted) -> Option<()> {
    let text = lines.text.trim_ascii();
    let mut open = vec![(0, text)];
    // The text of what is read is a part of the whole, so that its place is known.
    while let Some((node, text)) = open.pop() {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let wish = Wish {
            lines,
            wanted,
            open: &mut open,
            node,
            depth: 0,
        };
        let read = wish.deserialize(&mut deserializer);
        read.and_then(|_| deserializer.end()).ok()?;
    }
    let start = lines.range(text).start;
    wanted.note(0, lines.place(start..start + 1));
    Some(())
}

/// Looks into the value of a node for those below it; `false` where there is nothing to look into.
struct Wish<'w, 't> {
    lines: &'w Lines<'t>,
    wanted: &'w mut Wanted,
    /// What is still to be read by itself.
    open: &'w mut Vec<(usize, &'t str)>,
    node: usize,
    depth: usize,
}

impl<'t> Wish<'_, 't> {
    /// Leaves what is wanted in the value of `node` for later.
    fn queue(&mut self, node: usize, value: &'t str) {
        if is_container(value) && !self.wanted.is_leaf(node) {
            self.open.push((node, value));
        }
    }
}

impl<'t> DeserializeSeed<'t> for Wish<'_, 't> {
    type Value = bool;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Wish<'_, 't> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut map: A) -> Result<bool, A::Error> {
        while let Some(key) = map.next_key::<&RawValue>()? {
            let name = serde_json::from_str::<Cow<'_, str>>(key.get()).unwrap_or_default();
            let Some(node) = self.wanted.child(self.node, &name) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if self.wanted.is_leaf(node) || self.depth == DEEPEST {
                let value = map.next_value::<&RawValue>()?.get();
                self.wanted.note(node, self.lines.of_property(key.get(), value));
                self.queue(node, value);
                continue;
            }
            let inner = Wish {
                lines: self.lines,
                wanted: &mut *self.wanted,
                open: &mut *self.open,
                node,
                depth: self.depth + 1,
            };
            let place = match map.next_value_seed(inner)? {
                true => self.lines.place(self.lines.range(key.get())),
                false => self.lines.of_property(key.get(), self.lines.value_of(key.get())),
            };
            self.wanted.note(node, place);
        }
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut items: A) -> Result<bool, A::Error> {
        for index in 0_usize.. {
            match self.wanted.child(self.node, &index.to_string()) {
                Some(node) => match items.next_element::<&RawValue>()? {
                    Some(value) => {
                        let value = value.get();
                        self.wanted.note(node, self.lines.of_item(value));
                        self.queue(node, value);
                    }
                    None => break,
                },
                None => {
                    if items.next_element::<IgnoredAny>()?.is_none() {
                        break;
                    }
                }
            }
        }
        Ok(true)
    }

    fn visit_str<E>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }
}

fn is_container(value: &str) -> bool {
    value.starts_with(['{', '['])
}

impl<'t> Lines<'t> {
    /// Returns the place of a property: its value where that is a scalar, else its key.
    fn of_property(&self, key: &str, value: &str) -> Place {
        let shown = if is_container(value) { key } else { value };
        self.place(self.range(shown))
    }

    /// Returns the place of an item: its value where that is a scalar, else its bracket.
    fn of_item(&self, value: &str) -> Place {
        let Range { start, end } = self.range(value);
        self.place(start..if is_container(value) { start + 1 } else { end })
    }

    /// Returns the value behind `key`, a slice of the text.
    fn value_of(&self, key: &'t str) -> &'t str {
        let behind = self.text.get(self.range(key).end..).unwrap_or_default();
        let value = behind.trim_ascii_start().trim_start_matches(':');
        let value = <&RawValue>::deserialize(&mut serde_json::Deserializer::from_str(value));
        value.map_or(key, RawValue::get)
    }

    /// Returns where `part`, a slice of the text, stands in it.
    fn range(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr() - self.text.as_ptr().addr();
        start..start + part.len()
    }
}
