//! Writes operations and their types as compact text, for people to read.
//!
//! ```text
//! GET /users/{user_id}  users.get  (get user)  @ 0#/paths/~1users~1{user_id}/get
//!   path user_id: string (simple)
//!   -> 200
//!     application/json User
//! User = object [server]  @ 0#/components/schemas/User
//!   id: string
//!   display_name?: string | null  "How to call the user."
//! ```
//!
//! Invariant: everything that the representation holds is in the text, so that
//! a snapshot of it shows every change of what is understood.

mod shown;

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::{
    Api, Document, MediaType, Object, Operation, Parameter, ParameterStyle, Response, SecurityRequirement,
    SecurityScheme, SecuritySchemeKind, StatusPattern, Tagging, TypeId, TypeKind, TypeRef,
};
use crate::analysis::uses;
use shown::{Prose, Quoted, Renamed, Shown, Values, maybe};

/// Writes every operation that `only` names (by operationId, full name, `group.name`, or `METHOD
/// /path`) and the types in their reach; or the whole of every document, and all types.
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
        if only.is_none() || operations.peek().is_some() {
            writeln!(text, "# {} ({}, {})", document.name, document.title, document.version)?;
        }
        if only.is_none() {
            write_document(document, text)?;
        }
        for operation in operations {
            write_operation(api, operation, text, seen)?;
        }
        if only.is_none() {
            write_webhooks(api, document, text)?;
        }
    }
    if only.is_none() {
        seen.extend((0..).map(TypeId).take(api.types.len()));
    }
    for id in seen.iter() {
        write_type(api, *id, text)?;
    }
    Ok(())
}

fn is_named(operation: &Operation, name: &str) -> bool {
    operation.operation_id.as_deref() == Some(name)
        || operation.full_name.snake() == name
        || format!("{}.{}", operation.group.snake(), operation.name.snake()) == name
        || format!("{} {}", operation.method.as_str(), operation.path.text) == name
}

/// What stands around the operations.
fn write_document(document: &Document, text: &mut String) -> fmt::Result {
    if let Some(description) = &document.description {
        writeln!(text, "{}", Quoted(description).to_string().trim_start())?;
    }
    for server in &document.servers {
        write!(text, "server {}", server.template)?;
        writeln!(text, "{}", maybe(server.description.as_deref().map(Quoted)))?;
        for variable in &server.variables {
            write!(text, "  {}", shown::server_variable(variable))?;
            writeln!(text, "{}", maybe(variable.description.as_deref().map(Quoted)))?;
        }
    }
    for tag in &document.tags {
        write!(text, "tag {}", tag.name)?;
        writeln!(text, "{}", maybe(tag.description.as_deref().map(Quoted)))?;
    }
    for scheme in &document.security_schemes {
        write_scheme(scheme, text)?;
    }
    if !document.security.is_empty() {
        writeln!(text, "security {}", alternatives(&document.security))?;
    }
    Ok(())
}

fn write_scheme(scheme: &SecurityScheme, text: &mut String) -> fmt::Result {
    write!(text, "scheme {} ({}) = ", scheme.wire_name, scheme.name)?;
    match &scheme.kind {
        SecuritySchemeKind::ApiKeyHeader { header } => write!(text, "header {header}")?,
        SecuritySchemeKind::ApiKeyQuery { parameter } => write!(text, "query {parameter}")?,
        SecuritySchemeKind::ApiKeyCookie { cookie } => write!(text, "cookie {cookie}")?,
        SecuritySchemeKind::HttpBasic => write!(text, "basic")?,
        SecuritySchemeKind::HttpBearer { format: None } => write!(text, "bearer")?,
        SecuritySchemeKind::HttpBearer { format: Some(format) } => write!(text, "bearer {format}")?,
        SecuritySchemeKind::OAuth2 { token_url: None } => write!(text, "oauth2")?,
        SecuritySchemeKind::OAuth2 { token_url: Some(url) } => write!(text, "oauth2, tokens from {url}")?,
        SecuritySchemeKind::Other { scheme } => write!(text, "other {scheme}")?,
    }
    if let Some(fixed) = &scheme.fixed {
        write!(text, " fixed as {fixed}")?;
    }
    write!(text, "{}", maybe(scheme.description.as_deref().map(Quoted)))?;
    writeln!(text, "  @ {:?}", scheme.origin)
}

/// Alternatives of schemes that are needed together: `A + B | C | none`.
fn alternatives(requirements: &[SecurityRequirement]) -> String {
    let each = requirements.iter().map(|requirement| {
        if requirement.schemes.is_empty() {
            "none".to_owned()
        } else {
            requirement.schemes.join(" + ")
        }
    });
    let all: Vec<String> = each.collect();
    if all.is_empty() {
        "none".to_owned()
    } else {
        all.join(" | ")
    }
}

fn write_operation(api: &Api, operation: &Operation, text: &mut String, seen: &mut BTreeSet<TypeId>) -> fmt::Result {
    let (method, path) = (operation.method.as_str(), &operation.path.text);
    let (group, name) = (operation.group.snake(), operation.name.snake());
    write!(text, "{method} {path}  {group}.{name}  ({})", operation.full_name)?;
    if let Some(id) = &operation.operation_id {
        write!(text, " {id:?}")?;
    }
    writeln!(text, "{}  @ {:?}", Prose(&operation.docs), operation.origin)?;
    if let Some(server) = &operation.server {
        writeln!(text, "  server {server}")?;
    }
    if let Some(security) = &operation.security {
        writeln!(text, "  security {}", alternatives(security))?;
    }
    if let Some(pagination) = &operation.pagination {
        writeln!(text, "  {}", shown::pagination(pagination))?;
    }
    for parameter in &operation.parameters {
        reach(api, &parameter.ty, seen);
        write_parameter(api, parameter, text)?;
    }
    if let Some(body) = &operation.request_body {
        let mark = if body.required { "" } else { "?" };
        writeln!(text, "  <-{mark}{}", Prose(&body.docs))?;
        write_content(api, &body.content, text, seen)?;
    }
    for response in &operation.responses {
        write_response(api, response, text, seen)?;
    }
    Ok(())
}

fn write_parameter(api: &Api, parameter: &Parameter, text: &mut String) -> fmt::Result {
    let location = format!("{:?}", parameter.location).to_lowercase();
    let mark = if parameter.required { "" } else { "?" };
    let style = format!("{:?}", parameter.style);
    let explode = if parameter.explode { ", explode" } else { "" };
    let reserved = if parameter.allow_reserved { ", reserved" } else { "" };
    let (name, ty) = (&parameter.wire_name, Shown(api, &parameter.ty));
    write!(text, "  {location} {name}{mark}: {ty} ({style}{explode}{reserved})")?;
    write!(text, "{}", Renamed(&parameter.name, name))?;
    let values = Values {
        constant: parameter.constant.as_ref(),
        default: parameter.default.as_ref(),
        examples: &parameter.examples,
    };
    writeln!(text, "{values}{}", Prose(&parameter.docs))
}

fn write_response(api: &Api, response: &Response, text: &mut String, seen: &mut BTreeSet<TypeId>) -> fmt::Result {
    match response.status {
        StatusPattern::Code(code) => write!(text, "  -> {code}")?,
        StatusPattern::Range(class) => write!(text, "  -> {class}XX")?,
        StatusPattern::Default => write!(text, "  -> default")?,
    }
    writeln!(text, "{}", Prose(&response.docs))?;
    for header in &response.headers {
        reach(api, &header.ty, seen);
        let mark = if header.required { "" } else { "?" };
        let ty = Shown(api, &header.ty);
        let style = match (header.style, header.explode) {
            (ParameterStyle::Json, _) => " (json)",
            (_, true) => " (explode)",
            (_, false) => "",
        };
        let prose = Prose(&header.docs);
        writeln!(text, "    header {}{mark}: {ty}{style}{prose}", header.wire_name)?;
    }
    write_content(api, &response.content, text, seen)
}

fn write_content(api: &Api, content: &[MediaType], text: &mut String, seen: &mut BTreeSet<TypeId>) -> fmt::Result {
    for media_type in content {
        reach(api, &media_type.ty, seen);
        let kind = format!("{:?}", media_type.kind).to_lowercase();
        let ty = Shown(api, &media_type.ty);
        writeln!(
            text,
            "    {} as {kind}: {ty}{}",
            media_type.name,
            Values::examples(&media_type.examples)
        )?;
    }
    Ok(())
}

fn write_webhooks(api: &Api, document: &Document, text: &mut String) -> fmt::Result {
    for webhook in &document.webhooks {
        let body = Shown(api, &webhook.body);
        write!(text, "webhook {}  ({}): {body}", webhook.wire_name, webhook.name)?;
        if let Some((property, value)) = &webhook.discriminator {
            write!(text, " where {property} = {value:?}")?;
        }
        let (examples, prose) = (Values::examples(&webhook.examples), Prose(&webhook.docs));
        writeln!(text, "{examples}{prose}  @ {:?}", webhook.origin)?;
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
    let head = match &def.kind {
        TypeKind::Object(_) => "object".to_owned(),
        TypeKind::Enum(item) => format!("enum of {:?}", item.kind).to_lowercase(),
        TypeKind::Union(union) => match &union.tagging {
            Tagging::Property(name) => format!("union by {name}"),
            Tagging::Untagged => "union untagged".to_owned(),
        },
        TypeKind::Alias(target) => Shown(api, target).to_string(),
    };
    write!(text, "{} = {head} [{}]", def.name.pascal(), documents.join(" "))?;
    let inline = if def.component.is_none() { " inline" } else { "" };
    let (examples, prose) = (Values::examples(&def.examples), Prose(&def.docs));
    writeln!(text, "{inline}{examples}{prose}  @ {:?}", def.origin)?;
    match &def.kind {
        TypeKind::Object(object) => write_object(api, object, text),
        TypeKind::Enum(item) => {
            for variant in &item.variants {
                let prose = Prose(&variant.docs);
                let name = if variant.name.is_empty() {
                    "(unnamed)".to_owned()
                } else {
                    variant.name.pascal()
                };
                writeln!(text, "  {name} = {}{prose}", variant.value)?;
            }
            Ok(())
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                let (tags, ty) = (variant.tags.join(", "), Shown(api, &variant.ty));
                let tags = if tags.is_empty() { tags } else { format!(" ({tags})") };
                let prose = Prose(&variant.docs);
                writeln!(text, "  {}{tags}: {ty}{prose}", variant.name.pascal())?;
            }
            Ok(())
        }
        TypeKind::Alias(_) => Ok(()),
    }
}

fn write_object(api: &Api, object: &Object, text: &mut String) -> fmt::Result {
    for property in &object.properties {
        let mark = if property.required { "" } else { "?" };
        let (name, ty) = (&property.wire_name, Shown(api, &property.ty));
        write!(text, "  {name}{mark}: {ty}")?;
        write!(text, "{}", Renamed(&property.name, name))?;
        if property.read_only {
            write!(text, " read-only")?;
        }
        if property.write_only {
            write!(text, " write-only")?;
        }
        let values = Values {
            constant: property.constant.as_ref(),
            default: property.default.as_ref(),
            examples: &property.examples,
        };
        writeln!(text, "{values}{}", Prose(&property.docs))?;
    }
    if let Some(additional) = &object.additional {
        writeln!(text, "  *: {}", Shown(api, additional))?;
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
