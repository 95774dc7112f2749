//! Makes the samples of a type: the document's own examples that are valid, and
//! made ones: the least and the most that a value can say, every alternative,
//! `null` where it may stand, and what a newer version of the API might send.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::analysis::{self, Usage};
use crate::ir::{Api, EnumKind, Object, Tagging, TypeId, TypeKind, TypeRef, Union};
use crate::sample::{Direction, Hints, Level, Sampler};

/// How many examples of the document are taken for one type.
const EXAMPLES: usize = 5;

/// How many values of an enumeration, or alternatives of a union, are taken.
const ALTERNATIVES: usize = 40;

/// A text that no document means.
const UNKNOWN: &str = "not known to the client";

/// Makes samples for the types of one API.
pub(super) struct Samples<'a> {
    api: &'a Api,
    sampler: Sampler<'a>,
    usage: Vec<Usage>,
    /// Examples that stand beside the use of a type, in a body.
    beside: BTreeMap<TypeId, Vec<&'a Value>>,
}

type Named = (&'static str, Value);

impl<'a> Samples<'a> {
    /// Prepares for the types of `api`.
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            sampler: Sampler::new(api),
            usage: analysis::facts(api).usage,
            beside: beside(api),
        }
    }

    /// Returns the samples of a type, each once, with what they show.
    pub fn of(&self, id: TypeId) -> Vec<Named> {
        let ty = TypeRef::Named(id);
        let def = self.api.ty(id);
        let mut found: Vec<Named> = Vec::new();
        let beside = self.beside.get(&id).into_iter().flatten().copied();
        let valid = def
            .examples
            .iter()
            .chain(beside)
            .filter(|value| self.accepts(id, value));
        found.extend(valid.take(EXAMPLES).map(|value| ("example", value.clone())));
        let minimal = self.value(id, &ty, Level::Minimal);
        let full = self.value(id, &ty, Level::Full);
        found.extend(minimal.map(|value| ("minimal", value)));
        found.extend(full.iter().map(|value| ("full", value.clone())));
        match (&def.kind, full) {
            (TypeKind::Object(object), Some(Value::Object(full))) => self.object(id, object, &full, &mut found),
            (TypeKind::Enum(item), _) => {
                let known = item.variants.iter().take(ALTERNATIVES);
                found.extend(known.map(|variant| ("value", variant.value.clone())));
                let unknown = match item.kind {
                    EnumKind::String => Value::from(UNKNOWN),
                    EnumKind::Integer => Value::from(987_654_321),
                };
                found.push(("unknown value", unknown));
            }
            (TypeKind::Union(union), _) => self.union(id, union, &mut found),
            _ => {}
        }
        let mut once: Vec<Named> = Vec::with_capacity(found.len());
        for (kind, value) in found {
            if !once.iter().any(|(_, known)| *known == value) {
                once.push((kind, value));
            }
        }
        once
    }

    /// The direction in which a type travels decides which of its properties there are.
    fn direction(&self, id: TypeId) -> Direction {
        match self.usage.get(id.0 as usize) {
            Some(Usage { response: false, .. }) => Direction::Request,
            _ => Direction::Response,
        }
    }

    fn accepts(&self, id: TypeId, value: &Value) -> bool {
        self.sampler.accepts(&TypeRef::Named(id), self.direction(id), value)
    }

    fn value(&self, id: TypeId, ty: &TypeRef, level: Level) -> Option<Value> {
        self.sampler.value(ty, self.direction(id), level, Hints::default()).ok()
    }

    fn object(&self, id: TypeId, object: &Object, full: &Map<String, Value>, found: &mut Vec<Named>) {
        let mut nulls = full.clone();
        for property in object
            .properties
            .iter()
            .filter(|property| is_nullable(self.api, &property.ty))
        {
            if let Some(value) = nulls.get_mut(&property.wire_name) {
                *value = Value::Null;
            }
        }
        found.push(("null", Value::Object(nulls)));
        let further = match &object.additional {
            None => Some(Value::from(vec![1])),
            Some(ty) => self.value(id, ty, Level::Minimal),
        };
        if let Some(further) = further {
            let mut more = full.clone();
            more.insert(UNKNOWN.to_owned(), further);
            found.push(("unknown field", Value::Object(more)));
        }
    }

    fn union(&self, id: TypeId, union: &Union, found: &mut Vec<Named>) {
        for variant in union.variants.iter().take(ALTERNATIVES) {
            for level in [Level::Minimal, Level::Full] {
                let Some(mut value) = self.value(id, &variant.ty, level) else {
                    continue;
                };
                if let (Tagging::Property(property), Value::Object(map), Some(tag)) =
                    (&union.tagging, &mut value, variant.tags.first())
                {
                    map.insert(property.clone(), Value::from(tag.as_str()));
                }
                if self.accepts(id, &value) {
                    found.push(("alternative", value));
                }
            }
        }
        let unknown = match &union.tagging {
            Tagging::Property(property) => [
                (property.as_str(), Value::from(UNKNOWN)),
                ("more", Value::from(vec![1])),
            ],
            Tagging::Untagged => [(UNKNOWN, Value::from(true)), ("more", Value::from(vec![1]))],
        };
        let unknown = unknown.into_iter().map(|(key, value)| (key.to_owned(), value));
        found.push(("unknown alternative", Value::Object(unknown.collect())));
    }
}

/// Collects the examples of bodies whose type has a name.
fn beside(api: &Api) -> BTreeMap<TypeId, Vec<&Value>> {
    let mut found: BTreeMap<TypeId, Vec<&Value>> = BTreeMap::new();
    let operations = api.documents.iter().flat_map(|document| &document.operations);
    let bodies = operations.flat_map(|operation| {
        let requests = operation.request_body.iter().flat_map(|body| &body.content);
        requests.chain(operation.responses.iter().flat_map(|response| &response.content))
    });
    for media_type in bodies {
        if let TypeRef::Named(id) = &media_type.ty {
            found.entry(*id).or_default().extend(&media_type.examples);
        }
    }
    found
}

/// Tells whether `null` is a value of `ty`, itself or through an alias.
fn is_nullable(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(_) => true,
        TypeRef::Named(id) => matches!(&api.ty(*id).kind, TypeKind::Alias(TypeRef::Nullable(_))),
        _ => false,
    }
}
