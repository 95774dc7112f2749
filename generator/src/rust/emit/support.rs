//! Selects the files of the runtime that a client needs, from the one table of them.

use proc_macro2::TokenStream;

use super::module::{Body, Module, Visibility};
use super::union;
use crate::rust::model::{Gate, Ident, RustApi};

/// A file of the runtime.
struct SupportFile {
    name: &'static str,
    text: &'static str,
    /// Whether a client needs it.
    is_needed: fn(&RustApi) -> bool,
}

macro_rules! support_file {
    ($name:literal, $is_needed:expr) => {
        support_file!($name as $name, $is_needed)
    };
    // A module of which there is more than one edition: never two in a client.
    ($file:literal as $name:literal, $is_needed:expr) => {
        SupportFile {
            name: $name,
            text: include_str!(concat!("../../../support/", $file, ".rs")),
            is_needed: $is_needed,
        }
    };
}

fn always(_: &RustApi) -> bool {
    true
}

/// Tells whether there is a body that is read while it arrives.
pub(super) fn reads_pieces(api: &RustApi) -> bool {
    api.support.download || api.support.events || api.support.lines
}

/// Every file of the runtime, in order of name.
const FILES: &[SupportFile] = &[
    support_file!("assemble", always),
    support_file!("body", always),
    support_file!("call", always),
    support_file!("core", always),
    support_file!("download", reads_pieces),
    support_file!("error", always),
    support_file!("event_stream", |api| api.support.events),
    support_file!("exchange", always),
    support_file!("fit", union::any_fits),
    support_file!("form", |api| api.support.form),
    support_file!("header", |api| !api.declared_headers.is_empty()),
    support_file!("json_lines", |api| api.support.lines),
    support_file!("lean", always),
    support_file!("middleware", always),
    support_file!("multipart", |api| api.support.multipart),
    support_file!("oauth", |api| api.support.oauth),
    support_file!("operation", always),
    support_file!("pagination", |api| api.support.pagination),
    support_file!("part", |api| api.support.multipart),
    support_file!("patch", always),
    support_file!("raw_call", always),
    support_file!("redirect", always),
    support_file!("request", always),
    support_file!("reqwest_transport", always),
    support_file!("response", always),
    support_file!("retry", always),
    support_file!("security", always),
    support_file!("sequence", |api| api.support.events || api.support.lines),
    support_file!("style", always),
    support_file!("token", always),
    support_file!("transport", always),
    support_file!("upload", |api| api.support.upload),
    support_file!("upload_whole" as "upload", |api| !api.support.upload),
    support_file!("webhook", |api| api.support.webhook),
];

/// A client uses a part of the runtime, and shows a part of that.
const ALLOWED: &[&str] = &[
    "dead_code",
    "missing_docs",
    "unreachable_pub",
    "clippy::all",
    "clippy::pedantic",
];

/// Returns the runtime's modules.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    let support = Ident("support".to_owned());
    let parent = Module {
        allow: ALLOWED,
        ..Module::private(vec![support.clone()], TokenStream::new)
    };
    let files = FILES.iter().filter(|file| (file.is_needed)(api)).map(|file| Module {
        path: vec![support.clone(), Ident(file.name.to_owned())],
        visibility: Visibility::Public,
        docs: String::new(),
        gate: Gate::default(),
        allow: &[],
        body: Body::Text(file.text),
    });

    std::iter::once(parent).chain(files).collect()
}
