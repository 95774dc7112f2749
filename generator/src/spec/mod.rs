//! Turns a value tree of any supported version into the `openapiv3` model, with every external reference brought in.

mod at;
mod bundle;
mod census;
mod filter;
mod keywords;
mod mend;
mod model;
mod normalize;
mod origins;
#[cfg(test)]
mod tests;
mod version;

pub(crate) use census::{Census, census};
pub(crate) use filter::Filter;
pub(crate) use model::Operations;
pub(crate) use normalize::Sequence;
pub(crate) use origins::Origins;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, Source};

/// The top-level extension that holds the webhooks: name -> path item, normalized.
pub(crate) const WEBHOOKS: &str = "x-specwright-webhooks";

/// The extension of a path item that holds the operations whose methods 3.0 does
/// not have: method -> operation, normalized.
pub(crate) const OPERATIONS: &str = "x-specwright-operations";

/// The extension of a query parameter that is the whole query: `true`.
pub(crate) const QUERY_STRING: &str = "x-specwright-query-string";

/// The extension of a cookie parameter that is not percent-encoded: `true`.
pub(crate) const COOKIE_STYLE: &str = "x-specwright-cookie-style";

/// The extension of a parameter whose reserved characters stay as they are: `true`.
pub(crate) const ALLOW_RESERVED: &str = "x-specwright-allow-reserved";

/// The extension of a header whose lists and objects are exploded: `true`.
pub(crate) const EXPLODED_HEADER: &str = "x-specwright-exploded-header";

/// The extension of a discriminator that holds the reference to the schema of
/// all other values.
pub(crate) const DEFAULT_MAPPING: &str = "x-specwright-default-mapping";

/// A document in the 3.0 model, in one piece: every `$ref` in it is
/// `#/components/<kind>/<name>`, and no path item is a `$ref`.
#[derive(Debug)]
pub(crate) struct Document {
    /// Names the document in the project.
    pub name: String,
    pub openapi: OpenAPI,
    /// The operations that the model has no place for.
    pub operations: Operations,
    /// The document in its own version and in one piece, where it is asked for.
    pub bundled: Option<Value>,
    pub origins: Origins,
    /// The document's own file: pointers into the bundled document carry it.
    pub file: FileId,
}

impl Document {
    /// Returns where the part of the bundled document at `pointer` really stands.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.origins.origin(pointer)
    }

    /// Returns the pointer to the root of the bundled document.
    pub fn root(&self) -> Pointer {
        Pointer::root(self.file)
    }
}

/// Reads the document `root` of `source` and calls it `name`. Of its operations,
/// those that `filter` wants are kept. `keep` is whether the bundled tree is wanted,
/// and `ends` are the data of events that end their stream.
///
/// `None` where there is nothing to go on with; the reason is among the diagnostics.
pub(crate) fn read(
    source: &mut Source,
    root: FileId,
    name: &str,
    filter: Option<&mut Filter>,
    keep: bool,
    ends: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let pointer = Pointer::root(root);
    let file = source.files.get_mut(root.0 as usize)?;
    // What could not be read has been reported.
    if file.value.is_null() {
        return None;
    }
    let version = version::version(&file.value, &pointer, diagnostics)?;
    // The tree is taken, not copied, unless another file refers into it.
    let mut tree = if file.shared {
        file.value.clone()
    } else {
        file.value.take()
    };
    let mut origins = bundle::bundle(&mut tree, source, root, filter, diagnostics);
    let bundled = keep.then(|| tree.clone());
    let Value::Object(mut tree) = tree else { return None };
    let mut cx = normalize::Cx::new(version, &origins, diagnostics);
    normalize::normalize(&mut cx, &mut tree, root, ends);
    let moves = cx.finish();
    origins.relocate(&moves);
    let (openapi, operations) = model::model(tree, root, &origins, diagnostics);
    Some(Document {
        name: name.to_owned(),
        openapi,
        operations,
        bundled,
        origins,
        file: root,
    })
}
