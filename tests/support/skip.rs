//! What a test needs of the machine that it runs on.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

use std::io::Write;
use std::process::Command;

/// Whether a test can run. Where it cannot, this says so past the captured output; where `CI=true`, where nothing may be
/// left out, it fails.
pub fn present(what: &str, present: bool) -> bool {
    if !present {
        let _ = writeln!(std::io::stderr(), "skipped: {what} is not here");
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{what} is needed in CI");
    }
    present
}

/// Whether a program is installed.
pub fn installed(program: &str) -> bool {
    present(program, Command::new(program).arg("--version").output().is_ok())
}

/// The folder of real files beside the clone, or where `DOSSIER_CORPUS` says.
pub fn corpus() -> Option<std::path::PathBuf> {
    let root = std::env::var_os("DOSSIER_CORPUS").map_or_else(|| beside("corpus"), Into::into);
    present("the corpus of real files", root.join("INDEX.tsv").is_file()).then_some(root)
}

/// A folder of what is shared beside the clone. The clone is found from any of its packages.
fn beside(name: &str) -> std::path::PathBuf {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let clone = package.ancestors().filter(|folder| folder.join("Cargo.lock").is_file()).last().unwrap_or(package);
    clone.join("../shared").join(name)
}
