//! Parameters on the wire, by the table "Style Examples" of the OpenAPI
//! specification (3.0.4, 3.1.1 and 3.2.0), and order, constants and refusals.

use compiled::{parameter_styles, parameter_table as api, v3_2_styles};

use crate::exchange::{Server, client};
use api::types::{Nested, Rgb};

/// The values of the specification's table.
fn values() -> (String, Vec<String>, Rgb) {
    let list = ["blue", "black", "brown"].map(str::to_owned).to_vec();
    let object = Rgb {
        r: Some(100),
        g: Some(200),
        b: Some(150),
    };
    ("blue".to_owned(), list, object)
}

#[tokio::test]
async fn paths_are_written_as_the_table_says() {
    let (text, list, object) = &values();
    let server = Server::silent();
    let client = client!(api, server);
    let paths = client.paths();
    for (call, path) in [
        (
            paths.simple_joined(text, list, object).await,
            "/simple/joined/blue/blue,black,brown/R,100,G,200,B,150",
        ),
        (
            paths.simple_exploded(text, list, object).await,
            "/simple/exploded/blue/blue,black,brown/R=100,G=200,B=150",
        ),
        (
            paths.label_joined(text, list, object).await,
            "/label/joined/.blue/.blue,black,brown/.R,100,G,200,B,150",
        ),
        (
            paths.label_exploded(text, list, object).await,
            "/label/exploded/.blue/.blue.black.brown/.R=100.G=200.B=150",
        ),
        (
            paths.matrix_joined(text, list, object).await,
            "/matrix/joined/;text=blue/;list=blue,black,brown/;object=R,100,G,200,B,150",
        ),
        (
            paths.matrix_exploded(text, list, object).await,
            "/matrix/exploded/;text=blue/;list=blue;list=black;list=brown/;R=100;G=200;B=150",
        ),
    ] {
        call.expect("done");
        assert!(server.targets().contains(&path.to_owned()), "{path}: {:?}", server.targets());
    }
    assert_eq!(server.count(), 6);
}

/// The column of the empty value. An empty `simple` or `label` would address
/// another path, and is refused.
#[tokio::test]
async fn empty_paths_are_written_as_the_table_says_or_refused() {
    let (_, list, object) = &values();
    let server = Server::silent();
    let client = client!(api, server);
    let paths = client.paths();
    paths.matrix_joined("", list, object).await.expect("done");
    assert!(server.target().starts_with("/matrix/joined/;text/"), "{}", server.target());
    paths.matrix_exploded("", list, object).await.expect("done");
    assert!(server.target().starts_with("/matrix/exploded/;text/"), "{}", server.target());
    for refused in [
        paths.simple_joined("", list, object).await,
        paths.simple_exploded("", list, object).await,
        paths.label_joined("", list, object).await,
        paths.label_exploded("", list, object).await,
    ] {
        let error = refused.expect_err("another path");
        assert!(matches!(error, api::Error::Build(api::BuildError::PathValue { .. })), "{error:?}");
    }
    assert_eq!(server.count(), 2);
}

fn nested() -> Nested {
    let (_, list, object) = values();
    Nested {
        name: Some("a b".to_owned()),
        tags: Some(list),
        color: Some(object),
    }
}

/// Sets one query parameter.
type Set = for<'c> fn(api::elsewhere::InQuery<'c>) -> api::elsewhere::InQuery<'c>;

#[tokio::test]
async fn queries_are_written_as_the_table_says() {
    let cases: [(Set, &str); 20] = [
        (|call| call.form_text(&values().0), "form_text=blue"),
        (|call| call.form_text(""), "form_text="),
        (
            |call| call.form_list(&values().1),
            "form_list=blue&form_list=black&form_list=brown",
        ),
        (|call| call.form_object(&values().2), "R=100&G=200&B=150"),
        (|call| call.joined_text(""), "joined_text="),
        (|call| call.joined_text(&values().0), "joined_text=blue"),
        (|call| call.joined_list(&values().1), "joined_list=blue,black,brown"),
        (|call| call.joined_object(&values().2), "joined_object=R,100,G,200,B,150"),
        (|call| call.spaced_list(&values().1), "spaced_list=blue%20black%20brown"),
        (
            |call| call.spaced_object(&values().2),
            "spaced_object=R%20100%20G%20200%20B%20150",
        ),
        (|call| call.piped_list(&values().1), "piped_list=blue%7Cblack%7Cbrown"),
        (
            |call| call.piped_object(&values().2),
            "piped_object=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (
            |call| call.deep_object(&values().2),
            "deep_object%5BR%5D=100&deep_object%5BG%5D=200&deep_object%5BB%5D=150",
        ),
        (
            |call| call.json(&values().2),
            "json=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
        ),
        (
            |call| call.deep_nested(&nested()),
            "deep_nested%5Bname%5D=a%20b&deep_nested%5Btags%5D=blue&deep_nested%5Btags%5D=black\
             &deep_nested%5Btags%5D=brown&deep_nested%5Bcolor%5D%5BR%5D=100\
             &deep_nested%5Bcolor%5D%5BG%5D=200&deep_nested%5Bcolor%5D%5BB%5D=150",
        ),
        // `allowReserved`: all but what would end the value.
        (
            |call| call.reserved_text("a:/?@!$&'()*+,;=b#[]%41%"),
            "reserved_text=a:/?@!$%26'()*%2B,;=b%23%5B%5D%41%25",
        ),
        (
            |call| call.reserved_list(&["a,b".to_owned(), "c/d".to_owned()]),
            "reserved_list=a%2Cb,c/d",
        ),
        (
            |call| call.reserved_object(&values().2),
            "reserved_object%5BR%5D=100&reserved_object%5BG%5D=200&reserved_object%5BB%5D=150",
        ),
        // A separator within a value is no separator.
        (
            |call| call.joined_list(&["a,b".to_owned(), "c&d=e".to_owned()]),
            "joined_list=a%2Cb,c%26d%3De",
        ),
        // Set again: the last value holds.
        (
            |call| call.form_text("red").form_text(&values().0),
            "form_text=blue",
        ),
    ];
    for (set, query) in cases {
        let server = Server::silent();
        let client = client!(api, server);
        set(client.elsewhere().in_query()).await.expect("done");
        assert_eq!(server.target(), format!("/query?{query}"));
    }
}

#[tokio::test]
async fn what_is_empty_or_absent_is_not_sent() {
    let nothing = Rgb {
        r: None,
        g: None,
        b: None,
    };
    let server = Server::silent();
    let client = client!(api, server);
    let call = client.elsewhere().in_query();
    let call = call.form_list(&[]).form_object(&nothing).joined_list(&[]);
    call.deep_object(&nothing).await.expect("done");
    assert_eq!(server.target(), "/query");
}

#[tokio::test]
async fn headers_are_written_as_the_table_says() {
    let (text, list, object) = &values();
    let server = Server::silent();
    let client = client!(api, server);
    let call = client.elsewhere().in_headers();
    let call = call.x_joined_text(text).x_joined_list(list).x_joined_object(object);
    let call = call.x_exploded_text(text).x_exploded_list(list).x_exploded_object(object);
    call.await.expect("done");
    for (name, value) in [
        ("x-joined-text", "blue"),
        ("x-joined-list", "blue,black,brown"),
        ("x-joined-object", "R,100,G,200,B,150"),
        ("x-exploded-text", "blue"),
        ("x-exploded-list", "blue,black,brown"),
        ("x-exploded-object", "R=100,G=200,B=150"),
    ] {
        assert_eq!(server.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn a_line_break_in_a_header_is_refused() {
    let server = Server::silent();
    let client = client!(api, server);
    let call = client.elsewhere().in_headers().x_joined_text("a\r\nx-evil: 1");
    let error = call.await.expect_err("no header");
    assert!(
        matches!(&error, api::Error::Build(api::BuildError::Header { name }) if name == "X-Joined-Text"),
        "{error:?}"
    );
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn cookies_are_written_as_the_table_says() {
    let (text, list, object) = &values();
    let server = Server::silent();
    let client = client!(api, server);
    let call = client.elsewhere().in_cookies();
    let call = call.joined_text(text).joined_list(list).joined_object(object);
    call.form_text("a; b").await.expect("done");
    assert_eq!(
        server.header("cookie"),
        "joined_text=blue; joined_list=blue,black,brown; joined_object=R,100,G,200,B,150; form_text=a%3B%20b"
    );
}

/// The rows that came with 3.2.
#[tokio::test]
async fn cookies_as_they_are() {
    let (text, list, _) = &values();
    let object = &v3_2_styles::types::Rgb {
        r: Some(100),
        g: Some(200),
        b: Some(150),
    };
    type Set = for<'c> fn(
        v3_2_styles::cookies::SendCookies<'c>,
        (&str, &[String], &v3_2_styles::types::Rgb),
    ) -> v3_2_styles::cookies::SendCookies<'c>;
    let cases: [(Set, &str); 10] = [
        (|call, _| call.joined_text(""), "joined_text="),
        (|call, (text, ..)| call.joined_text(text), "joined_text=blue"),
        (|call, (_, list, _)| call.joined_list(list), "joined_list=blue,black,brown"),
        (|call, (.., object)| call.joined_object(object), "joined_object=R,100,G,200,B,150"),
        (|call, _| call.text(""), "text="),
        (|call, (text, ..)| call.text(text), "text=blue"),
        (|call, (_, list, _)| call.list(list), "list=blue; list=black; list=brown"),
        (|call, (.., object)| call.object(object), "R=100; G=200; B=150"),
        // Not percent-encoded, but for what would end the value.
        (|call, _| call.text("a/b%20; admin=1"), "text=a/b%20%3B%20admin=1"),
        (|call, _| call.reserved("a:b@c; admin=1"), "reserved=a:b@c%3B%20admin=1"),
    ];
    for (set, cookie) in cases {
        let server = Server::silent();
        let client = client!(v3_2_styles, server);
        let call = set(client.cookies().send(), (text, list, object));
        call.await.expect("done");
        assert_eq!(server.header("cookie"), cookie);
    }
}

#[tokio::test]
async fn reserved_characters_in_paths() {
    let server = Server::silent();
    let client = client!(v3_2_styles, server);
    client.files().get("a:b@c/../d?e#f%2F;g").await.expect("done");
    assert_eq!(server.target(), "/files/a:b@c%2F..%2Fd%3Fe%23f%2F;g");
    client.matrix().get(&["a;b".to_owned(), "c:d".to_owned()]).await.expect("done");
    assert_eq!(server.target(), "/matrix/;name=a%3Bb;name=c:d");
    let error = client.files().get("%2e%2E").await.expect_err("another path");
    assert!(
        matches!(error, v3_2_styles::Error::Build(v3_2_styles::BuildError::PathValue { .. })),
        "{error:?}"
    );
}

#[tokio::test]
async fn arguments_stand_in_the_order_of_the_url_and_constants_are_sent() {
    let server = Server::json("[]");
    let client = client!(parameter_styles, server);
    let found = client.search().find(2, "a/b?c", "x y").ids(&[1, 2]).x_trace("t").session("s");
    assert_eq!(found.timeout_2(5).r#type("all").await.expect("found").len(), 0);
    assert_eq!(
        server.target(),
        "/v1/b/2/a/a%2Fb%3Fc?version=2&q=x%20y&ids=1&ids=2&timeout=5&type=all"
    );
    assert_eq!((&*server.header("x-trace"), &*server.header("cookie")), ("t", "session=s"));
}

#[tokio::test]
async fn values_that_would_change_the_path_are_refused() {
    for (first, refused) in [("", true), (".", true), ("..", true), ("...", false), ("{second}", false), ("%2e", false)] {
        let server = Server::json("[]");
        let client = client!(parameter_styles, server);
        match client.search().find(1, first, "q").await {
            Ok(_) => assert!(!refused, "{first:?} {}", server.target()),
            Err(parameter_styles::Error::Build(parameter_styles::BuildError::PathValue { name })) => {
                assert!(refused && name == "first" && server.count() == 0, "{first:?}");
            }
            Err(error) => panic!("{first:?}: {error:?}"),
        }
    }
}
