//! Runs the program as a person would, and reads what it said.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

#[path = "skip.rs"]
pub mod skip;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The day that examples on fixtures are checked for.
pub const DATE: &str = "2021-09-10";

/// A fixture's folder.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// What one run of the program came to.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The JSON on stdout.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// `dossier ARGUMENTS…` with nothing of this machine's settings: no home, no locale. Nothing that scans say is
/// read: that takes seconds for each dossier, and has tests of its own ([`reading_command`]).
pub fn command<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut arguments: Vec<OsString> = arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect();
    if arguments.first().is_some_and(|command| ["check", "pack", "form", "paper"].iter().any(|one| command == one)) {
        arguments.insert(1, "--no-read".into());
    }
    reading_command(arguments)
}

/// [`command`], exactly as it is typed.
pub fn reading_command<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    for name in
        ["HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "CLICOLOR_FORCE"]
    {
        command.env_remove(name);
    }
    // Without it the system's list of users names a home; below a file there is none, and nothing can be made.
    command.env("XDG_DATA_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml/none"));
    command.args(arguments);
    command
}

/// The key of the cache that tests share.
pub const KEY: &str = "of the tests, and of nobody else";

/// The folder of a cache that outlives a test: what one has read, no other reads again. The program keeps what it read
/// under its own sources, so nothing in it is older than they are.
pub fn shared_cache_home() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

/// The cache itself, with the key beside it that a user without a home has.
pub fn shared_cache() -> PathBuf {
    let folder = shared_cache_home().join("dossier");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("inspections.cache.key"), KEY).expect("a key");
    folder.join("inspections.cache")
}

/// Runs `dossier ARGUMENTS…`.
pub fn dossier<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    command(arguments).output().expect("the program starts").into()
}

/// Runs `dossier ARGUMENTS…` as somebody whom file permissions bind, also where an administrator runs the tests; `None`
/// where that is not possible here.
#[cfg(unix)]
pub fn without_privileges<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Option<Run> {
    let mut plain = command(arguments);
    if permissions_bind_us() {
        return Some(plain.output().expect("the program starts").into());
    }
    let mut limited = Command::new("setpriv");
    limited.arg("--bounding-set=-dac_override,-dac_read_search").arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    skip::installed("setpriv").then(|| limited.output().expect("setpriv starts").into())
}

#[cfg(unix)]
fn permissions_bind_us() -> bool {
    use std::os::unix::fs::PermissionsExt;
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o0)).expect("permissions");
    std::fs::File::open(file.path()).is_err()
}

/// `dossier check FOLDER --date …` with further arguments.
pub fn check(folder: &Path, further: &[&str]) -> Run {
    let folder = folder.to_str().expect("a Unicode path");
    dossier(["check", folder, "--date", DATE].iter().chain(further))
}

/// A copy of a folder in a temporary one, to be changed at will.
pub fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_into(folder, copy.path());
    copy
}

/// The same, into a folder that may not be there yet.
pub fn copy_into(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// Replaces a file that is there.
pub fn replace(path: &Path, bytes: &[u8]) {
    std::fs::remove_file(path).expect("the old file goes");
    std::fs::write(path, bytes).expect("the new file");
}
