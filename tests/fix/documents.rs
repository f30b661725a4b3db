//! Where a checklist wants PDFs: one for each document, of its pages as they were coded.

use super::command::{copy_of, dossier, fixture};
use super::wrong::{exif, with_segment};
use dossier::jpeg::{self, Orientation};
use dossier::pdf::{PagePicture, Pdf, Purpose};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const DATE: &str = "2023-03-15";

fn text(path: &Path) -> &str {
    path.to_str().expect("Unicode")
}

/// `dossier COMMAND FOLDER …` by a profile.
fn run(command: &str, folder: &Path, profile: &str, further: &[&str]) -> super::command::Run {
    dossier([command, text(folder), "--date", DATE, "--profile", profile].iter().chain(further))
}

/// A copy of the scholarship's complete dossier, with its profile changed by `change`.
fn scholarship(change: impl Fn(&str) -> String) -> (tempfile::TempDir, PathBuf, String) {
    let room = tempfile::tempdir().expect("a folder");
    let id = "csc-postgraduate-2023";
    let (folder, profile) = (room.path().join("dossier"), room.path().join("own"));
    let complete = copy_of(&fixture("notices").join(id).join("complete"));
    fs::rename(complete.path(), &folder).expect("a copy");
    fs::create_dir(&profile).expect("a folder");
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles").join(id)).expect("files").flatten()
    {
        let mut content = fs::read_to_string(file.path()).expect("a text");
        if file.file_name() == "checklist.toml" {
            content = change(&content.replace(&format!("id = \"{id}\""), "id = \"own\""));
        }
        fs::write(profile.join(file.file_name()), content).expect("a file");
    }
    let profile = text(&profile).to_owned();
    (room, folder, profile)
}

/// The two pages of a diploma.
const FIRST: &str = "最高学历学位证书1.jpg";
const SECOND: &str = "最高学历学位证书2.jpg";

/// Gives the diploma a second page, which stands on its head and says so; what is coded in them.
fn diploma_of_two_pages(folder: &Path) -> [Vec<u8>; 2] {
    let [first, second] =
        ["最高学历学位证书.jpg", "成绩单2.jpg"].map(|name| fs::read(folder.join(name)).expect("a scan"));
    fs::rename(folder.join("最高学历学位证书.jpg"), folder.join(FIRST)).expect("renamed");
    fs::write(folder.join(SECOND), with_segment(&second, 0xE1, &exif(3, false))).expect("a scan");
    [first, second]
}

fn pages(pdf: &Path) -> Vec<(Vec<u8>, Orientation)> {
    let pdf = Pdf::open(&fs::read(pdf).expect("a PDF")).expect("a PDF that opens");
    let page = |number| match pdf.picture(number, Purpose::Handing) {
        Ok(PagePicture::Jpeg(bytes, turn)) => (bytes, turn),
        _ => panic!("page {number} is no JPEG"),
    };
    (0..pdf.pages()).map(page).collect()
}

/// The rows of an answer that have a step.
fn rows<'a>(said: &'a Value, step: &str) -> Vec<&'a Value> {
    let has = |row: &&Value| row["steps"].as_array().is_some_and(|steps| steps.iter().any(|it| it["id"] == step));
    said["files"].as_array().expect("rows").iter().filter(has).collect()
}

/// Where one file is asked for, its pages are never several files.
#[test]
fn the_only_file_of_a_part_is_one_pdf_of_all_its_pages() {
    let (room, folder, profile) = scholarship(|checklist| {
        let (before, diploma) = checklist.split_once("id = \"diploma\"").expect("a diploma");
        format!("{before}id = \"diploma\"\ncount = {{ max = 1 }}{diploma}")
    });
    diploma_of_two_pages(&folder);
    let new = room.path().join("new");
    let codes = |folder: &Path| {
        let report = run("check", folder, &profile, &["--format", "json"]).json();
        let findings = report["findings"].as_array().expect("findings").iter();
        findings.filter_map(|one| one["code"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(codes(&folder).contains(&"D102".to_owned()));
    let fixed = run("fix", &folder, &profile, &["-o", text(&new), "--format", "json"]).json();
    assert!(!codes(&new).contains(&"D102".to_owned()));
    let made = rows(&fixed, "bound").into_iter().find(|row| row["from"] == FIRST).expect("a diploma");
    assert_eq!(pages(&new.join(made["to"].as_str().expect("a path"))).len(), 2);
}

#[test]
fn the_pages_of_a_document_become_one_pdf_as_they_were_coded() {
    let (room, folder, profile) = scholarship(str::to_owned);
    let [first, second] = diploma_of_two_pages(&folder);
    let new = room.path().join("new");
    let fixed = run("fix", &folder, &profile, &["-o", text(&new), "--format", "json"]).json();
    let bound = rows(&fixed, "bound");
    let of = |name: &str| bound.iter().find(|row| row["from"] == name).unwrap_or_else(|| panic!("{name}: {fixed:#}"));
    assert_eq!(of(FIRST)["to"], of(SECOND)["to"]);
    let made = pages(&new.join(of(FIRST)["to"].as_str().expect("a path")));
    let coded = |bytes: &[u8]| jpeg::coefficients(bytes).expect("a JPEG");
    assert_eq!(made.iter().map(|(_, turn)| *turn).collect::<Vec<_>>(), [Orientation::Upright, Orientation::HalfTurn]);
    assert!(coded(&made[0].0) == coded(&first) && coded(&made[1].0) == coded(&second), "not one coefficient changes");
    // A PDF that is there already stays to the last byte, and so does a document of which there may be two.
    for name in ["邀请信.pdf", "申请表.pdf"] {
        assert!(rows(&fixed, "bound").iter().all(|row| row["from"] != name), "{name}");
    }
    let again = run("fix", &new, &profile, &["-o", text(&room.path().join("again")), "--format", "json"]).json();
    assert_eq!(rows(&again, "bound").len(), 0, "what is bound stays: {again:#}");
    let check = |folder: &Path| run("check", folder, &profile, &["--format", "json"]).json();
    assert_eq!(check(&new)["verdict"], "complete", "{:#}", check(&new)["findings"]);
}

#[test]
fn the_same_files_give_the_same_bytes_and_in_place_all_goes_back() {
    let (room, folder, profile) = scholarship(str::to_owned);
    let before = |folder: &Path| {
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|file| file.file_type().is_file() && !text(file.path()).contains("/.dossier/"));
        files
            .map(|file| {
                (file.path().strip_prefix(folder).expect("below").to_owned(), fs::read(file.path()).expect("bytes"))
            })
            .collect::<Vec<_>>()
    };
    let old = before(&folder);
    let new = room.path().join("new");
    assert_eq!(run("fix", &folder, &profile, &["-o", text(&new)]).code, 0);
    let copied = before(&new);
    assert_eq!(run("fix", &folder, &profile, &["--in-place"]).code, 0);
    assert!(before(&folder) == copied, "in place, the same");
    assert_eq!(dossier(["fix", text(&folder), "--undo"]).code, 0);
    assert!(before(&folder) == old, "and back");
}

#[test]
fn a_limit_of_bytes_is_held_or_the_files_are_left_with_a_reason() {
    let limited = |limit: &str| {
        let limits = format!("[limits]\n{limit}\n");
        move |text: &str| {
            let only_pdf = text.replace("formats = [\"pdf\", \"jpg\"]\n", "formats = [\"pdf\"]\n");
            only_pdf.replacen("[limits]\n", &limits, 1)
        }
    };
    let (room, folder, profile) = scholarship(limited("max_bytes = { value = 400000, source = \"notice\" }"));
    let new = room.path().join("new");
    let fixed = run("fix", &folder, &profile, &["-o", text(&new), "--format", "json"]);
    assert_eq!(fixed.code, 0, "{fixed:?}");
    let fixed = fixed.json();
    for row in rows(&fixed, "bound") {
        assert!(row["bytes_after"].as_u64().expect("bytes") <= 400_000, "{row:#}");
    }
    assert!(rows(&fixed, "bound").len() >= 5, "{fixed:#}");
    let (room, folder, profile) = scholarship(limited("min_bytes = { value = 3000000, source = \"notice\" }"));
    let new = room.path().join("new");
    let fixed = run("fix", &folder, &profile, &["-o", text(&new), "--format", "json"]).json();
    assert_eq!(rows(&fixed, "bound").len(), 0);
    let row = fixed["files"].as_array().expect("rows").iter().find(|row| row["from"] == "雅思.jpg").expect("a row");
    assert!(row["obstacle"]["en"].as_str().is_some_and(|why| why.contains("under the limit")), "{row:#}");
    assert!(new.join("雅思.jpg").is_file(), "nothing is lost");
}

#[test]
fn a_page_that_cannot_be_taken_leaves_its_document_together() {
    let (room, folder, profile) = scholarship(str::to_owned);
    let [_, scan] = diploma_of_two_pages(&folder);
    fs::write(folder.join(SECOND), &scan[..scan.len() / 2]).expect("half of it");
    let new = room.path().join("new");
    let fixed = run("fix", &folder, &profile, &["-o", text(&new), "--format", "json"]).json();
    let row = fixed["files"].as_array().expect("rows").iter().find(|row| row["from"] == FIRST).expect("a row");
    assert!(row["obstacle"]["zh"].as_str().is_some_and(|why| why.contains(SECOND)), "{row:#}");
    assert!(new.join(FIRST).is_file());
}
