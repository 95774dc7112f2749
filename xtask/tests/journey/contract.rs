//! What the operations that the journey's server serves accept, as the recorded
//! facts about the API have it, and the check of a request against it.
//!
//! Nobody but `tests/facts.rs` compares this with the tables of facts: where they
//! are absent, the journey goes by what stands here.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// An operation and the keys that it accepts.
///
/// Keys are written with what is known of each: `!` is required, `?` takes null,
/// `*` is any JSON, into which no check looks, and null too. A key within an
/// object has a dot, one within an item of an array `[].`.
pub struct Operation {
    pub method: &'static str,
    pub path: &'static str,
    /// The kinds of access that it is open to.
    pub access: &'static [&'static str],
    /// Keys of the query. An operation that declares none tolerates any.
    pub query: Option<&'static str>,
    /// Keys of the body; None where there is no body.
    pub body: Option<&'static str>,
    /// Keys of the body that the client's access does not have.
    pub server_body: &'static str,
}

const EVERY: &[&str] = &["client", "server", "admin"];
const SERVER: &[&str] = &["server", "admin"];

/// The validator of the resource takes the parameters of the list for all of its operations.
const USERS_QUERY: &str = "team_id limit cursor order_by desc query excluded_email_domains include_anonymous \
                           only_anonymous include_restricted";
/// What one may say about a user without being a server.
const OWN_BODY: &str = "display_name? profile_image_url? client_metadata* selected_team_id? totp_secret_base64? \
                        otp_auth_enabled passkey_auth_enabled primary_email?";
const SERVER_BODY: &str = "client_read_only_metadata* server_metadata* primary_email_verified \
                           primary_email_auth_enabled password? password_hash is_anonymous restricted_by_admin \
                           restricted_by_admin_reason? restricted_by_admin_private_details? country_code? risk_scores \
                           risk_scores.sign_up! risk_scores.sign_up.bot! risk_scores.sign_up.free_trial_abuse!";
const CREATE_BODY: &str = "display_name? profile_image_url? client_metadata* totp_secret_base64? otp_auth_enabled \
                           passkey_auth_enabled primary_email? oauth_providers oauth_providers[].id! \
                           oauth_providers[].account_id! oauth_providers[].email?";
const SIGN_UP_BODY: &str = "email! password! verification_callback_url bot_challenge_token bot_challenge_phase \
                            bot_challenge_unavailable";

/// Everything that is served.
pub const OPERATIONS: &[Operation] = &[
    operation("POST", "/auth/password/sign-up", EVERY).body(SIGN_UP_BODY, ""),
    operation("POST", "/auth/sessions/current/refresh", EVERY),
    operation("GET", "/users/me", EVERY),
    operation("PATCH", "/users/me", EVERY).body(OWN_BODY, SERVER_BODY),
    operation("GET", "/users", SERVER).query(USERS_QUERY),
    operation("POST", "/users", SERVER)
        .query(USERS_QUERY)
        .body(CREATE_BODY, SERVER_BODY),
];

const fn operation(method: &'static str, path: &'static str, access: &'static [&'static str]) -> Operation {
    Operation {
        method,
        path,
        access,
        query: None,
        body: None,
        server_body: "",
    }
}

/// A key of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub is_required: bool,
    pub is_nullable: bool,
    pub is_any: bool,
}

impl Operation {
    const fn query(self, keys: &'static str) -> Self {
        Self {
            query: Some(keys),
            ..self
        }
    }

    const fn body(self, keys: &'static str, server_body: &'static str) -> Self {
        Self {
            body: Some(keys),
            server_body,
            ..self
        }
    }

    /// The keys of the body that `access` may send; None where there is no body.
    pub fn keys(&self, access: &str) -> Option<BTreeMap<&'static str, Key>> {
        let more = if access == "client" { "" } else { self.server_body };
        let written = self.body?.split_whitespace().chain(more.split_whitespace());
        let keys = written.map(|text| {
            let name = text.trim_end_matches(['!', '?', '*']);
            let is_any = text.ends_with('*');
            let key = Key {
                is_required: text.ends_with('!'),
                is_nullable: is_any || text.ends_with('?'),
                is_any,
            };
            (name, key)
        });
        Some(keys.collect())
    }

    /// Tells what the validator has to say about a request; nothing where it is fine.
    pub fn complaints(&self, access: &str, query: &BTreeMap<String, String>, body: Option<&Value>) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(known) = self.query {
            let unknown = query.keys().filter(|name| !known.split(' ').any(|key| key == *name));
            found.extend(unknown.map(|name| format!("query contains unknown properties: {name}")));
        }
        let Some(keys) = self.keys(access) else {
            return found;
        };
        match body {
            Some(Value::Object(members)) => object(&keys, "", members, &mut found),
            _ => found.push("body must be an object".to_owned()),
        }
        found
    }
}

/// Checks an object whose own key is `prefix`, with the dot that follows.
fn object(keys: &BTreeMap<&str, Key>, prefix: &str, members: &Map<String, Value>, found: &mut Vec<String>) {
    for (name, member) in members {
        let name = format!("{prefix}{name}");
        match keys.get(name.as_str()) {
            None => found.push(format!("body contains unknown properties: {name}")),
            Some(key) if key.is_any => {}
            Some(key) => match member {
                Value::Null if !key.is_nullable => found.push(format!("{name} cannot be null")),
                Value::Object(within) => object(keys, &format!("{name}."), within, found),
                Value::Array(items) => {
                    let items = items.iter().filter_map(Value::as_object);
                    items.for_each(|item| object(keys, &format!("{name}[]."), item, found));
                }
                _ => {}
            },
        }
    }
    let own = keys.iter().filter_map(|(name, key)| {
        let rest = name.strip_prefix(prefix).filter(|_| key.is_required)?;
        (!rest.contains('.') && !members.contains_key(rest)).then_some(*name)
    });
    found.extend(own.map(|name| format!("{name} must be defined")));
}
