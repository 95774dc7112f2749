//! Names, groups and types that the configuration chooses are what the client
//! has, and what travels is what the document says.

use std::collections::BTreeSet;

use compiled::custom_everything as api;
use compiled::ids::{Money, UserId};
use serde_json::json;

use crate::exchange::{Server, client};
use api::operation::people::{FetchPerson, Hire};
use api::types::{Contact, Phone, Person, Status};

const PERSON: &str = r#"{"id":"7f3b6f0e-0d3c-4c53-9a38-1a5a6f2d4e11","display_name":"Ada","shown_name":"A.",
    "status":"in-progress","contact":{"kind":"phone","number":"1"},"labels":{"a":[1,2]}}"#;

fn id() -> UserId {
    UserId("7f3b6f0e-0d3c-4c53-9a38-1a5a6f2d4e11".to_owned())
}

#[tokio::test]
async fn types_of_the_users_own_travel() {
    let server = Server::json(PERSON);
    let person = client!(api, server).people().fetch(&id()).await.expect("a person");
    assert_eq!(server.target(), "/users/7f3b6f0e-0d3c-4c53-9a38-1a5a6f2d4e11");
    assert_eq!(person.id, id());
    assert_eq!(person.shown_name, "Ada", "the wire name is another");
    assert_eq!(person.shown_name_2.as_deref(), Some("A."), "what had the name steps aside");
    assert_eq!(person.status, Status::Busy);
    let call = Contact::Call(Phone { kind: "phone".into(), number: "1".into() });
    assert_eq!(person.contact, Some(call));
    assert_eq!(person.labels.as_ref().and_then(|labels| labels.get("a")), Some(&vec![1, 2]));

    let server = Server::silent();
    let call = client!(api, server).people().hire(&person).await;
    call.expect("no answer is needed");
    let sent: serde_json::Value = serde_json::from_str(PERSON).expect("JSON");
    assert_eq!(server.body(), sent);
}

#[tokio::test]
async fn formats_in_queries_are_written_by_serde() {
    let server = Server::json("[]");
    let address = std::net::Ipv4Addr::LOCALHOST;
    let call = client!(api, server).people().all().address(&address).seen_by(&[id()]).await;
    assert_eq!(call.expect("a list"), []);
    assert_eq!(
        server.target(),
        "/users?address=127.0.0.1&seen-by=7f3b6f0e-0d3c-4c53-9a38-1a5a6f2d4e11"
    );
}

#[tokio::test]
async fn a_type_for_an_object_stands_wherever_the_object_does() {
    let money = |amount: &str| Money { amount: amount.to_owned(), currency: None };
    let body = json!({ "total": { "amount": "1", "currency": "EUR" }, "paid": null, "rest": { "amount": "2" },
        "items": [{ "amount": "3" }], "hours": 1.5 });
    let server = Server::json(&body.to_string());
    let invoice = client!(api, server).invoices().list(1).await.expect("an invoice");
    assert_eq!(invoice.total.currency.as_deref(), Some("EUR"));
    assert_eq!((&invoice.paid, invoice.rest), (&None, Some(money("2"))));
    assert_eq!(invoice.items, Some(vec![money("3")]));
}

/// What is derived on request: the compiler is the test.
#[test]
fn derives_are_there_where_they_can_be() {
    fn is_hash<T: std::hash::Hash>() {}
    is_hash::<Person>();
    is_hash::<Contact>();
    let statuses = BTreeSet::from([Status::Done, Status::Busy]);
    assert_eq!(statuses.first(), Some(&Status::Busy));
    // The markers are called as they were chosen to be.
    let _: (Option<FetchPerson>, Option<Hire>) = (None, None);
}
