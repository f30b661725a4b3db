//! Ctrl-C: asks a long run to stop where it can say what is done. A second one ends the program at once.

use super::exit::INTERRUPTED;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// The flag that Ctrl-C sets.
pub(super) fn stop_flag() -> &'static AtomicBool {
    let handler = || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    };
    // Where the system takes no handler, Ctrl-C ends the program as ever.
    let _ = ctrlc::set_handler(handler);
    &STOP
}

/// Whether somebody asked the run to stop.
pub(super) fn is_stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// A writer that Ctrl-C ends: what it was to write is then not there at all.
pub(super) struct Stoppable<W>(pub(super) W);

impl<W: Write> Write for Stoppable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if is_stopped() {
            return Err(io::Error::other("stopped · 已停止"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
