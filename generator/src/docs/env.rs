//! The templates: embedded, strict about undefined names, with the filters of
//! [`super::escape`] and nothing else that changes text.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::escape;

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
    ("reference.md", include_str!("../../templates/docs/reference.md.jinja")),
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
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.add_filter("mdx", |text: &str| escape::mdx(text));
        environment.add_filter("cell", |text: &str| escape::cell(text));
        environment.add_filter("text", |text: &str| escape::text(text));
        environment.add_filter("code", |text: &str| escape::code(text));
        environment.add_filter("code_cell", |text: &str| escape::code_cell(text));
        environment.add_filter("fence", |text: &str, info: &str| escape::fence(text, info));
        environment.add_filter("attribute", |text: &str| escape::attribute(text));
        environment.add_filter("yaml", |text: &str| escape::yaml(text));
        environment.add_global("marker", crate::output::MARKER);
        for (name, source) in TEMPLATES {
            environment
                .add_template(name, source)
                .unwrap_or_else(|error| unreachable!("invariant: template `{name}` is well-formed: {error:#}"));
        }
        Self { environment }
    }

    /// Renders the template `name`. A failure is a mistake in the template or
    /// in its view, never in a document.
    pub fn render(&self, name: &str, view: &impl Serialize) -> String {
        let text = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(Serde(view)))
            .unwrap_or_else(|error| unreachable!("invariant: template `{name}` fits its view: {error:#}"));
        tidy(&text)
    }
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
