//! Turns modules with their paths into files, or into one file of nested modules.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::rust::model::{Ident, ModulePath};
use crate::rust::{format, tokens};

/// A module of the output. Its parents need not be listed: they are made where they are missing.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    pub path: ModulePath,
    pub visibility: Visibility,
    /// Neutral Markdown, written at the module's declaration.
    pub docs: String,
    /// Outer attributes of the declaration, such as `#[allow(deprecated)]`.
    pub attributes: TokenStream,
    pub body: Body,
}

/// Who sees a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    Public,
    /// `pub(super)`.
    Parent,
    Private,
}

/// What a module holds.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// Items, to be formatted. Declarations of child modules are written before them.
    Tokens(TokenStream),
    /// The text of a support file, written as it is.
    Text(&'static str),
}

impl Module {
    /// Makes a public module of items, without documentation.
    pub fn public(path: ModulePath, items: TokenStream) -> Self {
        Self {
            path,
            visibility: Visibility::Public,
            docs: String::new(),
            attributes: TokenStream::new(),
            body: Body::Tokens(items),
        }
    }

    /// Makes a private module of items, without documentation.
    pub fn private(path: ModulePath, items: TokenStream) -> Self {
        Self {
            visibility: Visibility::Private,
            ..Self::public(path, items)
        }
    }
}

/// A file that is still tokens; formatting is the dear step, and is left to all cores.
#[derive(Debug)]
pub(super) struct SourceFile {
    pub path: Utf8PathBuf,
    pub body: Body,
}

impl SourceFile {
    /// Writes the text of the file.
    pub fn text(self) -> String {
        match self.body {
            Body::Tokens(tokens) => format::file(self.path.as_str(), tokens),
            Body::Text(text) => format!("{}\n{}", format::HEADER, without_tests(text)),
        }
    }
}

type Tree = BTreeMap<ModulePath, Module>;

/// Lays modules out as the files of a crate. The module with the empty path is `src/lib.rs`.
pub(super) fn files(modules: Vec<Module>) -> Vec<SourceFile> {
    let tree = complete(modules);
    tree.values()
        .map(|module| {
            let children: Vec<_> = children(&tree, &module.path).collect();
            let body = match &module.body {
                Body::Text(text) => Body::Text(text),
                Body::Tokens(items) => {
                    let declarations = children.iter().map(|child| declaration(child, &quote! { ; }));
                    Body::Tokens(quote! { #(#declarations)* #items })
                }
            };
            SourceFile {
                path: file_path(&module.path, !children.is_empty()),
                body,
            }
        })
        .collect()
}

/// Lays modules out as one file of nested modules.
pub(super) fn single_file(modules: Vec<Module>) -> TokenStream {
    let tree = complete(modules);
    nested(&tree, &tree[&Vec::new()])
}

/// Adds the parents that nobody listed.
fn complete(modules: Vec<Module>) -> Tree {
    let mut tree = Tree::new();
    for module in modules {
        let path = module.path.clone();
        assert!(
            tree.insert(path.clone(), module).is_none(),
            "invariant: one emitter owns the module {path:?}"
        );
    }
    let paths: Vec<ModulePath> = tree.keys().cloned().collect();
    for path in paths {
        for length in 0..path.len() {
            let parent = path[..length].to_vec();
            tree.entry(parent.clone())
                .or_insert_with(|| Module::public(parent, TokenStream::new()));
        }
    }
    tree.entry(Vec::new())
        .or_insert_with(|| Module::public(Vec::new(), TokenStream::new()));
    tree
}

fn children<'t>(tree: &'t Tree, parent: &'t [Ident]) -> impl Iterator<Item = &'t Module> {
    tree.range(parent.to_vec()..)
        .take_while(move |(path, _)| path.starts_with(parent))
        .filter(move |(path, _)| path.len() == parent.len() + 1)
        .map(|(_, module)| module)
}

fn declaration(module: &Module, block: &TokenStream) -> TokenStream {
    let docs = tokens::docs(&module.docs);
    let attributes = &module.attributes;
    let ident = module.path.last();
    let visibility = match module.visibility {
        Visibility::Public => quote! { pub },
        Visibility::Parent => quote! { pub(super) },
        Visibility::Private => TokenStream::new(),
    };

    quote! { #docs #attributes #visibility mod #ident #block }
}

fn nested(tree: &Tree, module: &Module) -> TokenStream {
    let children = children(tree, &module.path).map(|child| {
        let inside = nested(tree, child);
        declaration(child, &quote! { { #inside } })
    });
    let items = match &module.body {
        Body::Tokens(items) => items.clone(),
        Body::Text(text) => support_items(text),
    };

    quote! { #(#children)* #items }
}

/// Returns the items of a support file: its inner attributes cannot stand in an included file.
fn support_items(text: &str) -> TokenStream {
    let file = syn::parse_file(without_tests(text))
        .unwrap_or_else(|error| unreachable!("invariant: support files are Rust: {error}"));
    file.items.iter().map(ToTokens::to_token_stream).collect()
}

/// Cuts a support file before its tests, which stand at its end.
fn without_tests(text: &str) -> &str {
    match text.find("\n#[cfg(test)]") {
        Some(end) => &text[..end],
        None => text,
    }
}

fn file_path(module: &[Ident], has_children: bool) -> Utf8PathBuf {
    let mut path = Utf8PathBuf::from("src");
    if module.is_empty() {
        path.push("lib.rs");
        return path;
    }
    path.extend(module.iter().map(|ident| ident.0.trim_start_matches("r#")));
    if has_children {
        path.push("mod.rs");
    } else {
        path.set_extension("rs");
    }
    path
}
