//! Finds components that are nothing but a circle of references.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::sections::Sections;
use super::{Bundler, lone_reference, lost};
use crate::source::Pointer;

/// Reports every circle of components that only refer to each other, and
/// breaks it. A schema that contains itself is no such circle.
pub(super) fn cycles(tree: &mut Value, bundler: &mut Bundler<'_>) {
    let sections = bundler.sections;
    for (section, _) in Sections::all() {
        let Some(Value::Object(map)) = sections.find(tree, section) else {
            continue;
        };
        let mut settled = BTreeSet::new();
        let mut broken = Vec::new();
        for name in map.keys() {
            let circle = circle(map, name, (sections, section), &mut settled);
            let Some(first) = circle.first() else { continue };
            let bundled = sections.pointer(Pointer::root(bundler.root), section).field(first);
            let pointer = bundler.origins.origin(&bundled).field("$ref");
            let way = circle
                .iter()
                .chain([first])
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(" → ");
            bundler
                .diagnostics
                .fault(
                    "cyclic-reference",
                    &pointer,
                    format!("the references lead back to where they began: {way}; {}", lost(section)),
                )
                .help("give one of them a value of its own");
            broken.extend(circle);
        }
        for name in broken {
            if section == "schemas" {
                map.insert(name, Value::Object(Map::new()));
            } else {
                map.shift_remove(&name);
            }
        }
    }
}

/// Returns the names on the circle that the way from `name` leads into; none
/// where it leads to something, or to names that are `settled`.
fn circle(
    map: &Map<String, Value>,
    name: &str,
    (sections, section): (Sections, &str),
    settled: &mut BTreeSet<String>,
) -> Vec<String> {
    let mut way: Vec<String> = Vec::new();
    let mut next = name.to_owned();
    while settled.insert(next.clone()) {
        let target = map
            .get(&next)
            .and_then(lone_reference)
            .and_then(|text| sections.parse(text.strip_prefix('#')?));
        way.push(next);
        match target {
            Some((other, target)) if other == section => next = target,
            _ => return Vec::new(),
        }
    }
    match way.iter().position(|name| *name == next) {
        Some(start) => way.split_off(start),
        None => Vec::new(),
    }
}
