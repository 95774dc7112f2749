//! Lean and derived implementations read the same JSON as the same value, and
//! write it as the same text.

use std::fmt::Debug;

use compiled::{
    schema_composition as composition, schema_composition_derive as composition_derive, schema_enums as enums,
    schema_enums_derive as enums_derive, schema_presence as presence, schema_presence_derive as presence_derive,
    schema_unions as unions, schema_unions_derive as unions_derive,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Texts that are read as every type: some fit, most do not.
const TEXTS: &[&str] = &[
    "null",
    "true",
    "0",
    "10",
    "1.5",
    "1e2",
    "-1",
    r#""""#,
    r#""x""#,
    r#""red""#,
    "[]",
    "{}",
    r#"{"a":"x"}"#,
    r#"{"a":"x","b":true}"#,
    r#"{"a":"x","b":1}"#,
    r#"{"kind":"circle","radius":1.5}"#,
    r#"{"radius":1,"kind":"circle"}"#,
    r#"{"kind":"circle"}"#,
    r#"{"kind":"square","side":2,"more":[]}"#,
    r#"{"kind":"hexagon","side":2}"#,
    r#"{"radius":1}"#,
    r#"{"radius":null}"#,
    r#"{"id":"1","nickname":null}"#,
    r#"{"id":"1"}"#,
    r#"{"id":"1","nickname":"n","age":null,"motto":"m","extra":null}"#,
    r#"{"color":"red","vote":null,"level":1}"#,
    r#"{"color":"mauve","vote":"sideways","level":7}"#,
    r#"{"color":"red","level":1}"#,
    r#"{"name":"n","children":[]}"#,
    r#"{"name":"n","children":[{"name":"m","children":[]}],"position":[1,"x"]}"#,
    r#"{"name":"n","children":[],"position":[1,"x",2]}"#,
    r#"{"known":"k","more":1}"#,
    r#"{"known":"k","more":"1"}"#,
];

/// Reads all texts as both types; what they become must look the same.
fn read<Lean: DeserializeOwned + Debug, Derived: DeserializeOwned + Debug>(type_name: &str) {
    let mut fitting = 0;
    for text in TEXTS {
        let lean = serde_json::from_str::<Lean>(text).map_err(|_| "refused");
        let derived = serde_json::from_str::<Derived>(text).map_err(|_| "refused");
        fitting += usize::from(lean.is_ok());
        assert_eq!(format!("{lean:?}"), format!("{derived:?}"), "{text} as {type_name}");
    }
    assert!(fitting > 0, "no text is a {type_name}");
}

/// Reads all texts as both types and writes them again: the same text.
fn write<Lean: DeserializeOwned + Serialize, Derived: DeserializeOwned + Serialize>(type_name: &str) {
    for text in TEXTS {
        let lean = serde_json::from_str::<Lean>(text);
        let derived = serde_json::from_str::<Derived>(text);
        let (Ok(lean), Ok(derived)) = (lean, derived) else {
            continue;
        };
        let texts = [serde_json::to_string(&lean), serde_json::to_string(&derived)].map(|text| text.expect("JSON"));
        assert_eq!(texts[0], texts[1], "{text} as {type_name}");
    }
}

#[test]
fn twins_read_the_same() {
    read::<unions::types::Loose, unions_derive::types::Loose>("Loose");
    read::<unions::types::LooseA, unions_derive::types::LooseA>("LooseA");
    read::<unions::types::Shape, unions_derive::types::Shape>("Shape");
    read::<unions::types::Circle, unions_derive::types::Circle>("Circle");
    read::<presence::types::Profile, presence_derive::types::Profile>("Profile");
    read::<enums::types::Color, enums_derive::types::Color>("Color");
    read::<enums::types::LampLevel, enums_derive::types::LampLevel>("LampLevel");
    read::<enums::types::Lamp, enums_derive::types::Lamp>("Lamp");
    read::<composition::types::Node, composition_derive::types::Node>("Node");
    read::<composition::types::Open, composition_derive::types::Open>("Open");
}

#[test]
fn twins_write_the_same() {
    write::<unions::types::Shape, unions_derive::types::Shape>("Shape");
    write::<enums::types::Color, enums_derive::types::Color>("Color");
    write::<enums::types::Lamp, enums_derive::types::Lamp>("Lamp");
    write::<composition::types::Node, composition_derive::types::Node>("Node");
    write::<composition::types::Open, composition_derive::types::Open>("Open");
}

/// What no server should send: derived structs read themselves from lists, and
/// refuse a key that is given twice; of the lean ones it is the other way round.
#[test]
fn twins_differ_where_json_is_no_object() {
    let list = r#"["1",null,null,null,null]"#;
    assert!(serde_json::from_str::<presence::types::Profile>(list).is_err());
    assert!(serde_json::from_str::<presence_derive::types::Profile>(list).is_ok());
    let twice = r#"{"id":"1","id":"2","nickname":null}"#;
    let profile = serde_json::from_str::<presence::types::Profile>(twice).expect("the last one holds");
    assert_eq!(profile.id, "2");
    assert!(serde_json::from_str::<presence_derive::types::Profile>(twice).is_err());
}
