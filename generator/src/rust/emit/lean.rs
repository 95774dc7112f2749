//! Prints the implementations of serde's traits that are not derived, in the
//! directions in which a type travels.
//!
//! They stand in modules of their own, where only the prelude is in scope, so
//! that they can use its names: `Some`, `Result`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::struct_::{derives_deserialize, derives_serialize};
use super::{enum_, json, union};
use crate::rust::model::{
    Enum, EnumRepr, Item, Presence, RustType, SerdeStyle, Struct, Union, UnionGuard, UnionVariant,
};
use crate::rust::paths::{At, Import};

/// Prints what `item` needs in the module `at`; nothing where everything is derived.
pub(super) fn emit(item: &Item, serde: SerdeStyle, at: At<'_>) -> TokenStream {
    match item {
        Item::Struct(item) => {
            let read = item.directions.response && !derives_deserialize(item, serde);
            let write = item.directions.request && !derives_serialize(item, serde);
            let read = read.then(|| struct_read(item, at));
            let write = write.then(|| struct_write(item, at));
            both(read, write)
        }
        Item::Enum(item) if enum_::is_derived(item, serde) => TokenStream::new(),
        Item::Union(item) if union::is_derived(item, serde) => TokenStream::new(),
        Item::Enum(item) => {
            let read = item.directions.response.then(|| enum_read(item, at));
            let write = item.directions.request.then(|| enum_write(item, at));
            both(read, write)
        }
        Item::Union(item) => self::union(item, at),
        Item::Alias(_) => TokenStream::new(),
    }
}

/// Prints `Serialize` alone in the module `at`, for an `item` that has nothing of it.
pub(super) fn write(item: &Item, at: At<'_>) -> TokenStream {
    match item {
        Item::Struct(item) => struct_write(item, at),
        Item::Enum(item) => enum_write(item, at),
        Item::Union(item) => union_write(item, at),
        Item::Alias(_) => TokenStream::new(),
    }
}

/// Tells whether [`emit`] prints anything for `item`.
pub(super) fn is_needed(item: &Item, serde: SerdeStyle) -> bool {
    match item {
        Item::Struct(item) => {
            item.directions.response && !derives_deserialize(item, serde)
                || item.directions.request && !derives_serialize(item, serde)
        }
        Item::Enum(item) if enum_::is_derived(item, serde) => false,
        Item::Union(item) if union::is_derived(item, serde) => false,
        Item::Enum(Enum { directions, .. }) | Item::Union(Union { directions, .. }) => {
            directions.request || directions.response
        }
        Item::Alias(_) => false,
    }
}

/// What a module with the implementations of `items` imports.
pub(super) fn imports(items: &[Item], serde: SerdeStyle) -> &'static [Import] {
    const LEAN: Import = &["support", "lean"];
    const FIT: Import = &["support", "fit"];
    let fits = |item: &Item| matches!(item, Item::Union(item) if union::fits(item, serde));
    if items.iter().any(fits) {
        return &[FIT, LEAN];
    }
    match items.iter().any(|item| is_needed(item, serde) && uses_machinery(item)) {
        true => &[LEAN],
        false => &[],
    }
}

/// Tells whether what [`emit`] prints for `item` uses more than serde itself.
fn uses_machinery(item: &Item) -> bool {
    match item {
        Item::Enum(Enum { directions, .. }) | Item::Union(Union { directions, .. }) if directions.response => true,
        item => write_uses_machinery(item),
    }
}

/// Tells whether what [`write`] prints for `item` uses more than serde itself. To write an
/// enumeration, or a union whose arms say what they are, is one call of serde.
pub(super) fn write_uses_machinery(item: &Item) -> bool {
    match item {
        Item::Struct(_) => true,
        Item::Union(item) => item.tag.is_some() && item.variants.iter().any(|variant| variant.insert_tag),
        Item::Enum(_) | Item::Alias(_) => false,
    }
}

/// Prints the implementations of a union that is not derived.
pub(super) fn union(item: &Union, at: At<'_>) -> TokenStream {
    let read = item.directions.response.then(|| union_read(item, at));
    let write = item.directions.request.then(|| union_write(item, at));
    both(read, write)
}

/// Puts two implementations together. To interpolate them would copy every token.
fn both(read: Option<TokenStream>, write: Option<TokenStream>) -> TokenStream {
    read.into_iter().chain(write).collect()
}

/// Prints `Deserialize` for the type `ty`, with the expression `body` over `deserializer`.
fn deserialize(ty: &TokenStream, body: &TokenStream) -> TokenStream {
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #ty {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #body
            }
        }
    }
}

/// Prints `Serialize` for the type `ty`, with the expression `body` over `serializer`.
fn serialize(ty: &TokenStream, body: &TokenStream) -> TokenStream {
    quote! {
        impl ::serde::Serialize for #ty {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #body
            }
        }
    }
}

fn struct_read(item: &Struct, at: At<'_>) -> TokenStream {
    let ty = at.item(&item.path);
    let record = at.support(&["lean", "record"]);
    let [trait_, fields, missing] = ["Record", "Fields", "Missing"].map(|name| at.support(&["lean", name]));
    let name = item.path.ident.0.trim_start_matches("r#");
    let keys = item.fields.iter().map(|field| &field.wire_name);
    let open = item.additional.as_ref().map(|_| quote! { const OPEN: bool = true; });
    let body = struct_read_body(item);
    let deserialize = deserialize(&ty, &quote! { #record(deserializer, #name, &[#(#keys),*]) });
    let read = quote! {
        impl<'de> #trait_<'de> for #ty {
            #open

            fn read<A: ::serde::de::MapAccess<'de>>(fields: &mut #fields<'de, A>) -> Result<Self, #missing> {
                #body
            }
        }
    };
    both(Some(deserialize), Some(read))
}

/// Reads each value into an element of one tuple, `f`, whose type follows from
/// the fields, and which one pattern takes apart. An error ends the loop and is
/// kept by `fields`, since a `?` is dear to compile.
fn struct_read_body(item: &Struct) -> TokenStream {
    let additional = item.additional.as_ref().map(|(ident, _)| ident);
    let idents: Vec<_> = item.fields.iter().map(|field| &field.ident).chain(additional).collect();
    if idents.is_empty() {
        return quote! { while fields.next().is_some() { fields.skip(); } Ok(Self {}) };
    }
    let required: Vec<bool> = item
        .fields
        .iter()
        .map(|field| field.presence == Presence::Required)
        .chain(additional.map(|_| false))
        .collect();
    let initial = required.iter().map(|is_required| match is_required {
        true => quote! { None, },
        false => quote! { Default::default(), },
    });
    let known: Vec<_> = (0..item.fields.len()).map(Literal::usize_unsuffixed).collect();
    let functions = required.iter().map(|is_required| match is_required {
        true => quote! { value },
        false => quote! { optional },
    });
    let last = Literal::usize_unsuffixed(item.fields.len());
    let other = match additional {
        Some(_) => quote! { fields.additional(&mut f.#last) },
        None => quote! { fields.skip() },
    };
    // A `match` with one arm would not pass clippy.
    let read = match item.fields.is_empty() {
        true => quote! { while fields.next().is_some() { #other; } },
        false => quote! {
            while let Some(key) = fields.next() {
                match key {
                    #(#known => fields.#functions(&mut f.#known),)*
                    _ => #other,
                }
            }
        },
    };
    let patterns = required
        .iter()
        .zip(&idents)
        .map(|(is_required, ident)| match is_required {
            true => quote! { Some(#ident), },
            false => quote! { #ident, },
        });
    let indices: Vec<_> = (0..required.len()).filter(|index| required[*index]).collect();
    let missing = (!indices.is_empty()).then(|| {
        let indices = indices.iter().map(|index| Literal::usize_unsuffixed(*index));
        quote! { else { return Err(fields.missing(&[#(#indices),*])); } }
    });

    quote! {
        let mut f = (#(#initial)*);
        #read
        let (#(#patterns)*) = f #missing;
        Ok(Self { #(#idents),* })
    }
}

fn struct_write(item: &Struct, at: At<'_>) -> TokenStream {
    let object = at.support(&["lean", "Object"]);
    let constants = item.constants.iter().map(|(name, value)| {
        let value = json::serialized(value);
        quote! { object.value(#name, #value); }
    });
    let functions = item.fields.iter().map(|field| match field.presence {
        Presence::Required | Presence::Nullable => quote! { value },
        Presence::Optional => quote! { optional },
        Presence::Patch => quote! { patch },
    });
    let names = item.fields.iter().map(|field| &field.wire_name);
    let idents = item.fields.iter().map(|field| &field.ident);
    let additional = item
        .additional
        .as_ref()
        .map(|(ident, _)| quote! { object.additional(&self.#ident); });
    let is_empty = item.fields.is_empty() && item.constants.is_empty() && item.additional.is_none();
    let binding = match is_empty {
        true => quote! { let object },
        false => quote! { let mut object },
    };

    serialize(
        &at.item(&item.path),
        &quote! {
            #binding = #object::new(serializer);
            #(#constants)*
            #(object.#functions(#names, &self.#idents);)*
            #additional
            object.end()
        },
    )
}

fn enum_read(item: &Enum, at: At<'_>) -> TokenStream {
    let function = match item.repr {
        EnumRepr::String => at.support(&["lean", "text"]),
        EnumRepr::Integer => at.support(&["lean", "integer"]),
    };
    deserialize(&at.item(&item.path), &quote! { #function(deserializer) })
}

fn enum_write(item: &Enum, at: At<'_>) -> TokenStream {
    let body = match item.repr {
        EnumRepr::String => quote! { serializer.serialize_str(self.as_str()) },
        EnumRepr::Integer => quote! { serializer.serialize_i64(self.as_i64()) },
    };
    serialize(&at.item(&item.path), &body)
}

fn union_read(item: &Union, at: At<'_>) -> TokenStream {
    let json = at.support(&["lean", "json"]);
    let unknown = &item.unknown;
    let body = match &item.tag {
        Some(tag) => {
            let wire_name = &tag.wire_name;
            let function = at.support(&["lean", "tag"]);
            let arm = at.support(&["lean", "arm"]);
            let arms =
                item.variants.iter().filter(|variant| !variant.tags.is_empty()).map(
                    |UnionVariant { ident, tags, .. }| quote! { Some(#(#tags)|*) => #arm(value).map(Self::#ident), },
                );
            let other = item.variants.iter().find(|variant| variant.tags.is_empty());
            let other = match other {
                Some(UnionVariant { ident, .. }) => {
                    let one = at.support(&["fit", "one"]);
                    quote! { #one(&value).map_or_else(|| Self::#unknown(value), Self::#ident) }
                }
                None => quote! { Self::#unknown(value) },
            };
            quote! {
                match #function(&value, #wire_name) {
                    #(#arms)*
                    _ => Ok(#other),
                }
            }
        }
        None => {
            let fit = at.support(&["fit", "Fit"]);
            let tries = item.variants.iter().map(|variant| {
                let ident = &variant.ident;
                match &variant.guard {
                    Some(guard) => {
                        let condition = condition(guard, &variant.ty, at);
                        quote! { fit.arm_if(Self::#ident, #condition); }
                    }
                    None => quote! { fit.arm(Self::#ident); },
                }
            });
            quote! {
                let mut fit = #fit::new(&value);
                #(#tries)*
                Ok(fit.best().unwrap_or(Self::#unknown(value)))
            }
        }
    };

    deserialize(
        &at.item(&item.path),
        &quote! {
            let value = #json(deserializer)?;
            #body
        },
    )
}

/// What else must hold of what fits an arm, as a closure over a reference to it.
fn condition(guard: &UnionGuard, ty: &RustType, at: At<'_>) -> TokenStream {
    match guard {
        UnionGuard::Holds(constants) => {
            let holds = at.support(&["fit", "holds"]);
            let checks = constants.iter().map(|(name, value)| {
                let value = json::value(value);
                quote! { #holds(&value, #name, &#value) }
            });
            quote! { |_| #(#checks)&&* }
        }
        UnionGuard::HasTag(method) => quote! { |arm| arm.#method().is_some() },
        UnionGuard::IsKnown(path, unknown) => {
            let union = at.item(path);
            let arm = match ty {
                RustType::Boxed(_) => quote! { **arm },
                _ => quote! { arm },
            };
            quote! { |arm| !matches!(#arm, #union::#unknown(_)) }
        }
    }
}

fn union_write(item: &Union, at: At<'_>) -> TokenStream {
    let tagged = at.support(&["lean", "tagged"]);
    let unknown = &item.unknown;
    let arms = item.variants.iter().map(|variant| {
        let ident = &variant.ident;
        match (&item.tag, variant.tags.first()) {
            (Some(tag), Some(value)) if variant.insert_tag => {
                let wire_name = &tag.wire_name;
                quote! { Self::#ident(arm) => #tagged(serializer, #wire_name, #value, arm), }
            }
            _ => quote! { Self::#ident(arm) => ::serde::Serialize::serialize(arm, serializer), },
        }
    });
    serialize(
        &at.item(&item.path),
        &quote! {
            match self {
                #(#arms)*
                Self::#unknown(value) => ::serde::Serialize::serialize(value, serializer),
            }
        },
    )
}
