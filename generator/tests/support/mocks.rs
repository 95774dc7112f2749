//! A mock answers what it was told to expect, and says what is wrong with all else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::api::{Body, GetFile, GetThing, PROFILE, PostThing, PutThing, Secured};
use crate::support::body::{Body as Pieces, Chunks};
use crate::support::call::Call;
use crate::support::core::{Core, Profile};
use crate::support::error::Error;
use crate::support::mock::{MockServer, Mocked, MockedClient, MockedError};
use crate::support::mock_answer::Answer;
use crate::support::operation::Operation;
use crate::support::raw_call::RawCall;
use crate::support::retry::RetryPolicy;
use crate::support::style::{FORM, SIMPLE};
use crate::support::transport::{BoxFuture, TransportError, TransportErrorKind};

struct Client(Arc<Core>);

impl MockedClient for Client {
    const PROFILE: &'static Profile = &PROFILE;

    fn new(core: Arc<Core>) -> Self {
        Self(core)
    }
}

impl Mocked for GetThing {
    fn answer(output: &Value) -> Answer {
        Answer::json(200, output)
    }
}

impl Mocked for GetFile {
    fn answer(output: &Bytes) -> Answer {
        Answer::bytes(200, output)
    }
}

impl MockedError for Body {
    fn answer(&self, status: u16) -> Answer {
        match self {
            Self::Known(body) => Answer::json(status, body),
            Self::Text(body) => Answer::text(status, body),
        }
    }
}

fn mock() -> (MockServer<Client>, Client) {
    let mock = MockServer::new();
    let client = mock.client();
    (mock, client)
}

impl Client {
    fn call<Op: Operation>(&self) -> Call<'_, Op> {
        Call::new(&self.0)
    }

    fn get(&self, id: &'static str) -> Call<'_, GetThing> {
        let mut call = self.call::<GetThing>();
        call.request.path("id", &id, SIMPLE);
        call
    }

    fn put(&self, body: &Value) -> Call<'_, PutThing> {
        let mut call = self.call::<PutThing>();
        call.request.json("application/json", body);
        call
    }
}

fn with_query<'c, Op>(mut call: Call<'c, Op>, name: &'static str, value: &'static str) -> Call<'c, Op> {
    call.request.query(name, &value, FORM);
    call
}

/// What an unexpected call is told.
fn told<T: std::fmt::Debug>(result: Result<T, Error<Body>>) -> String {
    match result.expect_err("nothing is expected for it") {
        Error::Transport(error) => error.to_string(),
        other => panic!("another error: {other:?}"),
    }
}

/// The message of a panic.
fn panic_of(action: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(action)).expect_err("it panics");
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
        .unwrap()
}

#[tokio::test]
async fn an_expected_call_gets_its_answer() {
    let (mock, client) = mock();
    mock.expect(client.get("1")).returns(&json!({ "id": 1 }));
    mock.expect(client.get("2"))
        .returns(&json!(2))
        .with_header("x-request-id", "r-2");
    let second = client.get("2").send().await.unwrap();
    assert_eq!((second.request_id(), second.body()), (Some("r-2"), &json!(2)));
    assert_eq!(client.get("1").await.unwrap(), json!({ "id": 1 }));
    let paths: Vec<String> = mock
        .requests()
        .iter()
        .map(|request| request.uri().path().to_owned())
        .collect();
    assert_eq!(paths, ["/v1/things/2", "/v1/things/1"]);
    mock.verify();
}

#[tokio::test]
async fn what_was_not_set_is_not_compared() {
    let (mock, client) = mock();
    mock.expect(with_query(client.get("1"), "limit", "20").header("x-trace", "a"))
        .returns(&json!(1));
    let call = with_query(with_query(client.get("1"), "limit", "20"), "after", "x");
    assert_eq!(
        call.header("x-trace", "a").header("x-more", "b").await.unwrap(),
        json!(1)
    );

    let call = with_query(client.get("1"), "limit", "21").header("x-trace", "b");
    assert_eq!(
        told(call.await),
        "nothing is expected for this request:\n\n    GET /v1/things/1?limit=21\n\n\
         The only expectation is `GetThing`, GET /v1/things/1?limit=20, which differs:\n\n    \
         query limit: is `limit=21`, expected `limit=20`\n    header x-trace: is `b`, expected `a`"
    );
    assert!(told(client.get("1").await).contains("query limit: is missing"));
    assert!(panic_of(|| mock.verify()).contains("nothing is expected for this request"));
}

#[tokio::test]
async fn the_nearest_expectation_is_named_with_all_that_differs() {
    let (mock, client) = mock();
    mock.expect(client.get("1")).optional();
    mock.expect(client.put(&json!({ "name": "Bob", "tags": ["a", "b"], "of": { "x/y": 1 } })))
        .optional();
    let body = json!({ "name": "Ada", "tags": ["a", "c"], "of": {}, "more": null });
    assert_eq!(
        told(client.put(&body).await),
        "nothing is expected for this request:\n\n    PUT /v1/things\n    \
         {\"name\":\"Ada\",\"tags\":[\"a\",\"c\"],\"of\":{},\"more\":null}\n\n\
         The nearest of 2 expectations is `PutThing`, PUT /v1/things, which differs:\n\n    \
         body /name: is \"Ada\", expected \"Bob\"\n    body /tags/1: is \"c\", expected \"b\"\n    \
         body /of/x~1y: is missing, expected 1\n    body /more: is null, expected nothing"
    );
    assert!(told(client.get("3").await).contains("path {id}: is `3`, expected `1`"));
    let post = told(client.call::<PostThing>().await);
    assert!(post.contains("method: is POST, expected PUT"), "{post}");
    assert!(panic_of(|| drop(mock)).contains("body /name"));
}

#[tokio::test]
async fn parameters_and_bodies_can_be_any() {
    let (mock, client) = mock();
    mock.expect(client.get("any")).any("id").times(1).returns(&json!("any"));
    mock.expect(client.put(&json!({ "a": 1 })))
        .partial_body()
        .times(1)
        .returns_status(204);
    mock.expect(client.put(&Value::Null)).any_body().returns_status(204);
    mock.expect(with_query(client.call::<Secured>(), "q", "1").header("X-Trace", "1"))
        .any("q")
        .any("X-Trace")
        .returns_status(200);
    mock.expect_any::<GetThing>().returns(&json!("whatever"));
    assert_eq!(client.get("7").await.unwrap(), json!("any"));
    assert_eq!(client.get("8").await.unwrap(), json!("whatever"));
    client.put(&json!({ "b": 2, "a": 1 })).await.unwrap();
    client.put(&json!({ "b": 2 })).await.unwrap();
    with_query(client.call::<Secured>(), "q", "2").await.unwrap();
    mock.verify();

    let mistake = panic_of(|| drop(mock.expect(client.get("1")).any("identifier")));
    assert_eq!(
        mistake,
        "the expected call of `GetThing` has no parameter `identifier`; it has id"
    );
}

#[tokio::test]
async fn answers_come_in_turn_so_that_retries_can_be_tested() {
    let (mock, client) = mock();
    let policy = RetryPolicy::new(3).first_delay(Duration::ZERO);
    mock.expect(client.get("1"))
        .returns_status(503)
        .goes_unanswered(TransportErrorKind::Connect)
        .returns(&json!(1));
    assert_eq!(client.get("1").retry(policy).await.unwrap(), json!(1));
    assert_eq!(mock.requests().len(), 3);
    // The last answer is for all others.
    assert_eq!(client.get("1").await.unwrap(), json!(1));

    mock.expect(client.get("2"))
        .goes_unanswered(TransportErrorKind::Timeout);
    assert!(client.get("2").await.unwrap_err().is_timeout());
}

#[tokio::test(start_paused = true)]
async fn answers_can_be_late() {
    let (mock, client) = mock();
    let slow = || client.get("1").timeout(Duration::from_secs(30));
    mock.expect(slow())
        .returns(&json!(1))
        .with_delay(Duration::from_secs(29));
    assert_eq!(slow().await.unwrap(), json!(1));
    mock.expect(client.get("2"))
        .returns(&json!(2))
        .with_delay(Duration::from_secs(60));
    assert!(client.get("2").await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn errors_are_those_that_the_document_has() {
    let (mock, client) = mock();
    mock.expect(client.get("1"))
        .fails(409, &Body::Known(json!({ "code": "TAKEN" })))
        .fails(404, &Body::Text("no such thing".to_owned()))
        .returns_status(418)
        .with_text("teapot");
    let error = client.get("1").await.unwrap_err();
    assert_eq!((error.code(), error.status().unwrap().as_u16()), (Some("TAKEN"), 409));
    let error = client.get("1").await.unwrap_err();
    assert_eq!(error.body(), Some(&Body::Text("no such thing".to_owned())));
    let error = client.get("1").await.unwrap_err();
    assert_eq!(
        (error.body(), error.raw_body().unwrap().as_ref()),
        (None, &b"teapot"[..])
    );

    let mistake = panic_of(|| {
        drop(
            mock.expect(client.get("2"))
                .fails(500, &Body::Text("broken".to_owned())),
        )
    });
    assert_eq!(
        mistake,
        "`GetThing` documents no error 500 with this body, but 404 (text), 4XX (JSON); `returns_status(500)` answers \
         what is not documented"
    );
    assert!(panic_of(|| drop(mock)).contains("`GetThing`, GET /v1/things/2: expected at least once, never made"));
}

#[tokio::test]
async fn calls_are_counted() {
    let (mock, client) = mock();
    mock.expect(client.get("1")).returns(&json!(1)).times(2);
    mock.expect(client.get("2")).returns(&json!(2)).optional();
    mock.expect(client.get("3")).never();
    client.get("1").await.unwrap();
    assert_eq!(
        panic_of(|| mock.verify()),
        "calls were expected and not made:\n\n    `GetThing`, GET /v1/things/1: expected twice, made once"
    );
    client.get("1").await.unwrap();
    mock.verify();

    let third = told(client.get("1").await);
    assert!(
        third.ends_with("`GetThing`, GET /v1/things/1, was expected twice, and this is one more."),
        "{third}"
    );
    assert!(told(client.get("3").await).ends_with("GET /v1/things/3, is never expected."));
    let _ = mock.expect(client.get("4"));
    assert!(told(client.get("4").await).contains("has no answer"));
    // What comes again is told once.
    for _ in 0..2 {
        assert!(told(client.get("5").await).contains("GET /v1/things/5"));
    }
    let report = panic_of(|| mock.verify());
    assert_eq!(report.matches("GET /v1/things/5").count(), 1, "{report}");
}

#[tokio::test]
async fn a_mock_that_is_dropped_verifies() {
    let (mock, client) = mock();
    mock.expect(client.get("1")).returns(&json!(1));
    assert!(panic_of(move || drop(mock)).contains("expected at least once, never made"));

    let (mock, client) = self::mock();
    mock.expect(client.get("1")).returns(&json!(1));
    // A test that fails says why itself: a second panic would end the process.
    let own = panic_of(move || {
        let _mock = mock;
        panic!("the test's own");
    });
    assert_eq!(own, "the test's own");
}

/// Two pieces, and the end of the connection.
struct Breaking(u8);

impl Chunks for Breaking {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        self.0 += 1;
        let piece = match self.0 {
            1 | 2 => Ok(Some(Bytes::from_static(b"piece"))),
            _ => Err(TransportError::new(TransportErrorKind::Other, "broken off")),
        };
        Box::pin(std::future::ready(piece))
    }
}

#[tokio::test]
async fn bodies_come_in_pieces_and_break_off() {
    let (mock, client) = mock();
    mock.expect(client.call::<GetFile>())
        .returns(&Bytes::from_static(b"whole"))
        .returns_status(200)
        .with_body("application/octet-stream", Pieces::from_chunks(Breaking(0), None));
    assert_eq!(client.call::<GetFile>().await.unwrap(), "whole");
    let mut stream = client.call::<GetFile>().send_stream().await.unwrap().into_body();
    assert_eq!(stream.chunk().await.unwrap().unwrap(), "piece");
    assert_eq!(stream.chunk().await.unwrap().unwrap(), "piece");
    assert!(stream.chunk().await.is_err());
}

#[tokio::test]
async fn what_the_document_does_not_describe_is_expected_too() {
    let (mock, client) = mock();
    let ping = |id| RawCall::<Body>::new(&client.0, "POST", "/ping").json(&json!({ "id": id }));
    mock.expect_request(ping(1))
        .returns_status(202)
        .with_json(&json!("pong"));
    let pong = ping(1).await.unwrap();
    assert_eq!(
        (pong.status.as_u16(), pong.json::<Value>().unwrap()),
        (202, json!("pong"))
    );
    assert!(told(ping(2).await).contains("body /id: is 2, expected 1"));
    assert!(panic_of(|| mock.verify()).contains("/ping"));
}

#[tokio::test]
async fn no_message_has_a_credential() {
    let (mock, client) = mock();
    mock.expect(client.call::<Secured>().header("authorization", "Bearer expected"))
        .optional();
    let call = client.call::<Secured>().header("authorization", "Bearer sent");
    let message = told(call.extra_query("api_key", "sent").await);
    assert!(
        message.contains("header authorization: has another value than expected"),
        "{message}"
    );
    assert!(!message.contains("Bearer") && !message.contains("sent"), "{message}");
    assert!(panic_of(|| mock.verify()).contains("GET /v1/secured"));
}
