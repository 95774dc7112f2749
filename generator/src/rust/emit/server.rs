//! Prints the servers that the user of a client chooses from: the module of them,
//! and the setter of the builder.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::doc;
use crate::rust::model::{
    ModulePath, RustType, ServerChoice, ServerSettings, ServerValues, ServerVariable, ServerVariant, UrlPiece, UrlPlace,
};
use crate::rust::paths::{At, INTO};
use crate::rust::tokens;

/// Prints the module `path` of the servers.
pub(super) fn emit(path: &ModulePath, choice: &ServerChoice) -> TokenStream {
    let variables = choice.variables();
    let values: Vec<_> = variables
        .filter_map(|variable| Some((variable, variable.values.as_ref()?)))
        .collect();
    let servers = choice.servers.iter();
    let settings: Vec<_> = servers
        .filter_map(|server| Some((server, server.settings.as_ref()?)))
        .collect();
    let structs = settings.iter().map(|(_, settings)| &settings.ident);
    let enums = values.iter().map(|(_, values)| &values.ident);
    let at = At::new(path).with_prelude(structs.chain(enums));

    let choices = choices(at, choice);
    let settings = settings
        .iter()
        .map(|(server, settings)| self::settings(at, server, settings));
    let values = values
        .iter()
        .map(|(variable, values)| self::values(at, variable, values));

    quote! {
        #choices
        #(#settings)*
        #(#values)*
    }
}

/// Prints the setter of the builder of a client that sends to `base_url` otherwise.
pub(super) fn setter(choice: &ServerChoice, base_url: Option<&String>) -> TokenStream {
    let module = &choice.module;
    let docs = tokens::docs(match base_url {
        Some(_) => "Sends to one of the servers of the document, in place of the first as it is.",
        None => "Sends to one of the servers of the document.",
    });

    quote! {
        #docs
        pub fn server(mut self, server: impl #INTO<self::#module::Server>) -> Self {
            let server: self::#module::Server = server.into();
            self.core.base_url(server.url());
            self
        }
    }
}

/// Prints the enum of the servers.
fn choices(at: At<'_>, choice: &ServerChoice) -> TokenStream {
    let string = at.ty(&RustType::String);
    let variants = choice.servers.iter().map(|server| {
        let ident = &server.ident;
        let docs = docs(&server.docs, &doc::code(&server.template));
        let settings = server.settings.as_ref().map(|settings| {
            let ident = &settings.ident;
            quote! { (#ident) }
        });
        quote! { #docs #ident #settings }
    });
    let urls = choice.servers.iter().map(|server| {
        let ident = &server.ident;
        match &server.settings {
            Some(_) => quote! { Self::#ident(server) => server.url() },
            None => {
                let literals = server.url.iter().filter_map(|piece| match piece {
                    UrlPiece::Literal(text) => Some(text.as_str()),
                    UrlPiece::Variable(..) => None,
                });
                let url: String = literals.collect();
                quote! { Self::#ident => #string::from(#url) }
            }
        }
    });
    let conversions = choice.servers.iter().filter_map(|server| {
        let settings = &server.settings.as_ref()?.ident;
        let ident = &server.ident;
        Some(quote! {
            impl ::std::convert::From<#settings> for Server {
                fn from(server: #settings) -> Self {
                    Self::#ident(server)
                }
            }
        })
    });

    quote! {
        /// The servers of the document.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants,)*
        }

        impl Server {
            /// Returns the URL, with the values of its variables.
            pub fn url(&self) -> #string {
                match self {
                    #(#urls,)*
                }
            }
        }

        #(#conversions)*
    }
}

/// Prints the struct with the variables of a server.
fn settings(at: At<'_>, server: &ServerVariant, settings: &ServerSettings) -> TokenStream {
    let ServerSettings { ident, variables } = settings;
    let string = at.ty(&RustType::String);
    let docs = docs(
        &server.docs,
        &format!("The variables of {}.", doc::code(&server.template)),
    );
    let fields = variables.iter().map(|variable| {
        let ident = &variable.ident;
        match &variable.values {
            Some(ServerValues { ident: ty, .. }) => quote! { #ident: #ty },
            None => quote! { #ident: #string },
        }
    });
    let defaults = variables.iter().map(|variable| {
        let ident = &variable.ident;
        let value = default(at, variable);
        quote! { #ident: #value }
    });
    let setters = variables.iter().map(|variable| variable_setter(at, variable));
    let pieces = server.url.iter().map(|piece| url_piece(at, piece, variables));

    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #ident {
            #(#fields,)*
        }

        impl #ident {
            /// Begins with the defaults of the document.
            pub fn new() -> Self {
                Self { #(#defaults,)* }
            }

            #(#setters)*

            /// Returns the URL. What would end the part of it in which a value stands is encoded.
            pub fn url(&self) -> #string {
                [#(#pieces),*].concat()
            }
        }

        impl ::std::default::Default for #ident {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// Prints the value that a variable has where none is set.
fn default(at: At<'_>, variable: &ServerVariable) -> TokenStream {
    let default = &variable.default;
    let known = variable.values.as_ref().and_then(|values| {
        let (variant, _) = values.variants.iter().find(|(_, value)| value == default)?;
        let ident = &values.ident;
        Some(quote! { #ident::#variant })
    });
    known.unwrap_or_else(|| {
        let string = at.ty(&RustType::String);
        quote! { #string::from(#default) }
    })
}

fn variable_setter(at: At<'_>, variable: &ServerVariable) -> TokenStream {
    let ident = &variable.ident;
    let (name, default) = (doc::code(&variable.wire_name), doc::code(&variable.default));
    let about = format!("Sets {name}, which is {default} otherwise.");
    let docs = docs(&variable.docs, &about);
    let string = at.ty(&RustType::String);
    let (ty, value) = match &variable.values {
        Some(ServerValues { ident: ty, .. }) => (quote! { #ty }, quote! { value }),
        None => (quote! { impl #INTO<#string> }, quote! { value.into() }),
    };

    quote! {
        #docs
        #[must_use]
        pub fn #ident(mut self, value: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// Prints a piece as a text. The values of an enum are the document's own.
fn url_piece(at: At<'_>, piece: &UrlPiece, variables: &[ServerVariable]) -> TokenStream {
    let (index, place) = match piece {
        UrlPiece::Literal(text) => return quote! { #text },
        UrlPiece::Variable(index, place) => (*index, *place),
    };
    let variable = &variables[index];
    let ident = &variable.ident;
    let encode = match place {
        _ if variable.values.is_some() => None,
        UrlPlace::Whole => None,
        UrlPlace::Authority => Some("authority"),
        UrlPlace::Path => Some("path"),
    };
    match encode {
        None => quote! { self.#ident.as_str() },
        Some(encode) => {
            let encode = at.support(&["server", encode]);
            quote! { #encode(&self.#ident).as_str() }
        }
    }
}

/// Prints the enum of the values of a variable.
fn values(at: At<'_>, variable: &ServerVariable, values: &ServerValues) -> TokenStream {
    let ident = &values.ident;
    let text = at.str_();
    let docs = docs(
        &variable.docs,
        &format!("The values of the variable {}.", doc::code(&variable.wire_name)),
    );
    let variants = values.variants.iter().map(|(ident, value)| {
        let docs = tokens::docs(&doc::code(value));
        quote! { #docs #ident }
    });
    let texts = values
        .variants
        .iter()
        .map(|(ident, value)| quote! { Self::#ident => #value });

    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
        }

        impl #ident {
            /// Returns the value as it stands in the URL.
            pub fn as_str(self) -> &'static #text {
                match self {
                    #(#texts,)*
                }
            }
        }
    }
}

/// What the document says, and then what is known.
fn docs(text: &str, known: &str) -> TokenStream {
    match text.trim() {
        "" => tokens::docs(known),
        text => tokens::docs(&format!("{text}\n\n{known}")),
    }
}
