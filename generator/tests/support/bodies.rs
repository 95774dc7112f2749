//! Bodies in pieces, over a real socket: as much is read as is sent.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::api::{PROFILE, PutThing};
use crate::support::body::Body;
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder};
use crate::support::error::Error;
use crate::support::{upload, upload_whole};

async fn server() -> (TcpListener, Core) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.base_url(format!("http://{}", listener.local_addr().unwrap()));
    (listener, builder.build().unwrap())
}

fn put(core: &Core, body: Body) -> Call<'_, PutThing> {
    let mut call = Call::new(core);
    call.request.body("application/octet-stream", body);
    call
}

/// Reads the head of a request, and what has come of its body.
async fn head(socket: &mut TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    loop {
        socket.read_buf(&mut bytes).await.unwrap();
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let body = bytes.split_off(end + 4);
            return (String::from_utf8(bytes).unwrap().to_ascii_lowercase(), body);
        }
    }
}

#[tokio::test]
async fn a_stream_is_read_as_fast_as_it_is_sent() {
    let (listener, core) = server().await;
    let read = Arc::new(AtomicUsize::new(0));
    let counter = read.clone();
    let piece = Bytes::from(vec![b'x'; 64 * 1024]);
    let pieces = stream::iter(0..1024).map(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok::<_, Infallible>(piece.clone())
    });
    let call = tokio::spawn(async move { put(&core, Body::stream(pieces)).timeout(Duration::from_secs(60)).await });
    let (mut socket, _) = listener.accept().await.unwrap();
    let (head, _) = head(&mut socket).await;
    assert!(head.contains("transfer-encoding: chunked"), "{head}");
    // Nothing more is read: the socket is full long before the 64 MiB of the stream.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let waiting = read.load(Ordering::SeqCst);
    assert!(waiting < 512, "{waiting} of 1024 pieces were read ahead");
    let mut bytes = vec![0; 1 << 20];
    let mut tail = Vec::new();
    while !tail.ends_with(b"0\r\n\r\n") {
        let count = socket.read(&mut bytes).await.unwrap();
        tail = [&tail, &bytes[..count]].concat();
        tail.drain(..tail.len().saturating_sub(5));
    }
    socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
    call.await.unwrap().unwrap();
    assert_eq!(read.load(Ordering::SeqCst), 1024);
}

#[tokio::test]
async fn a_file_says_how_long_it_is() {
    let (listener, core) = server().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, vec![b'y'; 100_000]).unwrap();
    let body = Body::path(&path).await.unwrap();
    let call = tokio::spawn(async move { put(&core, body).await });
    let (mut socket, _) = listener.accept().await.unwrap();
    let (head, mut body) = head(&mut socket).await;
    assert!(head.contains("content-length: 100000\r\n"), "{head}");
    while body.len() < 100_000 {
        socket.read_buf(&mut body).await.unwrap();
    }
    assert_eq!(body, vec![b'y'; 100_000]);
    socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
    call.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_stream_that_fails_is_the_error_of_the_call() {
    let (listener, core) = server().await;
    let pieces = stream::iter([Ok("begun"), Err("the disk is gone")]);
    let call = tokio::spawn(async move { put(&core, Body::stream(pieces)).await });
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut rest = Vec::new();
    socket.read_to_end(&mut rest).await.unwrap();
    assert!(!rest.ends_with(b"0\r\n\r\n"), "the body must not look complete");
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    let mut causes = Vec::new();
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(&error);
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    assert!(
        causes.iter().any(|cause| cause.contains("the disk is gone")),
        "{causes:?}"
    );
}

#[tokio::test]
async fn both_editions_send_the_same() {
    let bodies = || {
        [
            Body::default(),
            Body::from("whole"),
            Body::stream(stream::iter(["in ", "pieces"].map(Ok::<_, Infallible>))),
        ]
    };
    for (one, other) in bodies().into_iter().zip(bodies()) {
        let expected = other.collect().await.unwrap();
        let once = upload_whole::outgoing(one).await.unwrap();
        assert_eq!(once.as_bytes(), Some(&*expected), "in a client without streams");
    }
    let pieces = upload::outgoing(bodies()[2].clone()).await.unwrap();
    assert_eq!(pieces.as_bytes(), None, "it is not read before it is sent");
}

#[tokio::test]
async fn what_comes_once_is_read_once() {
    let body = Body::stream(stream::iter([Ok::<_, Infallible>("once")]));
    let copy = body.clone();
    assert_eq!(body, copy);
    assert_eq!(body.collect().await.unwrap(), "once");
    assert!(copy.collect().await.is_err());
    assert_eq!(
        format!("{copy:?} {:?}", Body::from("secret")),
        "Body(pieces) Body(6 bytes)"
    );
}
