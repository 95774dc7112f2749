//! Prints the manifest of the written crate, with the dependencies that it uses.

use crate::rust::model::RustApi;

/// A dependency of the written crates.
struct Dependency {
    /// As in `[dependencies]`.
    line: &'static str,
    is_needed: fn(&RustApi) -> bool,
}

/// What every client uses, in order of name.
const ALWAYS: &[&str] = &[
    r#"base64 = "0.23""#,
    r#"bytes = "1.12""#,
    r#"futures-util = { version = "0.3.34", default-features = false, features = ["std"] }"#,
    r#"http = "1.5""#,
    r#"httpdate = "1.0""#,
    r#"percent-encoding = "2.3""#,
    r#"reqwest = { version = "0.13.5", default-features = false, features = ["rustls-no-provider"] }"#,
    r#"rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }"#,
    r#"secrecy = "0.10""#,
    r#"serde_json = { version = "1.0.154", features = ["preserve_order"] }"#,
    r#"serde_path_to_error = "0.1.20""#,
    r#"url = "2.5""#,
];

/// What the document or the configuration calls for.
const DEPENDENCIES: &[Dependency] = &[
    Dependency {
        line: r#"futures-core = "0.3.34""#,
        is_needed: |api| api.support.pagination || api.support.upload,
    },
    Dependency {
        line: r#"hmac = "0.13""#,
        is_needed: |api| api.support.webhook,
    },
    Dependency {
        line: r#"http-body = "1.1""#,
        is_needed: |api| api.support.upload,
    },
    Dependency {
        line: r#"jiff = { version = "1.0", default-features = false, features = ["std", "serde"] }"#,
        is_needed: |api| api.support.date_time,
    },
    Dependency {
        line: r#"serde = { version = "1.0.229", default-features = false, features = ["std"] }"#,
        is_needed: |api| api.serde == crate::rust::model::SerdeStyle::Lean,
    },
    Dependency {
        line: r#"serde = { version = "1.0.229", features = ["derive"] }"#,
        is_needed: |api| api.serde == crate::rust::model::SerdeStyle::Derive,
    },
    Dependency {
        line: r#"sha2 = "0.11""#,
        is_needed: |api| api.support.webhook,
    },
    Dependency {
        line: r#"tokio = { version = "1.54", default-features = false, features = ["time"] }"#,
        is_needed: |api| !api.support.upload,
    },
    Dependency {
        line: r#"tokio = { version = "1.54", default-features = false, features = ["fs", "io-util", "time"] }"#,
        is_needed: |api| api.support.upload,
    },
    Dependency {
        line: r#"uuid = { version = "1.29", features = ["serde"] }"#,
        is_needed: |api| api.support.uuid,
    },
];

/// Prints `Cargo.toml`.
pub(super) fn emit(api: &RustApi) -> String {
    let package = &api.package;
    let mut text = format!("# {}; do not edit.\n\n[package]\n", crate::output::MARKER);
    let fields = [
        ("name", Some(package.name.as_str())),
        ("version", Some(&package.version)),
        ("description", Some(&package.description)),
        ("license", package.license.as_deref()),
        ("edition", Some("2024")),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            text.push_str(&format!("{key} = {}\n", quoted(value)));
        }
    }
    text.push_str("\n[dependencies]\n");
    let needed = DEPENDENCIES.iter().filter(|dependency| (dependency.is_needed)(api));
    let needed = needed.map(|dependency| dependency.line);
    let mut lines: Vec<&str> = ALWAYS.iter().copied().chain(needed).collect();
    lines.sort_unstable();
    for line in lines {
        text.push_str(line);
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
        for line in ALWAYS {
            assert!(listed.contains(line), "{line} is missing");
        }
        let known = |line: &str| DEPENDENCIES.iter().any(|dependency| dependency.line == line);
        for line in listed {
            assert!(ALWAYS.contains(&line) || known(line), "{line} is not in the manifest");
        }
        assert!(others.contains("jiff"));
    }
}
