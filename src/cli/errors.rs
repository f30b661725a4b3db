//! The tool's own failures, said on stderr in the chosen language.
#![allow(clippy::print_stderr, reason = "the command line is where failures are said")]

use crate::failure::{Rejected, explained};
use crate::render::diagnostic;
use crate::text::Lang;
use crate::text::escape::escaped;
use std::io;

/// Says an error: a refused file as its diagnostics, anything else as a line with its causes.
pub(super) fn report(error: &anyhow::Error, lang: Lang) {
    if let Some(Rejected(list)) = error.downcast_ref() {
        for fault in list {
            anstream::eprint!("{}", diagnostic::render(fault, lang));
        }
        return;
    }
    let word = match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    };
    anstream::eprintln!("{word}{}", escaped(explained(error).get(lang)));
}

/// Whether the reader of our output went away: `dossier check … | head` is no failure.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    /// `ERROR_PIPE_NOT_CONNECTED` of Windows, which has no name in Rust.
    const NOT_CONNECTED: i32 = 233;
    let gone = |error: &io::Error| {
        let unnamed = cfg!(windows) && error.raw_os_error() == Some(NOT_CONNECTED);
        unnamed || error.kind() == io::ErrorKind::BrokenPipe
    };
    let broken = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().is_some_and(gone);
    error.chain().any(broken)
}
