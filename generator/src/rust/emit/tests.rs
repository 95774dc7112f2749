//! Tests of whole outputs: one rich document in every layout and style.

use camino::Utf8PathBuf;
use openapiv3::OpenAPI;

use super::{SINGLE_FILE, emit};
use crate::config::{Config, SerdeConfig};
use crate::diagnostic::Diagnostics;
use crate::lower::{self, Input};
use crate::output::FileSet;
use crate::rust::model::Layout;
use crate::rust::plan::plan;
use crate::source::{FileId, Pointer};

struct Plain {
    name: &'static str,
    openapi: OpenAPI,
}

impl Input for Plain {
    fn name(&self) -> &str {
        self.name
    }

    fn openapi(&self) -> &OpenAPI {
        &self.openapi
    }

    fn origin(&self, bundled: &Pointer) -> Pointer {
        bundled.clone()
    }

    fn root(&self) -> Pointer {
        Pointer::root(FileId(0))
    }
}

fn output(documents: &[&'static str], serde: SerdeConfig, layout: Layout) -> FileSet {
    let documents: Vec<_> = documents
        .iter()
        .map(|name| Plain {
            name,
            openapi: serde_yaml::from_str(include_str!("tests/rich.yaml")).unwrap(),
        })
        .collect();
    output_of(&documents, serde, layout)
}

fn output_of(documents: &[Plain], serde: SerdeConfig, layout: Layout) -> FileSet {
    let paths = documents
        .iter()
        .map(|document| Utf8PathBuf::from(document.name))
        .collect();
    let mut config = Config::for_documents(paths, "rich", "out".into());
    config.types.serde = serde;
    output_by(documents, &config, layout)
}

fn output_by(documents: &[Plain], config: &Config, layout: Layout) -> FileSet {
    let mut diagnostics = Diagnostics::default();
    let api = lower::lower(documents, config, &mut diagnostics);
    let plan = plan(&api, config, layout, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.list());
    let mut files = FileSet::new();
    emit(&plan, &mut files);
    files
}

fn text(files: &FileSet, path: &str) -> String {
    let found = files.iter().find(|(candidate, _)| candidate.as_str() == path);
    found
        .unwrap_or_else(|| panic!("{path} in {:?}", files.iter().map(|(path, _)| path).collect::<Vec<_>>()))
        .1
        .to_owned()
}

/// What the configuration says of a dependency stands beside what the client needs of it.
#[test]
fn dependencies_are_added_and_merged() {
    let text = r#"
[package]
name = "rich"
output = "out"
edition = "2021"
rust_version = "1.88"

[package.dependencies]
bytes = "1.13"
my-ids = { path = "../ids", features = ["serde"] }
serde_json = { git = "https://git.example/serde", features = ["raw_value"] }

[[document]]
path = "rich"
"#;
    let config = Config::parse(text, "codegen.toml".into()).unwrap();
    let openapi = serde_yaml::from_str(include_str!("tests/rich.yaml")).unwrap();
    let files = output_by(&[Plain { name: "rich", openapi }], &config, Layout::Crate);
    let manifest = self::text(&files, "Cargo.toml");
    for line in [
        r#"edition = "2021""#,
        r#"rust-version = "1.88""#,
        r#"bytes = "1.13""#,
        r#"my-ids = { features = ["serde"], path = "../ids" }"#,
        r#"serde_json = { features = ["preserve_order", "raw_value"], git = "https://git.example/serde" }"#,
    ] {
        assert!(manifest.lines().any(|other| other == line), "{line}: {manifest}");
    }
}

#[test]
fn one_document_has_its_types_at_the_root() {
    let files = output(&["rich"], SerdeConfig::Lean, Layout::Crate);
    assert!(text(&files, "src/types/mod.rs").contains("pub use self::odd::*;"));
    let users = text(&files, "src/types/users.rs");
    assert!(users.contains("Patch<String>"), "{users}");
    assert!(!users.contains("serde"), "{users}");
    let lean = text(&files, "src/types/lean/odd.rs");
    assert!(lean.contains(r#"object.value("kind", "odd");"#), "{lean}");
}

#[test]
fn documents_show_the_types_that_they_share() {
    let files = output(&["server", "admin"], SerdeConfig::Lean, Layout::Crate);
    let admin = text(&files, "src/admin/types.rs");
    assert!(admin.contains("pub use super::super::types::{"), "{admin}");
}

#[test]
fn derives_and_one_file_are_rust_too() {
    let files = output(&["rich"], SerdeConfig::Derive, Layout::Crate);
    let users = text(&files, "src/types/users.rs");
    assert!(users.contains("::serde::Deserialize"));
    // Only sent, and by hand for its constant: nothing is derived, so there is no attribute.
    let sent = users
        .split("pub struct Sent {")
        .nth(1)
        .and_then(|rest| rest.split("\n}").next());
    assert!(sent.is_some_and(|fields| !fields.contains("serde")), "{sent:?}");
    let files = output(&["rich"], SerdeConfig::Lean, Layout::SingleFile);
    assert!(!text(&files, SINGLE_FILE).contains("\n#!["));
}

/// They name the crate of the client, which a file that others include is not.
#[test]
fn the_examples_of_a_single_file_are_not_compiled() {
    let fences = |layout| {
        let files = output(&["rich"], SerdeConfig::Lean, layout);
        let all: String = files.iter().map(|(_, text)| text).collect();
        ["```no_run", "```ignore"].map(|fence| all.contains(fence))
    };
    assert_eq!(fences(Layout::Crate), [true, false]);
    assert_eq!(fences(Layout::SingleFile), [false, true]);
}

/// A struct of thirty structs of thirty texts has 2,700 words, its parts 90.
#[test]
fn what_makes_a_type_large_is_boxed() {
    let properties = |schema: &str| -> String {
        let lines = (0..30).map(|index| format!("        part{index}: {schema}\n"));
        lines.collect()
    };
    let text = format!(
        "openapi: 3.0.3
info: {{ title: Test, version: '1' }}
paths:
  /big: {{ get: {{ operationId: big, responses: {{ '200': {{ description: Big, content: {{
    application/json: {{ schema: {{ $ref: '#/components/schemas/Big' }} }} }} }} }} }} }}
components:
  schemas:
    Big:
      type: object
      properties:
        small: {{ $ref: '#/components/schemas/Small' }}
{}    Part:
      type: object
      properties:
        small: {{ $ref: '#/components/schemas/Small' }}
{}    Small: {{ type: object, properties: {{ id: {{ type: string }} }} }}
",
        properties("{ $ref: '#/components/schemas/Part' }"),
        properties("{ type: string }"),
    );
    let openapi = serde_yaml::from_str(&text).unwrap();
    let files = output_of(&[Plain { name: "big", openapi }], SerdeConfig::Lean, Layout::Crate);
    let types: String = files
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("src/types"))
        .map(|(_, text)| text.to_owned())
        .collect();
    assert!(types.contains("pub part7: Option<Box<super::Part>>"), "{types}");
    assert_eq!(types.matches("pub small: Option<super::Small>").count(), 2, "{types}");
}
