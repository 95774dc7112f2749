//! What the fixtures `v2_0` and `v3_2` send: requests that no other version of
//! OpenAPI can describe.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use compiled::support::transport::{BoxFuture, Transport, TransportError};
use compiled::{v2_0_workshop as workshop, v3_2_archive as archive};

/// Answers with one body, and remembers what was sent.
#[derive(Debug, Default)]
struct Recorder {
    body: &'static str,
    sent: Mutex<Vec<http::Request<Bytes>>>,
}

impl Recorder {
    fn new(body: &'static str) -> Arc<Self> {
        Arc::new(Self {
            body,
            ..Self::default()
        })
    }

    /// The last request: method, path and query, and body.
    fn last(&self) -> (String, String, String) {
        let sent = self.sent.lock().expect("no thread failed");
        let request = sent.last().expect("a request");
        let target = request.uri().path_and_query().expect("a target").to_string();
        let body = String::from_utf8(request.body().to_vec()).expect("text");
        (request.method().to_string(), target, body)
    }

    fn header(&self, name: &str) -> String {
        let sent = self.sent.lock().expect("no thread failed");
        let value = sent.last().and_then(|request| request.headers().get(name).cloned());
        String::from_utf8(value.expect("a header").as_bytes().to_vec()).expect("text")
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<compiled::support::body::Body>,
        _timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<compiled::support::body::Body>, TransportError>> {
        let request = request.map(|body| body.as_bytes().cloned().expect("a body in memory"));
        self.sent.lock().expect("no thread failed").push(request);
        let response = http::Response::builder()
            .header("content-type", "application/json")
            .body(compiled::support::body::Body::from(self.body))
            .expect("a response");
        Box::pin(async move { Ok(response) })
    }
}

#[tokio::test]
async fn methods_of_any_name_are_sent() {
    let recorder = Recorder::new(r#"{"id": 7, "title": "Deed"}"#);
    let client = archive::Client::builder()
        .reader("token")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let copy = client.papers().copy(7, "attic").await.expect("a paper");
    assert_eq!(copy.title, "Deed");
    let sent = |method: &str, target: &str, body: &str| (method.to_owned(), target.to_owned(), body.to_owned());
    assert_eq!(recorder.last(), sent("COPY", "/papers/7?to=attic", ""));
    client.papers().seal(7).await.expect("an answer");
    assert_eq!(recorder.last(), sent("LOCK", "/papers/7", ""));

    let recorder = Recorder::new(r#"[{"id": 7, "title": "Deed"}]"#);
    let client = archive::Client::builder()
        .reader("token")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let found = client.papers().search(&archive::types::Search::new("deed")).await;
    assert_eq!(found.expect("papers").len(), 1);
    assert_eq!(recorder.last(), sent("QUERY", "/papers", r#"{"text":"deed"}"#));
}

#[tokio::test]
async fn query_strings_and_cookies_are_sent_as_they_are() {
    let recorder = Recorder::new("[]");
    let client = archive::Client::builder()
        .reader("token")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let filter = archive::types::PaperFilter {
        year: Some(1812),
        author: Some("A & B".into()),
    };
    let call = client.papers().list().filter(&filter).session("a/b=").shelves(&["x".into(), "y".into()]);
    call.await.expect("papers");
    assert_eq!(recorder.last().1, "/papers?year=1812&author=A%20%26%20B");
    assert_eq!(recorder.header("cookie"), "session=a/b=; shelves=x; shelves=y");
}

#[test]
fn what_no_value_names_is_the_default() {
    let read = |json| serde_json::from_str::<archive::types::Find>(json).expect("a thing");
    assert!(matches!(read(r#"{"kind": "deed"}"#), archive::types::Find::Deed(_)));
    assert!(matches!(read(r#"{"label": "x"}"#), archive::types::Find::Default(_)));
    assert!(matches!(read(r#"{"kind": "chair"}"#), archive::types::Find::Default(_)));
    assert!(matches!(read("7"), archive::types::Find::Unknown(_)));
}

#[tokio::test]
async fn swagger_sends_what_it_says() {
    let recorder = Recorder::new("[]");
    let client = workshop::Client::builder()
        .staff("token")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    assert_eq!(client.base_url(), "https://api.workshop.example/v2");
    let brands = ["a".into(), "b".into()];
    let call = client.bikes().list().brand(&brands).sizes(&[1, 2]).words(&brands).limit(5);
    call.await.expect("bikes");
    assert_eq!(
        recorder.last().1,
        "/v2/bikes?brand=a,b&sizes=1%7C2&words=a%20b&limit=5"
    );
    let request = workshop::types::BookRequest {
        wishes: Some(vec!["brakes".into(), "bell".into()]),
        // Joined by commas where nothing is said.
        bikes: Some(vec![1, 2]),
        extras: Some(vec!["a".into(), "b".into()]),
        ..workshop::types::BookRequest::new("2026-01-02")
    };
    client.appointments().book(&request).await.expect("an answer");
    assert_eq!(recorder.last().2, "day=2026-01-02&wishes=brakes&wishes=bell&bikes=1,2&extras=a%7Cb");
    assert_eq!(recorder.header("content-type"), "application/x-www-form-urlencoded");
}
