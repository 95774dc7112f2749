//! Tests code that uses the client of Hexclave as its users would: against the mock that the client brings.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

use futures_util::TryStreamExt as _;
use hexclave::server::mock::Mock;
use hexclave::server::{Client, types};
use hexclave::types::{KnownError, PageInfo, ServerUser, ServerUserPage, SimpleError, SimpleErrorCode, Success};
use hexclave::webhooks::{Event, Verifier};
use hexclave::{Error, ErrorBody, Patch};
use serde_json::Value;

/// The code under test: gives those users a name who have none, and says how many they were.
async fn name_everybody(client: &Client, name: &str) -> Result<usize, Error> {
    let users: Vec<ServerUser> = client.users().list().limit(2).stream().try_collect().await?;
    let mut named = 0;
    for user in users.iter().filter(|user| user.display_name.is_none()) {
        match client.users().update(&user.id, &display_name(name)).await {
            Ok(_) => named += 1,
            // Whoever has left meanwhile needs no name.
            Err(error) if error.code() == Some("USER_NOT_FOUND") => {}
            Err(error) => return Err(error),
        }
    }
    Ok(named)
}

fn display_name(name: &str) -> types::UpdateUserRequest {
    types::UpdateUserRequest {
        display_name: Patch::Set(name.to_owned()),
        ..Default::default()
    }
}

/// A user of the documentation, under another id.
fn user(id: &str, display_name: Option<&str>) -> ServerUser {
    let samples = include_str!("../../generated/docs/samples.json");
    let samples: Value = serde_json::from_str(samples).expect("samples.json is JSON");
    let operations = samples["operations"].as_array().expect("a list");
    let is_list = |entry: &&Value| entry["document"] == "server" && entry["operation"] == "users.list";
    let list = operations.iter().find(is_list).expect("the list of users");
    let user = list["responses"][0]["body"]["items"][0].clone();
    ServerUser {
        id: id.to_owned(),
        display_name: display_name.map(str::to_owned),
        ..serde_json::from_value(user).expect("a user")
    }
}

fn page(items: Vec<ServerUser>, next_cursor: Option<&str>) -> ServerUserPage {
    ServerUserPage {
        items,
        is_paginated: true,
        pagination: Some(PageInfo {
            next_cursor: next_cursor.map(str::to_owned),
        }),
    }
}

fn gone() -> ErrorBody {
    ErrorBody::KnownError(KnownError::UserNotFound(SimpleError {
        code: SimpleErrorCode::UserNotFound,
        error: "No such user.".to_owned(),
    }))
}

#[tokio::test]
async fn pages_errors_and_retries_are_told_to_the_mock() {
    let mock = Mock::new();
    let client = mock.client();
    mock.expect(client.users().list().limit(2).cursor("next"))
        .returns(&page(vec![user("u-3", None)], None));
    mock.expect(client.users().list().limit(2))
        .returns_status(503)
        .returns(&page(vec![user("u-1", None), user("u-2", Some("Bob"))], Some("next")));
    let body = display_name("Ada");
    mock.expect(client.users().update("u-1", &body))
        .returns(&user("u-1", Some("Ada")))
        .times(1);
    mock.expect(client.users().update("u-3", &body)).fails(404, &gone());
    assert_eq!(name_everybody(&client, "Ada").await.expect("names"), 1);
    mock.verify();
    // The credentials and the kind of access are those of any other client.
    let first = &mock.requests()[0];
    assert_eq!(first.headers()["x-hexclave-access-type"], "server");
    assert!(first.headers().contains_key("x-hexclave-secret-server-key"));
}

#[tokio::test]
async fn a_call_that_is_not_expected_is_told_what_it_should_be() {
    let mock = Mock::new();
    let client = mock.client();
    mock.expect(client.users().list().limit(2))
        .returns(&page(vec![user("u-1", None)], None));
    mock.expect(client.users().update("u-1", &display_name("Bob")))
        .returns(&user("u-1", Some("Bob")))
        .optional();
    let Err(Error::Transport(error)) = name_everybody(&client, "Ada").await else {
        panic!("no such update is expected");
    };
    assert_eq!(
        error.to_string(),
        "nothing is expected for this request:\n\n    \
         PATCH /api/v1/users/u-1\n    {\"display_name\":\"Ada\"}\n\n\
         The nearest of 2 expectations is `updateUser`, PATCH /api/v1/users/u-1, which differs:\n\n    \
         body /display_name: is \"Ada\", expected \"Bob\""
    );
    let verified = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
    assert!(verified.is_err(), "the mock was asked for what it does not expect");
}

#[tokio::test]
async fn values_are_any_and_types_are_those_of_the_client() {
    let mock = Mock::new();
    let client = mock.client();
    mock.expect(client.users().delete("anybody"))
        .any("user_id")
        .returns(&Success {});
    mock.expect_any::<hexclave::operation::users::GetUser>()
        .fails(404, &gone())
        .returns_status(400)
        .with_text("a plain error");
    assert_eq!(client.users().delete("u-9").await.expect("deleted"), Success {});
    let error = client.users().get("u-9").await.expect_err("a 404");
    assert_eq!((error.code(), error.body()), (Some("USER_NOT_FOUND"), Some(&gone())));
    let error = client.users().get("u-9").await.expect_err("a 400");
    assert_eq!(error.body(), Some(&ErrorBody::Text("a plain error".into())));
}

#[test]
fn a_webhook_is_delivered_to_its_receiver() {
    let verifier = Verifier::new("whsec_a2V5IG9mIGEgdGVzdA==").expect("a secret");
    let sent = serde_json::json!({ "type": "user.deleted", "data": { "id": "u-1", "teams": [] } });
    let sent: Event = serde_json::from_value(sent).expect("an event");
    assert!(matches!(sent, Event::UserDeleted(_)));
    let (headers, body) = verifier.sign("msg_1", &sent);
    assert_eq!(verifier.event::<Event>(&headers, &body).expect("the event"), sent);
}
