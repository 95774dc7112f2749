//! Runs a process and tells what it cost, even where cargo starts it.
//!
//! Cargo runs the program in `RUSTC_WORKSPACE_WRAPPER` in place of the
//! compiler for the crate itself, not for its dependencies. The benchmark
//! sets it to this program, which measures the compiler and writes a line to
//! the file that [`LOG`] names.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// Names the file that measurements of the compiler go to.
const LOG: &str = "XTASK_COMPILER_LOG";

/// What a process cost.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// From its start to its end.
    pub(crate) elapsed: Duration,
    /// The processor's time outside of the kernel.
    pub(crate) user: Duration,
    /// The most memory that was in use at one time, in bytes.
    pub(crate) memory: u64,
}

/// Runs `command` to its end.
pub(crate) fn process(command: &mut Command) -> io::Result<(bool, Cost)> {
    let start = Instant::now();
    let used = command.spawn()?.wait4()?;
    let cost = Cost {
        elapsed: start.elapsed(),
        user: used.rusage.utime,
        memory: used.rusage.maxrss,
    };
    Ok((used.status.success(), cost))
}

/// Runs `cargo check` on the crate in `folder`, and returns what the compiler
/// cost for the crate alone; `None` where it did not compile.
pub(crate) fn check(folder: &Path, target: &Path) -> io::Result<Option<Cost>> {
    let log = target.join("compiler.log");
    fs::create_dir_all(target)?;
    fs::write(&log, "")?;
    let status = Command::new("cargo")
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(LOG, &log)
        .status()?;
    let text = fs::read_to_string(&log)?;
    let numbers: Vec<u64> = text
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let [.., elapsed, user, memory] = numbers[..] else {
        return Ok(None);
    };
    let cost = Cost {
        elapsed: Duration::from_micros(elapsed),
        user: Duration::from_micros(user),
        memory,
    };
    Ok(status.success().then_some(cost))
}

/// Returns the log, where this process is to stand in for the compiler.
pub(crate) fn requested() -> Option<PathBuf> {
    std::env::var_os(LOG).map(PathBuf::from)
}

/// Runs the compiler that the arguments name, and logs its cost when it
/// compiles a crate rather than answers a question.
pub(crate) fn compiler(log: &Path) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let Some((program, rest)) = arguments.split_first() else {
        return ExitCode::FAILURE;
    };
    let Ok((success, cost)) = process(Command::new(program).args(rest)) else {
        return ExitCode::FAILURE;
    };
    // Cargo asks about the target with a crate called `___`.
    let compiles = rest.iter().any(|argument| argument == "lib") && rest.iter().all(|argument| argument != "___");
    if success && compiles {
        let line = format!(
            "{} {} {}\n",
            cost.elapsed.as_micros(),
            cost.user.as_micros(),
            cost.memory
        );
        let written = fs::OpenOptions::new()
            .append(true)
            .open(log)
            .and_then(|mut file| file.write_all(line.as_bytes()));
        if written.is_err() {
            return ExitCode::FAILURE;
        }
    }
    if success { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
