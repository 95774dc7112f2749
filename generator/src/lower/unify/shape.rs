//! Reduces a draft to its shape: what its own definition says, and the types
//! that it refers to, in an order that does not depend on the document's.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::context::Draft;
use crate::config::TypesConfig;
use crate::ir::{Object, TypeId, TypeKind, TypeRef};

/// The shape of a draft, but for the shapes of the types that it refers to.
pub(super) struct Shape {
    /// The number of the text that describes it.
    pub text: usize,
    /// The types that it refers to.
    pub targets: Vec<TypeId>,
}

/// Returns the shapes of `drafts`, in their order. A format that `config` has a
/// type for tells scalars apart.
pub(super) fn shapes(drafts: &[Draft], config: &TypesConfig) -> Vec<Shape> {
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    let shape = |draft: &Draft| {
        let mut writer = Writer {
            config,
            text: String::new(),
            targets: Vec::new(),
        };
        if let Some(component) = &draft.def.component {
            writer.add(format_args!("component {component:?} "));
        }
        writer.kind(&draft.def.kind);
        let number = texts.len();
        Shape {
            text: *texts.entry(writer.text).or_insert(number),
            targets: writer.targets,
        }
    };
    drafts.iter().map(shape).collect()
}

struct Writer<'a> {
    config: &'a TypesConfig,
    text: String,
    targets: Vec<TypeId>,
}

impl Writer<'_> {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(text);
    }

    fn kind(&mut self, kind: &TypeKind) {
        match kind {
            TypeKind::Object(object) => self.object(object),
            TypeKind::Enum(item) => {
                let mut values: Vec<String> = item.variants.iter().map(|variant| variant.value.to_string()).collect();
                values.sort();
                self.add(format_args!("enum {values:?}"));
            }
            TypeKind::Union(union) => {
                self.add(format_args!("union {:?}", union.tagging));
                for variant in &union.variants {
                    self.add(format_args!("{:?}", variant.tags));
                    self.ty(&variant.ty);
                }
            }
            TypeKind::Alias(target) => {
                self.add(format_args!("alias "));
                self.ty(target);
            }
        }
    }

    fn object(&mut self, object: &Object) {
        let mut properties: Vec<_> = object.properties.iter().collect();
        properties.sort_by(|left, right| left.wire_name.cmp(&right.wire_name));
        self.add(format_args!("object"));
        for property in properties {
            self.add(format_args!(
                "\n{:?} {} {} {} {:?} ",
                property.wire_name, property.required, property.read_only, property.write_only, property.constant
            ));
            self.ty(&property.ty);
        }
        if let Some(additional) = &object.additional {
            self.add(format_args!("\nadditional "));
            self.ty(additional);
        }
    }

    fn ty(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Named(id) => {
                self.add(format_args!("named "));
                self.targets.push(*id);
            }
            TypeRef::Scalar(scalar) => {
                self.add(format_args!("{:?} ", scalar.kind));
                let format = scalar.format.as_ref();
                if let Some(format) = format.filter(|format| self.config.formats.contains_key(*format)) {
                    self.add(format_args!("{format:?} "));
                }
            }
            TypeRef::List(list) => {
                self.add(format_args!("list "));
                self.ty(&list.item);
            }
            TypeRef::Map(value) => {
                self.add(format_args!("map "));
                self.ty(value);
            }
            TypeRef::Tuple(items) => {
                self.add(format_args!("tuple {} ", items.len()));
                items.iter().for_each(|item| self.ty(item));
            }
            TypeRef::Nullable(inner) => {
                self.add(format_args!("nullable "));
                self.ty(inner);
            }
            TypeRef::Any(_) => self.add(format_args!("any ")),
        }
    }
}
