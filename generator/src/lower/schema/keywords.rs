//! Collects the keywords of one schema, or of several that hold together
//! (`allOf`), into one general form: [`Keywords`].
//!
//! Nothing is copied but scalars: subschemas stay references into the document.
//! A property that several parts of an `allOf` describe keeps all descriptions,
//! and is lowered as an `allOf` of them.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind, Type};
use serde_json::{Number, Value};

use super::super::context::{Cx, MAX_DEPTH};
use super::numbers::{add_bounds, exact, format_text};
use crate::ir::Constraints;
use crate::source::Pointer;

/// A schema at a place of the document.
#[derive(Clone)]
pub(in crate::lower) struct Use<'s> {
    pub node: Node<'s>,
    pub pointer: Pointer,
    /// Whether `oneOf` and `anyOf` are left aside: the schema is what their arms share.
    pub without_choices: bool,
}

#[derive(Clone, Copy)]
pub(in crate::lower) enum Node<'s> {
    Reference(&'s str),
    Schema(&'s Schema),
}

impl<'s> Use<'s> {
    pub fn new<S: Borrow<Schema>>(node: &'s ReferenceOr<S>, pointer: Pointer) -> Self {
        Self {
            node: match node {
                ReferenceOr::Reference { reference } => Node::Reference(reference),
                ReferenceOr::Item(schema) => Node::Schema(schema.borrow()),
            },
            pointer,
            without_choices: false,
        }
    }

    /// Returns the schema's own data; `None` for a reference.
    pub fn data(&self) -> Option<&'s SchemaData> {
        match self.node {
            Node::Reference(_) => None,
            Node::Schema(schema) => Some(&schema.schema_data),
        }
    }
}

/// The arms of one `oneOf` or `anyOf`.
#[derive(Clone)]
pub(in crate::lower) struct Choice<'s> {
    pub arms: Vec<Use<'s>>,
    pub discriminator: Option<&'s Discriminator>,
}

/// `additionalProperties`.
#[derive(Clone, Default)]
pub(in crate::lower) enum Additional<'s> {
    #[default]
    Undeclared,
    Forbidden,
    Anything,
    Schema(Use<'s>),
}

/// The keywords of a schema, whichever way the document wrote them.
#[derive(Default)]
pub(in crate::lower) struct Keywords<'s> {
    pub ty: Option<&'s str>,
    pub format: Option<String>,
    pub constraints: Constraints,
    /// The values of `enum` but `null`.
    pub values: Option<Vec<Value>>,
    pub properties: IndexMap<&'s str, Vec<Use<'s>>>,
    pub required: Vec<&'s str>,
    pub additional: Additional<'s>,
    pub items: Vec<Use<'s>>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique: bool,
    pub prefix_items: Option<(&'s Vec<Value>, Pointer)>,
    pub choices: Vec<Choice<'s>>,
    /// The schemas that hold the keywords, outermost first.
    pub data: Vec<&'s SchemaData>,
    /// Where they stand, and whether without choices.
    pub places: Vec<(Pointer, bool)>,
    /// Whether `type: null` stands alone.
    pub null: bool,
    /// Component schemas that were followed on the way here.
    trail: Vec<&'s str>,
    /// Those that were ever followed, and whether without choices: what holds twice says no more.
    followed: BTreeSet<(&'s str, bool)>,
}

impl<'s> Keywords<'s> {
    /// Collects the keywords of `uses`, all of which hold. `owner` is the
    /// component that is being defined, if any.
    pub fn collect<'a: 's>(cx: &mut Cx<'a>, uses: &[Use<'s>], owner: Option<&'s str>) -> Self {
        let mut keywords = Self::default();
        keywords.trail.extend(owner);
        for part in uses {
            keywords.add(cx, part);
        }
        keywords
    }

    fn add<'a: 's>(&mut self, cx: &mut Cx<'a>, part: &Use<'s>) {
        match part.node {
            Node::Schema(schema) => self.add_schema(cx, schema, part),
            Node::Reference(reference) => self.add_reference(cx, reference, part),
        }
    }

    fn add_reference<'a: 's>(&mut self, cx: &mut Cx<'a>, reference: &'s str, part: &Use<'s>) {
        let Some((name, _)) = cx.schema_component(reference) else {
            return;
        };
        if self.trail.contains(&name) {
            let message = format!("the schema `{name}` contains itself through `allOf`");
            cx.warning("all-of-cycle", &part.pointer, message)
                .help("remove one of the references that close the circle");
            return;
        }
        if self.trail.len() >= MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} schemas are in one another; the rest is left out");
            cx.warning("schema-too-deep", &part.pointer, message)
                .help("write the properties of several of them into one");
            return;
        }
        if !self.followed.insert((name, part.without_choices)) {
            return;
        }
        let Some(target) = cx
            .openapi
            .components
            .as_ref()
            .and_then(|components| components.schemas.get(name))
        else {
            return;
        };
        let pointer = cx.root().field("components").field("schemas").field(name);
        let mut part_of_target = Use::new(target, pointer);
        part_of_target.without_choices = part.without_choices;
        self.trail.push(name);
        self.add(cx, &part_of_target);
        self.trail.pop();
    }

    fn add_schema<'a: 's>(&mut self, cx: &mut Cx<'a>, schema: &'s Schema, part: &Use<'s>) {
        self.data.push(&schema.schema_data);
        self.places.push((part.pointer.clone(), part.without_choices));
        self.add_extensions(&schema.schema_data, &part.pointer);
        match &schema.schema_kind {
            SchemaKind::Type(ty) => self.add_type(cx, ty, &part.pointer),
            SchemaKind::OneOf { one_of } => self.add_choice(cx, one_of, "oneOf", &schema.schema_data, part),
            SchemaKind::AnyOf { any_of } => self.add_choice(cx, any_of, "anyOf", &schema.schema_data, part),
            SchemaKind::AllOf { all_of } => self.add_all_of(cx, all_of, part),
            SchemaKind::Not { .. } => {}
            SchemaKind::Any(any) => self.add_any(cx, any, &schema.schema_data, part),
        }
    }

    fn add_extensions(&mut self, data: &'s SchemaData, pointer: &Pointer) {
        let extension = |key: &str| data.extensions.get(key);
        self.null |= extension("x-specwright-null").is_some();
        if let Some(value) = extension("x-specwright-const") {
            self.values.get_or_insert_with(|| vec![value.clone()]);
        }
        if let Some(Value::Array(items)) = extension("x-specwright-prefix-items") {
            self.prefix_items = Some((items, pointer.field("prefixItems")));
        }
    }

    fn add_type<'a>(&mut self, cx: &mut Cx<'a>, ty: &'s Type, pointer: &Pointer) {
        let constraints = &mut self.constraints;
        match ty {
            Type::String(string) => {
                constraints.pattern = constraints.pattern.take().or_else(|| string.pattern.clone());
                constraints.min_length = constraints.min_length.or(string.min_length.map(|length| length as u64));
                constraints.max_length = constraints.max_length.or(string.max_length.map(|length| length as u64));
                self.add_format(format_text(&string.format));
                self.add_values(
                    string
                        .enumeration
                        .iter()
                        .flatten()
                        .map(|text| Value::from(text.as_str())),
                );
                self.add_type_name(cx, "string", pointer);
            }
            Type::Number(number) => {
                add_bounds(
                    constraints,
                    [number.minimum, number.maximum, number.multiple_of].map(|bound| bound.and_then(exact)),
                    [number.exclusive_minimum, number.exclusive_maximum],
                );
                self.add_format(format_text(&number.format));
                let values = number.enumeration.iter().flatten();
                self.add_values(values.filter_map(|value| exact(*value)).map(Value::Number));
                self.add_type_name(cx, "number", pointer);
            }
            Type::Integer(integer) => {
                add_bounds(
                    constraints,
                    [integer.minimum, integer.maximum, integer.multiple_of].map(|bound| bound.map(Number::from)),
                    [integer.exclusive_minimum, integer.exclusive_maximum],
                );
                self.add_format(format_text(&integer.format));
                self.add_values(integer.enumeration.iter().flatten().map(|value| Value::from(*value)));
                self.add_type_name(cx, "integer", pointer);
            }
            Type::Boolean(boolean) => {
                self.add_values(boolean.enumeration.iter().flatten().map(|value| Value::from(*value)));
                self.add_type_name(cx, "boolean", pointer);
            }
            Type::Object(object) => {
                self.add_properties(&object.properties, &object.required, pointer);
                self.add_additional(object.additional_properties.as_ref(), pointer);
                self.add_type_name(cx, "object", pointer);
            }
            Type::Array(array) => {
                self.add_items(array.items.as_ref(), pointer);
                self.min_items = self.min_items.or(array.min_items.map(|count| count as u64));
                self.max_items = self.max_items.or(array.max_items.map(|count| count as u64));
                self.unique |= array.unique_items;
                self.add_type_name(cx, "array", pointer);
            }
        }
    }

    fn add_any<'a: 's>(&mut self, cx: &mut Cx<'a>, any: &'s AnySchema, data: &'s SchemaData, part: &Use<'s>) {
        let pointer = &part.pointer;
        if let Some(ty) = &any.typ {
            self.add_type_name(cx, ty, pointer);
        }
        let constraints = &mut self.constraints;
        constraints.pattern = constraints.pattern.take().or_else(|| any.pattern.clone());
        constraints.min_length = constraints.min_length.or(any.min_length.map(|length| length as u64));
        constraints.max_length = constraints.max_length.or(any.max_length.map(|length| length as u64));
        add_bounds(
            constraints,
            [any.minimum, any.maximum, any.multiple_of].map(|bound| bound.and_then(exact)),
            [any.exclusive_minimum, any.exclusive_maximum].map(|flag| flag == Some(true)),
        );
        self.add_format(any.format.clone());
        self.add_values(any.enumeration.iter().filter(|value| !value.is_null()).cloned());
        self.add_properties(&any.properties, &any.required, pointer);
        self.add_additional(any.additional_properties.as_ref(), pointer);
        self.add_items(any.items.as_ref(), pointer);
        self.min_items = self.min_items.or(any.min_items.map(|count| count as u64));
        self.max_items = self.max_items.or(any.max_items.map(|count| count as u64));
        self.unique |= any.unique_items == Some(true);
        self.add_all_of(cx, &any.all_of, part);
        self.add_choice(cx, &any.one_of, "oneOf", data, part);
        self.add_choice(cx, &any.any_of, "anyOf", data, part);
    }

    fn add_type_name<'a>(&mut self, cx: &mut Cx<'a>, ty: &'s str, pointer: &Pointer) {
        match self.ty {
            None => self.ty = Some(ty),
            Some(known) if known == ty => {}
            // An integer is a number too: the narrower of the two holds.
            Some("number") if ty == "integer" => self.ty = Some(ty),
            Some("integer") if ty == "number" => {}
            Some(known) => {
                cx.warning(
                    "conflicting-types",
                    pointer,
                    format!("no value is both `{known}` and `{ty}`; `{known}` is assumed"),
                )
                .help("the parts of an `allOf` hold at once, so that they must agree about the type");
            }
        }
    }

    fn add_format(&mut self, format: Option<String>) {
        self.format = self.format.take().or(format);
    }

    fn add_values(&mut self, values: impl Iterator<Item = Value>) {
        let mut list: Vec<Value> = Vec::new();
        for value in values {
            if !list.contains(&value) {
                list.push(value);
            }
        }
        if list.is_empty() {
            return;
        }
        match &mut self.values {
            None => self.values = Some(list),
            Some(known) => {
                let both: Vec<Value> = known.iter().filter(|value| list.contains(value)).cloned().collect();
                if !both.is_empty() {
                    *known = both;
                }
            }
        }
    }

    fn add_properties(
        &mut self,
        properties: &'s IndexMap<String, ReferenceOr<Box<Schema>>>,
        required: &'s [String],
        pointer: &Pointer,
    ) {
        let place = pointer.field("properties");
        for (name, schema) in properties {
            let part = Use::new(schema, place.field(name));
            self.properties.entry(name).or_default().push(part);
        }
        self.required.extend(required.iter().map(String::as_str));
    }

    fn add_additional(&mut self, additional: Option<&'s AdditionalProperties>, pointer: &Pointer) {
        let found = match additional {
            None => return,
            Some(AdditionalProperties::Any(true)) => Additional::Anything,
            Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
            Some(AdditionalProperties::Schema(schema)) => {
                Additional::Schema(Use::new(schema, pointer.field("additionalProperties")))
            }
        };
        // `false` in one part of an `allOf` would forbid the properties of the
        // others; writers mean "these and no more", which the merge fulfills.
        if !matches!((&self.additional, &found), (Additional::Schema(_), _)) {
            self.additional = found;
        }
    }

    fn add_items(&mut self, items: Option<&'s ReferenceOr<Box<Schema>>>, pointer: &Pointer) {
        self.items
            .extend(items.map(|items| Use::new(items, pointer.field("items"))));
    }

    fn add_all_of<'a: 's>(&mut self, cx: &mut Cx<'a>, all_of: &'s [ReferenceOr<Schema>], part: &Use<'s>) {
        let place = part.pointer.field("allOf");
        for (index, schema) in all_of.iter().enumerate() {
            let mut inner = Use::new(schema, place.index(index));
            inner.without_choices = part.without_choices;
            self.add(cx, &inner);
        }
    }

    fn add_choice<'a: 's>(
        &mut self,
        cx: &Cx<'a>,
        arms: &'s [ReferenceOr<Schema>],
        keyword: &str,
        data: &'s SchemaData,
        part: &Use<'s>,
    ) {
        if arms.is_empty() || part.without_choices {
            return;
        }
        // A parent that lists its children, seen from a child: the child is one arm.
        let lists_child = arms.iter().any(|arm| match arm {
            ReferenceOr::Reference { reference } => cx
                .schema_component(reference)
                .is_some_and(|(name, _)| self.trail.contains(&name)),
            ReferenceOr::Item(_) => false,
        });
        if lists_child && self.trail.len() > 1 {
            return;
        }
        let place = part.pointer.field(keyword);
        let arms = arms
            .iter()
            .enumerate()
            .map(|(index, arm)| Use::new(arm, place.index(index)))
            .filter(|arm| !is_null(arm))
            .collect();
        self.choices.push(Choice {
            arms,
            discriminator: data.discriminator.as_ref(),
        });
    }
}

/// Tells whether the schema allows `null` and nothing else.
fn is_null(part: &Use<'_>) -> bool {
    part.data()
        .is_some_and(|data| data.extensions.contains_key("x-specwright-null"))
}
