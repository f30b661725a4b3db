//! Where answers go: files first, each as a whole or not at all, then stdout.

use super::args::Global;
use super::formats::{self, Known, Target};
use super::stderr;
use crate::app::{Inputs, write_file};
use crate::text::Lang;
use crate::text::escape::escaped;
use anyhow::{Context, Result};
use std::io::{self, Write};

/// The formats of an answer that is not a report.
pub(super) const ANSWERS: &[Known<'_, Answer>] = &[("terminal", Answer::Terminal), ("json", Answer::Json)];

/// A way to write an answer that is not a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// For people at a terminal.
    Terminal,
    /// For programs.
    Json,
}

/// Reads `--format` for a command whose answer is not a report; `inputs` is what the answer must not overwrite.
pub(super) fn answer_targets(inputs: &Inputs, global: &Global) -> Result<Vec<Target<Answer>>> {
    formats::targets(inputs, global, ANSWERS)
}

/// Writes something to every target: files first, so that stdout stays empty where one of them cannot be written.
pub(super) fn deliver<F: Copy>(
    targets: &[Target<F>],
    global: &Global,
    render: impl Fn(F) -> Result<Vec<u8>>,
) -> Result<()> {
    for target in targets {
        let Some(file) = &target.file else { continue };
        let bytes = render(target.format)?;
        let bytes = if target.coloured { anstream::adapter::strip_bytes(&bytes).into_vec() } else { bytes };
        write_file(&target.output(file, global), &bytes)?;
        say_written(target);
    }
    for target in targets.iter().filter(|target| target.file.is_none()) {
        let bytes = render(target.format)?;
        write_to(&mut *stdout(target.coloured), shown_lines(target, &bytes))?;
    }
    Ok(())
}

/// Names a file that was written, on stderr.
pub(super) fn say_written<F>(target: &Target<F>) {
    let (Some(lang), Some(file)) = (target.said, &target.file) else { return };
    let shown = escaped(&file.to_string_lossy());
    let page = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
    let said = match (lang, page) {
        (Lang::Zh, true) => format!("已写入“{shown}”，用浏览器打开。\n"),
        (Lang::Zh, false) => format!("已写入“{shown}”。\n"),
        (Lang::En, true) => format!("Written to {shown}; open it in a browser.\n"),
        (Lang::En, false) => format!("Written to {shown}.\n"),
    };
    stderr::write(&said);
}

/// What is shown on the screen: all, or the first line, which says the most.
pub(super) fn shown_lines<'b, F>(target: &Target<F>, bytes: &'b [u8]) -> &'b [u8] {
    let whole = target.said.is_some() || !target.coloured;
    let line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
    if whole { bytes } else { bytes.get(..line).unwrap_or(bytes) }
}

/// Writes text for people to stdout.
pub(super) fn write_stdout(bytes: &[u8]) -> Result<()> {
    write_to(&mut *stdout(true), bytes)
}

/// Stdout; without colours where it is no terminal, if what is written has any.
pub(super) fn stdout(coloured: bool) -> Box<dyn Write> {
    let out = io::stdout().lock();
    if coloured { Box::new(anstream::AutoStream::auto(out)) } else { Box::new(out) }
}

fn write_to(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    arrived(out.write_all(bytes).and_then(|()| out.flush()).context("stdout"))
}

/// A reader that went away has read what it wanted: `dossier check … | head` is no failure, and exits with what was
/// found.
pub(super) fn arrived(written: Result<()>) -> Result<()> {
    match written {
        Err(error) if is_closed_pipe(&error) => Ok(()),
        written => written,
    }
}

/// Whether the reader of our output went away.
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
