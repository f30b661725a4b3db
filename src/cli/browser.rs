//! The system's own programs for pages and folders.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// Opens a page or a folder; whether there is a program that does.
pub(super) fn open(what: &OsStr) -> bool {
    let mut command = if cfg!(windows) {
        // Explorer opens addresses with the browser, and needs no shell that would read `&` as its own.
        Command::new("explorer.exe")
    } else if cfg!(target_vendor = "apple") {
        Command::new("open")
    } else if has_screen() {
        Command::new("xdg-open")
    } else {
        return false;
    };
    command.arg(what).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Nobody waits for a browser; only its end is taken notice of, where there is a thread for that.
    let _ = std::thread::Builder::new().spawn(move || child.wait());
    true
}

/// Whether there is a screen that a browser could be on (X11, Wayland).
fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
