//! The roster's columns about people are the profile's.

use crate::batch::command::{DATE, dossier, fixture};
use crate::batch::school::{batch, text};
use std::fs;
use std::path::Path;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
}

#[test]
fn every_profile_gives_the_roster_its_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let (staff, own) = (folder.path().join("staff"), folder.path().join("profiles/our-school"));
    let hunan = fixture("notices/hunan-teachers/complete");
    copy(&fixture("complete"), &staff.join("a"));
    copy(&hunan, &staff.join("b"));
    copy(&hunan, &staff.join("c"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/hunan-teachers"), &own);
    let change = |path: &Path, from: &str, to: &str| {
        let source = fs::read_to_string(path).expect("a text");
        assert!(source.contains(from), "{from} in {}", path.display());
        fs::write(path, source.replace(from, to)).expect("a text");
    };
    change(&own.join("checklist.toml"), "id = \"hunan-teachers\"", "id = \"our-school\"");
    change(&staff.join("c/applicant.toml"), "\"hunan-teachers\"", &format!("'{}'", text(&own)));
    let column = "\n[[roster]]\nid = \"age\"\nlabel = { zh = \"年龄\", en = \"Age\" }\nfact = \"birth_date\"\nshows = \"years\"\n";
    let facts = own.join("facts.toml");
    fs::write(&facts, fs::read_to_string(&facts).expect("a text") + column).expect("a text");

    let allowed = ["--no-cache", "--allow-profile", text(&own)];
    let csv = batch(&staff, &[&allowed[..], &["--lang", "zh", "--format", "csv"]].concat()).stdout;
    let lines: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let at =
        |heading: &str| lines[0].iter().position(|cell| *cell == heading).unwrap_or_else(|| panic!("{heading}: {csv}"));
    let cells = |heading: &str| lines[1..].iter().map(|line| line[at(heading)].trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(cells("申报资格名称"), ["中级", "", ""], "only the first profile has it");
    assert_eq!(cells("申报级别"), ["", "中级", "中级"], "{csv}");
    assert_eq!(cells("年龄")[..2], ["", ""]);
    assert!(cells("年龄")[2].parse::<i16>().is_ok_and(|age| age > 20), "{csv}");
    assert!(at("申报资格名称") < at("申报级别") && at("申报级别") < at("年龄"), "in the order of the folders");

    // Somebody else merges the rows, who has not the third profile.
    let list = folder.path().join("list");
    fs::write(&list, ["c", "a", "b"].map(|name| format!("{}/{name}\n", text(&staff))).concat()).expect("a list");
    let lines = ["batch", "--paths-from", text(&list), "--date", DATE, "--relative-to", text(&staff)];
    let rows = dossier([&lines[..], &allowed].concat()).stdout;
    let path = folder.path().join("rows.jsonl");
    fs::write(&path, rows).expect("rows");
    let merged = dossier(["merge", text(&path), "--lang", "zh", "--format", "csv"]).stdout;
    assert_eq!(merged.lines().next(), csv.lines().next());
}
