//! The choice of a server, and what callers put into the URLs of servers.

use compiled::server_choice as api;

use api::api_servers::{Port, ProductionServer, Region, Server as Choice, YourOwnInstallationServer};
use api::{BuildError, Client};

use http::Uri;
use proptest::prelude::*;

use crate::exchange::Server;

/// Builds a client that was told where to send to.
fn client(server: &Server, choice: impl Into<Choice>) -> Result<Client, BuildError> {
    Client::builder().transport(server.clone()).server(choice).build()
}

#[test]
fn the_first_server_is_called_with_its_defaults() {
    let client = Client::builder().build().expect("the document names a server");
    assert_eq!(client.base_url(), "https://demo.eu.kettles.example:443/v1");
    let chosen = Client::builder().server(ProductionServer::new()).build().expect("the same");
    assert_eq!(chosen.base_url(), client.base_url());
}

#[tokio::test]
async fn a_server_is_chosen_with_the_values_of_its_variables() {
    let server = Server::silent();
    let choice = ProductionServer::new().tenant("acme").region(Region::UsEast).port(Port::N8443).base("v2/beta");
    let chosen = client(&server, choice).expect("a client");
    chosen.kettles().list().await.expect("none");
    assert_eq!(server.last().uri().to_string(), "https://acme.us-east.kettles.example:8443/v2/beta/kettles");

    let chosen = client(&server, Choice::Sandbox).expect("a client");
    chosen.kettles().list().await.expect("none");
    assert_eq!(server.last().uri().to_string(), "https://sandbox.kettles.example/kettles");
    // A server of the operation's own stands for the first of the document alone.
    chosen.kettles().upload().await.expect("stored");
    assert_eq!(server.last().uri().to_string(), "https://sandbox.kettles.example/uploads");

    let own = YourOwnInstallationServer::new().whole("http://127.0.0.1:1234/shop");
    let chosen = client(&server, own).expect("a client");
    chosen.servers().list().await.expect("none");
    assert_eq!(server.last().uri().to_string(), "http://127.0.0.1:1234/shop/api/servers");
}

proptest! {
    /// A tenant's name that somebody else chose sends no credentials to a host of theirs.
    #[test]
    fn no_value_leaves_the_domain(value in "\\PC*") {
        let server = ProductionServer::new().tenant(&value).base(&value);
        if let Ok(client) = client(&Server::silent(), server) {
            let url: Uri = client.base_url().parse().expect("it was checked");
            prop_assert!(url.host().is_some_and(|host| host.ends_with(".eu.kettles.example")), "{}", url);
            prop_assert_eq!(url.query(), None);
        }
    }
}

#[test]
fn a_value_cannot_name_another_host() {
    let server = Server::silent();
    for tenant in ["evil.example/", "evil.example#", "evil.example?", "a@evil.example", "evil.example\\", "evil.example:1/"] {
        let refused = client(&server, ProductionServer::new().tenant(tenant));
        assert!(matches!(refused, Err(BuildError::BaseUrl { .. })), "{tenant}: {refused:?}");
    }
    let chosen = client(&server, ProductionServer::new().base("v1?key=#")).expect("a client");
    assert_eq!(chosen.base_url(), "https://demo.eu.kettles.example:443/v1%3Fkey%3D%23");
}
