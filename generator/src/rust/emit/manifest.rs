//! Prints the manifest of the written crate, with the dependencies that it uses.

use std::collections::BTreeMap;

use super::support::{self, Need, reads_pieces};
use crate::rust::model::{DependencyValue, Feature, Features, RustApi, SerdeStyle};

/// A dependency of the written crates.
#[derive(Clone, Copy)]
struct Dependency {
    name: &'static str,
    version: &'static str,
    default_features: bool,
    features: &'static [&'static str],
    target: Target,
    /// Who needs it; `None` where every client does.
    is_needed: Option<fn(&RustApi) -> Need>,
}

/// Where a client runs that needs a dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Everywhere,
    /// Where there is a system: not in a browser.
    Native,
    Browser,
}

impl Target {
    /// Returns the header of the table of its dependencies.
    fn table(self) -> &'static str {
        match self {
            Self::Everywhere => "[dependencies]",
            Self::Native => "[target.'cfg(not(target_family = \"wasm\"))'.dependencies]",
            Self::Browser => "[target.'cfg(target_family = \"wasm\")'.dependencies]",
        }
    }
}

/// What clients use, in order of name.
const DEPENDENCIES: &[Dependency] = &[
    Dependency::new("base64", "0.23"),
    Dependency::new("bytes", "1.12"),
    Dependency::new("futures-core", "0.3.34")
        .when(|api| (api.support.pagination || api.support.upload || reads_pieces(api)).into()),
    Dependency::new("futures-util", "0.3.34")
        .without_defaults()
        .features(&["std"]),
    Dependency::new("gloo-timers", "0.4")
        .features(&["futures"])
        .on(Target::Browser),
    Dependency::new("hmac", "0.13").when(|api| (api.support.webhook).into()),
    Dependency::new("http", "1.5"),
    Dependency::new("http-body", "1.1").when(|api| support::need(api, "outgoing")),
    Dependency::new("httpdate", "1.0"),
    Dependency::new("jiff", "1.0")
        .without_defaults()
        .features(&["std", "serde"])
        .when(|api| (api.support.date_time).into()),
    Dependency::new("js-sys", "0.3").on(Target::Browser),
    Dependency::new("percent-encoding", "2.3"),
    Dependency::new("reqwest", "0.13.5")
        .without_defaults()
        .features(&["rustls-no-provider"]),
    Dependency::new("rustls", "0.23")
        .without_defaults()
        .features(&["ring", "std", "tls12"])
        .on(Target::Native),
    Dependency::new("secrecy", "0.10"),
    Dependency::new("send_wrapper", "0.6")
        .features(&["futures"])
        .on(Target::Browser),
    Dependency::new("serde", "1.0.229")
        .without_defaults()
        .features(&["std"])
        .when(|api| (api.serde == SerdeStyle::Lean).into()),
    Dependency::new("serde", "1.0.229")
        .features(&["derive"])
        .when(|api| (api.serde == SerdeStyle::Derive).into()),
    Dependency::new("serde_json", "1.0.154").features(&["preserve_order"]),
    Dependency::new("serde_path_to_error", "0.1.20"),
    Dependency::new("sha2", "0.11").when(|api| (api.support.webhook).into()),
    Dependency::new("tokio", "1.54").without_defaults().features(&["time"]),
    Dependency::new("tokio", "1.54")
        .without_defaults()
        .features(&["fs", "io-util"])
        .on(Target::Native)
        .when(|api| (api.support.upload).into()),
    Dependency::new("tower-service", "0.3.3").when(|api| support::need(api, "tower_transport")),
    Dependency::new("tracing", "0.1.44")
        .without_defaults()
        .features(&["std"])
        .when(|api| support::need(api, "trace")),
    Dependency::new("url", "2.5"),
    Dependency::new("uuid", "1.29")
        .features(&["serde"])
        .when(|api| (api.support.uuid).into()),
    Dependency::new("web-time", "1.1").on(Target::Browser),
];

impl Dependency {
    const fn new(name: &'static str, version: &'static str) -> Self {
        Self {
            name,
            version,
            default_features: true,
            features: &[],
            target: Target::Everywhere,
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

    const fn on(mut self, target: Target) -> Self {
        self.target = target;
        self
    }

    const fn when(mut self, is_needed: fn(&RustApi) -> Need) -> Self {
        self.is_needed = Some(is_needed);
        self
    }

    /// Returns who needs it.
    fn need(&self, api: &RustApi) -> Need {
        self.is_needed.map_or(Need::Always, |is_needed| is_needed(api))
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

/// The keys of the table of a dependency.
type Keys = Vec<(String, DependencyValue)>;

/// Prints the tables of dependencies, each in order of name: what the client
/// uses, with the keys that the configuration has for it, and what it adds.
fn dependencies(api: &RustApi) -> String {
    let mut tables: BTreeMap<(Target, String), Keys> = BTreeMap::new();
    for dependency in DEPENDENCIES {
        let mut keys = dependency.keys();
        match dependency.need(api) {
            Need::Never => continue,
            Need::Always => {}
            Need::Behind(_) | Need::InTests(_) => keys.push(("optional".to_owned(), DependencyValue::Flag(true))),
        }
        tables.insert((dependency.target, dependency.name.to_owned()), keys);
    }
    for (name, keys) in &api.package.dependencies {
        if !tables.keys().any(|(_, known)| known == name) {
            tables.insert((Target::Everywhere, name.clone()), Vec::new());
        }
        for ((_, known), table) in &mut tables {
            if known == name {
                change(table, keys);
            }
        }
    }
    let mut text = String::new();
    let mut last = None;
    for ((target, name), keys) in &tables {
        if last != Some(target) {
            text.push_str(&format!("\n{}\n", target.table()));
            last = Some(target);
        }
        text.push_str(&format!("{}\n", line(name, keys)));
    }
    text
}

/// Changes the keys of a dependency by those of the configuration.
fn change(table: &mut Keys, keys: &Keys) {
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

/// Prints the features, each with what it brings along; nothing where there are none.
fn features(api: &RustApi) -> String {
    let Features {
        switches,
        groups,
        default,
    } = &api.features;
    if api.features.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n[package.metadata.docs.rs]\nall-features = true\n");
    if api.package.samples.is_some() && !groups.is_empty() {
        text.push_str(&format!(
            "\n[[test]]\nname = \"samples\"\nrequired-features = {}\n",
            list(groups)
        ));
    }
    text.push_str("\n[features]\n");
    if !groups.is_empty() {
        text.push_str(&format!("default = {}\n", list(default)));
    }
    for feature in switches {
        text.push_str(&switch(api, *feature));
    }
    for name in groups {
        let key = match name.is_ascii() {
            true => name.clone(),
            false => quoted(name),
        };
        text.push_str(&format!("{key} = []\n"));
    }
    text
}

/// Prints what users of the client switch on, with the dependencies that it needs.
fn switch(api: &RustApi, feature: Feature) -> String {
    let brings = match feature {
        Feature::Blocking => Some("tokio/rt"),
        Feature::Mock | Feature::Tower | Feature::Tracing => None,
    };
    let optional = DEPENDENCIES
        .iter()
        .filter(|dependency| dependency.need(api) == Need::Behind(feature))
        .map(|dependency| format!("dep:{}", dependency.name));
    let all: Vec<String> = optional.chain(brings.map(str::to_owned)).collect();
    format!("# {}\n{} = {}\n", feature.says(), feature.name(), list(&all))
}

/// Writes an array of strings.
fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
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
    if package.samples.is_some() {
        // The documentation is for readers of a site, and its samples are tested here.
        text.push_str("exclude = [\"/docs\", \"/tests\"]\n");
    }
    text.push_str(&features(api));
    text.push_str(&dependencies(api));
    if package.samples.is_some() {
        text.push_str("\n[dev-dependencies]\n");
        text.push_str("tokio = { version = \"1.54\", features = [\"io-util\", \"macros\", \"net\", \"rt\"] }\n");
    }
    if !package.workspace_member {
        text.push_str("\n[workspace]\n");
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
        let everywhere =
            |dependency: &Dependency| dependency.is_needed.is_none() && dependency.target != Target::Browser;
        for line in lines(everywhere) {
            assert!(listed.contains(&line.as_str()), "{line} is missing");
        }
        let known = lines(|_| true);
        for line in listed {
            assert!(known.iter().any(|other| other == line), "{line} is not in the manifest");
        }
        assert!(others.contains("jiff"));
    }
}
