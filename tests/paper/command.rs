//! `dossier form` and `dossier paper` as a person runs them.

use crate::paper::cli::{DATE, Run, check, copy_of, dossier, fixture, replace};
use crate::paper::readback::{outline, pages, parsed, texts};
use dossier::package::bag::hex_digest;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Runs a command on a folder, with a new file for its paper.
fn print(command: &str, folder: &Path, further: &[&str]) -> (Run, Vec<String>) {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("out.pdf");
    let run = run(command, folder, &out, further);
    let said = std::fs::read(&out).map(|pdf| texts(&parsed(&pdf))).unwrap_or_default();
    assert!(run.stdout.is_empty(), "the paper is a file: {run:?}");
    (run, said)
}

fn run(command: &str, folder: &Path, out: &Path, further: &[&str]) -> Run {
    run_on(DATE, command, folder, out, further)
}

fn run_on(date: &str, command: &str, folder: &Path, out: &Path, further: &[&str]) -> Run {
    let (folder, out) = (folder.to_str().expect("a path"), out.to_str().expect("a path"));
    dossier([command, folder, "-o", out, "--date", date].iter().chain(further))
}

/// The fixture's only file whose name holds `part`.
fn scan(folder: &Path, part: &str) -> PathBuf {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let mut named = files
        .filter(|path| path.is_file() && path.file_name().is_some_and(|name| name.to_string_lossy().contains(part)));
    named.next().unwrap_or_else(|| panic!("no {part} in {}", folder.display()))
}

#[test]
fn every_page_carries_the_digest_of_the_data_and_the_packages_fingerprint() {
    let folder = fixture("complete");
    let packed = tempfile::tempdir().expect("a folder");
    let target = packed.path().join("out");
    let data = hex_digest(&std::fs::read(folder.join("applicant.toml")).expect("the data"));
    // A closed window hinders neither the package nor the paper.
    let place = tempfile::tempdir().expect("a folder");
    for date in [DATE, "2021-12-01"] {
        let [dossier_folder, target] = [&folder, &target].map(|path| path.to_str().expect("a path"));
        let pack = dossier(["pack", dossier_folder, "-o", target, "--date", date, "--replace", "--format", "json"]);
        let fingerprint = pack.json()["fingerprint"].as_str().expect("a fingerprint").to_owned();
        let out = place.path().join(date);
        let run = run_on(date, "form", &folder, &out, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        let pages = texts(&parsed(&std::fs::read(out).expect("a file")));
        let one_copy = pages.len() / 2;
        for (at, page) in pages.iter().enumerate() {
            assert!(page.contains(&format!("数据摘要{data}")), "{date}: {page}");
            assert!(page.contains(&format!("材料包指纹{fingerprint}")), "{date}: {page}");
            assert!(page.contains(&format!("第{}页共{one_copy}页", at % one_copy + 1)), "{date}: {page}");
            assert!(page.contains("草稿：仅供核对与预演"), "{date}: {page}");
        }
    }
}

#[test]
fn an_incomplete_dossier_is_printed_and_says_that_it_is_not_packed() {
    let folder = copy_of(&fixture("complete"));
    std::fs::remove_file(scan(folder.path(), "照片.jpg")).expect("removed");
    let (run, pages) = print("form", folder.path(), &["--copies", "1", "--lang", "zh"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("没有可用的照片"), "{run:?}");
    assert!(pages.iter().all(|page| page.contains("材料包指纹未打包")), "{pages:?}");
    assert!(pages[1].contains("照片"), "the frame says what belongs in it: {}", pages[1]);
    let (quiet, _) = print("form", folder.path(), &["-q"]);
    assert_eq!(quiet.stderr.lines().count(), 1, "{}", quiet.stderr);
}

#[test]
fn a_spoiled_scan_becomes_a_page_that_says_so() {
    let folder = copy_of(&fixture("complete"));
    let diploma = scan(folder.path(), "毕业");
    let bytes = std::fs::read(&diploma).expect("a scan");
    replace(&diploma, &bytes[..bytes.len() / 2]);
    let (run, pages) = print("paper", folder.path(), &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = pages.iter().find(|page| page.contains("没有通过检查")).expect("a page that says so");
    assert!(page.contains("已审核，与原件相符"), "{page}");
    assert!(run.stderr.lines().any(|line| line.contains("is not printed")), "{run:?}");
    assert!(run.stderr.contains("but 1 document is not printed (the pages say why): "), "{run:?}");
    assert!(!run.stderr.contains("all copies included"), "{run:?}");
}

#[test]
fn a_file_is_replaced_as_a_whole_and_nothing_else_is_left() {
    let place = tempfile::tempdir().expect("a folder");
    let (out, link) = (place.path().join("form.pdf"), place.path().join("link.pdf"));
    std::fs::write(&out, b"the form of yesterday").expect("written");
    std::os::unix::fs::symlink(&out, &link).expect("a link");
    let refused = run("form", &fixture("complete"), &link, &["--copies", "1"]);
    assert_eq!((refused.code, std::fs::read(&out).expect("a file")), (2, b"the form of yesterday".to_vec()));
    assert_eq!(run("form", &fixture("complete"), &link, &["--copies", "1", "--replace"]).code, 0);
    let pdf = parsed(&std::fs::read(&out).expect("a file"));
    assert!(pages(&pdf).len().is_multiple_of(2) && outline(&pdf).iter().all(|(depth, ..)| *depth == 0));
    assert!(link.is_symlink(), "a link stays a link");
    // A run that fails leaves what was there.
    let before = std::fs::read(&out).expect("a file");
    let failed = run("paper", &place.path().join("nowhere"), &out, &[]);
    assert_eq!((failed.code, failed.stdout.as_str()), (2, ""));
    assert_eq!(std::fs::read(&out).expect("a file"), before);
    assert_eq!(std::fs::read_dir(place.path()).expect("a folder").count(), 2, "no temporary file stays");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    for command in ["form", "paper"] {
        let out = place.path().join("纸质/form.pdf");
        let run = run(command, &fixture("complete"), &out, &["--lang", "zh"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        let folder = out.parent().expect("a folder").display().to_string();
        assert!(run.stderr.contains(&format!("没有文件夹“{folder}”")) && !run.stderr.contains(".part"), "{run:?}");
    }
}

#[test]
fn a_pipe_is_written_into_and_stays_a_pipe() {
    let place = tempfile::tempdir().expect("a folder");
    let pipe = place.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            std::fs::File::open(pipe).and_then(|mut file| file.read_to_end(&mut bytes)).map(|_| bytes)
        })
    };
    assert_eq!(run("form", &fixture("complete"), &pipe, &[]).code, 0);
    let bytes = reader.join().expect("a thread").expect("bytes");
    assert!(bytes.starts_with(b"%PDF-1.7") && !std::fs::metadata(&pipe).expect("a pipe").is_file());
}

#[test]
fn a_name_that_the_font_lacks_is_printed_with_a_blank_and_check_says_so() {
    let folder = copy_of(&fixture("complete"));
    let path = folder.path().join("applicant.toml");
    let data = std::fs::read_to_string(&path).expect("the data");
    replace(&path, data.replacen("name = \"王小明\"", "name = \"王\u{2a6d6}明\"", 1).as_bytes());
    for command in ["form", "paper"] {
        let (run, pages) = print(command, folder.path(), &[]);
        assert!(run.code == 0 && !pages.is_empty(), "{run:?}");
    }
    let checked = check(folder.path(), &["--lang", "en"]);
    assert!(checked.code == 0 && checked.stdout.contains("D418") && checked.stdout.contains("U+2A6D6"), "{checked:?}");
}

#[test]
fn threads_and_language_change_no_byte() {
    let place = tempfile::tempdir().expect("a folder");
    let mut seen = Vec::new();
    for (at, further) in [["--jobs", "1", "--lang", "zh"], ["--jobs", "4", "--lang", "en"]].iter().enumerate() {
        let out = place.path().join(format!("{at}.pdf"));
        assert_eq!(run("paper", &fixture("in-service"), &out, further).code, 0);
        seen.push(std::fs::read(out).expect("a file"));
    }
    assert!(seen[0] == seen[1], "the same folder gives the same bytes");
}
