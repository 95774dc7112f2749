//! Turns modules with their paths into files, or into one file of nested modules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::parallel;
use crate::rust::model::{Gate, Ident, ModulePath, RustApi};
use crate::rust::{format, tokens};

use super::lib_rs;

/// A module of the output. Its parents need not be listed: they are made where they are missing.
pub(crate) struct Module<'a> {
    pub path: ModulePath,
    pub visibility: Visibility,
    /// Neutral Markdown, written at the module's declaration.
    pub docs: String,
    pub gate: Gate,
    /// About how much it holds, in items: the largest are begun first, so that no core waits for another at the end.
    pub size: usize,
    /// Lints that are allowed in it, such as `deprecated` or `clippy::all`.
    pub allow: &'static [&'static str],
    pub body: Body<'a>,
}

/// Who sees a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    Public,
    Private,
}

/// What a module holds.
pub(crate) enum Body<'a> {
    /// Items, printed and formatted on whatever core is free (tokens cannot
    /// leave their thread). Declarations of child modules are written before them.
    Items(Pieces<'a>),
    /// The text of a support file, written as it is.
    Text(&'static str),
}

/// Prints the items of a module and gives them away, whole items at a time. Each piece is text before the next is
/// made: the tokens and the syntax tree of a large module take many times the memory of its text.
type Pieces<'a> = Box<dyn Fn(Sink<'_>) + Send + Sync + 'a>;

/// Takes whole items.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(TokenStream);

impl<'a> Body<'a> {
    /// Makes a body of items that are printed at once.
    fn whole(items: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self::pieces(move |sink| sink(items()))
    }

    /// Makes a body of items that are printed one after the other.
    pub fn pieces(print: impl Fn(Sink<'_>) + Send + Sync + 'a) -> Self {
        Self::Items(Box::new(print))
    }
}

impl<'a> Module<'a> {
    /// Makes a public module of items, without documentation.
    pub fn public(path: ModulePath, items: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self {
            path,
            visibility: Visibility::Public,
            docs: String::new(),
            gate: Gate::default(),
            size: 1,
            allow: &[],
            body: Body::whole(items),
        }
    }

    /// Makes a private module of items, without documentation.
    pub fn private(path: ModulePath, items: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self {
            visibility: Visibility::Private,
            ..Self::public(path, items)
        }
    }
}

/// Every module of the output, with all parents.
pub(super) struct Tree<'a>(BTreeMap<ModulePath, Module<'a>>);

impl<'a> Tree<'a> {
    /// Collects `modules`, and adds the parents that nobody listed. Several
    /// modules with the empty path become the root together.
    pub fn new(modules: Vec<Module<'a>>) -> Self {
        let mut tree = BTreeMap::new();
        for module in modules {
            for length in 0..module.path.len() {
                let parent = module.path[..length].to_vec();
                tree.entry(parent.clone())
                    .or_insert_with(|| Module::public(parent, TokenStream::new));
            }
            add(&mut tree, module);
        }
        Self(tree)
    }

    /// Lays the modules of `api` out as the files of a crate: path and text, in no order.
    pub fn files(&self, api: &RustApi) -> Vec<(Utf8PathBuf, String)> {
        let mut modules: Vec<_> = self.0.values().collect();
        modules.sort_by_key(|module| Reverse(module.size));
        parallel::map(modules, |module| self.file(module, api))
    }

    fn file(&self, module: &Module<'a>, api: &RustApi) -> (Utf8PathBuf, String) {
        let path = file_path(&module.path, self.children(&module.path).next().is_some());
        let text = match &module.body {
            Body::Text(text) => format!("{}\n{}", format::HEADER, without_tests(text)),
            Body::Items(print) => {
                let mut file = format::Pieces::new(path.as_str());
                if module.path.is_empty() {
                    file.push(lib_rs::head(api));
                }
                let children = self.children(&module.path).map(|child| {
                    let path = self.path_attribute(child);
                    let declaration = declaration(child, &quote! { ; });
                    quote! { #path #declaration }
                });
                file.push(children.collect());
                print(&mut |items| file.push(items));
                file.finish()
            }
        };
        (path, text)
    }

    /// Says where the file of a module lies, where its name has letters beyond ASCII: the compiler looks for no such file
    /// by itself.
    fn path_attribute(&self, module: &Module<'a>) -> TokenStream {
        let Some(name) = module.path.last().filter(|name| !name.0.is_ascii()) else {
            return TokenStream::new();
        };
        let has_children = self.children(&module.path).next().is_some();
        let path = match has_children {
            true => format!("{}/mod.rs", name.0),
            false => format!("{}.rs", name.0),
        };
        quote! { #[path = #path] }
    }

    /// Lays the modules out as the items of one file.
    pub fn single_file(&self) -> TokenStream {
        self.0
            .get(&Vec::new())
            .map(|root| self.nested(root))
            .unwrap_or_default()
    }

    fn nested(&self, module: &Module<'a>) -> TokenStream {
        let children = self.children(&module.path).map(|child| {
            let inside = self.nested(child);
            declaration(child, &quote! { { #inside } })
        });
        let mut nested: TokenStream = children.collect();
        match &module.body {
            Body::Items(print) => print(&mut |items| nested.extend(items)),
            Body::Text(text) => nested.extend(support_items(text)),
        }
        nested
    }

    fn children<'t>(&'t self, parent: &'t [Ident]) -> impl Iterator<Item = &'t Module<'a>> {
        self.0
            .range(parent.to_vec()..)
            .take_while(move |(path, _)| path.starts_with(parent))
            .filter(move |(path, _)| path.len() == parent.len() + 1)
            .map(|(_, module)| module)
    }
}

/// Adds a module where there is none, or an implied parent, in its place.
fn add<'a>(tree: &mut BTreeMap<ModulePath, Module<'a>>, module: Module<'a>) {
    let path = module.path.clone();
    match tree.remove(&path) {
        // What stands in two places is the root, or a parent that was implied.
        Some(Module {
            docs,
            body: Body::Items(first),
            ..
        }) => {
            let Body::Items(second) = module.body else {
                unreachable!("invariant: support files are no parents");
            };
            let docs = if module.docs.is_empty() { docs } else { module.docs };
            let print = move |sink: Sink<'_>| {
                first(sink);
                second(sink);
            };
            tree.insert(
                path,
                Module {
                    docs,
                    body: Body::pieces(print),
                    ..module
                },
            );
        }
        _ => {
            tree.insert(path, module);
        }
    }
}

fn declaration(module: &Module<'_>, block: &TokenStream) -> TokenStream {
    let docs = tokens::docs(&module.docs);
    let cfg = tokens::cfg(&module.gate);
    let attributes = tokens::allow(module.allow);
    let ident = module.path.last();
    let visibility = match module.visibility {
        Visibility::Public => quote! { pub },
        Visibility::Private => TokenStream::new(),
    };

    quote! { #docs #cfg #attributes #visibility mod #ident #block }
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
