//! A user's way through the client of Hexclave, over a socket, against a server
//! that behaves as the real one does.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

mod contract;
mod receiver;
mod refusals;
mod server;

use std::time::{Duration, SystemTime};

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use hexclave::client::types::UpdateCurrentUserRequest;
use hexclave::types::{KnownError, PasswordSignUpRequest};
use hexclave::webhooks::Event;
use hexclave::{Credential, CredentialError, ErrorBody, Patch, RetryPolicy, Token};

use receiver::Receiver;
use server::{Delivery, PROJECT, REFRESH_TOKEN, SERVER_KEY, Server, Sessions};

fn stranger(server: &Server) -> hexclave::client::Client {
    let builder = hexclave::client::Client::builder().project_id(PROJECT);
    builder.base_url(&server.url).build().expect("a client")
}

/// A client of the user who signed up: it begins with `access_token`, and
/// refreshes the session.
fn signed_in(server: &Server, access_token: &str) -> hexclave::client::Client {
    let session = hexclave::client::Client::builder().project_id(PROJECT);
    let session = session.refresh_token(REFRESH_TOKEN).base_url(&server.url);
    let session = session.retry(RetryPolicy::none()).build().expect("a client");
    let first = access_token.to_owned();
    let token = Credential::refreshed(move |old| {
        let (session, first) = (session.clone(), first.clone());
        async move {
            if old.is_none() {
                return Ok(Token::new(first));
            }
            match session.sessions().refresh().await {
                Ok(answer) => Ok(Token::new(answer.access_token)),
                Err(error) if error.code() == Some("REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED") => {
                    Err(CredentialError::signed_out(error))
                }
                Err(error) => Err(CredentialError::new(error)),
            }
        }
    });
    let builder = hexclave::client::Client::builder().project_id(PROJECT);
    let builder = builder.access_token(token).base_url(&server.url);
    builder.build().expect("a client")
}

fn sign_up(email: &str) -> PasswordSignUpRequest {
    PasswordSignUpRequest::new(email, "a long password")
}

/// Signs a user up, and returns a client that has used its token.
async fn signed_up(server: &Server) -> hexclave::client::Client {
    let auth = stranger(server);
    let tokens = auth.password_auth().sign_up_with_password(&sign_up("ada@example.com"));
    let client = signed_in(server, &tokens.await.expect("a new user").access_token);
    client.users().get_current_user().await.expect("the user");
    client
}

#[tokio::test]
async fn a_user_signs_up_is_changed_listed_and_announced() {
    let server = Server::start().await;
    let stranger = stranger(&server);
    let tokens = stranger
        .password_auth()
        .sign_up_with_password(&sign_up("ada@example.com"))
        .await;
    let tokens = tokens.expect("a new user");

    // The address is taken now: a known error with its details.
    let error = stranger
        .password_auth()
        .sign_up_with_password(&sign_up("ada@example.com"))
        .await;
    let error = error.expect_err("a 409");
    assert_eq!(error.code(), Some("USER_EMAIL_ALREADY_EXISTS"));
    assert!(error.request_id().is_some_and(|id| id.starts_with("request")));
    let Some(ErrorBody::KnownError(KnownError::UserEmailAlreadyExists(taken))) = error.body() else {
        panic!("{error:?}");
    };
    assert_eq!(taken.details.email, "ada@example.com");

    // Nulls are read, and so is an answer with fields that no document has.
    let client = signed_in(&server, &tokens.access_token);
    let user = client.users().get_current_user().await.expect("the user");
    assert_eq!((user.display_name, user.selected_team), (None, None));

    // Three states: set, taken away, and not mentioned.
    let change = UpdateCurrentUserRequest {
        display_name: Patch::Set("Ada".into()),
        selected_team_id: Patch::Null,
        ..Default::default()
    };
    let user = client.users().update_current_user(&change).await.expect("the user");
    assert_eq!(user.display_name.as_deref(), Some("Ada"));
    let sent = serde_json::json!({ "display_name": "Ada", "selected_team_id": null });
    assert_eq!(server.project().changes, [sent]);

    // The application behind the user learns of them by webhooks, and lists them.
    let receiver = Receiver::start(&Server::webhook_secret()).await;
    assert_eq!(server.deliver(&receiver.url).await, [204, 204]);
    let events = receiver.events();
    let [Event::UserCreated(created), Event::UserUpdated(updated)] = &events[..] else {
        panic!("other events: {events:?}");
    };
    assert_eq!((&created.data.id, &created.data.display_name), (&tokens.user_id, &None));
    assert_eq!(updated.data.display_name.as_deref(), Some("Ada"));
    pages_of_users(&server).await;
}

#[tokio::test]
async fn a_webhook_is_received_if_it_is_signed_and_new() {
    let receiver = Receiver::start(&Server::webhook_secret()).await;
    let body = r#"{"type":"team.deleted","data":{"id":"00000000-0000-4000-8000-000000000001"}}"#;
    let now = SystemTime::now();
    let signed = Delivery::new("msg_1", now, body);
    assert_eq!(signed.post(&receiver.url, body.replace("0001", "0002")).await, 400);
    let (late, early) = (now - Duration::from_secs(301), now + Duration::from_secs(330));
    for time in [late, early] {
        let delivery = Delivery::new("msg_1", time, body);
        assert_eq!(delivery.post(&receiver.url, body.to_owned()).await, 400);
    }
    assert_eq!(receiver.events(), []);

    assert_eq!(signed.post(&receiver.url, body.to_owned()).await, 204);
    let tomorrow = r#"{"type":"user.promoted","data":{"id":1}}"#;
    let delivery = Delivery::new("msg_2", now, tomorrow);
    assert_eq!(delivery.post(&receiver.url, tomorrow.to_owned()).await, 204);
    let events = receiver.events();
    let [Event::TeamDeleted(team), Event::Unknown(unknown)] = &events[..] else {
        panic!("other events: {events:?}");
    };
    assert_eq!(team.data.id.to_string(), "00000000-0000-4000-8000-000000000001");
    assert_eq!(unknown["type"], "user.promoted");
}

async fn pages_of_users(server: &Server) {
    for number in 2..=7 {
        let user = server::user(number, &format!("user{number}@example.com"));
        server.project().users.push(user);
    }
    let client = hexclave::server::Client::builder().project_id(PROJECT);
    let client = client.secret_server_key(SERVER_KEY).base_url(&server.url);
    let client = client.build().expect("a client");
    server.project().asked.clear();
    let users: Vec<_> = client.users().list().limit(3).stream().collect().await;
    let emails: Vec<_> = users
        .into_iter()
        .map(|user| user.expect("a user").primary_email)
        .collect();
    assert_eq!(emails.len(), 7);
    assert_eq!(emails.last().cloned().flatten().as_deref(), Some("user7@example.com"));
    assert_eq!(server.project().asked, ["GET /users"; 3]);

    // An error in plain text, and the same one in disguise.
    for disguised in [false, true] {
        let mut call = client.users().list().limit(0);
        if disguised {
            call = call.header("x-hexclave-override-error-status", "true");
        }
        let error = call.await.expect_err("a 400");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
        assert_eq!(error.body(), Some(&ErrorBody::Text("limit must be at least 1".into())));
        assert_eq!(error.code(), None);
    }
}

#[tokio::test]
async fn ten_calls_with_an_old_token_refresh_it_once() {
    let server = Server::start().await;
    let client = signed_up(&server).await;
    for round in 1..=3 {
        // The token ages behind the client's back.
        server.project().issued += 1;
        let calls = (0..10).map(|_| client.users().get_current_user().into_future());
        for result in join_all(calls).await {
            result.expect("the user");
        }
        assert_eq!(server.project().refreshes, round);
    }
}

#[tokio::test]
async fn only_the_end_of_the_session_signs_out() {
    let server = Server::start().await;
    let client = signed_up(&server).await;
    let failure = async |sessions: Sessions| {
        server.project().issued += 1;
        server.project().sessions = sessions;
        match client.users().get_current_user().await {
            Err(hexclave::Error::Credential(error)) => error.is_signed_out(),
            other => panic!("{other:?}"),
        }
    };
    assert!(!failure(Sessions::Broken).await);
    server.project().sessions = Sessions::Alive;
    client
        .users()
        .get_current_user()
        .await
        .expect("the session is still there");
    assert!(failure(Sessions::Ended).await);
    let refreshes = server.project().refreshes;
    assert!(failure(Sessions::Alive).await, "who is signed out stays so");
    assert_eq!(server.project().refreshes, refreshes);
}

#[tokio::test]
async fn a_wrong_key_is_not_a_token_that_has_aged() {
    let server = Server::start().await;
    let client = hexclave::server::Client::builder().project_id(PROJECT);
    let key = Credential::refreshed(|_| async { Ok(Token::new("ssk_wrong")) });
    let client = client.secret_server_key(key).base_url(&server.url);
    let client = client.timeout(Duration::from_secs(20)).build().expect("a client");
    let error = client.users().list().await.expect_err("a 401");
    assert_eq!(error.code(), Some("INVALID_SECRET_SERVER_KEY"));
    assert_eq!(server.project().asked.len(), 1);
}
