//! The smallest projects that trigger a code, and what is printed about each.

use specwright::{CODES, Config, Diagnostics, generate};

use crate::project::{CONFIG, Project, document};

/// What triggers a code.
pub struct Case {
    pub code: &'static str,
    /// What stands in `codegen.toml` behind `[[document]]`.
    pub config: &'static str,
    /// The first is the document.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Case {
    pub fn files(code: &'static str, files: &[(&'static str, &str)]) -> Self {
        Self {
            code,
            config: "",
            files: files
                .iter()
                .map(|(path, text)| (*path, text.as_bytes().to_vec()))
                .collect(),
        }
    }

    /// A document of version 3.1, from its paths on.
    pub fn rest(code: &'static str, rest: &str) -> Self {
        Self::files(code, &[("openapi.yaml", &document(rest))])
    }

    /// A document with one operation: what it has besides its responses.
    pub fn operation(code: &'static str, operation: &str) -> Self {
        let rest = format!(
            "paths:\n  /a/{{id}}:\n    get:\n{operation}      responses: {{ '204': {{ description: Done }} }}\n"
        );
        Self::rest(code, &rest)
    }

    /// A document with one operation: its parameters, besides the one of the path.
    pub fn parameters(code: &'static str, parameters: &str) -> Self {
        let id = "        - { name: id, in: path, required: true, schema: { type: string } }\n";
        Self::operation(code, &format!("      parameters:\n{id}        - {parameters}\n"))
    }

    /// A document of components alone.
    pub fn components(code: &'static str, components: &str) -> Self {
        Self::rest(code, &format!("paths: {{}}\ncomponents:\n{components}"))
    }

    /// A document of schemas alone.
    pub fn schemas(code: &'static str, schemas: &str) -> Self {
        Self::components(code, &format!("  schemas:\n    {schemas}\n"))
    }

    /// A document of version 3.0.
    pub fn old(code: &'static str, rest: &str) -> Self {
        let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{rest}");
        Self::files(code, &[("openapi.yaml", &text)])
    }

    /// A document of version 2.0 with one operation.
    pub fn swagger(code: &'static str, operation: &str, responses: &str) -> Self {
        let text = format!(
            "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: a.example\npaths:\n  /a:\n    get:\n      {operation}\n      responses:\n        {responses}\n"
        );
        Self::files(code, &[("openapi.yaml", &text)])
    }

    /// A document without paths, and an overlay.
    pub fn overlay(code: &'static str, overlay: &str) -> Self {
        let document = document("paths: {}\n");
        Self::files(code, &[("openapi.yaml", &document), ("overlay.yaml", overlay)])
            .config("overlays = [\"overlay.yaml\"]\n")
    }

    /// A document with an operation that returns an object, which holds another.
    pub fn customized(code: &'static str, config: &'static str) -> Self {
        let user = "{ type: object, properties: { id: { type: string, format: uuid }, name: { type: string }, place: { $ref: '#/components/schemas/Place' } } }";
        let place = "{ type: object, properties: { latitude: { type: number } } }";
        let content = "{ application/json: { schema: { $ref: '#/components/schemas/User' } } }";
        let get =
            format!("{{ operationId: getUser, responses: {{ '200': {{ description: User, content: {content} }} }} }}");
        Self::rest(
            code,
            &format!(
                "paths: {{ /users: {{ get: {get} }} }}\ncomponents: {{ schemas: {{ User: {user}, Place: {place} }} }}\n"
            ),
        )
        .config(config)
    }

    /// A document with one operation, and a template in place of ours.
    pub fn template(code: &'static str, name: &str, text: &str) -> Self {
        let mut case = Self::rest(code, "paths: { /a: { get: { responses: {} } } }\n");
        let path: &'static str = String::leak(format!("templates/{name}.jinja"));
        case.files.push((path, text.as_bytes().to_vec()));
        case.config("[docs]\noutput = \"docs\"\ntemplates = \"templates\"\n")
    }

    pub fn config(mut self, config: &'static str) -> Self {
        self.config = config;
        self
    }

    /// A list of items, and a pagination rule for it.
    pub fn pages(code: &'static str, config: &'static str) -> Self {
        let page =
            "{ type: object, properties: { items: { type: array, items: { type: string } }, next: { type: string } } }";
        let content = format!("{{ description: Page, content: {{ application/json: {{ schema: {page} }} }} }}");
        // Two successes: which of them is the page is not said.
        let more = if code == "pagination-mismatch" {
            "\n        '202': { description: Later }"
        } else {
            ""
        };
        Self::rest(
            code,
            &format!(
                "paths:\n  /a:\n    get:\n      operationId: list\n      parameters: [{{ name: cursor, in: query, schema: {{ type: string }} }}]\n      responses:\n        '200': {content}{more}\n"
            ),
        )
        .config(config)
    }

    /// Runs the case, and returns what is printed.
    pub fn run(&self) -> String {
        let files: Vec<_> = self.files.iter().map(|(path, text)| (*path, &**text)).collect();
        let project = Project::new(&files);
        if self.code == "document-too-large" {
            let file = std::fs::File::create(project.base().join("openapi.yaml")).expect("a file");
            file.set_len((64 << 20) + 1).expect("a file with a hole");
        }
        let text = format!("{CONFIG}path = \"{}\"\n{}", self.files[0].0, self.config);
        let config = match Config::parse(&text, "codegen.toml".into()) {
            Ok(config) => config,
            Err(diagnostics) => return self.checked(&diagnostics, None),
        };
        let generated = generate(&config, project.base());
        let report = self.checked(&generated.diagnostics, Some(project.report(&generated)));
        assert_eq!(
            generated.diagnostics.has_errors(),
            generated.files.is_none(),
            "{report}"
        );
        report
    }

    /// Checks that the code is among the findings, and that all of them say
    /// what to do; returns the report, or one of the findings themselves.
    fn checked(&self, diagnostics: &Diagnostics, report: Option<String>) -> String {
        let mut lines = String::new();
        for found in diagnostics.list() {
            assert!(
                CODES.iter().any(|code| code.name == found.code),
                "{found:?} has a code of its own"
            );
            let help = found.help.as_deref().unwrap_or_default();
            assert!(!help.is_empty() && !help.ends_with('.'), "{found:?} says what to do");
            lines.push_str(&format!(
                "{}[{}]: {}\n = help: {help}\n",
                found.severity, found.code, found.message
            ));
        }
        let report = report.unwrap_or(lines);
        let found = diagnostics.list().iter().any(|found| found.code == self.code);
        assert!(found, "{} is found:\n{report}", self.code);
        report
    }
}
