//! Builds the example of a type: the candidates in order, and the first that
//! is valid and not null.

use std::cell::Cell;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::pattern::Patterns;
use super::validate::{Validator, hidden};
use super::{Direction, Hints, Level, Unsatisfiable, scalar};
use crate::ir::{Api, List, Object, Property, Tagging, TypeDef, TypeId, TypeKind, TypeRef, Union, UnionVariant};

/// How often a type may stand within itself where it must.
const DEEPEST: usize = 3;
/// How deep optional properties are shown.
const DEEPEST_OPTIONAL: usize = 6;
/// Values in one example before optional properties are left out.
const ROOMY: u32 = 600;
/// Values tried for one example before it is given up.
const BUDGET: u32 = 20_000;

/// Makes examples for the types of one API.
#[derive(Debug)]
pub(crate) struct Sampler<'a> {
    pub(super) api: &'a Api,
    patterns: Arc<Patterns>,
    spent: Cell<u32>,
}

/// Where the builder is.
struct Cx {
    direction: Direction,
    level: Level,
    /// The named types around the place, outermost first.
    around: Vec<TypeId>,
}

impl<'a> Sampler<'a> {
    /// Makes a sampler for the types of `api`.
    pub fn new(api: &'a Api) -> Self {
        Self::with_patterns(api, Arc::default())
    }

    /// Makes a sampler for the types of `api` that shares `patterns` with others.
    pub fn with_patterns(api: &'a Api, patterns: Arc<Patterns>) -> Self {
        Self {
            api,
            patterns,
            spent: Cell::new(0),
        }
    }

    /// Returns an example of `ty`.
    pub fn value(
        &self,
        ty: &TypeRef,
        direction: Direction,
        level: Level,
        hints: Hints<'_>,
    ) -> Result<Value, Unsatisfiable> {
        self.spent.set(0);
        let mut cx = Cx {
            direction,
            level,
            around: Vec::new(),
        };
        self.build(&mut cx, ty, hints)
    }

    /// Tells whether `value` is a value of `ty`.
    pub fn accepts(&self, ty: &TypeRef, direction: Direction, value: &Value) -> bool {
        self.validator(direction).accepts(ty, value)
    }

    fn validator(&self, direction: Direction) -> Validator<'_> {
        Validator {
            api: self.api,
            patterns: &self.patterns,
            direction,
        }
    }

    fn build(&self, cx: &mut Cx, ty: &TypeRef, hints: Hints<'_>) -> Result<Value, Unsatisfiable> {
        let spent = self.spent.get() + 1;
        self.spent.set(spent);
        if spent > BUDGET {
            return Err(Unsatisfiable::here());
        }
        let given = hints.examples.iter().chain(hints.constant).chain(hints.default);
        match ty {
            TypeRef::Nullable(inner) => self.build(cx, inner, hints).or(Ok(Value::Null)),
            TypeRef::Named(id) => self.named(cx, *id, hints),
            _ => {
                let found = given
                    .filter(|value| !value.is_null())
                    .find(|value| self.accepts(ty, cx.direction, value));
                match found {
                    Some(value) => Ok(value.clone()),
                    None => self.anonymous(cx, ty, hints.name),
                }
            }
        }
    }

    fn anonymous(&self, cx: &mut Cx, ty: &TypeRef, name: &str) -> Result<Value, Unsatisfiable> {
        match ty {
            TypeRef::Scalar(scalar) => {
                let validator = self.validator(cx.direction);
                let given = scalar.examples.iter().chain(&scalar.default).cloned();
                given
                    .chain(scalar::candidates(scalar, name, &self.patterns))
                    .find(|value| validator.scalar(scalar, value))
                    .ok_or_else(Unsatisfiable::here)
            }
            TypeRef::List(list) => self.list(cx, list, name),
            TypeRef::Map(item) => {
                let item = self.build(cx, item, named(""));
                Ok(Value::Object(
                    item.ok().map(|value| ("key".to_owned(), value)).into_iter().collect(),
                ))
            }
            TypeRef::Tuple(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    self.build(cx, item, named(""))
                        .map_err(|error| error.below(&index.to_string()))
                })
                .collect(),
            TypeRef::Any(_) => Ok(Value::Object(
                [("key".to_owned(), Value::from("value"))].into_iter().collect(),
            )),
            TypeRef::Named(_) | TypeRef::Nullable(_) => self.build(cx, ty, named(name)),
        }
    }

    fn list(&self, cx: &mut Cx, list: &List, name: &str) -> Result<Value, Unsatisfiable> {
        let wanted = list
            .min_items
            .unwrap_or(0)
            .max(1)
            .min(list.max_items.unwrap_or(u64::MAX));
        let item = match self.build(cx, &list.item, named(&singular(name))) {
            Ok(item) => item,
            // A list that ends a recursion is an empty one.
            Err(_) if list.min_items.unwrap_or(0) == 0 => return Ok(Value::Array(Vec::new())),
            Err(error) => return Err(error.below("0")),
        };
        let mut items = vec![item];
        items.truncate(usize::try_from(wanted).unwrap_or(1));
        while (items.len() as u64) < wanted {
            if items.len() >= 100 {
                return Err(Unsatisfiable::here());
            }
            items.push(next(&items, list.unique));
        }
        let value = Value::Array(items);
        let ty = TypeRef::List(Box::new(list.clone()));
        match wanted > 1 && !self.accepts(&ty, cx.direction, &value) {
            true => Err(Unsatisfiable::here()),
            false => Ok(value),
        }
    }

    fn named(&self, cx: &mut Cx, id: TypeId, hints: Hints<'_>) -> Result<Value, Unsatisfiable> {
        if cx.around.iter().filter(|around| **around == id).count() >= DEEPEST {
            return Err(Unsatisfiable::here());
        }
        let def = self.api.ty(id);
        cx.around.push(id);
        let value = self.definition(cx, id, def, hints);
        cx.around.pop();
        value
    }

    fn definition(&self, cx: &mut Cx, id: TypeId, def: &TypeDef, hints: Hints<'_>) -> Result<Value, Unsatisfiable> {
        let given: Vec<&Value> = hints
            .examples
            .iter()
            .chain(&def.examples)
            .chain(hints.constant)
            .chain(hints.default)
            .filter(|value| !value.is_null())
            .collect();
        match &def.kind {
            TypeKind::Object(object) => {
                let given: Vec<&Map<String, Value>> = given.into_iter().filter_map(Value::as_object).collect();
                self.object(cx, object, &given)
            }
            TypeKind::Enum(enum_) => {
                let ty = TypeRef::Named(id);
                given
                    .into_iter()
                    .find(|value| self.accepts(&ty, cx.direction, value))
                    .or_else(|| enum_.variants.first().map(|variant| &variant.value))
                    .cloned()
                    .ok_or_else(Unsatisfiable::here)
            }
            TypeKind::Union(union) => self.union(cx, id, union, &given),
            TypeKind::Alias(ty) => {
                let given: Vec<Value> = given.into_iter().cloned().collect();
                let hints = Hints {
                    examples: &given,
                    ..hints
                };
                self.build(cx, ty, hints)
            }
        }
    }

    fn object(&self, cx: &mut Cx, object: &Object, given: &[&Map<String, Value>]) -> Result<Value, Unsatisfiable> {
        let mut map = Map::new();
        for property in &object.properties {
            if hidden(cx.direction, property.read_only, property.write_only) {
                continue;
            }
            let name = &property.wire_name;
            let from_example = given
                .iter()
                .filter_map(|example| example.get(name))
                .find(|value| !value.is_null() && self.fits(cx, property, value));
            if let Some(value) = from_example {
                map.insert(name.clone(), value.clone());
                continue;
            }
            if !property.required && !self.shows_optional(cx, &property.ty) {
                continue;
            }
            match self.property(cx, property) {
                Ok(value) => {
                    map.insert(name.clone(), value);
                }
                Err(error) if property.required => return Err(error.below(name)),
                Err(_) => {}
            }
        }
        // A request that says nothing teaches nothing: its first two properties.
        if map.is_empty() && cx.around.len() == 1 && cx.direction == Direction::Request {
            let shown = object.properties.iter().filter(|property| !property.read_only);
            for property in shown.take(2) {
                if let Ok(value) = self.property(cx, property) {
                    map.insert(property.wire_name.clone(), value);
                }
            }
        }
        Ok(Value::Object(map))
    }

    fn property(&self, cx: &mut Cx, property: &Property) -> Result<Value, Unsatisfiable> {
        if let Some(constant) = &property.constant {
            return Ok(constant.clone());
        }
        let hints = Hints {
            name: &property.wire_name,
            examples: &property.examples,
            constant: None,
            default: property.default.as_ref(),
        };
        self.build(cx, &property.ty, hints)
    }

    fn fits(&self, cx: &Cx, property: &Property, value: &Value) -> bool {
        property.constant.as_ref().is_none_or(|constant| constant == value)
            && self.accepts(&property.ty, cx.direction, value)
    }

    /// Tells whether an optional property of type `ty` is part of the example.
    fn shows_optional(&self, cx: &Cx, ty: &TypeRef) -> bool {
        cx.level == Level::Full
            && cx.around.len() <= DEEPEST_OPTIONAL
            && self.spent.get() < ROOMY
            && !leads_to(ty, &cx.around)
    }

    fn union(&self, cx: &mut Cx, id: TypeId, union: &Union, given: &[&Value]) -> Result<Value, Unsatisfiable> {
        let ty = TypeRef::Named(id);
        if let Some(value) = given.iter().find(|value| self.accepts(&ty, cx.direction, value)) {
            return Ok((*value).clone());
        }
        let mut last = Err(Unsatisfiable::here());
        for variant in &union.variants {
            match self.arm(cx, union, variant) {
                Ok(value) if !self.accepts(&ty, cx.direction, &value) => {}
                // `oneOf` wants exactly one arm; keep looking while others fit too.
                Ok(value) if self.validator(cx.direction).arms(union, &value) > 1 => last = last.or(Ok(value)),
                Ok(value) => return Ok(value),
                Err(error) => last = last.or(Err(error)),
            }
        }
        last
    }

    fn arm(&self, cx: &mut Cx, union: &Union, variant: &UnionVariant) -> Result<Value, Unsatisfiable> {
        let value = self.build(cx, &variant.ty, named(""))?;
        let (Tagging::Property(property), Value::Object(mut map)) = (&union.tagging, value.clone()) else {
            return Ok(value);
        };
        let known = map
            .get(property)
            .and_then(Value::as_str)
            .is_some_and(|tag| variant.tags.iter().any(|known| known == tag));
        if let Some(tag) = variant.tags.first().filter(|_| !known) {
            map.insert(property.clone(), Value::from(tag.as_str()));
        }
        Ok(Value::Object(map))
    }
}

fn named(name: &str) -> Hints<'_> {
    Hints {
        name,
        ..Hints::default()
    }
}

fn singular(name: &str) -> String {
    crate::name::Words::new(name).singular().snake()
}

/// Tells whether `ty` is, or holds, one of the types around it.
fn leads_to(ty: &TypeRef, around: &[TypeId]) -> bool {
    match ty {
        TypeRef::Named(id) => around.contains(id),
        TypeRef::List(list) => leads_to(&list.item, around),
        TypeRef::Map(item) | TypeRef::Nullable(item) => leads_to(item, around),
        TypeRef::Tuple(items) => items.iter().any(|item| leads_to(item, around)),
        TypeRef::Scalar(_) | TypeRef::Any(_) => false,
    }
}

/// Another item after `items`: the same again, or told apart where items must differ.
fn next(items: &[Value], unique: bool) -> Value {
    let first = items.first().cloned().unwrap_or_default();
    match first {
        Value::String(text) if unique => Value::from(format!("{text} {}", items.len() + 1)),
        Value::Number(number) if unique => {
            let base = number.as_i64().unwrap_or(0);
            Value::from(base.saturating_add(i64::try_from(items.len()).unwrap_or(0)))
        }
        other => other,
    }
}
