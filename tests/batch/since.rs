//! What changed since last time: asked for with a file, or remembered beside the cache.

use crate::batch::command::Run;
use crate::batch::many;
use crate::batch::school::{batch, original, say, text};
use std::fs;
use std::path::{Path, PathBuf};

/// Five people, complete and not.
fn people(folder: &Path) -> PathBuf {
    let (original, staff) = (original(folder), folder.join("staff"));
    for number in [0, 1, 2] {
        many::write(&original, &staff, number, many::Bytes::Noise, false).expect("a dossier");
    }
    for number in [4, 5] {
        many::write(&many::project("fixtures/complete"), &staff, number, many::Bytes::Noise, false).expect("a dossier");
    }
    fs::rename(staff.join("000004/01-照片"), folder.join("away")).expect("a folder goes");
    staff
}

/// One becomes ready, one falls back, one loses a scan, one changes a scan, one does nothing.
fn a_week_goes_by(folder: &Path, staff: &Path) {
    fs::rename(folder.join("away"), staff.join("000004/01-照片")).expect("it comes back");
    fs::remove_dir_all(staff.join("000005/02-身份证")).expect("a folder goes");
    fs::remove_file(staff.join("000000/毕业证书.jpg")).expect("a scan goes");
    say(staff, 1, "name", "name = \"乙\"");
}

fn told(run: &Run) -> &str {
    let from = run.stdout.find("Since the last run").unwrap_or_else(|| panic!("{run:#?}"));
    let rest = &run.stdout[from..];
    rest.find("\n\n").map_or(rest, |end| &rest[..end])
}

fn check_told(run: &Run) {
    let told = told(run);
    assert!(told.starts_with("Since the last run (2021-09-10)  1 became ready, 1 no longer ready, "), "{told}");
    assert!(told.contains("became ready  甲000004") && told.contains("nothing done  甲000002"), "{told}");
    assert!(told.contains("worked on, same faults  乙"), "{told}");
    assert!(told.contains("new D101"), "{told}");
}

#[test]
fn an_earlier_roster_is_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = people(folder.path());
    let old = folder.path().join("old.json");
    let format = format!("json={}", text(&old));
    batch(&staff, &["--no-cache", "--format", &format]);
    a_week_goes_by(folder.path(), &staff);
    let since = ["--no-cache", "--lang", "en", "--since", text(&old)];
    check_told(&batch(&staff, &since));
    let html = batch(&staff, &[&since[..], &["--format", "html"]].concat()).stdout;
    assert!(html.contains("<section id=\"since\"") && html.contains("became ready：1"), "{html}");
    let workbook = folder.path().join("r.xlsx");
    let format = format!("xlsx={}", text(&workbook));
    batch(&staff, &[&since[..], &["--format", &format]].concat());
    let sheets = std::process::Command::new("unzip").arg("-p").arg(&workbook).arg("xl/*").output().expect("unzip");
    let sheets = String::from_utf8_lossy(&sheets.stdout).into_owned();
    assert!(sheets.contains("Since last time") && sheets.contains("no longer ready"));
    // The lines of a list of folders are such a roster too.
    let line = folder.path().join("lines.jsonl");
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&fs::read(&old).expect("a file")).expect("rows");
    fs::write(&line, rows.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")).expect("a file");
    check_told(&batch(&staff, &["--no-cache", "--lang", "en", "--since", text(&line)]));
}

#[test]
fn the_last_run_is_remembered_beside_the_cache() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = people(folder.path());
    let cache = folder.path().join("below/cache");
    let run = || batch(&staff, &["--cache", text(&cache), "--lang", "en"]);
    assert!(!run().stdout.contains("Since the last run"));
    let idle = run();
    assert!(told(&idle).starts_with("Since the last run (2021-09-10)  4 nothing done\n"), "{idle:#?}");
    a_week_goes_by(folder.path(), &staff);
    check_told(&run());
    let idle = run();
    assert!(told(&idle).starts_with("Since the last run (2021-09-10)  4 nothing done\n"), "{idle:#?}");
    let said = fs::read_dir(folder.path().join("below")).expect("a folder").flatten();
    for file in said {
        let bytes = fs::read(file.path()).expect("a file");
        assert!(!String::from_utf8_lossy(&bytes).contains("990000"), "{:?}", file.path());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(file.metadata().expect("a file").permissions().mode() & 0o777, 0o600, "{:?}", file.path());
        }
    }
}

#[test]
fn whoever_is_ready_and_stays_so_is_not_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path().join("staff");
    many::write(&many::project("fixtures/complete"), &staff, 4, many::Bytes::Noise, false).expect("a dossier");
    let cache = folder.path().join("cache");
    for _ in 0..2 {
        let run = batch(&staff, &["--cache", text(&cache), "--lang", "en"]);
        assert!(run.code == 0 && !run.stdout.contains("Since the last run"), "{run:#?}");
    }
}

#[test]
fn what_is_no_roster_ends_the_run_before_it_begins() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = people(folder.path());
    let wrong = folder.path().join("wrong.json");
    fs::write(&wrong, "{}").expect("a file");
    for path in [text(&wrong), "no/such/file", "/dev/zero"] {
        let run = batch(&staff, &["--no-cache", "--lang", "en", "--since", path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{path}");
    }
}
