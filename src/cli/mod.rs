//! The command line: arguments, exit codes, dispatch. The only place that knows clap, the process and colours.

mod args;
mod batch;
mod check;
mod each;
mod errors;
mod explain;
mod fix;
mod form;
mod help;
mod init;
mod inspect;
mod interrupt;
mod lines;
mod many;
mod merge;
mod output;
mod pack;
mod paper;
mod profile;
mod progress;
mod record;
mod register;
mod repair;
mod replace;
mod roster;
mod setup;
mod shell;
mod verify;
mod window;

use args::{Arguments, Command};
use std::ffi::OsString;
use std::process::ExitCode;
use window::Start;

/// What a command came to. Failures are errors, and exit with 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing against it: exit 0.
    Good,
    /// Faults were found, a package was refused: exit 1.
    Faults,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    setup::quiet_panics();
    let typed: Vec<_> = std::env::args_os().collect();
    let start = Start::of(&typed);
    let code = match typed.len() {
        0 | 1 if start == Start::Mouse => {
            window::introduce();
            ExitCode::SUCCESS
        }
        _ => run_with(&window::meant(typed)),
    };
    start.keep_window();
    code
}

fn run_with(arguments: &[OsString]) -> ExitCode {
    let arguments = match help::parse(arguments) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let lang = setup::language(arguments.global.lang);
    arguments.global.color.write_global();
    match run(&arguments) {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Err(error) if errors::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            errors::report(&error, lang);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Check(check) => check::run(check, global),
        Command::Inspect(inspect) => inspect::run(inspect, global),
        Command::Init(init) => init::run(init, global),
        Command::Fix(fix) => fix::run(fix, global),
        Command::Explain(arguments) => explain::explain(arguments, global),
        Command::Rules => explain::rules(global),
        Command::Profile(command) => profile::run(command, global),
        Command::Completions(arguments) => shell::completions(arguments, global),
        Command::Man(arguments) => shell::man(arguments, global),
        Command::Form(form) => form::run(form, global),
        Command::Paper(paper) => paper::run(paper, global),
        Command::Pack(pack) => pack::run(pack, global),
        Command::Verify(verify) => verify::run(verify, global),
        Command::Record(record) => record::record(record, global),
        Command::History(history) => record::history(history, global),
        Command::Batch(batch) => batch::run(batch, global),
        Command::Merge(merge) => merge::run(merge, global),
    }
}
