//! Finds which type of the old client is which of the new one, whatever its name.

use std::collections::BTreeMap;

use super::view::View;
use crate::pipeline::Planned;
use crate::rust::model::{Ident, Item};

/// Looks at a module of both clients; the names of types that have another one
/// in the new client are known to the view of the old.
pub(super) fn views<'a>(old: &'a Planned, new: &'a Planned, module: &[Ident]) -> (View<'a>, View<'a>) {
    let (mut old, mut new) = (View::new(old, module), View::new(new, module));
    old.renamed = by(&old, &new, place);
    // Types that were renamed together, or that hold themselves, have the same
    // shape but for their names.
    let is_known = |ident: &Ident| old.renamed.contains_key(ident) || new.items.contains_key(ident);
    let ignored = old.items.keys().filter(|ident| !is_known(ident));
    old.ignored = ignored.map(|ident| (*ident).clone()).collect();
    let is_known = |ident: &Ident| old.renamed.values().any(|known| known == ident) || old.items.contains_key(ident);
    let ignored = new.items.keys().filter(|ident| !is_known(ident));
    new.ignored = ignored.map(|ident| (*ident).clone()).collect();
    let by_shape = by(&old, &new, shape);
    old.renamed.extend(by_shape);
    (old.ignored, new.ignored) = Default::default();
    (old, new)
}

/// Pairs the types that only one of the two has and that have the same feature,
/// which no other has.
fn by(old: &View<'_>, new: &View<'_>, feature: impl Fn(&View<'_>, &Item) -> Option<String>) -> BTreeMap<Ident, Ident> {
    let is_paired = |ident: &Ident| old.renamed.values().any(|known| known == ident);
    let gone = |ident: &Ident| !new.items.contains_key(ident) && !old.renamed.contains_key(ident);
    let come = |ident: &Ident| !old.items.contains_key(ident) && !is_paired(ident);
    let old_features = features(old, gone, &feature);
    let new_features = features(new, come, &feature);
    let mut pairs = BTreeMap::new();
    for (feature, idents) in &old_features {
        if let ([old], Some([new])) = (idents.as_slice(), new_features.get(feature).map(Vec::as_slice)) {
            pairs.insert((*old).clone(), (*new).clone());
        }
    }
    pairs
}

fn features<'a>(
    view: &View<'a>,
    is_wanted: impl Fn(&Ident) -> bool,
    feature: impl Fn(&View<'_>, &Item) -> Option<String>,
) -> BTreeMap<String, Vec<&'a Ident>> {
    let mut features: BTreeMap<String, Vec<&Ident>> = BTreeMap::new();
    for (ident, item) in view.items.iter().filter(|(ident, _)| is_wanted(ident)) {
        if let Some(feature) = feature(view, item) {
            features.entry(feature).or_default().push(ident);
        }
    }
    features
}

/// Where it stands in its document: another name for the same schema.
fn place(view: &View<'_>, item: &Item) -> Option<String> {
    let def = view.def(item.path())?;
    Some(format!("{} {}", kind(item), def.origin))
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::Struct(_) => "struct",
        Item::Enum(_) => "enum",
        Item::Union(_) => "union",
        Item::Alias(_) => "alias",
    }
}

/// What it holds: a schema that was given another name. One member says little.
fn shape(view: &View<'_>, item: &Item) -> Option<String> {
    let members: Vec<String> = match item {
        Item::Struct(item) => item
            .fields
            .iter()
            .map(|field| format!("{}: {}", field.wire_name, view.ty(&field.ty).key()))
            .collect(),
        Item::Enum(item) => item.variants.iter().map(|variant| variant.value.to_string()).collect(),
        Item::Union(item) => item
            .variants
            .iter()
            .map(|variant| view.ty(&variant.ty).key().to_owned())
            .collect(),
        Item::Alias(_) => return None,
    };
    (members.len() > 1).then(|| format!("{} {members:?}", kind(item)))
}
