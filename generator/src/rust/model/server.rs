//! The servers that the user of a client chooses from, and the variables of their URLs.

use super::Ident;

/// The servers of a document with several, or with variables, in a module of their own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ServerChoice {
    /// The module below the client's: `servers`.
    pub module: Ident,
    /// At least one.
    pub servers: Vec<ServerVariant>,
}

impl ServerChoice {
    /// Returns the variables of all servers.
    pub fn variables(&self) -> impl Iterator<Item = &ServerVariable> {
        let settings = self.servers.iter().filter_map(|server| server.settings.as_ref());
        settings.flat_map(|settings| &settings.variables)
    }
}

/// A server, as a variant of the enum of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ServerVariant {
    pub ident: Ident,
    pub docs: String,
    /// The URL as in the document, with its variables in braces.
    pub template: String,
    /// The same in pieces.
    pub url: Vec<UrlPiece>,
    /// The struct with the variables; `None` where there are none.
    pub settings: Option<ServerSettings>,
}

/// A struct with the values of the variables of one server.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ServerSettings {
    pub ident: Ident,
    pub variables: Vec<ServerVariable>,
}

/// A variable in the URL of a server, as a setter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ServerVariable {
    pub ident: Ident,
    pub wire_name: String,
    pub docs: String,
    pub default: String,
    /// The values that it can have; any text where that is `None`.
    pub values: Option<ServerValues>,
}

/// The values of a variable, as an enum.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ServerValues {
    pub ident: Ident,
    /// The variants and what they stand for, the default among them.
    pub variants: Vec<(Ident, String)>,
}

/// A piece of the URL of a server.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum UrlPiece {
    Literal(String),
    /// The value of the variable with this index.
    Variable(usize, UrlPlace),
}

/// Where the value of a variable stands, which decides how it is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UrlPlace {
    /// At the beginning, scheme and all: as it is.
    Whole,
    Authority,
    Path,
}
