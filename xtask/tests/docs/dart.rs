//! Reads the samples in Dart as Dart would, and tells which requests they send:
//! no package that is at hand runs them.

use serde_json::{Value, json};
use tree_sitter::Node;

use super::{assert_none, code, failure, pages, samples, snippet, text};

#[path = "../../../generator/src/docs/language/tests/grammar.rs"]
mod grammar;

#[test]
fn every_program_sends_the_documented_request() {
    let pages = pages();
    let failures: Vec<String> = samples(&pages)
        .iter()
        .filter_map(|sample| {
            let failure = program_failure(sample, code(&pages, sample, "dart"))?;
            Some(format!("{}: {failure}", snippet(sample)))
        })
        .collect();
    assert_none(&failures);
}

fn program_failure(sample: &Value, program: &str) -> Option<String> {
    failure(sample, request(program, text(&sample["request"], "server")))
}

#[test]
fn a_program_that_sends_something_else_is_found() {
    let sample = json!({
        "placeholders": { "<key>": "sk_test" },
        "request": {
            "method": "POST",
            "server": "https://api.example.com/v1",
            "target": "/users?a=1",
            "headers": [["X-Key", "sk_test"], ["Content-Type", "application/json"]],
            "body": { "name": "$5" },
        },
    });
    let right = r"
        Future<void> main() async {
          final response = await http.post(
            Uri.parse('https://api.example.com/v1/users?a=1'),
            headers: {'X-Key': '<key>', 'Content-Type': 'application/json'},
            body: jsonEncode({'name': '\$5'}),
          );
        }";
    assert_eq!(program_failure(&sample, right), None);
    for (from, to) in [
        ("http.post", "http.put"),
        ("/v1/", "/v2/"),
        ("a=1", "a=2"),
        ("<key>", "<other>"),
        ("X-Key", "X-Keys"),
        ("'name'", "'names'"),
        ("\\$5", "$five"),
        ("\\$5", "'5"),
        ("body:", "data:"),
        ("headers:", "header:"),
        ("final", "http.get(x); final"),
    ] {
        let wrong = right.replacen(from, to, 1);
        assert!(program_failure(&sample, &wrong).is_some(), "{wrong}");
    }
}

/// Returns the request of a program, as `samples.json` has it: with the target
/// below `server`, and the placeholders that stand in it.
fn request(program: &str, server: &str) -> Result<Value, String> {
    let tree = grammar::parse(program)?;
    let root = tree.root_node();
    let read = |node: Option<Node<'_>>| node.map(|node| grammar::value(node, program)).transpose();
    let [url] = calls(root, program, "Uri.parse")[..] else {
        return Err("there is not one URL".to_owned());
    };
    let url = read(grammar::children(url).next())?.ok_or("the URL is missing")?;
    let url = url.as_str().ok_or("the URL is no text")?;
    let verbs = ["get", "post", "put", "patch", "delete", "head"];
    let sent: Vec<&str> = verbs
        .into_iter()
        .filter(|verb| !calls(root, program, &format!("http.{verb}")).is_empty())
        .collect();
    let method = match (sent[..].first(), calls(root, program, "http.Request").first()) {
        (Some(verb), None) if sent.len() == 1 => json!(verb.to_uppercase()),
        (None, Some(arguments)) => read(grammar::children(*arguments).next())?.ok_or("the method is missing")?,
        _ => return Err(format!("not one request is sent, but {sent:?}")),
    };
    let argument = |name: &str| {
        let mut found = Vec::new();
        collect(root, "named_argument", &mut found);
        let mut own = found
            .into_iter()
            .map(|node| (grammar::children(node).next(), grammar::children(node).nth(1)));
        own.find(|(label, _)| label.is_some_and(|label| program[label.byte_range()] == format!("{name}:")))
            .and_then(|(_, value)| value)
    };
    let added = calls(root, program, "request.headers.addAll").into_iter().next();
    let headers = match added {
        Some(arguments) => read(grammar::children(arguments).next())?,
        None => read(argument("headers"))?,
    };
    let headers: Vec<Value> = headers
        .iter()
        .filter_map(Value::as_object)
        .flatten()
        .map(|(name, value)| json!([name, value]))
        .collect();
    let body = match argument("body").or_else(|| assigned(root, program, "request.body")) {
        Some(body) if body.kind() == "call_expression" => {
            let [json] = calls(body, program, "jsonEncode")[..] else {
                return Err("the body is no JSON".to_owned());
            };
            read(grammar::children(json).next())?
        }
        body => read(body)?,
    };
    Ok(json!({
        "method": method,
        "server": server,
        "target": url.strip_prefix(server).ok_or_else(|| format!("{url} is elsewhere"))?,
        "headers": headers,
        "body": body,
    }))
}

/// The arguments of all calls of a function.
fn calls<'t>(root: Node<'t>, program: &str, function: &str) -> Vec<Node<'t>> {
    let mut found = Vec::new();
    collect(root, "call_expression", &mut found);
    found
        .into_iter()
        .filter(|call| {
            let called = grammar::children(*call).next();
            called.is_some_and(|called| program[called.byte_range()] == *function)
        })
        .filter_map(|call| grammar::children(call).find(|node| node.kind() == "arguments"))
        .collect()
}

/// The value that is assigned to a variable.
fn assigned<'t>(root: Node<'t>, program: &str, variable: &str) -> Option<Node<'t>> {
    let mut found = Vec::new();
    collect(root, "assignment_expression", &mut found);
    let is_it = |node: &Node<'t>| {
        grammar::children(*node)
            .next()
            .is_some_and(|left| program[left.byte_range()] == *variable)
    };
    found
        .into_iter()
        .find(is_it)
        .and_then(|node| grammar::children(node).nth(1))
}

fn collect<'t>(node: Node<'t>, kind: &str, found: &mut Vec<Node<'t>>) {
    if node.kind() == kind {
        found.push(node);
    }
    grammar::children(node).for_each(|child| collect(child, kind, found));
}
