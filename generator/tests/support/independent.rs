//! What a server that is not ours makes of requests: `axum` takes them apart,
//! and says what it found.

use std::sync::Arc;

use axum::extract::{Form, Path, Query};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::api::PROFILE;
use crate::plugs::InProcess;
use crate::support::body::Body;
use crate::support::call::Call;
use crate::support::core::{Core, CoreBuilder};
use crate::support::error::DecodeError;
use crate::support::operation::{Endpoint, ErrorCase, Operation};
use crate::support::response::RawResponse;
use crate::support::style::{FORM, JSON, SIMPLE, Style, ValueStyle};
use crate::support::tower_transport::TowerTransport;

type Pairs = Vec<(String, String)>;

macro_rules! operation {
    ($name:ident, $method:literal, $path:literal, $security:expr) => {
        #[derive(Debug)]
        enum $name {}

        impl Operation for $name {
            type Output = Value;
            type ErrorBody = ();
            const ENDPOINT: &'static Endpoint = &Endpoint {
                name: stringify!($name),
                method: $method,
                path: $path,
                accept: "application/json",
                security: $security,
                manual_redirect: false,
            };
            const ERRORS: &'static [ErrorCase<()>] = &[];

            fn decode(response: &RawResponse) -> Result<Value, DecodeError> {
                response.json()
            }
        }
    };
}

operation!(Everywhere, "GET", "/styles/{simple}/{label}/{matrix}", None);
operation!(PostJson, "POST", "/json", None);
operation!(PostForm, "POST", "/form", None);
operation!(
    Credentials,
    "GET",
    "/credentials",
    Some(&[&["login", "session"], &["token", "project", "key"]])
);

async fn parameters(Path(path): Path<Pairs>, Query(query): Query<Pairs>, headers: HeaderMap) -> Json<Value> {
    Json(
        json!({ "path": path, "query": query, "header": text(&headers, "x-list"), "cookie": text(&headers, "cookie") }),
    )
}

async fn credentials(Query(query): Query<Pairs>, headers: HeaderMap) -> Json<Value> {
    Json(json!({
        "authorization": text(&headers, "authorization"),
        "project": text(&headers, "x-example-project"),
        "cookie": text(&headers, "cookie"),
        "query": query,
    }))
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8(value.as_bytes().to_vec()).unwrap())
}

fn core(prepare: impl FnOnce(&mut CoreBuilder)) -> Core {
    let router = Router::new()
        .route("/v1/styles/{simple}/{label}/{matrix}", get(parameters))
        .route("/v1/credentials", get(credentials))
        .route("/v1/json", post(|Json(body): Json<Value>| async { Json(body) }))
        .route("/v1/form", post(|Form(body): Form<Pairs>| async { Json(body) }))
        .route("/v1/text", post(|body: String| async { body }));
    let mut builder = CoreBuilder::new(&PROFILE);
    builder.transport(Arc::new(TowerTransport::new(InProcess(router))));
    prepare(&mut builder);
    builder.build().unwrap()
}

const STYLES: [Style; 3] = [Style::Simple, Style::Label, Style::Matrix];

/// Sends `value` in every place of a path, and returns what the server has there.
async fn in_path(core: &Core, value: &Value, explode: bool) -> Vec<String> {
    let mut call = Call::<Everywhere>::new(core);
    for (name, style) in ["simple", "label", "matrix"].into_iter().zip(STYLES) {
        call.request.path(name, value, ValueStyle::new(style, explode));
    }
    let arrived = call.await.unwrap();
    let pairs: Pairs = serde_json::from_value(arrived["path"].clone()).unwrap();
    pairs.into_iter().map(|(_, text)| text).collect()
}

#[tokio::test]
async fn paths_arrive_in_every_style() {
    let core = core(|_| {});
    let list = json!(["blue", "black"]);
    let object = json!({"R": 100, "G": 200});
    for (value, explode, expected) in [
        (json!("blue"), false, ["blue", ".blue", ";matrix=blue"]),
        (list.clone(), false, ["blue,black", ".blue,black", ";matrix=blue,black"]),
        (list, true, ["blue,black", ".blue.black", ";matrix=blue;matrix=black"]),
        (
            object.clone(),
            false,
            ["R,100,G,200", ".R,100,G,200", ";matrix=R,100,G,200"],
        ),
        (object, true, ["R=100,G=200", ".R=100.G=200", ";R=100;G=200"]),
    ] {
        assert_eq!(in_path(&core, &value, explode).await, expected, "{value}");
    }
}

#[tokio::test]
async fn queries_arrive_in_every_style() {
    let core = core(|_| {});
    let object = json!({"R": 100, "G": "a&b=c"});
    let list = json!(["a b", "c|d"]);
    for (value, style, explode, expected) in [
        (&json!("ä+ &"), Style::Form, true, json!([["q", "ä+ &"]])),
        (&list, Style::Form, true, json!([["q", "a b"], ["q", "c|d"]])),
        (&list, Style::Form, false, json!([["q", "a b,c|d"]])),
        (&list, Style::SpaceDelimited, false, json!([["q", "a b c|d"]])),
        (&list, Style::PipeDelimited, false, json!([["q", "a b|c|d"]])),
        (&object, Style::Form, true, json!([["R", "100"], ["G", "a&b=c"]])),
        (&object, Style::Form, false, json!([["q", "R,100,G,a&b=c"]])),
        (
            &object,
            Style::DeepObject,
            true,
            json!([["q[R]", "100"], ["q[G]", "a&b=c"]]),
        ),
        (
            &object,
            Style::Json,
            false,
            json!([["q", "{\"R\":100,\"G\":\"a&b=c\"}"]]),
        ),
    ] {
        let mut call = anywhere(&core);
        call.request.query("q", value, ValueStyle::new(style, explode));
        assert_eq!(call.await.unwrap()["query"], expected, "{style:?}");
    }
}

/// A call whose path is of no interest.
fn anywhere(core: &Core) -> Call<'_, Everywhere> {
    let mut call = Call::<Everywhere>::new(core);
    for name in ["simple", "label", "matrix"] {
        call.request.path(name, &"x", SIMPLE);
    }
    call
}

#[tokio::test]
async fn headers_and_cookies_arrive() {
    let core = core(|_| {});
    let mut call = anywhere(&core);
    call.request.header_param("X-List", &["a", "b"], SIMPLE);
    call.request
        .cookie("list", &["a", "b"], ValueStyle::new(Style::Form, false));
    call.request.cookie("json", &json!({"a": 1}), JSON);
    let arrived = call.await.unwrap();
    assert_eq!(arrived["header"], "a,b");
    assert_eq!(arrived["cookie"], "list=a,b; json=%7B%22a%22%3A1%7D");
}

#[tokio::test]
async fn bodies_arrive() {
    let core = core(|_| {});
    let body = json!({"text": "ä &=", "list": [1, 2]});
    let mut call = Call::<PostJson>::new(&core);
    call.request.json("application/json", &body);
    assert_eq!(call.await.unwrap(), body);
    let mut call = Call::<PostForm>::new(&core);
    call.request.form(&body, &[]);
    assert_eq!(
        call.await.unwrap(),
        json!([["text", "ä &="], ["list", "1"], ["list", "2"]])
    );
    // A wrong media type is refused: the server looks at it.
    let mut call = Call::<PostJson>::new(&core);
    call.request.body("text/plain", Body::from("{}"));
    assert_eq!(call.await.unwrap_err().status().unwrap().as_u16(), 415);
}

#[tokio::test]
async fn credentials_arrive_in_their_places() {
    let basic = core(|builder| {
        builder.credential(4, "Aladdin:open sesame".into());
        builder.credential(5, "a b;c".into());
    });
    let arrived = Call::<Credentials>::new(&basic).await.unwrap();
    let (scheme, encoded) = arrived["authorization"].as_str().unwrap().split_once(' ').unwrap();
    assert_eq!(scheme, "Basic");
    assert_eq!(STANDARD.decode(encoded).unwrap(), b"Aladdin:open sesame");
    assert_eq!(arrived["cookie"], "session=a%20b%3Bc");
    let keys = core(|builder| {
        builder.credential(0, "project".into());
        builder.credential(1, "token".into());
        builder.credential(3, "k&y=1".into());
    });
    let arrived = Call::<Credentials>::new(&keys).await.unwrap();
    assert_eq!(arrived["authorization"], "Bearer token");
    assert_eq!(arrived["project"], "project");
    assert_eq!(arrived["query"], json!([["api_key", "k&y=1"]]));
}

proptest! {
    /// What the server reads is what was sent, and nothing beside it.
    #[test]
    fn any_text_arrives_as_it_is(text in "[^\u{0}]+", key in any::<String>()) {
        prop_assume!(!matches!(text.as_str(), "." | ".."));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let core = core(|_| {});
        let mut call = Call::<Everywhere>::new(&core);
        for name in ["simple", "label", "matrix"] {
            call.request.path(name, &text, SIMPLE);
        }
        call.request.query("q", &text, FORM);
        call.request.extra_query(&key, &text);
        let arrived = runtime.block_on(call.into_future()).unwrap();
        prop_assert_eq!(&arrived["path"], &json!([["simple", text], ["label", text], ["matrix", text]]));
        prop_assert_eq!(&arrived["query"], &json!([["q", text], [key, text]]));
        let mut call = Call::<PostForm>::new(&core);
        call.request.form(&json!({ key.clone(): text }), &[]);
        prop_assert_eq!(runtime.block_on(call.into_future()).unwrap(), json!([[key, text]]));
    }
}
