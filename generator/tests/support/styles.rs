//! The specification's table of styles, row by row, and what it does not say.

use serde_json::{Value, json};

use crate::support::form::urlencoded;
use crate::support::style::{self, FORM, SIMPLE, Style, ValueStyle, cookie, encode, header, query};

pub fn path(name: &str, value: &Value, style: ValueStyle) -> String {
    style::path(name, value, style).into_owned()
}

/// The columns of "Style Examples" (OpenAPI 3.0.4 section 4.7.12.6, 3.1.1 section
/// 4.8.12.6, 3.2.0 section 4.12.6): the empty value, a string, a list, an object.
fn columns() -> [Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ]
}

/// What is expected in each column; `None` where the table has "n/a".
type Row = (Style, bool, [Option<&'static str>; 4]);

/// Every row of the table, which is the same in 3.0.4, 3.1.1 and 3.2.0 but for
/// `cookie`, which came with 3.2. Separators that are no characters of a URL are
/// percent-encoded, as the table has them.
const TABLE: &[Row] = &[
    (
        Style::Matrix,
        false,
        [
            Some(";color"),
            Some(";color=blue"),
            Some(";color=blue,black,brown"),
            Some(";color=R,100,G,200,B,150"),
        ],
    ),
    (
        Style::Matrix,
        true,
        [
            Some(";color"),
            Some(";color=blue"),
            Some(";color=blue;color=black;color=brown"),
            Some(";R=100;G=200;B=150"),
        ],
    ),
    (
        Style::Label,
        false,
        [
            Some("."),
            Some(".blue"),
            Some(".blue,black,brown"),
            Some(".R,100,G,200,B,150"),
        ],
    ),
    (
        Style::Label,
        true,
        [
            Some("."),
            Some(".blue"),
            Some(".blue.black.brown"),
            Some(".R=100.G=200.B=150"),
        ],
    ),
    (
        Style::Simple,
        false,
        [
            Some(""),
            Some("blue"),
            Some("blue,black,brown"),
            Some("R,100,G,200,B,150"),
        ],
    ),
    (
        Style::Simple,
        true,
        [
            Some(""),
            Some("blue"),
            Some("blue,black,brown"),
            Some("R=100,G=200,B=150"),
        ],
    ),
    (
        Style::Form,
        false,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue,black,brown"),
            Some("color=R,100,G,200,B,150"),
        ],
    ),
    (
        Style::Form,
        true,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue&color=black&color=brown"),
            Some("R=100&G=200&B=150"),
        ],
    ),
    (
        Style::SpaceDelimited,
        false,
        [
            None,
            None,
            Some("color=blue%20black%20brown"),
            Some("color=R%20100%20G%20200%20B%20150"),
        ],
    ),
    (Style::SpaceDelimited, true, [None; 4]),
    (
        Style::PipeDelimited,
        false,
        [
            None,
            None,
            Some("color=blue%7Cblack%7Cbrown"),
            Some("color=R%7C100%7CG%7C200%7CB%7C150"),
        ],
    ),
    (Style::PipeDelimited, true, [None; 4]),
    (Style::DeepObject, false, [None; 4]),
    (
        Style::DeepObject,
        true,
        [
            None,
            None,
            None,
            Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ],
    ),
    (
        Style::Cookie,
        false,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue,black,brown"),
            Some("color=R,100,G,200,B,150"),
        ],
    ),
    (
        Style::Cookie,
        true,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue; color=black; color=brown"),
            Some("R=100; G=200; B=150"),
        ],
    ),
];

/// Writes a value where its style has its place: `simple` in paths and headers,
/// `form` in queries and cookies.
fn places(value: &Value, style: ValueStyle) -> Vec<String> {
    match style.style {
        Style::Matrix | Style::Label => vec![path("color", value, style)],
        Style::Simple => vec![path("color", value, style), header(value, style).unwrap()],
        Style::Cookie => vec![cookie("color", value, style)],
        // In cookies, what stands apart is a cookie of its own.
        Style::Form => vec![
            query("color", value, style),
            cookie("color", value, style).replace("; ", "&"),
        ],
        _ => vec![query("color", value, style)],
    }
}

#[test]
fn the_table_of_the_specification() {
    let mut seen = 0;
    for (style, explode, row) in TABLE {
        for (value, expected) in columns().iter().zip(row) {
            let Some(expected) = expected else { continue };
            for written in places(value, ValueStyle::new(*style, *explode)) {
                assert_eq!(written, *expected, "{style:?}, explode {explode}: {value}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 45);
}

/// What the table calls "n/a" is written all the same, as a server would guess
/// it: the document is not ours.
#[test]
fn what_the_table_does_not_say() {
    let [empty, text, list, object] = columns();
    for (style, explode, value, expected) in [
        (Style::SpaceDelimited, false, &empty, "color="),
        (Style::SpaceDelimited, false, &text, "color=blue"),
        (Style::SpaceDelimited, true, &list, "color=blue&color=black&color=brown"),
        (Style::PipeDelimited, false, &text, "color=blue"),
        (Style::PipeDelimited, true, &object, "R=100&G=200&B=150"),
        (Style::DeepObject, false, &text, "color=blue"),
        (Style::DeepObject, true, &list, "color=blue&color=black&color=brown"),
        (
            Style::DeepObject,
            false,
            &object,
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
        (
            Style::Json,
            false,
            &list,
            "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
        ),
    ] {
        let written = query("color", value, ValueStyle::new(style, explode));
        assert_eq!(written, expected, "{style:?}, explode {explode}");
    }
}

/// The rule that servers share for objects in objects and lists in them.
#[test]
fn deep_objects_nest() {
    let deep = ValueStyle::new(Style::DeepObject, true);
    let nested = json!({"a": {"b": [1, 2], "c": null, "d e": {"f&g": "="}}, "h": []});
    assert_eq!(
        query("q", &nested, deep),
        "q%5Ba%5D%5Bb%5D=1&q%5Ba%5D%5Bb%5D=2&q%5Ba%5D%5Bd%20e%5D%5Bf%26g%5D=%3D"
    );
}

/// OpenAPI 3.2.0 section 4.12.2.1: reserved characters and triples pass, but for
/// those that mean something where the value stands.
#[test]
fn reserved_characters_pass_where_they_may() {
    let all = ":/?#[]@!$&'()*+,;=%41%4 %zz \u{e4}\"";
    for (style, value, expected) in [
        (
            Style::Form,
            json!(all),
            "q=:/?%23%5B%5D@!$%26'()*%2B,;=%41%254%20%25zz%20%C3%A4%22",
        ),
        (Style::Form, json!(["a,b", "c/d"]), "q=a%2Cb,c/d"),
        (Style::Form, json!({"k,&": "a,b"}), "q=k%2C%26,a%2Cb"),
        (Style::PipeDelimited, json!(["a|b", "c:d"]), "q=a%7Cb%7Cc:d"),
        (Style::DeepObject, json!({"k:": "a,b&c"}), "q%5Bk%3A%5D=a,b%26c"),
    ] {
        let style = ValueStyle::new(style, false).allow_reserved();
        assert_eq!(query("q", &value, style), expected);
    }
    for (style, value, expected) in [
        (
            Style::Simple,
            json!(all),
            ":%2F%3F%23%5B%5D@!$&'()*+,;=%41%254%20%25zz%20%C3%A4%22",
        ),
        (Style::Simple, json!(["a,b", "c;d"]), "a%2Cb,c%3Bd"),
        (Style::Matrix, json!("a;b=c"), ";q=a%3Bb=c"),
        (Style::Label, json!(["a@b"]), ".a@b"),
    ] {
        let style = ValueStyle::new(style, false).allow_reserved();
        assert_eq!(path("q", &value, style), expected);
    }
    let form = FORM.allow_reserved();
    assert_eq!(cookie("q", &json!("a:b=c; d,e&f"), form), "q=a:b=c%3B%20d%2Ce%26f");
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
    assert_eq!(
        urlencoded(&body, &[]),
        "a=b+c%26d&list=1&list=x&object=%7B%22k%22%3Atrue%7D"
    );
    let joined = [
        ("list", ValueStyle::new(Style::PipeDelimited, false)),
        ("none", FORM),
        ("object", FORM),
    ];
    assert_eq!(urlencoded(&body, &joined), "a=b+c%26d&list=1%7Cx&k=true");
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
