//! Turns a name that stands for nothing into the one that its author may have meant.

/// How many characters of a name are looked at.
const LONGEST: usize = 100;

/// Returns the most similar of `candidates`, where one is similar enough.
pub(crate) fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (name.chars().count() / 3).max(1);
    let folded = |name: &str| {
        name.chars()
            .take(LONGEST)
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let wanted = folded(name);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= most * 4)
        .map(|candidate| (strsim::levenshtein(&wanted, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Asks for the most similar of `candidates`, or else says `otherwise`.
pub(crate) fn help<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match closest(name, candidates) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => otherwise.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(closest("Usr", ["Team", "User"]), Some("User"));
        assert_eq!(closest("usre", ["Team", "User"]), None);
        assert_eq!(closest("Invoice", ["Team", "User"]), None);
    }
}
