//! Lowers strings, numbers and booleans into [`ir::Scalar`].

use super::annotations::examples_of;
use super::keywords::Keywords;
use crate::ir::{Scalar, ScalarKind, TypeRef};

/// Lowers a schema of a scalar type. Where the type is left out, the keywords
/// that only make sense for strings tell it.
pub(super) fn try_lower(keywords: &Keywords<'_>) -> Option<TypeRef> {
    let ty = keywords.ty.or_else(|| implied(keywords))?;
    let format = keywords.format.as_deref();
    let kind = match (ty, format) {
        ("string", Some("uuid")) => ScalarKind::Uuid,
        ("string", Some("date-time")) => ScalarKind::DateTime,
        ("string", Some("date")) => ScalarKind::Date,
        ("string", Some("binary")) => ScalarKind::Binary,
        ("string", _) => ScalarKind::String,
        ("file", _) => ScalarKind::Binary,
        ("boolean", _) => ScalarKind::Boolean,
        ("integer", Some("int32" | "int16" | "int8")) => ScalarKind::Integer32,
        ("integer", _) => ScalarKind::Integer,
        ("number", Some("float")) => ScalarKind::Number32,
        // A number that says it is whole is as good as an integer.
        ("number", Some("int32")) => ScalarKind::Integer32,
        ("number", Some("int64" | "integer" | "long")) => ScalarKind::Integer,
        ("number", _) => ScalarKind::Number,
        _ => return None,
    };
    let data = keywords.data.first();
    Some(TypeRef::Scalar(Scalar {
        kind,
        format: keywords.format.clone(),
        constraints: keywords.constraints.clone(),
        default: keywords.data.iter().find_map(|data| data.default.clone()),
        examples: data.map(|data| examples_of(data)).unwrap_or_default(),
    }))
}

fn implied(keywords: &Keywords<'_>) -> Option<&'static str> {
    let constraints = &keywords.constraints;
    let is_string = constraints.pattern.is_some()
        || constraints.min_length.is_some()
        || constraints.max_length.is_some()
        || matches!(
            keywords.format.as_deref(),
            Some("uuid" | "date-time" | "date" | "binary" | "byte" | "password" | "email" | "uri" | "url" | "hostname")
        );
    is_string.then_some("string")
}
