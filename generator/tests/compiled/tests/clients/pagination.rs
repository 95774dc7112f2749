//! Lists end where the server names no next cursor, or one that was there.

use compiled::pagination_cursor as api;
use futures_util::TryStreamExt;

use crate::exchange::{Server, client};

/// Pages as the server sends them, the items they hold, and what is asked for.
const LISTS: [(&[&str], &str, &[&str]); 7] = [
    // The end: null, absent, without the object around it, and empty.
    (
        &[
            r#"{"items":[{"id":"a"},{"id":"b"}],"pagination":{"next_cursor":"2&"}}"#,
            r#"{"items":[{"id":"c"}],"pagination":{"next_cursor":null}}"#,
        ],
        "abc",
        &["/items?limit=2", "/items?limit=2&cursor=2%26"],
    ),
    (
        &[r#"{"items":[{"id":"a"}],"pagination":{}}"#],
        "a",
        &["/items?limit=2"],
    ),
    (&[r#"{"items":[{"id":"a"}]}"#], "a", &["/items?limit=2"]),
    (
        &[r#"{"items":[{"id":"a"}],"pagination":{"next_cursor":""}}"#],
        "a",
        &["/items?limit=2"],
    ),
    (&[r#"{"items":[]}"#], "", &["/items?limit=2"]),
    // A page without items is not the end.
    (
        &[
            r#"{"items":[],"pagination":{"next_cursor":"2"}}"#,
            r#"{"items":[{"id":"a"}]}"#,
        ],
        "a",
        &["/items?limit=2", "/items?limit=2&cursor=2"],
    ),
    // A server that goes round in circles: the last answer is repeated.
    (
        &[
            r#"{"items":[{"id":"a"}],"pagination":{"next_cursor":"2"}}"#,
            r#"{"items":[{"id":"b"}],"pagination":{"next_cursor":"3"}}"#,
            r#"{"items":[{"id":"c"}],"pagination":{"next_cursor":"2"}}"#,
        ],
        "abc",
        &[
            "/items?limit=2",
            "/items?limit=2&cursor=2",
            "/items?limit=2&cursor=3",
        ],
    ),
];

#[tokio::test]
async fn streams_yield_every_item_and_end() {
    for (bodies, ids, targets) in LISTS {
        let server = Server::pages(bodies);
        let client = client!(api, server);
        let items: Vec<_> = client.items().list().limit(2).stream().try_collect().await.expect("items");
        let read: String = items.iter().map(|item| &*item.id).collect();
        assert_eq!(read, ids);
        assert_eq!(server.targets(), targets);
    }
}

#[tokio::test]
async fn pages_can_be_had_one_by_one() {
    for (bodies, ids, targets) in LISTS {
        let server = Server::pages(bodies);
        let client = client!(api, server);
        let mut pages = client.items().list().limit(2).pages();
        let mut read = String::new();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            read.extend(page.expect("a page").items.iter().map(|item| &*item.id));
            count += 1;
        }
        assert_eq!((read.as_str(), count), (ids, bodies.len()));
        assert_eq!(server.targets(), targets);
        // After the end nothing is asked for.
        assert!(pages.next().await.is_none());
        assert_eq!(server.count(), count);
    }
}

#[tokio::test]
async fn a_list_can_begin_in_the_middle() {
    let server = Server::pages(&[
        r#"{"items":[],"pagination":{"next_cursor":"9"}}"#,
        r#"{"items":[]}"#,
    ]);
    let client = client!(api, server);
    let mut pages = client.items().list().cursor("8").pages();
    while let Some(page) = pages.next().await {
        page.expect("a page");
    }
    assert_eq!(server.targets(), ["/items?cursor=8", "/items?cursor=9"]);
}

#[tokio::test]
async fn an_error_ends_a_stream_and_a_page_can_be_asked_for_again() {
    let good = br#"{"items":[{"id":"a"}],"pagination":{"next_cursor":"2"}}"#.to_vec();
    let answers = || {
        [
            (200, "application/json", good.clone()),
            (400, "text/plain", b"odd".to_vec()),
            (200, "application/json", br#"{"items":[{"id":"b"}]}"#.to_vec()),
        ]
    };
    let client = client!(api, Server::new(answers()));
    let mut stream = client.items().list().stream();
    assert_eq!(stream.next().await.expect("an item").expect("an item").id, "a");
    let error = stream.next().await.expect("an end").expect_err("an error");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(stream.next().await.is_none());

    let server = Server::new(answers());
    let client = client!(api, server);
    let mut pages = client.items().list().pages();
    let mut outcomes = Vec::new();
    while let Some(page) = pages.next().await {
        outcomes.push(page.is_ok());
    }
    assert_eq!(outcomes, [true, false, true]);
    assert_eq!(server.targets(), ["/items", "/items?cursor=2", "/items?cursor=2"]);
}
