//! Plans where the types of the operations stand: an operation that several
//! documents have alike is one type at the root of the output, any other
//! stands below the client of its document.

use std::collections::BTreeMap;

use crate::rust::model::{Client, Gate, Ident, Method, MethodIndex, ModulePath, OperationGroup, OperationModule};

/// The module of the operations, at the root and below each client.
const OPERATION: &str = "operation";

/// Gives every method of `clients` the home of its marker type, and lists what
/// stands where. The shared operations come first.
pub(super) fn plan(clients: &mut [Client]) -> Vec<OperationModule> {
    let shared = vec![Ident(OPERATION.to_owned())];
    let mut modules = vec![OperationModule {
        path: shared.clone(),
        groups: Vec::new(),
    }];
    let indices = indices(clients);
    let mut namesakes: BTreeMap<(&Ident, &Ident), Vec<MethodIndex>> = BTreeMap::new();
    for index in &indices {
        let group = &clients[index.client].groups[index.group];
        let name = (&group.ident, &group.methods[index.method].marker);
        namesakes.entry(name).or_default().push(*index);
    }
    let mut alike: BTreeMap<MethodIndex, MethodIndex> = BTreeMap::new();
    for namesakes in namesakes.values() {
        for (first, other) in twins(clients, namesakes) {
            alike.insert(other, first);
        }
    }
    for index in indices {
        let group = &clients[index.client].groups[index.group];
        let (group, gate) = (group.ident.clone(), group.gate.clone());
        let path = match alike.get(&index) {
            Some(_) => shared.clone(),
            None => own(&clients[index.client]),
        };
        let home = [path.as_slice(), std::slice::from_ref(&group)].concat();
        if alike.get(&index).is_none_or(|first| *first == index) {
            insert(&mut modules, path, (group, gate), index);
        }
        clients[index.client].groups[index.group].methods[index.method].home = home;
    }
    modules.retain(|module| !module.groups.is_empty());
    modules
}

fn indices(clients: &[Client]) -> Vec<MethodIndex> {
    let mut indices = Vec::new();
    for (client, planned) in clients.iter().enumerate() {
        for (group, planned) in planned.groups.iter().enumerate() {
            indices.extend((0..planned.methods.len()).map(|method| MethodIndex { client, group, method }));
        }
    }
    indices
}

/// Pairs each of the first two or more equal operations among `namesakes`,
/// which have one name in one group, with the first of them. There is one such
/// name at the root, so only the first that is found more than once is shared.
fn twins(clients: &[Client], namesakes: &[MethodIndex]) -> Vec<(MethodIndex, MethodIndex)> {
    for (position, first) in namesakes.iter().enumerate() {
        let later = namesakes[position..].iter();
        let same: Vec<_> = later
            .filter(|other| is_same(first.of(clients), other.of(clients)))
            .collect();
        if same.len() > 1 {
            return same.into_iter().map(|other| (*first, *other)).collect();
        }
    }
    Vec::new()
}

/// Tells whether two methods call the same operation: whether its marker type
/// and the setters of its call would be printed alike.
fn is_same(one: &Method, other: &Method) -> bool {
    one.http_method == other.http_method
        && one.path_template() == other.path_template()
        && one.name == other.name
        && one.setters == other.setters
        && one.body == other.body
        && one.alternatives == other.alternatives
        && one.security == other.security
        && one.server == other.server
        && one.output == other.output
        && one.accept == other.accept
        && one.manual_redirect == other.manual_redirect
        && one.errors == other.errors
        && one.sequences == other.sequences
        && one.headers == other.headers
        && one.pagination == other.pagination
        // Both are named in the documentation of the type.
        && one.ident == other.ident
        && one.deprecated == other.deprecated
}

fn own(client: &Client) -> ModulePath {
    let mut path = client.module.clone();
    path.push(Ident(OPERATION.to_owned()));
    path
}

fn insert(modules: &mut Vec<OperationModule>, path: ModulePath, (group, gate): (Ident, Gate), index: MethodIndex) {
    let position = modules.iter().position(|module| module.path == path);
    let position = position.unwrap_or_else(|| {
        modules.push(OperationModule {
            path,
            groups: Vec::new(),
        });
        modules.len() - 1
    });
    let groups = &mut modules[position].groups;
    match groups.iter_mut().find(|known| known.ident == group) {
        Some(known) => known.operations.push(index),
        None => groups.push(OperationGroup {
            ident: group,
            gate,
            operations: vec![index],
        }),
    }
}
