//! A server that listens on the loopback interface and behaves as Hexclave's
//! does where a client could trip: errors in plain text, refused keys, fields
//! that no document mentions, tokens that expire, statuses in disguise.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use serde_json::{Map, Value, json};
use sha2::Sha256;

pub const PROJECT: &str = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";
pub const SERVER_KEY: &str = "ssk_of_the_project";
/// The key of `SECRET`, before base64.
const WEBHOOK_KEY: &[u8] = b"a key of twenty-four by.";
pub const REFRESH_TOKEN: &str = "refresh-token";

/// What a user may change about themselves.
const CHANGEABLE: &[&str] = &[
    "display_name",
    "selected_team_id",
    "client_metadata",
    "primary_email",
    "profile_image_url",
];

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

    /// Writes down what the server would deliver about a new user: headers and body.
    pub fn delivery(&self, now: u64) -> ([(&'static str, String); 3], String) {
        let user = self.project().users.last().cloned();
        let body = json!({ "type": "user.created", "data": user }).to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(WEBHOOK_KEY).expect("any length is good");
        mac.update(format!("msg_1.{now}.{body}").as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let headers = [
            ("svix-id", "msg_1".to_owned()),
            ("svix-timestamp", now.to_string()),
            // Of several signatures one counts, and others may be of a later version.
            ("svix-signature", format!("v2,AAAA v1,{signature}")),
        ];
        (headers, body)
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
    let header = |name: &str| {
        let value = headers.get(format!("x-hexclave-{name}"));
        value.map(|value| value.to_str().expect("text").to_owned())
    };
    let (status, json, text) =
        refused(&project, &header).unwrap_or_else(|| project.route(&method, &path, &query, &header, &body));
    let is_hidden = status >= 400 && header("override-error-status").is_some();
    let mut response = Response::builder()
        .status(if is_hidden { 200 } else { status })
        .header("x-hexclave-request-id", format!("request{:09}", project.asked.len()));
    if is_hidden {
        response = response.header("x-hexclave-actual-status", status);
    }
    if let Some(code) = json.as_ref().and_then(|json| json["code"].as_str()) {
        response = response.header("x-hexclave-known-error", code);
    }
    let (media_type, body) = match json {
        Some(json) => ("application/json", format!("{json:#}")),
        None => ("text/plain; charset=utf-8", text.to_owned()),
    };
    let response = response.header("content-type", media_type).body(body.into());
    response.expect("a response")
}

fn known(status: StatusCode, code: &str, details: Value) -> Answer {
    let mut error = json!({ "code": code, "error": format!("It is {code}.") });
    if !details.is_null() {
        error["details"] = details;
    }
    (status.as_u16(), Some(error), "")
}

/// The checks that come before any endpoint.
fn refused(project: &Project, header: &impl Fn(&str) -> Option<String>) -> Option<Answer> {
    let Some(access) = header("access-type") else {
        return Some(known(StatusCode::BAD_REQUEST, "ACCESS_TYPE_REQUIRED", Value::Null));
    };
    if access == "server" && header("secret-server-key").as_deref() != Some(SERVER_KEY) {
        let details = json!({ "project_id": PROJECT });
        return Some(known(StatusCode::UNAUTHORIZED, "INVALID_SECRET_SERVER_KEY", details));
    }
    let token = header("access-token")?;
    let details = json!({ "expired_at_millis": 1, "project_id": PROJECT, "user_id": null, "refresh_token_id": null });
    (token != project.token()).then(|| known(StatusCode::UNAUTHORIZED, "ACCESS_TOKEN_EXPIRED", details))
}

impl Project {
    /// The access token that is good.
    fn token(&self) -> String {
        format!("access-token-{}", self.issued)
    }

    fn route(
        &mut self,
        method: &Method,
        path: &str,
        query: &BTreeMap<String, String>,
        header: &impl Fn(&str) -> Option<String>,
        body: &[u8],
    ) -> Answer {
        match (method.as_str(), path) {
            ("POST", "/auth/password/sign-up") => self.sign_up(body),
            ("POST", "/auth/sessions/current/refresh") => self.refresh(header("refresh-token").as_deref()),
            ("GET", "/users/me") => (200, self.users.last().cloned(), ""),
            ("PATCH", "/users/me") => self.change(body),
            ("GET", "/users") => self.list(query),
            _ => (404, None, "There is nothing here."),
        }
    }

    fn sign_up(&mut self, body: &[u8]) -> Answer {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let Some(email) = body["email"].as_str() else {
            return schema_error("email is a required field");
        };
        if self.users.iter().any(|user| user["primary_email"] == email) {
            let details = json!({ "email": email, "would_work_if_email_was_verified": false });
            return known(StatusCode::CONFLICT, "USER_EMAIL_ALREADY_EXISTS", details);
        }
        let user = user(self.users.len() + 1, email);
        let id = user["id"].clone();
        self.users.push(user);
        self.issued += 1;
        let tokens = json!({ "access_token": self.token(), "refresh_token": REFRESH_TOKEN, "user_id": id });
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

    fn change(&mut self, body: &[u8]) -> Answer {
        let changes: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
        if let Some(unknown) = changes.keys().find(|key| !CHANGEABLE.contains(&key.as_str())) {
            return schema_error(&format!("body contains unknown properties: {unknown}"));
        }
        self.changes.push(Value::Object(changes.clone()));
        let Some(Value::Object(user)) = self.users.last_mut() else {
            return known(StatusCode::UNAUTHORIZED, "USER_AUTHENTICATION_REQUIRED", Value::Null);
        };
        user.extend(changes);
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
