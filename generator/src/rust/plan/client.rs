//! Plans the client of each document: groups, methods, arguments, outputs.

use super::PlanCx;
use crate::rust::model::{Client, ErrorBody};

/// Plans every client, and the error bodies that their methods share.
pub(super) fn plan(cx: &mut PlanCx<'_>) -> (Vec<Client>, ErrorBody) {
    let _ = cx;
    (Vec::new(), ErrorBody { variants: Vec::new() })
}
