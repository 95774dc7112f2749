//! The paths that emitted code names: absolute ones of other crates from one
//! table, our own relative to the module that is printed (`super::…`), never
//! `crate::…`, so that output works under `include!` anywhere.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::model::{Foreign, ForeignRoot, Ident, ItemPath, RustType};
use super::tokens;

/// An item of another crate, printed from the root of all crates (`::std::…`).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Absolute(&'static [&'static str]);

impl ToTokens for Absolute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for segment in self.0 {
            let segment = tokens::ident(&Ident((*segment).to_owned()));
            tokens.extend(quote! { ::#segment });
        }
    }
}

pub(crate) const STRING: Absolute = Absolute(&["std", "string", "String"]);
pub(crate) const STR: Absolute = Absolute(&["core", "primitive", "str"]);
pub(crate) const BOOL: Absolute = Absolute(&["core", "primitive", "bool"]);
pub(crate) const I32: Absolute = Absolute(&["core", "primitive", "i32"]);
pub(crate) const I64: Absolute = Absolute(&["core", "primitive", "i64"]);
pub(crate) const F32: Absolute = Absolute(&["core", "primitive", "f32"]);
pub(crate) const F64: Absolute = Absolute(&["core", "primitive", "f64"]);
pub(crate) const VEC: Absolute = Absolute(&["std", "vec", "Vec"]);
pub(crate) const BOX: Absolute = Absolute(&["std", "boxed", "Box"]);
pub(crate) const OPTION: Absolute = Absolute(&["std", "option", "Option"]);
pub(crate) const SOME: Absolute = Absolute(&["std", "option", "Option", "Some"]);
pub(crate) const NONE: Absolute = Absolute(&["std", "option", "Option", "None"]);
pub(crate) const RESULT: Absolute = Absolute(&["std", "result", "Result"]);
pub(crate) const OK: Absolute = Absolute(&["std", "result", "Result", "Ok"]);
pub(crate) const ERR: Absolute = Absolute(&["std", "result", "Result", "Err"]);
pub(crate) const BTREE_MAP: Absolute = Absolute(&["std", "collections", "BTreeMap"]);
pub(crate) const INTO: Absolute = Absolute(&["std", "convert", "Into"]);
pub(crate) const JSON_VALUE: Absolute = Absolute(&["serde_json", "Value"]);
pub(crate) const UUID: Absolute = Absolute(&["uuid", "Uuid"]);
pub(crate) const TIMESTAMP: Absolute = Absolute(&["jiff", "Timestamp"]);
pub(crate) const CIVIL_DATE: Absolute = Absolute(&["jiff", "civil", "Date"]);
pub(crate) const BYTES: Absolute = Absolute(&["bytes", "Bytes"]);

/// The module that is being printed, from which paths of the output are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub module: &'a [Ident],
    /// Whether no item of the module is called like one of [`PRELUDE`], so that the short names are safe.
    pub prelude: bool,
    /// What the module imports of the output.
    pub imports: &'a [Import],
}

/// An item or a module that another module imports: its path from the root of the output, never empty.
pub(crate) type Import = &'static [&'static str];

/// What [`At`] writes short where it can.
const PRELUDE: [&str; 14] = [
    "String", "Vec", "Box", "Option", "Some", "None", "Result", "Ok", "Err", "bool", "i32", "i64", "f32", "f64",
];

impl<'a> At<'a> {
    /// Stands in `module`.
    pub fn new(module: &'a [Ident]) -> Self {
        Self {
            module,
            prelude: false,
            imports: &[],
        }
    }

    /// Writes the prelude's names short if none of `idents`, the items of the module, takes their place.
    #[must_use]
    pub fn with_prelude<'i>(self, idents: impl IntoIterator<Item = &'i Ident>) -> Self {
        let is_taken = |ident: &Ident| ident.0 == "str" || PRELUDE.contains(&ident.0.as_str());
        Self {
            prelude: !idents.into_iter().any(is_taken),
            ..self
        }
    }

    /// Imports `imports`, and writes them short, if none of `idents`, the items of the module, is called like one of
    /// them. [`At::uses`] has to be printed at the top of the module.
    #[must_use]
    pub fn with_imports<'i>(self, imports: &'a [Import], idents: impl IntoIterator<Item = &'i Ident>) -> Self {
        let is_taken = |ident: &Ident| imports.iter().any(|import| import.last() == Some(&ident.0.as_str()));
        match idents.into_iter().any(is_taken) {
            true => self,
            false => Self { imports, ..self },
        }
    }

    /// Writes the imports of [`At::with_imports`].
    pub fn uses(self) -> TokenStream {
        let ident = |segment: &&str| Ident((*segment).to_owned());
        let parent = |import: &Import| import[..import.len() - 1].to_vec();
        let lines = self
            .imports
            .chunk_by(|one, other| parent(one) == parent(other))
            .map(|imports| {
                let module: Vec<_> = parent(&imports[0]).iter().map(ident).collect();
                let module = self.to_module(&module);
                let names: Vec<_> = imports.iter().filter_map(|import| import.last().map(ident)).collect();
                match names.as_slice() {
                    [name] => quote! { use #module::#name; },
                    names => quote! { use #module::{#(#names),*}; },
                }
            });
        lines.collect()
    }

    /// Writes the way from this module to the module `target`: `super::super::types`, `self` for itself.
    pub fn to_module(self, target: &[Ident]) -> TokenStream {
        let common = self
            .module
            .iter()
            .zip(target)
            .take_while(|(here, there)| here == there)
            .count();
        let ups = self.module.len() - common;
        let down = &target[common..];
        if ups == 0 {
            return quote! { self #(::#down)* };
        }
        let supers = std::iter::repeat_n(quote! { super }, ups);
        quote! { #(#supers)::* #(::#down)* }
    }

    /// Writes the path of an item of the output.
    pub fn item(self, item: &ItemPath) -> TokenStream {
        let ident = &item.ident;
        let path = || item.module.iter().chain([ident]).map(|ident| ident.0.as_str());
        if self.imports.iter().any(|import| import.iter().copied().eq(path())) {
            return quote! { #ident };
        }
        let module = self.to_module(&item.module);
        quote! { #module::#ident }
    }

    /// Writes the path of something in the runtime: `support(&["core", "Core"])`.
    pub fn support(self, path: &[&str]) -> TokenStream {
        let imported = |import: &&Import| import.split_first().filter(|(first, _)| **first == "support");
        let mut imported = self.imports.iter().filter_map(|import| imported(&import));
        if let Some((_, import)) = imported.find(|(_, import)| path.starts_with(import)) {
            let short = path[import.len() - 1..]
                .iter()
                .map(|segment| Ident((*segment).to_owned()));
            return quote! { #(#short)::* };
        }
        let module = self.to_module(&[Ident("support".to_owned())]);
        let path = path.iter().map(|segment| Ident((*segment).to_owned()));
        quote! { #module #(::#path)* }
    }

    /// Writes a type.
    pub fn ty(self, ty: &RustType) -> TokenStream {
        match ty {
            RustType::Unit => quote! { () },
            RustType::String => self.short(STRING),
            RustType::Bool => self.short(BOOL),
            RustType::I32 => self.short(I32),
            RustType::I64 => self.short(I64),
            RustType::F32 => self.short(F32),
            RustType::F64 => self.short(F64),
            RustType::Uuid => quote! { #UUID },
            RustType::DateTime => quote! { #TIMESTAMP },
            RustType::Date => quote! { #CIVIL_DATE },
            RustType::Bytes => quote! { #BYTES },
            RustType::Body => self.support(&["body", "Body"]),
            RustType::Part => self.support(&["part", "Part"]),
            RustType::Form => self.support(&["part", "Form"]),
            RustType::Json => quote! { #JSON_VALUE },
            RustType::Vec(item) => {
                let item = self.ty(item);
                let vec = self.short(VEC);
                quote! { #vec<#item> }
            }
            RustType::Map(value) => {
                let value = self.ty(value);
                let string = self.short(STRING);
                quote! { #BTREE_MAP<#string, #value> }
            }
            RustType::Tuple(items) => {
                let items = items.iter().map(|item| self.ty(item));
                quote! { (#(#items,)*) }
            }
            RustType::Option(inner) => {
                let inner = self.ty(inner);
                let option = self.short(OPTION);
                quote! { #option<#inner> }
            }
            RustType::Patch(inner) => {
                let inner = self.ty(inner);
                let patch = self.support(&["patch", "Patch"]);
                quote! { #patch<#inner> }
            }
            RustType::Boxed(inner) => {
                let inner = self.ty(inner);
                let box_ = self.box_();
                quote! { #box_<#inner> }
            }
            RustType::Path(path) => self.item(path),
            RustType::Foreign(foreign) => self.foreign(foreign),
        }
    }

    /// Writes the path of a type of the user's; what is relative is so to the root of the output.
    fn foreign(self, foreign: &Foreign) -> TokenStream {
        let segments = &foreign.segments;
        let path = match foreign.root {
            ForeignRoot::Crates => quote! { #(::#segments)* },
            ForeignRoot::Crate => quote! { crate #(::#segments)* },
            ForeignRoot::Output(ups) => match self.module.len() + ups {
                0 => quote! { self #(::#segments)* },
                ups => {
                    let supers = std::iter::repeat_n(quote! { super }, ups);
                    quote! { #(#supers)::* #(::#segments)* }
                }
            },
        };
        let arguments = foreign.arguments.iter().map(|ty| self.ty(ty));
        let arguments = (!foreign.arguments.is_empty()).then(|| quote! { <#(#arguments),*> });
        quote! { #path #arguments }
    }

    /// Writes `Box`.
    pub fn box_(self) -> TokenStream {
        self.short(BOX)
    }

    /// Writes `str`.
    pub fn str_(self) -> TokenStream {
        self.short(STR)
    }

    /// Writes the last segment of a path of the prelude, or all of it.
    pub fn short(self, path: Absolute) -> TokenStream {
        match path.0.last() {
            Some(name) if self.prelude => tokens::ident(&Ident((*name).to_owned())).to_token_stream(),
            _ => path.to_token_stream(),
        }
    }
}
