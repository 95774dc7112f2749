//! Plans the choice of a server: where a document has several, or one with
//! variables, an enum of them, and for each with variables a struct with setters.
//!
//! A server that is relative has no address to choose, and one that differs from
//! another in `http:` alone is left out beside it.

use super::client::absolute;
use crate::ir;
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{
    Ident, ServerChoice, ServerSettings, ServerValues, ServerVariable, ServerVariant, UrlPiece, UrlPlace,
};

/// Methods and implementations of every struct of variables.
const SETTINGS: &[&str] = &["new", "url", "default", "clone", "eq", "fmt", "from", "into"];

/// Words that a description has without telling one server from another.
const IDLE: &[&str] = &["server", "servers", "environment", "api", "the", "url", "endpoint"];

/// Plans the choice; `None` where there is nothing to choose. `modules` has the
/// names of what stands beside it.
pub(super) fn plan(document: &ir::Document, modules: &mut Scope) -> Option<ServerChoice> {
    let servers = choosable(&document.servers);
    let has_variables = servers.iter().any(|server| !used(server).is_empty());
    if servers.is_empty() || (servers.len() < 2 && !has_variables) {
        return None;
    }
    // A group of operations on servers has the plain name.
    let names = [Words::new("servers"), Words::new("api servers")];
    let module = Ident(modules.claim_first(&names, Role::Module));
    let mut types = Scope::with_reserved(["Server"]);
    let mut variants = Scope::default();
    let servers = servers
        .into_iter()
        .map(|server| plan_server(server, &mut variants, &mut types))
        .collect();
    Some(ServerChoice { module, servers })
}

/// Returns the servers with an address, each once.
fn choosable(servers: &[ir::Server]) -> Vec<&ir::Server> {
    let known = servers.iter().filter(|server| absolute(&server.url).is_some());
    let mut found: Vec<&ir::Server> = Vec::new();
    for server in known {
        let is_there = |template: &str| found.iter().any(|other| other.template == template);
        let secure = server
            .template
            .strip_prefix("http://")
            .map(|rest| format!("https://{rest}"));
        let has_twin = secure.is_some_and(|secure| servers.iter().any(|other| other.template == secure));
        if !is_there(&server.template) && !has_twin {
            found.push(server);
        }
    }
    found
}

/// Returns the variables that stand in the URL of `server`, in the order of the document.
fn used(server: &ir::Server) -> Vec<&ir::ServerVariable> {
    let variables = server.variables.iter();
    variables
        .filter(|variable| server.template.contains(&format!("{{{}}}", variable.name)))
        .collect()
}

fn plan_server(server: &ir::Server, variants: &mut Scope, types: &mut Scope) -> ServerVariant {
    let ident = variants.claim_first(&names(server), Role::Variant);
    let used = used(server);
    let settings = (!used.is_empty()).then(|| {
        let words = Words::join([&Words::new(&ident), &Words::new("server")]);
        let mut setters = Scope::with_reserved(SETTINGS.iter().copied());
        ServerSettings {
            variables: used
                .iter()
                .map(|variable| plan_variable(variable, &ident, &mut setters, types))
                .collect(),
            ident: Ident(types.claim(&words, Role::Type)),
        }
    });
    ServerVariant {
        docs: server.description.as_deref().map(doc::neutralize).unwrap_or_default(),
        template: server.template.clone(),
        url: pieces(&server.template, &used),
        settings,
        ident: Ident(ident),
    }
}

/// Returns what a server may be called: what its description says in few words,
/// or else its host.
fn names(server: &ir::Server) -> Vec<Words> {
    let line = server.description.as_deref().unwrap_or_default().lines().next();
    let phrase = line.unwrap_or_default().split(['(', ',', '.', ':', ';']).next();
    let words = Words::new(phrase.unwrap_or_default());
    let telling: Vec<String> = words
        .as_slice()
        .iter()
        .filter(|word| !IDLE.contains(&word.to_lowercase().as_str()))
        .cloned()
        .collect();
    let mut names = Vec::new();
    if (1..=3).contains(&telling.len()) {
        names.push(Words::from_slice(&telling));
    }
    let host = host(&server.template);
    names.push(if host.is_empty() { Words::new("main") } else { host });
    names
}

/// Returns the parts of a host's name that say something: `https://api.{region}.shop.example/v1` is `shop`.
fn host(template: &str) -> Words {
    let (_, rest) = template.split_once("://").unwrap_or(("", template));
    let name = rest.split(['/', ':']).next().unwrap_or_default();
    let parts = name.split('.').filter(|part| !part.is_empty() && !part.contains('{'));
    let parts: Vec<&str> = parts.collect();
    let parts = match parts.as_slice() {
        [parts @ .., _top] if !parts.is_empty() => parts,
        parts => parts,
    };
    let telling = parts.iter().filter(|part| !matches!(**part, "api" | "www"));
    let words: Vec<Words> = telling.map(|part| Words::new(part)).collect();
    Words::join(&words)
}

fn plan_variable(
    variable: &ir::ServerVariable,
    server: &str,
    setters: &mut Scope,
    types: &mut Scope,
) -> ServerVariable {
    let name = Words::new(&variable.name);
    let mut values = variable.values.clone();
    if !values.is_empty() && !values.contains(&variable.default) {
        values.insert(0, variable.default.clone());
    }
    let values = (!values.is_empty()).then(|| {
        let longer = Words::join([&Words::new(server), &name]);
        let ident = Ident(types.claim_first(&[name.clone(), longer], Role::Type));
        let mut variants = Scope::default();
        let variants = values.into_iter().map(|value| {
            let words = Words::new(&value);
            (Ident(variants.claim(&words, Role::Variant)), value)
        });
        ServerValues {
            ident,
            variants: variants.collect(),
        }
    });
    ServerVariable {
        ident: Ident(setters.claim(&name, Role::Method)),
        wire_name: variable.name.clone(),
        docs: variable.description.as_deref().map(doc::neutralize).unwrap_or_default(),
        default: variable.default.clone(),
        values,
    }
}

/// Cuts a URL at its variables, each of which is one of `variables`: others are left
/// in the URL of a server, which then has no address.
fn pieces(template: &str, variables: &[&ir::ServerVariable]) -> Vec<UrlPiece> {
    let mut pieces = Vec::new();
    let mut before = String::new();
    let mut rest = template;
    while let Some((literal, name, after)) = next_variable(rest) {
        before.push_str(literal);
        push(&mut pieces, literal);
        if let Some(index) = variables.iter().position(|variable| variable.name == name) {
            let is_whole = before.is_empty() && !after.starts_with("://");
            let place = match before.split_once("://") {
                _ if is_whole => UrlPlace::Whole,
                Some((_, rest)) if rest.contains('/') => UrlPlace::Path,
                _ => UrlPlace::Authority,
            };
            pieces.push(UrlPiece::Variable(index, place));
            // Whatever it stands for; what follows a whole URL is a path.
            before.push_str(if is_whole { "x://x/" } else { "x" });
        }
        rest = after;
    }
    push(&mut pieces, rest.trim_end_matches('/'));
    pieces
}

fn push(pieces: &mut Vec<UrlPiece>, literal: &str) {
    if !literal.is_empty() {
        pieces.push(UrlPiece::Literal(literal.to_owned()));
    }
}

/// Returns the text before a variable, its name, and the text behind it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::{UrlPiece, UrlPlace, names, pieces};
    use crate::ir::{Server, ServerVariable};

    fn variable(name: &str) -> ServerVariable {
        ServerVariable {
            name: name.to_owned(),
            values: Vec::new(),
            default: "d".to_owned(),
            description: None,
        }
    }

    #[test]
    fn urls_are_cut_at_their_variables() {
        let (host, port, base) = (variable("host"), variable("port"), variable("base"));
        let literal = |text: &str| UrlPiece::Literal(text.to_owned());
        assert_eq!(
            pieces("https://{host}:{port}/a/{base}/b/", &[&host, &port, &base]),
            [
                literal("https://"),
                UrlPiece::Variable(0, UrlPlace::Authority),
                literal(":"),
                UrlPiece::Variable(1, UrlPlace::Authority),
                literal("/a/"),
                UrlPiece::Variable(2, UrlPlace::Path),
                literal("/b"),
            ]
        );
        assert_eq!(
            pieces("{host}/{base}", &[&host, &base]),
            [
                UrlPiece::Variable(0, UrlPlace::Whole),
                literal("/"),
                UrlPiece::Variable(1, UrlPlace::Path),
            ]
        );
        assert_eq!(
            pieces("{port}://{host}", &[&host, &port]),
            [
                UrlPiece::Variable(1, UrlPlace::Authority),
                literal("://"),
                UrlPiece::Variable(0, UrlPlace::Authority),
            ]
        );
    }

    #[test]
    fn servers_are_called_by_what_tells_them_apart() {
        let name = |description: Option<&str>, template: &str| {
            let server = Server {
                url: template.to_owned(),
                template: template.to_owned(),
                variables: Vec::new(),
                description: description.map(str::to_owned),
            };
            names(&server)[0].pascal()
        };
        assert_eq!(name(Some("The production server"), "https://a.example"), "Production");
        assert_eq!(name(Some("Sandbox (no real money)"), "https://a.example"), "Sandbox");
        assert_eq!(name(Some("Where all of the calls go"), "https://a.example/v1"), "A");
        assert_eq!(name(Some("API server"), "https://a.example"), "A");
        assert_eq!(name(None, "https://api.{region}.a.b.example:8443/v1"), "AB");
        assert_eq!(name(None, "{url}"), "Main");
    }
}
