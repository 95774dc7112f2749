//! `cargo xtask bench --overhead`: a call of a generated client beside the same
//! by hand. The program that measures is `xtask/overhead`; it is copied beside
//! two clients of its document, so that it sees them as any user does.

use std::process::Command;

use camino::Utf8Path;
use specwright::{Config, Mode, SerdeConfig};

use super::{Result, scratch};

/// Writes both clients, and runs the program.
pub(super) fn run() -> Result<()> {
    let program = crate::root().join("xtask/overhead");
    write(&program, "lean", SerdeConfig::Lean)?;
    write(&program, "derived", SerdeConfig::Derive)?;
    let folder = scratch("overhead");
    std::fs::create_dir_all(folder.join("src"))?;
    for file in ["Cargo.toml", "src/main.rs", "src/by_hand.rs", "src/server.rs"] {
        std::fs::copy(program.join(file), folder.join(file))?;
    }
    // The same dependencies as everything else here has.
    std::fs::copy(crate::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--release", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", scratch("target"))
        .status()?;
    match status.success() {
        true => Ok(()),
        false => Err("a call of the client costs too much, or the program fails".into()),
    }
}

fn write(program: &Utf8Path, name: &str, serde: SerdeConfig) -> Result<()> {
    let folder = scratch(name);
    let mut config = Config::for_documents(vec!["openapi.yaml".into()], name, folder.clone());
    config.types.serde = serde;
    let generated = specwright::generate(&config, program);
    let files = generated.files.ok_or("the document of the program has errors")?;
    std::fs::create_dir_all(&folder)?;
    files.apply(&folder, Mode::Write)?;
    Ok(())
}
