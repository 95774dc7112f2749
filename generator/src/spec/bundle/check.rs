//! Finds components that are nothing but a circle of references.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Bundler, component, lone_reference, lost};
use crate::source::Pointer;
use crate::spec::keywords::{Kind, Shape};

/// Reports every circle of components that only refer to each other, and
/// breaks it. A schema that contains itself is no such circle.
pub(super) fn cycles(tree: &mut Value, bundler: &mut Bundler<'_>) {
    let Some(components) = tree.get_mut("components").and_then(Value::as_object_mut) else {
        return;
    };
    for keyword in Kind::Components.keywords() {
        let (Shape::Map(_), Some(map)) = (
            keyword.shape,
            components.get_mut(keyword.name).and_then(Value::as_object_mut),
        ) else {
            continue;
        };
        let mut settled = BTreeSet::new();
        let mut broken = Vec::new();
        for name in map.keys() {
            let circle = circle(map, name, keyword.name, &mut settled);
            let Some(first) = circle.first() else { continue };
            let bundled = Pointer::root(bundler.root)
                .field("components")
                .field(keyword.name)
                .field(first);
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
                    format!(
                        "the references lead back to where they began: {way}; {}",
                        lost(keyword.name)
                    ),
                )
                .help("give one of them a value of its own");
            broken.extend(circle);
        }
        for name in broken {
            if keyword.name == "schemas" {
                map.insert(name, Value::Object(Map::new()));
            } else {
                map.shift_remove(&name);
            }
        }
    }
}

/// Returns the names on the circle that the way from `name` leads into; none
/// where it leads to something, or to names that are `settled`.
fn circle(map: &Map<String, Value>, name: &str, section: &str, settled: &mut BTreeSet<String>) -> Vec<String> {
    let mut way: Vec<String> = Vec::new();
    let mut next = name.to_owned();
    while settled.insert(next.clone()) {
        let target = map
            .get(&next)
            .and_then(lone_reference)
            .and_then(|text| component(text.strip_prefix('#')?));
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
