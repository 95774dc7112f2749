//! Selects the files of the runtime that a client needs, from the one table of them.

use proc_macro2::TokenStream;

use super::module::{Body, Module, Visibility};
use super::union;
use crate::rust::model::{Feature, Gate, Ident, Layout, RustApi};

/// A file of the runtime.
struct SupportFile {
    name: &'static str,
    text: &'static str,
    /// Whether a client needs it.
    is_needed: fn(&RustApi) -> Need,
}

/// Who needs a part of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The client, always.
    Always,
    /// The client, where a user of it wants the feature.
    Behind(Feature),
    /// Those, and the tests of the crate that a client in one file is a part of.
    InTests(Feature),
    /// Nobody.
    Never,
}

impl From<bool> for Need {
    fn from(is_needed: bool) -> Self {
        if is_needed { Self::Always } else { Self::Never }
    }
}

impl Need {
    /// Needs a part for a feature, where the client has that.
    fn feature(api: &RustApi, feature: Feature) -> Self {
        match (api.features.switches.contains(&feature), api.layout) {
            (false, _) => Self::Never,
            (true, Layout::SingleFile) if feature == Feature::Mock => Self::InTests(feature),
            // A file has no features, but those of a crate around it.
            (true, Layout::SingleFile) => Self::Always,
            (true, Layout::Crate) => Self::Behind(feature),
        }
    }

    /// Returns what brings it, of what is needed.
    fn gate(self) -> Option<Gate> {
        match self {
            Self::Always => Some(Gate::default()),
            Self::Behind(feature) => Some(Gate::any([feature.name().to_owned()])),
            Self::InTests(feature) => Some(Gate::in_tests(feature.name())),
            Self::Never => None,
        }
    }
}

/// Returns who needs a module of the runtime.
pub(super) fn need(api: &RustApi, module: &str) -> Need {
    let editions = FILES.iter().filter(|file| file.name == module);
    let mut needs = editions.map(|file| (file.is_needed)(api));
    needs.find(|need| *need != Need::Never).unwrap_or(Need::Never)
}

/// Returns what brings the items that name those of a module of the runtime;
/// `None` where the client does not have it.
pub(super) fn gate(api: &RustApi, module: &str) -> Option<Gate> {
    need(api, module).gate()
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

fn always(_: &RustApi) -> Need {
    Need::Always
}

/// Bodies as HTTP libraries know them go out in pieces, or to a service.
fn outgoing(api: &RustApi) -> Need {
    match api.support.upload {
        true => Need::Always,
        false => Need::feature(api, Feature::Tower),
    }
}

fn mock(api: &RustApi) -> Need {
    Need::feature(api, Feature::Mock)
}

fn mock_webhook(api: &RustApi) -> Need {
    match api.support.webhook {
        true => mock(api),
        false => Need::Never,
    }
}

/// Tells whether there is a body that is read while it arrives.
pub(super) fn reads_pieces(api: &RustApi) -> bool {
    api.support.download || api.support.events || api.support.lines
}

/// Every file of the runtime, in order of name.
const FILES: &[SupportFile] = &[
    support_file!("assemble", always),
    support_file!("blocking", |api| Need::feature(api, Feature::Blocking)),
    support_file!("body", always),
    support_file!("call", always),
    support_file!("clock", always),
    support_file!("core", always),
    support_file!("download", |api| reads_pieces(api).into()),
    support_file!("error", always),
    support_file!("event_stream", |api| (api.support.events).into()),
    support_file!("exchange", always),
    support_file!("fit", |api| union::any_fits(api).into()),
    support_file!("form", |api| (api.support.form).into()),
    support_file!("header", |api| (!api.declared_headers.is_empty()).into()),
    support_file!("json_lines", |api| (api.support.lines).into()),
    support_file!("lean", always),
    support_file!("middleware", always),
    support_file!("mock", mock),
    support_file!("mock_answer", mock),
    support_file!("mock_body", mock),
    support_file!("mock_expectation", mock),
    support_file!("mock_report", mock),
    support_file!("mock_request", mock),
    support_file!("mock_webhook", mock_webhook),
    support_file!("multipart", |api| (api.support.multipart).into()),
    support_file!("oauth", |api| (api.support.oauth).into()),
    support_file!("operation", always),
    support_file!("outgoing", outgoing),
    support_file!("pagination", |api| (api.support.pagination).into()),
    support_file!("part", |api| (api.support.multipart).into()),
    support_file!("patch", always),
    support_file!("raw_call", always),
    support_file!("redirect", always),
    support_file!("request", always),
    support_file!("reqwest_transport", always),
    support_file!("response", always),
    support_file!("retry", always),
    support_file!("security", always),
    support_file!("sequence", |api| (api.support.events || api.support.lines).into()),
    support_file!("server", |api| (api.support.server).into()),
    support_file!("style", always),
    support_file!("token", always),
    support_file!("tower_transport", |api| Need::feature(api, Feature::Tower)),
    support_file!("trace", |api| Need::feature(api, Feature::Tracing)),
    support_file!("transport", always),
    support_file!("upload", |api| (api.support.upload).into()),
    support_file!("upload_whole" as "upload", |api| (!api.support.upload).into()),
    support_file!("webhook", |api| (api.support.webhook).into()),
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
    let files = FILES.iter().filter_map(|file| {
        Some(Module {
            path: vec![support.clone(), Ident(file.name.to_owned())],
            visibility: Visibility::Public,
            docs: String::new(),
            size: 1,
            gate: (file.is_needed)(api).gate()?,
            allow: &[],
            body: Body::Text(file.text),
        })
    });

    std::iter::once(parent).chain(files).collect()
}
