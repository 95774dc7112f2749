//! Plans the bodies of error responses: one enum for the whole crate, with an
//! arm for each type that some operation documents.

use std::collections::BTreeSet;

use super::PlanCx;
use super::features::FeaturePlan;
use crate::ir;
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{BodyKind, ErrorBody, ErrorBodyVariant, ErrorResponse, Gate, Ident, Item, RustType};

use super::output::{body_kind, body_type, status_match};

/// The arms that were found so far.
#[derive(Debug)]
pub(super) struct ErrorPlan {
    variants: Vec<ErrorBodyVariant>,
    /// The groups whose operations answer with each of them.
    groups: Vec<BTreeSet<Words>>,
    names: Scope,
    readers: Scope,
}

impl Default for ErrorPlan {
    fn default() -> Self {
        Self {
            variants: Vec::new(),
            groups: Vec::new(),
            names: Scope::with_reserved(["Self"]),
            readers: Scope::default(),
        }
    }
}

impl ErrorPlan {
    /// Plans the error responses of an operation. A response without a body has no arm.
    pub fn responses(&mut self, cx: &PlanCx<'_>, operation: &ir::Operation) -> Vec<ErrorResponse> {
        let mut planned = Vec::new();
        for response in &operation.responses {
            if response.status.is_success() {
                continue;
            }
            for content in &response.content {
                let kind = match body_kind(content.kind) {
                    // Forms are for requests: in responses they are handed over as text.
                    BodyKind::Form => BodyKind::Text,
                    kind => kind,
                };
                let ty = match kind {
                    BodyKind::Text => RustType::String,
                    _ => body_type(cx, content),
                };
                let variant = self.variant(cx, ty, kind);
                self.groups[variant].insert(operation.group.clone());
                let case = ErrorResponse {
                    status: status_match(response.status),
                    kind,
                    variant,
                };
                if !planned.contains(&case) {
                    planned.push(case);
                }
            }
        }
        planned
    }

    /// Finds the arm for a type, or adds it, named after the type.
    fn variant(&mut self, cx: &PlanCx<'_>, ty: RustType, kind: BodyKind) -> usize {
        let same = |variant: &ErrorBodyVariant| variant.ty == ty && variant.kind == kind;
        if let Some(index) = self.variants.iter().position(same) {
            return index;
        }
        let words = match (&ty, kind) {
            (RustType::Path(path), _) => Words::new(&path.ident.0),
            (_, BodyKind::Text) => Words::new("text"),
            (_, BodyKind::Bytes) => Words::new("bytes"),
            _ => Words::new("json"),
        };
        let docs = match (&ty, kind) {
            (RustType::Path(path), _) => {
                let known = cx.types.item_at(path).map(item_docs).unwrap_or_default();
                match known.lines().next() {
                    Some(line) if !line.is_empty() => line.to_owned(),
                    _ => format!("A body of the type {}.", doc::code(&path.ident.0)),
                }
            }
            (_, BodyKind::Text) => "A message in plain text.".to_owned(),
            (_, BodyKind::Bytes) => "A body that is neither JSON nor text.".to_owned(),
            _ => "A body in JSON.".to_owned(),
        };
        self.variants.push(ErrorBodyVariant {
            ident: Ident(self.names.claim(&words, Role::Variant)),
            reader: Ident(self.readers.claim(&words, Role::Method)),
            docs,
            // Known when all operations are.
            gate: Gate::default(),
            ty,
            kind,
        });
        self.groups.push(BTreeSet::new());
        self.variants.len() - 1
    }

    /// Returns the enum.
    pub fn finish(self, features: &FeaturePlan) -> ErrorBody {
        let variants = self.variants.into_iter().zip(&self.groups);
        ErrorBody {
            variants: variants
                .map(|(variant, groups)| ErrorBodyVariant {
                    gate: features.gate(groups),
                    ..variant
                })
                .collect(),
        }
    }
}

fn item_docs(item: &Item) -> &str {
    match item {
        Item::Struct(item) => &item.docs,
        Item::Enum(item) => &item.docs,
        Item::Union(item) => &item.docs,
        Item::Alias(item) => &item.docs,
    }
}
