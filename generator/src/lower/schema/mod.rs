//! Lowers schemas into [`TypeRef`]s and [`TypeDef`](crate::ir::TypeDef)s.
//!
//! ```yaml
//! type: object                 # -> TypeKind::Object with a property `id`
//! required: [id]
//! properties:
//!   id: { type: string }       # -> TypeRef::Scalar
//!   tags: { type: array, items: { type: string, enum: [a, b] } }   # -> List of a Named enumeration
//! ```
//!
//! The kinds are tried in the order of [`try_kind`]. Recursion is possible
//! through components alone, and how deep schemas may nest is bounded.

mod annotations;
mod enum_;
mod keywords;
mod merged;
mod numbers;
pub(super) mod object;
mod scalar;
mod union;
mod union_arms;

pub(super) use annotations::{Annotations, annotations, media_examples};
pub(super) use keywords::{Node, Use};

use keywords::{Additional, Keywords};
use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::context::{Cx, MAX_DEEP, MAX_DEPTH, Place, Site};
use crate::ir::{AnyReason, List, TypeId, TypeKind, TypeRef};
use crate::name::Words;

/// A schema that was lowered: a use of a type, or the kind of a type to define.
pub(super) enum Lowered {
    Ref(TypeRef),
    Kind(TypeKind),
}

/// Lowers the use of a schema.
pub(super) fn lower<'a: 's, 's>(cx: &mut Cx<'a>, part: Use<'s>, site: &Site) -> TypeRef {
    lower_all(cx, &[part], site)
}

/// Lowers the use of several schemas that hold at once.
pub(super) fn lower_all<'a: 's, 's>(cx: &mut Cx<'a>, uses: &[Use<'s>], site: &Site) -> TypeRef {
    let Some(first) = uses.first() else {
        return TypeRef::Any(AnyReason::NoItems);
    };
    if cx.depth >= MAX_DEPTH {
        cx.warning(
            "schema-too-deep",
            &first.pointer,
            format!("schemas are nested more than {MAX_DEPTH} deep; the rest is any JSON"),
        )
        .help("name an inner schema under `components.schemas` and refer to it");
        cx.cut += 1;
        return TypeRef::Any(AnyReason::TooDeep);
    }
    if cx.depth > 12 {
        cx.deep += 1;
    }
    if cx.deep >= MAX_DEEP && cx.depth > 3 {
        if cx.deep == MAX_DEEP {
            cx.deep += 1;
            cx.warning(
                "schema-too-deep",
                &first.pointer,
                "schemas grow without end in one another; the inner ones are any JSON",
            )
            .help("refer to the components themselves, rather than to an `allOf` of them");
        }
        cx.cut += 1;
        return TypeRef::Any(AnyReason::TooDeep);
    }
    cx.depth += 1;
    let ty = lower_use(cx, uses, site);
    cx.depth -= 1;
    ty
}

fn lower_use<'a: 's, 's>(cx: &mut Cx<'a>, uses: &[Use<'s>], site: &Site) -> TypeRef {
    let nullable = uses.iter().all(|part| is_nullable(cx, part, 0));
    if let Some(reference) = sole_reference(uses) {
        let ty = match cx.schema_component(reference) {
            Some((_, id)) => TypeRef::Named(id),
            None => TypeRef::Any(AnyReason::Dangling),
        };
        return nullable_if(nullable, ty);
    }
    let keywords = Keywords::collect(cx, uses, None);
    let pointer = uses[0].pointer.clone();
    let ty = if needs_definition(&keywords) {
        merged::once(cx, &keywords, &pointer, site, |cx, id| {
            define(cx, &keywords, uses, id, site)
        })
    } else {
        match try_kind(cx, &keywords, uses, TypeId(u32::MAX), site) {
            Lowered::Ref(ty) => ty,
            Lowered::Kind(_) => TypeRef::Any(AnyReason::Unsupported),
        }
    };
    nullable_if(nullable, ty)
}

/// Lowers a schema that becomes a type with a name of its own.
fn define<'a: 's, 's>(cx: &mut Cx<'a>, keywords: &Keywords<'s>, uses: &[Use<'s>], id: TypeId, site: &Site) -> TypeRef {
    describe(cx, id, keywords);
    match try_kind(cx, keywords, uses, id, &Site::new(Place::Component(id))) {
        Lowered::Kind(kind) => {
            cx.draft(id).def.kind = kind;
            TypeRef::Named(id)
        }
        Lowered::Ref(ty) => {
            adopt(cx, &ty, site, |sites, site| sites.insert(0, site));
            ty
        }
    }
}

/// Lowers the component `name`, whose id was reserved before.
pub(super) fn lower_component<'a>(cx: &mut Cx<'a>, name: &'a str, node: &'a ReferenceOr<Schema>, id: TypeId) {
    let pointer = cx.root().field("components").field("schemas").field(name);
    let part = Use::new(node, pointer);
    let uses = [part];
    let site = Site::new(Place::Component(id));
    if let Some(reference) = sole_reference(&uses) {
        let target = cx.schema_component(reference).map(|(_, target)| target);
        cx.draft(id).def.kind = TypeKind::Alias(target.map_or(TypeRef::Any(AnyReason::Dangling), TypeRef::Named));
        if let Some(data) = uses[0].data() {
            let docs = annotations::docs_of(&[data]);
            cx.draft(id).def.docs = docs;
        }
        return;
    }
    let keywords = Keywords::collect(cx, &uses, Some(name));
    describe(cx, id, &keywords);
    let lowered = try_kind(cx, &keywords, &uses, id, &site);
    cx.draft(id).def.kind = match lowered {
        Lowered::Kind(kind) => kind,
        Lowered::Ref(ty) => TypeKind::Alias(ty),
    };
}

/// Sets the prose and the examples of a definition.
fn describe(cx: &mut Cx<'_>, id: TypeId, keywords: &Keywords<'_>) {
    let draft = cx.draft(id);
    draft.def.docs = annotations::docs_of(&keywords.data);
    draft.def.examples = keywords
        .data
        .first()
        .map(|data| annotations::examples_of(data))
        .unwrap_or_default();
    let title = keywords
        .data
        .first()
        .and_then(|data| data.title.as_deref())
        .map(Words::new);
    draft.title = title.filter(|words| (1..=4).contains(&words.as_slice().len()));
}

/// Tells whether the schema becomes a type with a name of its own.
fn needs_definition(keywords: &Keywords<'_>) -> bool {
    !keywords.choices.is_empty() || enum_::is_enum(keywords) || object::is_object(keywords)
}

/// Tries the kinds of schemas, from the most telling keyword to the least.
/// `id` is the definition that is being made, the owner of inline schemas
/// inside; `site` is where items and values stand.
fn try_kind<'a: 's, 's>(
    cx: &mut Cx<'a>,
    keywords: &Keywords<'s>,
    uses: &[Use<'s>],
    id: TypeId,
    site: &Site,
) -> Lowered {
    if let Some(lowered) = union::try_lower(cx, keywords, uses, id) {
        return lowered;
    }
    if let Some(lowered) = enum_::try_lower(keywords) {
        return lowered;
    }
    if let Some(lowered) = object::try_lower(cx, keywords, uses, id) {
        return lowered;
    }
    let ty = try_tuple(cx, keywords, site)
        .or_else(|| try_list(cx, keywords, site))
        .or_else(|| scalar::try_lower(keywords))
        .or_else(|| try_map(cx, keywords, site))
        .unwrap_or_else(|| TypeRef::Any(why_any(keywords)));
    Lowered::Ref(ty)
}

fn try_tuple<'a>(cx: &mut Cx<'a>, keywords: &Keywords<'_>, site: &Site) -> Option<TypeRef> {
    let (items, pointer) = keywords.prefix_items.as_ref()?;
    let mut types = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let pointer = pointer.index(index);
        let ty = match serde_json::from_value::<ReferenceOr<Schema>>(item.clone()) {
            // The schema lives no longer than this arm, which the context,
            // being longer-lived, does not mind.
            Ok(schema) => lower_short(cx, &schema, pointer, &site.item()),
            Err(_) => TypeRef::Any(AnyReason::Unsupported),
        };
        types.push(ty);
    }
    Some(TypeRef::Tuple(types))
}

/// Lowers a schema that is not part of the document's own tree.
fn lower_short<'a: 's, 's>(
    cx: &mut Cx<'a>,
    schema: &'s ReferenceOr<Schema>,
    pointer: crate::source::Pointer,
    site: &Site,
) -> TypeRef {
    lower(cx, Use::new(schema, pointer), site)
}

fn try_list<'a: 's, 's>(cx: &mut Cx<'a>, keywords: &Keywords<'s>, site: &Site) -> Option<TypeRef> {
    let is_list = match keywords.ty {
        Some(ty) => ty == "array",
        None => !keywords.items.is_empty(),
    };
    if !is_list {
        return None;
    }
    let item = lower_all(cx, &keywords.items, &site.item());
    Some(TypeRef::List(Box::new(List {
        item,
        min_items: keywords.min_items,
        max_items: keywords.max_items,
        unique: keywords.unique,
    })))
}

/// An object without known properties is a map, of anything where nothing is said.
fn try_map<'a: 's, 's>(cx: &mut Cx<'a>, keywords: &Keywords<'s>, site: &Site) -> Option<TypeRef> {
    let value = match &keywords.additional {
        Additional::Schema(part) => lower(cx, part.clone(), &site.item()),
        Additional::Anything => TypeRef::Any(AnyReason::FreeForm),
        Additional::Undeclared | Additional::Forbidden if keywords.ty == Some("object") => {
            TypeRef::Any(AnyReason::FreeForm)
        }
        Additional::Undeclared | Additional::Forbidden => return None,
    };
    Some(TypeRef::Map(Box::new(value)))
}

/// Tells why a schema of no kind is any JSON.
fn why_any(keywords: &Keywords<'_>) -> AnyReason {
    match keywords.ty {
        None if keywords.null => AnyReason::OnlyNull,
        None => AnyReason::NoType,
        Some("null") => AnyReason::OnlyNull,
        Some(_) => AnyReason::UnknownType,
    }
}

/// Returns the reference that `uses` come down to: a `$ref`, alone or with
/// nothing beside it but annotations.
fn sole_reference<'s>(uses: &[Use<'s>]) -> Option<&'s str> {
    let [part] = uses else { return None };
    let mut node = part.node;
    for _ in 0..16 {
        let schema = match node {
            Node::Reference(reference) => return Some(reference),
            Node::Schema(schema) => schema,
        };
        let arms = match &schema.schema_kind {
            SchemaKind::OneOf { one_of: arms }
            | SchemaKind::AnyOf { any_of: arms }
            | SchemaKind::AllOf { all_of: arms } => arms,
            _ => return None,
        };
        node = match arms.as_slice() {
            [ReferenceOr::Reference { reference }] => Node::Reference(reference),
            [ReferenceOr::Item(schema)] => Node::Schema(schema),
            _ => return None,
        };
    }
    None
}

/// Tells whether `null` is a value of the schema. A component that allows
/// `null` makes every use of it nullable; its definition is of the other values.
fn is_nullable<'a: 's, 's>(cx: &Cx<'a>, part: &Use<'s>, depth: usize) -> bool {
    if depth > 32 {
        return false;
    }
    let schema = match part.node {
        Node::Schema(schema) => schema,
        Node::Reference(reference) => {
            let schemas = cx.openapi.components.as_ref().map(|components| &components.schemas);
            let target = cx.schema_component(reference).and_then(|(name, _)| schemas?.get(name));
            return target.is_some_and(|target| is_nullable(cx, &Use::new(target, cx.root()), depth + 1));
        }
    };
    let data = &schema.schema_data;
    if data.nullable || data.extensions.contains_key("x-specwright-null") {
        return true;
    }
    let any = |arms: &'s [ReferenceOr<Schema>]| {
        arms.iter()
            .any(|arm| is_nullable(cx, &Use::new(arm, cx.root()), depth + 1))
    };
    match &schema.schema_kind {
        SchemaKind::OneOf { one_of: arms } | SchemaKind::AnyOf { any_of: arms } => any(arms),
        SchemaKind::AllOf { all_of } => {
            !all_of.is_empty()
                && all_of
                    .iter()
                    .all(|arm| is_nullable(cx, &Use::new(arm, cx.root()), depth + 1))
        }
        SchemaKind::Any(schema) => {
            schema.enumeration.iter().any(serde_json::Value::is_null)
                || (schema.typ.is_none() && (any(&schema.one_of) || any(&schema.any_of)))
        }
        SchemaKind::Type(openapiv3::Type::String(string)) => string.enumeration.contains(&None),
        SchemaKind::Type(openapiv3::Type::Integer(integer)) => integer.enumeration.contains(&None),
        SchemaKind::Type(openapiv3::Type::Number(number)) => number.enumeration.contains(&None),
        SchemaKind::Type(openapiv3::Type::Boolean(boolean)) => boolean.enumeration.contains(&None),
        SchemaKind::Type(_) | SchemaKind::Not { .. } => false,
    }
}

/// Wraps `ty` unless it has `null` among its values already.
pub(super) fn nullable_if(nullable: bool, ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Any(_) | TypeRef::Nullable(_) => ty,
        _ if nullable => TypeRef::Nullable(Box::new(ty)),
        _ => ty,
    }
}

/// Records that an inline type stands at `site` too, when the schema that is
/// there came down to it. `add` takes the site among the others.
fn adopt(cx: &mut Cx<'_>, ty: &TypeRef, site: &Site, add: fn(&mut Vec<Site>, Site)) {
    match ty {
        TypeRef::Named(id) => {
            let draft = cx.draft(*id);
            if draft.def.component.is_none() {
                add(&mut draft.sites, site.clone());
            }
        }
        TypeRef::Nullable(inner) | TypeRef::Map(inner) => adopt(cx, inner, &site.item(), add),
        TypeRef::List(list) => adopt(cx, &list.item, &site.item(), add),
        _ => {}
    }
}
