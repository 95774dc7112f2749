//! Plans the types: [`crate::ir::TypeDef`] -> [`Item`].
//!
//! Three sweeps over the arena in its order: names and modules
//! ([`names`]), definitions ([`item`], [`variants`]), files ([`files`]).

mod docs;
mod files;
mod item;
mod names;
mod traits;
mod variants;

pub(super) use docs::prose;

use std::collections::BTreeMap;

use super::DocumentModules;
use super::customize::Custom;
use super::features::FeaturePlan;
use crate::analysis::Facts;
use crate::config::{Config, DirectionsConfig};
use crate::diagnostic::Diagnostics;
use crate::ir::{self, Api, ScalarKind, TypeId, TypeKind, TypeRef};
use crate::parallel;
use crate::rust::model::{Item, ItemPath, RustType, SupportNeeds, TypeModule, Union, UnionGuard, UnionVariant};

/// The longest tuple that implements `Debug` and `PartialEq`.
pub(crate) const MAX_TUPLE: usize = 12;

/// Where each type stands and what it became; indices are [`TypeId`]s.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypeTable {
    paths: Vec<ItemPath>,
    /// The definitions' paths -> their indices.
    indices: BTreeMap<ItemPath, usize>,
    items: Vec<Item>,
    /// Types that are aliases of bytes, which no JSON can hold.
    binary: Vec<bool>,
    /// What the aliases stand for.
    aliases: BTreeMap<ItemPath, RustType>,
    /// Types that are written.
    shown: Vec<bool>,
    uuid: bool,
    date_time: bool,
    /// The types of scalars, by their `format`.
    formats: BTreeMap<String, RustType>,
}

impl TypeTable {
    /// Returns the module and name of the definition of a type.
    pub fn path(&self, id: TypeId) -> &ItemPath {
        &self.paths[id.0 as usize]
    }

    /// Returns where each type is written; `None` for one that nothing uses.
    pub fn written(&self) -> Vec<Option<ItemPath>> {
        let paths = self.paths.iter().zip(&self.shown);
        paths.map(|(path, shown)| shown.then(|| path.clone())).collect()
    }

    /// Finds the definition that stands at `path`, the path of [`RustType::Path`].
    pub fn item_at(&self, path: &ItemPath) -> Option<&Item> {
        self.items.get(*self.indices.get(path)?)
    }

    /// Chooses the Rust type of a whole body or parameter; `Nullable` is an `Option`.
    pub fn rust_type(&self, ty: &TypeRef) -> RustType {
        match ty {
            TypeRef::Scalar(scalar) if scalar.kind == ScalarKind::Binary => RustType::Bytes,
            TypeRef::Named(id) => RustType::Path(self.path(*id).clone()),
            ty => self.json_type(ty),
        }
    }

    /// Chooses the Rust type of a value inside JSON, where bytes can only be text.
    pub fn json_type(&self, ty: &TypeRef) -> RustType {
        match ty {
            TypeRef::Named(id) if self.binary[id.0 as usize] => RustType::String,
            TypeRef::Named(id) => RustType::Path(self.path(*id).clone()),
            TypeRef::Scalar(scalar) => self.scalar(scalar),
            TypeRef::List(list) => RustType::Vec(Box::new(self.json_type(&list.item))),
            TypeRef::Map(value) => RustType::Map(Box::new(self.json_type(value))),
            // No standard trait is there for longer ones.
            TypeRef::Tuple(items) if items.is_empty() || items.len() > MAX_TUPLE => {
                RustType::Vec(Box::new(RustType::Json))
            }
            TypeRef::Tuple(items) => RustType::Tuple(items.iter().map(|item| self.json_type(item)).collect()),
            TypeRef::Nullable(inner) => match self.json_type(inner) {
                // `null` is a value of it already.
                RustType::Json => RustType::Json,
                RustType::Option(inner) => RustType::Option(inner),
                inner => RustType::Option(Box::new(inner)),
            },
            TypeRef::Any(_) => RustType::Json,
        }
    }

    /// Chooses the Rust type of bytes, or of a list of them, in a multipart
    /// body; `None` for what is no file.
    pub fn file_type(api: &Api, ty: &TypeRef) -> Option<RustType> {
        match ty {
            ty if !api.is_file(ty) => None,
            TypeRef::List(_) => Some(RustType::Vec(Box::new(RustType::Part))),
            _ => Some(RustType::Part),
        }
    }

    /// Marks the arms that convert into their union: those whose type no other
    /// arm has, behind whatever names.
    pub fn mark_conversions(&self, variants: &mut [UnionVariant]) {
        let types: Vec<RustType> = variants
            .iter()
            .map(|variant| self.behind(&variant.ty).clone())
            .collect();
        for (variant, ty) in variants.iter_mut().zip(&types) {
            // A type of the user's may be the type of another arm by another path.
            let is_own = !matches!(ty, RustType::Foreign(_));
            let is_named = matches!(unboxed(&variant.ty), RustType::Path(_) | RustType::String);
            variant.converts = is_named && is_own && types.iter().filter(|other| *other == ty).count() == 1;
        }
    }

    /// Tells whether a type is one of the user's, behind whatever names.
    #[cfg(feature = "samples")]
    pub fn is_foreign(&self, ty: &RustType) -> bool {
        matches!(self.behind(ty), RustType::Foreign(_))
    }

    /// Returns the type that boxes and aliases stand for.
    fn behind<'t>(&'t self, ty: &'t RustType) -> &'t RustType {
        let mut ty = unboxed(ty);
        // Circles of aliases were broken when they were lowered.
        for _ in 0..64 {
            match ty {
                RustType::Path(path) => match self.aliases.get(path) {
                    Some(target) => ty = unboxed(target),
                    None => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    fn scalar(&self, scalar: &ir::Scalar) -> RustType {
        let format = scalar.format.as_deref();
        if let Some(ty) = format.and_then(|format| self.formats.get(format)) {
            return ty.clone();
        }
        match scalar.kind {
            ScalarKind::Uuid if self.uuid => RustType::Uuid,
            ScalarKind::DateTime if self.date_time => RustType::DateTime,
            ScalarKind::Date if self.date_time => RustType::Date,
            ScalarKind::String | ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date | ScalarKind::Binary => {
                RustType::String
            }
            ScalarKind::Boolean => RustType::Bool,
            ScalarKind::Integer => RustType::I64,
            ScalarKind::Integer32 => RustType::I32,
            ScalarKind::Number => RustType::F64,
            ScalarKind::Number32 => RustType::F32,
        }
    }
}

/// Plans every type of `api`.
pub(super) fn plan(
    api: &Api,
    (config, custom): (&Config, &Custom),
    facts: &Facts,
    (modules, features): (&[DocumentModules], &FeaturePlan),
    support: &mut SupportNeeds,
    diagnostics: &mut Diagnostics,
) -> (TypeTable, Vec<TypeModule>) {
    custom.check_members(api, config, diagnostics);
    let paths = names::claim(api, (config, custom), modules, diagnostics);
    let mut table = TypeTable {
        indices: paths.iter().cloned().zip(0..).collect(),
        paths,
        items: Vec::new(),
        binary: api.types.iter().map(is_binary).collect(),
        aliases: BTreeMap::new(),
        shown: files::shown(api, facts),
        uuid: config.types.uuid,
        date_time: config.types.date_time,
        formats: custom.formats.clone(),
    };
    table.items = parallel::map((0..api.types.len()).collect(), |index: usize| {
        let mut item = item::plan(api, facts, &table, custom, TypeId(index as u32));
        if config.types.directions == DirectionsConfig::Both {
            item.travel_both_ways();
        }
        item
    });
    guard_arms(&mut table);
    mark_conversions(&mut table);
    traits::plan(&mut table, custom, config, diagnostics);
    // Parameters can use them too, and a dependency that is not used costs little.
    support.uuid |= config.types.uuid;
    support.date_time |= config.types.date_time;
    let type_modules = files::plan(api, modules, &table, features);
    (table, type_modules)
}

/// Sets [`UnionVariant::guard`], once it is known what every type is.
fn guard_arms(table: &mut TypeTable) {
    let guards: BTreeMap<ItemPath, UnionGuard> = table.items.iter().filter_map(guard_of).collect();
    for item in &mut table.items {
        let Item::Union(Union {
            tag: None, variants, ..
        }) = item
        else {
            continue;
        };
        for variant in variants {
            if let RustType::Path(path) = unboxed(&variant.ty) {
                variant.guard = guards.get(path).cloned();
            }
        }
    }
}

/// Sets [`UnionVariant::converts`], once it is known which types are aliases.
fn mark_conversions(table: &mut TypeTable) {
    let aliases = table.items.iter().filter_map(|item| match item {
        Item::Alias(alias) => Some((alias.path.clone(), alias.ty.clone())),
        _ => None,
    });
    table.aliases = aliases.collect();
    for index in 0..table.items.len() {
        let Item::Union(union) = &table.items[index] else {
            continue;
        };
        let mut variants = union.variants.clone();
        table.mark_conversions(&mut variants);
        if let Item::Union(union) = &mut table.items[index] {
            union.variants = variants;
        }
    }
}

fn unboxed(ty: &RustType) -> &RustType {
    match ty {
        RustType::Boxed(inner) => inner,
        ty => ty,
    }
}

fn guard_of(item: &Item) -> Option<(ItemPath, UnionGuard)> {
    let union = match item {
        Item::Union(union) => union,
        Item::Struct(item) if !item.constants.is_empty() => {
            return Some((item.path.clone(), UnionGuard::Holds(item.constants.clone())));
        }
        _ => return None,
    };
    let guard = match &union.tag {
        Some(tag) => UnionGuard::HasTag(tag.method.clone()),
        None => UnionGuard::IsKnown(union.path.clone(), union.unknown.clone()),
    };
    Some((union.path.clone(), guard))
}

fn is_binary(def: &ir::TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Alias(TypeRef::Scalar(scalar)) if scalar.kind == ScalarKind::Binary)
}
