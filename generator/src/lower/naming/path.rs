//! Reads a path template as a person does: the things that it names, and
//! whether it ends with one of them.

use super::english::is_noise;
use crate::ir::PathTemplate;
use crate::name::Words;

/// A path as names.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Path {
    /// The literal segments, without `api`, `v1` and the like.
    pub literals: Vec<Words>,
    /// The last parameters of the path, by their names.
    pub parameters: Vec<Words>,
    /// Whether the path ends with a parameter.
    pub ends_with_parameter: bool,
}

impl Path {
    pub fn new(template: &PathTemplate) -> Self {
        let mut literals = Vec::new();
        let mut noise = Vec::new();
        let mut ends_with_parameter = false;
        // `users:batchGet` is the action `batchGet` on `users`.
        for segment in template.text.split(['/', ':']).filter(|segment| !segment.is_empty()) {
            if segment.contains('{') {
                ends_with_parameter = true;
                continue;
            }
            ends_with_parameter = false;
            let words = Words::new(segment);
            if is_noise(&words) {
                noise.push(words)
            } else {
                literals.push(words)
            }
        }
        if literals.is_empty() {
            literals = noise.into_iter().filter(|words| !words.is_empty()).collect();
        }
        Self {
            literals,
            parameters: template.parameters().map(Words::new).collect(),
            ends_with_parameter,
        }
    }
}
