//! A small document, its samples, and what may become of them.

use camino::Utf8PathBuf;
use serde_json::{Value, json};

use super::*;

const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Lamps, version: '1' }
paths:
  /lamps:
    get:
      responses: { '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } } }
components:
  schemas:
    Lamp:
      type: object
      required: [id, room, kind]
      properties:
        kind: { type: string, enum: [lamp], readOnly: true }
        id: { type: integer }
        room: { type: [string, 'null'] }
        note: { type: [string, 'null'] }
        light: { oneOf: [{ $ref: '#/components/schemas/Colour' }, { $ref: '#/components/schemas/White' }] }
    Colour: { type: object, properties: { hue: { type: number }, mode: { type: string } } }
    White: { type: object, properties: { kelvin: { type: integer } } }
";

fn trips() -> RoundTrips {
    let folder = tempfile::tempdir().unwrap();
    let path = Utf8PathBuf::from_path_buf(folder.path().join("lamps.yaml")).unwrap();
    std::fs::write(&path, DOCUMENT).unwrap();
    let config = Config::for_documents(vec![path], "lamps", "out".into());
    RoundTrips::new(&config, Utf8Path::new("")).unwrap()
}

/// Compares `original`, taken for a lamp, with what it came back as.
fn compare(trips: &RoundTrips, original: &Value, encoded: &Value) -> Result<(), String> {
    let lamp = trips.samples.iter().find(|sample| sample.ty == "Lamp").unwrap();
    compare::compare(&trips.plan, &lamp.path, original, encoded)
        .map_err(|found| format!("{}: {}", found.pointer, found.reason))
}

#[test]
fn every_type_has_samples_of_every_kind() {
    let trips = trips();
    let of_lamp = trips.samples.iter().filter(|sample| sample.ty == "Lamp");
    let kinds: Vec<&str> = of_lamp.map(|sample| sample.kind).collect();
    assert_eq!(kinds, ["minimal", "full", "null", "unknown field"]);
    let alternatives = trips
        .samples
        .iter()
        .filter(|sample| sample.kind.ends_with("alternative"));
    assert!(alternatives.count() >= 2);
    assert!(trips.without_sample.is_empty());
    let test = trips.files.get("tests/round_trip.rs").unwrap();
    assert!(test.contains("trip::<lamps::types::Lamp>"), "{test}");
}

#[test]
fn documented_differences_are_none() {
    let trips = trips();
    let original = json!({ "id": 1, "room": null, "note": null, "new": [1] });
    assert_eq!(compare(&trips, &original, &json!({ "room": null, "id": 1.0 })), Ok(()));
    let encoded = json!({ "room": null, "id": 1.0, "kind": "lamp" });
    assert_eq!(compare(&trips, &original, &encoded), Ok(()));
    assert!(
        compare(
            &trips,
            &original,
            &json!({ "room": null, "id": 1.0, "kind": "lantern" })
        )
        .is_err()
    );
}

#[test]
fn other_differences_are_seen() {
    let trips = trips();
    let original = json!({ "id": 1, "room": null, "note": "a" });
    let seen = |encoded: Value| compare(&trips, &original, &encoded).unwrap_err();
    assert_eq!(seen(json!({ "id": 1, "note": "a" })), "/room: the property is lost");
    assert_eq!(
        seen(json!({ "id": 1, "room": null, "note": "b" })),
        "/note: \"a\" became \"b\""
    );
    let more = json!({ "id": 1, "room": null, "note": "a", "more": 1 });
    assert_eq!(seen(more), "/more: the property was not there");
}

#[test]
fn the_alternative_that_keeps_most_is_wanted() {
    let trips = trips();
    let original = json!({ "id": 1, "room": null, "light": { "kelvin": 2700 } });
    let lost = json!({ "id": 1, "room": null, "light": {} });
    assert_eq!(
        compare(&trips, &original, &lost).unwrap_err(),
        "/light: another alternative would have kept more"
    );
    let original = json!({ "id": 1, "room": null, "light": { "kelvin": 2700, "new": 1 } });
    let kept = json!({ "id": 1, "room": null, "light": { "kelvin": 2700 } });
    assert_eq!(compare(&trips, &original, &kept), Ok(()));
}
