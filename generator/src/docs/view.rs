//! What the templates see: one struct a page, every text, name and order final.

use serde::Serialize;

use super::errors::{CodeView, ErrorView};
use super::fields::Shape;
use super::language::SampleView;

/// An operation, for its snippet and its section of `reference.md`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct OperationView {
    pub title: String,
    pub method: String,
    pub path: String,
    pub description: Option<String>,
    pub deprecated: bool,
    /// Sent with the operation, such as `X-Key`.
    pub credentials: Vec<String>,
    pub samples: Vec<SampleView>,
    pub parameters: Vec<ParameterView>,
    pub body: Option<BodyView>,
    pub responses: Vec<ResponseView>,
    pub errors: Vec<ErrorView>,
}

/// A parameter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ParameterView {
    pub name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub place: &'static str,
    #[serde(rename = "type")]
    pub ty: String,
    pub required: bool,
    pub description: Option<String>,
    /// JSON text.
    pub default: Option<String>,
    /// JSON text of the values of an enumeration.
    pub values: Vec<String>,
}

/// The body of a request.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct BodyView {
    pub media_type: String,
    /// What the body can be sent as instead.
    pub other_media_types: Vec<String>,
    #[serde(rename = "type")]
    pub ty: String,
    pub required: bool,
    pub description: Option<String>,
    #[serde(flatten)]
    pub shape: Shape,
}

/// A successful response.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ResponseView {
    pub status: String,
    pub description: Option<String>,
    pub media_type: Option<String>,
    /// What the body can be asked for as instead.
    pub other_media_types: Vec<String>,
    #[serde(rename = "type")]
    pub ty: Option<String>,
    pub headers: Vec<ResponseHeaderView>,
    /// JSON text with every property.
    pub example: Option<String>,
    #[serde(flatten)]
    pub shape: Shape,
}

/// A header of a response.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ResponseHeaderView {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub required: bool,
    pub description: Option<String>,
}

/// Access by one document.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct AccessView {
    pub title: String,
    pub text: Option<String>,
    pub samples: Vec<SampleView>,
}

/// A row of the table of headers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct HeaderView {
    /// The header, or the query parameter or cookie.
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    /// The documents that use it.
    pub used_in: Vec<String>,
    /// Whether each of those documents wants it with every request.
    pub required: bool,
    pub description: Option<String>,
}

/// The page of the table of headers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct HeadersView<'a> {
    pub headers: &'a [HeaderView],
}

/// The page of the list of statuses.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct StatusesView<'a> {
    pub statuses: &'a [StatusView],
}

/// The page of the table of known codes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct CodesView<'a> {
    pub codes: &'a [CodeView],
}

/// A status and its meaning.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct StatusView {
    /// Such as `404 Not Found`.
    pub line: String,
    pub text: String,
}

/// A webhook.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct WebhookView {
    pub title: String,
    pub name: String,
    pub description: Option<String>,
    /// JSON text.
    pub body: String,
    #[serde(flatten)]
    pub shape: Shape,
}

/// A title with Markdown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct SectionView {
    pub title: String,
    pub text: String,
    pub statuses: bool,
}

/// A link to another page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct LinkView {
    pub title: String,
    pub href: String,
    pub text: String,
}

/// The overview page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct OverviewView {
    pub title: String,
    pub description: Option<String>,
    pub introduction: Option<String>,
    pub authentication: Option<String>,
    pub warning: Option<String>,
    pub note: Option<String>,
    pub accesses: Vec<AccessView>,
    pub headers: Vec<HeaderView>,
    /// Other prefixes of the same headers.
    pub prefixes: Vec<PrefixView>,
    pub steps: Vec<SectionView>,
    pub questions: Vec<SectionView>,
    pub statuses: Vec<StatusView>,
    pub links: Vec<LinkView>,
}

/// Another spelling of a family of headers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct PrefixView {
    pub name: String,
    pub prefix: String,
    /// The prefix that it stands for.
    pub canonical: String,
}

/// A document of `reference.md`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ReferenceView {
    pub title: String,
    pub documents: Vec<ReferenceDocument>,
    pub statuses: Vec<StatusView>,
    pub codes: Vec<CodeView>,
}

/// A document's operations.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ReferenceDocument {
    /// The name of the document where there are several.
    pub name: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub operations: Vec<OperationView>,
}
