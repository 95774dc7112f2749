//! `[docs]` of `codegen.toml`: which documentation is written, and the prose in
//! it that no document has.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use serde::Deserialize;

/// `[docs]`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocsConfig {
    /// Where the snippets are written, relative to the crate; none without it.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    pub output: Option<Utf8PathBuf>,
    /// A folder of templates, relative to `codegen.toml`: each replaces the one
    /// of the same name, which is still there as `builtin/NAME`.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    pub templates: Option<Utf8PathBuf>,
    /// Components that pages of `templates` may use beside ours and those that
    /// they import.
    #[serde(default)]
    pub components: Vec<String>,
    /// The languages of the samples, in the order of their tabs.
    #[serde(default = "default_languages")]
    pub languages: Vec<LanguageConfig>,
    /// `[[docs.placeholder]]`: how credentials are shown in samples.
    #[serde(default, rename = "placeholder")]
    pub placeholders: Vec<PlaceholderConfig>,
    /// `[[docs.status]]`: the list of statuses, with their meanings.
    #[serde(default, rename = "status")]
    pub statuses: Vec<StatusConfig>,
    /// `[[docs.access]]`: a document as a way to access the API.
    #[serde(default)]
    pub access: Vec<AccessConfig>,
    /// `[docs.overview]`: the prose of the overview page.
    #[serde(default)]
    pub overview: OverviewConfig,
    /// `[docs.checks]`: for the manifest, what the project has the files
    /// checked by: the name of a check -> files and folders below `output`.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "BTreeMap<String, Vec<String>>"))]
    pub checks: BTreeMap<String, Vec<Utf8PathBuf>>,
}

impl Default for DocsConfig {
    fn default() -> Self {
        Self {
            output: None,
            templates: None,
            components: Vec::new(),
            languages: default_languages(),
            placeholders: Vec::new(),
            statuses: Vec::new(),
            access: Vec::new(),
            overview: OverviewConfig::default(),
            checks: BTreeMap::new(),
        }
    }
}

/// A language that samples are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LanguageConfig {
    /// A command for POSIX shells.
    Curl,
    /// The generated client.
    Rust,
    /// `fetch`, in an ECMAScript module.
    JavaScript,
    /// The package `requests`.
    Python,
    /// `net/http`.
    Go,
    /// `net/http` and `json` of the standard library.
    Ruby,
    /// The extension `curl`.
    Php,
    /// `java.net.http`.
    Java,
    /// `HttpClient`.
    CSharp,
    /// The package `http`.
    Dart,
}

impl LanguageConfig {
    /// Returns the name as it stands in `codegen.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Rust => "rust",
            Self::JavaScript => "javascript",
            Self::Python => "python",
            Self::Go => "go",
            Self::Ruby => "ruby",
            Self::Php => "php",
            Self::Java => "java",
            Self::CSharp => "csharp",
            Self::Dart => "dart",
        }
    }
}

fn default_languages() -> Vec<LanguageConfig> {
    use LanguageConfig::{Curl, Go, JavaScript, Python, Rust};
    vec![Curl, Rust, JavaScript, Python, Go]
}

/// `[[docs.access]]`: what the overview says about access by one document.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessConfig {
    /// The name of the document.
    pub document: String,
    /// The heading, such as `Access from a server`.
    pub title: String,
    /// Markdown below the heading.
    #[serde(default)]
    pub text: Option<String>,
    /// The credentials that the sample shows, by scheme; those of the
    /// document's first requirement where it is left out.
    #[serde(default)]
    pub schemes: Vec<String>,
}

/// `[docs.overview]`: all of it Markdown but the titles.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverviewConfig {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub introduction: Option<String>,
    /// Before the samples of the access types.
    #[serde(default)]
    pub authentication: Option<String>,
    #[serde(default)]
    pub warning: Option<String>,
    /// After the table of headers.
    #[serde(default)]
    pub note: Option<String>,
    /// `[[docs.overview.step]]`: how to get started.
    #[serde(default, rename = "step")]
    pub steps: Vec<SectionConfig>,
    /// `[[docs.overview.question]]`: frequent questions.
    #[serde(default, rename = "question")]
    pub questions: Vec<SectionConfig>,
    /// `[[docs.overview.link]]`: where to read on.
    #[serde(default, rename = "link")]
    pub links: Vec<LinkConfig>,
}

/// A title with a text.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SectionConfig {
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Whether the list of statuses follows.
    #[serde(default)]
    pub statuses: bool,
}

/// A link to another page.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkConfig {
    pub title: String,
    pub href: String,
    pub text: String,
}

/// `[[docs.placeholder]]`: a credential or header as the documentation shows it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceholderConfig {
    /// Security scheme, or header of `[[client.headers]]`.
    pub scheme: String,
    /// As printed, such as `<your project UUID>`.
    pub display: String,
    /// The value that replaces it when a sample is run.
    pub test: String,
    /// The environment variable that Rust samples read.
    #[serde(default)]
    pub env: Option<String>,
    /// For the table of headers: `string`, `UUID`.
    #[serde(default)]
    pub kind: Option<String>,
    /// For the table of headers.
    #[serde(default)]
    pub description: Option<String>,
}

/// `[[docs.status]]`: an HTTP status and what it means for this API.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusConfig {
    pub status: u16,
    pub title: String,
    pub text: String,
}
