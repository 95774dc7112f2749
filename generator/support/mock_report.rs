//! Says for a person what was not as a mock expects it.

use bytes::Bytes;

use super::error::Shown;
use super::mock_expectation::{Entry, count};
use super::mock_request::{Differences, pairs};

/// How many differences are listed.
const LISTED: usize = 10;

/// Says what is wrong with a request that nothing is open for, beside the nearest
/// of the expectations. `found` is how it differs from each of them.
pub(super) fn unexpected(
    request: &http::Request<Bytes>,
    secret_queries: &[&str],
    entries: &[Entry],
    found: &[Differences],
) -> String {
    let mut text = format!(
        "nothing is expected for this request:\n\n{}\n",
        shown(request, secret_queries)
    );
    let distance = |(_, found): &(&Entry, &Differences)| (found.strange, found.list.len());
    let Some((entry, found)) = entries.iter().zip(found).min_by_key(distance) else {
        text.push_str("The mock expects no request at all.");
        return text;
    };
    if found.list.is_empty() {
        text.push_str(&match entry.calls {
            0 => format!("{}, is never expected.", name(entry)),
            calls => format!("{}, was expected {}, and this is one more.", name(entry), count(calls)),
        });
        return text;
    }
    let all = match entries.len() {
        1 => "The only expectation is".to_owned(),
        number => format!("The nearest of {number} expectations is"),
    };
    text.push_str(&format!("{all} {}, which differs:\n", name(entry)));
    for difference in found.list.iter().take(LISTED) {
        text.push_str(&format!("\n    {difference}"));
    }
    if found.list.len() > LISTED {
        text.push_str(&format!("\n    … and {} more", found.list.len() - LISTED));
    }
    text
}

/// Says that an expected call has no answer.
pub(super) fn no_answer(entry: &Entry) -> String {
    format!("{}, is expected, and has no answer: say what it `returns`", name(entry))
}

/// Says what was missing, and what came in its place; `None` where all is well.
pub(super) fn report(entries: &[Entry], unexpected: &[String]) -> Option<String> {
    let missing: Vec<String> = entries
        .iter()
        .filter_map(|entry| Some(format!("    {}: {}", name(entry), entry.shortfall()?)))
        .collect();
    let mut parts = unexpected.to_vec();
    if !missing.is_empty() {
        parts.push(format!("calls were expected and not made:\n\n{}", missing.join("\n")));
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// Names an expectation by its operation and what it would send.
fn name(entry: &Entry) -> String {
    let expected = &entry.expected;
    let target = expected
        .target
        .uri
        .path_and_query()
        .map_or("", http::uri::PathAndQuery::as_str);
    format!("`{}`, {} {target}", expected.name, expected.target.method)
}

/// Shows a request: no header, and no credential.
fn shown(request: &http::Request<Bytes>, secret_queries: &[&str]) -> String {
    let uri = request.uri();
    let query = pairs(uri.query()).filter(|(name, _)| !secret_queries.contains(&name.as_str()));
    let query: Vec<&str> = query.map(|(_, text)| text).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let mut text = format!("    {} {}{mark}{}\n", request.method(), uri.path(), query.join("&"));
    if !request.body().is_empty() {
        text.push_str(&format!("    {}\n", Shown(request.body())));
    }
    text
}
