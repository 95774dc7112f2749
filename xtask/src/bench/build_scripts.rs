//! What a first build costs a crate whose build script makes its client: with
//! all features of `specwright`, with those that a build script needs, and with
//! `progenitor` in its place.

use std::fs;
use std::process::{Command, Stdio};

use camino::{Utf8Path, Utf8PathBuf};

use super::{Result, median, print_cost, scratch};
use crate::measure::{self, Cost};

/// A crate that is built, and what it is built with.
struct Consumer {
    name: &'static str,
    build_dependencies: String,
    build: &'static str,
    dependencies: String,
}

const OURS: &str = "fn main() -> Result<(), specwright::BuildError> {
    specwright::Builder::new(\"api/weather.json\").compile()
}
";

/// As its documentation has it.
const THEIRS: &str = "fn main() {
    let file = std::fs::File::open(\"api/weather.json\").unwrap();
    let spec = serde_json::from_reader(file).unwrap();
    let tokens = progenitor::Generator::default().generate_tokens(&spec).unwrap();
    let content = prettyplease::unparse(&syn::parse2(tokens).unwrap());
    let out = std::path::Path::new(&std::env::var(\"OUT_DIR\").unwrap()).join(\"weather.rs\");
    std::fs::write(out, content).unwrap();
}
";

/// With the TLS of our own clients.
const THEIR_DEPENDENCIES: &str = "bytes = \"1.12\"
futures-core = \"0.3.34\"
progenitor-client = \"0.15\"
reqwest = { version = \"0.13.5\", default-features = false, features = [\"json\", \"query\", \"rustls-no-provider\", \"stream\"] }
rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }
serde = { version = \"1\", features = [\"derive\"] }
serde_urlencoded = \"0.7\"
";

const THEIR_BUILD_DEPENDENCIES: &str = "prettyplease = \"0.2\"
progenitor = { version = \"0.15\", default-features = false }
serde_json = \"1\"
syn = \"2\"
";

/// The build and the build script alone, of each consumer.
pub(super) fn run(runs: usize) -> Result<()> {
    let root = crate::root();
    let minimal = root.join("generator/tests/consumers/minimal");
    let manifest = fs::read_to_string(minimal.join("Cargo.toml"))?;
    let (_, dependencies) = manifest
        .split_once("[dependencies]\n")
        .ok_or("a manifest without dependencies")?;
    let (dependencies, _) = dependencies.split_once("\n\n").ok_or("a manifest without an end")?;
    let ours = |features: &str| format!("specwright = {{ path = {:?}{features} }}\n", root.join("generator"));
    let consumers = [
        Consumer {
            name: "specwright, default features",
            build_dependencies: ours(""),
            build: OURS,
            dependencies: dependencies.to_owned(),
        },
        Consumer {
            name: "specwright, no features",
            build_dependencies: ours(", default-features = false"),
            build: OURS,
            dependencies: dependencies.to_owned(),
        },
        Consumer {
            name: "progenitor 0.15",
            build_dependencies: THEIR_BUILD_DEPENDENCIES.to_owned(),
            build: THEIRS,
            dependencies: THEIR_DEPENDENCIES.to_owned(),
        },
    ];
    println!("\n`cargo build` of a crate with a build script, from nothing; median of {runs}\n");
    println!(
        "{:<40} {:>10} {:>10} {:>10}",
        "build script", "elapsed", "user", "memory"
    );
    for consumer in &consumers {
        for (with_client, suffix) in [(true, ""), (false, ", the script alone")] {
            let folder = consumer.write(&minimal, with_client)?;
            let costs = (0..runs).map(|_| build(&folder)).collect::<Result<Vec<Cost>>>()?;
            print_cost(&format!("{}{suffix}", consumer.name), median(&costs));
        }
    }
    Ok(())
}

impl Consumer {
    /// Writes the crate, with the client that the script makes or without.
    fn write(&self, minimal: &Utf8Path, with_client: bool) -> Result<Utf8PathBuf> {
        let folder = scratch("build-script");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("src"))?;
        fs::create_dir_all(folder.join("api"))?;
        fs::copy(minimal.join("api/weather.json"), folder.join("api/weather.json"))?;
        fs::write(folder.join("build.rs"), self.build)?;
        let dependencies = if with_client { self.dependencies.as_str() } else { "" };
        let manifest = format!(
            "[package]\nname = \"consumer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n\
             [build-dependencies]\n{}\n[workspace]\n",
            self.build_dependencies
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let client = "pub mod client {\n    include!(concat!(env!(\"OUT_DIR\"), \"/weather.rs\"));\n}\n";
        fs::write(folder.join("src/lib.rs"), if with_client { client } else { "" })?;
        // The versions that everything else is tested with; cargo drops and adds what it has to.
        fs::copy(crate::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let fetched = cargo(&folder).arg("fetch").status()?;
        if !fetched.success() {
            return Err(format!("the dependencies of {} cannot be fetched", self.name).into());
        }
        Ok(folder)
    }
}

fn cargo(folder: &Utf8Path) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Builds from nothing. The processor's time is that of all compilers together.
fn build(folder: &Utf8Path) -> Result<Cost> {
    let target = folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let (status, cost) = measure::process(cargo(folder).args(["build", "--offline"]))?;
    match status.success() {
        true => Ok(cost),
        false => Err(format!("the crate in `{folder}` cannot be built").into()),
    }
}
