//! Bodies that are one JSON text after the other: a line each (`application/jsonl`,
//! `application/x-ndjson`), or each behind a record separator (`application/json-seq`,
//! RFC 7464).

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::stream::unfold;
use serde::de::IgnoredAny;

use super::call::Call;
use super::error::Error;
use super::sequence::{Frames, Framing, Sequential, TypedStream};

/// What stands before each text of a sequence (RFC 7464 section 2.2).
const SEPARATOR: u8 = 0x1e;

/// The values of a body, each in a line or behind a separator.
pub type Lines<'c, T, B> = TypedStream<'c, T, B>;

impl<'c, Op: Sequential<JsonLines>> Call<'c, Op> {
    /// Sends the request, and returns as soon as the answer begins: a stream of
    /// its values, each decoded when it has arrived.
    ///
    /// The timeout of the call is for the beginning of the answer.
    ///
    /// # Errors
    /// As [`Call::send`], or the answer is no sequence. What goes wrong later is
    /// an item of the stream: it goes on behind a value that cannot be read, whose
    /// text the error holds, and ends where the connection breaks.
    pub async fn lines(self) -> Result<Lines<'c, Op::Item, Op::ErrorBody>, Error<Op::ErrorBody>> {
        let (head, frames) = Frames::open::<Op>(self.request, JsonLines::default()).await?;
        let state = Some((head.clone(), frames));
        let values = unfold(state, |state| async move {
            let (mut head, mut frames) = state?;
            match frames.next().await {
                Ok(Some(text)) => {
                    head.body = text;
                    let value = Op::read(&head).map_err(Error::from);
                    Some((value, Some((head, frames))))
                }
                Ok(None) => None,
                Err(error) => Some((Err(error.into()), None)),
            }
        });
        Ok(TypedStream::new(head, values))
    }
}

/// Cuts a body at the ends of its JSON texts.
#[derive(Debug, Default)]
pub struct JsonLines {
    buffer: BytesMut,
    /// How much of the buffer holds no end.
    scanned: usize,
    ended: bool,
}

impl Framing for JsonLines {
    type Frame = Bytes;
    const MEDIA_TYPES: &'static [&'static str] = &[
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/ndjson",
        "application/x-ndjson",
        "application/json-seq",
    ];

    fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    fn end(&mut self) {
        self.ended = true;
    }

    fn next(&mut self) -> Option<Bytes> {
        loop {
            let end = self.end_of_text()?;
            self.scanned = 0;
            let text = trim(self.buffer.split_to(end));
            if !text.is_empty() {
                return Some(text);
            }
        }
    }

    fn pending(&self) -> usize {
        self.buffer.len()
    }
}

impl JsonLines {
    /// Returns where the first text ends. One behind a separator may have several
    /// lines: it ends where it is JSON, or at the next separator.
    fn end_of_text(&mut self) -> Option<usize> {
        let separated = self.buffer.first() == Some(&SEPARATOR);
        let is_end = |byte: &u8| matches!(*byte, b'\n' | SEPARATOR);
        while let Some(found) = self.buffer[self.scanned..].iter().position(is_end) {
            let at = self.scanned + found;
            let is_separator = self.buffer[at] == SEPARATOR;
            if is_separator && at > 0 {
                return Some(at);
            }
            if !is_separator && (!separated || is_json(&self.buffer[1..at])) {
                return Some(at + 1);
            }
            self.scanned = at + 1;
        }
        self.scanned = self.buffer.len();
        (self.ended && self.scanned > 0).then_some(self.scanned)
    }
}

fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

/// Takes off what surrounds a text.
fn trim(mut text: BytesMut) -> Bytes {
    let separated = text.first() == Some(&SEPARATOR);
    let length = text.len();
    text.truncate(text.trim_ascii_end().len());
    // A number at the end of what there is may be a part of one (RFC 7464 section
    // 2.4). With the separator left in front of it, it is the error that it has to be.
    let is_closed = length > text.len() || matches!(text.last(), Some(b'}' | b']' | b'"' | &SEPARATOR));
    if separated && is_closed {
        text.advance(1);
    }
    let blank = text.len() - text.trim_ascii_start().len();
    text.advance(blank);
    text.freeze()
}
