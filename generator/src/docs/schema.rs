//! The JSON Schema of what each template is given, made from the views.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::env::TEMPLATES;
use super::language::RequestView;
use super::navigation::IndexView;
use super::view::{
    AccessView, CodesView, HeadersView, OperationView, OverviewView, ReferenceView, StatusesView, WebhookView,
};

/// Returns a JSON Schema (2020-12) with a property for each template, by its
/// name: what the template is given is valid for the schema of the property.
pub(crate) fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut views = Map::new();
    for (name, _) in TEMPLATES {
        let schema = match *name {
            "operation.mdx" => generator.subschema_for::<OperationView>(),
            "access.mdx" => generator.subschema_for::<AccessView>(),
            "headers.mdx" => generator.subschema_for::<HeadersView<'_>>(),
            "statuses.mdx" => generator.subschema_for::<StatusesView<'_>>(),
            "known-errors.mdx" => generator.subschema_for::<CodesView<'_>>(),
            "webhook.mdx" => generator.subschema_for::<WebhookView>(),
            "overview.mdx" => generator.subschema_for::<OverviewView>(),
            "llms-api.txt" => generator.subschema_for::<IndexView>(),
            "reference.md" => generator.subschema_for::<ReferenceView>(),
            name if name.starts_with("samples/") => generator.subschema_for::<RequestView>(),
            // It is imported by the others.
            _ => continue,
        };
        views.insert((*name).to_owned(), schema.to_value());
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the templates of the documentation are given, by their names",
        "type": "object",
        "properties": views,
        "$defs": generator.take_definitions(true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::tests::views;
    use crate::sample::tests::hostile;

    /// The published schema, with what it does not name forbidden.
    fn strict() -> Value {
        let mut schema = schema();
        for view in schema["$defs"].as_object_mut().expect("definitions").values_mut() {
            view["unevaluatedProperties"] = false.into();
        }
        schema
    }

    #[test]
    fn every_view_is_as_the_schema_says() {
        let schema = jsonschema::validator_for(&strict()).expect("a schema");
        let mut seen = std::collections::BTreeSet::new();
        for text in hostile() {
            for (name, view) in views(text) {
                let found = json!({ name.as_str(): view });
                if let Err(error) = schema.validate(&found) {
                    panic!("{name}: {error} at {}", error.instance_path());
                }
                seen.insert(name);
            }
        }
        let all: Vec<String> = schema_names();
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), all, "each template has a view");
    }

    /// The names of the templates that are rendered, sorted.
    fn schema_names() -> Vec<String> {
        let mut names: Vec<String> = schema()["properties"]
            .as_object()
            .expect("views")
            .keys()
            .cloned()
            .collect();
        names.sort();
        assert_eq!(names.len(), TEMPLATES.len() - 1, "all but the parts");
        names
    }

    #[test]
    fn another_view_is_refused() {
        let schema = jsonschema::validator_for(&strict()).expect("a schema");
        for (name, view) in views("Plain.") {
            let mut less = view.clone();
            let members = less.as_object_mut().expect("an object");
            let first = members.keys().next().cloned().expect("a member");
            members.remove(&first);
            assert!(!schema.is_valid(&json!({ name.as_str(): less })), "{name}");
            let mut more = view;
            more["unknown"] = true.into();
            assert!(!schema.is_valid(&json!({ name.as_str(): more })), "{name}");
        }
    }
}
