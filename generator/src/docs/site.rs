//! A page to look at: three files that are the same for every API, and one with
//! what they show, [`ReferenceView`] as a script.
//!
//! It works from the disk and without a network, which is why the data is no
//! JSON: a page from the disk may not read other files. Invariant: the page puts
//! text in place as text, so that nothing has to be escaped for HTML here.

use camino::Utf8Path;
use serde_json::json;

use super::view::ReferenceView;
use crate::output::{FileSet, MARKER};

const FILES: [(&str, &str); 3] = [
    ("index.html", include_str!("../../templates/docs/site/index.html")),
    ("site.css", include_str!("../../templates/docs/site/site.css")),
    ("site.js", include_str!("../../templates/docs/site/site.js")),
];

/// Adds the page to `files`, below `folder`.
pub(super) fn add(reference: &ReferenceView, folder: &Utf8Path, files: &mut FileSet) {
    for (name, text) in FILES {
        files.insert(folder.join(name), text.to_owned());
    }
    files.insert(folder.join("data.js"), data(reference));
}

/// Writes the script, an operation on each line, so that a change of one shows
/// as that.
fn data(reference: &ReferenceView) -> String {
    let title = json!({ "title": reference.title, "documents": [] });
    let mut text = format!("// {MARKER}; do not edit\nwindow.reference = {title};\n");
    for document in &reference.documents {
        let head = json!({ "name": document.name, "title": document.title, "operations": [] });
        text.push_str(&format!("reference.documents.push({head});\n"));
        for operation in &document.operations {
            text.push_str(&format!(
                "reference.documents.at(-1).operations.push({});\n",
                serde_json::to_string(operation)
                    .unwrap_or_else(|error| unreachable!("invariant: a view is JSON: {error}"))
            ));
        }
    }
    text
}
