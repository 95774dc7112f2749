//! Reads operationIds: what a person wrote, without what a framework wrote around it.
//!
//! | operationId | of | what it says |
//! |---|---|---|
//! | `list_users_v1_users_get` | `GET /v1/users` | `list users`: the path and the method stand there already |
//! | `UsersController_findAll_0` | a class and its method | `find all` among others, `users find all` alone |
//! | `billing/billing-usage` | a group and what is in it | `billing usage` |
//!
//! Where two operations come to the same name, the second one keeps its whole
//! operationId, so that no name depends on how many there are.

use crate::ir::Operation;
use crate::name::Words;

/// An operationId as names.
pub(super) struct OperationId {
    /// Everything that it says.
    pub whole: Words,
    /// What it says of the operation.
    pub natural: Words,
    /// What it says to a reader who knows the group.
    pub short: Words,
    /// Whether it ends with the path and the method, which components may repeat.
    pub repeats_path: bool,
}

/// Reads the operationId of `operation`; `None` where there is none, or it holds no word.
pub(super) fn read(operation: &Operation) -> Option<OperationId> {
    let text = operation.operation_id.as_deref()?;
    let whole = Words::new(text);
    if whole.is_empty() {
        return None;
    }
    if let Some((class, method)) = of_controller(text) {
        return Some(OperationId {
            whole,
            natural: Words::join([&class, &method]),
            short: method,
            repeats_path: false,
        });
    }
    let without_path = without_path(&whole, operation);
    let repeats_path = without_path.is_some();
    let natural = without_path.or_else(|| without_repetition(text));
    let natural = natural.unwrap_or_else(|| whole.clone());
    Some(OperationId {
        whole,
        short: natural.clone(),
        natural,
        repeats_path,
    })
}

/// What some frameworks write behind the names of an operation and of what belongs to it: the path and the method.
pub(super) fn end(operation: &Operation) -> Words {
    let method = operation.method.as_str().to_ascii_lowercase();
    Words::join([&Words::new(&operation.path.text), &Words::new(&method)])
}

/// Drops the path and the method from the end.
fn without_path(whole: &Words, operation: &Operation) -> Option<Words> {
    let end = end(operation);
    let kept = whole.as_slice().strip_suffix(end.as_slice())?;
    // `users get` of `GET /` is no repetition of its path.
    (!kept.is_empty() && end.as_slice().len() > 1).then(|| Words::from_slice(kept))
}

/// Splits `UsersController_findAll_0`, without the number that tells versions of a route apart.
fn of_controller(text: &str) -> Option<(Words, Words)> {
    const CLASS: &str = "Controller";
    let (class, rest) = text.split_once(CLASS)?;
    let method = rest.strip_prefix(['_', '.', '#', ':'])?;
    let digits = method
        .trim_end_matches(']')
        .trim_end_matches(|last: char| last.is_ascii_digit());
    let method = digits
        .strip_suffix(['_', '['])
        .filter(|_| digits != method)
        .unwrap_or(method);
    let (class, method) = (Words::new(class), Words::new(method));
    (!class.is_empty() && !method.is_empty()).then_some((class, method))
}

/// Drops the group where the rest begins with its words again.
fn without_repetition(text: &str) -> Option<Words> {
    let (group, rest) = text.split_once(['/', '.', ':', '#'])?;
    let (group, rest) = (Words::new(group), Words::new(rest));
    let is_said = !group.is_empty()
        && rest.as_slice().len() > group.as_slice().len()
        && rest.as_slice().starts_with(group.as_slice());
    is_said.then_some(rest)
}
