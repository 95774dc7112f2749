//! Reads the actions of an overlay, and checks everything about them that needs
//! no document.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::diagnostic::Diagnostics;
use crate::source::Pointer;

/// One change.
pub(super) struct Action {
    pub target: JsonPath,
    pub change: Change,
    /// Where the action stands in the overlay.
    pub place: Pointer,
}

/// What happens to the nodes that are selected.
pub(super) enum Change {
    Update(Value),
    Copy(JsonPath),
    Remove,
    /// The action says nothing.
    Nothing,
}

/// Reads the overlay `value`; `None` where it is none, which is reported.
pub(super) fn read(value: &Value, root: &Pointer, diagnostics: &mut Diagnostics) -> Option<Vec<Action>> {
    let mut reader = Reader {
        diagnostics,
        is_valid: true,
        has_copy: false,
    };
    let actions = reader.overlay(value, root);
    if reader.is_valid { actions } else { None }
}

struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    is_valid: bool,
    /// Whether the version has `copy`, which came with 1.1.
    has_copy: bool,
}

impl Reader<'_> {
    fn invalid(&mut self, place: &Pointer, message: impl Into<String>, help: &str) {
        self.is_valid = false;
        self.diagnostics.error("invalid-overlay", place, message).help(help);
    }

    fn overlay(&mut self, value: &Value, root: &Pointer) -> Option<Vec<Action>> {
        let Some(map) = value.as_object().filter(|map| map.contains_key("overlay")) else {
            let help = "begin it with `overlay: 1.1.0`";
            self.invalid(root, "the file has no `overlay` at its top, so it is no overlay", help);
            return None;
        };
        let version = map.get("overlay").and_then(Value::as_str).unwrap_or_default();
        self.has_copy = is_patch_of(version, "1.1.");
        if !self.has_copy && !is_patch_of(version, "1.0.") {
            let help = "the versions are 1.0.0 and 1.1.0";
            self.invalid(&root.field("overlay"), "this version of overlays cannot be read", help);
            return None;
        }
        self.keys(map, &["overlay", "info", "extends", "actions"], root);
        self.info(map.get("info"), root);
        self.text(map, "extends", root);
        let place = root.field("actions");
        let Some(Value::Array(items)) = map.get("actions").filter(|items| **items != Value::Array(Vec::new())) else {
            let place = if map.contains_key("actions") { &place } else { root };
            self.invalid(
                place,
                "an overlay needs a list of `actions`",
                "add `actions` with a `target` each",
            );
            return None;
        };
        let mut actions = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let place = place.index(index);
            if items[..index].contains(item) {
                let message = "the action is the same as an earlier one";
                self.invalid(&place, message, "remove one of the two");
            }
            actions.extend(self.action(item, place));
        }
        Some(actions)
    }

    fn info(&mut self, info: Option<&Value>, root: &Pointer) {
        let place = root.field("info");
        let Some(Value::Object(map)) = info else {
            let place = if info.is_some() { &place } else { root };
            self.invalid(
                place,
                "an overlay needs an `info`",
                "write `info: { title: …, version: 1.0.0 }`",
            );
            return;
        };
        self.keys(map, &["title", "version", "description"], &place);
        for key in ["title", "version"] {
            if !map.contains_key(key) {
                let message = format!("the info of an overlay needs a `{key}`");
                self.invalid(&place, message, "write `info: { title: …, version: 1.0.0 }`");
            }
            self.text(map, key, &place);
        }
        self.text(map, "description", &place);
    }

    fn action(&mut self, item: &Value, place: Pointer) -> Option<Action> {
        let Value::Object(map) = item else {
            self.invalid(&place, "an action is an object", "write `- target: $.…`");
            return None;
        };
        let known: &[&str] = if self.has_copy {
            &["target", "description", "update", "copy", "remove"]
        } else {
            &["target", "description", "update", "remove"]
        };
        self.keys(map, known, &place);
        self.text(map, "description", &place);
        if !map.contains_key("target") {
            self.invalid(
                &place,
                "an action needs a `target`",
                "write a JSONPath, as in `target: $.info`",
            );
        }
        let target = self.path(map, "target", &place);
        let copy = map.get("copy").and_then(|_| self.path(map, "copy", &place));
        let is_removed = match map.get("remove") {
            None => false,
            Some(Value::Bool(is_removed)) => *is_removed,
            Some(_) => {
                self.invalid(
                    &place.field("remove"),
                    "`remove` is `true` or `false`",
                    "write `remove: true`",
                );
                false
            }
        };
        let change = match (is_removed, map.get("update"), copy) {
            (true, ..) => Change::Remove,
            (false, Some(_), Some(_)) => {
                let message = "an action has one of `update` and `copy`";
                self.invalid(&place, message, "make two actions of it");
                return None;
            }
            (false, Some(update), None) => Change::Update(update.clone()),
            (false, None, Some(path)) => Change::Copy(path),
            (false, None, None) => Change::Nothing,
        };
        Some(Action {
            target: target?,
            change,
            place,
        })
    }

    /// Reads the JSONPath under `key`.
    fn path(&mut self, map: &Map<String, Value>, key: &str, place: &Pointer) -> Option<JsonPath> {
        let text = self.text(map, key, place)?;
        match JsonPath::parse(text).or_else(|error| JsonPath::parse(&bracketed(text)).map_err(|_| error)) {
            Ok(path) => Some(path),
            Err(error) => {
                let message = format!("`{text}` is no JSONPath: {}", error.message());
                let help = "write it as RFC 9535 says, as in `$.paths['/users'].get`";
                self.invalid(&place.field(key), message, help);
                None
            }
        }
    }

    /// Returns the text under `key`, where there is one.
    fn text<'v>(&mut self, map: &'v Map<String, Value>, key: &str, place: &Pointer) -> Option<&'v str> {
        let value = map.get(key)?;
        let text = value.as_str();
        if text.is_none() {
            self.invalid(&place.field(key), format!("`{key}` is text"), "write it between quotes");
        }
        text
    }

    fn keys(&mut self, map: &Map<String, Value>, known: &[&str], place: &Pointer) {
        for key in map.keys() {
            if !known.contains(&key.as_str()) && !key.starts_with("x-") {
                let help = format!("the keys here are `{}`", known.join("`, `"));
                self.invalid(&place.field(key), format!("an overlay has no `{key}` here"), &help);
            }
        }
    }
}

/// Puts names with a hyphen between brackets, without which RFC 9535 does not
/// take them; everybody writes them so.
///
/// `$..get.x-internal` → `$..get['x-internal']`
fn bracketed(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 8);
    let mut quote = None;
    let mut rest = path;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match quote {
            Some(open) if character == open => quote = None,
            None if matches!(character, '\'' | '"') => quote = Some(character),
            _ => {}
        }
        let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
        let name = &rest[..rest.find(|character| !is_part(character)).unwrap_or(rest.len())];
        if character == '.' && quote.is_none() && name.contains('-') {
            if text.ends_with('.') {
                text.push('.');
            }
            text.push_str(&format!("['{name}']"));
            rest = &rest[name.len()..];
        } else {
            text.push(character);
        }
    }
    text
}

/// Tells whether `version` is `series` with a number behind it.
fn is_patch_of(version: &str, series: &str) -> bool {
    version
        .strip_prefix(series)
        .is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|digit| digit.is_ascii_digit()))
}
