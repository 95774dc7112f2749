//! Compares a value with what it came back as, by the rules of the types.
//!
//! These differences are documented, and are none here: a struct without further
//! properties drops those that it does not know; `null` of a property that may
//! be left out is read as left out where the type has no third state; a number
//! of 32 bits is rounded to them; a required constant that a sender leaves out,
//! because only the server may set it, is written. Everything else is a [`Mismatch`].

use std::collections::BTreeMap;

use serde_json::Value;

use super::Mismatch;
use crate::rust::model::{Field, Item, ItemPath, Presence, RustApi, RustType, Struct, Union, UnionVariant};

/// How deep values are compared.
const DEEPEST: usize = 64;

/// The types of a client, by where they stand.
pub(super) struct Items<'a>(BTreeMap<(Vec<&'a str>, &'a str), &'a Item>);

impl<'a> Items<'a> {
    /// Collects the types of `plan`.
    pub fn new(plan: &'a RustApi) -> Self {
        let files = plan.type_modules.iter().flat_map(|module| &module.files);
        let items = files.flat_map(|file| &file.items);
        Self(items.map(|item| (key(item.path()), item)).collect())
    }

    /// Returns the type at `path`.
    pub fn get(&self, path: &ItemPath) -> Option<&'a Item> {
        self.0.get(&key(path)).copied()
    }
}

fn key(path: &ItemPath) -> (Vec<&str>, &str) {
    let module = path.module.iter().map(|ident| ident.0.as_str());
    (module.collect(), &path.ident.0)
}

/// Compares a value of the type at `path` with what it came back as.
pub(super) fn compare(plan: &RustApi, path: &ItemPath, original: &Value, encoded: &Value) -> Result<(), Mismatch> {
    let comparison = Comparison {
        items: Items::new(plan),
    };
    comparison.item(path, original, encoded, 0).map(drop)
}

struct Comparison<'a> {
    items: Items<'a>,
}

/// How many properties were dropped that the type does not know.
type Dropped = usize;

impl Comparison<'_> {
    fn ty(&self, ty: &RustType, original: &Value, encoded: &Value, depth: usize) -> Result<Dropped, Mismatch> {
        if depth > DEEPEST {
            return Ok(0);
        }
        match (ty, original, encoded) {
            (RustType::Path(path), ..) => self.item(path, original, encoded, depth + 1),
            (RustType::Boxed(inner), ..) => self.ty(inner, original, encoded, depth),
            (RustType::Option(_) | RustType::Patch(_), Value::Null, Value::Null) => Ok(0),
            (RustType::Option(inner) | RustType::Patch(inner), ..) => self.ty(inner, original, encoded, depth),
            (RustType::Vec(item), Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
                let items = left.iter().zip(right).enumerate();
                sum(items.map(|(index, (left, right))| {
                    let result = self.ty(item, left, right, depth + 1);
                    result.map_err(|found| found.below(&index.to_string()))
                }))
            }
            (RustType::Tuple(types), Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
                let items = types.iter().zip(left.iter().zip(right)).enumerate();
                sum(items.map(|(index, (ty, (left, right)))| {
                    let result = self.ty(ty, left, right, depth + 1);
                    result.map_err(|found| found.below(&index.to_string()))
                }))
            }
            (RustType::Map(value), Value::Object(left), Value::Object(right)) if left.len() == right.len() => {
                sum(left.iter().map(|(key, left)| match right.get(key) {
                    Some(right) => self.ty(value, left, right, depth + 1).map_err(|found| found.below(key)),
                    None => Err(Mismatch::new("the entry is lost").below(key)),
                }))
            }
            (RustType::F32, Value::Number(left), Value::Number(right)) if is_same_32(left, right) => Ok(0),
            _ => same(original, encoded),
        }
    }

    fn item(&self, path: &ItemPath, original: &Value, encoded: &Value, depth: usize) -> Result<Dropped, Mismatch> {
        match self.items.get(path) {
            Some(Item::Alias(alias)) => self.ty(&alias.ty, original, encoded, depth + 1),
            Some(Item::Struct(item)) => self.structure(item, original, encoded, depth),
            Some(Item::Union(item)) => self.union(item, original, encoded, depth),
            Some(Item::Enum(_)) | None => same(original, encoded),
        }
    }

    fn structure(&self, item: &Struct, original: &Value, encoded: &Value, depth: usize) -> Result<Dropped, Mismatch> {
        let (Value::Object(left), Value::Object(right)) = (original, encoded) else {
            return same(original, encoded);
        };
        let mut dropped = 0;
        for (key, left) in left {
            let field = item.fields.iter().find(|field| field.wire_name == *key);
            let is_constant = item.constants.iter().any(|(name, _)| name == key);
            let further = item.additional.as_ref().map(|(_, ty)| ty);
            let known = field.map(|field| &field.ty).or(further);
            dropped += match (known, right.get(key)) {
                (_, Some(right)) if is_constant => same(left, right),
                (Some(ty), Some(right)) => self.ty(ty, left, right, depth + 1),
                (Some(_), None) if left.is_null() && field.is_some_and(is_optional) => Ok(0),
                (Some(_), None) => Err(Mismatch::new("the property is lost")),
                (None, Some(_)) => Err(Mismatch::new("the property is kept, and no field holds it")),
                (None, None) if is_constant => Err(Mismatch::new("the constant is lost")),
                (None, None) => Ok(1),
            }
            .map_err(|found| found.below(key))?;
        }
        let is_constant = |key: &String, value: &Value| {
            let mut constants = item.constants.iter();
            constants.any(|(name, constant)| name == key && constant == value)
        };
        let added = right
            .iter()
            .find(|(key, value)| !left.contains_key(*key) && !is_constant(key, value));
        match added {
            Some((key, _)) => Err(Mismatch::new("the property was not there").below(key)),
            None => Ok(dropped),
        }
    }

    /// The arm that was taken shows in nothing but the value: it is one that
    /// keeps as much as any arm could.
    fn union(&self, item: &Union, original: &Value, encoded: &Value, depth: usize) -> Result<Dropped, Mismatch> {
        if let Some(tag) = &item.tag {
            let value = original.get(&tag.wire_name).and_then(Value::as_str);
            let arm = value.and_then(|value| {
                let mut variants = item.variants.iter();
                variants.find(|variant| variant.tags.iter().any(|known| known == value))
            });
            return match arm {
                Some(arm) if arm.insert_tag => self.ty(
                    &arm.ty,
                    &without(original, &tag.wire_name),
                    &without(encoded, &tag.wire_name),
                    depth + 1,
                ),
                Some(arm) => self.ty(&arm.ty, original, encoded, depth + 1),
                None => same(original, encoded),
            };
        }
        if same(original, encoded).is_ok() {
            return Ok(0);
        }
        let arms = || item.variants.iter().map(|variant: &UnionVariant| &variant.ty);
        let least = arms().filter_map(|ty| self.fits(ty, original, depth + 1)).min();
        let mut first = None;
        for ty in arms() {
            match self.ty(ty, original, encoded, depth + 1) {
                Ok(dropped) if least.is_none_or(|least| dropped <= least) => return Ok(dropped),
                Ok(_) => first = Some(Mismatch::new("another alternative would have kept more")),
                Err(found) => first = first.or(Some(found)),
            }
        }
        Err(first.unwrap_or_else(|| Mismatch::new("the union has no alternatives")))
    }

    /// Returns how many properties a type would drop of a value that it can
    /// read; `None` for one that it cannot.
    fn fits(&self, ty: &RustType, value: &Value, depth: usize) -> Option<Dropped> {
        if depth > DEEPEST {
            return None;
        }
        match ty {
            RustType::Boxed(inner) => self.fits(inner, value, depth),
            RustType::Option(inner) | RustType::Patch(inner) => match value {
                Value::Null => Some(0),
                value => self.fits(inner, value, depth),
            },
            RustType::Vec(item) => value
                .as_array()?
                .iter()
                .map(|value| self.fits(item, value, depth + 1))
                .sum(),
            RustType::Map(item) => value
                .as_object()?
                .values()
                .map(|value| self.fits(item, value, depth + 1))
                .sum(),
            RustType::Tuple(types) => {
                let items = value.as_array().filter(|items| items.len() == types.len())?;
                types
                    .iter()
                    .zip(items)
                    .map(|(ty, value)| self.fits(ty, value, depth + 1))
                    .sum()
            }
            RustType::Json | RustType::Foreign(_) => Some(0),
            RustType::Bool => value.is_boolean().then_some(0),
            RustType::I32 => value
                .as_i64()
                .filter(|number| i32::try_from(*number).is_ok())
                .map(|_| 0),
            RustType::I64 => value.as_i64().map(|_| 0),
            RustType::F32 | RustType::F64 => value.is_number().then_some(0),
            RustType::Unit | RustType::Form => None,
            RustType::String
            | RustType::Uuid
            | RustType::DateTime
            | RustType::Date
            | RustType::Bytes
            | RustType::Body
            | RustType::Part => value.is_string().then_some(0),
            RustType::Path(path) => match self.items.get(path)? {
                Item::Alias(alias) => self.fits(&alias.ty, value, depth + 1),
                Item::Struct(item) => self.fits_struct(item, value, depth),
                Item::Enum(_) => (value.is_string() || value.is_number()).then_some(0),
                Item::Union(item) => {
                    let arms = item.variants.iter();
                    arms.filter_map(|variant| self.fits(&variant.ty, value, depth + 1))
                        .min()
                }
            },
        }
    }

    fn fits_struct(&self, item: &Struct, value: &Value, depth: usize) -> Option<Dropped> {
        let map = value.as_object()?;
        let mut dropped = 0;
        for field in &item.fields {
            match map.get(&field.wire_name) {
                None if field.presence == Presence::Required => return None,
                None => {}
                Some(Value::Null) if field.presence != Presence::Required => {}
                Some(value) => dropped += self.fits(&field.ty, value, depth + 1)?,
            }
        }
        let is_known = |key: &&String| {
            item.fields.iter().any(|field| field.wire_name == **key)
                || item.constants.iter().any(|(name, _)| name == *key)
        };
        let others = map.keys().filter(|key| !is_known(key)).count();
        Some(dropped + if item.additional.is_some() { 0 } else { others })
    }
}

fn is_optional(field: &Field) -> bool {
    field.presence == Presence::Optional
}

fn without(value: &Value, key: &str) -> Value {
    let mut value = value.clone();
    if let Value::Object(map) = &mut value {
        map.shift_remove(key);
    }
    value
}

fn sum(results: impl Iterator<Item = Result<Dropped, Mismatch>>) -> Result<Dropped, Mismatch> {
    results.sum()
}

/// Compares values as JSON: `1` is `1.0`, and the order of properties says nothing.
fn same(original: &Value, encoded: &Value) -> Result<Dropped, Mismatch> {
    let is_same = match (original, encoded) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            return sum(left
                .iter()
                .zip(right)
                .enumerate()
                .map(|(index, (left, right))| same(left, right).map_err(|found| found.below(&index.to_string()))));
        }
        (Value::Object(left), Value::Object(right)) if left.len() == right.len() => {
            return sum(left.iter().map(|(key, left)| match right.get(key) {
                Some(right) => same(left, right).map_err(|found| found.below(key)),
                None => Err(Mismatch::new("the property is lost").below(key)),
            }));
        }
        _ => original == encoded,
    };
    if is_same {
        return Ok(0);
    }
    let short = |value: &Value| value.to_string().chars().take(60).collect::<String>();
    Err(Mismatch::new(&format!("{} became {}", short(original), short(encoded))))
}

#[expect(clippy::cast_possible_truncation, reason = "as the client rounds")]
fn is_same_32(left: &serde_json::Number, right: &serde_json::Number) -> bool {
    let narrow = |number: &serde_json::Number| number.as_f64().map(|number| number as f32);
    narrow(left) == narrow(right)
}

impl Mismatch {
    fn new(reason: &str) -> Self {
        Self {
            pointer: String::new(),
            reason: reason.to_owned(),
        }
    }

    fn below(mut self, key: &str) -> Self {
        self.pointer = format!("/{}{}", key.replace('~', "~0").replace('/', "~1"), self.pointer);
        self
    }
}
