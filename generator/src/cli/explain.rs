//! `specwright explain`: what the code of a finding means, and what to do about it.

use std::fmt::Write;

use super::Outcome;
use super::project::{print, print_error};
use crate::diagnostic::{CODES, Code};
use crate::did_you_mean;

/// Explains the code `name`, or lists all codes.
pub(super) fn run(name: Option<&str>) -> Outcome {
    let Some(name) = name else {
        let width = CODES.iter().map(|code| code.name.len()).max().unwrap_or_default();
        let lines = CODES.iter().fold(String::new(), |mut lines, code| {
            let _ = writeln!(lines, "{:width$}  {}", code.name, code.meaning);
            lines
        });
        print(format_args!("{}", lines.trim_end()));
        return Outcome::Done;
    };
    match CODES.iter().find(|code| code.name == name) {
        Some(Code {
            name, meaning, help, ..
        }) => {
            print(format_args!("{name}: {meaning}\n\nWhat to do: {help}."));
            Outcome::Done
        }
        None => {
            let codes = CODES.iter().map(|code| code.name);
            let help = did_you_mean::help(name, codes, "`specwright explain` lists all of them");
            print_error(format_args!(
                "error: there is no finding with the code `{name}`\n  = help: {help}"
            ));
            Outcome::Wrong
        }
    }
}
