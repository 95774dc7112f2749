//! Describes types for a reader: the tree of an object's fields, with the
//! names, types and texts of the document.

use serde::Serialize;
use serde_json::Value;

use crate::ir::{Api, Docs, EnumVariant, Object, Property, ScalarKind, Tagging, TypeDef, TypeId, TypeKind, TypeRef};
use crate::sample::Direction;

/// Objects within objects are described this deep.
const DEEPEST: usize = 4;
/// Fields in one tree.
const BUDGET: usize = 400;
/// Values of an enumeration that are listed.
const MANY: usize = 24;

/// A field of an object, or an arm of a union.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct FieldView {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub required: bool,
    pub deprecated: bool,
    pub description: Option<String>,
    /// JSON text.
    pub default: Option<String>,
    /// JSON text of the values of an enumeration.
    pub values: Vec<String>,
    pub children: Vec<FieldView>,
    /// The arms of a union, each with its own fields.
    pub arms: Vec<ArmView>,
}

/// An arm of a union.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ArmView {
    pub title: String,
    pub fields: Vec<FieldView>,
}

/// Describes types of one API in one direction.
pub(super) struct Describer<'a> {
    api: &'a Api,
    direction: Direction,
    left: usize,
}

/// What a type holds: fields, or arms with fields.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Shape {
    pub fields: Vec<FieldView>,
    pub arms: Vec<ArmView>,
}

impl<'a> Describer<'a> {
    /// Makes a describer for what travels in `direction`.
    pub fn new(api: &'a Api, direction: Direction) -> Self {
        Self {
            api,
            direction,
            left: BUDGET,
        }
    }

    /// Describes what is inside `ty`.
    pub fn shape(&mut self, ty: &TypeRef) -> Shape {
        self.inside(ty, &mut Vec::new())
    }

    fn inside(&mut self, ty: &TypeRef, around: &mut Vec<TypeId>) -> Shape {
        match ty {
            TypeRef::Named(id) => {
                if around.len() >= DEEPEST || around.contains(id) {
                    return Shape::default();
                }
                around.push(*id);
                let shape = self.definition(self.api.ty(*id), around);
                around.pop();
                shape
            }
            TypeRef::List(list) => self.inside(&list.item, around),
            TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.inside(inner, around),
            TypeRef::Scalar(_) | TypeRef::Tuple(_) | TypeRef::Any(_) => Shape::default(),
        }
    }

    fn definition(&mut self, def: &TypeDef, around: &mut Vec<TypeId>) -> Shape {
        match &def.kind {
            TypeKind::Object(object) => Shape {
                fields: self.fields(object, around),
                arms: Vec::new(),
            },
            TypeKind::Union(union) => {
                let mut shape = Shape::default();
                for variant in &union.variants {
                    let inner = self.inside(&variant.ty, around);
                    let title = match (&union.tagging, variant.tags.first()) {
                        (Tagging::Property(property), Some(tag)) => format!("{property} = {tag}"),
                        _ => variant.name.sentence(),
                    };
                    if !inner.fields.is_empty() {
                        shape.arms.push(ArmView {
                            title,
                            fields: inner.fields,
                        });
                    }
                }
                shape
            }
            TypeKind::Alias(ty) => self.inside(ty, around),
            TypeKind::Enum(_) => Shape::default(),
        }
    }

    fn fields(&mut self, object: &Object, around: &mut Vec<TypeId>) -> Vec<FieldView> {
        let mut fields = Vec::new();
        for property in &object.properties {
            let hidden = match self.direction {
                Direction::Request => property.read_only,
                Direction::Response => property.write_only,
            };
            if hidden || self.left == 0 {
                continue;
            }
            self.left -= 1;
            fields.push(self.field(property, around));
        }
        fields
    }

    fn field(&mut self, property: &Property, around: &mut Vec<TypeId>) -> FieldView {
        let shape = self.inside(&property.ty, around);
        FieldView {
            name: property.wire_name.clone(),
            ty: match &property.constant {
                Some(constant) => constant.to_string(),
                None => type_text(self.api, &property.ty),
            },
            required: property.required,
            deprecated: property.docs.deprecated,
            description: prose(&property.docs),
            default: property.default.as_ref().map(Value::to_string),
            values: values(self.api, &property.ty),
            children: shape.fields,
            arms: shape.arms,
        }
    }
}

/// Names a type in the words of JSON.
pub(super) fn type_text(api: &Api, ty: &TypeRef) -> String {
    text(api, ty, 0)
}

fn text(api: &Api, ty: &TypeRef, depth: usize) -> String {
    if depth > DEEPEST * 2 {
        return "any".to_owned();
    }
    match ty {
        TypeRef::Named(id) => match &api.ty(*id).kind {
            TypeKind::Object(_) => "object".to_owned(),
            TypeKind::Enum(enum_) => match enum_.variants.first().map(|variant| &variant.value) {
                Some(Value::Number(_)) => "integer".to_owned(),
                _ => "string".to_owned(),
            },
            TypeKind::Union(union) => {
                let mut texts: Vec<String> = Vec::new();
                for variant in &union.variants {
                    let text = text(api, &variant.ty, depth + 1);
                    if !texts.contains(&text) {
                        texts.push(text);
                    }
                }
                texts.join(" | ")
            }
            TypeKind::Alias(ty) => text(api, ty, depth + 1),
        },
        TypeRef::Scalar(scalar) => {
            let kind = match scalar.kind {
                ScalarKind::Boolean => "boolean",
                ScalarKind::Integer | ScalarKind::Integer32 => "integer",
                ScalarKind::Number | ScalarKind::Number32 => "number",
                _ => "string",
            };
            match scalar.format.as_deref().filter(|_| kind == "string") {
                Some(format) => format!("{kind} ({format})"),
                None => kind.to_owned(),
            }
        }
        TypeRef::List(list) => format!("array of {}", text(api, &list.item, depth + 1)),
        TypeRef::Map(item) => format!("map of {}", text(api, item, depth + 1)),
        TypeRef::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| text(api, item, depth + 1)).collect();
            format!("[{}]", items.join(", "))
        }
        TypeRef::Nullable(inner) => format!("{} | null", text(api, inner, depth + 1)),
        TypeRef::Any(_) => "any".to_owned(),
    }
}

/// The values of the enumeration that `ty` is, or is a list of, as JSON text.
pub(super) fn values(api: &Api, ty: &TypeRef) -> Vec<String> {
    match ty {
        TypeRef::Named(id) => match &api.ty(*id).kind {
            TypeKind::Enum(enum_) => enum_.variants.iter().take(MANY).map(value).collect(),
            _ => Vec::new(),
        },
        TypeRef::List(list) => values(api, &list.item),
        TypeRef::Nullable(inner) => values(api, inner),
        _ => Vec::new(),
    }
}

fn value(variant: &EnumVariant) -> String {
    variant.value.to_string()
}

/// The description, or the summary where there is no description.
pub(super) fn prose(docs: &Docs) -> Option<String> {
    docs.description
        .clone()
        .or_else(|| docs.summary.clone())
        .filter(|text| !text.trim().is_empty())
}
