//! Reads `codegen.toml`: which documents make up the project, what is written
//! where, and the policy that no document states.
//!
//! Every key has a default, so that a document alone is a project too
//! ([`Config::for_documents`]). An unknown key is an error.

mod client;
mod docs;
mod features;
mod operations;
mod pagination;
mod parse;
mod type_path;
mod types;
mod written;

pub use client::{ClientConfig, ErrorCodeConfig, RefusalConfig, RetryConfig};
pub use docs::DocsConfig;
#[cfg(feature = "docs")]
pub use docs::{LanguageConfig, PlaceholderConfig, SectionConfig};
pub use features::{FeaturePer, FeaturesConfig};
pub use operations::OperationConfig;
pub(crate) use operations::OperationKey;
pub use pagination::PaginationConfig;
pub(crate) use type_path::{DerivePath, PathRoot, TypePath};
pub(crate) use types::EVERY_TYPE;
pub use types::{DirectionsConfig, SerdeConfig, TypesConfig};
use written::Written;

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use serde::Deserialize;

/// The whole of `codegen.toml`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Whether a broken part of a document costs the whole run. Otherwise it
    /// costs that part, which is left out or replaced with a warning.
    #[serde(default)]
    pub strict: bool,
    /// `[package]`: the crate that is written.
    pub package: PackageConfig,
    /// `[[document]]`: at least one, in the order of the client's modules.
    #[serde(rename = "document")]
    pub documents: Vec<DocumentConfig>,
    /// Further folders that references of the documents may lead into, relative
    /// to `codegen.toml`; those of the documents always count.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "Vec<String>"))]
    pub folders: Vec<Utf8PathBuf>,
    /// `[filter]`: which operations of the documents are wanted.
    #[serde(default)]
    pub filter: FilterConfig,
    /// `[operations."GET /users/{id}"]`, by operationId or by method and path:
    /// what single operations are called, and which are left out.
    #[serde(default)]
    pub operations: BTreeMap<String, OperationConfig>,
    /// `[client]`: manners of the client that no document states.
    #[serde(default)]
    pub client: ClientConfig,
    /// `[features]`: the cargo features of the crate.
    #[serde(default)]
    pub features: Option<FeaturesConfig>,
    /// `[types]`: how schemas become Rust types.
    #[serde(default)]
    pub types: TypesConfig,
    /// `[[pagination]]`: lists whose pages follow each other.
    #[serde(default)]
    pub pagination: Vec<PaginationConfig>,
    /// `[docs]`: the documentation snippets.
    #[serde(default)]
    pub docs: DocsConfig,
    /// Where all of this stands.
    #[serde(skip)]
    pub(crate) written: Written,
}

/// `[package]`: the manifest of the written crate.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackageConfig {
    pub name: String,
    #[serde(default = "default_version")]
    pub version: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub license: Option<String>,
    /// The address of the documentation, as in `Cargo.toml`.
    #[serde(default)]
    pub documentation: Option<String>,
    /// The address of the repository, as in `Cargo.toml`.
    #[serde(default)]
    pub repository: Option<String>,
    /// Where the crate is written, relative to `codegen.toml`.
    #[cfg_attr(feature = "cli", schemars(with = "String"))]
    pub output: Utf8PathBuf,
    /// Whether the written `Cargo.toml` belongs to a surrounding workspace;
    /// otherwise it declares an empty `[workspace]` of its own.
    #[serde(default)]
    pub workspace_member: bool,
    /// A text, such as a license, that stands as a comment below the first line
    /// of every generated file that has a place for one.
    #[serde(default)]
    pub header: Option<String>,
    /// The edition of the crate.
    #[serde(default)]
    pub edition: EditionConfig,
    /// The oldest compiler that the crate promises to compile with, `rust-version`.
    #[serde(default)]
    pub rust_version: Option<String>,
    /// The cargo features of the crate, each of which is off until a user of the
    /// crate asks for it; all of them where this is left out, and of a client in
    /// one file none. There, those that are listed are always on.
    #[serde(default)]
    pub features: Option<Vec<FeatureConfig>>,
    /// `[package.dependencies]`: crates for the types of `[types]`, and other
    /// versions of those that every client has. A version, or a table as in
    /// `Cargo.toml`.
    #[serde(default)]
    pub dependencies: BTreeMap<String, DependencyConfig>,
}

/// An edition that the generated code is written for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum EditionConfig {
    #[serde(rename = "2021")]
    Edition2021,
    #[default]
    #[serde(rename = "2024")]
    Edition2024,
}

/// A part of the client that costs dependencies, and that not everybody needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FeatureConfig {
    /// Calls that wait on the thread that makes them.
    Blocking,
    /// A mock of the server, for the tests of users. Of a client in one file, the
    /// tests of the crate around it have it, and who asks for that crate's feature `mock`.
    Mock,
    /// A `tower` service as transport.
    Tower,
    /// Spans of `tracing` around requests.
    Tracing,
}

/// A dependency of the written crate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "expected a version, or a table of texts, flags and lists of texts"
)]
pub enum DependencyConfig {
    /// `"1.2"`.
    Version(String),
    /// `{ version = "1.2", features = ["serde"] }`; cargo knows the keys.
    Table(BTreeMap<String, DependencyValue>),
}

/// A value in the table of a dependency.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum DependencyValue {
    /// `version`, `path`, `git`.
    Text(String),
    /// `default-features`, `optional`.
    Flag(bool),
    /// `features`.
    List(Vec<String>),
}

fn default_version() -> String {
    "0.1.0".to_owned()
}

/// `[[document]]`: an OpenAPI document.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentConfig {
    /// Relative to `codegen.toml`.
    #[cfg_attr(feature = "cli", schemars(with = "String"))]
    pub path: Utf8PathBuf,
    /// Names the client's module; the file's stem where it is left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Overlays, relative to `codegen.toml`: changes that are made to the
    /// document before anything else sees it, in this order.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(with = "Vec<String>"))]
    pub overlays: Vec<Utf8PathBuf>,
    /// Security scheme -> the value that the client always sends for it.
    #[serde(default)]
    pub credentials: BTreeMap<String, String>,
}

/// `[filter]`: an operation is kept where `include` selects it, or is empty,
/// and `exclude` does not. Types that no operation needs then are left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FilterConfig {
    #[serde(default)]
    pub include: SelectionConfig,
    #[serde(default)]
    pub exclude: SelectionConfig,
}

/// `[filter.include]` and `[filter.exclude]`: an operation is selected by any of
/// these. Each has to select one at least.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SelectionConfig {
    #[serde(default)]
    pub tags: Vec<String>,
    /// Globs for whole paths: `*` is one segment, `**` any number of them. The
    /// path of a webhook is its name.
    #[serde(default)]
    pub paths: Vec<String>,
    /// operationIds, or `METHOD /path`.
    #[serde(default)]
    pub operations: Vec<String>,
}

impl DocumentConfig {
    /// Makes the entry of a document of which only the path is known.
    pub fn new(path: Utf8PathBuf) -> Self {
        Self {
            path,
            name: None,
            overlays: Vec::new(),
            credentials: BTreeMap::new(),
        }
    }

    /// Returns what names the client's module: `name`, or the file's stem.
    pub fn module_name(&self) -> &str {
        match &self.name {
            Some(name) => name,
            None => self.path.file_stem().unwrap_or_default(),
        }
    }
}

impl Config {
    /// Makes the configuration of a project that has none: `documents` become
    /// the crate `name` in the folder `output`, with every default.
    pub fn for_documents(documents: Vec<Utf8PathBuf>, name: &str, output: Utf8PathBuf) -> Self {
        Self {
            strict: false,
            package: PackageConfig {
                name: name.to_owned(),
                version: default_version(),
                description: None,
                license: None,
                documentation: None,
                repository: None,
                output,
                workspace_member: false,
                header: None,
                edition: EditionConfig::default(),
                rust_version: None,
                features: None,
                dependencies: BTreeMap::new(),
            },
            documents: documents.into_iter().map(DocumentConfig::new).collect(),
            folders: Vec::new(),
            filter: FilterConfig::default(),
            operations: BTreeMap::new(),
            client: ClientConfig::default(),
            features: None,
            types: TypesConfig::default(),
            pagination: Vec::new(),
            docs: DocsConfig::default(),
            written: Written::default(),
        }
    }
}
