//! Lists are followed to their end, and no further.

use futures_util::StreamExt as _;

use crate::api::{Answer, Linked, List, Recorder};
use crate::support::call::Call;
use crate::support::error::Error;

fn page(body: &'static str) -> Answer {
    (200, vec![("content-type", "application/json")], body)
}

async fn items(answers: Vec<Answer>) -> (Vec<u32>, Recorder) {
    let recorder = Recorder::new(answers);
    let core = recorder.core();
    let stream = Call::<List>::new(&core).stream();
    let items = stream.map(|item| item.unwrap()).collect().await;
    (items, recorder)
}

#[tokio::test]
async fn cursors_are_followed_until_there_is_none() {
    let answers = vec![
        page(r#"{"items":[1,2],"next":"a b"}"#),
        page(r#"{"items":[],"next":"c"}"#),
        page(r#"{"items":[3],"next":null}"#),
    ];
    let (items, recorder) = items(answers).await;
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(recorder.count(), 3);
    let queries: Vec<_> = (0..3)
        .map(|index| recorder.request(index).uri().query().map(str::to_owned))
        .collect();
    assert_eq!(
        queries,
        [None, Some("cursor=a%20b".to_owned()), Some("cursor=c".to_owned())]
    );
}

#[tokio::test]
async fn a_list_without_cursors_is_one_page() {
    for body in [r#"{"items":[1]}"#, r#"{"items":[1],"next":""}"#] {
        assert_eq!(items(vec![page(body)]).await.0, [1]);
    }
}

#[tokio::test]
async fn repeated_cursors_end_the_list() {
    let (all, recorder) = items(vec![page(r#"{"items":[1],"next":"a"}"#)]).await;
    assert_eq!(all, [1, 1]);
    assert_eq!(recorder.count(), 2);
    let circle = vec![
        page(r#"{"items":[1],"next":"a"}"#),
        page(r#"{"items":[2],"next":"b"}"#),
        page(r#"{"items":[3],"next":"a"}"#),
    ];
    assert_eq!(items(circle).await.0, [1, 2, 3]);
}

#[tokio::test]
async fn the_caller_s_first_cursor_and_other_values_are_kept() {
    let recorder = Recorder::new(vec![page(r#"{"items":[1],"next":"b"}"#), page(r#"{"items":[2]}"#)]);
    let core = recorder.core();
    let mut call = Call::<List>::new(&core);
    call.request.query("cursor", &"a", crate::support::style::FORM);
    call.request.query("limit", &1, crate::support::style::FORM);
    let mut pages = call.pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    assert_eq!(recorder.request(0).uri().query(), Some("cursor=a&limit=1"));
    assert_eq!(recorder.request(1).uri().query(), Some("limit=1&cursor=b"));
}

#[tokio::test]
async fn pages_ask_again_after_an_error_and_streams_end() {
    let answers = || {
        vec![
            page(r#"{"items":[1],"next":"a"}"#),
            (503, vec![], ""),
            page(r#"{"items":[2]}"#),
        ]
    };
    let recorder = Recorder::new(answers());
    let core = recorder.core();
    let mut pages = Call::<List>::new(&core).pages();
    assert_eq!(pages.next().await.unwrap().unwrap().items, [1]);
    assert!(pages.next().await.unwrap().is_err());
    assert_eq!(pages.next().await.unwrap().unwrap().items, [2]);
    assert!(pages.next().await.is_none());
    assert_eq!(recorder.request(1).uri(), recorder.request(2).uri());

    let core = Recorder::new(answers()).core();
    let mut items = Call::<List>::new(&core).stream();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.unwrap().is_err());
    assert!(items.next().await.is_none());
}

/// Asks for a list whose first page has a `Link` header; returns what is asked for next.
async fn linked(link: &'static str) -> Option<String> {
    let json = ("content-type", "application/json");
    let recorder = Recorder::new(vec![(200, vec![json, ("link", link)], "[1]"), (200, vec![json], "[2]")]);
    let core = recorder.core();
    let mut pages = Call::<Linked>::new(&core).pages();
    pages.next().await.unwrap().unwrap();
    match pages.next().await {
        Some(page) => {
            page.unwrap();
            Some(recorder.request(1).uri().to_string())
        }
        None => None,
    }
}

/// The forms of RFC 8288 section 3, and those that only look like them.
#[tokio::test]
async fn links_to_the_next_page_are_found() {
    let next = |text: &str| Some(format!("https://api.example{text}"));
    for (link, expected) in [
        ("<https://api.example/v1/list?p=2>; rel=\"next\"", next("/v1/list?p=2")),
        ("<?p=2>;rel=next", next("/v1/list?p=2")),
        (
            "</v1/other>; title=\"a; rel=prev, <x>\"; REL=\"last Next\"",
            next("/v1/other"),
        ),
        ("<a>; rel=prev, <b,c;d>; rel=next, <e>; rel=last", next("/v1/b,c;d")),
        ("<a>; rel=\"prev\" , <b>; foo; rel = next", next("/v1/b")),
        ("<a#part>; rel=next", next("/v1/a")),
        ("<a>; rel=prev", None),
        ("<a>; title=next", None),
        ("<a>", None),
        ("<a; rel=next", None),
        ("rel=next", None),
        ("", None),
    ] {
        assert_eq!(linked(link).await, expected, "{link}");
    }
}

#[tokio::test]
async fn no_link_leads_to_another_origin() {
    for url in [
        "https://evil.example/v1/list",
        "//evil.example/",
        "http://api.example/v1/list",
        "https://api.example:444/",
    ] {
        let link = Box::leak(format!("<{url}>; rel=next").into_boxed_str());
        let json = ("content-type", "application/json");
        let recorder = Recorder::new(vec![(200, vec![json, ("link", link)], "[1]")]);
        let core = recorder.core();
        let mut pages = Call::<Linked>::new(&core).pages();
        pages.next().await.unwrap().unwrap();
        assert!(matches!(pages.next().await, Some(Err(Error::Build(_)))), "{url}");
        assert_eq!(recorder.count(), 1);
    }
}

#[test]
fn streams_move_between_threads() {
    fn is_send<T: Send + Unpin>(_: &T) {}
    let core = Recorder::ok().core();
    is_send(&Call::<List>::new(&core).stream());
    let mut pages = Call::<List>::new(&core).pages();
    is_send(&Box::pin(pages.next()));
}
