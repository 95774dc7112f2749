//! Names an inline type after a place where it stands, for when every name that
//! says what it is is taken.
//!
//! ```text
//! the error of `orders create` with 422  -> OrdersCreateError422
//! the parameter `sort` of `list alerts`  -> ListAlertsSort
//! the property `role` of `Member`        -> MemberRole
//! ```

use super::act::Act;
use crate::ir::StatusPattern;
use crate::lower::context::{Draft, Place};
use crate::name::Words;

/// How many owners are named, at most.
const MAX_DEPTH: usize = 4;

/// Returns a name for each place of `draft` whose owner has one, in the order of
/// the document, then those that say where the owner stands.
pub(super) fn places(draft: &Draft, types: &[Draft], acts: &[Vec<Act>]) -> Vec<Words> {
    let sites = draft.sites.iter();
    let mut names: Vec<Words> = sites
        .filter_map(|site| place(&site.place, site.many, types, acts))
        .collect();
    // The way from the outside to the first place.
    let mut way: Vec<Words> = Vec::new();
    let mut inner = draft;
    for _ in 0..MAX_DEPTH {
        let Some(site) = inner.sites.first() else { break };
        let (Place::Property(owner, words) | Place::Arm(owner, words)) = &site.place else {
            break;
        };
        way.insert(0, if site.many { words.singular() } else { words.clone() });
        inner = &types[owner.0 as usize];
        names.extend(inner.sites.first().and_then(|site| {
            let outer = place(&site.place, site.many, types, acts)?;
            Some(Words::join([&outer].into_iter().chain(&way)))
        }));
    }
    names
}

fn place(place: &Place, many: bool, types: &[Draft], acts: &[Vec<Act>]) -> Option<Words> {
    let own = |words: &Words| if many { words.singular() } else { words.clone() };
    let last = |one: &'static str| Words::new(if many { "item" } else { one });
    let (owner, rest) = match place {
        Place::Request(document, operation) => (&acts[*document][*operation].phrase, last("body")),
        Place::Response(document, operation, status) => {
            let kind = Words::new(if status.is_success() { "response" } else { "error" });
            let item = Words::new(if many { "item" } else { "" });
            let rest = Words::join([&kind, &of_status(*status), &item]);
            (&acts[*document][*operation].phrase, rest)
        }
        Place::Parameter(document, operation, words) | Place::Header(document, operation, words) => {
            (&acts[*document][*operation].phrase, own(words))
        }
        Place::Webhook(words) => (words, last("payload")),
        Place::Property(parent, words) => (&types[parent.0 as usize].def.name, own(words)),
        Place::Arm(parent, words) => (&types[parent.0 as usize].def.name, words.clone()),
        Place::Component(parent) => (&types[parent.0 as usize].def.name, last("value")),
    };
    (!owner.is_empty() && !rest.is_empty()).then(|| Words::join([owner, &rest]))
}

/// `422`, `4xx`, or `default`.
fn of_status(status: StatusPattern) -> Words {
    Words::new(&match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}xx"),
        StatusPattern::Default => "default".to_owned(),
    })
}
