//! Plans one type: fields with their presence, constants, boxes, aliases.

use super::variants;
use super::{TypeTable, docs};
use crate::analysis::Facts;
use crate::ir::{Api, Object, Property, TypeDef, TypeId, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Alias, Directions, Field, Ident, Item, ItemPath, Presence, RustType, Struct};

/// What the planners of one type share.
pub(super) struct TypeCx<'a> {
    pub api: &'a Api,
    pub facts: &'a Facts,
    pub table: &'a TypeTable,
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

    /// Tells whether values of the type can be compared for full equality.
    pub fn eq(&self) -> bool {
        self.facts.eq.get(self.id.0 as usize).copied().unwrap_or_default()
    }
}

/// Plans the type `id`.
pub(super) fn plan(api: &Api, facts: &Facts, table: &TypeTable, id: TypeId) -> Item {
    let def = api.ty(id);
    let usage = facts.usage.get(id.0 as usize).copied().unwrap_or_default();
    let cx = TypeCx {
        api,
        facts,
        table,
        id,
        directions: Directions {
            request: usage.request,
            response: usage.response,
        },
        parts: usage.parts,
    };
    let path = table.path(id).clone();
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
    let mut scope = Scope::default();
    let mut constants = Vec::new();
    let mut fields = Vec::new();
    for (index, property) in object.properties.iter().enumerate() {
        match &property.constant {
            Some(value) if property.required => constants.push((property.wire_name.clone(), value.clone())),
            _ => fields.push(plan_field(cx, property, index, &mut scope)),
        }
    }
    let additional = object.additional.as_ref().map(|ty| {
        let ident = scope.claim(&Words::new("additional properties"), Role::Field);
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
        eq: cx.eq(),
        fields,
        additional,
        constants,
    }
}

fn plan_field(cx: &TypeCx<'_>, property: &Property, index: usize, scope: &mut Scope) -> Field {
    let (nullable, ty) = split_nullable(cx.api, &property.ty);
    let file = TypeTable::file_type(cx.api, ty).filter(|_| cx.parts);
    let is_file = file.is_some();
    let inner = file.unwrap_or_else(|| cx.boxed(index, cx.table.json_type(ty)));
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
        ident: Ident(scope.claim(&property.name, Role::Field)),
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
