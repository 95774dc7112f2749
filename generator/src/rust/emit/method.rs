//! Prints a group: its handle, its methods, and the names of the calls that
//! they return.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{parameter, write, write_constant, write_empty};
use super::client::child;
use crate::rust::model::{Argument, ArgumentPlace, Body, Client, Group, Ident, Method, Output};
use crate::rust::paths::{At, Import};
use crate::rust::tokens;

/// What most methods name of the runtime.
const IMPORTS: &[Import] = &[&["support", "call", "Call"], &["support", "core", "Core"]];
/// The same, where a parameter is written.
const IMPORTS_WITH_STYLE: &[Import] = &[
    &["support", "call", "Call"],
    &["support", "core", "Core"],
    &["support", "style"],
];

/// Prints the module of a group.
pub(super) fn emit(client: &Client, group: &Group) -> TokenStream {
    let module = child(client, &group.ident);
    let imports = match group.methods.iter().any(has_parameter) {
        true => IMPORTS_WITH_STYLE,
        false => IMPORTS,
    };
    let at = At::new(&module)
        .with_prelude(names(group))
        .with_imports(imports, names(group));
    let uses = at.uses();
    let handle = &group.handle;
    let docs = tokens::docs(&group.docs);
    let core = at.support(&["core", "Core"]);
    let methods = group.methods.iter().flat_map(|item| methods(at, item));
    let calls = group.methods.iter().map(|item| call(at, handle, item));

    quote! {
        #uses

        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #handle<'c> {
            pub(super) core: &'c #core,
        }

        impl<'c> #handle<'c> {
            #(#methods)*
        }

        #(#calls)*
    }
}

/// Tells whether a method writes a parameter, whose style has to be named.
fn has_parameter(method: &Method) -> bool {
    let is_parameter = |place: ArgumentPlace| place != ArgumentPlace::Body;
    !method.constants.is_empty() || method.arguments.iter().any(|argument| is_parameter(argument.place))
}

/// The items of a group's module.
fn names(group: &Group) -> impl Iterator<Item = &Ident> {
    let outputs = group.methods.iter().filter_map(|method| match &method.output {
        Output::Many { ident, .. } => Some(ident),
        Output::One { .. } => None,
    });
    let markers = group.methods.iter().map(|method| &method.marker);
    [&group.handle].into_iter().chain(markers).chain(outputs)
}

/// Prints a method, and one beside it for each other media type of a body that is required.
fn methods(at: At<'_>, item: &Method) -> Vec<TokenStream> {
    let first = method(at, item, (&item.ident, &item.docs), &item.arguments, item.body.as_ref());
    let alternatives = match item.takes_body_by_setter() {
        true => &[][..],
        false => &item.alternatives,
    };
    let others = alternatives.iter().map(|other| {
        let is_kept = |argument: &&Argument| argument.place != ArgumentPlace::Body;
        let mut arguments: Vec<_> = item.arguments.iter().filter(is_kept).cloned().collect();
        arguments.push(other.argument.clone());
        method(
            at,
            item,
            (&other.ident, &other.argument.docs),
            &arguments,
            Some(&other.body),
        )
    });
    std::iter::once(first).chain(others).collect()
}

/// Prints a method: it takes what is required and begins the call.
fn method(
    at: At<'_>,
    method: &Method,
    (ident, docs): (&Ident, &str),
    arguments: &[Argument],
    body: Option<&Body>,
) -> TokenStream {
    let Method {
        marker,
        deprecated,
        constants,
        ..
    } = method;
    let docs = tokens::docs(docs);
    let deprecated = tokens::deprecated(*deprecated);
    let parameters = arguments.iter().map(|argument| parameter(at, argument));
    let call = at.support(&["call", "Call"]);
    let request = quote! { call.request };
    let written = arguments.iter().map(|argument| write(at, &request, argument, body));
    let fixed = constants.iter().map(|constant| write_constant(at, &request, constant));
    let empty = body.and_then(|body| write_empty(&request, body));
    let statements: Vec<_> = fixed.chain(written).chain(empty).collect();
    let block = if statements.is_empty() {
        quote! { #call::new(self.core) }
    } else {
        quote! {
            let mut call = #call::new(self.core);
            #(#statements)*
            call
        }
    };

    quote! {
        #docs
        #deprecated
        pub fn #ident(self, #(#parameters),*) -> #marker<'c> {
            #block
        }
    }
}

/// Prints the name of a method's call, and makes its output known where that is its own.
fn call(at: At<'_>, handle: &Ident, method: &Method) -> TokenStream {
    let marker = &method.marker;
    let docs = format!(" The call that {} returns.", link(handle, &method.ident));
    let call = at.support(&["call", "Call"]);
    let home = at.to_module(&method.home);
    let output = match &method.output {
        Output::Many { ident, .. } => Some(quote! { pub use #home::#ident; }),
        Output::One { .. } => None,
    };

    quote! {
        #[doc = #docs]
        pub type #marker<'c> = #call<'c, #home::#marker>;
        #output
    }
}

/// A link to a method; raw identifiers have none.
fn link(handle: &Ident, method: &Ident) -> String {
    match method.0.strip_prefix("r#") {
        Some(method) => format!("`{handle}::{method}`"),
        None => format!("[`{handle}::{method}`]"),
    }
}
