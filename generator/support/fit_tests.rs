//! Tests of the choice between arms, with derived structs in them.

use serde::Deserialize;
use serde_json::json;

use super::*;

#[derive(Debug, PartialEq, Deserialize)]
struct Few {
    a: String,
}

#[derive(Debug, PartialEq, Deserialize)]
struct More {
    a: String,
    b: Option<Few>,
}

#[derive(Debug, PartialEq)]
enum Choice {
    Few(Few),
    More(More),
    List(Vec<Few>),
}

fn choose(value: &Value) -> Option<Choice> {
    let mut fit = Fit::new(value);
    fit.arm(Choice::Few);
    fit.arm(Choice::More);
    fit.arm(Choice::List);
    fit.best()
}

fn few(a: &str) -> Few {
    Few { a: a.to_owned() }
}

#[test]
fn the_arm_that_keeps_most_is_taken() {
    let more = |b: Option<Few>| More { a: "1".to_owned(), b };
    assert_eq!(choose(&json!({"a": "1"})), Some(Choice::Few(few("1"))));
    assert_eq!(choose(&json!({"a": "1", "x": 2})), Some(Choice::Few(few("1"))));
    assert_eq!(
        choose(&json!({"a": "1", "b": {"a": "2"}})),
        Some(Choice::More(more(Some(few("2")))))
    );
    // What is passed over further down counts too: `x` and `y` there, `b` here.
    assert_eq!(
        choose(&json!({"a": "1", "b": {"a": "2", "x": 3, "y": 4}})),
        Some(Choice::Few(few("1")))
    );
    assert_eq!(choose(&json!({"b": null})), None);
}

/// A union that stands within an arm of another one.
#[derive(Debug, PartialEq)]
struct Inner(Choice);

impl<'de> Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        choose(&value).map(Self).ok_or_else(|| Error::custom("no arm"))
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Holder {
    inner: Inner,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Map {
    inner: std::collections::BTreeMap<String, Value>,
}

#[test]
fn what_a_union_within_an_arm_passes_over_counts() {
    #[derive(Debug, PartialEq)]
    enum Outer {
        Holder(Holder),
        Map(Map),
    }
    let choose = |value: &Value| {
        let mut fit = Fit::new(value);
        fit.arm(Outer::Holder);
        fit.arm(Outer::Map);
        fit.best()
    };
    assert!(matches!(choose(&json!({"inner": {"a": "1"}})), Some(Outer::Holder(_))));
    assert!(matches!(
        choose(&json!({"inner": {"a": "1", "x": 2}})),
        Some(Outer::Map(_))
    ));
    // Nothing is left over from one choice to the next.
    assert!(matches!(choose(&json!({"inner": {"a": "1"}})), Some(Outer::Holder(_))));
}

#[test]
fn a_condition_leaves_the_arm_to_others() {
    let value = json!({"a": "1", "kind": "more"});
    let mut fit = Fit::new(&value);
    fit.arm_if(Choice::Few, |_| holds(&value, "kind", &json!("few")));
    fit.arm_if(Choice::More, |more: &More| more.b.is_none());
    assert!(matches!(fit.best(), Some(Choice::More(_))));
}

#[test]
fn a_derived_struct_takes_no_array() {
    let array = json!(["q"]);
    assert_eq!(one::<Few>(&array), None);
    assert_eq!(one::<Option<Few>>(&array), None);
    assert_eq!(one::<Vec<String>>(&array), Some(vec!["q".to_owned()]));
    assert_eq!(choose(&json!([{"a": "1"}])), Some(Choice::List(vec![few("1")])));
    assert_eq!(one::<Few>(&json!({"a": "q"})), Some(few("q")));
}

#[test]
fn scalars_are_read_as_ever() {
    assert_eq!(one::<f64>(&json!(1)), Some(1.0));
    assert_eq!(one::<Option<i64>>(&json!(null)), Some(None));
    assert_eq!(one::<i32>(&json!(1_i64 << 40)), None);
    assert_eq!(one::<Value>(&json!({"a": [1, null]})), Some(json!({"a": [1, null]})));
}
