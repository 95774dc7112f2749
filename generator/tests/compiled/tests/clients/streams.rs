//! Answers that are sequences are read item by item, each of the type that the
//! document gives it.

use compiled::response_streams as api;
use futures_util::StreamExt as _;

use crate::exchange::{Server, client};
use api::types::{AlarmLevel, Change, Question};
use api::Error;

const EVENTS: &str = "text/event-stream";

#[tokio::test]
async fn data_are_json_in_text_where_an_event_is_described() {
    let body = "event: reading\nid: 7\ndata: {\"celsius\": 21.5}\n\n";
    let server = Server::answering(200, EVENTS, body);
    let client = client!(api, server);
    let mut events = client.station().watch_readings().events_2("all").events().await.expect("a stream");
    assert_eq!(events.headers()["x-answer"], "1");
    let event = events.next().await.expect("an event").expect("a reading");
    assert_eq!((event.event.as_str(), event.id.as_deref()), ("reading", Some("7")));
    assert!((event.data.celsius - 21.5).abs() < f64::EPSILON);
    assert_eq!(server.targets()[0], "/v1/readings?events=all");
}

#[tokio::test]
async fn data_are_what_the_schema_says_where_it_describes_no_event() {
    let body = "data: {\"level\": \"high\", \"data\": 1}\n\ndata: {\"level\": 1}\n\ndata: {\"level\": \"new\", \"data\": 2}\n\n";
    let server = Server::answering(200, EVENTS, body);
    let client = client!(api, server);
    let alarms: Vec<_> = client.station().watch_alarms().events().await.expect("a stream").collect().await;
    let [Ok(high), Err(Error::Decode(error)), Ok(new)] = &alarms[..] else {
        panic!("three alarms, one of them unknown: {alarms:?}");
    };
    assert_eq!((&high.data.level, high.data.data), (&AlarmLevel::High, 1));
    assert_eq!(&error.body[..], b"{\"level\": 1}");
    assert_eq!(new.data.level, AlarmLevel::Unknown("new".to_owned()));
}

#[tokio::test]
async fn text_is_what_it_is() {
    let server = Server::answering(200, EVENTS, "data: \"quoted\"\ndata: 2\n\n");
    let client = client!(api, server);
    let mut notes = client.station().watch_notes().events().await.expect("a stream");
    assert_eq!(notes.next().await.expect("a note").expect("text").data, "\"quoted\"\n2");
    assert!(notes.next().await.is_none());
}

#[tokio::test]
async fn events_of_several_kinds_are_a_union_of_their_data() {
    let body = "event: note\ndata: some rain\n\nevent: measured\ndata: {\"celsius\": 1}\n\nevent: moved\ndata: {\"to\": \"roof\"}\n\n";
    let server = Server::answering(200, EVENTS, body);
    let client = client!(api, server);
    let changes = client.station().watch_changes().events().await.expect("a stream");
    let changes: Vec<_> = changes.map(|event| event.expect("a change").data).collect().await;
    assert_eq!(changes[0], Change::String("some rain".to_owned()));
    assert!(matches!(&changes[1], Change::Reading(reading) if reading.sensor.is_none()));
    assert!(matches!(&changes[2], Change::To(moved) if moved.to == "roof"));
}

#[tokio::test]
async fn an_operation_answers_at_once_or_piece_by_piece() {
    let question = Question { place: "Turku".to_owned(), stream: None };
    let server = Server::answering(200, "application/json", r#"{"text":"Rain."}"#);
    let client = client!(api, server);
    assert_eq!(client.station().forecast(&question).await.expect("a forecast").text, "Rain.");
    assert_eq!(server.text(), r#"{"place":"Turku"}"#);

    let server = Server::answering(200, EVENTS, "data: {\"text\":\"Ra\"}\n\ndata: {\"text\":\"in.\"}\n\ndata: [DONE]\n\n");
    let client = client!(api, server);
    let pieces = client.station().forecast(&question).events().await.expect("a stream");
    let text: String = pieces.map(|event| event.expect("a piece").data.text).collect().await;
    assert_eq!(text, "Rain.");
    assert_eq!(server.text(), r#"{"place":"Turku","stream":true}"#);
}

#[tokio::test]
async fn lines_and_texts_are_values() {
    let server = Server::answering(200, "application/x-ndjson", "{\"celsius\":1}\n\n{\"celsius\":2}");
    let client = client!(api, server);
    let lines = client.station().read_log().lines().await.expect("a log");
    assert_eq!(lines.map(|line| line.expect("a reading").celsius).collect::<Vec<_>>().await, [1.0, 2.0]);

    let server = Server::answering(200, "application/json-seq", "\u{1e}{\"celsius\":\n1}\n\u{1e}{\"celsius\":2}\n");
    let client = client!(api, server);
    let texts = client.station().read_archive().lines().await.expect("an archive");
    assert_eq!(texts.map(|line| line.expect("a reading").celsius).collect::<Vec<_>>().await, [1.0, 2.0]);
}

#[tokio::test]
async fn errors_are_those_of_the_operation() {
    let server = Server::answering(404, "text/plain", "which?");
    let client = client!(api, server);
    let error = client.station().watch_readings().events().await.expect_err("no stream");
    assert_eq!(error.body(), Some(&api::ErrorBody::Text("which?".to_owned())));
}
