//! The example of a method: a sample request of the operation as the Rust
//! statements that a user of the crate would write.

use super::PlanCx;
use crate::ir;
use crate::rust::model::{Client, Method};

/// Returns the statements of the example, formatted, without the function around them.
pub(super) fn example(cx: &mut PlanCx<'_>, client: &Client, method: &Method, operation: &ir::Operation) -> String {
    let _ = (cx, client, method, operation);
    String::new()
}
