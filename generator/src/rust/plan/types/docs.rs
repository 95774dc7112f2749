//! Writes the documentation of types, fields and variants: the document's own
//! words, neutralized, and its constraints as sentences.

use serde_json::Value;

use crate::ir::{
    Api, Constraints, Docs, EnumVariant, List, Property, Scalar, ScalarKind, TypeDef, TypeKind, TypeRef, UnionVariant,
};
use crate::rust::doc;

/// Writes the document's own words about something.
pub(crate) fn prose(docs: &Docs) -> String {
    let parts = [&docs.summary, &docs.description].into_iter().flatten();
    let mut paragraphs: Vec<String> = Vec::new();
    for part in parts {
        let text = doc::neutralize(part);
        if !text.is_empty() && !paragraphs.contains(&text) {
            paragraphs.push(text);
        }
    }
    paragraphs.join("\n\n")
}

/// Writes the sentences about what restricts a value of type `ty`; empty where nothing does.
pub(crate) fn constraints(ty: &TypeRef) -> Vec<String> {
    let mut sentences = Vec::new();
    match ty {
        TypeRef::Scalar(scalar) => scalar_sentences(scalar, &mut sentences),
        TypeRef::List(list) => {
            list_sentences(list, &mut sentences);
            let of_items = constraints(&list.item);
            sentences.extend(of_items.into_iter().map(|sentence| format!("Items: {sentence}")));
        }
        TypeRef::Nullable(inner) => return constraints(inner),
        TypeRef::Named(_) | TypeRef::Map(_) | TypeRef::Tuple(_) | TypeRef::Any(_) => {}
    }
    sentences
}

/// Documents a type.
pub(super) fn of_type(def: &TypeDef) -> String {
    let own = prose(&def.docs);
    let sentences = match &def.kind {
        TypeKind::Alias(ty) => constraints(ty),
        _ => Vec::new(),
    };
    let own = match own.is_empty() {
        true => format!("The schema {}.", doc::code(&def.name.to_string())),
        false => own,
    };
    join(own, sentences)
}

/// Documents a field.
pub(super) fn of_property(property: &Property) -> String {
    let own = prose(&property.docs);
    let own = match own.is_empty() {
        true => format!("The property {}.", doc::code(&property.wire_name)),
        false => own,
    };
    let mut sentences = constraints(&property.ty);
    if let Some(constant) = &property.constant {
        sentences.push(format!("Always {}.", value(constant)));
    }
    if let Some(default) = &property.default {
        let sentence = format!("Default: {}.", value(default));
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    if property.read_only {
        sentences.push("Only in responses.".to_owned());
    }
    if property.write_only {
        sentences.push("Only in requests.".to_owned());
    }
    join(own, sentences)
}

/// Documents a known value.
pub(super) fn of_enum_variant(variant: &EnumVariant) -> String {
    let own = prose(&variant.docs);
    match own.is_empty() {
        true => format!("{}.", value(&variant.value)),
        false => format!("{}: {own}", value(&variant.value)),
    }
}

/// Documents an arm.
pub(super) fn of_union_variant(api: &Api, variant: &UnionVariant, tags: &[String]) -> String {
    let mut own = prose(&variant.docs);
    if let (true, TypeRef::Named(id)) = (own.is_empty(), &variant.ty) {
        own = prose(&api.ty(*id).docs);
    }
    let tags: Vec<String> = tags.iter().map(|tag| doc::code(tag)).collect();
    match (own.is_empty(), tags.is_empty()) {
        (true, true) => format!("The arm {}.", doc::code(&variant.name.to_string())),
        (true, false) => format!("{}.", tags.join(", ")),
        (false, true) => own,
        (false, false) => format!("{}: {own}", tags.join(", ")),
    }
}

fn join(own: String, sentences: Vec<String>) -> String {
    match sentences.is_empty() {
        true => own,
        false => format!("{own}\n\n{}", sentences.join(" ")),
    }
}

fn value(value: &Value) -> String {
    doc::code(&value.to_string())
}

fn scalar_sentences(scalar: &Scalar, sentences: &mut Vec<String>) {
    // What has a type of its own needs no word for its format.
    let is_plain = matches!(
        scalar.kind,
        ScalarKind::String | ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date
    );
    if let (true, Some(format)) = (is_plain, &scalar.format) {
        sentences.push(format!("Format: {}.", doc::code(format)));
    }
    let Constraints {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        min_length,
        max_length,
        pattern,
    } = &scalar.constraints;
    let numbers = [
        ("At least", minimum),
        ("More than", exclusive_minimum),
        ("At most", maximum),
        ("Less than", exclusive_maximum),
        ("A multiple of", multiple_of),
    ];
    for (words, number) in numbers {
        if let Some(number) = number {
            sentences.push(format!("{words} {number}."));
        }
    }
    sentences.extend(bounds("characters", "character", *min_length, *max_length));
    if let Some(pattern) = pattern {
        sentences.push(format!("Matches {}.", doc::code(pattern)));
    }
    if let Some(default) = &scalar.default {
        sentences.push(format!("Default: {}.", value(default)));
    }
}

fn list_sentences(list: &List, sentences: &mut Vec<String>) {
    sentences.extend(bounds("items", "item", list.min_items, list.max_items));
    if list.unique {
        sentences.push("No item twice.".to_owned());
    }
}

fn bounds(many: &str, one: &str, min: Option<u64>, max: Option<u64>) -> Option<String> {
    let noun = |count: u64| if count == 1 { one } else { many };
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("Exactly {min} {}.", noun(min))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {}.", noun(max))),
        (Some(min), None) => Some(format!("At least {min} {}.", noun(min))),
        (None, Some(max)) => Some(format!("At most {max} {}.", noun(max))),
        (None, None) => None,
    }
}
