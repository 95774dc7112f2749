//! The example of a method: the sample request of its operation as the Rust
//! statements that a user of the crate would write.
//!
//! Built as tokens from the values of [`crate::sample`] and the planned types,
//! so that the compiler sees in it what a reader sees.

mod literal;
mod value;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use self::value::Writer;
use super::PlanCx;
use crate::ir::{self, ParameterLocation};
use crate::name::{Role, Scope, Words};
use crate::rust::format;
use crate::rust::model::{Argument, ArgumentPlace, Ident, Method, Output, RustType};
use crate::sample::{self, BodySample, Credentials, Level, RequestSample, Sampler};

/// Returns the statements of the example, formatted, without the function
/// around them. `client` is in scope there, a reference to the client of
/// `document`; `group` is its accessor.
pub(super) fn example(
    cx: &mut PlanCx<'_>,
    document: usize,
    group: &Ident,
    method: &Method,
    operation: &ir::Operation,
) -> String {
    let sampler = Sampler::new(cx.documented);
    let request = sample::request(
        &sampler,
        &cx.documented.documents[document],
        operation,
        &Credentials::new(),
        Level::Minimal,
        cx.diagnostics,
    );
    let mut writer = Writer::new(&cx.types);
    let statement = statement(&mut writer, group, method, &request);
    let uses = writer.uses(&cx.config.package.name, &cx.modules[document].types);
    format::statements(quote! { #uses #statement })
}

/// Returns the lines that stand before and after the statements in a doctest
/// of the crate `package`: the function in which they compile.
pub(crate) fn surrounding(package: &str, module: &[Ident]) -> (String, String) {
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
    let call = quote! { client.#group().#ident(#(#arguments),*) #(#setters)* .await? };
    match binding(method) {
        Some(name) => quote! { #body let #name = #call; },
        None => quote! { #body #call; },
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
