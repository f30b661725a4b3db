//! What cannot be checked is said clearly, in the chosen language, with the right exit code, and nothing is written.

use crate::check::command::{DATE, check, copy_of, dossier, fixture};
use std::fs;
use std::path::Path;

/// Runs in both languages and holds exit code 2, an empty stdout, and words in each language.
fn refused(arguments: &[&str], zh: &str, en: &str) {
    for (lang, words) in [("zh", zh), ("en", en)] {
        let run = dossier(arguments.iter().chain(&["--lang", lang]));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
}

#[test]
fn a_folder_that_is_not_there() {
    refused(&["check", "/no/such/folder"], "找不到文件夹", "there is no folder");
}

/// Elsewhere the system speaks English; on Windows it speaks the user's language.
#[cfg(unix)]
#[test]
fn what_the_system_says_is_in_chinese_too() {
    let home = tempfile::tempdir().expect("a folder");
    let (absent, copy) = (home.path().join("absent"), home.path().join("copy"));
    let [absent, copy] = [&absent, &copy].map(|path| path.to_str().expect("a path"));
    let staff = fixture("complete");
    let staff = staff.to_str().expect("a path");
    for (arguments, zh, en) in [
        (&["batch", absent][..], "无法打开文件夹", "cannot open the folder"),
        (&["inspect", absent], "无法读取", "cannot read"),
        (&["fix", absent, "-o", copy], "无法读取", "cannot read"),
        (&["batch", staff, "--no-cache", "--date", DATE, "--since", absent], "无法读取", "cannot read"),
    ] {
        let zh = format!("{zh}“{absent}”：找不到（系统错误 2）\n");
        refused(arguments, &zh, &format!("{en} {absent}: No such file"));
    }
}

#[test]
fn a_file_instead_of_a_folder() {
    let file = fixture("complete").join("applicant.toml");
    refused(&["check", file.to_str().expect("a path")], "不是文件夹", "is not a folder");
}

#[test]
fn an_unknown_profile() {
    let complete = fixture("complete");
    let complete = complete.to_str().expect("a path");
    refused(
        &["check", complete, "--profile", "bazhou-vocational-2012"],
        "bazhou-vocational-2021",
        "bazhou-vocational-2021",
    );
}

#[test]
fn an_unknown_format() {
    let complete = fixture("complete");
    let complete = complete.to_str().expect("a path");
    refused(&["check", complete, "--format", "jsn"], "json", "json");
}

#[test]
fn an_applicant_file_with_faults() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("applicant.toml"), "nmae = \"王\"\nlevel = 3\n[files]\n\"a\" = \"id\"\n")
        .expect("a file");
    for lang in ["zh", "en"] {
        let run = check(folder.path(), &["--lang", lang]);
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run:#?}");
        for line in [1, 2, 4] {
            let said = if lang == "zh" { format!("第 {line} 行") } else { format!("ine {line} of applicant.toml") };
            assert!(run.stdout.contains(&said), "{said}: {}", run.stdout);
        }
    }
}

#[test]
fn an_applicant_file_that_is_not_toml_or_not_utf8() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("applicant.toml");
    for content in [&b"name = \"\xff\xfe\""[..], b"name = ", b"[[[[", b"\0\0", &vec![b'['; 100_000]] {
        fs::write(&file, content).expect("a file");
        let run = check(folder.path(), &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
        assert!(run.stderr.contains("applicant.toml"), "{}", run.stderr);
    }
}

#[test]
fn an_empty_folder_is_incomplete_and_stays_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = check(folder.path(), &["--format", "json"]);
    assert_eq!(run.code, 1, "{run:#?}");
    let codes: Vec<_> =
        run.json()["findings"].as_array().expect("findings").iter().map(|f| f["code"].clone()).collect();
    assert!(codes.contains(&"D112".into()) && codes.contains(&"D101".into()), "{codes:?}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn the_check_writes_nothing() {
    let copy = copy_of(&fixture("complete"));
    let before = listing(copy.path());
    check(copy.path(), &[]);
    assert_eq!(listing(copy.path()), before);
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .map(|entry| format!("{} {:?}", entry.path().display(), entry.metadata().ok().and_then(|m| m.modified().ok())))
        .collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn names_that_would_move_the_cursor_are_written_out() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    for name in [&b"a\nb.jpg"[..], b"\x1b[2Jc.jpg", b"\xff\xfe.jpg"] {
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "x").expect("a file");
    }
    let run = check(folder.path(), &["--color", "never"]);
    assert!(!run.stdout.contains('\x1b'), "{}", run.stdout);
    assert!(run.stdout.contains("a\\u{a}b.jpg"), "{}", run.stdout);
    let json = check(folder.path(), &["--format", "json"]).json();
    let hex: Vec<_> =
        json["strays"].as_array().expect("strays").iter().filter_map(|s| s["path_hex"].as_str()).collect();
    assert_eq!(hex, ["fffe2e6a7067"]);
}

/// The bytes of such a name stand in JSON as hex; a number in them stays as unreadable as in the path.
#[cfg(unix)]
#[test]
fn an_id_number_is_masked_in_the_hex_of_a_name() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let name = std::ffi::OsStr::from_bytes(b"\xff990000_198803070017.jpg");
    fs::write(folder.path().join(name), "x").expect("a file");
    let run = check(folder.path(), &["--format", "json"]);
    let json = run.json();
    assert_eq!(json["strays"][0]["path_hex"], "ff39392a2a2a2a5f2a2a2a2a2a2a2a2a2a2a31372e6a7067");
    assert!(!run.stdout.contains("3139383830333037"), "{}", run.stdout);
}

/// A guide that no program wrote is judged as every other file, and `fix` goes on beside it.
#[test]
fn a_guide_of_more_bytes_than_any_is_none() {
    let copy = copy_of(&fixture("first-time"));
    let beginning = format!("{}\n", dossier::survey::FIRST_STEPS[0]);
    fs::write(copy.path().join("说明.txt"), beginning).expect("a guide");
    let guide = fs::OpenOptions::new().write(true).open(copy.path().join("说明.txt")).expect("a file");
    guide.set_len((64 << 20) + 1).expect("a long file");
    let json = check(copy.path(), &["--format", "json"]).json();
    let strays = json["strays"].as_array().expect("strays");
    assert!(strays.iter().any(|stray| stray["path"] == "说明.txt"), "{strays:?}");
    let new = copy.path().with_extension("new");
    let [old, fixed] = [copy.path(), &new].map(|path| path.to_str().expect("Unicode"));
    let run = dossier(["fix", old, "-o", fixed, "--date", DATE]);
    let _ = fs::remove_dir_all(&new);
    assert!(run.code != 2, "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_under_stdout_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["check", fixture("complete").to_str().expect("a path"), "--date", DATE])
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status()
        .expect("the program starts");
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_file_of_three_gigabytes_is_not_decoded() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = fs::File::create(folder.path().join("照片.jpg")).expect("a file");
    if file.set_len(3_000_000_000).is_err() {
        return;
    }
    let run = check(folder.path(), &["--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
}

#[test]
fn ten_thousand_files_are_all_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..10_000 {
        fs::write(folder.path().join(format!("扫描{number:05}.jpg")), number.to_string()).expect("a file");
    }
    let run = check(folder.path(), &["--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.json()["strays"].as_array().expect("strays").len(), 10_000);
}
