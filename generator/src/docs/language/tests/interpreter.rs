//! How each language is run here.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::same;
use crate::docs::language::{Language, csharp, go, java, javascript, php, python, ruby};

/// How a language is run here.
pub(super) struct Interpreter {
    pub language: &'static Language,
    /// Prints its version with `version`.
    pub program: &'static str,
    version: &'static str,
    /// Returns the command that runs a file.
    run: fn(&Path) -> Command,
    /// Whether the literal of a list or a map is a text with its JSON.
    is_text: bool,
    /// Makes a program that prints each value as JSON on a line, from the
    /// literals.
    wrap: fn(&[String]) -> String,
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
        (self.run)(&file).output().expect("the program starts")
    }

    /// Runs the literals of `values` as `literal` writes them; returns the first
    /// value that is not printed again.
    pub fn failure(&self, values: &[Value], literal: &dyn Fn(&Value) -> String) -> Option<String> {
        let literals: Vec<String> = values.iter().map(literal).collect();
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
            let is_same = self.read(value, line).is_some_and(|printed| same(value, &printed));
            (!is_same).then(|| format!("{value} was printed as {line}"))
        })
    }

    /// Reads what was printed for `value`.
    fn read(&self, value: &Value, line: &str) -> Option<Value> {
        match serde_json::from_str(line).ok()? {
            Value::String(json) if self.is_text && !value.is_string() => serde_json::from_str(&json).ok(),
            printed => Some(printed),
        }
    }
}

/// The command that runs a file by `program`, which is told nothing else.
fn plain(program: &str, file: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(file);
    command
}

/// A line for each literal.
fn lines(literals: &[String], line: impl Fn(&str) -> String) -> String {
    literals.iter().map(|literal| line(literal) + "\n").collect()
}

pub(super) const INTERPRETERS: &[Interpreter] = &[
    Interpreter {
        language: &javascript::LANGUAGE,
        program: "node",
        version: "--version",
        run: |file| plain("node", file),
        is_text: false,
        wrap: |literals| lines(literals, |literal| format!("console.log(JSON.stringify({literal}));")),
    },
    Interpreter {
        language: &python::LANGUAGE,
        program: "python3",
        version: "--version",
        run: |file| plain("python3", file),
        is_text: false,
        wrap: |literals| {
            let prints = lines(literals, |literal| format!("print(json.dumps({literal}))"));
            format!("import json\n{prints}")
        },
    },
    Interpreter {
        language: &go::LANGUAGE,
        program: "go",
        version: "version",
        run: |file| {
            let mut command = Command::new("go");
            command.arg("run").arg(file);
            command
        },
        is_text: true,
        wrap: |literals| format!("{GO}{}}}\n", lines(literals, |literal| format!("\tprint({literal})"))),
    },
    Interpreter {
        language: &ruby::LANGUAGE,
        program: "ruby",
        version: "--version",
        run: |file| plain("ruby", file),
        is_text: false,
        wrap: |literals| {
            let prints = lines(literals, |literal| format!("puts JSON.generate({literal})"));
            format!("require \"json\"\n{prints}")
        },
    },
    Interpreter {
        language: &php::LANGUAGE,
        program: "php",
        version: "--version",
        run: |file| plain("php", file),
        is_text: false,
        wrap: |literals| {
            let prints = lines(literals, |literal| {
                format!("echo json_encode({literal}, JSON_THROW_ON_ERROR), PHP_EOL;")
            });
            format!("<?php\n{prints}")
        },
    },
    Interpreter {
        language: &java::LANGUAGE,
        program: "java",
        version: "--version",
        run: |file| {
            let mut command = Command::new("java");
            // Programs are read so by default since version 18.
            command.arg("-Dfile.encoding=UTF-8").arg(file);
            command
        },
        is_text: true,
        wrap: |literals| {
            format!(
                "{JAVA}{}}}\n}}\n",
                lines(literals, |literal| format!("print({literal});"))
            )
        },
    },
    Interpreter {
        language: &csharp::LANGUAGE,
        program: "mcs",
        version: "--version",
        run: |file| {
            let mut command = Command::new("sh");
            let script = "mcs -codepage:utf8 -out:\"$1.exe\" \"$1\" && mono \"$1.exe\"";
            command.args(["-c", script, "sh"]).arg(file);
            command
        },
        is_text: true,
        wrap: |literals| {
            let prints = lines(literals, |literal| {
                let lowered = verbatim(literal);
                format!("Print({});", lowered.as_deref().unwrap_or(literal))
            });
            format!("{CSHARP}{prints}}}\n}}\n")
        },
    },
];

const GO: &str = r#"package main

import (
	"encoding/json"
	"fmt"
)

func print(text string) {
	line, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}

func main() {
"#;

const JAVA: &str = r#"class Main {
static void print(String text) {
    var line = new StringBuilder();
    for (char unit : text.toCharArray()) {
        line.append(String.format("\\u%04x", (int) unit));
    }
    System.out.println('"' + line.toString() + '"');
}

public static void main(String[] args) {
"#;

const CSHARP: &str = r#"using System.Linq;

static class Program
{
static void Print(string text)
{
    var units = text.Select(unit => "\\u" + ((int)unit).ToString("x4"));
    System.Console.WriteLine("\"" + string.Concat(units) + "\"");
}

static void Main()
{
"#;

/// Mono's compiler is older than raw strings, so what one means is written as a
/// verbatim one; `None` where the literal is no raw string of several lines (C#
/// language reference, "Raw string literals").
fn verbatim(literal: &str) -> Option<String> {
    let quotes = &literal[..literal.len() - literal.trim_start_matches('"').len()];
    let lines = literal.strip_prefix(quotes)?.strip_prefix('\n')?;
    let (lines, last) = lines.rsplit_once('\n')?;
    let indent = last.strip_suffix(quotes)?;
    let lines: Option<Vec<&str>> = lines
        .split('\n')
        .map(|line| {
            if line.is_empty() {
                Some(line)
            } else {
                line.strip_prefix(indent)
            }
        })
        .collect();
    let text = lines?.join("\n");
    let is_raw = quotes.len() >= 3 && indent.trim().is_empty() && !text.contains(quotes);
    is_raw.then(|| format!("@\"{}\"", text.replace('"', "\"\"")))
}
