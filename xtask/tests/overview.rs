//! Compares our overview page with the one that Hexclave publishes: each line of that
//! is in `overview/facts.toml`, with the texts of ours that say the same or better, and
//! these come from `spec/`.
//!
//! The published page is in `../shared/hexclave`, beside the workspace; where it is
//! absent, only ours is looked at.

#![allow(clippy::panic, reason = "a test reports by panicking")]
#![allow(dead_code, reason = "each test uses its part of the shared loader")]

mod support;

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;
use support::workspace;

#[derive(Deserialize)]
struct Facts {
    fact: Vec<Fact>,
}

/// What some lines of the published page say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    fact: String,
    lines: BTreeSet<usize>,
    ours: Vec<String>,
    correction: Option<String>,
}

fn facts() -> Vec<Fact> {
    let facts: Facts = toml::from_str(include_str!("overview/facts.toml")).expect("a table of facts");
    facts.fact
}

/// Text without regard to how its lines are broken.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that is written in `spec/`.
fn spec() -> String {
    let mut folders = vec![workspace().join("spec")];
    let mut all = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the specification") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push_str(&fs::read_to_string(path).expect("text"));
            }
        }
    }
    squeeze(&all)
}

/// What a fact says is ours, and is not on the page or not in the data.
fn absent<'f>(fact: &'f Fact, page: &str, spec: &str) -> Vec<&'f str> {
    let is_there = |text: &&String| page.contains(text.as_str()) && spec.contains(text.as_str());
    let absent = fact.ours.iter().filter(|text| !is_there(text));
    absent.map(String::as_str).collect()
}

#[test]
fn every_fact_is_on_our_page_and_comes_from_data() {
    let page = fs::read_to_string(workspace().join("generated/docs/overview.mdx")).expect("our page");
    let (page, spec) = (squeeze(&page), spec());
    for fact in facts() {
        assert!(!fact.ours.is_empty(), "{}: nothing of ours says it", fact.fact);
        assert_ne!(fact.correction.as_deref(), Some(""), "{}", fact.fact);
        let absent = absent(&fact, &page, &spec);
        assert!(absent.is_empty(), "{}: {absent:?}", fact.fact);
    }
}

#[test]
fn a_fact_that_is_lost_is_seen() {
    let fact = |text: &str| Fact {
        fact: String::new(),
        lines: BTreeSet::new(),
        ours: vec![text.to_owned()],
        correction: None,
    };
    assert!(absent(&fact("Add the headers"), "Add the headers.", "Add the headers").is_empty());
    assert!(!absent(&fact("Add the headers"), "Add headers.", "Add the headers").is_empty());
    assert!(!absent(&fact("Add the headers"), "Add the headers.", "").is_empty());
}

/// Lines that say nothing: of the layout, and tags without a title.
fn is_empty(line: &str) -> bool {
    let line = line.trim();
    let is_tag = line.starts_with("</") || (line.starts_with('<') && line.ends_with('>') && !line.contains('='));
    matches!(line, "" | "|" | "---") || is_tag
}

#[test]
fn every_line_of_the_published_page_is_a_fact() {
    let Ok(page) = fs::read_to_string(workspace().join("../shared/hexclave/overview-page.txt")) else {
        println!("skipped: the published page is not beside this workspace");
        return;
    };
    // The first lines are those of the program that kept the page.
    let saying: BTreeSet<usize> = (1..)
        .zip(page.lines())
        .skip_while(|(_, line)| *line != "---")
        .filter(|(_, line)| !is_empty(line))
        .map(|(number, _)| number)
        .collect();
    let listed: BTreeSet<usize> = facts().into_iter().flat_map(|fact| fact.lines).collect();
    assert_eq!(saying, listed, "the lines that say something, and those in the table");
}
