//! Writes operations and their types as compact text, for people to read.
//!
//! ```text
//! GET /users/{user_id}  users.get  (get user)
//!   path user_id: string
//!   -> 200 application/json User
//! User = object [server]
//!   id: string
//!   display_name?: string | null
//! ```

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::{Api, Document, Operation, Tagging, TypeId, TypeKind, TypeRef};
use crate::analysis::uses;

/// Writes every operation that `only` names (by operationId, full name, `group.name`, or `METHOD
/// /path`), or all of them, and the types in their reach.
pub(crate) fn dump(api: &Api, only: Option<&str>) -> String {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    // Writing to a string cannot fail.
    let _ = write_api(api, only, &mut text, &mut seen);
    text
}

fn write_api(api: &Api, only: Option<&str>, text: &mut String, seen: &mut BTreeSet<TypeId>) -> fmt::Result {
    for document in &api.documents {
        let wanted = |operation: &&Operation| only.is_none_or(|name| is_named(operation, name));
        let mut operations = document.operations.iter().filter(wanted).peekable();
        if operations.peek().is_some() {
            writeln!(text, "# {} ({})", document.name, document.title)?;
        }
        for operation in operations {
            write_operation(api, operation, text, seen)?;
        }
        if only.is_none() {
            write_webhooks(api, document, text, seen)?;
        }
    }
    for id in seen.clone() {
        write_type(api, id, text)?;
    }
    Ok(())
}

fn is_named(operation: &Operation, name: &str) -> bool {
    operation.operation_id.as_deref() == Some(name)
        || operation.full_name.snake() == name
        || format!("{}.{}", operation.group.snake(), operation.name.snake()) == name
        || format!("{} {}", operation.method.as_str(), operation.path.text) == name
}

fn write_operation(api: &Api, operation: &Operation, text: &mut String, seen: &mut BTreeSet<TypeId>) -> fmt::Result {
    let (method, path) = (operation.method.as_str(), &operation.path.text);
    let (group, name) = (operation.group.snake(), operation.name.snake());
    writeln!(text, "{method} {path}  {group}.{name}  ({})", operation.full_name)?;
    for parameter in &operation.parameters {
        reach(api, &parameter.ty, seen);
        let location = format!("{:?}", parameter.location).to_lowercase();
        let mark = if parameter.required { "" } else { "?" };
        writeln!(
            text,
            "  {location} {}{mark}: {}",
            parameter.wire_name,
            Shown(api, &parameter.ty)
        )?;
    }
    for media_type in operation.request_body.iter().flat_map(|body| &body.content) {
        reach(api, &media_type.ty, seen);
        writeln!(text, "  <- {} {}", media_type.name, Shown(api, &media_type.ty))?;
    }
    for response in &operation.responses {
        let status = format!("{:?}", response.status);
        if response.content.is_empty() {
            writeln!(text, "  -> {status}")?;
        }
        for media_type in &response.content {
            reach(api, &media_type.ty, seen);
            writeln!(text, "  -> {status} {} {}", media_type.name, Shown(api, &media_type.ty))?;
        }
    }
    Ok(())
}

fn write_webhooks(api: &Api, document: &Document, text: &mut String, seen: &mut BTreeSet<TypeId>) -> fmt::Result {
    for webhook in &document.webhooks {
        reach(api, &webhook.body, seen);
        writeln!(text, "webhook {}  {}", webhook.wire_name, Shown(api, &webhook.body))?;
    }
    Ok(())
}

fn write_type(api: &Api, id: TypeId, text: &mut String) -> fmt::Result {
    let def = api.ty(id);
    let documents: Vec<String> = def
        .documents
        .iter()
        .filter_map(|index| api.documents.get(*index))
        .map(|document| document.name.kebab())
        .collect();
    write!(text, "{} = ", def.name.pascal())?;
    match &def.kind {
        TypeKind::Object(object) => {
            writeln!(text, "object [{}]", documents.join(" "))?;
            for property in &object.properties {
                let mark = if property.required { "" } else { "?" };
                write!(text, "  {}{mark}: {}", property.wire_name, Shown(api, &property.ty))?;
                match &property.constant {
                    Some(value) => writeln!(text, " = {value}")?,
                    None => writeln!(text)?,
                }
            }
            if let Some(additional) = &object.additional {
                writeln!(text, "  *: {}", Shown(api, additional))?;
            }
        }
        TypeKind::Enum(item) => {
            writeln!(text, "enum [{}]", documents.join(" "))?;
            for variant in &item.variants {
                writeln!(text, "  {} = {}", variant.name.pascal(), variant.value)?;
            }
        }
        TypeKind::Union(union) => {
            let tag = match &union.tagging {
                Tagging::Property(name) => format!("by {name}"),
                Tagging::Untagged => "untagged".to_owned(),
            };
            writeln!(text, "union {tag} [{}]", documents.join(" "))?;
            for variant in &union.variants {
                writeln!(
                    text,
                    "  {} {:?}: {}",
                    variant.name.pascal(),
                    variant.tags,
                    Shown(api, &variant.ty)
                )?;
            }
        }
        TypeKind::Alias(target) => writeln!(text, "{} [{}]", Shown(api, target), documents.join(" "))?,
    }
    Ok(())
}

/// Adds the types in reach of `ty`.
fn reach(api: &Api, ty: &TypeRef, seen: &mut BTreeSet<TypeId>) {
    let mut queue = vec![ty];
    while let Some(ty) = queue.pop() {
        match ty {
            TypeRef::Named(id) => {
                if seen.insert(*id) {
                    queue.extend(uses(&api.ty(*id).kind));
                }
            }
            TypeRef::List(list) => queue.push(&list.item),
            TypeRef::Map(inner) | TypeRef::Nullable(inner) => queue.push(inner),
            TypeRef::Tuple(items) => queue.extend(items),
            TypeRef::Scalar(_) | TypeRef::Any(_) => {}
        }
    }
}

/// A use of a type, as text.
struct Shown<'a>(&'a Api, &'a TypeRef);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(api, ty) = self;
        match ty {
            TypeRef::Named(id) => f.write_str(&api.ty(*id).name.pascal()),
            TypeRef::Scalar(scalar) => f.write_str(&format!("{:?}", scalar.kind).to_lowercase()),
            TypeRef::List(list) => write!(f, "[{}]", Shown(api, &list.item)),
            TypeRef::Map(value) => write!(f, "{{{}}}", Shown(api, value)),
            TypeRef::Tuple(items) => {
                f.write_str("(")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{}", Shown(api, item))?;
                }
                f.write_str(")")
            }
            TypeRef::Nullable(inner) => write!(f, "{} | null", Shown(api, inner)),
            TypeRef::Any(_) => f.write_str("any"),
        }
    }
}
