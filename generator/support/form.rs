//! Bodies of `application/x-www-form-urlencoded`.

use serde_json::Value;
use url::form_urlencoded::Serializer;

use super::error::BuildError;
use super::request::Request;
use super::style::{Parameter, ValueStyle, query, text};

impl Request<'_> {
    /// Sends the properties of `body` as a form. Those in `styles` are written as a
    /// query would have them. Of the others, lists repeat their key, null properties
    /// are left out, and objects within are JSON text, as the specification has it
    /// where a document gives no style.
    pub fn form(&mut self, body: &dyn Parameter, styles: &[(&str, ValueStyle)]) {
        match body.to_value() {
            Ok(value) => self.body("application/x-www-form-urlencoded", urlencoded(&value, styles)),
            Err(error) => self.fail(BuildError::Body {
                message: error.to_string(),
            }),
        }
    }
}

/// Writes the members of an object as a form, those in `styles` in their style.
pub fn urlencoded(value: &Value, styles: &[(&str, ValueStyle)]) -> String {
    let mut fields = Vec::new();
    if let Value::Object(members) = value {
        for (key, value) in members {
            let style = styles.iter().find(|(name, _)| name == key);
            let written = match style {
                Some((_, style)) => query(key, value, *style),
                None => pairs(key, value),
            };
            if !written.is_empty() {
                fields.push(written);
            }
        }
    }
    fields.join("&")
}

/// Writes a member that has no style.
fn pairs(key: &str, value: &Value) -> String {
    let mut form = Serializer::new(String::new());
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for item in items {
                form.append_pair(key, &text(item));
            }
        }
        other => {
            form.append_pair(key, &text(other));
        }
    }
    form.finish()
}
