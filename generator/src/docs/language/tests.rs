//! Runs what the encoders write: JSON goes into a program of the language, and
//! what the program prints as JSON must be the same.
//!
//! A language whose interpreter is not at hand is skipped, with the reason;
//! where `REQUIRE_LANGUAGES` is set, as it is in `.ci/run`, that is a failure.

mod grammar;
mod interpreter;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

use self::interpreter::INTERPRETERS;
use super::*;

/// Texts that break out of some language's strings, or look like others.
const HOSTILE: &[&str] = &[
    "",
    "it's",
    "say \"hi\"",
    "'\"` \\' \\\" \\` '''' \"\"\" ```",
    "${x} $x #{x} #$x #@x {$x} {{x}} %(x) %s %{x} $(x) <%= x %> \\(x)",
    "tail\\",
    "\\u0041 \\x41 \\101 \\N{DIGIT ONE} \\z",
    "two\nlines\r\nand\ttabs\r",
    "\"\"\"\n'''\n`\n<<<EOT\nEOT;\n",
    "a\u{0}b\u{1}c\u{7}d\u{b}e\u{1b}f\u{7f}g\u{80}\u{85}\u{9f}",
    "\u{2028}\u{2029}\u{feff}\u{200b}\u{202e}abc\u{2066}\u{61c}\u{fff9}",
    "é 漢 🦀 👩\u{200d}👩 \u{10ffff} \u{e0001} \u{ffff} \u{1f600}1",
    "\u{0}1\u{7}9",
    "__proto__",
    "constructor",
    "</script><!-- -->",
    " leading and trailing ",
    "?> <?php",
    "/* */ // # -- ;",
    "\u{85}",
];

fn hostile() -> Vec<Value> {
    let keys: Map<String, Value> = HOSTILE.iter().map(|text| ((*text).to_owned(), json!(text))).collect();
    let mut values: Vec<Value> = HOSTILE.iter().map(|text| json!(text)).collect();
    values.extend([
        json!(keys),
        json!([]),
        json!({}),
        json!([[], {}, [[]], [{}]]),
        json!(null),
        json!({ "a": null, "b": [null, true, false] }),
        json!({ "__proto__": { "a": 1 }, "class": 1, "1": 2, "0": 3, "a-b": 4, "$": 5 }),
        json!([
            0,
            -1,
            1.5,
            -0.25,
            1e300,
            5e-324,
            0.1,
            i32::MAX,
            i64::MIN,
            i64::MAX,
            u64::MAX
        ]),
        json!([9_007_199_254_740_991_i64, 9_007_199_254_740_993_i64]),
        json!(u64::MAX),
        json!(vec!["a rather long text in a list"; 9]),
    ]);
    values
}

/// Any JSON value, of texts that are likely to hurt.
fn any_value() -> impl Strategy<Value = Value> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[\"'`\\\\$#{}\\n\\r\\t u0x]{1,4}",
        proptest::sample::select(HOSTILE).prop_map(ToOwned::to_owned),
    ];
    let text = proptest::collection::vec(piece, 0..5)
        .prop_map(|pieces| pieces.concat())
        .boxed();
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((text.clone(), inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Hostile and random values, the same ones in every run.
fn values() -> Vec<Value> {
    let mut runner = TestRunner::deterministic();
    let strategy = any_value();
    let random = (0..400).map(|_| strategy.new_tree(&mut runner).expect("a value").current());
    hostile().into_iter().chain(random).collect()
}

/// Tells whether two values are the same JSON, however their numbers are written.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) if !left.is_f64() && !right.is_f64() => left == right,
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| same(left, right)))
        }
        _ => left == right,
    }
}

fn encoder(language: &Language) -> Encoder {
    match language.print {
        Print::Template { encoder, .. } => encoder,
        Print::Shell => panic!("{} is no language", language.label),
    }
}

/// How the literals that a function writes for values are read; returns the first
/// value that is read as another.
type Failure<'f> = dyn Fn(&[Value], &dyn Fn(&Value) -> String) -> Option<String> + 'f;

/// Expects a reader of the language to read the literals of all values, and to
/// see what is wrong with others.
fn check(language: &Language, failure: &Failure<'_>) {
    let encoder = encoder(language);
    let kept: Vec<Value> = values().into_iter().filter(|value| (encoder.keeps)(value)).collect();
    assert!(kept.len() > 200, "{} values", kept.len());
    for indent in ["", "    "] {
        let failure = failure(&kept, &|value| (encoder.literal)(value, indent));
        assert_eq!(failure, None);
    }
    // Text that is left as it stands is read otherwise, or not at all; and so is
    // one value that is another.
    let naive = |value: &Value| match value {
        Value::String(text) => format!("\"{text}\""),
        other => (encoder.literal)(other, ""),
    };
    assert!(failure(&kept, &naive).is_some(), "nothing is escaped");
    let other = |value: &Value| (encoder.literal)(if value == &json!("tail\\") { &kept[0] } else { value }, "");
    let failure = failure(&kept, &other).expect("one value is another");
    assert!(failure.contains("was printed as"), "{failure}");
}

/// The same by an interpreter, if it is here.
fn run(program: &str) {
    let mut interpreters = INTERPRETERS.iter();
    let interpreter = interpreters
        .find(|interpreter| interpreter.program == program)
        .expect("a known program");
    if interpreter.is_here() {
        check(interpreter.language, &|values, literal| {
            interpreter.failure(values, literal)
        });
    }
}

#[test]
fn javascript_reads_its_literals() {
    run("node");
}

#[test]
fn python_reads_its_literals() {
    run("python3");
}

#[test]
fn go_reads_its_literals() {
    run("go");
}

#[test]
fn ruby_reads_its_literals() {
    run("ruby");
}

#[test]
fn php_reads_its_literals() {
    run("php");
}

#[test]
fn java_reads_its_literals() {
    run("java");
}

#[test]
fn csharp_reads_its_literals() {
    run("mcs");
}

/// By its grammar: no package that is at hand runs Dart.
#[test]
fn dart_reads_its_literals() {
    check(&dart::LANGUAGE, &|values, literal| {
        let literals: Vec<String> = values.iter().map(literal).collect();
        let program = format!("final values = [\n{}\n];\n", literals.join(",\n"));
        let tree = match grammar::parse(&program) {
            Ok(tree) => tree,
            Err(error) => return Some(error),
        };
        let list = grammar::find(tree.root_node(), "list_literal").expect("the list");
        assert_eq!(list.named_child_count(), values.len());
        values.iter().zip(grammar::children(list)).find_map(|(expected, node)| {
            let read = grammar::value(node, &program);
            let is_same = read.as_ref().is_ok_and(|read| same(expected, read));
            (!is_same).then(|| format!("{expected} was printed as {read:?}"))
        })
    });
}

/// Every language is either run, or parsed, or has no literals.
#[test]
fn every_encoder_is_run() {
    for language in LANGUAGES {
        let mut run = INTERPRETERS.iter().map(|interpreter| interpreter.language.config);
        let is_run = language.config == LanguageConfig::Dart || run.any(|config| config == language.config);
        assert_eq!(
            is_run,
            matches!(language.print, Print::Template { .. }),
            "{}",
            language.label
        );
    }
}

#[test]
fn what_a_language_would_change_is_not_its_literal() {
    let large = json!({ "a": [9_007_199_254_740_993_i64] });
    for (language, value, keeps) in [
        (&javascript::LANGUAGE, &large, false),
        (&javascript::LANGUAGE, &json!(-9_007_199_254_740_991_i64), true),
        (&python::LANGUAGE, &large, true),
        (&python::LANGUAGE, &json!(null), false),
        (&python::LANGUAGE, &json!([null]), true),
        (&go::LANGUAGE, &large, true),
        (&ruby::LANGUAGE, &json!(u64::MAX), true),
        (&php::LANGUAGE, &large, true),
        (&php::LANGUAGE, &json!(u64::MAX), false),
        (&php::LANGUAGE, &json!({ "0": 1, "1": 2 }), false),
        (&php::LANGUAGE, &json!({ "1": 1, "0": 2 }), true),
        (&php::LANGUAGE, &json!({}), true),
        (&java::LANGUAGE, &json!(u64::MAX), true),
        (&csharp::LANGUAGE, &json!(u64::MAX), true),
        (&dart::LANGUAGE, &json!(i64::MIN), true),
        (&dart::LANGUAGE, &json!(u64::MAX), false),
    ] {
        assert_eq!((encoder(language).keeps)(value), keeps, "{}: {value}", language.label);
    }
}

#[test]
fn literals_are_laid_out_as_a_person_would() {
    let value = json!({
        "name": "Ada \"the\" first",
        "content-type": ["a", 1, null],
        "empty": [{}, []],
        "active": true,
    });
    let written: Vec<String> = LANGUAGES
        .iter()
        .filter_map(|language| match language.print {
            Print::Template { encoder, .. } => Some((encoder.literal)(&value, "  ")),
            Print::Shell => None,
        })
        .collect();
    insta::assert_snapshot!(written.join("\n"));
}
