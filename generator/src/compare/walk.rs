//! Walks the trees of two clients at once, and judges every difference.

use std::collections::BTreeMap;

use super::change::{Change, Effect, Happened, Side};
use super::surface::{Kind, Part, What};
use super::view::Text;
use super::words;

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(super) changes: Vec<Change>,
    /// Parts whose documentation is another.
    pub(super) documentation: usize,
}

/// The part around others, in both clients.
struct Owner<'a> {
    item: String,
    old: &'a Part,
    new: &'a Part,
}

/// A difference, before it is put in words.
pub(super) struct Difference<'a> {
    pub happened: Happened,
    pub effect: Effect,
    /// What of the part differs; `None` for the part itself.
    pub what: Option<What>,
    pub old: Option<&'a Part>,
    pub new: Option<&'a Part>,
}

impl Difference<'_> {
    /// Returns what differs, in the old and the new client.
    pub fn texts(&self) -> (Option<&Text>, Option<&Text>) {
        (
            self.what.and_then(|what| self.old?.facet(what)),
            self.what.and_then(|what| self.new?.facet(what)),
        )
    }
}

/// Compares the parts of a module, none of which is in another.
pub(super) fn parts(old: &[Part], new: &[Part], found: &mut Found) {
    siblings(None, old, new, found);
}

fn siblings(owner: Option<&Owner<'_>>, old: &[Part], new: &[Part], found: &mut Found) {
    let pairs = pair(old, new);
    let mut last = None;
    let mut is_reordered = false;
    for (part, paired) in old.iter().zip(&pairs) {
        match paired {
            Some(index) => {
                if (part.kind, new[*index].kind) == (Kind::Argument, Kind::Argument) {
                    is_reordered |= last.is_some_and(|last| last > *index);
                    last = Some(*index);
                }
                same(owner, part, &new[*index], found);
            }
            // The methods of a group tell of it.
            None if part.kind == Kind::Group => {}
            None => found.add(
                owner,
                Difference {
                    happened: Happened::Removed,
                    effect: Effect::Breaking,
                    what: None,
                    old: Some(part),
                    new: None,
                },
            ),
        }
    }
    if let (Some(owner), true) = (owner, is_reordered) {
        found.add_to(owner, Happened::Reordered, Effect::Breaking, None);
    }
    for (index, part) in new.iter().enumerate() {
        if pairs.contains(&Some(index)) || part.kind == Kind::Group {
            continue;
        }
        let effect = match part.kind {
            // Structs can be written out and taken apart, and calls have to have all arguments.
            Kind::Field | Kind::Argument => Effect::Breaking,
            _ => Effect::Compatible,
        };
        found.add(
            owner,
            Difference {
                happened: Happened::Added,
                effect,
                what: None,
                old: None,
                new: Some(part),
            },
        );
    }
}

/// Finds for each part of `old` the one of `new` that it became: by the surest
/// keys of all before any by the next.
fn pair(old: &[Part], new: &[Part]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    let rounds = old.iter().map(|part| part.keys.len()).max().unwrap_or_default();
    for round in 0..rounds {
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, part) in new.iter().enumerate().rev().filter(|(index, _)| !taken[*index]) {
            if let Some(key) = part.keys.get(round) {
                by_key.entry(key).or_default().push(index);
            }
        }
        for (part, pair) in old.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            let Some(candidates) = part.keys.get(round).and_then(|key| by_key.get_mut(key.as_str())) else {
                continue;
            };
            let is_fit = |index: &usize| may_become(part.kind, new[*index].kind);
            if let Some(position) = candidates.iter().rposition(is_fit) {
                let index = candidates.remove(position);
                taken[index] = true;
                *pair = Some(index);
            }
        }
    }
    pairs
}

/// Tells whether a part of one kind can be the same as one of another.
fn may_become(old: Kind, new: Kind) -> bool {
    let family = |kind: Kind| match kind {
        Kind::Struct | Kind::Enum | Kind::Union | Kind::Alias => Kind::Struct,
        Kind::Argument | Kind::Setter => Kind::Argument,
        kind => kind,
    };
    family(old) == family(new)
}

/// Compares a part with itself.
fn same(owner: Option<&Owner<'_>>, old: &Part, new: &Part, found: &mut Found) {
    if old.is_shared && new.is_shared {
        return;
    }
    let difference = |happened, effect, what| Difference {
        happened,
        effect,
        what,
        old: Some(old),
        new: Some(new),
    };
    if old.name != new.name && old.kind != Kind::Argument && new.kind == old.kind {
        found.add(owner, difference(Happened::Renamed, Effect::Breaking, None));
    }
    if old.kind != new.kind {
        return found.add(owner, difference(Happened::Retyped, Effect::Breaking, None));
    }
    for what in differing(old, new) {
        let (happened, effect) = match (what.is_behavior(), old.facet(what), new.facet(what)) {
            (true, ..) => (Happened::Behaves, Effect::Behavior),
            (false, Some(_), None) => (Happened::Lost, Effect::Breaking),
            (false, None, _) => (Happened::Gained, Effect::Compatible),
            (false, Some(_), Some(_)) => (Happened::Retyped, Effect::Breaking),
        };
        found.add(owner, difference(happened, effect, Some(what)));
    }
    if let Some((happened, effect)) = sequence(old, new) {
        found.add(owner, difference(happened, effect, Some(What::New)));
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => found.add(owner, difference(Happened::Deprecated, Effect::Compatible, None)),
        (true, false) => found.add(owner, difference(Happened::Restored, Effect::Behavior, None)),
        _ => {}
    }
    found.documentation += usize::from(old.docs != new.docs);
    let owner = Owner {
        item: item(owner, old),
        old,
        new,
    };
    // Between one answer and several, there is nothing to compare.
    let is_answer = |part: &Part| part.kind == Kind::Answer;
    match old.parts.iter().any(is_answer) == new.parts.iter().any(is_answer) {
        true => siblings(Some(&owner), &old.parts, &new.parts, found),
        false => {
            let without = |part: &Part| -> Vec<Part> {
                let others = part.parts.iter().filter(|part| !is_answer(part));
                others.cloned().collect()
            };
            siblings(Some(&owner), &without(old), &without(new), found);
        }
    }
}

/// Lists what differs, without what another difference says already.
fn differing(old: &Part, new: &Part) -> Vec<What> {
    let mut all: Vec<What> = old.facets.iter().map(|(what, _)| *what).collect();
    let more = new.facets.iter().map(|(what, _)| *what);
    all.extend(more.filter(|what| old.facet(*what).is_none()));
    let differs = |what: What| match (old.facet(what), new.facet(what)) {
        (Some(old), Some(new)) => !old.is_same(new),
        (old, new) => old.is_some() != new.is_some(),
    };
    let is_told = |what: What| match what {
        What::Presence => differs(What::Type),
        // What has another name has another type.
        What::Call => old.name != new.name,
        What::Operation => old.name != new.name || differs(What::Call),
        What::Accept => differs(What::Returns),
        What::Cursor => old.facet(what).is_some() != new.facet(what).is_some(),
        What::Body => {
            let takes_body = |part: &Part| {
                part.parts
                    .iter()
                    .any(|part| part.keys.iter().any(|key| key == "body body"))
            };
            takes_body(old) != takes_body(new)
        }
        _ => false,
    };
    all.retain(|what| differs(*what) && !is_told(*what));
    all
}

/// Compares what stands in an order, as far as both have it.
fn sequence(old: &Part, new: &Part) -> Option<(Happened, Effect)> {
    let position = |name: &str| new.sequence.iter().position(|(known, _)| known == name);
    let common: Vec<usize> = old.sequence.iter().filter_map(|(name, _)| position(name)).collect();
    let is_reordered = !common.is_sorted();
    match old.kind {
        Kind::Union if is_reordered => Some((Happened::Behaves, Effect::Behavior)),
        Kind::Union => None,
        _ if is_reordered => Some((Happened::Reordered, Effect::Breaking)),
        // What took anything that converts into a text takes the text alone.
        _ => {
            let narrows = |(name, converts): &(String, bool)| {
                let is_narrow = position(name).is_some_and(|index| !new.sequence[index].1);
                let is_same = match (inside(old, name), inside(new, name)) {
                    (Some(old), Some(new)) => !differing(old, new).contains(&What::Type),
                    _ => false,
                };
                *converts && is_narrow && is_same
            };
            let is_narrower = old.sequence.iter().any(narrows);
            is_narrower.then_some((Happened::Retyped, Effect::Breaking))
        }
    }
}

fn inside<'a>(part: &'a Part, name: &str) -> Option<&'a Part> {
    part.parts.iter().find(|part| part.name == name)
}

/// Returns what a caller writes.
fn item(owner: Option<&Owner<'_>>, part: &Part) -> String {
    let name = &part.name;
    let Some(owner) = owner else { return name.clone() };
    let owner_item = &owner.item;
    match part.kind {
        Kind::Method | Kind::Group => name.clone(),
        // What stands beside a client has a path of its own.
        Kind::Enum | Kind::Export => name.clone(),
        Kind::Setting if owner.old.kind == Kind::Export => format!("{owner_item}::{name}"),
        Kind::Setting => format!("{owner_item}Builder::{name}"),
        Kind::Setter => format!("{owner_item}().{name}"),
        Kind::Argument => format!("{owner_item}({name})"),
        Kind::Answer => {
            let returns = owner.old.facet(What::Returns).or(owner.new.facet(What::Returns));
            let module = owner_item.split_once("()").map_or("", |(group, _)| group);
            format!("{module}::{}::{name}", returns.map_or("", |text| &text.shown))
        }
        Kind::Derive => format!("{owner_item}: {name}"),
        Kind::Value | Kind::Arm | Kind::CatchAll => format!("{owner_item}::{name}"),
        _ => format!("{owner_item}.{name}"),
    }
}

impl Found {
    fn add_to(&mut self, owner: &Owner<'_>, happened: Happened, effect: Effect, what: Option<What>) {
        let difference = Difference {
            happened,
            effect,
            what,
            old: Some(owner.old),
            new: Some(owner.new),
        };
        let change = change(owner.item.clone(), None, &difference);
        self.changes.push(change);
    }

    fn add(&mut self, owner: Option<&Owner<'_>>, difference: Difference<'_>) {
        let Some(part) = difference.old.or(difference.new) else {
            return;
        };
        let change = change(item(owner, part), owner, &difference);
        self.changes.push(change);
    }
}

fn change(item: String, owner: Option<&Owner<'_>>, difference: &Difference<'_>) -> Change {
    let side = |part: Option<&Part>, text: Option<&Text>, owner: Option<&Part>| Side {
        value: text
            .map(|text| text.shown.clone())
            .filter(|text| !text.is_empty())
            .or_else(|| part.and_then(|part| own_value(difference, part))),
        pointer: part
            .and_then(|part| part.pointer.clone())
            .or_else(|| owner.and_then(|owner| owner.pointer.clone())),
        place: None,
    };
    let (old_text, new_text) = difference.texts();
    let subject = |part: Option<&Part>| part.and_then(|part| part.subject.clone());
    let parts = [difference.old, difference.new, owner.map(|owner| owner.old)];
    let (message, consequence) = words::sentence(difference);
    Change {
        effect: difference.effect,
        happened: difference.happened,
        kind: difference
            .old
            .or(difference.new)
            .map_or("", |part| words::noun(part.kind)),
        item,
        message,
        consequence,
        subject: parts.into_iter().find_map(subject),
        old: side(difference.old, old_text, owner.map(|owner| owner.old)),
        new: side(difference.new, new_text, owner.map(|owner| owner.new)),
    }
}

/// The name of what was renamed, the type of what came or went.
fn own_value(difference: &Difference<'_>, part: &Part) -> Option<String> {
    match difference.happened {
        Happened::Renamed => Some(part.name.clone()),
        Happened::Added | Happened::Removed => {
            let text = part.facet(What::Type).or(part.facet(What::Returns));
            text.map(|text| text.shown.clone())
        }
        _ => None,
    }
}
