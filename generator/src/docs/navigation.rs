//! Says where the pages of the operations are: the part of a `docs.json` that
//! makes them, and an index of them for programs that read.
//!
//! A page's address is `directory/tag/summary`, by the rules of the site that
//! makes the pages: both parts in small letters, without some signs, and numbered
//! where there are two of a name.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::view::OperationView;
use crate::config::Config;
use crate::ir::Document;

/// A document whose operations have pages.
pub(super) struct Section<'a> {
    pub document: &'a Document,
    /// Of the document with its samples.
    pub file: String,
    /// That the addresses of its pages begin with.
    pub directory: String,
    pub pages: Vec<Page>,
}

/// The page of an operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Page {
    pub title: String,
    /// From the root of the site.
    pub href: String,
    pub method: String,
    pub path: String,
    /// The first line of what there is to say.
    pub text: Option<String>,
}

impl<'a> Section<'a> {
    /// Lists the pages of `operations`, whose tags are in `bundled`.
    pub fn new(document: &'a Document, bundled: &Value, operations: &[OperationView], slug: &str) -> Self {
        let directory = format!("api/{slug}");
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let pages = operations.iter().map(|operation| {
            let tag = tag(bundled, operation).map(|tag| format!("{}/", address(tag)));
            let own = format!("{directory}/{}{}", tag.unwrap_or_default(), address(&operation.title));
            let number = taken.entry(own.clone()).or_default();
            let href = match *number {
                0 => format!("/{own}"),
                number => format!("/{own}-{number}"),
            };
            *number += 1;
            Page {
                title: operation.title.clone(),
                href,
                method: operation.method.clone(),
                path: operation.path.clone(),
                text: operation
                    .description
                    .as_deref()
                    .and_then(first_sentence)
                    .filter(|text| *text != operation.title),
            }
        });
        Self {
            document,
            file: format!("openapi/{slug}.json"),
            directory: directory.clone(),
            pages: pages.collect(),
        }
    }
}

/// Returns the first tag of an operation, which is the one that counts.
fn tag<'v>(bundled: &'v Value, operation: &OperationView) -> Option<&'v str> {
    let item = bundled.get("paths")?.get(&operation.path)?;
    let found = item
        .get(operation.method.to_ascii_lowercase())
        .or_else(|| item.get("additionalOperations")?.get(&operation.method))?;
    found.get("tags")?.get(0)?.as_str()
}

/// Turns a tag or a summary into its part of an address.
fn address(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    let mut in_braces = false;
    for character in text.trim().chars() {
        match character {
            '{' => {
                in_braces = true;
                address.push('-');
            }
            '}' => in_braces = false,
            _ if in_braces => {}
            ' ' => address.push('-'),
            '(' | ')' | '.' | ',' | '\'' | '\n' | '/' => {}
            _ => address.extend(character.to_lowercase()),
        }
    }
    while address.contains("--") {
        address = address.replace("--", "-");
    }
    address
}

/// The first sentence of Markdown, on one line.
fn first_sentence(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    Some(line[..end].to_owned())
}

/// Writes the part of a `docs.json`: a tab with a group for each document, and
/// the samples as they are.
pub(super) fn fragment(config: &Config, sections: &[Section<'_>], languages: &[&str]) -> Value {
    let title = config.docs.overview.title.as_deref().unwrap_or("Overview");
    let overview = json!({ "group": title, "pages": ["overview"] });
    let groups = sections.iter().map(|section| {
        json!({
            "group": section.document.title,
            "openapi": { "source": section.file, "directory": section.directory },
        })
    });
    let groups: Vec<Value> = std::iter::once(overview).chain(groups).collect();
    json!({
        "navigation": { "tabs": [{ "tab": "API reference", "groups": groups }] },
        "api": { "examples": { "languages": languages, "autogenerate": false } },
    })
}

/// The index, for its template.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct IndexView {
    title: String,
    description: Option<String>,
    sections: Vec<IndexSection>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct IndexSection {
    title: String,
    pages: Vec<Page>,
}

/// Describes the index of all pages.
pub(super) fn index(config: &Config, sections: Vec<Section<'_>>) -> IndexView {
    IndexView {
        title: config.package.name.clone(),
        description: config
            .docs
            .overview
            .description
            .clone()
            .or_else(|| config.package.description.clone()),
        sections: sections
            .into_iter()
            .map(|section| IndexSection {
                title: section.document.title.clone(),
                pages: section.pages,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_site() {
        for (text, expected) in [
            ("Create a user", "create-a-user"),
            ("user.created", "usercreated"),
            ("/api/v1", "apiv1"),
            ("Get {user_id}'s (own) team", "get-s-own-team"),
            ("A -- B", "a-b"),
            ("É", "é"),
        ] {
            assert_eq!(address(text), expected);
        }
    }

    #[test]
    fn the_first_sentence_is_one() {
        assert_eq!(
            first_sentence("\n Makes one. Then two.\nThree."),
            Some("Makes one.".to_owned())
        );
        assert_eq!(first_sentence("No end"), Some("No end".to_owned()));
        assert_eq!(first_sentence(" \n"), None);
    }
}
