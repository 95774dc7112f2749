//! Prints the event union of each document with webhooks.

use super::module::Module;
use crate::rust::model::RustApi;

/// Prints every module of webhooks.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let _ = &api.webhooks;
    Vec::new()
}
