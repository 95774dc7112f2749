//! Bodies that are sent in pieces: from a stream or a file, and on their way to `reqwest`.

use std::io;
use std::pin::Pin;
use std::task::{Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::body::{Body, Chunks};
use super::transport::{BoxFuture, TransportError, TransportErrorKind};

impl Body {
    /// Makes a body of a stream. Its items are read as fast as they are sent.
    /// Since they come once, the request is sent once, whatever its policy says.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::from_chunks(Streamed(Box::pin(stream)), None)
    }
}

/// The items of a stream.
struct Streamed<S>(Pin<Box<S>>);

impl<S, B, E> Chunks for Streamed<S>
where
    S: Stream<Item = Result<B, E>> + Send,
    B: Into<Bytes>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(std::future::poll_fn(|cx| {
            Poll::Ready(match ready!(self.0.as_mut().poll_next(cx)) {
                Some(Ok(chunk)) => Ok(Some(chunk.into())),
                Some(Err(error)) => Err(broken(io::Error::other(error))),
                None => Ok(None),
            })
        }))
    }
}

fn broken(error: io::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Other, "the body of the request could not be read").with_source(error)
}

/// Turns a body into one of `reqwest`, which asks for a piece when it has sent the one before.
#[cfg(not(target_family = "wasm"))]
pub async fn outgoing(body: Body) -> Result<reqwest::Body, TransportError> {
    match body.as_bytes() {
        Some(bytes) => Ok(bytes.clone().into()),
        None => Ok(reqwest::Body::wrap(super::outgoing::Outgoing::new(&body)?)),
    }
}

/// Turns a body into one of a browser, which takes it as a whole.
#[cfg(target_family = "wasm")]
pub async fn outgoing(body: Body) -> Result<reqwest::Body, TransportError> {
    body.collect().await.map(reqwest::Body::from)
}

/// Files, where there is a disk.
#[cfg(not(target_family = "wasm"))]
mod disk {
    use std::io;
    use std::path::{Path, PathBuf};

    use bytes::{Bytes, BytesMut};
    use tokio::fs::File;
    use tokio::io::AsyncReadExt as _;

    use super::super::body::{Body, Chunks, Source};
    use super::super::transport::{BoxFuture, TransportError};
    use super::broken;

    /// How much of a file is read at a time.
    const PIECE: usize = 64 * 1024;

    impl Body {
        /// Makes a body of the file at `path`, which is read while it is sent, and
        /// again when the request is sent again.
        ///
        /// # Errors
        /// There is no such file, or it cannot be read.
        pub async fn path(path: impl AsRef<Path>) -> io::Result<Self> {
            let path = path.as_ref().to_owned();
            let metadata = File::open(&path).await?.metadata().await?;
            // Only of an ordinary file is the length known: a pipe has none, and comes once.
            match metadata.is_file() {
                true => Ok(Self::from_source(OnDisk {
                    path,
                    length: metadata.len(),
                })),
                false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file")),
            }
        }
    }

    /// A file that is opened when it is sent.
    struct OnDisk {
        path: PathBuf,
        length: u64,
    }

    impl Source for OnDisk {
        fn open(&self) -> Result<Box<dyn Chunks>, TransportError> {
            Ok(Box::new(Reading {
                path: self.path.clone(),
                file: None,
                left: self.length,
            }))
        }

        fn length(&self) -> Option<u64> {
            Some(self.length)
        }

        fn is_replayable(&self) -> bool {
            true
        }
    }

    /// A file that is being read.
    struct Reading {
        path: PathBuf,
        file: Option<File>,
        /// How much is still to come: the length was announced.
        left: u64,
    }

    impl Chunks for Reading {
        fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
            Box::pin(async move {
                if self.left == 0 {
                    return Ok(None);
                }
                let mut file = match self.file.take() {
                    Some(file) => file,
                    None => File::open(&self.path).await.map_err(broken)?,
                };
                let mut piece = BytesMut::with_capacity(PIECE);
                let limit = self.left.min(PIECE as u64);
                let count = (&mut file).take(limit).read_buf(&mut piece).await.map_err(broken)?;
                if count == 0 {
                    return Err(broken(io::ErrorKind::UnexpectedEof.into()));
                }
                self.left -= count as u64;
                self.file = Some(file);
                Ok(Some(piece.freeze()))
            })
        }
    }
}
