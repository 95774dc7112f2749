//! Writes a JSON value as the Rust expression of a planned type.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::literal::{float, integer, json};
use crate::rust::model::{Enum, Field, Ident, Item, ItemPath, ModulePath, Presence, RustType, Struct, Union};
use crate::rust::plan::TypeTable;

/// Types within types are followed this far; deeper ones are written as defaults.
const DEEPEST: u32 = 64;

/// Writes expressions, and remembers which `use` declarations they need.
pub(super) struct Writer<'a> {
    types: &'a TypeTable,
    uses_types: bool,
    uses_patch: bool,
    uses_part: bool,
    uses_form: bool,
}

impl<'a> Writer<'a> {
    /// Makes a writer for values of the planned `types`.
    pub fn new(types: &'a TypeTable) -> Self {
        Self {
            types,
            uses_types: false,
            uses_patch: false,
            uses_part: false,
            uses_form: false,
        }
    }

    /// Returns the `use` declarations for what was written, as a user of the
    /// crate `package` writes them.
    pub fn uses(&self, package: &str, types: &ModulePath) -> TokenStream {
        let package = Ident(package.replace('-', "_"));
        let shown = [
            ("Form", self.uses_form),
            ("Part", self.uses_part),
            ("Patch", self.uses_patch),
        ];
        let shown: Vec<Ident> = shown
            .into_iter()
            .filter(|(_, is_used)| *is_used)
            .map(|(name, _)| Ident(name.to_owned()))
            .collect();
        let shown = match shown.as_slice() {
            [] => quote! {},
            [name] => quote! { use #package::#name; },
            names => quote! { use #package::{#(#names),*}; },
        };
        let types = self.uses_types.then(|| quote! { use #package #(::#types)*; });
        quote! { #shown #types }
    }

    /// Writes a value where a method takes it: what is dear to copy is borrowed.
    pub fn argument(&mut self, ty: &RustType, value: &Value) -> TokenStream {
        match (ty, value) {
            (RustType::String | RustType::Body, Value::String(text)) => quote! { #text },
            (RustType::Body, value) => {
                let text = value.to_string();
                quote! { #text }
            }
            (RustType::Vec(item), Value::Array(items)) => {
                let items: Vec<TokenStream> = items.iter().map(|value| self.owned(item, value, 0)).collect();
                quote! { &[#(#items),*] }
            }
            (RustType::Option(_), Value::Null) => quote! { None },
            (RustType::Option(inner), _) => {
                let value = self.argument(inner, value);
                quote! { Some(#value) }
            }
            (RustType::Path(path), _) if matches!(self.types.item_at(path), Some(Item::Enum(_))) => {
                self.owned(ty, value, 0)
            }
            (
                RustType::Form
                | RustType::Map(_)
                | RustType::Tuple(_)
                | RustType::Json
                | RustType::Path(_)
                | RustType::Foreign(_)
                | RustType::Vec(_),
                _,
            ) => {
                let value = self.owned(ty, value, 0);
                quote! { &#value }
            }
            _ => self.owned(ty, value, 0),
        }
    }

    /// Writes an owned value, as a field or an item takes it.
    pub fn owned(&mut self, ty: &RustType, value: &Value, depth: u32) -> TokenStream {
        if depth > DEEPEST {
            return quote! { Default::default() };
        }
        match (ty, value) {
            (RustType::Option(_), Value::Null) => quote! { None },
            (RustType::Option(inner), _) => {
                let value = self.owned(inner, value, depth + 1);
                quote! { Some(#value) }
            }
            (RustType::Patch(inner), _) => self.patch(inner, value, depth),
            (RustType::Boxed(inner), _) => {
                let value = self.owned(inner, value, depth + 1);
                quote! { Box::new(#value) }
            }
            (RustType::Json, _) => json(value),
            // All that is known of the type is that it has serde's traits.
            (RustType::Foreign(_), _) => {
                let value = json(value);
                quote! { serde_json::from_value(#value)? }
            }
            (RustType::Part, Value::String(text)) => {
                self.uses_part = true;
                quote! { Part::new(#text) }
            }
            (RustType::Form, Value::Object(map)) => self.form(map),
            (RustType::String | RustType::Bytes, Value::String(text)) => quote! { #text.into() },
            (RustType::Uuid | RustType::DateTime | RustType::Date, Value::String(text)) => quote! { #text.parse()? },
            (RustType::Bool, Value::Bool(value)) => quote! { #value },
            (RustType::I32 | RustType::I64, Value::Number(number)) => integer(number),
            (RustType::F32 | RustType::F64, Value::Number(number)) => float(number),
            (RustType::Vec(item), Value::Array(items)) => {
                let items: Vec<TokenStream> = items.iter().map(|value| self.owned(item, value, depth + 1)).collect();
                quote! { vec![#(#items),*] }
            }
            (RustType::Map(item), Value::Object(map)) => self.map(item, map, depth),
            (RustType::Tuple(types), Value::Array(items)) => {
                let items: Vec<TokenStream> = types
                    .iter()
                    .zip(items)
                    .map(|(ty, value)| self.owned(ty, value, depth + 1))
                    .collect();
                quote! { (#(#items,)*) }
            }
            (RustType::Path(path), _) => self.item(path, value, depth),
            _ => quote! { Default::default() },
        }
    }

    fn patch(&mut self, inner: &RustType, value: &Value, depth: u32) -> TokenStream {
        self.uses_patch = true;
        if value.is_null() && *inner != RustType::Json {
            return quote! { Patch::Null };
        }
        let value = self.owned(inner, value, depth + 1);
        quote! { Patch::Set(#value) }
    }

    /// Writes a form of which no type is known: each member is a part.
    fn form(&mut self, map: &Map<String, Value>) -> TokenStream {
        self.uses_form = true;
        let parts = map.iter().map(|(name, value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            quote! { .part(#name, #text) }
        });
        quote! { Form::new() #(#parts)* }
    }

    fn map(&mut self, item: &RustType, map: &Map<String, Value>, depth: u32) -> TokenStream {
        if map.is_empty() {
            return quote! { Default::default() };
        }
        let pairs: Vec<TokenStream> = map
            .iter()
            .map(|(key, value)| {
                let value = self.owned(item, value, depth + 1);
                quote! { (#key.into(), #value) }
            })
            .collect();
        quote! { [#(#pairs),*].into() }
    }

    fn item(&mut self, path: &ItemPath, value: &Value, depth: u32) -> TokenStream {
        let types = self.types;
        match types.item_at(path) {
            Some(Item::Alias(alias)) => self.owned(&alias.ty, value, depth + 1),
            Some(Item::Enum(item)) => self.enumeration(item, value),
            Some(Item::Union(item)) => self.union(item, value, depth),
            Some(Item::Struct(item)) => match value {
                Value::Object(map) => self.structure(item, map, depth),
                _ => quote! { Default::default() },
            },
            None => quote! { Default::default() },
        }
    }

    fn name(&mut self, path: &ItemPath) -> TokenStream {
        self.uses_types = true;
        let ident = &path.ident;
        quote! { types::#ident }
    }

    fn enumeration(&mut self, item: &Enum, value: &Value) -> TokenStream {
        let name = self.name(&item.path);
        match item.variants.iter().find(|variant| variant.value == *value) {
            Some(variant) => {
                let ident = &variant.ident;
                quote! { #name::#ident }
            }
            None => {
                let unknown = &item.unknown;
                let value = match value {
                    Value::Number(number) => integer(number),
                    Value::String(text) => quote! { #text.into() },
                    _ => quote! { Default::default() },
                };
                quote! { #name::#unknown(#value) }
            }
        }
    }

    fn union(&mut self, item: &Union, value: &Value, depth: u32) -> TokenStream {
        let tag = item
            .tag
            .as_ref()
            .map(|tag| value.get(&tag.wire_name).and_then(Value::as_str));
        let variant = item.variants.iter().find(|variant| match tag {
            Some(tag) => tag.is_some_and(|tag| variant.tags.iter().any(|known| known == tag)),
            None => self.fits(&variant.ty, value, depth) && !self.types.is_foreign(&variant.ty),
        });
        // Whether a value fits a type of the user's is not known.
        let foreign = || {
            item.variants
                .iter()
                .find(|variant| tag.is_none() && self.types.is_foreign(&variant.ty))
        };
        let variant = variant.or_else(foreign);
        let name = self.name(&item.path);
        match variant {
            Some(variant) => {
                let ident = &variant.ident;
                match variant.ty {
                    RustType::Unit => quote! { #name::#ident },
                    _ => {
                        let value = self.owned(&variant.ty, value, depth + 1);
                        quote! { #name::#ident(#value) }
                    }
                }
            }
            None => {
                let unknown = &item.unknown;
                let value = json(value);
                quote! { #name::#unknown(#value) }
            }
        }
    }

    fn structure(&mut self, item: &Struct, map: &Map<String, Value>, depth: u32) -> TokenStream {
        let name = self.name(&item.path);
        let known = |key: &str| item.fields.iter().any(|field| field.wire_name == key);
        let constant = |key: &str| item.constants.iter().any(|(name, _)| name == key);
        let further: Map<String, Value> = map
            .iter()
            .filter(|(key, _)| !known(key) && !constant(key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let mut fields = Vec::new();
        let mut left_out = false;
        for field in &item.fields {
            let required = field.presence == Presence::Required;
            let value = match map.get(&field.wire_name) {
                Some(value) => self.owned(&field.ty, value, depth + 1),
                None if required && !item.default => quote! { Default::default() },
                None => {
                    left_out = true;
                    continue;
                }
            };
            let ident = &field.ident;
            fields.push(quote! { #ident: #value });
        }
        if let Some((ident, ty)) = &item.additional {
            if further.is_empty() {
                left_out = true;
            } else {
                let value = self.map(ty, &further, depth);
                fields.push(quote! { #ident: #value });
            }
        }
        self.literal(item, &name, fields, left_out, map, depth)
    }

    /// Writes a struct of which `fields` are given: the rest comes from
    /// `Default`, or from `new` where some fields have no default.
    fn literal(
        &mut self,
        item: &Struct,
        name: &TokenStream,
        fields: Vec<TokenStream>,
        left_out: bool,
        map: &Map<String, Value>,
        depth: u32,
    ) -> TokenStream {
        if !left_out {
            return quote! { #name { #(#fields),* } };
        }
        if item.default {
            return match fields.is_empty() {
                true => quote! { #name::default() },
                false => quote! { #name { #(#fields,)* ..Default::default() } },
            };
        }
        let required: Vec<&Field> = item
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
            .collect();
        let arguments: Vec<TokenStream> = required
            .iter()
            .map(|field| match map.get(&field.wire_name) {
                Some(value) => self.constructor_argument(&field.ty, value, depth + 1),
                None => quote! { Default::default() },
            })
            .collect();
        if fields.len() == required.len() {
            return quote! { #name::new(#(#arguments),*) };
        }
        let optional: Vec<TokenStream> = item
            .fields
            .iter()
            .filter(|field| field.presence != Presence::Required)
            .filter_map(|field| {
                let value = self.owned(&field.ty, map.get(&field.wire_name)?, depth + 1);
                let ident = &field.ident;
                Some(quote! { #ident: #value })
            })
            .collect();
        quote! { #name { #(#optional,)* ..#name::new(#(#arguments),*) } }
    }

    /// Writes a value where `new` takes it: any string, and what goes into a box unboxed.
    fn constructor_argument(&mut self, ty: &RustType, value: &Value, depth: u32) -> TokenStream {
        match (ty, value) {
            (RustType::String, Value::String(text)) => quote! { #text },
            (RustType::Boxed(inner), _) => self.owned(inner, value, depth),
            _ => self.owned(ty, value, depth),
        }
    }

    /// Tells whether `value` looks like a value of `ty`: enough to choose the
    /// arm of an untagged union.
    fn fits(&self, ty: &RustType, value: &Value, depth: u32) -> bool {
        if depth > DEEPEST {
            return false;
        }
        let fits = |ty, value| self.fits(ty, value, depth + 1);
        match ty {
            RustType::Unit => value.is_null(),
            RustType::Form => value.is_object(),
            RustType::String
            | RustType::Uuid
            | RustType::DateTime
            | RustType::Date
            | RustType::Bytes
            | RustType::Body
            | RustType::Part => value.is_string(),
            RustType::Bool => value.is_boolean(),
            RustType::I32 | RustType::I64 => value.is_i64(),
            RustType::F32 | RustType::F64 => value.is_number(),
            RustType::Json | RustType::Foreign(_) => true,
            RustType::Vec(item) => value
                .as_array()
                .is_some_and(|items| items.iter().all(|value| fits(item, value))),
            RustType::Map(item) => value
                .as_object()
                .is_some_and(|map| map.values().all(|value| fits(item, value))),
            RustType::Tuple(types) => value.as_array().is_some_and(|items| {
                items.len() == types.len() && types.iter().zip(items).all(|(ty, value)| fits(ty, value))
            }),
            RustType::Option(inner) | RustType::Patch(inner) => value.is_null() || fits(inner, value),
            RustType::Boxed(inner) => fits(inner, value),
            RustType::Path(path) => match self.types.item_at(path) {
                Some(Item::Alias(alias)) => fits(&alias.ty, value),
                Some(Item::Enum(item)) => item.variants.iter().any(|variant| variant.value == *value),
                Some(Item::Union(item)) => item.variants.iter().any(|variant| fits(&variant.ty, value)),
                Some(Item::Struct(item)) => value.as_object().is_some_and(|map| {
                    item.constants
                        .iter()
                        .all(|(key, constant)| map.get(key) == Some(constant))
                        && item.fields.iter().all(|field| match map.get(&field.wire_name) {
                            Some(value) => fits(&field.ty, value),
                            None => field.presence != Presence::Required,
                        })
                }),
                None => false,
            },
        }
    }
}
