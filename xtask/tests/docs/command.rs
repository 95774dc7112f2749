//! Reads a cURL command as a shell and cURL do: to the request that it sends.

use serde_json::{Map, Value, json};

/// Returns the command's request in the form of `samples.json`.
pub fn request(command: &str, server: &str) -> Result<Value, String> {
    if command.contains("<<") {
        return Err("a heredoc".to_owned());
    }
    // A shell drops a backslash and the newline after it, which `shlex` takes for a word.
    let command = command.replace(" \\\n     -", "\n     -");
    let words = shlex::split(&command).ok_or("the quotes do not match")?;
    let mut words = words.into_iter();
    if words.next().as_deref() != Some("curl") {
        return Err("not cURL".to_owned());
    }
    let (mut method, mut url, mut body) = (None, None, None);
    let mut headers = Vec::new();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("nothing after {word}"));
        match word.as_str() {
            "-i" | "-g" => {}
            "-X" => method = Some(value()?),
            "-H" => {
                let header = value()?;
                let (name, value) = header.split_once(": ").ok_or(format!("header {header}"))?;
                headers.push(json!([name, value]));
            }
            "--data" | "--data-raw" => body = Some(value()?),
            option if option.starts_with('-') => return Err(format!("option {option}")),
            _ if url.is_none() => url = Some(word),
            _ => return Err(format!("a second URL, {word}")),
        }
    }
    let url = url.ok_or("no URL")?;
    let is_json = headers.contains(&json!(["Content-Type", "application/json"]));
    let body = match body {
        Some(text) if is_json => serde_json::from_str(&text).map_err(|error| format!("body: {error}"))?,
        Some(text) => Value::String(text),
        None => Value::Null,
    };
    let method = method.unwrap_or_else(|| if body.is_null() { "GET" } else { "POST" }.to_owned());
    let target = url.strip_prefix(server).ok_or(format!("another server: {url}"))?;
    Ok(json!({ "method": method, "server": server, "target": target, "headers": headers, "body": body }))
}

/// Puts the test values in place of what is displayed.
pub fn filled(request: &Value, placeholders: &Map<String, Value>) -> Value {
    match request {
        Value::String(text) => {
            let mut text = text.clone();
            for (display, test) in placeholders {
                text = text.replace(display, test.as_str().unwrap_or_default());
            }
            Value::String(text)
        }
        Value::Array(elements) => elements.iter().map(|element| filled(element, placeholders)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.clone(), filled(member, placeholders)))
            .collect(),
        other => other.clone(),
    }
}
