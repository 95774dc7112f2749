//! Plans how a paged list is followed: wire names become fields.

use super::PlanCx;
use crate::ir;
use crate::rust::model::{Fields, Item, Output, Pagination, Paging, RustType};

/// Finds the fields of the page that hold the next cursor and the items.
pub(super) fn plan(cx: &mut PlanCx<'_>, operation: &ir::Operation, output: &Output) -> Option<Pagination> {
    let rule = operation.pagination.as_ref()?;
    let planned = fields(cx, rule, output);
    if planned.is_none() {
        cx.diagnostics
            .warning(
                "pagination-mismatch",
                &operation.origin,
                "the success response has no such parts as the pagination rule names",
            )
            .help("correct the JSON pointers of the rule, which begin at the root of the page");
    }
    planned
}

fn fields(cx: &PlanCx<'_>, rule: &ir::Pagination, output: &Output) -> Option<Pagination> {
    let Output::One { ty: page, .. } = output else {
        return None;
    };
    let (items, list) = walk(cx, page, &rule.items)?;
    let RustType::Vec(item) = list else { return None };
    let more = match &rule.more {
        Some(names) => {
            let (more, RustType::Bool) = walk(cx, page, names)? else {
                return None;
            };
            Some(more)
        }
        None => None,
    };
    let paging = match rule.paging.clone() {
        ir::Paging::Cursor { parameter, next } => Paging::Cursor {
            parameter,
            next: text(cx, page, &next)?,
        },
        ir::Paging::LastItem { parameter, last } => Paging::LastItem {
            parameter,
            last: text(cx, &item, &last)?,
        },
        ir::Paging::Page { parameter, first } => Paging::Page { parameter, first },
        ir::Paging::Offset { parameter } => Paging::Offset { parameter },
        ir::Paging::Url { next } => Paging::Url {
            next: text(cx, page, &next)?,
        },
        ir::Paging::Link => Paging::Link,
    };
    Some(Pagination {
        paging,
        more,
        items,
        item: *item,
    })
}

/// Follows wire names to what can be written as a text.
fn text(cx: &PlanCx<'_>, from: &RustType, names: &[String]) -> Option<Fields> {
    let (fields, ty) = walk(cx, from, names)?;
    let is_written = matches!(ty, RustType::String | RustType::Uuid | RustType::I64 | RustType::I32);
    (is_written && !fields.is_empty()).then_some(fields)
}

/// Follows wire names from `page`; returns the fields, and the type at the end
/// without what makes it optional.
fn walk(cx: &PlanCx<'_>, page: &RustType, names: &[String]) -> Option<(Fields, RustType)> {
    let mut fields = Vec::with_capacity(names.len());
    let mut ty = cx.resolve(page.clone());
    for name in names {
        let RustType::Path(path) = &ty else { return None };
        let Some(Item::Struct(definition)) = cx.types.item_at(path) else {
            return None;
        };
        let field = definition.fields.iter().find(|field| field.wire_name == *name)?;
        let (inner, optional) = match &field.ty {
            // A cursor or a page that may be null is no patch: responses have none.
            RustType::Option(inner) => ((**inner).clone(), true),
            RustType::Patch(_) => return None,
            other => (other.clone(), false),
        };
        fields.push((field.ident.clone(), optional));
        ty = cx.resolve(inner);
    }
    Some((fields, ty))
}
