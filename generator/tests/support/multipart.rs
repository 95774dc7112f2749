//! Multipart bodies, read back by a parser that is not ours.

use std::convert::Infallible;
use std::io::Write as _;

use bytes::Bytes;
use futures_util::stream;
use http::header::CONTENT_TYPE;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::api::{PROFILE, PostThing, PutThing, Recorder};
use crate::support::body::Body;
use crate::support::call::Call;
use crate::support::core::CoreBuilder;
use crate::support::error::{BuildError, Error};
use crate::support::multipart::{Encoding, FormWriter};
use crate::support::operation::Operation;
use crate::support::part::{Form, Part, ToForm};
use crate::support::retry::RetryPolicy;
use crate::support::style::{Style, ValueStyle};

/// Name, file name, media type and content of a part that arrived.
type Arrived = (Option<String>, Option<String>, Option<String>, Bytes);

fn part(name: &str, file_name: Option<&str>, media_type: Option<&str>, content: &str) -> Arrived {
    (
        Some(name.to_owned()),
        file_name.map(str::to_owned),
        media_type.map(str::to_owned),
        Bytes::from(content.to_owned()),
    )
}

/// Sends `body`, and returns the parts that arrived.
async fn sent(
    media_type: &str,
    body: &dyn ToForm,
    encodings: &[Encoding],
) -> Result<Vec<Arrived>, Error<crate::api::Body>> {
    let recorder = Recorder::new(vec![(204, vec![], "")]);
    let core = recorder.core();
    let mut call = Call::<PostThing>::new(&core);
    call.request.multipart(media_type, body, encodings);
    call.await?;
    Ok(parse(&recorder.request(0)).await)
}

async fn parse(request: &http::Request<Bytes>) -> Vec<Arrived> {
    let content_type = request.headers()[CONTENT_TYPE].to_str().unwrap();
    let boundary = multer::parse_boundary(content_type).unwrap();
    let body = request.body().clone();
    let mut parts = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
    let mut arrived = Vec::new();
    while let Some(field) = parts.next_field().await.unwrap() {
        let media_type = field.headers().get(CONTENT_TYPE);
        let media_type = media_type.map(|value| value.to_str().unwrap().to_owned());
        let (name, file_name) = (field.name().map(str::to_owned), field.file_name().map(str::to_owned));
        arrived.push((name, file_name, media_type, field.bytes().await.unwrap()));
    }
    arrived
}

/// Values by name, written as the document has it.
struct Values(Vec<(&'static str, Value)>);

impl ToForm for Values {
    fn write(&self, form: &mut FormWriter<'_>) {
        for (name, value) in &self.0 {
            form.value(name, value);
        }
    }
}

#[tokio::test]
async fn values_are_text_json_or_several_parts() {
    let values = Values(vec![
        ("text", json!("a b&=\r\n--")),
        ("number", json!(1.5)),
        ("flag", json!(false)),
        ("absent", Value::Null),
        ("object", json!({ "a": [1] })),
        ("list", json!(["x", null, "y"])),
        ("objects", json!([{ "n": 1 }, { "n": 2 }])),
        ("grid", json!([[1, 2], [3]])),
        ("none", json!([])),
    ]);
    let json = Some("application/json");
    assert_eq!(
        sent("multipart/form-data", &values, &[]).await.unwrap(),
        [
            part("text", None, None, "a b&=\r\n--"),
            part("number", None, None, "1.5"),
            part("flag", None, None, "false"),
            part("object", None, json, r#"{"a":[1]}"#),
            part("list", None, None, "x"),
            part("list", None, None, "y"),
            part("objects", None, json, r#"{"n":1}"#),
            part("objects", None, json, r#"{"n":2}"#),
            part("grid", None, json, "[1,2]"),
            part("grid", None, json, "[3]"),
        ]
    );
}

#[tokio::test]
async fn the_document_says_how_parts_are_written() {
    let style = |style, explode| ValueStyle::new(style, explode);
    let encodings = [
        Encoding::new("meta")
            .content_type("application/vnd.meta+json")
            .headers(&[("X-Kind", "meta")]),
        Encoding::new("comma").style(style(Style::Form, false)),
        Encoding::new("apart").style(style(Style::Form, true)),
        Encoding::new("space").style(style(Style::SpaceDelimited, false)),
        Encoding::new("pipe").style(style(Style::PipeDelimited, false)),
        Encoding::new("deep").style(style(Style::DeepObject, true)),
    ];
    let values = Values(vec![
        ("meta", json!({ "a": 1 })),
        ("comma", json!(["a,b", 2])),
        ("apart", json!({ "x": 1, "y": "2" })),
        ("space", json!([1, 2])),
        ("pipe", json!([1, 2])),
        ("deep", json!({ "a": { "b": [1, 2] } })),
    ]);
    assert_eq!(
        sent("multipart/form-data", &values, &encodings).await.unwrap(),
        [
            part("meta", None, Some("application/vnd.meta+json"), r#"{"a":1}"#),
            part("comma", None, None, "a,b,2"),
            part("x", None, None, "1"),
            part("y", None, None, "2"),
            part("space", None, None, "1 2"),
            part("pipe", None, None, "1|2"),
            part("deep[a][b]", None, None, "1"),
            part("deep[a][b]", None, None, "2"),
        ]
    );
}

struct Upload(Vec<Part>);

impl ToForm for Upload {
    fn write(&self, form: &mut FormWriter<'_>) {
        form.files("file", &self.0);
        form.files("none", &None::<Part>);
    }
}

#[tokio::test]
async fn files_have_names_and_media_types() {
    let upload = Upload(vec![
        "one".into(),
        Part::new("two").file_name("2.png").content_type("image/png"),
    ]);
    let arrived = sent("multipart/form-data", &upload, &[]).await.unwrap();
    let bytes = Some("application/octet-stream");
    assert_eq!(
        arrived,
        [
            part("file", Some("file"), bytes, "one"),
            part("file", Some("2.png"), Some("image/png"), "two")
        ]
    );
    let encodings = [Encoding::new("file").content_type("image/jpeg")];
    let arrived = sent("multipart/form-data", &upload, &encodings).await.unwrap();
    assert_eq!(arrived[0].2.as_deref(), Some("image/jpeg"));
    assert_eq!(arrived[1].2.as_deref(), Some("image/png"), "what the caller says wins");
}

#[tokio::test]
async fn parts_of_other_types_have_no_names() {
    let recorder = Recorder::new(vec![(204, vec![], "")]);
    let core = recorder.core();
    let mut call = Call::<PostThing>::new(&core);
    call.request
        .multipart("multipart/mixed", &Form::new().part("a", "b"), &[]);
    call.await.unwrap();
    let request = recorder.request(0);
    let content_type = request.headers()[CONTENT_TYPE].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/mixed; boundary=").unwrap();
    assert_eq!(*request.body(), format!("--{boundary}\r\n\r\nb\r\n--{boundary}--\r\n"));
}

#[tokio::test]
async fn headers_of_parts_are_checked() {
    for (name, value) in [("x\r\ny", "z"), ("x", "y\r\nset-cookie: z"), ("", "x")] {
        let form = Form::new().part("a", Part::new("b").header(name, value));
        let error = sent("multipart/form-data", &form, &[]).await.unwrap_err();
        assert!(
            matches!(error, Error::Build(BuildError::Header { .. })),
            "{name:?}: {value:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the values: as many parts arrive as were sent, each with what was in it.
    #[test]
    fn no_value_adds_a_part_or_a_header(parts in prop::collection::vec(("\\PC*|[\"\r\n;=-]*", "\\PC+|[\"\r\n;=-]+", prop::collection::vec(any::<u8>(), 0..64)), 0..5)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut form = Form::new();
        let mut expected = Vec::new();
        // Line ends and quotes are as a browser writes them (HTML, "multipart/form-data encoding algorithm").
        let encoded = |name: &str| name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        for (name, file_name, content) in parts {
            // The parser takes `\` for an escape, which the standard has not.
            let (name, file_name) = (name.replace('\\', ""), file_name.replace('\\', "") + ".");
            expected.push((Some(encoded(&name)), Some(encoded(&file_name)), None, Bytes::from(content.clone())));
            form = form.part(name, Part::new(content).file_name(file_name));
        }
        let arrived = runtime.block_on(sent("multipart/form-data", &form, &[])).unwrap();
        prop_assert_eq!(arrived, expected);
    }
}

/// How many calls of `Op` reach a server that fails at first.
async fn attempts<Op: Operation>(body: Body) -> (usize, Bytes) {
    let recorder = Recorder::new(vec![(503, vec![("retry-after", "0")], ""), (204, vec![], "")]);
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.transport(std::sync::Arc::new(recorder.clone()));
    builder.retry(RetryPolicy::new(3));
    let core = builder.build().unwrap();
    let mut call = Call::<Op>::new(&core);
    call.request
        .multipart("multipart/form-data", &Form::new().part("file", body), &[]);
    let _ = call.await;
    let last = parse(&recorder.request(recorder.count() - 1)).await;
    (recorder.count(), last[0].3.clone())
}

#[tokio::test(start_paused = true)]
async fn streams_are_sent_once_and_files_again() {
    assert_eq!(attempts::<PutThing>("memory".into()).await, (2, Bytes::from("memory")));
    let pieces = stream::iter(["pie", "", "ces"].map(Ok::<_, Infallible>));
    assert_eq!(
        attempts::<PutThing>(Body::stream(pieces)).await,
        (1, Bytes::from("pieces"))
    );

    let content: String = ('a'..='z').cycle().take(200_000).collect();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(content.as_bytes()).unwrap();
    let body = Body::path(file.path()).await.unwrap();
    assert_eq!(body.length(), Some(200_000));
    assert_eq!(attempts::<PutThing>(body).await, (2, Bytes::from(content)));
}

#[tokio::test]
async fn a_part_of_a_path_has_the_name_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, "bytes").unwrap();
    let upload = Upload(vec![Part::path(&path).await.unwrap()]);
    let arrived = sent("multipart/form-data", &upload, &[]).await.unwrap();
    assert_eq!(arrived[0].1.as_deref(), Some("photo.jpg"));
    assert!(Part::path(folder.path()).await.is_err(), "a folder is no file");
    assert!(Part::path(folder.path().join("none")).await.is_err());
}
