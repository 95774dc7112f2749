//! A server on loopback that answers as a test says, byte by byte.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::api::PROFILE;
use crate::support::core::CoreBuilder;

/// What a server does with a connection; at the end it closes it.
#[derive(Debug, Clone)]
pub enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Closes the connection as a machine does that goes down.
    Reset,
}

/// Sends a text.
pub fn send(text: impl Into<String>) -> Step {
    Step::Send(text.into().into_bytes())
}

/// Sends a whole answer. `headers` end with a line feed each.
pub fn answer(status: &str, headers: &str, body: &str) -> Step {
    let length = body.len();
    send(format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    ))
}

/// Takes one request from each connection.
#[derive(Debug)]
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers each request, which comes with its number, by `answer`.
    pub async fn start(answer: impl Fn(usize, &str) -> Vec<Step> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let known = requests.clone();
        let task = tokio::spawn(async move {
            loop {
                let (mut socket, _) = listener.accept().await.unwrap();
                let Some(request) = read(&mut socket).await else {
                    continue;
                };
                let number = {
                    let mut known = known.lock().unwrap();
                    known.push(request.clone());
                    known.len() - 1
                };
                tokio::spawn(play(socket, answer(number, &request)));
            }
        });
        Self { url, requests, task }
    }

    pub fn builder(&self) -> CoreBuilder {
        let mut builder = CoreBuilder::new(&PROFILE);
        builder.base_url(self.url.clone());
        builder
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Returns a header of a request as it was sent.
pub fn header<'r>(request: &'r str, name: &str) -> Option<&'r str> {
    request.lines().find_map(|line| {
        let (other, value) = line.split_once(": ")?;
        other.eq_ignore_ascii_case(name).then_some(value)
    })
}

/// Reads a request with its body.
async fn read(socket: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = header(head, "content-length").map_or(0, |length| length.parse().unwrap());
        if body.len() >= length {
            return Some(text);
        }
    }
}

async fn play(mut socket: TcpStream, steps: Vec<Step>) {
    for step in steps {
        match step {
            // A client that has gone away needs no answer.
            Step::Send(bytes) => drop(socket.write_all(&bytes).await),
            Step::Wait(time) => tokio::time::sleep(time).await,
            Step::Reset => {
                socket.set_zero_linger().unwrap();
                return;
            }
        }
    }
    drop(socket.shutdown().await);
}
