//! Holds the request of every sample against the documents of `spec/`: the
//! operation, its parameters and its body are theirs, and nothing else is in it.

use serde_json::{Value, json};

use super::support::schema::{inline, undeclared, validate};
use super::support::{Node, Spec};
use super::{assert_none, pages, samples, snippet, text};

#[test]
fn every_request_is_allowed_by_the_documents() {
    let spec = Spec::load();
    let mut failures = Vec::new();
    for sample in samples(&pages()) {
        let found = request_failures(&spec, text(&sample, "document"), &sample["request"]);
        failures.extend(
            found
                .into_iter()
                .map(|failure| format!("{}: {failure}", snippet(&sample))),
        );
    }
    assert_none(&failures);
}

/// What the document does not allow in a request.
fn request_failures(spec: &Spec, document: &str, request: &Value) -> Vec<String> {
    let target = text(request, "target");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some((item, operation)) = operation(spec, document, path, text(request, "method")) else {
        return vec![format!("no such operation: {target}")];
    };
    let mut failures = Vec::new();
    let parameters: Vec<Node<'_>> = [item, operation]
        .into_iter()
        .flat_map(|node| node.member("parameters").into_iter().flat_map(Node::elements))
        .map(Node::resolve)
        .filter(|parameter| parameter.text("in") == Some("query"))
        .collect();
    let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    for (name, _) in &pairs {
        if !parameters.iter().any(|parameter| parameter.text("name") == Some(name)) {
            failures.push(format!("no query parameter {name}"));
        }
    }
    for parameter in &parameters {
        let name = parameter.text("name").unwrap_or_default();
        let is_required = parameter.value.get("required") == Some(&Value::Bool(true));
        if is_required && !pairs.iter().any(|(given, _)| *given == name) {
            failures.push(format!("the query parameter {name} is missing"));
        }
    }
    let body = &request["body"];
    let content = operation.get("requestBody").and_then(|body| body.get("content"));
    let schema = content.and_then(|content| content.members().next()?.1.member("schema"));
    match schema {
        Some(schema) if !body.is_null() => {
            failures.extend(validate(&inline(schema), body));
            undeclared(&[schema], body, "", &mut failures);
        }
        None if !body.is_null() => failures.push("no body is declared".to_owned()),
        _ => {}
    }
    failures
}

/// The path item and operation of a path; names in it before parameters.
fn operation<'s>(spec: &'s Spec, document: &str, path: &str, method: &str) -> Option<(Node<'s>, Node<'s>)> {
    let paths = spec.root(&format!("{document}.yaml")).member("paths")?;
    let matching = paths.members().filter(|(template, _)| fits(template, path));
    let (_, item) = matching.min_by_key(|(template, _)| template.matches('{').count())?;
    let item = item.resolve();
    Some((item, item.member(&method.to_lowercase())?))
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    let same = |(part, given): (&&str, &&str)| part.starts_with('{') || part == given;
    template.len() == path.len() && template.iter().zip(&path).all(same)
}

#[test]
fn a_request_that_is_not_allowed_is_found() {
    let spec = Spec::load();
    let failures = |method: &str, target: &str, body: Value| {
        let request = json!({ "method": method, "target": target, "body": body });
        request_failures(&spec, "server", &request)
    };
    let user = || json!({ "display_name": "Ada" });
    assert!(failures("POST", "/users", user()).is_empty());
    assert!(!failures("POST", "/user", user()).is_empty(), "a path");
    assert!(!failures("PUT", "/users", user()).is_empty(), "a method");
    assert!(
        !failures("GET", "/users?limits=1", Value::Null).is_empty(),
        "a query parameter"
    );
    assert!(
        !failures("GET", "/team-api-keys", Value::Null).is_empty(),
        "a missing query parameter"
    );
    assert!(
        !failures("POST", "/users", json!({ "name": "Ada" })).is_empty(),
        "a field"
    );
    assert!(
        !failures("POST", "/users", json!({ "display_name": 1 })).is_empty(),
        "a type"
    );
    let inner = json!({ "risk_scores": { "sign_up": { "bot": 1, "free_trial_abuse": 1, "x": 1 } } });
    assert!(!failures("POST", "/users", inner).is_empty(), "a field within");
}
