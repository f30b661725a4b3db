//! HR's desk: everybody's row as `batch` says, only who changed checked anew, and each person's own desk behind it.

use crate::desk::client::Desk;
use crate::desk::command::{DATE, check, copy_of, dossier, fixture};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Two departments: somebody who is ready, somebody whose photo is missing, and a broken one.
pub(crate) fn school() -> tempfile::TempDir {
    let staff = tempfile::tempdir().expect("a folder");
    for (place, from) in
        [("机电系/王小明", "rules/D101-missing-part/good"), ("机电系/李四", "rules/D101-missing-part/bad")]
    {
        fs::create_dir_all(staff.path().join(place).parent().expect("a department")).expect("a folder");
        fs::rename(copy_of(&fixture(from)).keep(), staff.path().join(place)).expect("moved");
    }
    let broken = staff.path().join("数学系/张三");
    fs::create_dir_all(&broken).expect("a folder");
    fs::write(broken.join("applicant.toml"), "name = ").expect("a file");
    fs::write(staff.path().join("通知.docx"), "x").expect("a file");
    staff
}

fn batch(staff: &Path, format: &str) -> crate::desk::command::Run {
    let words =
        ["batch", staff.to_str().expect("Unicode"), "--no-cache", "--date", DATE, "--lang", "en", "--format", format];
    dossier(words)
}

pub(crate) fn person<'p>(people: &'p Value, folder: &str) -> &'p Value {
    let all = people["people"].as_array().expect("people");
    all.iter().find(|one| one["folder"] == folder).unwrap_or_else(|| panic!("{folder}: {people:#}"))
}

fn at(people: &Value, folder: &str, path: &str) -> String {
    format!("/person/{}{path}", person(people, folder)["id"].as_str().expect("an id"))
}

#[test]
fn the_roster_is_what_batch_says() {
    let staff = school();
    let desk = Desk::staff(staff.path(), &[]);
    let people = desk.people(|_| true);
    let said = batch(staff.path(), "json").json();
    let rows = said.as_array().expect("rows");
    assert_eq!(people["order"].as_array().expect("ids").len(), 3);
    for row in rows.iter().filter(|row| row.get("skipped").is_none()) {
        let folder = Path::new(row["folder"].as_str().expect("a folder")).strip_prefix(staff.path()).expect("below");
        let shown = person(&people, folder.to_str().expect("Unicode"));
        assert_eq!(shown["complete"], row["verdict"] == "complete");
        assert_eq!(shown["department"], row["department"]);
        assert_eq!(shown["worst"], row["worst"], "{shown:#}");
        assert_eq!((&shown["errors"], &shown["warnings"]), (&row["counts"]["error"], &row["counts"]["warning"]));
    }
    assert_eq!(person(&people, "数学系/张三")["unchecked"], true, "a broken dossier is one row");
    let skipped = rows.iter().find(|row| row.get("skipped").is_some()).expect("a file that is no dossier");
    assert_eq!(people["skipped"][0]["why"], skipped["skipped"]);
    // What is copied for a person is what stands in the text for the chat.
    let text = batch(staff.path(), "text").stdout;
    for one in people["people"].as_array().expect("people") {
        assert!(text.contains(one["text"]["en"].as_str().expect("a text")), "{one:#}\n{text}");
    }
    assert!(!people.to_string().contains("990000198803070017"));
}

#[test]
fn only_who_changed_is_checked_again() {
    let staff = school();
    let desk = Desk::staff(staff.path(), &[]);
    let before = desk.people(|_| true);
    let version = before["version"].as_u64().expect("a number");
    assert_eq!(desk.get(&format!("/api/people?after={version}")).json()["people"], json!([]));
    fs::write(staff.path().join("数学系/张三/applicant.toml"), "name = \"张三\"\n").expect("a file");
    let after = desk.wait(&format!("/api/people?after={version}"), |news| news["people"] != json!([]));
    let changed = after["people"].as_array().expect("people");
    assert_eq!(changed.len(), 1, "{after:#}");
    assert_eq!((&changed[0]["name"], &changed[0]["unchecked"]), (&json!("张三"), &json!(false)));
    fs::rename(staff.path().join("数学系"), staff.path().join("物理系")).expect("renamed");
    let moved = desk.people(|people| people.to_string().contains("物理系/张三"));
    assert_eq!(moved["order"].as_array().expect("ids").len(), 3);
    fs::remove_dir_all(staff.path().join("物理系")).expect("removed");
    desk.people(|people| people["order"].as_array().is_some_and(|ids| ids.len() == 2));
}

#[test]
fn a_person_opens_their_own_desk_and_the_row_changes() {
    let staff = school();
    let desk = Desk::staff(staff.path(), &[]);
    let people = desk.people(|_| true);
    let folder = staff.path().join("机电系/王小明");
    let own = |path: &str| at(&people, "机电系/王小明", path);
    assert_eq!(desk.get(&own("/")).status, 200);
    let state = desk.wait(&own("/api/state"), |state| state["ready"] == true);
    assert_eq!(state["folder"], "王小明");
    assert_eq!(desk.get(&own("/api/report")).body, check(&folder, &["--format", "json"]).stdout.as_bytes());
    let form = desk.get(&own("/api/form")).json();
    let source = form["source"].as_str().expect("the text");
    let renamed = source.replace("王小明", "王晓明");
    assert_ne!(source, renamed);
    let saved = desk.post(&own("/api/form"), &json!({"seen": source, "source": renamed}));
    assert_eq!(saved.status, 200, "{saved:?}");
    desk.people(|people| person(people, "机电系/王小明")["name"] == "王晓明");
    assert!(folder.join(".dossier").is_dir(), "the journal is the person's own");
    assert!(!staff.path().join(".dossier").exists());
    assert_eq!(desk.post(&own("/api/undo"), &json!({})).status, 200);
    desk.people(|people| person(people, "机电系/王小明")["name"] == "王小明");
    assert_eq!(fs::read_to_string(folder.join("applicant.toml")).expect("the data"), source);
}

/// In the staff folder it would be taken for one more person's.
#[test]
fn packages_go_beside_the_folder_that_holds_everybody() {
    let home = tempfile::tempdir().expect("a folder");
    let staff = home.path().join("全校");
    fs::rename(school().keep(), &staff).expect("moved");
    let desk = Desk::staff(&staff, &[]);
    let people = desk.people(|_| true);
    let own = |path: &str| at(&people, "机电系/王小明", path);
    desk.wait(&own("/api/state"), |state| state["ready"] == true);
    let printed = desk.post(&own("/api/print"), &json!({"what": "form"}));
    assert_eq!(printed.status, 200, "{printed:?}");
    assert!(home.path().join("全校-to hand in/机电系/王小明/review-form.pdf").is_file());
    assert!(desk.get(&own("/api/printed/form")).body.starts_with(b"%PDF"));
}

#[test]
fn what_changed_since_the_last_run_is_said() {
    let home = tempfile::tempdir().expect("a folder");
    let (staff, cache) = (school(), home.path().join("cache"));
    let cache = cache.to_str().expect("Unicode");
    let shown = staff.path().to_str().expect("Unicode");
    let before = dossier(["batch", shown, "--cache", cache, "--date", "2021-09-08"]);
    assert_eq!(before.code, 1, "{before:?}");
    fs::write(staff.path().join("数学系/张三/applicant.toml"), "name = \"张三\"\n").expect("a file");
    let desk = Desk::staff(staff.path(), &["--cache", cache]);
    let people = desk.people(|_| true);
    assert_eq!(people["since"]["date"], "2021-09-08");
    let kinds = people["since"]["kinds"].as_array().expect("kinds");
    let changed = kinds.iter().find(|kind| kind["label"]["en"] == "changed").expect("somebody changed");
    assert_eq!(changed["people"][0]["name"], "张三");
    assert_eq!(changed["people"][0]["id"], person(&people, "数学系/张三")["id"]);
    // It is told as long as the page is open, and remembered for the next time.
    fs::remove_dir_all(staff.path().join("机电系/李四")).expect("removed");
    let gone = |people: &Value| people["since"].to_string().contains("gone from the list");
    assert_eq!(desk.people(gone)["since"]["date"], "2021-09-08");
    drop(desk);
    let desk = Desk::staff(staff.path(), &["--cache", cache]);
    assert!(desk.people(|_| true)["since"].is_null(), "nothing happened since");
}

/// Which checklist counts is for the office to say: as in `batch`, so at the person's own desk behind the roster.
#[test]
fn nobody_brings_their_own_checklist() {
    let staff = school();
    let data = staff.path().join("机电系/王小明/applicant.toml");
    let source = fs::read_to_string(&data).expect("the data");
    assert!(!source.contains("profile ="));
    fs::write(&data, format!("profile = '{}'\n{source}", fixture("rules/profile").display())).expect("a file");
    let desk = Desk::staff(staff.path(), &[]);
    let people = desk.people(|_| true);
    let row = person(&people, "机电系/王小明");
    assert_eq!((&row["unchecked"], &row["worst"]["code"]), (&json!(true), &json!("D604")), "{row:#}");
    let own = at(&people, "机电系/王小明", "/api/state");
    let state = desk.wait(&own, |state| !state["trouble"].is_null());
    let trouble = state["trouble"]["en"].as_str().expect("words");
    assert!(trouble.contains("which checklist counts is for the office to say"), "{trouble}");
}
