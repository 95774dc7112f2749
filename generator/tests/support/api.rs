//! A small client, written as the generator writes one, and a transport that
//! records what it is asked to send.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use serde_json::Value;

use crate::support;
use crate::support::core::{Core, CoreBuilder, Profile};
use crate::support::error::DecodeError;
use crate::support::operation::{Endpoint, ErrorCase, Kind, Operation, StatusMatch};
use crate::support::pagination::{Paginated, Paging};
use crate::support::response::RawResponse;
use crate::support::retry::RetryPolicy;
use crate::support::security::{Place, Refusal, Scheme};
use crate::support::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

pub static PROFILE: Profile = Profile {
    base_url: Some("https://api.example/v1"),
    user_agent: "example/0.1.0",
    schemes: &[
        Scheme {
            name: "project",
            place: Place::Header("X-Example-Project"),
            fixed: None,
            token_url: None,
        },
        Scheme {
            name: "token",
            place: Place::Bearer,
            fixed: None,
            token_url: None,
        },
        Scheme {
            name: "access",
            place: Place::Header("X-Example-Access"),
            fixed: Some("client"),
            token_url: None,
        },
        Scheme {
            name: "key",
            place: Place::Query("api_key"),
            fixed: None,
            token_url: None,
        },
        Scheme {
            name: "login",
            place: Place::Basic,
            fixed: None,
            token_url: None,
        },
        Scheme {
            name: "session",
            place: Place::Cookie("session"),
            fixed: None,
            token_url: None,
        },
    ],
    security: &[],
    header_prefix: Some("X-Example-"),
    request_id_headers: &["x-request-id"],
    status_headers: &["x-actual-status"],
    error_code_headers: &["x-error-code"],
    error_code_pointer: Some("/code"),
    refusal: Refusal {
        statuses: &[401],
        codes: &[],
    },
    retry: RetryPolicy::none(),
    idempotency_header: None,
};

/// What the errors of the small API hold.
#[derive(Debug, PartialEq)]
pub enum Body {
    Known(Value),
    Text(String),
}

const ERRORS: &[ErrorCase<Body>] = &[
    ErrorCase {
        status: StatusMatch::Code(404),
        kind: Kind::Text,
        decode: |response| response.text().map(Body::Text),
    },
    ErrorCase {
        status: StatusMatch::Range(4),
        kind: Kind::Json,
        decode: |response| response.json().map(Body::Known),
    },
];

impl support::download::Download for GetFile {}

macro_rules! operation {
    ($name:ident, $method:literal, $path:literal, $security:expr, $manual:literal, $output:ty, $read:ident) => {
        #[derive(Debug)]
        pub enum $name {}

        impl Operation for $name {
            type Output = $output;
            type ErrorBody = Body;
            const ENDPOINT: &'static Endpoint = &Endpoint {
                name: stringify!($name),
                method: $method,
                path: $path,
                accept: "application/json",
                security: $security,
                manual_redirect: $manual,
            };
            const ERRORS: &'static [ErrorCase<Body>] = ERRORS;

            fn decode(response: &RawResponse) -> Result<Self::Output, DecodeError> {
                response.$read()
            }
        }
    };
}

operation!(GetThing, "GET", "/things/{id}", None, false, Value, json);
operation!(GetFile, "GET", "/file", None, false, bytes::Bytes, bytes);
operation!(Join, "GET", "/things/{a}{b}", None, false, (), empty);
operation!(PutThing, "PUT", "/things", None, false, (), empty);
operation!(PostThing, "POST", "/things", None, false, (), empty);
operation!(Authorize, "GET", "/authorize", None, true, (), empty);
operation!(
    Secured,
    "GET",
    "/secured",
    Some(&[&["access", "project"], &["access", "project", "token"], &["key"]]),
    false,
    (),
    empty
);
operation!(LoggedIn, "GET", "/in", Some(&[&["login", "session"]]), false, (), empty);
operation!(Open, "GET", "/open", Some(&[&["project"], &[]]), false, (), empty);
operation!(GetNumbers, "GET", "/numbers", None, false, Vec<Number>, json);
operation!(List, "GET", "/list", None, false, Page, json);

operation!(Linked, "GET", "/list", None, false, Vec<u32>, json);

#[derive(Debug, serde::Deserialize)]
pub struct Number {
    pub number: i64,
}

#[derive(Debug, serde::Deserialize)]
pub struct Page {
    pub items: Vec<u32>,
    pub next: Option<String>,
}

impl Paginated for List {
    type Item = u32;
    const PAGING: Paging = Paging::Cursor("cursor");

    fn next(page: &Page) -> Option<String> {
        page.next.clone()
    }

    fn into_items(page: Page) -> Vec<u32> {
        page.items
    }
}

impl Paginated for Linked {
    type Item = u32;
    const PAGING: Paging = Paging::Link;

    fn into_items(page: Vec<u32>) -> Vec<u32> {
        page
    }
}

/// A request and the time that was left for it.
type Sent = (http::Request<Bytes>, Option<Duration>);

/// Answers requests in turn, and remembers them. The last answer is repeated.
#[derive(Debug, Clone, Default)]
pub struct Recorder {
    answers: Arc<Vec<Answer>>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

/// Status, headers and body. Without a status, there is no connection.
pub type Answer = (u16, Vec<(&'static str, &'static str)>, &'static str);

impl Recorder {
    pub fn new(answers: Vec<Answer>) -> Self {
        Self {
            answers: Arc::new(answers),
            sent: Arc::default(),
        }
    }

    /// Answers everything with an empty object.
    pub fn ok() -> Self {
        Self::new(vec![(200, vec![("content-type", "application/json")], "{}")])
    }

    pub fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    pub fn request(&self, index: usize) -> http::Request<Bytes> {
        self.sent.lock().unwrap()[index].0.clone()
    }

    pub fn timeout(&self) -> Option<Duration> {
        self.sent.lock().unwrap()[0].1
    }

    /// The URL of the first request.
    pub fn url(&self) -> String {
        self.request(0).uri().to_string()
    }

    /// A header of the first request.
    pub fn header(&self, name: &str) -> Option<String> {
        let request = self.request(0);
        let value = request.headers().get(name)?;
        Some(value.to_str().unwrap().to_owned())
    }

    pub fn builder(&self) -> CoreBuilder {
        let mut builder = CoreBuilder::new(&PROFILE);
        builder.transport(Arc::new(self.clone()));
        builder
    }

    pub fn core(&self) -> Core {
        self.builder().build().unwrap()
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<support::body::Body>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<support::body::Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let request = http::Request::from_parts(parts, body.collect().await?);
            let mut sent = self.sent.lock().unwrap();
            let (status, headers, body) = self.answers[sent.len().min(self.answers.len() - 1)].clone();
            sent.push((request, timeout));
            if status == 0 {
                return Err(TransportError::new(TransportErrorKind::Connect, "refused"));
            }
            let mut response = http::Response::new(body.into());
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            for (name, value) in headers {
                response.headers_mut().append(name, value.parse().unwrap());
            }
            Ok(response)
        })
    }
}
