//! What the generator understands of every fixture: snapshots of the neutral
//! representation, as `--dump ir` prints it.

use camino::{Utf8Path, Utf8PathBuf};

use super::read;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir;

/// Every folder `<area>/<case>` of the fixtures, in order.
fn cases() -> Vec<Utf8PathBuf> {
    let fixtures = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases = Vec::new();
    for area in fixtures.read_dir_utf8().unwrap() {
        for case in area.unwrap().path().read_dir_utf8().unwrap() {
            cases.push(case.unwrap().into_path());
        }
    }
    cases.retain(|case| case.join("openapi.yaml").is_file() || case.join("codegen.toml").is_file());
    cases.sort();
    cases
}

/// The representation of a fixture's documents, and the findings about them.
fn understood(case: &Utf8Path) -> String {
    let config = match std::fs::read_to_string(case.join("codegen.toml")) {
        Ok(text) => Config::parse(&text, &case.join("codegen.toml")).unwrap(),
        Err(_) => Config::for_documents(vec!["openapi.yaml".into()], "fixture", "expected".into()),
    };
    let mut diagnostics = Diagnostics::default();
    let api = read(&config, case, &|_| {}, &mut diagnostics).api;
    let mut text = ir::dump(&api.expect("a fixture generates"), None);
    for diagnostic in diagnostics.list() {
        text.push_str(&format!(
            "{}[{}] {} @ {:?}\n",
            diagnostic.severity, diagnostic.code, diagnostic.message, diagnostic.pointer
        ));
    }
    text
}

#[test]
fn every_fixture_is_understood_as_reviewed() {
    let mut seen = 0;
    for case in cases() {
        let (area, name) = (case.parent().unwrap().file_name().unwrap(), case.file_name().unwrap());
        let text = understood(&case);
        // A twin is made of the document of its sibling, in another style.
        match name.strip_suffix("_derive") {
            Some(sibling) => assert_eq!(text, understood(&case.with_file_name(sibling)), "{case}"),
            None => insta::assert_snapshot!(format!("{area}_{name}"), text),
        }
        seen += 1;
    }
    assert!(seen > 15, "the fixtures are found: {seen}");
}

/// The dump of one operation is a part of the whole: the operation itself, and
/// no type that it does not reach.
#[test]
fn one_operation_is_told_from_the_others() {
    let case = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema/unions");
    let config = Config::for_documents(vec!["openapi.yaml".into()], "fixture", "expected".into());
    let api = read(&config, &case, &|_| {}, &mut Diagnostics::default()).api;
    let api = api.unwrap();
    let by_name = ir::dump(&api, Some("values.get"));
    assert_eq!(by_name, ir::dump(&api, Some("getValue")));
    assert_eq!(by_name, ir::dump(&api, Some("GET /values")));
    assert!(by_name.contains("\nLoose = union untagged"), "{by_name}");
    assert!(!by_name.contains("Circle"), "{by_name}");
    assert_eq!(ir::dump(&api, Some("no such operation")), "");
}
