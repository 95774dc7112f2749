//! Enums are open: a value that the client does not know is kept and sent back.

use serde_json::json;

use super::enums_client as api;
use crate::exchange::{Server, client};
use api::types::{Color, Lamp, LampLevel, Rating, Vote};

/// Every value of the document, and the variant that stands for it.
const COLORS: [(&str, Color); 9] = [
    ("red", Color::Red),
    ("RED", Color::RedUppercase),
    ("dark-blue", Color::DarkBlue),
    ("", Color::Empty),
    ("+1", Color::Plus1),
    ("-1", Color::Minus1),
    ("unknown", Color::Unknown),
    ("self", Color::Self_),
    ("1st", Color::N1st),
];

#[tokio::test]
async fn every_value_is_read_and_sent_back() {
    let unknown = ("mauve", Color::UnknownValue("mauve".to_owned()));
    for (text, color) in COLORS.into_iter().chain([unknown]) {
        let lamp = json!({ "color": text, "vote": "up", "level": 10 });
        let server = Server::json(&json!([lamp]).to_string());
        let client = client!(api, server);
        let mut lamps = client.lamps().list().await.expect("lamps");
        let read = lamps.pop().expect("a lamp");
        assert_eq!(read.color, color);
        assert_eq!((color.as_str(), color.to_string().as_str()), (text, text));
        let _ = client.lamps().replace(&read).await;
        assert_eq!(server.body(), lamp);
    }
}

#[tokio::test]
async fn unknown_and_missing_values_survive() {
    for (vote, level, read_vote, read_level) in [
        (json!("up"), 0, Some(Vote::Up), LampLevel::N0),
        (json!(null), 1, None, LampLevel::N1),
        (
            json!("sideways"),
            11,
            Some(Vote::Unknown("sideways".to_owned())),
            LampLevel::Unknown(11),
        ),
        (json!("Up"), -1, Some(Vote::Unknown("Up".to_owned())), LampLevel::Unknown(-1)),
    ] {
        let lamp = json!({ "color": "red", "vote": vote, "level": level });
        let read: Lamp = serde_json::from_value(lamp.clone()).expect("a lamp");
        assert_eq!((&read.vote, &read.level), (&read_vote, &read_level));
        let server = Server::silent();
        client!(api, server).lamps().replace(&read).await.expect("done");
        assert_eq!(server.body(), lamp);
    }
}

#[test]
fn another_type_is_no_value() {
    for lamp in [
        json!({ "color": 1, "vote": null, "level": 1 }),
        json!({ "color": null, "vote": null, "level": 1 }),
        json!({ "color": "red", "vote": true, "level": 1 }),
        json!({ "color": "red", "vote": null, "level": "1" }),
        json!({ "color": "red", "vote": null, "level": 1.5 }),
        json!({ "color": "red", "level": null }),
    ] {
        assert!(serde_json::from_value::<Lamp>(lamp.clone()).is_err(), "{lamp}");
    }
}

#[tokio::test]
async fn enums_are_written_into_queries() {
    for (color, rating, sent) in [
        (Color::DarkBlue, Rating::N1, "/lamps?color=dark-blue&rating=1"),
        (Color::Plus1, Rating::N3, "/lamps?color=%2B1&rating=3"),
        (Color::Empty, Rating::Unknown(9), "/lamps?color=&rating=9"),
        (Color::from("a&b=c"), Rating::from(2), "/lamps?color=a%26b%3Dc&rating=2"),
    ] {
        let server = Server::json("[]");
        let lamps = client!(api, server).lamps().list().color(color).rating(rating).await;
        assert_eq!(lamps.expect("lamps"), []);
        assert_eq!(server.target(), sent);
    }
}
