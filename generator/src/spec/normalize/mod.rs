//! Rewrites a bundled document of any version into the 3.0 model, in place, and
//! reports what is wrong with it on the way.
//!
//! One walk over the tree, driven by the table of keywords: the type of every
//! keyword is checked, what is inside is walked, and then the rewrites of the
//! object's kind run. What is wrong is reported and removed, so that everything
//! that is wrong shows in one run, and what is left is what `openapiv3` can hold.

mod checks;
mod example;
mod exclusive;
mod operations;
mod parameter;
mod paths;
mod prose;
mod schema;
mod security;
mod sequence;
mod server;
mod swagger;
mod tally;
#[cfg(test)]
mod tests;

pub(crate) use sequence::Sequence;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::DEFAULT_MAPPING;
use super::at::At;
use super::keywords::{Fate, Kind, Shape, Versions, keyword};
use super::origins::Origins;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Pointer};

/// What a walk needs.
pub(super) struct Cx<'a> {
    pub version: Versions,
    pub origins: &'a Origins,
    pub diagnostics: &'a mut Diagnostics,
    /// Keywords that have had no effect so far: where they are of use is seen at the end.
    unused: Vec<(Kind, &'static str, Pointer)>,
    /// What changes its place: where it goes, and where it was.
    moves: Vec<(Pointer, Pointer)>,
    /// What the top of a document says for all operations.
    shared: swagger::Shared,
    /// Findings that are alike are one: (code, kind, keyword) -> first place and count.
    tally: BTreeMap<(&'static str, Kind, String), (Pointer, usize)>,
    /// The order in which the findings of `tally` were first made.
    order: Vec<(&'static str, Kind, String)>,
}

impl<'a> Cx<'a> {
    pub fn new(version: Versions, origins: &'a Origins, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            version,
            origins,
            diagnostics,
            unused: Vec::new(),
            moves: Vec::new(),
            shared: swagger::Shared::default(),
            tally: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    /// Reports something that is left out or replaced. A `vital` part is one
    /// that the client is poorer without, for which a strict run ends.
    fn fault(&mut self, vital: bool, code: &'static str, at: &At<'_>, message: impl Into<String>) -> &mut Diagnostic {
        let pointer = self.origins.origin(&at.pointer());
        if vital {
            self.diagnostics.fault(code, &pointer, message)
        } else {
            self.diagnostics.warning(code, &pointer, message)
        }
    }

    fn warning(&mut self, code: &'static str, at: &At<'_>, message: impl Into<String>) -> &mut Diagnostic {
        self.fault(false, code, at, message)
    }

    /// Counts a finding that a document may have thousands of.
    fn count(&mut self, code: &'static str, kind: Kind, keyword: &str, at: &At<'_>) {
        let key = (code, kind, keyword.to_owned());
        if let Some((_, count)) = self.tally.get_mut(&key) {
            *count += 1;
            return;
        }
        self.order.push(key.clone());
        self.tally.insert(key, (self.origins.origin(&at.pointer()), 1));
    }

    /// Tells whether siblings of a `$ref` are ignored and responses required.
    fn is_before_31(&self) -> bool {
        !Versions::SINCE_31.contains(self.version)
    }

    /// Reports what was counted, and returns what changed its place.
    pub fn finish(self) -> Vec<(Pointer, Pointer)> {
        for key in self.order {
            let Some((pointer, count)) = self.tally.get(&key) else {
                continue;
            };
            let (code, kind, keyword) = key;
            let mut message = tally::message(code, kind, &keyword);
            if *count > 1 {
                message.push_str(&format!(" (here and in {} more places)", count - 1));
            }
            let similar = (code == "unknown-keyword")
                .then(|| crate::did_you_mean::closest(&keyword, kind.keywords().iter().map(|keyword| keyword.name)))
                .flatten();
            let diagnostic = match code {
                "unknown-keyword" | "unusable-bound" | "own-servers" | "undeclared-server-variable" => {
                    self.diagnostics.warning(code, pointer, message)
                }
                _ => self.diagnostics.note(code, pointer, message),
            };
            let help = match (code, similar) {
                ("unknown-keyword", Some(similar)) => format!("did you mean `{similar}`?"),
                ("unsupported-keyword", _) if kind == Kind::Schema => {
                    "say it in the `description`: the server checks it, and the client does not".to_owned()
                }
                ("conflicting-keywords", _) => "keep one of the two".to_owned(),
                _ => continue,
            };
            diagnostic.help(help);
        }
        self.moves
    }
}

/// Rewrites the document `tree` of `file`. `ends` are the data of events that end their stream.
pub(super) fn normalize(cx: &mut Cx<'_>, tree: &mut Map<String, Value>, file: FileId, ends: &[String]) {
    let root = Pointer::root(file);
    let at = At::root(&root);
    if let Some(webhooks) = tree.shift_remove("x-webhooks") {
        tree.entry("webhooks").or_insert(webhooks);
    }
    swagger::prepare(cx, tree, &at);
    members(cx, Kind::Document, tree, &at);
    swagger::document(cx, tree, &at);
    paths::document(cx, tree, &at);
    sequence::document(cx, tree, ends, &at);
}

/// Checks and rewrites an object; `false` where it must go.
fn object(cx: &mut Cx<'_>, kind: Kind, value: &mut Value, at: &At<'_>) -> bool {
    if kind == Kind::Schema && value.is_boolean() {
        schema::boolean(value);
        return true;
    }
    if kind == Kind::Discriminator {
        swagger::discriminator(value);
    }
    let Value::Object(map) = value else {
        let (noun, found) = (kind.noun(), checks::noun(value));
        let message = match kind {
            Kind::Schema => format!("{noun} is an object, not {found}; any JSON is taken"),
            _ => format!("{noun} is an object, not {found}; it is left out"),
        };
        cx.fault(kind.is_vital(), "wrong-type", at, message);
        return is_any(kind, value);
    };
    if let (Some(_), Some(reference)) = (kind.section(), map.get_mut("$ref")) {
        if !reference.is_string() {
            let message = format!(
                "`$ref` is text, not {}; {}",
                checks::noun(reference),
                if kind == Kind::Schema {
                    "any JSON is taken"
                } else {
                    "what it stands for is left out"
                }
            );
            cx.fault(true, "wrong-type", &at.field("$ref"), message);
            return is_any(kind, value);
        }
        swagger::reference(reference);
        return if kind == Kind::Schema {
            schema::reference(cx, map, at)
        } else {
            reference_object(cx, kind, map, at)
        };
    }
    exclusive::check(cx, kind, map, at);
    members(cx, kind, map, at);
    rewrite(cx, kind, map, at)
}

/// Rewrites an object, in which everything is rewritten; `false` where it must go.
fn rewrite(cx: &mut Cx<'_>, kind: Kind, map: &mut Map<String, Value>, at: &At<'_>) -> bool {
    prose::external_docs(map);
    match kind {
        Kind::Schema => schema::rewrite(cx, map, at),
        Kind::MediaType => sequence::remember(cx, kind, "itemSchema", map, at),
        Kind::Paths => paths::paths(cx, map, at),
        Kind::PathItem => {
            parameter::query_strings(cx, map, at);
            swagger::path_item(cx, map, at);
            operations::path_item(cx, map, at);
        }
        Kind::Operation => {
            parameter::query_strings(cx, map, at);
            paths::operation(cx, map, at);
        }
        Kind::Responses => paths::responses(cx, map, at),
        Kind::Response => paths::response(cx, map, at),
        Kind::Parameter => {
            swagger::parameter(cx, map, at);
            // The path item makes a body of it.
            return swagger::is_body(map) || parameter::parameter(cx, map, at);
        }
        Kind::Header => {
            swagger::header(cx, map, at);
            parameter::header(cx, map, at);
        }
        Kind::Encoding => parameter::encoding(cx, map, at),
        Kind::Example => example::example(cx, map, at),
        Kind::SecurityScheme => {
            swagger::scheme(cx, map, at);
            return security::scheme(cx, map, at);
        }
        Kind::OAuthFlow => security::flow(map, at.key().unwrap_or_default()),
        Kind::Info => paths::info(cx, map, at),
        Kind::Server => {
            server::variables(cx, map, at);
            prose::names(kind, map);
            return required_text(cx, kind, map, at);
        }
        Kind::Tag | Kind::ExternalDocs | Kind::Discriminator => {
            prose::names(kind, map);
            default_mapping(map);
            return required_text(cx, kind, map, at);
        }
        Kind::ServerVariable => server::variable(map),
        _ => {}
    }
    true
}

/// Replaces a schema that cannot be understood by one that any JSON fits;
/// `false` for other kinds, which must go.
fn is_any(kind: Kind, value: &mut Value) -> bool {
    *value = Value::Object(Map::new());
    kind == Kind::Schema
}

/// Rewrites which schema a discriminator means by all other values.
///
/// `{propertyName: p, defaultMapping: r}` → `{propertyName: p, x-specwright-default-mapping: r}`
fn default_mapping(map: &mut Map<String, Value>) {
    if let Some(mapping) = map.shift_remove("defaultMapping") {
        map.insert(DEFAULT_MAPPING.to_owned(), mapping);
    }
}

/// Says whether an object without any use but its one text has it.
fn required_text(cx: &mut Cx<'_>, kind: Kind, map: &Map<String, Value>, at: &At<'_>) -> bool {
    let key = match kind {
        Kind::Server | Kind::ExternalDocs => "url",
        Kind::Discriminator => "propertyName",
        _ => "name",
    };
    if !map.contains_key(key) {
        cx.warning(
            "missing-keyword",
            at,
            format!("{} without `{key}` is ignored", kind.noun()),
        );
        return false;
    }
    true
}

/// A reference outside schemas is the reference and nothing else.
fn reference_object(cx: &mut Cx<'_>, kind: Kind, map: &mut Map<String, Value>, at: &At<'_>) -> bool {
    if map.len() > 1 {
        map.retain(|key, _| {
            if key != "$ref" && !key.starts_with("x-") {
                cx.count("ignored-sibling", kind, key, &at.field(key));
            }
            key == "$ref"
        });
    }
    true
}

/// Checks and rewrites what an object has, and removes what it cannot have.
fn members(cx: &mut Cx<'_>, kind: Kind, map: &mut Map<String, Value>, at: &At<'_>) {
    map.retain(|key, value| {
        let at = at.field(key);
        if key.starts_with("x-") {
            return true;
        }
        let Some(keyword) = keyword(kind, key) else {
            return match kind {
                // Path templates and status codes: what is none is for the rewrite to say.
                Kind::Paths => object(cx, Kind::PathItem, value, &at),
                Kind::Responses => object(cx, Kind::Response, value, &at),
                _ => {
                    cx.count("unknown-keyword", kind, key, &at);
                    false
                }
            };
        };
        match keyword.fate {
            Fate::Resolved | Fate::Silent => return false,
            Fate::Reported => {
                cx.count("unsupported-keyword", kind, key, &at);
                return false;
            }
            Fate::Used | Fate::Carried | Fate::Weighed => {}
        }
        // `key:` with nothing behind it is how YAML leaves something out.
        if value.is_null() && !matches!(keyword.shape, Shape::Any | Shape::TypeName) {
            return false;
        }
        if !keyword.versions.contains(cx.version) {
            cx.count("keyword-of-other-version", kind, key, &at);
        }
        shape(cx, kind, keyword.shape, value, &at)
    });
}

/// Checks a value against its shape and walks what is inside; `false` where it must go.
fn shape(cx: &mut Cx<'_>, kind: Kind, shape: Shape, value: &mut Value, at: &At<'_>) -> bool {
    match shape {
        Shape::One(Kind::Schema) if at.key() == Some("additionalProperties") && value.is_boolean() => true,
        Shape::One(kind) => object(cx, kind, value, at),
        Shape::Items => match value {
            // A list of schemas by position, before 2020-12: `prefixItems` now.
            Value::Array(_) => list(cx, Kind::Schema, value, at),
            _ => object(cx, Kind::Schema, value, at),
        },
        Shape::List(inner) => list(cx, inner, value, at),
        Shape::Map(inner) => map(cx, inner, value, at),
        _ => checks::scalar(cx, kind, shape, value, at),
    }
}

fn list(cx: &mut Cx<'_>, kind: Kind, value: &mut Value, at: &At<'_>) -> bool {
    let Value::Array(items) = value else {
        let key = at.key().unwrap_or_default();
        cx.fault(
            kind.is_vital(),
            "wrong-type",
            at,
            format!("`{key}` is a list, not {}; it is left out", checks::noun(value)),
        );
        return false;
    };
    let mut index = 0;
    items.retain_mut(|item| {
        index += 1;
        object(cx, kind, item, &at.index(index - 1))
    });
    true
}

fn map(cx: &mut Cx<'_>, kind: Kind, value: &mut Value, at: &At<'_>) -> bool {
    let Value::Object(map) = value else {
        let key = at.key().unwrap_or_default();
        // `parameters: []` and the like: an empty list for an empty object.
        if value.as_array().is_some_and(Vec::is_empty) {
            return false;
        }
        cx.fault(
            kind.is_vital(),
            "wrong-type",
            at,
            format!("`{key}` is an object, not {}; it is left out", checks::noun(value)),
        );
        return false;
    };
    map.retain(|key, value| {
        let at = at.field(key);
        match (kind, &value) {
            // An extension of the map itself; a property may be called `x-…`.
            (Kind::Schema, _) => {}
            (_, value) if key.starts_with("x-") && !value.is_object() => return false,
            _ => {}
        }
        if value.is_null() && matches!(kind, Kind::Schema | Kind::MediaType) {
            *value = Value::Object(Map::new());
        }
        object(cx, kind, value, &at)
    });
    true
}
