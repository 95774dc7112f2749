//! Trees, tuples, maps, and objects with further properties.

use serde_json::json;

use super::composition_client as api;
use crate::exchange::{Server, client};
use api::types::{Node, Open};

#[tokio::test]
async fn everything_is_read_and_sent_back() {
    let tree = json!({
        "name": "root",
        "children": [{ "name": "leaf", "children": [] }],
        "parent": { "name": "above", "children": [] },
        "position": [1, "left"],
        "labels": { "": "empty", "b": "2" },
        "anything": { "x": [null, { "y": 1.5 }] },
        "open": { "known": "k", "more": 1, "another": -2 },
    });
    let server = Server::json(&tree.to_string());
    let client = client!(api, server);
    let node = client.nodes().get_tree().await.expect("a tree");
    assert_eq!(node.children, [Node::new("leaf", Vec::new())]);
    assert_eq!(node.parent.as_deref(), Some(&Node::new("above", Vec::new())));
    assert_eq!(node.position, Some((1, "left".to_owned())));
    let open = node.open.as_ref().expect("an object");
    assert_eq!(open.known.as_deref(), Some("k"));
    assert_eq!(open.additional_properties["another"], -2);
    assert_eq!(open.additional_properties.len(), 2);
    let _ = client.nodes().replace_tree(&node).await;
    assert_eq!(server.body(), tree);
}

#[test]
fn further_properties_have_their_type() {
    assert!(serde_json::from_value::<Open>(json!({ "more": "text" })).is_err());
    assert!(serde_json::from_value::<Open>(json!({ "known": 1 })).is_err());
    let open: Open = serde_json::from_value(json!({ "known": null })).expect("an object");
    assert_eq!(open, Open::default());
}

#[test]
fn a_tuple_has_its_length() {
    let node = |position| json!({ "name": "n", "children": [], "position": position });
    for position in [json!([1]), json!(["left", 1]), json!([1, "left", 2])] {
        let read = serde_json::from_value::<Node>(node(position.clone()));
        assert!(read.is_err(), "{position} is {read:?}");
    }
}
