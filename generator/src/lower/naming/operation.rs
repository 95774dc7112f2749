//! Names operations: the group, the name within it, and the name that is
//! meaningful alone.
//!
//! ```yaml
//! /users/{user_id}: { get: { tags: [Users] } }       # -> users: get            "get user"
//! /auth/password/sign-up: { post: { tags: [Password] } }   # -> password: sign up   "password sign up"
//! ```
//!
//! With an operationId, the name is what that says ([`operation_id`]) without the
//! group's noun where one word is left, and without the group's words in front. A group that
//! the configuration chooses counts as the tag; a name that it chooses is kept,
//! and others step aside.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::act::{self, Act, Paths};
use super::english::{is_current, is_same};
use super::operation_id;
use crate::ir;
use crate::lower::context::Cx;
use crate::lower::{customize, operation};
use crate::name::Words;

/// Names the operations of `document`, and returns what each of them does.
pub(super) fn name(cx: &mut Cx<'_>, document: &mut ir::Document, is_list: &[bool]) -> Vec<Act> {
    let paths = Paths::new(&document.operations);
    let mut acts: Vec<Act> = document
        .operations
        .iter()
        .zip(is_list)
        .map(|(operation, is_list)| act::read(operation, &paths, *is_list))
        .collect();
    let groups = groups(cx, document, &acts);
    let mut names: Vec<Words> = vec![Words::default(); acts.len()];
    for (group, members) in &groups {
        let shared = shared_prefix(&acts, members);
        let mut candidates = Vec::with_capacity(members.len());
        for &index in members {
            let operation = &document.operations[index];
            let act = &mut acts[index];
            let natural = candidates_of(operation, act, group, shared);
            let chosen = customize::chosen(cx.config, operation, |entry| entry.name.as_deref());
            candidates.push(chosen.map_or(natural, |name| vec![name]));
        }
        for (&index, name) in members.iter().zip(resolve(&candidates)) {
            names[index] = name;
        }
    }
    for (group, members) in groups {
        for index in members {
            document.operations[index].group = group.clone();
        }
    }
    for (operation, name) in document.operations.iter_mut().zip(names) {
        operation.name = name;
    }
    name_fully(cx, document, &mut acts);
    acts
}

/// Sorts the operations into groups: the chosen one, or by their first tag or their path.
fn groups(cx: &Cx<'_>, document: &ir::Document, acts: &[Act]) -> IndexMap<Words, Vec<usize>> {
    let operations = operation::all(cx);
    let tags = operations.iter().map(|(.., operation)| operation.tags.first());
    let mut groups: IndexMap<Words, Vec<usize>> = IndexMap::new();
    for ((index, operation), tag) in document.operations.iter().enumerate().zip(tags) {
        let chosen = customize::chosen(cx.config, operation, |entry| entry.group.as_deref());
        let group = tag.map(|tag| Words::new(tag)).filter(|words| !words.is_empty());
        let group = chosen.or(group).or_else(|| acts[index].path.literals.first().cloned());
        groups
            .entry(group.unwrap_or_else(|| Words::new("root")))
            .or_default()
            .push(index);
    }
    groups
}

/// How many literal segments all paths of a group begin with. A group of one
/// path keeps its last segment.
fn shared_prefix(acts: &[Act], members: &[usize]) -> usize {
    let Some(first) = members.first() else { return 0 };
    let first = &acts[*first].path.literals;
    let is_one_path = members.iter().all(|index| acts[*index].path.literals == *first);
    let shortest = if is_one_path {
        first.len().saturating_sub(1)
    } else {
        first.len()
    };
    members.iter().fold(shortest, |shared, index| {
        let literals = &acts[*index].path.literals;
        let same = first
            .iter()
            .zip(literals)
            .take_while(|(left, right)| left == right)
            .count();
        shared.min(same)
    })
}

/// The names that an operation may have in its group, the shortest first. Sets
/// the sentence of `act`.
fn candidates_of(operation: &ir::Operation, act: &mut Act, group: &Words, shared: usize) -> Vec<Words> {
    let literals = act.path.literals.clone();
    let of_group = literals.iter().position(|words| is_same(words, group));
    let known = of_group.map_or(shared, |index| index + 1);
    let mut things = telling(&literals, group, of_group, shared);
    for thing in things.iter_mut().filter(|thing| is_current(thing)) {
        *thing = Words::new("current");
    }
    if things == [group.clone()] && act.resource != group.singular() {
        act.resource = group.singular();
    }
    act.phrase = act::sentence(act, &things);
    let mut candidates = Vec::new();
    if let Some(id) = operation_id::read(operation) {
        candidates.push(within_group(&id.short, group));
        candidates.push(id.natural.clone());
        if id.repeats_path {
            act.machine_id = Some((id.whole.clone(), id.natural.clone()));
        }
        if id.natural != id.whole {
            candidates.push(id.whole);
        }
        act.phrase = id.natural;
    }
    if candidates.is_empty() {
        for start in (0..=known.min(literals.len())).rev() {
            let mut things = literals[start..].to_vec();
            if let Some(first) = things.first_mut() {
                *first = without_leading(first, group);
            }
            candidates.push(act::sentence(act, &things));
        }
    }
    let longest = candidates.last().cloned().unwrap_or_default();
    let by = Words::new("by");
    let base = candidates.first().cloned().unwrap_or_default();
    if let Some(parameter) = act.path.parameters.last() {
        candidates.push(Words::join([&base, &by, parameter]));
    }
    let all = act
        .path
        .parameters
        .iter()
        .fold(by, |all, parameter| Words::join([&all, parameter]));
    candidates.push(Words::join([&longest, &all]));
    candidates
}

/// The segments that tell what an operation is about to one who does not know its group.
fn telling(literals: &[Words], group: &Words, of_group: Option<usize>, shared: usize) -> Vec<Words> {
    match of_group {
        Some(index) => literals[index..].to_vec(),
        None if shared == 0 => literals.to_vec(),
        None => {
            let last = &literals[shared - 1];
            let is_related = last.as_slice().iter().any(|word| group.as_slice().contains(word));
            let mut things = Vec::new();
            if is_related {
                things.push(group.clone());
            } else if shared == literals.len() {
                things.push(last.clone());
            }
            things.extend_from_slice(&literals[shared..]);
            things
        }
    }
}

/// `list users` among `users` is `list`; `create team api key` among `api keys` stays.
fn within_group(words: &Words, group: &Words) -> Words {
    let all = words.as_slice();
    let size = group.as_slice().len();
    if size == 0 || all.len() <= size {
        return words.clone();
    }
    let at = |start: usize| is_same(&Words::from_slice(&all[start..start + size]), group);
    if at(0) {
        return Words::from_slice(&all[size..]);
    }
    if all.len() == size + 1 && at(1) {
        return Words::from_slice(&all[..1]);
    }
    words.clone()
}

/// `team invitations` among `teams` is `invitations`.
fn without_leading(words: &Words, group: &Words) -> Words {
    let all = words.as_slice();
    let size = group.as_slice().len();
    let is_leading = size > 0 && all.len() > size && is_same(&Words::from_slice(&all[..size]), group);
    if is_leading {
        Words::from_slice(&all[size..])
    } else {
        words.clone()
    }
}

/// Gives every member its first candidate, and the next ones to those that
/// collide: the longest path steps aside, so that the plainest keeps the name.
fn resolve(candidates: &[Vec<Words>]) -> Vec<Words> {
    let mut chosen = vec![0; candidates.len()];
    for _ in 0..16 {
        let mut users: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, names) in candidates.iter().enumerate() {
            users.entry(names[chosen[index]].snake()).or_default().push(index);
        }
        let mut changed = false;
        for members in users.values().filter(|members| members.len() > 1) {
            let shortest = members.iter().map(|index| candidates[*index].len()).min();
            let keeper = members.iter().find(|index| Some(candidates[**index].len()) == shortest);
            for index in members {
                if Some(index) != keeper && chosen[*index] + 1 < candidates[*index].len() {
                    chosen[*index] += 1;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    candidates
        .iter()
        .zip(chosen)
        .map(|(names, index)| names[index].clone())
        .collect()
}

/// Sets the names that are unique in the document, and reports operationIds
/// that are not.
fn name_fully(cx: &mut Cx<'_>, document: &mut ir::Document, acts: &mut [Act]) {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let chosen: Vec<Option<Words>> = document
        .operations
        .iter()
        .map(|operation| customize::chosen(cx.config, operation, |entry| entry.type_name.as_deref()))
        .collect();
    let mut taken: BTreeSet<String> = chosen.iter().flatten().map(Words::snake).collect();
    for ((operation, act), chosen) in document.operations.iter_mut().zip(acts).zip(chosen) {
        if let Some(id) = &operation.operation_id
            && !ids.insert(id.clone())
        {
            cx.diagnostics
                .warning(
                    "duplicate-operation-id",
                    &operation.origin.field("operationId"),
                    format!("the operationId `{id}` is used more than once; each operation has a name of its own"),
                )
                .help("give every operation an operationId of its own");
        }
        let mut candidates = vec![act.phrase.clone()];
        candidates.extend(operation.operation_id.as_deref().map(Words::new));
        for parameter in &act.path.parameters {
            candidates.push(Words::join([&act.phrase, &Words::new("by"), parameter]));
        }
        candidates.push(Words::join([&operation.name, &operation.group]));
        let method = Words::new(&operation.method.as_str().to_ascii_lowercase());
        candidates.push(Words::join([&method, &Words::new(&operation.path.text)]));
        let free = candidates
            .into_iter()
            .find(|words| !words.is_empty() && !taken.contains(&words.snake()));
        let name = chosen.or(free).unwrap_or_else(|| {
            let base = &act.phrase;
            let numbered = (2..).map(|number: u32| Words::new(&format!("{base} {number}")));
            numbered
                .into_iter()
                .find(|words| !taken.contains(&words.snake()))
                .unwrap_or_default()
        });
        taken.insert(name.snake());
        operation.full_name = name.clone();
        act.phrase = name;
    }
}
