//! `dossier check DIR --watch`: the check again after every change, on one screen, until Ctrl-C.

use super::check;
use crate::app::{TICK, Watch};
use crate::cli::args::{Check, Global};
use crate::cli::errors;
use crate::cli::exit::Exit;
use crate::cli::output::write_stdout;
use crate::cli::setup::{day, language};
use crate::text::Lang;
use anyhow::Result;
use std::io::{self, IsTerminal};

/// Clears the screen and what is above it, and goes to its first line (ECMA-48; 3J is xterm's).
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Checks, and checks again. A check that fails is reported, and the next change tries again.
pub(crate) fn run(arguments: &Check, global: &Global) -> Result<Exit> {
    let watch = Watch::new(&arguments.dir)?;
    let lang = language(global.lang);
    loop {
        let screen = io::stdout().is_terminal();
        write_stdout(if screen { CLEAR.as_bytes() } else { b"" })?;
        let checked = check::checked(arguments, global);
        if let Err(error) = &checked {
            errors::report(error, lang);
        }
        let waiting = match lang {
            Lang::Zh => "\n文件夹一有改动就再检查一次；按 Ctrl-C 结束。\n",
            Lang::En => "\nChecks again after every change in the folder; Ctrl-C ends it.\n",
        };
        write_stdout(waiting.as_bytes())?;
        let dossier = checked.map(|checked| checked.dossier);
        let has_turned = || dossier.as_ref().is_ok_and(|dossier| day(global).has_turned(dossier));
        while !watch.changed(Some(TICK))? && !has_turned() {}
    }
}
