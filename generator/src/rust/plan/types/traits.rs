//! Chooses what is derived beside `Debug`, `Clone`, `PartialEq` and serde's
//! traits: what the configuration asks for. Enumerations of values have `Eq`
//! and `Hash` in any case; for a struct hardly anybody needs them, and each is
//! one more body for the compiler.

use std::collections::BTreeMap;

use super::{TypeTable, unboxed};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::TypeId;
use crate::rust::model::{Derive, Ident, Item, ItemPath, RustType};
use crate::rust::plan::customize::Custom;

/// A derive, as far as not every type can have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trait {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    /// A macro of the user's, which the compiler judges.
    Other,
}

/// The definitions, found by their paths.
struct Items<'a> {
    list: &'a [Item],
    indices: &'a BTreeMap<ItemPath, usize>,
}

/// Sets `derives` of every definition.
pub(super) fn plan(table: &mut TypeTable, custom: &Custom, config: &Config, diagnostics: &mut Diagnostics) {
    let items = Items {
        list: &table.items,
        indices: &table.indices,
    };
    let mut derives: Vec<Vec<Derive>> = vec![Vec::new(); items.list.len()];
    for derive in &custom.derives_of_all {
        let able = items.able(Trait::of(derive));
        for (derives, _) in derives.iter_mut().zip(able).filter(|(_, able)| *able) {
            derives.push(derive.clone());
        }
    }
    for (entry, id, wanted) in &custom.derives {
        for derive in wanted {
            let able = items.able(Trait::of(derive));
            let held = items.held_by(*id);
            // The last is the furthest: what stands around it cannot because of it.
            if let Some(index) = held.iter().rev().find(|index| !able[**index]) {
                let (item, held) = (items.list[id.0 as usize].ident(), items.list[*index].ident());
                let message = match item == held {
                    true => format!("`{item}` cannot derive `{derive}`"),
                    false => format!("`{item}` cannot derive `{derive}`, since `{held}` cannot"),
                };
                config.report(diagnostics, "derive-impossible", &["types", "derives", entry], message);
                continue;
            }
            for index in held {
                if !derives[index].contains(derive) {
                    derives[index].push(derive.clone());
                }
            }
        }
    }
    for (item, mut derives) in table.items.iter_mut().zip(derives) {
        // What every type has.
        derives.retain(|derive| !["Clone", "Debug", "PartialEq"].iter().any(|name| derive.is(name)));
        // `Ord` asks for `Eq`, and a key of a `HashMap` needs it beside `Hash`.
        let asks = |derive: &Derive| matches!(Trait::of(derive), Trait::Hash | Trait::Ord);
        if derives.iter().any(asks) && !derives.iter().any(|derive| derive.is("Eq")) {
            derives.insert(0, Derive(vec![Ident("Eq".to_owned())]));
        }
        match item {
            Item::Struct(item) => item.derives = derives,
            Item::Union(item) => item.derives = derives,
            Item::Enum(item) => {
                // An enumeration has them in any case.
                derives.retain(|derive| !derive.is("Eq") && !derive.is("Hash"));
                item.derives = derives;
            }
            Item::Alias(_) => {}
        }
    }
}

impl Trait {
    fn of(derive: &Derive) -> Self {
        match derive {
            derive if derive.is("Eq") => Self::Eq,
            derive if derive.is("Hash") => Self::Hash,
            derive if derive.is("PartialOrd") => Self::PartialOrd,
            derive if derive.is("Ord") => Self::Ord,
            _ => Self::Other,
        }
    }
}

impl Items<'_> {
    /// Tells which definitions can have `what`: spreads "has it not" to every user.
    fn able(&self, what: Trait) -> Vec<bool> {
        // The catch-all of a union holds JSON.
        let mut able: Vec<bool> = self
            .list
            .iter()
            .map(|item| !matches!(item, Item::Union(_)) || has(&RustType::Json, what, &|_| true))
            .collect();
        loop {
            let mut changed = false;
            for (index, item) in self.list.iter().enumerate() {
                let named = |path: &RustType| self.index(path).is_none_or(|index| able[index]);
                if able[index] && !parts(item).all(|ty| has(ty, what, &named)) {
                    able[index] = false;
                    changed = true;
                }
            }
            if !changed {
                return able;
            }
        }
    }

    /// Lists a definition and those of all that its values hold.
    fn held_by(&self, id: TypeId) -> Vec<usize> {
        let mut held = vec![id.0 as usize];
        let mut next = 0;
        while let Some(index) = held.get(next).copied() {
            next += 1;
            for ty in parts(&self.list[index]) {
                each_path(ty, &mut |path| {
                    if let Some(index) = self.index(path)
                        && !held.contains(&index)
                    {
                        held.push(index);
                    }
                });
            }
        }
        held
    }

    fn index(&self, ty: &RustType) -> Option<usize> {
        match ty {
            RustType::Path(path) => self.indices.get(path).copied(),
            _ => None,
        }
    }
}

/// The types that a definition is made of.
fn parts(item: &Item) -> Box<dyn Iterator<Item = &RustType> + '_> {
    match item {
        Item::Struct(item) => {
            let fields = item.fields.iter().map(|field| &field.ty);
            Box::new(fields.chain(item.additional.iter().map(|(_, ty)| ty)))
        }
        Item::Union(item) => Box::new(item.variants.iter().map(|variant| &variant.ty)),
        Item::Alias(item) => Box::new(std::iter::once(&item.ty)),
        Item::Enum(_) => Box::new(std::iter::empty()),
    }
}

/// Tells whether a type has `what`, where `named` tells it of the types of the output. One of the user's is trusted.
fn has(ty: &RustType, what: Trait, named: &dyn Fn(&RustType) -> bool) -> bool {
    let has = |ty| has(ty, what, named);
    match ty {
        _ if what == Trait::Other => true,
        RustType::F32 | RustType::F64 => what == Trait::PartialOrd,
        RustType::Json => matches!(what, Trait::Eq | Trait::Hash),
        RustType::Part | RustType::Form => what == Trait::Eq,
        RustType::Patch(inner) => matches!(what, Trait::Eq | Trait::Hash) && has(inner),
        RustType::Vec(inner) | RustType::Map(inner) | RustType::Option(inner) | RustType::Boxed(inner) => has(inner),
        RustType::Tuple(items) => items.iter().all(has),
        RustType::Path(_) => named(unboxed(ty)),
        _ => true,
    }
}

/// Visits the types of the output in `ty`.
fn each_path(ty: &RustType, visit: &mut dyn FnMut(&RustType)) {
    match ty {
        RustType::Path(_) => visit(ty),
        RustType::Vec(inner)
        | RustType::Map(inner)
        | RustType::Option(inner)
        | RustType::Patch(inner)
        | RustType::Boxed(inner) => each_path(inner, visit),
        RustType::Tuple(items) => items.iter().for_each(|item| each_path(item, visit)),
        _ => {}
    }
}
