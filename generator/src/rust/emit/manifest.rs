//! Prints the manifest of the written crate, with the dependencies that it uses.

use std::collections::BTreeMap;

use super::support::reads_pieces;
use crate::rust::model::{DependencyValue, Features, RustApi, SerdeStyle};

/// A dependency of the written crates.
#[derive(Clone, Copy)]
struct Dependency {
    name: &'static str,
    version: &'static str,
    default_features: bool,
    features: &'static [&'static str],
    /// Whether a client needs it; `None` where every client does.
    is_needed: Option<fn(&RustApi) -> bool>,
}

/// What clients use, in order of name.
const DEPENDENCIES: &[Dependency] = &[
    Dependency::new("base64", "0.23"),
    Dependency::new("bytes", "1.12"),
    Dependency::new("futures-core", "0.3.34")
        .when(|api| api.support.pagination || api.support.upload || reads_pieces(api)),
    Dependency::new("futures-util", "0.3.34")
        .without_defaults()
        .features(&["std"]),
    Dependency::new("hmac", "0.13").when(|api| api.support.webhook),
    Dependency::new("http", "1.5"),
    Dependency::new("http-body", "1.1").when(|api| api.support.upload),
    Dependency::new("httpdate", "1.0"),
    Dependency::new("jiff", "1.0")
        .without_defaults()
        .features(&["std", "serde"])
        .when(|api| api.support.date_time),
    Dependency::new("percent-encoding", "2.3"),
    Dependency::new("reqwest", "0.13.5")
        .without_defaults()
        .features(&["rustls-no-provider"]),
    Dependency::new("rustls", "0.23")
        .without_defaults()
        .features(&["ring", "std", "tls12"]),
    Dependency::new("secrecy", "0.10"),
    Dependency::new("serde", "1.0.229")
        .without_defaults()
        .features(&["std"])
        .when(|api| api.serde == SerdeStyle::Lean),
    Dependency::new("serde", "1.0.229")
        .features(&["derive"])
        .when(|api| api.serde == SerdeStyle::Derive),
    Dependency::new("serde_json", "1.0.154").features(&["preserve_order"]),
    Dependency::new("serde_path_to_error", "0.1.20"),
    Dependency::new("sha2", "0.11").when(|api| api.support.webhook),
    Dependency::new("tokio", "1.54")
        .without_defaults()
        .features(&["time"])
        .when(|api| !api.support.upload),
    Dependency::new("tokio", "1.54")
        .without_defaults()
        .features(&["fs", "io-util", "time"])
        .when(|api| api.support.upload),
    Dependency::new("url", "2.5"),
    Dependency::new("uuid", "1.29")
        .features(&["serde"])
        .when(|api| api.support.uuid),
];

impl Dependency {
    const fn new(name: &'static str, version: &'static str) -> Self {
        Self {
            name,
            version,
            default_features: true,
            features: &[],
            is_needed: None,
        }
    }

    const fn without_defaults(mut self) -> Self {
        self.default_features = false;
        self
    }

    const fn features(mut self, features: &'static [&'static str]) -> Self {
        self.features = features;
        self
    }

    const fn when(mut self, is_needed: fn(&RustApi) -> bool) -> Self {
        self.is_needed = Some(is_needed);
        self
    }

    /// Returns the keys of its table, in the order in which they are written.
    fn keys(self) -> Vec<(String, DependencyValue)> {
        let mut keys = vec![("version".to_owned(), DependencyValue::Text(self.version.to_owned()))];
        if !self.default_features {
            keys.push(("default-features".to_owned(), DependencyValue::Flag(false)));
        }
        if !self.features.is_empty() {
            let features = self.features.iter().map(|feature| (*feature).to_owned());
            keys.push(("features".to_owned(), DependencyValue::List(features.collect())));
        }
        keys
    }
}

/// Lists the lines of `[dependencies]` in order of name: what the client uses,
/// with the keys that the configuration has for it, and what it adds.
fn dependencies(api: &RustApi) -> Vec<String> {
    let needed = DEPENDENCIES
        .iter()
        .filter(|dependency| dependency.is_needed.is_none_or(|is_needed| is_needed(api)));
    let mut tables: BTreeMap<String, Vec<(String, DependencyValue)>> = needed
        .map(|dependency| (dependency.name.to_owned(), dependency.keys()))
        .collect();
    for (name, keys) in &api.package.dependencies {
        let table = tables.entry(name.clone()).or_default();
        // A crate from elsewhere has the version that it has there.
        let is_elsewhere = |(key, _): &(String, DependencyValue)| ["git", "path", "workspace"].contains(&key.as_str());
        if keys.iter().any(is_elsewhere) {
            table.retain(|(key, _)| key != "version");
        }
        for (key, value) in keys {
            let known = table.iter_mut().find(|(known, _)| known == key);
            match (known.map(|(_, known)| known), value) {
                (Some(DependencyValue::List(known)), DependencyValue::List(more)) => {
                    for item in more {
                        if !known.contains(item) {
                            known.push(item.clone());
                        }
                    }
                }
                (Some(known), value) => *known = value.clone(),
                (None, value) => table.push((key.clone(), value.clone())),
            }
        }
    }
    tables.iter().map(|(name, keys)| line(name, keys)).collect()
}

/// Writes a dependency: a version alone by itself.
fn line(name: &str, keys: &[(String, DependencyValue)]) -> String {
    if let [(key, DependencyValue::Text(version))] = keys
        && key == "version"
    {
        return format!("{name} = {}", quoted(version));
    }
    let keys: Vec<String> = keys
        .iter()
        .map(|(key, value)| match value {
            DependencyValue::Text(text) => format!("{key} = {}", quoted(text)),
            DependencyValue::Flag(flag) => format!("{key} = {flag}"),
            DependencyValue::List(items) => {
                let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                format!("{key} = [{}]", items.join(", "))
            }
        })
        .collect();
    format!("{name} = {{ {} }}", keys.join(", "))
}

/// Prints `Cargo.toml`.
pub(super) fn emit(api: &RustApi) -> String {
    let package = &api.package;
    let mut text = format!("# {}; do not edit.\n\n[package]\n", crate::output::MARKER);
    let fields = [
        ("name", Some(package.name.as_str())),
        ("version", Some(&package.version)),
        ("description", Some(&package.description)),
        ("license", package.license.as_deref()),
        ("documentation", package.documentation.as_deref()),
        ("repository", package.repository.as_deref()),
        ("edition", Some(package.edition)),
        ("rust-version", package.rust_version.as_deref()),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            text.push_str(&format!("{key} = {}\n", quoted(value)));
        }
    }
    if package.samples {
        // The documentation is for readers of a site, and its samples are tested here.
        text.push_str("exclude = [\"/docs\", \"/tests\"]\n");
    }
    text.push_str(&features(api));
    text.push_str("\n[dependencies]\n");
    for line in dependencies(api) {
        text.push_str(&line);
        text.push('\n');
    }
    if package.samples {
        text.push_str("\n[dev-dependencies]\n");
        text.push_str("tokio = { version = \"1.54\", features = [\"io-util\", \"macros\", \"net\", \"rt\"] }\n");
    }
    if !package.workspace_member {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// Prints the features; nothing where there are none.
fn features(api: &RustApi) -> String {
    let Features { names, default } = &api.features;
    if names.is_empty() {
        return String::new();
    }
    let list = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
        names.join(", ")
    };
    let mut text = String::from("\n[package.metadata.docs.rs]\nall-features = true\n");
    if api.package.samples {
        text.push_str(&format!(
            "\n[[test]]\nname = \"samples\"\nrequired-features = [{}]\n",
            list(names)
        ));
    }
    text.push_str(&format!("\n[features]\ndefault = [{}]\n", list(default)));
    for name in names {
        let key = match name.is_ascii() {
            true => name.clone(),
            false => quoted(name),
        };
        text.push_str(&format!("{key} = []\n"));
    }
    text
}

/// Writes a basic string of TOML: a string of JSON in which DEL is escaped too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who includes the output into a crate of their own writes these down there.
    #[test]
    fn the_guide_for_build_scripts_lists_what_every_client_uses() {
        let guide = include_str!("../../../guides/build-script.md");
        let (_, list) = guide.split_once("# What every client uses.\n").unwrap();
        let (list, others) = list.split_once("\n# ").unwrap();
        let listed: Vec<&str> = list.lines().collect();
        let lines = |is_wanted: fn(&Dependency) -> bool| {
            let wanted = DEPENDENCIES.iter().filter(move |dependency| is_wanted(dependency));
            wanted
                .map(|dependency| line(dependency.name, &dependency.keys()))
                .collect::<Vec<_>>()
        };
        for line in lines(|dependency| dependency.is_needed.is_none()) {
            assert!(listed.contains(&line.as_str()), "{line} is missing");
        }
        let known = lines(|_| true);
        for line in listed {
            assert!(known.iter().any(|other| other == line), "{line} is not in the manifest");
        }
        assert!(others.contains("jiff"));
    }
}
