//! What the written-out serde implementations of the types share.
//!
//! The implementations are made to be cheap to compile: keys are looked up in a
//! list instead of an enum per struct, and an error is kept until the end of
//! the object ([`Record::read`], [`Object::end`]) instead of being passed on
//! by a `?` per field.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A struct that is read from an object.
pub trait Record<'de>: Sized {
    /// Whether the text of other keys is kept for [`Fields::additional`].
    const OPEN: bool = false;

    /// Reads the fields; [`Fields::next`] gives indices into the keys of [`record`].
    fn read<A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, Missing>;
}

/// The key of a required value that was not there.
pub struct Missing(&'static str);

/// Reads an object of the type `name`, which knows the `keys`, in the order of the document.
pub fn record<'de, T: Record<'de>, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
    keys: &'static [&'static str],
) -> Result<T, D::Error> {
    deserializer.deserialize_map(RecordVisitor {
        name,
        keys,
        record: PhantomData,
    })
}

struct RecordVisitor<T> {
    name: &'static str,
    keys: &'static [&'static str],
    record: PhantomData<T>,
}

impl<'de, T: Record<'de>> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type {}", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut fields = Fields {
            map,
            keys: Keys {
                names: self.keys,
                next: 0,
                seen: [0; SEEN_WORDS],
                open: T::OPEN,
                unknown: String::new(),
            },
            error: None,
        };
        let record = T::read(&mut fields);
        match fields.error {
            Some(error) => Err(error),
            None => record.map_err(|Missing(key)| Error::missing_field(key)),
        }
    }
}

/// The fields of the object that is being read. The first error ends it, and is kept until [`Record::read`] returns.
pub struct Fields<'de, A: MapAccess<'de>> {
    map: A,
    keys: Keys,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    /// Returns the index of the next key; an index beyond the list for a key that is not in it.
    #[inline]
    pub fn next(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key_seed(&mut self.keys) {
            Ok(key) => key,
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Reads a value that must be there. The last of several wins.
    #[inline]
    pub fn value<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.map.next_value() {
            Ok(value) => *slot = Some(value),
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads a value that may be null or missing.
    #[inline]
    pub fn optional<T: Deserialize<'de>>(&mut self, slot: &mut T) {
        match self.map.next_value() {
            Ok(value) => *slot = value,
            Err(error) => self.error = Some(error),
        }
    }

    /// Passes over a value.
    #[inline]
    pub fn skip(&mut self) {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
    }

    /// Keeps a value under its own key.
    pub fn additional<T: Deserialize<'de>>(&mut self, map: &mut BTreeMap<String, T>) {
        match self.map.next_value() {
            Ok(value) => {
                map.insert(std::mem::take(&mut self.keys.unknown), value);
            }
            Err(error) => self.error = Some(error),
        }
    }

    /// Names the first of the `required` keys that was not there.
    #[cold]
    pub fn missing(&self, required: &[usize]) -> Missing {
        let missing = required.iter().find(|index| !self.keys.has_seen(**index));
        let name = missing
            .or(required.last())
            .and_then(|index| self.keys.names.get(*index));
        Missing(name.copied().unwrap_or_default())
    }
}

/// Enough for 256 keys; of the keys after them, a missing one is reported as the last required one.
const SEEN_WORDS: usize = 4;

/// Looks keys up. Fields mostly arrive in the order of the document, so the key after the last one is tried first.
struct Keys {
    names: &'static [&'static str],
    next: usize,
    seen: [u64; SEEN_WORDS],
    open: bool,
    unknown: String,
}

impl Keys {
    #[inline]
    fn find(&mut self, key: &str) -> usize {
        let index = match self.names.get(self.next) {
            Some(name) if *name == key => self.next,
            _ => self.search(key),
        };
        if let Some(word) = self.seen.get_mut(index / 64) {
            *word |= 1 << (index % 64);
            self.next = index + 1;
        }
        index
    }

    /// Searches behind the last key found, then before it.
    fn search(&mut self, key: &str) -> usize {
        let next = self.next.min(self.names.len());
        let (before, after) = self.names.split_at(next);
        if let Some(index) = after.iter().position(|name| *name == key) {
            return next + index;
        }
        if let Some(index) = before.iter().position(|name| *name == key) {
            return index;
        }
        if self.open {
            key.clone_into(&mut self.unknown);
        }
        usize::MAX
    }

    fn has_seen(&self, index: usize) -> bool {
        self.seen
            .get(index / 64)
            .is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        Ok(self.find(key))
    }
}

/// An object that is being written. The first error is kept for [`Object::end`].
pub struct Object<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Object<S> {
    /// Begins an object.
    #[inline]
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a property.
    #[inline]
    pub fn value<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        let Ok(map) = &mut self.0 else { return };
        if let Err(error) = map.serialize_entry(key, value) {
            self.0 = Err(error);
        }
    }

    /// Writes a property unless it is left out.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.value(key, value);
        }
    }

    /// Writes a property that may be absent, null or a value.
    #[inline]
    pub fn patch<T: Serialize>(&mut self, key: &str, value: &super::patch::Patch<T>) {
        if !value.is_absent() {
            self.value(key, value);
        }
    }

    /// Writes further properties.
    pub fn additional<T: Serialize>(&mut self, map: &BTreeMap<String, T>) {
        for (key, value) in map {
            self.value(key, value);
        }
    }

    /// Ends the object.
    #[inline]
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0.and_then(SerializeMap::end)
    }
}

/// Reads an open enumeration of strings.
pub fn text<'de, T: for<'a> From<&'a str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, value: &str) -> Result<T, E> {
        Ok(T::from(value))
    }
}

/// Reads an open enumeration of integers.
pub fn integer<'de, T: From<i64>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    i64::deserialize(deserializer).map(T::from)
}

/// Reads the JSON of a union, to look at it before an arm is chosen.
pub fn json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Value::deserialize(deserializer)
}

/// Returns the tag of a union's JSON.
pub fn tag<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// Reads the arm that the tag named. The message of an error names the field within the arm.
pub fn arm<T: DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
    serde_path_to_error::deserialize(value).map_err(E::custom)
}

/// Writes an arm that does not hold the union's tag itself, with the tag before its own properties.
pub fn tagged<T: Serialize, S: Serializer>(
    serializer: S,
    key: &'static str,
    tag: &'static str,
    arm: &T,
) -> Result<S::Ok, S::Error> {
    let value = serde_json::to_value(arm).map_err(serde::ser::Error::custom)?;
    let Value::Object(properties) = &value else {
        return value.serialize(serializer);
    };
    let mut object = Object::new(serializer);
    object.value(key, tag);
    for (name, property) in properties {
        if name != key {
            object.value(name, property);
        }
    }
    object.end()
}

#[cfg(test)]
#[path = "lean_tests.rs"]
mod tests;
