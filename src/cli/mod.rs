//! The command line: arguments, exit codes, dispatch. The only place that knows clap, the process and colours.

mod answers;
mod args;
mod ask;
mod browser;
mod chinese;
mod commands;
mod completions;
mod errors;
mod examples;
mod exit;
mod formats;
mod help;
mod interrupt;
mod known_formats;
mod manual;
mod output;
mod overwriting;
mod parse;
mod progress;
mod refused;
mod report;
mod roster;
mod setup;
mod start;
mod stderr;
mod words;

use crate::failure::failure;
use args::{Arguments, Command, LangChoice};
use exit::{Exit, FAILED};
use start::Start;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    setup::quiet_panics();
    interrupt::install();
    let typed: Vec<_> = std::env::args_os().collect();
    let lang = parse::asked_language(&typed);
    let typed = match words::completed(typed) {
        Ok(typed) => typed,
        Err(error) => {
            errors::report(&error, lang);
            return ExitCode::from(FAILED);
        }
    };
    let start = Start::of(&typed);
    let words = match typed.as_slice() {
        [] | [_] if start == Start::Mouse => {
            let program = || typed.first().cloned().unwrap_or_default();
            start::ask_for_folder().map(|folder| vec![program(), folder])
        }
        _ => Some(typed),
    };
    let code = words.map_or(ExitCode::SUCCESS, |words| run_meant(&start::meant(words, start), start));
    start.keep_window();
    code
}

/// Runs what was meant, or says that it cannot be guessed.
fn run_meant(words: &[OsString], start: Start) -> ExitCode {
    match start::other_thing(words, start) {
        Some(what) => {
            stderr::write(what.get(setup::language(LangChoice::Auto)));
            ExitCode::from(FAILED)
        }
        None => run_with(words),
    }
}

fn run_with(typed: &[OsString]) -> ExitCode {
    let arguments = match parse::parse(typed) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let lang = setup::language(arguments.global.lang);
    arguments.global.color.write_global();
    // What panicked was said where it did.
    let done = catch_unwind(AssertUnwindSafe(|| run(&arguments))).unwrap_or_else(|_| Err(panicked()));
    match done {
        Ok(exit) => exit.code(),
        Err(error) => {
            errors::report(&error, lang);
            stderr::write(&refused::quotes(typed, lang));
            ExitCode::from(FAILED)
        }
    }
}

fn panicked() -> anyhow::Error {
    failure("程序自己出了错，请报告", "the program itself failed; please report it")
}

fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    use commands::{
        batch, check, desk, explain, fix, form, form_sheet, init, inspect, merge, pack, paper, profile, record, shell,
        sort, verify, watch,
    };
    let global = &arguments.global;
    match &arguments.command {
        Command::Desk(desk) => desk::run(desk, global),
        Command::Check(check) if check.watch => watch::run(check, global),
        Command::Check(check) => check::run(check, global),
        Command::Inspect(inspect) => inspect::run(inspect, global),
        Command::Init(init) => init::run(init, global),
        Command::FormSheet(sheet) => form_sheet::run(sheet, global),
        Command::Fix(fix) => fix::run(fix, global),
        Command::Sort(sort) => sort::run(sort, global),
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
