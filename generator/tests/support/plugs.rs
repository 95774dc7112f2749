//! What a client can be plugged into: `tower`, `tracing`, and threads that wait.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body as AxumBody;
use axum::extract::{Path, Request as AxumRequest};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use futures_util::StreamExt as _;
use http::StatusCode;
use tower_service::Service;
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

use crate::api::{GetFile, GetThing, List, PROFILE, PostThing, Recorder};
use crate::support::blocking;
use crate::support::body::Body;
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder};
use crate::support::raw_call::RawCall;
use crate::support::retry::RetryPolicy;
use crate::support::style;
use crate::support::tower_transport::{TowerBody, TowerTransport};
use crate::support::trace;

/// A router as a service that takes the bodies of the client.
#[derive(Clone)]
pub struct InProcess(pub Router);

impl Service<http::Request<TowerBody>> for InProcess {
    type Response = http::Response<AxumBody>;
    type Error = std::convert::Infallible;
    type Future = <Router as Service<AxumRequest>>::Future;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        Service::<AxumRequest>::poll_ready(&mut self.0, cx)
    }

    fn call(&mut self, request: http::Request<TowerBody>) -> Self::Future {
        self.0.call(request.map(AxumBody::new))
    }
}

fn router() -> Router {
    Router::new()
        .route(
            "/v1/things/{id}",
            get(|Path(id): Path<String>| async move {
                ([("content-type", "application/json")], format!("{{\"id\":{id:?}}}"))
            }),
        )
        .route(
            "/v1/things",
            post(|body: String| async move { (StatusCode::CREATED, body).into_response() }),
        )
        .route("/v1/file", get(|| async { std::future::pending::<()>().await }))
}

fn in_process() -> Core {
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.transport(Arc::new(TowerTransport::new(InProcess(router()))));
    builder.build().unwrap()
}

fn thing<'c>(core: &'c Core, id: &str) -> Call<'c, GetThing> {
    let mut call = Call::<GetThing>::new(core);
    call.request.path("id", &id, style::SIMPLE);
    call
}

#[tokio::test]
async fn a_router_is_a_transport() {
    let core = in_process();
    assert_eq!(thing(&core, "a b/c").await.unwrap()["id"], "a b/c");
    let call = RawCall::<()>::new(&core, "POST", "/things");
    let response = call.body("text/plain", "whole").await.unwrap();
    assert_eq!((response.status.as_u16(), &response.body[..]), (201, &b"whole"[..]));
    let error = RawCall::<()>::new(&core, "GET", "/elsewhere").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn a_service_is_given_bodies_in_pieces() {
    let core = in_process();
    let pieces = futures_util::stream::iter(["in ", "pieces"].map(Ok::<_, std::io::Error>));
    let call = RawCall::<()>::new(&core, "POST", "/things");
    let response = call.body("text/plain", Body::stream(pieces)).await.unwrap();
    assert_eq!(&response.body[..], b"in pieces");
}

#[tokio::test(start_paused = true)]
async fn a_service_has_the_time_of_the_call() {
    let core = in_process();
    let call = Call::<GetFile>::new(&core).timeout(Duration::from_secs(5));
    assert!(call.await.unwrap_err().is_timeout());
}

/// The fields of spans, by the numbers of the spans.
#[derive(Clone, Default)]
struct Caught(Arc<Mutex<BTreeMap<u64, BTreeMap<String, String>>>>);

impl Caught {
    fn spans(&self) -> Vec<BTreeMap<String, String>> {
        self.0.lock().unwrap().values().cloned().collect()
    }
}

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Caught {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        attributes.record(&mut Fields(spans.entry(id.into_u64()).or_default()));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        values.record(&mut Fields(spans.entry(id.into_u64()).or_default()));
    }
}

#[tokio::test(start_paused = true)]
async fn requests_have_spans() {
    let recorder = Recorder::new(vec![
        (503, vec![], ""),
        (200, vec![("content-type", "application/json")], "{}"),
    ]);
    let mut builder = trace::traced(&PROFILE);
    builder.transport(Arc::new(recorder.clone()));
    builder.retry(RetryPolicy::new(2));
    builder.credential(1, "secret".into());
    builder.credential(3, "secret".into());
    let core = builder.build().unwrap();
    let caught = Caught::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(caught.clone()));
    let mut call = thing(&core, "1");
    call.request.extra_query("token", "secret");
    call.await.unwrap();
    drop(guard);
    let spans = caught.spans();
    let fields = |index: usize| {
        let fields: Vec<String> = spans[index]
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        fields.join("\n")
    };
    let both = "http.request.method=GET\n";
    assert_eq!(
        fields(0),
        format!(
            "error.type=503\n{both}http.response.status_code=503\noperation=GetThing\notel.kind=client\n\
             otel.name=GET /things/{{id}}\notel.status_code=ERROR\nserver.address=api.example\nserver.port=443\n\
             url.full=https://api.example/v1/things/1\nurl.template=/things/{{id}}"
        )
    );
    assert_eq!(
        fields(1),
        format!(
            "{both}http.request.resend_count=1\nhttp.response.status_code=200\noperation=GetThing\n\
             otel.kind=client\notel.name=GET /things/{{id}}\nserver.address=api.example\nserver.port=443\n\
             url.full=https://api.example/v1/things/1\nurl.template=/things/{{id}}"
        )
    );
    assert_eq!(spans.len(), 2);
    assert!(recorder.url().contains("token=secret"), "{}", recorder.url());
}

#[tokio::test]
async fn what_was_not_answered_has_the_kind_of_its_error() {
    let mut builder = trace::traced(&PROFILE);
    builder.transport(Arc::new(Recorder::new(vec![(0, vec![], "")])));
    let core = builder.build().unwrap();
    let caught = Caught::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(caught.clone()));
    Call::<PostThing>::new(&core).await.unwrap_err();
    drop(guard);
    assert_eq!(caught.spans()[0]["error.type"], "connect");
}

/// A server on loopback, which lives in a runtime of its own.
fn serve(router: Router) -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender
                .send(format!("http://{}/v1", listener.local_addr().unwrap()))
                .unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

#[test]
fn threads_wait_for_their_calls() {
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.base_url(serve(router()));
    let core = Arc::new(builder.build().unwrap());
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let core = Arc::clone(&core);
            std::thread::spawn(move || {
                for turn in 0..5 {
                    let id = format!("{number}-{turn}");
                    assert_eq!(thing(&core, &id).blocking().unwrap()["id"], id);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let response = thing(&core, "x").send_blocking().unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let call = RawCall::<()>::new(&core, "POST", "/things").body("text/plain", "raw");
    assert_eq!(&call.blocking().unwrap().body[..], b"raw");
    let slow = Call::<GetFile>::new(&core).timeout(Duration::from_millis(50));
    assert!(slow.blocking().unwrap_err().is_timeout());
}

#[test]
fn streams_are_iterators() {
    let json = vec![("content-type", "application/json")];
    let recorder = Recorder::new(vec![
        (200, json.clone(), "{\"items\":[1,2],\"next\":\"b\"}"),
        (200, json, "{\"items\":[3],\"next\":null}"),
    ]);
    let core = recorder.core();
    let items = blocking::iter(Call::<List>::new(&core).stream()).unwrap();
    let items: Vec<u32> = items.map(Result::unwrap).collect();
    assert_eq!(items, [1, 2, 3]);
    let first = Call::<List>::new(&core).stream();
    let first = blocking::block_on(async move { first.take(1).count().await });
    assert_eq!(first.unwrap(), 1);
}

#[tokio::test]
async fn a_thread_of_a_runtime_may_wait_where_it_is_told_to_block() {
    let core = Arc::new(Recorder::ok().core());
    let blocked = Arc::clone(&core);
    let value = tokio::task::spawn_blocking(move || thing(&blocked, "1").blocking());
    assert!(value.await.unwrap().is_ok());
    // A task cannot: the runtime says so.
    let in_task = tokio::spawn(async move { thing(&core, "1").blocking().map(drop) });
    assert!(in_task.await.unwrap_err().is_panic());
}
