//! Counts what a client holds beside what its documents declare, and lists the
//! fields for which it has no type.
//!
//! A field is a place where a value has a type: a property, an alternative of a
//! union, an alias, a parameter, a body in JSON or a form, a response header. It is untyped
//! where any part of its value is `serde_json::Value`. A type that other fields
//! name is counted where it is defined.

use crate::ir::{AnyReason, Api, Document, MediaKind, MediaType, TypeDef, TypeKind, TypeRef};
use crate::rust::model::RustApi;
use crate::rust::plan::MAX_TUPLE;
use crate::source::Pointer;
use crate::spec::Census;

/// What a client holds, and what its documents declare.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inventory {
    /// Operations under `paths` of the documents, counted before anything else was done.
    pub operations_in_documents: usize,
    /// Methods of the clients.
    pub operations: usize,
    /// Named schemas of the documents.
    pub types_in_documents: usize,
    /// Types of the client, those made from inline schemas included.
    pub types: usize,
    /// Places where a value has a type.
    pub fields: usize,
    /// The fields among them that hold `serde_json::Value`.
    pub untyped: Vec<UntypedField>,
}

/// A field that holds `serde_json::Value`.
#[derive(Debug, Clone, PartialEq)]
pub struct UntypedField {
    /// A name for people, such as `User.metadata`.
    pub place: String,
    /// The type or operation that the field belongs to.
    pub owner: Pointer,
    /// Why there is no type, in kebab-case.
    pub reason: &'static str,
    /// Whether the document gives a type all the same.
    pub has_type: bool,
}

impl Inventory {
    /// Makes the inventory of documents of which there is no client.
    pub(crate) fn of_documents(documents: &[Census]) -> Self {
        Self {
            operations_in_documents: documents.iter().map(|census| census.operations).sum(),
            types_in_documents: documents.iter().map(|census| census.schemas).sum(),
            ..Self::default()
        }
    }

    /// Adds what the client of `api` holds.
    pub(crate) fn add_client(&mut self, api: &Api, plan: &RustApi) {
        let groups = plan.clients.iter().flat_map(|client| &client.groups);
        self.operations = groups.map(|group| group.methods.len()).sum();
        let files = plan.type_modules.iter().flat_map(|module| &module.files);
        self.types = files.map(|file| file.items.len()).sum();
        for (def, _) in api
            .types
            .iter()
            .zip(&plan.written)
            .filter(|(_, written)| written.is_some())
        {
            self.add_type(def);
        }
        for document in &api.documents {
            self.add_document(document);
        }
    }

    fn add_type(&mut self, def: &TypeDef) {
        let name = def.name.pascal();
        match &def.kind {
            TypeKind::Object(object) => {
                for property in &object.properties {
                    self.add(&property.ty, &def.origin, || format!("{name}.{}", property.wire_name));
                }
                if let Some(ty) = &object.additional {
                    self.add(ty, &def.origin, || format!("{name}.*"));
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    self.add(&variant.ty, &def.origin, || {
                        format!("{name}::{}", variant.name.pascal())
                    });
                }
            }
            TypeKind::Alias(ty) => self.add(ty, &def.origin, || name.clone()),
            TypeKind::Enum(_) => {}
        }
    }

    fn add_document(&mut self, document: &Document) {
        for operation in &document.operations {
            let name = format!("{} {}", operation.method.as_str(), operation.path.text);
            let origin = &operation.origin;
            for parameter in &operation.parameters {
                self.add(&parameter.ty, origin, || format!("{name} {}", parameter.wire_name));
            }
            // The first one is what the client sends.
            let body = operation.request_body.iter().filter_map(|body| body.content.first());
            for media_type in body.filter(|media_type| is_structured(media_type)) {
                self.add(&media_type.ty, origin, || format!("{name} body"));
            }
            for response in &operation.responses {
                for media_type in response.content.iter().filter(|media_type| is_structured(media_type)) {
                    self.add(&media_type.ty, origin, || format!("{name} -> {:?}", response.status));
                }
                for header in &response.headers {
                    self.add(&header.ty, origin, || format!("{name} -> {}", header.wire_name));
                }
            }
        }
        for webhook in &document.webhooks {
            self.add(&webhook.body, &webhook.origin, || {
                format!("webhook {}", webhook.wire_name)
            });
        }
    }

    /// Counts a field of the type `ty`.
    fn add(&mut self, ty: &TypeRef, owner: &Pointer, place: impl FnOnce() -> String) {
        self.fields += 1;
        if let Some(reason) = reason(ty) {
            self.untyped.push(UntypedField {
                place: place(),
                owner: owner.clone(),
                reason: reason.as_str(),
                has_type: reason.is_ours(),
            });
        }
    }
}

fn is_structured(media_type: &MediaType) -> bool {
    matches!(
        media_type.kind,
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::Events | MediaKind::Lines
    )
}

/// Tells why a part of `ty` is untyped; what we fall short of comes first.
fn reason(ty: &TypeRef) -> Option<AnyReason> {
    match ty {
        TypeRef::Any(reason) => Some(*reason),
        TypeRef::List(list) => reason(&list.item),
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => reason(inner),
        TypeRef::Tuple(items) if items.is_empty() || items.len() > MAX_TUPLE => Some(AnyReason::LongTuple),
        TypeRef::Tuple(items) => items
            .iter()
            .filter_map(reason)
            .max_by_key(|reason| (reason.is_ours(), *reason)),
        TypeRef::Named(_) | TypeRef::Scalar(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use crate::config::Config;

    const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Lamps, version: '1' }
paths:
  /lamps:
    get:
      parameters: [{ name: room, in: query, schema: {} }]
      responses: { '200': { description: All., content: { application/json: { schema: { type: array } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }
      responses: { '204': { description: Made. } }
components:
  schemas:
    Lamp:
      type: object
      properties:
        id: { type: string }
        labels: { type: object }
        mode: { enum: [1, on] }
        parts: { type: array, items: { $ref: '#/components/schemas/Lamp' } }
    Unused: { type: object, properties: { note: {} } }
";

    #[test]
    fn untyped_fields_are_counted_with_their_reasons() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().join("lamps.yaml")).unwrap();
        std::fs::write(&path, DOCUMENT).unwrap();
        let config = Config::for_documents(vec![path], "lamps", "out".into());
        let inventory = crate::generate(&config, "".into()).inventory;
        assert_eq!((inventory.operations_in_documents, inventory.operations), (2, 2));
        assert_eq!((inventory.types_in_documents, inventory.types), (2, 1));
        assert_eq!(inventory.fields, 7);
        let found: Vec<_> = inventory
            .untyped
            .iter()
            .map(|field| (field.place.as_str(), field.reason, field.has_type))
            .collect();
        let expected = [
            ("Lamp.labels", "free-form", false),
            ("Lamp.mode", "mixed-enum", true),
            ("GET /lamps room", "no-type", false),
            ("GET /lamps -> Code(200)", "no-items", false),
        ];
        assert_eq!(found, expected);
    }
}
