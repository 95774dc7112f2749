//! Plans how a paged list is followed: wire names become fields.

use super::PlanCx;
use crate::ir;
use crate::rust::model::{Ident, Item, Output, Pagination, RustType};

/// Finds the fields of the page that hold the next cursor and the items.
pub(super) fn plan(cx: &mut PlanCx<'_>, operation: &ir::Operation, output: &Output) -> Option<Pagination> {
    let rule = operation.pagination.as_ref()?;
    let planned = fields(cx, rule, output);
    if planned.is_none() {
        cx.diagnostics
            .warning(
                "pagination-mismatch",
                &operation.origin,
                "the success response has no such cursor or items as the pagination rule names",
            )
            .help("correct `next` and `items` of the rule: JSON pointers from the root of the page");
    }
    planned
}

fn fields(cx: &PlanCx<'_>, rule: &ir::Pagination, output: &Output) -> Option<Pagination> {
    let Output::One { ty: page, .. } = output else {
        return None;
    };
    let (next_cursor, cursor) = walk(cx, page, &rule.next_cursor)?;
    let (items, list) = walk(cx, page, &rule.items)?;
    let RustType::Vec(item) = list else { return None };
    let written = matches!(
        cursor,
        RustType::String | RustType::Uuid | RustType::I64 | RustType::I32
    );
    written.then(|| Pagination {
        cursor_parameter: rule.cursor_parameter.clone(),
        next_cursor,
        items,
        item: *item,
    })
}

/// Follows wire names from `page`; returns the fields, and the type at the end
/// without what makes it optional.
fn walk(cx: &PlanCx<'_>, page: &RustType, names: &[String]) -> Option<(Vec<(Ident, bool)>, RustType)> {
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
    (!fields.is_empty()).then_some((fields, ty))
}
