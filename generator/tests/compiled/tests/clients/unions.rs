//! Unions take the arm that the document means, and keep what is none.

use serde_json::{Value, json};

use super::unions_client as api;
use crate::exchange::{Server, client};
use api::types::{Circle, Fault, Loose, Shape, Square};
use api::{Error, ErrorBody};

#[tokio::test]
async fn arms_are_sent_with_their_tag() {
    let hexagon = json!({ "kind": "hexagon", "side": 2, "deep": { "list": [1, null] } });
    for (shape, sent) in [
        (Shape::from(Circle::new(1.5)), json!({ "kind": "circle", "radius": 1.5 })),
        (Square::new(2.0).into(), json!({ "kind": "square", "side": 2.0 })),
        (Shape::Unknown(hexagon.clone()), hexagon),
    ] {
        let server = Server::json(r#"{"kind":"circle","radius":1}"#);
        let call = client!(api, server).shapes().create(&shape).await;
        assert_eq!(call.expect("a shape"), Shape::Circle(Circle::new(1.0)));
        assert_eq!(server.body(), sent);
        assert_eq!(shape.kind(), sent["kind"].as_str());
    }
}

#[tokio::test]
async fn unknown_arms_are_kept_and_sent_back() {
    for unknown in [
        json!({ "kind": "hexagon", "side": 2, "big": 9_007_199_254_740_993_i64 }),
        json!({ "kind": 7 }),
        json!({ "radius": 1 }),
        json!({}),
        json!(null),
        json!([1, "circle"]),
    ] {
        let server = Server::json(&unknown.to_string());
        let client = client!(api, server);
        let shape = client.shapes().create(&Circle::new(1.0).into()).await.expect("a shape");
        assert_eq!(shape, Shape::Unknown(unknown.clone()));
        let _ = client.shapes().create(&shape).await;
        assert_eq!(server.body(), unknown);
    }
}

#[tokio::test]
async fn a_known_tag_with_another_body_is_an_error() {
    let body = r#"{"kind":"circle","radius":"wide"}"#;
    let shape = client!(api, Server::json(body))
        .shapes()
        .create(&Circle::new(1.0).into())
        .await;
    let Err(Error::Decode(error)) = shape else {
        panic!("a radius is a number: {shape:?}");
    };
    assert_eq!(&*error.body, body.as_bytes());
    assert!(error.message.contains("wide"), "{error}");
}

#[tokio::test]
async fn several_tags_share_one_schema() {
    for (body, code) in [
        (json!({ "code": "NOT_FOUND", "error": "e" }), "NOT_FOUND"),
        (json!({ "code": "GONE", "error": "e" }), "GONE"),
        (json!({ "code": "LIMIT", "details": { "limit": 3 } }), "LIMIT"),
        (json!({ "code": "NEW", "x": 1 }), "NEW"),
    ] {
        let server = Server::answering(418, "application/json", body.to_string());
        let error = client!(api, server).shapes().create(&Circle::new(1.0).into()).await;
        let error = error.expect_err("a fault");
        let Some(ErrorBody::Fault(fault)) = error.body() else {
            panic!("{body} is a fault: {error:?}");
        };
        assert_eq!(fault.code(), Some(code));
        match fault {
            Fault::NotFound(plain) | Fault::Gone(plain) => assert_eq!((&*plain.code, &*plain.error), (code, "e")),
            Fault::Limit(limit) => assert_eq!(limit.details.limit, 3),
            Fault::Unknown(value) => assert_eq!(*value, body),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_has_no_tag_takes_the_first_arm_that_fits() {
    for (body, arm) in [
        (json!("x"), "String("),
        (json!(1), "Integer("),
        (json!({ "a": "x" }), "A("),
        (json!({ "a": "x", "b": true }), "B("),
        (json!({ "a": "x", "b": 1 }), "A("),
        // A derived struct would read itself from a list.
        (json!(["x"]), "List("),
        (json!(["x", true]), "Unknown("),
        (json!([]), "List("),
        // Two arms that differ by a constant alone.
        (json!({ "type": "link", "url": "u" }), "Link("),
        (json!({ "type": "upload", "url": "u" }), "Upload("),
        (json!({ "type": "other", "url": "u" }), "Unknown("),
        (json!({ "url": "u" }), "Unknown("),
        (json!(1.5), "Unknown("),
        (json!({}), "Unknown("),
        (Value::Null, "Unknown("),
    ] {
        let value = client!(api, Server::json(&body.to_string())).values().get().await;
        let value = value.expect("a value");
        assert!(format!("{value:?}").starts_with(arm), "{body} is {value:?}");
        if let Loose::Unknown(kept) = value {
            assert_eq!(kept, body);
        }
    }
}
