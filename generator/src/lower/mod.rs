//! Turns documents into [`ir::Api`]: no `$ref` is left, every schema is a type,
//! and every operation and inline type has the name that a person would choose.
//!
//! Each document is lowered by itself, into drafts of types, one for each
//! schema ([`document`], [`schema`]). Then operations get their names
//! ([`naming`]), drafts of the same shape become one type ([`unify`]), and the
//! inline ones among them are named after where they stand.

mod alias;
mod body;
mod context;
mod customize;
mod document;
mod encoding;
mod naming;
mod operation;
mod pagination;
mod parameter;
mod response;
mod schema;
mod security;
#[cfg(test)]
mod tests;
mod unify;
mod webhook;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use self::context::Cx;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::source::Pointer;

/// What a document must offer to be lowered.
pub(crate) trait Input {
    /// The name of the document in the project.
    fn name(&self) -> &str;
    fn openapi(&self) -> &openapiv3::OpenAPI;
    /// Returns the operations of a path whose methods `openapiv3` does not know, by method.
    fn other_operations(&self, _path: &str) -> Option<&IndexMap<String, openapiv3::Operation>> {
        None
    }
    /// Returns where the place `bundled` of the bundled document was written.
    fn origin(&self, bundled: &Pointer) -> Pointer;
    /// Returns the pointer to the root of the bundled document.
    fn root(&self) -> Pointer;
}

/// Lowers `documents`, in their order, into one API. Findings go to
/// `diagnostics`; what cannot be lowered is left out or is any JSON.
pub(crate) fn lower<D: Input>(documents: &[D], config: &Config, diagnostics: &mut Diagnostics) -> ir::Api {
    let mut drafts = Vec::new();
    let mut lowered = Vec::with_capacity(documents.len());
    let mut acts = Vec::with_capacity(documents.len());
    for (index, input) in documents.iter().enumerate() {
        let mut cx = Cx {
            input,
            openapi: input.openapi(),
            document: index,
            config,
            drafts,
            components: IndexMap::new(),
            diagnostics: std::mem::take(diagnostics),
            depth: 0,
            deep: 0,
            cut: 0,
            merged: BTreeMap::new(),
        };
        let credentials = credentials(config, index);
        let mut document = document::lower(&mut cx, &credentials);
        alias::break_cycles(&mut cx);
        acts.push(naming::name_operations(&mut cx, &mut document));
        pagination::apply(&mut cx, &mut document);
        *diagnostics = cx.diagnostics;
        drafts = cx.drafts;
        lowered.push(document);
    }
    customize::check(config, &lowered, diagnostics);
    pagination::check(config, &lowered, diagnostics);
    let mut shared = unify::unify(drafts, &mut lowered, &config.types);
    naming::name_types(&mut shared, &acts);
    ir::Api {
        documents: lowered,
        types: shared.into_iter().map(|draft| draft.def).collect(),
    }
}

/// The credentials that the configuration fixes for a document.
fn credentials(config: &Config, document: usize) -> BTreeMap<String, String> {
    config
        .documents
        .get(document)
        .map(|document| document.credentials.clone())
        .unwrap_or_default()
}
