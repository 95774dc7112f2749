//! The errors of an API for a reader: the statuses of an operation, and the
//! known codes with what comes along.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::fields::{FieldView, prose, type_text};
use crate::ir::{Api, Object, Operation, Response, StatusPattern, Tagging, TypeKind, TypeRef};

/// An error response of an operation.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ErrorView {
    /// `404`, `4XX` or `default`.
    pub status: String,
    pub description: Option<String>,
    /// Codes that tell the errors of the status apart.
    pub codes: Vec<String>,
}

/// A known code.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct CodeView {
    pub code: String,
    pub statuses: Vec<String>,
    pub description: Option<String>,
    /// The fields of the error beside its code, such as `details.user_id`.
    pub details: Vec<FieldView>,
}

/// Codes beyond this number say too little about one operation to be listed there.
const MANY: usize = 40;

/// Returns the error responses of an operation.
pub(super) fn errors(api: &Api, operation: &Operation) -> Vec<ErrorView> {
    operation
        .responses
        .iter()
        .filter(|response| !response.status.is_success())
        .map(|response| {
            let codes: Vec<String> = tagged(api, response).into_iter().map(|(code, _)| code).collect();
            ErrorView {
                status: status_text(response.status),
                description: prose(&response.docs),
                codes: if codes.len() > MANY { Vec::new() } else { codes },
            }
        })
        .collect()
}

/// Returns every known code of the API in alphabetical order, with the
/// statuses under which operations declare it.
pub(super) fn codes(api: &Api) -> Vec<CodeView> {
    let mut statuses: BTreeMap<String, BTreeSet<StatusPattern>> = BTreeMap::new();
    let mut arms: BTreeMap<String, TypeRef> = BTreeMap::new();
    for document in &api.documents {
        for operation in &document.operations {
            for response in operation
                .responses
                .iter()
                .filter(|response| !response.status.is_success())
            {
                for (code, arm) in tagged(api, response) {
                    statuses.entry(code.clone()).or_default().insert(response.status);
                    arms.entry(code).or_insert(arm);
                }
            }
        }
    }
    arms.into_iter()
        .map(|(code, arm)| {
            let statuses = statuses.remove(&code).unwrap_or_default();
            let (description, details) = match object(api, &arm) {
                Some((docs, object)) => (prose(docs), details(api, object, &code)),
                None => (None, Vec::new()),
            };
            CodeView {
                statuses: statuses.into_iter().map(status_text).collect(),
                description,
                details,
                code,
            }
        })
        .collect()
}

/// The tags and arms of the tagged unions in a response; or the one code of an
/// object whose `code` is constant.
fn tagged(api: &Api, response: &Response) -> Vec<(String, TypeRef)> {
    let mut found = Vec::new();
    for media_type in &response.content {
        collect(api, &media_type.ty, &mut found, 0);
    }
    found
}

fn collect(api: &Api, ty: &TypeRef, found: &mut Vec<(String, TypeRef)>, depth: usize) {
    let TypeRef::Named(id) = ty else {
        return;
    };
    if depth > 4 {
        return;
    }
    match &api.ty(*id).kind {
        TypeKind::Union(union) => {
            for variant in &union.variants {
                match union.tagging {
                    Tagging::Property(_) => {
                        found.extend(variant.tags.iter().map(|tag| (tag.clone(), variant.ty.clone())));
                    }
                    Tagging::Untagged => collect(api, &variant.ty, found, depth + 1),
                }
            }
        }
        TypeKind::Object(object) => {
            let code = object.properties.iter().find(|property| property.wire_name == "code");
            if let Some(code) = code.and_then(|property| property.constant.as_ref()?.as_str()) {
                found.push((code.to_owned(), ty.clone()));
            }
        }
        TypeKind::Alias(ty) => collect(api, ty, found, depth + 1),
        TypeKind::Enum(_) => {}
    }
}

fn object<'a>(api: &'a Api, ty: &TypeRef) -> Option<(&'a crate::ir::Docs, &'a Object)> {
    let TypeRef::Named(id) = ty else {
        return None;
    };
    let def = api.ty(*id);
    match &def.kind {
        TypeKind::Object(object) => Some((&def.docs, object)),
        _ => None,
    }
}

/// The fields of an error that are not the same in every error: what is below
/// its objects, or else what is neither its code nor its message.
fn details(api: &Api, error: &Object, code: &str) -> Vec<FieldView> {
    let mut views = Vec::new();
    for property in &error.properties {
        let is_code = property.constant.as_ref().and_then(|value| value.as_str()) == Some(code);
        if is_code || matches!(property.wire_name.as_str(), "code" | "error" | "message") {
            continue;
        }
        match object(api, strip(&property.ty)) {
            Some((_, inner)) => {
                for inner in &inner.properties {
                    views.push(view(api, &format!("{}.{}", property.wire_name, inner.wire_name), inner));
                }
            }
            None => views.push(view(api, &property.wire_name, property)),
        }
    }
    views
}

fn strip(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => strip(inner),
        other => other,
    }
}

fn view(api: &Api, name: &str, property: &crate::ir::Property) -> FieldView {
    FieldView {
        name: name.to_owned(),
        ty: type_text(api, &property.ty),
        required: property.required,
        deprecated: property.docs.deprecated,
        description: prose(&property.docs),
        default: None,
        values: Vec::new(),
        children: Vec::new(),
        arms: Vec::new(),
    }
}

/// `404`, `4XX` or `default`.
pub(super) fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
