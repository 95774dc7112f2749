//! Holds the documents that are published with the samples against the pages and
//! against `spec/`, and the manifest against the files.

use serde_json::{Value, json};

use super::support::Spec;
use super::{TABS, assert_none, page, pages, parse, samples, snippet, text};

#[test]
fn every_sample_is_in_the_document_and_in_its_overlay() {
    let pages = pages();
    let mut failures = Vec::new();
    let mut compared = 0;
    let parsed = ["client", "server", "admin"].map(|name| {
        let document = parse(&pages, &format!("openapi/{name}.json"));
        (
            name,
            document,
            parse(&pages, &format!("openapi/{name}.samples.overlay.json")),
        )
    });
    for sample in samples(&pages) {
        let found = parsed.iter().find(|(name, ..)| *name == text(&sample, "document"));
        let (_, document, overlay) = found.expect("a document");
        let fences = page::check(&pages[&snippet(&sample)]).expect("MDX");
        let shown: Vec<(&str, &str)> = fences
            .iter()
            .take_while(|fence| fence.language != "json")
            .map(|fence| (fence.language.as_str(), fence.text.as_str()))
            .collect();
        let (path, method) = (text(&sample, "path"), text(&sample["request"], "method").to_lowercase());
        let target = format!("$.paths['{path}'].{method}");
        let updates = overlay["actions"].as_array().expect("actions");
        let update = updates.iter().rfind(|action| action["target"] == json!(target));
        for (place, operation) in [
            ("document", Some(&document["paths"][path][&method])),
            ("overlay", update.map(|action| &action["update"])),
        ] {
            let listed: Vec<(&str, &str)> = operation
                .and_then(|operation| operation["x-codeSamples"].as_array())
                .into_iter()
                .flatten()
                .map(|sample| (text(sample, "lang"), text(sample, "source")))
                .collect();
            if listed != shown {
                failures.push(format!("{path} {method}: not the samples of the page in the {place}"));
            }
            compared += listed.len();
        }
    }
    assert_none(&failures);
    assert!(compared > 500 * TABS.len(), "{compared} samples were compared");
}

/// The bundled document says what the files of `spec/` say: every operation of
/// theirs is in it, word for word, once references are followed on both sides.
#[test]
fn the_bundled_documents_are_those_of_the_files() {
    let pages = pages();
    let spec = Spec::load();
    let mut compared = 0;
    for name in ["client", "server", "admin"] {
        let bundled = parse(&pages, &format!("openapi/{name}.json"));
        let paths = spec.root(&format!("{name}.yaml")).member("paths").expect("paths");
        assert_eq!(
            bundled["paths"].as_object().map(serde_json::Map::len),
            Some(paths.members().count())
        );
        for (path, item) in paths.members() {
            for (method, operation) in item.resolve().members() {
                let mut own = bundled["paths"][path][method].clone();
                own.as_object_mut()
                    .map(|operation| operation.shift_remove("x-codeSamples"));
                let written = operation.value.clone();
                assert_eq!(plain(&own), plain(&written), "{name}: {method} {path}");
                compared += 1;
            }
        }
    }
    assert!(compared > 270, "{compared} operations were compared");
}

/// A tree in which a reference is nothing but that: names of components differ.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(map) if map.contains_key("$ref") => json!({ "$ref": true }),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        Value::Array(items) => items.iter().map(plain).collect(),
        scalar => scalar.clone(),
    }
}

#[test]
fn the_manifest_names_every_file_and_what_is_in_it() {
    let pages = pages();
    let manifest = parse(&pages, "manifest.json");
    let listed: Vec<&String> = manifest["files"].as_object().expect("files").keys().collect();
    let mut there: Vec<&String> = pages.keys().filter(|path| *path != "manifest.json").collect();
    there.sort();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, there);
    let checks = manifest["checks"].as_object().expect("checks");
    assert!(checks.values().all(|check| check["files"] != json!(0)), "{checks:?}");
}
