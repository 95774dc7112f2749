//! The specification's table of styles, row by row, and what no value can do.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::form::urlencoded;
use crate::support::style::{FORM, SIMPLE, Style, ValueStyle, cookie, encode, header, path, query};

/// OpenAPI 3.1.1 section 4.8.12.6, "Style Examples": style, explode, and what
/// is written for the empty string, a string, a list and an object. Reserved
/// separators are percent-encoded as in section 4.8.12.5.
#[test]
fn the_table_of_the_specification() {
    let rows = [
        (
            Style::Matrix,
            false,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::Matrix,
            true,
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        (
            Style::Label,
            false,
            [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        ),
        (
            Style::Label,
            true,
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (
            Style::Simple,
            false,
            ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
        ),
        (
            Style::Simple,
            true,
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
        (
            Style::Form,
            false,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::Form,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
    ];
    let values = [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ];
    for (style, explode, expected) in rows {
        for (value, expected) in values.iter().zip(expected) {
            let style = ValueStyle::new(style, explode);
            let written = match style.style {
                Style::Form => query("color", value, style),
                _ => path("color", value, style),
            };
            assert_eq!(written, expected, "{style:?} {value}");
        }
    }
}

#[test]
fn the_rows_for_lists_and_objects_alone() {
    let list = json!(["blue", "black", "brown"]);
    let object = json!({"R": 100, "G": 200, "B": 150});
    for (style, value, expected) in [
        (Style::SpaceDelimited, &list, "color=blue%20black%20brown"),
        (Style::SpaceDelimited, &object, "color=R%20100%20G%20200%20B%20150"),
        (Style::PipeDelimited, &list, "color=blue%7Cblack%7Cbrown"),
        (Style::PipeDelimited, &object, "color=R%7C100%7CG%7C200%7CB%7C150"),
        (
            Style::DeepObject,
            &object,
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
        (Style::Json, &list, "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D"),
    ] {
        assert_eq!(
            query("color", value, ValueStyle::new(style, false)),
            expected,
            "{style:?}"
        );
    }
    let nested = json!({"a": {"b": [1, 2], "c": null}});
    let deep = ValueStyle::new(Style::DeepObject, true);
    assert_eq!(query("q", &nested, deep), "q%5Ba%5D%5Bb%5D=1&q%5Ba%5D%5Bb%5D=2");
}

#[test]
fn what_is_absent_is_not_sent() {
    for value in [Value::Null, json!([]), json!({})] {
        assert_eq!(query("q", &value, FORM), "");
    }
    assert_eq!(header(&Value::Null, SIMPLE), None);
    assert_eq!(query("q", &json!([1, null, 2]), FORM), "q=1&q=2");
}

#[test]
fn headers_and_cookies() {
    assert_eq!(header(&json!(["a b", "c"]), SIMPLE).as_deref(), Some("a b,c"));
    assert_eq!(
        header(&json!({"a": 1}), ValueStyle::new(Style::Simple, true)).as_deref(),
        Some("a=1")
    );
    assert_eq!(cookie("c", &json!("a; b=1"), FORM), "c=a%3B%20b%3D1");
    assert_eq!(cookie("c", &json!(["a", "b"]), FORM), "c=a; c=b");
}

#[test]
fn unreserved_characters_alone_stay_as_they_are() {
    assert_eq!(encode("AZaz09-._~"), "AZaz09-._~");
    assert_eq!(
        encode("$a:b/c?d#e%f&g=h+i j'"),
        "%24a%3Ab%2Fc%3Fd%23e%25f%26g%3Dh%2Bi%20j%27"
    );
    assert_eq!(encode("ä"), "%C3%A4");
}

#[test]
fn forms() {
    let body = json!({"a": "b c&d", "list": [1, "x"], "none": null, "object": {"k": true}});
    assert_eq!(urlencoded(&body), "a=b+c%26d&list=1&list=x&object=%7B%22k%22%3Atrue%7D");
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

proptest! {
    #[test]
    fn decoding_gives_the_value_back(text in any::<String>()) {
        prop_assert_eq!(decode(&encode(&text)), text.clone());
        let written = query("q", &json!(text), FORM);
        let pairs: Vec<_> = url::form_urlencoded::parse(written.as_bytes()).into_owned().collect();
        prop_assert_eq!(pairs, vec![("q".to_owned(), text)]);
    }

    #[test]
    fn no_value_adds_a_segment_or_a_key(text in any::<String>(), name in any::<String>()) {
        for style in [Style::Simple, Style::Label, Style::Matrix] {
            let written = path(&name, &json!([text, text]), ValueStyle::new(style, true));
            prop_assert!(!written.contains(['/', '?', '#', '&', '{', '}', '\\', '\r', '\n']), "{}", written);
        }
        let list = query(&name, &json!({ "k": text }), ValueStyle::new(Style::DeepObject, true));
        prop_assert_eq!(list.matches('&').count(), 0);
        prop_assert_eq!(list.matches('=').count(), 1);
    }

    #[test]
    fn lists_can_be_taken_apart(items in prop::collection::vec("[^,]{1,8}", 1..5)) {
        let written = query("q", &json!(items), ValueStyle::new(Style::Form, false));
        let back: Vec<_> = written.trim_start_matches("q=").split(',').map(decode).collect();
        prop_assert_eq!(back, items);
    }
}

/// OpenAPI 3.2 section 4.12.2: `cookie` is not percent-encoded, but no value
/// begins another cookie; `querystring` has no name.
#[test]
fn the_styles_that_came_later() {
    let cookies = |value, explode| cookie("color", &value, ValueStyle::new(Style::Cookie, explode));
    assert_eq!(cookies(json!("a=b/c%20"), true), "color=a=b/c%20");
    assert_eq!(cookies(json!("a; admin=1"), true), "color=a%3B%20admin=1");
    assert_eq!(cookies(json!(["blue", "black"]), true), "color=blue; color=black");
    assert_eq!(cookies(json!(["blue", "black"]), false), "color=blue,black");
    assert_eq!(cookies(json!({"R": 100, "G": 200}), true), "R=100; G=200");
    assert_eq!(cookies(json!(null), true), "");
    let whole = ValueStyle::new(Style::QueryString, false);
    assert_eq!(query("q", &json!("$.a[0]&b"), whole), "%24.a%5B0%5D%26b");
    assert_eq!(query("q", &json!({"a": 1}), whole), "%7B%22a%22%3A1%7D");
    assert_eq!(query("q", &json!(null), whole), "");
}
