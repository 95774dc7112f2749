//! Tells what an operation does to what, from its method, its path and its response.

use std::collections::BTreeSet;

use super::english::{is_current, is_phrasal, is_report, is_verb, plural};
use super::operation_id;
use super::path::Path;
use crate::ir::{Method, Operation};
use crate::name::Words;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Verb {
    List,
    Get,
    Create,
    Update,
    Replace,
    Delete,
    /// What the last segment of the path says.
    Action,
    /// A method that only speaks of the transport.
    Transport,
}

/// An operation as a sentence.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Act {
    pub verb: Verb,
    pub path: Path,
    pub method: Method,
    /// What is acted on, in the singular: `team api key`.
    pub resource: Words,
    /// The literal segments before the resource, in the singular.
    pub parents: Vec<Words>,
    /// The whole sentence: `create team api key`.
    pub phrase: Words,
    /// An operationId that ends with its path and method, and what it says without them.
    pub machine_id: Option<(Words, Words)>,
    /// The path and the method, as machines write them behind a name.
    pub end: Words,
}

/// The paths of a document, and which methods they have.
pub(super) struct Paths<'d> {
    pub known: BTreeSet<(&'d str, &'d str)>,
}

impl<'d> Paths<'d> {
    pub fn new(operations: &'d [Operation]) -> Self {
        Self {
            known: operations
                .iter()
                .map(|operation| (operation.path.text.as_str(), operation.method.as_str()))
                .collect(),
        }
    }

    fn has(&self, path: &'d str, method: &'static str) -> bool {
        self.known.contains(&(path, method))
    }

    /// Tells whether something stands at `path` and one parameter more.
    fn has_items(&self, path: &str) -> bool {
        let prefix = format!("{}/{{", path.trim_end_matches('/'));
        self.known
            .range((prefix.as_str(), "")..)
            .take_while(|(known, _)| known.starts_with(&prefix))
            .any(|(known, _)| !known[prefix.len()..].contains('/'))
    }
}

/// Reads an operation. `is_list` tells whether its response is a list.
pub(super) fn read(operation: &Operation, paths: &Paths<'_>, is_list: bool) -> Act {
    let path = Path::new(&operation.path);
    let verb = verb(operation, paths, &path, is_list);
    let mut things: Vec<Words> = path.literals.clone();
    if things.last().is_some_and(is_current) || verb == Verb::Action {
        things.pop();
    }
    let mut parents: Vec<Words> = things.iter().map(Words::singular).collect();
    let resource = parents.pop().unwrap_or_default();
    Act {
        verb,
        path,
        method: operation.method.clone(),
        resource,
        parents,
        phrase: Words::default(),
        machine_id: None,
        end: operation_id::end(operation),
    }
}

fn verb(operation: &Operation, paths: &Paths<'_>, path: &Path, is_list: bool) -> Verb {
    let text = operation.path.text.as_str();
    let Some(last) = path.literals.last() else {
        return match &operation.method {
            Method::Get => Verb::Get,
            Method::Post => Verb::Create,
            Method::Put | Method::Patch => Verb::Update,
            Method::Delete => Verb::Delete,
            Method::Head | Method::Options | Method::Trace | Method::Query | Method::Other(_) => Verb::Transport,
        };
    };
    let is_collection = paths.has_items(text) && !is_verb(last);
    match &operation.method {
        Method::Head | Method::Options | Method::Trace | Method::Query | Method::Other(_) => Verb::Transport,
        Method::Get if is_current(last) => Verb::Get,
        Method::Get if is_list => Verb::List,
        Method::Get if is_verb(last) => Verb::Action,
        Method::Get => Verb::Get,
        Method::Post if path.ends_with_parameter && paths.has(text, "GET") => {
            let is_update = !paths.has(text, "PUT") && !paths.has(text, "PATCH");
            if is_update { Verb::Update } else { Verb::Create }
        }
        Method::Post if is_collection || !is_verb(last) => Verb::Create,
        Method::Post => Verb::Action,
        Method::Put | Method::Delete if is_verb(last) && path.literals.len() > 1 && !path.ends_with_parameter => {
            Verb::Action
        }
        Method::Put if paths.has(text, "PATCH") => Verb::Replace,
        Method::Put | Method::Patch => Verb::Update,
        Method::Delete => Verb::Delete,
    }
}

/// Writes the sentence that `act` is about `things`, literal segments of its
/// path from the left: those that the reader does not know already.
pub(super) fn sentence(act: &Act, things: &[Words]) -> Words {
    let word = |text: &str| Words::new(text);
    let mut things = things.to_vec();
    let current = if things.last().is_some_and(is_current) {
        things.pop()
    } else {
        None
    };
    if act.verb == Verb::Action
        && let Some(last) = things.pop()
    {
        if things.last().is_some_and(is_current) {
            things.rotate_right(1);
        }
        return action(&last, &object(&things));
    }
    let last = things.pop().unwrap_or_default();
    let is_one = act.path.ends_with_parameter || current.is_some();
    let own;
    let (verb, last) = match act.verb {
        Verb::List => ("list", plural(&last)),
        Verb::Get if is_one => ("get", last.singular()),
        Verb::Get => ("get", last),
        Verb::Create if is_report(&last) => ("get", last),
        Verb::Create => ("create", last.singular()),
        Verb::Update => ("update", if is_one { last.singular() } else { last }),
        Verb::Replace => ("replace", if is_one { last.singular() } else { last }),
        Verb::Delete => ("delete", if is_one { last.singular() } else { last }),
        Verb::Transport | Verb::Action => (
            match &act.method {
                Method::Head => "head",
                Method::Options => "options",
                Method::Trace => "trace",
                Method::Query => "query",
                Method::Other(method) => {
                    own = method.to_ascii_lowercase();
                    &own
                }
                _ => "call",
            },
            last,
        ),
    };
    let object = without_repetition(&object(&things), &last);
    Words::join([&word(verb), &current.unwrap_or_default(), &object, &last])
}

/// `send code` about an invitation: `send invitation code`.
fn action(last: &Words, object: &Words) -> Words {
    if is_phrasal(last) {
        return Words::join([object, last]);
    }
    let Some((verb, rest)) = last.as_slice().split_first() else {
        return object.clone();
    };
    let rest = Words::from_slice(rest);
    let verb = Words::from_slice(std::slice::from_ref(verb));
    Words::join([&verb, &without_repetition(object, &rest), &rest])
}

/// The things before the last one, each in the singular, none said twice.
fn object(things: &[Words]) -> Words {
    let mut said = Words::default();
    for thing in things {
        let thing = thing.singular();
        said = Words::join([&without_repetition(&said, &thing), &thing]);
    }
    said
}

/// Drops the words of `object` that `rest` says again.
fn without_repetition(object: &Words, rest: &Words) -> Words {
    let is_said = |word: &String| {
        let own = Words::from_slice(std::slice::from_ref(word)).singular();
        rest.as_slice()
            .iter()
            .any(|other| Words::from_slice(std::slice::from_ref(other)).singular() == own)
    };
    let kept: Vec<String> = object
        .as_slice()
        .iter()
        .filter(|word| !is_said(word))
        .cloned()
        .collect();
    Words::from_slice(&kept)
}
