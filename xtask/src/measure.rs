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
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use wait4::Wait4;

/// Names the file that measurements of the compiler go to.
const LOG: &str = "XTASK_COMPILER_LOG";

/// How long the compiler may work on one crate, in seconds of the processor.
const COMPILER_SECONDS: u64 = 900;

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
pub(crate) fn process(command: &mut Command) -> io::Result<(ExitStatus, Cost)> {
    let start = Instant::now();
    let used = command.spawn()?.wait4()?;
    let cost = Cost {
        elapsed: start.elapsed(),
        user: used.rusage.utime,
        memory: used.rusage.maxrss,
    };
    Ok((used.status, cost))
}

/// Returns the most memory that this process has had in use at one time, in bytes, where the system tells (`proc(5)`).
///
/// What the system tells the process that waits for this one is more than that where it is larger itself: on Linux, a
/// process counts as its own what the one that started it had in use at that time.
pub(crate) fn own_peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// What the compiler made of a crate.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checked {
    pub(crate) success: bool,
    /// What the compiler cost for the crate alone.
    pub(crate) cost: Cost,
    pub(crate) warnings: usize,
    /// The first error, or else the first warning.
    pub(crate) message: Option<String>,
}

/// Runs `cargo check` on the crate in `folder`, with its dependencies in `target`.
pub(crate) fn check(folder: &Path, target: &Path) -> io::Result<Checked> {
    let log = target.join("compiler.log");
    fs::create_dir_all(target)?;
    fs::write(&log, "")?;
    let output = Command::new("cargo")
        .args(["check", "--quiet", "--message-format", "json"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(LOG, &log)
        .stderr(Stdio::inherit())
        .output()?;
    let mut checked = Checked {
        success: output.status.success(),
        ..Checked::default()
    };
    let text = fs::read_to_string(&log)?;
    let numbers: Vec<u64> = text
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    if let [.., elapsed, user, memory] = numbers[..] {
        checked.cost = Cost {
            elapsed: Duration::from_micros(elapsed),
            user: Duration::from_micros(user),
            memory,
        };
    }
    checked.add_messages(&String::from_utf8_lossy(&output.stdout));
    Ok(checked)
}

impl Checked {
    /// Reads what cargo passes on from the compiler, a JSON object a line.
    fn add_messages(&mut self, lines: &str) {
        let mut first: [Option<String>; 2] = [None, None];
        for line in lines.lines() {
            let Ok(entry) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            let message = &entry["message"];
            // The line that counts the others has no place.
            let Some(span) = message["spans"].get(0) else { continue };
            let level = message["level"].as_str().unwrap_or_default();
            let is_error = level.starts_with("error");
            self.warnings += usize::from(level == "warning");
            let text = || {
                let (file, line) = (span["file_name"].as_str(), &span["line_start"]);
                let text = message["message"].as_str().unwrap_or_default();
                format!("{level}: {text} ({}:{line})", file.unwrap_or_default())
            };
            first[usize::from(!is_error)].get_or_insert_with(text);
        }
        let [error, warning] = first;
        self.message = error.or(warning);
    }
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
    #[cfg(unix)]
    let _ = rlimit::Resource::CPU.set(COMPILER_SECONDS, COMPILER_SECONDS);
    let Ok((status, cost)) = process(Command::new(program).args(rest)) else {
        return ExitCode::FAILURE;
    };
    let success = status.success();
    // Cargo asks about the target with a crate called `___`.
    let compiles = rest.iter().any(|argument| argument == "lib") && rest.iter().all(|argument| argument != "___");
    if compiles {
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

#[cfg(test)]
mod tests {
    use super::Checked;

    #[test]
    fn messages_of_the_compiler_are_counted() {
        let mut checked = Checked::default();
        checked.add_messages(
            r#"{"reason":"compiler-message","message":{"level":"warning","message":"unused","spans":[{"file_name":"a.rs","line_start":2}]}}
{"reason":"compiler-message","message":{"level":"error","message":"mismatched","spans":[{"file_name":"b.rs","line_start":3}]}}
{"reason":"compiler-message","message":{"level":"warning","message":"1 warning emitted","spans":[]}}
{"reason":"build-finished","success":false}"#,
        );
        assert_eq!(checked.warnings, 1);
        assert_eq!(checked.message.as_deref(), Some("error: mismatched (b.rs:3)"));
    }
}
