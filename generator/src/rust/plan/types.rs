//! Plans the types: [`crate::ir::TypeDef`] -> [`Item`], with names, modules, presence and boxes.

use crate::analysis::Facts;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{self, Api, ScalarKind, TypeId, TypeRef};
use crate::rust::model::{Item, ItemPath, RustType, SupportNeeds, TypeModule};

use super::DocumentModules;

/// Where each type stands and what it became; indices are [`TypeId`]s.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypeTable {
    paths: Vec<ItemPath>,
    items: Vec<Item>,
    uuid: bool,
    date_time: bool,
}

impl TypeTable {
    /// Returns the module and name of the definition of a type.
    pub fn path(&self, id: TypeId) -> &ItemPath {
        &self.paths[id.0 as usize]
    }

    /// Returns the path at which `modules`' document shows the type: `server::types::User` for a shared one too.
    pub fn path_in(&self, id: TypeId, modules: &DocumentModules) -> ItemPath {
        ItemPath {
            module: modules.types.clone(),
            ident: self.path(id).ident.clone(),
        }
    }

    /// Returns what a type became.
    pub fn item(&self, id: TypeId) -> &Item {
        &self.items[id.0 as usize]
    }

    /// Finds the definition that stands at `path`, the path of [`RustType::Path`].
    pub fn item_at(&self, path: &ItemPath) -> Option<&Item> {
        let index = self.paths.iter().position(|candidate| candidate == path)?;
        self.items.get(index)
    }

    /// Chooses the Rust type of a use of a type; `Nullable` is an `Option`.
    pub fn rust_type(&self, ty: &TypeRef) -> RustType {
        match ty {
            TypeRef::Named(id) => RustType::Path(self.path(*id).clone()),
            TypeRef::Scalar(scalar) => self.scalar(scalar),
            TypeRef::List(list) => RustType::Vec(Box::new(self.rust_type(&list.item))),
            TypeRef::Map(value) => RustType::Map(Box::new(self.rust_type(value))),
            TypeRef::Tuple(items) => RustType::Tuple(items.iter().map(|item| self.rust_type(item)).collect()),
            TypeRef::Nullable(inner) => match self.rust_type(inner) {
                // `null` is a value of it already.
                RustType::Json => RustType::Json,
                RustType::Option(inner) => RustType::Option(inner),
                inner => RustType::Option(Box::new(inner)),
            },
            TypeRef::Any => RustType::Json,
        }
    }

    fn scalar(&self, scalar: &ir::Scalar) -> RustType {
        match scalar.kind {
            ScalarKind::Uuid if self.uuid => RustType::Uuid,
            ScalarKind::DateTime if self.date_time => RustType::DateTime,
            ScalarKind::Date if self.date_time => RustType::Date,
            ScalarKind::String | ScalarKind::Uuid | ScalarKind::DateTime | ScalarKind::Date => RustType::String,
            ScalarKind::Binary => RustType::Bytes,
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
    config: &Config,
    facts: &Facts,
    modules: &[DocumentModules],
    support: &mut SupportNeeds,
    diagnostics: &mut Diagnostics,
) -> (TypeTable, Vec<TypeModule>) {
    let _ = (api, config, facts, modules, support, diagnostics);
    (TypeTable::default(), Vec::new())
}
