//! Turns modules with their paths into files, or into one file of nested modules.

use proc_macro2::TokenStream;

use crate::rust::model::ModulePath;

/// A module of the output. Its parents need not be listed: they are made where they are missing.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    pub path: ModulePath,
    pub visibility: Visibility,
    /// Neutral Markdown, written at the module's declaration.
    pub docs: String,
    pub body: Body,
}

/// Who sees a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    Public,
    Private,
}

/// What a module holds.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// Items, to be formatted. Declarations of child modules are added to them.
    Tokens(TokenStream),
    /// The text of a support file, written as it is.
    Text(&'static str),
}
