//! Shows the API as the client has it: a schema that a type of the user's
//! stands for is a scalar, so that nothing is made of what it alone refers to.
//!
//! Samples and documentation are made of the API itself.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Custom;
use crate::analysis::uses;
use crate::ir::{Api, Constraints, Scalar, ScalarKind, TypeKind, TypeRef};

impl Custom {
    /// Returns the API as the client has it.
    pub fn view<'a>(&self, api: &'a Api) -> Cow<'a, Api> {
        if self.replaced.is_empty() && self.fields.is_empty() {
            return Cow::Borrowed(api);
        }
        let mut view = api.clone();
        for id in self.replaced.keys() {
            let kind = &mut view.types[id.0 as usize].kind;
            *kind = TypeKind::Alias(match kind {
                TypeKind::Alias(TypeRef::Nullable(_)) => nullable(opaque()),
                _ => opaque(),
            });
        }
        for (id, wire_name) in self.fields.keys() {
            let TypeKind::Object(object) = &mut view.types[id.0 as usize].kind else {
                continue;
            };
            let properties = object.properties.iter_mut();
            for property in properties.filter(|property| property.wire_name == *wire_name) {
                property.ty = match is_nullable(api, &property.ty) {
                    true => nullable(opaque()),
                    false => opaque(),
                };
            }
        }
        Cow::Owned(view)
    }
}

/// A value that the client hands over as it is.
fn opaque() -> TypeRef {
    TypeRef::Scalar(Scalar {
        kind: ScalarKind::String,
        format: None,
        constraints: Constraints::default(),
        default: None,
        examples: Vec::new(),
    })
}

fn nullable(ty: TypeRef) -> TypeRef {
    TypeRef::Nullable(Box::new(ty))
}

fn is_nullable(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(_) => true,
        TypeRef::Named(id) => matches!(api.ty(*id).kind, TypeKind::Alias(TypeRef::Nullable(_))),
        _ => false,
    }
}

/// Returns what a type is beside `null`.
pub(super) fn without_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => without_null(inner),
        ty => ty,
    }
}

/// Lists the formats of all scalars.
pub(super) fn formats(api: &Api) -> BTreeSet<&str> {
    let operations = api.documents.iter().flat_map(|document| &document.operations);
    let of_operations = operations.flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let bodies = operation.request_body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter();
        let headers = responses
            .clone()
            .flat_map(|response| response.headers.iter().map(|header| &header.ty));
        let bodies = bodies.chain(responses.flat_map(|response| &response.content));
        parameters.chain(bodies.map(|media_type| &media_type.ty)).chain(headers)
    });
    let webhooks = api.documents.iter().flat_map(|document| &document.webhooks);
    let of_types = api.types.iter().flat_map(|def| uses(&def.kind));
    let mut found = BTreeSet::new();
    for ty in of_operations
        .chain(webhooks.map(|webhook| &webhook.body))
        .chain(of_types)
    {
        collect(ty, &mut found);
    }
    found
}

fn collect<'a>(ty: &'a TypeRef, found: &mut BTreeSet<&'a str>) {
    match ty {
        TypeRef::Scalar(scalar) => found.extend(scalar.format.as_deref()),
        TypeRef::List(list) => collect(&list.item, found),
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => collect(inner, found),
        TypeRef::Tuple(items) => items.iter().for_each(|item| collect(item, found)),
        TypeRef::Named(_) | TypeRef::Any(_) => {}
    }
}
