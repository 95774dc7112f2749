//! Names components after their keys, without what a framework wrote around them.
//!
//! | key | name |
//! |---|---|
//! | `User` | `user`, as every key without a namespace |
//! | `acme.billing.v1.Invoice` | `invoice`: what stands before it is its package, down to the version |
//! | `api.v1.call.call_event` | `call event`: a segment that begins with the one before says it again |
//! | `Body_list_users_v1_users_post` | `body list users`, where an operation has that path and method |
//!
//! Where two keys come to the same name, the second one says more of itself:
//! `v1 invoice`, then the whole key. Keys that are names as they stand go first.

use super::act::Act;
use super::types::Taken;
use crate::lower::context::Draft;
use crate::name::Words;

/// Names the components among `types`.
pub(super) fn name(types: &mut [Draft], acts: &[Vec<Act>], taken: &mut Taken) {
    let ids: Vec<&(Words, Words)> = acts
        .iter()
        .flatten()
        .filter_map(|act| act.machine_id.as_ref())
        .collect();
    let ends: Vec<&Words> = acts.iter().flatten().map(|act| &act.end).collect();
    let mut open: Vec<(usize, Vec<Words>)> = Vec::new();
    for (index, draft) in types.iter_mut().enumerate() {
        let Some(key) = &draft.def.component else { continue };
        let names = names(key, &ids, &ends);
        match names.as_slice() {
            [only] => {
                taken.claim(only, &draft.def.documents);
                draft.def.name = only.clone();
            }
            _ => open.push((index, names)),
        }
    }
    for (index, mut names) in open {
        let def = &mut types[index].def;
        let free = names.iter().position(|name| taken.is_free(name, &def.documents));
        def.name = names.swap_remove(free.unwrap_or(names.len() - 1));
        taken.claim(&def.name, &def.documents);
    }
}

/// Returns the name of the component `key` where it does not depend on others.
pub(in crate::lower) fn plain(key: &str) -> Words {
    names(key, &[], &[]).swap_remove(0)
}

/// The names that a component may have, the best first, its whole key last. `ids` are the operationIds that are cut, with
/// what is left of each, and `ends` the paths and methods of all operations.
fn names(key: &str, ids: &[&(Words, Words)], ends: &[&Words]) -> Vec<Words> {
    let whole = Words::new(key);
    let mut names: Vec<Words> = Vec::new();
    let segments: Vec<&str> = key.split('.').collect();
    let version = segments.iter().rposition(|segment| is_version(segment));
    if let Some(version) = version.filter(|version| version + 1 < segments.len()) {
        names.extend((1..=version + 1).rev().map(|start| absorbed(&segments[start..])));
    }
    names.extend(ids.iter().find_map(|(id, natural)| {
        let kept = whole.as_slice().strip_suffix(id.as_slice())?;
        Some(Words::join([&Words::from_slice(kept), natural]))
    }));
    // FastAPI calls a form after the function and the route, whatever the operationId.
    if whole.as_slice().first().is_some_and(|first| first == "body") {
        let kept = ends
            .iter()
            .filter_map(|end| whole.as_slice().strip_suffix(end.as_slice()));
        names.extend(
            kept.filter(|kept| kept.len() > 1)
                .min_by_key(|kept| kept.len())
                .map(Words::from_slice),
        );
    }
    names.retain(|name| !name.is_empty() && *name != whole);
    names.push(whole);
    names
}

/// Joins segments; one that begins with the words of the one before replaces it.
fn absorbed(segments: &[&str]) -> Words {
    let mut said: Vec<Words> = Vec::with_capacity(segments.len());
    for segment in segments {
        let words = Words::new(segment);
        said.pop_if(|last| words.as_slice().starts_with(last.as_slice()));
        said.push(words);
    }
    Words::join(&said)
}

/// `v1`, `v2010`, `v1beta1`.
fn is_version(segment: &str) -> bool {
    let rest = segment.strip_prefix('v').unwrap_or_default();
    rest.starts_with(|first: char| first.is_ascii_digit()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_repetitions_are_left_out() {
        let id = (Words::new("list_users_v1_users_post"), Words::new("list users"));
        for (key, expected) in [
            ("User", "user"),
            ("User.Read", "user read"),
            ("acme.billing.v1.Invoice", "invoice"),
            ("api.v2010.account.call.call_event", "account call event"),
            ("acme.v1", "acme v1"),
            ("Body_list_users_v1_users_post", "body list users"),
        ] {
            assert_eq!(names(key, &[&id], &[])[0].to_string(), expected, "{key}");
        }
    }

    #[test]
    fn forms_are_named_without_their_route() {
        let end = Words::new("v1 users user id avatar post");
        let names = |key: &str| names(key, &[], &[&end])[0].to_string();
        assert_eq!(
            names("Body_Set_avatar_v1_users__user_id__avatar_post"),
            "body set avatar"
        );
        assert_eq!(
            names("Set_avatar_v1_users__user_id__avatar_post"),
            "set avatar v1 users user id avatar post"
        );
        assert_eq!(
            names("Body_v1_users__user_id__avatar_post"),
            "body v1 users user id avatar post"
        );
    }

    #[test]
    fn longer_names_say_more_of_the_key() {
        let names = names("acme.events.v1.Event", &[], &[]);
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["event", "v1 event", "events v1 event", "acme events v1 event"]);
    }
}
