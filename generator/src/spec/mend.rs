//! Takes out of an object what the model refuses, and nothing more.
//!
//! The walk that normalizes a document leaves only what the model can hold. What
//! it should have missed is found here by trial: the smallest parts that the
//! model refuses by themselves are left out, a schema becomes one that any JSON
//! fits, and the rest of the object is kept.

use openapiv3::{
    Components, Encoding, Example, Header, MediaType, Operation, Parameter, PathItem, ReferenceOr, RequestBody,
    Response, Responses, Schema, SecurityScheme, Server,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::at::At;
use super::keywords::{Kind, Shape, keyword};

/// Is told of every part that is taken out, and why the model refuses it.
pub(super) type Report<'r> = dyn FnMut(&At<'_>, Kind, &str) + 'r;

/// Mends `value`, an object of `kind` at `at`; `false` where nothing of it can
/// be kept, which is told too.
pub(super) fn mend(kind: Kind, value: &mut Value, at: &At<'_>, report: &mut Report<'_>) -> bool {
    if refusal(kind, value).is_none() {
        return true;
    }
    if let Value::Object(map) = value {
        map.retain(|key, value| {
            let at = at.field(key);
            match keyword(kind, key).map(|keyword| keyword.shape) {
                Some(shape) => mend_shape(shape, value, &at, report),
                None if kind == Kind::Responses => mend(Kind::Response, value, &at, report),
                None => true,
            }
        });
    }
    let Some(reason) = refusal(kind, value) else {
        return true;
    };
    report(at, kind, &reason);
    *value = Value::Object(Map::new());
    kind == Kind::Schema
}

fn mend_shape(shape: Shape, value: &mut Value, at: &At<'_>, report: &mut Report<'_>) -> bool {
    match (shape, value) {
        (Shape::Items, value) => mend(Kind::Schema, value, at, report),
        (Shape::One(kind), value) => mend(kind, value, at, report),
        (Shape::List(kind), Value::Array(items)) => {
            let mut index = 0;
            items.retain_mut(|item| {
                index += 1;
                mend(kind, item, &at.index(index - 1), report)
            });
            true
        }
        (Shape::Map(kind), Value::Object(map)) => {
            map.retain(|key, item| mend(kind, item, &at.field(key), report));
            true
        }
        _ => true,
    }
}

/// Returns why the model refuses `value` as an object of `kind`.
fn refusal(kind: Kind, value: &Value) -> Option<String> {
    match kind {
        // `additionalProperties: false` and the like.
        Kind::Schema if value.is_boolean() => None,
        Kind::Schema => refusal_of::<ReferenceOr<Schema>>(value),
        Kind::Parameter => refusal_of::<ReferenceOr<Parameter>>(value),
        Kind::RequestBody => refusal_of::<ReferenceOr<RequestBody>>(value),
        Kind::Response => refusal_of::<ReferenceOr<Response>>(value),
        Kind::Header => refusal_of::<ReferenceOr<Header>>(value),
        Kind::Example => refusal_of::<ReferenceOr<Example>>(value),
        Kind::SecurityScheme => refusal_of::<ReferenceOr<SecurityScheme>>(value),
        Kind::MediaType => refusal_of::<MediaType>(value),
        Kind::Encoding => refusal_of::<Encoding>(value),
        Kind::Responses => refusal_of::<Responses>(value),
        Kind::Operation => refusal_of::<Operation>(value),
        Kind::PathItem => refusal_of::<PathItem>(value),
        Kind::Server => refusal_of::<Server>(value),
        Kind::Components => refusal_of::<Components>(value),
        _ => None,
    }
}

fn refusal_of<T: DeserializeOwned>(value: &Value) -> Option<String> {
    T::deserialize(value).err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::{FileId, Pointer};

    #[test]
    fn only_what_the_model_refuses_is_lost() {
        let mut item = json!({
            "summary": "kept",
            "get": {
                "parameters": [{ "name": "a", "in": "nowhere", "schema": {} }, { "name": "b", "in": "query", "schema": {} }],
                "responses": {
                    "200": { "description": "", "content": { "application/json": { "schema": { "properties": { "x": { "nullable": 1 }, "y": {} } } } } },
                    "201": { "description": 1 },
                },
            },
            "put": { "responses": 7 },
        });
        let root = Pointer::root(FileId(0));
        let mut lost = Vec::new();
        assert!(mend(Kind::PathItem, &mut item, &At::root(&root), &mut |at, _, _| {
            lost.push(at.pointer().to_string());
        }));
        assert_eq!(
            lost,
            [
                "/get/parameters/0",
                "/get/responses/200/content/application~1json/schema/properties/x",
                "/get/responses/201",
                "/put/responses",
                "/put",
            ]
        );
        assert_eq!(
            item,
            json!({
                "summary": "kept",
                "get": {
                    "parameters": [{ "name": "b", "in": "query", "schema": {} }],
                    "responses": {
                        "200": { "description": "", "content": { "application/json": { "schema": { "properties": { "x": {}, "y": {} } } } } },
                    },
                },
            })
        );
    }
}
