//! Reads printed commands as a shell does, and compares them with the request.

use serde_json::json;

use super::*;
use crate::sample::Placeholder;

/// What a cURL command asks for.
#[derive(Debug, PartialEq)]
pub(crate) struct Parsed {
    pub method: String,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub data: Vec<String>,
}

/// Reads a command as a POSIX shell and cURL do.
pub(crate) fn parse(command: &str) -> Parsed {
    let mut words = shlex::split(command).expect("the quotes are balanced").into_iter();
    assert_eq!(words.next().as_deref(), Some("curl"));
    let mut parsed = Parsed {
        method: String::new(),
        url: String::new(),
        headers: Vec::new(),
        data: Vec::new(),
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().expect("the option has a value");
        match word.as_str() {
            "-X" => parsed.method = value(),
            "--head" => parsed.method = "HEAD".to_owned(),
            // `shlex` takes the continuation of a line for an empty word.
            "-g" | "-i" | "" => {}
            "-H" => {
                let header = value();
                let (name, value) = header
                    .split_once(": ")
                    .or_else(|| Some((header.strip_suffix(';')?, "")))
                    .expect("a header has a name");
                parsed.headers.push((name.to_owned(), value.to_owned()));
            }
            "--data" | "--data-raw" | "--data-binary" | "--form-string" => parsed.data.push(value()),
            option if option.starts_with('-') => panic!("unknown option {option}"),
            url => {
                assert_eq!(parsed.url, "", "one URL");
                parsed.url = url.to_owned();
            }
        }
    }
    if parsed.method.is_empty() {
        parsed.method = "GET".to_owned();
    }
    parsed
}

/// Checks that the command for `sample` is exactly `sample`.
pub(crate) fn assert_reads_back(sample: &RequestSample) {
    let parsed = parse(&curl(sample));
    assert_eq!(parsed.method, sample.method);
    assert_eq!(parsed.url, sample.url().display());
    let headers: Vec<(String, String)> = sample
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), value.display()))
        .collect();
    assert_eq!(parsed.headers, headers);
    match &sample.body {
        None => assert!(parsed.data.is_empty()),
        Some(body) if body.kind == MediaKind::Json => {
            let value: Value = serde_json::from_str(&parsed.data[0]).unwrap();
            assert_eq!(value, body.value);
        }
        Some(body) if body.kind == MediaKind::Form => assert_eq!(parsed.data, [body.form()]),
        Some(_) => assert!(!parsed.data.is_empty()),
    }
}

fn sample(text: &str) -> RequestSample {
    let placeholder = Placeholder {
        display: format!("<{text}>").replace('\n', " "),
        test: "x".to_owned(),
    };
    RequestSample {
        method: "POST".to_owned(),
        server: "https://api.example.com/v1".to_owned(),
        path: Text::literal("/a/b"),
        query: vec![("tags[]".to_owned(), Text::literal("1%20"))],
        headers: vec![
            ("X-Key".to_owned(), Text::placeholder("", placeholder)),
            ("Content-Type".to_owned(), Text::literal("application/json")),
        ],
        body: Some(BodySample {
            media_type: "application/json".to_owned(),
            kind: MediaKind::Json,
            value: json!({ "text": text, "list": [text, 1, null, true] }),
        }),
        parameters: Vec::new(),
        redirects: false,
    }
}

#[test]
fn hostile_values_are_read_back() {
    for text in [
        "plain",
        "it's",
        "say \"hi\"",
        "$HOME ${HOME} $(id) `id`",
        "two\nlines\t\\ and \\' \\\"",
        "!!",
        "'",
        "''",
        "'; rm x; '",
        "<<EOF",
        "@file",
        "é 漢 🦀",
        "",
        "{a,b}[1-3]",
        "\u{0}\u{7f}",
    ] {
        assert_reads_back(&sample(text));
    }
}

#[test]
fn prints_what_a_reader_expects() {
    let mut sample = sample("it's");
    sample.query.clear();
    insta::assert_snapshot!(curl(&sample), @r#"
    curl -X POST https://api.example.com/v1/a/b \
         -H "X-Key: <it's>" \
         -H "Content-Type: application/json" \
         --data '{
      "text": "it'\''s",
      "list": [
        "it'\''s",
        1,
        null,
        true
      ]
    }'
    "#);
}

#[test]
fn words_are_quoted_only_where_they_must_be() {
    for (text, expected) in [
        ("https://a.b/c", "https://a.b/c"),
        ("a b", "\"a b\""),
        ("", "\"\""),
        ("$x", "'$x'"),
        ("a?b=c&d", "\"a?b=c&d\""),
        ("~/x", "\"~/x\""),
    ] {
        assert_eq!(word(text), expected);
    }
}
