//! Resolves what the configuration says of types, fields and variants:
//! `[types.rename]`, `replace`, `formats` and `derives` become facts about the
//! types of the API, by their ids.
//!
//! Invariant: an entry that is about nothing is an error.

mod foreign;
mod view;

use std::collections::BTreeMap;

use crate::config::{Config, DerivePath, EVERY_TYPE};
use crate::diagnostic::Diagnostics;
use crate::did_you_mean;
use crate::ir::{Api, Property, TypeDef, TypeId, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Derive, Ident, RustType};

/// The code of an entry that is about nothing.
const WITHOUT_MATCH: &str = "type-without-match";

/// What the project wants of its types.
#[derive(Debug, Default)]
pub(crate) struct Custom {
    /// What types are called.
    pub names: BTreeMap<TypeId, Chosen>,
    /// What their fields and variants are called, by wire name or value.
    members: BTreeMap<TypeId, BTreeMap<String, Chosen>>,
    /// The types that stand for schemas.
    pub replaced: BTreeMap<TypeId, RustType>,
    /// The types of single properties, by wire name.
    fields: BTreeMap<(TypeId, String), RustType>,
    /// The types of scalars, by `format`.
    pub formats: BTreeMap<String, RustType>,
    /// What is derived for single types and what they hold, with the key of the entry.
    pub derives: Vec<(String, TypeId, Vec<Derive>)>,
    /// What is derived for every type that can.
    pub derives_of_all: Vec<Derive>,
}

/// A name, and the key that it was chosen for.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub key: String,
    pub name: String,
}

/// What a key of the configuration names.
enum Target {
    Type(TypeId),
    Member(TypeId, String),
}

/// The names by which the configuration knows the types.
struct Names<'a> {
    api: &'a Api,
    /// Several types can have one name, of which all but one get a number behind it.
    types: BTreeMap<String, Vec<TypeId>>,
}

impl Custom {
    /// Reads the configuration for `api`.
    pub fn read(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Self {
        let mut custom = Self::default();
        let types = &config.types;
        custom.formats = types
            .formats
            .iter()
            .map(|(format, path)| (format.clone(), foreign::rust_type(path)))
            .collect();
        custom.check_formats(api, config, diagnostics);
        if types.rename.is_empty() && types.replace.is_empty() && types.derives.is_empty() {
            return custom;
        }
        let names = Names::new(api);
        let mut find = |place: &[&str]| names.resolve(config, place, diagnostics);
        for (key, name) in &types.rename {
            let chosen = || Chosen {
                key: key.clone(),
                name: name.clone(),
            };
            for target in find(&["types", "rename", key]) {
                match target {
                    Target::Type(id) => {
                        custom.names.insert(id, chosen());
                    }
                    Target::Member(id, wire_name) => {
                        custom.members.entry(id).or_default().insert(wire_name, chosen());
                    }
                }
            }
        }
        for (key, path) in &types.replace {
            for target in find(&["types", "replace", key]) {
                let ty = foreign::rust_type(path);
                match target {
                    Target::Type(id) => {
                        custom.replaced.insert(id, ty);
                    }
                    Target::Member(id, wire_name) => {
                        custom.fields.insert((id, wire_name), ty);
                    }
                }
            }
        }
        for (key, paths) in &types.derives {
            let paths = paths.iter().map(derive).collect::<Vec<_>>();
            if key == EVERY_TYPE {
                custom.derives_of_all = paths;
                continue;
            }
            for target in find(&["types", "derives", key]) {
                if let Target::Type(id) = target {
                    custom.derives.push((key.clone(), id, paths.clone()));
                }
            }
        }
        custom
    }

    /// Claims in `scope` the names that are chosen for fields or variants of a
    /// type, before any other name is claimed there.
    pub fn claim_members(&self, id: TypeId, scope: &mut Scope, role: Role) -> BTreeMap<&str, Ident> {
        let members = self.members.get(&id).into_iter().flatten();
        members
            .map(|(wire_name, chosen)| {
                let ident = scope.claim(&Words::new(&chosen.name), role);
                (wire_name.as_str(), Ident(ident))
            })
            .collect()
    }

    /// Returns the type of a property that is not made of its schema, and that
    /// nullability stands around.
    pub fn of_property(&self, api: &Api, id: TypeId, property: &Property) -> Option<&RustType> {
        let own = self.fields.get(&(id, property.wire_name.clone()));
        own.or_else(|| match view::without_null(&property.ty) {
            // The name is one for the type or `null`; the field says by itself that it may be null.
            TypeRef::Named(id) if matches!(api.ty(*id).kind, TypeKind::Alias(TypeRef::Nullable(_))) => {
                self.replaced.get(id)
            }
            _ => None,
        })
    }

    /// Reports names that were chosen twice for members of one type.
    pub fn check_members(&self, api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
        for (id, members) in &self.members {
            let role = match api.ty(*id).kind {
                TypeKind::Object(_) => Role::Field,
                _ => Role::Variant,
            };
            let mut scope = Scope::default();
            for chosen in members.values() {
                let ident = scope.claim(&Words::new(&chosen.name), role);
                chosen.check(&ident, role, config, diagnostics);
            }
        }
    }

    /// Reports the formats that no scalar has.
    fn check_formats(&self, api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
        if self.formats.is_empty() {
            return;
        }
        let known = view::formats(api);
        for format in self.formats.keys().filter(|format| !known.contains(format.as_str())) {
            let help = did_you_mean::help(format, known.iter().copied(), "write a `format` as the schemas have it");
            let place = ["types", "formats", format];
            let message = format!("no schema has the format `{format}`");
            config.report(diagnostics, WITHOUT_MATCH, &place, message).help(help);
        }
    }
}

impl Chosen {
    /// Reports that `ident` was claimed in place of the chosen name.
    pub fn check(&self, ident: &str, role: Role, config: &Config, diagnostics: &mut Diagnostics) {
        if Scope::default().claim(&Words::new(&self.name), role) != ident {
            let message = format!("`{}` is the name of something else there", self.name);
            config.report(diagnostics, "name-taken", &["types", "rename", &self.key], message);
        }
    }
}

impl<'a> Names<'a> {
    fn new(api: &'a Api) -> Self {
        let mut types: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for (id, def) in (0..).map(TypeId).zip(&api.types) {
            types.entry(own_name(&def.name)).or_default().push(id);
        }
        // The whole key of a component, of which its name may be a part.
        for (id, def) in (0..).map(TypeId).zip(&api.types) {
            let key = def.component.as_deref().map(Words::new);
            if let Some(key) = key.filter(|key| *key != def.name) {
                types.entry(own_name(&key)).or_insert_with(|| vec![id]);
            }
        }
        Self { api, types }
    }

    /// Finds what the last key of `place` names, or reports that it is nothing.
    fn resolve(&self, config: &Config, place: &[&str], diagnostics: &mut Diagnostics) -> Vec<Target> {
        let [.., list, key] = place else { return Vec::new() };
        let find = |name: &str| self.types.get(&own_name(&Words::new(name)));
        let with_member = key.split_once('.').filter(|_| *list != "derives");
        let owners = with_member.and_then(|(ty, member)| Some((ty, find(ty)?, member)));
        if let Some((_, owners, member)) = owners {
            let owners = owners.iter().filter(|id| has_member(self.api.ty(**id), member, list));
            let found: Vec<Target> = owners.map(|id| Target::Member(*id, member.to_owned())).collect();
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(ids) = find(key) {
            return ids.iter().map(|id| Target::Type(*id)).collect();
        }
        let (message, known) = match owners {
            Some((ty, owners, member)) => {
                let members = owners.iter().flat_map(|id| members(self.api.ty(*id)));
                let members = members.map(|member| format!("{ty}.{member}"));
                (
                    format!("the type `{ty}` has no `{member}`"),
                    members.collect::<Vec<_>>(),
                )
            }
            None => {
                let ty = with_member.map_or(*key, |(ty, _)| ty);
                (
                    format!("no type is called `{ty}`"),
                    self.types.keys().cloned().collect(),
                )
            }
        };
        let wanted = match owners {
            Some(_) => key,
            None => with_member.map_or(*key, |(ty, _)| ty),
        };
        let help = did_you_mean::help(
            wanted,
            known.iter().map(String::as_str),
            "name a type as the client or the document does, and a property or value as it is sent",
        );
        config.report(diagnostics, WITHOUT_MATCH, place, message).help(help);
        Vec::new()
    }
}

/// Returns the name that a type has without the configuration, or that the key of a schema comes to.
fn own_name(words: &Words) -> String {
    Scope::default().claim(words, Role::Type)
}

fn has_member(def: &TypeDef, member: &str, list: &str) -> bool {
    let is_possible = list != "replace" || matches!(def.kind, TypeKind::Object(_));
    is_possible && members(def).iter().any(|known| known == member)
}

/// Lists the fields of a struct by their wire names, or the variants of an
/// enumeration or a union by what stands for them in JSON.
fn members(def: &TypeDef) -> Vec<String> {
    match &def.kind {
        TypeKind::Object(object) => {
            // A required constant has no field.
            let fields = object
                .properties
                .iter()
                .filter(|property| property.constant.is_none() || !property.required);
            fields.map(|property| property.wire_name.clone()).collect()
        }
        TypeKind::Enum(item) => item.variants.iter().map(|variant| plain(&variant.value)).collect(),
        TypeKind::Union(union) => union
            .variants
            .iter()
            .flat_map(|variant| match variant.tags.as_slice() {
                [] => vec![variant.name.pascal()],
                tags => tags.to_vec(),
            })
            .collect(),
        TypeKind::Alias(_) => Vec::new(),
    }
}

/// Writes a value of an enumeration as the configuration does: a text without quotes.
pub(super) fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn derive(path: &DerivePath) -> Derive {
    Derive(path.0.iter().map(|segment| Ident(segment.clone())).collect())
}
