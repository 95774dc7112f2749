//! Copies each repository below `consumers/` to a temporary folder and does
//! there what its owner would do. Slow, so `.ci/run` asks for it:
//! `cargo test -p specwright --test consumers -- --ignored`.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

use std::fs;
use std::process::{Command, Output};
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};

const CRATE: &str = env!("CARGO_MANIFEST_DIR");

/// A fresh copy of one of the repositories.
struct Consumer {
    _guard: tempfile::TempDir,
    root: Utf8PathBuf,
}

/// How a command ended; what it printed is one text.
struct Ended {
    ok: bool,
    text: String,
}

impl Ended {
    fn of(output: &Output) -> Self {
        let text = [&output.stdout[..], &output.stderr].concat();
        Self {
            ok: output.status.success(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }

    #[track_caller]
    fn succeeds(self) -> Self {
        assert!(self.ok, "{}", self.text);
        self
    }
}

impl Consumer {
    fn new(name: &str) -> Self {
        Self::of(&format!("consumers/{name}"))
    }

    /// Copies a folder below that of the tests.
    fn of(folder: &str) -> Self {
        let guard = tempfile::tempdir().expect("a temporary folder");
        let folder = Utf8Path::new(CRATE).join("tests").join(folder);
        let name = folder.file_name().expect("it has a name");
        let root = Utf8PathBuf::from_path_buf(guard.path().join(name)).expect("a name that is text");
        copy(&folder, &root);
        // The versions that everything else is tested with; cargo drops the rest.
        fs::copy(format!("{CRATE}/../Cargo.lock"), root.join("Cargo.lock")).expect("a file");
        Self { _guard: guard, root }
    }

    /// Prepares a command in the repository. One folder for all build products:
    /// what the repositories have in common is built once.
    fn command(&self, program: &str) -> Command {
        let target = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumers");
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", target)
            .env("XDG_CACHE_HOME", self.root.join("cache"))
            // Those of this test's own build.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let patch = format!("patch.crates-io.specwright.path={CRATE:?}");
        let mut command = self.command(env!("CARGO"));
        command.args(["--config", &patch]).args(arguments);
        Ended::of(&command.output().expect("cargo runs"))
    }

    /// Builds, which compiles the crate `name` anew; `why` says after what.
    #[track_caller]
    fn builds_anew(&self, name: &str, why: &str) {
        let text = self.run(&["build", "--verbose"]).succeeds().text;
        assert!(text.contains(&format!("Compiling {name} v")), "{why}: {text}");
    }

    /// Builds, which leaves the crate `name` as it is. Where it does not, cargo says
    /// in a line `Dirty` what it took for new.
    #[track_caller]
    fn builds_nothing(&self, name: &str, why: &str) {
        let text = self.run(&["build", "--verbose"]).succeeds().text;
        assert!(text.contains(&format!("Fresh {name} v")), "{why}: {text}");
    }

    fn append(&self, path: &str, text: &str) {
        let place = self.root.join(path);
        let old = fs::read_to_string(&place).expect("a file");
        fs::write(place, old + text).expect("a file");
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let place = self.root.join(path);
        let old = fs::read_to_string(&place).expect("a file");
        assert!(old.contains(from), "{path} has {from}");
        fs::write(place, old.replace(from, to)).expect("a file");
    }

    /// Returns the folder in which the last build script of `package` wrote.
    fn out_dir(&self, package: &str) -> Utf8PathBuf {
        let target = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumers/debug/build");
        let folders = target.read_dir_utf8().expect("there are build scripts").flatten();
        let outs = folders
            .filter(|entry| entry.file_name().starts_with(&format!("{package}-")))
            .map(|entry| entry.into_path().join("out"))
            .filter(|out| out.is_dir());
        let modified = |out: &Utf8PathBuf| {
            fs::metadata(out.with_file_name("output"))
                .and_then(|file| file.modified())
                .ok()
        };
        outs.max_by_key(modified).expect("it has run")
    }
}

fn copy(from: &Utf8Path, to: &Utf8Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in from.read_dir_utf8().expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a file")),
        }
    }
}

fn modified(place: &Utf8Path) -> SystemTime {
    fs::metadata(place).and_then(|file| file.modified()).expect("a file")
}

/// The lines that begin a diagnostic.
fn diagnostics(text: &str) -> usize {
    text.lines()
        .filter(|line| line.trim_start().starts_with("error["))
        .count()
}

#[test]
#[ignore = "builds crates for minutes: `.ci/run` does"]
fn build_script() {
    let consumer = Consumer::new("build-script");
    let tested = consumer.run(&["test"]).succeeds();
    assert!(
        tested.text.contains("books_are_read_from_json ... ok"),
        "{}",
        tested.text
    );
    consumer.run(&["build"]).succeeds();
    let out = consumer.out_dir("library-desk").join("library.rs");
    let (text, time) = (fs::read_to_string(&out).expect("a file"), modified(&out));
    assert!(!text.contains("reindex"), "the overlay removed it");

    consumer.builds_nothing("library-desk", "nothing was touched");
    let said = fs::read_to_string(out.with_file_name("../output")).expect("what the script printed");
    let mut read: Vec<&str> = said
        .lines()
        .map(|line| line.strip_prefix("cargo:rerun-if-changed=").expect(line))
        .collect();
    read.sort_unstable();
    assert_eq!(
        read,
        [
            "api/codegen.toml",
            "api/fixes.yaml",
            "api/library.yaml",
            "api/parts.yaml"
        ]
    );
    for path in read {
        consumer.append(path, "# touched\n");
        consumer.builds_anew("library-desk", path);
        consumer.builds_nothing("library-desk", path);
    }
    assert_eq!(modified(&out), time, "comments change nothing in the client");

    consumer.replace("api/library.yaml", "paths:\n", "paths: [\n");
    let broken = consumer.run(&["build"]);
    assert!(!broken.ok);
    assert_eq!(diagnostics(&broken.text), 1, "{}", broken.text);
    assert!(broken.text.contains("--> api/library.yaml:"), "{}", broken.text);
    assert_eq!(fs::read_to_string(&out).expect("the last good one"), text);

    consumer.replace("api/library.yaml", "paths: [\n", "paths:\n");
    consumer.replace("api/parts.yaml", "pages", "leaves");
    let other = consumer.run(&["build"]);
    assert!(
        !other.ok && other.text.contains("no field `pages`"),
        "the client has changed: {}",
        other.text
    );
}

#[test]
#[ignore = "builds crates for minutes: `.ci/run` does"]
fn minimal() {
    let consumer = Consumer::new("minimal");
    let ended = consumer.run(&["run"]).succeeds();
    assert!(ended.text.contains("12.5\n"), "{}", ended.text);
    consumer.builds_nothing("weather-vane", "nothing was touched");
    let tree = consumer.run(&["tree", "--edges", "normal,build"]).succeeds();
    for dependency in ["clap", "minijinja", "mimalloc"] {
        assert!(!tree.text.contains(dependency), "{dependency}: {}", tree.text);
    }
}

#[test]
#[ignore = "builds crates for minutes: `.ci/run` does"]
fn two_apis() {
    let consumer = Consumer::new("two-apis");
    consumer.run(&["build"]).succeeds();
    consumer.append("orders/openapi.yaml", "# touched\n");
    consumer.builds_anew("orders", "its document was touched");
    consumer.builds_nothing("parcels", "it has a document of its own");
    consumer.append("parcels/openapi.yaml", "# touched\n");
    consumer.builds_anew("parcels", "its document was touched");
    consumer.builds_nothing("app", "both clients are the same");
}

#[test]
#[ignore = "builds crates for minutes: `.ci/run` does"]
fn xtask() {
    let consumer = Consumer::new("xtask");
    consumer.run(&["xtask", "codegen"]).succeeds();
    consumer.run(&["build", "--workspace"]).succeeds();
    let lib = consumer.root.join("crates/lamps/src/lib.rs");
    let time = modified(&lib);
    let same = consumer.run(&["xtask", "codegen"]).succeeds();
    assert!(same.text.contains(" up to date\n"), "{}", same.text);
    assert_eq!(modified(&lib), time);
    consumer.builds_nothing("lamps", "its files have kept their times");

    consumer.replace("api/lamps.yaml", "watts", "lumens");
    let check = consumer.run(&["xtask", "codegen", "--check"]);
    assert!(!check.ok);
    assert!(
        check.text.contains("run `cargo xtask codegen` and commit the result"),
        "{}",
        check.text
    );
    consumer.run(&["xtask", "codegen"]).succeeds();
    consumer.builds_anew("lamps", "its document is another");
    consumer.run(&["xtask", "codegen", "--check"]).succeeds();
}

#[cfg(unix)]
#[test]
#[ignore = "builds crates for minutes: `.ci/run` does"]
fn command() {
    let consumer = Consumer::new("command");
    let program = Utf8Path::new(env!("CARGO_BIN_EXE_specwright"));
    let folder = program.parent().expect("it is in a folder");
    let path = format!("{folder}:{}", std::env::var("PATH").expect("there is a path"));
    let run = |program: &str, arguments: &[&str]| {
        let mut command = consumer.command(program);
        Ended::of(&command.env("PATH", &path).args(arguments).output().expect("it runs"))
    };
    assert!(!run("./ci.sh", &[]).ok, "nothing is generated yet");
    run("specwright", &["generate", "--config", "codegen.toml"]).succeeds();
    run("./ci.sh", &[]).succeeds();
    let lib = fs::read_to_string(consumer.root.join("client/src/lib.rs")).expect("a file");
    assert_eq!(
        lib.lines().nth(1),
        Some("// Copyright (c) the owner of this repository.")
    );
    consumer.replace("tides.yaml", "type: number", "type: integer");
    let stale = run("./ci.sh", &[]);
    assert!(
        !stale.ok && stale.text.contains("changed:  src/types"),
        "{}",
        stale.text
    );
}

/// Each feature alone, and none of them, is a crate without warnings; the
/// documentation says of each item which features bring it.
#[test]
#[ignore = "builds crates for minutes: `.ci/run` does"]
fn features() {
    let consumer = Consumer::of("fixtures/custom/features");
    let generated = consumer
        .command(env!("CARGO_BIN_EXE_specwright"))
        .args(["generate", "--config", "codegen.toml"])
        .output();
    Ended::of(&generated.expect("it runs")).succeeds();
    fs::rename(
        consumer.root.join("Cargo.lock"),
        consumer.root.join("expected/Cargo.lock"),
    )
    .expect("a file");
    let client = ["--manifest-path", "expected/Cargo.toml"];
    for features in [
        "",
        "bed_plans",
        "mock_operations",
        "plants",
        "volunteers",
        "mock_operations,volunteers",
    ] {
        let arguments = [
            &["clippy"],
            &client[..],
            &["--no-default-features", "--features", features],
        ]
        .concat();
        let deny = ["--", "-D", "warnings"];
        consumer.run(&[&arguments[..], &deny].concat()).succeeds();
    }
    let documentation = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("documentation");
    let documented = consumer
        .command(env!("CARGO"))
        .args(["doc", "--no-deps", "--all-features"])
        .args(client)
        // As docs.rs does it, whose compiler lets crates use what is not stable. Some
        // dependencies are compiled anew for that, and must not be for other tests.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", documentation.as_str())
        .env("RUSTDOCFLAGS", "--cfg docsrs -D warnings")
        .output();
    Ended::of(&documented.expect("cargo runs")).succeeds();
    let pages = documentation.join("doc/fixture");
    let crowded = fs::read_to_string(pages.join("types/struct.Crowded.html")).expect("a page");
    assert!(crowded.contains("crate features <code>bed_plans</code> or <code>plants</code>"));
    let problem = fs::read_to_string(pages.join("types/struct.Problem.html")).expect("a page");
    for group in ["bed_plans", "mock_operations", "plants", "volunteers"] {
        assert!(
            !problem.contains(&format!("<code>{group}</code>")),
            "it is always there"
        );
    }
}
