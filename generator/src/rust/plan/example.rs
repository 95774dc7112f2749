//! The example of a method: the sample request of its operation as the Rust
//! statements that a user of the crate would write.
//!
//! Built as tokens from the values of [`crate::sample`] and the planned types,
//! so that the compiler sees in it what a reader sees.

mod first_call;
mod literal;
mod value;

pub(super) use first_call::first_call;

use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use self::value::Writer;
use super::PlanCx;
use crate::diagnostic::Diagnostics;
use crate::ir::{self, ParameterLocation};
use crate::name::{Role, Scope, Words};
use crate::parallel;
use crate::rust::format;
use crate::rust::model::{Argument, ArgumentPlace, Client, Framing, Ident, Layout, Method, Output, RustType, Sequence};
use crate::sample::{self, BodySample, Credentials, Level, Patterns, RequestSample, Sampler};

/// Adds to each method of `client` its example, for which its arguments have to be planned.
pub(super) fn plan(cx: &mut PlanCx<'_>, mut client: Client, document: &ir::Document) -> Client {
    let (open, close) = surrounding(&cx.config.package.name, &client.module);
    let groups = client.groups.iter();
    let methods = groups.flat_map(|group| group.methods.iter().map(|method| (&group.ident, method)));
    let shared = &*cx;
    let patterns = Arc::new(Patterns::default());
    let examples = parallel::map(methods.collect(), |(group, method): (&Ident, &Method)| {
        let operation = &document.operations[method.operation];
        let mut found = Diagnostics::new(shared.config.strict);
        let sampler = Sampler::with_patterns(shared.documented, Arc::clone(&patterns));
        let request = sample::request(
            &sampler,
            &shared.documented.documents[client.document],
            operation,
            &Credentials::new(),
            Level::Minimal,
            &mut found,
        );
        let text = example(shared, client.document, group, method, &request);
        (text, found)
    });
    let methods = client.groups.iter_mut().flat_map(|group| &mut group.methods);
    for (method, (text, found)) in methods.zip(examples) {
        cx.diagnostics.append(found);
        if !text.is_empty() {
            method.docs.push_str(&docs(cx.layout, &open, &text, &close));
            method.example = text;
        }
    }
    client
}

/// The example as a doctest that is compiled; the function around it is hidden.
/// In a file that others include the example is only shown: it names the crate of
/// the client, and nobody knows what it is called there.
fn docs(layout: Layout, open: &str, example: &str, close: &str) -> String {
    let mut docs = String::from("\n\n# Example\n\n");
    docs.push_str(match layout {
        Layout::Crate => "```no_run\n",
        Layout::SingleFile => "```ignore\n",
    });
    let hidden = |docs: &mut String, text: &str| {
        for line in text.lines() {
            docs.push_str(&format!("# {line}\n"));
        }
    };
    hidden(&mut docs, open);
    for line in example.lines() {
        // A line that begins with `#` would be hidden.
        docs.push_str(if line.trim_start().starts_with('#') { "#" } else { "" });
        docs.push_str(line);
        docs.push('\n');
    }
    hidden(&mut docs, close);
    docs.push_str("```");
    docs
}

/// Returns the statements of the example, formatted, without the function
/// around them. `client` is in scope there, a reference to the client of
/// `document`; `group` is its accessor.
fn example(cx: &PlanCx<'_>, document: usize, group: &Ident, method: &Method, request: &RequestSample) -> String {
    let mut writer = Writer::new(&cx.types);
    let statement = statement(&mut writer, group, method, request);
    let uses = writer.uses(&cx.config.package.name, &cx.modules[document].types);
    format::statements(quote! { #uses #statement })
}

/// Returns the lines that stand before and after the statements in a doctest
/// of the crate `package`: the function in which they compile.
fn surrounding(package: &str, module: &[Ident]) -> (String, String) {
    let module: String = module.iter().map(|ident| format!("::{ident}")).collect();
    let package = package.replace('-', "_");
    let open =
        format!("async fn example(client: &{package}{module}::Client) -> Result<(), Box<dyn std::error::Error>> {{");
    (open, "Ok(())\n}".to_owned())
}

fn statement(writer: &mut Writer<'_>, group: &Ident, method: &Method, request: &RequestSample) -> TokenStream {
    let ident = &method.ident;
    let mut body = None;
    let arguments: Vec<TokenStream> = method
        .arguments
        .iter()
        .map(
            |argument| match (argument.place, &argument.ty, sampled(argument, request)) {
                // What is built field by field reads better by itself than inside the call.
                (ArgumentPlace::Body, RustType::Path(_), Some(value)) => {
                    let value = writer.owned(&argument.ty, value, 0);
                    body = Some(quote! { let body = #value; });
                    match argument.by_value {
                        true => quote! { body },
                        false => quote! { &body },
                    }
                }
                (_, ty, Some(value)) => writer.argument(ty, value),
                (_, RustType::Body, None) => quote! { "" },
                // Without a valid example there is nothing better to show.
                (_, _, None) => quote! { Default::default() },
            },
        )
        .collect();
    let setters: Vec<TokenStream> = method
        .setters
        .iter()
        .filter_map(|setter| {
            let value = sampled(setter, request)?;
            let ident = &setter.ident;
            let value = writer.argument(&setter.ty, value);
            Some(quote! { .#ident(#value) })
        })
        .collect();
    let call = quote! { client.#group().#ident(#(#arguments),*) #(#setters)* };
    if let Some(sequence) = only_sequence(method) {
        return follow(&call, &body, sequence);
    }
    let call = quote! { #call .await? };
    match binding(method) {
        Some(name) => quote! { #body let #name = #call; },
        None => quote! { #body #call; },
    }
}

/// The sequence that a success is, where it is nothing better as a whole.
fn only_sequence(method: &Method) -> Option<&Sequence> {
    let sequence = method.sequences.first()?;
    (method.accept == sequence.media_type).then_some(sequence)
}

/// Reads a sequence to its end.
fn follow(call: &TokenStream, body: &Option<TokenStream>, sequence: &Sequence) -> TokenStream {
    let read = &sequence.method;
    let (items, item, value) = match sequence.framing {
        Framing::Events => (quote! { events }, quote! { event }, quote! { event?.data }),
        Framing::Lines => (quote! { lines }, quote! { line }, quote! { line? }),
    };
    quote! {
        #body
        let mut #items = #call .#read().await?;
        while let Some(#item) = #items.next().await {
            let value = #value;
            println!("{value:?}");
        }
    }
}

/// The sample's value for an argument.
fn sampled<'a>(argument: &Argument, request: &'a RequestSample) -> Option<&'a Value> {
    let location = match argument.place {
        ArgumentPlace::Path { .. } => ParameterLocation::Path,
        ArgumentPlace::Query { .. } => ParameterLocation::Query,
        ArgumentPlace::Header { .. } => ParameterLocation::Header,
        ArgumentPlace::Cookie { .. } => ParameterLocation::Cookie,
        ArgumentPlace::Body => return request.body.as_ref().map(|BodySample { value, .. }| value),
    };
    request.parameter(location, &argument.wire_name)
}

/// What the example calls the result; nothing where there is none.
fn binding(method: &Method) -> Option<Ident> {
    let name = match &method.output {
        Output::One { ty: RustType::Unit, .. } => return None,
        Output::One {
            ty: RustType::Path(path),
            ..
        } => Words::new(&path.ident.0),
        Output::One { .. } | Output::Many { .. } => Words::new("response"),
    };
    let mut scope = Scope::with_reserved(["client", "types", "body"]);
    Some(Ident(scope.claim(&name, Role::Local)))
}

#[cfg(test)]
mod tests;
