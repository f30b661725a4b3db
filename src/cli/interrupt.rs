//! Ctrl-C, and a request to end or a closed terminal: a long run stops where it can report what is done; any other, and
//! the second time every run, ends at once. What was being written is removed before.

use super::exit::INTERRUPTED;
use crate::failure::refused;
use crate::temporary;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);
/// Whether the command looks at [`STOP`].
static STOPPABLE: AtomicBool = AtomicBool::new(false);

/// Takes the signals of every command.
pub(super) fn install() {
    let handler = || {
        let again = STOP.swap(true, Ordering::Relaxed);
        if again || !STOPPABLE.load(Ordering::Relaxed) {
            temporary::remove_all();
            std::process::exit(INTERRUPTED);
        }
    };
    // Where the system takes no handler, Ctrl-C ends the program as ever, and the next run sweeps.
    let _ = ctrlc::set_handler(handler);
}

/// The flag that Ctrl-C sets, for a command that looks at it.
pub(super) fn stop_flag() -> &'static AtomicBool {
    STOPPABLE.store(true, Ordering::Relaxed);
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
            return Err(refused(io::ErrorKind::Other, "已停止", "stopped"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
