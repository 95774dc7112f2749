//! A path template, parsed once: literal text and the names between braces.

/// A path template (OpenAPI 3.1 section 4.8.8) such as `/users/{user_id}`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PathTemplate {
    /// The template as the document spells it.
    pub text: String,
    pub parts: Vec<PathPart>,
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PathPart {
    Literal(String),
    /// The wire name of a path parameter, without its braces.
    Parameter(String),
}

impl PathTemplate {
    /// Splits `text` at its braces. A brace that is never closed, or that
    /// holds nothing, is literal text.
    pub fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            let Some(close) = after.find('}').filter(|close| *close > 1) else {
                break;
            };
            literal.push_str(before);
            if !literal.is_empty() {
                parts.push(PathPart::Literal(std::mem::take(&mut literal)));
            }
            parts.push(PathPart::Parameter(after[1..close].to_owned()));
            rest = &after[close + 1..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(PathPart::Literal(literal));
        }
        Self {
            text: text.to_owned(),
            parts,
        }
    }

    /// Returns the parameters' wire names in the order of the URL.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            PathPart::Parameter(name) => Some(name.as_str()),
            PathPart::Literal(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_literals_and_parameters() {
        let path = PathTemplate::parse("/a/{b}.json/{c}");
        assert_eq!(path.parameters().collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(path.parts[2], PathPart::Literal(".json/".to_owned()));
        assert_eq!(
            PathTemplate::parse("/a/{b").parts,
            [PathPart::Literal("/a/{b".to_owned())]
        );
    }
}
