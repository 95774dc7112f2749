//! The command around the comparison: what it takes, what it prints, how it ends.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

use crate::case::specwright;

const OLD: &str = "openapi: 3.1.0
info: { title: Lamps, version: '1' }
paths:
  /lamps:
    get:
      operationId: listLamps
      responses:
        '200':
          description: All.
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Lamp' } } } }
components:
  schemas:
    Lamp: { type: object, properties: { on: { type: boolean } } }
";

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Utf8PathBuf) {
    let guard = tempfile::tempdir().expect("a temporary folder");
    let root = Utf8PathBuf::from_path_buf(guard.path().to_owned()).expect("a name that is text");
    for (name, text) in files {
        let place = root.join(name);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, text).expect("a file");
    }
    (guard, root)
}

fn brighter() -> String {
    OLD.replace(
        "on: { type: boolean }",
        "on: { type: boolean }, watts: { type: integer }",
    )
}

#[test]
fn the_exit_code_is_for_ci() {
    let more = OLD.replace(
        "components:",
        "  /x:\n    get: { responses: { '204': { description: Done. } } }\ncomponents:",
    );
    let told = OLD
        .replace(
            "'200':\n          description: All.",
            "'200':\n          description: All lamps.",
        )
        .replace("Lamp: {", "Lamp: { description: It shines.,");
    let (_guard, root) = folder(&[
        ("old.yaml", OLD),
        ("brighter.yaml", &brighter()),
        ("more.yaml", &more),
        ("told.yaml", &told),
        ("broken.yaml", "openapi: [\n"),
    ]);
    let code = |new: &str, fail_on: &str| specwright(&root, &["diff", "old.yaml", new, "--fail-on", fail_on]).0;
    for (new, breaking, compatible, any) in [
        ("old.yaml", 0, 0, 0),
        ("told.yaml", 0, 0, 1),
        ("more.yaml", 0, 1, 1),
        ("brighter.yaml", 1, 1, 1),
        ("broken.yaml", 2, 2, 2),
    ] {
        assert_eq!(code(new, "breaking"), breaking, "{new}");
        assert_eq!(code(new, "compatible"), compatible, "{new}");
        assert_eq!(code(new, "any"), any, "{new}");
        assert_eq!(code(new, "never"), breaking & 2, "{new}");
    }
    assert_eq!(code("none.toml", "never"), 3);
}

#[test]
fn the_three_forms_of_a_report() {
    let (_guard, root) = folder(&[("old.yaml", OLD), ("new.yaml", &brighter())]);
    for format in ["text", "markdown", "json"] {
        let (code, text) = specwright(&root, &["diff", "old.yaml", "new.yaml", "--format", format]);
        assert_eq!(code, 0);
        insta::assert_snapshot!(format!("report_as_{format}"), text);
    }
}

#[test]
fn a_document_takes_its_place_in_a_project() {
    let two = "[package]\nname = \"lamps\"\noutput = \"lamps\"\nversion = \"1.2.3\"\n\
               [[document]]\npath = \"api/lamps.yaml\"\n[[document]]\npath = \"api/other.yaml\"\n\
               [types.rename]\nLamp = \"Light\"\n";
    let one = two.replace("[[document]]\npath = \"api/other.yaml\"\n", "");
    let (_guard, root) = folder(&[
        ("api/lamps.yaml", &brighter()),
        ("api/other.yaml", &OLD.replace("listLamps", "listOthers")),
        ("was/lamps.yaml", OLD),
        ("was/else.yaml", OLD),
        ("one.toml", &one),
        ("two.toml", two),
    ]);
    let report = |arguments: &[&str]| {
        let arguments = [&["diff", "--format", "json"], arguments].concat();
        let (code, text) = specwright(&root, &arguments);
        assert_eq!(code, 0, "{text}");
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let items = |report: &Value| {
        let changes = report["changes"].as_array().expect("a list").iter();
        changes
            .map(|change| change["item"].as_str().expect("a text").to_owned())
            .collect::<Vec<_>>()
    };
    let once = report(&["was/else.yaml", "one.toml"]);
    assert_eq!(items(&once), ["types::Light.watts"]);
    assert_eq!(
        (&once["version"], &once["next_version"]),
        (&"1.2.3".into(), &"2.0.0".into())
    );
    assert_eq!(once["changes"][0]["new"]["file"], "api/lamps.yaml");
    let both = report(&["was/lamps.yaml", "api/lamps.yaml", "--config", "one.toml"]);
    assert_eq!(items(&both), ["types::Light.watts"]);
    // What both documents had alike is now a type of each.
    let several = items(&report(&["was/lamps.yaml", "two.toml"]));
    assert!(several.contains(&"lamps::types::Light.watts".to_owned()), "{several:?}");
    let (code, text) = specwright(&root, &["diff", "was/else.yaml", "two.toml"]);
    assert_eq!(code, 2);
    assert!(text.contains("no document that is called like"), "{text}");
}

#[test]
fn schemas_that_hold_each_other_are_found_under_other_names() {
    let old = OLD.replace(
        "{ on: { type: boolean } }",
        "{ on: { type: boolean }, room: { $ref: '#/components/schemas/Room' } } }\n    \
         Room: { type: object, properties: { floor: { type: integer }, lamp: { $ref: '#/components/schemas/Lamp' } }",
    );
    let new = old
        .replace("Lamp", "Light")
        .replace("listLights", "listLamps")
        .replace("Room", "Place");
    let (_guard, root) = folder(&[("old.yaml", &old), ("new.yaml", &new)]);
    let (_, text) = specwright(&root, &["diff", "old.yaml", "new.yaml"]);
    let changes: Vec<&str> = text.lines().filter(|line| line.contains("`")).map(str::trim).collect();
    let expected = [
        "types::Lamp is now called `types::Light`",
        "types::Room is now called `types::Place`",
    ];
    assert_eq!(changes, expected, "{text}");
}

/// Documents of real APIs, where they are at hand.
#[test]
fn a_document_does_not_differ_from_itself() {
    let real = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    for name in [
        "onfido.json",
        "box.json",
        "vonage-voice.yaml",
        "xero-finance.yaml",
        "stripe.json",
    ] {
        if !real.join(name).exists() {
            eprintln!("skipped: there is no {name}");
            continue;
        }
        let (code, text) = specwright(&real, &["diff", name, name, "--fail-on", "any"]);
        assert_eq!((code, text.trim()), (0, "The client is the same."), "{name}");
    }
}
