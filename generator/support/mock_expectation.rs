//! Expectations of a mock: which calls are expected, how often, and what each of
//! them is answered.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::body::Body;
use super::error::ApiError;
use super::mock::{Mocked, MockedError, Shared};
use super::mock_answer::Answer;
use super::mock_request::{BodyRule, Expected};
use super::operation::{Kind, Operation, StatusMatch};
use super::transport::TransportErrorKind;

/// How often a call is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// At least once, and until every answer was given.
    Answers,
    Exactly(usize),
    Any,
}

/// An expectation, as a mock keeps it.
#[derive(Debug)]
pub(super) struct Entry {
    pub expected: Expected,
    pub answers: Vec<Answer>,
    pub times: Times,
    /// How often it was met.
    pub calls: usize,
}

impl Entry {
    pub fn new(expected: Expected) -> Self {
        Self {
            expected,
            answers: Vec::new(),
            times: Times::Answers,
            calls: 0,
        }
    }

    /// Tells whether another call is expected.
    pub fn is_open(&self) -> bool {
        !matches!(self.times, Times::Exactly(times) if self.calls >= times)
    }

    /// Returns the answer to the next call: each in turn, the last for all others.
    pub fn answer(&mut self) -> Option<Answer> {
        let answer = self.answers.get(self.calls).or(self.answers.last()).cloned();
        self.calls += 1;
        answer
    }

    /// Says how often it is expected and was met, where the one is not the other.
    pub fn shortfall(&self) -> Option<String> {
        let (least, at_least) = match self.times {
            Times::Any => return None,
            Times::Exactly(times) => (times, ""),
            Times::Answers => (self.answers.len().max(1), "at least "),
        };
        let made = match self.calls {
            0 => "never made".to_owned(),
            calls => format!("made {}", count(calls)),
        };
        (self.calls < least).then(|| format!("expected {at_least}{}, {made}", count(least)))
    }
}

/// Writes how often something happens.
pub(super) fn count(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

/// An expected call of the operation `Op`, which is given its answers in turn.
/// The last of them answers all further calls.
///
/// Everything that was set for the call has to be as it was set: path, query,
/// headers, cookies and body. What was not set may be there or not.
pub struct Expectation<Op> {
    shared: Arc<Shared>,
    index: usize,
    operation: PhantomData<fn() -> Op>,
}

/// The operation is a type without values, which need not be [`Debug`](std::fmt::Debug).
impl<Op> std::fmt::Debug for Expectation<Op> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Expectation")
            .field("shared", &self.shared)
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

impl<Op> Expectation<Op> {
    pub(super) fn new(shared: Arc<Shared>, expected: Expected) -> Self {
        Self {
            index: shared.add(Entry::new(expected)),
            shared,
            operation: PhantomData,
        }
    }

    fn with(self, change: impl FnOnce(&mut Entry)) -> Self {
        self.shared.change(self.index, change);
        self
    }

    /// Lets a parameter of the path, the query, the headers or the cookies have
    /// any value, by the name that it has in the document.
    ///
    /// # Panics
    /// The call has no such parameter, or it was not set.
    #[track_caller]
    pub fn any(self, parameter: &str) -> Self {
        self.with(|entry| entry.expected.any(parameter))
    }

    /// Lets the body be any.
    pub fn any_body(self) -> Self {
        self.with(|entry| entry.expected.body_rule = BodyRule::Any)
    }

    /// Lets a body in JSON, or of a form, have further fields.
    pub fn partial_body(self) -> Self {
        self.with(|entry| entry.expected.body_rule = BodyRule::Partial)
    }

    fn then(self, answer: Answer) -> Self {
        self.with(|entry| entry.answers.push(answer))
    }

    /// Answers a status, documented or not, without a body.
    ///
    /// # Panics
    /// `status` is no status of HTTP.
    #[track_caller]
    pub fn returns_status(self, status: u16) -> Self {
        self.then(Answer::new(status))
    }

    /// Answers nothing: the transport fails at once, be it with a timeout.
    pub fn goes_unanswered(self, kind: TransportErrorKind) -> Self {
        self.then(Answer::failure(kind))
    }

    #[track_caller]
    fn last(self, change: impl FnOnce(Answer) -> Answer) -> Self {
        self.with(|entry| {
            let Some(answer) = entry.answers.pop() else {
                panic!("there is no answer yet: begin with `returns`, `fails` or `returns_status`");
            };
            entry.answers.push(change(answer));
        })
    }

    /// Gives the last answer another status, where several are documented.
    ///
    /// # Panics
    /// `status` is no status of HTTP, or there is no answer.
    #[track_caller]
    pub fn with_status(self, status: u16) -> Self {
        self.last(|answer| answer.status(status))
    }

    /// Gives the last answer a header.
    ///
    /// # Panics
    /// No header can have that name or value, or there is no answer.
    #[track_caller]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.last(|answer| answer.header(name, value))
    }

    /// Gives the last answer a body in JSON, documented or not.
    ///
    /// # Panics
    /// `body` does not serialize, or there is no answer.
    #[track_caller]
    pub fn with_json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.with_body("application/json", body),
            Err(error) => panic!("the answer cannot be written as JSON: {error}"),
        }
    }

    /// Gives the last answer a body in plain text.
    ///
    /// # Panics
    /// There is no answer.
    #[track_caller]
    pub fn with_text(self, body: &str) -> Self {
        self.with_body("text/plain; charset=utf-8", body.to_owned())
    }

    /// Gives the last answer a body under its media type: bytes, or a source of
    /// pieces that come one at a time, and may break off.
    ///
    /// # Panics
    /// No header can have that media type, or there is no answer.
    #[track_caller]
    pub fn with_body(self, media_type: &str, body: impl Into<Body>) -> Self {
        self.last(|answer| answer.body(media_type, body))
    }

    /// Has the last answer come late, by the clock of `tokio`. Beyond the timeout
    /// of a call it does not come at all.
    ///
    /// # Panics
    /// There is no answer.
    #[track_caller]
    pub fn with_delay(self, delay: Duration) -> Self {
        self.last(|answer| answer.after(delay))
    }

    /// Expects exactly so many calls. Where nothing is said, at least as many are
    /// expected as there are answers.
    pub fn times(self, times: usize) -> Self {
        self.with(|entry| entry.times = Times::Exactly(times))
    }

    /// Expects any number of calls, or none.
    pub fn optional(self) -> Self {
        self.with(|entry| entry.times = Times::Any)
    }

    /// Expects that there is no such call.
    pub fn never(self) -> Self {
        self.times(0)
    }
}

impl<Op: Mocked> Expectation<Op> {
    /// Answers with a success.
    ///
    /// # Panics
    /// The client would not understand it.
    #[track_caller]
    pub fn returns(self, output: &Op::Output) -> Self {
        let answer = Op::answer(output);
        if let Err(error) = Op::decode(&answer.read()) {
            panic!("this is no answer of `{}`: {error}", Op::ENDPOINT.name);
        }
        self.then(answer)
    }
}

impl<Op: Operation<ErrorBody: MockedError>> Expectation<Op> {
    /// Answers with a documented error.
    ///
    /// # Panics
    /// The document has no such body for this status of the operation.
    #[track_caller]
    pub fn fails(self, status: u16, body: &Op::ErrorBody) -> Self {
        let answer = body.answer(status);
        let read = ApiError::read(answer.read(), Op::ERRORS);
        let documented = Op::ERRORS
            .iter()
            .map(|case| format!("{} ({:?})", shown(case.status), Media(case.kind)));
        let documented: Vec<String> = documented.collect();
        assert!(
            read.body.as_ref() == Some(body),
            "`{}` documents no error {status} with this body, but {}; `returns_status({status})` answers what is not \
             documented",
            Op::ENDPOINT.name,
            if documented.is_empty() {
                "none at all".to_owned()
            } else {
                documented.join(", ")
            },
        );
        self.then(answer)
    }
}

fn shown(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(class) => format!("{class}XX"),
        StatusMatch::Any => "any status".to_owned(),
    }
}

/// Names the kind of a body.
struct Media(Kind);

impl std::fmt::Debug for Media {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::Json => "JSON",
            Kind::Form => "a form",
            Kind::Text => "text",
            Kind::Bytes => "bytes",
            Kind::Empty => "no body",
        })
    }
}
