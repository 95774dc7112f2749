//! A client as seen from one of its modules: the types that are visible there
//! by their names, and types as text, to be shown and to be compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::TypeDef;
use crate::pipeline::Planned;
use crate::rust::model::{Client, Ident, Item, ItemPath, RustType};

/// How many names a type is followed behind.
const DEEPEST: usize = 64;

/// A module of a client, and what is visible in it.
pub(super) struct View<'a> {
    pub planned: &'a Planned,
    pub module: Vec<Ident>,
    /// Every type by its name, which is the same wherever it is visible.
    pub items: BTreeMap<&'a Ident, &'a Item>,
    /// Where each type of the client was defined.
    defs: BTreeMap<(&'a [Ident], &'a Ident), &'a TypeDef>,
    /// The names that types have in the other client, where they are others.
    pub renamed: BTreeMap<Ident, Ident>,
    /// The names that the other client does not have, and that are therefore not looked at.
    pub ignored: BTreeSet<Ident>,
}

/// A value in a client, to be compared with another and to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub shown: String,
    /// With the names of the new client.
    named: String,
    /// The same, behind aliases: a caller does not see the difference.
    expanded: String,
}

impl Text {
    /// Makes the text of what has no types in it.
    pub fn plain(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self {
            named: shown.clone(),
            expanded: shown.clone(),
            shown,
        }
    }

    /// Makes the text of what is compared as `key`, and shown otherwise.
    pub fn shown_as(shown: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            shown: shown.into(),
            ..Self::plain(key)
        }
    }

    /// Tells whether the two mean the same. An alias that changed is told where it stands, and not wherever it is used.
    pub fn is_same(&self, other: &Self) -> bool {
        self.named == other.named || self.expanded == other.expanded
    }

    /// Returns what tells values apart.
    pub fn key(&self) -> &str {
        &self.expanded
    }
}

/// How types are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Shown,
    Named,
    Expanded,
}

impl<'a> View<'a> {
    /// Stands in `module`: the root, or the module of a document.
    pub fn new(planned: &'a Planned, module: &[Ident]) -> Self {
        let mut all = BTreeMap::new();
        for item in planned
            .client
            .type_modules
            .iter()
            .flat_map(|module| &module.files)
            .flat_map(|file| &file.items)
        {
            all.insert(key(item.path()), item);
        }
        let mut items = BTreeMap::new();
        let types = planned.client.type_modules.iter().filter(|types| {
            let parents = types.path.split_last();
            parents.is_some_and(|(_, parents)| parents == module)
        });
        for types in types {
            let own = types.files.iter().flat_map(|file| &file.items);
            let others = types
                .reexports
                .iter()
                .filter_map(|reexport| all.get(&key(&reexport.path)).copied());
            items.extend(own.chain(others).map(|item| (item.ident(), item)));
        }
        let written = planned.client.written.iter().zip(&planned.api.types);
        let defs = written.filter_map(|(path, def)| Some((key(path.as_ref()?), def)));
        Self {
            planned,
            module: module.to_vec(),
            items,
            defs: defs.collect(),
            renamed: BTreeMap::new(),
            ignored: BTreeSet::new(),
        }
    }

    /// Returns the module's client.
    pub fn client(&self) -> Option<&'a Client> {
        self.planned
            .client
            .clients
            .iter()
            .find(|client| client.module == self.module)
    }

    /// Returns the definition of a type.
    pub fn def(&self, path: &ItemPath) -> Option<&'a TypeDef> {
        self.defs.get(&key(path)).copied()
    }

    /// Tells whether a type of this module's view is defined for several modules.
    pub fn is_shared(&self, item: &Item) -> bool {
        item.path().module.len() <= self.module.len()
    }

    /// Writes `name` as seen from the root.
    pub fn path(&self, name: &str) -> String {
        let parents = self.module.iter().map(|ident| format!("{ident}::"));
        parents.chain([name.to_owned()]).collect()
    }

    /// Returns the name that a type has in the new client.
    pub fn new_name<'n>(&'n self, ident: &'n Ident) -> &'n Ident {
        self.renamed.get(ident).unwrap_or(ident)
    }

    /// Returns the text of a type.
    pub fn ty(&self, ty: &RustType) -> Text {
        Text {
            shown: self.write(ty, Style::Shown, DEEPEST),
            named: self.write(ty, Style::Named, DEEPEST),
            expanded: self.write(ty, Style::Expanded, DEEPEST),
        }
    }

    fn write(&self, ty: &RustType, style: Style, depth: usize) -> String {
        let inside = |ty: &RustType| self.write(ty, style, depth);
        match ty {
            RustType::Unit => "()".to_owned(),
            RustType::String => "String".to_owned(),
            RustType::Bool => "bool".to_owned(),
            RustType::I32 => "i32".to_owned(),
            RustType::I64 => "i64".to_owned(),
            RustType::F32 => "f32".to_owned(),
            RustType::F64 => "f64".to_owned(),
            RustType::Uuid => "uuid::Uuid".to_owned(),
            RustType::DateTime => "jiff::Timestamp".to_owned(),
            RustType::Date => "jiff::civil::Date".to_owned(),
            RustType::Bytes => "bytes::Bytes".to_owned(),
            RustType::Body => "Body".to_owned(),
            RustType::Part => "Part".to_owned(),
            RustType::Form => "Form".to_owned(),
            RustType::Json => "serde_json::Value".to_owned(),
            RustType::Vec(item) => format!("Vec<{}>", inside(item)),
            RustType::Map(value) => format!("BTreeMap<String, {}>", inside(value)),
            RustType::Tuple(items) => {
                let items: Vec<String> = items.iter().map(inside).collect();
                match items.as_slice() {
                    [item] => format!("({item},)"),
                    items => format!("({})", items.join(", ")),
                }
            }
            RustType::Option(inner) => format!("Option<{}>", inside(inner)),
            RustType::Patch(inner) => format!("Patch<{}>", inside(inner)),
            RustType::Boxed(inner) => format!("Box<{}>", inside(inner)),
            RustType::Foreign(foreign) => {
                let arguments: Vec<String> = foreign.arguments.iter().map(inside).collect();
                match arguments.as_slice() {
                    [] => foreign.to_string(),
                    arguments => format!("{foreign}<{}>", arguments.join(", ")),
                }
            }
            RustType::Path(path) => match (style, self.items.get(&path.ident)) {
                (Style::Shown, _) => path.ident.to_string(),
                (Style::Expanded, Some(Item::Alias(alias))) if depth > 0 => self.write(&alias.ty, style, depth - 1),
                (Style::Expanded, _) if self.ignored.contains(&path.ident) => "::_".to_owned(),
                // Names of the language and of types do not mix.
                _ => format!("::{}", self.new_name(&path.ident)),
            },
        }
    }
}

fn key(path: &ItemPath) -> (&[Ident], &Ident) {
    (&path.module, &path.ident)
}
