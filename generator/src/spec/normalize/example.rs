//! Rewrites examples.

use serde_json::{Map, Value};

use super::Cx;
use crate::spec::at::At;

/// Rewrites an example.
///
/// `{dataValue: d, serializedValue: s}` → `{value: d}`; `{serializedValue: '{"a":1}'}` → `{value: {a: 1}}`
pub(super) fn example(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let data = map.shift_remove("dataValue");
    let serialized = map.shift_remove("serializedValue");
    if map.contains_key("value") {
        if data.is_some() || serialized.is_some() {
            cx.warning(
                "conflicting-keywords",
                at,
                "an example has either `value`, or `dataValue` and `serializedValue`; `value` is used",
            )
            .help("keep `value`, or the other two");
        }
        return;
    }
    let value = data.or_else(|| {
        let text = serialized?;
        // What is no JSON is the text of some other format.
        let read = text.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
        Some(read.unwrap_or(text))
    });
    if let Some(value) = value {
        map.insert("value".to_owned(), value);
    }
}
