//! Security schemes and requirements (OpenAPI 3.1 sections 4.8.27 and 4.8.30).

use crate::name::Words;
use crate::source::Pointer;

/// A way in which a request can be authenticated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SecurityScheme {
    /// The key under `components.securitySchemes`.
    pub wire_name: String,
    pub name: Words,
    pub kind: SecuritySchemeKind,
    pub description: Option<String>,
    /// A value that the configuration fixes, so that no user supplies it.
    pub fixed: Option<String>,
    pub origin: Pointer,
}

/// What a scheme puts into a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SecuritySchemeKind {
    ApiKeyHeader {
        header: String,
    },
    ApiKeyQuery {
        parameter: String,
    },
    ApiKeyCookie {
        cookie: String,
    },
    HttpBasic,
    HttpBearer {
        format: Option<String>,
    },
    /// OAuth 2 and OpenID Connect: the client sends a bearer token that its
    /// user obtained.
    OAuth2 {
        /// Where a client that acts for itself obtains one: the `tokenUrl` of
        /// the flow `clientCredentials`, which may be relative.
        token_url: Option<String>,
    },
    /// A scheme that a client cannot fill by itself (mutual TLS, other HTTP schemes).
    Other {
        scheme: String,
    },
}

/// Schemes that are needed together; the alternatives stand in a `Vec` around it.
/// An empty one means that no credential is needed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SecurityRequirement {
    /// Wire names of schemes, in the order of the document.
    pub schemes: Vec<String>,
}
