//! What stands between the client and its transport, and what it sees.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;

use crate::api::{GetThing, PostThing, Recorder, Secured};
use crate::support;
use crate::support::body::Body;
use crate::support::call::Call;
use crate::support::core::Core;
use crate::support::middleware::{Middleware, Next};
use crate::support::raw_call::RawCall;
use crate::support::retry::RetryPolicy;
use crate::support::style;
use crate::support::transport::{BoxFuture, TransportError, TransportErrorKind};

/// Writes down what passes, and adds a header.
#[derive(Debug, Clone, Default)]
struct Witness {
    name: &'static str,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Middleware for Witness {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let attempt = next.attempt();
            let before = format!(
                "{}: {} {} {} {}",
                self.name,
                attempt.operation,
                attempt.path,
                attempt.resends,
                request.uri().path()
            );
            self.seen.lock().unwrap().push(before);
            request.headers_mut().append("x-passed", self.name.parse().unwrap());
            let outcome = next.run(request).await;
            let after = match &outcome {
                Ok(response) => response.status().to_string(),
                Err(error) => format!("{:?}", error.kind()),
            };
            self.seen.lock().unwrap().push(format!("{}: {after}", self.name));
            outcome
        })
    }
}

fn core(recorder: &Recorder, middleware: Vec<Arc<dyn Middleware>>) -> Core {
    let mut builder = recorder.builder();
    builder.retry(RetryPolicy::new(3));
    builder.credential(1, "secret".into());
    builder.credential(0, "project".into());
    for middleware in middleware {
        builder.middleware(middleware);
    }
    builder.build().unwrap()
}

fn get(core: &Core) -> Call<'_, GetThing> {
    let mut call = Call::<GetThing>::new(core);
    call.request.path("id", &"1", style::SIMPLE);
    call
}

#[tokio::test(start_paused = true)]
async fn every_attempt_and_every_redirect_passes() {
    let recorder = Recorder::new(vec![
        (0, vec![], ""),
        (503, vec![], ""),
        (307, vec![("location", "/v1/moved")], ""),
        (200, vec![("content-type", "application/json")], "{}"),
    ]);
    let witness = Witness {
        name: "one",
        ..Witness::default()
    };
    let core = core(&recorder, vec![Arc::new(witness.clone())]);
    get(&core).await.unwrap();
    assert_eq!(
        *witness.seen.lock().unwrap(),
        [
            "one: GetThing /things/{id} 0 /v1/things/1",
            "one: Connect",
            "one: GetThing /things/{id} 1 /v1/things/1",
            "one: 503 Service Unavailable",
            "one: GetThing /things/{id} 2 /v1/things/1",
            "one: 307 Temporary Redirect",
            "one: GetThing /things/{id} 3 /v1/moved",
            "one: 200 OK",
        ]
    );
    assert_eq!(recorder.request(3).headers()["x-passed"], "one");
}

#[tokio::test]
async fn what_was_added_first_stands_first() {
    let recorder = Recorder::ok();
    let one = Witness {
        name: "one",
        ..Witness::default()
    };
    let two = Witness {
        name: "two",
        seen: Arc::clone(&one.seen),
    };
    let core = core(&recorder, vec![Arc::new(one.clone()), Arc::new(two)]);
    get(&core).await.unwrap();
    let order: Vec<String> = one
        .seen
        .lock()
        .unwrap()
        .iter()
        .map(|line| line[..4].to_owned())
        .collect();
    assert_eq!(order, ["one:", "two:", "two:", "one:"]);
    let request = recorder.request(0);
    let passed: Vec<_> = request.headers().get_all("x-passed").iter().collect();
    assert_eq!(passed, ["one", "two"]);
}

/// Shows the request as a careless log would.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Middleware for Log {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        self.0.lock().unwrap().push_str(&format!("{request:?} {next:?}"));
        next.run(request)
    }
}

#[tokio::test]
async fn credentials_are_there_and_do_not_show() {
    let recorder = Recorder::ok();
    let log = Log::default();
    let core = core(&recorder, vec![Arc::new(log.clone())]);
    Call::<Secured>::new(&core).await.unwrap();
    assert_eq!(recorder.header("authorization").unwrap(), "Bearer secret");
    let shown = log.0.lock().unwrap().clone();
    assert!(
        shown.contains("authorization") && shown.contains("Sensitive"),
        "{shown}"
    );
    assert!(!shown.contains("secret"), "{shown}");
}

/// Answers by itself: first with an error, then with a response.
#[derive(Debug, Default)]
struct Instead(Mutex<u32>);

impl Middleware for Instead {
    fn handle<'a>(
        &'a self,
        _: http::Request<Body>,
        _: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        let mut count = self.0.lock().unwrap();
        *count += 1;
        let answer = match *count {
            1 => Err(TransportError::new(TransportErrorKind::Other, "held back")),
            _ => Ok(http::Response::new(Body::from("{\"cached\":true}"))),
        };
        Box::pin(std::future::ready(answer))
    }
}

#[tokio::test(start_paused = true)]
async fn it_can_answer_by_itself() {
    let recorder = Recorder::ok();
    let cached = core(&recorder, vec![Arc::new(Instead::default())]);
    assert_eq!(get(&cached).await.unwrap()["cached"], true);
    assert_eq!(recorder.count(), 0, "nothing was sent");
    // An error of its own is one of the transport: what is not idempotent is not repeated.
    let refusing = core(&recorder, vec![Arc::new(Instead::default())]);
    let error = Call::<PostThing>::new(&refusing).await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "held back");
}

/// Waits, as one that limits rates does.
#[derive(Debug)]
struct Wait(Duration);

impl Middleware for Wait {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            tokio::time::sleep(self.0).await;
            next.run(request).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn its_time_is_a_part_of_the_call() {
    let recorder = Recorder::ok();
    let short = core(&recorder, vec![Arc::new(Wait(Duration::from_secs(2)))]);
    get(&short).timeout(Duration::from_secs(5)).await.unwrap();
    assert_eq!(
        recorder.timeout(),
        Some(Duration::from_secs(3)),
        "what is left for the transport"
    );
    let begun = Instant::now();
    let long = core(&recorder, vec![Arc::new(Wait(Duration::from_secs(60)))]);
    let error = get(&long).timeout(Duration::from_secs(5)).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(begun.elapsed(), Duration::from_secs(5));
}

#[tokio::test]
async fn what_is_not_documented_passes_too() {
    let recorder = Recorder::ok();
    let witness = Witness::default();
    let core = core(&recorder, vec![Arc::new(witness.clone())]);
    let response = RawCall::<support::body::Body>::new(&core, "GET", "/other")
        .await
        .unwrap();
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(witness.seen.lock().unwrap().len(), 2);
}
