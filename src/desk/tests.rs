//! What the desk shows is what `check --format json` says, for every fixture; and what it changes can be taken back.

use super::people::People;
use super::session::Session;
use super::state::id_of_path;
use crate::app::{
    CacheChoice, CheckOrder, Day, Earlier, LiveStaff, Personal, Reads, RegisterChoice, Settings, StaffOrder, StaffRun,
    check_dossier, check_staff,
};
use crate::batch::roster;
use crate::render::json::to_bytes;
use crate::text::{Lang, masked_numbers};
use jiff::civil::date;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

fn settings() -> Settings {
    Settings {
        profile: None,
        date: Day::Asked(date(2021, 9, 10)),
        lang: Lang::Zh,
        labels: None,
        threads: 0,
        allowed_profiles: None,
        show_private: false,
        reads: Reads::Never,
        cache: CacheChoice::Nowhere,
    }
}

/// No register: what stands in this machine's own is nothing to a test.
fn session(folder: &Path) -> Session {
    let register = RegisterChoice { file: Some(std::env::temp_dir().join("dossier-desk-no-register")) };
    Session::new(folder.to_owned(), settings(), register, Lang::Zh)
}

/// Every dossier of `fixtures/`: a folder with data or scans of its own.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let walk = walkdir::WalkDir::new(root).min_depth(1).max_depth(4).sort_by_file_name().into_iter().flatten();
    let data = walk.filter(|entry| entry.file_name() == "applicant.toml");
    data.filter_map(|entry| Some(entry.path().parent()?.to_owned())).collect()
}

#[test]
fn the_desk_shows_what_the_check_says() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 100, "{}", fixtures.len());
    for folder in fixtures {
        let session = session(&folder);
        let order = CheckOrder { folder: &folder, register: Some(&session.register), pictures: false };
        let said = check_dossier(order, &session.settings(), &|_| {}).map(|(checked, _)| checked.report);
        session.check();
        let first = session.shown();
        session.check();
        let shown = session.shown();
        assert_eq!(first.version, shown.version, "{}: a second look shows the same", folder.display());
        match said {
            Ok(report) => {
                assert!(*shown.report == to_bytes(&report).expect("JSON"), "{}", folder.display());
                assert!(shown.trouble.is_none());
            }
            Err(_) => assert!(shown.trouble.is_some() && shown.checked.is_none(), "{}", folder.display()),
        }
    }
}

/// What `batch --format json` says of everybody in a folder.
fn batch(staff: &Path, settings: &Settings, register: &RegisterChoice) -> Vec<u8> {
    let stop = AtomicBool::new(false);
    let order = StaffOrder {
        settings,
        register,
        staff: vec![staff.to_owned()],
        relative_to: None,
        key_file: None,
        unmask: false,
        stop: &stop,
    };
    let run = StaffRun::new(order, false).expect("a run");
    let result = check_staff(&run, &Personal::default(), &Earlier::LastRun, &|_| {}).expect("a roster");
    json(&result.roster)
}

fn json(roster: &crate::batch::Roster) -> Vec<u8> {
    let mut bytes = Vec::new();
    roster::json::render(roster, &mut bytes).expect("JSON");
    bytes
}

#[test]
fn the_roster_shows_what_batch_says_of_every_fixture() {
    let staff = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let home = tempfile::tempdir().expect("a folder");
    let register = RegisterChoice { file: Some(home.path().join("register")) };
    let said = batch(&staff, &settings(), &register);
    let live = LiveStaff::new(staff.clone(), settings(), register).expect("a staff folder");
    let first = live.look(None, &|_| true, &|_| {}).expect("a look");
    assert!(json(&first.roster) == said);
    // Of whom nothing is known anew, everything stays: also what several dossiers have in common.
    let some = live.look(Some(&first), &|folder| folder.ends_with("bad"), &|_| {}).expect("a look");
    assert!(json(&some.roster) == said);
    assert!(some.seen.iter().enumerate().all(|(at, seen)| seen.same_as == Some(at)));
    let people = People::nobody(&staff).next(some, &staff);
    assert!(people.is_err(), "there is no line to keep");
    let people = People::nobody(&staff).next(first, &staff).expect("lines").at(1);
    let shown: Value = serde_json::to_value(people.after(0)).expect("JSON");
    let rows: Vec<Value> = serde_json::from_slice(&said).expect("JSON");
    let rows: Vec<&Value> = rows.iter().filter(|row| row.get("skipped").is_none()).collect();
    let shown = shown["people"].as_array().expect("people");
    assert_eq!(shown.len(), rows.len());
    for (shown, row) in shown.iter().zip(rows) {
        assert!(
            Path::new(row["folder"].as_str().expect("a folder")).ends_with(shown["folder"].as_str().expect("a folder"))
        );
        assert_eq!(shown["complete"], row["verdict"] == "complete");
        assert_eq!(shown["worst"], row.get("worst").cloned().unwrap_or_default(), "{}", row["folder"]);
        assert_eq!((&shown["errors"], &shown["warnings"]), (&row["counts"]["error"], &row["counts"]["warning"]));
        let codes = row["findings"].as_array().expect("findings").iter().filter(|one| one["severity"] != "info");
        let codes: std::collections::BTreeSet<_> = codes.map(|one| one["code"].as_str()).collect();
        assert!(shown["codes"].as_array().expect("codes").iter().map(Value::as_str).eq(codes));
    }
}

#[test]
fn a_desk_that_stays_open_checks_for_today() {
    let staff = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let home = tempfile::tempdir().expect("a folder");
    let register = RegisterChoice { file: Some(home.path().join("register")) };
    let opened = Day::Now("2021-09-02T08:00+08:00".parse().expect("a time"));
    let settings = Settings { date: opened, ..settings() };
    let session = Session::new(staff.join("complete"), settings.clone(), register.clone(), Lang::Zh);
    session.check();
    let checked = session.shown().checked.clone().expect("a check");
    assert_ne!(checked.dossier.date, opened.date());

    let live = LiveStaff::new(staff.join("rules/D301-low-resolution"), settings, register).expect("a staff folder");
    let look = live.look(None, &|_| true, &|_| {}).expect("a look");
    let rows: Vec<Value> = serde_json::from_slice(&json(&look.roster)).expect("JSON");
    assert!(rows.iter().all(|row| row["date"] != "2021-09-02"), "{rows:?}");
    assert!(!live.has_turned(), "everybody was looked at just now");
}

#[test]
fn no_file_has_an_id_that_is_masked() {
    for number in 0..2000 {
        let id = id_of_path(Path::new(&format!("IMG_{number:04}.jpg")));
        assert_eq!(masked_numbers(&id), id);
    }
}
