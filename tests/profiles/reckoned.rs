//! Numbers that follow from the answers, and conditions that compare numbers and days.

use crate::profiles::command::{Run, dossier};
use crate::profiles::not_asked_for::{about_places, part, report_of};
use std::fs;

const FACTS: &str = r#"
[[facts]]
id = "born"
label = { zh = "出生日期", en = "date of birth" }
kind = "date"
[[facts]]
id = "income"
label = { zh = "收入", en = "income" }
kind = "number"
required = true
[[facts]]
id = "limit"
label = { zh = "限额", en = "limit" }
kind = "number"
[[facts]]
id = "place"
label = { zh = "落户地", en = "place" }
kind = "choice"
options = [{ id = "unit", label = { zh = "单位", en = "unit" } }, { id = "school", label = { zh = "学校", en = "school" } }]
[[lists]]
id = "members"
label = { zh = "家庭成员", en = "member" }
[[lists.facts]]
id = "points"
label = { zh = "分值", en = "points" }
kind = "number"
[[lists.facts]]
id = "role"
label = { zh = "身份", en = "role" }
kind = "choice"
options = [{ id = "head", label = { zh = "户主", en = "head" } }, { id = "other", label = { zh = "其他", en = "other" } }]
[[reckoned]]
id = "per_head"
label = { zh = "人均收入", en = "income a head" }
sum = ["income"]
divided_by = ["members", "1"]
[[reckoned]]
id = "total"
label = { zh = "总分", en = "total" }
sum = ["members.points"]
[[reckoned]]
id = "age"
label = { zh = "周岁", en = "age" }
years = "born"
to = "2026-09-01"
"#;

fn check(facts: &str, lines: &str) -> String {
    format!("{FACTS}{facts}[[checks]]\n{lines}\n")
}

/// What is found of these answers by one check.
fn found(lines: &str, answers: &str) -> Vec<String> {
    about_places(&report_of(&check("", lines), &part("photo", "\"照片\"", "presence = \"optional\""), answers, &[]))
}

const BAD: [&str; 1] = ["D419 error "];

#[test]
fn sums_and_quotients_are_judged() {
    let per_head = "kind = \"range\"\nfact = \"per_head\"\nmax = 3000";
    let three = "[[members]]\npoints = 60\nrole = \"other\"\n[[members]]\npoints = 40.5\nrole = \"head\"\n";
    assert_eq!(found(per_head, &format!("income = 9000\n{three}")), [""; 0]);
    assert_eq!(found(per_head, &format!("income = 9003\n{three}")), BAD);
    assert_eq!(found(per_head, "income = 3001\n"), BAD, "alone");
    let total = |min: &str| format!("kind = \"range\"\nfact = \"total\"\nmin = {min}");
    assert_eq!(found(&total("100.5"), &format!("income = 1\n{three}")), [""; 0]);
    assert_eq!(found(&total("100.6"), &format!("income = 1\n{three}")), BAD);
    assert_eq!(found(&total("1"), "income = 1\n"), BAD, "nobody has points");
    assert_eq!(found(per_head, ""), ["D402 error ", "D419 warning "], "what cannot be reckoned is not passed over");
}

#[test]
fn an_age_is_exact() {
    let age = "kind = \"range\"\nfact = \"age\"\nmax = 40";
    assert_eq!(found(age, "income = 1\nborn = \"1985-09-02\"\n"), [""; 0]);
    assert_eq!(found(age, "income = 1\nborn = \"1985-09-01\"\n"), BAD);
}

/// Months and years are enough where every day of them means the same; else it is told, never passed over.
#[test]
fn a_time_that_depends_on_a_day_is_never_passed_over() {
    const SINCE: &str = r#"
[[facts]]
id = "since"
label = { zh = "任职时间", en = "appointed" }
kind = "month"
[[reckoned]]
id = "tenure"
label = { zh = "任职年限", en = "years in post" }
years = "since"
to = "new-year"
"#;
    let judged = |min: &str, since: &str| {
        let facts = format!("{FACTS}{SINCE}[[checks]]\nkind = \"range\"\nfact = \"tenure\"\nmin = {min}\n");
        let parts = part("photo", "\"照片\"", "presence = \"optional\"");
        about_places(&report_of(&facts, &parts, &format!("income = 1\nsince = \"{since}\"\n"), &[]))
    };
    // 2026-01-01 less January 2023: two years, or three for who began on the first.
    assert_eq!(judged("5", "2023-01"), BAD, "too few on any day");
    assert_eq!(judged("2", "2023-01"), [""; 0], "enough on any day");
    assert_eq!(judged("3", "2023-01"), ["D419 warning "], "the day decides");
    assert_eq!(judged("3", "2023-01-01"), [""; 0]);
    assert_eq!(judged("3", "2023-01-02"), BAD);
    assert_eq!(judged("3", ""), BAD, "not given: no years");
    assert_eq!(judged("0", ""), ["D419 warning "], "that none is good nobody has judged");
    let asked = |since: &str| {
        let parts = part("letter", "\"介绍信\"", "when = [\"tenure<3\"]");
        about_places(&report_of(&format!("{FACTS}{SINCE}"), &parts, &format!("income = 1\nsince = \"{since}\"\n"), &[]))
    };
    assert_eq!(asked("2023-02"), ["D101 error letter"]);
    assert_eq!(asked("2022-12"), [""; 0]);
    assert_eq!(asked("2023-01"), ["D419 warning "], "what it decides is not passed over either");
}

#[test]
fn the_sum_of_nothing_is_0() {
    let report = report_of(FACTS, &part("photo", "\"照片\"", "presence = \"optional\""), "income = 1\n", &[]);
    let rows = report["reckoned"].as_array().expect("numbers");
    let total = rows.iter().find(|row| row["id"] == "total").expect("a total");
    assert_eq!(total["value"].to_string(), "0.0");
}

/// 19.500 is 19500 in some countries, and 19.5 in others: the greater would be too much.
#[test]
fn a_number_that_can_be_read_in_two_ways_is_refused() {
    let limit = "kind = \"range\"\nfact = \"income\"\nmax = 3000";
    for typed in ["\"19.500\"", "19.500", "\"19.875\""] {
        let told = found(limit, &format!("income = {typed}\n"));
        assert!(told.contains(&"D417 error ".to_owned()), "{typed}: {told:?}");
    }
    for typed in ["\"19.5\"", "19.5", "\"3.875\"", "0.500"] {
        assert_eq!(found(limit, &format!("income = {typed}\n")), [""; 0], "{typed}");
    }
}

#[test]
fn a_fact_of_a_list_is_named_with_its_list() {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let parts = part("photo", "\"照片\"", "");
    fs::write(small.join("checklist.toml"), format!("{}{parts}", crate::profiles::not_asked_for::TOP)).expect("a file");
    fs::write(small.join("facts.toml"), check("", "kind = \"range\"\nfact = \"points\"\nmin = 1")).expect("a file");
    let run = dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"]);
    assert!(run.code == 2 && run.stderr.contains("write `members.points`"), "{run:#?}");
}

#[test]
fn a_number_is_compared_with_another() {
    let limit = "kind = \"range\"\nfact = \"income\"\nmax = \"limit\"";
    assert_eq!(found(limit, "income = 3000\nlimit = 3000\n"), [""; 0]);
    assert_eq!(found(limit, "income = 3000.5\nlimit = 3000\n"), BAD);
    let holds = "kind = \"holds\"\nfact = \"income\"\nwords = [\"income<limit\"]";
    assert_eq!(found(holds, "income = 3000\nlimit = 3000\n"), BAD);
    assert_eq!(found(holds, "income = 2999\nlimit = 3000\n"), [""; 0]);
}

#[test]
fn one_entry_at_least_and_how_many() {
    let head = "kind = \"holds\"\nfact = \"members\"\nwords = [\"members.role=head\"]";
    let one = |role: &str| format!("income = 1\n[[members]]\nrole = \"{role}\"\n");
    assert_eq!(found(head, &one("head")), [""; 0]);
    assert_eq!(found(head, &one("other")), BAD);
    assert_eq!(found(head, "income = 1\n"), BAD);
    let count = "kind = \"range\"\nfact = \"members\"\nmin = 2";
    assert_eq!(found(count, &one("head")), BAD);
    assert_eq!(found(count, &format!("{}[[members]]\nrole = \"other\"\n", one("head"))), [""; 0]);
}

#[test]
fn parts_depend_on_numbers_and_days() {
    let asked = |when: &str, answers: &str| {
        let parts = part("letter", "\"介绍信\"", &format!("when = [\"{when}\"]"));
        !about_places(&report_of(FACTS, &parts, answers, &[])).is_empty()
    };
    let person = "income = 3000\nborn = \"2010-09-01\"\n";
    for (when, expected) in [
        ("income>=3000", true),
        ("income>3000", false),
        ("income≤3000", true),
        ("income<3000", false),
        ("age>=16", true),
        ("age<16", false),
        ("born>=2010-09-02", false),
        ("born<=2010-09-01", true),
        ("members<1", true),
        ("limit>=0", false),
    ] {
        assert_eq!(asked(when, person), expected, "{when}");
    }
}

#[test]
fn what_can_never_be_is_told_with_a_good_value() {
    let told = |facts: &str, parts: &str| -> Run {
        let home = tempfile::tempdir().expect("a folder");
        let small = home.path().join("small");
        fs::create_dir(&small).expect("a folder");
        fs::write(small.join("checklist.toml"), format!("{}{parts}", crate::profiles::not_asked_for::TOP))
            .expect("a file");
        fs::write(small.join("facts.toml"), facts).expect("a file");
        dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
    };
    let plain = part("photo", "\"照片\"", "");
    assert_eq!(told(FACTS, &plain).code, 0);
    for (facts, more, said) in [
        ("", "when = [\"place=unit\", \"place=school\"]", "write \"place=unit|school\""),
        ("", "when = [\"age>=16\", \"age<16\"]", "never hold together"),
        ("", "when = [\"income<=much\"]", "write \"16\" or the like"),
        ("", "when = [\"born<=16\"]", "write \"2026-10-01\""),
        ("", "when = [\"place<=16\"]", "as \"income<=3000\""),
        ("", "presence = \"forbidden\"\ncount = { min = 2 }", "has no `count`"),
        ("kind = \"range\"\nfact = \"income\"", "", "as min = 72"),
        ("kind = \"range\"\nfact = \"income\"\nmin = 3\nmax = 2", "", "no number will do"),
        ("kind = \"range\"\nfact = \"income\"\nmax = \"limmit\"", "", "did you mean `limit`"),
        ("kind = \"max-age\"\nfact = \"born\"\nmonths = 6", "", "`kind` cannot be \"max-age\""),
    ] {
        let facts = if facts.is_empty() { FACTS.to_owned() } else { check("", facts) };
        let run = told(&facts, &part("photo", "\"照片\"", more));
        assert_eq!(run.code, 2, "{said}: {run:#?}");
        assert!(run.stderr.contains(said) && run.stderr.contains(".toml:"), "{said}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn a_fee_may_have_a_fraction_or_be_none() {
    let said = |amount: &str| {
        let fee = format!(
            "[[fees]]\namount = {amount}\ncurrency = {{ zh = \"欧元\", en = \"EUR\" }}\nrow = \"R9\"\n{}",
            part("photo", "\"照片\"", "presence = \"optional\"")
        );
        report_of(FACTS, &fee, "income = 1\n", &[])["by_hand"].to_string()
    };
    assert!(said("49.5").contains("49.50 EUR"));
    assert!(said("90").contains("fee of 90 EUR"));
    assert!(said("0").contains("There is no fee to pay"));
}

#[test]
fn options_of_init_that_the_profile_does_not_ask_are_refused() {
    let facts = FACTS.replace(
        "kind = \"choice\"\noptions = [{ id = \"unit\"",
        "kind = \"choice\"\nrole = \"way\"\noptions = [{ id = \"unit\"",
    );
    let made = |option: &[&str]| {
        let home = tempfile::tempdir().expect("a folder");
        let (small, someone) = (home.path().join("small"), home.path().join("someone"));
        fs::create_dir(&small).expect("a folder");
        let checklist = format!("{}{}", crate::profiles::not_asked_for::TOP, part("photo", "\"照片\"", ""));
        fs::write(small.join("checklist.toml"), checklist).expect("a file");
        fs::write(small.join("facts.toml"), &facts).expect("a file");
        let [small, folder] = [&small, &someone].map(|path| path.to_str().expect("UTF-8"));
        let run = dossier(["init", folder, "--profile", small, "--lang", "en"].iter().chain(option));
        (run, fs::read_to_string(someone.join("applicant.toml")).unwrap_or_default())
    };
    let (run, written) = made(&["--path", "school"]);
    assert!(run.code == 0 && written.contains("place = \"school\""), "by its role: {run:#?} {written}");
    let options: [&[&str]; 5] =
        [&["--level", "senior"], &["--papers", "2"], &["--in-service"], &["--no-title"], &["--exempt", "2021"]];
    for option in options {
        let (run, written) = made(option);
        assert_eq!((run.code, written.as_str()), (2, ""), "{run:#?}");
        assert!(run.stderr.contains("its choices: place") && run.stderr.contains("its lists: members"), "{run:#?}");
    }
}

/// Nobody knows from where 12.5 comes; and what is asked of an entry is called without its list, as the entry is named already.
#[test]
fn a_limit_that_is_reckoned_is_called_by_its_name() {
    let parts = part("photo", "\"照片\"", "presence = \"optional\"");
    let said = |check: &str, answers: &str| {
        let report = report_of(check, &parts, answers, &[]);
        let message = &report["findings"][0]["message"];
        ["en", "zh"].map(|lang| message[lang].as_str().unwrap_or_default().to_owned())
    };
    let check = self::check("", "kind = \"range\"\nfact = \"income\"\nmin = \"total\"\nmax = 100");
    let [en, zh] = said(&check, "income = 1\n[[members]]\npoints = 12.5\nrole = \"other\"\n");
    assert!(en.contains("but it must be total (12.5) – 100."), "{en}");
    assert!(zh.contains("应当 总分（12.5） – 100。"), "{zh}");
    let each = "[[reckoned]]\nid = \"twice\"\neach = \"members\"\nlabel = { zh = \"两倍\", en = \"twice\" }\nsum = [\"points\", \"points\"]\n";
    let check = self::check(each, "kind = \"range\"\nfact = \"members.twice\"\nmax = 20");
    let report = report_of(&check, &parts, "income = 1\n[[members]]\npoints = 12.5\nrole = \"other\"\n", &[]);
    let fix = report["findings"][0]["fix"]["en"].as_str().unwrap_or_default();
    assert!(fix.starts_with("It follows from points: "), "{fix}");
}

/// Two fees may hold for one person, and a number on which a fee depends is asked for.
#[test]
fn every_fee_that_holds_is_named_and_none_is_lost() {
    let fee = |amount: &str, when: &str| {
        format!("[[fees]]\namount = {amount}\ncurrency = {{ zh = \"元\", en = \"yuan\" }}\nrow = \"R9\"\n{when}\n")
    };
    let parts = fee("150", "") + &fee("85", "when = [\"per_head>=10\"]") + &fee("0", "when = [\"per_head<5\"]");
    let parts = parts + &part("photo", "\"照片\"", "presence = \"optional\"");
    let of = |income: &str| {
        let report = report_of(FACTS, &parts, &format!("{income}\nborn = \"2000-01-01\"\n"), &[]);
        let lines = report["by_hand"].as_array().expect("lines").iter().filter_map(|line| line["en"].as_str());
        (lines.map(str::to_owned).collect::<Vec<_>>(), about_places(&report))
    };
    let (both, one) = ("Pay the fee of 150 yuan.", "Pay the fee of 85 yuan.");
    assert_eq!(of("income = 20"), (vec![both.to_owned(), one.to_owned()], Vec::new()));
    assert_eq!(of("income = 1"), (vec![both.to_owned()], Vec::new()));
    assert_eq!(of("").1, ["D402 error ", "D419 warning "]);
}
