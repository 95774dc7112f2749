//! Uses the client of Hexclave as its users do: what is sent under which
//! circumstances, and what becomes of errors, pages and webhooks.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_util::StreamExt;
use hexclave::server::{Client, ClientBuilder, HeaderFamily, types};
use hexclave::types::{KnownError, OauthTokenError};
use hexclave::webhooks::Event;
use hexclave::{BoxFuture, ErrorBody, Patch, RetryPolicy, Transport, TransportError, Verifier, WebhookError};

/// Gives prepared answers in turn, and keeps what was sent.
#[derive(Debug, Clone, Default)]
struct Fake {
    answers: Arc<Mutex<Vec<http::Response<Bytes>>>>,
    sent: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Fake {
    fn answer(self, status: u16, headers: &[(&str, &str)], body: &'static str) -> Self {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        let response = response.body(Bytes::from_static(body.as_bytes())).expect("a response");
        self.answers.lock().expect("no panic").push(response);
        self
    }

    fn json(self, status: u16, body: &'static str) -> Self {
        self.answer(status, &[("content-type", "application/json")], body)
    }

    fn sent(&self, index: usize) -> http::Request<Bytes> {
        self.sent.lock().expect("no panic")[index].clone()
    }
}

impl Transport for Fake {
    fn send(
        &self,
        request: http::Request<hexclave::Body>,
        _timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<hexclave::Body>, TransportError>> {
        let request = request.map(|body| body.as_bytes().cloned().expect("a body in memory"));
        self.sent.lock().expect("no panic").push(request);
        let answer = self.answers.lock().expect("no panic").remove(0);
        Box::pin(async move { Ok(answer.map(hexclave::Body::from)) })
    }
}

fn builder(fake: &Fake) -> ClientBuilder {
    let builder = Client::builder()
        .project_id("6fbbf22e-f4b2-4c6e-95a1-beab6fa41063")
        .secret_server_key("ssk_secret");
    builder.transport(fake.clone())
}

fn client(fake: &Fake) -> Client {
    builder(fake).build().expect("a complete client")
}

fn header(request: &http::Request<Bytes>, name: &str) -> Option<String> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().expect("text").to_owned())
}

#[tokio::test]
async fn three_states_reach_the_wire() {
    let fake = Fake::default().json(404, r#"{"code":"USER_NOT_FOUND","error":"No such user."}"#);
    let update = types::UpdateUserRequest {
        display_name: Patch::Set("Ada".into()),
        selected_team_id: Patch::Null,
        ..Default::default()
    };
    let error = client(&fake).users().update("me", &update).await.expect_err("a 404");
    assert_eq!(fake.sent(0).body(), r#"{"display_name":"Ada","selected_team_id":null}"#);
    assert_eq!(fake.sent(0).uri(), "https://api.hexclave.com/api/v1/users/me");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    let Some(ErrorBody::KnownError(KnownError::UserNotFound(known))) = error.body() else {
        panic!("{error:?}");
    };
    assert_eq!(known.error, "No such user.");
}

#[tokio::test]
async fn both_families_of_headers() {
    for (family, prefix, other) in [
        (HeaderFamily::Hexclave, "x-hexclave-", "x-stack-"),
        (HeaderFamily::Stack, "x-stack-", "x-hexclave-"),
    ] {
        let fake = Fake::default().json(200, r#"{"items":[],"is_paginated":false}"#);
        let client = builder(&fake)
            .header_family(family)
            .allow_anonymous_user()
            .build()
            .expect("a client");
        client.users().list().await.expect("an empty page");
        let sent = fake.sent(0);
        assert_eq!(
            header(&sent, &format!("{prefix}access-type")).as_deref(),
            Some("server")
        );
        assert_eq!(
            header(&sent, &format!("{prefix}secret-server-key")).as_deref(),
            Some("ssk_secret")
        );
        assert_eq!(
            header(&sent, &format!("{prefix}allow-anonymous-user")).as_deref(),
            Some("true")
        );
        assert!(
            sent.headers().keys().all(|name| !name.as_str().starts_with(other)),
            "{sent:?}"
        );
    }
}

#[tokio::test]
async fn details_come_typed() {
    let fake = Fake::default().answer(
        409,
        &[("content-type", "application/json; charset=utf-8"), ("x-hexclave-request-id", "abcdef0123456789")],
        r#"{"code":"USER_EMAIL_ALREADY_EXISTS","error":"Taken.","details":{"email":"ada@example.com","would_work_if_email_was_verified":true}}"#,
    );
    let error = client(&fake)
        .users()
        .create(&types::CreateUserRequest::default())
        .await
        .expect_err("a 409");
    assert_eq!(error.request_id(), Some("abcdef0123456789"));
    let Some(ErrorBody::KnownError(known @ KnownError::UserEmailAlreadyExists(taken))) = error.body() else {
        panic!("{error:?}");
    };
    assert!(taken.details.would_work_if_email_was_verified);
    assert_eq!(known.code(), Some("USER_EMAIL_ALREADY_EXISTS"));
}

#[tokio::test]
async fn a_new_code_is_kept_whole() {
    let body = r#"{"code":"FROM_THE_FUTURE","error":"New.","details":{"a":1}}"#;
    let fake = Fake::default().json(418, body);
    let error = client(&fake).users().get("me").await.expect_err("a 418");
    let Some(ErrorBody::KnownError(known @ KnownError::Unknown(json))) = error.body() else {
        panic!("{error:?}");
    };
    assert_eq!(known.code(), Some("FROM_THE_FUTURE"));
    assert_eq!(json["details"]["a"], 1);
}

#[tokio::test]
async fn text_is_a_kind_of_its_own() {
    let fake = Fake::default().answer(500, &[("content-type", "text/plain; charset=utf-8")], "Broken. Id abc");
    let client = client(&fake);
    let call = client.users().get("me").retry(RetryPolicy::none());
    let error = call.await.expect_err("a 500");
    assert_eq!(error.body(), Some(&ErrorBody::Text("Broken. Id abc".into())));
}

#[tokio::test]
async fn a_refused_call_is_made_again() {
    let fake = Fake::default()
        .answer(
            429,
            &[("retry-after", "0"), ("content-type", "text/plain")],
            "Too many requests",
        )
        .json(404, r#"{"code":"TEAM_NOT_FOUND","error":"No such team."}"#);
    let error = client(&fake).teams().delete("t").await.expect_err("a 404");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(fake.sent(0).uri(), fake.sent(1).uri());
}

#[tokio::test]
async fn errors_of_oauth_are_a_kind_of_their_own() {
    let request = types::OauthTokenRequest::new(types::OauthGrantType::RefreshToken);
    let fake = Fake::default()
        .json(
            400,
            r#"{"error":"invalid_request","error_description":"Missing parameter."}"#,
        )
        .json(400, r#"{"code":"INVALID_AUTHORIZATION_CODE","error":"Used."}"#);
    let client = client(&fake);
    let error = client.oauth().exchange_oauth_token(&request).await.expect_err("a 400");
    let Some(ErrorBody::OauthTokenError(OauthTokenError::OauthError(oauth))) = error.body() else {
        panic!("{error:?}");
    };
    assert_eq!(oauth.error, "invalid_request");
    let error = client.oauth().exchange_oauth_token(&request).await.expect_err("a 400");
    let Some(ErrorBody::OauthTokenError(OauthTokenError::KnownError(known))) = error.body() else {
        panic!("{error:?}");
    };
    assert_eq!(known.code(), Some("INVALID_AUTHORIZATION_CODE"));
}

#[tokio::test]
async fn the_actual_status_counts() {
    let fake = Fake::default().answer(
        200,
        &[("content-type", "application/json"), ("x-stack-actual-status", "404")],
        r#"{"code":"USER_NOT_FOUND","error":"No such user."}"#,
    );
    let client = builder(&fake).override_error_status().build().expect("a client");
    let error = client.users().get("me").await.expect_err("an error in disguise");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(matches!(
        error.body(),
        Some(ErrorBody::KnownError(KnownError::UserNotFound(_)))
    ));
}

#[tokio::test]
async fn lists_are_followed_to_their_end() {
    let page = |cursor: &str| {
        let team = r#"{"id":"t","display_name":"T","profile_image_url":null,"client_metadata":null,"client_read_only_metadata":null,"server_metadata":null,"created_at_millis":1700000000000}"#;
        let text = format!(r#"{{"items":[{team}],"is_paginated":true,"pagination":{{"next_cursor":{cursor}}}}}"#);
        &*Box::leak(text.into_boxed_str())
    };
    // The third page repeats a cursor: a server that loops must not loop its clients.
    let fake = Fake::default()
        .json(200, page("\"a\""))
        .json(200, page("\"b\""))
        .json(200, page("\"a\""));
    let client = client(&fake);
    let teams: Vec<_> = client.teams().list().limit(1).stream().collect().await;
    assert_eq!(teams.len(), 3);
    assert_eq!(fake.sent(1).uri().query(), Some("limit=1&cursor=a"));
    let fake = Fake::default().json(200, page("\"a\"")).json(200, page("null"));
    let client = self::client(&fake);
    let mut pages = client.teams().list().pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page.expect("a page").items.len();
    }
    assert_eq!(count, 2);
}

#[tokio::test]
async fn paths_cannot_be_left() {
    for id in ["", ".", ".."] {
        let fake = Fake::default();
        let error = client(&fake).users().get(id).await.expect_err("refused");
        assert!(matches!(error, hexclave::Error::Build(_)), "{error:?}");
        assert!(fake.sent.lock().expect("no panic").is_empty());
    }
}

#[test]
fn credentials_are_never_shown() {
    let fake = Fake::default();
    let builder = builder(&fake);
    assert!(!format!("{builder:?}").contains("ssk_secret"));
    let client = builder.build().expect("a client");
    assert!(!format!("{client:?} {:?}", client.users().get("me")).contains("ssk_secret"));
}

#[tokio::test]
async fn a_missing_credential_is_named() {
    let client = Client::builder().transport(Fake::default()).build().expect("a client");
    let error = client.users().get("me").await.expect_err("no credentials");
    let source = std::error::Error::source(&error)
        .expect("why it could not be built")
        .to_string();
    assert!(source.contains("Secret_Server_Key"), "{source}");
}

#[test]
fn the_published_vector_is_a_signature() {
    let verifier = Verifier::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
    let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let headers = [
        ("svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("svix-timestamp", "1614265330"),
        ("svix-signature", signature),
    ];
    let body = br#"{"test": 2432232314}"#;
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_614_265_330);
    assert!(verifier.verify(&headers[..], body, then).is_ok());
    let changed = verifier.verify(&headers[..], br#"{"test": 2432232315}"#, then);
    assert!(matches!(changed, Err(WebhookError::Signature)));
    let late = verifier.verify(&headers[..], body, then + Duration::from_secs(301));
    assert!(matches!(late, Err(WebhookError::Timestamp)));
    let other = Verifier::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx").expect("a secret");
    assert!(matches!(
        other.verify(&headers[..], body, then),
        Err(WebhookError::Signature)
    ));
}

#[test]
fn events_are_typed_and_open() {
    let text = r#"{"type":"team.deleted","data":{"id":"t"}}"#;
    let Event::TeamDeleted(event) = serde_json::from_str(text).expect("an event") else {
        panic!("not the deletion of a team");
    };
    assert_eq!(event.data.id, "t");
    let unknown = r#"{"type":"team.renamed","data":{"id":"t"}}"#;
    let Event::Unknown(json) = serde_json::from_str(unknown).expect("an event") else {
        panic!("an event of the future was taken for one of today");
    };
    assert_eq!(json["type"], "team.renamed");
}
