//! The system's own programs for pages and folders.

use crate::dossier::path::plain;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens a page or a folder; whether there is a program that does.
pub(super) fn open(what: &OsStr) -> bool {
    let Some(mut command) = opener(what) else { return false };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Nobody waits for a browser; only its end is taken notice of, where there is a thread for that.
    let _ = std::thread::Builder::new().spawn(move || child.wait());
    true
}

fn opener(what: &OsStr) -> Option<Command> {
    let command = |program: &str| {
        let mut command = Command::new(program);
        command.arg(what);
        command
    };
    if cfg!(windows) {
        let system = std::env::var_os("SystemRoot")?;
        Some(on_windows(what, Path::new(&system)))
    } else if cfg!(target_vendor = "apple") {
        Some(command("open"))
    } else {
        has_screen().then(|| command("xdg-open"))
    }
}

/// Programs of the system's own folder, and no shell, which would read `&` as its own. The Explorer shows folders; of an
/// address that has a `?` it shows the documents folder instead of the page, so pages are left to the system's handler
/// of addresses.
fn on_windows(what: &OsStr, system: &Path) -> Command {
    if what.to_str().is_some_and(|what| what.starts_with("http://")) {
        let mut command = Command::new(system.join("System32").join("rundll32.exe"));
        command.arg("url.dll,FileProtocolHandler").arg(what);
        return command;
    }
    let mut command = Command::new(system.join("explorer.exe"));
    let folder = std::path::absolute(what).unwrap_or_else(|_| what.into());
    add_quoted(&mut command, &plain(folder));
    command
}

/// The Explorer takes a comma for the end of a path that is not in quotes.
#[cfg(windows)]
fn add_quoted(command: &mut Command, folder: &Path) {
    let mut quoted = std::ffi::OsString::from("\"");
    quoted.push(folder);
    quoted.push("\"");
    std::os::windows::process::CommandExt::raw_arg(command, quoted);
}

#[cfg(not(windows))]
fn add_quoted(command: &mut Command, folder: &Path) {
    command.arg(folder);
}

/// Whether there is a screen that a browser could be on (X11, Wayland).
fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `explorer.exe http://127.0.0.1:1/?t=2` opens the documents folder.
    #[test]
    fn on_windows_pages_are_not_the_explorers() {
        let words = |what: &str| {
            let command = on_windows(OsStr::new(what), Path::new("/windows"));
            let arguments = command.get_args().map(|word| word.to_string_lossy().into_owned());
            let program = command.get_program().to_string_lossy().replace('\\', "/");
            std::iter::once(program).chain(arguments).collect::<Vec<_>>()
        };
        let page = "http://127.0.0.1:4711/?t=0a";
        assert_eq!(words(page), ["/windows/System32/rundll32.exe", "url.dll,FileProtocolHandler", page]);
        let folder = words("材料, 一份");
        assert!(folder[0] == "/windows/explorer.exe" && folder[1].contains("材料, 一份"), "{folder:?}");
    }
}
