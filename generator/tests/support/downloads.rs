//! Bodies of answers that are read while they arrive, over a real socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::api::{Body as ErrorBody, GetFile, PROFILE};
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder};
use crate::support::download::ByteStream;
use crate::support::error::Error;
use crate::support::retry::RetryPolicy;

const PIECE: usize = 64 * 1024;

async fn server() -> (TcpListener, Core) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.base_url(format!("http://{}", listener.local_addr().unwrap()));
    (listener, builder.build().unwrap())
}

/// Takes a request, and answers it with a head.
async fn answer(listener: &TcpListener, head: &str) -> TcpStream {
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        socket.read_buf(&mut request).await.unwrap();
    }
    socket.write_all(head.as_bytes()).await.unwrap();
    socket
}

async fn get(core: &Core) -> Result<ByteStream, Error<ErrorBody>> {
    let response = Call::<GetFile>::new(core).send_stream().await?;
    assert_eq!(response.status(), 200);
    Ok(response.into_body())
}

/// Sends `size` bytes, and counts those that the connection took.
fn flood(listener: TcpListener, size: u64) -> Arc<AtomicU64> {
    let taken = Arc::new(AtomicU64::new(0));
    let counter = taken.clone();
    tokio::spawn(async move {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n");
        let mut socket = answer(&listener, &head).await;
        let piece = vec![b'x'; PIECE];
        while counter.load(Ordering::SeqCst) < size {
            socket.write_all(&piece).await.unwrap();
            counter.fetch_add(PIECE as u64, Ordering::SeqCst);
        }
    });
    taken
}

#[tokio::test]
async fn a_body_is_read_as_fast_as_it_is_used() {
    const SIZE: u64 = 64 << 20;
    let (listener, core) = server().await;
    let taken = flood(listener, SIZE);
    let mut body = get(&core).await.unwrap();
    assert_eq!(body.length(), Some(SIZE));
    let mut read = body.chunk().await.unwrap().unwrap().len() as u64;
    // Nothing more is read: the socket is full long before the 64 MiB.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let waiting = taken.load(Ordering::SeqCst);
    assert!(waiting < SIZE / 2, "{waiting} of {SIZE} bytes were read ahead");
    while let Some(piece) = body.next().await {
        let piece = piece.unwrap();
        assert!(piece.iter().all(|byte| *byte == b'x'));
        read += piece.len() as u64;
    }
    assert_eq!(read, SIZE);
}

/// The most memory that the process had, in KiB.
#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "it measures the whole process, so that `.ci/run` runs it alone"]
async fn a_gibibyte_needs_no_memory() {
    const SIZE: u64 = 1 << 30;
    let (listener, core) = server().await;
    flood(listener, SIZE);
    let mut body = get(&core).await.unwrap();
    let before = peak();
    let mut read = 0;
    while let Some(piece) = body.chunk().await.unwrap() {
        read += piece.len() as u64;
    }
    assert_eq!(read, SIZE);
    let grown = peak() - before;
    println!("1 GiB was read, and the process grew by {grown} KiB");
    assert!(grown < 16 * 1024, "the process grew by {grown} KiB");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error_at_its_end() {
    let (listener, core) = server().await;
    tokio::spawn(async move {
        let mut socket = answer(&listener, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n").await;
        socket.write_all(b"begun").await.unwrap();
    });
    let mut body = get(&core).await.unwrap();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "begun");
    assert!(body.chunk().await.is_err());
    assert!(body.chunk().await.unwrap().is_none(), "after an error there is nothing");
}

#[tokio::test]
async fn the_timeout_is_for_the_beginning() {
    let (listener, core) = server().await;
    let waiting = tokio::spawn(async move {
        let mut slow = answer(&listener, "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n").await;
        tokio::time::sleep(Duration::from_millis(400)).await;
        slow.write_all(b"late").await.unwrap();
        // The second answer does not come at all, on this connection or another.
        std::future::pending::<()>().await;
    });
    let call = || Call::<GetFile>::new(&core).timeout(Duration::from_millis(200));
    let mut body = call().send_stream().await.unwrap().into_body();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "late");
    let error = call().send_stream().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    waiting.abort();
}

#[tokio::test]
async fn errors_are_read_whole_and_attempts_made_again() {
    let (listener, core) = server().await;
    tokio::spawn(async move {
        let busy = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        drop(answer(&listener, busy).await);
        let head = "HTTP/1.1 404 Gone\r\ncontent-type: text/plain\r\ncontent-length: 4\r\nconnection: close\r\n\r\n";
        let mut socket = answer(&listener, head).await;
        socket.write_all(b"gone").await.unwrap();
    });
    let policy = RetryPolicy::new(2).first_delay(Duration::from_millis(1));
    let error = Call::<GetFile>::new(&core)
        .retry(policy)
        .send_stream()
        .await
        .unwrap_err();
    assert_eq!(error.body(), Some(&ErrorBody::Text("gone".to_owned())));
}
