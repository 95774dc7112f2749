//! What the server refuses of a request, and what of the client's sends it accepts:
//! keys that it does not know, nulls, bodies that are none, headers of two families.

use hexclave::server::{Client, ClientBuilder, HeaderFamily};
use hexclave::types::CreateUserRequest;
use hexclave::{ErrorBody, Patch};
use serde_json::{Value, json};

use crate::server::{PROJECT, SERVER_KEY, Server};

fn builder(server: &Server) -> ClientBuilder {
    let client = Client::builder().project_id(PROJECT).secret_server_key(SERVER_KEY);
    client.base_url(&server.url)
}

/// A client that acts for the user who signed up, with a server's access.
async fn acting(server: &Server) -> Client {
    let client = builder(server).build().expect("a client");
    let body = hexclave::types::PasswordSignUpRequest::new("ada@example.com", "a long password");
    let tokens = client.password_auth().sign_up_with_password(&body).await;
    let token = tokens.expect("a new user").access_token;
    builder(server).access_token(token).build().expect("a client")
}

/// The code of the error that `body` is answered with, and its message.
async fn refused(client: &Client, method: &str, path: &str, body: &Value) -> (String, String) {
    let error = client.request(method, path).json(body).await.expect_err("a refusal");
    let body: Value = serde_json::from_slice(error.raw_body().expect("a body")).expect("JSON");
    let message = body["details"]["message"].as_str().unwrap_or_default();
    (error.code().unwrap_or_default().to_owned(), message.to_owned())
}

#[tokio::test]
async fn unknown_keys_are_refused_in_every_body() {
    let server = Server::start().await;
    let client = acting(&server).await;
    let sign_up = json!({ "email": "eve@example.com", "password": "a long password" });
    let scores = json!({ "risk_scores": { "sign_up": { "bot": 1, "free_trial_abuse": 2 } } });
    for (method, path, body) in [
        ("POST", "/auth/password/sign-up", sign_up),
        ("PATCH", "/users/me", json!({ "display_name": "Ada" })),
        ("POST", "/users", scores),
    ] {
        let mut spoiled = body.clone();
        spoiled["no_such_key"] = json!(1);
        let (code, message) = refused(&client, method, path, &spoiled).await;
        assert_eq!(code, "SCHEMA_ERROR");
        let line = "\n  - body contains unknown properties: no_such_key";
        assert_eq!(message, format!("Request validation failed on {method} {path}:{line}"));
        // What the spoiled one differs from is fine.
        client.request(method, path).json(&body).await.expect("a success");
        // Another user's sign-up ends no session of the first one.
        server.project().issued = 1;
    }

    // Within an object, and in the query of an operation that declares one.
    let spoiled = json!({ "risk_scores": { "sign_up": { "bot": 1, "free_trial_abuse": 2, "tail": 3 } } });
    let (_, message) = refused(&client, "POST", "/users", &spoiled).await;
    assert!(
        message.ends_with("unknown properties: risk_scores.sign_up.tail"),
        "{message}"
    );
    let error = client.request("GET", "/users").query("no_such_key", "1").await;
    assert_eq!(error.expect_err("a refusal").code(), Some("SCHEMA_ERROR"));
    let refresh = client
        .request("POST", "/auth/sessions/current/refresh")
        .query("no_such_key", "1");
    let error = refresh.await.expect_err("no refresh token");
    assert_eq!(error.code(), Some("REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED"));
}

#[tokio::test]
async fn nulls_and_bodies_that_are_none_are_refused() {
    let server = Server::start().await;
    let client = acting(&server).await;
    let (code, message) = refused(&client, "PATCH", "/users/me", &json!({ "is_anonymous": null })).await;
    assert_eq!(code, "SCHEMA_ERROR");
    assert!(message.ends_with("is_anonymous cannot be null"), "{message}");

    let empty = client.request("PATCH", "/users/me").body("application/json", "");
    assert_eq!(empty.await.expect_err("a 400").code(), Some("BODY_PARSING_ERROR"));
    let xml = client.request("PATCH", "/users/me").body("application/xml", "<user/>");
    assert_eq!(xml.await.expect_err("a 400").code(), Some("BODY_PARSING_ERROR"));
    let none = client.request("PATCH", "/users/me");
    assert_eq!(none.await.expect_err("a 400").code(), Some("SCHEMA_ERROR"));

    // What the types of the client say passes: values, nulls and what is left out.
    let create = CreateUserRequest {
        display_name: Patch::Set("Grace".into()),
        primary_email: Patch::Null,
        ..Default::default()
    };
    let user = client.users().create(&create).await.expect("a user");
    assert_eq!(user.display_name.as_deref(), Some("Grace"));
}

#[tokio::test]
async fn a_servers_key_is_unknown_to_a_client() {
    let server = Server::start().await;
    acting(&server).await;
    let token = format!("access-token-{}", server.project().issued);
    let client = hexclave::client::Client::builder().project_id(PROJECT);
    let client = client
        .access_token(token)
        .base_url(&server.url)
        .build()
        .expect("a client");
    let of_servers = json!({ "server_metadata": {} });
    let call = client.request("PATCH", "/users/me").json(&of_servers);
    assert_eq!(call.await.expect_err("a 400").code(), Some("SCHEMA_ERROR"));
    let error = client.request("GET", "/users").await.expect_err("a 401");
    assert_eq!(error.code(), Some("INSUFFICIENT_ACCESS_TYPE"));
}

#[tokio::test]
async fn both_families_of_headers_are_good_and_an_old_server_knows_one() {
    let server = Server::start().await;
    let new = builder(&server).build().expect("a client");
    let old = builder(&server).header_family(HeaderFamily::Stack);
    let old = old.override_error_status().build().expect("a client");
    for is_old in [false, true] {
        server.project().is_old = is_old;
        old.users().list().await.expect("a list");
        let names = server.project().headers.clone();
        let expected = [
            "x-stack-access-type",
            "x-stack-override-error-status",
            "x-stack-project-id",
            "x-stack-secret-server-key",
        ];
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(sorted, expected);

        // Status, code and id are found under either prefix.
        let error = old
            .request("GET", "/users")
            .query("limt", "1")
            .await
            .expect_err("a 400");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
        assert_eq!(error.code(), Some("SCHEMA_ERROR"));
        assert!(error.request_id().is_some_and(|id| id.starts_with("request")));
        let error = old.users().list().limit(0).await.expect_err("a 400");
        assert_eq!(error.body(), Some(&ErrorBody::Text("limit must be at least 1".into())));
    }

    let error = new.users().list().await.expect_err("an old server");
    assert_eq!(error.code(), Some("ACCESS_TYPE_REQUIRED"));
    server.project().is_old = false;
    new.users().list().await.expect("a list");
    let names = server.project().headers.clone();
    assert!(names.iter().all(|name| name.starts_with("x-hexclave-")), "{names:?}");

    // Of both, the new one counts.
    let call = new.users().list().header("x-stack-project-id", "of another");
    call.await.expect("a list");
    let call = old.users().list().header("x-hexclave-project-id", "of another");
    assert_eq!(call.await.expect_err("a 400").code(), Some("CURRENT_PROJECT_NOT_FOUND"));
}
