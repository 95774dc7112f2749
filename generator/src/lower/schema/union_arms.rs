//! Names the arms of an untagged union, and merges those that cannot be told apart.
//!
//! An arm is called after its component or its title, or what it is: `string`, or
//! the first property that it requires. Arms that come to the same name are called
//! after what tells them apart: a constant that each has, a short description, a
//! property that no other has, what is listed.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{SchemaKind, Type};
use serde_json::Value;

use super::union::Arm;
use super::{Node, object};
use crate::ir::{EnumKind, ScalarKind, TypeKind, TypeRef, UnionVariant};
use crate::lower::context::{Cx, component_name};
use crate::lower::naming::{self, english};
use crate::name::Words;

/// The names of the arms of a union without tags.
pub(super) fn arm_names<'a: 's, 's>(cx: &mut Cx<'a>, arms: &[Arm<'s>]) -> Vec<Words> {
    let mut names: Vec<Words> = arms.iter().map(arm_name).collect();
    let mut members: BTreeMap<Words, Vec<usize>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        members.entry(name.clone()).or_default().push(index);
    }
    for (shared, members) in members.iter().filter(|(_, members)| members.len() > 1) {
        let constants = constants(cx, arms, members);
        let mut taken: BTreeSet<Words> = BTreeSet::new();
        for (position, index) in members.iter().enumerate() {
            let constant = constants.get(position).cloned();
            let telling = constant.or_else(|| telling_name(arms, *index, members, shared));
            if let Some(telling) = telling.filter(|telling| taken.insert(telling.clone())) {
                names[*index] = telling;
            }
        }
    }
    names
}

/// The values of the first property that is a constant text in every one of
/// `members`, and not the same in all; empty where there is none.
fn constants<'a: 's, 's>(cx: &mut Cx<'a>, arms: &[Arm<'s>], members: &[usize]) -> Vec<Words> {
    let Some(first) = members.first() else {
        return Vec::new();
    };
    for property in arms[*first].keywords.properties.keys() {
        let mut values: Vec<Words> = Vec::with_capacity(members.len());
        for index in members {
            let parts = arms[*index].keywords.properties.get(property);
            match parts.and_then(|parts| object::single_value(cx, parts)) {
                Some(Value::String(text)) => values.push(Words::new(&text)),
                _ => break,
            }
        }
        let is_name = |words: &Words| (1..=8).contains(&words.as_slice().len());
        let differ = values.iter().any(|value| *value != values[0]);
        if values.len() == members.len() && differ && values.iter().all(is_name) {
            return values;
        }
    }
    Vec::new()
}

/// A name for the arm at `index` that says what it has and the other `members` have not.
fn telling_name(arms: &[Arm<'_>], index: usize, members: &[usize], shared: &Words) -> Option<Words> {
    let keywords = &arms[index].keywords;
    let described = keywords.data.iter().find_map(|data| data.description.as_deref());
    let described = described
        .map(|text| english::without_article(&Words::new(text)))
        .filter(is_short);
    let is_own = |property: &&str| {
        let mut others = members.iter().filter(|other| **other != index);
        others.all(|other| !arms[*other].keywords.properties.contains_key(*property))
    };
    let required = keywords.required.iter().copied();
    let own = || {
        required
            .chain(keywords.properties.keys().copied())
            .find(is_own)
            .map(Words::new)
    };
    let listed = || match keywords.items.first()?.node {
        Node::Reference(reference) => Some(naming::of_component(&component_name(reference, "schemas")?)),
        Node::Schema(schema) => match &schema.schema_kind {
            SchemaKind::Type(ty) => Some(Words::new(type_name(ty))),
            _ => schema.schema_data.title.as_deref().map(Words::new).filter(is_short),
        },
    };
    let listed = || listed().map(|item| Words::join([&item, shared]));
    described.or_else(own).or_else(listed)
}

fn is_short(words: &Words) -> bool {
    (1..=4).contains(&words.as_slice().len())
}

fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::String(_) => "string",
        Type::Number(_) => "number",
        Type::Integer(_) => "integer",
        Type::Boolean(_) => "boolean",
        Type::Object(_) => "object",
        Type::Array(_) => "list",
    }
}

/// The name of an arm without a tag: its component's, its title, or what it is.
fn arm_name(arm: &Arm<'_>) -> Words {
    if let Some(component) = &arm.component {
        return naming::of_component(component);
    }
    let keywords = &arm.keywords;
    let title = keywords.data.first().and_then(|data| data.title.as_deref());
    // An identifier is a name of any sensible length.
    let is_name = |title: &&str| !title.contains(char::is_whitespace) && title.len() <= 64;
    let title = title.filter(|title| is_name(title) || is_short(&Words::new(title)));
    if let Some(title) = title.map(Words::new).filter(|title| !title.is_empty()) {
        return title;
    }
    if let Some([value]) = keywords.values.as_deref() {
        return super::enum_::value_words(value);
    }
    let kind = match (keywords.ty, keywords.format.as_deref()) {
        (Some("string"), Some("date-time")) => "date time",
        (Some("string"), Some(format @ ("date" | "uuid" | "email" | "uri"))) => format,
        (Some("array"), _) => "list",
        (Some(ty @ ("string" | "integer" | "number" | "boolean")), _) => ty,
        (None | Some("object"), _) if keywords.properties.is_empty() => "map",
        // The first required property is what tells an object from others.
        _ => match keywords.required.first() {
            Some(property) => return Words::new(property),
            None => "object",
        },
    };
    Words::new(kind)
}

/// Merges arms whose values look alike. One arm that is any JSON is the union.
pub(super) fn reduce(cx: &mut Cx<'_>, variants: Vec<UnionVariant>) -> Vec<UnionVariant> {
    if let Some(any) = variants.iter().find(|variant| matches!(variant.ty, TypeRef::Any(_))) {
        return vec![any.clone()];
    }
    let has = |wanted: fn(ScalarKind) -> bool| {
        variants
            .iter()
            .any(|variant| matches!(&variant.ty, TypeRef::Scalar(scalar) if wanted(scalar.kind)))
    };
    let has_number = has(is_fraction);
    let has_string = has(|kind| kind == ScalarKind::String);
    let string_kinds = variants.iter().filter(|variant| is_string(&variant.ty)).count();
    let has_enum = variants.iter().any(|variant| is_string_enum(cx, &variant.ty));
    let mut kept: Vec<UnionVariant> = Vec::with_capacity(variants.len());
    for mut variant in variants {
        if let TypeRef::Scalar(scalar) = &mut variant.ty {
            match scalar.kind {
                // An enumeration is open: it holds every other string too.
                ScalarKind::String if has_enum => continue,
                ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date | ScalarKind::String
                    if string_kinds > 1 && has_enum =>
                {
                    continue;
                }
                ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date if string_kinds > 1 => {
                    if has_string {
                        continue;
                    }
                    scalar.kind = ScalarKind::String;
                    variant.name = Words::new("string");
                }
                ScalarKind::Integer | ScalarKind::Integer32 if has_number => continue,
                _ => {}
            }
        }
        if !kept.iter().any(|known| is_same(&known.ty, &variant.ty)) {
            kept.push(variant);
        }
    }
    kept
}

fn is_fraction(kind: ScalarKind) -> bool {
    matches!(kind, ScalarKind::Number | ScalarKind::Number32)
}

fn is_string(ty: &TypeRef) -> bool {
    let TypeRef::Scalar(scalar) = ty else { return false };
    matches!(
        scalar.kind,
        ScalarKind::String | ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date
    )
}

fn is_string_enum(cx: &mut Cx<'_>, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = ty else { return false };
    matches!(&cx.draft(*id).def.kind, TypeKind::Enum(item) if item.kind == EnumKind::String)
}

/// Equality of what values look like; what restricts them aside.
fn is_same(left: &TypeRef, right: &TypeRef) -> bool {
    match (left, right) {
        (TypeRef::Scalar(left), TypeRef::Scalar(right)) => left.kind == right.kind,
        _ => left == right,
    }
}
