//! Bodies of requests and responses: whole, or in pieces that come one at a time.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Bytes, BytesMut};

use super::transport::{BoxFuture, TransportError, TransportErrorKind};

/// A body of a request or a response: bytes in memory, or pieces that are read
/// when they are needed. Copies share what they hold.
#[derive(Clone)]
pub struct Body(Kind);

#[derive(Clone)]
enum Kind {
    Whole(Bytes),
    Pieces(Arc<dyn Source>),
}

/// Where the pieces of a body come from.
pub trait Source: Send + Sync {
    /// Begins to read at the first byte.
    ///
    /// # Errors
    /// The source can be read once alone, and was.
    fn open(&self) -> Result<Box<dyn Chunks>, TransportError>;

    /// Returns how many bytes there are, where that is known before they are read.
    fn length(&self) -> Option<u64>;

    /// Tells whether [`Source::open`] can be called again: a request whose body
    /// cannot is sent once.
    fn is_replayable(&self) -> bool;
}

/// The pieces of a body. Nothing is read before it is asked for.
pub trait Chunks: Send {
    /// Reads the next piece; `None` at the end.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;

    /// Reads all pieces that are left.
    fn collect(mut self: Box<Self>) -> BoxFuture<'static, Result<Bytes, TransportError>>
    where
        Self: 'static,
    {
        Box::pin(async move {
            let Some(first) = self.next().await? else {
                return Ok(Bytes::new());
            };
            let Some(second) = self.next().await? else {
                // Many bodies come in one piece, which needs no copy.
                return Ok(first);
            };
            let mut whole = BytesMut::from(first);
            whole.extend_from_slice(&second);
            while let Some(chunk) = self.next().await? {
                whole.extend_from_slice(&chunk);
            }
            Ok(whole.freeze())
        })
    }
}

impl Body {
    /// Makes a body of a source of pieces.
    pub fn from_source(source: impl Source + 'static) -> Self {
        Self(Kind::Pieces(Arc::new(source)))
    }

    /// Makes a body of pieces that come once.
    pub fn from_chunks(chunks: impl Chunks + 'static, length: Option<u64>) -> Self {
        Self::from_source(Once {
            chunks: Mutex::new(Some(Box::new(chunks))),
            length,
        })
    }

    /// Returns the bytes, where all of them are in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Whole(bytes) => Some(bytes),
            Kind::Pieces(_) => None,
        }
    }

    /// Returns how many bytes there are, where that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Whole(bytes) => Some(bytes.len() as u64),
            Kind::Pieces(source) => source.length(),
        }
    }

    /// Tells whether the body can be sent again.
    pub fn is_replayable(&self) -> bool {
        match &self.0 {
            Kind::Whole(_) => true,
            Kind::Pieces(source) => source.is_replayable(),
        }
    }

    /// Begins to read the body at its first byte.
    ///
    /// # Errors
    /// The body can be read once alone, and was.
    pub fn open(&self) -> Result<Box<dyn Chunks>, TransportError> {
        match &self.0 {
            Kind::Whole(bytes) => Ok(Box::new(Whole(Some(bytes.clone())))),
            Kind::Pieces(source) => source.open(),
        }
    }

    /// Reads the whole body into memory.
    ///
    /// # Errors
    /// The body broke off, or can be read once alone, and was.
    pub async fn collect(&self) -> Result<Bytes, TransportError> {
        match &self.0 {
            Kind::Whole(bytes) => Ok(bytes.clone()),
            Kind::Pieces(source) => source.open()?.collect().await,
        }
    }
}

/// No bytes.
impl Default for Body {
    fn default() -> Self {
        Self(Kind::Whole(Bytes::new()))
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Kind::Whole(bytes.into()))
    }
}

/// Bodies in memory are equal by their bytes, others if one is a copy of the other.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::Whole(one), Kind::Whole(other)) => one == other,
            (Kind::Pieces(one), Kind::Pieces(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Body {}

/// Shows how much there is, and none of it.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.length()) {
            (Kind::Whole(_), Some(length)) => write!(f, "Body({length} bytes)"),
            (_, Some(length)) => write!(f, "Body({length} bytes in pieces)"),
            (_, None) => f.write_str("Body(pieces)"),
        }
    }
}

/// The only piece of a body in memory.
struct Whole(Option<Bytes>);

impl Chunks for Whole {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let bytes = self.0.take().filter(|bytes| !bytes.is_empty());
        Box::pin(std::future::ready(Ok(bytes)))
    }
}

/// Pieces that come once.
struct Once {
    chunks: Mutex<Option<Box<dyn Chunks>>>,
    length: Option<u64>,
}

impl Source for Once {
    fn open(&self) -> Result<Box<dyn Chunks>, TransportError> {
        let mut chunks = self.chunks.lock().unwrap_or_else(PoisonError::into_inner);
        chunks
            .take()
            .ok_or_else(|| TransportError::new(TransportErrorKind::Other, "the body can be read once, and was"))
    }

    fn length(&self) -> Option<u64> {
        self.length
    }

    fn is_replayable(&self) -> bool {
        false
    }
}
