//! Lowers `enum` into [`ir::Enum`], or into a scalar where there is nothing to
//! enumerate.
//!
//! Strings and whole numbers make enumerations; `null` among the values makes
//! the use nullable. Values of several types at once are any JSON.

use serde_json::Value;

use super::{Lowered, keywords::Keywords, scalar};
use crate::ir::{AnyReason, Docs, Enum, EnumKind, EnumVariant, TypeKind, TypeRef};
use crate::name::Words;

/// Tells whether the values make an enumeration.
pub(super) fn is_enum(keywords: &Keywords<'_>) -> bool {
    kind(keywords).is_some()
}

fn kind(keywords: &Keywords<'_>) -> Option<EnumKind> {
    let values = keywords.values.as_ref()?;
    if values.iter().all(Value::is_string) {
        Some(EnumKind::String)
    } else if values.iter().all(Value::is_i64) {
        Some(EnumKind::Integer)
    } else {
        None
    }
}

/// Lowers a schema that has `enum`.
pub(super) fn try_lower(keywords: &Keywords<'_>) -> Option<Lowered> {
    let values = keywords.values.as_ref()?;
    let Some(kind) = kind(keywords) else {
        let scalar = values.iter().all(|value| value.is_boolean() || value.is_number());
        let ty = if scalar { scalar::try_lower(keywords) } else { None };
        return Some(Lowered::Ref(ty.unwrap_or(TypeRef::Any(AnyReason::MixedEnum))));
    };
    let names = extension(keywords, values.len(), &["x-enum-varnames", "x-enumNames"]);
    let texts = extension(keywords, values.len(), &["x-enum-descriptions", "x-enumDescriptions"]);
    let variants = values.iter().enumerate().map(|(index, value)| EnumVariant {
        value: value.clone(),
        name: names
            .get(index)
            .map_or_else(|| value_words(value), |name| Words::new(name)),
        docs: Docs {
            description: texts.get(index).map(|text| (*text).to_owned()),
            ..Docs::default()
        },
    });
    Some(Lowered::Kind(TypeKind::Enum(Enum {
        kind,
        variants: variants.collect(),
    })))
}

/// The name of a value.
pub(super) fn value_words(value: &Value) -> Words {
    match value {
        Value::String(text) => Words::new(text),
        other => Words::new(&other.to_string()),
    }
}

/// Reads a list of texts, one for each value, from the first extension that has one.
fn extension<'s>(keywords: &Keywords<'s>, count: usize, keys: &[&str]) -> Vec<&'s str> {
    let lists = keywords
        .data
        .iter()
        .flat_map(|data| keys.iter().filter_map(|key| data.extensions.get(*key)));
    for list in lists {
        let texts: Vec<&str> = list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if texts.len() == count {
            return texts;
        }
    }
    Vec::new()
}
