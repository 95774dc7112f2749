//! Applies overlays (Overlay Specification 1.0 and 1.1) to the tree of a
//! document, before anything else sees it.
//!
//! ```yaml
//! - target: $.paths['/users'].get      # a JSONPath of RFC 9535
//!   update: { operationId: listUsers } # or `remove: true`, or `copy: $.…`
//! ```
//!
//! Invariant: an action does what it says, or is an error at its own place. What
//! an overlay brings in is remembered as written there.

mod action;
mod apply;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, Source};

/// Applies the overlay in file `overlay` to the document in file `document`.
pub(crate) fn apply(source: &mut Source, document: FileId, overlay: FileId, diagnostics: &mut Diagnostics) {
    let root = Pointer::root(overlay);
    let Some(file) = source.file(overlay) else { return };
    // What could not be read has been reported.
    if file.value.is_null() {
        return;
    }
    let Some(actions) = action::read(&file.value, &root, diagnostics) else {
        return;
    };
    let Some(file) = source.files.get_mut(document.0 as usize) else {
        return;
    };
    if file.value.is_null() {
        return;
    }
    let mut target = apply::Target {
        tree: &mut file.value,
        written: &mut file.written,
        root: Pointer::root(document),
        diagnostics,
    };
    for action in &actions {
        target.apply(action);
    }
}
