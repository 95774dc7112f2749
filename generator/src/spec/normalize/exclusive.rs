//! Says where keywords of one object exclude each other, although each of them
//! can be read.

use serde_json::{Map, Value};

use super::Cx;
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// Pairs of keywords of which an object has one at most.
const PAIRS: &[(Kind, &str, &str)] = &[
    (Kind::Example, "value", "externalValue"),
    (Kind::Example, "serializedValue", "externalValue"),
    (Kind::Parameter, "example", "examples"),
    (Kind::Header, "example", "examples"),
    (Kind::MediaType, "example", "examples"),
    (Kind::MediaType, "encoding", "prefixEncoding"),
    (Kind::MediaType, "encoding", "itemEncoding"),
];

/// Counts the pairs that `map` has both of. They lose nothing, since each has its own meaning or none.
pub(super) fn check(cx: &mut Cx<'_>, kind: Kind, map: &Map<String, Value>, at: &At<'_>) {
    for (_, one, other) in PAIRS.iter().filter(|pair| pair.0 == kind) {
        if map.contains_key(*one) && map.contains_key(*other) {
            cx.count("conflicting-keywords", kind, &format!("{one}` and `{other}"), at);
        }
    }
}
