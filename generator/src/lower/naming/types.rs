//! Names the inline types, from the outside in: what operations take and
//! return first, then what stands in it.

use std::collections::BTreeMap;

use super::act::Act;
use super::component;
use super::elect::{Candidate, elect};
use super::places::places;
use super::votes::{RESOURCE, votes};
use crate::ir::TypeId;
use crate::lower::context::{Draft, Place};
use crate::name::Words;

/// Names every inline type. Components keep theirs, and no inline type of the
/// same document gets the name of one.
pub(super) fn name(types: &mut [Draft], acts: &[Vec<Act>]) {
    let mut taken = Taken::default();
    component::name(types, acts, &mut taken);
    let mut pending: Vec<usize> = (0..types.len())
        .filter(|index| types[*index].def.component.is_none())
        .collect();
    while !pending.is_empty() {
        let mut ready: Vec<usize> = pending
            .iter()
            .copied()
            .filter(|index| is_ready(&types[*index], types, acts))
            .collect();
        if ready.is_empty() {
            // A circle of types that no operation names: begin somewhere.
            ready = pending.clone();
        }
        let is_last = ready.len() == pending.len();
        name_ready(types, acts, &ready, is_last, &mut taken);
        let before = pending.len();
        pending.retain(|index| types[*index].def.name.is_empty());
        if pending.len() == before {
            for index in pending.drain(..) {
                let name = taken.first(&[Words::new("value")], &types[index].def.documents);
                types[index].def.name = name;
            }
        }
    }
}

/// Tells whether an operation is about the type, or every owner of it has its name.
fn is_ready(draft: &Draft, types: &[Draft], acts: &[Vec<Act>]) -> bool {
    let is_named = |parent: TypeId| !types[parent.0 as usize].def.name.is_empty();
    draft.sites.iter().all(|site| match site.place {
        Place::Property(parent, _) | Place::Arm(parent, _) | Place::Component(parent) => is_named(parent),
        _ => true,
    }) || votes(draft, types, acts).iter().any(|vote| vote.priority >= RESOURCE)
}

/// Names a layer: who has most weight behind a name gets it, and among equals
/// the one whose other names are fewer.
fn name_ready(types: &mut [Draft], acts: &[Vec<Act>], ready: &[usize], is_last: bool, taken: &mut Taken) {
    let mut open: Vec<(usize, Vec<Candidate>)> = Vec::with_capacity(ready.len());
    for &index in ready {
        let draft = &types[index];
        let parents = parents(draft, types);
        let candidates = elect(
            draft,
            &votes(draft, types, acts),
            common(draft, acts).as_ref(),
            &parents,
        );
        if !candidates.is_empty() || is_last {
            open.push((index, candidates));
        }
    }
    let mut last = None;
    while !open.is_empty() {
        for (index, candidates) in &mut open {
            let documents = &types[*index].def.documents;
            // Another name than the last one is as free as it was.
            let may_be_taken = |name| last.as_ref().is_none_or(|last| are_one(name, last));
            if candidates.first().is_some_and(|first| may_be_taken(&first.name)) {
                while candidates.len() > 1 && !taken.is_free(&candidates[0].name, documents) {
                    candidates.remove(0);
                }
            }
        }
        let best = open
            .iter()
            .enumerate()
            .min_by_key(|(position, (_, candidates))| {
                let priority = candidates.first().map_or(0, |candidate| candidate.priority);
                (std::cmp::Reverse(priority), candidates.len(), *position)
            })
            .map(|(position, _)| position)
            .unwrap_or_default();
        let (index, candidates) = open.remove(best);
        let documents = &types[index].def.documents;
        let mut names: Vec<Words> = candidates.into_iter().take(1).map(|candidate| candidate.name).collect();
        if !names.first().is_some_and(|name| taken.is_free(name, documents)) {
            names.extend(places(&types[index], types, acts));
        }
        if names.is_empty() {
            names.push(Words::new("value"));
        }
        let name = taken.first(&names, documents);
        types[index].def.name = name.clone();
        last = Some(name);
    }
}

/// The names of the types that the type stands in, each once.
fn parents<'t>(draft: &Draft, types: &'t [Draft]) -> Vec<&'t Words> {
    let mut parents = Vec::new();
    for site in &draft.sites {
        if let Place::Property(parent, _) = site.place {
            let name = &types[parent.0 as usize].def.name;
            if !parents.contains(&name) {
                parents.push(name);
            }
        }
    }
    parents
}

/// The segments that the paths of all operations at the places of the type begin with.
fn common(draft: &Draft, acts: &[Vec<Act>]) -> Option<Words> {
    let mut shared: Option<Vec<Words>> = None;
    for site in &draft.sites {
        let (Place::Request(document, operation) | Place::Response(document, operation, _)) = site.place else {
            continue;
        };
        let literals = &acts[document][operation].path.literals;
        shared = Some(match shared {
            None => literals.clone(),
            Some(known) => known
                .into_iter()
                .zip(literals)
                .take_while(|(left, right)| left == *right)
                .map(|(left, _)| left)
                .collect(),
        });
    }
    shared?.last().map(Words::singular)
}

/// Tells whether two names are the same but for where their words end.
fn are_one(left: &Words, right: &Words) -> bool {
    let [left, right] = [left, right].map(|name| name.as_slice().iter().flat_map(|word| word.bytes()));
    left.eq(right)
}

/// Names that are taken, and by types of which documents.
#[derive(Default)]
pub(super) struct Taken {
    names: BTreeMap<String, Vec<usize>>,
}

impl Taken {
    /// Tells whether no type that stands beside the others of `documents` has the name.
    pub fn is_free(&self, name: &Words, documents: &[usize]) -> bool {
        self.names
            .get(&name.as_slice().concat())
            .is_none_or(|taken| !documents.iter().any(|document| taken.contains(document)))
    }

    /// Takes a name, whoever has it.
    pub fn claim(&mut self, name: &Words, documents: &[usize]) {
        self.names
            .entry(name.as_slice().concat())
            .or_default()
            .extend(documents);
    }

    /// Claims the first of `names` that is free, or else the last with a number behind it.
    fn first(&mut self, names: &[Words], documents: &[usize]) -> Words {
        let numbered = (2..).flat_map(|number: u32| {
            let number = Words::new(&number.to_string());
            names.last().map(|name| Words::join([name, &number]))
        });
        let mut all = names.iter().cloned().chain(numbered);
        let free = all.find(|name| self.is_free(name, documents)).unwrap_or_default();
        self.claim(&free, documents);
        free
    }
}
