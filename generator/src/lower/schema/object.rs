//! Lowers objects with known properties into [`ir::Object`].

use serde_json::Value;

use super::keywords::{Additional, Keywords};
use super::{Lowered, Use, annotations, lower, lower_all};
use crate::ir::{AnyReason, Object, Property, Scalar, ScalarKind, TypeId, TypeKind, TypeRef};
use crate::lower::context::{Cx, Place, Site};
use crate::name::Words;

/// Tells whether the schema is an object with known properties.
pub(super) fn is_object(keywords: &Keywords<'_>) -> bool {
    !keywords.properties.is_empty() && matches!(keywords.ty, None | Some("object"))
}

/// Lowers an object; `id` is its definition.
pub(super) fn try_lower<'a: 's, 's>(
    cx: &mut Cx<'a>,
    keywords: &Keywords<'s>,
    uses: &[Use<'s>],
    id: TypeId,
) -> Option<Lowered> {
    if !is_object(keywords) {
        return None;
    }
    for name in &keywords.required {
        if !keywords.properties.contains_key(name)
            && let Some(part) = uses.first()
        {
            cx.warning(
                "required-without-property",
                &part.pointer.field("required"),
                format!("the required property `{name}` is not declared"),
            )
            .help("add it to `properties`, or take it out of `required`");
        }
    }
    let mut properties = Vec::with_capacity(keywords.properties.len());
    for (name, parts) in &keywords.properties {
        let required = keywords.required.contains(name);
        properties.push(lower_property(cx, name, parts, required, id));
    }
    let additional = match &keywords.additional {
        Additional::Schema(part) => {
            let site = Site::new(Place::Property(id, Words::new("additional"))).item();
            Some(lower(cx, part.clone(), &site))
        }
        Additional::Anything => Some(TypeRef::Any(AnyReason::FreeForm)),
        Additional::Undeclared | Additional::Forbidden => None,
    };
    Some(Lowered::Kind(TypeKind::Object(Object { properties, additional })))
}

fn lower_property<'a: 's, 's>(cx: &mut Cx<'a>, name: &str, parts: &[Use<'s>], required: bool, id: TypeId) -> Property {
    let words = Words::new(name);
    let notes = annotations(parts);
    let constant = constant(cx, parts);
    let ty = match &constant {
        // The value is known: an enumeration of one would say it twice.
        Some(value) if required => scalar_of(value),
        _ => lower_all(cx, parts, &Site::new(Place::Property(id, words.clone()))),
    };
    Property {
        wire_name: name.to_owned(),
        name: words,
        ty,
        required,
        read_only: notes.read_only,
        write_only: notes.write_only,
        constant,
        default: notes.default,
        examples: notes.examples,
        docs: notes.docs,
    }
}

/// Returns the one value that the schema allows.
pub(in crate::lower) fn constant<'a: 's, 's>(cx: &mut Cx<'a>, parts: &[Use<'s>]) -> Option<Value> {
    // A component that is an enumeration of one value has a name to keep.
    if parts.iter().any(|part| part.data().is_none()) {
        return None;
    }
    single_value(cx, parts)
}

/// Returns the one value that the schema allows, looking through references.
pub(super) fn single_value<'a: 's, 's>(cx: &mut Cx<'a>, parts: &[Use<'s>]) -> Option<Value> {
    let keywords = Keywords::collect(cx, parts, None);
    if keywords.data.iter().any(|data| data.nullable) {
        return None;
    }
    match keywords.values.as_deref() {
        Some([value]) => Some(value.clone()),
        _ => None,
    }
}

/// The plain type of a constant.
pub(in crate::lower) fn scalar_of(value: &Value) -> TypeRef {
    let kind = match value {
        Value::String(_) => ScalarKind::String,
        Value::Bool(_) => ScalarKind::Boolean,
        Value::Number(number) if number.is_i64() => ScalarKind::Integer,
        Value::Number(_) => ScalarKind::Number,
        _ => return TypeRef::Any(AnyReason::Unsupported),
    };
    TypeRef::Scalar(Scalar {
        kind,
        format: None,
        constraints: crate::ir::Constraints::default(),
        default: None,
        examples: vec![value.clone()],
    })
}
