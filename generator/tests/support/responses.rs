//! What is made of answers: statuses, bodies, errors.

use std::error::Error as _;

use serde_json::json;

use crate::api::{Answer, Authorize, Body, GetNumbers, GetThing, Recorder};
use crate::support::call::Call;
use crate::support::error::Error;
use crate::support::response::Response;
use crate::support::style::SIMPLE;

const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");
const TEXT: (&str, &str) = ("content-type", "text/plain");

async fn get(answer: Answer) -> Result<Response<serde_json::Value, GetThing>, Error<Body>> {
    let core = Recorder::new(vec![answer]).core();
    let mut call = Call::<GetThing>::new(&core);
    call.request.path("id", &1, SIMPLE);
    call.send().await
}

#[tokio::test]
async fn successes_keep_everything() {
    let response = get((
        201,
        vec![JSON, ("x-request-id", "r1"), ("location", "/things/1")],
        r#"{"a":1}"#,
    ))
    .await;
    let response = response.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(response.location(), Some("/things/1"));
    assert_eq!(response.into_body(), json!({"a": 1}));
    assert_eq!(get((204, vec![], "")).await.unwrap().into_body(), json!(null));
}

#[tokio::test]
async fn errors_are_read_by_status_and_media_type() {
    for (answer, expected) in [
        ((400, vec![JSON], "{}"), Some(Body::Known(json!({})))),
        ((404, vec![TEXT], "gone"), Some(Body::Text("gone".to_owned()))),
        ((404, vec![JSON], "{}"), Some(Body::Known(json!({})))),
        ((400, vec![TEXT], "no"), None),
        ((500, vec![JSON], "{}"), None),
        ((400, vec![], "{}"), Some(Body::Known(json!({})))),
        ((429, vec![], ""), None),
    ] {
        let (status, _, text) = answer;
        let error = get(answer.clone()).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.body(), expected.as_ref(), "{answer:?}");
        assert_eq!(error.raw_body().unwrap(), text);
    }
}

#[tokio::test]
async fn an_error_body_that_cannot_be_read_is_kept_with_the_reason() {
    let error = get((400, vec![JSON, ("x-request-id", "r2")], "{oops"))
        .await
        .unwrap_err();
    assert_eq!(error.body(), None);
    assert_eq!(error.request_id(), Some("r2"));
    assert!(
        error.to_string().contains("400 Bad Request to request r2: {oops"),
        "{error}"
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn the_status_of_the_header_counts() {
    let error = get((200, vec![JSON, ("x-actual-status", "404")], "{}"))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert!(
        get((200, vec![JSON, ("x-actual-status", "nonsense")], "{}"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn decode_errors_name_the_field_and_keep_the_body() {
    let text = r#"[{"number":1},{"number":"two"}]"#;
    let core = Recorder::new(vec![(200, vec![JSON], text)]).core();
    let error = Call::<GetNumbers>::new(&core).await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.path, "[1].number");
    assert_eq!(error.body, text);
    assert!(
        error.to_string().starts_with("at `[1].number`: invalid type"),
        "{error}"
    );

    let core = Recorder::new(vec![(200, vec![JSON], "")]).core();
    let error = Call::<GetNumbers>::new(&core).await.unwrap_err();
    assert!(error.source().unwrap().to_string().starts_with("the body is empty"));

    let core = Recorder::new(vec![(200, vec![JSON], "[] []")]).core();
    let error = Call::<GetNumbers>::new(&core).await.unwrap_err();
    assert!(error.source().unwrap().to_string().starts_with("there is more text"));
}

#[tokio::test]
async fn messages_show_the_beginning_of_a_body_on_one_line() {
    let body: &'static str = Box::leak(format!("a\nb{}", "é".repeat(2000)).into_boxed_str());
    let error = get((500, vec![TEXT], body)).await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains(": a b"), "{message}");
    assert!(message.ends_with("… (4003 bytes in all)"), "{message}");
    assert!(message.len() < 700);
    assert_eq!(error.raw_body().unwrap().len(), 4003);
}

#[tokio::test]
async fn a_documented_redirect_is_the_answer() {
    let recorder = Recorder::new(vec![(307, vec![("location", "https://other.example/x?code=1")], "")]);
    let core = recorder.core();
    let response = Call::<Authorize>::new(&core).send().await.unwrap();
    assert_eq!(response.status(), 307);
    assert_eq!(response.location(), Some("https://other.example/x?code=1"));
    assert_eq!(recorder.count(), 1);
}
