//! Credentials that change: a token is kept until it expires or is refused, and
//! all calls that need a new one wait for the same.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::Shared;
use secrecy::{ExposeSecret as _, SecretString};

use super::clock::Instant;
use super::error::{BuildError, Error};
use super::security::{self, Scheme};
use super::transport::{BoxFuture, Transport};

/// How long before it expires a token is no longer sent: a request takes its time.
const MARGIN: Duration = Duration::from_secs(20);

/// What a client sends to say who it is: a text that stays the same, or one that
/// is obtained when it is needed.
///
/// Texts become one with `into()`. An empty text is no credential.
pub struct Credential(pub(super) Kind);

pub(super) enum Kind {
    Fixed(SecretString),
    Tokens(Arc<Tokens>),
    /// Becomes tokens when the client is built.
    Deferred(Deferred),
}

/// Makes tokens for a scheme, of a client with this base URL.
pub(super) type Deferred =
    Box<dyn FnOnce(&'static Scheme, &str, Arc<dyn Transport>) -> Result<Tokens, BuildError> + Send + Sync>;

impl Credential {
    /// Makes a credential of tokens that `source` obtains: first for the first
    /// call, then whenever a token is about to expire or the server refuses it.
    /// It is given the value that was refused or expires.
    ///
    /// Calls that need a token at the same time wait for one run of `source`, and
    /// a caller that goes away does not end it: what a token is refreshed with may
    /// be good for one time only. A call that the server refused is made once more.
    ///
    /// # Errors
    /// `source` may fail. The call fails with `Error::Credential`,
    /// and the next one asks it again, unless the error says
    /// [`signed_out`](CredentialError::signed_out).
    pub fn refreshed<F, T>(source: F) -> Self
    where
        F: Fn(Option<SecretString>) -> T + Send + Sync + 'static,
        T: Future<Output = Result<Token, CredentialError>> + Send + 'static,
    {
        Self(Kind::Tokens(Arc::new(Tokens::new(source))))
    }

    /// Returns the credential that a built client holds; `None` for an empty one.
    pub(super) fn build(
        self,
        scheme: &'static Scheme,
        base_url: &str,
        transport: &Arc<dyn Transport>,
    ) -> Result<Option<Held>, BuildError> {
        Ok(match self.0 {
            Kind::Fixed(value) if value.expose_secret().is_empty() => None,
            Kind::Fixed(value) => Some(Held::Fixed(security::Fixed::new(scheme, value))),
            Kind::Tokens(tokens) => Some(Held::Tokens(tokens)),
            Kind::Deferred(make) => {
                let tokens = make(scheme, base_url, Arc::clone(transport))?;
                Some(Held::Tokens(Arc::new(tokens)))
            }
        })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(..)")
    }
}

impl From<String> for Credential {
    fn from(value: String) -> Self {
        Self(Kind::Fixed(value.into()))
    }
}

impl From<&str> for Credential {
    fn from(value: &str) -> Self {
        Self(Kind::Fixed(value.into()))
    }
}

impl From<SecretString> for Credential {
    fn from(value: SecretString) -> Self {
        Self(Kind::Fixed(value))
    }
}

/// A credential of a client.
pub(super) enum Held {
    Fixed(security::Fixed),
    Tokens(Arc<Tokens>),
}

/// A value that is sent until it expires.
#[derive(Clone)]
pub struct Token {
    value: SecretString,
    expires: Option<Instant>,
}

impl Token {
    /// Makes a token that is sent until the server refuses it.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: SecretString::from(value.into()),
            expires: None,
        }
    }

    /// Sets how long the token lives from now on. It is replaced 20 seconds before
    /// that, or at half of its life where this is shorter.
    #[must_use]
    pub fn expires_in(mut self, life: Duration) -> Self {
        self.expires = Instant::now().checked_add(life.saturating_sub(MARGIN).max(life / 2));
        self
    }

    fn is_fresh(&self) -> bool {
        self.expires.is_none_or(|expires| Instant::now() < expires)
    }
}

/// Does not show the value.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").finish_non_exhaustive()
    }
}

/// No token could be obtained.
#[derive(Debug, Clone)]
pub struct CredentialError {
    source: Arc<dyn StdError + Send + Sync>,
    is_final: bool,
}

impl CredentialError {
    /// Makes an error of a source that may work the next time.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: Arc::from(source.into()),
            is_final: false,
        }
    }

    /// Makes an error after which the source is not asked again, because what it
    /// refreshes with is gone: the user is signed out.
    pub fn signed_out(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            is_final: true,
            ..Self::new(source)
        }
    }

    /// Tells whether the source will not be asked again.
    pub fn is_signed_out(&self) -> bool {
        self.is_final
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.is_final {
            true => "the credential cannot be renewed any more",
            false => "no credential could be obtained",
        })
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// An error of a client that obtains a token passes through `?`.
impl<B: fmt::Debug + Send + Sync + 'static> From<Error<B>> for CredentialError {
    fn from(error: Error<B>) -> Self {
        Self::new(error)
    }
}

/// What a run of a source comes to.
type Obtained = Result<Token, CredentialError>;
type Source = dyn Fn(Option<SecretString>) -> BoxFuture<'static, Obtained> + Send + Sync;

/// A token and the source of the next one.
pub(super) struct Tokens {
    source: Box<Source>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Token>,
    /// The run of the source that everybody waits for.
    running: Option<Shared<BoxFuture<'static, Obtained>>>,
    signed_out: Option<CredentialError>,
}

impl Tokens {
    /// Begins without a token.
    pub fn new<F, T>(source: F) -> Self
    where
        F: Fn(Option<SecretString>) -> T + Send + Sync + 'static,
        T: Future<Output = Obtained> + Send + 'static,
    {
        Self {
            source: Box::new(move |old| Box::pin(source(old))),
            state: Mutex::default(),
        }
    }

    /// Returns a token that is fresh, and is not the one that was `refused`.
    pub async fn get(&self, refused: Option<&SecretString>) -> Result<SecretString, CredentialError> {
        let running = {
            let mut state = self.state();
            if let Some(error) = &state.signed_out {
                return Err(error.clone());
            }
            let is_refused =
                |token: &Token| refused.is_some_and(|old| old.expose_secret() == token.value.expose_secret());
            let current = state.current.as_ref();
            // Another call may have replaced the refused one already.
            if let Some(token) = current.filter(|token| token.is_fresh() && !is_refused(token)) {
                return Ok(token.value.clone());
            }
            let old = current.map(|token| token.value.clone());
            state.running.get_or_insert_with(|| (self.source)(old).shared()).clone()
        };
        let obtained = running.clone().await;
        let mut state = self.state();
        // The first of those who waited writes down what came of it.
        if state.running.as_ref().is_some_and(|other| other.ptr_eq(&running)) {
            state.running = None;
            match &obtained {
                Ok(token) => state.current = Some(token.clone()),
                Err(error) if error.is_final => {
                    state.current = None;
                    state.signed_out = Some(error.clone());
                }
                Err(_) => {}
            }
        }
        obtained.map(|token| token.value)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // Nothing is half done when a thread panics here.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
