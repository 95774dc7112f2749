//! Tests of overlays: a document and an overlay in, what the document becomes out.

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::{Value, json};

use super::apply;
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{FileId, Pointer, Source};

/// Applies the text of an overlay to that of a document. Findings are
/// `code file#pointer`.
fn overlaid(document: &str, overlay: &str) -> (Value, Source, Vec<String>) {
    let mut source = Source::of_texts(&[("api.yaml", document), ("overlay.yaml", overlay)]);
    let mut diagnostics = Diagnostics::default();
    apply(&mut source, FileId(0), FileId(1), &mut diagnostics);
    let findings = diagnostics.list().iter().map(|found| {
        let place = found.pointer.as_ref().map(|pointer| format!("{pointer:?}"));
        format!("{} {}", found.code, place.unwrap_or_default())
    });
    let findings = findings.collect();
    (source.files[0].value.clone(), source, findings)
}

/// An overlay of version 1.1 with `actions`.
fn actions(actions: &str) -> String {
    format!("overlay: 1.1.0\ninfo: {{ title: T, version: '1' }}\nactions:\n{actions}")
}

/// Checks what becomes of `document`, and that nothing is found.
fn check(document: &str, action: &str, expect: Value) {
    let (value, _, findings) = overlaid(document, &actions(action));
    assert_eq!(findings, Vec::<String>::new(), "{action}");
    assert_eq!(value, expect, "{action}");
}

#[test]
fn update_merges() {
    check(
        "{ a: { b: 1 } }",
        "- { target: $.a, update: { c: 2 } }",
        json!({ "a": { "b": 1, "c": 2 } }),
    );
    check(
        "{ a: { b: { c: 1 } } }",
        "- { target: $, update: { a: { b: { c: 2 } } } }",
        json!({ "a": { "b": { "c": 2 } } }),
    );
    check(
        "{ a: [1] }",
        "- { target: $.a, update: [2, 3] }",
        json!({ "a": [1, 2, 3] }),
    );
    check(
        "{ a: [1] }",
        "- { target: $.a, update: { b: 2 } }",
        json!({ "a": [1, { "b": 2 }] }),
    );
    check(
        "{ a: { b: [1] } }",
        "- { target: $.a, update: { b: [2] } }",
        json!({ "a": { "b": [1, 2] } }),
    );
    check("{ a: x }", "- { target: $.a, update: y }", json!({ "a": "y" }));
    check("{ a: {} }", "- { target: $, update: { a: } }", json!({ "a": {} }));
}

#[test]
fn update_changes_every_node_that_is_selected() {
    check(
        "{ a: { get: {} }, b: { get: {} }, c: { put: {} } }",
        "- { target: '$.*.get', update: { x: 1 } }",
        json!({ "a": { "get": { "x": 1 } }, "b": { "get": { "x": 1 } }, "c": { "put": {} } }),
    );
    check(
        "{ a: [1] }",
        "- { target: \"$['a', 'a']\", update: 2 }",
        json!({ "a": [1, 2] }),
    );
}

#[test]
fn remove_takes_out_from_behind() {
    check(
        "{ a: [{ x: 1 }, { x: 2 }, { x: 1 }] }",
        "- { target: '$.a[?@.x == 1]', remove: true }",
        json!({ "a": [{ "x": 2 }] }),
    );
    check(
        "{ a: { b: { b: 1 } }, c: 1 }",
        "- { target: $..b, remove: true }",
        json!({ "a": {}, "c": 1 }),
    );
    check(
        "{ a: [x, y] }",
        "- { target: \"$.a[?@ == 'x']\", update: z, remove: true }",
        json!({ "a": ["y"] }),
    );
}

#[test]
fn copy_merges_what_another_place_has() {
    check(
        "{ a: { x: 1 }, b: { y: 2 } }",
        "- { target: $.b, copy: $.a }",
        json!({ "a": { "x": 1 }, "b": { "y": 2, "x": 1 } }),
    );
}

#[test]
fn names_with_hyphens_need_no_brackets() {
    check(
        "{ a: { x-no: true }, b: { x-no: false }, c: { x-no.x-yes: 1 } }",
        "- { target: '$[?@.x-no == true]', remove: true }\n- { target: $.b.x-no, remove: true }\n- { target: \"$..['x-no.x-yes']\", remove: true }",
        json!({ "b": {}, "c": {} }),
    );
}

#[test]
fn actions_see_what_the_ones_before_did() {
    check(
        "{ a: { b: [1] } }",
        "- { target: $.a.b, remove: true }\n- { target: $.a, update: { b: { c: 1 } } }\n- { target: $.a.b, update: { d: 2 } }",
        json!({ "a": { "b": { "c": 1, "d": 2 } } }),
    );
}

#[test]
fn an_action_that_cannot_be_applied_is_found() {
    let found = |document: &str, action: &str| overlaid(document, &actions(action)).2;
    assert_eq!(
        found("{ a: 1 }", "- { target: $.b, update: 2 }"),
        ["overlay-without-match 1#/actions/0/target"]
    );
    assert_eq!(
        found("{ a: 1 }", "- { target: $.a, copy: $.b }"),
        ["overlay-without-match 1#/actions/0/copy"]
    );
    assert_eq!(
        found("{ a: 1 }", "- { target: $.a, update: [] }"),
        ["overlay-mismatch 1#/actions/0"]
    );
    assert_eq!(
        found("{ a: 1, b: [] }", "- { target: $.*, update: 1 }"),
        ["overlay-mismatch 1#/actions/0"]
    );
    assert_eq!(
        found("{ a: 1 }", "- { target: $, remove: true }"),
        ["overlay-mismatch 1#/actions/0"]
    );
    assert_eq!(
        found("{ a: 1 }", "- { target: $ }"),
        ["overlay-without-effect 1#/actions/0"]
    );
}

#[test]
fn an_overlay_that_is_none_changes_nothing() {
    let found = |overlay: &str| {
        let (value, _, findings) = overlaid("{ a: 1 }", overlay);
        assert_eq!(value, json!({ "a": 1 }));
        findings
    };
    assert_eq!(found("openapi: 3.1.0"), ["invalid-overlay 1#"]);
    assert_eq!(found("overlay: 2.0.0"), ["invalid-overlay 1#/overlay"]);
    let copy = "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nactions: [{ target: $.a, copy: $.a }]";
    assert_eq!(found(copy), ["invalid-overlay 1#/actions/0/copy"]);
    let broken = "- { target: $.a, update: 2 }\n- { target: 'a[', update: 3 }\n- { targt: $.a }";
    assert_eq!(
        found(&actions(broken)),
        [
            "invalid-overlay 1#/actions/1/target",
            "invalid-overlay 1#/actions/2/targt",
            "invalid-overlay 1#/actions/2"
        ]
    );
}

#[test]
fn what_an_overlay_brings_in_was_written_there() {
    let (_, source, _) = overlaid(
        "{ a: { b: [x, y] }, c: 1 }",
        &actions("- { target: '$.a.b[0]', remove: true }\n- { target: $.a, update: { b: [z], d: { e: 1 } } }"),
    );
    let written = |text: &str| {
        let pointer = Pointer::parse(FileId(0), text).unwrap();
        format!("{:?}", source.written(&pointer))
    };
    assert_eq!(written("/a/b/0"), "0#/a/b/1");
    assert_eq!(written("/a/b/1"), "1#/actions/1/update/b/0");
    assert_eq!(written("/a/d/e"), "1#/actions/1/update/d/e");
    assert_eq!(written("/a"), "0#/a");
    assert_eq!(written("/c"), "0#/c");
}

/// The overlays of the specification's own test suite, where they are at hand:
/// those that are to pass are read, the others are refused.
#[test]
fn the_compliance_documents_are_told_apart() {
    let suite = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/fixtures/overlay");
    let suite = std::env::var("SPECWRIGHT_OVERLAYS").map_or(suite, Utf8PathBuf::from);
    if !suite.is_dir() {
        println!("skipped: there are no overlays in {suite}");
        return;
    }
    let mut read = 0;
    for (folder, passes) in [
        ("v1.0/pass", true),
        ("v1.1/pass", true),
        ("v1.0/fail", false),
        ("v1.1/fail", false),
    ] {
        for entry in suite.join("tests").join(folder).read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            let text = std::fs::read_to_string(&path).unwrap();
            let source = Source::of_texts(&[("overlay.yaml", &text)]);
            let mut diagnostics = Diagnostics::default();
            let actions = super::action::read(&source.files[0].value, &Pointer::root(FileId(0)), &mut diagnostics);
            assert_eq!(actions.is_some(), passes, "{path}: {:?}", diagnostics.list());
            assert_eq!(diagnostics.count(Severity::Error) == 0, passes, "{path}");
            read += 1;
        }
    }
    assert!(read > 20, "{read} overlays are at hand");
}

/// The sets of the suite that are complete: document, overlay and output.
#[test]
fn the_compliance_sets_give_their_output() {
    let suite = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/fixtures/overlay");
    let suite = std::env::var("SPECWRIGHT_OVERLAYS").map_or(suite, Utf8PathBuf::from);
    if !suite.is_dir() {
        println!("skipped: there are no overlays in {suite}");
        return;
    }
    for entry in suite.join("compliant-sets").read_dir_utf8().unwrap() {
        let set = entry.unwrap().into_path();
        let text = |name: &str| std::fs::read_to_string(set.join(name)).ok();
        let Some((document, overlay)) = text("openapi.yaml").zip(text("overlay.yaml")) else {
            println!("skipped: {set} has no document or no overlay");
            continue;
        };
        let (value, _, findings) = overlaid(&document, &overlay);
        assert_eq!(findings, Vec::<String>::new(), "{set}");
        match text("output.yaml") {
            Some(output) => assert_eq!(
                value,
                Source::of_texts(&[("output.yaml", &output)]).files[0].value,
                "{set}"
            ),
            None => println!("skipped: {set} has no output to compare with"),
        }
    }
}
