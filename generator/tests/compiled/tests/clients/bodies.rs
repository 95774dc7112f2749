//! Bodies by their media type: what is sent, under which `Content-Type`, and
//! what is read.

use std::collections::BTreeMap;
use std::convert::Infallible;

use bytes::Bytes;
use compiled::body_media as api;
use futures_util::stream;
use serde_json::json;

use crate::exchange::{Server, client};
use api::Body;
use api::types::{SendFormRequest, SendMaybeRequest};

#[tokio::test]
async fn forms_are_urlencoded() {
    for (grant, scope, sent) in [
        ("code", None, "grant=code"),
        ("", Some("a b"), "grant=&scope=a+b"),
        ("a&b=c", Some("ü+%"), "grant=a%26b%3Dc&scope=%C3%BC%2B%25"),
    ] {
        let server = Server::answering(200, "text/plain; charset=utf-8", "wörds");
        let mut form = SendFormRequest::new(grant);
        form.scope = scope.map(str::to_owned);
        let text = client!(api, server).bodies().send_form(&form).await;
        assert_eq!(text.expect("text"), "wörds");
        assert_eq!(server.text(), sent);
        assert_eq!(server.header("content-type"), "application/x-www-form-urlencoded");
        assert_eq!(server.header("accept"), "text/plain");
    }
}

#[tokio::test]
async fn text_is_sent_as_it_is() {
    for text in ["", "null", "\"quoted\"\r\n\u{0}ü"] {
        let server = Server::silent();
        client!(api, server).bodies().send_text(text).await.expect("done");
        assert_eq!(server.text(), text);
        assert_eq!(server.header("content-type"), "text/plain");
        assert_eq!(server.last().method(), "PUT");
    }
}

#[tokio::test]
async fn bytes_are_sent_and_received_as_they_are() {
    let bytes: Vec<u8> = (0..=255).collect();
    let server = Server::answering(200, "application/octet-stream", bytes.clone());
    let file = client!(api, server).bodies().send_file(Bytes::from(bytes.clone())).await;
    assert_eq!(file.expect("bytes"), bytes);
    assert_eq!(*server.last().body(), bytes);
    assert_eq!(server.header("content-type"), "application/octet-stream");
}

#[tokio::test]
async fn bytes_go_up_and_down_in_pieces() {
    let server = Server::answering(200, "application/octet-stream", "answer");
    let client = client!(api, server);
    let pieces = stream::iter(["in ", "pieces"].map(Ok::<_, Infallible>));
    let call = client.bodies().send_file(Body::stream(pieces));
    let response = call.clone().send_stream().await.expect("bytes");
    assert_eq!(response.headers()["x-answer"], "1");
    let mut body = response.into_body();
    assert_eq!(body.chunk().await.expect("a piece").as_deref(), Some(&b"answer"[..]));
    assert_eq!(body.chunk().await.expect("the end"), None);
    assert_eq!(server.text(), "in pieces");
    assert!(call.await.is_err(), "a stream comes once");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn text_that_is_no_text_keeps_its_bytes() {
    let server = Server::answering(200, "text/plain", vec![b'a', 0xff]);
    let text = client!(api, server)
        .bodies()
        .send_form(&SendFormRequest::new("code"))
        .await;
    let Err(api::Error::Decode(error)) = text else {
        panic!("0xff is no UTF-8: {text:?}");
    };
    assert_eq!(&*error.body, [b'a', 0xff]);
}

#[tokio::test]
async fn an_optional_body_is_sent_when_it_is_given() {
    let answer = json!({ "any": [1, "thing"] });
    let server = Server::json(&answer.to_string());
    let client = client!(api, server);
    assert_eq!(client.bodies().send_maybe().await.expect("any JSON"), answer);
    assert_eq!(server.text(), "");
    assert_eq!(server.header("content-type"), "");
    for (note, sent) in [(None, "{}"), (Some("n".to_owned()), r#"{"note":"n"}"#)] {
        let body = SendMaybeRequest { note };
        assert_eq!(client.bodies().send_maybe().body(&body).await.expect("any JSON"), answer);
        assert_eq!(server.text(), sent);
        assert_eq!(server.header("content-type"), "application/json");
    }
}

#[tokio::test]
async fn an_object_without_properties_is_a_map() {
    for entries in [json!({}), json!({ "a": null, "b": { "c": 1 } })] {
        // No body is read where the document describes none, whatever arrives.
        let server = Server::answering(200, "text/html", "<p>");
        let map: BTreeMap<_, _> = entries.as_object().expect("an object").clone().into_iter().collect();
        client!(api, server).bodies().send_empty(&map).await.expect("done");
        assert_eq!(server.body(), entries);
    }
}

#[tokio::test]
async fn the_media_type_of_a_call_wins() {
    let server = Server::silent();
    let call = client!(api, server).bodies().send_text("# T").header("content-type", "text/markdown").await;
    call.expect("done");
    assert_eq!(server.header("content-type"), "text/markdown");
    assert_eq!(server.headers().get_all("content-type").iter().count(), 1);
}

#[tokio::test]
async fn a_body_is_sent_in_the_media_type_that_is_chosen() {
    use compiled::body_choice as api;

    let server = Server::silent();
    let client = client!(api, server);
    let sent = || (server.header("content-type"), server.text());
    let stamp = api::types::Stamp {
        country: "Åland".to_owned(),
        year: Some(1984),
    };
    client.stamps().create(&stamp).await.expect("stored");
    assert_eq!(sent(), ("application/json".into(), r#"{"country":"Åland","year":1984}"#.into()));
    client.stamps().create_as_form(&stamp).await.expect("stored");
    assert_eq!(
        sent(),
        ("application/x-www-form-urlencoded".into(), "country=%C3%85land&year=1984".into())
    );
    client.stamps().create_as_xml("<stamp/>").await.expect("stored");
    assert_eq!(sent(), ("application/xml".into(), "<stamp/>".into()));
    client.stamps().create_as_png(Bytes::from_static(b"PNG")).await.expect("stored");
    assert_eq!(sent(), ("image/png".into(), "PNG".into()));
    let upload = api::types::StampUpload::new(api::Part::from(Bytes::from_static(b"scan")));
    client.stamps().create_as_multipart(&upload).await.expect("stored");
    let (content_type, text) = sent();
    assert!(content_type.starts_with("multipart/form-data; boundary="), "{content_type}");
    assert!(text.contains("name=\"scan\"") && text.contains("\r\n\r\nscan\r\n"), "{text}");
}

#[tokio::test]
async fn an_optional_body_is_set_in_the_media_type_that_is_chosen() {
    use compiled::body_choice as api;

    let server = Server::silent();
    let client = client!(api, server);
    let change = api::types::StampChange { year: api::Patch::Null };
    client.stamps().update("1").body(&change).await.expect("changed");
    assert_eq!(server.header("content-type"), "application/merge-patch+json");
    assert_eq!(server.text(), r#"{"year":null}"#);
    let steps = [api::types::Step::new("remove", "/year")];
    client.stamps().update("1").body_as_json_patch(&steps).await.expect("changed");
    assert_eq!(server.header("content-type"), "application/json-patch+json");
    assert_eq!(server.text(), r#"[{"op":"remove","path":"/year"}]"#);
    client.stamps().update("1").body_as_text("older").await.expect("changed");
    assert_eq!((server.header("content-type"), server.text()), ("text/plain".into(), "older".into()));
}

#[tokio::test]
async fn an_answer_is_read_in_the_media_type_that_is_chosen() {
    use api::types::{SearchStampsRequest, Stamp};
    use compiled::body_choice as api;

    let search = SearchStampsRequest {
        country: "FI".to_owned(),
    };
    let server = Server::json(r#"[{"country":"FI"}]"#);
    let found = client!(api, server).stamps().search(&search).await.expect("stamps");
    assert_eq!(found, [Stamp::new("FI")]);
    assert_eq!(server.header("accept"), "application/json");
    // GET has a body here (OpenAPI 3.1 section 4.8.10.1).
    assert_eq!((server.last().method().as_str(), server.text()), ("GET", r#"{"country":"FI"}"#.into()));

    let server = Server::answering(200, "text/csv", "country\nFI\n");
    let client = client!(api, server);
    let call = client.stamps().search(&search);
    let table = call.clone().send_as("text/csv", api::RawResponse::text).await.expect("a table");
    assert_eq!((table.status().as_u16(), table.body().as_str()), (200, "country\nFI\n"));
    assert_eq!(server.header("accept"), "text/csv");
    let raw = call.send_as("*/*", |raw| Ok(raw.clone())).await.expect("an answer").into_body();
    assert_eq!(&raw.body[..], b"country\nFI\n");

    let server = Server::json(r#"{"stamps":[]}"#);
    let page = client!(api, server)
        .stamps()
        .search(&search)
        .send_as("application/vnd.stamps.v2+json", api::RawResponse::json::<serde_json::Value>)
        .await
        .expect("a page");
    assert_eq!(page.body()["stamps"], json!([]));
}
