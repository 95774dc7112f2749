//! Puts into words what a document may have thousands of, which is counted and said once.

use crate::spec::keywords::Kind;

/// Says what is found at the first of all places, for a code that [`super::Cx::count`] was given.
pub(super) fn message(code: &str, kind: Kind, keyword: &str) -> String {
    let noun = kind.noun();
    match code {
        "unknown-keyword" => format!("{noun} has no keyword `{keyword}`; it is ignored"),
        "unsupported-keyword" => format!("`{keyword}` of {noun} has no effect on the output"),
        "keyword-of-other-version" => {
            format!("`{keyword}` of {noun} belongs to another version of OpenAPI; it is honored all the same")
        }
        "ignored-sibling" => format!("`{keyword}` beside the `$ref` of {noun} has no effect"),
        "keyword-without-effect" => format!("`{keyword}` says nothing about values of this `type`"),
        "unusable-bound" => format!("`{keyword}` is no 64-bit integer; it is ignored"),
        "own-servers" => format!("`servers` of {noun} are relative; those of the document are called"),
        "several-own-servers" => format!("the first of the `servers` of {noun} is called, and no other"),
        "undeclared-server-variable" => {
            format!("`{{{keyword}}}` in the URL of {noun} is no variable of it; clients need a base URL")
        }
        "unused-server-variable" => format!("the URL of {noun} has no `{{{keyword}}}`"),
        "conflicting-keywords" => format!("`{keyword}` of {noun} exclude each other"),
        "untyped-headers" => format!("the header `{keyword}` of {noun} is not typed: its lines are no list"),
        _ => format!("`{keyword}` of {noun}"),
    }
}
