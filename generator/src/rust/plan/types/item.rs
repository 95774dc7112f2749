//! Plans one type: fields with their presence, constants, boxes, aliases.

use std::collections::BTreeMap;

use super::variants;
use super::{TypeTable, docs};
use crate::analysis::Facts;
use crate::ir::{Api, Object, Property, TypeDef, TypeId, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Alias, Directions, Field, Ident, Item, ItemPath, Presence, RustType, Struct};
use crate::rust::plan::customize::Custom;

/// What the planners of one type share.
pub(super) struct TypeCx<'a> {
    pub api: &'a Api,
    pub facts: &'a Facts,
    pub table: &'a TypeTable,
    pub custom: &'a Custom,
    pub id: TypeId,
    pub directions: Directions,
    /// Whether the type is sent as the parts of a multipart body.
    pub parts: bool,
}

impl TypeCx<'_> {
    /// Puts a box around the type of the property or variant `index` where the type graph needs one.
    pub fn boxed(&self, index: usize, ty: RustType) -> RustType {
        if self.facts.boxed.contains(&(self.id, index)) {
            RustType::Boxed(Box::new(ty))
        } else {
            ty
        }
    }

    /// Begins a scope for the fields or variants of the type.
    pub fn members(&self, role: Role) -> Members<'_> {
        let mut scope = Scope::default();
        Members {
            chosen: self.custom.claim_members(self.id, &mut scope, role),
            scope,
            role,
        }
    }
}

/// The names of the fields or variants of a type.
pub(super) struct Members<'a> {
    pub scope: Scope,
    role: Role,
    /// Those that the configuration chooses, by wire name or value.
    chosen: BTreeMap<&'a str, Ident>,
}

impl Members<'_> {
    /// Claims the names of `members`, of which each has its wire name and its words:
    /// the chosen ones, or else those that the words come to.
    pub fn claim(&mut self, members: &[(&str, &Words)]) -> Vec<Ident> {
        let open = members
            .iter()
            .filter(|(wire_name, _)| !self.chosen.contains_key(wire_name));
        let open: Vec<_> = open.copied().collect();
        let mut claimed = self.scope.claim_members(&open, self.role).into_iter();
        let name = |(wire_name, _): &(&str, &Words)| match self.chosen.get(wire_name) {
            Some(chosen) => Some(chosen.clone()),
            None => claimed.next().map(Ident),
        };
        members.iter().filter_map(name).collect()
    }
}

/// Plans the type `id`.
pub(super) fn plan(api: &Api, facts: &Facts, table: &TypeTable, custom: &Custom, id: TypeId) -> Item {
    let def = api.ty(id);
    let usage = facts.usage.get(id.0 as usize).copied().unwrap_or_default();
    let cx = TypeCx {
        api,
        facts,
        table,
        custom,
        id,
        directions: Directions {
            request: usage.request,
            response: usage.response,
        },
        parts: usage.parts,
    };
    let path = table.path(id).clone();
    if let Some(ty) = custom.replaced.get(&id) {
        let is_nullable = matches!(&def.kind, TypeKind::Alias(TypeRef::Nullable(_)));
        return Item::Alias(Alias {
            path,
            docs: docs::of_type(def),
            ty: match is_nullable {
                true => RustType::Option(Box::new(ty.clone())),
                false => ty.clone(),
            },
        });
    }
    match &def.kind {
        TypeKind::Object(object) => Item::Struct(plan_struct(&cx, def, object, path)),
        TypeKind::Enum(item) => Item::Enum(variants::plan_enum(&cx, def, item, path)),
        TypeKind::Union(item) => Item::Union(variants::plan_union(&cx, def, item, path)),
        TypeKind::Alias(ty) => Item::Alias(Alias {
            path,
            docs: docs::of_type(def),
            ty: table.rust_type(ty),
        }),
    }
}

fn plan_struct(cx: &TypeCx<'_>, def: &TypeDef, object: &Object, path: ItemPath) -> Struct {
    let mut names = cx.members(Role::Field);
    let mut constants = Vec::new();
    let mut open = Vec::new();
    for (index, property) in object.properties.iter().enumerate() {
        match &property.constant {
            Some(value) if property.required => constants.push((property.wire_name.clone(), value.clone())),
            _ => open.push((index, property)),
        }
    }
    let members: Vec<_> = open
        .iter()
        .map(|(_, property)| (property.wire_name.as_str(), &property.name))
        .collect();
    let idents = names.claim(&members);
    let planned = open.into_iter().zip(idents);
    let fields: Vec<Field> = planned
        .map(|((index, property), ident)| plan_field(cx, property, index, ident))
        .collect();
    let additional = object.additional.as_ref().map(|ty| {
        let ident = names.scope.claim(&Words::new("additional properties"), Role::Field);
        (Ident(ident), cx.table.json_type(ty))
    });
    let is_sent = cx.directions.request || cx.parts;
    let is_complete = fields.iter().all(|field| field.presence != Presence::Required);

    Struct {
        path,
        docs: docs::of_type(def),
        deprecated: def.docs.deprecated,
        directions: cx.directions,
        multipart: cx.parts,
        default: is_sent && is_complete,
        constructor: is_sent && !is_complete,
        // Known when all types are.
        derives: Vec::new(),
        fields,
        additional,
        constants,
    }
}

fn plan_field(cx: &TypeCx<'_>, property: &Property, index: usize, ident: Ident) -> Field {
    let (nullable, ty) = split_nullable(cx.api, &property.ty);
    let file = TypeTable::file_type(cx.api, ty).filter(|_| cx.parts);
    let is_file = file.is_some();
    let custom = cx.custom.of_property(cx.api, cx.id, property).cloned();
    let inner = file.or(custom);
    let inner = inner.unwrap_or_else(|| cx.boxed(index, cx.table.json_type(ty)));
    // What only the other side may write cannot be demanded of both.
    let required = property.required
        && !(property.read_only && (cx.directions.request || cx.parts))
        && !(property.write_only && cx.directions.response);
    let presence = match (required, nullable) {
        // `null` is a value of JSON like any other.
        (true, _) if inner == RustType::Json => Presence::Required,
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, true) if cx.directions.request && inner != RustType::Json => Presence::Patch,
        (false, _) => Presence::Optional,
    };
    let ty = match presence {
        Presence::Required => inner,
        Presence::Nullable | Presence::Optional => RustType::Option(Box::new(inner)),
        Presence::Patch => RustType::Patch(Box::new(inner)),
    };

    Field {
        ident,
        wire_name: property.wire_name.clone(),
        docs: docs::of_property(property),
        deprecated: property.docs.deprecated,
        ty,
        presence,
        is_file,
    }
}

/// Tells whether `null` is a value of `ty`, itself or through an alias, and returns what it is otherwise.
fn split_nullable<'a>(api: &'a Api, ty: &'a TypeRef) -> (bool, &'a TypeRef) {
    match ty {
        TypeRef::Nullable(inner) => (true, split_nullable(api, inner).1),
        TypeRef::Named(id) => match &api.ty(*id).kind {
            TypeKind::Alias(TypeRef::Nullable(inner)) => (true, inner),
            _ => (false, ty),
        },
        ty => (false, ty),
    }
}
