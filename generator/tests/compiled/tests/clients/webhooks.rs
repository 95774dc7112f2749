//! Webhooks are believed when their signature holds, and read as events.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use compiled::v3_1_webhooks as api;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;

use api::types::{Order, OrderCreatedEvent};
use api::webhooks::Event;
use api::{Verifier, WebhookError};

const KEY: &[u8] = b"a key of thirty-two bytes, or so";
const CREATED: &str = r#"{"type":"order.created","data":{"id":"1","total":null}}"#;

fn secret(key: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(key))
}

/// The headers of a webhook that was sent `age` ago.
fn headers(age: Duration, body: &str) -> [(&'static str, String); 3] {
    let sent = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970") - age;
    let timestamp = sent.as_secs().to_string();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(KEY).expect("any key will do");
    mac.update(format!("msg_1.{timestamp}.{body}").as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    [
        ("webhook-id", "msg_1".to_owned()),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", format!("v1,{signature}")),
    ]
}

fn event(headers: &[(&'static str, String); 3], body: &str) -> Result<Event, WebhookError> {
    Verifier::new(&secret(KEY)).expect("a secret").event(headers, body.as_bytes())
}

#[test]
fn a_good_signature_gives_the_event() {
    let created = Event::OrderCreated(OrderCreatedEvent {
        data: Order {
            id: "1".to_owned(),
            total: None,
        },
    });
    let read = event(&headers(Duration::ZERO, CREATED), CREATED).expect("an event");
    assert_eq!(read, created);
    assert_eq!(read.r#type(), Some("order.created"));
    let deleted = r#"{"data":{"id":"1"},"type":"order.deleted"}"#;
    let read = event(&headers(Duration::ZERO, deleted), deleted).expect("an event");
    assert!(matches!(read, Event::OrderDeleted(event) if event.data.id == "1"));
}

#[test]
fn an_unknown_event_is_kept() {
    for body in [r#"{"type":"order.paid","data":[1]}"#, r#"{"data":1}"#, "7"] {
        let read = event(&headers(Duration::ZERO, body), body).expect("an event");
        let kept: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(read, Event::Unknown(kept));
    }
}

#[test]
fn one_changed_byte_is_refused() {
    let good = headers(Duration::ZERO, CREATED);
    for index in 0..CREATED.len() {
        let mut bytes = CREATED.as_bytes().to_vec();
        bytes[index] ^= 1;
        let verifier = Verifier::new(&secret(KEY)).expect("a secret");
        let refused = verifier.event::<Event>(&good, &bytes);
        assert!(matches!(refused, Err(WebhookError::Signature)), "{index}: {refused:?}");
    }
    for (header, value) in [(0, "msg_2"), (2, "v1,AAAA"), (2, "v2,AAAA"), (2, "")] {
        let mut bad = good.clone();
        bad[header].1 = value.to_owned();
        assert!(matches!(event(&bad, CREATED), Err(WebhookError::Signature)), "{value}");
    }
}

#[test]
fn another_time_is_refused() {
    for (age, holds) in [(0, true), (250, true), (350, false), (86_400, false)] {
        let old = event(&headers(Duration::from_secs(age), CREATED), CREATED);
        match old {
            Ok(_) => assert!(holds, "{age}"),
            Err(error) => assert!(!holds && matches!(error, WebhookError::Timestamp), "{age}: {error}"),
        }
    }
    // A later timestamp in place of an old one is not what was signed.
    let mut replayed = headers(Duration::from_secs(86_400), CREATED);
    replayed[1] = headers(Duration::ZERO, CREATED)[1].clone();
    assert!(matches!(event(&replayed, CREATED), Err(WebhookError::Signature)));
    replayed[1].1 = "soon".to_owned();
    assert!(matches!(event(&replayed, CREATED), Err(WebhookError::Timestamp)));
}

#[test]
fn another_secret_is_refused() {
    let verifier = Verifier::new(&secret(b"another key")).expect("a secret");
    let refused = verifier.event::<Event>(&headers(Duration::ZERO, CREATED), CREATED.as_bytes());
    assert!(matches!(refused, Err(WebhookError::Signature)), "{refused:?}");
    for text in ["", "whsec_", "whsec_!"] {
        assert!(matches!(Verifier::new(text), Err(WebhookError::Secret)), "{text}");
    }
    assert!(!format!("{:?}", Verifier::new(&secret(KEY)).expect("a secret")).contains("97"));
}

#[test]
fn what_is_missing_is_named() {
    let good = headers(Duration::ZERO, CREATED);
    for (missing, name) in ["id", "timestamp", "signature"].into_iter().enumerate() {
        let mut rest = good.to_vec();
        rest.remove(missing);
        let verifier = Verifier::new(&secret(KEY)).expect("a secret");
        let refused = verifier.event::<Event>(rest.as_slice(), CREATED.as_bytes());
        assert!(matches!(refused, Err(WebhookError::MissingHeader(header)) if header == name));
    }
}

#[test]
fn a_good_signature_of_another_body_is_an_error_of_the_body() {
    for body in [r#"{"type":"order.created"}"#, "not JSON", ""] {
        let refused = event(&headers(Duration::ZERO, body), body);
        assert!(matches!(refused, Err(WebhookError::Body(_))), "{body}: {refused:?}");
    }
}
