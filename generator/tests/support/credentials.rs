//! Credentials that change: when they are obtained, shared and replaced. The
//! clock stands still but for the waits of the client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt as _;
use futures_util::future::join_all;
use secrecy::{ExposeSecret as _, SecretString};

use crate::api::{Answer, Body, PROFILE, Recorder, Secured};
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder, Profile};
use crate::support::error::Error;
use crate::support::oauth::ClientCredentials;
use crate::support::operation::{Endpoint, ErrorCase, Operation};
use crate::support::raw_call::RawCall;
use crate::support::response::RawResponse;
use crate::support::security::{Place, Refusal, Scheme};
use crate::support::token::{Credential, CredentialError, Token};

/// The index of the scheme `token` in the small API.
const TOKEN: usize = 1;

/// An API whose every operation takes one bearer token.
static BEARER: Profile = Profile {
    base_url: Some("https://api.example/v1"),
    user_agent: "",
    schemes: &[Scheme {
        name: "oauth",
        place: Place::Bearer,
        fixed: None,
        token_url: Some("../token"),
    }],
    security: &[&["oauth"]],
    header_prefix: None,
    request_id_headers: &[],
    status_headers: &[],
    error_code_headers: &["x-code"],
    error_code_pointer: Some("/code"),
    refusal: Refusal {
        statuses: &[401],
        codes: &["EXPIRED"],
    },
    retry: PROFILE.retry,
    idempotency_header: None,
};

#[derive(Debug)]
enum Create {}

impl Operation for Create {
    type Output = Bytes;
    type ErrorBody = ();
    const ENDPOINT: &'static Endpoint = &Endpoint {
        name: "create",
        method: "POST",
        path: "/things",
        accept: "",
        security: None,
        manual_redirect: false,
    };
    const ERRORS: &'static [ErrorCase<()>] = &[];

    fn decode(response: &RawResponse) -> Result<Bytes, crate::support::error::DecodeError> {
        Ok(response.body.clone())
    }
}

const EXPIRED: Answer = (401, Vec::new(), r#"{"code": "EXPIRED"}"#);

fn ok() -> Answer {
    (200, vec![], "{}")
}

fn client(recorder: &Recorder, credential: impl Into<Credential>) -> Core {
    let mut builder = CoreBuilder::new(&BEARER);
    builder.transport(Arc::new(recorder.clone()));
    builder.credential(0, credential.into());
    builder.build().expect("the client is complete")
}

/// A source that numbers its tokens, and the count of its runs. Each takes a second.
fn numbered() -> (Credential, Arc<AtomicUsize>) {
    let runs = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&runs);
    let credential = Credential::refreshed(move |_| {
        let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(Token::new(format!("token-{number}")).expires_in(Duration::from_secs(600)))
        }
    });
    (credential, runs)
}

fn sent(recorder: &Recorder, index: usize) -> String {
    let request = recorder.request(index);
    let value = request.headers().get("authorization").expect("a credential");
    value.to_str().expect("text").to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let recorder = Recorder::new(vec![ok()]);
    let (credential, runs) = numbered();
    let core = client(&recorder, credential);
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    for (pause, expected) in [(0, "token-1"), (570, "token-1"), (15, "token-2")] {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        Call::<Create>::new(&core).await.unwrap();
        assert_eq!(sent(&recorder, recorder.count() - 1), format!("Bearer {expected}"));
    }
}

#[tokio::test(start_paused = true)]
async fn fifty_calls_with_a_refused_token_share_one_refresh() {
    let mut answers = vec![ok()];
    answers.extend(std::iter::repeat_n(EXPIRED, 50));
    answers.push(ok());
    let recorder = Recorder::new(answers);
    let (credential, runs) = numbered();
    let core = client(&recorder, credential);
    Call::<Create>::new(&core).await.unwrap();
    let calls = join_all((0..50).map(|_| Call::<Create>::new(&core).into_future())).await;
    assert!(calls.iter().all(Result::is_ok));
    assert_eq!(runs.load(Ordering::SeqCst), 2);
    assert_eq!(recorder.count(), 101);
    assert_eq!(sent(&recorder, 50), "Bearer token-1");
    for index in 51..101 {
        assert_eq!(sent(&recorder, index), "Bearer token-2");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_made_once_more_and_not_again() {
    let recorder = Recorder::new(vec![EXPIRED]);
    let (credential, runs) = numbered();
    let error = Call::<Create>::new(&client(&recorder, credential)).await.unwrap_err();
    assert_eq!(error.code(), Some("EXPIRED"));
    assert_eq!((recorder.count(), runs.load(Ordering::SeqCst)), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn only_the_answers_that_mean_it_renew_a_token() {
    for answer in [
        (401, vec![], r#"{"code": "OTHER"}"#),
        (401, vec![], "EXPIRED"),
        (403, vec![], r#"{"code": "EXPIRED"}"#),
    ] {
        let recorder = Recorder::new(vec![answer]);
        let (credential, runs) = numbered();
        Call::<Create>::new(&client(&recorder, credential)).await.unwrap_err();
        assert_eq!((recorder.count(), runs.load(Ordering::SeqCst)), (1, 1));
    }
    // A header goes before the body; what is not documented is renewed as well.
    let refused = (401, vec![("x-code", "EXPIRED")], "not JSON");
    let recorder = Recorder::new(vec![refused, ok()]);
    let (credential, _) = numbered();
    let core = client(&recorder, credential);
    RawCall::<()>::new(&core, "PATCH", "/other").await.unwrap();
    assert_eq!(sent(&recorder, 1), "Bearer token-2");
    // There is nothing in place of a text.
    let recorder = Recorder::new(vec![EXPIRED, ok()]);
    Call::<Create>::new(&client(&recorder, "text")).await.unwrap_err();
    assert_eq!(recorder.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_source_learns_which_token_it_replaces() {
    let recorder = Recorder::new(vec![EXPIRED, ok()]);
    let credential = Credential::refreshed(|old: Option<SecretString>| async move {
        let old = old.map_or("none".to_owned(), |old| old.expose_secret().to_owned());
        Ok(Token::new(format!("after-{old}")))
    });
    Call::<Create>::new(&client(&recorder, credential)).await.unwrap();
    assert_eq!(sent(&recorder, 0), "Bearer after-none");
    assert_eq!(sent(&recorder, 1), "Bearer after-after-none");
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_of_all_who_waited_and_signs_out_only_when_it_says_so() {
    for signs_out in [false, true] {
        let runs = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&runs);
        let credential = Credential::refreshed(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Err(match signs_out {
                    true => CredentialError::signed_out("gone"),
                    false => CredentialError::new("busy"),
                })
            }
        });
        let recorder = Recorder::new(vec![ok()]);
        let core = client(&recorder, credential);
        for _ in 0..2 {
            for result in join_all((0..5).map(|_| Call::<Create>::new(&core).into_future())).await {
                let Err(Error::Credential(error)) = result else {
                    panic!("{result:?}");
                };
                assert_eq!(error.is_signed_out(), signs_out);
            }
        }
        assert_eq!(runs.load(Ordering::SeqCst), if signs_out { 1 } else { 2 });
        assert_eq!(recorder.count(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_away_does_not_end_the_refresh() {
    let recorder = Recorder::new(vec![ok()]);
    let (credential, runs) = numbered();
    let core = client(&recorder, credential);
    // The first call begins the refresh, and is dropped.
    assert!(Call::<Create>::new(&core).into_future().now_or_never().is_none());
    Call::<Create>::new(&core).await.unwrap();
    assert_eq!(runs.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_call_includes_its_token() {
    let recorder = Recorder::new(vec![ok()]);
    let (credential, _) = numbered();
    let core = client(&recorder, credential);
    let error = Call::<Create>::new(&core)
        .timeout(Duration::from_millis(500))
        .await
        .unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(recorder.count(), 0);
}

#[tokio::test]
async fn an_alternative_without_the_token_does_not_ask_for_it() {
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    let (credential, runs) = numbered();
    builder.credential(TOKEN, credential);
    builder.credential(3, "key".into());
    let core = builder.build().unwrap();
    let result: Result<(), Error<Body>> = Call::<Secured>::new(&core).await;
    result.unwrap();
    assert!(recorder.url().ends_with("api_key=key"));
    assert_eq!(runs.load(Ordering::SeqCst), 0);
}

const TOKENS: [&str; 2] = [
    r#"{"access_token": "one", "token_type": "Bearer", "expires_in": 3600}"#,
    r#"{"access_token": "two", "token_type": "bearer", "expires_in": "3600"}"#,
];

#[tokio::test(start_paused = true)]
async fn client_credentials_become_tokens_at_the_token_endpoint() {
    let answers = vec![
        (200, vec![], TOKENS[0]),
        ok(),
        ok(),
        EXPIRED,
        (200, vec![], TOKENS[1]),
        ok(),
    ];
    let recorder = Recorder::new(answers);
    let credentials = ClientCredentials::new("the id", "s:cr&t").scope("read").scope("write");
    let core = client(&recorder, credentials.parameter("audience", "a b"));
    for _ in 0..3 {
        Call::<Create>::new(&core).await.unwrap();
    }
    let request = recorder.request(0);
    assert_eq!(request.uri(), "https://api.example/token");
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.body(),
        "grant_type=client_credentials&scope=read+write&audience=a+b"
    );
    // base64 of `the+id:s%3Acr%26t`
    assert_eq!(sent(&recorder, 0), "Basic dGhlK2lkOnMlM0FjciUyNnQ=");
    for (index, token) in [(1, "one"), (2, "one"), (3, "one"), (5, "two")] {
        assert_eq!(sent(&recorder, index), format!("Bearer {token}"));
    }
}

#[tokio::test]
async fn id_and_secret_go_into_the_body_where_the_server_wants_that() {
    let recorder = Recorder::new(vec![(200, vec![], TOKENS[0]), ok()]);
    let credentials = ClientCredentials::new("id", "secret")
        .in_body()
        .token_url("https://other.example/t");
    Call::<Create>::new(&client(&recorder, credentials)).await.unwrap();
    let request = recorder.request(0);
    assert_eq!(request.uri(), "https://other.example/t");
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(
        request.body(),
        "grant_type=client_credentials&client_id=id&client_secret=secret"
    );
}

#[tokio::test]
async fn a_refusal_of_the_token_endpoint_says_why_and_tells_no_secret() {
    let answer = r#"{"error": "invalid_client", "error_description": "unknown\u0000 client", "echo": "SECRET"}"#;
    let recorder = Recorder::new(vec![(400, vec![], answer)]);
    let credentials = ClientCredentials::new("id", "SECRET");
    let shown = format!("{credentials:?}");
    let error = Call::<Create>::new(&client(&recorder, credentials)).await.unwrap_err();
    let source = std::error::Error::source(&error)
        .and_then(std::error::Error::source)
        .unwrap();
    assert_eq!(
        source.to_string(),
        "the token endpoint answered 400 Bad Request: invalid_client: unknown client"
    );
    assert!(!format!("{error:?} {shown}").contains("SECRET"), "{error:?} {shown}");
    let (credential, _) = numbered();
    assert_eq!(
        format!("{:?} {:?}", credential, Token::new("SECRET")),
        "Credential(..) Token { .. }"
    );
}
