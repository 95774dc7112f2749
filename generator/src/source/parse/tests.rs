//! Tests of reading YAML and JSON.

use serde_json::json;

use super::{Fault, parse};

fn fault(text: &str, json_file: bool) -> Fault {
    parse(text, json_file).map(|parsed| parsed.value).unwrap_err()
}

#[test]
fn yaml_becomes_json() {
    let text = "200: a\ntrue: [1, -2, 1.5, null, ~]\nbase: &b { x: 1, y: 2 }\nm: { <<: *b, y: 3 }\nmany: { <<: [{ p: 1 }, { p: 2, q: 3 }] }\ntag: !Ref x\nbig: 340282366920938463463374607431768211455\n";
    let expect = json!({
        "200": "a", "true": [1, -2, 1.5, null, null], "base": { "x": 1, "y": 2 }, "m": { "y": 3, "x": 1 },
        "many": { "p": 1, "q": 3 }, "tag": "x", "big": 3.402823669209385e38
    });
    assert_eq!(parse(text, false).unwrap().value, expect);
}

#[test]
fn line_ends_and_braces_do_not_matter() {
    assert_eq!(
        parse("a: 1\r\nb:\r\n  - 2\r\n", false).unwrap().value,
        json!({ "a": 1, "b": [2] })
    );
    assert_eq!(parse("{ a: 1 }", false).unwrap().value, json!({ "a": 1 }));
    assert_eq!(parse("{\"a\": 1}", false).unwrap().value, json!({ "a": 1 }));
}

#[test]
fn duplicates_and_odd_numbers_are_noticed() {
    for (text, json_file) in [("a: { b: 1, b: 2 }", false), ("{\"a\": {\"b\": 1, \"b\": 2}}", true)] {
        let parsed = parse(text, json_file).unwrap();
        assert_eq!(parsed.duplicates, [["a", "b"]]);
        assert_eq!(parsed.value, json!({ "a": { "b": 2 } }));
    }
    let parsed = parse("a: [.inf, .nan]", false).unwrap();
    assert_eq!(parsed.non_finite, [["a", "0"], ["a", "1"]]);
}

#[test]
fn faults_have_codes_and_places() {
    assert_eq!(fault("a: [1", false).code, "invalid-yaml");
    let broken = fault("{\"a\": 1,\n\"b\" 2}", true);
    assert_eq!((broken.code, broken.position), ("invalid-json", Some((2, 5))));
    assert_eq!(fault(&"[".repeat(2000), true).code, "too-deep");
    assert_eq!(fault(&"[".repeat(2000), false).code, "too-deep");
    let nested = (0..2000).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n");
    assert_eq!(fault(&nested, false).code, "too-deep");
    let bomb = (1..9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, level| {
        text + &format!(
            "a{level}: &a{level} [{}]\n",
            [format!("*a{}", level - 1).as_str(); 9].join(", ")
        )
    });
    assert_eq!(fault(&bomb, false).code, "alias-bomb");
    // One long text, often: few aliases, and much memory.
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), ["*a"; 2000].join(", "));
    assert_eq!(fault(&text, false).code, "alias-bomb");
}
