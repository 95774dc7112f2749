//! Turns documents into the first `codegen.toml` of a project, with what they
//! have and what can be chosen in its comments.
//!
//! Invariant: the result is a configuration that generates, whatever the
//! documents call their parts.

mod pagination;

use camino::{Utf8Path, Utf8PathBuf};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::config::{Config, DocumentConfig};
use crate::diagnostic::Diagnostics;
use crate::ir::{self, Api, ScalarKind, SecuritySchemeKind, TypeRef};
use crate::name::Words;
use crate::pipeline::{self, Generated};

const TEMPLATE: &str = include_str!("../templates/init/codegen.toml.jinja");

/// How many tags are listed.
const TAGS: usize = 20;

/// What a person chose, or the command found out.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// The documents, relative to the folder of the configuration.
    pub documents: Vec<Utf8PathBuf>,
    /// The name of the crate; made of the first title where it is left out.
    pub name: Option<String>,
    /// The folder of the crate, relative to that of the configuration; called like the crate where it is left out.
    pub output: Option<Utf8PathBuf>,
    /// Whether the crate belongs to a workspace around it.
    pub workspace_member: bool,
}

/// A first configuration.
#[derive(Debug)]
pub(crate) struct Starter {
    /// The text of `codegen.toml`.
    pub text: String,
    /// The name of the crate.
    pub name: String,
    /// Its folder, relative to that of the configuration.
    pub output: Utf8PathBuf,
}

#[derive(Serialize)]
struct View<'a> {
    file: &'a str,
    name: &'a str,
    output: &'a str,
    workspace_member: bool,
    documents: Vec<DocumentView>,
    tags: Vec<&'a str>,
    operation: String,
    uuids: usize,
    date_times: usize,
    pagination: Vec<pagination::Rule>,
    schemes: Vec<SchemeView>,
}

#[derive(Serialize)]
struct DocumentView {
    path: String,
    name: String,
}

#[derive(Serialize)]
struct SchemeView {
    wire_name: String,
    display: String,
    env: String,
}

/// Reads the documents of `choice` and writes the configuration `file`, whose
/// folder is `base`.
///
/// # Errors
///
/// The findings, where one of them is an error.
pub(crate) fn starter(choice: &Choice, base: &Utf8Path, file: &str) -> Result<Starter, Box<Generated>> {
    let config = Config::for_documents(choice.documents.clone(), "starter", Utf8PathBuf::from("starter"));
    let mut diagnostics = Diagnostics::default();
    let input = pipeline::read(&config, base, &|_| {}, &mut diagnostics);
    let Some(api) = input.api else {
        return Err(Box::new(Generated::new(
            None,
            diagnostics,
            input.inventory,
            input.source,
        )));
    };
    let name = choice.name.clone().unwrap_or_else(|| crate_name(&api));
    let output = choice.output.clone().unwrap_or_else(|| Utf8PathBuf::from(&name));
    let text = render(&view(&api, choice, &name, output.as_str(), file));
    Ok(Starter { text, name, output })
}

fn view<'a>(api: &'a Api, choice: &Choice, name: &'a str, output: &'a str, file: &'a str) -> View<'a> {
    let documents = choice.documents.iter().map(|path| DocumentView {
        path: path.to_string(),
        name: module_name(path),
    });
    let operations = || api.documents.iter().flat_map(|document| &document.operations);
    let mut tags: Vec<&str> = Vec::new();
    for tag in api.documents.iter().flat_map(|document| &document.tags) {
        if tags.len() < TAGS && !tags.contains(&tag.name.as_str()) {
            tags.push(&tag.name);
        }
    }
    View {
        file,
        name,
        output,
        workspace_member: choice.workspace_member,
        documents: documents.collect(),
        tags,
        operation: operations().next().map_or_else(|| "GET /users".to_owned(), written),
        uuids: count(api, ScalarKind::Uuid),
        date_times: count(api, ScalarKind::DateTime),
        pagination: pagination::rules(api),
        schemes: schemes(api, name),
    }
}

/// The name of an operation on one line of a comment.
fn written(operation: &ir::Operation) -> String {
    let id = operation.operation_id.as_deref();
    let plain = id.filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)));
    plain.map_or_else(
        || format!("{} {}", operation.method.as_str(), operation.path.text.escape_default()),
        str::to_owned,
    )
}

/// Makes the name of a crate of the first title that has letters of one.
fn crate_name(api: &Api) -> String {
    let titles = api.documents.iter().map(|document| document.title.as_str());
    let names = titles.map(|title| {
        let words = Words::new(title);
        let words = words.as_slice().iter().filter(|word| names_something(word));
        let words: Vec<String> = words.take(3).cloned().collect();
        Words::from_slice(&words).kebab()
    });
    let usable = names.filter(|name| {
        let config = Config::for_documents(vec![Utf8PathBuf::from("a.yaml")], name, Utf8PathBuf::from("a"));
        config.validate(Utf8Path::new("a")).is_ok()
    });
    usable.into_iter().next().unwrap_or_else(|| "api-client".to_owned())
}

/// Tells whether a word of a title says which API it is, and can stand in the name of a crate.
fn names_something(word: &str) -> bool {
    let is_version = word
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_plain = word.chars().all(|c| c.is_ascii_alphanumeric());
    is_plain && !is_version && !["api", "the", "openapi", "rest", "specification"].contains(&word)
}

/// Makes the name of a module of a file's, where that is no name itself.
fn module_name(path: &Utf8Path) -> String {
    let stem = DocumentConfig::new(path.to_owned()).module_name().to_owned();
    let name = Words::new(&stem).snake();
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match plain && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => "api".to_owned(),
    }
}

/// The schemes whose value the user of a client gives, each once.
fn schemes(api: &Api, name: &str) -> Vec<SchemeView> {
    let mut found: Vec<SchemeView> = Vec::new();
    for scheme in api.documents.iter().flat_map(|document| &document.security_schemes) {
        let is_given = !matches!(scheme.kind, SecuritySchemeKind::Other { .. });
        if !is_given || found.iter().any(|known| known.wire_name == scheme.wire_name) {
            continue;
        }
        let words = Words::join([&Words::new(name), &scheme.name]);
        found.push(SchemeView {
            wire_name: scheme.wire_name.clone(),
            display: format!("<your {}>", scheme.name.sentence()),
            env: words.snake().to_ascii_uppercase(),
        });
    }
    found
}

/// Counts the properties and parameters of a kind.
fn count(api: &Api, kind: ScalarKind) -> usize {
    let types = api.types.iter().flat_map(|def| crate::analysis::uses(&def.kind));
    let operations = api.documents.iter().flat_map(|document| &document.operations);
    let parameters = operations.flat_map(|operation| &operation.parameters);
    let uses = types.chain(parameters.map(|parameter| &parameter.ty));
    uses.filter(|ty| is_of(ty, kind)).count()
}

fn is_of(ty: &TypeRef, kind: ScalarKind) -> bool {
    match ty {
        TypeRef::Scalar(scalar) => scalar.kind == kind,
        TypeRef::Nullable(inner) | TypeRef::Map(inner) => is_of(inner, kind),
        TypeRef::List(list) => is_of(&list.item, kind),
        TypeRef::Named(_) | TypeRef::Tuple(_) | TypeRef::Any(_) => false,
    }
}

fn render(view: &View<'_>) -> String {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    let rendered = syntax.and_then(|syntax| {
        environment.set_syntax(syntax);
        environment.add_filter("toml", toml);
        environment.render_str(TEMPLATE, Serde(view))
    });
    match rendered {
        Ok(text) => text,
        Err(error) => unreachable!("invariant: the template fits its view: {error:#}"),
    }
}

/// Writes a text, or a list of texts, as TOML: a basic string takes the escapes of JSON.
fn toml(value: &Value) -> String {
    let text = |value: Value| {
        serde_json::Value::from(value.to_string())
            .to_string()
            .replace('\u{7f}', "\\u007f")
    };
    match value.as_str() {
        Some(_) => text(value.clone()),
        None => {
            let items: Vec<String> = value.try_iter().into_iter().flatten().map(text).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

#[cfg(test)]
mod tests;
