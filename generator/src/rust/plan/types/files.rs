//! Sorts the types into modules and files: a type of one group of operations
//! stands in that group's file, the others in `common`. In a crate with features,
//! those of the same few groups stand in a file of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::TypeTable;
use crate::analysis::Facts;
use crate::ir::{Api, Document, TypeId, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{Gate, Ident, Item, ModulePath, Reexport, TypeFile, TypeModule};
use crate::rust::plan::DocumentModules;
use crate::rust::plan::features::FeaturePlan;

/// Plans every module of types, `types` first.
pub(super) fn plan(
    api: &Api,
    modules: &[DocumentModules],
    table: &TypeTable,
    features: &FeaturePlan,
) -> Vec<TypeModule> {
    let places: Vec<Place> = users(api).iter().map(|users| Place::of(users, features)).collect();
    let mut planned = Vec::new();
    let shared: ModulePath = vec![Ident("types".to_owned())];
    if modules.iter().all(|document| document.types != shared) {
        let docs = "The types that several of the documents share.".to_owned();
        planned.extend(plan_module(table, &places, shared, docs, Vec::new()));
    }
    for (index, document) in modules.iter().enumerate() {
        let reexports = reexports(api, table, &places, index, &document.types);
        let title = doc::plain(&api.documents[index].title);
        let docs = format!("The types of {title}.");
        planned.extend(plan_module(table, &places, document.types.clone(), docs, reexports));
    }
    planned
}

/// Tells which types are written: a schema that no request and no response has,
/// such as the base of an `allOf`, would be a type without a use. Documents of
/// schemas alone show all of them.
pub(super) fn shown(api: &Api, facts: &Facts) -> Vec<bool> {
    let travels = facts
        .usage
        .iter()
        .map(|usage| usage.request || usage.response || usage.parts);
    let only_schemas = api
        .documents
        .iter()
        .all(|document| document.operations.is_empty() && document.webhooks.is_empty());
    travels.map(|travels| travels || only_schemas).collect()
}

/// Where a type stands, and with which features it is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    gate: Gate,
    /// What the file is called after; `None` for `common`.
    file: Option<Words>,
}

/// What uses a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    Group(Words),
    Webhooks,
}

impl Place {
    fn of(users: &BTreeSet<User>, features: &FeaturePlan) -> Self {
        let gate = match users.contains(&User::Webhooks) {
            // They are always there.
            true => Gate::default(),
            false => features.gate(users.iter().filter_map(User::group)),
        };
        let events = Words::new("events");
        let names: BTreeSet<&Words> = users.iter().map(|user| user.group().unwrap_or(&events)).collect();
        let is_common = names.len() > 1 && gate == Gate::default() || names.is_empty();
        Self {
            gate,
            file: (!is_common).then(|| Words::join(names)),
        }
    }
}

impl User {
    fn group(&self) -> Option<&Words> {
        match self {
            Self::Group(words) => Some(words),
            Self::Webhooks => None,
        }
    }
}

/// Lists the types that the document uses and that stand elsewhere, in order of name.
fn reexports(api: &Api, table: &TypeTable, places: &[Place], document: usize, module: &ModulePath) -> Vec<Reexport> {
    let types = api.types.iter().zip(&table.paths).zip(&table.shown).zip(places);
    let mut reexports: Vec<Reexport> = types
        .filter(|(((def, path), shown), _)| **shown && def.documents.contains(&document) && path.module != *module)
        .map(|(((_, path), _), place)| Reexport {
            path: path.clone(),
            gate: place.gate.clone(),
        })
        .collect();
    reexports.sort_by(|a, b| a.path.ident.cmp(&b.path.ident));
    reexports
}

/// Plans one module; `None` where it would be empty.
fn plan_module(
    table: &TypeTable,
    places: &[Place],
    path: ModulePath,
    docs: String,
    reexports: Vec<Reexport>,
) -> Option<TypeModule> {
    let mut by_place: BTreeMap<&Place, Vec<Item>> = BTreeMap::new();
    let mut names = BTreeSet::new();
    let types = table.items.iter().zip(&table.paths).zip(&table.shown).zip(places);
    for (((item, path_of_item), shown), place) in types {
        if *shown && path_of_item.module == path {
            names.insert(&path_of_item.ident);
            by_place.entry(place).or_default().push(item.clone());
        }
    }
    names.extend(reexports.iter().map(|reexport| &reexport.path.ident));
    if by_place.is_empty() && reexports.is_empty() {
        return None;
    }

    let mut scope = Scope::with_reserved(["lean", "mock"]);
    let common = Words::new("common");
    let mut files: Vec<TypeFile> = by_place
        .into_iter()
        .map(|(place, mut items)| {
            items.sort_by(|a, b| a.ident().cmp(b.ident()));
            let ident = claim_file(&mut scope, place.file.as_ref().unwrap_or(&common), &names);
            TypeFile {
                ident,
                docs: String::new(),
                gate: place.gate.clone(),
                items,
            }
        })
        .collect();
    files.sort_by(|a, b| a.ident.cmp(&b.ident));
    Some(TypeModule {
        path,
        docs,
        reexports,
        files,
    })
}

/// Claims the name of a file. In scripts without case a module and a type could have the same name.
fn claim_file(scope: &mut Scope, words: &Words, types: &BTreeSet<&Ident>) -> Ident {
    loop {
        let ident = Ident(scope.claim(words, Role::Module));
        if !types.contains(&ident) {
            return ident;
        }
    }
}

/// Returns what uses each type, directly or through others.
fn users(api: &Api) -> Vec<BTreeSet<User>> {
    let mut roots: BTreeMap<User, BTreeSet<TypeId>> = BTreeMap::new();
    for document in &api.documents {
        collect_roots(document, &mut roots);
    }
    let mut users = vec![BTreeSet::new(); api.types.len()];
    for (user, roots) in roots {
        let mut seen = roots.clone();
        let mut queue: Vec<TypeId> = roots.into_iter().collect();
        while let Some(id) = queue.pop() {
            users[id.0 as usize].insert(user.clone());
            let mut next = BTreeSet::new();
            for ty in direct_types(&api.ty(id).kind) {
                collect_named(ty, &mut next);
            }
            queue.extend(next.into_iter().filter(|id| seen.insert(*id)));
        }
    }
    users
}

fn collect_roots(document: &Document, roots: &mut BTreeMap<User, BTreeSet<TypeId>>) {
    for operation in &document.operations {
        let of_group = roots.entry(User::Group(operation.group.clone())).or_default();
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let body = operation.request_body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        let bodies = body.chain(responses).map(|media| &media.ty);
        for ty in parameters.chain(bodies).chain(headers.map(|header| &header.ty)) {
            collect_named(ty, of_group);
        }
    }
    for webhook in &document.webhooks {
        collect_named(&webhook.body, roots.entry(User::Webhooks).or_default());
    }
}

fn direct_types(kind: &TypeKind) -> Vec<&TypeRef> {
    match kind {
        TypeKind::Object(object) => object
            .properties
            .iter()
            .map(|property| &property.ty)
            .chain(&object.additional)
            .collect(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// Adds the named types in `ty`. Its depth is that of one inline schema, which `lower` bounds.
fn collect_named(ty: &TypeRef, named: &mut BTreeSet<TypeId>) {
    match ty {
        TypeRef::Named(id) => {
            named.insert(*id);
        }
        TypeRef::List(list) => collect_named(&list.item, named),
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => collect_named(inner, named),
        TypeRef::Tuple(items) => items.iter().for_each(|item| collect_named(item, named)),
        TypeRef::Scalar(_) | TypeRef::Any(_) => {}
    }
}
