//! Follows the references of a bundled document to what they name.

use indexmap::IndexMap;
use openapiv3::{Components, Example, Header, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme};

use super::Document;
use crate::source::Pointer;

/// What a reference led to.
#[derive(Debug)]
pub(crate) struct Resolved<'a, T> {
    pub item: &'a T,
    /// The pointer of the item itself, in the bundled document.
    pub pointer: Pointer,
    /// The name of the component, where the item is one: the last of a chain
    /// of references.
    pub name: Option<&'a str>,
}

/// Follows references; see [`Document::resolver`].
///
/// Reading the document has reported dangling and cyclic references, so `None`
/// means that there already is a diagnostic.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resolver<'a> {
    document: &'a Document,
}

/// Makes the method for one kind of component.
macro_rules! resolve {
    ($($method:ident, $field:ident, $key:literal, $item:ty;)*) => {$(
        #[doc = concat!("Follows a reference into `components/", $key, "`.")]
        pub fn $method(&self, node: &'a ReferenceOr<$item>, pointer: &Pointer) -> Option<Resolved<'a, $item>> {
            self.follow(node, pointer, $key, |components| &components.$field)
        }
    )*};
}

impl<'a> Resolver<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document }
    }

    resolve! {
        schema, schemas, "schemas", Schema;
        parameter, parameters, "parameters", Parameter;
        request_body, request_bodies, "requestBodies", RequestBody;
        response, responses, "responses", Response;
        header, headers, "headers", Header;
        example, examples, "examples", Example;
        security_scheme, security_schemes, "securitySchemes", SecurityScheme;
    }

    /// Returns the component schema `name`, and itself only: not what it refers to.
    pub fn component_schema(&self, name: &str) -> Option<&'a ReferenceOr<Schema>> {
        self.document.openapi.components.as_ref()?.schemas.get(name)
    }

    /// Follows one reference to a schema after another; a boxed one, as
    /// `openapiv3` has it in properties and items.
    pub fn boxed_schema(&self, node: &'a ReferenceOr<Box<Schema>>, pointer: &Pointer) -> Option<Resolved<'a, Schema>> {
        match node {
            ReferenceOr::Item(item) => Some(Resolved {
                item,
                pointer: pointer.clone(),
                name: None,
            }),
            ReferenceOr::Reference { reference } => self.find(reference, "schemas", |components| &components.schemas),
        }
    }

    fn follow<T>(
        &self,
        node: &'a ReferenceOr<T>,
        pointer: &Pointer,
        key: &str,
        table: fn(&Components) -> &IndexMap<String, ReferenceOr<T>>,
    ) -> Option<Resolved<'a, T>> {
        match node {
            ReferenceOr::Item(item) => Some(Resolved {
                item,
                pointer: pointer.clone(),
                name: None,
            }),
            ReferenceOr::Reference { reference } => self.find(reference, key, table),
        }
    }

    fn find<T>(
        &self,
        reference: &str,
        key: &str,
        table: fn(&Components) -> &IndexMap<String, ReferenceOr<T>>,
    ) -> Option<Resolved<'a, T>> {
        let components = table(self.document.openapi.components.as_ref()?);
        let mut name = component_name(reference, key)?;
        // A chain longer than the table has a cycle in it.
        for _ in 0..=components.len() {
            let (found, node) = components.get_key_value(&name)?;
            match node {
                ReferenceOr::Item(item) => {
                    let pointer = self.document.root().field("components").field(key).field(found);
                    return Some(Resolved {
                        item,
                        pointer,
                        name: Some(found),
                    });
                }
                ReferenceOr::Reference { reference } => name = component_name(reference, key)?,
            }
        }
        None
    }
}

/// Returns the name of the component that `#/components/<key>/<name>` names.
pub(crate) fn component_name(reference: &str, key: &str) -> Option<String> {
    let name = reference
        .strip_prefix("#/components/")?
        .strip_prefix(key)?
        .strip_prefix('/')?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}
