//! Values made up for a scalar, by its format, its name and its bounds.

use serde_json::{Number, Value};

use super::pattern::Patterns;
use crate::ir::{Constraints, Scalar, ScalarKind};
use crate::name::Words;

const UUID: &str = "3241a285-8329-4d69-8f3d-316e08cf140c";
const DATE_TIME: &str = "2025-01-15T09:30:00Z";
const DATE: &str = "2025-01-15";
const MILLIS: i64 = 1_736_933_400_000;

/// Proposes values for a scalar called `name`, the best first. They may break
/// the bounds; the caller checks.
pub(super) fn candidates(scalar: &Scalar, name: &str, patterns: &Patterns) -> Vec<Value> {
    match scalar.kind {
        ScalarKind::Boolean => vec![Value::Bool(true)],
        ScalarKind::Integer | ScalarKind::Integer32 => integers(&scalar.constraints, name),
        ScalarKind::Number | ScalarKind::Number32 => numbers(&scalar.constraints),
        ScalarKind::Uuid => texts([UUID]),
        ScalarKind::DateTime => texts([DATE_TIME]),
        ScalarKind::Date => texts([DATE]),
        ScalarKind::Binary => texts(["data"]),
        ScalarKind::String => strings(scalar, name, patterns),
    }
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<Value> {
    texts.into_iter().map(Value::from).collect()
}

fn integers(constraints: &Constraints, name: &str) -> Vec<Value> {
    let mut numbers = Vec::new();
    let words = Words::new(name);
    if words.as_slice().iter().any(|word| word == "millis" || word == "ms") {
        numbers.push(MILLIS);
    }
    numbers.extend([1, 10, 100, 0]);
    let bound = |number: &Option<Number>, step: i64| {
        let number = number.as_ref()?;
        number
            .as_i64()
            .or_else(|| float_to_integer(number.as_f64()?))?
            .checked_add(step)
    };
    numbers.extend(bound(&constraints.minimum, 0));
    numbers.extend(bound(&constraints.exclusive_minimum, 1));
    numbers.extend(bound(&constraints.maximum, 0));
    numbers.extend(bound(&constraints.exclusive_maximum, -1));
    if let Some(step) = constraints
        .multiple_of
        .as_ref()
        .and_then(Number::as_i64)
        .filter(|step| *step != 0)
    {
        let multiples: Vec<i64> = numbers
            .iter()
            .filter_map(|number| number.checked_div(step)?.checked_mul(step))
            .collect();
        let above: Vec<i64> = multiples.iter().filter_map(|number| number.checked_add(step)).collect();
        numbers.extend(multiples);
        numbers.extend(above);
    }
    numbers.into_iter().map(Value::from).collect()
}

/// The whole number below, where a bound is written as `1.0` or `1.5`.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn float_to_integer(number: f64) -> Option<i64> {
    (number.abs() < 9e15).then_some(number.ceil() as i64)
}

fn numbers(constraints: &Constraints) -> Vec<Value> {
    let mut numbers = vec![1.5, 1.0, 0.5, 10.0, 100.0, 0.0];
    let bound = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
    numbers.extend(bound(&constraints.minimum));
    numbers.extend(bound(&constraints.maximum));
    if let Some(min) = bound(&constraints.exclusive_minimum) {
        numbers.extend([min + 0.5, min + 1e-3]);
    }
    if let Some(max) = bound(&constraints.exclusive_maximum) {
        numbers.extend([max - 0.5, max - 1e-3]);
    }
    if let (Some(min), Some(max)) = (
        bound(&constraints.exclusive_minimum).or(bound(&constraints.minimum)),
        bound(&constraints.exclusive_maximum).or(bound(&constraints.maximum)),
    ) {
        numbers.push(min.midpoint(max));
    }
    if let Some(step) = bound(&constraints.multiple_of) {
        let multiples: Vec<f64> = numbers.iter().map(|number| (number / step).ceil() * step).collect();
        numbers.push(step);
        numbers.extend(multiples);
    }
    numbers
        .into_iter()
        .filter_map(|number| Number::from_f64(number).map(Value::Number))
        .collect()
}

fn strings(scalar: &Scalar, name: &str, patterns: &Patterns) -> Vec<Value> {
    let mut candidates: Vec<String> = Vec::new();
    if let Some(text) = scalar.format.as_deref().and_then(by_format) {
        candidates.push(text.to_owned());
    }
    let words = Words::new(name);
    candidates.extend(by_name(&words));
    let min_length = usize::try_from(scalar.constraints.min_length.unwrap_or(0)).unwrap_or(usize::MAX);
    if let Some(pattern) = &scalar.constraints.pattern {
        candidates.extend(patterns.generate(pattern, min_length));
    }
    let shown = if words.is_empty() {
        "value".to_owned()
    } else {
        words.to_string()
    };
    candidates.push(format!("<{shown}>"));
    candidates.push("string".to_owned());
    fit(&mut candidates, &scalar.constraints, min_length);
    candidates.into_iter().map(Value::from).collect()
}

/// Adds what the candidates are when they are cut or filled up to the bounds.
fn fit(candidates: &mut Vec<String>, constraints: &Constraints, min_length: usize) {
    let max_length = constraints
        .max_length
        .map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX));
    let plain = candidates.last().cloned().unwrap_or_default();
    if min_length <= LONGEST {
        let filled: String = plain.chars().cycle().take(min_length.max(plain.len())).collect();
        candidates.push(filled.chars().take(max_length).collect());
    }
}

/// Nobody reads a longer example; a document that wants one gives it.
const LONGEST: usize = 4096;

fn by_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "email" | "idn-email" => "ada@example.com",
        "uri" | "url" | "iri" => "https://example.com/",
        "uri-reference" | "iri-reference" => "/path",
        "uri-template" => "/path/{id}",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" | "base64" | "base64url" => "ZGF0YQ==",
        "date-time" => DATE_TIME,
        "date" => DATE,
        "time" => "09:30:00Z",
        "duration" => "PT15M",
        "uuid" => UUID,
        "json-pointer" => "/path",
        "phone" => "+15555550100",
        _ => return None,
    })
}

/// What the last words of a name tell about its value. Secrets get a
/// placeholder: nothing that a scanner or a reader could take for a key.
fn by_name(words: &Words) -> Option<String> {
    let last = words.as_slice().last()?.as_str();
    let holds = |wanted: &[&str]| words.as_slice().iter().any(|word| wanted.contains(&word.as_str()));
    if holds(&["password", "secret", "token", "passcode"]) || last == "key" {
        return Some(format!("<{words}>"));
    }
    Some(
        match last {
            "id" | "uuid" => UUID,
            "email" => "ada@example.com",
            "url" | "uri" | "href" | "link" => "https://example.com/",
            "domain" | "host" | "hostname" => "example.com",
            "phone" => "+15555550100",
            _ => return None,
        }
        .to_owned(),
    )
}
