//! Fields of forms in the styles that a document gives them: the table of "Style
//! Examples" of the specification (3.1.1, section 4.8.12.4), in a body.

use compiled::body_forms as api;

use crate::exchange::{Server, client};
use api::types::{Colors, Note, Rgb};

async fn sent(colors: Colors) -> String {
    let server = Server::silent();
    client!(api, server).colors().add(&colors).await.expect("done");
    assert_eq!(server.header("content-type"), "application/x-www-form-urlencoded");
    server.text()
}

fn list(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|&item| item.to_owned()).collect())
}

#[tokio::test]
async fn lists_are_written_in_their_style() {
    let colors = ["blue", "black", "brown"];
    let usual = Colors { usual: list(&colors), ..Default::default() };
    assert_eq!(sent(usual).await, "usual=blue&usual=black&usual=brown");
    let apart = Colors { apart: list(&colors), ..Default::default() };
    assert_eq!(sent(apart).await, "apart=blue&apart=black&apart=brown");
    let joined = Colors { joined: list(&colors), ..Default::default() };
    assert_eq!(sent(joined).await, "joined=blue,black,brown");
    let spaced = Colors { spaced: list(&colors), ..Default::default() };
    assert_eq!(sent(spaced).await, "spaced=blue%20black%20brown");
    let piped = Colors { piped: list(&colors), ..Default::default() };
    assert_eq!(sent(piped).await, "piped=blue%7Cblack%7Cbrown");
    // What separates is encoded where it stands in an item.
    let piped = Colors { joined: list(&["a,b", "c&d=e"]), piped: list(&[]), ..Default::default() };
    assert_eq!(sent(piped).await, "joined=a%2Cb,c%26d%3De");
}

#[tokio::test]
async fn objects_are_written_in_their_style() {
    let rgb = Rgb::new(100, 200, 150);
    let deep = Colors { deep: Some(rgb.clone()), ..Default::default() };
    assert_eq!(sent(deep).await, "deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150");
    let spread = Colors { spread: Some(rgb.clone()), ..Default::default() };
    assert_eq!(sent(spread).await, "R=100&G=200&B=150");
    let turns = Colors { turns: Some(rgb.clone()), ..Default::default() };
    assert_eq!(sent(turns).await, "turns=R,100,G,200,B,150");
    let spaced = Colors { spaced_object: Some(rgb), ..Default::default() };
    assert_eq!(sent(spaced).await, "spaced_object=R%20100%20G%20200%20B%20150");
}

#[tokio::test]
async fn json_stands_in_a_field() {
    let meta = Colors { meta: Some(Note::new("a&b")), ..Default::default() };
    assert_eq!(sent(meta).await, "meta=%7B%22text%22%3A%22a%26b%22%7D");
    // One text for each item, as the specification has it since 3.2.
    let notes = Colors { notes: Some(vec![Note::new("1"), Note::new("2")]), ..Default::default() };
    assert_eq!(
        sent(notes).await,
        "notes=%7B%22text%22%3A%221%22%7D&notes=%7B%22text%22%3A%222%22%7D"
    );
}

#[tokio::test]
async fn reserved_characters_pass_where_they_may() {
    let link = "https://example.com/a?b=c&d#e%20f g";
    let colors = Colors { link: Some(link.to_owned()), links: list(&["x:/y", "1,2"]), ..Default::default() };
    assert_eq!(
        sent(colors).await,
        "link=https://example.com/a?b=c%26d%23e%20f%20g&links=x:/y,1%2C2"
    );
}
