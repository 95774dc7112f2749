//! Where the components of a document stand: below `components` since 3.0, at
//! the top in Swagger 2.0.
//!
//! Sections are called what 3.0 calls them, `schemas` and not `definitions`.

use serde_json::{Map, Value};

use crate::source::Pointer;
use crate::spec::keywords::{Kind, Shape};

/// How a document arranges its components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::spec) enum Sections {
    /// `/components/schemas/<name>`
    Nested,
    /// `/definitions/<name>`
    Top,
}

impl Sections {
    /// Returns the arrangement of the document `tree`.
    pub fn of(tree: &Value) -> Self {
        if tree.get("swagger").is_some() && tree.get("openapi").is_none() {
            Self::Top
        } else {
            Self::Nested
        }
    }

    /// Returns all sections, each with the kind of its members.
    pub fn all() -> impl Iterator<Item = (&'static str, Kind)> {
        Kind::Components
            .keywords()
            .iter()
            .filter_map(|keyword| match keyword.shape {
                Shape::Map(kind) if kind.section() == Some(keyword.name) => Some((keyword.name, kind)),
                _ => None,
            })
    }

    /// Returns the keys that lead to a section: that of the object around it,
    /// where there is one, and its own.
    fn way(self, section: &'static str) -> (Option<&'static str>, &'static str) {
        match (self, section) {
            (Self::Top, "schemas") => (None, "definitions"),
            (Self::Top, "parameters" | "responses") => (None, section),
            (Self::Top, "securitySchemes") => (None, "securityDefinitions"),
            _ => (Some("components"), section),
        }
    }

    fn keys(self, section: &'static str) -> impl Iterator<Item = &'static str> {
        let (outer, inner) = self.way(section);
        outer.into_iter().chain([inner])
    }

    /// Returns the pointer to a section below `root`.
    pub fn pointer(self, root: Pointer, section: &'static str) -> Pointer {
        self.keys(section).fold(root, |pointer, key| pointer.field(key))
    }

    /// Returns the section that stands under `key` at the top of a document.
    pub fn at_top(self, key: &str) -> Option<&'static str> {
        Self::all()
            .map(|(section, _)| section)
            .find(|section| self.way(section) == (None, key))
    }

    /// Returns a section, where it exists.
    pub fn find<'a>(self, tree: &'a mut Value, section: &'static str) -> Option<&'a mut Value> {
        self.keys(section).try_fold(tree, |value, key| value.get_mut(key))
    }

    /// Returns the members of a section, which is made where it does not exist.
    pub fn make<'a>(self, tree: &'a mut Value, section: &'static str) -> Option<&'a mut Map<String, Value>> {
        self.keys(section)
            .try_fold(tree, |value, key| {
                let map = value.as_object_mut()?;
                Some(map.entry(key).or_insert_with(|| Value::Object(Map::new())))
            })?
            .as_object_mut()
    }

    /// Writes the reference to a component.
    pub fn reference(self, section: &'static str, name: &str) -> String {
        let name = name.replace('~', "~0").replace('/', "~1");
        match self.way(section) {
            (Some(outer), inner) => format!("#/{outer}/{inner}/{name}"),
            (None, inner) => format!("#/{inner}/{name}"),
        }
    }

    /// Takes the fragment of a reference to a component apart: section and name.
    pub fn parse(self, fragment: &str) -> Option<(&'static str, String)> {
        let (way, name) = fragment.strip_prefix('/')?.rsplit_once('/')?;
        let (outer, inner) = match way.split_once('/') {
            Some((outer, inner)) => (Some(outer), inner),
            None => (None, way),
        };
        let (section, _) = Self::all().find(|(section, _)| self.way(section) == (outer, inner))?;
        Some((section, name.replace("~1", "/").replace("~0", "~")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_place_of_its_own() {
        for sections in [Sections::Nested, Sections::Top] {
            for (section, _) in Sections::all() {
                let reference = sections.reference(section, "a/b");
                let parsed = sections.parse(&reference[1..]);
                assert_eq!(parsed, Some((section, "a/b".to_owned())), "{reference}");
            }
        }
        assert_eq!(Sections::Top.parse("/definitions/A/properties/b"), None);
        assert_eq!(Sections::Nested.parse("/definitions/A"), None);
    }
}
