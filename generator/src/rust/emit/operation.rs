//! Prints the modules of operations: what the operations of a module share, and
//! a module of markers for each group.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::error;
use super::marker;
use super::module::{Body, Module};
use crate::rust::model::{BodyKind, Client, ErrorBody, ErrorResponse, Gate, OperationModule, RustApi, StatusMatch};
use crate::rust::paths::{At, Import, RESULT};
use crate::rust::tokens;

/// What the lists of error responses name of the runtime.
const IMPORTS: &[Import] = &[
    &["error", "ErrorBody"],
    &["support", "error", "DecodeError"],
    &["support", "operation", "ErrorCase"],
    &["support", "operation", "Kind"],
    &["support", "operation", "StatusMatch"],
    &["support", "response", "RawResponse"],
];

/// What an operation has decides how many setters its call has; deprecated
/// types are used by deprecated operations and others.
const ALLOWED: &[&str] = &["deprecated", "clippy::all"];

/// What the operations share is not used without them, so that a crate with
/// features may have a part of it that no feature needs which is on.
const ALLOWED_WITH_FEATURES: &[&str] = &["dead_code", "deprecated", "unused_imports", "clippy::all"];

/// Prints every module of operations, and the modules of their groups.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let mut modules = Vec::new();
    for module in &api.operations {
        modules.push(Module {
            docs: docs(module).to_owned(),
            allow: match api.features.groups.is_empty() {
                true => ALLOWED,
                false => ALLOWED_WITH_FEATURES,
            },
            ..Module::public(module.path.clone(), move || items(api, module))
        });
        for group in &module.groups {
            let path = [module.path.as_slice(), std::slice::from_ref(&group.ident)].concat();
            let here = path.clone();
            let first = group.operations.first().map(|index| index.group(&api.clients));
            modules.push(Module {
                docs: first.map_or_else(String::new, |group| group.docs.clone()),
                gate: group.gate.clone(),
                size: group.operations.len(),
                allow: ALLOWED,
                body: Body::pieces(move |sink| {
                    let methods: Vec<_> = group
                        .operations
                        .iter()
                        .map(|index| (index.group(&api.clients), index.of(&api.clients)))
                        .collect();
                    marker::emit(&here, &methods, &Lists::new(&api.clients, module), sink);
                }),
                ..Module::public(path, TokenStream::new)
            });
        }
    }
    modules
}

fn docs(module: &OperationModule) -> &'static str {
    match module.path.len() {
        1 => "The operations as types: what calls carry, and what is known of each at compile time.",
        _ => "The operations that only this client has, as types.",
    }
}

/// Prints what the operations of a module share: the lists of their error
/// responses, and the functions that read the bodies.
fn items(api: &RustApi, module: &OperationModule) -> TokenStream {
    let lists = Lists::new(&api.clients, module);
    if lists.0.is_empty() {
        return TokenStream::new();
    }
    let at = At::new(&module.path).with_prelude([]).with_imports(IMPORTS, []);
    let uses = at.uses();
    let used: BTreeSet<usize> = lists
        .0
        .keys()
        .flat_map(|list| list.iter().map(|case| case.variant))
        .collect();
    let readers = used
        .into_iter()
        .map(|variant| error_reader(at, &api.error_body, variant));
    let case = at.support(&["operation", "ErrorCase"]);
    let body = error::path(at);
    let lists = lists.0.iter().map(|(list, named)| {
        let cfg = tokens::cfg(&Gate::union(named.gates.iter().copied()));
        let name = format_ident!("{}", named.name);
        let cases = list.iter().map(|response| error_case(at, &api.error_body, response));
        quote! { #cfg const #name: &[#case<#body>] = &[#(#cases),*]; }
    });

    quote! {
        #uses
        #(#readers)*
        #(#lists)*
    }
}

/// The lists of error responses of a module's operations, each with its constant.
pub(super) struct Lists<'a>(IndexMap<&'a [ErrorResponse], List<'a>>);

struct List<'a> {
    name: String,
    /// Of the groups whose operations have it.
    gates: Vec<&'a Gate>,
}

impl<'a> Lists<'a> {
    /// Names the lists after their statuses, so that a list more changes no other name.
    fn new(clients: &'a [Client], module: &'a OperationModule) -> Self {
        let mut lists: IndexMap<&[ErrorResponse], List<'_>> = IndexMap::new();
        let mut taken = BTreeSet::new();
        for group in &module.groups {
            for index in &group.operations {
                let list = index.of(clients).errors.as_slice();
                if list.is_empty() {
                    continue;
                }
                let named = lists.entry(list).or_insert_with(|| {
                    let base = name(list);
                    let numbered = (2..).map(|number| format!("{base}_{number}"));
                    let mut candidates = [base.clone()].into_iter().chain(numbered);
                    List {
                        name: candidates.find(|name| taken.insert(name.clone())).unwrap_or(base),
                        gates: Vec::new(),
                    }
                });
                named.gates.push(&group.gate);
            }
        }
        Self(lists)
    }

    /// Prints a list, as seen from the module of a group.
    pub fn errors(&self, list: &[ErrorResponse]) -> TokenStream {
        match self.0.get(list) {
            Some(List { name, .. }) => {
                let name = format_ident!("{name}");
                quote! { super::#name }
            }
            None => quote! { &[] },
        }
    }
}

/// Names a list after its statuses: `ERRORS_400_401_4XX`.
fn name(list: &[ErrorResponse]) -> String {
    let mut name = String::from("ERRORS");
    let mut last = None;
    for response in list {
        if last == Some(response.status) {
            continue;
        }
        last = Some(response.status);
        name.push('_');
        name.push_str(&match response.status {
            StatusMatch::Code(code) => code.to_string(),
            StatusMatch::Range(class) => format!("{class}XX"),
            StatusMatch::Any => "DEFAULT".to_owned(),
        });
    }
    name
}

/// Prints alternatives of security schemes.
pub(super) fn alternatives(alternatives: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| quote! { &[#(#schemes),*] });
    quote! { &[#(#alternatives),*] }
}

/// The method of a raw response that reads a body of this kind.
pub(super) fn reader(kind: BodyKind) -> TokenStream {
    match kind {
        BodyKind::Json => quote! { json },
        BodyKind::Text | BodyKind::Form => quote! { text },
        BodyKind::Bytes | BodyKind::Multipart => quote! { bytes },
        BodyKind::Empty => quote! { empty },
    }
}

pub(super) fn status_match(path: &TokenStream, status: StatusMatch) -> TokenStream {
    match status {
        StatusMatch::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote! { #path::Code(#code) }
        }
        StatusMatch::Range(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote! { #path::Range(#class) }
        }
        StatusMatch::Any => quote! { #path::Any },
    }
}

/// Prints a function that several cases share: a closure in each would be
/// checked each time.
fn error_reader(at: At<'_>, error_body: &ErrorBody, variant: usize) -> TokenStream {
    let response = at.support(&["response", "RawResponse"]);
    let decode_error = at.support(&["error", "DecodeError"]);
    let result = at.short(RESULT);
    let body = error::path(at);
    let variant = &error_body.variants[variant];
    let cfg = tokens::cfg(&variant.gate);
    let name = &variant.reader;
    let read = reader(variant.kind);
    let ident = &variant.ident;

    quote! {
        #cfg
        fn #name(response: &#response) -> #result<#body, #decode_error> {
            response.#read().map(#body::#ident)
        }
    }
}

fn error_case(at: At<'_>, error_body: &ErrorBody, response: &ErrorResponse) -> TokenStream {
    let case = at.support(&["operation", "ErrorCase"]);
    let kind_type = at.support(&["operation", "Kind"]);
    let ErrorResponse { status, kind, variant } = response;
    let status = status_match(&at.support(&["operation", "StatusMatch"]), *status);
    let kind_name = match kind {
        BodyKind::Json => quote! { Json },
        BodyKind::Form => quote! { Form },
        BodyKind::Text => quote! { Text },
        BodyKind::Bytes | BodyKind::Multipart => quote! { Bytes },
        BodyKind::Empty => quote! { Empty },
    };
    let reader = &error_body.variants[*variant].reader;

    quote! { #case::new(#status, #kind_type::#kind_name, #reader) }
}
