//! Server-sent events: a body of `text/event-stream` becomes a stream of events, by
//! the rules of the WHATWG HTML standard, section "Server-sent events". A connection
//! that ends is made again behind the last event that arrived.

use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::stream::unfold;
use http::StatusCode;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::call::Call;
use super::error::{DecodeError, Error};
use super::request::Request;
use super::response::RawResponse;
use super::retry::{self, RetryPolicy};
use super::sequence::{Frames, Framing, Sequential, TypedStream};
use super::transport::TransportError;

/// What the type of an event is where the server names none.
const MESSAGE: &str = "message";

/// An event, with its data decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `message` where the server names none.
    pub event: String,
    /// The data.
    pub data: T,
    /// The last id that the server gave to an event: this one, or one before it.
    pub id: Option<String>,
}

/// The events of a body.
pub type Events<'c, T, B> = TypedStream<'c, Event<T>, B>;

impl<'c, Op: Sequential<EventStream>> Call<'c, Op> {
    /// Sends the request, and returns as soon as the answer begins: a stream of
    /// its events, each decoded when it has arrived.
    ///
    /// When the connection ends, the request is made again with the id of the last
    /// event (`Last-Event-ID`), so that the server goes on behind it. It is so
    /// where events have ids, the request can be sent twice (its method is
    /// idempotent, or it carries an idempotency key) and the retry policy has
    /// attempts left, which are counted from the last event on; a connection that
    /// broke before the first event is made again without an id. The wait is what
    /// the server says (`retry`), or else that of the policy. The stream ends
    /// with the status 204, with an event that the document or the configuration
    /// calls the last, or where no more events come.
    ///
    /// The timeout of the call is for the beginning of each answer. To go on
    /// behind an event of an earlier stream, set the header `Last-Event-ID`.
    ///
    /// # Errors
    /// As [`Call::send`], or the answer is no event stream. What goes wrong later
    /// is an item of the stream: it goes on behind an event whose data cannot be
    /// read, which the error holds, and ends where the connection is lost.
    pub async fn events(self) -> Result<Events<'c, Op::Item, Op::ErrorBody>, Error<Op::ErrorBody>> {
        let request = self.request;
        let (head, frames) = Frames::open::<Op>(request.clone(), EventStream::default()).await?;
        let source = EventSource {
            policy: request.retry.unwrap_or(request.core.retry),
            head: head.clone(),
            frames: Some(frames),
            attempts: 0,
            begun: false,
            request,
        };
        let events = unfold(source, |mut source| async move {
            let event = source.next::<Op>().await?;
            Some((event, source))
        });
        Ok(TypedStream::new(head, events))
    }
}

/// A stream of events, over all its connections.
struct EventSource<'c> {
    request: Request<'c>,
    policy: RetryPolicy,
    /// What is known of the last answer; its body is the data of the last event.
    head: RawResponse,
    /// `None` where the stream is over.
    frames: Option<Frames<EventStream>>,
    /// How many connections in a row brought no event.
    attempts: u32,
    /// Whether there was an event.
    begun: bool,
}

impl EventSource<'_> {
    async fn next<Op: Sequential<EventStream>>(&mut self) -> Option<Result<Event<Op::Item>, Error<Op::ErrorBody>>> {
        loop {
            let arrived = self.frames.as_mut()?.next().await;
            let Ok(Some(Event { event, data, id })) = arrived else {
                let framing = self.frames.take()?.into_framing();
                match self.resume::<Op>(framing, arrived.err()).await {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            };
            (self.attempts, self.begun) = (0, true);
            if Op::END.contains(&data.as_str()) {
                self.frames = None;
                return None;
            }
            self.head.body = Bytes::from(data);
            let data = Op::read(&self.head).map_err(Error::from);
            return Some(data.map(|data| Event { event, data, id }));
        }
    }

    /// Connects again after the end of a connection, which `broke` or not; leaves
    /// the stream without a connection where it is over.
    async fn resume<Op: Sequential<EventStream>>(
        &mut self,
        framing: EventStream,
        broke: Option<TransportError>,
    ) -> Result<(), Error<Op::ErrorBody>> {
        self.attempts += 1;
        let core = self.request.core;
        let is_placed = framing.last_id.is_some() || (broke.is_some() && !self.begun);
        let wait = self.wait(framing.retry);
        let Some(wait) = wait.filter(|_| is_placed && self.is_repeatable()) else {
            return broke.map_or(Ok(()), |broke| Err(broke.into()));
        };
        core.transport.sleep(wait).await;
        let mut request = self.request.clone();
        if let Some(id) = &framing.last_id {
            request.header("last-event-id", id);
        }
        let (head, frames) = Frames::open::<Op>(request, framing.again()).await?;
        self.frames = Some(frames).filter(|_| head.status != StatusCode::NO_CONTENT);
        self.head = head;
        Ok(())
    }

    /// Returns how long to wait before the next connection, for which the server
    /// has `asked`; `None` where there were enough of them.
    fn wait(&self, asked: Option<Duration>) -> Option<Duration> {
        match asked {
            _ if self.attempts >= self.policy.attempts => None,
            Some(wait) => (wait <= self.policy.max_retry_after).then_some(wait),
            None => Some(self.policy.backoff(self.attempts)),
        }
    }

    fn is_repeatable(&self) -> bool {
        let Request {
            core,
            endpoint,
            headers,
            body,
            ..
        } = &self.request;
        let key = core.profile.idempotency_header;
        let has_key = key.is_some_and(|name| headers.contains_key(name));
        body.is_replayable() && (has_key || retry::is_idempotent(endpoint.method))
    }
}

/// Reads data that is JSON; text that is none is read as a string.
///
/// # Errors
/// The data is not that of a `T`.
pub fn data<T: DeserializeOwned>(event: &RawResponse) -> Result<T, DecodeError> {
    event.json().or_else(|error| {
        let is_json = serde_json::from_slice::<IgnoredAny>(&event.body).is_ok();
        match std::str::from_utf8(&event.body) {
            Ok(text) if !is_json => {
                let text: StrDeserializer<'_, serde_json::Error> = StrDeserializer::new(text);
                T::deserialize(text).map_err(|_| error)
            }
            _ => Err(error),
        }
    })
}

/// Cuts a body into events, whose data are text.
#[derive(Debug, Default)]
pub struct EventStream {
    buffer: BytesMut,
    /// How much of the buffer holds no end of a line.
    scanned: usize,
    /// Whether a line feed belongs to the end of the line before.
    after_return: bool,
    /// Whether a line has been read.
    begun: bool,
    event: String,
    data: String,
    id: Option<String>,
    /// The id of the last event that was whole.
    last_id: Option<String>,
    /// How long the server asks to wait before the next connection.
    retry: Option<Duration>,
}

impl Framing for EventStream {
    type Frame = Event<String>;
    const MEDIA_TYPES: &'static [&'static str] = &["text/event-stream"];

    fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// An event that is not whole is none.
    fn end(&mut self) {}

    fn next(&mut self) -> Option<Event<String>> {
        loop {
            let line = self.line()?;
            match String::from_utf8_lossy(&line) {
                line if line.is_empty() => {
                    if let Some(event) = self.dispatch() {
                        return Some(event);
                    }
                }
                line => self.field(&line),
            }
        }
    }

    fn pending(&self) -> usize {
        self.buffer.len() + self.data.len()
    }
}

impl EventStream {
    /// Begins again on another connection.
    fn again(self) -> Self {
        Self {
            id: self.last_id.clone(),
            last_id: self.last_id,
            retry: self.retry,
            ..Self::default()
        }
    }

    /// Returns the next line, which ends with a line feed, a carriage return, or both.
    fn line(&mut self) -> Option<BytesMut> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let Some(found) = self.buffer[self.scanned..].iter().position(is_end) else {
            self.scanned = self.buffer.len();
            return None;
        };
        let end = std::mem::take(&mut self.scanned) + found;
        let mut line = self.buffer.split_to(end + 1);
        self.after_return = line[end] == b'\r';
        line.truncate(end);
        if !std::mem::replace(&mut self.begun, true) && line.starts_with("\u{feff}".as_bytes()) {
            line.advance("\u{feff}".len());
        }
        Some(line)
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()).filter(|id| !id.is_empty()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment, whose name is empty, or a field that nobody knows.
            _ => {}
        }
    }

    /// Ends an event; one without data is none.
    fn dispatch(&mut self) -> Option<Event<String>> {
        self.last_id.clone_from(&self.id);
        let mut event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        if event.is_empty() {
            MESSAGE.clone_into(&mut event);
        }
        let id = self.last_id.clone();
        Some(Event { event, data, id })
    }
}
