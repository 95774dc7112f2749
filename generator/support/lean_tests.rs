//! Tests of the helpers with implementations as they are emitted.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, Serializer};

use super::*;

#[derive(Debug, PartialEq)]
struct User {
    id: String,
    name: Option<String>,
    rest: BTreeMap<String, i64>,
}

impl<'de> Deserialize<'de> for User {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        record(deserializer, "User", &["id", "name"])
    }
}

impl<'de> Record<'de> for User {
    const OPEN: bool = true;

    fn read<A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, Missing> {
        let mut f = (None, Default::default(), Default::default());
        while let Some(key) = fields.next() {
            match key {
                0 => fields.value(&mut f.0),
                1 => fields.optional(&mut f.1),
                _ => fields.additional(&mut f.2),
            }
        }
        let (Some(id), name, rest) = f else {
            return Err(fields.missing(&[0]));
        };
        Ok(Self { id, name, rest })
    }
}

impl Serialize for User {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = Object::new(serializer);
        object.value("id", &self.id);
        object.optional("name", &self.name);
        object.additional(&self.rest);
        object.end()
    }
}

fn user(text: &str) -> Result<User, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn reads_keys_in_any_order() {
    let expected = User {
        id: "1".to_owned(),
        name: Some("Ada".to_owned()),
        rest: BTreeMap::from([("x".to_owned(), 5)]),
    };
    assert_eq!(user(r#"{"id":"1","name":"Ada","x":5}"#).unwrap(), expected);
    assert_eq!(user(r#"{"x":5,"name":"Ada","id":"0","id":"1"}"#).unwrap(), expected);
    assert_eq!(
        serde_json::to_string(&expected).unwrap(),
        r#"{"id":"1","name":"Ada","x":5}"#
    );
}

#[test]
fn null_and_missing_are_told_apart_from_errors() {
    assert_eq!(user(r#"{"id":"1","name":null}"#).unwrap().name, None);
    assert!(user(r#"{"name":"Ada"}"#).unwrap_err().contains("missing field `id`"));
    assert!(user(r#"{"id":null}"#).unwrap_err().contains("invalid type: null"));
    assert!(user("[]").unwrap_err().contains("an object of type User"));
}

#[test]
fn errors_name_their_field() {
    let mut deserializer = serde_json::Deserializer::from_str(r#"[{"id":"1"},{"id":"2","name":7}]"#);
    let error = serde_path_to_error::deserialize::<_, Vec<User>>(&mut deserializer).unwrap_err();
    assert_eq!(error.path().to_string(), "[1].name");
}

#[test]
fn tags_are_added_where_the_arm_lacks_them() {
    let arm = BTreeMap::from([("a", 1)]);
    let text = tagged(serde_json::value::Serializer, "type", "first", &arm).unwrap();
    assert_eq!(text.to_string(), r#"{"type":"first","a":1}"#);
}
