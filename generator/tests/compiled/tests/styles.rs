//! Lean and derived implementations read the same JSON as the same value: the
//! fixtures `unions` and `unions_derive` are made of one document.

use compiled::{schema_unions as lean, schema_unions_derive as derived};

/// Reads `json` in both styles, and returns what came of it.
fn read(json: &str) -> String {
    let lean = format!("{:?}", serde_json::from_str::<lean::types::Loose>(json));
    let derived = format!("{:?}", serde_json::from_str::<derived::types::Loose>(json));
    assert_eq!(lean, derived, "{json}");
    lean
}

#[test]
fn untagged_unions_take_the_same_arm() {
    for (json, arm) in [
        (r#""x""#, "String("),
        ("1", "Integer("),
        (r#"{"a":"x"}"#, "A2("),
        (r#"{"a":"x","b":true}"#, "A("),
        (r#"{"a":"x","b":1}"#, "A2("),
        // A derived struct would read itself from a list.
        (r#"["x"]"#, "List("),
        (r#"["x",true]"#, "Unknown("),
        ("[]", "List("),
        ("null", "Unknown("),
        ("1.5", "Unknown("),
        ("{}", "Unknown("),
    ] {
        assert!(read(json).starts_with(&format!("Ok({arm}")), "{json} is {}", read(json));
    }
}

#[test]
fn tagged_unions_take_the_same_arm() {
    for json in [
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"kind":"square","side":2}"#,
        r#"{"kind":"hexagon","side":2}"#,
        r#"{"radius":1}"#,
    ] {
        let lean = serde_json::from_str::<lean::types::Shape>(json).expect("a shape");
        let derived = serde_json::from_str::<derived::types::Shape>(json).expect("a shape");
        assert_eq!(format!("{lean:?}"), format!("{derived:?}"));
        assert_eq!(
            serde_json::to_string(&lean).expect("JSON"),
            serde_json::to_string(&derived).expect("JSON")
        );
    }
}
