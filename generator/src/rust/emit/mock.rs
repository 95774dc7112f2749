//! Prints what a client has behind its feature for the tests of its users: a mock of the server for each client, and how
//! successes, errors and the types in them are written, which the client itself only reads.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::module::{Body, Module, Sink};
use super::{error, lean, support};
use crate::rust::model::{
    BodyKind, Client, Directions, Gate, Ident, Item, ItemPath, Method, ModulePath, OperationModule, Output, RustApi,
    RustType, TypeFile, TypeModule,
};
use crate::rust::paths::{At, Import};
use crate::rust::tokens;

/// The modules that the feature adds.
const MODULE: &str = "mock";

/// What shows of a mock belongs to calls of deprecated operations too.
const ALLOWED: &[&str] = &["deprecated", "clippy::all"];

/// What the modules of operations name of the runtime.
const IMPORTS: &[Import] = &[&["support", "mock", "Mocked"], &["support", "mock_answer", "Answer"]];
/// What the modules of types name of the runtime.
const LEAN: &[Import] = &[&["support", "lean"]];

/// Prints every module of the feature; none where the client does not have it.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let Some(gate) = support::gate(api, MODULE) else {
        return Vec::new();
    };
    let mut modules = vec![Module {
        docs: "Stands in for the server in tests.".to_owned(),
        ..behind(&gate, Module::public(below(&[]), || root(api)))
    }];
    modules.extend(api.clients.iter().map(|client| Module {
        docs: "Stands in for the server in tests.".to_owned(),
        ..behind(&gate, Module::public(below(&client.module), || items(client)))
    }));
    for module in &api.operations {
        modules.extend(operations(api, module, &gate));
    }
    for module in &api.type_modules {
        modules.extend(types(module, &gate));
    }
    modules
}

fn behind<'a>(gate: &Gate, module: Module<'a>) -> Module<'a> {
    Module {
        allow: ALLOWED,
        gate: gate.clone(),
        ..module
    }
}

/// The module of the feature in another.
fn below(module: &[Ident]) -> ModulePath {
    [module, &[Ident(MODULE.to_owned())]].concat()
}

/// Prints what all clients have: the runtime, and how the bodies of errors and events are written.
fn root(api: &RustApi) -> TokenStream {
    let module = below(&[]);
    let at = At::new(&module);
    let support = at.to_module(&[Ident("support".to_owned())]);
    let error_body = error::path(at);
    let arms = api.error_body.variants.iter().map(|variant| {
        let ident = &variant.ident;
        let cfg = tokens::cfg(&variant.gate);
        let write = match variant.kind {
            BodyKind::Text | BodyKind::Form => quote! { text },
            BodyKind::Bytes | BodyKind::Multipart => quote! { bytes },
            BodyKind::Json | BodyKind::Empty => quote! { json },
        };
        quote! { #cfg Self::#ident(body) => Answer::#write(status, body), }
    });
    // No operation documents the body of an error: there is no value of the type.
    let written = match api.error_body.variants.is_empty() {
        true => quote! { fn answer(&self, _: u16) -> Answer { match *self {} } },
        false => quote! { fn answer(&self, status: u16) -> Answer { match self { #(#arms)* } } },
    };
    let events = api
        .webhooks
        .iter()
        .map(|webhooks| lean::write(&Item::Union(webhooks.event.clone()), at));

    quote! {
        pub use #support::mock::{MockServer, MockTransport, Mocked, MockedClient, MockedError};
        pub use #support::mock_answer::Answer;
        pub use #support::mock_expectation::Expectation;

        impl MockedError for #error_body {
            #written
        }

        #(#events)*
    }
}

/// Prints the mock of a client.
fn items(client: &Client) -> TokenStream {
    let module = below(&client.module);
    let at = At::new(&module);
    let server = at.support(&["mock", "MockServer"]);
    let mocked = at.support(&["mock", "MockedClient"]);
    let core = at.support(&["core", "Core"]);
    let profile = at.support(&["core", "Profile"]);

    quote! {
        /// Answers the calls of a [`Client`](super::Client) in tests.
        pub type Mock = #server<super::Client>;

        impl #mocked for super::Client {
            const PROFILE: &'static #profile = &super::PROFILE;

            fn new(core: ::std::sync::Arc<#core>) -> Self {
                Self { core }
            }
        }
    }
}

/// Prints how the successes of operations are written: a module for each group.
fn operations<'a>(api: &'a RustApi, module: &'a OperationModule, gate: &Gate) -> Vec<Module<'a>> {
    let parent = below(&module.path);
    let mut modules = vec![behind(gate, Module::private(parent.clone(), TokenStream::new))];
    for group in &module.groups {
        let path = child(&parent, &group.ident);
        let module_path = path.clone();
        let items = move |sink: Sink<'_>| {
            let at = At::new(&path).with_imports(IMPORTS, []);
            sink(at.uses());
            let methods = group.operations.iter().map(|index| index.of(&api.clients));
            let home = child(&module.path, &group.ident);
            methods.map(|method| success(at, &home, method)).for_each(sink);
        };
        modules.push(Module {
            gate: group.gate.clone(),
            size: group.operations.len(),
            body: Body::pieces(items),
            ..Module::private(module_path, TokenStream::new)
        });
    }
    modules
}

fn success(at: At<'_>, home: &ModulePath, method: &Method) -> TokenStream {
    let item = |ident: &Ident| {
        at.item(&ItemPath {
            module: home.clone(),
            ident: ident.clone(),
        })
    };
    let marker = item(&method.marker);
    let (output, body) = match &method.output {
        Output::One { ty: RustType::Unit, .. } => {
            let status = Literal::u16_unsuffixed(method.success);
            (quote! { _ }, quote! { Answer::new(#status) })
        }
        Output::One { kind, .. } => {
            let answer = answer(*kind, method.success, &quote! { output });
            (quote! { output }, answer)
        }
        Output::Many { ident, variants } => {
            let ty = item(ident);
            let arms = variants.iter().map(|variant| {
                let ident = &variant.ident;
                let status = Literal::u16_unsuffixed(variant.example);
                match &variant.ty {
                    RustType::Unit => quote! { #ty::#ident => Answer::new(#status), },
                    _ => {
                        let answer = answer(variant.kind, variant.example, &quote! { body });
                        quote! { #ty::#ident(body) => #answer, }
                    }
                }
            });
            (quote! { output }, quote! { match output { #(#arms)* } })
        }
    };

    quote! {
        impl Mocked for #marker {
            fn answer(#output: &Self::Output) -> Answer {
                #body
            }
        }
    }
}

/// Writes a body as it is read.
fn answer(kind: BodyKind, status: u16, body: &TokenStream) -> TokenStream {
    let status = Literal::u16_unsuffixed(status);
    match kind {
        BodyKind::Json => quote! { Answer::json(#status, #body) },
        BodyKind::Text | BodyKind::Form => quote! { Answer::text(#status, #body) },
        BodyKind::Bytes | BodyKind::Multipart => quote! { Answer::bytes(#status, #body) },
        BodyKind::Empty => quote! { Answer::new(#status) },
    }
}

/// Prints `Serialize` for the types that are only received: a module for each file that has some.
fn types<'a>(module: &'a TypeModule, gate: &Gate) -> Vec<Module<'a>> {
    let parent = below(&module.path);
    let files: Vec<_> = module
        .files
        .iter()
        .filter(|file| received(file).next().is_some())
        .collect();
    if files.is_empty() {
        return Vec::new();
    }
    let mut modules = vec![behind(gate, Module::private(parent.clone(), TokenStream::new))];
    for file in files {
        let path = child(&parent, &file.ident);
        let module_path = path.clone();
        let items = move |sink: Sink<'_>| {
            let imports = if received(file).any(lean::write_uses_machinery) {
                LEAN
            } else {
                &[]
            };
            let at = At::new(&path).with_imports(imports, []);
            sink(at.uses());
            received(file).map(|item| lean::write(item, at)).for_each(sink);
        };
        modules.push(Module {
            gate: file.gate.clone(),
            size: file.items.len(),
            body: Body::pieces(items),
            ..Module::private(module_path, TokenStream::new)
        });
    }
    modules
}

fn child(module: &[Ident], ident: &Ident) -> ModulePath {
    [module, std::slice::from_ref(ident)].concat()
}

/// The types of a file that the client reads and does not write.
fn received(file: &TypeFile) -> impl Iterator<Item = &Item> {
    let directions = |item: &Item| match item {
        Item::Struct(item) => item.directions,
        Item::Enum(item) => item.directions,
        Item::Union(item) => item.directions,
        Item::Alias(_) => Directions::default(),
    };
    file.items.iter().filter(move |item| {
        let Directions { request, response } = directions(item);
        response && !request
    })
}
