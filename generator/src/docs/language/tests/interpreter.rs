//! How each language is run here.

use std::process::{Command, Output};

use serde_json::Value;

use super::same;
use crate::docs::language::{Language, go, javascript, php, python, ruby};

/// How a language is run here.
pub(super) struct Interpreter {
    pub language: &'static Language,
    /// Prints its version with `version`.
    pub program: &'static str,
    version: &'static str,
    /// Runs the file whose path follows.
    run: &'static [&'static str],
    /// Makes a program that prints each value on a line, from the values and
    /// their literals.
    wrap: fn(&[(&Value, String)]) -> String,
}

impl Interpreter {
    /// Tells whether the language can be run; says why not.
    pub fn is_here(&self) -> bool {
        if Command::new(self.program)
            .arg(self.version)
            .output()
            .is_ok_and(|output| output.status.success())
        {
            return true;
        }
        assert!(
            std::env::var_os("REQUIRE_LANGUAGES").is_none(),
            "{} is required and cannot be run",
            self.program
        );
        println!("skipped: {} cannot be run", self.program);
        false
    }

    fn run(&self, text: &str) -> Output {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(format!("program.{}", self.language.extension));
        std::fs::write(&file, text).expect("a file");
        Command::new(self.program)
            .args(self.run)
            .arg(&file)
            .output()
            .expect("the program starts")
    }

    /// Runs the literals of `values` as `literal` writes them; returns the first
    /// value that is not printed again.
    pub fn failure(&self, values: &[Value], literal: impl Fn(&Value) -> String) -> Option<String> {
        let literals: Vec<(&Value, String)> = values.iter().map(|value| (value, literal(value))).collect();
        let output = self.run(&(self.wrap)(&literals));
        if !output.status.success() {
            return Some(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        let lines: Vec<&str> = printed.lines().collect();
        if lines.len() != values.len() {
            return Some(format!("{} lines for {} values", lines.len(), values.len()));
        }
        values.iter().zip(lines).find_map(|(value, line)| {
            let printed: Option<Value> = serde_json::from_str(line).ok();
            let is_same = printed.is_some_and(|printed| same(value, &printed));
            (!is_same).then(|| format!("{value} was printed as {line}"))
        })
    }
}

fn lines(literals: &[(&Value, String)], line: impl Fn(&Value, &str) -> String) -> String {
    literals
        .iter()
        .map(|(value, literal)| line(value, literal) + "\n")
        .collect()
}

pub(super) const INTERPRETERS: &[Interpreter] = &[
    Interpreter {
        language: &javascript::LANGUAGE,
        program: "node",
        version: "--version",
        run: &[],
        wrap: |literals| {
            lines(literals, |_, literal| {
                format!("console.log(JSON.stringify({literal}));")
            })
        },
    },
    Interpreter {
        language: &python::LANGUAGE,
        program: "python3",
        version: "--version",
        run: &[],
        wrap: |literals| {
            let prints = lines(literals, |_, literal| format!("print(json.dumps({literal}))"));
            format!("import json\n{prints}")
        },
    },
    Interpreter {
        language: &go::LANGUAGE,
        program: "go",
        version: "version",
        run: &["run"],
        wrap: |literals| {
            let calls = lines(literals, |value, literal| match value.is_array() || value.is_object() {
                true => format!("\ttext({literal})"),
                false => format!("\tvalue({literal})"),
            });
            format!("{GO}{calls}}}\n")
        },
    },
    Interpreter {
        language: &ruby::LANGUAGE,
        program: "ruby",
        version: "--version",
        run: &[],
        wrap: |literals| {
            let prints = lines(literals, |_, literal| format!("puts JSON.generate({literal})"));
            format!("require \"json\"\n{prints}")
        },
    },
    Interpreter {
        language: &php::LANGUAGE,
        program: "php",
        version: "--version",
        run: &[],
        wrap: |literals| {
            let prints = lines(literals, |_, literal| {
                format!("echo json_encode({literal}, JSON_THROW_ON_ERROR), PHP_EOL;")
            });
            format!("<?php\n{prints}")
        },
    },
];

const GO: &str = r#"package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

func text(text string) {
	var line bytes.Buffer
	if err := json.Compact(&line, []byte(text)); err != nil {
		panic(err)
	}
	fmt.Println(line.String())
}

func value(value any) {
	line, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}

func main() {
"#;
