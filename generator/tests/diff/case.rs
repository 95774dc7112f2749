//! The table of changes, and the projects that a change stands between.

use std::fs;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diff");
pub const FILES: &[&str] = &["types", "operations", "client"];

/// What both configurations say.
const CONFIG: &str = "[[pagination]]
operations = [\"listBirds\"]
cursor = \"cursor\"
next = \"/next_cursor\"
items = \"/birds\"
";

/// A change of the document, or of its project.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    #[serde(skip)]
    pub file: &'static str,
    /// The actions that make the new document of the old.
    #[serde(default)]
    overlay: Vec<Value>,
    /// What the new configuration says in place of [`CONFIG`].
    config: Option<String>,
    /// What it says more.
    more: Option<String>,
    verdict: String,
    /// Whether callers compile, where the verdict does not say it.
    compiles: Option<bool>,
    back: Option<Back>,
}

/// The same change the other way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Back {
    verdict: String,
    /// Code that compiles with the old client.
    caller: String,
}

/// A change in one of its directions.
pub struct Direction {
    /// As in the table, or with `back` at its end.
    pub name: String,
    pub is_back: bool,
    pub verdict: String,
    pub compiles: bool,
    /// Code that compiles with the old client.
    pub caller: String,
}

impl Case {
    pub fn directions(&self) -> Vec<Direction> {
        let is_breaking = self.verdict == "breaking";
        let mut directions = vec![Direction {
            name: self.name.clone(),
            is_back: false,
            verdict: self.verdict.clone(),
            compiles: self.compiles.unwrap_or(!is_breaking),
            caller: read("everything.rs"),
        }];
        directions.extend(self.back.as_ref().map(|back| Direction {
            name: format!("{}, back", self.name),
            is_back: true,
            verdict: back.verdict.clone(),
            compiles: back.verdict != "breaking",
            caller: format!("#[allow(unused_imports)]\nuse client::*;\n\n{}\n", back.caller),
        }));
        directions
    }
}

/// Returns the whole table.
pub fn cases() -> Vec<Case> {
    let of_file = |file: &'static str| {
        let text = read(&format!("cases/{file}.yaml"));
        let cases: Vec<Case> = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        cases.into_iter().map(move |case| Case { file, ..case })
    };
    FILES.iter().copied().flat_map(of_file).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(format!("{FOLDER}/{name}")).expect("a file")
}

/// The projects before and after a change, in a folder of their own.
pub struct Project {
    _guard: tempfile::TempDir,
    root: Utf8PathBuf,
    is_back: bool,
}

impl Project {
    pub fn new(case: &Case, is_back: bool) -> Self {
        let guard = tempfile::tempdir().expect("a temporary folder");
        let root = Utf8PathBuf::from_path_buf(guard.path().to_owned()).expect("a name that is text");
        let write = |name: &str, text: &str| fs::write(root.join(name), text).expect("a file");
        write("bird-watch.yaml", &read("bird-watch.yaml"));
        let overlay = serde_json::json!({
            "overlay": "1.1.0",
            "info": { "title": case.name, "version": "1" },
            "actions": case.overlay,
        });
        write("overlay.json", &overlay.to_string());
        let config = |overlays: &str, rest: &str| {
            format!(
                "[package]\nname = \"client\"\noutput = \"client\"\nworkspace_member = true\n\
                 [[document]]\npath = \"bird-watch.yaml\"\noverlays = [{overlays}]\n{rest}"
            )
        };
        write("before.toml", &config("", CONFIG));
        let rest = case.config.as_deref().unwrap_or(CONFIG);
        let more = case.more.as_deref().unwrap_or_default();
        let overlays = if case.overlay.is_empty() {
            ""
        } else {
            "\"overlay.json\""
        };
        write("after.toml", &config(overlays, &format!("{rest}{more}")));
        Self {
            _guard: guard,
            root,
            is_back,
        }
    }

    /// Returns the names of the old and the new configuration.
    fn configs(&self) -> (&'static str, &'static str) {
        match self.is_back {
            true => ("after.toml", "before.toml"),
            false => ("before.toml", "after.toml"),
        }
    }

    /// Compares the two clients; the error is what is wrong with the case.
    pub fn report(&self, format: &str) -> Result<String, String> {
        let (old, new) = self.configs();
        match specwright(&self.root, &["diff", old, new, "--format", format]) {
            (0, report) => Ok(report),
            (_, error) => Err(error),
        }
    }

    /// Generates the old or the new client, and returns its folder.
    pub fn generate(&self, is_old: bool) -> Utf8PathBuf {
        let (old, new) = self.configs();
        let config = if is_old { old } else { new };
        let (code, text) = specwright(&self.root, &["generate", "--config", config]);
        assert_eq!(code, 0, "{text}");
        self.root.join("client")
    }
}

/// Runs the command in `folder`; returns its exit code and what it printed.
pub fn specwright(folder: &Utf8Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"));
    let output = command.output().expect("it runs");
    let text = match output.stdout.is_empty() {
        true => output.stderr,
        false => output.stdout,
    };
    let code = output.status.code().expect("it ends by itself");
    (code, String::from_utf8(text).expect("text"))
}

/// Says of a report what the worst of it is.
pub fn verdict(report: &str) -> &'static str {
    let report: Value = serde_json::from_str(report).expect("JSON");
    ["breaking", "compatible", "behavior", "documentation"]
        .into_iter()
        .find(|effect| report[effect].as_u64() > Some(0))
        .unwrap_or("none")
}
