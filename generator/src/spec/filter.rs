//! Leaves out the operations that the configuration does not want, those that
//! it skips among them, and the components that nothing refers to then.
//!
//! Invariant: what is left refers to nothing that is gone.

use std::collections::{BTreeSet, VecDeque};

use glob::{MatchOptions, Pattern};
use serde_json::{Map, Value};

use super::bundle::Sections;
use crate::config::{Config, OperationKey, SelectionConfig};
use crate::diagnostic::Diagnostics;
use crate::did_you_mean;

/// The keys of a path item that hold operations.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The key of a path item that holds operations of other methods.
const ADDITIONAL: &str = "additionalOperations";

/// A `*` in the glob of a path stands for one segment, `**` for any number.
const GLOB: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// The filter of a project, and which of its rules have matched in some document.
pub(crate) struct Filter {
    include: Vec<Rule>,
    exclude: Vec<Rule>,
    /// Whether an operation is left in some document.
    keeps_some: bool,
    /// What rules could have named: tags, and operations.
    tags: BTreeSet<String>,
    operations: BTreeSet<String>,
}

/// One word of the configuration.
struct Rule {
    /// The keys that lead to it in `codegen.toml`.
    place: Vec<&'static str>,
    text: String,
    kind: RuleKind,
    has_matched: bool,
}

enum RuleKind {
    Tag,
    Path(Option<Pattern>),
    Operation,
}

/// What a rule looks at.
struct Candidate<'a> {
    method: &'a str,
    /// The path, or the name of a webhook.
    path: &'a str,
    operation: &'a Map<String, Value>,
}

impl Filter {
    /// Reads the filter of the configuration, and which operations it skips;
    /// `None` where it wants everything.
    pub fn new(config: &Config) -> Option<Self> {
        let skipped = config.operations.iter().filter(|(_, entry)| entry.skip);
        let skipped = skipped.map(|(name, _)| Rule::new(vec!["operations"], name, RuleKind::Operation));
        let filter = Self {
            include: rules("include", &config.filter.include).collect(),
            exclude: rules("exclude", &config.filter.exclude).chain(skipped).collect(),
            keeps_some: false,
            tags: BTreeSet::new(),
            operations: BTreeSet::new(),
        };
        (!filter.include.is_empty() || !filter.exclude.is_empty()).then_some(filter)
    }

    /// Removes unwanted operations from `tree`, whose path items are in place.
    /// Returns them as they stood there, since others may refer into them.
    pub(super) fn operations(&mut self, tree: &mut Value) -> Value {
        let mut removed = Map::new();
        for key in ["paths", "webhooks", "x-webhooks"] {
            let Some(Value::Object(items)) = tree.get_mut(key) else {
                continue;
            };
            let mut removed_items = Map::new();
            items.retain(|path, item| {
                let Value::Object(item) = item else { return true };
                let mut removed_here = self.unwanted(item, path, |key| METHODS.contains(&key));
                if let Some(Value::Object(additional)) = item.get_mut(ADDITIONAL) {
                    let removed = self.unwanted(additional, path, |_| true);
                    if additional.is_empty() {
                        item.shift_remove(ADDITIONAL);
                    }
                    if !removed.is_empty() {
                        removed_here.insert(ADDITIONAL.to_owned(), Value::Object(removed));
                    }
                }
                // A path without any operation of its own was one before.
                let holds_operations = |key: &String| key == ADDITIONAL || METHODS.contains(&key.as_str());
                let is_kept = removed_here.is_empty() || item.keys().any(holds_operations);
                if !is_kept {
                    removed_here.extend(std::mem::take(item));
                }
                removed_items.insert(path.clone(), Value::Object(removed_here));
                is_kept
            });
            removed.insert(key.to_owned(), Value::Object(removed_items));
        }
        Value::Object(removed)
    }

    /// Removes the unwanted operations among the members of `map`, and returns them.
    fn unwanted(
        &mut self,
        map: &mut Map<String, Value>,
        path: &str,
        is_method: impl Fn(&str) -> bool,
    ) -> Map<String, Value> {
        let mut removed = Map::new();
        map.retain(|method, operation| {
            let Some(object) = operation.as_object().filter(|_| is_method(method)) else {
                return true;
            };
            let is_wanted = self.wants(&Candidate {
                method,
                path,
                operation: object,
            });
            if !is_wanted {
                removed.insert(method.clone(), operation.take());
            }
            is_wanted
        });
        removed
    }

    fn wants(&mut self, candidate: &Candidate<'_>) -> bool {
        // Every rule is asked, so that each knows whether it ever matches.
        let count = |rules: &mut Vec<Rule>| {
            rules
                .iter_mut()
                .filter_map(|rule| rule.matches(candidate).then_some(()))
                .count()
        };
        let included = count(&mut self.include) > 0 || self.include.is_empty();
        let excluded = count(&mut self.exclude) > 0;
        self.keeps_some |= included && !excluded;
        self.tags.extend(candidate.tags().map(str::to_owned));
        let place = format!("{} {}", candidate.method.to_ascii_uppercase(), candidate.path);
        self.operations.insert(place);
        self.operations.extend(candidate.key().operation_id.map(str::to_owned));
        included && !excluded
    }

    /// Reports the rules of `config` that matched in no document.
    pub fn finish(self, config: &Config, diagnostics: &mut Diagnostics) {
        for rule in self
            .include
            .iter()
            .chain(&self.exclude)
            .filter(|rule| !rule.has_matched)
        {
            let message = format!(
                "`{}` of `{}` matches no operation of any document",
                rule.text,
                rule.place.join(".")
            );
            let none = BTreeSet::new();
            let (known, otherwise) = match rule.kind {
                RuleKind::Tag => (&self.tags, "write a tag as the operations do"),
                RuleKind::Path(_) => (&none, "write a glob for whole paths, as in `/users/**`"),
                RuleKind::Operation => (
                    &self.operations,
                    "write an operationId, or an operation as in `GET /users`",
                ),
            };
            let place = [rule.place.as_slice(), &[rule.text.as_str()]].concat();
            config
                .report(diagnostics, "filter-without-match", &place, message)
                .help(did_you_mean::help(
                    &rule.text,
                    known.iter().map(String::as_str),
                    otherwise,
                ));
        }
        if !self.keeps_some {
            diagnostics
                .error_without_place("filter-without-match", "the filter leaves no operation of any document")
                .help("widen `filter.include`, or narrow `filter.exclude`");
        }
    }
}

fn rules(list: &'static str, selection: &SelectionConfig) -> impl Iterator<Item = Rule> {
    let rule = move |key, text: &String, kind| Rule::new(vec!["filter", list, key], text, kind);
    let tags = selection.tags.iter().map(move |text| rule("tags", text, RuleKind::Tag));
    let paths = selection
        .paths
        .iter()
        .map(move |text| rule("paths", text, RuleKind::Path(Pattern::new(text).ok())));
    let operations = selection
        .operations
        .iter()
        .map(move |text| rule("operations", text, RuleKind::Operation));
    tags.chain(paths).chain(operations)
}

impl<'a> Candidate<'a> {
    fn tags(&self) -> impl Iterator<Item = &'a str> {
        let tags = self.operation.get("tags").and_then(Value::as_array);
        tags.into_iter().flatten().filter_map(Value::as_str)
    }

    fn key(&self) -> OperationKey<'a> {
        OperationKey {
            method: self.method,
            path: self.path,
            operation_id: self.operation.get("operationId").and_then(Value::as_str),
        }
    }
}

impl Rule {
    fn new(place: Vec<&'static str>, text: &str, kind: RuleKind) -> Self {
        Self {
            place,
            text: text.to_owned(),
            kind,
            has_matched: false,
        }
    }

    fn matches(&mut self, candidate: &Candidate<'_>) -> bool {
        let text = self.text.as_str();
        let is_match = match &self.kind {
            RuleKind::Tag => candidate.tags().any(|tag| tag == text),
            RuleKind::Path(pattern) => {
                candidate.path == text
                    || pattern
                        .as_ref()
                        .is_some_and(|pattern| pattern.matches_with(candidate.path, GLOB))
            }
            RuleKind::Operation => candidate.key().is_named(text),
        };
        self.has_matched |= is_match;
        is_match
    }
}

/// Removes the components of `tree` that nothing refers to. Security schemes
/// stay: they are referred to by their names alone.
pub(super) fn prune(tree: &mut Value, sections: Sections) {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut queue: VecDeque<String> = VecDeque::new();
    let all = || Sections::all().map(|(section, _)| section);
    let mut components: Vec<(&str, Map<String, Value>)> = all()
        .filter_map(|section| Some((section, std::mem::take(sections.find(tree, section)?.as_object_mut()?))))
        .collect();
    let others = tree.as_object().into_iter().flatten();
    for (_, value) in others.filter(|(key, _)| *key != "components") {
        references(value, &mut reached, &mut queue);
    }
    while let Some(reference) = queue.pop_front() {
        let Some((section, name)) = sections.parse(&reference) else {
            continue;
        };
        let members = components.iter().find(|(other, _)| *other == section);
        if let Some(value) = members.and_then(|(_, members)| members.get(&name)) {
            references(value, &mut reached, &mut queue);
        }
    }
    for (section, members) in &mut components {
        members.retain(|name, _| {
            let reference = sections.reference(section, name);
            *section == "securitySchemes" || reached.contains(&reference[1..])
        });
        if let Some(place) = sections.find(tree, section) {
            *place = Value::Object(std::mem::take(members));
        }
    }
}

/// Collects the texts in `value` that refer to components: those of `$ref`, and
/// of the mappings of discriminators.
fn references(value: &Value, reached: &mut BTreeSet<String>, queue: &mut VecDeque<String>) {
    match value {
        Value::String(text) => {
            if let Some(fragment) = text.strip_prefix('#')
                && fragment.starts_with('/')
                && reached.insert(fragment.to_owned())
            {
                queue.push_back(fragment.to_owned());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, reached, queue)),
        Value::Object(map) => map.values().for_each(|value| references(value, reached, queue)),
        _ => {}
    }
}
