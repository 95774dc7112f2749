//! Prints the modules of types: files of definitions, re-exports, and beside them the serde implementations.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::module::{Body, Module, Sink};
use super::{alias, enum_, lean, struct_, union};
use crate::rust::model::{Gate, Ident, Item, ModulePath, Reexport, SerdeStyle, TypeFile, TypeModule};
use crate::rust::paths::At;
use crate::rust::tokens;

/// The module of the serde implementations, beside the files.
const LEAN: &str = "lean";

/// A deprecated type is used by others.
const ALLOWED: &[&str] = &["deprecated"];

/// A deprecated field is used by the implementations, whose local variables have the names of fields, `foo` among them.
const ALLOWED_IN_LEAN: &[&str] = &["deprecated", "clippy::all"];

/// Prints a module of types as modules of the output.
pub(super) fn emit(module: &TypeModule, serde: SerdeStyle) -> Vec<Module<'_>> {
    let mut modules = vec![parent(module)];
    for file in &module.files {
        modules.push(definitions(module, file, serde));
        modules.extend(implementations(module, file, serde));
    }
    let lean = child(module, &Ident(LEAN.to_owned()));
    if modules.iter().any(|module| module.path.starts_with(&lean)) {
        modules.push(Module::private(lean, TokenStream::new));
    }
    modules
}

fn child(module: &TypeModule, ident: &Ident) -> ModulePath {
    [module.path.as_slice(), std::slice::from_ref(ident)].concat()
}

/// Shows everything flat, wherever it is defined.
fn parent(module: &TypeModule) -> Module<'_> {
    let items = || {
        let files = module.files.iter().map(|file| {
            let cfg = tokens::cfg(&file.gate);
            let ident = &file.ident;
            quote! { #cfg pub use self::#ident::*; }
        });
        let reexports = reexports(&module.reexports, At::new(&module.path));
        quote! {
            #(#files)*
            #reexports
        }
    };

    Module {
        docs: module.docs.clone(),
        allow: ALLOWED,
        ..Module::public(module.path.clone(), items)
    }
}

/// Re-exports by an explicit list, one `use` per module that they come from and
/// per set of features that bring them.
fn reexports(items: &[Reexport], at: At<'_>) -> TokenStream {
    let mut lists: BTreeMap<(&Gate, &[Ident]), Vec<&Ident>> = BTreeMap::new();
    for Reexport { path, gate } in items {
        lists.entry((gate, &path.module)).or_default().push(&path.ident);
    }
    let uses = lists.into_iter().map(|((gate, module), idents)| {
        let cfg = tokens::cfg(gate);
        let path = at.to_module(module);
        quote! { #cfg pub use #path::{#(#idents),*}; }
    });

    quote! { #(#uses)* }
}

fn definitions<'a>(module: &TypeModule, file: &'a TypeFile, serde: SerdeStyle) -> Module<'a> {
    let path = child(module, &file.ident);
    let here = path.clone();
    let items = move |sink: Sink<'_>| {
        let at = At::new(&here).with_prelude(file.items.iter().map(Item::ident));
        let items = file.items.iter().map(|item| match item {
            Item::Struct(item) => struct_::emit(item, serde, at),
            Item::Enum(item) => enum_::emit(item, serde, at),
            Item::Union(item) => union::emit(item, serde, at),
            Item::Alias(item) => alias::emit(item, at),
        });
        items.for_each(sink);
    };

    Module {
        docs: file.docs.clone(),
        gate: file.gate.clone(),
        size: file.items.len(),
        allow: ALLOWED,
        body: Body::pieces(items),
        ..Module::private(path, TokenStream::new)
    }
}

fn implementations<'a>(module: &TypeModule, file: &'a TypeFile, serde: SerdeStyle) -> Option<Module<'a>> {
    if !file.items.iter().any(|item| lean::is_needed(item, serde)) {
        return None;
    }
    let path = [module.path.as_slice(), &[Ident(LEAN.to_owned()), file.ident.clone()]].concat();
    let here = path.clone();
    let items = move |sink: Sink<'_>| {
        let at = At::new(&here).with_imports(lean::imports(&file.items, serde), []);
        sink(at.uses());
        file.items.iter().map(|item| lean::emit(item, serde, at)).for_each(sink);
    };

    Some(Module {
        gate: file.gate.clone(),
        size: file.items.len(),
        allow: ALLOWED_IN_LEAN,
        body: Body::pieces(items),
        ..Module::private(path, TokenStream::new)
    })
}
