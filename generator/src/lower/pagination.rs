//! Turns the pagination rules of the configuration into [`ir::Pagination`], and
//! checks them against what the operations take and return.

use super::context::Cx;
use super::customize;
use crate::config::{Config, PaginationConfig};
use crate::diagnostic::Diagnostics;
use crate::ir::{self, AnyReason, MediaKind, Paging, ParameterLocation, ScalarKind, TypeKind, TypeRef};

/// Gives every operation of `document` the rule that names it.
pub(super) fn apply(cx: &mut Cx<'_>, document: &mut ir::Document) {
    for operation in &mut document.operations {
        let Some(rule) = cx.config.pagination.iter().find(|rule| names(rule, operation)) else {
            continue;
        };
        operation.pagination = lower(cx, rule, operation);
    }
}

/// Reports the operations of rules that no document has.
pub(super) fn check(config: &Config, documents: &[ir::Document], diagnostics: &mut Diagnostics) {
    for (index, rule) in config.pagination.iter().enumerate() {
        for name in &rule.operations {
            let place = ["pagination", &index.to_string(), "operations", name];
            let message = format!("the pagination rule names `{name}`, which is no operation of the project");
            customize::check_operation(
                config,
                documents,
                diagnostics,
                (name, &place),
                ("pagination-operation", message),
            );
        }
    }
}

fn names(rule: &PaginationConfig, operation: &ir::Operation) -> bool {
    rule.operations
        .iter()
        .any(|name| customize::key(operation).is_named(name))
}

fn lower(cx: &mut Cx<'_>, rule: &PaginationConfig, operation: &ir::Operation) -> Option<ir::Pagination> {
    let page = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success())
        .flat_map(|response| &response.content)
        .find(|media_type| media_type.kind == MediaKind::Json)
        .map_or(TypeRef::Any(AnyReason::NoType), |media_type| media_type.ty.clone());
    let (items, list) = resolve(cx, &page, &rule.items, "items", operation)?;
    let TypeRef::List(item) = list else {
        report(cx, operation, "items", &rule.items, "leads to no array");
        return None;
    };
    let more = match &rule.more {
        Some(pointer) => {
            let (more, ty) = resolve(cx, &page, pointer, "more", operation)?;
            if !is_scalar(&ty, |kind| kind == &ScalarKind::Boolean) {
                report(cx, operation, "more", pointer, "leads to no boolean");
                return None;
            }
            Some(more)
        }
        None => None,
    };
    let paging = paging(cx, rule, operation, &page, &item.item)?;
    Some(ir::Pagination { paging, more, items })
}

fn paging(
    cx: &mut Cx<'_>,
    rule: &PaginationConfig,
    operation: &ir::Operation,
    page: &TypeRef,
    item: &TypeRef,
) -> Option<Paging> {
    if let Some(cursor) = &rule.cursor {
        let parameter = parameter(cx, operation, "cursor", cursor)?;
        return Some(match &rule.last {
            Some(last) => Paging::LastItem {
                parameter,
                last: text(cx, item, last, "last", operation)?,
            },
            None => Paging::Cursor {
                parameter,
                next: text(cx, page, rule.next.as_deref().unwrap_or_default(), "next", operation)?,
            },
        });
    }
    if let Some(page) = &rule.page {
        let parameter = parameter(cx, operation, "page", page)?;
        let first = rule.first.unwrap_or(1);
        return Some(Paging::Page { parameter, first });
    }
    if let Some(offset) = &rule.offset {
        let parameter = parameter(cx, operation, "offset", offset)?;
        return Some(Paging::Offset { parameter });
    }
    match &rule.next_url {
        Some(url) => Some(Paging::Url {
            next: text(cx, page, url, "next_url", operation)?,
        }),
        None => Some(Paging::Link),
    }
}

/// Returns the name of the query parameter that the key of a rule names.
fn parameter(cx: &mut Cx<'_>, operation: &ir::Operation, key: &str, name: &str) -> Option<String> {
    let mut parameters = operation.parameters.iter();
    if parameters.any(|parameter| parameter.location == ParameterLocation::Query && parameter.wire_name == name) {
        return Some(name.to_owned());
    }
    cx.diagnostics
        .error(
            "pagination-parameter",
            &operation.origin,
            format!("the operation has no query parameter `{name}`, which the pagination rule has for `{key}`"),
        )
        .help(format!("correct `{key}` of the pagination rule in codegen.toml"));
    None
}

/// Follows a pointer to a text or a number.
fn text(cx: &mut Cx<'_>, from: &TypeRef, pointer: &str, key: &str, operation: &ir::Operation) -> Option<Vec<String>> {
    let (names, ty) = resolve(cx, from, pointer, key, operation)?;
    if is_scalar(&ty, |kind| kind != &ScalarKind::Boolean) {
        return Some(names);
    }
    report(cx, operation, key, pointer, "leads to no text");
    None
}

fn is_scalar(ty: &TypeRef, is: impl Fn(&ScalarKind) -> bool) -> bool {
    matches!(ty, TypeRef::Scalar(scalar) if is(&scalar.kind))
}

/// Follows a JSON Pointer through the properties of a type.
fn resolve(
    cx: &mut Cx<'_>,
    page: &TypeRef,
    pointer: &str,
    key: &str,
    operation: &ir::Operation,
) -> Option<(Vec<String>, TypeRef)> {
    let mut ty = page.clone();
    let mut names = Vec::new();
    if !pointer.is_empty() && !pointer.starts_with('/') {
        report(cx, operation, key, pointer, "does not begin with `/`");
        return None;
    }
    for segment in pointer.split('/').skip(1) {
        let name = segment.replace("~1", "/").replace("~0", "~");
        let found = property(cx, ty, &name);
        names.push(name);
        match found {
            Some(found) => ty = found,
            None => {
                report(cx, operation, key, pointer, "does not lead to a property of the page");
                return None;
            }
        }
    }
    let ty = plain(cx, ty);
    Some((names, ty))
}

fn property(cx: &mut Cx<'_>, ty: TypeRef, name: &str) -> Option<TypeRef> {
    let TypeRef::Named(id) = plain(cx, ty) else { return None };
    let TypeKind::Object(object) = &cx.draft(id).def.kind else {
        return None;
    };
    let property = object.properties.iter().find(|property| property.wire_name == name)?;
    Some(property.ty.clone())
}

/// Takes aliases and nullability away.
fn plain(cx: &mut Cx<'_>, mut ty: TypeRef) -> TypeRef {
    for _ in 0..64 {
        ty = match ty {
            TypeRef::Nullable(inner) => *inner,
            TypeRef::Named(id) => match &cx.draft(id).def.kind {
                TypeKind::Alias(target) => target.clone(),
                _ => return TypeRef::Named(id),
            },
            other => return other,
        };
    }
    ty
}

fn report(cx: &mut Cx<'_>, operation: &ir::Operation, key: &str, pointer: &str, what: &str) {
    cx.diagnostics
        .error(
            "pagination-pointer",
            &operation.origin,
            format!("the pointer `{pointer}` of `{key}` {what}"),
        )
        .help("correct the pagination rule in codegen.toml");
}
