//! What holds for every value that is encoded: it comes back, and it adds nothing.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::json;

use crate::api::{GetThing, Recorder};
use crate::styles::path;
use crate::support::call::Call;
use crate::support::error::{BuildError, Error};
use crate::support::form::urlencoded;
use crate::support::style::{FORM, SIMPLE, Style, ValueStyle, cookie, encode, query};

/// Waits for a call that nothing keeps waiting.
fn finish<T>(call: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.unwrap().block_on(call)
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
            let style = ValueStyle::new(style, true);
            for style in [style, style.allow_reserved()] {
                let written = path(&name, &json!([text, text]), style);
                prop_assert!(!written.contains(['/', '?', '#', '{', '}', '\\', '\r', '\n']), "{}", written);
                prop_assert!(style.allow_reserved || !written.contains('&'), "{}", written);
            }
        }
        let deep = ValueStyle::new(Style::DeepObject, true);
        let written = query(&name, &json!({ "k": text }), deep);
        prop_assert_eq!(written.matches('=').count(), 1);
        for style in [deep, deep.allow_reserved(), FORM, FORM.allow_reserved()] {
            let written = query(&name, &json!({ "k": text }), style);
            prop_assert!(!written.contains(['&', '#', '+']), "{}", written);
        }
        for style in [FORM, FORM.allow_reserved(), ValueStyle::new(Style::Cookie, true)] {
            let written = cookie(&name, &json!(text), style);
            prop_assert!(!written.contains([';', ',', ' ', '"', '\\', '\r', '\n']), "{}", written);
        }
    }

    /// Separators within items included.
    #[test]
    fn lists_can_be_taken_apart(items in prop::collection::vec(any::<String>(), 1..5)) {
        let value = json!(items);
        let apart = |written: &str, separator: &str| written.split(separator).map(decode).collect::<Vec<_>>();
        for (style, separator) in [
            (Style::Form, ","),
            (Style::SpaceDelimited, "%20"),
            (Style::PipeDelimited, "%7C"),
        ] {
            // A list of one empty text cannot be told from no item, in any style.
            let written = query("q", &value, ValueStyle::new(style, false));
            let back = match style {
                Style::Form => apart(&written[2..], separator),
                // Encoded as what they separate: these styles need other items.
                _ if items.iter().any(|item| item.contains([' ', '|'])) => continue,
                _ => apart(&written[2..], separator),
            };
            prop_assert_eq!(back, items.clone());
        }
        prop_assert_eq!(apart(&path("q", &value, SIMPLE), ","), items.clone());
        let matrix = path("q", &value, ValueStyle::new(Style::Matrix, true));
        prop_assert_eq!(apart(&matrix.replace(";q=", ";")[1..], ";"), items.clone());
        let cookies = cookie("q", &value, FORM);
        let cookies = cookies.split("; ").map(|cookie| decode(&cookie[2..])).collect::<Vec<_>>();
        prop_assert_eq!(cookies, items);
    }

    #[test]
    fn objects_can_be_taken_apart(members in prop::collection::btree_map(any::<String>(), any::<String>(), 1..5)) {
        let value = json!(members);
        let back = |written: &str| url::form_urlencoded::parse(written.as_bytes()).into_owned().collect::<Vec<_>>();
        let pairs: Vec<_> = members.clone().into_iter().collect();
        prop_assert_eq!(back(&query("q", &value, FORM)), pairs.clone());
        prop_assert_eq!(back(&urlencoded(&value, &[])), pairs.clone());
        let deep: Vec<_> = pairs.iter().map(|(key, text)| (format!("q[{key}]"), text.clone())).collect();
        prop_assert_eq!(back(&query("q", &value, ValueStyle::new(Style::DeepObject, true))), deep);
        let simple = path("q", &value, ValueStyle::new(Style::Simple, true));
        let simple = simple.split(',').map(|pair| {
            let (key, text) = pair.split_once('=').unwrap();
            (decode(key), decode(text))
        });
        prop_assert_eq!(simple.collect::<Vec<_>>(), pairs);
    }

    /// Through a whole request, as a parser of URLs that is not ours reads it.
    #[test]
    fn no_value_changes_the_request(text in any::<String>()) {
        let recorder = Recorder::ok();
        let core = recorder.core();
        let sent = |style: ValueStyle, form: ValueStyle| {
            let mut call = Call::<GetThing>::new(&core);
            call.request.path("id", &text, style);
            call.request.query("a", &text, form);
            call.request.cookie("c", &text, form);
            let call = call.extra_query("b", "1");
            finish(call.send()).map(|_| url::Url::parse(&recorder.url()).unwrap())
        };
        if let Ok(url) = sent(SIMPLE, FORM) {
            let segments: Vec<_> = url.path_segments().unwrap().map(decode).collect();
            prop_assert_eq!(segments, ["v1".to_owned(), "things".to_owned(), text.clone()]);
            let pairs: Vec<_> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(pairs, [("a".to_owned(), text.clone()), ("b".to_owned(), "1".to_owned())]);
            let cookie = recorder.header("cookie").unwrap();
            prop_assert_eq!(decode(cookie.strip_prefix("c=").unwrap()), text.clone());
        } else {
            prop_assert!(["", ".", ".."].contains(&text.as_str()), "{}", text);
        }
        if let Ok(url) = sent(SIMPLE.allow_reserved(), FORM.allow_reserved()) {
            prop_assert_eq!(url.path_segments().unwrap().count(), 3);
            let keys: Vec<_> = url.query_pairs().map(|(key, _)| key.into_owned()).collect();
            prop_assert_eq!(keys, ["a", "b"]);
            prop_assert_eq!(url.fragment(), None);
            prop_assert!(!recorder.header("cookie").unwrap().contains(';'));
        }
    }

    /// A header holds the value as it is, or the call fails.
    #[test]
    fn no_value_adds_a_header(text in any::<String>()) {
        let recorder = Recorder::ok();
        let core = recorder.core();
        let mut call = Call::<GetThing>::new(&core);
        call.request.path("id", &1, SIMPLE);
        call.request.header_param("x-text", &text, SIMPLE);
        let is_text = !text.chars().any(|letter| (letter.is_ascii_control() && letter != '\t') || letter == '\u{7f}');
        match finish(call.send()) {
            Ok(_) => {
                let request = recorder.request(0);
                let value = request.headers().get("x-text").unwrap();
                prop_assert_eq!(value.as_bytes(), text.as_bytes());
            }
            Err(error) => prop_assert!(!is_text && matches!(error, Error::Build(BuildError::Header { .. })), "{}", text),
        }
    }
}

#[tokio::test]
async fn an_encoded_dot_is_a_dot() {
    let core = Recorder::ok().core();
    for id in ["%2e", "%2E%2e", ".%2E"] {
        let mut call = Call::<GetThing>::new(&core);
        call.request.path("id", &id, SIMPLE.allow_reserved());
        let error = call.await.unwrap_err();
        assert!(matches!(error, Error::Build(BuildError::PathValue { .. })), "{id}");
    }
}
