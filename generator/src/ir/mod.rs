//! What the API *is*, with neither Rust nor `$ref` in it: the neutral model
//! that `lower` builds and that `rust::plan` and `docs` read.
//!
//! Plain data: public fields, no behavior beyond trivial accessors, the order
//! of the document kept in `Vec`s. Types are an arena, [`Api::types`]; whatever
//! recursion there is goes through [`TypeRef::Named`].

#[cfg(any(feature = "cli", test))]
mod dump;
mod operation;
mod path;
mod security;
mod types;

#[cfg(any(feature = "cli", test))]
pub(crate) use dump::dump;
pub(crate) use operation::*;
pub(crate) use path::*;
pub(crate) use security::*;
pub(crate) use types::*;

use crate::name::Words;

/// A whole project: its documents and the types that they share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Api {
    pub documents: Vec<Document>,
    /// The arena of named types; [`TypeId`] is an index into it.
    pub types: Vec<TypeDef>,
}

impl Api {
    /// Returns the definition that `id` stands for.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }

    /// Returns the object whose properties are the parts of a multipart body,
    /// behind whatever names.
    pub fn parts(&self, media_type: &MediaType) -> Option<TypeId> {
        if media_type.kind != MediaKind::Multipart {
            return None;
        }
        let mut ty = &media_type.ty;
        // Circles of aliases were broken when they were lowered.
        for _ in 0..64 {
            let TypeRef::Named(id) = ty else { return None };
            match &self.ty(*id).kind {
                TypeKind::Object(_) => return Some(*id),
                TypeKind::Alias(target) => ty = target,
                _ => return None,
            }
        }
        None
    }

    /// Tells whether values of `ty` are files in a multipart body: bytes, or a list of them.
    pub fn is_file(&self, ty: &TypeRef) -> bool {
        let is_binary = |ty: &TypeRef| matches!(ty, TypeRef::Scalar(scalar) if scalar.kind == ScalarKind::Binary);
        match ty {
            TypeRef::Nullable(inner) => self.is_file(inner),
            TypeRef::List(list) => !matches!(list.item, TypeRef::List(_)) && self.is_file(&list.item),
            TypeRef::Named(id) => matches!(&self.ty(*id).kind, TypeKind::Alias(target) if is_binary(target)),
            ty => is_binary(ty),
        }
    }
}

/// One OpenAPI document of the project.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Document {
    /// The name of the document in the project, such as `server`.
    pub name: Words,
    pub title: String,
    pub version: String,
    pub description: Option<String>,
    pub servers: Vec<Server>,
    pub tags: Vec<Tag>,
    pub security_schemes: Vec<SecurityScheme>,
    /// The document's own requirement, in force where an operation has none.
    pub security: Vec<SecurityRequirement>,
    pub operations: Vec<Operation>,
    pub webhooks: Vec<Webhook>,
}

/// A server object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Server {
    /// The URL with the defaults of its variables filled in.
    pub url: String,
    /// The URL as it is written, with its variables in braces.
    pub template: String,
    pub variables: Vec<ServerVariable>,
    pub description: Option<String>,
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ServerVariable {
    pub name: String,
    /// The values that it can have; any text where there are none.
    pub values: Vec<String>,
    pub default: String,
    pub description: Option<String>,
}

/// A tag object, which becomes a group of operations.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    pub name: String,
    pub description: Option<String>,
}

/// The prose of an operation, a parameter, a schema or a response. Text is as
/// in the document: each sink escapes it for itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Docs {
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
}
