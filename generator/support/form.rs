//! Bodies of `application/x-www-form-urlencoded`.

use serde_json::Value;
use url::form_urlencoded::Serializer;

use super::error::BuildError;
use super::request::Request;
use super::style::{Parameter, text};

impl Request<'_> {
    /// Sends the properties of `body` as a form. Lists repeat their key, null
    /// properties are left out, and objects within are JSON text, as the
    /// specification has it where a document gives no `encoding`.
    pub fn form(&mut self, body: &dyn Parameter) {
        match body.to_value() {
            Ok(value) => self.body("application/x-www-form-urlencoded", urlencoded(&value)),
            Err(error) => self.fail(BuildError::Body {
                message: error.to_string(),
            }),
        }
    }
}

/// Writes the members of an object as a form.
pub fn urlencoded(value: &Value) -> String {
    let mut form = Serializer::new(String::new());
    if let Value::Object(members) = value {
        for (key, value) in members {
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
        }
    }
    form.finish()
}
