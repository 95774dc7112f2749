//! The commands around a project as their users meet them: from a document to a
//! configuration and a crate, and what is said on the way.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const DOCUMENT: &str = "openapi: 3.1.0
info: { title: Bird Watch API, version: '1' }
paths:
  /birds:
    get:
      operationId: listBirds
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses:
        '200':
          description: Birds
          content:
            application/json:
              schema:
                type: object
                properties:
                  birds: { type: array, items: { type: string } }
                  next_cursor: { type: string }
";

fn specwright(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.args(arguments).current_dir(folder).output().expect("it runs")
}

/// Returns the exit code, and what was printed: the standard output, then the standard error.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = specwright(folder, arguments);
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().expect("it ends by itself"),
        String::from_utf8(text).expect("text"),
    )
}

#[test]
fn from_a_document_to_a_crate() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (code, text) = said(folder, &["generate"]);
    assert_eq!(code, 3);
    assert!(text.contains("specwright init"), "{text}");
    let (code, text) = said(folder, &["init"]);
    assert_eq!(code, 2);
    assert!(text.contains("no OpenAPI document"), "{text}");

    fs::create_dir(folder.join("api")).unwrap();
    fs::write(folder.join("api/birds.yaml"), DOCUMENT).unwrap();
    let (code, text) = said(folder, &["init"]);
    assert_eq!(
        (code, text.lines().next().unwrap()),
        (
            0,
            "codegen.toml: the crate `bird-watch` in bird-watch, from api/birds.yaml"
        )
    );
    assert_eq!(said(folder, &["init"]).0, 2, "it is not replaced");

    let (code, text) = said(folder, &["check"]);
    assert_eq!(code, 1);
    assert!(text.contains("run `specwright generate` and commit"), "{text}");
    assert_eq!(said(folder, &["generate"]).0, 0);
    assert_eq!(said(folder, &["check"]).0, 0);
    let sources = texts_below(&folder.join("bird-watch/src"));
    assert!(sources.contains("pub fn stream("), "the pages were found");

    fs::write(folder.join("bird-watch/src/lib.rs"), "// mine\n").unwrap();
    let (code, text) = said(folder, &["check"]);
    assert_eq!(code, 1);
    assert!(text.contains("src/lib.rs"), "{text}");
}

/// Returns all texts below a folder, one after the other.
fn texts_below(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    let texts = entries.map(|path| match path.is_dir() {
        true => texts_below(&path),
        false => fs::read_to_string(path).expect("a text"),
    });
    texts.collect()
}

#[test]
fn several_documents_are_for_a_person_to_choose_from() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one.yaml", "two.yaml"] {
        fs::write(folder.path().join(name), DOCUMENT).unwrap();
    }
    let (code, text) = said(folder.path(), &["init"]);
    assert_eq!(code, 2);
    assert!(text.contains("\n  one.yaml\n  two.yaml\n"), "{text}");
    let (code, text) = said(folder.path(), &["init", "two.yaml", "--config", "gen/codegen.toml"]);
    assert_eq!(code, 3, "the folder is not there: {text}");
    fs::create_dir(folder.path().join("gen")).unwrap();
    assert_eq!(
        said(
            folder.path(),
            &["init", "two.yaml", "--config", "gen/codegen.toml", "--name", "birds"]
        )
        .0,
        0
    );
    assert_eq!(said(folder.path(), &["generate", "--config", "gen/codegen.toml"]).0, 0);
    assert!(folder.path().join("gen/birds/Cargo.toml").exists());
}

#[test]
fn codes_are_explained() {
    let folder = Path::new(".");
    let (code, text) = said(folder, &["explain", "dangling-reference"]);
    assert_eq!(code, 0);
    assert!(
        text.starts_with("dangling-reference: ") && text.contains("What to do: "),
        "{text}"
    );
    let (code, text) = said(folder, &["explain", "dangling-refrence"]);
    assert_eq!(code, 2);
    assert!(text.contains("did you mean `dangling-reference`?"), "{text}");
    let (code, text) = said(folder, &["explain"]);
    assert_eq!((code, text.lines().count()), (0, specwright::CODES.len()));
}

#[test]
fn the_schema_of_the_configuration_is_what_is_read() {
    let folder = Path::new(".");
    let (code, text) = said(folder, &["schema"]);
    assert_eq!(code, 0);
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let read = |text: &str| -> Value { toml::from_str(text).unwrap() };
    let small = "[package]\nname = \"pets\"\noutput = \"../pets\"\n\n[[document]]\npath = \"openapi.yaml\"\n";
    assert!(validator.is_valid(&read(small)));
    assert!(!validator.is_valid(&read(&small.replace("output", "ouptut"))));
    let all = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/codegen.toml")).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&read(&all))
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_shell_completes_every_command() {
    let (code, text) = said(Path::new("."), &["completions", "bash"]);
    assert_eq!(code, 0);
    for command in ["init", "generate", "check", "explain", "schema"] {
        assert!(text.contains(command), "{command}");
    }
}

/// The templates that the guide shows, with the names in their first lines.
fn templates_of_the_guide() -> Vec<(String, String)> {
    let guide = include_str!("../guides/documentation.md");
    let blocks = guide.split("```jinja\n{# ").skip(1);
    let blocks = blocks.filter_map(|block| block.split("\n```\n").next()?.split_once(" #}\n"));
    blocks.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

#[test]
fn templates_of_a_project_replace_ours_as_the_guide_says() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let document = DOCUMENT.replace(
        "operationId: listBirds\n",
        "operationId: listBirds\n      deprecated: true\n",
    );
    fs::write(folder.join("birds.yaml"), document).unwrap();
    let config = "[package]\nname = \"birds\"\noutput = \"out\"\n\n[[document]]\npath = \"birds.yaml\"\n\n[docs]\noutput = \"docs\"\n";
    fs::write(
        folder.join("codegen.toml"),
        format!("{config}templates = \"templates\"\n"),
    )
    .unwrap();
    let (code, text) = said(folder, &["generate"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("there are no templates in `templates`"), "{text}");

    let templates = templates_of_the_guide();
    assert_eq!(templates.len(), 2);
    for (name, text) in &templates {
        let place = folder.join("templates").join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    let (code, text) = said(folder, &["generate"]);
    assert_eq!(code, 0, "{text}");
    let page = fs::read_to_string(folder.join("out/docs/snippets/birds/birds/list.mdx")).unwrap();
    assert!(
        page.contains("<Warning>Do not use GET `/birds` in new programs.</Warning>"),
        "{page}"
    );
    let sample = fs::read_to_string(folder.join("out/docs/samples/python/birds/birds/list.py")).unwrap();
    assert!(
        sample.contains("    raise SystemExit(response.text)\nresponse.raise_for_status()\n"),
        "{sample}"
    );
    assert!(page.contains(&sample), "{page}");
}

#[test]
fn a_template_that_changes_or_appears_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("birds.yaml"), DOCUMENT).unwrap();
    let config = "[package]\nname = \"birds\"\noutput = \"out\"\n\n[[document]]\npath = \"birds.yaml\"\n\n[docs]\noutput = \"docs\"\ntemplates = \"templates\"\n";
    fs::write(folder.join("codegen.toml"), config).unwrap();
    let templates = folder.join("templates");
    fs::create_dir(&templates).unwrap();
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        let command = command
            .args(["check"])
            .current_dir(folder)
            .env("XDG_CACHE_HOME", folder.join("cache"));
        command.output().unwrap().status.code()
    };
    for (name, text) in [("webhook.mdx", "A."), ("operation.mdx", "B."), ("operation.mdx", "C.")] {
        fs::write(templates.join(format!("{name}.jinja")), text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        let command = command
            .args(["generate"])
            .current_dir(folder)
            .env("XDG_CACHE_HOME", folder.join("cache"));
        if name != "webhook.mdx" {
            assert_eq!(check(), Some(1), "{name}: {text}");
        }
        assert_eq!(command.output().unwrap().status.code(), Some(0));
        assert_eq!(check(), Some(0));
    }
}

#[test]
fn the_schema_of_the_templates_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let (code, text) = said(folder.path(), &["schema", "--docs"]);
    assert_eq!(code, 0);
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap();
    assert_eq!(schema["properties"]["operation.mdx"]["$ref"], "#/$defs/OperationView");
    assert_eq!(
        schema["$defs"]["OperationView"]["properties"]["title"]["type"],
        "string"
    );
}
