//! An application that receives webhooks: an `axum` handler as a user of the
//! client would write it.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use hexclave::Verifier;
use hexclave::webhooks::Event;
use http::{HeaderMap, StatusCode};

/// The application, until it is dropped.
pub struct Receiver {
    pub url: String,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    verifier: Verifier,
    events: Mutex<Vec<Event>>,
}

impl Receiver {
    /// Listens for deliveries that are signed with `secret`.
    pub async fn start(secret: &str) -> Self {
        let shared = Arc::new(Shared {
            verifier: Verifier::new(secret).expect("a secret"),
            events: Mutex::default(),
        });
        let router = Router::new().route("/webhooks", post(receive));
        let router = router.with_state(Arc::clone(&shared));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serve = async { axum::serve(listener, router).await.expect("it serves") };
        Self {
            url: format!("http://{address}/webhooks"),
            shared,
            task: tokio::spawn(serve),
        }
    }

    /// Takes the events that were accepted since the last time.
    pub fn events(&self) -> Vec<Event> {
        std::mem::take(&mut *self.shared.events.lock().expect("no test panics in it"))
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Accepts what the server signed, just now, and nothing else.
async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    match shared.verifier.event(&headers, &body) {
        Ok(event) => {
            shared.events.lock().expect("no test panics in it").push(event);
            StatusCode::NO_CONTENT
        }
        Err(_) => StatusCode::BAD_REQUEST,
    }
}
