//! The templates: embedded, strict about undefined names, with the filters of
//! [`super::escape`] and nothing else that changes text.
//!
//! In the templates of samples every value is written as a literal of their
//! language, unless it is marked as safe.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::escape;
use super::language::{Encoder, LANGUAGES, Print};

/// Every template, by the name under which it is rendered or imported.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    (
        "operation.mdx",
        include_str!("../../templates/docs/operation.mdx.jinja"),
    ),
    ("access.mdx", include_str!("../../templates/docs/access.mdx.jinja")),
    ("headers.mdx", include_str!("../../templates/docs/headers.mdx.jinja")),
    ("statuses.mdx", include_str!("../../templates/docs/statuses.mdx.jinja")),
    (
        "known-errors.mdx",
        include_str!("../../templates/docs/known-errors.mdx.jinja"),
    ),
    ("webhook.mdx", include_str!("../../templates/docs/webhook.mdx.jinja")),
    ("overview.mdx", include_str!("../../templates/docs/overview.mdx.jinja")),
    ("llms-api.txt", include_str!("../../templates/docs/llms-api.txt.jinja")),
    ("reference.md", include_str!("../../templates/docs/reference.md.jinja")),
    (
        "samples/javascript.mjs",
        include_str!("../../templates/docs/samples/javascript.mjs.jinja"),
    ),
    (
        "samples/python.py",
        include_str!("../../templates/docs/samples/python.py.jinja"),
    ),
    (
        "samples/go.go",
        include_str!("../../templates/docs/samples/go.go.jinja"),
    ),
    ("parts.jinja", include_str!("../../templates/docs/parts.jinja")),
];

/// Renders the templates.
pub(super) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Loads every template.
    pub fn new() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        match syntax {
            Ok(syntax) => environment.set_syntax(syntax),
            Err(error) => unreachable!("invariant: the syntax of the templates is well-formed: {error:#}"),
        }
        // The name of the template is that of its way to escape.
        environment.set_auto_escape_callback(|name| match encoder(name) {
            Some((name, _)) => AutoEscape::Custom(name.into()),
            None => AutoEscape::None,
        });
        environment.set_formatter(|output, state, value| match literal(state, value, 0)? {
            Some(literal) if !value.is_safe() => output.write_str(&literal).map_err(Error::from),
            _ => minijinja::escape_formatter(output, state, value),
        });
        environment.add_filter("literal", |state: &State<'_, '_>, value: Value, indent: usize| {
            literal(state, &value, indent).map(|literal| literal.map_or(value, Value::from_safe_string))
        });
        environment.add_filter("mdx", |text: &str| escape::mdx(text));
        environment.add_filter("cell", |text: &str| escape::cell(text));
        environment.add_filter("text", |text: &str| escape::text(text));
        environment.add_filter("code", |text: &str| escape::code(text));
        environment.add_filter("code_cell", |text: &str| escape::code_cell(text));
        environment.add_filter("fence", |text: &str, info: &str| escape::fence(text, info));
        environment.add_filter("attribute", |text: &str| escape::attribute(text));
        environment.add_filter("address", |text: &str| escape::address(text));
        environment.add_filter("yaml", |text: &str| escape::yaml(text));
        environment.add_global("marker", crate::output::MARKER);
        for (name, source) in TEMPLATES {
            environment
                .add_template(name, source)
                .unwrap_or_else(|error| unreachable!("invariant: template `{name}` is well-formed: {error:#}"));
        }
        Self { environment }
    }

    /// Renders the template `name` to a page.
    pub fn page(&self, name: &str, view: &impl Serialize) -> String {
        tidy(&self.render(name, view))
    }

    /// Renders the template `name` to a program, without a newline at its end.
    pub fn code(&self, name: &str, view: &impl Serialize) -> String {
        self.render(name, view).trim_end_matches('\n').to_owned()
    }

    /// A failure is a mistake in the template or in its view, never in a
    /// document.
    fn render(&self, name: &str, view: &impl Serialize) -> String {
        self.environment
            .get_template(name)
            .and_then(|template| template.render(Serde(view)))
            .unwrap_or_else(|error| unreachable!("invariant: template `{name}` fits its view: {error:#}"))
    }
}

/// Returns the encoder for the template `name`, if it is that of a language.
fn encoder(name: &str) -> Option<(&'static str, &'static Encoder)> {
    LANGUAGES.iter().find_map(|language| match &language.print {
        Print::Template { name: own, encoder } if *own == name => Some((*own, encoder)),
        Print::Template { .. } | Print::Shell => None,
    })
}

/// Writes `value` as the language of the template does; `None` where the
/// template is that of a page.
fn literal(state: &State<'_, '_>, value: &Value, indent: usize) -> Result<Option<String>, Error> {
    let AutoEscape::Custom(name) = state.auto_escape() else {
        return Ok(None);
    };
    let Some((_, encoder)) = encoder(name) else {
        return Ok(None);
    };
    let value = serde_json::to_value(value).map_err(|error| {
        let message = "only what JSON can hold has a literal";
        Error::new(ErrorKind::BadSerialization, message).with_source(error)
    })?;
    Ok(Some((encoder.literal)(&value, &" ".repeat(indent))))
}

/// At most one blank line in a row outside fences, and one newline at the end.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut fence: Option<String> = None;
    let mut blank = true;
    for line in text.lines() {
        let marks: String = line.trim_start().chars().take_while(|mark| *mark == '`').collect();
        match &fence {
            Some(open) if marks == *open && line.trim() == marks => fence = None,
            None if marks.len() >= 3 => fence = Some(marks),
            _ => {}
        }
        let empty = fence.is_none() && line.trim().is_empty();
        if !(empty && blank) {
            tidied.push_str(if fence.is_none() { line.trim_end() } else { line });
            tidied.push('\n');
        }
        blank = empty;
    }
    while tidied.ends_with("\n\n") {
        tidied.pop();
    }
    tidied
}
