//! Streams that cannot be written, and files that outputs become.
#![cfg(unix)]

use crate::check::command::{DATE, Run, check, command, copy_of, fixture};
use std::fs::{self, OpenOptions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;

fn faulty() -> tempfile::TempDir {
    let copy = copy_of(&fixture("exempt"));
    fs::remove_file(copy.path().join("applicant.toml")).expect("it goes");
    copy
}

/// Runs with stderr on a device that takes nothing.
fn without_stderr(arguments: &[&str]) -> Option<i32> {
    let full = OpenOptions::new().write(true).open("/dev/full").ok()?;
    let status = command(arguments).stdout(Stdio::null()).stderr(full).status().expect("the program starts");
    status.code()
}

#[test]
fn a_full_stderr_leaves_the_exit_code_as_it_is() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let (good, bad, out) = (fixture("exempt"), faulty(), tempfile::tempdir().expect("a folder"));
    let text = |path: &Path| path.to_str().expect("a path").to_owned();
    let at = |name: &str| text(&out.path().join(name));
    let (good, bad) = (text(&good), text(bad.path()));
    let lines: [(&[&str], i32); 9] = [
        (&["check", &good, "--date", DATE], 0),
        (&["check", &bad, "--date", DATE], 1),
        (&["check", "/no/such/folder"], 2),
        (&["form"], 2),
        (&["nonsense"], 2),
        (&["--help", "--lang", "zh"], 0),
        (&["form", &good, "--date", DATE, "-o", &at("form.pdf")], 0),
        (&["pack", &good, "--date", DATE, "-o", &at("out")], 0),
        (&["batch", &at("empty"), "--date", DATE], 2),
    ];
    for (line, code) in lines {
        for lang in ["zh", "en"] {
            let line = [line, &["--lang", lang]].concat();
            assert_eq!(without_stderr(&line), Some(code), "{line:?}");
        }
    }
}

/// Runs with a reader of stdout that goes away at once.
fn with_closed_pipe(arguments: &[&str]) -> Run {
    let mut child =
        command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    child.wait_with_output().expect("it ends").into()
}

#[test]
fn a_closed_pipe_leaves_the_exit_code_as_it_is() {
    let (good, bad) = (fixture("exempt"), faulty());
    let (good, bad) = (good.to_str().expect("a path"), bad.path().to_str().expect("a path"));
    let zip = tempfile::NamedTempFile::new().expect("a file");
    let zip = zip.path().to_str().expect("a path");
    for format in ["terminal", "json", "junit", "github", "html"] {
        for (folder, code) in [(good, 0), (bad, 1)] {
            let run = with_closed_pipe(&["check", folder, "--date", DATE, "--format", format]);
            assert_eq!((run.code, run.stderr.as_str()), (code, ""), "{format} {folder}");
        }
    }
    for format in ["terminal", "json"] {
        let run = with_closed_pipe(&["verify", zip, "--format", format]);
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
    }
    let out = tempfile::tempdir().expect("a folder");
    let run = with_closed_pipe(&["pack", bad, "--date", DATE, "-o", out.path().join("out").to_str().expect("a path")]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
}

#[test]
fn a_link_to_nowhere_stays_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let exempt = fixture("exempt");
    let exempt = exempt.to_str().expect("a path");
    let at = |name: &str| folder.path().join(name);
    symlink("real.json", at("link.json")).expect("a link");
    symlink("link.pdf.2", at("link.pdf")).expect("a link");
    symlink("real.pdf", at("link.pdf.2")).expect("a link");
    symlink("loop", at("loop")).expect("a link");
    let text = |name: &str| at(name).to_str().expect("a path").to_owned();
    let run = check(&fixture("exempt"), &["--format", &format!("json={}", text("link.json"))]);
    assert_eq!(run.code, 0, "{run:#?}");
    let run: Run =
        command(["form", exempt, "--date", DATE, "-o", &text("link.pdf")]).output().expect("the program starts").into();
    assert_eq!(run.code, 0, "{run:#?}");
    for (link, real) in [("link.json", "real.json"), ("link.pdf", "real.pdf")] {
        assert!(at(link).symlink_metadata().expect("a link").is_symlink(), "{link}");
        assert!(at(real).symlink_metadata().expect("a file").is_file(), "{real}");
    }
    let run = check(&fixture("exempt"), &["--format", &format!("json={}", text("loop"))]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
    assert!(at("loop").symlink_metadata().expect("a link").is_symlink());
}

/// Runs under a umask; the mode of the file that came of it.
fn mode(umask: &str, arguments: &[&str], file: &Path) -> u32 {
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_dossier")]);
    let status = shell.args(arguments).stdout(Stdio::null()).status().expect("the program starts");
    assert_eq!(status.code(), Some(0), "{arguments:?}");
    file.metadata().expect("a file").permissions().mode() & 0o777
}

#[test]
fn reports_follow_the_umask_and_private_papers_do_not() {
    let exempt = fixture("exempt");
    let exempt = exempt.to_str().expect("a path");
    for (umask, wanted) in [("000", 0o666), ("022", 0o644), ("077", 0o600)] {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for format in ["json", "html", "terminal", "junit", "github"] {
            let asked = format!("{format}={}", at(format).display());
            assert_eq!(
                mode(umask, &["check", exempt, "--date", DATE, "--format", &asked], &at(format)),
                wanted,
                "{format} {umask}"
            );
        }
        let form = at("form.pdf");
        let line = ["form", exempt, "--date", DATE, "-o", form.to_str().expect("a path")];
        assert_eq!(mode(umask, &line, &form), 0o600, "a form holds the whole ID number");
    }
}

#[test]
fn a_report_that_is_replaced_keeps_its_mode() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    for wanted in [0o640, 0o604] {
        fs::set_permissions(file.path(), fs::Permissions::from_mode(wanted)).expect("a mode");
        let asked = format!("json={}", file.path().display());
        let exempt = fixture("exempt");
        let line = ["check", exempt.to_str().expect("a path"), "--date", DATE, "--format", &asked];
        assert_eq!(mode("022", &line, file.path()), wanted);
    }
}

#[test]
fn what_was_typed_never_reaches_the_screen_raw() {
    let hostile = "--\u{1b}]0;x\u{7}\u{202e}\u{9b}";
    for lang in ["en", "zh"] {
        for line in
            [&["inspect", hostile][..], &["check", "x", "--jobs", hostile], &[hostile], &["check", "x", hostile]]
        {
            let run: Run = command(line.iter().chain(&["--lang", lang])).output().expect("the program starts").into();
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line:?}");
            let raw = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!run.stderr.contains(raw), "{lang} {line:?}: {:?}", run.stderr);
        }
    }
}
