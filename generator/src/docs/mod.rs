//! The documentation: [`crate::ir::Api`] and the planned client in, MDX
//! snippets, the overview page and `reference.md` out.
//!
//! Views are made here, words stand in the templates, and every value passes
//! the filter of its place: a document is text of strangers.

mod access;
mod check;
mod env;
mod errors;
mod escape;
mod fields;
mod html;
mod language;
mod manifest;
mod markdown;
mod navigation;
mod openapi;
mod operation;
mod overview;
mod samples;
#[cfg(feature = "cli")]
mod schema;
mod shell;
mod site;
mod view;

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

pub(crate) use self::env::Templates;
use self::language::SampleView;
use self::navigation::Section;
use self::operation::Cx;
#[cfg(feature = "cli")]
pub(crate) use self::schema::schema;
use self::view::{
    AccessView, CodesView, HeadersView, OperationView, ReferenceDocument, ReferenceView, StatusesView, WebhookView,
};
use crate::config::Config;
use crate::ir::{Api, Document, Webhook};
use crate::name::Words;
use crate::output::FileSet;
use crate::rust::model::{Client, Group, Method, RustApi};
use crate::sample::{Direction, Sampler};

/// Writes the documentation of `api` into `files`, below the configured folder.
/// `bundled` are the documents in one piece, in their order. What is wrong with
/// a template of the project, `templates` report.
pub(crate) fn emit(
    api: &Api,
    plan: &RustApi,
    config: &Config,
    bundled: &[serde_json::Value],
    templates: &Templates,
    files: &mut FileSet,
) {
    let Some(folder) = &config.docs.output else {
        return;
    };
    let cx = Cx {
        api,
        sampler: Sampler::new(api),
        credentials: access::credentials(config),
        languages: &config.docs.languages,
        templates,
    };
    let mut pages = Pages {
        templates,
        folder,
        taken: BTreeSet::new(),
        accesses: Vec::new(),
        samples: Vec::new(),
        files,
    };
    let accesses = pages.accesses(api, plan, config, &cx);
    let headers = access::headers(api, config);
    if !headers.is_empty() {
        let view = HeadersView { headers: &headers };
        pages.add("snippets/auth/headers", "headers.mdx", &view);
    }
    let statuses = overview::statuses(config);
    if !statuses.is_empty() {
        let view = StatusesView { statuses: &statuses };
        pages.add("snippets/errors/statuses", "statuses.mdx", &view);
    }
    let codes = errors::codes(api);
    if !codes.is_empty() {
        let view = CodesView { codes: &codes };
        pages.add("snippets/errors/known-errors", "known-errors.mdx", &view);
    }
    let mut documents = Vec::new();
    let mut sections = Vec::new();
    for (index, document) in api.documents.iter().enumerate() {
        let client = plan.clients.iter().find(|client| client.document == index);
        let described = pages.operations(api, document, client, &cx);
        if let (Some(described), Some(bundled)) = (&described, bundled.get(index)) {
            sections.push(pages.openapi(document, bundled, &described.operations));
        }
        documents.extend(described);
        for webhook in &document.webhooks {
            let path = format!("snippets/webhooks/{}", slug(&webhook.name));
            pages.add(&path, "webhook.mdx", &self::webhook(webhook, &cx));
        }
    }
    let reference = ReferenceView {
        title: config
            .docs
            .overview
            .title
            .clone()
            .unwrap_or_else(|| "Reference".to_owned()),
        documents,
        statuses,
        codes,
    };
    pages.add("reference", "reference.md", &reference);
    site::add(&reference, &folder.join("site"), pages.files);
    let entries = (std::mem::take(&mut pages.accesses), std::mem::take(&mut pages.samples));
    let samples = samples::file(api, plan, &cx.credentials, entries.0, entries.1);
    pages.files.insert(folder.join("samples.json"), samples);
    pages.navigation(config, sections);
    pages.add(
        "overview",
        "overview.mdx",
        &overview::overview(api, config, accesses, headers),
    );
    if let Some(header) = &config.package.header {
        files.add_header(folder, header);
    }
    // Last, since it is about all the others.
    let manifest = manifest::manifest(&config.docs, folder, files);
    files.insert(folder.join("manifest.json"), json_file(&manifest));
}

fn json_file(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// Renders pages into files, each under a path of its own.
struct Pages<'a> {
    templates: &'a Templates,
    folder: &'a Utf8Path,
    taken: BTreeSet<String>,
    /// The documents' and the operations' entries of `samples.json`.
    accesses: Vec<serde_json::Value>,
    samples: Vec<serde_json::Value>,
    files: &'a mut FileSet,
}

impl Pages<'_> {
    /// Adds a page at `path`, which gets the template's extension, and returns
    /// the path, which differs where another page has it.
    fn add(&mut self, path: &str, template: &str, view: &impl serde::Serialize) -> String {
        let mut unique = path.to_owned();
        let mut number = 2;
        while !self.taken.insert(unique.clone()) {
            unique = format!("{path}-{number}");
            number += 1;
        }
        let extension = Utf8Path::new(template).extension().unwrap_or("mdx");
        let path: Utf8PathBuf = self.folder.join(format!("{unique}.{extension}"));
        let text = self.templates.page(template, view);
        self.files.insert(path, text);
        unique
    }

    /// Adds the samples of the page at `path` as files that a program of their
    /// language runs, and returns their paths by language. Each holds exactly
    /// what stands between the fences of the page.
    fn add_code(&mut self, page: &str, samples: &[SampleView]) -> serde_json::Value {
        let mut paths = serde_json::Map::new();
        for sample in samples {
            let Some(extension) = sample.extension else {
                continue;
            };
            let page = page.strip_prefix("snippets/").unwrap_or(page);
            let path = format!("samples/{}/{page}.{extension}", sample.language);
            self.files.insert(self.folder.join(&path), format!("{}\n", sample.code));
            paths.insert(sample.language.to_owned(), path.into());
        }
        paths.into()
    }

    /// Adds the document with its samples, and the overlay that makes it.
    fn openapi<'d>(
        &mut self,
        document: &'d Document,
        bundled: &serde_json::Value,
        operations: &[OperationView],
    ) -> Section<'d> {
        let slug = slug(&document.name);
        let name = format!("{slug}.json");
        let made = openapi::with_samples(document, bundled, operations, &name);
        let folder = self.folder.join("openapi");
        self.files.insert(folder.join(&name), json_file(&made.merged));
        self.files.insert(
            folder.join(format!("{slug}.samples.overlay.json")),
            json_file(&made.overlay),
        );
        Section::new(document, bundled, operations, &slug)
    }

    /// Adds what leads to the pages of the operations.
    fn navigation(&mut self, config: &Config, sections: Vec<Section<'_>>) {
        if sections.is_empty() {
            return;
        }
        let languages: Vec<&str> = config
            .docs
            .languages
            .iter()
            .map(|language| language::highlighter(*language))
            .collect();
        let fragment = navigation::fragment(config, &sections, &languages);
        self.files
            .insert(self.folder.join("docs.json.fragment"), json_file(&fragment));
        self.add("llms-api", "llms-api.txt", &navigation::index(config, sections));
    }

    fn accesses(&mut self, api: &Api, plan: &RustApi, config: &Config, cx: &Cx<'_>) -> Vec<AccessView> {
        let mut accesses = Vec::new();
        for (index, document) in api.documents.iter().enumerate() {
            let client = plan.clients.iter().find(|client| client.document == index);
            let Some((access, request)) = access::access(document, client, plan, config, cx) else {
                continue;
            };
            let path = format!("snippets/auth/{}", slug(&document.name));
            let path = self.add(&path, "access.mdx", &access);
            let code = self.add_code(&path, &access.samples);
            self.accesses.push(samples::access(document, &request, code));
            accesses.push(access);
        }
        accesses
    }

    fn operations(
        &mut self,
        api: &Api,
        document: &Document,
        client: Option<&Client>,
        cx: &Cx<'_>,
    ) -> Option<ReferenceDocument> {
        let mut operations: Vec<OperationView> = Vec::new();
        for (index, operation) in document.operations.iter().enumerate() {
            let view = cx.operation(
                document,
                operation,
                client
                    .and_then(|client| method(client, index))
                    .map(|(_, method)| method.example.clone()),
            );
            let path = format!(
                "snippets/{}/{}/{}",
                slug(&document.name),
                slug(&operation.group),
                slug(&operation.name)
            );
            let path = self.add(&path, "operation.mdx", &view);
            let code = self.add_code(&path, &view.samples);
            if let Some((group, method)) = client.and_then(|client| method(client, index)) {
                let name = format!("{}.{}", group.ident, method.ident);
                self.samples.push(samples::entry(cx, document, operation, &name, code));
            }
            operations.push(view);
        }
        (!operations.is_empty()).then(|| ReferenceDocument {
            name: (api.documents.len() > 1).then(|| document.name.to_string()),
            title: document.title.clone(),
            description: document.description.clone(),
            operations,
        })
    }
}

/// The method of an operation, and its group.
fn method(client: &Client, operation: usize) -> Option<(&Group, &Method)> {
    let mut methods = client
        .groups
        .iter()
        .flat_map(|group| group.methods.iter().map(move |method| (group, method)));
    methods.find(|(_, method)| method.operation == operation)
}

fn webhook(webhook: &Webhook, cx: &Cx<'_>) -> WebhookView {
    let docs = &webhook.docs;
    WebhookView {
        title: docs.summary.clone().unwrap_or_else(|| webhook.wire_name.clone()),
        name: webhook.wire_name.clone(),
        description: docs.description.clone().or_else(|| docs.summary.clone()),
        body: cx
            .json(&webhook.body, &webhook.examples)
            .unwrap_or_else(|| "{}".to_owned()),
        shape: cx.shape(&webhook.body, Direction::Response),
    }
}

/// A name as part of a path.
fn slug(words: &Words) -> String {
    match words.is_empty() {
        true => "unnamed".to_owned(),
        false => words.kebab(),
    }
}

#[cfg(test)]
mod tests;
