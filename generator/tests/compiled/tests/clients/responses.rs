//! Several successes are an enum; errors are typed by status and media type;
//! what the document does not know is kept.

use compiled::response_several as api;

use crate::exchange::{Server, client};
use api::jobs::StartJobResponse;
use api::types::{Job, Problem, Refusal, RefusalReason, Ticket};
use api::{Error, ErrorBody};

async fn start(status: u16, media_type: &'static str, body: &str) -> Result<StartJobResponse, Error> {
    let server = Server::answering(status, media_type, body);
    client!(api, server).jobs().start().await
}

#[tokio::test]
async fn each_success_is_a_variant() {
    let job = Job {
        id: "1".to_owned(),
        done_at: None,
    };
    let ticket = Ticket { ticket: "t".to_owned() };
    for (status, body, response) in [
        (200, r#"{"id":"1"}"#, StartJobResponse::Ok(job)),
        (202, r#"{"ticket":"t"}"#, StartJobResponse::Accepted(ticket)),
        (204, "", StartJobResponse::NoContent),
    ] {
        assert_eq!(start(status, "application/json", body).await.expect("a success"), response);
    }
}

#[tokio::test]
async fn another_success_is_an_error_that_keeps_everything() {
    let response = start(203, "application/json", r#"{"id":"1"}"#).await;
    let Err(Error::Decode(error)) = response else {
        panic!("203 is not documented: {response:?}");
    };
    assert_eq!(error.status, 203);
    assert_eq!(&*error.body, br#"{"id":"1"}"#);
    assert_eq!(error.headers["x-answer"], "1");
    assert!(error.message.contains("203"), "{error}");
}

#[tokio::test]
async fn the_whole_response_can_be_had() {
    let server = Server::answering(202, "application/json", r#"{"ticket":"t"}"#);
    let client = client!(api, server);
    let response = client.jobs().start().send().await.expect("a success");
    assert_eq!(response.status(), 202);
    assert_eq!(response.headers()["x-answer"], "1");
    assert!(matches!(response.into_body(), StartJobResponse::Accepted(_)));
}

#[tokio::test]
async fn errors_are_typed_by_status_and_media_type() {
    let problem = |title: &str| {
        ErrorBody::Problem(Problem {
            title: Some(title.to_owned()),
            status: None,
        })
    };
    let refusal = ErrorBody::Refusal(Refusal {
        reasons: vec![RefusalReason { code: 7 }],
    });
    let text = |text: &str| ErrorBody::Text(text.to_owned());
    for (status, media_type, body, known) in [
        (409, "application/problem+json", r#"{"title":"busy"}"#, problem("busy")),
        (409, "application/json; charset=utf-8", r#"{"title":"busy"}"#, problem("busy")),
        // The range says text, and so it is for the other codes of the range.
        (409, "text/plain", "busy", text("busy")),
        (404, "text/html", "<p>gone", text("<p>gone")),
        // JSON of a status in the range is none of the range, but of the default.
        (404, "application/json", r#"{"title":"gone"}"#, problem("gone")),
        (422, "application/json", r#"{"reasons":[{"code":7}]}"#, refusal.clone()),
        (422, "text/plain", "no", text("no")),
        // Without a media type, what fits.
        (422, "", r#"{"reasons":[{"code":7}]}"#, refusal),
        (500, "application/json", r#"{"title":"down"}"#, problem("down")),
    ] {
        let response = start(status, media_type, body).await;
        let Err(Error::Api(error)) = response else {
            panic!("{status} is an error: {response:?}");
        };
        assert_eq!(error.body, Some(known), "{status} {media_type} {body}");
        assert_eq!(error.status, status);
        assert_eq!(&*error.raw, body.as_bytes());
        assert!(error.decode.is_none());
    }
}

#[tokio::test]
async fn what_is_not_documented_is_kept() {
    for (status, media_type, body) in [
        (500, "text/html", "<h1>Bad gateway"),
        (503, "", ""),
        (500, "application/octet-stream", "\u{1}\u{2}"),
    ] {
        let error = start(status, media_type, body).await.expect_err("an error");
        assert!(error.body().is_none(), "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.raw_body().map(|raw| &**raw), Some(body.as_bytes()));
        assert_eq!(error.headers().map(|headers| headers.contains_key("x-answer")), Some(true));
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
}

#[tokio::test]
async fn an_error_of_another_form_says_where() {
    let body = r#"{"reasons":[{"code":1},{"code":"x"}]}"#;
    let response = start(422, "application/json", body).await;
    let Err(Error::Api(error)) = response else {
        panic!("422 is an error: {response:?}");
    };
    // The body of the default is any object, which fits; that of 422 is asked first.
    assert!(matches!(error.body, Some(ErrorBody::Problem(_))), "{error:?}");
    let response = start(409, "application/json", r#"{"status":"x"}"#).await;
    let Err(Error::Api(error)) = response else {
        panic!("409 is an error: {response:?}");
    };
    let decode = error.decode.expect("a status is a number");
    assert_eq!((&*decode.path, &*error.raw), ("status", &br#"{"status":"x"}"#[..]));
    assert_eq!(error.body, None);
}

#[tokio::test]
async fn a_success_of_another_form_says_where() {
    let body = r#"{"id":"1","done_at":3}"#;
    let response = start(200, "application/json", body).await;
    let Err(Error::Decode(error)) = response else {
        panic!("a time is text: {response:?}");
    };
    assert_eq!((&*error.path, &*error.body), ("done_at", body.as_bytes()));
}

#[tokio::test]
async fn a_documented_redirect_is_a_success() {
    let server = Server::answering(307, "", "");
    let client = client!(api, server);
    let response = client.jobs().login().send().await.expect("a redirect");
    assert_eq!(response.status(), 307);
    assert_eq!(server.count(), 1);
}
