//! Runs the documentation's samples against a server and compares what is sent
//! with what is documented.
//!
//! Each sample is called once for every response that the document declares:
//! the server answers with the response's example, and the sample must send
//! the documented request, decode a success, and decode a declared error into
//! its typed body. Where the variable `SAMPLES_BASE_URL_<DOCUMENT>` is set, the samples
//! are sent there instead, and every one of them must succeed.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a sample comes to.
pub type Outcome<'c> = Pin<Box<dyn Future<Output = Result<(), Box<dyn Error>>> + 'c>>;

/// A sample and the operation that it shows.
pub struct Sample<C> {
    /// The name under which `samples.json` lists the operation.
    pub operation: &'static str,
    /// Calls the operation.
    pub run: for<'c> fn(&'c C) -> Outcome<'c>,
}

/// What the crate's own error says: the status, and whether the body was decoded.
pub type Observe = fn(&(dyn Error + 'static)) -> Option<(u16, bool)>;

/// Returns the value that `samples.json` gives for a credential.
///
/// # Panics
///
/// Panics if it gives none.
pub fn credential(samples: &str, document: &str, scheme: &str) -> String {
    let samples: Value = serde_json::from_str(samples).expect("samples.json is JSON");
    let value = samples["credentials"][document][scheme].as_str();
    value
        .unwrap_or_else(|| panic!("samples.json has no credential {scheme} of {document}"))
        .to_owned()
}

/// Returns the name and the password that a credential of `samples.json` is made of.
///
/// # Panics
///
/// Panics if it is no name and password in base64.
#[allow(dead_code, reason = "an API that takes none has no use for it")]
pub fn name_and_password(samples: &str, document: &str, scheme: &str) -> (String, String) {
    let credential = credential(samples, document, scheme);
    let bytes = STANDARD
        .decode(&credential)
        .unwrap_or_else(|_| panic!("{scheme} of {document} is not in base64"));
    let text = String::from_utf8(bytes).expect("a name and a password are text");
    let (name, password) = text.split_once(':').expect("a colon is between them");
    (name.to_owned(), password.to_owned())
}

/// Runs every sample of one document. `samples` is the text of `samples.json`,
/// `connect` makes a client for a base URL.
///
/// # Panics
///
/// Panics with the list of all differences, if there are any.
pub async fn run<C>(samples: &str, document: &str, list: &[Sample<C>], connect: fn(&str) -> C, observe: Observe) {
    let samples: Value = serde_json::from_str(samples).expect("samples.json is JSON");
    let operations = samples["operations"].as_array().expect("samples.json lists operations");
    let of_document: Vec<&Value> = operations
        .iter()
        .filter(|entry| entry["document"] == document)
        .collect();
    assert_eq!(
        of_document.len(),
        list.len(),
        "every operation of {document} has a sample"
    );
    let mut failures = Vec::new();
    let variable = format!("SAMPLES_BASE_URL_{}", document.to_uppercase().replace(['-', ' '], "_"));
    if let Ok(base_url) = std::env::var(variable) {
        let client = connect(&base_url);
        for sample in list {
            if let Err(error) = (sample.run)(&client).await {
                failures.push(format!("{document} {}: {error}", sample.operation));
            }
        }
    } else {
        let server = Server::start().await;
        let client = connect(&server.base_url);
        for sample in list {
            let entry = of_document.iter().find(|entry| entry["operation"] == sample.operation);
            let entry = entry.unwrap_or_else(|| panic!("samples.json has no {document} {}", sample.operation));
            check(&server, &client, sample, entry, observe, &mut failures).await;
        }
    }
    assert!(
        failures.is_empty(),
        "{} samples of {document} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

async fn check<C>(
    server: &Server,
    client: &C,
    sample: &Sample<C>,
    entry: &Value,
    observe: Observe,
    failures: &mut Vec<String>,
) {
    let mut fail = |text: String| failures.push(format!("{}: {text}", sample.operation));
    for response in entry["responses"].as_array().into_iter().flatten() {
        let status = u16::try_from(response["status"].as_u64().unwrap_or(0)).expect("a status has three digits");
        server.answer(response);
        let result = (sample.run)(client).await;
        match server.take_request() {
            Some(request) => request.compare(&entry["request"], &mut fail),
            None => fail(format!("nothing was sent: {result:?}")),
        }
        match result {
            Ok(()) if (200..400).contains(&status) => {}
            Ok(()) => fail(format!("an error with status {status} was taken for a success")),
            Err(error) if (200..400).contains(&status) => {
                fail(format!("the example of {status} is not decoded: {error}"))
            }
            Err(error) => match observe(error.as_ref()) {
                Some((seen, true)) if seen == status => {}
                other => fail(format!("the error with status {status} became {other:?}: {error}")),
            },
        }
    }
}

/// A request as it arrived.
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// Compares the request with the documented one: the same method, target
    /// and body, and at least the documented headers.
    fn compare(&self, documented: &Value, fail: &mut impl FnMut(String)) {
        let expected = |key: &str| documented[key].as_str().unwrap_or_default().to_owned();
        if self.method != expected("method") {
            fail(format!("method {} instead of {}", self.method, expected("method")));
        }
        if !same_target(&self.target, &expected("target")) {
            fail(format!("target {} instead of {}", self.target, expected("target")));
        }
        for header in documented["headers"].as_array().into_iter().flatten() {
            let name = header[0].as_str().unwrap_or_default();
            let value = header[1].as_str().unwrap_or_default();
            let sent = self
                .headers
                .iter()
                .find(|(sent, _)| sent.eq_ignore_ascii_case(name))
                .map(|(_, sent)| sent.as_str());
            // The boundary of a multipart body is random.
            let same = match value.starts_with("multipart/") {
                true => sent.is_some_and(|sent| sent.starts_with(value)),
                false => sent == Some(value),
            };
            if !same {
                fail(format!("header {name} is {sent:?} instead of {value:?}"));
            }
        }
        if let Some(parts) = documented["parts"].as_array() {
            self.compare_parts(parts, fail);
            return;
        }
        let documented = &documented["body"];
        let same = match (serde_json::from_slice::<Value>(&self.body), documented) {
            (_, Value::Null) => self.body.is_empty() || self.body == b"{}",
            (Ok(sent), documented) if !documented.is_string() => sent == *documented,
            (_, documented) => documented.as_str().map(str::as_bytes) == Some(&self.body[..]),
        };
        if !same {
            fail(format!(
                "body {} instead of {documented}",
                String::from_utf8_lossy(&self.body)
            ));
        }
    }
}

impl Request {
    /// Compares a multipart body with the documented parts: the same names,
    /// contents and media types, in the same order.
    fn compare_parts(&self, documented: &[Value], fail: &mut impl FnMut(String)) {
        let body = String::from_utf8_lossy(&self.body);
        let boundary = body.lines().next().unwrap_or_default();
        let sent: Vec<&str> = body.split(boundary).map(str::trim_start).collect();
        // Before the first boundary there is nothing, after the last `--`.
        let sent = sent.get(1..sent.len().saturating_sub(1)).unwrap_or_default();
        if sent.len() != documented.len() {
            fail(format!("{} parts instead of {}", sent.len(), documented.len()));
        }
        for (sent, documented) in sent.iter().zip(documented) {
            let (head, text) = sent.split_once("\r\n\r\n").unwrap_or_default();
            let name = format!("name={}", documented["name"]);
            let media_type = documented["content_type"].as_str().map(|media_type| format!("content-type: {media_type}"));
            let has_name = !head.contains("content-disposition") || head.contains(&name);
            let has_type = media_type.is_none_or(|media_type| head.contains(&media_type));
            if !has_name || !has_type || text.strip_suffix("\r\n") != documented["text"].as_str() {
                fail(format!("part {sent:?} instead of {documented}"));
            }
        }
    }
}

/// Compares path and query; the order of the query's parameters means nothing.
fn same_target(sent: &str, documented: &str) -> bool {
    fn parts(target: &str) -> (&str, Vec<&str>) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut pairs: Vec<&str> = query.split('&').collect();
        pairs.sort_unstable();
        (path, pairs)
    }
    parts(sent) == parts(documented)
}

/// A server on loopback that gives one prepared answer at a time.
struct Server {
    base_url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answer: Vec<u8>,
    request: Option<Request>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away early is no failure of the server.
                drop(serve(stream, &shared).await);
            }
        });
        Self {
            base_url: format!("http://{address}"),
            state,
        }
    }

    fn answer(&self, response: &Value) {
        let status = response["status"].as_u64().unwrap_or(200);
        let body = match &response["body"] {
            Value::Null if response["media_type"].is_null() => String::new(),
            Value::String(text) if !is_json(response) => text.clone(),
            body => body.to_string(),
        };
        let mut text = format!(
            "HTTP/1.1 {status} Documented\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        if let Some(media_type) = response["media_type"].as_str() {
            text.push_str(&format!("content-type: {media_type}\r\n"));
        }
        for header in response["headers"].as_array().into_iter().flatten() {
            let (name, value) = (
                header[0].as_str().unwrap_or_default(),
                header[1].as_str().unwrap_or_default(),
            );
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        text.push_str(&body);
        self.lock().answer = text.into_bytes();
    }

    fn take_request(&self) -> Option<Request> {
        self.lock().request.take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no holder of the lock panics")
    }
}

fn is_json(response: &Value) -> bool {
    let media_type = response["media_type"].as_str().unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Reads one HTTP/1.1 request (RFC 9112) and writes the prepared answer.
async fn serve(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let (head, length) = loop {
        let count = stream.read(&mut chunk).await?;
        if count == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&chunk[..count]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            bytes.drain(..end + 4);
            let length = head.lines().filter_map(|line| line.split_once(':'));
            let length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            let length = length
                .filter_map(|(_, value)| value.trim().parse::<usize>().ok())
                .next()
                .unwrap_or(0);
            break (head, length);
        }
    };
    while bytes.len() < length {
        let count = stream.read(&mut chunk).await?;
        if count == 0 {
            break;
        }
        bytes.extend_from_slice(&chunk[..count]);
    }
    let mut lines = head.lines();
    let mut start = lines.next().unwrap_or_default().split(' ');
    let request = Request {
        method: start.next().unwrap_or_default().to_owned(),
        target: start.next().unwrap_or_default().to_owned(),
        headers: lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        body: bytes,
    };
    let answer = {
        let mut state = state.lock().expect("no holder of the lock panics");
        state.request = Some(request);
        state.answer.clone()
    };
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
