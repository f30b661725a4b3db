//! Until when a document must be valid, and a resolution that must not be higher: what a profile says of them, and what is told
//! of a profile that says it badly.

use crate::profiles::command::{Run, dossier, fixture};
use crate::profiles::not_asked_for::{TOP, part};
use std::fs;
use std::path::{Path, PathBuf};

const FACTS: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
[[facts]]
id = "leaves"
label = { zh = "离境日期", en = "date of leaving" }
kind = "date"
[[facts]]
id = "returns"
label = { zh = "回国日期", en = "date of return" }
kind = "date"
[[lists]]
id = "trips"
label = { zh = "行程", en = "trip" }
called = "place"
[[lists.facts]]
id = "place"
label = { zh = "地点", en = "place" }
kind = "text"
[[lists.facts]]
id = "ends"
label = { zh = "结束日期", en = "last day" }
kind = "date"
"#;

const HEAD: &str = "[reading]\nvalid = [\"有效期至\"]\n[[sizes]]\nid = \"a4\"\nshort_mm = 210\nlong_mm = 297\n";

/// A profile of one part with these lines.
fn profile(home: &Path, of_part: &str) -> PathBuf {
    let small = home.join("small");
    fs::create_dir(&small).expect("a folder");
    fs::write(small.join("checklist.toml"), format!("{TOP}{HEAD}{}", part("passport", "\"护照\"", of_part)))
        .expect("a file");
    fs::write(small.join("facts.toml"), FACTS).expect("a file");
    small
}

fn asked(of_part: &str, command: &[&str], lang: &str) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let small = profile(home.path(), of_part);
    let small = small.to_str().expect("UTF-8");
    let words = command.iter().map(|word| if *word == "SMALL" { small } else { word });
    dossier(words.chain(["--lang", lang]))
}

fn told(of_part: &str) -> Run {
    asked(of_part, &["profile", "check", "SMALL"], "en")
}

fn says(until: &str) -> String {
    format!("says = {{ titles = [\"护照\"], valid_until = {until} }}")
}

#[test]
fn a_day_until_which_a_document_must_be_valid() {
    for (until, zh, en) in [
        ("true", "申报时在有效期内", "valid on the day of filing"),
        (
            "\"next-year-06-30\"",
            "到申报年度下一年 6 月 30 日仍在有效期内",
            "valid on 30 June of the year after the filing year",
        ),
        ("\"2027-06-30\"", "到2027-06-30仍在有效期内", "valid on 2027-06-30"),
        ("\"leaves\"", "到离境日期仍在有效期内", "valid on date of leaving"),
        ("{ day = \"closing\" }", "到申报截止仍在有效期内", "valid on the last day of filing"),
        (
            "{ day = \"leaves\", months = 6 }",
            "离境日期之后 6 个月仍在有效期内",
            "valid for 6 months after date of leaving",
        ),
        (
            "{ day = \"leaves\", or = \"returns\", years = 1 }",
            "离境日期之后 1 年仍在有效期内",
            "valid for 1 year after date of leaving",
        ),
    ] {
        let run = told(&says(until));
        assert_eq!(run.code, 0, "{until}: {run:#?}");
        for (lang, words) in [("zh", zh), ("en", en)] {
            let show = asked(&says(until), &["profile", "show", "SMALL"], lang);
            assert!(show.stdout.contains(words), "{until}: {}", show.stdout);
            let explain = asked(&says(until), &["explain", "D706", "--profile", "SMALL"], lang);
            assert!(explain.stdout.contains(words), "{until}: {}", explain.stdout);
        }
    }
    let show = asked(&says("false"), &["profile", "show", "SMALL"], "en");
    assert!(show.code == 0 && !show.stdout.contains("valid"), "{show:#?}");
    let each = format!("each = \"trips\"\n{}", says("{ day = \"trips.ends\", months = 3 }"));
    // The names of the item are not what this is about.
    assert_eq!(told(&each).stderr, "");
}

#[test]
fn a_day_that_is_none_is_told_with_a_good_one() {
    for (until, said) in [
        ("6", "`valid_until` must be true, a day (\"closing\") or a table, as { day = \"closing\", months = 6 }"),
        (
            "[\"closing\"]",
            "`valid_until` must be true, a day (\"closing\") or a table, as { day = \"closing\", months = 6 }",
        ),
        ("\"leave\"", "did you mean `leaves`"),
        (
            "\"name\"",
            "possible here: closing, opening, today, new-year, a day as \"10-01\", or a date: leaves, returns",
        ),
        ("\"trips.ends\"", "none of them is at hand here"),
        ("\"06-31\"", "there is no such day"),
        ("{ months = 6 }", "`day` is missing"),
        ("{ day = \"leaves\", month = 6 }", "did you mean `months`"),
        ("{ day = \"leaves\", months = 6, days = 3 }", "write one of `days`, `months`, `years`"),
        ("{ day = \"leaves\", months = 0 }", "months"),
        ("{ day = \"closing\", or = \"leaves\" }", "unknown key `or`"),
    ] {
        let run = told(&says(until));
        assert!(run.code == 2 && run.stderr.contains(said), "{until}: {run:#?}");
    }
}

fn limits(dpi: &str) -> String {
    format!("size = \"a4\"\n[items.parts.limits]\n{dpi}")
}

fn dpi(name: &str, value: u32) -> String {
    format!("{name} = {{ value = {value}, source = \"notice\" }}\n")
}

#[test]
fn a_resolution_that_must_not_be_higher() {
    let most = limits(&dpi("dpi_max", 300));
    assert_eq!(told(&most).code, 0, "{:#?}", told(&most));
    for (lang, words) in [("zh", "≤ 300 dpi [通知]"), ("en", "≤ 300 dpi [notice]")] {
        let show = asked(&most, &["profile", "show", "SMALL"], lang);
        assert!(show.stdout.contains(words), "{}", show.stdout);
    }
    let explain = asked(&most, &["explain", "D332", "--profile", "SMALL"], "en");
    assert!(
        explain.stdout.contains("effective resolution above this is an error, dpi = 300 [notice]"),
        "{}",
        explain.stdout
    );
    // The usual numbers do not contradict it.
    let low = limits(&dpi("dpi_max", 120));
    let show = asked(&low, &["profile", "show", "SMALL"], "en");
    assert!(show.stdout.contains("≤ 120 dpi") && !show.stdout.contains("≥ 150 dpi"), "{}", show.stdout);
    let home = tempfile::tempdir().expect("a folder");
    let small = profile(home.path(), &low);
    let person = home.path().join("person");
    let [folder, own] = [&person, &small].map(|path| path.to_str().expect("UTF-8"));
    let made = dossier(["init", folder, "--profile", own, "--lang", "en"]);
    assert_eq!(made.code, 0, "{made:#?}");
    let files = fs::read_dir(&person).expect("a folder").flatten().map(|entry| entry.path());
    let guide: String = files
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| fs::read_to_string(path).expect("a text"))
        .collect();
    assert!(guide.contains("Use a scanner at 120 dpi") && guide.contains("≤ 120 dpi"), "{guide}");
    for (lines, said) in [
        (dpi("dpi_max", 300) + &dpi("dpi_error", 400), "`dpi_error` is 400, which must not be above `dpi_max`, 300"),
        (
            dpi("dpi_max", 300) + &dpi("dpi_warning", 301),
            "`dpi_warning` is 301, which must not be above `dpi_max`, 300",
        ),
        (dpi("dpi_max", 0), "it must be above 0"),
        ("dpi_max = 300\n".to_owned(), "{ value = 300, source = \"notice\" }"),
    ] {
        let run = told(&limits(&lines));
        assert!(run.code == 2 && run.stderr.contains(said), "{lines}: {run:#?}");
    }
    let many = dpi("dpi_max", 300) + &dpi("min_width", 3000) + &dpi("min_height", 4000);
    let run = told(&limits(&many));
    assert!(
        run.code == 1 && run.stdout.contains("more than its size has at `dpi_max`, 300: no picture meets both"),
        "{run:#?}"
    );
    assert_eq!(told(&limits(&(dpi("dpi_max", 300) + &dpi("dpi_error", 300)))).code, 0, "exactly 300");
}

/// What one scan of 60 × 40 mm at 200 dpi is told under a limit.
#[test]
fn a_scan_at_the_limit_is_none_of_its_faults() {
    let home = tempfile::tempdir().expect("a folder");
    let small =
        profile(home.path(), "size = \"slip\"\n[items.parts.limits]\ndpi_max = { value = 200, source = \"notice\" }");
    let checklist = fs::read_to_string(small.join("checklist.toml")).expect("a file");
    let slip =
        checklist.replace("id = \"a4\"\nshort_mm = 210\nlong_mm = 297", "id = \"slip\"\nshort_mm = 40\nlong_mm = 60");
    let person = home.path().join("person");
    fs::create_dir(&person).expect("a folder");
    fs::write(person.join("applicant.toml"), "name = \"王小明\"\n").expect("a file");
    fs::copy(fixture("rules").join("D301-low-resolution/good/身份证反面.jpg"), person.join("护照.jpg"))
        .expect("a copy");
    let found = |most: u32| {
        fs::write(small.join("checklist.toml"), slip.replace("value = 200", &format!("value = {most}")))
            .expect("a file");
        let [small, person] = [&small, &person].map(|path| path.to_str().expect("UTF-8"));
        let run = dossier(["check", "--date", "2026-09-10", "--format", "json", "--profile", small, person]);
        let json = run.json();
        let findings = json["findings"].as_array().expect("findings").clone();
        findings.iter().filter(|one| one["code"] == "D332").count()
    };
    assert_eq!([200, 199, 195, 190, 100].map(found), [0, 0, 0, 1, 1]);
}
