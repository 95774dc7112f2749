//! What goes wrong on the way, each on a real socket, and what becomes of the call.
//!
//! A connection that is refused, headers that do not come and redirects to
//! another origin are in `redirects`; streams that are cut are in `events` and
//! `lines`, and the gibibyte is in `downloads`.

use std::future::IntoFuture as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;

use crate::api::{Body, GetNumbers, PostThing, Secured};
use crate::server::{Server, Step, answer, header, send};
use crate::support::call::Call;
use crate::support::core::Core;
use crate::support::error::Error;
use crate::support::retry::RetryPolicy;
use crate::support::token::{Credential, Token};
use crate::support::transport::TransportErrorKind;

const JSON: &str = "content-type: application/json\r\n";
const GOOD: &str = "[{\"number\":1}]";

/// A client with three attempts.
fn core(server: &Server) -> Core {
    let mut builder = server.builder();
    builder.retry(RetryPolicy::new(3).first_delay(Duration::from_millis(1)));
    builder.build().unwrap()
}

fn kind(error: &Error<Body>) -> TransportErrorKind {
    match error {
        Error::Transport(error) => error.kind(),
        other => panic!("{other:?}"),
    }
}

/// An answer that ends in the middle of its body, and then the connection does.
fn half(body: &str, end: Step) -> Vec<Step> {
    let head = format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 100\r\n\r\n{body}");
    vec![send(head), Step::Wait(Duration::from_millis(30)), end]
}

/// The call is made again where that can do no harm, and is an error where it can.
#[tokio::test]
async fn a_connection_that_is_reset_within_the_body() {
    let broken = |number: usize, _: &str| match number {
        0 => half("[{", Step::Reset),
        1 => half("[{", send("")),
        _ => vec![answer("200 OK", JSON, GOOD)],
    };
    let server = Server::start(broken).await;
    let numbers = Call::<GetNumbers>::new(&core(&server)).await.unwrap();
    assert_eq!(numbers.len(), 1);
    assert_eq!(server.requests().len(), 3);

    let server = Server::start(broken).await;
    let error = Call::<PostThing>::new(&core(&server)).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Other);
    assert_eq!(server.requests().len(), 1);
}

/// The time of a call is for its body too, and is over for all of its attempts.
#[tokio::test]
async fn a_body_that_comes_too_slowly() {
    let server = Server::start(|_, _| {
        let drop_by_drop = (0..1000).flat_map(|_| [send(" "), Step::Wait(Duration::from_millis(20))]);
        let head = format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 1000\r\n\r\n");
        [send(head)].into_iter().chain(drop_by_drop).collect()
    })
    .await;
    let begun = Instant::now();
    let call = Call::<GetNumbers>::new(&core(&server))
        .timeout(Duration::from_millis(200))
        .await;
    assert!(call.unwrap_err().is_timeout());
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

/// What arrived is kept, with the place at which it ends.
#[tokio::test]
async fn json_that_ends_too_early() {
    let text = "[{\"number\":1},{\"num";
    let server = Server::start(move |_, _| vec![answer("200 OK", JSON, text)]).await;
    let error = Call::<GetNumbers>::new(&core(&server)).await.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), text);
    let Error::Decode(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.path, "[1]");
    assert_eq!(
        server.requests().len(),
        1,
        "the server has done what it was asked to do"
    );
}

/// A page of a proxy is no JSON: it is kept, and so are status and headers.
#[tokio::test]
async fn an_answer_of_another_media_type() {
    let page = "<html>Maintenance</html>";
    let server = Server::start(move |_, _| vec![answer("200 OK", "content-type: text/html\r\n", page)]).await;
    let error = Call::<GetNumbers>::new(&core(&server)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.headers().unwrap()["content-type"], "text/html");
    assert_eq!(error.raw_body().unwrap(), page);
    assert!(matches!(error, Error::Decode(_)));
}

/// The client does not ask for compression; what comes compressed all the same
/// is kept as it came.
#[tokio::test]
async fn a_compressed_answer() {
    let compressed = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x8b\x8e\x05\0)\xbbL\r\x02\0\0\0";
    let server = Server::start(|_, _| {
        let length = compressed.len();
        let head = format!("HTTP/1.1 200 OK\r\n{JSON}content-encoding: gzip\r\ncontent-length: {length}\r\n\r\n");
        vec![send(head), Step::Send(compressed.to_vec())]
    })
    .await;
    let error = Call::<GetNumbers>::new(&core(&server)).await.unwrap_err();
    assert_eq!(header(&server.requests()[0], "accept-encoding"), None);
    assert_eq!(error.raw_body().unwrap(), &compressed[..]);
    assert_eq!(error.headers().unwrap()["content-encoding"], "gzip");
}

/// The call waits as long as the server says, and a little where it says nothing.
#[tokio::test]
async fn too_many_requests() {
    let answers = |first: &'static str| {
        move |number: usize, _: &str| match number {
            0 => vec![answer("429 Too Many Requests", first, "")],
            _ => vec![answer("200 OK", JSON, GOOD)],
        }
    };
    let server = Server::start(answers("retry-after: 1\r\n")).await;
    let begun = Instant::now();
    assert_eq!(Call::<GetNumbers>::new(&core(&server)).await.unwrap().len(), 1);
    assert!(begun.elapsed() >= Duration::from_secs(1));

    // The server has not begun to serve it, so that any call can be made again.
    let server = Server::start(answers("retry-after-ms: 10\r\n")).await;
    Call::<PostThing>::new(&core(&server)).await.unwrap();
    assert_eq!(server.requests().len(), 2);

    let server = Server::start(answers("")).await;
    assert_eq!(Call::<GetNumbers>::new(&core(&server)).await.unwrap().len(), 1);
    let server = Server::start(answers("")).await;
    let error = Call::<PostThing>::new(&core(&server)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(server.requests().len(), 1, "nobody knows what became of it");
}

/// Each call has its attempts and no more, however many fail.
#[tokio::test]
async fn a_server_that_is_down_for_everybody() {
    let server = Server::start(|_, _| vec![answer("503 Service Unavailable", "", "")]).await;
    let core = core(&server);
    let calls = join_all((0..20).map(|_| Call::<GetNumbers>::new(&core).into_future())).await;
    for call in calls {
        assert_eq!(call.unwrap_err().status().unwrap(), 503);
    }
    assert_eq!(server.requests().len(), 60);
}

#[tokio::test]
async fn a_redirect_that_leads_in_a_circle() {
    let server = Server::start(|_, _| vec![answer("302 Found", "location: /numbers\r\n", "")]).await;
    let mut builder = server.builder();
    builder.retry(RetryPolicy::new(3));
    let error = Call::<GetNumbers>::new(&builder.build().unwrap()).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Redirect);
    assert_eq!(
        server.requests().len(),
        11,
        "one call and ten redirects, and no other attempt"
    );
}

/// Fifty calls find their token refused at once: one refresh is for all of them.
#[tokio::test]
async fn a_token_that_expired() {
    let server = Server::start(|_, request| match header(request, "authorization") {
        Some("Bearer token-2") => vec![answer("200 OK", "", "")],
        _ => vec![answer("401 Unauthorized", "", "")],
    })
    .await;
    let runs = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&runs);
    let mut builder = server.builder();
    builder.credential(0, "project".into());
    builder.credential(
        1,
        Credential::refreshed(move |_| {
            let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
            async move {
                tokio::time::sleep(Duration::from_millis(50)).await;
                Ok(Token::new(format!("token-{number}")))
            }
        }),
    );
    let core = builder.build().unwrap();
    let calls = join_all((0..50).map(|_| Call::<Secured>::new(&core).into_future())).await;
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    assert_eq!(runs.load(Ordering::SeqCst), 2, "the first token, and one refresh");
}
