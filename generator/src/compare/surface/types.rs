//! The parts of types: fields, variants, and the traits and functions that come with them.

use super::{Kind, Part, What};
use crate::compare::view::{Text, View};
use crate::rust::model::{
    Alias, Derive, Directions, Enum, EnumRepr, Field, Item, Presence, RustType, Struct, Union, UnionVariant,
};
use crate::source::Pointer;

/// Returns the part of a type.
pub(super) fn item(view: &View<'_>, item: &Item) -> Part {
    let def = view.def(item.path());
    let origin = def.map(|def| def.origin.clone());
    let mut part = match item {
        Item::Struct(item) => struct_(view, item, origin.as_ref()),
        Item::Enum(item) => enum_(view, item),
        Item::Union(item) => union(view, item),
        Item::Alias(item) => alias(view, item),
    };
    part.name = view.path(&format!("types::{}", item.ident()));
    part.keys = vec![format!("types::{}", view.new_name(item.ident()))];
    part.is_shared = !view.module.is_empty() && view.is_shared(item);
    part.subject = def.map(|def| match &def.component {
        None => "an inline schema".to_owned(),
        Some(key) => format!("schema {key}"),
    });
    // What is inside stands where the type does, unless it knows better.
    for inside in &mut part.parts {
        inside.pointer = inside.pointer.take().or_else(|| origin.clone());
    }
    part.at(origin)
}

fn traits(part: Part, directions: Directions, derives: &[Derive]) -> Part {
    let derives = derives.iter().map(|derive| Part::new(Kind::Derive, derive.to_string()));
    part.with(derives)
        .has_if(directions.request, What::Serialize)
        .has_if(directions.response, What::Deserialize)
}

fn struct_(view: &View<'_>, item: &Struct, origin: Option<&Pointer>) -> Part {
    let properties = origin.map(|origin| origin.field("properties"));
    let fields = item.fields.iter().map(|field| {
        let place = properties.as_ref().map(|pointer| pointer.field(&field.wire_name));
        self::field(view, field).at(place)
    });
    let additional = item.additional.iter().map(|(ident, ty)| {
        let ty = RustType::Map(Box::new(ty.clone()));
        Part::new(Kind::Field, ident.to_string())
            .has(What::Type, view.ty(&ty))
            .at(origin.map(|origin| origin.field("additionalProperties")))
    });
    let constants: Vec<String> = item
        .constants
        .iter()
        .map(|(name, value)| format!("`{name}` as `{value}`"))
        .collect();
    let mut part = Part::new(Kind::Struct, "")
        .documented(&item.docs)
        .deprecated(item.deprecated)
        .has_if(item.default, What::Default)
        .has_if(item.constructor, What::New)
        .has(What::Constants, Text::plain(constants.join(", ")))
        .with(fields)
        .with(additional);
    if item.constructor {
        let required = item.fields.iter().filter(|field| field.presence == Presence::Required);
        let converts = |field: &Field| matches!(field.ty, RustType::String | RustType::Part);
        part.sequence = required
            .map(|field| (field.ident.to_string(), converts(field)))
            .collect();
    }
    traits(part, item.directions, &item.derives)
}

fn field(view: &View<'_>, field: &Field) -> Part {
    let presence = match field.presence {
        Presence::Required | Presence::Nullable => "always written",
        Presence::Optional | Presence::Patch => "left out where there is nothing",
    };
    Part::new(Kind::Field, field.ident.to_string())
        .key(&field.wire_name)
        .documented(&field.docs)
        .deprecated(field.deprecated)
        .has(What::Type, view.ty(&field.ty))
        .has(What::WireName, Text::plain(&field.wire_name))
        .has(What::Presence, Text::plain(presence))
}

fn enum_(view: &View<'_>, item: &Enum) -> Part {
    let repr = match item.repr {
        EnumRepr::String => RustType::String,
        EnumRepr::Integer => RustType::I64,
    };
    let values = item.variants.iter().map(|variant| {
        Part::new(Kind::Value, variant.ident.to_string())
            .key(variant.value.to_string())
            .documented(&variant.docs)
            .has(What::Constant, Text::plain(variant.value.to_string()))
    });
    let part = Part::new(Kind::Enum, "")
        .documented(&item.docs)
        .has(What::Values, view.ty(&repr))
        .with(values)
        .with([catch_all(&item.unknown.0)]);
    traits(part, item.directions, &item.derives)
}

fn catch_all(name: &str) -> Part {
    // Its name may be a variant's in the other client, which is no match.
    let mut part = Part::new(Kind::CatchAll, name);
    part.keys = vec!["*".to_owned()];
    part
}

/// Returns the part of a union; that of the events of webhooks is one.
pub(super) fn union(view: &View<'_>, item: &Union) -> Part {
    let arms = item.variants.iter().map(|variant| arm(view, variant));
    let tag_property = match &item.tag {
        Some(tag) => format!("by `{}`", tag.wire_name),
        None => "the first that fits".to_owned(),
    };
    let mut part = Part::new(Kind::Union, "")
        .documented(&item.docs)
        .has_some(
            What::TagMethod,
            item.tag.as_ref().map(|tag| Text::plain(tag.method.to_string())),
        )
        .has(What::TagProperty, Text::plain(tag_property))
        .with(arms)
        .with([catch_all(&item.unknown.0)]);
    if item.tag.is_none() {
        part.sequence = item
            .variants
            .iter()
            .map(|variant| (variant.ident.to_string(), false))
            .collect();
    }
    traits(part, item.directions, &item.derives)
}

fn arm(view: &View<'_>, variant: &UnionVariant) -> Part {
    let ty = view.ty(&variant.ty);
    let identity = match variant.tags.first() {
        Some(tag) => format!("tag {tag}"),
        None => format!("type {}", ty.key()),
    };
    let tags = match variant.insert_tag {
        true => format!("{} beside its own properties", variant.tags.join(", ")),
        false => variant.tags.join(", "),
    };
    Part::new(Kind::Arm, variant.ident.to_string())
        .key(identity)
        .documented(&variant.docs)
        .has_if(variant.converts, What::From)
        .has(What::Type, ty)
        .has(What::Tag, Text::plain(tags))
}

fn alias(view: &View<'_>, item: &Alias) -> Part {
    Part::new(Kind::Alias, "")
        .documented(&item.docs)
        .has(What::Type, view.ty(&item.ty))
}
