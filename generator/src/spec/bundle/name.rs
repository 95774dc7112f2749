//! Chooses the names of the components that bundling makes.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

/// The names of all components, by section (`schemas`, …).
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Names {
    /// Takes a name that the document itself gives.
    pub fn reserve(&mut self, section: &'static str, name: &str) {
        self.taken.entry(section).or_default().insert(name.to_owned());
    }

    /// Tells whether there is a component with that name.
    pub fn contains(&self, section: &str, name: &str) -> bool {
        self.taken.get(section).is_some_and(|names| names.contains(name))
    }

    /// Returns the names of a section.
    pub fn of(&self, section: &str) -> impl Iterator<Item = &str> {
        self.taken.get(section).into_iter().flatten().map(String::as_str)
    }

    /// Takes a free name for what `fragment` names in `file`: its own, else
    /// one that begins with that of the file, else a numbered one.
    pub fn claim(&mut self, section: &'static str, file: &Utf8Path, fragment: &str) -> String {
        let stem = clean(file.file_stem().unwrap_or("file"));
        let own = own_name(fragment).unwrap_or_else(|| stem.clone());
        let taken = self.taken.entry(section).or_default();
        let mut name = own.clone();
        let mut number = 1;
        while taken.contains(&name) {
            name = if number == 1 && own != stem {
                format!("{stem}_{own}")
            } else {
                format!("{own}{}", number + 1)
            };
            number += 1;
        }
        taken.insert(name.clone());
        name
    }
}

/// Returns the name that a pointer suggests, `None` for a whole file.
///
/// `/components/schemas/User` is `User`; deeper, the words of the way that the
/// author chose are kept: `/components/schemas/User/properties/address` is `User_address`.
fn own_name(fragment: &str) -> Option<String> {
    const STRUCTURE: &[&str] = &[
        "components",
        "schemas",
        "definitions",
        "$defs",
        "properties",
        "items",
        "paths",
        "content",
        "schema",
        "responses",
        "parameters",
        "requestBodies",
        "requestBody",
        "headers",
        "examples",
        "allOf",
        "oneOf",
        "anyOf",
        "application/json",
        "additionalProperties",
        "securitySchemes",
        "pathItems",
        "links",
    ];
    let keys = fragment.split('/').map(|key| key.replace("~1", "/").replace("~0", "~"));
    let words: Vec<String> = keys
        .filter(|key| !STRUCTURE.contains(&key.as_str()))
        .map(|key| clean(&key))
        .collect();
    let name = words
        .iter()
        .filter(|word| !word.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("_");
    if name.is_empty() {
        let last = clean(fragment.rsplit('/').next()?);
        return (!last.is_empty()).then_some(last);
    }
    Some(name)
}

/// Keeps what may stand in the name of a component.
fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|character| {
            if character.is_alphanumeric() || "._-".contains(character) {
                character
            } else {
                '_'
            }
        })
        .collect();
    kept.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_pointers_then_files_then_numbers() {
        let mut names = Names::default();
        let file = Utf8Path::new("spec/users.yaml");
        assert_eq!(names.claim("schemas", file, "/components/schemas/User"), "User");
        assert_eq!(names.claim("schemas", file, "/User"), "users_User");
        assert_eq!(names.claim("schemas", file, "/$defs/User"), "User3");
        assert_eq!(names.claim("schemas", file, ""), "users");
        assert_eq!(
            names.claim("schemas", file, "/components/schemas/User/properties/address"),
            "User_address"
        );
        assert_eq!(
            names.claim(
                "schemas",
                file,
                "/paths/~1a~1{id}/get/responses/200/content/application~1json/schema"
            ),
            "a__id_get_200"
        );
    }
}
