//! Credentials: which of them an operation takes, and where they are written.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, InvalidHeaderValue};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use super::core::Profile;
use super::error::BuildError;
use super::operation::Endpoint;
use super::response::RawResponse;
use super::style::encode;
use super::token::{CredentialError, Held};

/// A security scheme of the document.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where its credential is written.
    pub place: Place,
    /// The value that is always sent.
    pub fixed: Option<&'static str>,
    /// Where OAuth 2 client credentials are turned into tokens, perhaps relative to the base URL.
    pub token_url: Option<&'static str>,
}

/// Answers that mean that a credential was refused, so that another may do.
#[derive(Debug, Clone, Copy)]
pub struct Refusal {
    /// The statuses.
    pub statuses: &'static [u16],
    /// The codes of errors with these statuses; none stands for all.
    pub codes: &'static [&'static str],
}

impl Refusal {
    /// Tells whether `response` refuses a credential.
    pub(super) fn is(&self, response: &RawResponse) -> bool {
        let code = response.error_code.as_deref();
        self.statuses.contains(&response.status.as_u16())
            && (self.codes.is_empty() || code.is_some_and(|code| self.codes.contains(&code)))
    }
}

/// Where a credential is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`; the credential is `user:password`.
    Basic,
}

/// A credential on its way into a request.
pub(super) enum Written {
    Header(HeaderName, HeaderValue),
    /// `name=value`, encoded.
    Query(String),
    /// `name=value`, encoded.
    Cookie(String),
}

/// A text that stays the same, and the value of the header that it is sent in:
/// requests share what that holds.
pub(super) struct Fixed {
    secret: SecretString,
    /// `None` where it is no header, or the text cannot be in one.
    header: Option<HeaderValue>,
}

impl Fixed {
    /// Keeps the credential of `scheme`.
    pub fn new(scheme: &Scheme, secret: SecretString) -> Self {
        let header = header_value(scheme, secret.expose_secret());
        Self { secret, header }
    }
}

/// The credentials of a call, with the tokens that were obtained for it.
#[derive(Default)]
pub(super) struct Secrets<'c> {
    schemes: &'static [Scheme],
    credentials: &'c [Option<Held>],
    /// The names of the schemes that the call takes.
    chosen: &'static [&'static str],
    /// In the order of `chosen`, once there are any.
    tokens: Vec<Option<SecretString>>,
}

/// A credential of a call, before it is written.
#[derive(Clone, Copy)]
pub(super) enum Secret<'s> {
    Fixed(&'s Fixed),
    Token(&'s SecretString),
    /// The value that is always sent.
    Always(&'static str),
}

impl<'c> Secrets<'c> {
    /// Obtains the values that change: the first ones, or others in place of
    /// those that the server refused.
    pub async fn obtain(&mut self) -> Result<(), CredentialError> {
        let mut tokens = Vec::with_capacity(self.chosen.len());
        for (index, name) in self.chosen.iter().enumerate() {
            let refused = self.tokens.get(index).and_then(Option::as_ref);
            tokens.push(match self.find(name) {
                Some((_, Some(Held::Tokens(tokens)))) => Some(tokens.get(refused).await?),
                _ => None,
            });
        }
        self.tokens = tokens;
        Ok(())
    }

    /// Tells whether any value may be replaced.
    pub fn can_change(&self) -> bool {
        let mut found = self.chosen.iter().filter_map(|name| self.find(name));
        found.any(|(_, held)| matches!(held, Some(Held::Tokens(_))))
    }

    /// Returns the schemes with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Scheme, Option<Secret<'_>>)> {
        self.chosen.iter().enumerate().filter_map(|(index, name)| {
            let (scheme, held) = self.find(name)?;
            let secret = match held {
                Some(Held::Fixed(fixed)) => Some(Secret::Fixed(fixed)),
                Some(Held::Tokens(_)) => self.tokens.get(index).and_then(Option::as_ref).map(Secret::Token),
                None => None,
            };
            Some((scheme, secret.or(scheme.fixed.map(Secret::Always))))
        })
    }

    /// Finds a scheme that the client has the credential of, or that needs none.
    fn find(&self, name: &str) -> Option<(&'static Scheme, Option<&'c Held>)> {
        let mut schemes = self.schemes.iter().zip(self.credentials);
        let (scheme, held) = schemes.find(|(scheme, _)| scheme.name == name)?;
        (held.is_some() || scheme.fixed.is_some()).then_some((scheme, held.as_ref()))
    }
}

/// Chooses among the alternatives of an operation that the client has all
/// credentials of: the one with the most schemes, or the first of these.
pub(super) fn choose<'c>(
    endpoint: &'static Endpoint,
    profile: &'static Profile,
    credentials: &'c [Option<Held>],
) -> Result<Secrets<'c>, BuildError> {
    let mut secrets = Secrets {
        schemes: profile.schemes,
        credentials,
        ..Secrets::default()
    };
    let alternatives = endpoint.security.unwrap_or(profile.security);
    let is_missing = |name: &&'static str| secrets.find(name).is_none();
    let mut chosen: Option<&'static [&'static str]> = None;
    for alternative in alternatives {
        let is_longer = chosen.is_none_or(|chosen| chosen.len() < alternative.len());
        if is_longer && !alternative.iter().any(is_missing) {
            chosen = Some(alternative);
        }
    }
    if chosen.is_none() && !alternatives.is_empty() {
        let missing = |names: &&'static [&'static str]| names.iter().copied().filter(is_missing).collect();
        return Err(BuildError::MissingCredential {
            operation: endpoint.name,
            schemes: alternatives.iter().map(missing).collect(),
        });
    }
    secrets.chosen = chosen.unwrap_or_default();
    Ok(secrets)
}

/// Writes the credential of a scheme. Header values are marked sensitive, so
/// that neither `Debug` nor HTTP/2 compression tables hold them.
pub(super) fn write(scheme: &'static Scheme, secret: Option<Secret<'_>>) -> Result<Written, BuildError> {
    let text = match secret {
        Some(Secret::Fixed(fixed)) => fixed.secret.expose_secret(),
        Some(Secret::Token(token)) => token.expose_secret(),
        Some(Secret::Always(text)) => text,
        None => return Err(header_error(scheme.name)),
    };
    let name = match scheme.place {
        Place::Query(name) => return Ok(Written::Query(format!("{}={}", encode(name), encode(text)))),
        Place::Cookie(name) => return Ok(Written::Cookie(format!("{}={}", encode(name), encode(text)))),
        Place::Header(name) => name,
        Place::Bearer | Place::Basic => AUTHORIZATION.as_str(),
    };
    let value = match secret {
        Some(Secret::Fixed(fixed)) => fixed.header.clone(),
        _ => header_value(scheme, text),
    };
    match (HeaderName::from_bytes(name.as_bytes()), value) {
        (Ok(header), Some(value)) => Ok(Written::Header(header, value)),
        _ => Err(header_error(name)),
    }
}

fn header_error(name: &str) -> BuildError {
    BuildError::Header { name: name.to_owned() }
}

/// Makes the value of the header that a credential is sent in; `None` where it
/// is sent elsewhere, or cannot be in a header.
fn header_value(scheme: &Scheme, secret: &str) -> Option<HeaderValue> {
    let value = match scheme.place {
        Place::Query(_) | Place::Cookie(_) => return None,
        Place::Header(_) => HeaderValue::from_str(secret),
        Place::Bearer => value(["Bearer ", secret].concat()),
        Place::Basic => value(["Basic ", &STANDARD.encode(secret)].concat()),
    };
    let mut value = value.ok()?;
    value.set_sensitive(scheme.fixed.is_none());
    Some(value)
}

/// Makes the value of a header of a text, without a copy.
fn value(text: String) -> Result<HeaderValue, InvalidHeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from(text))
}
