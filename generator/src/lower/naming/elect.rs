//! Turns the votes for a type into the names that it may have, the best first.

use indexmap::IndexMap;

use super::english::is_generic;
use super::votes::{RESOURCE, Vote, stem};
use crate::ir::TypeKind;
use crate::lower::context::{Draft, Place};
use crate::name::Words;

/// A name, and how much weight is behind it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub priority: u8,
    pub name: Words,
}

/// Returns the candidates for the type that `votes` are for. `common` is what
/// the paths of all operations that use it share.
pub(super) fn elect(draft: &Draft, votes: &[Vote], common: Option<&Words>, parents: &[&Words]) -> Vec<Candidate> {
    let mut tiers: Vec<u8> = votes.iter().map(|vote| vote.priority).collect();
    tiers.sort_unstable_by(|left, right| right.cmp(left));
    tiers.dedup();
    let mut candidates: Vec<Candidate> = Vec::new();
    for priority in tiers {
        let mut push = |name: Words| {
            if !name.is_empty() && !candidates.iter().any(|known| known.name == name) {
                candidates.push(Candidate { priority, name });
            }
        };
        let tier: Vec<&Vote> = votes.iter().filter(|vote| vote.priority == priority).collect();
        let ranked = ranked(&tier);
        if ranked.len() > 1 && priority < RESOURCE {
            agreement(draft, &ranked, common, parents)
                .into_iter()
                .for_each(&mut push);
        }
        for first in &ranked {
            push(first.clone());
        }
        for vote in &tier {
            vote.names.iter().skip(1).cloned().for_each(&mut push);
        }
    }
    candidates
}

/// The first choices, the one with most voters first, otherwise in order.
fn ranked(tier: &[&Vote]) -> Vec<Words> {
    let mut voters: IndexMap<&Words, Vec<&str>> = IndexMap::new();
    for vote in tier {
        let Some(first) = vote.names.first() else { continue };
        let known = voters.entry(first).or_default();
        if !known.contains(&vote.voter.as_str()) {
            known.push(&vote.voter);
        }
    }
    let mut ranked: Vec<(&Words, usize)> = voters.into_iter().map(|(name, voters)| (name, voters.len())).collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ranked.into_iter().map(|(name, _)| name.clone()).collect()
}

/// What places that propose different names can agree upon.
fn agreement(draft: &Draft, names: &[Words], common: Option<&Words>, parents: &[&Words]) -> Vec<Words> {
    let mut agreed = Vec::new();
    let is_property = draft.sites.iter().all(|site| matches!(site.place, Place::Property(..)));
    let tail = tail(names);
    if draft
        .sites
        .iter()
        .all(|site| matches!(site.place, Place::Parameter(..)))
    {
        // `acme_response_mode` and `other_response_mode` are response modes.
        if is_flag(draft) {
            agreed.push(Words::new("flag"));
        } else if tail.as_slice().len() > 1 && !is_generic(&tail) {
            agreed.push(tail);
        }
        return agreed;
    }
    if is_property {
        if let [parent] = parents {
            let parent = stem(parent);
            let one = parent.singular();
            let property = sole_property(draft).filter(|property| !parent.as_slice().ends_with(property.as_slice()));
            agreed.extend(property.map(|property| Words::join([&parent, &property])));
            agreed.push(if one == parent {
                Words::join([&parent, &Words::new("entry")])
            } else {
                one
            });
        } else if !is_generic(&tail) {
            agreed.push(tail);
        }
        return agreed;
    }
    let shared = names
        .iter()
        .skip(1)
        .fold(names[0].clone(), |shared, name| subsequence(&shared, name));
    let last = names[0]
        .as_slice()
        .last()
        .filter(|last| tail.as_slice().last() == Some(last))
        .cloned();
    let suffix = Words::from_slice(last.as_slice());
    let content = shared.as_slice().len().saturating_sub(suffix.as_slice().len());
    let is_webhook = draft.sites.iter().all(|site| matches!(site.place, Place::Webhook(_)));
    if content >= if is_webhook { 1 } else { 2 } {
        agreed.push(shared);
    }
    if let Some(property) = sole_property(draft) {
        let is_response = suffix.to_string() == "response";
        agreed.push(if is_response {
            property
        } else {
            Words::join([&property, &suffix])
        });
    }
    if let Some(common) = common {
        if suffix.to_string() == "response" && holds_tokens(draft) {
            agreed.push(Words::join([common, &Words::new("tokens")]));
        }
        agreed.push(Words::join([common, &suffix]));
    }
    agreed
}

/// Tells whether an enumeration is a boolean that is written as text.
fn is_flag(draft: &Draft) -> bool {
    let TypeKind::Enum(choice) = &draft.def.kind else {
        return false;
    };
    let is_boolean = |text: &str| text == "true" || text == "false";
    choice.variants.len() == 2
        && choice
            .variants
            .iter()
            .all(|variant| variant.value.as_str().is_some_and(is_boolean))
}

/// Tells whether an object is about tokens: it has two of them or more.
fn holds_tokens(draft: &Draft) -> bool {
    let TypeKind::Object(object) = &draft.def.kind else {
        return false;
    };
    let is_token = |words: &Words| words.as_slice().last().is_some_and(|last| last == "token");
    object
        .properties
        .iter()
        .filter(|property| is_token(&property.name))
        .count()
        > 1
}

/// The words that all names end with.
fn tail(names: &[Words]) -> Words {
    let Some(first) = names.first() else {
        return Words::default();
    };
    let first = first.as_slice();
    let shared = names.iter().fold(first.len(), |shared, name| {
        let same = first.iter().rev().zip(name.as_slice().iter().rev());
        shared.min(same.take_while(|(left, right)| left == right).count())
    });
    Words::from_slice(&first[first.len() - shared..])
}

/// The longest list of words that stand in both names in the same order.
fn subsequence(left: &Words, right: &Words) -> Words {
    let (left, right) = (left.as_slice(), right.as_slice());
    let mut lengths = vec![vec![0usize; right.len() + 1]; left.len() + 1];
    for (row, one) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            lengths[row][column] = if one == other {
                lengths[row + 1][column + 1] + 1
            } else {
                lengths[row + 1][column].max(lengths[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut shared = Vec::new();
    while row < left.len() && column < right.len() {
        if left[row] == right[column] {
            shared.push(left[row].clone());
            row += 1;
            column += 1;
        } else if lengths[row + 1][column] >= lengths[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    Words::from_slice(&shared)
}

/// The name of the only property, where it says enough.
fn sole_property(draft: &Draft) -> Option<Words> {
    let TypeKind::Object(object) = &draft.def.kind else {
        return None;
    };
    match object.properties.as_slice() {
        [property] => Some(property.name.clone()),
        _ => None,
    }
}
