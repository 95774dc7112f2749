//! A server that listens on the loopback interface and behaves as Hexclave's
//! does where a client could trip: errors in plain text, refused keys, fields
//! that no document mentions, tokens that expire, statuses in disguise, two
//! families of headers.
//!
//! What a request may hold is in [`crate::contract`].

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::contract::{OPERATIONS, Operation};

pub const PROJECT: &str = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";
pub const SERVER_KEY: &str = "ssk_of_the_project";
/// The key of `SECRET`, before base64.
const WEBHOOK_KEY: &[u8] = b"a key of twenty-four by.";
pub const REFRESH_TOKEN: &str = "refresh-token";

/// The families of headers, the canonical one first: it wins over the other.
const FAMILIES: [&str; 2] = ["x-hexclave-", "x-stack-"];

/// The server, until it is dropped.
pub struct Server {
    pub url: String,
    shared: Arc<Mutex<Project>>,
    task: tokio::task::JoinHandle<()>,
}

/// What the server knows, and what it was asked.
#[derive(Default)]
pub struct Project {
    pub users: Vec<Value>,
    /// How many access tokens there were: the last one is good.
    pub issued: usize,
    /// Whether refresh tokens are good, or nobody can tell just now.
    pub sessions: Sessions,
    pub refreshes: usize,
    /// `METHOD path`, in order.
    pub asked: Vec<String>,
    /// The bodies of changes.
    pub changes: Vec<Value>,
    /// Whether the server is older than the new name, and knows `X-Stack-*` alone.
    pub is_old: bool,
    /// The names of the headers of the last request that are the API's own.
    pub headers: Vec<String>,
    /// The events that no receiver has got yet.
    pub outbox: Vec<Value>,
}

#[derive(Default, Clone, Copy)]
pub enum Sessions {
    #[default]
    Alive,
    Broken,
    Ended,
}

type Answer = (u16, Option<Value>, &'static str);

impl Server {
    pub async fn start() -> Self {
        let shared = Arc::new(Mutex::new(Project::default()));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serve = async { axum::serve(listener, router).await.expect("it serves") };
        Self {
            url: format!("http://{address}/api/v1"),
            shared,
            task: tokio::spawn(serve),
        }
    }

    pub fn project(&self) -> MutexGuard<'_, Project> {
        self.shared.lock().expect("no test panics in it")
    }

    /// The secret that deliveries are signed with.
    pub fn webhook_secret() -> String {
        format!("whsec_{}", STANDARD.encode(WEBHOOK_KEY))
    }

    /// Posts the events that are waiting to `url`, and returns the status of each delivery.
    pub async fn deliver(&self, url: &str) -> Vec<u16> {
        let events = std::mem::take(&mut self.project().outbox);
        let mut statuses = Vec::new();
        for (number, event) in events.iter().enumerate() {
            let body = event.to_string();
            let signed = Delivery::new(&format!("msg_{number}"), SystemTime::now(), &body);
            statuses.push(signed.post(url, body).await);
        }
        statuses
    }
}

/// The headers of a delivery.
pub struct Delivery([(&'static str, String); 3]);

impl Delivery {
    /// Signs `body` as it is sent at `now`.
    pub fn new(id: &str, now: SystemTime, body: &str) -> Self {
        let since = now.duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
        let seconds = since.as_secs();
        let mut mac = Hmac::<Sha256>::new_from_slice(WEBHOOK_KEY).expect("any length is good");
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        Self([
            ("svix-id", id.to_owned()),
            ("svix-timestamp", seconds.to_string()),
            // Of several signatures one counts, and others may be of a later version.
            ("svix-signature", format!("v2,AAAA v1,{signature}")),
        ])
    }

    /// Posts `body` to `url`, and returns the status of the answer.
    pub async fn post(&self, url: &str, body: String) -> u16 {
        // An error where a client of ours has done it already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut request = reqwest::Client::new().post(url).body(body);
        for (name, value) in &self.0 {
            request = request.header(*name, value);
        }
        let request = request.header("content-type", "application/json");
        request.send().await.expect("an answer").status().as_u16()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A user as the server stores one: with fields that no document mentions.
pub fn user(number: usize, email: &str) -> Value {
    let mut user = documented_user();
    user["id"] = json!(format!("00000000-0000-4000-8000-{number:012}"));
    user["primary_email"] = json!(email);
    user["display_name"] = Value::Null;
    user["selected_team"] = Value::Null;
    user["selected_team_id"] = Value::Null;
    user["a_field_of_tomorrow"] = json!({ "deep": [1, null] });
    user
}

/// The documentation's example of a user, as a server sees it.
fn documented_user() -> Value {
    let samples: Value =
        serde_json::from_str(include_str!("../../../generated/docs/samples.json")).expect("samples.json is JSON");
    let operations = samples["operations"].as_array().expect("a list");
    let of_list = |entry: &&Value| entry["document"] == "server" && entry["operation"] == "users.list";
    let list = operations.iter().find(of_list).expect("the list of users");
    list["responses"][0]["body"]["items"][0].clone()
}

async fn answer(
    State(project): State<Arc<Mutex<Project>>>,
    method: Method,
    uri: Uri,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<axum::body::Body> {
    let path = uri.path().strip_prefix("/api/v1").unwrap_or_default().to_owned();
    let mut project = project.lock().expect("no test panics in it");
    project.asked.push(format!("{method} {path}"));
    let own = headers.keys().map(http::HeaderName::as_str);
    let own = own.filter(|name| FAMILIES.iter().any(|family| name.starts_with(family)));
    project.headers = own.map(str::to_owned).collect();
    let families = if project.is_old { &FAMILIES[1..] } else { &FAMILIES[..] };
    let header = |name: &str| {
        let mut values = families
            .iter()
            .filter_map(|family| headers.get(format!("{family}{name}")));
        values.next().map(|value| value.to_str().expect("text").to_owned())
    };
    let media_type = headers.get("content-type").map(|value| value.to_str().expect("text"));
    let (status, json, text) = match parsed(media_type, &body) {
        Some(body) => project.answer(&method, &path, &query, &header, body.as_ref()),
        None => known(StatusCode::BAD_REQUEST, "BODY_PARSING_ERROR", json!({ "message": "" })),
    };
    let is_hidden = (400..500).contains(&status) && header("override-error-status").is_some();
    let mut response = Response::builder().status(if is_hidden { 200 } else { status });
    for family in families {
        response = response.header(
            format!("{family}request-id"),
            format!("request{:09}", project.asked.len()),
        );
        if is_hidden {
            response = response.header(format!("{family}actual-status"), status);
        }
        if let Some(code) = json.as_ref().and_then(|json| json["code"].as_str()) {
            response = response.header(format!("{family}known-error"), code);
        }
    }
    let (media_type, body) = match json {
        Some(json) => ("application/json", format!("{json:#}")),
        None => ("text/plain; charset=utf-8", text.to_owned()),
    };
    let response = response.header("content-type", media_type).body(body.into());
    response.expect("a response")
}

/// Reads the body of a request; None where that fails. Without a media type
/// there is no body, and with that of JSON there has to be one.
#[allow(clippy::option_option, reason = "no body is not a body that cannot be read")]
fn parsed(media_type: Option<&str>, body: &[u8]) -> Option<Option<Value>> {
    let Some(media_type) = media_type else {
        return Some(None);
    };
    let essence = media_type.split(';').next().unwrap_or_default();
    match essence.trim() {
        "application/json" => serde_json::from_slice(body).ok().map(Some),
        "text/plain" | "application/octet-stream" => Some(Some(json!(String::from_utf8_lossy(body)))),
        _ => None,
    }
}

fn known(status: StatusCode, code: &str, details: Value) -> Answer {
    let mut error = json!({ "code": code, "error": format!("It is {code}.") });
    if !details.is_null() {
        error["details"] = details;
    }
    (status.as_u16(), Some(error), "")
}

/// The checks that come before any endpoint, in the order of the facts.
fn refused(project: &Project, operation: &Operation, header: &impl Fn(&str) -> Option<String>) -> Option<Answer> {
    let bad = |code, details| Some(known(StatusCode::BAD_REQUEST, code, details));
    let unauthorized = |code, details| Some(known(StatusCode::UNAUTHORIZED, code, details));
    let Some(access) = header("access-type") else {
        return match header("secret-server-key") {
            Some(_) => bad("PROJECT_KEY_WITHOUT_ACCESS_TYPE", Value::Null),
            None => bad("ACCESS_TYPE_REQUIRED", Value::Null),
        };
    };
    let Some(id) = header("project-id") else {
        return bad("ACCESS_TYPE_WITHOUT_PROJECT_ID", json!({ "request_type": access }));
    };
    if header("access-token").is_some_and(|token| token != project.token()) {
        let details =
            json!({ "expired_at_millis": 1, "project_id": PROJECT, "user_id": null, "refresh_token_id": null });
        return unauthorized("ACCESS_TOKEN_EXPIRED", details);
    }
    if id != PROJECT {
        return bad("CURRENT_PROJECT_NOT_FOUND", json!({ "project_id": id }));
    }
    if access == "server" && header("secret-server-key").as_deref() != Some(SERVER_KEY) {
        return unauthorized("INVALID_SECRET_SERVER_KEY", json!({ "project_id": PROJECT }));
    }
    if !operation.access.contains(&access.as_str()) {
        let details = json!({ "actual_access_type": access, "allowed_access_types": operation.access });
        return unauthorized("INSUFFICIENT_ACCESS_TYPE", details);
    }
    None
}

impl Project {
    /// The access token that is good.
    fn token(&self) -> String {
        format!("access-token-{}", self.issued)
    }

    fn answer(
        &mut self,
        method: &Method,
        path: &str,
        query: &BTreeMap<String, String>,
        header: &impl Fn(&str) -> Option<String>,
        body: Option<&Value>,
    ) -> Answer {
        let served = |operation: &&Operation| operation.method == method.as_str() && operation.path == path;
        let Some(operation) = OPERATIONS.iter().find(served) else {
            return (404, None, "There is nothing here.");
        };
        if let Some(answer) = refused(self, operation, header) {
            return answer;
        }
        let access = header("access-type").unwrap_or_default();
        let complaints = operation.complaints(&access, query, body);
        if !complaints.is_empty() {
            let lines: String = complaints.iter().map(|line| format!("\n  - {line}")).collect();
            return schema_error(&format!("Request validation failed on {method} {path}:{lines}"));
        }
        if path == "/users/me" && header("access-token").is_none() {
            return known(StatusCode::BAD_REQUEST, "CANNOT_GET_OWN_USER_WITHOUT_USER", Value::Null);
        }
        let body = body.unwrap_or(&Value::Null);
        match (operation.method, path) {
            ("POST", "/auth/password/sign-up") => self.sign_up(body),
            ("POST", "/auth/sessions/current/refresh") => self.refresh(header("refresh-token").as_deref()),
            ("PATCH", "/users/me") => self.change(body),
            ("POST", "/users") => (201, Some(self.create(body)), ""),
            ("GET", "/users") => self.list(query),
            _ => (200, self.users.last().cloned(), ""),
        }
    }

    /// Keeps a new user, and announces them.
    fn create(&mut self, body: &Value) -> Value {
        let email = body["primary_email"].as_str().unwrap_or_default();
        let mut user = user(self.users.len() + 1, email);
        if !body["display_name"].is_null() {
            user["display_name"] = body["display_name"].clone();
        }
        self.users.push(user.clone());
        self.outbox.push(json!({ "type": "user.created", "data": user }));
        user
    }

    fn sign_up(&mut self, body: &Value) -> Answer {
        let email = &body["email"];
        if self.users.iter().any(|user| &user["primary_email"] == email) {
            let details = json!({ "email": email, "would_work_if_email_was_verified": false });
            return known(StatusCode::CONFLICT, "USER_EMAIL_ALREADY_EXISTS", details);
        }
        let user = self.create(&json!({ "primary_email": email }));
        self.issued += 1;
        let tokens = json!({ "access_token": self.token(), "refresh_token": REFRESH_TOKEN, "user_id": user["id"] });
        (200, Some(tokens), "")
    }

    fn refresh(&mut self, token: Option<&str>) -> Answer {
        self.refreshes += 1;
        match (self.sessions, token) {
            (Sessions::Broken, _) => (500, None, "Broken."),
            (Sessions::Alive, Some(REFRESH_TOKEN)) => {
                self.issued += 1;
                (200, Some(json!({ "access_token": self.token() })), "")
            }
            _ => known(
                StatusCode::UNAUTHORIZED,
                "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED",
                Value::Null,
            ),
        }
    }

    fn change(&mut self, body: &Value) -> Answer {
        self.changes.push(body.clone());
        let (Some(Value::Object(user)), Value::Object(changes)) = (self.users.last_mut(), body) else {
            return known(StatusCode::UNAUTHORIZED, "USER_AUTHENTICATION_REQUIRED", Value::Null);
        };
        user.extend(changes.clone());
        self.outbox.push(json!({ "type": "user.updated", "data": user }));
        (200, Some(Value::Object(user.clone())), "")
    }

    fn list(&self, query: &BTreeMap<String, String>) -> Answer {
        let limit: usize = match query.get("limit").map(|limit| limit.parse()) {
            Some(Ok(0) | Err(_)) => return (400, None, "limit must be at least 1"),
            Some(Ok(limit)) => limit,
            None => self.users.len(),
        };
        let cursor = query.get("cursor").map(String::as_str);
        let begin = match cursor {
            Some(cursor) => self
                .users
                .iter()
                .position(|user| user["id"] == cursor)
                .map_or(0, |at| at + 1),
            None => 0,
        };
        let end = self.users.len().min(begin + limit);
        let items = &self.users[begin..end];
        let next = items
            .last()
            .filter(|_| end < self.users.len())
            .map(|user| user["id"].clone());
        let page = json!({ "items": items, "is_paginated": true, "pagination": { "next_cursor": next } });
        (200, Some(page), "")
    }
}

fn schema_error(message: &str) -> Answer {
    known(StatusCode::BAD_REQUEST, "SCHEMA_ERROR", json!({ "message": message }))
}
