//! Ctrl-C: asks a long run to stop where it can say what is done. A second one ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// Exit code of a program that Ctrl-C ended: 128 and the signal's number.
const ENDED: i32 = 130;

/// The flag that Ctrl-C sets.
pub(super) fn stop_flag() -> &'static AtomicBool {
    let handler = || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(ENDED);
        }
    };
    // Where the system takes no handler, Ctrl-C ends the program as ever.
    let _ = ctrlc::set_handler(handler);
    &STOP
}
