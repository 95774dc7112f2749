//! Plans enumerations and unions: their variants, the catch-all, the tag.

use std::collections::BTreeSet;

use super::docs;
use super::item::TypeCx;
use crate::ir::{self, Api, EnumKind, Tagging, TypeDef, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Enum, EnumRepr, EnumVariant, Ident, ItemPath, Union, UnionTag, UnionVariant};
use crate::rust::plan::customize::plain;

/// Methods that every union has, so that its tag's accessor is called otherwise.
const METHODS: [&str; 8] = ["clone", "clone_from", "eq", "ne", "fmt", "from", "into", "serialize"];

/// Plans an open enumeration.
pub(super) fn plan_enum(cx: &TypeCx<'_>, def: &TypeDef, item: &ir::Enum, path: ItemPath) -> Enum {
    let mut names = cx.members(Role::Variant);
    let mut seen = BTreeSet::new();
    // Each value once, or its second arm of a `match` could not be reached.
    let distinct = item
        .variants
        .iter()
        .filter(|variant| seen.insert(variant.value.to_string()));
    let distinct: Vec<_> = distinct.map(|variant| (plain(&variant.value), variant)).collect();
    let members: Vec<_> = distinct
        .iter()
        .map(|(value, variant)| (value.as_str(), &variant.name))
        .collect();
    let idents = names.claim(&members);
    let variants = distinct
        .iter()
        .zip(idents)
        .map(|((_, variant), ident)| EnumVariant {
            ident,
            value: variant.value.clone(),
            docs: docs::of_enum_variant(variant),
        })
        .collect();

    Enum {
        path,
        docs: docs::of_type(def),
        directions: cx.directions,
        repr: match item.kind {
            EnumKind::String => EnumRepr::String,
            EnumKind::Integer => EnumRepr::Integer,
        },
        variants,
        unknown: plan_unknown(&mut names.scope),
        derives: Vec::new(),
    }
}

/// Plans an open union.
pub(super) fn plan_union(cx: &TypeCx<'_>, def: &TypeDef, item: &ir::Union, path: ItemPath) -> Union {
    let mut names = cx.members(Role::Variant);
    let tag = match &item.tagging {
        Tagging::Property(wire_name) => Some(UnionTag {
            wire_name: wire_name.clone(),
            method: Ident(Scope::with_reserved(METHODS).claim(&Words::new(wire_name), Role::Method)),
        }),
        Tagging::Untagged => None,
    };
    let named = named_variants(item);
    // By the value that stands for the arm, or else by its natural name.
    let keys: Vec<String> = named
        .iter()
        .map(|(index, _, tags)| {
            tags.first()
                .cloned()
                .unwrap_or_else(|| item.variants[*index].name.pascal())
        })
        .collect();
    let members: Vec<_> = keys
        .iter()
        .map(String::as_str)
        .zip(named.iter().map(|(_, name, _)| name))
        .collect();
    let idents = names.claim(&members);
    let mut variants = Vec::with_capacity(named.len());
    for ((index, _, tags), ident) in named.into_iter().zip(idents) {
        let variant = &item.variants[index];
        let insert_tag = tag
            .as_ref()
            .is_some_and(|tag| !writes_property(cx.api, &variant.ty, &tag.wire_name, 0));
        variants.push(UnionVariant {
            ident,
            docs: docs::of_union_variant(cx.api, variant, &tags),
            ty: cx.boxed(index, cx.table.json_type(&variant.ty)),
            insert_tag: insert_tag && !tags.is_empty(),
            converts: false,
            guard: None,
            tags,
        });
    }

    Union {
        path,
        docs: docs::of_type(def),
        directions: cx.directions,
        tag,
        variants,
        unknown: plan_unknown(&mut names.scope),
        // Known when all types are.
        derives: Vec::new(),
    }
}

/// Lists the variants of a union: the index of the arm, a name, and the values that stand for it, each of them once.
/// Where one schema stands for several values, each value is a variant: it says what is sent.
fn named_variants(item: &ir::Union) -> Vec<(usize, Words, Vec<String>)> {
    let mut seen = BTreeSet::new();
    let mut named = Vec::with_capacity(item.variants.len());
    for (index, variant) in item.variants.iter().enumerate() {
        let tags: Vec<&String> = variant.tags.iter().filter(|tag| seen.insert(*tag)).collect();
        match tags.as_slice() {
            [] => named.push((index, variant.name.clone(), Vec::new())),
            [tag] => named.push((index, variant.name.clone(), vec![(*tag).clone()])),
            tags => named.extend(tags.iter().map(|tag| (index, Words::new(tag), vec![(*tag).clone()]))),
        }
    }
    named
}

/// Names the catch-all after the known variants, so that a value called `unknown` keeps its name.
fn plan_unknown(scope: &mut Scope) -> Ident {
    let unknown = Words::new("unknown");
    let name = match scope.is_free(&unknown, Role::Variant) {
        true => unknown,
        false => Words::new("unknown value"),
    };
    Ident(scope.claim(&name, Role::Variant))
}

/// How many aliases and unions are followed to the object behind them.
const MAX_DEPTH: usize = 16;

/// Tells whether a value of `ty` writes the property `wire_name` itself. What is no object has no place for it.
fn writes_property(api: &Api, ty: &TypeRef, wire_name: &str, depth: usize) -> bool {
    match ty {
        TypeRef::Named(id) if depth < MAX_DEPTH => match &api.ty(*id).kind {
            TypeKind::Object(object) => object
                .properties
                .iter()
                .any(|property| property.required && property.wire_name == wire_name),
            TypeKind::Union(union) => match &union.tagging {
                Tagging::Property(tag) => tag == wire_name,
                Tagging::Untagged => union
                    .variants
                    .iter()
                    .all(|variant| writes_property(api, &variant.ty, wire_name, depth + 1)),
            },
            TypeKind::Alias(ty) => writes_property(api, ty, wire_name, depth + 1),
            TypeKind::Enum(_) => true,
        },
        TypeRef::Map(_) | TypeRef::Any(_) => false,
        _ => true,
    }
}
