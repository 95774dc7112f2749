//! Calls that are made again, and those that are not. The clock stands still
//! but for the waits of the client.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::api::{Answer, Body, PROFILE, PostThing, PutThing, Recorder};
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder, Profile};
use crate::support::error::Error;
use crate::support::operation::Operation;
use crate::support::raw_call::RawCall;
use crate::support::retry::RetryPolicy;

static KEYED: Profile = Profile {
    base_url: PROFILE.base_url,
    user_agent: PROFILE.user_agent,
    schemes: PROFILE.schemes,
    security: PROFILE.security,
    header_prefix: PROFILE.header_prefix,
    request_id_headers: PROFILE.request_id_headers,
    status_headers: PROFILE.status_headers,
    error_code_headers: PROFILE.error_code_headers,
    error_code_pointer: PROFILE.error_code_pointer,
    refusal: PROFILE.refusal,
    retry: RetryPolicy::new(3),
    idempotency_header: Some("Idempotency-Key"),
};

fn core(recorder: &Recorder, policy: RetryPolicy) -> Core {
    let mut builder = recorder.builder();
    builder.retry(policy);
    builder.build().unwrap()
}

fn keyed(recorder: &Recorder) -> Core {
    let mut builder = CoreBuilder::new(&KEYED);
    builder.transport(std::sync::Arc::new(recorder.clone()));
    builder.build().unwrap()
}

/// Calls `Op` with three attempts; returns how many were made, and how long that took.
async fn made<Op: Operation>(answers: Vec<Answer>) -> (usize, Duration) {
    let recorder = Recorder::new(answers);
    let begun = Instant::now();
    let _ = Call::<Op>::new(&core(&recorder, RetryPolicy::new(3))).await;
    (recorder.count(), begun.elapsed())
}

const OK: fn() -> Answer = || (200, vec![], "");

#[tokio::test(start_paused = true)]
async fn what_may_be_sent_twice_is_sent_again() {
    for status in [0, 408, 429, 500, 502, 503, 504] {
        let (count, elapsed) = made::<PutThing>(vec![(status, vec![], ""), OK()]).await;
        assert_eq!(count, 2, "{status}");
        assert!(elapsed <= Duration::from_millis(501), "{status}: {elapsed:?}");
    }
    for status in [200, 301, 400, 401, 404, 409, 501] {
        assert_eq!(made::<PutThing>(vec![(status, vec![], "")]).await.0, 1, "{status}");
    }
    assert_eq!(
        made::<PutThing>(vec![(500, vec![], "")]).await.0,
        3,
        "the policy has three attempts"
    );
}

#[tokio::test(start_paused = true)]
async fn what_must_not_be_sent_twice_is_not() {
    for status in [0, 408, 429, 500, 502, 503, 504] {
        assert_eq!(made::<PostThing>(vec![(status, vec![], "")]).await.0, 1, "{status}");
    }
    for (status, expected) in [(408, 2), (429, 2), (503, 2), (500, 1), (502, 1), (504, 1)] {
        let answers = vec![(status, vec![("retry-after", "1")], ""), OK()];
        assert_eq!(made::<PostThing>(answers).await.0, expected, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    for (header, value, seconds) in [
        ("retry-after", "7", 7.0),
        ("retry-after", " 0 ", 0.0),
        ("retry-after-ms", "1500", 1.5),
        ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", 0.0),
    ] {
        let (count, elapsed) = made::<PutThing>(vec![(429, vec![(header, value)], ""), OK()]).await;
        assert_eq!(count, 2, "{value}");
        assert!((elapsed.as_secs_f64() - seconds).abs() < 0.01, "{value}: {elapsed:?}");
    }
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(20));
    let date = Box::leak(date.into_boxed_str());
    let (count, elapsed) = made::<PutThing>(vec![(503, vec![("retry-after", date)], ""), OK()]).await;
    assert_eq!(count, 2);
    assert!((18..=20).contains(&elapsed.as_secs()), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn waits_that_are_too_long_are_not_begun() {
    let long = || vec![(429, vec![("retry-after", "61")], ""), OK()];
    let (count, elapsed) = made::<PutThing>(long()).await;
    assert_eq!(
        (count, elapsed),
        (1, Duration::ZERO),
        "a minute is the most that is waited"
    );

    let recorder = Recorder::new(vec![(429, vec![("retry-after", "30")], ""), OK()]);
    let core = core(&recorder, RetryPolicy::new(3));
    let error = Call::<PutThing>::new(&core)
        .timeout(Duration::from_secs(20))
        .await
        .unwrap_err();
    assert_eq!(recorder.count(), 1, "the timeout holds for all attempts together");
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_the_longest() {
    let policy = RetryPolicy::new(8)
        .first_delay(Duration::from_secs(1))
        .max_delay(Duration::from_secs(4));
    let recorder = Recorder::new(vec![(500, vec![], "")]);
    let begun = Instant::now();
    let core = core(&recorder, policy);
    Call::<PutThing>::new(&core).await.unwrap_err();
    assert_eq!(recorder.count(), 8);
    // 1 + 2 + 4 + 4 + 4 + 4 + 4, of each a random part.
    let elapsed = begun.elapsed();
    assert!(elapsed > Duration::from_millis(100), "{elapsed:?}");
    assert!(elapsed <= Duration::from_millis(23_100), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_policy_of_its_own() {
    let recorder = Recorder::new(vec![(500, vec![], ""), (418, vec![], ""), OK()]);
    let core = core(&recorder, RetryPolicy::new(3));
    Call::<PutThing>::new(&core)
        .retry(RetryPolicy::none())
        .await
        .unwrap_err();
    assert_eq!(recorder.count(), 1);
    Call::<PutThing>::new(&core)
        .retry(RetryPolicy::new(2).statuses(&[418]))
        .await
        .unwrap();
    assert_eq!(recorder.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_idempotency_key_belongs_to_a_call() {
    let recorder = Recorder::new(vec![(500, vec![], ""), OK()]);
    let core = keyed(&recorder);
    Call::<PostThing>::new(&core).await.unwrap();
    Call::<PostThing>::new(&core).await.unwrap();
    Call::<PostThing>::new(&core)
        .header("idempotency-key", "mine")
        .await
        .unwrap();
    Call::<PutThing>::new(&core).await.unwrap();
    let key = |index: usize| {
        let request = recorder.request(index);
        request
            .headers()
            .get("idempotency-key")
            .map(|key| key.to_str().unwrap().to_owned())
    };
    assert_eq!(recorder.count(), 5);
    assert_eq!(key(0), key(1), "attempts of one call have one key");
    assert_ne!(key(1), key(2), "another call has another key");
    assert_eq!(key(3).as_deref(), Some("mine"));
    assert_eq!(key(4), None, "PUT needs none");
    let uuid: uuid::Uuid = key(0).unwrap().parse().unwrap();
    assert_eq!(uuid.get_version_num(), 4);
    assert_eq!(uuid.get_variant(), uuid::Variant::RFC4122);
}

#[tokio::test]
async fn calls_can_go_elsewhere_and_say_more() {
    let recorder = Recorder::ok();
    let core = recorder.core();
    Call::<PutThing>::new(&core)
        .extra_query("trace id", "a&b")
        .base_url("https://eu.api.example/v2/")
        .await
        .unwrap();
    assert_eq!(recorder.url(), "https://eu.api.example/v2/things?trace%20id=a%26b");
    let error = Call::<PutThing>::new(&core).base_url("nowhere").await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error}");
}

#[tokio::test]
async fn endpoints_without_a_description_are_called_alike() {
    let recorder = Recorder::new(vec![
        (200, vec![("content-type", "application/json")], r#"{"a":1}"#),
        (404, vec![("x-request-id", "r1")], "gone"),
    ]);
    let core = recorder.core();
    let response = RawCall::<Body>::new(&core, "POST", "/internal/things")
        .query("q", "a b")
        .header("x-trace", "1")
        .json(&json!({ "b": 2 }))
        .await
        .unwrap();
    assert_eq!(response.json::<Value>().unwrap(), json!({ "a": 1 }));
    let request = recorder.request(0);
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://api.example/v1/internal/things?q=a%20b");
    assert_eq!(request.headers()["x-trace"], "1");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body().as_ref(), br#"{"b":2}"#);

    let error = RawCall::<Body>::new(&core, "GET", "/gone").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.raw_body().unwrap().as_ref(), b"gone");
    for (method, path) in [("G T", "/"), ("GET", "/a b")] {
        let error = RawCall::<Body>::new(&core, method, path).await.unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{method} {path}: {error}");
    }
}
