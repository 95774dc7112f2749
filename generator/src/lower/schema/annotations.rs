//! Reads what a schema says about a value without restricting it: prose,
//! defaults, examples, and the directions in which a property travels.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr, SchemaData, SchemaKind};
use serde_json::Value;

use super::{Node, Use};
use crate::ir::Docs;

/// The annotations at the use of a schema.
#[derive(Debug, Default)]
pub(in crate::lower) struct Annotations {
    pub docs: Docs,
    pub default: Option<Value>,
    pub examples: Vec<Value>,
    pub read_only: bool,
    pub write_only: bool,
}

/// Reads the annotations of `uses`: those that stand at the use itself, and
/// those of inline parts of an `allOf`. What a reference leads to has its own.
pub(in crate::lower) fn annotations(uses: &[Use<'_>]) -> Annotations {
    let mut data = Vec::new();
    for part in uses {
        if let Node::Schema(schema) = part.node {
            data.push(&schema.schema_data);
            if let SchemaKind::AllOf { all_of } = &schema.schema_kind {
                data.extend(all_of.iter().filter_map(|arm| match arm {
                    ReferenceOr::Item(schema) => Some(&schema.schema_data),
                    ReferenceOr::Reference { .. } => None,
                }));
            }
        }
    }
    Annotations {
        docs: docs_of(&data),
        default: data.iter().find_map(|data| data.default.clone()),
        examples: data
            .iter()
            .map(|data| examples_of(data))
            .find(|examples| !examples.is_empty())
            .unwrap_or_default(),
        read_only: data.iter().any(|data| data.read_only),
        write_only: data.iter().any(|data| data.write_only),
    }
}

/// The prose of the outermost schema that has any. A title counts where there
/// is no description.
pub(super) fn docs_of(data: &[&SchemaData]) -> Docs {
    let description = data.iter().find_map(|data| data.description.clone());
    let title = || data.first().and_then(|data| data.title.clone());
    Docs {
        summary: None,
        description: description.or_else(title),
        deprecated: data.first().is_some_and(|data| data.deprecated),
    }
}

/// `example`, and the further ones of OpenAPI 3.1.
pub(super) fn examples_of(data: &SchemaData) -> Vec<Value> {
    match data.extensions.get("x-specwright-examples") {
        Some(Value::Array(list)) if !list.is_empty() => list.clone(),
        _ => data.example.iter().cloned().collect(),
    }
}

/// The examples beside a schema, in a parameter or media type.
pub(in crate::lower) fn media_examples<'a>(
    example: Option<&Value>,
    examples: &'a IndexMap<String, ReferenceOr<Example>>,
    components: Option<&'a IndexMap<String, ReferenceOr<Example>>>,
) -> Vec<Value> {
    let resolve = |example: &'a ReferenceOr<Example>| match example {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { reference } => {
            let name = reference.strip_prefix("#/components/examples/")?;
            components?.get(name)?.as_item()
        }
    };
    let named = examples
        .values()
        .filter_map(resolve)
        .filter_map(|item| item.value.clone());
    example.cloned().into_iter().chain(named).collect()
}
