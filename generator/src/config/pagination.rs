//! `[[pagination]]`: lists whose pages follow each other.

use serde::Deserialize;

/// `[[pagination]]`: a rule and the operations that follow it. Of `cursor`, `page`,
/// `offset`, `next_url` and `link`, one says how a page after the first is asked for.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaginationConfig {
    /// operationIds, or `METHOD /path`.
    pub operations: Vec<String>,
    /// The query parameter that takes the cursor, which is found by `next` or `last`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// JSON Pointer from the page to the next cursor.
    #[serde(default)]
    pub next: Option<String>,
    /// JSON Pointer from the last item of the page to the next cursor.
    #[serde(default)]
    pub last: Option<String>,
    /// The query parameter that takes the number of the page.
    #[serde(default)]
    pub page: Option<String>,
    /// The number of the first page; 1 where it is left out.
    #[serde(default)]
    pub first: Option<u64>,
    /// The query parameter that takes how many items are passed over.
    #[serde(default)]
    pub offset: Option<String>,
    /// JSON Pointer from the page to the URL of the next one.
    #[serde(default)]
    pub next_url: Option<String>,
    /// Whether a `Link` header has the URL of the next page, with the relation
    /// `next` (RFC 8288).
    #[serde(default)]
    pub link: bool,
    /// JSON Pointer from the page to whether there are more. Without it, lists with
    /// `page` or `offset` end at a page without items, and those with `last` too.
    #[serde(default)]
    pub more: Option<String>,
    /// JSON Pointer from the page to the items; empty where the page is the list.
    pub items: String,
}

impl PaginationConfig {
    /// Calls `fail` with the key, message and help of everything that is wrong
    /// with the rule itself.
    pub(super) fn check(&self, fail: &mut dyn FnMut(&str, String, String)) {
        let pointers = [
            ("next", &self.next),
            ("last", &self.last),
            ("next_url", &self.next_url),
            ("more", &self.more),
        ];
        let pointers = pointers
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.as_ref()?)));
        for (key, pointer) in pointers.chain([("items", &self.items)]) {
            if !pointer.is_empty() && !pointer.starts_with('/') {
                let message = format!("`{pointer}` is not a JSON Pointer");
                fail(key, message, format!("write `/{pointer}`"));
            }
        }
        if self.operations.is_empty() {
            let help = "list operationIds, or operations as in `GET /users`".into();
            fail("operations", "the rule is for no operation".into(), help);
        }
        let kinds = [
            ("cursor", self.cursor.is_some()),
            ("page", self.page.is_some()),
            ("offset", self.offset.is_some()),
            ("next_url", self.next_url.is_some()),
            ("link", self.link),
        ];
        let kinds: Vec<&str> = kinds
            .iter()
            .filter(|(_, is_said)| *is_said)
            .map(|(key, _)| *key)
            .collect();
        match kinds.as_slice() {
            [] => fail(
                "operations",
                "the rule does not say how the next page is asked for".into(),
                "set one of `cursor`, `page`, `offset`, `next_url` and `link`".into(),
            ),
            ["cursor"] if self.next.is_some() == self.last.is_some() => fail(
                "cursor",
                "one of `next` and `last` has to say where the cursor is".into(),
                "set `next` where the page has it, or `last` where it is a part of the last item".into(),
            ),
            [_] => {}
            [_, second, ..] => fail(
                second,
                format!(
                    "the rule says by {} how the next page is asked for",
                    kinds.join(" and ")
                ),
                "one of them is enough".into(),
            ),
        }
    }
}
