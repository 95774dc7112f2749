//! Rewrites the bounds of a schema to those that the model can hold.

use serde_json::{Map, Value, json};

use super::super::Cx;
use super::super::checks::whole;
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// Rewrites exclusive bounds.
///
/// `exclusiveMinimum: 3` → `minimum: 3, exclusiveMinimum: true`; of `minimum: 5, exclusiveMinimum: 3`
/// the narrower one stays. The same for maximums.
pub(super) fn exclusive(map: &mut Map<String, Value>) {
    for (exclusive, inclusive, sign) in [
        ("exclusiveMinimum", "minimum", 1.0),
        ("exclusiveMaximum", "maximum", -1.0),
    ] {
        let Some(bound) = map.get(exclusive).filter(|bound| bound.is_number()).cloned() else {
            continue;
        };
        let other = map.get(inclusive).and_then(Value::as_f64);
        let narrower = other
            .zip(bound.as_f64())
            .is_some_and(|(other, bound)| other * sign > bound * sign);
        if narrower {
            map.shift_remove(exclusive);
        } else {
            map.insert(inclusive.to_owned(), bound);
            map.insert(exclusive.to_owned(), json!(true));
        }
    }
}

/// Rewrites numbers to what fits the type.
///
/// `type: integer, minimum: 1.0` → `minimum: 1`; a bound beyond 64 bits, or with a fraction, is removed
pub(super) fn fit(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let integer = map.get("type").and_then(Value::as_str) == Some("integer");
    for (key, exclusive) in [
        ("minimum", Some("exclusiveMinimum")),
        ("maximum", Some("exclusiveMaximum")),
        ("multipleOf", None),
    ] {
        let Some(number) = map.get(key).and_then(Value::as_number).filter(|_| integer) else {
            continue;
        };
        if number.is_i64() {
            continue;
        }
        match whole(number) {
            Some(whole) => {
                map.insert(key.to_owned(), json!(whole));
            }
            None => {
                cx.count("unusable-bound", Kind::Schema, key, &at.field(key));
                map.shift_remove(key);
                exclusive.map(|exclusive| map.shift_remove(exclusive));
            }
        }
    }
}
