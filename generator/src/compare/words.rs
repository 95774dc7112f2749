//! Puts differences in words, for people who use the client and for those who
//! keep the document.

use super::change::Happened;
use super::surface::{Kind, What};
use super::walk::Difference;

/// Names a kind of part.
pub(super) fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Struct => "struct",
        Kind::Enum => "enum",
        Kind::Union => "union",
        Kind::Alias => "alias",
        Kind::Field => "field",
        Kind::Value => "value",
        Kind::Arm | Kind::CatchAll => "variant",
        Kind::Client => "client",
        Kind::Setting => "setting",
        Kind::Group => "group",
        Kind::Method => "method",
        Kind::Argument => "argument",
        Kind::Setter => "option",
        Kind::Answer => "answer",
        Kind::ErrorBody => "enum",
        Kind::Derive => "derive",
        Kind::Headers => "struct",
        Kind::Header => "header",
        Kind::Export => "item",
        Kind::Feature => "feature of cargo",
    }
}

/// Returns what happened, as a sentence without its subject, and what becomes of the users' code.
pub(super) fn sentence(difference: &Difference<'_>) -> (String, Option<&'static str>) {
    match difference.happened {
        Happened::Added => added(difference),
        Happened::Removed => removed(difference),
        Happened::Renamed => renamed(difference),
        Happened::Retyped => retyped(difference),
        Happened::Reordered => reordered(difference),
        Happened::Gained => (format!("now has {}", ability(difference, false)), None),
        Happened::Lost => (
            format!("no longer has {}", ability(difference, true)),
            Some("code that uses it does not compile"),
        ),
        Happened::Deprecated => (
            "is deprecated".to_owned(),
            Some("code that uses it compiles with a warning"),
        ),
        Happened::Restored => ("is no longer deprecated".to_owned(), None),
        Happened::Behaves => (behavior(difference), None),
    }
}

fn kind(difference: &Difference<'_>) -> Kind {
    let part = difference.old.or(difference.new);
    part.map_or(Kind::Export, |part| part.kind)
}

fn added(difference: &Difference<'_>) -> (String, Option<&'static str>) {
    let ty = difference.new.and_then(|part| part.facet(What::Type));
    let ty = ty.map(|ty| format!(": `{}`", ty.shown)).unwrap_or_default();
    match kind(difference) {
        Kind::Field => (
            format!("is new{ty}"),
            Some("code that writes the struct out, or takes it apart without `..`, has to name it"),
        ),
        Kind::Argument => (
            format!("is a new argument, which is required{ty}"),
            Some("calls have to pass it"),
        ),
        Kind::Setter => (format!("is a new option{ty}"), None),
        Kind::Value | Kind::Arm => (
            format!("is new{ty}"),
            Some("old releases take it for one that they do not know"),
        ),
        kind => (format!("is a new {}{ty}", noun(kind)), None),
    }
}

fn removed(difference: &Difference<'_>) -> (String, Option<&'static str>) {
    match kind(difference) {
        Kind::Argument => (
            "is gone: the argument is no longer taken".to_owned(),
            Some("calls must not pass it"),
        ),
        Kind::Setter => (
            "is gone: the option can no longer be set".to_owned(),
            Some("code that sets it does not compile"),
        ),
        Kind::Method => (
            "is gone: the operation is no longer called".to_owned(),
            Some("code that calls it does not compile"),
        ),
        _ => ("is gone".to_owned(), Some("code that names it does not compile")),
    }
}

fn renamed(difference: &Difference<'_>) -> (String, Option<&'static str>) {
    let name = difference.new.map_or("", |part| &part.name);
    let was = match kind(difference) {
        Kind::CatchAll => "holds what the client does not know, and is now called",
        _ => "is now called",
    };
    (
        format!("{was} `{name}`"),
        Some("code that names it has to name it otherwise"),
    )
}

/// Says that a part of one kind became one of another; `None` where it did not.
fn turned(old: Kind, new: Kind) -> Option<(String, Option<&'static str>)> {
    match (old, new) {
        (Kind::Argument, Kind::Setter) => Some((
            "was a required argument, and is now an option of the call".to_owned(),
            Some("calls must not pass it, and set it where they need it"),
        )),
        (Kind::Setter, Kind::Argument) => Some((
            "was an option of the call, and is now a required argument".to_owned(),
            Some("calls have to pass it"),
        )),
        (old, new) if old != new => Some((
            format!(
                "was {}, and is now {}",
                with_article(noun(old)),
                with_article(noun(new))
            ),
            Some("code that makes or takes apart a value does not compile"),
        )),
        _ => None,
    }
}

fn retyped(difference: &Difference<'_>) -> (String, Option<&'static str>) {
    let (Some(old), Some(new)) = (difference.old, difference.new) else {
        return Default::default();
    };
    if let Some(said) = turned(old.kind, new.kind) {
        return said;
    }
    let (Some(old), Some(new)) = difference.texts() else {
        return (
            "takes a type of its own where it took what converts into it".to_owned(),
            Some("calls have to convert what they pass"),
        );
    };
    let (old, new) = (&old.shown, &new.shown);
    let became = format!("`{old}` became `{new}`");
    let consequence = match kind(difference) {
        Kind::Argument | Kind::Setter => "calls have to pass another type",
        Kind::Alias => "code that takes it for what it was does not compile",
        Kind::Arm | Kind::Answer => "code that makes or matches it does not compile",
        _ => "code that makes or uses the value as what it was does not compile",
    };
    match difference.what {
        Some(What::Returns) => (
            format!("returns something else: {became}"),
            Some("code that uses the answer as what it was does not compile"),
        ),
        Some(What::DeclaresHeaders) => (
            format!("declares other headers: {became}"),
            Some("code that names their type does not compile"),
        ),
        Some(What::Call | What::Operation | What::Handle) => (
            format!("has another type: {became}"),
            Some("code that names the type does not compile"),
        ),
        Some(What::Takes) => (
            format!("takes something else: {old} became {new}"),
            Some("calls have to pass it"),
        ),
        Some(What::Values) => (
            format!("has values of another type: {became}"),
            Some("code that makes or reads its values does not compile"),
        ),
        Some(What::Pages) => (
            format!("lists something else: {became}"),
            Some("code that uses the items as what they were does not compile"),
        ),
        Some(What::Events | What::Lines) => (
            format!("streams something else: {became}"),
            Some("code that uses the items as what they were does not compile"),
        ),
        Some(What::TagMethod) => (
            format!("tells its arms apart by another method: {became}"),
            Some("code that calls it does not compile"),
        ),
        Some(What::New) => (
            "takes a type of its own in `new`, where it took what converts into it".to_owned(),
            Some("calls have to convert what they pass"),
        ),
        _ => (format!("{}: {became}", transition(old, new)), Some(consequence)),
    }
}

/// Says what a change of type means, where it is a usual one.
fn transition(old: &str, new: &str) -> &'static str {
    let inside = |text: &str, around: &str| {
        let rest = text.strip_prefix(around)?.strip_prefix('<')?;
        rest.strip_suffix('>').map(str::to_owned)
    };
    let is_around = |outer: &str, name: &str, inner: &str| inside(outer, name).as_deref() == Some(inner);
    if is_around(new, "Option", old) {
        return "may now be missing or null";
    }
    if is_around(old, "Option", new) {
        return "is now always there";
    }
    if is_around(new, "Patch", old) {
        return "may now be left out, or be null";
    }
    if is_around(old, "Patch", new) {
        return "can no longer be left out, nor be null";
    }
    if inside(old, "Option").is_some() && inside(old, "Option") == inside(new, "Patch") {
        return "can now be null as well as left out";
    }
    if inside(old, "Patch").is_some() && inside(old, "Patch") == inside(new, "Option") {
        return "can no longer be null and left out both";
    }
    if is_around(new, "Vec", old) {
        return "is now a list";
    }
    if is_around(new, "Box", old) {
        return "is now in a box, since its type is within itself";
    }
    "has another type"
}

fn with_article(noun: &str) -> String {
    match noun.starts_with(['a', 'e', 'i', 'o']) {
        true => format!("an {noun}"),
        false => format!("a {noun}"),
    }
}

fn reordered(difference: &Difference<'_>) -> (String, Option<&'static str>) {
    let what = match kind(difference) {
        Kind::Method => "takes its arguments in another order",
        _ => "takes the arguments of `new` in another order",
    };
    (
        what.to_owned(),
        Some("calls have to change theirs; where the types are the same, the compiler does not see it"),
    )
}

/// Names what a part has, or has no longer.
fn ability(difference: &Difference<'_>, is_lost: bool) -> String {
    let (old, new) = difference.texts();
    let text = if is_lost { old } else { new };
    let shown = text.map_or("", |text| &text.shown);
    match difference.what {
        Some(What::New) => "the function `new`".to_owned(),
        Some(What::Default) => "`Default`".to_owned(),
        Some(What::Serialize) => "`Serialize`".to_owned(),
        Some(What::Deserialize) => "`Deserialize`".to_owned(),
        Some(What::From) => "a conversion from its type".to_owned(),
        Some(What::TagMethod) => format!("the method `{shown}`"),
        Some(What::DeclaresHeaders) => format!("headers of its own: `{shown}`"),
        Some(What::OnByDefault) => "its feature on by default".to_owned(),
        Some(What::Events) => format!("a stream, and the method `events`, of `{shown}`"),
        Some(What::Lines) => format!("a stream, and the method `lines`, of `{shown}`"),
        Some(What::Pages) => format!("pages, and the methods `pages` and `stream`, of `{shown}`"),
        _ => format!("`{shown}`"),
    }
}

fn behavior(difference: &Difference<'_>) -> String {
    let (old, new) = difference.texts();
    let shown = |text: Option<&super::view::Text>| match text {
        Some(text) if !text.shown.is_empty() => text.shown.clone(),
        _ => "nothing".to_owned(),
    };
    let (old, new) = (shown(old), shown(new));
    let became = format!("{old} became {new}");
    let quoted = format!("`{old}` became `{new}`");
    match difference.what {
        Some(What::WireName) => format!("is called otherwise in the API: {became}"),
        Some(What::Presence) => format!("is written otherwise where it has no value: {became}"),
        Some(What::Constants) => format!("always sends something else: {became}"),
        Some(What::Constant) => format!("stands for something else: {became}"),
        Some(What::Tag) => format!("has another tag: {quoted}"),
        Some(What::TagProperty) => format!("tells its arms apart otherwise: {became}"),
        Some(What::Request) => format!("sends another request: {quoted}"),
        Some(What::Style) => format!("is written in another style: {became}"),
        Some(What::Body) => format!("has a body in another form: {became}"),
        Some(What::Accept) => format!("asks for another media type: {quoted}"),
        Some(What::Security) => format!("takes other credentials: {became}"),
        Some(What::Server) => format!("is sent to another server: {became}"),
        Some(What::Redirect) => match difference.new.and_then(|part| part.facet(What::Redirect)) {
            Some(_) => "returns redirects, and does not follow them".to_owned(),
            None => "follows redirects, and does not return them".to_owned(),
        },
        Some(What::Errors) => format!("reads other errors: {became}"),
        Some(What::Stream) => format!("asks for its stream, or ends it, otherwise: {became}"),
        Some(What::Cursor) => format!("finds its pages otherwise: {became}"),
        Some(What::Place) => format!("is written elsewhere: {became}"),
        Some(What::Retry) => format!("makes calls again otherwise: {became}"),
        Some(What::Headers) => format!("reads other headers: {became}"),
        Some(What::Refusal) => format!("takes other answers for a credential that was refused: {became}"),
        Some(What::Fixed) => format!("sends other credentials by itself: {became}"),
        _ => "tries its arms in another order".to_owned(),
    }
}
