//! Redirects stay within the origin, over a real socket too.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::api::{Body, GetThing, PROFILE, PostThing, PutThing, Recorder, Secured};
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder};
use crate::support::error::Error;
use crate::support::style::SIMPLE;
use crate::support::transport::TransportErrorKind;

fn kind(error: &Error<Body>) -> TransportErrorKind {
    match error {
        Error::Transport(error) => error.kind(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn another_origin_is_refused_and_named() {
    for location in [
        "https://evil.example/v1/things?token=SECRET",
        "http://api.example/v1/things",
        "https://api.example:8443/v1/things",
        "//evil.example/v1",
        "https://api.example.evil.example/",
        "https://api.example@evil.example/",
        "https:\\\\evil.example/",
    ] {
        let recorder = Recorder::new(vec![(302, vec![("location", location)], "")]);
        let mut builder = recorder.builder();
        builder.credential(0, "SECRET".into());
        let error = Call::<Secured>::new(&builder.build().unwrap()).await.unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Redirect, "{location}");
        let message = std::error::Error::source(&error).unwrap().to_string();
        assert!(
            message.contains("from https://api.example to another origin"),
            "{message}"
        );
        assert!(!format!("{error:?} {message}").contains("SECRET"));
        assert_eq!(recorder.count(), 1, "{location}");
    }
}

#[tokio::test]
async fn the_same_origin_is_followed() {
    let recorder = Recorder::new(vec![
        (308, vec![("location", "/v2/things?x=1#part")], ""),
        (307, vec![("location", "https://u:p@API.example:443/v3")], ""),
        (200, vec![], ""),
    ]);
    let core = recorder.core();
    let mut call = Call::<PutThing>::new(&core);
    call.request.json("application/json", &1);
    call.await.unwrap();
    assert_eq!(recorder.request(1).uri(), "https://api.example/v2/things?x=1");
    assert_eq!(recorder.request(2).uri(), "https://api.example/v3");
    assert_eq!(recorder.request(2).method(), "PUT");
    assert_eq!(recorder.request(2).body(), "1");
}

#[tokio::test]
async fn see_other_becomes_get_without_a_body() {
    let recorder = Recorder::new(vec![(303, vec![("location", "done")], ""), (200, vec![], "")]);
    let core = recorder.core();
    let mut call = Call::<PostThing>::new(&core);
    call.request.json("application/json", &1);
    call.await.unwrap();
    let request = recorder.request(1);
    assert_eq!((request.method().as_str(), request.uri().path()), ("GET", "/v1/done"));
    assert!(request.body().is_empty() && request.headers().get("content-type").is_none());
}

#[tokio::test]
async fn loops_end() {
    let recorder = Recorder::new(vec![(302, vec![("location", "/v1/again")], "")]);
    let error = Call::<PutThing>::new(&recorder.core()).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Redirect);
    assert_eq!(recorder.count(), 11);
}

#[tokio::test]
async fn a_redirect_that_leads_nowhere_is_an_answer() {
    let recorder = Recorder::new(vec![(304, vec![], "")]);
    let error = Call::<PutThing>::new(&recorder.core()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 304);
}

/// Serves `answers` to one connection each, and returns what it was asked.
async fn serve(listener: TcpListener, answers: Vec<String>) -> Vec<String> {
    let mut asked = Vec::new();
    for answer in answers {
        let Ok(Ok((mut socket, _))) = tokio::time::timeout(Duration::from_secs(10), listener.accept()).await else {
            break;
        };
        let mut buffer = vec![0; 8192];
        let read = socket.read(&mut buffer).await.unwrap();
        asked.push(String::from_utf8_lossy(&buffer[..read]).into_owned());
        if answer.is_empty() {
            // A server that does not answer: the socket stays open until the client hangs up.
            let _ = tokio::time::timeout(Duration::from_secs(10), socket.read(&mut buffer)).await;
            break;
        }
        socket.write_all(answer.as_bytes()).await.unwrap();
        socket.shutdown().await.unwrap();
    }
    asked
}

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

fn core(url: &str) -> Core {
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.base_url(url.to_owned());
    builder.credential(0, "SECRET".into());
    builder.build().unwrap()
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
}

#[tokio::test]
async fn reqwest_follows_within_the_origin() {
    let (listener, url) = listener().await;
    let answers = vec![
        answer("302 Found", "location: /moved\r\n", ""),
        answer("200 OK", "content-type: application/json\r\n", "{}"),
    ];
    let server = tokio::spawn(serve(listener, answers));
    Call::<Secured>::new(&core(&url)).await.unwrap();
    let asked = server.await.unwrap();
    assert!(asked[0].starts_with("GET /secured HTTP/1.1\r\n"), "{}", asked[0]);
    assert!(asked[1].starts_with("GET /moved HTTP/1.1\r\n"), "{}", asked[1]);
    assert!(asked[1].contains("x-example-project: SECRET"));
}

#[tokio::test]
async fn reqwest_sends_nothing_to_another_origin() {
    let (listener, url) = listener().await;
    let (other, elsewhere) = self::listener().await;
    let answers = vec![answer(
        "307 Temporary Redirect",
        &format!("location: {elsewhere}/\r\n"),
        "",
    )];
    let server = tokio::spawn(serve(listener, answers));
    let error = Call::<Secured>::new(&core(&url)).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Redirect);
    server.await.unwrap();
    let visited = tokio::time::timeout(Duration::from_millis(50), other.accept()).await;
    assert!(visited.is_err(), "no connection was made");
}

#[tokio::test]
async fn reqwest_times_out_and_says_so() {
    let (listener, url) = listener().await;
    let server = tokio::spawn(serve(listener, vec![String::new()]));
    let began = Instant::now();
    let core = core(&url);
    let mut call = Call::<GetThing>::new(&core);
    call.request.path("id", &1, SIMPLE);
    let error = call.timeout(Duration::from_millis(100)).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(5));
    server.abort();
}

#[tokio::test]
async fn reqwest_says_when_nobody_listens() {
    let (listener, url) = listener().await;
    drop(listener);
    let error = Call::<Secured>::new(&core(&url)).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect);
    assert!(!format!("{error:?}").contains("SECRET"));
}
