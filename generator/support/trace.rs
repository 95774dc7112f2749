//! Spans of `tracing` around requests, with the field names of OpenTelemetry's
//! semantic conventions for HTTP clients (version 1.23 and later).

use std::sync::Arc;

use tracing::field::{Empty, display};
use tracing::{Instrument as _, Span};

use super::body::Body;
use super::core::{CoreBuilder, Profile};
use super::middleware::{Middleware, Next};
use super::transport::{BoxFuture, TransportError, TransportErrorKind};

/// Begins a client whose requests have spans.
pub fn traced(profile: &'static Profile) -> CoreBuilder {
    let mut builder = CoreBuilder::new(profile);
    // It stands around all other middleware, so that what they log is in the span.
    builder.middleware(Arc::new(Spans));
    builder
}

/// Opens a span around every request that is sent, until the head of its
/// response is there: those of one call are siblings.
#[derive(Debug)]
struct Spans;

impl Middleware for Spans {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        let span = span(&request, &next);
        let sending = next.run(request);
        let within = span.clone();
        Box::pin(
            async move {
                let outcome = sending.await;
                record(&span, &outcome);
                outcome
            }
            .instrument(within),
        )
    }
}

/// Names a span by its method and the template of its path, as the conventions
/// ask. Neither header nor query is in it: credentials may stand there.
fn span(request: &http::Request<Body>, next: &Next<'_>) -> Span {
    let attempt = next.attempt();
    let method = request.method();
    let uri = request.uri();
    let scheme = uri.scheme_str().unwrap_or_default();
    let default_port = if scheme == "http" { 80 } else { 443 };
    let span = tracing::info_span!(
        "request",
        otel.kind = "client",
        otel.name = Empty,
        otel.status_code = Empty,
        operation = attempt.operation,
        http.request.method = method.as_str(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        server.address = uri.host(),
        server.port = uri.port_u16().unwrap_or(default_port),
        url.full = %format_args!("{scheme}://{}{}", uri.authority().map_or("", |authority| authority.as_str()), uri.path()),
        url.template = Empty,
        error.r#type = Empty,
    );
    match attempt.path {
        "" => span.record("otel.name", method.as_str()),
        path => span
            .record("otel.name", display(format_args!("{method} {path}")))
            .record("url.template", path),
    };
    if attempt.resends > 0 {
        span.record("http.request.resend_count", attempt.resends);
    }
    span
}

/// Writes down what came of the request.
fn record(span: &Span, outcome: &Result<http::Response<Body>, TransportError>) {
    match outcome {
        Ok(response) => {
            let status = response.status();
            span.record("http.response.status_code", status.as_u16());
            if status.is_client_error() || status.is_server_error() {
                span.record("error.type", status.as_str());
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(error) => {
            let kind = match error.kind() {
                TransportErrorKind::Timeout => "timeout",
                TransportErrorKind::Connect => "connect",
                TransportErrorKind::Redirect => "redirect",
                TransportErrorKind::Other => "_OTHER",
            };
            span.record("error.type", kind);
            span.record("otel.status_code", "ERROR");
        }
    }
}
