//! Lists whose pages are numbered, counted, or named by a URL.

use compiled::pagination_kinds as api;
use futures_util::TryStreamExt;

use crate::exchange::Server;
use api::{BuildError, Client, Error};

fn client(server: &Server) -> Client {
    let builder = Client::builder().key("k").transport(server.clone());
    builder.build().expect("a client")
}

fn ids(books: &[api::types::Book]) -> Vec<i64> {
    books.iter().map(|book| book.id).collect()
}

#[tokio::test]
async fn numbers_go_up_while_there_is_more() {
    let server = Server::pages(&[
        r#"{"data":[{"id":1}],"has_more":true}"#,
        r#"{"data":[{"id":2}],"has_more":false}"#,
    ]);
    let client = client(&server);
    let books: Vec<_> = client.books().list_numbered().stream().try_collect().await.expect("books");
    assert_eq!(ids(&books), [1, 2]);
    assert_eq!(server.targets(), ["/v1/numbered?key=k", "/v1/numbered?page=2&key=k"]);
    // Where nobody says whether there is more, an empty page is the end.
    let server = Server::pages(&[r#"{"data":[{"id":1}]}"#, r#"{"data":[{"id":2}]}"#, r#"{}"#]);
    let client = self::client(&server);
    let call = client.books().list_numbered().page(7);
    let books: Vec<_> = call.stream().try_collect().await.expect("books");
    assert_eq!(ids(&books), [1, 2]);
    let targets = ["/v1/numbered?page=7&key=k", "/v1/numbered?page=8&key=k", "/v1/numbered?page=9&key=k"];
    assert_eq!(server.targets(), targets);
}

#[tokio::test]
async fn items_are_counted() {
    let server = Server::pages(&[r#"{"data":[{"id":1},{"id":2}]}"#, r#"{"data":[{"id":3}]}"#, r#"{"data":[]}"#]);
    let client = client(&server);
    let call = client.books().list_skipped().skip(10).limit(2);
    let books: Vec<_> = call.stream().try_collect().await.expect("books");
    assert_eq!(ids(&books), [1, 2, 3]);
    let targets = [
        "/v1/skipped?skip=10&limit=2&key=k",
        "/v1/skipped?limit=2&skip=12&key=k",
        "/v1/skipped?limit=2&skip=13&key=k",
    ];
    assert_eq!(server.targets(), targets);
}

#[tokio::test]
async fn the_last_item_is_the_cursor() {
    let server = Server::pages(&[
        r#"{"data":[{"id":1},{"id":2}],"has_more":true}"#,
        r#"{"data":[{"id":3}],"has_more":false}"#,
    ]);
    let client = client(&server);
    let books: Vec<_> = client.books().list_after().stream().try_collect().await.expect("books");
    assert_eq!(ids(&books), [1, 2, 3]);
    assert_eq!(server.targets(), ["/v1/after?key=k", "/v1/after?starting_after=2&key=k"]);
}

#[tokio::test]
async fn urls_are_followed_with_the_credentials_they_lack() {
    let server = Server::pages(&[
        r#"{"data":[{"id":1}],"links":{"next":"https://api.example.com/v1/addressed?at=a%26b#top"}}"#,
        r#"{"data":[{"id":2}],"links":{"next":"?at=c&key=k"}}"#,
        r#"{"data":[{"id":3}],"links":{"next":null}}"#,
    ]);
    let client = client(&server);
    let call = client.books().list_addressed().limit(1);
    let books: Vec<_> = call.stream().try_collect().await.expect("books");
    assert_eq!(ids(&books), [1, 2, 3]);
    let targets = [
        "/v1/addressed?limit=1&key=k",
        "/v1/addressed?at=a%26b&key=k",
        "/v1/addressed?at=c&key=k",
    ];
    assert_eq!(server.targets(), targets);
}

#[tokio::test]
async fn a_url_of_another_origin_is_an_error() {
    let server = Server::pages(&[r#"{"data":[{"id":1}],"links":{"next":"https://elsewhere.example.com/"}}"#]);
    let client = client(&server);
    let mut pages = client.books().list_addressed().pages();
    pages.next().await.expect("a page").expect("a page");
    let error = pages.next().await.expect("an error").expect_err("an error");
    assert!(matches!(error, Error::Build(BuildError::Url { .. })), "{error:?}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_list_without_a_link_is_one_page() {
    let server = Server::pages(&[r#"[{"id":1}]"#]);
    let client = client(&server);
    let books: Vec<_> = client.books().list_linked().stream().try_collect().await.expect("books");
    assert_eq!(ids(&books), [1]);
    assert_eq!(server.count(), 1);
}

/// Follows a list whose second page fails once: what failed is asked for again.
macro_rules! check_failure {
    ($list:ident, $first:literal, $second:literal) => {
        let server = Server::new([
            (200, "application/json", $first.as_bytes().to_vec()),
            (400, "", Vec::new()),
            (200, "application/json", $second.as_bytes().to_vec()),
        ]);
        let server = server.with("link", "</v1/linked?at=2>; rel=next");
        let client = client(&server);
        let mut pages = client.books().$list().pages();
        pages.next().await.expect("a page").expect("a page");
        pages.next().await.expect("an error").expect_err("an error");
        pages.next().await.expect("a page").expect("a page");
        let targets = server.targets();
        assert_ne!(targets[0], targets[1]);
        assert_eq!(targets[1], targets[2]);
    };
}

#[tokio::test]
async fn a_page_that_failed_can_be_asked_for_again_whatever_follows_the_list() {
    check_failure!(list_numbered, r#"{"data":[{"id":1}],"has_more":true}"#, r#"{"data":[],"has_more":false}"#);
    check_failure!(list_skipped, r#"{"data":[{"id":1}]}"#, r#"{"data":[]}"#);
    check_failure!(list_after, r#"{"data":[{"id":1}],"has_more":true}"#, r#"{"data":[],"has_more":false}"#);
    check_failure!(list_addressed, r#"{"data":[{"id":1}],"links":{"next":"?at=2"}}"#, r#"{"data":[],"links":{}}"#);
    check_failure!(list_linked, r#"[{"id":1}]"#, r#"[]"#);
}
