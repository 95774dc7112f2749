//! Turns the text of a `codegen.toml` into a [`Config`], or into all that is
//! wrong with it: file, line, column, and what to type instead.

use std::collections::BTreeMap;
use std::ops::Range;

use camino::Utf8Path;

use super::written::{Written, nearest, position};
use super::{Config, ErrorCodeConfig};
use crate::diagnostic::Diagnostics;
use crate::did_you_mean;

/// The code of every finding about the configuration.
const CODE: &str = "invalid-configuration";

impl Config {
    /// Reads the text of a `codegen.toml`; `path` is for the messages.
    ///
    /// # Errors
    ///
    /// When the text is no TOML, a key is unknown or has the wrong type, or
    /// the values do not make a project.
    pub fn parse(text: &str, path: &Utf8Path) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let mut config: Self = match toml::from_str(text) {
            Ok(config) => config,
            Err(error) => {
                let mut report = Report {
                    text,
                    path,
                    diagnostics: &mut diagnostics,
                };
                let span = error.span().unwrap_or_default();
                let (message, help) = explain(error.message());
                report.add(Some(span), &message, help);
                return Err(diagnostics);
            }
        };
        let mut report = Report {
            text,
            path,
            diagnostics: &mut diagnostics,
        };
        config.check(&mut |place, message, help| {
            let span = nearest(text, place);
            report.add(span, &message, Some(help));
        });
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        config.written = Written::new(path, text);
        Ok(config)
    }

    /// Checks a configuration that was put together by hand; `path` is for
    /// the messages.
    ///
    /// # Errors
    ///
    /// When the values do not make a project.
    pub fn validate(&self, path: &Utf8Path) -> Result<(), Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        self.check(&mut |_, message, help| {
            diagnostics.error_in_file(CODE, path, message).help(help);
        });
        if diagnostics.has_errors() {
            Err(diagnostics)
        } else {
            Ok(())
        }
    }

    /// Calls `fail` with the place, message and help of everything that is
    /// wrong with the values.
    fn check(&self, fail: &mut dyn FnMut(&[&str], String, String)) {
        let name = &self.package.name;
        if !is_crate_name(name) {
            let message = format!("`{name}` cannot be the name of a crate");
            fail(
                &["package", "name"],
                message,
                "use letters, digits, `-` and `_`, beginning with a letter".into(),
            );
        }
        let version = &self.package.version;
        if !is_version(version) {
            let message = format!("`{version}` is not a version");
            fail(&["package", "version"], message, "write it as in `0.1.0`".into());
        }
        self.check_package(fail);
        self.check_documents(fail);
        self.check_client(fail);
        self.check_names(fail);
        for (index, rule) in self.pagination.iter().enumerate() {
            let index = index.to_string();
            rule.check(&mut |key, message, help| fail(&["pagination", &index, key], message, help));
        }
        if let Some(output) = &self.docs.output
            && !crate::output::is_contained(output)
        {
            let message = format!("`{output}` is not a folder below the package");
            fail(
                &["docs", "output"],
                message,
                "write it as in `docs`, relative to `package.output`".into(),
            );
        }
        for (index, language) in self.docs.languages.iter().enumerate() {
            if self.docs.languages[..index].contains(language) {
                fail(
                    &["docs", "languages", &index.to_string()],
                    format!("`{}` is listed twice", language.name()),
                    "each language has one tab".into(),
                );
            }
        }
        for (index, status) in self.docs.statuses.iter().enumerate() {
            if !(100..600).contains(&status.status) {
                let message = format!("{} is not an HTTP status", status.status);
                fail(
                    &["docs", "status", &index.to_string(), "status"],
                    message,
                    "use 100 to 599".into(),
                );
            }
        }
    }

    fn check_package(&self, fail: &mut dyn FnMut(&[&str], String, String)) {
        let header = self.package.header.as_deref().unwrap_or_default();
        // What would end a comment in one of the languages, or a line in some editor.
        let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
        if ["*/", "-->"].iter().any(|end| header.contains(end)) || header.contains(odd) {
            let help = "write plain lines, without `*/`, `-->` and control characters".into();
            fail(&["package", "header"], "the header cannot be a comment".into(), help);
        }
        let is_known = |version: &&str| {
            let parts: Vec<_> = version.split('.').map(str::parse::<u32>).collect();
            matches!(parts.as_slice(), [Ok(_), Ok(_)] | [Ok(_), Ok(_), Ok(_)])
        };
        let version = self.package.rust_version.as_deref();
        if let Some(version) = version.filter(|version| !is_known(version)) {
            let message = format!("`{version}` is not the version of a compiler");
            fail(&["package", "rust_version"], message, "write it as in `1.88`".into());
        }
    }

    fn check_documents(&self, fail: &mut dyn FnMut(&[&str], String, String)) {
        if self.documents.is_empty() {
            let help = "add `[[document]]` with `path = \"openapi.yaml\"`".into();
            fail(&["document"], "the list of documents is empty".into(), help);
        }
        let mut taken = BTreeMap::new();
        for (index, document) in self.documents.iter().enumerate() {
            let place = index.to_string();
            let place = [
                "document",
                &place,
                if document.name.is_some() { "name" } else { "path" },
            ];
            let name = document.module_name();
            // Any stem of a file becomes a module's name, as any tag does.
            if document.name.is_some() && !is_document_name(name) {
                let message = format!("`{name}` cannot be the name of a module");
                fail(
                    &place,
                    message,
                    "set `name` to letters, digits and `_`, beginning with a letter".into(),
                );
            }
            if let Some(first) = taken.insert(folded(name), index) {
                let message = format!("documents {} and {} are both named `{name}`", first + 1, index + 1);
                fail(&place, message, "give each document a `name` of its own".into());
            }
        }
    }

    fn check_names(&self, fail: &mut dyn FnMut(&[&str], String, String)) {
        let mut check = |place: &[&str], name: &str| {
            if !is_name(name) {
                let help = "use letters, digits and `_`, beginning with a letter".into();
                fail(place, format!("`{name}` cannot be a name"), help);
            }
        };
        for (operation, entry) in &self.operations {
            for (key, name) in entry.names() {
                check(&["operations", operation, key], name);
            }
        }
        for (ty, name) in &self.types.rename {
            check(&["types", "rename", ty], name);
        }
        for (operation, entry) in &self.operations {
            if !entry.skip && entry.names().next().is_none() {
                let help = "set `name`, `group`, `type_name` or `skip`, or remove it".into();
                fail(&["operations", operation], "the entry says nothing".into(), help);
            }
        }
    }

    fn check_client(&self, fail: &mut dyn FnMut(&[&str], String, String)) {
        let client = &self.client;
        let lists = [
            ("request_id_headers", &client.request_id_headers),
            ("status_headers", &client.status_headers),
            ("error_code", &client.error_code.headers),
        ];
        let listed = lists
            .iter()
            .flat_map(|(key, list)| list.iter().map(move |name| (vec!["client", key], name)));
        let headers = client
            .headers
            .iter()
            .map(|header| (vec!["client", "headers"], &header.header));
        let key = client.retry.idempotency_header.iter();
        let key = key.map(|name| (vec!["client", "retry", "idempotency_header"], name));
        for (place, name) in listed.chain(headers).chain(key) {
            if !is_header_name(name) {
                let help = "use letters, digits and `-`".into();
                fail(&place, format!("`{name}` cannot be the name of a header"), help);
            }
        }
        if client.retry.attempts == Some(0) {
            let message = "0 attempts are no call".to_owned();
            fail(
                &["client", "retry", "attempts"],
                message,
                "write 1 for calls that are made once".into(),
            );
        }
        let statuses = [("retry", &client.retry.statuses), ("refusal", &client.refusal.statuses)];
        for (key, statuses) in statuses {
            for status in statuses.iter().flatten().filter(|status| !(100..600).contains(*status)) {
                let message = format!("{status} is not an HTTP status");
                fail(&["client", key, "statuses"], message, "use 100 to 599".into());
            }
        }
        let ErrorCodeConfig { headers, pointer } = &client.error_code;
        if let Some(pointer) = pointer
            && !pointer.starts_with('/')
        {
            let message = format!("`{pointer}` is not a JSON Pointer to a property");
            fail(
                &["client", "error_code", "pointer"],
                message,
                format!("write `/{pointer}`"),
            );
        }
        if !client.refusal.codes.is_empty() && headers.is_empty() && pointer.is_none() {
            let message = "nothing says where the code of an error is".to_owned();
            let help = "set `headers` or `pointer` under `[client.error_code]`".into();
            fail(&["client", "refusal", "codes"], message, help);
        }
    }
}

/// Where findings go, with the text that they are about.
struct Report<'a> {
    text: &'a str,
    path: &'a Utf8Path,
    diagnostics: &'a mut Diagnostics,
}

impl Report<'_> {
    fn add(&mut self, span: Option<Range<usize>>, message: &str, help: Option<String>) {
        let diagnostic = self.diagnostics.error_in_file(CODE, self.path, message);
        if let Some(span) = span {
            let (line, column) = position(self.text, span.start);
            diagnostic.at(line, column);
        }
        if let Some(help) = help {
            diagnostic.help(help);
        }
    }
}

/// Turns the parser's message into ours, and finds the key that was meant.
fn explain(message: &str) -> (String, Option<String>) {
    let message = message.lines().collect::<Vec<_>>().join(", ");
    let Some((unknown, expected)) = message.split_once(", expected ") else {
        return (message, None);
    };
    // `unknown field `x`, expected one of `a`, `b``: every second piece
    // between backticks is a name.
    let names = |text| str::split(text, '`').skip(1).step_by(2);
    let Some(unknown_name) = names(unknown).next() else {
        return (message.clone(), None);
    };
    let help = did_you_mean::help(unknown_name, names(expected), &format!("expected {expected}"));
    (unknown.replace("unknown field", "unknown key"), Some(help))
}

fn is_crate_name(name: &str) -> bool {
    let reserved = ["alloc", "core", "proc_macro", "std", "test"];
    let ident = name.replace('-', "_");
    name.len() <= 64
        && is_document_name(name)
        && !reserved.contains(&&*ident)
        && syn::parse_str::<syn::Ident>(&ident).is_ok()
}

/// Two names with the same folded form would be one module.
fn folded(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A document's name is made into the words of a module's name, so that it
/// need not be an identifier itself.
fn is_document_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// A name is made into words, and these into an identifier.
fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_version(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<_> = core.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|number| number.parse::<u64>().is_ok())
        && version
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the findings about `text`, a line each.
    fn findings(text: &str) -> String {
        let diagnostics = Config::parse(text, Utf8Path::new("codegen.toml")).expect_err("the text is wrong");
        let line = |diagnostic: &crate::Diagnostic| {
            let (line, column) = diagnostic.position.unwrap_or_default();
            let help = diagnostic.help.clone().unwrap_or_default();
            format!("{line}:{column} {} ({help})\n", diagnostic.message)
        };
        diagnostics.list().iter().map(line).collect()
    }

    #[test]
    fn a_small_project_is_valid() {
        let text = "[package]\nname = \"pets\"\noutput = \"../pets\"\n\n[[document]]\npath = \"openapi.yaml\"\n";
        let config = Config::parse(text, Utf8Path::new("codegen.toml")).unwrap();
        assert_eq!(config.documents[0].module_name(), "openapi");
    }

    #[test]
    fn an_unknown_key_is_an_error_with_the_key_that_was_meant() {
        let text = "[package]\nname = \"pets\"\n  ouptut = \"pets\"\n";
        insta::assert_snapshot!(findings(text), @"3:3 unknown key `ouptut` (did you mean `output`?)");
        let text = "[package]\nname = \"pets\"\noutput = \"x\"\n[types]\nserde = \"fast\"\n";
        insta::assert_snapshot!(findings(text), @"5:9 unknown variant `fast` (expected `lean` or `derive`)");
    }

    #[test]
    fn text_that_is_no_toml_is_an_error() {
        insta::assert_snapshot!(findings("[package\n"), @"1:9 unclosed table, expected `]` (correct codegen.toml)");
        insta::assert_snapshot!(findings("[package]\nname = 5\n"), @"2:8 invalid type: integer `5` (expected a string)");
        insta::assert_snapshot!(findings(""), @"1:1 missing field `package` (correct codegen.toml)");
    }

    #[test]
    fn all_wrong_values_are_reported_together() {
        let text = r#"
[package]
name = "my crate"
version = "1"
output = "out"
header = "a */ b"
rust_version = "1"

[[document]]
path = "api/server.yaml"

[[document]]
path = "api/admin.yaml"
name = "Server"

[client]
status_headers = ["x status"]

[client.retry]
attempts = 0
statuses = [600]
idempotency_header = "a key"

[[pagination]]
operations = []
cursor = "cursor"
page = "page"
next = "next"
items = "/items"

[docs]
output = "../docs"

[[docs.status]]
status = 42
title = "?"
text = "?"
"#;
        insta::assert_snapshot!(findings(text), @r"
        3:8 `my crate` cannot be the name of a crate (use letters, digits, `-` and `_`, beginning with a letter)
        4:11 `1` is not a version (write it as in `0.1.0`)
        6:10 the header cannot be a comment (write plain lines, without `*/`, `-->` and control characters)
        7:16 `1` is not the version of a compiler (write it as in `1.88`)
        14:8 documents 1 and 2 are both named `Server` (give each document a `name` of its own)
        17:18 `x status` cannot be the name of a header (use letters, digits and `-`)
        22:22 `a key` cannot be the name of a header (use letters, digits and `-`)
        20:12 0 attempts are no call (write 1 for calls that are made once)
        21:12 600 is not an HTTP status (use 100 to 599)
        28:8 `next` is not a JSON Pointer (write `/next`)
        25:14 the rule is for no operation (list operationIds, or operations as in `GET /users`)
        27:8 the rule says by cursor and page how the next page is asked for (one of them is enough)
        32:10 `../docs` is not a folder below the package (write it as in `docs`, relative to `package.output`)
        35:10 42 is not an HTTP status (use 100 to 599)
        ");
    }
}
