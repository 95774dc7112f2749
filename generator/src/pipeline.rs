//! Runs the stages in their order: documents, overlays and configuration in,
//! files out.
//!
//! Invariant: nothing is read but the documents, nothing is written, and the
//! same input gives the same files.

use camino::{Utf8Path, Utf8PathBuf};
use indexmap::IndexMap;
use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
#[cfg(feature = "docs")]
use crate::docs;
use crate::inventory::Inventory;
use crate::output::FileSet;
#[cfg(feature = "overlays")]
use crate::overlay;
use crate::rust::model::Layout;
use crate::source::{self, FileId, Pointer, Source};
use crate::{ir, lower, render, rust, spec};

/// What a run made of its documents.
#[derive(Debug)]
pub struct Generated {
    /// The files; `None` where a finding is an error.
    pub files: Option<FileSet>,
    /// All that was found, in the order in which it was found.
    pub diagnostics: Diagnostics,
    /// What the documents declare, and what the client has of it.
    pub inventory: Inventory,
    /// The files that were read.
    pub source: Source,
}

impl Generated {
    /// Puts a result together. Findings come with places in the trees that the
    /// stages saw, and leave with the places where a person wrote them.
    pub(crate) fn new(
        files: Option<FileSet>,
        mut diagnostics: Diagnostics,
        inventory: Inventory,
        source: Source,
    ) -> Self {
        diagnostics.relocate(|pointer| source.written(pointer));
        Self {
            files,
            diagnostics,
            inventory,
            source,
        }
    }

    /// Returns the findings as a person reads them, with their places in the
    /// text; empty where there are none.
    pub fn render_diagnostics(&self) -> String {
        render::render(&self.diagnostics, &self.source)
    }
}

/// A part of a run that takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "a person watches the command alone")
)]
pub(crate) enum Step {
    /// Files are read, overlays applied, references to other files followed.
    Load,
    /// The trees become the model of 3.0, each document in one piece.
    Normalize,
    Lower,
    Plan,
    Emit,
    #[cfg(feature = "docs")]
    Document,
}

/// Generates the crate and the documentation of a project. `base` is the
/// folder that the paths of the documents are relative to.
pub fn generate(config: &Config, base: &Utf8Path) -> Generated {
    generate_watched(config, base, &|_| {})
}

/// Generates the crate and the documentation of a project, and tells `watch` of
/// each step before it is taken.
pub(crate) fn generate_watched(config: &Config, base: &Utf8Path, watch: &dyn Fn(Step)) -> Generated {
    generate_with(config, base, Layout::Crate, watch)
}

/// Generates the client as one file, for a build script.
pub(crate) fn generate_single_file(config: &Config, base: &Utf8Path) -> Generated {
    generate_with(config, base, Layout::SingleFile, &|_| {})
}

fn generate_with(config: &Config, base: &Utf8Path, layout: Layout, watch: &dyn Fn(Step)) -> Generated {
    let mut diagnostics = Diagnostics::new(config.strict);
    #[cfg_attr(not(feature = "docs"), expect(unused_mut, reason = "only templates are read later"))]
    let Input {
        mut source,
        mut inventory,
        api,
        #[cfg(feature = "docs")]
        bundled,
        #[cfg(not(feature = "docs"))]
            bundled: _,
    } = read(config, base, watch, &mut diagnostics);
    let files = api.and_then(|api| {
        watch(Step::Plan);
        let plan = rust::plan::plan(&api, config, layout, &mut diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        inventory.add_client(&rust::plan::view(&api, config), &plan);
        watch(Step::Emit);
        let mut files = FileSet::new();
        rust::emit::emit(&plan, &mut files);
        if let Some(header) = &config.package.header {
            files.add_header(Utf8Path::new(""), header);
        }
        #[cfg(feature = "docs")]
        if layout == Layout::Crate && config.docs.output.is_some() {
            watch(Step::Document);
            let own = match &config.docs.templates {
                Some(folder) => source::load_templates(&mut source, &base.join(folder), &mut diagnostics),
                None => Vec::new(),
            };
            let templates = docs::Templates::new(&config.docs, &source, &own, &mut diagnostics);
            docs::emit(&api, &plan, config, &bundled, &templates, &mut files);
            templates.report(&mut diagnostics);
        }
        (!diagnostics.has_errors()).then_some(files)
    });
    Generated::new(files, diagnostics, inventory, source)
}

/// What a project comes to, before any of it is printed.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub(crate) struct Planned {
    pub source: Source,
    pub api: ir::Api,
    pub client: rust::model::RustApi,
}

/// Plans the client of a project.
///
/// # Errors
/// A finding is an error; all of them are in the result.
#[cfg(feature = "cli")]
pub(crate) fn plan(config: &Config, base: &Utf8Path) -> Result<Planned, Box<Generated>> {
    let mut diagnostics = Diagnostics::new(config.strict);
    let input = read(config, base, &|_| {}, &mut diagnostics);
    let planned = input.api.map(|api| {
        let client = rust::plan::plan(&api, config, Layout::Crate, &mut diagnostics);
        (api, client)
    });
    match planned.filter(|_| !diagnostics.has_errors()) {
        Some((api, client)) => Ok(Planned {
            source: input.source,
            api,
            client,
        }),
        None => Err(Box::new(Generated::new(
            None,
            diagnostics,
            input.inventory,
            input.source,
        ))),
    }
}

/// What was read of a project.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub source: Source,
    /// What the documents declare.
    pub inventory: Inventory,
    /// `None` where a finding is an error.
    pub api: Option<ir::Api>,
    /// Each document in one piece, if it is to be shown.
    pub bundled: Vec<Value>,
}

/// Loads, normalizes, resolves and lowers the documents, and tells `watch` of each
/// step before it is taken.
pub(crate) fn read(config: &Config, base: &Utf8Path, watch: &dyn Fn(Step), diagnostics: &mut Diagnostics) -> Input {
    watch(Step::Load);
    let roots: Vec<Utf8PathBuf> = config
        .documents
        .iter()
        .map(|document| base.join(&document.path))
        .collect();
    let folders: Vec<Utf8PathBuf> = config.folders.iter().map(|folder| base.join(folder)).collect();
    let mut source = source::load_documents(&roots, &folders, diagnostics);
    apply_overlays(config, base, &mut source, diagnostics);
    source::load_references(&mut source, diagnostics);
    let counts: Vec<spec::Census> = (0..roots.len())
        .filter_map(|index| Some(spec::census(&source, FileId(u32::try_from(index).ok()?))))
        .collect();
    let mut input = Input {
        source,
        inventory: Inventory::of_documents(&counts),
        api: None,
        bundled: Vec::new(),
    };
    if diagnostics.has_errors() {
        return input;
    }
    watch(Step::Normalize);
    let mut documents = Vec::new();
    let mut filter = spec::Filter::new(config);
    let keep = config.docs.output.is_some();
    for (root, document) in (0..).map(FileId).zip(&config.documents) {
        let name = document.module_name();
        documents.extend(spec::read(
            &mut input.source,
            root,
            name,
            filter.as_mut(),
            keep,
            &config.client.streams.end,
            diagnostics,
        ));
    }
    if let Some(filter) = filter {
        filter.finish(config, diagnostics);
    }
    if diagnostics.has_errors() {
        return input;
    }
    input.bundled = documents
        .iter_mut()
        .filter_map(|document| document.bundled.take())
        .collect();
    watch(Step::Lower);
    let api = lower::lower(&documents, config, diagnostics);
    input.api = (!diagnostics.has_errors()).then_some(api);
    input
}

/// Changes the documents as their overlays say.
#[cfg(feature = "overlays")]
fn apply_overlays(config: &Config, base: &Utf8Path, source: &mut Source, diagnostics: &mut Diagnostics) {
    for (root, document) in (0..).map(FileId).zip(&config.documents) {
        for path in &document.overlays {
            let overlay = source::load_beside(source, &base.join(path), diagnostics);
            overlay::apply(source, root, overlay, diagnostics);
        }
    }
}

/// Refuses overlays: without them, the documents would not be what the project wants.
#[cfg(not(feature = "overlays"))]
fn apply_overlays(config: &Config, _: &Utf8Path, _: &mut Source, diagnostics: &mut Diagnostics) {
    for (index, document) in config.documents.iter().enumerate() {
        if !document.overlays.is_empty() {
            let place = ["document", &index.to_string(), "overlays"];
            let message = "specwright is built without overlays";
            config
                .report(diagnostics, "invalid-configuration", &place, message)
                .help("add `features = [\"overlays\"]` to the dependency on specwright");
        }
    }
}

impl lower::Input for spec::Document {
    fn name(&self) -> &str {
        &self.name
    }

    fn openapi(&self) -> &openapiv3::OpenAPI {
        &self.openapi
    }

    fn other_operations(&self, path: &str) -> Option<&IndexMap<String, openapiv3::Operation>> {
        self.operations.get(path)
    }

    fn origin(&self, bundled: &Pointer) -> Pointer {
        spec::Document::origin(self, bundled)
    }

    fn root(&self) -> Pointer {
        spec::Document::root(self)
    }
}

#[cfg(test)]
mod tests;
