//! What the lowering of one document carries along: the document, the arena of
//! drafted types, and the findings.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr};

use super::Input;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{AnyReason, Docs, StatusPattern, TypeDef, TypeId, TypeKind, TypeRef};
use crate::name::Words;
use crate::source::Pointer;

/// How deep schemas may stand in one another before the rest is `Any`.
pub(super) const MAX_DEPTH: usize = 100;

/// How many schemas may stand deep in one another. An `allOf` of components that
/// hold each other is a new shape at each level, and doubles or worse with it.
pub(super) const MAX_DEEP: usize = 20_000;

/// A type as it is first lowered: one for each schema, not yet merged or named.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub def: TypeDef,
    /// The schema's `title`, where it can be a name.
    pub title: Option<Words>,
    /// Where an inline schema stands, which is what its name comes from.
    pub sites: Vec<Site>,
}

/// Where an inline schema stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Site {
    pub place: Place,
    /// Whether the schema describes the items of a list or the values of a map there.
    pub many: bool,
}

/// The owner of a schema.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// The operation with this index in the document with this index.
    Request(usize, usize),
    Response(usize, usize, StatusPattern),
    Parameter(usize, usize, Words),
    Header(usize, usize, Words),
    /// A webhook, by its words.
    Webhook(Words),
    Property(TypeId, Words),
    Arm(TypeId, Words),
    /// Within a component that is no object itself, such as a list.
    Component(TypeId),
}

impl Site {
    pub fn new(place: Place) -> Self {
        Self { place, many: false }
    }

    /// Returns the site of the items of a list, or of the values of a map, at `self`.
    pub fn item(&self) -> Self {
        Self {
            place: self.place.clone(),
            many: true,
        }
    }
}

/// The context of one document.
pub(super) struct Cx<'a> {
    pub input: &'a dyn Input,
    pub openapi: &'a OpenAPI,
    /// The index of the document in the project.
    pub document: usize,
    pub config: &'a Config,
    pub drafts: Vec<Draft>,
    pub components: IndexMap<&'a str, TypeId>,
    pub diagnostics: Diagnostics,
    pub depth: usize,
    /// How many schemas have been lowered at a depth where few are.
    pub deep: usize,
    /// How many schemas were cut short because of where they stand.
    pub cut: usize,
    /// What schemas of several parts came to, by where those stand.
    pub merged: BTreeMap<Vec<String>, TypeRef>,
}

impl<'a> Cx<'a> {
    /// Returns the pointer to the root of the bundled document.
    pub fn root(&self) -> Pointer {
        self.input.root()
    }

    /// Returns where `pointer` was written.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.input.origin(pointer)
    }

    pub fn warning(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        let origin = self.origin(pointer);
        self.diagnostics.warning(code, &origin, message)
    }

    pub fn fault(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        let origin = self.origin(pointer);
        self.diagnostics.fault(code, &origin, message)
    }

    pub fn error(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        let origin = self.origin(pointer);
        self.diagnostics.error(code, &origin, message)
    }

    /// Takes an id for an inline schema, whose kind follows by [`Cx::define`].
    pub fn reserve(&mut self, component: Option<&str>, site: Option<Site>, pointer: &Pointer) -> TypeId {
        let id = TypeId(u32::try_from(self.drafts.len()).unwrap_or(u32::MAX));
        let origin = self.origin(pointer);
        self.drafts.push(Draft {
            def: TypeDef {
                name: component.map(Words::new).unwrap_or_default(),
                component: component.map(str::to_owned),
                kind: TypeKind::Alias(TypeRef::Any(AnyReason::Unsupported)),
                docs: Docs::default(),
                examples: Vec::new(),
                documents: vec![self.document],
                origin,
            },
            title: None,
            sites: site.into_iter().collect(),
        });
        id
    }

    pub fn draft(&mut self, id: TypeId) -> &mut Draft {
        &mut self.drafts[id.0 as usize]
    }

    /// Returns the component schema that `reference` points at.
    pub fn schema_component(&self, reference: &str) -> Option<(&'a str, TypeId)> {
        let name = component_name(reference, "schemas")?;
        self.components
            .get_key_value(name.as_str())
            .map(|(name, id)| (*name, *id))
    }
}

/// Splits `#/components/<kind>/<name>`.
pub(super) fn component_name(reference: &str, kind: &str) -> Option<String> {
    let rest = reference.strip_prefix("#/components/")?.strip_prefix(kind)?;
    let name = rest.strip_prefix('/')?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// Follows references between components of one kind to the item itself, and
/// returns where it stands. References that lead nowhere were reported when
/// the document was read.
pub(super) fn resolve<'a, T>(
    node: &'a ReferenceOr<T>,
    pointer: &Pointer,
    root: &Pointer,
    kind: &'static str,
    components: Option<&'a IndexMap<String, ReferenceOr<T>>>,
) -> Option<(&'a T, Pointer)> {
    let mut node = node;
    let mut pointer = pointer.clone();
    for _ in 0..64 {
        match node {
            ReferenceOr::Item(item) => return Some((item, pointer)),
            ReferenceOr::Reference { reference } => {
                let name = component_name(reference, kind)?;
                node = components?.get(&name)?;
                pointer = root.field("components").field(kind).field(&name);
            }
        }
    }
    None
}
