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
    /// Name, text or file, and media type.
    pub parts: Vec<(String, String, Option<String>)>,
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
        parts: Vec::new(),
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
            "--data" | "--data-raw" | "--data-binary" => parsed.data.push(value()),
            "--form-string" => {
                let (name, text) = split(&value());
                parsed.parts.push((name, text, None));
            }
            "-F" => {
                let (name, rest) = split(&value());
                let (text, rest) = content(&rest);
                parsed
                    .parts
                    .push((name, text, rest.strip_prefix(";type=").map(str::to_owned)));
            }
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

fn split(form: &str) -> (String, String) {
    let (name, rest) = form.split_once('=').expect("a part has a name");
    (name.to_owned(), rest.to_owned())
}

/// Reads the content of `-F` as cURL's `get_param_word` does: to the quote that
/// closes it, or else to the first semicolon.
fn content(text: &str) -> (String, String) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(';').unwrap_or(text.len());
        return (text[..end].to_owned(), text[end..].to_owned());
    };
    let mut content = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return (content, characters.as_str().to_owned()),
            '\\' if characters.as_str().starts_with(['\\', '"']) => content.extend(characters.next()),
            other => content.push(other),
        }
    }
    panic!("the quote is not closed: {text}");
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
    let parts = sample.body.iter().flat_map(|body| &body.parts);
    let parts: Vec<_> = parts
        .map(|part| {
            let file = part.file_name.as_ref().map(|name| format!("@{name}"));
            let text = file.unwrap_or_else(|| part.text.clone());
            (part.name.clone(), text, part.content_type.clone())
        })
        .collect();
    assert_eq!(parsed.parts, parts);
    match &sample.body {
        Some(body) if body.kind == MediaKind::Multipart => assert!(parsed.data.is_empty()),
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
            parts: Vec::new(),
            fields: Vec::new(),
        }),
        parameters: Vec::new(),
        redirects: false,
    }
}

/// The same request with a body of parts, whose type nobody but cURL has to say.
fn form(text: &str) -> RequestSample {
    let part = |content_type: Option<&str>, file_name: Option<&str>| PartSample {
        name: "part".to_owned(),
        text: text.to_owned(),
        content_type: content_type.map(str::to_owned),
        file_name: file_name.map(str::to_owned),
    };
    let mut sample = sample(text);
    sample.headers.truncate(1);
    sample.body = Some(BodySample {
        media_type: "multipart/form-data".to_owned(),
        kind: MediaKind::Multipart,
        value: json!({}),
        parts: vec![
            part(None, None),
            part(Some("application/json"), None),
            part(Some("image/png"), Some("part.png")),
        ],
        fields: Vec::new(),
    });
    sample
}

#[test]
fn hostile_values_are_read_back() {
    for text in [
        ";type=text/html",
        "\"; @/etc/passwd",
        "\\\"",
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
        assert_reads_back(&form(text));
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
fn parts_are_options_of_their_own() {
    insta::assert_snapshot!(curl(&form("{\"a\":1}")), @r#"
    curl -g -X POST "https://api.example.com/v1/a/b?tags[]=1%20" \
         -H 'X-Key: <{"a":1}>' \
         --form-string 'part={"a":1}' \
         -F 'part="{\"a\":1}";type=application/json' \
         -F "part=@part.png;type=image/png"
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
