//! Lowers `oneOf` and `anyOf` into [`ir::Union`].
//!
//! ```yaml
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
//! discriminator: { propertyName: kind }     # -> Tagging::Property("kind"), variants Cat and Dog
//! ```
//!
//! Tried in this order: an explicit discriminator; a required property that is a
//! different constant string in every arm; else the union is untagged. Of its arms
//! that can be read, the one that passes over the least is taken, and of equals the
//! first in this order: unions with a discriminator of their own; by the number of
//! required properties, most first; as in the document. Arms that cannot be told
//! apart (strings of two formats, an integer and a number) become one.

use openapiv3::Discriminator;
use serde_json::Value;

use super::keywords::{Choice, Keywords};
use super::union_arms::{arm_names, reduce};
use super::{Lowered, Node, Use, annotations, lower_all, object, try_kind};
use crate::ir::{Docs, Tagging, TypeId, TypeKind, TypeRef, Union, UnionVariant};
use crate::lower::context::{Cx, Place, Site, component_name};
use crate::name::Words;
use crate::spec::DEFAULT_MAPPING;

/// An arm, before it is lowered.
pub(super) struct Arm<'s> {
    /// The arm's schema, and what all arms share.
    pub uses: Vec<Use<'s>>,
    /// The component that the arm refers to.
    pub component: Option<String>,
    pub keywords: Keywords<'s>,
    /// Whether the arm says nothing about the type.
    pub restricts_only: bool,
}

/// Lowers a schema with `oneOf` or `anyOf`; `id` is its definition.
pub(super) fn try_lower<'a: 's, 's>(
    cx: &mut Cx<'a>,
    keywords: &Keywords<'s>,
    uses: &[Use<'s>],
    id: TypeId,
) -> Option<Lowered> {
    let choice = keywords.choices.first()?;
    if keywords.choices.len() > 1 {
        cx.warning(
            "several-unions",
            &uses[0].pointer,
            "a schema with several `oneOf` or `anyOf` at once is reduced to the first of them",
        )
        .help("write the combinations out as one `oneOf`");
    }
    let arms = arms(cx, keywords, choice, uses);
    if arms.is_empty() || arms.iter().all(|arm| arm.component.is_none() && arm.restricts_only) {
        return None;
    }
    if let [arm] = arms.as_slice() {
        let site = Site::new(Place::Component(id));
        if arm.component.is_some() && arm.uses.len() == 1 {
            return Some(Lowered::Ref(lower_all(cx, &arm.uses, &site)));
        }
        return Some(try_kind(cx, &arm.keywords, &arm.uses, id, &site));
    }
    let tagged = choice
        .discriminator
        .and_then(|discriminator| explicit_tags(cx, discriminator, &arms))
        .or_else(|| implicit_tags(cx, &arms));
    Some(match tagged {
        Some((property, tags)) => {
            let mut union = lower_tagged(cx, property, &tags, &arms, id);
            union.variants.extend(default_arm(cx, choice, id));
            Lowered::Kind(TypeKind::Union(union))
        }
        None => lower_untagged(cx, arms, id),
    })
}

/// Pairs every arm with the keywords that stand beside the union, and drops
/// arms that refer to what an earlier one refers to.
fn arms<'a: 's, 's>(cx: &mut Cx<'a>, keywords: &Keywords<'s>, choice: &Choice<'s>, uses: &[Use<'s>]) -> Vec<Arm<'s>> {
    let mut arms: Vec<Arm<'s>> = Vec::new();
    for part in &choice.arms {
        let component = match part.node {
            Node::Reference(reference) => component_name(reference, "schemas"),
            Node::Schema(_) => None,
        };
        if component.is_some() && arms.iter().any(|arm| arm.component == component) {
            continue;
        }
        let mut parts = vec![part.clone()];
        let restricts_only = restricts_only(&Keywords::collect(cx, &parts, None));
        if !keywords.properties.is_empty() {
            parts.extend(uses.iter().cloned().map(|mut part| {
                part.without_choices = true;
                part
            }));
        }
        let keywords = Keywords::collect(cx, &parts, None);
        arms.push(Arm {
            uses: parts,
            component,
            keywords,
            restricts_only,
        });
    }
    arms
}

/// Tells whether a schema says nothing about the type: `anyOf: [{required: [a]}, {required: [b]}]`.
fn restricts_only(keywords: &Keywords<'_>) -> bool {
    let is_typed = keywords.ty.is_some_and(|ty| ty != "object")
        || keywords.values.is_some()
        || !keywords.choices.is_empty()
        || !keywords.properties.is_empty()
        || !keywords.items.is_empty();
    !is_typed && !keywords.required.is_empty()
}

type Tags = (String, Vec<Vec<String>>);

/// The values of a declared discriminator, for each arm.
fn explicit_tags<'a: 's, 's>(cx: &mut Cx<'a>, discriminator: &Discriminator, arms: &[Arm<'s>]) -> Option<Tags> {
    let property = discriminator.property_name.as_str();
    report_strangers(cx, discriminator, arms);
    let mut tags = Vec::with_capacity(arms.len());
    for arm in arms {
        let mut own: Vec<String> = Vec::new();
        if let Some(component) = &arm.component {
            let mapped = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| component_name(target, "schemas").as_ref().unwrap_or(*target) == component);
            own.extend(mapped.map(|(tag, _)| tag.clone()));
        }
        if own.is_empty()
            && let Some(Value::String(tag)) = tag_value(cx, arm, property)
        {
            own.push(tag);
        }
        if own.is_empty() {
            own.extend(arm.component.clone());
        }
        let is_object = !arm.keywords.properties.is_empty() || !arm.keywords.choices.is_empty();
        if own.is_empty() || !is_object {
            cx.warning(
                "discriminator-without-value",
                &arm.uses[0].pointer,
                format!(
                    "nothing says which value of `{property}` means this alternative; the one that fits best is taken"
                ),
            )
            .help("make the alternative a component, or give its property a `const`");
            return None;
        }
        tags.push(own);
    }
    Some((property.to_owned(), tags))
}

/// Reports the values that are mapped to a schema which is no alternative: they
/// are read as unknown ones.
fn report_strangers(cx: &mut Cx<'_>, discriminator: &Discriminator, arms: &[Arm<'_>]) {
    for (tag, target) in &discriminator.mapping {
        let name = component_name(target, "schemas").unwrap_or_else(|| target.clone());
        if arms.iter().any(|arm| arm.component.as_ref() == Some(&name)) {
            continue;
        }
        let message = format!("the value `{tag}` means `{name}`, which is none of the alternatives");
        cx.warning("mapping-without-alternative", &arms[0].uses[0].pointer, message)
            .help("add the schema to the alternatives, or remove the value from the mapping");
    }
}

fn tag_value<'a: 's, 's>(cx: &mut Cx<'a>, arm: &Arm<'s>, property: &str) -> Option<Value> {
    let parts = arm.keywords.properties.get(property)?;
    object::single_value(cx, parts)
}

/// Finds a required property that is another constant string in every arm.
fn implicit_tags<'a: 's, 's>(cx: &mut Cx<'a>, arms: &[Arm<'s>]) -> Option<Tags> {
    let first = arms.first()?;
    let names: Vec<&str> = first.keywords.properties.keys().copied().collect();
    for name in names {
        let mut tags: Vec<Vec<String>> = Vec::with_capacity(arms.len());
        for arm in arms {
            if !object::is_object(&arm.keywords) || !arm.keywords.required.contains(&name) {
                break;
            }
            match tag_value(cx, arm, name) {
                Some(Value::String(tag)) if !tags.iter().any(|known| known.contains(&tag)) => tags.push(vec![tag]),
                _ => break,
            }
        }
        if tags.len() == arms.len() {
            return Some((name.to_owned(), tags));
        }
    }
    None
}

/// Makes one variant for each tag, named after it.
fn lower_tagged<'a: 's, 's>(
    cx: &mut Cx<'a>,
    property: String,
    tags: &[Vec<String>],
    arms: &[Arm<'s>],
    id: TypeId,
) -> Union {
    let mut variants = Vec::new();
    for (arm, tags) in arms.iter().zip(tags) {
        let name = tags.first().map(|tag| Words::new(tag)).unwrap_or_default();
        let ty = not_null(lower_all(cx, &arm.uses, &Site::new(Place::Arm(id, name))));
        let docs = annotations(&arm.uses[..1]).docs;
        variants.extend(tags.iter().map(|tag| UnionVariant {
            name: Words::new(tag),
            tags: vec![tag.clone()],
            ty: ty.clone(),
            docs: docs.clone(),
        }));
    }
    Union {
        tagging: Tagging::Property(property),
        variants,
    }
}

/// The arm of a discriminator's `defaultMapping`: it is taken where no value of
/// the discriminator names another.
fn default_arm<'a: 's, 's>(cx: &mut Cx<'a>, choice: &Choice<'s>, id: TypeId) -> Option<UnionVariant> {
    let discriminator = choice.discriminator?;
    let reference = discriminator.extensions.get(DEFAULT_MAPPING)?.as_str()?;
    let name = Words::new("default");
    let part = choice.arms.iter().find(|part| match part.node {
        Node::Reference(other) => other == reference,
        Node::Schema(_) => false,
    });
    let Some(part) = part.cloned() else {
        let place = cx.origin(&cx.root());
        let message = format!("the default mapping `{reference}` is none of the alternatives; it is ignored");
        cx.diagnostics.warning("dangling-reference", &place, message);
        return None;
    };
    let ty = lower_all(cx, &[part], &Site::new(Place::Arm(id, name.clone())));
    Some(UnionVariant {
        name,
        tags: Vec::new(),
        ty: not_null(ty),
        docs: Docs {
            description: Some("What the discriminator names no other alternative for.".to_owned()),
            ..Docs::default()
        },
    })
}

fn lower_untagged<'a: 's, 's>(cx: &mut Cx<'a>, mut arms: Vec<Arm<'s>>, id: TypeId) -> Lowered {
    arms.sort_by_key(|arm| {
        // A union with a discriminator is taken only where that property is there.
        if arm.keywords.choices.iter().any(|choice| choice.discriminator.is_some()) {
            return std::cmp::Reverse(usize::MAX);
        }
        let required = if object::is_object(&arm.keywords) {
            arm.keywords.required.len()
        } else {
            0
        };
        std::cmp::Reverse(required)
    });
    let mut variants = Vec::with_capacity(arms.len());
    for (arm, name) in arms.iter().zip(arm_names(cx, &arms)) {
        let ty = not_null(lower_all(cx, &arm.uses, &Site::new(Place::Arm(id, name.clone()))));
        variants.push(UnionVariant {
            name,
            tags: Vec::new(),
            ty,
            docs: annotations(&arm.uses[..1]).docs,
        });
    }
    let mut variants = reduce(cx, variants);
    match variants.as_slice() {
        [_] => Lowered::Ref(variants.remove(0).ty),
        _ => Lowered::Kind(TypeKind::Union(Union {
            tagging: Tagging::Untagged,
            variants,
        })),
    }
}

/// That an arm is nullable was taken to the use of the union.
fn not_null(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(inner) => *inner,
        other => other,
    }
}
