//! Finds lists whose pages follow each other by a cursor, from the names that
//! APIs give to the parts of such a list.

use serde::Serialize;

use crate::ir::{Api, MediaKind, Method, Object, Operation, ParameterLocation, ScalarKind, TypeKind, TypeRef};
use crate::name::Words;

/// Query parameters that take a cursor.
const CURSORS: &[&str] = &[
    "cursor",
    "after",
    "starting_after",
    "page_token",
    "next_token",
    "pagination_token",
    "next_cursor",
];

/// Properties that hold the next one.
const NEXT: &[&str] = &[
    "next_cursor",
    "next_page_token",
    "next_token",
    "next_page_cursor",
    "after",
    "next",
    "cursor",
];

/// How deep the next cursor may stand in a page: `/pagination/next_cursor`.
const DEEPEST: usize = 3;

/// A rule of `[[pagination]]` and the operations that follow it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Rule {
    pub operations: Vec<String>,
    pub cursor: String,
    pub next: String,
    pub items: String,
}

/// Returns the rules of an API, in the order of its operations.
pub(super) fn rules(api: &Api) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for operation in api.documents.iter().flat_map(|document| &document.operations) {
        let Some(found) = rule(api, operation) else { continue };
        let same = |known: &&mut Rule| {
            (&known.cursor, &known.next, &known.items) == (&found.cursor, &found.next, &found.items)
        };
        match rules.iter_mut().find(same) {
            Some(known) => {
                let new = found
                    .operations
                    .into_iter()
                    .filter(|name| !known.operations.contains(name));
                let new: Vec<_> = new.collect();
                known.operations.extend(new);
            }
            None => rules.push(found),
        }
    }
    rules
}

fn rule(api: &Api, operation: &Operation) -> Option<Rule> {
    if operation.method != Method::Get {
        return None;
    }
    let cursor = operation.parameters.iter().find(|parameter| {
        parameter.location == ParameterLocation::Query
            && !parameter.required
            && is_called(&parameter.wire_name, CURSORS)
    })?;
    let success = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    let mut content = success.flat_map(|response| &response.content);
    let page = object(api, &content.find(|media_type| media_type.kind == MediaKind::Json)?.ty)?;
    let next = next(api, page, DEEPEST)?;
    let mut lists = page.properties.iter().filter(|property| is_list(api, &property.ty));
    let items = lists.next()?;
    // Of two lists, nobody can tell which has the pages.
    if lists.next().is_some() {
        return None;
    }
    let named = format!("{} {}", operation.method.as_str(), operation.path.text);
    Some(Rule {
        operations: vec![operation.operation_id.clone().unwrap_or(named)],
        cursor: cursor.wire_name.clone(),
        next: pointer(&next),
        items: pointer(&[items.wire_name.as_str()]),
    })
}

/// Finds the way to the next cursor: in the page itself, then in its parts.
fn next<'a>(api: &'a Api, page: &'a Object, depth: usize) -> Option<Vec<&'a str>> {
    let own = page
        .properties
        .iter()
        .find(|property| is_called(&property.wire_name, NEXT) && is_text(api, &property.ty));
    if let Some(own) = own {
        return Some(vec![&own.wire_name]);
    }
    page.properties.iter().filter(|_| depth > 1).find_map(|property| {
        let inner = object(api, &property.ty)?;
        let rest = next(api, inner, depth - 1)?;
        Some([vec![property.wire_name.as_str()], rest].concat())
    })
}

fn is_called(wire_name: &str, names: &[&str]) -> bool {
    names.contains(&Words::new(wire_name).snake().as_str())
}

/// Takes aliases and nullability away.
fn plain<'a>(api: &'a Api, mut ty: &'a TypeRef) -> &'a TypeRef {
    for _ in 0..64 {
        ty = match ty {
            TypeRef::Nullable(inner) => inner,
            TypeRef::Named(id) => match &api.ty(*id).kind {
                TypeKind::Alias(target) => target,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}

fn object<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a Object> {
    match plain(api, ty) {
        TypeRef::Named(id) => match &api.ty(*id).kind {
            TypeKind::Object(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

fn is_list(api: &Api, ty: &TypeRef) -> bool {
    matches!(plain(api, ty), TypeRef::List(_))
}

fn is_text(api: &Api, ty: &TypeRef) -> bool {
    matches!(plain(api, ty), TypeRef::Scalar(scalar) if scalar.kind == ScalarKind::String)
}

/// Writes names as a JSON Pointer (RFC 6901).
fn pointer(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1")))
        .collect()
}
