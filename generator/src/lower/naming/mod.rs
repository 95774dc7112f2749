//! Chooses the names of operations and of inline types, as a person would.
//!
//! An operation is read as a sentence ([`act`]) from its method and path. Every
//! place where an inline schema stands votes for a name ([`votes`]): what `GET
//! /users/{id}` returns is a `User`, the property `restricted_reason` holds a
//! `RestrictedReason`. Places that differ agree upon what their names share
//! ([`elect`]). A name that is taken gives way to one that says where the type
//! stands ([`places`]): `OrdersCreateError422`, `ListAlertsForRepoSort`. No name
//! depends on a counter unless nothing else is left.
//!
//! What frameworks write around the names that people gave is left out of
//! operationIds ([`operation_id`]) and of the keys of components ([`component`]).

mod act;
mod component;
mod elect;
pub(super) mod english;
mod operation;
mod operation_id;
mod path;
mod places;
mod types;
mod votes;

pub(super) use act::Act;
pub(super) use component::plain as of_component;

use super::context::{Cx, Draft};
use crate::ir::{self, AnyReason, MediaKind, TypeKind, TypeRef};

/// Names the operations of a document, and returns what each of them does.
pub(super) fn name_operations(cx: &mut Cx<'_>, document: &mut ir::Document) -> Vec<Act> {
    let is_list: Vec<bool> = document
        .operations
        .iter()
        .map(|operation| returns_list(cx, operation))
        .collect();
    operation::name(cx, document, &is_list)
}

/// Names the inline types of all documents.
pub(super) fn name_types(types: &mut [Draft], acts: &[Vec<Act>]) {
    types::name(types, acts);
}

/// Tells whether an operation returns an array, or an object around one.
fn returns_list(cx: &mut Cx<'_>, operation: &ir::Operation) -> bool {
    let success = operation.responses.iter().find(|response| response.status.is_success());
    let body = success.and_then(|response| {
        let mut content = response.content.iter();
        content.find(|media_type| media_type.kind == MediaKind::Json)
    });
    let mut ty = body.map_or(TypeRef::Any(AnyReason::NoType), |media_type| media_type.ty.clone());
    for _ in 0..32 {
        ty = match ty {
            TypeRef::List(_) => return true,
            TypeRef::Nullable(inner) => *inner,
            TypeRef::Named(id) => match &cx.draft(id).def.kind {
                TypeKind::Alias(target) => target.clone(),
                TypeKind::Object(object) => return is_envelope(object, operation),
                _ => return false,
            },
            _ => return false,
        };
    }
    false
}

/// An envelope has one array, by a name that is usual or that the path ends
/// with, and little else.
fn is_envelope(object: &ir::Object, operation: &ir::Operation) -> bool {
    const USUAL: [&str; 7] = ["items", "data", "results", "values", "records", "entries", "objects"];
    let path = path::Path::new(&operation.path);
    let mut lists = object
        .properties
        .iter()
        .filter(|property| matches!(list_of(&property.ty), TypeRef::List(_)));
    let Some(list) = lists.next() else { return false };
    let name = list.wire_name.as_str();
    let is_resource = path
        .literals
        .last()
        .is_some_and(|last| english::is_same(last, &list.name));
    lists.next().is_none() && (USUAL.contains(&name) || is_resource) && object.properties.len() <= 12
}

fn list_of(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => inner,
        other => other,
    }
}
