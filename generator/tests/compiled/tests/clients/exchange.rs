//! A server in the same process: it answers in turn, and remembers what it was
//! asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use compiled::support::body::Body;
use compiled::support::transport::{BoxFuture, Transport, TransportError};
use http::{HeaderMap, HeaderValue, Request, Response};
use serde_json::Value;

/// Status, media type and body of an answer.
type Answer = (u16, &'static str, Vec<u8>);

/// Answers requests in turn; the last answer is repeated.
#[derive(Debug, Clone)]
pub struct Server {
    answers: Arc<[Answer]>,
    headers: HeaderMap,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Server {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: answers.into_iter().collect(),
            headers: HeaderMap::new(),
            sent: Arc::default(),
        }
    }

    /// Answers everything with a status, a media type (none where it is empty)
    /// and a body.
    pub fn answering(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self::new([(status, media_type, body.into())])
    }

    /// Answers everything with 200 and JSON.
    pub fn json(body: &str) -> Self {
        Self::answering(200, "application/json", body)
    }

    /// Answers each request with 200 and the next of these texts.
    pub fn pages(bodies: &[&str]) -> Self {
        Self::new(
            bodies
                .iter()
                .map(|body| (200, "application/json", body.as_bytes().to_vec())),
        )
    }

    /// Answers with a line of a header more.
    pub fn with(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        let value = HeaderValue::from_bytes(value.as_ref()).expect("the value of a header");
        self.headers.append(name, value);
        self
    }

    /// Answers everything with 204.
    pub fn silent() -> Self {
        Self::answering(204, "", "")
    }

    pub fn count(&self) -> usize {
        self.sent.lock().expect("no test panics in it").len()
    }

    /// The last request.
    pub fn last(&self) -> Request<Bytes> {
        let sent = self.sent.lock().expect("no test panics in it");
        sent.last().expect("a request was sent").clone()
    }

    /// The paths and queries of all requests.
    pub fn targets(&self) -> Vec<String> {
        let sent = self.sent.lock().expect("no test panics in it");
        sent.iter().map(target).collect()
    }

    /// The path and query of the last request.
    pub fn target(&self) -> String {
        target(&self.last())
    }

    /// A header of the last request, empty where there is none.
    pub fn header(&self, name: &str) -> String {
        let request = self.last();
        let value = request.headers().get(name);
        value.map_or_else(String::new, |value| value.to_str().expect("text").to_owned())
    }

    pub fn headers(&self) -> HeaderMap {
        self.last().headers().clone()
    }

    /// The body of the last request.
    pub fn text(&self) -> String {
        String::from_utf8(self.last().body().to_vec()).expect("text")
    }

    /// The body of the last request.
    pub fn body(&self) -> Value {
        serde_json::from_slice(self.last().body()).expect("JSON")
    }
}

fn target(request: &Request<Bytes>) -> String {
    request.uri().path_and_query().expect("a path").to_string()
}

impl Transport for Server {
    fn send(
        &self,
        request: Request<Body>,
        _timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let request = Request::from_parts(parts, body.collect().await?);
            let mut sent = self.sent.lock().expect("no test panics in it");
            let (status, media_type, body) = self.answers[sent.len().min(self.answers.len() - 1)].clone();
            sent.push(request);
            let mut response = Response::builder().status(status).header("x-answer", "1");
            if !media_type.is_empty() {
                response = response.header("content-type", media_type);
            }
            let mut response = response.body(body.into()).expect("a response");
            response.headers_mut().extend(self.headers.clone());
            Ok(response)
        })
    }
}

/// A client of the fixture `$api` that asks `$server`.
macro_rules! client {
    ($api:ident, $server:expr) => {
        $api::Client::builder()
            .transport($server.clone())
            .build()
            .expect("a client")
    };
}
pub(crate) use client;
