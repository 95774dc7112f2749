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

/// A scheme, and the client's credential for it.
type Chosen<'c> = (&'static Scheme, Option<&'c Held>);

/// The credentials of a call, with the tokens that were obtained for it.
#[derive(Default)]
pub(super) struct Secrets<'c>(Vec<(Chosen<'c>, Option<SecretString>)>);

impl<'c> Secrets<'c> {
    /// Obtains the values that change.
    pub async fn obtain(&mut self) -> Result<(), CredentialError> {
        for ((_, held), value) in &mut self.0 {
            if let Some(Held::Tokens(tokens)) = held {
                *value = Some(tokens.get(None).await?);
            }
        }
        Ok(())
    }

    /// Tells whether any value may be replaced.
    pub fn can_change(&self) -> bool {
        self.0
            .iter()
            .any(|((_, held), _)| matches!(held, Some(Held::Tokens(_))))
    }

    /// Replaces what can be, after the server refused the values.
    pub async fn renew(&mut self) -> Result<(), CredentialError> {
        for ((_, held), value) in &mut self.0 {
            if let Some(Held::Tokens(tokens)) = held {
                *value = Some(tokens.get(value.as_ref()).await?);
            }
        }
        Ok(())
    }

    /// Returns the schemes with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Scheme, Option<&SecretString>)> {
        self.0.iter().map(|((scheme, held), token)| match held {
            Some(Held::Fixed(value)) => (*scheme, Some(value)),
            _ => (*scheme, token.as_ref()),
        })
    }
}

/// Chooses among the alternatives of an operation that the client has all
/// credentials of: the one with the most schemes, or the first of these.
pub(super) fn choose<'c>(
    endpoint: &'static Endpoint,
    profile: &'static Profile,
    credentials: &'c [Option<Held>],
) -> Result<Secrets<'c>, BuildError> {
    let find = |name: &'static str| -> Result<Chosen<'c>, &'static str> {
        let found = profile
            .schemes
            .iter()
            .zip(credentials)
            .find(|(scheme, _)| scheme.name == name);
        match found {
            Some((scheme, credential)) if credential.is_some() || scheme.fixed.is_some() => {
                Ok((scheme, credential.as_ref()))
            }
            _ => Err(name),
        }
    };
    let alternatives = endpoint.security.unwrap_or(profile.security);
    let mut chosen: Option<Vec<_>> = None;
    for alternative in alternatives {
        let held: Result<Vec<_>, _> = alternative
            .iter()
            .map(|name| find(name).map(|chosen| (chosen, None)))
            .collect();
        let is_longer = |held: &Vec<_>| chosen.as_ref().is_none_or(|chosen| chosen.len() < held.len());
        if let Some(held) = held.ok().filter(is_longer) {
            chosen = Some(held);
        }
    }
    if let Some(chosen) = chosen {
        return Ok(Secrets(chosen));
    }
    if alternatives.is_empty() {
        return Ok(Secrets(Vec::new()));
    }
    let missing =
        |alternative: &&'static [&'static str]| alternative.iter().filter_map(|name| find(name).err()).collect();
    Err(BuildError::MissingCredential {
        operation: endpoint.name,
        schemes: alternatives.iter().map(missing).collect(),
    })
}

/// Writes the credential of a scheme. Header values are marked sensitive, so
/// that neither `Debug` nor HTTP/2 compression tables hold them.
pub(super) fn write(scheme: &'static Scheme, credential: Option<&SecretString>) -> Result<Written, BuildError> {
    let secret = credential.map(|credential| credential.expose_secret());
    let Some(secret) = secret.or(scheme.fixed) else {
        return Err(BuildError::Header {
            name: scheme.name.to_owned(),
        });
    };
    let (name, value) = match scheme.place {
        Place::Query(name) => return Ok(Written::Query(format!("{}={}", encode(name), encode(secret)))),
        Place::Cookie(name) => return Ok(Written::Cookie(format!("{}={}", encode(name), encode(secret)))),
        Place::Header(name) => (name, HeaderValue::from_str(secret)),
        Place::Bearer => (AUTHORIZATION.as_str(), value(["Bearer ", secret].concat())),
        Place::Basic => (
            AUTHORIZATION.as_str(),
            value(["Basic ", &STANDARD.encode(secret)].concat()),
        ),
    };
    match (HeaderName::from_bytes(name.as_bytes()), value) {
        (Ok(header), Ok(mut value)) => {
            value.set_sensitive(scheme.fixed.is_none());
            Ok(Written::Header(header, value))
        }
        _ => Err(BuildError::Header { name: name.to_owned() }),
    }
}

/// Makes the value of a header of a text, without a copy.
fn value(text: String) -> Result<HeaderValue, InvalidHeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from(text))
}
