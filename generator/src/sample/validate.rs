//! Whether a JSON value is valid for a type of [`crate::ir`].

use serde_json::{Number, Value};

use super::Direction;
use super::pattern::Patterns;
use crate::ir::{Api, Constraints, List, Object, Scalar, ScalarKind, Tagging, TypeKind, TypeRef, Union};

/// Chains of aliases, unions and values are followed this far, no further.
const DEEPEST: u32 = 64;

/// What validation needs to know.
pub(super) struct Validator<'a> {
    pub api: &'a Api,
    pub patterns: &'a Patterns,
    pub direction: Direction,
}

impl Validator<'_> {
    /// Tells whether `value` is a value of `ty`.
    pub fn accepts(&self, ty: &TypeRef, value: &Value) -> bool {
        self.type_ref(ty, value, 0)
    }

    fn type_ref(&self, ty: &TypeRef, value: &Value, depth: u32) -> bool {
        if depth > DEEPEST {
            return false;
        }
        match ty {
            TypeRef::Named(id) => match &self.api.ty(*id).kind {
                TypeKind::Object(object) => self.object(object, value, depth + 1),
                TypeKind::Enum(enum_) => enum_.variants.iter().any(|variant| variant.value == *value),
                TypeKind::Union(union) => self.union(union, value, depth + 1),
                TypeKind::Alias(ty) => self.type_ref(ty, value, depth + 1),
            },
            TypeRef::Scalar(scalar) => self.scalar(scalar, value),
            TypeRef::List(list) => self.list(list, value, depth + 1),
            TypeRef::Map(item) => value
                .as_object()
                .is_some_and(|map| map.values().all(|value| self.type_ref(item, value, depth + 1))),
            TypeRef::Tuple(items) => value.as_array().is_some_and(|values| {
                values.len() == items.len()
                    && items
                        .iter()
                        .zip(values)
                        .all(|(item, value)| self.type_ref(item, value, depth + 1))
            }),
            TypeRef::Nullable(ty) => value.is_null() || self.type_ref(ty, value, depth + 1),
            TypeRef::Any(_) => true,
        }
    }

    fn object(&self, object: &Object, value: &Value, depth: u32) -> bool {
        let Some(map) = value.as_object() else {
            return false;
        };
        let known = object
            .properties
            .iter()
            .all(|property| match map.get(&property.wire_name) {
                Some(value) => {
                    property.constant.as_ref().is_none_or(|constant| constant == value)
                        && self.type_ref(&property.ty, value, depth)
                }
                None => !property.required || hidden(self.direction, property.read_only, property.write_only),
            });
        known
            && map.iter().all(|(key, value)| {
                object.properties.iter().any(|property| property.wire_name == *key)
                    || object
                        .additional
                        .as_ref()
                        .is_none_or(|ty| self.type_ref(ty, value, depth))
            })
    }

    fn union(&self, union: &Union, value: &Value, depth: u32) -> bool {
        let fits = |ty| self.type_ref(ty, value, depth);
        match &union.tagging {
            Tagging::Untagged => union.variants.iter().any(|variant| fits(&variant.ty)),
            Tagging::Property(property) => {
                let Some(tag) = value.get(property).and_then(Value::as_str) else {
                    return false;
                };
                union
                    .variants
                    .iter()
                    .any(|variant| variant.tags.iter().any(|known| known == tag) && fits(&variant.ty))
            }
        }
    }

    /// Counts the arms that `value` is valid for: `oneOf` allows no more than one.
    pub fn arms(&self, union: &Union, value: &Value) -> usize {
        union
            .variants
            .iter()
            .filter(|variant| self.accepts(&variant.ty, value))
            .count()
    }

    fn list(&self, list: &List, value: &Value, depth: u32) -> bool {
        let Some(items) = value.as_array() else {
            return false;
        };
        let count = items.len() as u64;
        list.min_items.is_none_or(|min| count >= min)
            && list.max_items.is_none_or(|max| count <= max)
            && !(list.unique && (1..items.len()).any(|index| items[..index].contains(&items[index])))
            && items.iter().all(|item| self.type_ref(&list.item, item, depth))
    }

    /// Tells whether `value` is a value of the scalar.
    pub fn scalar(&self, scalar: &Scalar, value: &Value) -> bool {
        let constraints = &scalar.constraints;
        match scalar.kind {
            ScalarKind::Boolean => value.is_boolean(),
            ScalarKind::Integer | ScalarKind::Integer32 => {
                let whole = value
                    .as_i64()
                    .is_some_and(|number| scalar.kind == ScalarKind::Integer || i32::try_from(number).is_ok());
                whole && number(constraints, value)
            }
            ScalarKind::Number | ScalarKind::Number32 => number(constraints, value),
            ScalarKind::String | ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date | ScalarKind::Binary => {
                value.as_str().is_some_and(|text| {
                    let length = text.chars().count() as u64;
                    constraints.min_length.is_none_or(|min| length >= min)
                        && constraints.max_length.is_none_or(|max| length <= max)
                        && constraints
                            .pattern
                            .as_deref()
                            .is_none_or(|pattern| self.patterns.matches(pattern, text))
                        && has_format(scalar, text)
                })
            }
        }
    }
}

/// Tells whether a property does not travel in the direction.
pub(super) fn hidden(direction: Direction, read_only: bool, write_only: bool) -> bool {
    match direction {
        Direction::Request => read_only,
        Direction::Response => write_only,
    }
}

fn number(constraints: &Constraints, value: &Value) -> bool {
    let Some(number) = value.as_f64() else {
        return false;
    };
    let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    bound(&constraints.minimum).is_none_or(|min| number >= min)
        && bound(&constraints.maximum).is_none_or(|max| number <= max)
        && bound(&constraints.exclusive_minimum).is_none_or(|min| number > min)
        && bound(&constraints.exclusive_maximum).is_none_or(|max| number < max)
        && bound(&constraints.multiple_of).is_none_or(|step| {
            let quotient = number / step;
            step == 0.0 || (quotient - quotient.round()).abs() < 1e-9
        })
}

/// The formats that a reader would notice to be wrong.
fn has_format(scalar: &Scalar, text: &str) -> bool {
    match scalar.kind {
        ScalarKind::Uuid => is_uuid(text),
        ScalarKind::DateTime => is_date_time(text),
        ScalarKind::Date => is_date(text),
        _ => match scalar.format.as_deref() {
            Some("email") => text
                .split_once('@')
                .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')),
            Some("uri" | "url") => text
                .split_once(':')
                .is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty() && !text.contains(' ')),
            _ => true,
        },
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `full-date` of RFC 3339, without a look at the length of months.
fn is_date(text: &str) -> bool {
    shape(text, "dddd-dd-dd")
}

/// `date-time` of RFC 3339, in shape.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.get(..10).zip(text.get(11..)) else {
        return false;
    };
    let zone = time.get(8..).unwrap_or_default();
    let zone = zone.strip_prefix('.').map_or(zone, |fraction| {
        fraction.trim_start_matches(|digit: char| digit.is_ascii_digit())
    });
    is_date(date)
        && matches!(text.as_bytes()[10], b'T' | b't' | b' ')
        && time.get(..8).is_some_and(|time| shape(time, "dd:dd:dd"))
        && (matches!(zone, "Z" | "z") || zone.get(1..).is_some_and(|zone| shape(zone, "dd:dd")))
}

fn shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, wanted)| match wanted {
            b'd' => byte.is_ascii_digit(),
            _ => byte == wanted,
        })
}
