//! Renders every template, with text that is hostile to each.

use super::language::LANGUAGES;
use super::*;
use crate::config::Config;
use crate::ir::Method;
use crate::rust::model::Features;
use crate::sample::tests::{hostile, shop};

fn config(text: &str) -> Config {
    let mut config = Config::for_documents(Vec::new(), "shop", "generated".into());
    config.docs = toml::from_str(DOCS).unwrap();
    config.docs.languages = LANGUAGES.iter().map(|language| language.config).collect();
    config.docs.overview.introduction = Some(text.to_owned());
    config.docs.overview.title = Some(text.to_owned());
    config.docs.overview.steps[0].title = text.to_owned();
    config
}

const DOCS: &str = r#"
output = "docs"
[[placeholder]]
scheme = "key"
display = "sk_<your key>"
test = "sk_test"
kind = "string"
description = "Starts with `sk_`."
[[status]]
status = 404
title = "Not Found"
text = "There is no such thing."
[overview]
warning = "Never show **sk_** keys."
note = "See {braces}."
[[overview.step]]
title = "First"
text = "Do this."
[[overview.question]]
title = "What | fails?"
text = "These:"
statuses = true
[[overview.link]]
title = "Chat"
href = "https://chat.example.com/?a=1&b=2"
text = "Talk."
"#;

fn rendered(api: &Api, text: &str) -> FileSet {
    render(api, text, &env::tests::ours())
}

/// Renders everything about a shop whose texts are `text`.
pub(super) fn rendered_by(templates: &Templates, text: &str) -> FileSet {
    render(&shop(text), text, templates)
}

/// What each template is given for that shop.
pub(super) fn views(text: &str) -> Vec<(String, serde_json::Value)> {
    let templates = env::tests::ours();
    rendered_by(&templates, text);
    templates.seen.into_inner()
}

fn render(api: &Api, text: &str, templates: &Templates) -> FileSet {
    let mut files = FileSet::new();
    let paths: serde_json::Map<String, serde_json::Value> = api.documents[0]
        .operations
        .iter()
        .map(|operation| {
            let method = operation.method.as_str().to_lowercase();
            (
                operation.path.text.clone(),
                serde_json::json!({ method: { "tags": [text] } }),
            )
        })
        .collect();
    let bundled = serde_json::json!({ "openapi": "3.1.0", "paths": paths });
    emit(api, &plan(), &config(text), &[bundled], templates, &mut files);
    files
}

/// A plan without methods: the templates show no Rust then.
pub(crate) fn plan() -> RustApi {
    use crate::rust::model::{ErrorBody, Layout, Package, Refusal, ResponseHeaders, Retry, SerdeStyle, SupportNeeds};
    RustApi {
        layout: Layout::Crate,
        written: Vec::new(),
        package: Package {
            name: "shop".to_owned(),
            version: "1.0.0".to_owned(),
            description: String::new(),
            license: None,
            documentation: None,
            repository: None,
            workspace_member: false,
            samples: None,
            dependencies: Vec::new(),
            edition: "2024",
            rust_version: None,
        },
        docs: String::new(),
        serde: SerdeStyle::Lean,
        type_modules: Vec::new(),
        clients: Vec::new(),
        operations: Vec::new(),
        webhooks: Vec::new(),
        error_body: ErrorBody { variants: Vec::new() },
        declared_headers: Vec::new(),
        headers: ResponseHeaders::default(),
        error_code: None,
        refusal: Refusal::default(),
        retry: Retry::default(),
        support: SupportNeeds::default(),
        features: Features::default(),
    }
}

#[test]
fn every_template_is_used() {
    let files = rendered(&shop("Plain."), "Plain.");
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    for path in [
        "docs/docs.json.fragment",
        "docs/llms-api.txt",
        "docs/manifest.json",
        "docs/openapi/shop.json",
        "docs/openapi/shop.samples.overlay.json",
        "docs/overview.mdx",
        "docs/reference.md",
        "docs/site/data.js",
        "docs/site/index.html",
        "docs/site/site.css",
        "docs/site/site.js",
        "docs/snippets/auth/headers.mdx",
        "docs/snippets/auth/shop.mdx",
        "docs/snippets/errors/known-errors.mdx",
        "docs/snippets/errors/statuses.mdx",
        "docs/snippets/shop/users/create.mdx",
        "docs/snippets/webhooks/user-created.mdx",
    ] {
        assert!(paths.contains(&path), "{path} is not in {paths:?}");
    }
}

#[test]
fn every_page_is_marked_and_free_of_code() {
    for text in hostile() {
        for (path, page) in rendered(&shop(text), text).iter() {
            if path.starts_with("docs/samples") || path.starts_with("docs/openapi") || path == "docs/docs.json.fragment"
            {
                continue;
            }
            let head: String = page.lines().take(5).collect();
            assert!(head.contains(crate::output::MARKER), "{path} is not marked: {head}");
            if path.extension() == Some("json") || path.starts_with("docs/site") {
                continue;
            }
            let node = escape::tests::parse(page).unwrap_or_else(|error| panic!("{path}: {error}"));
            escape::tests::check(&node, check::COMPONENTS).unwrap_or_else(|error| panic!("{path}: {error}\n{page}"));
        }
    }
}

#[test]
fn every_file_of_code_is_what_its_page_shows() {
    for text in hostile() {
        let files = rendered(&shop(text), text);
        let mut languages = BTreeSet::new();
        for (path, code) in files.iter() {
            let Some((language, page)) = path
                .strip_prefix("docs/samples")
                .ok()
                .and_then(|path| path.as_str().split_once('/'))
            else {
                continue;
            };
            let page = Utf8Path::new("docs/snippets").join(page).with_extension("mdx");
            let shown = files.get(&page).expect("a page");
            assert!(shown.contains(&format!("\n{code}```")), "{path} is not in {page}");
            languages.insert(language.to_owned());
        }
        let all: BTreeSet<String> = LANGUAGES
            .iter()
            .map(|language| language.config.name().to_owned())
            .collect();
        assert_eq!(languages, all);
    }
}

#[test]
fn the_data_of_the_site_is_json_on_each_line() {
    for text in hostile() {
        let files = rendered(&shop(text), text);
        let script = files.get("docs/site/data.js").expect("the data");
        let titles: Vec<serde_json::Value> = script
            .lines()
            .filter_map(|line| line.strip_prefix("reference.documents.at(-1).operations.push("))
            .map(|line| serde_json::from_str(line.strip_suffix(");").expect("one call")).expect("JSON"))
            .collect();
        assert_eq!(titles.len(), shop(text).documents[0].operations.len());
        assert!(
            titles
                .iter()
                .all(|operation: &serde_json::Value| operation["description"] == *text)
        );
    }
}

#[test]
fn an_operation_reads_well() {
    let mut api = shop("A *short* text.");
    let create = &mut api.documents[0].operations[0];
    let contents = [
        &mut create.request_body.as_mut().unwrap().content,
        &mut create.responses[0].content,
    ];
    for content in contents {
        let mut other = content[0].clone();
        other.name = "application/xml".to_owned();
        content.push(other);
    }
    let files = rendered(&api, "Plain.");
    insta::assert_snapshot!(files.get("docs/snippets/shop/users/create.mdx").unwrap());
    insta::assert_snapshot!(files.get("docs/overview.mdx").unwrap());
}

#[test]
fn every_command_reads_back() {
    for text in hostile() {
        let api = shop(text);
        let templates = env::tests::ours();
        let cx = Cx {
            api: &api,
            sampler: Sampler::new(&api),
            credentials: access::credentials(&config("")),
            languages: &[],
            templates: &templates,
        };
        for operation in &api.documents[0].operations {
            let mut diagnostics = crate::diagnostic::Diagnostics::default();
            for level in [crate::sample::Level::Minimal, crate::sample::Level::Full] {
                let request = crate::sample::request(
                    &cx.sampler,
                    &api.documents[0],
                    operation,
                    &cx.credentials,
                    level,
                    &mut diagnostics,
                );
                shell::tests::assert_reads_back(&request);
                assert_eq!(operation.method == Method::Post, request.body.is_some());
            }
            assert!(diagnostics.list().is_empty(), "{:?}", diagnostics.list());
        }
    }
}
