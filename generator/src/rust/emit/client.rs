//! Prints a client: its type, its builder, its accessors, and the modules of its groups.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::module::Module;
use super::support::{self, Need};
use super::{error, method, profile, server};
use crate::rust::model::{
    BuilderHeader, Client, Credential, CredentialPlace, Group, HeaderFamily, Ident, ModulePath, RustApi, RustType,
};
use crate::rust::paths::{At, INTO, NONE, OK, RESULT, SOME};
use crate::rust::tokens;

/// What an operation has decides how many arguments it takes, and how it is
/// called; deprecated types are used by deprecated operations and others.
const ALLOWED: &[&str] = &["deprecated", "clippy::all"];

/// Prints the modules of every client: its own, and the groups'.
/// A module with the empty path is added to the root.
pub(super) fn emit(api: &RustApi) -> Vec<Module<'_>> {
    api.clients.iter().flat_map(|client| modules(api, client)).collect()
}

fn modules<'a>(api: &'a RustApi, client: &'a Client) -> Vec<Module<'a>> {
    let mut modules = vec![Module {
        docs: client.docs.clone(),
        ..Module::public(client.module.clone(), || items(client, api))
    }];
    if let Some(choice) = &client.servers {
        let path = child(client, &choice.module);
        modules.push(Module {
            docs: "The servers to choose from, and the variables of their URLs.".to_owned(),
            ..Module::public(path.clone(), move || server::emit(&path, choice))
        });
    }
    for group in &client.groups {
        modules.push(Module {
            docs: group.docs.clone(),
            gate: group.gate.clone(),
            size: group.methods.len(),
            allow: ALLOWED,
            ..Module::public(child(client, &group.ident), || method::emit(client, group))
        });
    }
    modules
}

/// Returns the path of a module below the client's.
pub(super) fn child(client: &Client, module: &Ident) -> ModulePath {
    let mut path = client.module.clone();
    path.push(module.clone());
    path
}

/// Prints the items of the client's own module.
fn items(client: &Client, api: &RustApi) -> TokenStream {
    let at = at(client);
    let profile = profile::emit(at, client, api);
    let definition = definition(at, client, api);
    let family = client.header_family.as_ref().map(header_family);
    let builder = builder(at, client);

    quote! {
        #definition
        #family
        #builder
        #profile
    }
}

/// Stands in the client's module.
fn at(client: &Client) -> At<'_> {
    At::new(&client.module).with_prelude(client.groups.iter().map(|group| &group.ident))
}

fn definition(at: At<'_>, client: &Client, api: &RustApi) -> TokenStream {
    let text = at.str_();
    let docs = tokens::docs(&client.docs);
    let core = at.support(&["core", "Core"]);
    let raw_call = at.support(&["raw_call", "RawCall"]);
    let error_body = error::path(at);
    let accessors = client.groups.iter().map(accessor);
    let begun = begun(at, api);

    quote! {
        #docs
        ///
        /// A client is cheap to clone: clones share their connections.
        #[derive(Clone, Debug)]
        pub struct Client {
            core: ::std::sync::Arc<#core>,
        }

        impl Client {
            /// Begins a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { #begun }
            }

            /// Returns the URL that the client sends to.
            pub fn base_url(&self) -> &#text {
                self.core.base_url()
            }

            #(#accessors)*

            /// Calls an endpoint that the document does not describe, with the client's credentials, redirects,
            /// retries and errors. `path` is appended to the base URL.
            pub fn request(&self, method: &#text, path: &#text) -> #raw_call<'_, #error_body> {
                #raw_call::new(&self.core, method, path)
            }
        }
    }
}

/// The state that a builder begins with.
fn begun(at: At<'_>, api: &RustApi) -> TokenStream {
    let plain = at.support(&["core", "CoreBuilder"]);
    let traced = at.support(&["trace", "traced"]);
    match support::need(api, "trace") {
        Need::Never => quote! { core: #plain::new(&PROFILE) },
        Need::Always => quote! { core: #traced(&PROFILE) },
        Need::Behind(feature) | Need::InTests(feature) => {
            let feature = feature.name();
            quote! {
                #[cfg(feature = #feature)]
                core: #traced(&PROFILE),
                #[cfg(not(feature = #feature))]
                core: #plain::new(&PROFILE),
            }
        }
    }
}

fn accessor(group: &Group) -> TokenStream {
    let Group {
        ident,
        handle,
        docs,
        gate,
        methods: _,
    } = group;
    let docs = tokens::docs(docs);
    let cfg = tokens::cfg(gate);

    quote! {
        #docs
        #cfg
        pub fn #ident(&self) -> self::#ident::#handle<'_> {
            self::#ident::#handle { core: &self.core }
        }
    }
}

fn header_family(family: &HeaderFamily) -> TokenStream {
    let (canonical, prefix) = &family.canonical;
    let docs = [prefix]
        .into_iter()
        .chain(family.alternatives.iter().map(|(_, prefix)| prefix))
        .map(|prefix| format!(" Headers that begin with `{prefix}`."));
    let idents = [canonical]
        .into_iter()
        .chain(family.alternatives.iter().map(|(ident, _)| ident));

    quote! {
        /// The spelling of the headers that the server knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum HeaderFamily {
            #(#[doc = #docs] #idents,)*
        }
    }
}

fn builder(at: At<'_>, client: &Client) -> TokenStream {
    let core_builder = at.support(&["core", "CoreBuilder"]);
    let credentials = client
        .credentials
        .iter()
        .enumerate()
        .map(|(index, item)| credential(at, index, item));
    let headers = client.headers.iter().map(|item| header(at, item));
    let family = client.header_family.as_ref().map(family_setter);
    let server = client.servers.as_ref();
    let server = server.map(|choice| server::setter(choice, client.base_url.as_ref()));
    let manners = manners(at);

    quote! {
        /// Builds a [`Client`].
        #[derive(Debug)]
        #[must_use = "a builder does nothing until it builds"]
        pub struct ClientBuilder {
            core: #core_builder,
        }

        impl ClientBuilder {
            #(#credentials)*
            #(#headers)*
            #family
            #server
            #manners
        }
    }
}

fn credential(at: At<'_>, index: usize, credential: &Credential) -> Option<TokenStream> {
    let Credential {
        scheme: _,
        setter,
        docs,
        place,
        fixed: _,
        token_url: _,
    } = credential;
    let setter = setter.as_ref()?;
    let index = Literal::usize_unsuffixed(index);
    let text = at.str_();
    let credential = at.support(&["token", "Credential"]);
    let docs = tokens::docs(docs);
    Some(match place {
        CredentialPlace::Basic => quote! {
            #docs
            pub fn #setter(mut self, username: &#text, password: &#text) -> Self {
                self.core.credential(#index, ::std::format!("{username}:{password}").into());
                self
            }
        },
        CredentialPlace::Header(_)
        | CredentialPlace::Query(_)
        | CredentialPlace::Cookie(_)
        | CredentialPlace::Bearer => quote! {
            #docs
            pub fn #setter(mut self, value: impl #INTO<#credential>) -> Self {
                self.core.credential(#index, value.into());
                self
            }
        },
    })
}

fn header(at: At<'_>, header: &BuilderHeader) -> TokenStream {
    let BuilderHeader {
        setter,
        header,
        docs,
        value,
    } = header;
    let text = at.str_();
    let docs = tokens::docs(docs);
    match value {
        Some(value) => quote! {
            #docs
            pub fn #setter(mut self) -> Self {
                self.core.header(#header, #value);
                self
            }
        },
        None => quote! {
            #docs
            pub fn #setter(mut self, value: &#text) -> Self {
                self.core.header(#header, value);
                self
            }
        },
    }
}

fn family_setter(family: &HeaderFamily) -> TokenStream {
    let arms = [&family.canonical]
        .into_iter()
        .chain(&family.alternatives)
        .map(|(ident, prefix)| quote! { HeaderFamily::#ident => #prefix });

    quote! {
        /// Chooses the spelling of the headers that the server knows.
        pub fn header_family(mut self, family: HeaderFamily) -> Self {
            self.core.header_prefix(match family {
                #(#arms,)*
            });
            self
        }
    }
}

/// The setters of every builder.
fn manners(at: At<'_>) -> TokenStream {
    let string = at.ty(&RustType::String);
    let text = at.str_();
    let transport = at.support(&["transport", "Transport"]);
    let middleware = at.support(&["middleware", "Middleware"]);
    let retry_policy = at.support(&["retry", "RetryPolicy"]);
    let build_error = at.support(&["error", "BuildError"]);

    quote! {
        /// Sets the URL that the client sends to.
        pub fn base_url(mut self, base_url: impl #INTO<#string>) -> Self {
            self.core.base_url(base_url.into());
            self
        }

        /// Sets a header of every request.
        pub fn header(mut self, name: &#text, value: &#text) -> Self {
            self.core.header(name, value);
            self
        }

        /// Sets what the client says that it is, in place of its name and version.
        pub fn user_agent(mut self, user_agent: &#text) -> Self {
            self.core.header("user-agent", user_agent);
            self
        }

        /// Sets how long a call may take; 60 seconds where nothing is said.
        pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.core.timeout(#SOME(timeout));
            self
        }

        /// Lets calls take as long as they take.
        pub fn no_timeout(mut self) -> Self {
            self.core.timeout(#NONE);
            self
        }

        /// Makes calls that failed again by `policy`.
        pub fn retry(mut self, policy: #retry_policy) -> Self {
            self.core.retry(policy);
            self
        }

        /// Sends requests with `transport`, in place of `reqwest` as it comes.
        pub fn transport(mut self, transport: impl #transport + 'static) -> Self {
            self.core.transport(::std::sync::Arc::new(transport));
            self
        }

        /// Adds what every request passes on its way to the transport, behind what was added before.
        pub fn middleware(mut self, middleware: impl #middleware + 'static) -> Self {
            self.core.middleware(::std::sync::Arc::new(middleware));
            self
        }

        /// Builds the client.
        ///
        /// # Errors
        /// There is no usable base URL, a header is not valid, or the transport cannot be set up.
        pub fn build(self) -> #RESULT<Client, #build_error> {
            let core = self.core.build()?;
            #OK(Client { core: ::std::sync::Arc::new(core) })
        }
    }
}
