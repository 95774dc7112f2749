//! Bodies on their way out, as HTTP libraries know them: `http_body::Body`.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::body::{Body, Chunks};
use super::transport::{BoxFuture, TransportError};

/// What comes of reading a piece: the pieces after it, and the piece.
type Read = (Box<dyn Chunks>, Result<Option<Bytes>, TransportError>);

/// A body whose next piece is read when the one before is on its way. The
/// mutex is never locked: it makes the body [`Sync`], as `reqwest` asks.
pub struct Outgoing {
    left: Option<u64>,
    state: Mutex<State>,
}

enum State {
    Idle(Box<dyn Chunks>),
    Reading(BoxFuture<'static, Read>),
    Done,
}

impl Outgoing {
    /// Begins to read a body.
    ///
    /// # Errors
    /// The body can be read once alone, and was.
    pub fn new(body: &Body) -> Result<Self, TransportError> {
        Ok(Self {
            left: body.length(),
            state: Mutex::new(State::Idle(body.open()?)),
        })
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = self.get_mut();
        let state = this.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        let mut reading = match std::mem::replace(state, State::Done) {
            State::Idle(mut chunks) => Box::pin(async move {
                let read = chunks.next().await;
                (chunks, read)
            }),
            State::Reading(reading) => reading,
            State::Done => return Poll::Ready(None),
        };
        let Poll::Ready((chunks, read)) = reading.as_mut().poll(cx) else {
            *state = State::Reading(reading);
            return Poll::Pending;
        };
        let Some(chunk) = read.transpose() else {
            return Poll::Ready(None);
        };
        if let Ok(chunk) = &chunk {
            *state = State::Idle(chunks);
            this.left = this.left.map(|left| left.saturating_sub(chunk.len() as u64));
        }
        Poll::Ready(Some(chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }

    /// A body of no bytes is over at once: it needs neither a length nor pieces.
    fn is_end_stream(&self) -> bool {
        self.left == Some(0)
    }
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}
