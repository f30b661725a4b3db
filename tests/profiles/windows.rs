//! Windows across New Year, and windows that are for some applicants.

use crate::profiles::command::{Run, dossier, fixture};
use crate::profiles::not_asked_for::{TOP, part};
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

#[test]
fn the_hour_at_which_the_first_day_begins_is_said_with_its_days() {
    let hours = "opens_hour = \"09:00\"\nhour = \"18:00\"";
    let by_hand = "[[by_hand]]\ntext = { zh = \"{filing} 网报。\", en = \"File, {filing}.\" }\nrow = \"R2\"\n";
    let room = Room::of(&(window("12-01", "12-15", hours) + by_hand));
    // A day that was asked for has no hour.
    let found = |day: &str| codes(&room.report(day, GROWN_UP)).join(" ");
    assert_eq!(["2026-11-30", "2026-12-01", "2026-12-15", "2026-12-16"].map(found), ["D403", "", "", "D404"]);
    let report = room.report("2026-11-30", GROWN_UP);
    let message = report["findings"][0]["message"]["zh"].as_str().unwrap_or_default();
    assert!(message.contains("2026-12-01 09:00 开始，还有 1 天"), "{message}");
    assert_eq!((&report["window"]["opens_hour"], &report["window"]["hour"]), (&"09:00".into(), &"18:00".into()));
    let zh = "12 月 1 日 09:00 至 12 月 15 日 18:00";
    let en = "1 December 09:00 to 15 December 18:00";
    assert_eq!(report["by_hand"][0]["zh"], format!("{zh} 网报。"));
    assert_eq!(report["by_hand"][0]["en"], format!("File, {en}."));
    let profile = text(&room.profile());
    for (lang, days) in [("zh", zh), ("en", en)] {
        let said = dossier(["explain", "D403", "--profile", &profile, "--lang", lang]).stdout;
        assert!(said.contains(days), "{said}");
        let said = dossier(["profile", "show", &profile, "--lang", lang]).stdout;
        let to = if lang == "zh" { "至" } else { "to" };
        assert!(said.contains(&format!("2026-12-01 09:00 {to} 2026-12-15 18:00")), "{said}");
    }
    let run = dossier(["init", &text(&room.at("new")), "--lang", "zh", "--profile", &profile]);
    assert_eq!(run.code, 0, "{run:#?}");
    let guide = fs::read_to_string(room.at("new").join("说明.txt")).expect("a guide");
    assert!(guide.contains(zh), "{guide}");
    // One clock is said once, at the end.
    let abroad = Room::of(&window("12-01", "12-15", &format!("{hours}\nzone = \"+01:00\"")));
    let said = dossier(["explain", "D403", "--profile", &text(&abroad.profile()), "--lang", "en"]).stdout;
    assert!(said.contains("1 December 09:00 to 15 December 18:00 (UTC+01:00)"), "{said}");
    let message = abroad.report("2026-11-30", GROWN_UP)["findings"][0]["message"]["en"].clone();
    assert!(
        message.as_str().unwrap_or_default().contains("opens on 2026-12-01 09:00 (UTC+01:00), in 1 day."),
        "{message}"
    );
}

#[test]
fn an_hour_that_is_none_is_told_with_a_good_one() {
    for (hours, told) in [
        ("opens_hour = \"9:00\"", "\"9:00\" is no hour: write \"09:00\""),
        ("opens_hour = \"24:00\"", "\"24:00\" is no hour: write \"09:00\""),
        ("opens_hour = \"+9:00\"", "\"+9:00\" is no hour: write \"09:00\""),
        ("hour = \"24:30\"", "\"24:30\" is no hour: write \"18:00\""),
        ("hour = \"+5:00\"", "\"+5:00\" is no hour: write \"18:00\""),
    ] {
        let run = Room::of(&window("12-01", "12-15", hours)).told();
        assert!(run.code == 2 && run.stderr.contains(told), "{hours}: {run:#?}");
    }
    let backwards = "opens_hour = \"18:00\"\nhour = \"09:00\"";
    let run = Room::of(&window("12-01", "12-01", backwards)).told();
    assert!(run.code == 2 && run.stderr.contains("it closes at 09:00, not after it opens at 18:00"), "{run:#?}");
    assert_eq!(Room::of(&window("12-01", "12-02", backwards)).told().code, 0);
    assert_eq!(Room::of(&window("12-01", "12-01", "opens_hour = \"00:00\"\nhour = \"24:00\"")).told().code, 0);
}

/// Without a day that was asked for, it is now: the first day has not begun before its hour, and the last one ends at its own.
#[test]
fn without_a_date_the_hour_of_the_check_counts() {
    // A clock by which it is about noon now, so that no midnight comes between.
    let now = jiff::Timestamp::now();
    let ahead = 12 - i32::from(jiff::tz::Offset::UTC.to_datetime(now).hour());
    let zone = format!("{}{:02}:00", if ahead < 0 { '-' } else { '+' }, ahead.abs());
    let today =
        jiff::tz::Offset::from_hours(i8::try_from(ahead).expect("an hour")).expect("a clock").to_datetime(now).date();
    let [before, after] = [today.yesterday().expect("a day"), today.tomorrow().expect("a day")];
    for (opens, closes, hours, expected) in [
        (today, after, "opens_hour = \"00:01\"", ""),
        (today, after, "opens_hour = \"23:58\"", "D403"),
        (before, today, "hour = \"23:58\"", ""),
        (before, today, "hour = \"00:01\"", "D404"),
    ] {
        let room = Room::of(&window(&opens.to_string(), &closes.to_string(), &format!("{hours}\nzone = \"{zone}\"")));
        fs::write(room.at("person").join("applicant.toml"), GROWN_UP).expect("a file");
        let photo = fixture("rules").join("D301-low-resolution/good/照片.jpg");
        fs::copy(photo, room.at("person").join("照片.jpg")).expect("a copy");
        let [profile, person] = [room.profile(), room.at("person")].map(|path| text(&path));
        let report = dossier(["check", "--format", "json", "--profile", &profile, &person]).json();
        let found: Vec<&str> = codes(&report).into_iter().filter(|code| code.starts_with("D40")).collect();
        assert_eq!(found.join(" "), expected, "{hours} {zone}");
        let said = dossier(["check", "--lang", "en", "--profile", &profile, &person]).stdout;
        assert_eq!(said.contains("filing closed"), expected == "D404", "{said}");
        // A package is the same at every hour.
        let out = text(&room.at("out"));
        let packed = dossier(["pack", "--profile", &profile, &person, "-o", &out]);
        assert_eq!(packed.code, 0, "{packed:#?}");
        let zip = fs::read_dir(&out).expect("a folder").flatten().map(|entry| entry.path());
        let zip = zip.into_iter().find(|path| path.extension().is_some_and(|end| end == "zip")).expect("a package");
        let verified = dossier(["verify", &text(&zip)]);
        assert_eq!(verified.code, 0, "{verified:#?}");
    }
}
