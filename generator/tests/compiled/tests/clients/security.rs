//! Credentials: which are sent, and that nothing shows them.

use compiled::{security_oauth as oauth, security_schemes as api};

use crate::exchange::Server;
use api::{BuildError, Client, ClientBuilder, Error};

/// A builder for a client of `server`.
fn builder(server: &Server) -> ClientBuilder {
    Client::builder().transport(server.clone())
}

#[tokio::test]
async fn alternatives_are_taken_by_what_is_there() {
    type Give = fn(ClientBuilder) -> ClientBuilder;
    let cases: [(Give, &str, &str); 4] = [
        (|builder| builder.key("k"), "k", ""),
        // The alternative with the most schemes of those that can be had.
        (|builder| builder.key("k").token("t"), "k", "Bearer t"),
        (|builder| builder.key("k").basic("u", "p"), "k", ""),
        (|builder| builder.key("old").key("k"), "k", ""),
    ];
    for (give, key, authorization) in cases {
        let server = Server::silent();
        let client = give(builder(&server)).build().expect("a client");
        client.doors().closed().await.expect("open");
        assert_eq!(server.header("x-key"), key);
        assert_eq!(server.header("authorization"), authorization);
    }
}

#[tokio::test]
async fn an_operation_takes_no_more_than_it_asks_for() {
    let server = Server::silent();
    let client = builder(&server)
        .key("k")
        .token("t")
        .basic("user", "p:w")
        .query_key("a&b")
        .cookie_key("c;d")
        .build()
        .expect("a client");
    client.doors().open().await.expect("open");
    let headers = server.headers();
    assert!(!headers.contains_key("x-key") && !headers.contains_key("authorization") && !headers.contains_key("cookie"));
    client.doors().basic().await.expect("open");
    // `user:p:w` in base64 (RFC 7617).
    assert_eq!(server.header("authorization"), "Basic dXNlcjpwOnc=");
    assert_eq!(server.header("x-key"), "");
    client.doors().query().await.expect("open");
    assert_eq!(server.target(), "/query?key=a%26b");
    assert_eq!(server.header("cookie"), "sid=c%3Bd");
}

#[tokio::test]
async fn an_empty_alternative_needs_nothing() {
    let server = Server::silent();
    let client = builder(&server).build().expect("a client");
    client.doors().basic().await.expect("open");
    assert_eq!(server.header("authorization"), "");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_missing_credential_is_named_and_nothing_is_sent() {
    let server = Server::silent();
    for builder in [builder(&server), builder(&server).token("t"), builder(&server).key("")] {
        let client = builder.build().expect("a client");
        let error = client.doors().closed().await.expect_err("no key");
        let Error::Build(BuildError::MissingCredential { operation, schemes }) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(*operation, "closed");
        assert_eq!(schemes[0], ["Key"]);
        assert_eq!(schemes.len(), 2);
    }
    let client = builder(&server).query_key("q").build().expect("a client");
    let error = client.doors().query().await.expect_err("no cookie");
    let source = std::error::Error::source(&error).expect("a cause");
    assert_eq!(source.to_string(), "`query` needs credentials: CookieKey");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn nothing_shows_a_credential() {
    let server = Server::silent();
    let builder = builder(&server)
        .key("s3cret-key")
        .token("s3cret-token")
        .basic("user", "s3cret-word")
        .query_key("s3cret-query")
        .cookie_key("s3cret-cookie");
    let mut shown = format!("{builder:?}");
    let client = builder.build().expect("a client");
    shown.push_str(&format!("{client:?} {:?} {:?}", client.doors(), client.doors().closed()));
    for call in [client.doors().closed().await, client.doors().basic().await] {
        shown.push_str(&format!("{call:?}"));
        shown.push_str(&format!("{:?}", server.headers()));
    }
    client.doors().query().await.expect("open");
    shown.push_str(&format!("{:?}", server.headers()));
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("Sensitive"), "{shown}");
}

#[tokio::test]
async fn header_values_are_marked_sensitive() {
    let server = Server::silent();
    let client = builder(&server)
        .key("k")
        .token("t")
        .query_key("q")
        .cookie_key("c")
        .build()
        .expect("a client");
    client.doors().closed().await.expect("open");
    let headers = server.headers();
    assert!(headers["x-key"].is_sensitive() && headers["authorization"].is_sensitive());
    assert!(!headers["user-agent"].is_sensitive());
    client.doors().query().await.expect("open");
    assert!(server.headers()["cookie"].is_sensitive());
}

#[tokio::test]
async fn a_client_says_what_it_is_told_to() {
    let server = Server::silent();
    let client = builder(&server).key("k").user_agent("door-bell/2").build();
    client.expect("a client").doors().closed().await.expect("open");
    assert_eq!(server.header("user-agent"), "door-bell/2");
}

/// A feature of the client, which waits on a thread of its own.
#[test]
fn calls_can_wait_on_their_thread() {
    let server = Server::silent();
    let client = builder(&server).key("k").build().expect("a client");
    client.doors().closed().blocking().expect("open");
    assert_eq!(server.header("x-key"), "k");
}

#[tokio::test]
async fn a_credential_that_no_header_can_hold_is_refused() {
    let server = Server::silent();
    let client = builder(&server).key("a\r\nx-evil: 1").build().expect("a client");
    let error = client.doors().closed().await.expect_err("a line break");
    assert!(matches!(error, Error::Build(BuildError::Header { .. })), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("x-evil"));
    assert_eq!(server.count(), 0);
}

const TOKENS: [&str; 2] = [
    r#"{"access_token": "one", "token_type": "Bearer"}"#,
    r#"{"access_token": "two", "token_type": "Bearer"}"#,
];

#[tokio::test]
async fn client_credentials_obtain_tokens_and_replace_those_that_wilt() {
    let wilted = r#"{"error": {"code": "wilted"}}"#;
    let json = "application/json";
    let answers = [(200, json, TOKENS[0]), (204, "", ""), (403, json, wilted), (200, json, TOKENS[1]), (204, "", "")];
    let server = Server::new(answers.map(|(status, media_type, body)| (status, media_type, body.as_bytes().to_vec())));
    let client = oauth::Client::builder()
        .gardener(oauth::ClientCredentials::new("id", "secret").scope("water"))
        .transport(server.clone())
        .build()
        .expect("a client");
    client.beds().list().await.expect("beds");
    client.beds().water().await.expect("water");
    assert_eq!(server.targets(), ["/token", "/api/beds", "/api/beds", "/token", "/api/beds"]);
    assert_eq!(server.header("authorization"), "Bearer two");
}

#[tokio::test]
async fn errors_have_the_code_that_the_configuration_points_to() {
    let server = Server::answering(403, "application/json", r#"{"error": {"code": "frozen"}}"#);
    let client = oauth::Client::builder()
        .gardener("a token that stays")
        .transport(server.clone())
        .build()
        .expect("a client");
    let error = client.beds().water().await.expect_err("an error");
    assert_eq!(error.code(), Some("frozen"));
    assert_eq!(server.count(), 1);
}
