//! The templates: ours, embedded, and those of a project in their place; strict
//! about undefined names, with the filters of [`super::escape`] and nothing else
//! that changes text.
//!
//! Whatever a template prints is escaped for where it is: as a literal in the
//! samples of a language, as text in a page, unless a filter has done more or it
//! is marked as safe. The name of the template that is rendered decides, also for
//! what it extends and imports.
//!
//! Invariant: a failure of our own templates is a mistake of ours and panics; one
//! of the project's is a finding with the line of the template.

mod failure;

use std::cell::RefCell;
use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};
use serde::Serialize;

use self::failure::Failure;
use super::language::{Encoder, LANGUAGES, Print};
use super::{check, escape};
use crate::config::DocsConfig;
use crate::diagnostic::Diagnostics;
use crate::did_you_mean;
use crate::source::{FileId, Pointer, Source};

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
    (
        "samples/ruby.rb",
        include_str!("../../templates/docs/samples/ruby.rb.jinja"),
    ),
    (
        "samples/php.php",
        include_str!("../../templates/docs/samples/php.php.jinja"),
    ),
    (
        "samples/java.java",
        include_str!("../../templates/docs/samples/java.java.jinja"),
    ),
    (
        "samples/csharp.cs",
        include_str!("../../templates/docs/samples/csharp.cs.jinja"),
    ),
    (
        "samples/dart.dart",
        include_str!("../../templates/docs/samples/dart.dart.jinja"),
    ),
    ("parts", include_str!("../../templates/docs/parts.jinja")),
];

type Filter = fn(&str) -> String;

/// The filters that write a text for one place.
const FILTERS: &[(&str, Filter)] = &[
    ("mdx", escape::mdx),
    ("cell", escape::cell),
    ("text", escape::text),
    ("code", escape::code),
    ("code_cell", escape::code_cell),
    ("attribute", escape::attribute),
    ("address", escape::address),
    ("yaml", escape::yaml),
];

/// Where ours are found, whatever a project has in their place.
const BUILTIN: &str = "builtin/";

/// Renders the templates.
pub(crate) struct Templates {
    environment: Environment<'static>,
    /// The project's own.
    own: BTreeMap<String, FileId>,
    /// Components that its pages may use.
    components: Vec<String>,
    /// What went wrong with them, each once: a page with a mistake is made for
    /// many operations.
    failures: RefCell<Vec<Failure>>,
    /// What was rendered by which template.
    #[cfg(test)]
    pub(super) seen: RefCell<Vec<(String, serde_json::Value)>>,
}

impl Templates {
    /// Loads every template; `own` are those of the project, by their paths in
    /// its folder of templates. What is wrong with them is reported at once.
    pub(crate) fn new(
        config: &DocsConfig,
        source: &Source,
        own: &[(Utf8PathBuf, FileId)],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut templates = Self {
            environment: environment(),
            own: BTreeMap::new(),
            components: config.components.clone(),
            failures: RefCell::default(),
            #[cfg(test)]
            seen: RefCell::default(),
        };
        // Errors come with their column then, and with the names of what is undefined.
        templates.environment.set_debug(!own.is_empty());
        for (path, id) in own {
            // `operation.mdx.jinja` is `operation.mdx`.
            let name = path.with_extension("").into_string();
            templates.add_own(name, *id, source, diagnostics);
        }
        templates
    }

    fn add_own(&mut self, name: String, id: FileId, source: &Source, diagnostics: &mut Diagnostics) {
        let is_known = TEMPLATES.iter().any(|(known, _)| *known == name);
        if !is_known && Utf8Path::new(&name).extension().is_some() {
            let message = format!("there is no template `{name}` that this would replace");
            let found = diagnostics.warning("unknown-template", &Pointer::root(id), message);
            let names = TEMPLATES.iter().map(|(known, _)| *known);
            if let Some(meant) = did_you_mean::closest(&name, names) {
                found.help(format!("did you mean `{meant}.jinja`?"));
            }
        }
        let text = source.file(id).map_or("", |file| file.text.as_str());
        self.own.insert(name.clone(), id);
        if let Err(error) = self.environment.add_template_owned(name, text.to_owned()) {
            self.failed(Failure::of_error(&error, &self.own));
        }
    }

    /// Adds what went wrong to `diagnostics`.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        for failure in self.failures.borrow().iter() {
            failure.report(diagnostics);
        }
    }

    /// Renders the template `name` to a page.
    pub(super) fn page(&self, name: &str, view: &impl Serialize) -> String {
        let page = tidy(&self.render(name, view));
        // What our own templates make is proved in tests.
        let is_checked = !self.own.is_empty() && name.ends_with(".mdx") && self.failures.borrow().is_empty();
        if is_checked && let Err(fault) = check::page(&page, &self.components) {
            self.failed(self.fault(name, view, fault));
        }
        page
    }

    /// Renders the template `name` to a program, without a newline at its end.
    pub(super) fn code(&self, name: &str, view: &impl Serialize) -> String {
        self.render(name, view).trim_end_matches('\n').to_owned()
    }

    fn render(&self, name: &str, view: &impl Serialize) -> String {
        #[cfg(test)]
        self.seen
            .borrow_mut()
            .push((name.to_owned(), serde_json::to_value(view).unwrap_or_default()));
        let rendered = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(Serde(view)));
        match rendered {
            Ok(text) => text,
            Err(error) if self.own.is_empty() => {
                unreachable!("invariant: template `{name}` fits its view: {error:#}")
            }
            Err(error) => {
                self.failed(Failure::of_error(&error, &self.own));
                String::new()
            }
        }
    }

    /// Finds which line of which template made what is wrong with a page.
    fn fault(&self, name: &str, view: &impl Serialize, fault: check::Fault) -> Failure {
        let spans = self
            .environment
            .get_template(name)
            .and_then(|template| template.render_with_spans(Serde(view)));
        // The page as it was before it was tidied, with the places of its parts.
        let place = spans.ok().and_then(|(text, spans)| {
            let offset = check::page(&text, &self.components).err()?.offset;
            let span = spans.iter().find(|span| span.output_range().contains(&offset))?;
            let written = text.get(span.output_range().start..offset)?;
            let lines = match span.kind() {
                minijinja::OutputSpanKind::Raw => written.matches('\n').count(),
                _ => 0,
            };
            Some((span.name().to_owned(), span.line() + lines))
        });
        let (template, line) = place.unwrap_or_else(|| (name.to_owned(), 1));
        Failure::of_page(fault.message, &template, line, &self.own)
    }

    fn failed(&self, failure: Failure) {
        let mut failures = self.failures.borrow_mut();
        if !failures.contains(&failure) {
            failures.push(failure);
        }
    }
}

/// Prepares ours, under their names and as `builtin/NAME`.
fn environment() -> Environment<'static> {
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
    environment
        .set_auto_escape_callback(|name| AutoEscape::Custom(encoder(name).map_or(PAGE, |(name, _)| name).into()));
    environment.set_formatter(|output, state, value| {
        let text = if value.is_safe() {
            value.to_string()
        } else {
            match literal(state, value, 0)? {
                Some(literal) => literal,
                None => text(value)?,
            }
        };
        output.write_str(&text).map_err(Error::from)
    });
    environment.add_filter("literal", |state: &State<'_, '_>, value: Value, indent: usize| {
        literal(state, &value, indent).map(|literal| literal.map_or(value, Value::from_safe_string))
    });
    for (name, filter) in FILTERS {
        environment.add_filter(*name, move |value: Value| filtered(&value, filter));
    }
    environment.add_filter("fence", |value: Value, info: &str| {
        filtered(&value, |text| escape::fence(text, info))
    });
    environment.add_global("marker", Value::from_safe_string(crate::output::MARKER.to_owned()));
    for (name, source) in TEMPLATES {
        for name in [(*name).to_owned(), format!("{BUILTIN}{name}")] {
            environment
                .add_template_owned(name, *source)
                .unwrap_or_else(|error| unreachable!("invariant: our templates are well-formed: {error:#}"));
        }
    }
    environment
}

/// The way to escape in pages; languages have the names of their templates.
const PAGE: &str = "page";

/// Returns the encoder for the template `name`, if it is that of a language.
fn encoder(name: &str) -> Option<(&'static str, &'static Encoder)> {
    let name = name.strip_prefix(BUILTIN).unwrap_or(name);
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

/// Applies a filter to a text, which is ready for its place then.
fn filtered(value: &Value, filter: impl Fn(&str) -> String) -> Result<Value, Error> {
    match value.as_str() {
        Some(text) => Ok(Value::from_safe_string(filter(text))),
        None if value.is_undefined() => Err(Error::new(
            ErrorKind::UndefinedError,
            "the template is given nothing of this name",
        )),
        None => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("a filter is for text, not for the kind `{}`", value.kind()),
        )),
    }
}

/// Writes what no filter has prepared as text of a page.
fn text(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String | ValueKind::Number | ValueKind::Bool => Ok(escape::anywhere(&value.to_string())),
        kind => {
            let message = format!("a value of the kind `{kind}` is no text: test it, go through it, or use a filter");
            Err(Error::new(ErrorKind::InvalidOperation, message))
        }
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

#[cfg(test)]
pub(super) mod tests;
