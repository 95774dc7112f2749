//! The mocks of generated clients: what the document describes can be answered, and is read as it was written.

use std::collections::BTreeMap;

use compiled::{
    body_media, body_multipart, included, response_several, schema_unions, schema_unions_derive, v3_1_webhooks,
};
use futures_util::StreamExt as _;
use futures_util::stream;

/// What an unexpected call is told.
fn told<T: std::fmt::Debug, B: std::fmt::Debug>(result: Result<T, compiled::support::error::Error<B>>) -> String {
    match result.expect_err("nothing is expected for it") {
        compiled::support::error::Error::Transport(error) => error.to_string(),
        other => panic!("another error: {other:?}"),
    }
}

#[tokio::test]
async fn every_success_and_error_can_be_answered() {
    use response_several::jobs::StartJobResponse;
    use response_several::types::{Job, Problem, Ticket};
    use response_several::{ErrorBody, mock::Mock};

    let mock = Mock::new();
    let client = mock.client();
    let job = Job {
        id: "1".to_owned(),
        done_at: None,
    };
    let ticket = Ticket { ticket: "t".to_owned() };
    let answers = [
        StartJobResponse::Ok(job),
        StartJobResponse::Accepted(ticket),
        StartJobResponse::NoContent,
    ];
    let problem = ErrorBody::Problem(Problem {
        title: Some("busy".to_owned()),
        status: None,
    });
    let expected = mock.expect(client.jobs().start());
    let expected = answers.iter().fold(expected, |expected, answer| expected.returns(answer));
    expected.fails(409, &problem);
    for answer in answers {
        assert_eq!(client.jobs().start().await.expect("a success"), answer);
    }
    assert_eq!(client.jobs().start().await.expect_err("a conflict").body(), Some(&problem));

    mock.expect(client.jobs().login())
        .returns(&())
        .with_header("location", "/elsewhere");
    let login = client.jobs().login().send().await.expect("a redirect");
    assert_eq!((login.status().as_u16(), login.location()), (307, Some("/elsewhere")));
    mock.verify();
}

/// Has a union answered by every mock, and compares what comes back.
macro_rules! unions {
    ($api:ident) => {{
        let mock = $api::mock::Mock::new();
        let client = mock.client();
        for text in [
            r#"{"kind":"circle","radius":1.5}"#,
            r#"{"kind":"square","side":2.0}"#,
            r#"{"kind":"hexagon","side":[1,null]}"#,
        ] {
            let shape: $api::types::Shape = serde_json::from_str(text).expect("a shape");
            mock.expect(client.shapes().create(&shape)).returns(&shape);
            assert_eq!(client.shapes().create(&shape).await.expect("a shape"), shape);
        }
        mock.verify();
    }};
}

#[tokio::test]
async fn types_are_written_as_they_are_read_in_both_styles() {
    unions!(schema_unions);
    unions!(schema_unions_derive);
}

#[tokio::test]
async fn bodies_of_every_kind_are_compared() {
    use body_media::types::{SendFormRequest, SendMaybeRequest};

    let mock = body_media::mock::Mock::new();
    let client = mock.client();
    let form = SendFormRequest::new("a grant");
    mock.expect(client.bodies().send_form(&form)).returns(&"text".to_owned());
    assert_eq!(client.bodies().send_form(&form).await.expect("text"), "text");
    let more = SendFormRequest {
        scope: Some("all".to_owned()),
        ..SendFormRequest::new("another")
    };
    let message = told(client.bodies().send_form(&more).await);
    assert!(message.contains("body grant: is `another`, expected `a grant`"), "{message}");
    assert!(message.contains("body scope: is `all`, expected nothing"), "{message}");

    mock.expect(client.bodies().send_text("a")).returns(&());
    client.bodies().send_text("a").await.expect("nothing");
    assert!(told(client.bodies().send_text("b").await).contains("body: is `b`, expected `a`"));

    // The pieces of an expected body are read when it is compared.
    let pieces = || {
        let pieces = ["one", "two"].map(|piece| Ok::<_, std::io::Error>(bytes::Bytes::from(piece)));
        compiled::support::body::Body::stream(stream::iter(pieces))
    };
    mock.expect(client.bodies().send_file(pieces())).returns(&"file".into());
    for _ in 0..2 {
        assert_eq!(client.bodies().send_file(pieces()).await.expect("bytes"), "file");
    }

    // An optional body that is not expected may be there.
    mock.expect(client.bodies().send_maybe()).returns(&serde_json::json!(1));
    client.bodies().send_maybe().await.expect("json");
    let note = SendMaybeRequest {
        note: Some("n".to_owned()),
    };
    client.bodies().send_maybe().body(&note).await.expect("json");
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
}

#[tokio::test]
async fn parts_are_compared_whatever_their_boundary() {
    use body_multipart::types::{Meta, NewPhoto};

    let mock = body_multipart::mock::Mock::new();
    let client = mock.client();
    let photo = |camera: &str| NewPhoto::new("JPEG", vec![1, 2], Meta::new(camera));
    let added = body_multipart::types::Photo { id: "p".to_owned() };
    mock.expect(client.uploads().add_photo(&photo("C"))).returns(&added);
    assert_eq!(client.uploads().add_photo(&photo("C")).await.expect("added"), added);
    let message = told(client.uploads().add_photo(&photo("D")).await);
    assert!(message.contains(r#"{"camera":"D"}`, expected `"#), "{message}");
    assert_eq!(message.matches("body part").count(), 1, "{message}");
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
}

#[tokio::test]
async fn an_included_client_has_a_mock_whose_pages_follow_each_other() {
    use included::deep::mock::Mock;
    use included::deep::types::{Item, ItemPage, Pagination};

    let page = |id: &str, next: Option<&str>| ItemPage {
        items: vec![Item {
            id: id.to_owned(),

        }],
        pagination: Some(Pagination {
            next_cursor: next.map(str::to_owned),
        }),
    };
    let mock = Mock::new();
    let client = mock.client();
    mock.expect(client.items().list().cursor("b")).returns(&page("2", None));
    mock.expect(client.items().list()).returns(&page("1", Some("b")));
    let ids: Vec<String> = client.items().list().stream().map(|item| item.expect("an item").id).collect().await;
    assert_eq!(ids, ["1", "2"]);
    let queries: Vec<_> = mock.requests().iter().map(|request| request.uri().query().map(str::to_owned)).collect();
    assert_eq!(queries, [None, Some("cursor=b".to_owned())]);
}

#[test]
fn webhooks_are_signed_for_tests() {
    use v3_1_webhooks::types::{Order, OrderCreatedEvent};
    use v3_1_webhooks::webhooks::{Event, Verifier};

    let verifier = Verifier::new("whsec_a2V5IG9mIGEgdGVzdA==").expect("a secret");
    let order = Order {
        id: "1".to_owned(),
        total: None,
    };
    let event = Event::OrderCreated(OrderCreatedEvent { data: order });
    let (headers, body) = verifier.sign("msg_1", &event);
    assert_eq!(verifier.event::<Event>(&headers, &body).expect("an event"), event);
    let text: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(text["type"], "order.created");
    let other = Verifier::new("whsec_b3RoZXI=").expect("a secret");
    assert!(other.event::<Event>(&headers, &body).is_err());
}
