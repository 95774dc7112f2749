//! What `specwright diff` says of a table of changes, each made to one document
//! by an overlay, and whether a compiler agrees: code that uses all of the old
//! client compiles with the new one unless the change is breaking.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

mod case;
mod command;
mod compiled;

use case::{Project, cases};

#[test]
fn every_change_is_judged() {
    let mut wrong = Vec::new();
    let mut judged = 0;
    for case in cases() {
        for direction in case.directions() {
            let project = Project::new(&case, direction.is_back);
            match project.report("json").map(|report| case::verdict(&report)) {
                Ok(verdict) if verdict == direction.verdict => {}
                Ok(verdict) => wrong.push(format!("{}: {verdict}, not {}", direction.name, direction.verdict)),
                Err(error) => wrong.push(format!("{}: {error}", direction.name)),
            }
            judged += 1;
        }
    }
    assert!(judged >= 108, "{judged} changes");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_change_is_told() {
    for file in case::FILES {
        let reports = cases().into_iter().filter(|case| case.file == *file).map(|case| {
            let project = Project::new(&case, false);
            format!("# {}\n\n{}\n\n", case.name, project.report("text").expect("a report"))
        });
        let reports: String = reports.collect();
        insta::assert_snapshot!(*file, reports);
    }
}

#[test]
fn two_names_are_not_one() {
    let mut names: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), cases().len());
}
