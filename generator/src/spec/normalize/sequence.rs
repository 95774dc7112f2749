//! Rewrites responses that are sequences of items (OpenAPI 3.2 section "Sequential
//! Media Types"), so that the schema of the media type is that of one item.
//!
//! `{application/jsonl: {itemSchema: S}}` → `{application/jsonl: {schema: S}}`;
//! `{application/jsonl: {schema: {type: array, items: S}}}` → the same. Any other
//! schema is the item's own, as documents before 3.2 have it.
//!
//! Of an event stream, it is the schema of the data. An item that has the fields
//! of an event and no other describes the event; any other is the data itself:
//!
//! `{text/event-stream: {itemSchema: {properties: {event: {…}, data: {contentSchema: S}}}}}` →
//! `{text/event-stream: {schema: S}}`

use serde_json::{Map, Value, json};

use super::Cx;
use crate::source::Pointer;
use crate::spec::OPERATIONS;
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// The fields of an event (WHATWG HTML, section "Server-sent events").
const FIELDS: &[&str] = &["data", "event", "id", "retry"];
/// How many references lead to a schema at most.
const DEPTH: usize = 32;
/// How many schemas an event is made of at most.
const BUDGET: usize = 1000;

/// How the items of a media type follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// Server-sent events.
    Events,
    /// One JSON text after the other.
    Lines,
}

impl Sequence {
    /// Returns how the items of a body of `media_type` follow each other, if it has items.
    pub fn of(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        match essence.to_ascii_lowercase().as_str() {
            "text/event-stream" => Some(Self::Events),
            "application/jsonl" | "application/x-jsonl" | "application/jsonlines" | "application/x-jsonlines" => {
                Some(Self::Lines)
            }
            "application/ndjson" | "application/x-ndjson" | "application/json-seq" => Some(Self::Lines),
            essence => essence.ends_with("+json-seq").then_some(Self::Lines),
        }
    }
}

/// A schema, and where it stands.
#[derive(Debug, Clone, PartialEq)]
struct Part<'t> {
    schema: &'t Value,
    place: Pointer,
}

/// Remembers keywords that have an effect in a sequence alone.
pub(super) fn remember(cx: &mut Cx<'_>, kind: Kind, keyword: &'static str, map: &Map<String, Value>, at: &At<'_>) {
    if map.contains_key(keyword) {
        cx.unused.push((kind, keyword, at.pointer().field(keyword)));
    }
}

/// Rewrites every response of a document, and reports what is of use in none of them.
pub(super) fn document(cx: &mut Cx<'_>, tree: &mut Map<String, Value>, ends: &[String], at: &At<'_>) {
    for (sequence, place) in media_types(tree, &at.pointer()) {
        let items = Reader { tree, budget: BUDGET }.items(sequence, &place, ends);
        let used = |unused: &Pointer| items.iter().any(|item| item.place == *unused);
        cx.unused.retain(|(_, _, unused)| !used(unused));
        let to = place.field("schema");
        let several = to.field("oneOf");
        let indexed = (0..).map(|index| several.index(index));
        let schema = match items.as_slice() {
            [] => continue,
            [item] => {
                cx.moves.push((to, item.place.clone()));
                item.schema.clone()
            }
            items => {
                cx.moves
                    .extend(indexed.zip(items.iter().map(|item| item.place.clone())));
                json!({ "oneOf": items.iter().map(|item| item.schema).collect::<Vec<_>>() })
            }
        };
        let Some(Value::Object(media_type)) = get_mut(tree, &place) else {
            continue;
        };
        if media_type.shift_remove("itemSchema").is_some() {
            let item = place.field("itemSchema");
            cx.unused.retain(|(_, _, unused)| *unused != item);
        }
        media_type.insert("schema".to_owned(), schema);
    }
    for (kind, keyword, place) in std::mem::take(&mut cx.unused) {
        cx.count("unsupported-keyword", kind, keyword, &At::root(&place));
    }
}

/// Lists the media types of responses that are sequences.
fn media_types(tree: &Map<String, Value>, root: &Pointer) -> Vec<(Sequence, Pointer)> {
    let mut found = Vec::new();
    let mut collect = |responses: Option<&Value>, place: &Pointer| {
        for (status, response) in members(responses) {
            for (name, _) in members(response.get("content")) {
                let place = place.field(status).field("content").field(name);
                found.extend(Sequence::of(name).map(|sequence| (sequence, place)));
            }
        }
    };
    for (path, item) in members(tree.get("paths")) {
        let item_place = root.field("paths").field(path);
        let fixed = members(Some(item)).map(|(method, operation)| (item_place.field(method), operation));
        let others = members(item.get(OPERATIONS));
        let others = others.map(|(method, operation)| (item_place.field(OPERATIONS).field(method), operation));
        for (place, operation) in fixed.chain(others) {
            collect(operation.get("responses"), &place.field("responses"));
        }
    }
    let components = tree
        .get("components")
        .and_then(|components| components.get("responses"));
    collect(components, &root.field("components").field("responses"));
    found
}

/// Reads the schemas of a document.
struct Reader<'t> {
    tree: &'t Map<String, Value>,
    /// How many schemas are read at most.
    budget: usize,
}

impl<'t> Reader<'t> {
    /// Returns the schema of an item of the media type at `place`: one that it
    /// is, or several of which it is one. What only ends a stream is none.
    fn items(&mut self, sequence: Sequence, place: &Pointer, ends: &[String]) -> Vec<Part<'t>> {
        let media_type = get(self.tree, place);
        let member = |key: &str| {
            let schema = media_type?.get(key)?;
            let place = place.field(key);
            Some(Part { schema, place })
        };
        let item = member("itemSchema").or_else(|| member("schema").map(|schema| self.items_of(schema)));
        let Some(item) = item else { return Vec::new() };
        if sequence == Sequence::Lines {
            return vec![item];
        }
        let Some(all) = self.data(item.clone(), None) else {
            return vec![self.decoded(item)];
        };
        let mut parts: Vec<Part<'t>> = Vec::new();
        for part in all {
            if !parts.iter().any(|known| known.schema == part.schema) {
                parts.push(part);
            }
        }
        let is_end = |part: &Part<'t>| match self.resolved(part.clone()).schema.get("enum") {
            Some(Value::Array(values)) => {
                matches!(values.as_slice(), [Value::String(text)] if ends.contains(text))
            }
            _ => false,
        };
        if parts.iter().any(|part| !is_end(part)) {
            parts.retain(|part| !is_end(part));
        }
        parts
    }

    /// Returns the schema of the items, where `schema` is of the list of all of them.
    fn items_of(&self, schema: Part<'t>) -> Part<'t> {
        let Part { schema: whole, place } = self.resolved(schema.clone());
        match whole.get("items") {
            Some(items) if whole.get("type").is_some_and(|ty| ty == "array") => Part {
                schema: items,
                place: place.field("items"),
            },
            _ => schema,
        }
    }

    /// Returns the schemas of the data of the events that `event` describes, given
    /// that of the schema around it; `None` where it describes something else.
    fn data(&mut self, event: Part<'t>, around: Option<&Part<'t>>) -> Option<Vec<Part<'t>>> {
        self.budget = self.budget.checked_sub(1)?;
        let Part { schema, place } = self.resolved(event);
        let map = schema.as_object()?;
        let mut own = around.cloned();
        let mut is_event = around.is_some();
        if let Some(properties) = map.get("properties").and_then(Value::as_object) {
            if !properties.keys().all(|name| FIELDS.contains(&name.as_str())) {
                return None;
            }
            is_event |= !properties.is_empty();
            if let Some(schema) = properties.get("data") {
                let place = place.field("properties").field("data");
                own = Some(self.decoded(Part { schema, place }));
            }
        }
        // The parts of a whole add to it, and each alternative is one of them.
        for key in ["allOf", "oneOf", "anyOf"] {
            let Some(Value::Array(arms)) = map.get(key) else {
                continue;
            };
            let mut all = Vec::new();
            for (index, schema) in arms.iter().enumerate() {
                let place = place.field(key).index(index);
                all.extend(self.data(Part { schema, place }, own.as_ref())?);
            }
            if key != "allOf" {
                return Some(all);
            }
            is_event = true;
            own = all.into_iter().find(|part| Some(part) != own.as_ref()).or(own);
        }
        is_event.then(|| own.into_iter().collect())
    }

    /// Returns what the text of `part` is, where it is JSON of a schema.
    fn decoded(&self, part: Part<'t>) -> Part<'t> {
        let whole = self.resolved(part.clone());
        match whole.schema.get("contentSchema") {
            Some(schema) => Part {
                schema,
                place: whole.place.field("contentSchema"),
            },
            None => part,
        }
    }

    /// Follows references to a schema.
    fn resolved(&self, mut part: Part<'t>) -> Part<'t> {
        for _ in 0..DEPTH {
            let reference = part.schema.get("$ref").and_then(Value::as_str);
            let place = reference.and_then(|text| Pointer::parse(part.place.file(), text.strip_prefix('#')?));
            let Some((place, schema)) = place.and_then(|place| Some((place.clone(), get(self.tree, &place)?))) else {
                break;
            };
            part = Part { schema, place };
        }
        part
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn get<'t>(tree: &'t Map<String, Value>, place: &Pointer) -> Option<&'t Value> {
    let segments = place.segments();
    let (first, others) = segments.split_first()?;
    others.iter().try_fold(tree.get(*first)?, |value, key| match value {
        Value::Object(map) => map.get(*key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

fn get_mut<'t>(tree: &'t mut Map<String, Value>, place: &Pointer) -> Option<&'t mut Value> {
    let segments = place.segments();
    let (first, others) = segments.split_first()?;
    let first = tree.get_mut(*first)?;
    others.iter().try_fold(first, |value, key| value.get_mut(*key))
}

#[cfg(test)]
mod tests;
