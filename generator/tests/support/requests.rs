//! What is sent: URLs, parameters, headers, bodies and credentials.

use std::time::Duration;

use serde_json::json;

use crate::api::{Authorize, GetThing, Join, LoggedIn, Open, PROFILE, PutThing, Recorder, Secured};
use crate::support::call::Call;
use crate::support::core::CoreBuilder;
use crate::support::error::{BuildError, DecodeError, Error};
use crate::support::operation::{Endpoint, ErrorCase, Operation};
use crate::support::response::RawResponse;
use crate::support::style::{FORM, Parameter, SIMPLE, Style, ValueStyle};

fn get<'c>(core: &'c crate::support::core::Core, id: &dyn Parameter) -> Call<'c, GetThing> {
    let mut call = Call::new(core);
    call.request.path("id", id, SIMPLE);
    call
}

#[tokio::test]
async fn paths_are_appended_to_the_base_url() {
    for (base, expected) in [
        ("https://api.example/v1", "https://api.example/v1/things/a%2Fb"),
        ("https://api.example/v1/", "https://api.example/v1/things/a%2Fb"),
        ("http://localhost:8080", "http://localhost:8080/things/a%2Fb"),
    ] {
        let recorder = Recorder::ok();
        let mut builder = recorder.builder();
        builder.base_url(base.to_owned());
        get(&builder.build().unwrap(), &"a/b").await.unwrap();
        assert_eq!(recorder.url(), expected);
    }
}

/// An operation with a server of its own.
enum Upload {}

impl Operation for Upload {
    type Output = <GetThing as Operation>::Output;
    type ErrorBody = <GetThing as Operation>::ErrorBody;
    const ENDPOINT: &'static Endpoint = GetThing::ENDPOINT;
    const SERVER: Option<&'static str> = Some("https://upload.example/v2");
    const ERRORS: &'static [ErrorCase<Self::ErrorBody>] = GetThing::ERRORS;

    fn decode(response: &RawResponse) -> Result<Self::Output, DecodeError> {
        GetThing::decode(response)
    }
}

#[tokio::test]
async fn a_server_of_an_operation_stands_for_that_of_the_document_alone() {
    for (base, expected) in [
        (None, "https://upload.example/v2/things/a"),
        (Some("https://api.example/v1/"), "https://upload.example/v2/things/a"),
        (Some("http://localhost:8080"), "http://localhost:8080/things/a"),
    ] {
        let recorder = Recorder::ok();
        let mut builder = recorder.builder();
        if let Some(base) = base {
            builder.base_url(base.to_owned());
        }
        let core = builder.build().unwrap();
        let mut call = Call::<Upload>::new(&core);
        call.request.path("id", &"a", SIMPLE);
        call.await.unwrap();
        assert_eq!(recorder.url(), expected);
    }
}

#[test]
fn a_host_is_written_as_http_has_it() {
    let mut builder = Recorder::ok().builder();
    builder.base_url("https://bücher.example/v1/".to_owned());
    assert_eq!(builder.build().unwrap().base_url(), "https://xn--bcher-kva.example/v1");
}

#[test]
fn base_urls_that_cannot_be_appended_to_are_refused() {
    for base in [
        "",
        "/v1",
        "ftp://a.example",
        "https://a.example?x=1",
        "https://u:p@a.example",
        "https://a.example#f",
    ] {
        let mut builder = Recorder::ok().builder();
        builder.base_url(base.to_owned());
        assert!(matches!(builder.build(), Err(BuildError::BaseUrl { .. })), "{base}");
    }
}

#[tokio::test]
async fn path_values_that_address_another_path_are_refused() {
    let recorder = Recorder::ok();
    let core = recorder.core();
    for id in ["", ".", ".."] {
        let error = get(&core, &id).await.unwrap_err();
        assert!(
            matches!(&error, Error::Build(BuildError::PathValue { name }) if name == "id"),
            "{id}"
        );
    }
    let mut call = Call::<Join>::new(&core);
    call.request.path("a", &"x", SIMPLE);
    call.request.path("b", &".", SIMPLE);
    assert!(call.await.is_err(), "a value of one dot is refused wherever it stands");
    let label = ValueStyle::new(Style::Label, false);
    let mut call = Call::<GetThing>::new(&core);
    call.request.path("id", &"", label);
    assert!(call.await.is_err(), "an empty label is a dot segment");
    assert_eq!(recorder.count(), 0);

    get(&core, &"...").await.unwrap();
    assert!(recorder.url().ends_with("/things/..."));
}

#[tokio::test]
async fn values_cannot_name_other_parameters() {
    let recorder = Recorder::ok();
    let core = recorder.core();
    let mut call = Call::<Join>::new(&core);
    call.request.path("a", &"{b}", SIMPLE);
    call.request.path("b", &"2", SIMPLE);
    call.await.unwrap();
    assert!(recorder.url().ends_with("/things/%7Bb%7D2"));
}

#[tokio::test]
async fn a_later_value_replaces_an_earlier_one() {
    let recorder = Recorder::ok();
    let core = recorder.core();
    let mut call = get(&core, &1);
    call.request.query("tag", &["a", "b"], FORM);
    call.request.query("limit", &1, FORM);
    call.request.query("limit", &2, FORM);
    call.request.header_param("X-Trace", &"1", SIMPLE);
    call.header("x-trace", "2").await.unwrap();
    assert!(recorder.url().ends_with("/things/1?tag=a&tag=b&limit=2"));
    assert_eq!(recorder.header("x-trace").as_deref(), Some("2"));
}

#[tokio::test]
async fn bodies_bring_their_content_type() {
    let recorder = Recorder::ok();
    let core = recorder.core();
    let mut call = Call::<PutThing>::new(&core);
    call.request.json("application/merge-patch+json", &json!({"a": null}));
    call.await.unwrap();
    assert_eq!(
        recorder.header("content-type").as_deref(),
        Some("application/merge-patch+json")
    );
    assert_eq!(&recorder.request(0).body()[..], br#"{"a":null}"#);

    Call::<PutThing>::new(&core).await.unwrap();
    assert_eq!(
        recorder.request(1).headers().get("content-type"),
        None,
        "no body, no type"
    );

    let mut call = Call::<PutThing>::new(&core);
    call.request.form(&json!({"a": 1}), &[]);
    call.await.unwrap();
    assert_eq!(&recorder.request(2).body()[..], b"a=1");
}

#[tokio::test]
async fn headers_cannot_be_injected() {
    let recorder = Recorder::ok();
    let core = recorder.core();
    for (name, value) in [("x-a", "1\r\nx-b: 2"), ("x a", "1"), ("", "1")] {
        let error = get(&core, &1).header(name, value).await.unwrap_err();
        assert!(matches!(error, Error::Build(BuildError::Header { .. })));
    }
    let mut call = get(&core, &1);
    call.request.header_param("x-a", &"ü", SIMPLE);
    call.await.unwrap();
    assert_eq!(recorder.count(), 1);
}

#[tokio::test]
async fn the_client_names_itself_and_what_it_accepts() {
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    builder.header("x-always", "1");
    let core = builder.build().unwrap();
    get(&core, &1).await.unwrap();
    assert_eq!(recorder.header("user-agent").as_deref(), Some("example/0.1.0"));
    assert_eq!(recorder.header("accept").as_deref(), Some("application/json"));
    assert_eq!(recorder.header("x-always").as_deref(), Some("1"));
    assert_eq!(
        recorder.header("authorization"),
        None,
        "the operation takes no credential"
    );
}

#[tokio::test]
async fn the_fullest_alternative_that_the_client_can_fill_is_taken() {
    for (credentials, expected) in [
        (
            vec![(0, "p")],
            vec![("x-example-project", "p"), ("x-example-access", "client")],
        ),
        (
            vec![(0, "p"), (1, "t")],
            vec![("x-example-project", "p"), ("authorization", "Bearer t")],
        ),
    ] {
        let recorder = Recorder::ok();
        let mut builder = recorder.builder();
        for (index, value) in &credentials {
            builder.credential(*index, (*value).into());
        }
        Call::<Secured>::new(&builder.build().unwrap()).await.unwrap();
        for (name, value) in expected {
            assert_eq!(recorder.header(name).as_deref(), Some(value));
        }
    }
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    builder.credential(3, "s&x=1".into());
    Call::<Secured>::new(&builder.build().unwrap()).await.unwrap();
    assert!(recorder.url().ends_with("/secured?api_key=s%26x%3D1"));
}

#[tokio::test]
async fn missing_credentials_are_named_and_nothing_is_sent() {
    let recorder = Recorder::ok();
    let error = Call::<Secured>::new(&recorder.core()).await.unwrap_err();
    let Error::Build(error) = error else { panic!("{error}") };
    assert_eq!(
        error.to_string(),
        "`Secured` needs credentials: project, or project and token, or key"
    );
    assert_eq!(recorder.count(), 0);
    Call::<Open>::new(&recorder.core()).await.unwrap();
    assert_eq!(recorder.count(), 1, "an empty alternative needs none");
}

#[tokio::test]
async fn basic_and_cookie() {
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    builder.credential(4, "user:pass".into());
    builder.credential(5, "s; admin=1".into());
    Call::<LoggedIn>::new(&builder.build().unwrap()).await.unwrap();
    assert_eq!(recorder.header("authorization").as_deref(), Some("Basic dXNlcjpwYXNz"));
    assert_eq!(recorder.header("cookie").as_deref(), Some("session=s%3B%20admin%3D1"));
}

#[tokio::test]
async fn credentials_are_shown_nowhere() {
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    builder.credential(0, "SECRET".into());
    builder.credential(1, "SECRET".into());
    let shown = format!("{builder:?}");
    let core = builder.build().unwrap();
    let call = Call::<Secured>::new(&core);
    let shown = format!("{shown} {core:?} {call:?}");
    call.await.unwrap();
    assert!(!shown.contains("SECRET"), "{shown}");
    assert!(
        !format!("{:?}", recorder.request(0)).contains("SECRET"),
        "marked sensitive"
    );

    let mut builder = recorder.builder();
    builder.credential(0, "SECRET\n".into());
    let error = Call::<Secured>::new(&builder.build().unwrap()).await.unwrap_err();
    assert!(!format!("{error:?} {error}").contains("SECRET"));
}

#[tokio::test]
async fn a_family_of_headers_is_spelled_for_the_server() {
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    builder.header_prefix("X-Old-");
    builder.credential(0, "p".into());
    Call::<Secured>::new(&builder.build().unwrap())
        .header("x-example-trace", "1")
        .await
        .unwrap();
    for (name, value) in [("x-old-project", "p"), ("x-old-access", "client"), ("x-old-trace", "1")] {
        assert_eq!(recorder.header(name).as_deref(), Some(value));
    }
    assert_eq!(recorder.header("x-example-project"), None);
}

#[tokio::test]
async fn timeouts_of_the_client_and_of_the_call() {
    let recorder = Recorder::ok();
    get(&recorder.core(), &1).timeout(Duration::from_secs(2)).await.unwrap();
    assert!(recorder.timeout().unwrap() <= Duration::from_secs(2));
    let recorder = Recorder::ok();
    let mut builder = recorder.builder();
    builder.timeout(None);
    get(&builder.build().unwrap(), &1).await.unwrap();
    assert_eq!(recorder.timeout(), None);
}

#[test]
fn calls_and_errors_are_small_and_move_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    let core = Recorder::ok().core();
    is_send(&get(&core, &1));
    is_send(&get(&core, &1).send());
    is_send(&std::future::IntoFuture::into_future(Call::<Authorize>::new(&core)));
    assert!(size_of::<Error<crate::api::Body>>() <= 80);
    assert!(
        CoreBuilder::new(&PROFILE).build().is_ok(),
        "the default transport can be set up"
    );
}
