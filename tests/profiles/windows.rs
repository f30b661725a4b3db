//! Windows across New Year, and windows that are for some applicants.

use crate::command::{Run, dossier};
use crate::not_asked_for::{TOP, part};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const FACTS: &str = r#"
[[facts]]
id = "born"
label = { zh = "出生日期", en = "date of birth" }
kind = "date"
required = true
[[facts]]
id = "score"
label = { zh = "分数", en = "score" }
kind = "number"
[[reckoned]]
id = "double"
label = { zh = "两倍", en = "double" }
sum = ["score", "score"]
[[reckoned]]
id = "age"
label = { zh = "周岁", en = "age" }
years = "born"
to = "closing"
[[conditions]]
id = "grown_up"
when = ["age>=18"]
label = { zh = "成年人", en = "adults" }
otherwise = { zh = "未成年", en = "under age" }
"#;

fn window(opens: &str, closes: &str, more: &str) -> String {
    format!(
        "[[windows]]\nkind = \"filing\"\nlabel = {{ zh = \"申报\", en = \"filing\" }}\nopens = \"{opens}\"\ncloses = \"{closes}\"\n\
         row = \"R1\"\n{more}\n"
    )
}

struct Room {
    home: tempfile::TempDir,
}

impl Room {
    fn of(windows: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let room = Self { home };
        for folder in [room.profile(), room.at("person")] {
            fs::create_dir(folder).expect("a folder");
        }
        let parts = part("photo", "\"照片\"", "presence = \"optional\"");
        fs::write(room.profile().join("checklist.toml"), format!("{TOP}{windows}{parts}")).expect("a file");
        fs::write(room.profile().join("facts.toml"), FACTS).expect("a file");
        room
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn profile(&self) -> PathBuf {
        self.at("small")
    }

    fn report(&self, date: &str, answers: &str) -> Value {
        fs::write(self.at("person").join("applicant.toml"), answers).expect("a file");
        let [profile, person] = [self.profile(), self.at("person")].map(|path| text(&path));
        dossier(["check", "--date", date, "--format", "json", "--profile", &profile, &person]).json()
    }

    fn told(&self) -> Run {
        dossier(["profile", "check", &text(&self.profile()), "--lang", "en"])
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

fn codes(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("findings").iter();
    findings.filter_map(|finding| finding["code"].as_str()).collect()
}

const GROWN_UP: &str = "born = \"2000-01-01\"\n";

#[test]
fn a_window_may_open_last_year_or_close_next_year() {
    for (opens, closes, days) in [
        ("last-year-12-01", "01-31", ["2025-11-30", "2025-12-01", "2026-01-31", "2026-02-01"]),
        ("2025-12-01", "01-31", ["2025-11-30", "2025-12-01", "2026-01-31", "2026-02-01"]),
        ("12-20", "next-year-01-10", ["2026-12-19", "2026-12-20", "2027-01-10", "2027-01-11"]),
        ("last-year-10-01", "last-year-10-31", ["2025-09-30", "2025-10-01", "2025-10-31", "2025-11-01"]),
    ] {
        let room = Room::of(&window(opens, closes, ""));
        let found = days.map(|day| codes(&room.report(day, GROWN_UP)).join(" "));
        assert_eq!(found, ["D403", "", "", "D404"], "{opens} {closes}");
    }
    let room = Room::of(&window("12-01", "01-31", ""));
    let run = room.told();
    assert!(run.code == 2 && run.stderr.contains("\"last-year-12-01\""), "{run:#?}");
    let run = Room::of(&window("last-year-13-01", "01-31", "")).told();
    assert!(run.code == 2 && run.stderr.contains("is no day of"), "{run:#?}");
}

/// A year's copy whose window stayed behind would be open for two years.
#[test]
fn a_copy_for_the_next_year_takes_its_windows_along() {
    let room = Room::of(&window("2025-12-01", "01-31", "when = [\"score>=1\"]"));
    let [from, copy] = [room.profile(), room.at("copy")].map(|path| text(&path));
    let run = dossier(["profile", "new", "--from", &from, "--year", "2028", &copy]);
    assert_eq!(run.code, 0, "{run:#?}");
    let written = fs::read_to_string(room.at("copy/checklist.toml")).expect("a copy");
    assert!(written.contains("opens = \"2027-12-01\"\ncloses = \"01-31\""), "{written}");
}

#[test]
fn a_window_depends_on_a_number_that_is_reckoned() {
    let windows =
        window("03-01", "03-31", "when = [\"double>=20\"]") + &window("05-01", "05-31", "when = [\"double<20\"]");
    let room = Room::of(&windows);
    let with = |score: &str| room.report("2026-03-10", &format!("{GROWN_UP}score = {score}\n"));
    assert_eq!(codes(&with("10")), [""; 0]);
    assert_eq!(codes(&with("9")), ["D403"]);
    // An age to the last day is that to the last day of this applicant's window.
    let age = |score: &str| {
        let report = room.report("2026-03-10", &format!("born = \"2008-05-10\"\nscore = {score}\n"));
        let rows = report["reckoned"].as_array().expect("numbers").clone();
        rows.iter().find(|row| row["id"] == "age").expect("an age")["value"].as_f64()
    };
    assert_eq!([age("10"), age("9")], [Some(17.0), Some(18.0)]);
}

#[test]
fn a_window_that_depends_on_its_own_days_is_refused() {
    for when in ["age>=18", "age<18", "grown_up", "double>age"] {
        let run = Room::of(&window("03-01", "03-31", &format!("when = [\"{when}\"]"))).told();
        assert!(run.code == 2 && run.stderr.contains("depends on age (age), which is reckoned to"), "{when}: {run:#?}");
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
    let review = window("03-01", "03-31", "when = [\"age>=18\"]").replace("\"filing\"\nlabel", "\"review\"\nlabel");
    let both = window("03-01", "03-31", "") + &review;
    assert_eq!(Room::of(&both).told().code, 0, "the review's window depends on that of filing");
}

/// While the answer is open that decides which window is the applicant's, nobody is told to be too late who may be in time.
#[test]
fn of_windows_that_an_open_answer_decides_between_the_last_counts() {
    let new = "[[facts]]\nid = \"newcomer\"\nlabel = { zh = \"新生\", en = \"newcomer\" }\nkind = \"yes-no\"\nrequired = true\n";
    let windows = window("04-01", "04-17", "when = { not = [\"newcomer\"] }")
        + &window("05-04", "07-03", "when = [\"newcomer\"]");
    let room = Room::of(&windows);
    fs::write(room.profile().join("facts.toml"), format!("{FACTS}{new}")).expect("a file");
    for (day, open, old, newcomer) in [
        ("2026-03-31", "D403", "D403", "D403"),
        ("2026-04-10", "", "", "D403"),
        ("2026-05-20", "", "D404", ""),
        ("2026-07-04", "D404", "D404", "D404"),
    ] {
        let found = |answer: &str| {
            let report = room.report(day, &format!("{GROWN_UP}{answer}\n"));
            codes(&report).into_iter().filter(|code| *code != "D402").collect::<String>()
        };
        let found = [found(""), found("newcomer = false"), found("newcomer = true")];
        assert_eq!(found, [open, old, newcomer], "{day}");
    }
    // The days of one of them are not given as the applicant's.
    let window = |answer: &str| room.report("2026-04-10", &format!("{GROWN_UP}{answer}\n"))["window"].clone();
    let open = window("");
    assert_eq!((&open["closes"], &open["closes_earliest"]), (&"2026-07-03".into(), &"2026-04-17".into()));
    assert_eq!(window("newcomer = false")["closes_earliest"], Value::Null);
    let [profile, person] = [room.profile(), room.at("person")].map(|path| text(&path));
    fs::write(room.at("person").join("applicant.toml"), GROWN_UP).expect("a file");
    let said = dossier(["check", "--date", "2026-04-10", "--lang", "en", "--profile", &profile, &person]).stdout;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("filing closes 2026-07-03 (2026-04-17 at the earliest"), "{said}");
    let run = dossier(["init", &text(&room.at("new")), "--lang", "zh", "--profile", &profile]);
    assert_eq!(run.code, 0, "{run:#?}");
    let guide = fs::read_to_string(room.at("new").join("说明.txt")).expect("a guide");
    assert!(guide.contains("4 月 1 日至 4 月 17 日（条件：新生为否）"), "{guide}");
    assert!(guide.contains("5 月 4 日至 7 月 3 日（条件：新生）"), "{guide}");
}

#[test]
fn a_window_may_be_by_the_clock_of_another_place() {
    let room = Room::of(&window("12-01", "12-15", "hour = \"23:59\"\nzone = \"+01:00\""));
    let report = room.report("2026-12-16", GROWN_UP);
    assert_eq!(codes(&report), ["D404"]);
    let message = report["findings"][0]["message"]["en"].as_str().unwrap_or_default();
    assert!(message.contains("closed on 2026-12-15 23:59 (UTC+01:00), 1 day ago"), "{message}");
    assert_eq!(report["window"]["zone"], "UTC+01:00");
    for (zone, good) in [("+05:30", true), ("-11:00", true), ("+1:00", false), ("+15:00", false), ("Berlin", false)] {
        let told = Room::of(&window("12-01", "12-15", &format!("zone = \"{zone}\""))).told();
        assert_eq!(told.code == 0, good, "{zone}: {told:#?}");
    }
    let two = window("12-01", "12-15", "zone = \"+01:00\"\nwhen = [\"grown_up\"]")
        + &window("12-01", "12-20", "when = { not = [\"grown_up\"] }");
    let told = Room::of(&two).told();
    assert!((told.stdout.clone() + &told.stderr).contains("must all have the same `zone`"), "{told:#?}");
}
