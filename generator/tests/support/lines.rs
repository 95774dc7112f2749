//! Bodies of one JSON text after the other.

use futures_util::StreamExt as _;
use proptest::prelude::*;
use serde_json::Value;

use crate::api::{GetNumbers, Number};
use crate::server::{Server, answer, send};
use crate::support::call::Call;
use crate::support::error::{DecodeError, Error};
use crate::support::json_lines::JsonLines;
use crate::support::response::RawResponse;
use crate::support::sequence::{Framing as _, Sequential};

impl Sequential<JsonLines> for GetNumbers {
    type Item = Number;
    const MEDIA_TYPE: &'static str = "application/jsonl";

    fn read(item: &RawResponse) -> Result<Number, DecodeError> {
        item.json()
    }
}

fn cut<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> Vec<String> {
    let mut framing = JsonLines::default();
    let mut texts = Vec::new();
    for piece in pieces {
        framing.feed(piece);
        texts.extend(std::iter::from_fn(|| framing.next()));
    }
    framing.end();
    texts.extend(std::iter::from_fn(|| framing.next()));
    texts
        .into_iter()
        .map(|text| String::from_utf8(text.to_vec()).unwrap())
        .collect()
}

#[test]
fn bodies_are_cut_into_texts() {
    for (body, expected) in [
        ("1\n2\n", &["1", "2"][..]),
        ("{\"a\": 1}\r\n\r\n \n[2]", &["{\"a\": 1}", "[2]"]),
        ("", &[]),
        ("\n", &[]),
        // RFC 7464: behind separators, a text may have several lines.
        ("\u{1e}{\"a\":\n 1}\n\u{1e}2\n", &["{\"a\":\n 1}", "2"]),
        ("\u{1e}\u{1e}[1,\n\u{1e}[2]\n", &["[1,", "[2]"]),
        ("\u{1e}\"a\"\u{1e}{}", &["\"a\"", "{}"]),
        // Section 2.4: what may be a part of a number is no number.
        ("\u{1e}12", &["\u{1e}12"]),
        ("\u{1e}tru\u{1e}false\n", &["\u{1e}tru", "false"]),
    ] {
        assert_eq!(cut([body.as_bytes()]), expected, "{body:?}");
    }
}

#[test]
fn a_text_is_there_as_soon_as_its_line_ends() {
    let mut framing = JsonLines::default();
    framing.feed(b"\x1e{\"a\":\n");
    assert!(framing.next().is_none());
    framing.feed(b"1}\n");
    assert_eq!(framing.next().unwrap(), "{\"a\":\n1}");
}

proptest! {
    #[test]
    fn values_come_back_however_they_arrive(values in prop::collection::vec(any::<(String, u32)>(), 0..5), separated in any::<bool>(), pretty in any::<bool>(), size in 1_usize..9) {
        let values: Vec<Value> = values.iter().map(|(text, number)| serde_json::json!([text, number])).collect();
        let write = |value: &Value| match (separated, pretty) {
            (true, true) => format!("\u{1e}{value:#}\n"),
            (true, false) => format!("\u{1e}{value}\n"),
            (false, _) => format!("{value}\n"),
        };
        let body: String = values.iter().map(write).collect();
        let read: Vec<Value> = cut(body.as_bytes().chunks(size)).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        prop_assert_eq!(read, values);
    }
}

#[tokio::test]
async fn lines_are_values_and_one_that_cannot_be_read_is_kept() {
    let body = "{\"number\":1}\n{\"number\":\"two\"}\n{\"number\":3}";
    let server =
        Server::start(move |_, _| vec![answer("200 OK", "content-type: application/x-ndjson\r\n", body)]).await;
    let core = server.builder().build().unwrap();
    let mut lines = Call::<GetNumbers>::new(&core).lines().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().number, 1);
    let Some(Err(Error::Decode(error))) = lines.next().await else {
        panic!("it is no number")
    };
    assert_eq!(
        (error.path.as_str(), &error.body[..]),
        ("number", &b"{\"number\":\"two\"}"[..])
    );
    assert_eq!(lines.next().await.unwrap().unwrap().number, 3);
    assert!(lines.next().await.is_none());
    assert!(server.requests()[0].contains("accept: application/jsonl"));
}

#[tokio::test]
async fn a_connection_that_breaks_is_the_last_item() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\ncontent-length: 100\r\n\r\n";
    let server = Server::start(move |_, _| vec![send(format!("{head}{{\"number\":1}}\n{{\"numb"))]).await;
    let core = server.builder().build().unwrap();
    let lines = Call::<GetNumbers>::new(&core).lines().await.unwrap();
    let lines: Vec<_> = lines.collect().await;
    assert!(
        matches!(&lines[..], [Ok(Number { number: 1 }), Err(Error::Transport(_))]),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_line_without_an_end_fills_no_memory() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\nconnection: close\r\n\r\n";
    let server = Server::start(move |_, _| {
        let endless = "1".repeat(80 << 20);
        vec![send(format!("{head}{{\"number\":1}}\n{endless}"))]
    })
    .await;
    let core = server.builder().build().unwrap();
    let lines = Call::<GetNumbers>::new(&core).lines().await.unwrap();
    let lines: Vec<_> = lines.collect().await;
    let [Ok(Number { number: 1 }), Err(Error::Transport(error))] = &lines[..] else {
        panic!("{} items", lines.len())
    };
    assert_eq!(error.to_string(), "an item of the answer has more than 67108864 bytes");
}
