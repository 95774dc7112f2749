//! Compares `spec/` with the recorded facts about the API, one by one.
//!
//! The facts are tables in `../shared/hexclave`, beside the workspace; where they
//! are absent the test says so and passes. Every difference is printed. It fails
//! the test unless `spec/differences.toml` lists it with a reason, and so does an
//! entry there that no difference needs any more.

#![allow(clippy::panic, reason = "a test reports by panicking")]
#![allow(dead_code, reason = "each test uses its part of the shared loader")]

mod support;

#[path = "journey/contract.rs"]
mod contract;
#[path = "facts/differences.rs"]
mod differences;
#[path = "facts/errors.rs"]
mod errors;
#[path = "facts/fields.rs"]
mod fields;
#[path = "facts/operations.rs"]
mod operations;
#[path = "facts/schema.rs"]
mod schema;
#[path = "facts/tables.rs"]
mod tables;

use std::collections::BTreeSet;

use differences::{Difference, Reviewed};
use support::{Spec, workspace};
use tables::Tables;

#[test]
fn the_server_of_the_journey_accepts_what_the_facts_list() {
    let folder = workspace().join("../shared/hexclave");
    if !folder.is_dir() {
        println!("skipped: the recorded facts are not beside this workspace");
        return;
    }
    let tables = Tables::load(&folder);
    for served in contract::OPERATIONS {
        let id = format!("{} {}", served.method, served.path);
        let id = id.as_str();
        let of = |place: &'static str, access: &'static str| {
            let rows = tables.fields.iter().filter(move |row| row["where"] == place);
            rows.filter(move |row| tables::operation(row) == id && row["access"].split(',').any(|name| name == access))
        };
        let query: BTreeSet<&str> = of("query", "server").map(|row| row["field"].as_str()).collect();
        let known = served.query.unwrap_or_default().split_whitespace();
        assert_eq!(known.collect::<BTreeSet<_>>(), query, "{id}");

        let operation = tables.operations.iter().find(|row| tables::operation(row) == id);
        let access: Vec<&str> = operation.expect("an operation")["access"].split(',').collect();
        assert_eq!(access, served.access, "{id}");
        for access in served.access {
            let body = of("request", access).filter(|row| row["field"] != "." && !row["field"].ends_with(']'));
            let body = body.map(|row| {
                let is_any = row["type"] == "any-json";
                let key = contract::Key {
                    // A default takes the place of what is left out.
                    is_required: row["presence"] == "required" && !row["constraints"].contains("default="),
                    is_nullable: is_any || row["nullable"] == "nullable",
                    is_any,
                };
                (row["field"].as_str(), key)
            });
            let known = served.keys(access).unwrap_or_default();
            assert_eq!(known, body.collect(), "{id} with the access of a {access}");
        }
    }
}

#[test]
fn the_documents_agree_with_the_facts() {
    let folder = workspace().join("../shared/hexclave");
    if !folder.is_dir() {
        println!("skipped: the recorded facts are not beside this workspace");
        return;
    }
    let tables = Tables::load(&folder);
    let spec = Spec::load();
    let mut found = operations::compare(&tables, &spec);
    found.extend(fields::compare(&tables, &spec));
    found.extend(errors::compare(&tables, &spec));
    let found = Difference::merge(found);

    let mut reviewed = Reviewed::load();
    let unexplained: Vec<&Difference> = found
        .iter()
        .filter(|difference| {
            let reason = reviewed.explain(difference);
            println!("{difference}\n    {}", reason.as_deref().unwrap_or("UNEXPLAINED"));
            reason.is_none()
        })
        .collect();
    let stale = reviewed.stale();
    println!(
        "{} differences, {} of them unexplained; {} stale entries",
        found.len(),
        unexplained.len(),
        stale.len()
    );
    for difference in &unexplained {
        println!("unexplained: {difference}");
    }
    for entry in &stale {
        println!("stale: {entry}");
    }
    assert!(unexplained.is_empty(), "spec/ differs from the facts");
    assert!(stale.is_empty(), "spec/differences.toml lists what is no difference");
}
