//! Signatures of webhooks: the vector that Svix publishes, and what must fail.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderMap;
use serde_json::Value;

use crate::support::webhook::{Verifier, WebhookError};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIMESTAMP: &str = "1614265330";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_614_265_330)
}

fn verify(secret: &str, prefix: &str, signature: &str, body: &[u8], now: SystemTime) -> Result<(), WebhookError> {
    let headers = [
        (format!("{prefix}-id"), ID.to_owned()),
        (format!("{prefix}-timestamp"), TIMESTAMP.to_owned()),
        (format!("{prefix}-signature"), signature.to_owned()),
    ];
    Verifier::new(secret).unwrap().verify(&headers, body, now)
}

#[test]
fn the_published_vector_holds() {
    for prefix in ["svix", "webhook", "Svix", "WEBHOOK"] {
        verify(SECRET, prefix, SIGNATURE, BODY, now()).unwrap();
    }
    verify(SECRET.trim_start_matches("whsec_"), "svix", SIGNATURE, BODY, now()).unwrap();
    verify(SECRET, "svix", SIGNATURE.trim_end_matches('='), BODY, now()).unwrap();
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("svix-id", ID),
        ("svix-timestamp", TIMESTAMP),
        ("svix-signature", SIGNATURE),
    ] {
        headers.insert(name, value.parse().unwrap());
    }
    Verifier::new(SECRET).unwrap().verify(&headers, BODY, now()).unwrap();
}

#[test]
fn one_of_several_signatures_is_enough() {
    let several = format!("v1,AAAA v2,{} {SIGNATURE} v1,!!", &SIGNATURE[3..]);
    verify(SECRET, "svix", &several, BODY, now()).unwrap();
}

#[test]
fn secrets_without_padding_are_the_same() {
    // 25 bytes: base64 pads them.
    let padded = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA==";
    let mut signatures = Vec::new();
    for secret in [padded, padded.trim_end_matches('=')] {
        let verifier = Verifier::new(secret).unwrap();
        let key: Vec<u8> = (0..25).collect();
        let signature = sign(&key, ID, TIMESTAMP, BODY);
        let headers = [
            ("svix-id", ID),
            ("svix-timestamp", TIMESTAMP),
            ("svix-signature", &signature),
        ];
        verifier.verify(&headers, BODY, now()).unwrap();
        signatures.push(signature);
    }
}

fn sign(key: &[u8], id: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key).unwrap();
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    let bytes = mac.finalize().into_bytes();
    format!("v1,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

#[test]
fn what_was_changed_is_refused() {
    let wrong = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    for (secret, signature, body) in [
        (SECRET, SIGNATURE, &br#"{"test": 2432232315}"#[..]),
        (SECRET, SIGNATURE, b""),
        (wrong, SIGNATURE, BODY),
        (SECRET, &SIGNATURE.replace("v1,", "v2,"), BODY),
        (SECRET, &SIGNATURE.replace("g0", "g1"), BODY),
        (SECRET, "", BODY),
        (SECRET, "v1,", BODY),
    ] {
        let result = verify(secret, "svix", signature, body, now());
        assert!(
            matches!(result, Err(WebhookError::Signature)),
            "{signature}: {result:?}"
        );
    }
}

#[test]
fn old_and_early_timestamps_are_refused() {
    for (offset, holds) in [(299, true), (301, false)] {
        let offset = Duration::from_secs(offset);
        for now in [now() + offset, now() - offset] {
            let result = verify(SECRET, "svix", SIGNATURE, BODY, now);
            assert_eq!(result.is_ok(), holds, "{result:?}");
        }
    }
    let verifier = Verifier::new(SECRET).unwrap().tolerance(Duration::from_secs(1));
    let headers = [("svix-id", ID), ("svix-timestamp", "-1"), ("svix-signature", SIGNATURE)];
    assert!(matches!(
        verifier.verify(&headers, BODY, now()),
        Err(WebhookError::Timestamp)
    ));
    assert!(matches!(
        verifier.verify(&headers[..1], BODY, now()),
        Err(WebhookError::MissingHeader("timestamp"))
    ));
}

#[test]
fn secrets_that_are_none_are_refused_and_never_shown() {
    for secret in ["", "whsec_", "whsec_###"] {
        assert!(matches!(Verifier::new(secret), Err(WebhookError::Secret)));
    }
    assert!(!format!("{:?}", Verifier::new(SECRET).unwrap()).contains("MfKQ"));
}

#[test]
fn events_are_read_after_the_check() {
    let seconds = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        .as_secs()
        .to_string();
    let key = base64::engine::general_purpose::STANDARD.decode(&SECRET[6..]).unwrap();
    let signature = sign(&key, "m", &seconds, BODY);
    let headers = [
        ("webhook-id", "m"),
        ("webhook-timestamp", &seconds),
        ("webhook-signature", &signature),
    ];
    let event: Value = Verifier::new(SECRET).unwrap().event(&headers, BODY).unwrap();
    assert_eq!(event["test"], 2_432_232_314_u64);
    let refused = Verifier::new(SECRET).unwrap().event::<Vec<u8>>(&headers, BODY);
    assert!(matches!(refused, Err(WebhookError::Body(_))));
}
