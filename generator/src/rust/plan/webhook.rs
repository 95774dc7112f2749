//! Plans the event union of each document with webhooks.

use super::PlanCx;
use crate::rust::model::Webhooks;

/// Plans the webhooks of every document that has some.
pub(super) fn plan(cx: &mut PlanCx<'_>) -> Vec<Webhooks> {
    let _ = cx;
    Vec::new()
}
