//! What is made for each person: packages of who is ready, reports to send back.

use crate::batch::command::dossier;
use crate::batch::many;
use crate::batch::school::{batch, staff, text};
use ::dossier::app::{
    CacheChoice, Day, Earlier, Event, Personal, Reads, RegisterChoice, Settings, StaffOrder, StaffRun, check_staff,
};
use ::dossier::text::Lang;
use jiff::civil::date;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

fn names(folder: &Path, ending: &str) -> Vec<String> {
    let all = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = all.map(|entry| entry.file_name().into_string().expect("Unicode")).collect();
    names.retain(|name| name.ends_with(ending));
    names.sort();
    names
}

/// Three complete dossiers, of which the last has another's photo, and one that lacks a scan.
fn complete(folder: &Path) -> PathBuf {
    let staff = folder.join("staff");
    for number in [0, 1, 2, 3] {
        many::write(&many::project("fixtures/complete"), &staff, number, many::Bytes::Noise, number == 3)
            .expect("a dossier");
    }
    let photo = "01-照片/照片.jpg";
    fs::copy(staff.join("000001").join(photo), staff.join("000002").join(photo)).expect("a copy");
    staff
}

#[test]
fn whoever_is_ready_is_packed_and_nobody_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = complete(folder.path());
    let (out, register) = (folder.path().join("out"), folder.path().join("register"));
    let further = ["--no-cache", "--lang", "en", "--pack", text(&out), "--register", text(&register)];
    let run = batch(&staff, &further);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("packed 1 dossiers into") && run.stderr.contains(", 0 of them"), "{}", run.stderr);
    let zips = names(&out, ".zip");
    assert_eq!(zips.len(), 1, "{zips:?}");
    assert!(zips[0].starts_with("甲000000-"), "{zips:?}");
    assert_eq!(dossier(["verify", text(&out.join(&zips[0]))]).code, 0);
    let entered = dossier(["history", "--register", text(&register), "--lang", "en"]);
    assert!(entered.stdout.contains("甲000000") && !entered.stdout.contains("甲000001"), "{}", entered.stdout);
    // The same package as `pack` writes of the one dossier.
    let alone = folder.path().join("alone");
    let one = dossier([
        "pack",
        text(&staff.join("000000")),
        "-o",
        text(&alone),
        "--date",
        "2021-09-10",
        "--register",
        text(&register),
    ]);
    assert_eq!(one.code, 0, "{}", one.stderr);
    assert_eq!(fs::read(alone.join(&zips[0])).expect("a zip"), fs::read(out.join(&zips[0])).expect("a zip"));
    let again = batch(&staff, &further);
    assert!(again.stderr.contains("1 of them were there already"), "{}", again.stderr);
    // A closed window is an error of `batch`, and never keeps anybody from packing (R14).
    let late = folder.path().join("late");
    let run = dossier([
        "batch",
        text(&staff),
        "--date",
        "2021-12-01",
        "--no-cache",
        "--pack",
        text(&late),
        "-q",
        "--format",
        "json",
    ]);
    assert!(run.stdout.contains("D404"));
    assert_eq!(names(&late, ".zip").len(), 1);
}

/// Who uploads a whole folder would upload what an earlier run left there.
#[test]
fn what_earlier_runs_left_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = complete(folder.path());
    let (out, pages) = (folder.path().join("out"), folder.path().join("pages"));
    let roster = format!("html={}", text(&pages.join("roster.html")));
    let further = ["--no-cache", "--lang", "en", "--replace", "--pack", text(&out), "--reports", text(&pages)];
    let run = || batch(&staff, &[&further[..], &["--format", &roster]].concat()).stderr;
    run();
    let first = run();
    assert!(!first.contains("earlier runs"), "{first}");
    let zips = names(&out, ".zip");
    fs::remove_file(staff.join("000000/07-业务工作总结.jpg")).expect("a scan goes");
    fs::remove_dir_all(staff.join("000001")).expect("somebody goes");
    let second = run();
    let told = |what: &str, name: &str| {
        let line = second.lines().find(|line| line.contains(what));
        assert!(line.is_some_and(|line| line.contains("earlier runs") && line.ends_with(name)), "{second}");
    };
    told("also holds 1 package", &zips[0]);
    told("also holds 1 page", ": 000001.html");
}

#[test]
fn whoever_is_no_longer_ready_when_packed_is_named() {
    for gone in ["01-照片/照片.jpg", "applicant.toml", ""] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let staff = complete(folder.path());
        let settings = Settings {
            profile: None,
            allowed_profiles: None,
            date: Day::Asked(date(2021, 9, 10)),
            lang: Lang::En,
            labels: None,
            threads: 0,
            show_private: false,
            reads: Reads::Never,
            cache: CacheChoice::Nowhere,
        };
        let (register, stop) = (RegisterChoice { file: Some(folder.path().join("register")) }, AtomicBool::new(false));
        let order = StaffOrder {
            settings: &settings,
            register: &register,
            staff: vec![staff.clone()],
            relative_to: None,
            key_file: None,
            unmask: false,
            stop: &stop,
        };
        let run = StaffRun::new(order, true).expect("a run");
        let wanted = Personal { packages: Some(folder.path().join("out")), ..Personal::default() };
        let looks = AtomicUsize::new(0);
        let result = check_staff(&run, &wanted, &Earlier::LastRun, &|event| {
            // Everybody is checked; then those who are ready are checked once more, and packed.
            if matches!(event, Event::Staff(_)) && looks.fetch_add(1, Ordering::Relaxed) == 1 {
                let path = staff.join("000000").join(gone);
                if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.expect("removed");
            }
        });
        let packed = result.expect("a roster").personal;
        assert_eq!((packed.written, packed.failed.len()), (0, 1), "{gone}: {packed:?}");
        assert!(packed.failed[0].en.contains("000000: "), "{packed:?}");
    }
}

#[test]
fn packages_go_outside_the_staff_folder_and_replace_nothing() {
    let (folder, staff) = staff(1);
    let inside = batch(&staff, &["--no-cache", "--pack", text(&staff.join("out"))]);
    assert_eq!((inside.code, inside.stdout.as_str()), (2, ""));
    assert!(!staff.join("out").exists());
    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("a file");
    let taken = batch(&staff, &["--no-cache", "--pack", text(&file)]);
    assert_eq!((taken.code, taken.stdout.as_str()), (2, ""));
    assert_eq!(fs::read_to_string(&file).expect("a file"), "mine");
}

#[test]
fn reports_come_as_pages_or_as_json_and_say_what_is_shared() {
    let (folder, staff) = staff(28);
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    let json = format!("json={}", at("json"));
    let run = batch(&staff, &["--no-cache", "-q", "--reports", &at("pages"), "--reports", &json]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(names(&folder.path().join("pages"), ".html").len(), 28);
    assert_eq!(names(&folder.path().join("json"), ".json").len(), 28);
    let said = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a report");
    assert!(said("json/000027.json").contains("D601") && said("pages/000027.html").contains("D601"));
    assert!(!said("json/000025.json").contains("D601"));
    assert!(said("pages/000023.html").contains("D604"), "who could not be checked has a report too");
    let stale = batch(&staff, &["--no-cache", "-q", "--reports", &at("no/such/parent")]);
    assert_eq!((stale.code, stale.stdout.as_str()), (2, ""));
}

#[cfg(unix)]
#[test]
fn reports_of_unchanged_people_are_not_drawn_again() {
    let (folder, staff) = staff(4);
    let (pages, cache) = (folder.path().join("pages"), folder.path().join("cache"));
    let run = || {
        let run = batch(&staff, &["--cache", text(&cache), "-q", "--replace", "--reports", text(&pages)]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        let content = |name: &str| fs::read_to_string(pages.join(name)).expect("a report");
        names(&pages, ".html").iter().map(|name| content(name)).collect::<Vec<_>>()
    };
    // A page that is written anew has another place on the disk.
    let places = || {
        use std::os::unix::fs::MetadataExt;
        let of = |name: &String| fs::metadata(pages.join(name)).expect("a report").ino();
        names(&pages, ".html").iter().map(of).collect::<Vec<_>>()
    };
    let first = run();
    let drawn = places();
    assert_eq!(run(), first);
    assert_eq!(places(), drawn, "nothing changed");
    fs::remove_file(staff.join("000000/毕业证书.jpg")).expect("a scan goes");
    fs::write(pages.join("000001.html"), "edited by hand").expect("a page");
    let third = run();
    assert_ne!(third[0], first[0]);
    assert_eq!(third[1..], first[1..]);
    let now = places();
    assert_ne!(now[0], drawn[0]);
    assert_eq!(now[2..], drawn[2..]);
    let bare = batch(&staff, &["--no-cache", "-q", "--reports", text(&pages)]);
    assert_eq!(bare.code, 1);
    assert!(places().iter().zip(&now).all(|(new, old)| new != old), "nothing kept is believed");
}

#[test]
fn a_staff_that_is_ready_is_exit_0() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path().join("staff");
    many::write(&many::project("fixtures/complete"), &staff, 0, many::Bytes::Noise, false).expect("a dossier");
    let run = batch(&staff, &["--no-cache", "--lang", "en"]);
    assert!(run.code == 0 && run.stdout.starts_with("1 of 1 ready\n\n28 pictures were not read"), "{run:?}");
    let run = batch(&staff, &["--no-cache", "--lang", "en", "--format", "github"]);
    assert_eq!((run.code, run.stdout.contains("::error")), (0, false));
}
