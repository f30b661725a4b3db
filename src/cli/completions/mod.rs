//! Completion scripts for shells.
//!
//! Bash, zsh and fish have theirs from `clap_complete`. What it writes for `PowerShell` and elvish knows no value of an
//! option and nothing after the first folder, and Windows PowerShell 5 takes its Chinese for the code page of the machine:
//! those two are written here, over one table of what can follow what.

mod elvish;
mod places;
mod powershell;

use clap::Command;
use clap_complete::Shell;
use places::places;

/// The script that teaches `shell` what `command` takes.
pub(super) fn script(shell: Shell, mut command: Command) -> Vec<u8> {
    command.build();
    match shell {
        Shell::PowerShell => powershell::script(&places(&command)).into_bytes(),
        Shell::Elvish => elvish::script(&places(&command)).into_bytes(),
        _ => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "dossier", &mut script);
            script
        }
    }
}
