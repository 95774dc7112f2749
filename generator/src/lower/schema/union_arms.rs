//! Names the arms of an untagged union, and merges those that cannot be told apart.

use super::union::Arm;
use crate::ir::{EnumKind, ScalarKind, TypeKind, TypeRef, UnionVariant};
use crate::lower::context::Cx;
use crate::name::Words;

/// The name of an arm without a tag: its component's, its title, or what it is.
pub(super) fn arm_name(arm: &Arm<'_>) -> Words {
    if let Some(component) = &arm.component {
        return Words::new(component);
    }
    let keywords = &arm.keywords;
    let title = keywords.data.first().and_then(|data| data.title.as_deref());
    if let Some(title) = title
        .map(Words::new)
        .filter(|words| (1..=4).contains(&words.as_slice().len()))
    {
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
