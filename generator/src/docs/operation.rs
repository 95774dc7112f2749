//! Describes an operation for a reader: its samples, parameters, bodies and errors.

use super::env::Templates;
use super::errors::{errors, status_text};
use super::fields::{Describer, Shape, prose, type_text, values};
use super::language::{self, Answer, SampleView, answer};
use super::shell;
use super::view::{BodyView, OperationView, ParameterView, ResponseHeaderView, ResponseView};
use crate::config::LanguageConfig;
use crate::diagnostic::Diagnostics;
use crate::ir::{
    Api, Document, MediaKind, MediaType, Operation, Parameter, ParameterLocation, RequestBody, Response, TypeRef,
};
use crate::sample::{self, Credentials, Direction, Hints, Level, RequestSample, Sampler};

/// What every operation is described with.
pub(super) struct Cx<'a> {
    pub api: &'a Api,
    pub sampler: Sampler<'a>,
    pub credentials: Credentials,
    pub languages: &'a [LanguageConfig],
    pub templates: &'a Templates,
}

impl Cx<'_> {
    /// Makes the request that the samples of an operation send.
    pub fn request(&self, document: &Document, operation: &Operation) -> RequestSample {
        // What has no valid example was reported when the methods were planned.
        let mut reported = Diagnostics::default();
        sample::request(
            &self.sampler,
            document,
            operation,
            &self.credentials,
            Level::Minimal,
            &mut reported,
        )
    }

    /// Describes an operation; `rust` is the example of its method.
    pub fn operation(&self, document: &Document, operation: &Operation, rust: Option<String>) -> OperationView {
        let request = self.request(document, operation);
        let own = |name: &str| {
            operation
                .parameters
                .iter()
                .any(|parameter| parameter.wire_name.eq_ignore_ascii_case(name))
        };
        OperationView {
            title: title(operation),
            method: operation.method.as_str().to_owned(),
            path: operation.path.text.clone(),
            description: operation
                .docs
                .description
                .clone()
                .filter(|text| !text.trim().is_empty())
                .or_else(|| operation.docs.summary.clone()),
            deprecated: operation.docs.deprecated,
            credentials: request
                .headers
                .iter()
                .map(|(name, _)| name.clone())
                .filter(|name| !own(name) && name != "Content-Type")
                .collect(),
            samples: self.samples(&request, answer(operation), rust),
            parameters: operation
                .parameters
                .iter()
                .map(|parameter| self.parameter(parameter))
                .collect(),
            body: operation.request_body.as_ref().and_then(|body| self.body(body)),
            responses: operation
                .responses
                .iter()
                .filter(|response| response.status.is_success())
                .map(|response| self.response(response))
                .collect(),
            errors: errors(self.api, operation),
        }
    }

    /// Writes a request in every language.
    pub fn samples(&self, request: &RequestSample, answer: Answer, rust: Option<String>) -> Vec<SampleView> {
        language::samples(self.languages, self.templates, request, answer, rust)
    }

    fn parameter(&self, parameter: &Parameter) -> ParameterView {
        ParameterView {
            name: parameter.wire_name.clone(),
            place: match parameter.location {
                ParameterLocation::Path => "path",
                ParameterLocation::Query => "query",
                ParameterLocation::Header => "header",
                ParameterLocation::Cookie => "cookie",
            },
            ty: match &parameter.constant {
                Some(constant) => constant.to_string(),
                None => type_text(self.api, &parameter.ty),
            },
            required: parameter.required || parameter.location == ParameterLocation::Path,
            description: prose(&parameter.docs),
            default: parameter.default.as_ref().map(serde_json::Value::to_string),
            values: values(self.api, &parameter.ty),
        }
    }

    fn body(&self, body: &RequestBody) -> Option<BodyView> {
        let media_type = body.content.first()?;
        Some(BodyView {
            media_type: media_type.name.clone(),
            other_media_types: others(&body.content),
            ty: type_text(self.api, &media_type.ty),
            required: body.required,
            description: prose(&body.docs),
            shape: self.shape(&media_type.ty, Direction::Request),
        })
    }

    fn response(&self, response: &Response) -> ResponseView {
        let media_type = response.content.first();
        ResponseView {
            status: status_text(response.status),
            description: prose(&response.docs),
            media_type: media_type.map(|media_type| media_type.name.clone()),
            other_media_types: others(&response.content),
            ty: media_type.map(|media_type| {
                let ty = type_text(self.api, &media_type.ty);
                match media_type.kind {
                    MediaKind::Events | MediaKind::Lines => format!("stream of {ty}"),
                    _ => ty,
                }
            }),
            headers: response
                .headers
                .iter()
                .map(|header| ResponseHeaderView {
                    name: header.wire_name.clone(),
                    ty: type_text(self.api, &header.ty),
                    required: header.required,
                    description: prose(&header.docs),
                })
                .collect(),
            example: media_type
                .filter(|media_type| media_type.kind == MediaKind::Json)
                .and_then(|media_type| self.example(media_type)),
            shape: media_type.map_or_else(Shape::default, |media_type| {
                self.shape(&media_type.ty, Direction::Response)
            }),
        }
    }

    fn example(&self, media_type: &MediaType) -> Option<String> {
        self.json(&media_type.ty, &media_type.examples)
    }

    /// Returns a whole example of what the API sends, as JSON text.
    pub fn json(&self, ty: &TypeRef, examples: &[serde_json::Value]) -> Option<String> {
        let hints = Hints {
            examples,
            ..Hints::default()
        };
        let value = self.sampler.value(ty, Direction::Response, Level::Full, hints).ok()?;
        Some(shell::json(&value))
    }

    /// Describes what is inside a type.
    pub fn shape(&self, ty: &TypeRef, direction: Direction) -> Shape {
        Describer::new(self.api, direction).shape(ty)
    }
}

/// Names the media types behind the first, which is the one that is described.
fn others(content: &[MediaType]) -> Vec<String> {
    content
        .iter()
        .skip(1)
        .map(|media_type| media_type.name.clone())
        .collect()
}

/// The summary, or the name where there is no summary.
pub(super) fn title(operation: &Operation) -> String {
    operation
        .docs
        .summary
        .clone()
        .filter(|summary| !summary.trim().is_empty())
        .unwrap_or_else(|| operation.full_name.sentence())
}
