//! Splits text into lower-case words, and joins words in the case of a role.

use std::fmt;

#[cfg(feature = "samples")]
use heck::ToKebabCase;
use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization;

/// How many bytes of words the name of a file has at most. File systems take 255,
/// and separators, a number and an ending come to them.
pub(super) const MAX_FILE_NAME: usize = 96;

/// Lower-case words without a case of their own: `["list", "users"]`.
///
/// Invariant: every word is non-empty, and holds only characters that may stand
/// in an identifier (letters and digits that are `XID_Continue`, in the form NFKC).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Words(Vec<String>);

impl Words {
    /// Splits `text` at its punctuation and at its changes of case. The signs of
    /// numbers are spelled out, so that `+1` and `-1` stay two names, and so are
    /// those of a text without letters; text with nothing to keep gives no words.
    pub fn new(text: &str) -> Self {
        // A name that every API spells like this, and that no rule about case splits well.
        let text = text.replace("OAuth", "Oauth");
        let text = match text.is_ascii() {
            true => text,
            // `m²` is `m2`, and what two texts spell in two ways is one name.
            false => text.nfkc().collect(),
        };
        let mut spelled = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        let mut before = None;
        while let Some(character) = characters.next() {
            match character {
                '+' if characters.peek().is_some_and(char::is_ascii_digit) => spelled.push_str(" plus "),
                '-' if characters.peek().is_some_and(char::is_ascii_digit)
                    && !before.is_some_and(char::is_alphanumeric) =>
                {
                    spelled.push_str(" minus ");
                }
                '\'' | '’' => {}
                _ if character.is_alphanumeric() && is_xid_continue(character) => spelled.push(character),
                _ => spelled.push(' '),
            }
            before = Some(character);
        }
        if spelled.trim().is_empty() {
            spelled = text.chars().filter_map(spell).collect::<Vec<_>>().join(" ");
        }
        Self::split(&spelled)
    }

    /// Splits `text` like [`Words::new`], with every sign spelled out that does not
    /// separate two words: `-age` is `minus age`, and `some-age` is `some age`.
    pub fn spelled(text: &str) -> Self {
        const SEPARATORS: &str = "-_./:,";
        let mut spelled = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        let mut before = None;
        while let Some(character) = characters.next() {
            let joins = |other: Option<&char>| other.is_some_and(|other| other.is_alphanumeric());
            let separates = SEPARATORS.contains(character) && joins(before.as_ref()) && joins(characters.peek());
            match spell(character).filter(|_| !separates) {
                Some(name) => spelled.extend([" ", name, " "]),
                None => spelled.push(character),
            }
            before = Some(character);
        }
        Self::new(&spelled)
    }

    /// Splits at spaces and changes of case.
    fn split(spelled: &str) -> Self {
        let words = |text: &str, separator| {
            let words = text.split(separator).filter(|word| !word.is_empty());
            Self(words.map(str::to_owned).collect())
        };
        // Most names of most documents have no capitals, and so no case to change.
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ';
        match spelled.bytes().all(is_plain) {
            true => words(spelled, ' '),
            false => words(&spelled.to_snake_case(), '_'),
        }
    }

    /// Joins the words of several names into one.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Words>) -> Self {
        Self(parts.into_iter().flat_map(|part| part.0.iter().cloned()).collect())
    }

    /// Tells whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the words.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// Builds a name of words that are already split and in lower case.
    pub fn from_slice(words: &[String]) -> Self {
        Self(words.to_vec())
    }

    /// Returns the name with its last word in the singular, by English rules.
    #[must_use]
    pub fn singular(&self) -> Self {
        let mut words = self.0.clone();
        if let Some(last) = words.last_mut() {
            *last = singular(last);
        }
        Self(words)
    }

    /// Returns as many words as have at most `limit` bytes together, the first of them cut if need be.
    #[must_use]
    pub fn within(&self, limit: usize) -> Self {
        let mut left = limit;
        let mut words = Vec::new();
        for word in &self.0 {
            if word.len() > left {
                break;
            }
            left -= word.len();
            words.push(word.clone());
        }
        let first = self.0.first().filter(|_| words.is_empty());
        words.extend(first.map(|word| word[..word.floor_char_boundary(limit)].to_owned()));
        Self(words)
    }

    /// `list_users`.
    pub fn snake(&self) -> String {
        let joined = self.0.join("_");
        // The lower case of some letters is several characters, of which not all are letters.
        match joined.is_ascii() {
            true => joined,
            false => joined.to_snake_case(),
        }
    }

    /// `ListUsers`.
    pub fn pascal(&self) -> String {
        self.0.join("_").to_upper_camel_case()
    }

    /// `list-users`.
    #[cfg(feature = "samples")]
    pub fn kebab(&self) -> String {
        self.0.join("_").to_kebab_case()
    }

    /// `List users`: for headings.
    #[cfg(feature = "docs")]
    pub fn sentence(&self) -> String {
        let text = self.0.join(" ");
        let mut characters = text.chars();
        characters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    }
}

/// Writes the words separated by spaces.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// The name of a sign that stands alone, as in an enumeration of operators.
fn spell(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        '$' => "dollar",
        '@' => "at",
        '#' => "hash",
        '_' => "underscore",
        '?' => "question",
        '~' => "tilde",
        '^' => "caret",
        _ => return None,
    })
}

/// Drops an English plural. Words whose singular ends in `s` stay as they are.
fn singular(word: &str) -> String {
    const UNCHANGED: [&str; 8] = [
        "status", "address", "news", "series", "access", "process", "analysis", "business",
    ];
    if UNCHANGED.contains(&word)
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
        || word.len() < 3
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        Words::new(text).to_string()
    }

    #[test]
    fn splits_case_and_punctuation() {
        assert_eq!(words("listUsers"), "list users");
        assert_eq!(words("X-Acme-Project-Id"), "x acme project id");
        assert_eq!(words("user.created"), "user created");
        assert_eq!(words("HTTPServer"), "http server");
        assert_eq!(words("render-error"), "render error");
        assert_eq!(words("listOAuthProviders"), "list oauth providers");
    }

    #[test]
    fn signs_alone_are_spelled_out() {
        assert_eq!(words("+1"), "plus 1");
        assert_eq!(words("-1"), "minus 1");
        assert_eq!(words("<="), "less equal");
        assert_eq!(words(""), "");
        assert_eq!(words("数据"), "数据");
        assert_eq!(words("m²"), "m2");
        assert_eq!(words("½"), "1 2");
        assert_eq!(words("①Ⓐ"), "1a");
        assert_eq!(words("\u{1112}\u{1161}\u{11ab}"), "한");
        assert_eq!(words("🅰"), "");
    }

    #[test]
    fn singular_knows_the_common_endings() {
        for (plural, expected) in [
            ("users", "user"),
            ("categories", "category"),
            ("status", "status"),
            ("boxes", "box"),
            ("statuses", "statuse"),
            ("addresses", "address"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }
}
