//! Collects what the places of an inline type would call it.

use super::act::{Act, Verb};
use super::english::{is_generic, is_generic_parameter, is_phrasal, is_report};
use crate::ir::{TypeId, TypeKind, TypeRef};
use crate::lower::context::{Draft, Place, Site};
use crate::name::Words;

/// Names that a place proposes, the best first, and how much it knows.
#[derive(Debug, Clone)]
pub(super) struct Vote {
    pub priority: u8,
    pub names: Vec<Words>,
    /// What is counted: the same place in two documents is one voter.
    pub voter: String,
}

/// A resource is named after by this much and more.
pub(super) const RESOURCE: u8 = 70;

/// Returns the votes of the places of `draft`. Places whose owner has no name
/// yet do not vote.
pub(super) fn votes(draft: &Draft, types: &[Draft], acts: &[Vec<Act>]) -> Vec<Vote> {
    let mut votes = Vec::new();
    for site in &draft.sites {
        match &site.place {
            Place::Request(document, operation) => request(&acts[*document][*operation], site, &mut votes),
            Place::Response(document, operation, status) if status.is_success() => {
                response(&acts[*document][*operation], site, draft, types, &mut votes);
            }
            Place::Response(document, operation, _) => {
                let act = &acts[*document][*operation];
                add(&mut votes, 30, [join(&act.phrase, "error")], &act.phrase);
            }
            Place::Parameter(document, operation, words) => {
                parameter(&acts[*document][*operation], words, site.many, &mut votes);
            }
            Place::Header(_, _, words) => add(&mut votes, 20, [words.clone()], words),
            Place::Webhook(words) => {
                let event = if words.as_slice().last().is_some_and(|word| word == "event") {
                    words.clone()
                } else {
                    join(words, "event")
                };
                add(&mut votes, 65, [event], words);
            }
            Place::Property(parent, words) => property(*parent, words, site.many, types, acts, &mut votes),
            Place::Arm(parent, words) => arm(*parent, words, draft, types, &mut votes),
            Place::Component(parent) => {
                let name = &types[parent.0 as usize].def.name;
                let one = name.singular();
                let own = if one == *name {
                    join(name, if site.many { "item" } else { "value" })
                } else {
                    one
                };
                add(&mut votes, 60, [own], name);
            }
        }
    }
    votes
}

fn add<const N: usize>(votes: &mut Vec<Vote>, priority: u8, names: [Words; N], voter: &Words) {
    let names: Vec<Words> = names.into_iter().filter(|words| !words.is_empty()).collect();
    if !names.is_empty() {
        votes.push(Vote {
            priority,
            names,
            voter: voter.to_string(),
        });
    }
}

fn join(words: &Words, last: &str) -> Words {
    Words::join([words, &Words::new(last)])
}

fn request(act: &Act, site: &Site, votes: &mut Vec<Vote>) {
    let own = join(&act.phrase, if site.many { "item" } else { "request" });
    add(votes, 60, [own], &act.phrase);
}

/// The resource, with as many of the things around it as are needed to tell it apart.
fn resource_names(act: &Act) -> Vec<Words> {
    let mut names = vec![act.resource.clone()];
    for parent in act.parents.iter().rev() {
        let longer = names.last().map(|last| Words::join([parent, last]));
        names.extend(longer);
    }
    names
}

fn response(act: &Act, site: &Site, draft: &Draft, types: &[Draft], votes: &mut Vec<Vote>) {
    let of_action = join(&act.phrase, "response");
    let plain = |votes: &mut Vec<Vote>| add(votes, 40, [of_action.clone(), join(&act.phrase, "result")], &act.phrase);
    let mut resource = |priority: u8, prefix: &str, suffix: &str| {
        // What was just made or changed is `CreatedSession`, before it is any longer name.
        let count = if priority == 80 || priority == 85 {
            1
        } else {
            usize::MAX
        };
        let names = resource_names(act).into_iter().take(count);
        let names = names.map(|words| Words::join([&Words::new(prefix), &words, &Words::new(suffix)]));
        if !act.resource.is_empty() {
            votes.push(Vote {
                priority,
                names: names.collect(),
                voter: act.resource.to_string(),
            });
        }
    };
    match act.verb {
        Verb::Get if site.many => resource(95, "", ""),
        Verb::Get if wrapped(draft, types).is_none() => resource(100, "", ""),
        Verb::List if site.many => resource(95, "", ""),
        Verb::List => resource(90, "", if is_page(draft) { "page" } else { "list" }),
        Verb::Create if act.path.literals.last().is_some_and(is_report) => {}
        Verb::Create if !site.many && wrapped(draft, types).is_none() => {
            resource(80, "", "");
            resource(75, "created", "");
        }
        Verb::Update | Verb::Replace if !site.many && wrapped(draft, types).is_none() && !is_bare(draft) => {
            resource(85, "", "");
            resource(74, "updated", "");
        }
        _ => {}
    }
    plain(votes);
}

/// Tells whether an object has one property alone, as acknowledgments do.
fn is_bare(draft: &Draft) -> bool {
    matches!(&draft.def.kind, TypeKind::Object(object) if object.properties.len() < 2)
}

/// The one property that an envelope such as `{data: {…}}` is about.
pub(super) fn wrapped(draft: &Draft, types: &[Draft]) -> Option<TypeId> {
    const WRAPPERS: [&str; 4] = ["data", "result", "response", "results"];
    let TypeKind::Object(object) = &draft.def.kind else {
        return None;
    };
    if object.properties.len() > 3 {
        return None;
    }
    let property = object
        .properties
        .iter()
        .find(|property| WRAPPERS.contains(&property.wire_name.as_str()))?;
    let id = named(&property.ty)?;
    types
        .get(id.0 as usize)
        .filter(|_| !matches!(&property.ty, TypeRef::List(_)))?;
    Some(id)
}

fn named(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => named(inner),
        TypeRef::List(list) => named(&list.item),
        _ => None,
    }
}

/// Tells whether a list says how it goes on.
fn is_page(draft: &Draft) -> bool {
    const MARKS: [&str; 12] = [
        "pagination",
        "page",
        "cursor",
        "next",
        "next cursor",
        "has more",
        "next page",
        "next page token",
        "paging",
        "page info",
        "total pages",
        "offset",
    ];
    let TypeKind::Object(object) = &draft.def.kind else {
        return false;
    };
    object
        .properties
        .iter()
        .any(|property| MARKS.contains(&property.name.to_string().as_str()))
}

fn parameter(act: &Act, words: &Words, many: bool, votes: &mut Vec<Vote>) {
    let own = if many { words.singular() } else { words.clone() };
    // `X-Access-Type` is an access type.
    let own = match own.as_slice() {
        [x, rest @ ..] if x == "x" && !rest.is_empty() => Words::from_slice(rest),
        _ => own,
    };
    let of_resource = Words::join([&act.resource, &own]);
    if is_generic_parameter(&own) {
        add(votes, 50, [of_resource], &act.resource);
    } else {
        add(votes, 50, [own.clone(), of_resource], &own);
    }
}

fn property(parent: TypeId, words: &Words, many: bool, types: &[Draft], acts: &[Vec<Act>], votes: &mut Vec<Vote>) {
    let owner = &types[parent.0 as usize];
    for site in &owner.sites {
        let Place::Response(document, operation, status) = &site.place else {
            continue;
        };
        let act = &acts[*document][*operation];
        if !status.is_success() || site.many || !is_about(act, owner, words, many, types) {
            continue;
        }
        votes.push(Vote {
            priority: 95,
            names: resource_names(act),
            voter: act.resource.to_string(),
        });
    }
    if owner.def.name.is_empty() {
        return;
    }
    let own = if many { words.singular() } else { words.clone() };
    let stem = stem(&owner.def.name);
    // The `sign_up` of some risk scores are sign-up risk scores.
    let longer = if is_phrasal(&own) {
        Words::join([&own, &stem])
    } else {
        Words::join([&without_tail(&stem, &own), &own])
    };
    if is_generic(&own) {
        add(votes, 50, [longer], &owner.def.name);
    } else {
        add(votes, 50, [own.clone(), longer], &own);
    }
}

/// Tells whether the property of a response holds the resource itself: the
/// items of a list, or what an envelope wraps.
fn is_about(act: &Act, owner: &Draft, words: &Words, many: bool, types: &[Draft]) -> bool {
    const ITEMS: [&str; 8] = [
        "items", "data", "results", "values", "records", "entries", "objects", "list",
    ];
    let text = words.to_string();
    let is_resource =
        words.singular() == act.resource || act.resource.as_slice().ends_with(words.singular().as_slice());
    match act.verb {
        Verb::List => many && (ITEMS.contains(&text.as_str()) || is_resource),
        Verb::Get | Verb::Create | Verb::Update | Verb::Replace => {
            !many && wrapped(owner, types).is_some() && ["data", "result", "response"].contains(&text.as_str())
        }
        _ => false,
    }
}

fn arm(parent: TypeId, words: &Words, draft: &Draft, types: &[Draft], votes: &mut Vec<Vote>) {
    let owner = &types[parent.0 as usize].def.name;
    if owner.is_empty() {
        return;
    }
    let longer = Words::join([&stem(owner), words]);
    if let Some(title) = draft.title.clone().filter(|title| !is_generic(title)) {
        add(votes, 52, [title, longer.clone()], owner);
    }
    add(votes, 45, [longer], owner);
}

/// A name without the word that says which side it is on.
pub(super) fn stem(name: &Words) -> Words {
    match name.as_slice() {
        [rest @ .., last]
            if !rest.is_empty() && ["request", "response", "event", "page", "list"].contains(&last.as_str()) =>
        {
            Words::from_slice(rest)
        }
        all => Words::from_slice(all),
    }
}

/// Drops the end of `name` that `own` says again, if something is left.
///
/// ```text
/// `price tier` in `product price`     -> `product`
/// `account` in `user accounts`        -> `user`
/// `fee band` in `offer fee band set`  -> `offer`
/// ```
fn without_tail(name: &Words, own: &Words) -> Words {
    let (all, own) = (name.as_slice(), own.as_slice());
    let singular = |words: &[String]| Words::from_slice(words).singular();
    let says_again = |kept: usize, end: usize| {
        let tail = &all[kept..end];
        // Of a name that is said in part, its words are those of the other.
        tail == &own[..tail.len()] || (tail.len() == own.len() && singular(tail) == singular(own))
    };
    let begins = (1..all.len()).find(|kept| all.len() - kept <= own.len() && says_again(*kept, all.len()));
    // A single word may mean something else in the middle of a name.
    let within = || {
        let kept = all.len().checked_sub(own.len() + 1)?;
        (kept > 0 && own.len() > 1 && says_again(kept, all.len() - 1)).then_some(kept)
    };
    let kept = begins.or_else(within).unwrap_or(all.len());
    Words::from_slice(&all[..kept])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_twice() {
        for (name, own, expected) in [
            ("product price", "price tier", "product"),
            ("product price", "prices", "product"),
            ("price", "price", "price"),
            ("user accounts", "account", "user"),
            ("offer fee band set", "fee band", "offer"),
            ("offer fee band set", "band", "offer fee band set"),
            ("offer version type", "version types", "offer"),
        ] {
            assert_eq!(
                without_tail(&Words::new(name), &Words::new(own)).to_string(),
                expected,
                "{own} in {name}"
            );
        }
    }
}
