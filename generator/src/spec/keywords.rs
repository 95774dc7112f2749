//! The closed table of keywords: what every object of OpenAPI may have, of what
//! type, in which versions, and whether it reaches the output.
//!
//! Everything that walks a document is driven by it: bundling, checking, and
//! the list of what is supported. A keyword that is not here, and does not
//! begin with `x-`, is a finding.

mod table;
#[cfg(test)]
mod tests;

/// The kinds of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    Info,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Header,
    Link,
    Example,
    Components,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any JSON.
    Any,
    Text,
    Boolean,
    /// A whole number that is not negative.
    Count,
    Number,
    /// A boolean in 3.0, a number in 3.1.
    Bound,
    /// A name of a type, or several in 3.1.
    TypeName,
    Texts,
    /// Text by name.
    TextMap,
    /// A list of any JSON.
    Values,
    /// A list of security requirements.
    Requirements,
    One(Kind),
    List(Kind),
    Map(Kind),
    /// One schema, or in drafts before 2020-12 a list of them.
    Items,
}

/// What becomes of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It reaches the output through the model.
    Used,
    /// It reaches the output beside the model, which has no word for it.
    Carried,
    /// It was used before: what refers to it has taken it over.
    Resolved,
    /// It says nothing to a client.
    Silent,
    /// It has no effect on the output, and that is said.
    Reported,
    /// It is looked at, and what has no effect is said where that matters.
    Weighed,
}

/// Versions as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Versions(u8);

impl Versions {
    pub const V20: Self = Self(1);
    pub const V30: Self = Self(2);
    pub const V31: Self = Self(4);
    pub const V32: Self = Self(8);
    pub const SINCE_31: Self = Self(Self::V31.0 | Self::V32.0);
    pub const SINCE_30: Self = Self(Self::V30.0 | Self::SINCE_31.0);
    pub const ALL: Self = Self(Self::V20.0 | Self::SINCE_30.0);

    /// Tells whether all of `other` are in the set.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Keyword {
    pub name: &'static str,
    pub shape: Shape,
    pub versions: Versions,
    pub fate: Fate,
}

/// Finds a keyword of an object.
pub(crate) fn keyword(kind: Kind, name: &str) -> Option<&'static Keyword> {
    kind.keywords().iter().find(|keyword| keyword.name == name)
}

impl Kind {
    /// Tells whether a `$ref` may stand in its place.
    pub fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Example => "examples",
            Self::SecurityScheme => "securitySchemes",
            _ => return None,
        })
    }

    /// Returns what the object is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Info => "the info",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Tag => "a tag",
            Self::ExternalDocs => "external documentation",
            Self::Paths => "the paths",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Responses => "responses",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Link => "a link",
            Self::Example => "an example",
            Self::Components => "the components",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "the XML form of a schema",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "OAuth flows",
            Self::OAuthFlow => "an OAuth flow",
        }
    }

    /// Tells whether the client is wrong without the object; otherwise a fault
    /// in it costs the object, and is a warning.
    pub fn is_vital(self) -> bool {
        use Kind::{Components, Document, Header, MediaType, Operation, Parameter, PathItem, Paths};
        use Kind::{RequestBody, Response, Responses, Schema, SecurityScheme};
        matches!(
            self,
            Document
                | Paths
                | PathItem
                | Operation
                | Parameter
                | RequestBody
                | MediaType
                | Responses
                | Response
                | Header
                | Components
                | Schema
                | SecurityScheme
        )
    }

    /// Returns the table of the object's keywords; that of a map of names is empty.
    pub fn keywords(self) -> &'static [Keyword] {
        match self {
            Self::Document => table::DOCUMENT,
            Self::Info => table::INFO,
            Self::Server => table::SERVER,
            Self::ServerVariable => table::SERVER_VARIABLE,
            Self::Tag => table::TAG,
            Self::ExternalDocs => table::EXTERNAL_DOCS,
            Self::Paths | Self::Responses => &[],
            Self::PathItem => table::PATH_ITEM,
            Self::Operation => table::OPERATION,
            Self::Parameter => table::PARAMETER,
            Self::RequestBody => table::REQUEST_BODY,
            Self::MediaType => table::MEDIA_TYPE,
            Self::Encoding => table::ENCODING,
            Self::Response => table::RESPONSE,
            Self::Header => table::HEADER,
            Self::Link => table::LINK,
            Self::Example => table::EXAMPLE,
            Self::Components => table::COMPONENTS,
            Self::Schema => table::SCHEMA,
            Self::Discriminator => table::DISCRIMINATOR,
            Self::Xml => table::XML,
            Self::SecurityScheme => table::SECURITY_SCHEME,
            Self::OAuthFlows => table::OAUTH_FLOWS,
            Self::OAuthFlow => table::OAUTH_FLOW,
        }
    }
}
