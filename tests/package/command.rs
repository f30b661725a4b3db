//! `pack`, `verify`, `record` and `history` as a person runs them.

use crate::package::cli::{DATE, Run, copy_of, dossier, fixture, replace};
use std::path::{Path, PathBuf};

/// Runs `dossier COMMAND PATHS… FURTHER…` with a register beside the packages.
fn run(command: &str, path: &Path, register: &Path, further: &[&str]) -> Run {
    let (path, register) = (path.to_str().expect("Unicode"), register.to_str().expect("Unicode"));
    dossier([command, path, "--register", register, "--date", DATE].iter().chain(further))
}

fn pack(folder: &Path, out: &Path, further: &[&str]) -> Run {
    let out_text = out.to_str().expect("Unicode");
    run("pack", folder, &out.with_extension("sqlite"), &[&["-o", out_text], further].concat())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.sort();
    files
}

fn zip(folder: &Path) -> PathBuf {
    files(folder).into_iter().find(|file| file.extension().is_some_and(|end| end == "zip")).expect("a zip file")
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let out = tempfile::tempdir().expect("a folder");
    let first = pack(&fixture("complete"), &out.path().join("a"), &["--lang", "zh", "--jobs", "1"]);
    assert_eq!(first.code, 0, "{first:?}");
    let copy = copy_with_new_times(&fixture("complete"));
    let second = pack(copy.path(), &out.path().join("b"), &["--lang", "en", "--jobs", "7", "--quiet"]);
    assert_eq!(second.code, 0, "{second:?}");
    let (a, b) = (files(&out.path().join("a")), files(&out.path().join("b")));
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(&b) {
        assert_eq!(a.file_name(), b.file_name());
        assert!(std::fs::read(a).expect("readable") == std::fs::read(b).expect("readable"), "{a:?}");
    }
}

/// Who uploads a package by hand must see which of two is the new one.
#[test]
fn a_package_of_an_earlier_run_beside_the_new_one_is_named() {
    let work = tempfile::tempdir().expect("a folder");
    let (copy, out) = (copy_of(&fixture("complete")), work.path().join("out"));
    assert_eq!(pack(copy.path(), &out, &["--lang", "zh"]).stderr.matches("以前的材料包").count(), 0);
    let old = zip(&out);
    let answers = copy.path().join("applicant.toml");
    let changed = std::fs::read_to_string(&answers).expect("a file").replace("某某职业技术学校", "另一所职业技术学校");
    replace(&answers, changed.as_bytes());
    let second = pack(copy.path(), &out, &["--lang", "zh"]);
    let name = old.file_name().expect("a name").to_string_lossy();
    assert!(
        second.code == 0
            && second.stderr.contains(&format!("另有 1 个以前的材料包，不是这次打的，上传前请核对：{name}")),
        "{second:?}"
    );
}

/// What the shell hands down must not show: who else may read, where it is, what it speaks.
#[cfg(unix)]
#[test]
fn neither_umask_nor_locale_nor_clock_changes_a_byte() {
    let work = tempfile::tempdir().expect("a folder");
    let plain = pack(&fixture("complete"), &work.path().join("plain"), &[]);
    assert_eq!(plain.code, 0, "{plain:?}");
    let script = "umask $1; exec \"$2\" pack --no-read \"$3\" -o \"$4\" --register \"$4.sqlite\" --date 2021-09-10";
    for (number, umask, zone, locale) in
        [("1", "000", "Asia/Urumqi", "zh_CN.GB18030"), ("2", "077", "Etc/GMT+12", "tr_TR.UTF-8")]
    {
        let out = work.path().join(number);
        let status = std::process::Command::new("sh")
            .args(["-c", script, "sh", umask, env!("CARGO_BIN_EXE_dossier")])
            .args([&fixture("complete"), &out])
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .current_dir(work.path())
            .output()
            .expect("a shell");
        assert!(status.status.success(), "{status:?}");
        for (a, b) in files(&work.path().join("plain")).iter().zip(files(&out)) {
            assert!(std::fs::read(a).expect("readable") == std::fs::read(&b).expect("readable"), "{b:?}");
            let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&b).expect("a file").permissions());
            assert_eq!(mode & 0o777, 0o600, "{b:?}");
        }
    }
}

#[test]
fn the_form_inside_and_beside_is_what_the_form_command_prints() {
    let work = tempfile::tempdir().expect("a folder");
    let copy = copy_of(&fixture("complete"));
    let printed = work.path().join("form.pdf");
    let printed_text = printed.to_str().expect("Unicode");
    for (out, further) in [("complete", &[][..]), ("incomplete", &["--incomplete"][..])] {
        if out == "incomplete" {
            std::fs::remove_file(copy.path().join("07-业务工作总结.jpg")).expect("removed");
        }
        let out = work.path().join(out);
        assert_eq!(pack(copy.path(), &out, further).code, 0);
        let [form, folder] = ["form", copy.path().to_str().expect("Unicode")];
        let form = dossier([form, folder, "-o", printed_text, "--date", DATE, "--replace"]);
        assert_eq!(form.code, 0, "{form:?}");
        let form = std::fs::read(&printed).expect("readable");
        let beside = files(&out).into_iter().find(|file| file.to_string_lossy().ends_with("-review-form.pdf"));
        assert!(std::fs::read(beside.expect("a form")).expect("readable") == form);
        let package = std::fs::read(zip(&out)).expect("readable");
        assert!(package.windows(form.len()).any(|window| window == form), "the zip stores it as it is");
    }
}

#[test]
fn faults_accepted_with_a_reason_are_named_as_such() {
    let copy = copy_of(&fixture("complete"));
    let coarse = std::fs::read(fixture("rules/D301-low-resolution/bad/身份证正面.jpg")).expect("readable");
    replace(&copy.path().join("02-身份证/人像面.jpg"), &coarse);
    let data = std::fs::read(copy.path().join("applicant.toml")).expect("readable");
    let waiver = "\n[[waive]]\ncode = \"D301\"\npart = \"id/front\"\nreason = \"原件如此，单位已核\"\n";
    replace(&copy.path().join("applicant.toml"), &[&data, waiver.as_bytes()].concat());
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("out");
    let packed = pack(copy.path(), &out, &["--format", "json"]);
    assert_eq!((packed.code, packed.json()["result"].as_str()), (0, Some("complete-with-waivers")), "{packed:?}");
    let verified = dossier(["verify", zip(&out).to_str().expect("Unicode"), "--format", "json"]);
    assert_eq!((verified.code, verified.json()["result"].as_str()), (0, Some("complete-with-waivers")));
}

#[test]
fn a_silent_run_and_a_piped_one_show_no_progress() {
    let work = tempfile::tempdir().expect("a folder");
    for further in [&["--quiet"][..], &[]] {
        let packed = pack(&fixture("complete"), &work.path().join("out"), further);
        let notes = usize::from(further.is_empty());
        assert_eq!((packed.code, packed.stderr.lines().count()), (0, notes), "only what is not filled in: {packed:?}");
        let verified =
            dossier(["verify", zip(&work.path().join("out")).to_str().expect("Unicode")].iter().chain(further));
        assert_eq!((verified.code, verified.stderr.as_str()), (0, ""), "{verified:?}");
    }
}

#[test]
fn where_there_is_no_home_nothing_breaks() {
    let work = tempfile::tempdir().expect("a folder");
    let folder = fixture("complete");
    let folder = folder.to_str().expect("Unicode");
    assert_eq!(dossier(["check", folder, "--date", DATE]).code, 0);
    let out = work.path().join("out");
    let packed = dossier(["pack", folder, "--date", DATE, "-o", out.to_str().expect("Unicode"), "--format", "json"]);
    assert_eq!(packed.code, 0, "{packed:?}");
    assert!(packed.json()["register"]["en"].as_str().is_some_and(|why| why.contains("register")), "{packed:?}");
    let recorded = dossier(["record", zip(&out).to_str().expect("Unicode"), "submitted"]);
    assert_eq!((recorded.code, recorded.stdout.as_str()), (2, ""), "{recorded:?}");
    assert!(recorded.stderr.contains("--register"), "{recorded:?}");
}

/// A real copy, made in another order and at another time.
fn copy_with_new_times(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    let mut folders = vec![PathBuf::new()];
    while let Some(relative) = folders.pop() {
        std::fs::create_dir_all(copy.path().join(&relative)).expect("made");
        for from in files(&folder.join(&relative)).into_iter().rev() {
            let inner = relative.join(from.file_name().expect("a name"));
            if from.is_dir() {
                folders.push(inner);
            } else {
                std::fs::copy(&from, copy.path().join(inner)).expect("copied");
            }
        }
    }
    copy
}

#[test]
fn errors_refuse_and_incomplete_packs_all_the_same() {
    let copy = copy_of(&fixture("complete"));
    std::fs::remove_file(copy.path().join("07-业务工作总结.jpg")).expect("removed");
    let work = tempfile::tempdir().expect("a folder");
    let out = work.path().join("out");
    let refused = pack(copy.path(), &out, &["--format", "json"]);
    assert_eq!((refused.code, refused.json()["verdict"].as_str()), (1, Some("incomplete")), "{refused:?}");
    assert!(!out.exists());
    let packed = pack(copy.path(), &out, &["--incomplete", "--format", "json"]);
    assert_eq!((packed.code, packed.json()["result"].as_str()), (0, Some("incomplete")), "{packed:?}");
    let package = zip(&out);
    assert!(package.to_string_lossy().ends_with("-incomplete.zip"), "{package:?}");
    let verified = dossier(["verify", package.to_str().expect("Unicode"), "--format", "json"]);
    assert_eq!((verified.code, verified.json()["result"].as_str()), (0, Some("incomplete")));
}

#[test]
fn a_closed_window_does_not_stop_packing() {
    let work = tempfile::tempdir().expect("a folder");
    let (folder, out) = (fixture("complete"), work.path().join("out"));
    let arguments = ["pack", folder.to_str().expect("Unicode"), "--date", "2021-09-30", "--format", "json", "-o"];
    let register = work.path().join("r.sqlite");
    let further = [out.as_os_str(), "--register".as_ref(), register.as_os_str()];
    let packed = dossier(arguments.iter().map(std::ffi::OsStr::new).chain(further));
    assert_eq!((packed.code, packed.json()["result"].as_str()), (0, Some("complete")), "{packed:?}");
}

#[test]
fn places_that_cannot_be_written_fail_before_anything_is_written() {
    let copy = copy_of(&fixture("complete"));
    let work = tempfile::tempdir().expect("a folder");
    let inside = run(
        "pack",
        copy.path(),
        &work.path().join("r.sqlite"),
        &["-o", copy.path().join("out").to_str().expect("Unicode")],
    );
    assert_eq!((inside.code, inside.stdout.as_str()), (2, ""));
    assert!(inside.stderr.contains("inside the dossier"), "{inside:?}");
    let nowhere = pack(copy.path(), &work.path().join("no/such/folder"), &[]);
    assert_eq!((nowhere.code, nowhere.stdout.as_str()), (2, ""));
    let file = work.path().join("file");
    std::fs::write(&file, "mine").expect("written");
    let on_file = pack(copy.path(), &file, &[]);
    assert_eq!((on_file.code, on_file.stdout.as_str()), (2, ""));
    assert_eq!(std::fs::read_to_string(&file).expect("readable"), "mine");
    let no_dossier = pack(&work.path().join("nobody"), &work.path().join("out"), &[]);
    assert_eq!((no_dossier.code, no_dossier.stdout.as_str()), (2, ""));
    assert!(!work.path().join("out").exists());
}

#[test]
fn verify_says_what_is_no_package() {
    let work = tempfile::tempdir().expect("a folder");
    let file = work.path().join("x.zip");
    for content in ["", "not a zip file"] {
        std::fs::write(&file, content).expect("written");
        let run = dossier(["verify", file.to_str().expect("Unicode"), "--format", "json"]);
        assert_eq!((run.code, run.json()["refusals"][0]["code"].as_str()), (1, Some("K001")), "{content:?}");
    }
    let run = dossier(["verify", work.path().join("nothing").to_str().expect("Unicode")]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("nothing"), "{run:?}");
    let run = dossier(["verify", file.to_str().expect("Unicode"), "--expect", "1234"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn submissions_are_counted_across_commands() {
    let work = tempfile::tempdir().expect("a folder");
    let (copy, register) = (copy_of(&fixture("complete")), work.path().join("register.sqlite"));
    let out = work.path().join("out");
    let out_text = out.to_str().expect("Unicode");
    let photo = std::fs::read(copy.path().join("01-照片/照片.jpg")).expect("readable");
    for number in 1..=3_u8 {
        // Bytes after the picture's end make another file, and so another package.
        replace(&copy.path().join("01-照片/照片.jpg"), &[&photo[..], &[number]].concat());
        let packed = run("pack", copy.path(), &register, &["-o", out_text, "--incomplete", "--format", "json"]);
        assert_eq!(packed.code, 0, "{packed:?}");
        let package = out.join(packed.json()["package"].as_str().expect("a name"));
        let recorded = run("record", &package, &register, &["submitted", "--format", "json"]);
        assert_eq!((recorded.code, recorded.json()["submissions"].as_u64()), (0, Some(number.into())), "{recorded:?}");
        let again = run("record", &package, &register, &["submitted", "--format", "json"]);
        assert_eq!((again.code, again.json()["result"].as_str()), (0, Some("already-recorded")));
        let returned = run("record", &package, &register, &["returned", "--reason", "照片不清 990000198803070017"]);
        assert_eq!(returned.code, 0, "{returned:?}");
    }
    let kept = std::fs::read(&register).expect("a register");
    let holds = |text: &str| kept.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("照片不清 99**************17") && !holds("990000198803070017"));
    let checked = run("check", &fixture("complete"), &register, &["--format", "json"]);
    let codes = |run: &Run| run.json()["findings"].to_string();
    assert!(checked.code == 1 && codes(&checked).contains("D415"), "{checked:?}");
    let refused = run("pack", &fixture("complete"), &register, &["-o", out_text, "--format", "json"]);
    assert!(refused.code == 1 && codes(&refused).contains("D415"), "{refused:?}");
    // Packed all the same, it is none for handing in.
    let further = &["-o", out_text, "--incomplete", "--format", "json"];
    let packed = run("pack", &fixture("complete"), &register, further);
    assert_eq!((packed.code, packed.json()["result"].as_str()), (0, Some("incomplete")), "{packed:?}");
    let package = out.join(packed.json()["package"].as_str().expect("a name"));
    let verified = dossier(["verify", package.to_str().expect("Unicode"), "--format", "json"]);
    assert_eq!((verified.code, verified.json()["result"].as_str()), (0, Some("incomplete")), "{verified:?}");
    let history = run("history", &fixture("complete"), &register, &["--format", "json"]).json();
    let entries = history["entries"].as_array().expect("entries");
    let outcomes: Vec<_> = entries.iter().filter_map(|entry| entry["outcome"].as_str()).collect();
    assert_eq!(outcomes, [&["packed", "submitted", "returned"].repeat(3)[..], &["packed"]].concat());
    assert!(!history.to_string().contains("990000"));
}
