//! Absent, null and a value are three states, where the document has three.

use serde_json::{Value, json};

use super::presence_client as api;
use crate::exchange::{Server, client};
use api::types::{NewProfile, Profile, ProfileUpdate};
use api::{Error, Patch};

const PROFILE: &str = r#"{"id":"1","nickname":null}"#;

#[tokio::test]
async fn each_state_is_sent_as_itself() {
    let unchanged = ProfileUpdate::default;
    for (update, sent) in [
        (unchanged(), json!({})),
        (
            ProfileUpdate {
                nickname: Patch::Null,
                tags: Patch::Null,
                ..unchanged()
            },
            json!({ "nickname": null, "tags": null }),
        ),
        (
            ProfileUpdate {
                nickname: Patch::Set(String::new()),
                tags: Patch::Set(Vec::new()),
                ..unchanged()
            },
            json!({ "nickname": "", "tags": [] }),
        ),
        (
            ProfileUpdate {
                age: Some(0),
                tags: vec!["a".to_owned()].into(),
                ..unchanged()
            },
            json!({ "age": 0, "tags": ["a"] }),
        ),
    ] {
        let server = Server::json(PROFILE);
        let call = client!(api, server).profiles().update("1", &update).await;
        assert_eq!(call.expect("a profile").id, "1");
        assert_eq!(server.body(), sent, "{update:?}");
        assert_eq!(server.last().method(), "PATCH");
    }
}

#[tokio::test]
async fn what_is_required_is_always_sent() {
    let server = Server::answering(201, "application/json", PROFILE);
    let client = client!(api, server);
    let mut profile = NewProfile::new("Ada");
    client.profiles().create("1", &profile).await.expect("a profile");
    // The constant is nobody's to set, and comes first.
    assert_eq!(server.text(), r#"{"kind":"person","name":"Ada","nickname":null}"#);
    profile.nickname = Some("A".to_owned());
    profile.age = Some(36);
    client.profiles().create("1", &profile).await.expect("a profile");
    assert_eq!(
        server.text(),
        r#"{"kind":"person","name":"Ada","nickname":"A","age":36}"#
    );
}

#[tokio::test]
async fn absence_and_null_are_read_alike() {
    let empty = Profile {
        id: "1".to_owned(),
        nickname: None,
        age: None,
        motto: None,
        extra: None,
    };
    for body in [
        PROFILE,
        r#"{"id":"1","nickname":null,"age":null,"motto":null}"#,
        // What the document does not know of.
        r#"{"new":{"id":2},"id":"1","nickname":null}"#,
    ] {
        let read = client!(api, Server::json(body)).profiles().get("1").await;
        assert_eq!(read.expect("a profile"), empty, "{body}");
    }
    let full = r#"{"extra":[1,{"a":null}],"motto":"m","age":36,"nickname":"n","id":"1"}"#;
    let read = client!(api, Server::json(full)).profiles().get("1").await;
    let profile = read.expect("a profile");
    assert_eq!(profile.nickname.as_deref(), Some("n"));
    assert_eq!(profile.motto.as_deref(), Some("m"));
    assert_eq!(profile.age, Some(36));
    assert_eq!(profile.extra, Some(json!([1, { "a": null }])));
}

#[tokio::test]
async fn what_does_not_fit_names_its_field_and_keeps_the_body() {
    for (body, path, message) in [
        (r#"{"nickname":null}"#, "", "missing field `id`"),
        (r#"{"id":null,"nickname":null}"#, "id", "null"),
        (
            r#"{"id":"1","nickname":null,"age":"36"}"#,
            "age",
            "expected i64",
        ),
        (r#"{"id":"1","nickname":7}"#, "nickname", "integer `7`"),
        ("[]", "", "expected"),
        (r#"{"id":"1""#, "", "EOF"),
        ("", "", "empty"),
    ] {
        let error = client!(api, Server::json(body)).profiles().get("1").await;
        let Err(Error::Decode(error)) = error else {
            panic!("{body} is no profile: {error:?}");
        };
        assert_eq!(error.path, path, "{body}: {error}");
        assert!(error.message.contains(message), "{body}: {}", error.message);
        assert_eq!(&*error.body, body.as_bytes());
        assert_eq!(error.status, 200);
    }
}

/// `Value::Null` is any JSON too: it is there, and means nothing.
#[test]
fn null_is_no_value_of_what_may_be_anything() {
    let read: Profile = serde_json::from_value(json!({ "id": "1", "nickname": null, "extra": null })).expect("a profile");
    assert_eq!(read.extra.filter(|extra| *extra != Value::Null), None);
}
