//! How a client shows who it is.

use super::super::Shape::{Boolean, One, Text, TextMap};
use super::super::{Keyword, Kind, Versions};
use super::{ALL, V30, V32, used};

const V20: Versions = Versions::V20;

pub(in crate::spec::keywords) const SECURITY_SCHEME: &[Keyword] = &[
    used(ALL, "type", Text),
    used(ALL, "description", Text),
    used(ALL, "name", Text),
    used(ALL, "in", Text),
    used(V30, "scheme", Text),
    used(V30, "bearerFormat", Text),
    used(V30, "flows", One(Kind::OAuthFlows)),
    used(V30, "openIdConnectUrl", Text),
    used(V32, "oauth2MetadataUrl", Text),
    used(V32, "deprecated", Boolean),
    used(V20, "flow", Text),
    used(V20, "authorizationUrl", Text),
    used(V20, "tokenUrl", Text),
    used(V20, "scopes", TextMap),
];

pub(in crate::spec::keywords) const OAUTH_FLOWS: &[Keyword] = &[
    used(V30, "implicit", One(Kind::OAuthFlow)),
    used(V30, "password", One(Kind::OAuthFlow)),
    used(V30, "clientCredentials", One(Kind::OAuthFlow)),
    used(V30, "authorizationCode", One(Kind::OAuthFlow)),
    used(V32, "deviceAuthorization", One(Kind::OAuthFlow)),
];

pub(in crate::spec::keywords) const OAUTH_FLOW: &[Keyword] = &[
    used(V30, "authorizationUrl", Text),
    used(V32, "deviceAuthorizationUrl", Text),
    used(V30, "tokenUrl", Text),
    used(V30, "refreshUrl", Text),
    used(V30, "scopes", TextMap),
];
