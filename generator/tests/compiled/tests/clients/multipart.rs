//! Multipart bodies: which parts are sent, and how.

use bytes::Bytes;
use compiled::body_multipart as api;
use futures_util::stream;

use crate::exchange::{Server, client};
use api::types::{AddAlbumBody as Album, Meta, NewPhoto, SendLetterRequest};
use api::{Body, Form, Part};

/// The body that was sent, with `|` for its boundary and `/` for the ends of lines.
fn sent(server: &Server) -> String {
    let content_type = server.header("content-type");
    let (_, boundary) = content_type.split_once("; boundary=").expect("a boundary");
    server.text().replace(&format!("--{boundary}"), "|").replace("\r\n", "/")
}

#[tokio::test]
async fn properties_are_parts_as_the_document_has_them() {
    let server = Server::json(r#"{"id":"p"}"#);
    let photo = NewPhoto {
        tags: Some(vec!["a".into(), "b".into()]),
        ..NewPhoto::new("JPEG", vec![1, 2], Meta::new("C"))
    };
    let added = client!(api, server).uploads().add_photo(&photo).await.expect("added");
    assert_eq!(added.id, "p");
    assert!(server.header("content-type").starts_with("multipart/form-data; boundary="));
    let named = "content-disposition: form-data; name=";
    assert_eq!(
        sent(&server),
        [
            format!("|/{named}\"kind\"//photo/"),
            format!("|/{named}\"photo\"; filename=\"photo\"/content-type: image/jpeg/x-kind: photo//JPEG/"),
            format!("|/{named}\"sizes\"//1,2/"),
            format!("|/{named}\"tags\"//a/|/{named}\"tags\"//b/"),
            format!("|/{named}\"meta\"/content-type: application/vnd.meta+json//{{\"camera\":\"C\"}}/|--/"),
        ]
        .concat()
    );
}

#[tokio::test]
async fn what_is_left_out_is_no_part() {
    let server = Server::silent();
    let client = client!(api, server);
    client.uploads().add_album().await.expect("done");
    assert_eq!((server.text(), server.header("content-type")), (String::new(), String::new()));
    client.uploads().add_album().body(&Album::new("T")).await.expect("done");
    let title = "|/content-disposition: form-data; name=\"title\"//T/";
    assert_eq!(sent(&server), format!("{title}|--/"));
    let album = Album {
        pages: Some(vec![
            Part::new("1").file_name("a\"b\r\n.png").content_type("image/png"),
            "2".into(),
        ]),
        additional_properties: [("more".to_owned(), "x".to_owned())].into(),
        ..Album::new("T")
    };
    client.uploads().add_album().body(&album).await.expect("done");
    let pages = [
        "|/content-disposition: form-data; name=\"pages\"; filename=\"a%22b%0D%0A.png\"/content-type: image/png//1/",
        "|/content-disposition: form-data; name=\"pages\"; filename=\"pages\"/content-type: application/octet-stream//2/",
    ];
    let more = "|/content-disposition: form-data; name=\"more\"//x/|--/";
    assert_eq!(sent(&server), [title, pages[0], pages[1], more].concat());
}

#[tokio::test]
async fn parts_can_be_streams() {
    let server = Server::silent();
    let pieces = stream::iter(["one, ", "two"].map(|piece| Ok::<_, std::io::Error>(Bytes::from(piece))));
    let album = Album {
        cover: Some(Part::new(Body::stream(pieces)).file_name("cover.png")),
        ..Album::new("T")
    };
    let client = client!(api, server);
    client.uploads().add_album().body(&album).await.expect("done");
    assert!(sent(&server).contains("/one, two/|--/"));
}

#[tokio::test]
async fn other_types_and_unknown_parts() {
    let server = Server::silent();
    let letter = SendLetterRequest { text: "Dear".into() };
    client!(api, server).uploads().send_letter(&letter).await.expect("done");
    assert!(server.header("content-type").starts_with("multipart/mixed; boundary="));
    assert_eq!(sent(&server), "|//Dear/|--/");
    let form = Form::new().part("a", "1").part("b", Part::new("2").header("X-B", "3"));
    client!(api, server).uploads().send_anything(&form).await.expect("done");
    let named = "|/content-disposition: form-data; name=";
    assert_eq!(sent(&server), format!("{named}\"a\"//1/{named}\"b\"/x-b: 3//2/|--/"));
}
