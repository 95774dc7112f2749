//! Declared headers of responses are values of their types; one that cannot be
//! read is an error of its own, and loses nothing.

use std::collections::BTreeMap;

use compiled::response_headers as api;

use crate::exchange::{Server, client};
use api::headers::{ListParcelsHeaders, RetryAfterHeaders, XSizeHeaders};
use api::types::{Box as Carton, XLimit, XSize};
use api::{HeaderError, Headers as _, Response};

fn server() -> Server {
    Server::json(r#"["a"]"#).with("x-total", "3")
}

async fn list(server: Server) -> Result<ListParcelsHeaders, HeaderError> {
    let client = client!(api, server);
    let response = client.parcels().list().send().await.expect("a success");
    assert_eq!(response.body(), &["a"], "no header loses the body");
    response.typed_headers()
}

#[tokio::test]
async fn every_type_is_read() {
    let headers = list(
        server()
            .with("x-ratio", "0.5")
            .with("x-complete", "true")
            .with("x-seen-at", "2026-01-02T03:04:05Z")
            .with("x-trace", "67e55044-10b1-426f-9247-bb680e5fe0c8")
            .with("x-size", "large")
            .with("x-depots", "1, 2")
            .with("x-depots", "3")
            .with("x-labels", "red,,blue")
            .with("x-box", "width,7,colour,red")
            .with("x-open-box", "width=8, label=a=b")
            .with("x-counts", "a=1,b=2")
            .with("x-note", r#"{"text":"a, b"}"#)
            .with("x-limit", "12")
            .with("x-anything", "007")
            .with("type", "été"),
    );
    let headers = headers.await.expect("headers of their types");
    assert_eq!(headers.x_total, 3);
    assert_eq!(headers.x_ratio, Some(0.5));
    assert_eq!(headers.x_complete, Some(true));
    assert_eq!(headers.x_seen_at, "2026-01-02T03:04:05Z".parse().ok());
    assert_eq!(headers.x_trace, "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().ok());
    assert_eq!(headers.x_size, Some(XSize::Large));
    assert_eq!(headers.x_depots, Some(vec![1, 2, 3]), "lines are one list");
    let labels = ["red", "", "blue"].map(str::to_owned).to_vec();
    assert_eq!(headers.x_labels, Some(labels));
    let carton = |width, colour: Option<&str>, label: Option<&str>| Carton {
        width,
        colour: colour.map(str::to_owned),
        label: label.map(str::to_owned),
    };
    assert_eq!(headers.x_box, Some(carton(7, Some("red"), None)));
    assert_eq!(headers.x_open_box, Some(carton(8, None, Some("a=b"))));
    let counts = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    assert_eq!(headers.x_counts, Some(counts));
    assert_eq!(headers.x_note.and_then(|note| note.text).as_deref(), Some("a, b"));
    assert_eq!(headers.x_limit, Some(XLimit::Integer(12)));
    assert_eq!(headers.x_anything.as_deref(), Some("007"));
    assert_eq!(headers.r#type.as_deref(), Some("été"));
}

#[tokio::test]
async fn what_is_missing_is_none_or_an_error() {
    let headers = list(server()).await.expect("the only required header is there");
    assert_eq!((headers.x_total, headers.x_size, headers.x_labels), (3, None, None));
    let error = list(Server::json(r#"["a"]"#)).await.expect_err("a missing header");
    assert_eq!((error.name, error.message.as_deref()), ("X-Total", None));
    assert_eq!(error.to_string(), "the response has no header `X-Total`");
}

#[tokio::test]
async fn what_is_of_another_type_is_an_error_that_names_the_header() {
    for (name, value, part) in [
        ("x-total", "many", "many"),
        ("x-complete", "1", "boolean"),
        ("x-depots", "1,b", "b"),
        ("x-box", "colour,red", "width"),
        ("x-open-box", "width", "i64"),
        ("x-note", "{", "EOF"),
        ("x-seen-at", "yesterday", "year"),
    ] {
        let server = Server::json(r#"["a"]"#).with(name, value);
        let server = if name == "x-total" { server } else { server.with("x-total", "1") };
        let error = list(server).await.expect_err(name);
        assert!(error.name.eq_ignore_ascii_case(name), "{error:?}");
        assert!(error.to_string().contains(part), "{error}");
    }
    let error = list(server().with("x-anything", b"\xff")).await.expect_err("no UTF-8");
    assert_eq!(error.name, "X-Anything");
}

#[tokio::test]
async fn a_date_of_http_is_a_time_too() {
    let headers = list(server().with("x-seen-at", "Fri, 02 Jan 2026 03:04:05 GMT"));
    let headers = headers.await.expect("a date");
    assert_eq!(headers.x_seen_at, "2026-01-02T03:04:05Z".parse().ok());
}

#[tokio::test]
async fn equal_sets_are_one_type() {
    let server = Server::json(r#""it""#).with("x-size", "huge");
    let client = client!(api, server);
    let of_parcel: Response<String, _> = client.parcels().get("1").send().await.expect("a success");
    let of_parcel: XSizeHeaders = of_parcel.typed_headers().expect("a size");
    let server = Server::json("[]").with("x-size", "huge");
    let client = client!(api, server);
    let of_depots = client.depots().list().send().await.expect("a success");
    let of_depots: XSizeHeaders = of_depots.typed_headers().expect("a size");
    assert_eq!(of_parcel, of_depots);
    assert_eq!(of_depots.x_size, Some(XSize::Unknown("huge".to_owned())));
}

#[tokio::test]
async fn several_successes_share_their_headers() {
    let server = Server::answering(201, "", "").with("location", "/1").with("x-kind", "5");
    let client = client!(api, server);
    let response = client.parcels().add().send().await.expect("a success");
    let headers = response.typed_headers().expect("headers");
    assert_eq!((&*headers.location, headers.x_version), ("/1", None));
    assert_eq!(headers.x_kind.as_deref(), Some("5"), "an integer here and text there");
}

#[tokio::test]
async fn headers_of_errors_are_read_by_their_type() {
    let server = Server::answering(429, "application/json", "{}").with("retry-after", "0");
    let client = client!(api, server);
    let error = client.parcels().list().await.expect_err("too many");
    let headers = error.typed_headers::<RetryAfterHeaders>().expect("an answer");
    assert_eq!(headers.expect("a number").retry_after, Some(0));
    let headers = RetryAfterHeaders::read(&http::HeaderMap::new()).expect("nothing required");
    assert_eq!(headers.retry_after, None);
}
