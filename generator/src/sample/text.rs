//! Text with placeholders in it: what a reader sees and what a test sends
//! differ in those places alone.

/// A value that only the reader has, such as a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// As printed, such as `<your project UUID>`.
    pub display: String,
    /// The value that replaces it when the sample is run.
    pub test: String,
}

/// A piece of a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Literal(String),
    Placeholder(Placeholder),
}

/// Literal text and placeholders, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Text(pub Vec<Piece>);

impl Text {
    /// Makes a text without placeholders.
    pub fn literal(text: impl Into<String>) -> Self {
        Self(vec![Piece::Literal(text.into())])
    }

    /// Makes a text of `prefix` and one placeholder.
    pub fn placeholder(prefix: &str, placeholder: Placeholder) -> Self {
        let mut text = Self::default();
        if !prefix.is_empty() {
            text.0.push(Piece::Literal(prefix.to_owned()));
        }
        text.0.push(Piece::Placeholder(placeholder));
        text
    }

    /// Returns the placeholders, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Placeholder(placeholder) => Some(placeholder),
            Piece::Literal(_) => None,
        })
    }

    /// Appends `other`.
    pub fn push(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Returns the text as it is printed.
    pub fn display(&self) -> String {
        self.render(|placeholder| &placeholder.display)
    }

    /// Returns the text as it is sent by a test.
    pub fn test(&self) -> String {
        self.render(|placeholder| &placeholder.test)
    }

    fn render(&self, fill: impl Fn(&Placeholder) -> &str) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.as_str(),
                Piece::Placeholder(placeholder) => fill(placeholder),
            })
            .collect()
    }
}
