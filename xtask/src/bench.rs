//! `cargo xtask bench`: what the generation costs, and what the compilation of
//! the generated crate costs beside the same crate with derived serde; with
//! `--build-scripts`, what a first build costs those whose build script generates;
//! with `--overhead`, what a call costs beside the same by hand.

mod build_scripts;
mod overhead;

use std::error::Error;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use specwright::{Config, DirectionsConfig, Mode, SerdeConfig};

use crate::flags::Bench;
use crate::measure::{self, Cost};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Measures, and prints tables.
pub(crate) fn run(arguments: &Bench) -> ExitCode {
    match measure_all(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure_all(arguments: &Bench) -> Result<()> {
    let runs = arguments.runs.max(1);
    if arguments.build_scripts {
        return build_scripts::run(runs);
    }
    if arguments.overhead {
        return overhead::run();
    }
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    println!("Generation, nothing written; median of {runs}, profile `{profile}`\n");
    println!("{:<40} {:>10} {:>10} {:>10}", "project", "elapsed", "user", "memory");
    let spec = crate::root().join("spec/codegen.toml");
    let configured = ["codegen", "--dry-run", "--config", spec.as_str()];
    print_cost("spec/", generation(&configured, runs)?);
    for document in &arguments.documents {
        let scratch = scratch("out");
        let alone = [
            "specwright",
            "generate",
            "--dry-run",
            "--name",
            "bench",
            "--out",
            scratch.as_str(),
            "--document",
        ];
        let alone: Vec<&str> = alone.into_iter().chain([document.as_str()]).collect();
        print_cost(
            document.file_name().unwrap_or(document.as_str()),
            generation(&alone, runs)?,
        );
    }
    if !arguments.generation_only {
        compilation(&spec, runs)?;
    }
    Ok(())
}

/// Runs this program with `arguments`, in a process for each time.
fn generation(arguments: &[&str], runs: usize) -> Result<Cost> {
    let mut costs = Vec::new();
    for _ in 0..runs {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let (status, cost) = measure::process(&mut command)?;
        if !status.success() {
            return Err(format!("`cargo xtask {}` fails", arguments.join(" ")).into());
        }
        costs.push(cost);
    }
    Ok(median(&costs))
}

/// Compiles the project `spec` with lean and with derived serde, in turns.
fn compilation(spec: &Utf8Path, runs: usize) -> Result<()> {
    println!("\n`cargo check` of the crate alone, dependencies warm; median of {runs}\n");
    println!("{:<40} {:>10} {:>10} {:>10}", "serde", "elapsed", "user", "memory");
    let target = scratch("target");
    let variants = [
        ("lean", SerdeConfig::Lean, DirectionsConfig::Needed),
        ("derive", SerdeConfig::Derive, DirectionsConfig::Needed),
        ("derive, both directions", SerdeConfig::Derive, DirectionsConfig::Both),
    ];
    let mut costs = variants.map(|_| Vec::new());
    let mut folders = Vec::new();
    for (index, (_, serde, directions)) in variants.iter().enumerate() {
        folders.push(write(spec, &format!("crate-{index}"), *serde, *directions)?);
    }
    // The first round compiles the dependencies too, and does not count.
    for round in 0..=runs {
        for (index, folder) in folders.iter().enumerate() {
            touch(&folder.join("src/lib.rs"))?;
            let checked = measure::check(folder.as_std_path(), target.as_std_path())?;
            if !checked.success {
                let message = checked.message.unwrap_or_default();
                return Err(format!("the crate in `{folder}` does not compile: {message}").into());
            }
            if round > 0 {
                costs[index].push(checked.cost);
            }
        }
    }
    let costs = costs.map(|costs| median(&costs));
    for ((name, ..), cost) in variants.iter().zip(costs) {
        print_cost(name, cost);
    }
    let lean = costs[0];
    for ((name, ..), other) in variants.iter().zip(costs).skip(1) {
        let user = lean.user.as_secs_f64() / other.user.as_secs_f64();
        let elapsed = lean.elapsed.as_secs_f64() / other.elapsed.as_secs_f64();
        let memory = lean.memory as f64 / other.memory as f64;
        let name = format!("lean / ({name})");
        println!("{name:<40} {elapsed:>10.2} {user:>10.2} {memory:>10.2}");
    }
    Ok(())
}

/// Writes the crate of the project `spec` to a folder of its own.
fn write(spec: &Utf8Path, name: &str, serde: SerdeConfig, directions: DirectionsConfig) -> Result<Utf8PathBuf> {
    let text = std::fs::read_to_string(spec)?;
    let mut config =
        Config::parse(&text, spec).map_err(|_| "spec/codegen.toml has errors: run `cargo xtask codegen`")?;
    config.types.serde = serde;
    config.types.directions = directions;
    config.package.workspace_member = false;
    config.docs.output = None;
    let generated = specwright::generate(&config, spec.parent().unwrap_or(spec));
    let files = generated.files.ok_or("spec/ has errors: run `cargo xtask codegen`")?;
    let folder = scratch(name);
    std::fs::create_dir_all(&folder)?;
    files.apply(&folder, Mode::Write)?;
    // The same dependencies as everything else here has.
    std::fs::copy(crate::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// Returns a folder of the benchmark.
fn scratch(name: &str) -> Utf8PathBuf {
    crate::scratch("xtask-bench").join(name)
}

fn touch(file: &Utf8Path) -> std::io::Result<()> {
    let file = std::fs::File::options().append(true).open(Path::new(file))?;
    file.set_modified(SystemTime::now())
}

fn median(costs: &[Cost]) -> Cost {
    let middle = costs.len() / 2;
    let of = |key: fn(&Cost) -> u128| {
        let mut values: Vec<u128> = costs.iter().map(key).collect();
        values.sort_unstable();
        values.get(middle).copied().unwrap_or_default()
    };
    let micros = |key| std::time::Duration::from_micros(u64::try_from(of(key)).unwrap_or_default());
    Cost {
        elapsed: micros(|cost| cost.elapsed.as_micros()),
        user: micros(|cost| cost.user.as_micros()),
        memory: u64::try_from(of(|cost| cost.memory.into())).unwrap_or_default(),
    }
}

fn print_cost(name: &str, cost: Cost) {
    let milliseconds = |time: std::time::Duration| format!("{:.0} ms", time.as_secs_f64() * 1000.0);
    let memory = format!("{:.0} MB", cost.memory as f64 / 1e6);
    println!(
        "{name:<40} {:>10} {:>10} {memory:>10}",
        milliseconds(cost.elapsed),
        milliseconds(cost.user)
    );
}
