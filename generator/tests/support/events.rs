//! Streams of server-sent events: how they are cut, read, and gone on with.

use std::time::Duration;

use futures_util::StreamExt as _;
use proptest::prelude::*;

use crate::api::{GetThing, Number, PROFILE, PostThing};
use crate::server::{Server, Step, answer, header, send};
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder, Profile};
use crate::support::error::{DecodeError, Error};
use crate::support::event_stream::{self, Event, EventStream};
use crate::support::operation::{Endpoint, ErrorCase, Operation};
use crate::support::response::RawResponse;
use crate::support::retry::RetryPolicy;
use crate::support::sequence::{Framing as _, Sequential};

impl Sequential<EventStream> for PostThing {
    type Item = Number;
    const MEDIA_TYPE: &'static str = "text/event-stream";
    const FLAG: Option<&'static str> = Some("stream");
    const END: &'static [&'static str] = &["[DONE]"];

    fn read(item: &RawResponse) -> Result<Number, DecodeError> {
        event_stream::data(item)
    }
}

/// A stream of numbers, which is asked for with GET.
#[derive(Debug)]
enum Watch {}

impl Operation for Watch {
    type Output = String;
    type ErrorBody = crate::api::Body;
    const ENDPOINT: &'static Endpoint = &Endpoint {
        path: "/watch",
        accept: "text/event-stream",
        ..*GetThing::ENDPOINT
    };
    const ERRORS: &'static [ErrorCase<Self::ErrorBody>] = GetThing::ERRORS;

    fn decode(response: &RawResponse) -> Result<String, DecodeError> {
        response.text()
    }
}

impl Sequential<EventStream> for Watch {
    type Item = u32;
    const MEDIA_TYPE: &'static str = "text/event-stream";

    fn read(item: &RawResponse) -> Result<u32, DecodeError> {
        event_stream::data(item)
    }
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

fn chunk(text: &str) -> Step {
    send(format!("{:x}\r\n{text}\r\n", text.len()))
}

fn core(server: &Server) -> Core {
    let mut builder = server.builder();
    builder.retry(RetryPolicy::new(3).first_delay(Duration::from_millis(1)));
    builder.build().unwrap()
}

/// Reads a stream to its end: the data of its events, and how many errors there were.
async fn watched(core: &Core) -> (Vec<u32>, usize) {
    let events = Call::<Watch>::new(core).events().await.unwrap();
    let events: Vec<_> = events.collect().await;
    let errors = events.iter().filter(|event| event.is_err()).count();
    let data = events.into_iter().filter_map(|event| Some(event.ok()?.data));
    (data.collect(), errors)
}

/// Cuts `pieces`, which arrive one at a time.
fn cut<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> Vec<Event<String>> {
    let mut framing = EventStream::default();
    let mut events = Vec::new();
    for piece in pieces {
        framing.feed(piece);
        events.extend(std::iter::from_fn(|| framing.next()));
    }
    framing.end();
    events.extend(std::iter::from_fn(|| framing.next()));
    events
}

fn shown(text: &str) -> Vec<String> {
    let show = |event: Event<String>| format!("{}|{}|{}", event.event, event.data, event.id.unwrap_or_default());
    cut([text.as_bytes()]).into_iter().map(show).collect()
}

/// The examples of the standard, section "Interpreting an event stream", and its rules.
#[test]
fn streams_are_cut_as_the_standard_says() {
    for (text, expected) in [
        ("data: YHOO\ndata: +2\ndata: 10\n\n", &["message|YHOO\n+2\n10|"][..]),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            &[
                "message|first event|1",
                "message|second event|",
                "message| third event|",
            ],
        ),
        ("data\n\ndata\ndata\n\ndata:", &["message||", "message|\n|"]),
        ("data:test\n\ndata: test\n\n", &["message|test|", "message|test|"]),
        ("event: add\ndata: 73857293\n\n", &["add|73857293|"]),
        ("event: add\n\ndata: x\n\n", &["message|x|"]),
        ("id: 1\n\ndata: x\n\ndata: y\n\n", &["message|x|1", "message|y|1"]),
        ("id: a\0b\ndata: x\n\n", &["message|x|"]),
        ("\u{feff}data: x\n\n\u{feff}data: y\n\n", &["message|x|"]),
        (
            "data: a\rdata: b\r\ndata: c\n\r\ndata: d\r\r",
            &["message|a\nb\nc|", "message|d|"],
        ),
        ("Data: x\ndatum: y\n:data: z\n\n", &[]),
        ("data: never ended\n", &[]),
    ] {
        assert_eq!(shown(text), expected, "{text:?}");
    }
    let broken = cut([&b"data: \xff\n\n"[..]]);
    assert_eq!(broken[0].data, "\u{fffd}");
}

proptest! {
    #[test]
    fn it_does_not_matter_how_a_stream_arrives(text in "(data|id|event|retry|:|x|é|\u{feff}| |\n|\r|1){0,40}\n\n", size in 1_usize..7) {
        prop_assert_eq!(cut([text.as_bytes()]), cut(text.as_bytes().chunks(size)));
    }

    #[test]
    fn data_comes_back(lines in prop::collection::vec("[^\r\n]*", 1..5)) {
        let text: String = lines.iter().map(|line| format!("data: {line}\n")).collect();
        let events = cut([format!("{text}\n").as_bytes()]);
        prop_assert_eq!(&events[0].data, &lines.join("\n"));
    }
}

/// Sends events 1 to 20, three on each connection, which then ends in one way or
/// another, at times in the middle of an event.
fn three_at_a_time(number: usize, request: &str) -> Vec<Step> {
    let last: u32 = header(request, "last-event-id").map_or(0, |id| id.parse().unwrap());
    if last == 20 {
        return vec![answer("204 No Content", "", "")];
    }
    let events: String = (last + 1..=20)
        .take(3)
        .map(|id| format!("id: {id}\ndata: {id}\n\n"))
        .collect();
    let begun = format!("{events}id: 99\ndata: 99\n");
    match number % 3 {
        // It ends as answers do.
        0 => vec![send(format!("{HEAD}{events}"))],
        // The last chunk is missing.
        1 => vec![send(CHUNKED), chunk(&begun)],
        _ => vec![
            send(CHUNKED),
            chunk(&events),
            Step::Wait(Duration::from_millis(50)),
            Step::Reset,
        ],
    }
}

#[tokio::test]
async fn a_stream_that_is_cut_every_three_events_loses_and_doubles_none() {
    let server = Server::start(three_at_a_time).await;
    let (data, errors) = watched(&core(&server)).await;
    assert_eq!(data, Vec::from_iter(1..=20));
    assert_eq!(errors, 0);
    let ids: Vec<_> = server
        .requests()
        .iter()
        .map(|request| header(request, "last-event-id").map(str::to_owned))
        .collect();
    let expected = [
        None,
        Some("3"),
        Some("6"),
        Some("9"),
        Some("12"),
        Some("15"),
        Some("18"),
        Some("20"),
    ];
    assert_eq!(ids, expected.map(|id| id.map(str::to_owned)));
}

#[tokio::test]
async fn without_ids_nothing_is_asked_for_twice() {
    let server = Server::start(|_, _| vec![send(CHUNKED), chunk("data: 1\n\n")]).await;
    assert_eq!(
        watched(&core(&server)).await,
        (vec![1], 1),
        "the stream breaks, and says so"
    );
    assert_eq!(server.requests().len(), 1);
    let server = Server::start(|_, _| vec![send(format!("{HEAD}data: 1\n\n"))]).await;
    assert_eq!(watched(&core(&server)).await, (vec![1], 0), "the stream ends");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_broke_before_its_first_event_is_asked_for_again() {
    let server = Server::start(|number, _| match number {
        0 | 1 => vec![send(CHUNKED), chunk(": hello\n")],
        _ => vec![send(format!("{HEAD}data: 1\n\n"))],
    })
    .await;
    assert_eq!(watched(&core(&server)).await, (vec![1], 0));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn attempts_are_counted_from_the_last_event_on() {
    let server = Server::start(|number, _| match number {
        0 => vec![send(CHUNKED), chunk("id: 1\ndata: 1\n\n")],
        2 => vec![send(CHUNKED), chunk("id: 2\ndata: 2\n\n")],
        _ => vec![send(CHUNKED), chunk(":\n")],
    })
    .await;
    assert_eq!(watched(&core(&server)).await, (vec![1, 2], 1));
    assert_eq!(server.requests().len(), 5, "two more after each event");
    let server = Server::start(|number, _| {
        let event = if number == 0 { "id: 1\ndata: 1\n\n" } else { "" };
        vec![send(format!("{HEAD}{event}"))]
    })
    .await;
    assert_eq!(watched(&core(&server)).await, (vec![1], 0), "a quiet end is no error");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn errors_of_the_api_end_a_stream() {
    let server = Server::start(|number, _| match number {
        0 => vec![send(format!("{HEAD}id: 1\ndata: 1\n\n"))],
        _ => vec![answer("404 Not Found", "content-type: text/plain\r\n", "gone")],
    })
    .await;
    let core = core(&server);
    let mut events = Call::<Watch>::new(&core).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let server = Server::start(|number, _| match number {
        0 => vec![send(format!("{HEAD}retry: 120\nid: 1\ndata: 1\n\n"))],
        _ => vec![answer("204 No Content", "", "")],
    })
    .await;
    let begun = std::time::Instant::now();
    assert_eq!(watched(&core(&server)).await, (vec![1], 0));
    assert!(begun.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_kept_and_the_next_one_comes() {
    let server = Server::start(|_, _| vec![send(format!("{HEAD}data: 1\n\ndata: {{\"no\": 1}}\n\ndata: 3\n\n"))]).await;
    let core = core(&server);
    let mut events = Call::<Watch>::new(&core).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.raw_body().unwrap(), "{\"no\": 1}");
    assert!(matches!(error, Error::Decode(_)));
    assert_eq!(events.next().await.unwrap().unwrap().data, 3);
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none(), "the end stays the end");
}

/// As in APIs that answer with the whole or with pieces of it, by a flag.
#[tokio::test]
async fn a_flag_of_the_body_asks_for_the_stream_and_a_mark_ends_it() {
    let body = "data: {\"number\": 1}\n\ndata: {\"number\": 2}\n\ndata: [DONE]\n\ndata: {\"number\": 3}\n\n";
    let server = Server::start(move |_, _| vec![send(format!("{HEAD}{body}"))]).await;
    let core = core(&server);
    let mut call = Call::<PostThing>::new(&core);
    call.request.json(
        "application/json",
        &serde_json::json!({ "prompt": "hi", "stream": false }),
    );
    let events: Vec<_> = call
        .events()
        .await
        .unwrap()
        .map(|event| event.unwrap().data.number)
        .collect()
        .await;
    assert_eq!(events, [1, 2]);
    let request = &server.requests()[0];
    assert!(request.ends_with(r#"{"prompt":"hi","stream":true}"#), "{request}");
    assert_eq!(header(request, "accept"), Some("text/event-stream"));
}

/// A POST with the key of an idempotent call may be sent again, any other may not.
#[tokio::test]
async fn only_what_may_be_sent_twice_is_gone_on_with() {
    static KEYED: Profile = Profile {
        idempotency_header: Some("idempotency-key"),
        ..PROFILE
    };
    let server = || {
        Server::start(|number, _| match number {
            0 => vec![send(format!("{HEAD}id: 1\ndata: {{\"number\": 1}}\n\n"))],
            _ => vec![answer("204 No Content", "", "")],
        })
    };
    let plain = server().await;
    let core = core(&plain);
    let events = Call::<PostThing>::new(&core).events().await.unwrap();
    assert_eq!(events.count().await, 1);
    assert_eq!(plain.requests().len(), 1);

    let keyed = server().await;
    let mut builder = CoreBuilder::new(&KEYED);
    builder.base_url(keyed.url.clone());
    builder.retry(RetryPolicy::new(2).first_delay(Duration::from_millis(1)));
    let core = builder.build().unwrap();
    let events = Call::<PostThing>::new(&core)
        .header("idempotency-key", "k")
        .events()
        .await
        .unwrap();
    assert_eq!(events.count().await, 1);
    assert_eq!(keyed.requests().len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_no_event_stream_is_an_error_that_holds_it() {
    let server =
        Server::start(|_, _| vec![answer("200 OK", "content-type: application/json\r\n", "{\"whole\":1}")]).await;
    let core = core(&server);
    let error = Call::<Watch>::new(&core).events().await.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), "{\"whole\":1}");
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        source.starts_with("the answer is no `text/event-stream`, but `application/json`"),
        "{source}"
    );
}

#[tokio::test]
async fn text_that_is_no_json_is_read_as_a_string() {
    let read = |data: &'static str| {
        let mut response = http::Response::new(data);
        *response.status_mut() = http::StatusCode::OK;
        RawResponse {
            status: response.status(),
            http_status: response.status(),
            headers: http::HeaderMap::new(),
            request_id: None,
            error_code: None,
            body: data.into(),
        }
    };
    assert_eq!(
        event_stream::data::<serde_json::Value>(&read("plain words")).unwrap(),
        "plain words"
    );
    assert_eq!(event_stream::data::<String>(&read("\"json\"")).unwrap(), "json");
    assert_eq!(event_stream::data::<u32>(&read("7")).unwrap(), 7);
    let error = event_stream::data::<u32>(&read("seven")).unwrap_err();
    assert!(error.message.contains("expected value"), "{}", error.message);
}

#[test]
fn streams_move_between_threads() {
    fn is_send<T: Send + Unpin>(_: T) {}
    let core = crate::api::Recorder::ok().core();
    let call = Call::<Watch>::new(&core);
    drop(async move {
        let events = call.events().await.unwrap();
        is_send(events);
    });
}

#[tokio::test]
async fn an_event_without_an_end_fills_no_memory() {
    let server = Server::start(move |_, _| {
        let endless = format!("data: {}\n", "a".repeat(1 << 20)).repeat(80);
        vec![send(format!("{HEAD}data: 1\n\n{endless}"))]
    })
    .await;
    let core = server.builder().build().unwrap();
    let events = Call::<Watch>::new(&core).events().await.unwrap();
    let events: Vec<_> = events.collect().await;
    let [Ok(Event { data: 1, .. }), Err(Error::Transport(error))] = &events[..] else {
        panic!("{} items", events.len())
    };
    assert_eq!(error.to_string(), "an item of the answer has more than 67108864 bytes");
}
