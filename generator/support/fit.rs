//! Chooses the arm of a union without a tag: of those that can be read from the
//! value, the one that passes over the fewest of its parts; of equals the first.
//!
//! Structs pass over properties that they do not know, so that a struct with few
//! required properties would take what belongs to a later arm, and lose the rest.
//! What a union further down passes over counts as well: it reads its value in an
//! implementation of its own, so that the count is kept by the thread.

use std::cell::Cell;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

thread_local! {
    /// How many parts were passed over by what is being read.
    static PASSED: Cell<usize> = const { Cell::new(0) };
}

/// The arms of a union that have been tried on a value.
pub struct Fit<'de, U> {
    value: &'de Value,
    /// The best arm so far, and what it passes over.
    best: Option<(usize, U)>,
}

impl<'de, U> Fit<'de, U> {
    /// Begins with no arm.
    pub fn new(value: &'de Value) -> Self {
        Self { value, best: None }
    }

    /// Tries the arm that holds a `T`.
    pub fn arm<T: DeserializeOwned>(&mut self, arm: fn(T) -> U) {
        self.arm_if(arm, |_| true);
    }

    /// Tries the arm that holds a `T`, which is taken only if `holds`.
    pub fn arm_if<T: DeserializeOwned>(&mut self, arm: fn(T) -> U, holds: impl FnOnce(&T) -> bool) {
        if matches!(self.best, Some((0, _))) {
            return;
        }
        let Some((passed, value)) = read(self.value) else {
            return;
        };
        if self.best.as_ref().is_none_or(|(least, _)| passed < *least) && holds(&value) {
            self.best = Some((passed, arm(value)));
        }
    }

    /// Returns the arm that fits best; `None` where none fits.
    pub fn best(self) -> Option<U> {
        self.best.map(counted)
    }
}

/// Reads `value` as the only arm that is left, if it fits.
pub fn one<T: DeserializeOwned>(value: &Value) -> Option<T> {
    read(value).map(counted)
}

/// Takes what was read, and tells the union around it what that passes over.
fn counted<T>((passed, value): (usize, T)) -> T {
    PASSED.set(PASSED.get() + passed);
    value
}

/// Tells whether a property has a value.
pub fn holds(value: &Value, key: &str, constant: &Value) -> bool {
    value.get(key) == Some(constant)
}

/// Reads a `T`, and counts the values that it passes over.
fn read<T: DeserializeOwned>(value: &Value) -> Option<(usize, T)> {
    let before = PASSED.replace(0);
    let read = T::deserialize(Part(value));
    let passed = PASSED.replace(before);
    read.ok().map(|read| (passed, read))
}

/// A part of the value. A struct is read from an object alone: a derived one
/// would take an array too, and so what belongs to the arm of a list.
#[derive(Clone, Copy)]
struct Part<'de>(&'de Value);

impl<'de> Deserializer<'de> for Part<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items(items.iter())),
            Value::Object(properties) => visitor.visit_map(Properties {
                rest: properties.iter(),
                value: None,
            }),
            value => value.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        match self.0 {
            Value::Object(_) => self.deserialize_any(visitor),
            _ => Err(Error::custom("an object is expected")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        PASSED.set(PASSED.get() + 1);
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier
    }
}

struct Items<'de>(std::slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = serde_json::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Self::Error> {
        self.0.next().map(|item| seed.deserialize(Part(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Properties<'de> {
    rest: serde_json::map::Iter<'de>,
    value: Option<&'de Value>,
}

impl<'de> MapAccess<'de> for Properties<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Self::Error> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Self::Error> {
        seed.deserialize(Part(self.value.take().unwrap_or(&Value::Null)))
    }
}

#[cfg(test)]
#[path = "fit_tests.rs"]
mod tests;
