//! Sorts the types into modules and files: a type of one group of operations
//! stands in that group's file, the others in `common`.

use std::collections::{BTreeMap, BTreeSet};

use super::TypeTable;
use crate::analysis::Facts;
use crate::ir::{Api, Document, TypeId, TypeKind, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{Ident, Item, ItemPath, ModulePath, TypeFile, TypeModule};
use crate::rust::plan::DocumentModules;

/// Plans every module of types, `types` first.
pub(super) fn plan(api: &Api, modules: &[DocumentModules], table: &TypeTable) -> Vec<TypeModule> {
    let groups = groups(api);
    let shown = &table.shown;
    let mut planned = Vec::new();
    let shared: ModulePath = vec![Ident("types".to_owned())];
    if modules.iter().all(|document| document.types != shared) {
        let docs = "The types that several of the documents share.".to_owned();
        planned.extend(plan_module(table, &groups, shown, shared, docs, Vec::new()));
    }
    for (index, document) in modules.iter().enumerate() {
        let reexports = reexports(api, table, shown, index, &document.types);
        let title = doc::plain(&api.documents[index].title);
        let docs = format!("The types of {title}.");
        planned.extend(plan_module(
            table,
            &groups,
            shown,
            document.types.clone(),
            docs,
            reexports,
        ));
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

/// Lists the types that the document uses and that stand elsewhere, in order of name.
fn reexports(api: &Api, table: &TypeTable, shown: &[bool], document: usize, module: &ModulePath) -> Vec<ItemPath> {
    let mut paths: Vec<ItemPath> = api
        .types
        .iter()
        .zip(&table.paths)
        .zip(shown)
        .filter(|((def, path), shown)| **shown && def.documents.contains(&document) && path.module != *module)
        .map(|((_, path), _)| path.clone())
        .collect();
    paths.sort_by(|a, b| a.ident.cmp(&b.ident));
    paths
}

/// Plans one module; `None` where it would be empty.
fn plan_module(
    table: &TypeTable,
    groups: &[BTreeSet<Words>],
    shown: &[bool],
    path: ModulePath,
    docs: String,
    reexports: Vec<ItemPath>,
) -> Option<TypeModule> {
    let mut by_group: BTreeMap<Option<&Words>, Vec<Item>> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (((item, path_of_item), groups), shown) in table.items.iter().zip(&table.paths).zip(groups).zip(shown) {
        if *shown && path_of_item.module == path {
            names.insert(&path_of_item.ident);
            let mut groups = groups.iter();
            let only = groups.next().filter(|_| groups.next().is_none());
            by_group.entry(only).or_default().push(item.clone());
        }
    }
    names.extend(reexports.iter().map(|path| &path.ident));
    if by_group.is_empty() && reexports.is_empty() {
        return None;
    }

    let mut scope = Scope::with_reserved(["lean"]);
    let common = Words::new("common");
    let mut files: Vec<TypeFile> = by_group
        .into_iter()
        .map(|(group, mut items)| {
            items.sort_by(|a, b| a.ident().cmp(b.ident()));
            let ident = claim_file(&mut scope, group.unwrap_or(&common), &names);
            TypeFile {
                ident,
                docs: String::new(),
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

/// Returns the groups of operations that use each type, directly or through others.
fn groups(api: &Api) -> Vec<BTreeSet<Words>> {
    let mut roots: BTreeMap<Words, BTreeSet<TypeId>> = BTreeMap::new();
    for document in &api.documents {
        collect_roots(document, &mut roots);
    }
    let mut groups = vec![BTreeSet::new(); api.types.len()];
    for (group, roots) in roots {
        let mut seen = roots.clone();
        let mut queue: Vec<TypeId> = roots.into_iter().collect();
        while let Some(id) = queue.pop() {
            groups[id.0 as usize].insert(group.clone());
            let mut next = BTreeSet::new();
            for ty in direct_types(&api.ty(id).kind) {
                collect_named(ty, &mut next);
            }
            queue.extend(next.into_iter().filter(|id| seen.insert(*id)));
        }
    }
    groups
}

fn collect_roots(document: &Document, roots: &mut BTreeMap<Words, BTreeSet<TypeId>>) {
    for operation in &document.operations {
        let of_group = roots.entry(operation.group.clone()).or_default();
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let body = operation.request_body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        for ty in parameters.chain(body.chain(responses).map(|media| &media.ty)) {
            collect_named(ty, of_group);
        }
    }
    for webhook in &document.webhooks {
        collect_named(&webhook.body, roots.entry(Words::new("events")).or_default());
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
