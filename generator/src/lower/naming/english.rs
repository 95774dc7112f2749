//! What naming knows of English: verbs, plurals, and words that say too little.

use crate::name::Words;

/// Verbs that the last segment of a path may begin with.
const VERBS: &[&str] = &[
    "accept",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "block",
    "calculate",
    "cancel",
    "capture",
    "charge",
    "check",
    "clear",
    "clone",
    "close",
    "complete",
    "compute",
    "confirm",
    "connect",
    "consume",
    "convert",
    "copy",
    "count",
    "create",
    "deactivate",
    "decline",
    "decrement",
    "decrypt",
    "delete",
    "detach",
    "disable",
    "disconnect",
    "download",
    "enable",
    "encrypt",
    "estimate",
    "evaluate",
    "exchange",
    "execute",
    "export",
    "fetch",
    "finalize",
    "find",
    "follow",
    "generate",
    "get",
    "impersonate",
    "import",
    "increment",
    "initiate",
    "introspect",
    "invite",
    "join",
    "leave",
    "link",
    "list",
    "lock",
    "log",
    "login",
    "logout",
    "mark",
    "merge",
    "move",
    "notify",
    "open",
    "opt",
    "parse",
    "pause",
    "pay",
    "pin",
    "ping",
    "poll",
    "publish",
    "query",
    "redeem",
    "refresh",
    "refund",
    "regenerate",
    "register",
    "reject",
    "remove",
    "rename",
    "render",
    "reopen",
    "replace",
    "replay",
    "resend",
    "reset",
    "restart",
    "restore",
    "resume",
    "retry",
    "revoke",
    "rotate",
    "run",
    "search",
    "send",
    "set",
    "sign",
    "star",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "switch",
    "sync",
    "test",
    "transfer",
    "translate",
    "trigger",
    "unarchive",
    "unassign",
    "unblock",
    "unfollow",
    "unlink",
    "unlock",
    "unpin",
    "unpublish",
    "unstar",
    "unsubscribe",
    "update",
    "upload",
    "validate",
    "verify",
    "void",
];

/// Words that name a property well within its object, and badly on their own.
const GENERIC: &[&str] = &[
    "action",
    "additional",
    "attribute",
    "attributes",
    "body",
    "code",
    "condition",
    "config",
    "configuration",
    "content",
    "context",
    "data",
    "default",
    "details",
    "direction",
    "entry",
    "error",
    "event",
    "extra",
    "fields",
    "filter",
    "format",
    "from",
    "id",
    "include",
    "info",
    "input",
    "item",
    "key",
    "kind",
    "level",
    "limits",
    "list",
    "meta",
    "method",
    "mode",
    "model",
    "name",
    "object",
    "operator",
    "option",
    "options",
    "order",
    "output",
    "parameters",
    "params",
    "payload",
    "properties",
    "query",
    "reason",
    "record",
    "request",
    "resource",
    "response",
    "result",
    "role",
    "rule",
    "scope",
    "settings",
    "size",
    "sort",
    "source",
    "stage",
    "state",
    "stats",
    "status",
    "style",
    "summary",
    "target",
    "text",
    "to",
    "type",
    "unit",
    "url",
    "usage",
    "value",
    "variant",
    "values",
];

/// Parameters whose values belong to what is listed.
const GENERIC_PARAMETERS: &[&str] = &[
    "order by",
    "sort by",
    "sort order",
    "sort direction",
    "group by",
    "expand",
    "embed",
    "with",
    "view",
    "fields",
];

/// Nouns whose plural nobody writes.
const UNCOUNTABLE: &[&str] = &[
    "activity",
    "analytics",
    "audit",
    "box",
    "data",
    "feed",
    "health",
    "history",
    "inbox",
    "info",
    "information",
    "inventory",
    "mail",
    "media",
    "metadata",
    "news",
    "outbox",
    "search",
    "software",
    "staff",
    "status",
    "usage",
];

/// `a text message` is a text message.
pub(in crate::lower) fn without_article(words: &Words) -> Words {
    match words.as_slice() {
        [first, rest @ ..] if ["a", "an", "the"].contains(&first.as_str()) => Words::from_slice(rest),
        all => Words::from_slice(all),
    }
}

/// Tells whether the name begins with a verb.
pub(super) fn is_verb(words: &Words) -> bool {
    words
        .as_slice()
        .first()
        .is_some_and(|word| VERBS.contains(&word.as_str()))
}

/// Tells whether the name is a verb and its particle, such as `sign in`.
pub(super) fn is_phrasal(words: &Words) -> bool {
    let [verb, particle] = words.as_slice() else {
        return false;
    };
    ["sign", "log", "opt"].contains(&verb.as_str()) && ["in", "up", "out", "off", "on"].contains(&particle.as_str())
}

/// Tells whether a `POST` to the noun reads something, rather than making it.
pub(super) fn is_report(words: &Words) -> bool {
    const REPORTS: [&str; 8] = [
        "details",
        "info",
        "status",
        "stats",
        "summary",
        "preview",
        "information",
        "count",
    ];
    words
        .as_slice()
        .last()
        .is_some_and(|word| REPORTS.contains(&word.as_str()))
}

/// Tells whether the name says too little outside its object.
pub(super) fn is_generic(words: &Words) -> bool {
    match words.as_slice() {
        [] => true,
        [word] => word.len() < 3 || GENERIC.contains(&word.as_str()) || word.chars().all(char::is_numeric),
        _ => is_phrasal(words),
    }
}

/// Tells whether a parameter's values depend on the resource.
pub(super) fn is_generic_parameter(words: &Words) -> bool {
    is_generic(words) || GENERIC_PARAMETERS.contains(&words.to_string().as_str())
}

/// Tells whether the segment stands for one thing without its id.
pub(super) fn is_current(words: &Words) -> bool {
    matches!(words.as_slice(), [word] if ["me", "self", "current", "mine"].contains(&word.as_str()))
}

/// Tells whether the segment says nothing about the API: `api`, `v1`.
pub(super) fn is_noise(words: &Words) -> bool {
    match words.as_slice() {
        [] => true,
        [word] => {
            ["api", "apis", "rest", "latest"].contains(&word.as_str())
                || word
                    .strip_prefix('v')
                    .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        }
        [version, rest @ ..] => {
            version
                .strip_prefix('v')
                .is_some_and(|digits| digits.chars().all(|digit| digit.is_ascii_digit()))
                && rest.iter().all(|word| word.chars().all(|digit| digit.is_ascii_digit()))
        }
    }
}

/// Returns the name with its last word in the plural.
pub(super) fn plural(words: &Words) -> Words {
    let mut list = words.as_slice().to_vec();
    let Some(last) = list.last_mut() else {
        return words.clone();
    };
    let is_plural = words.singular() != *words;
    if is_plural || UNCOUNTABLE.contains(&last.as_str()) {
        return words.clone();
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| last.ends_with(ending));
    *last = if ends(&["ay", "ey", "oy", "uy"]) {
        format!("{last}s")
    } else if let Some(stem) = last.strip_suffix('y') {
        format!("{stem}ies")
    } else if ends(&["s", "x", "ch", "sh"]) {
        format!("{last}es")
    } else {
        format!("{last}s")
    };
    Words::from_slice(&list)
}

/// Tells whether two names are the same but for number and spacing.
pub(super) fn is_same(left: &Words, right: &Words) -> bool {
    let key = |words: &Words| words.singular().as_slice().concat();
    key(left) == key(right)
}
