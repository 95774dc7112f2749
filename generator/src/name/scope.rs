//! Claims unique identifiers, by role, in the order in which they are asked for.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use unicode_ident::is_xid_start;

use super::Words;
use super::words::MAX_FILE_NAME;

/// What an identifier names, which decides its case and its fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Type,
    Variant,
    Field,
    Method,
    Module,
    /// A parameter or other local.
    Local,
}

/// Names that are taken in one place: the types of a module, the fields of a struct.
///
/// Two names collide when their identifiers are equal but for case, so that
/// `fooBar` and `foo_bar` are told apart before either is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// Folded identifier -> the last number given out for it.
    taken: BTreeMap<String, u32>,
}

impl Scope {
    /// Makes a scope in which `reserved` identifiers are already taken.
    pub fn with_reserved<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        let mut scope = Self::default();
        for name in reserved {
            scope.taken.insert(fold(name), 1);
        }
        scope
    }

    /// Claims an identifier for `words`: the name in the case of `role`, made
    /// legal, and followed by a number if it is taken. Deterministic: the same
    /// claims in the same order give the same identifiers.
    pub fn claim(&mut self, words: &Words, role: Role) -> String {
        let base = legal(words, role);
        let mut candidate = base.clone();
        loop {
            let folded = fold(&candidate);
            if let Entry::Vacant(free) = self.taken.entry(folded) {
                free.insert(1);
                return keyword_safe(candidate, role);
            }
            let number = self
                .taken
                .entry(fold(&base))
                .and_modify(|number| *number += 1)
                .or_insert(2);
            candidate = match role {
                Role::Type | Role::Variant => format!("{base}{number}"),
                Role::Field | Role::Method | Role::Module | Role::Local => format!("{base}_{number}"),
            };
        }
    }

    /// Claims the first of `names` that is free, or else the first with a number.
    pub fn claim_first(&mut self, names: &[Words], role: Role) -> String {
        let free = names.iter().find(|words| self.is_free(words, role));
        match free.or(names.first()) {
            Some(words) => self.claim(words, role),
            None => self.claim(&Words::default(), role),
        }
    }

    /// Claims an identifier for every member of one thing, from what each is
    /// called on the wire and its name. A name that another member has gives way
    /// to one that spells the signs out (`-age` beside `age` is `minus age`), or
    /// that says its case (`M` beside `m`), and to a number only then. Members
    /// without such signs go first.
    pub fn claim_members(&mut self, members: &[(&str, &Words)], role: Role) -> Vec<String> {
        let mut cases: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (wire_name, _) in members {
            cases.entry(wire_name.to_lowercase()).or_default().insert(wire_name);
        }
        let has_other_case = |wire_name: &str| cases.get(&wire_name.to_lowercase()).is_some_and(|same| same.len() > 1);
        let mut idents = vec![String::new(); members.len()];
        let mut signed = Vec::new();
        for (index, (wire_name, words)) in members.iter().enumerate() {
            let spelled = Words::spelled(wire_name);
            if spelled == **words || spelled.is_empty() {
                let case = has_other_case(wire_name).then(|| Words::new(case_of(wire_name)));
                let with_case = case.map(|case| Words::join([*words, &case]));
                let names: Vec<Words> = [(*words).clone()].into_iter().chain(with_case).collect();
                idents[index] = self.claim_first(&names, role);
            } else {
                signed.push((index, spelled));
            }
        }
        for (index, spelled) in signed {
            idents[index] = self.claim_first(&[members[index].1.clone(), spelled], role);
        }
        idents
    }

    /// Tells whether the identifier that `words` would get is still free.
    pub fn is_free(&self, words: &Words, role: Role) -> bool {
        !self.taken.contains_key(&fold(&legal(words, role)))
    }
}

/// Says in which case a text is written.
fn case_of(text: &str) -> &'static str {
    let has = |is_case: fn(char) -> bool| text.chars().any(is_case);
    match (has(char::is_lowercase), has(char::is_uppercase)) {
        (true, true) => "mixed case",
        (true, false) => "lowercase",
        _ => "uppercase",
    }
}

/// Two identifiers with the same folded form are the same name to a reader.
fn fold(ident: &str) -> String {
    ident
        .chars()
        .filter(|character| *character != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Renders `words` in the case of `role`; what cannot begin an identifier gets
/// a prefix, and no words at all get the role's own name.
fn legal(words: &Words, role: Role) -> String {
    let text = match role {
        Role::Type | Role::Variant => words.pascal(),
        Role::Field | Role::Method | Role::Local => words.snake(),
        Role::Module => words.within(MAX_FILE_NAME).snake(),
    };
    match (text.chars().next(), role) {
        (None, Role::Type) => "Unnamed".to_owned(),
        (None, Role::Variant) => "Empty".to_owned(),
        (None, Role::Field) => "unnamed".to_owned(),
        (None, _) => "unnamed".to_owned(),
        (Some(first), Role::Type | Role::Variant) if !is_xid_start(first) => match role {
            Role::Variant => format!("N{text}"),
            _ => format!("Type{text}"),
        },
        (Some(first), _) if !is_xid_start(first) => format!("n{text}"),
        _ => text,
    }
}

/// Keywords become raw identifiers; the four that cannot get an underscore.
fn keyword_safe(ident: String, role: Role) -> String {
    if matches!(role, Role::Type | Role::Variant) {
        return if ident == "Self" { "Self_".to_owned() } else { ident };
    }
    match ident.as_str() {
        "self" | "super" | "crate" | "_" => format!("{ident}_"),
        _ if KEYWORDS.contains(&ident.as_str()) => match role {
            // A module's name is a file's name too.
            Role::Module => format!("{ident}_"),
            _ => format!("r#{ident}"),
        },
        _ => ident,
    }
}

/// Strict and reserved keywords of the 2024 edition (Rust reference, "Keywords").
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collisions_are_numbered_in_order() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim(&Words::new("fooBar"), Role::Field), "foo_bar");
        assert_eq!(scope.claim(&Words::new("foo_bar"), Role::Field), "foo_bar_2");
        assert_eq!(scope.claim(&Words::new("foo-bar"), Role::Field), "foo_bar_3");
    }

    #[test]
    fn members_give_way_to_what_tells_them_apart() {
        let texts = [
            "-age", "age", "AGE", "end<", "end>", "end", "GMT+1", "GMT-1", "x.y", "x/y", "_x",
        ];
        let words: Vec<Words> = texts.iter().map(|text| Words::new(text)).collect();
        let members: Vec<(&str, &Words)> = texts.iter().copied().zip(&words).collect();
        assert_eq!(
            Scope::default().claim_members(&members, Role::Field),
            [
                "minus_age",
                "age",
                "age_uppercase",
                "end_less",
                "end_greater",
                "end",
                "gmt_plus_1",
                "gmt_1",
                "x_y",
                "x_y_2",
                "x"
            ]
        );
    }

    #[test]
    fn every_text_becomes_a_legal_identifier() {
        for (text, role, expected) in [
            ("type", Role::Field, "r#type"),
            ("self", Role::Field, "self_"),
            ("Self", Role::Variant, "Self_"),
            ("1abc", Role::Field, "n1abc"),
            ("1abc", Role::Variant, "N1abc"),
            ("", Role::Type, "Unnamed"),
            ("send", Role::Method, "send_2"),
            ("gen", Role::Module, "gen_"),
        ] {
            let mut scope = Scope::with_reserved(["send"]);
            assert_eq!(scope.claim(&Words::new(text), role), expected, "{text}");
        }
    }
}
