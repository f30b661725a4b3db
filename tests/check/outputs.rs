//! Where reports go: several at once, each file whole or untouched, stdout for one.

use crate::check::command::{DATE, check, copy_of, dossier, fixture};
use std::fs;

#[test]
fn several_formats_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let (json, html, junit) = (file("报告.json"), file("report.html"), file("junit.xml"));
    let formats = [format!("json={json}"), format!("html={html}"), format!("junit={junit}"), "terminal".to_owned()];
    let arguments: Vec<&str> = formats.iter().flat_map(|format| ["--format", format.as_str()]).collect();
    let run = check(&fixture("exempt"), &arguments);
    assert_eq!(run.code, 0, "{run:#?}");
    assert_eq!(run.stdout, check(&fixture("exempt"), &[]).stdout);
    let alone = |format: &str| check(&fixture("exempt"), &["--format", format]).stdout;
    for (path, format) in [(&json, "json"), (&html, "html"), (&junit, "junit")] {
        assert_eq!(fs::read_to_string(path).expect("a file"), alone(format), "{format}");
    }
    let names = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 3, "no temporary file is left");
}

#[test]
fn only_one_format_goes_to_stdout() {
    let run = check(&fixture("exempt"), &["--format", "json", "--format", "terminal"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--format json=FILE"), "{}", run.stderr);
}

#[test]
fn a_file_that_cannot_be_written_leaves_stdout_empty() {
    let run = check(&fixture("exempt"), &["--format", "json=/no/such/folder/x.json", "--format", "terminal"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("/no/such/folder/x.json"), "{}", run.stderr);
    let folder = tempfile::tempdir().expect("a folder");
    let run = check(&fixture("exempt"), &["--format", &format!("json={}", folder.path().display())]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("is a folder"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_a_link_is_followed() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let run = check(&fixture("exempt"), &["--format", "json=/dev/null", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(fs::metadata("/dev/null").expect("/dev/null").file_type().is_char_device());
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real.json"), folder.path().join("link.json"));
    fs::write(&real, "old").expect("a file");
    symlink(&real, &link).expect("a link");
    check(&fixture("exempt"), &["--replace", "--format", &format!("json={}", link.display())]);
    assert!(link.symlink_metadata().expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(real).expect("a file"), run.stdout);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["check", fixture("exempt").to_str().expect("a path"), "--date", DATE, "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn colours_only_where_asked_for() {
    let coloured = |arguments: &[&str]| check(&fixture("exempt"), arguments).stdout.contains('\u{1b}');
    assert!(!coloured(&[]) && !coloured(&["--color", "never"]) && coloured(&["--color", "always"]));
    let file = tempfile::NamedTempFile::new().expect("a file");
    let asked = format!("terminal={}", file.path().display());
    check(&fixture("exempt"), &["--color", "always", "--format", &asked]);
    assert!(!fs::read_to_string(file.path()).expect("a file").contains('\u{1b}'), "a file has no colours");
}

/// The languages a system can be set to.
#[test]
fn the_language_of_the_system() {
    let copy = copy_of(&fixture("exempt"));
    let said = |locale: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"));
        for name in ["LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE"] {
            command.env_remove(name);
        }
        // As `command` does: no register of this machine.
        command.env("XDG_DATA_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml/none"));
        let command = command.env("LC_ALL", locale).arg("check").arg(copy.path()).args(["--no-read", "--date", DATE]);
        String::from_utf8(command.output().expect("the program starts").stdout).expect("UTF-8")
    };
    assert!(said("zh_CN.UTF-8").contains("材料齐全"));
    assert!(said("en_US.UTF-8").contains("Complete"));
    assert!(said("C").contains("Complete"));
    let run = dossier(["check", copy.path().to_str().expect("a path"), "--date", DATE, "--lang", "zh"]);
    assert_eq!(run.stdout, said("zh_CN.UTF-8"), "as with --lang zh");
}
