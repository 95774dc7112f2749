//! Stands in for the server in tests: a transport that answers the calls that it
//! was told to expect, and says what is wrong with all others.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;

use super::body::Body;
use super::call::Call;
use super::core::{Core, CoreBuilder, Profile, checked_base_url};
use super::mock_answer::Answer;
use super::mock_expectation::{Entry, Expectation};
use super::mock_report as report;
use super::mock_request::Expected;
use super::operation::Operation;
use super::raw_call::RawCall;
use super::security::Place;
use super::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// The server of a client whose document names none, or none that can be called.
const BASE_URL: &str = "http://mock.invalid";
/// What stands in for every credential.
const CREDENTIAL: &str = "mock";

/// An operation whose successes can be written.
pub trait Mocked: Operation {
    /// Writes a success.
    fn answer(output: &Self::Output) -> Answer;
}

/// The bodies of errors, which can be written.
pub trait MockedError: PartialEq {
    /// Writes an error.
    fn answer(&self, status: u16) -> Answer;
}

/// A client that can be made over a mock.
pub trait MockedClient {
    /// What the document says about the client.
    const PROFILE: &'static Profile;

    /// Makes the client.
    fn new(core: Arc<Core>) -> Self;
}

/// Answers the calls of a client `C` in the process of a test.
///
/// ```text
/// let mock = Mock::new();
/// let client = mock.client();
/// mock.expect(client.users().get("user-id")).returns(&user);
/// // … the code under test calls `client.users().get("user-id")` …
/// mock.verify();
/// ```
///
/// An expectation is made of the very call that is expected. Of several that fit a
/// request, the first that expects another call is taken. A request that fits none
/// is answered with an error, whose source says how it differs from the nearest
/// expectation.
///
/// [`MockServer::verify`] panics where an expected call was not made, or another
/// was; dropping the mock does the same.
pub struct MockServer<C> {
    core: Arc<Core>,
    shared: Arc<Shared>,
    client: std::marker::PhantomData<fn() -> C>,
}

impl<C: MockedClient> MockServer<C> {
    /// Makes a mock that expects nothing so far.
    #[allow(clippy::new_without_default, reason = "what is dropped without a call may panic")]
    pub fn new() -> Self {
        let shared = Arc::new(Shared {
            secret_queries: secret_queries(C::PROFILE),
            state: Mutex::default(),
        });
        let mut builder = CoreBuilder::new(C::PROFILE);
        if C::PROFILE.base_url.is_none_or(|url| checked_base_url(url).is_err()) {
            builder.base_url(BASE_URL.to_owned());
        }
        for (index, scheme) in C::PROFILE.schemes.iter().enumerate() {
            let credential = match (scheme.fixed, scheme.place) {
                // A value of the document's own is what it is.
                (Some(_), _) => continue,
                (None, Place::Basic) => format!("{CREDENTIAL}:{CREDENTIAL}").into(),
                (None, _) => CREDENTIAL.into(),
            };
            builder.credential(index, credential);
        }
        builder.transport(Arc::new(MockTransport(Arc::clone(&shared))));
        // The document's own policy, without its waits.
        builder.retry(C::PROFILE.retry.first_delay(Duration::ZERO));
        match builder.build() {
            Ok(core) => Self {
                core: Arc::new(core),
                shared,
                client: std::marker::PhantomData,
            },
            Err(error) => unreachable!("invariant: nothing that a client needs is missing: {error}"),
        }
    }

    /// Returns a client whose calls the mock answers. It has a credential for every
    /// scheme, and makes calls again as the document's clients do, without the waits
    /// in between. All its clients are one.
    pub fn client(&self) -> C {
        C::new(Arc::clone(&self.core))
    }
}

impl<C> MockServer<C> {
    /// Returns the transport, for a client that is built elsewhere. What is expected
    /// of it is made of its own calls.
    pub fn transport(&self) -> MockTransport {
        MockTransport(Arc::clone(&self.shared))
    }

    /// Expects a call, in all that is set for it. `timeout` and `retry` are its own
    /// matter.
    ///
    /// # Panics
    /// The call cannot be built.
    #[track_caller]
    #[must_use = "an expectation needs an answer"]
    pub fn expect<Op: Operation>(&self, call: Call<'_, Op>) -> Expectation<Op> {
        Expectation::new(Arc::clone(&self.shared), Expected::new(call.request))
    }

    /// Expects a call of the mock's own client to the operation `Op`, with whatever
    /// values: `mock.expect_any::<operation::users::GetUser>()`.
    ///
    /// # Panics
    /// The path of the document is no path.
    #[track_caller]
    #[must_use = "an expectation needs an answer"]
    pub fn expect_any<Op: Operation>(&self) -> Expectation<Op> {
        let mut request = Call::<Op>::new(&self.core).request;
        // Any text will do in place of the parameters.
        request.path.retain(|character| !matches!(character, '{' | '}'));
        Expectation::new(Arc::clone(&self.shared), Expected::new(request).any_of_all())
    }

    /// Expects a call of what the document does not describe.
    ///
    /// # Panics
    /// The call cannot be built.
    #[track_caller]
    #[must_use = "an expectation needs an answer"]
    pub fn expect_request<B: 'static>(&self, call: RawCall<'_, B>) -> Expectation<()> {
        Expectation::new(Arc::clone(&self.shared), Expected::new(call.request))
    }

    /// Returns the requests so far, in the order in which they came.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.shared.state().requests.clone()
    }

    /// Checks that every expected call was made, and no other.
    ///
    /// # Panics
    /// They were not: the message says what is missing, and what came in its place.
    #[track_caller]
    pub fn verify(&self) {
        let mut state = self.shared.state();
        state.is_verified = true;
        let report = report::report(&state.entries, &state.unexpected);
        drop(state);
        if let Some(report) = report {
            panic!("{report}");
        }
    }
}

/// Verifies. A test that fails already is told of the requests that fit nothing.
impl<C> Drop for MockServer<C> {
    #[track_caller]
    fn drop(&mut self) {
        let is_verified = self.shared.state().is_verified;
        if is_verified {
            return;
        }
        if !std::thread::panicking() {
            self.verify();
        } else if let Some(report) = report::report(&[], &self.shared.state().unexpected) {
            eprintln!("{report}");
        }
    }
}

impl<C> fmt::Debug for MockServer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("shared", &self.shared)
            .finish_non_exhaustive()
    }
}

/// The names of query parameters that hold credentials.
fn secret_queries(profile: &Profile) -> Vec<&'static str> {
    let schemes = profile.schemes.iter().map(|scheme| scheme.place);
    schemes
        .filter_map(|place| match place {
            Place::Query(name) => Some(name),
            _ => None,
        })
        .collect()
}

/// What a mock and its transports share.
#[derive(Debug)]
pub(super) struct Shared {
    secret_queries: Vec<&'static str>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: Vec<Entry>,
    requests: Vec<http::Request<Bytes>>,
    /// What was said of requests that fit nothing: once, since a client may make
    /// a call again.
    unexpected: Vec<String>,
    is_verified: bool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panics here has nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn add(&self, entry: Entry) -> usize {
        let entries = &mut self.state().entries;
        entries.push(entry);
        entries.len() - 1
    }

    pub fn change(&self, index: usize, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.state().entries.get_mut(index) {
            change(entry);
        }
    }

    /// Finds the answer to a request, or says what is wrong with it.
    fn answer(&self, request: http::Request<Bytes>) -> Result<Answer, String> {
        let mut state = self.state();
        let found: Vec<_> = state
            .entries
            .iter()
            .map(|entry| entry.expected.differences(&request))
            .collect();
        let mut fitting = state.entries.iter_mut().zip(&found);
        let fitting = fitting.find(|(entry, found)| found.list.is_empty() && entry.is_open());
        let answer = match fitting {
            Some((entry, _)) => entry.answer().ok_or_else(|| report::no_answer(entry)),
            None => Err(report::unexpected(
                &request,
                &self.secret_queries,
                &state.entries,
                &found,
            )),
        };
        let unexpected = answer.as_ref().err();
        if let Some(message) = unexpected.filter(|message| !state.unexpected.contains(message)) {
            state.unexpected.push(message.clone());
        }
        state.requests.push(request);
        answer
    }

    /// Reads the expected bodies that are files or streams.
    async fn read_bodies(&self) -> Result<(), TransportError> {
        let unread = |(index, entry): (usize, &Entry)| {
            let body = &entry.expected.body;
            body.as_bytes().is_none().then(|| (index, body.clone()))
        };
        let unread: Vec<_> = self.state().entries.iter().enumerate().filter_map(unread).collect();
        for (index, body) in unread {
            let bytes = body.collect().await?;
            self.change(index, |entry| entry.expected.body = Body::from(bytes));
        }
        Ok(())
    }
}

/// Hands requests to a mock.
#[derive(Debug, Clone)]
pub struct MockTransport(Arc<Shared>);

impl Transport for MockTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            self.0.read_bodies().await?;
            let (parts, body) = request.into_parts();
            let request = http::Request::from_parts(parts, body.collect().await?);
            let answer = self.0.answer(request);
            let answer = answer.map_err(|message| TransportError::new(TransportErrorKind::Other, message))?;
            if let Some(timeout) = timeout.filter(|timeout| *timeout <= answer.delay) {
                self.sleep(timeout).await;
                let message = "the mock's answer did not come in time";
                return Err(TransportError::new(TransportErrorKind::Timeout, message));
            }
            if !answer.delay.is_zero() {
                self.sleep(answer.delay).await;
            }
            answer.response()
        })
    }
}
