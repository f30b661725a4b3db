//! `applicant.toml` as people and strangers write it: read, or refused with its place, never half-read.

use super::command::{Run, check, copy_of, dossier, fixture, replace};
use std::fs;

/// `fixtures/complete` checked with its applicant file changed.
fn with(change: impl FnOnce(String) -> Vec<u8>, lang: &str) -> Run {
    let folder = copy_of(&fixture("complete"));
    let path = folder.path().join("applicant.toml");
    let text = fs::read_to_string(&path).expect("an applicant");
    replace(&path, &change(text));
    check(folder.path(), &["--lang", lang, "--format", "json"])
}

/// Codes and levels of the findings. What is only for information is left out: how many submissions the register of
/// this machine knows is no business of a test.
fn told(json: &serde_json::Value) -> Vec<String> {
    let findings = json["findings"].as_array().expect("findings").iter();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().expect("a text").to_owned();
    let told = findings.map(|one| format!("{}:{}", text(one, "code"), text(one, "severity")));
    told.filter(|told| !told.ends_with(":info")).collect()
}

/// Those of `fixtures/complete` with its applicant file changed.
fn codes(change: impl FnOnce(String) -> String) -> Vec<String> {
    told(&with(|text| change(text).into_bytes(), "en").json())
}

fn swap(from: &'static str, to: &'static str) -> impl FnOnce(String) -> String {
    move |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }
}

#[test]
fn writings_of_windows_are_read() {
    assert_eq!(codes(|text| format!("\u{feff}{text}")), [""; 0]);
    assert_eq!(codes(|text| text.replace('\n', "\r\n")), [""; 0]);
}

/// GB 11643: the check character of 17 digits, which may be X; the birth date and the sex stand in the number.
#[test]
fn id_numbers_of_every_kind() {
    let born = |to: &'static str| swap("990000198803070017", to);
    assert_eq!(codes(born("990000198803070017")), [""; 0]);
    for good in ["９９００００１９８８０３０７００１７", "990000 19880307 0017", "99000019880307\u{200b}0017"]
    {
        assert_eq!(codes(born(good)), [""; 0], "{good}");
    }
    for wrong in [
        "990000198803070018", // check digit
        "99000019880307001x", // check character
        "990000880307001",    // fifteen digits, of before 1999
        "99000019880307001",
        "9900001988030700170",
        "99000019881307001X",
        "ABCDEFGHIJKLMNOPQR",
    ] {
        let told = codes(born(wrong));
        assert!(!told.is_empty() && told.iter().all(|one| one == "D401:error"), "{wrong}: {told:?}");
    }
    assert_eq!(codes(swap("sex = \"男\"", "sex = \"女\"")), ["D401:error"]);
    assert_eq!(codes(swap("birth_date = \"1988-03-07\"", "birth_date = \"1988-03-08\"")), ["D401:error"]);
}

#[test]
fn a_check_character_x_is_read_in_either_case() {
    for number in ["99000019880307005X", "99000019880307005x"] {
        assert_eq!(codes(swap("990000198803070017", number)), [""; 0], "{number}");
    }
}

/// U14: both readings of three years, to the day.
#[test]
fn papers_at_the_edges() {
    // The issue says no year, which another check would compare.
    let published =
        |to: &'static str| move |text: String| swap("published = \"2020-06\"", to)(swap("2020年第6期，", "")(text));
    let cases: [(&str, &[&str]); 9] = [
        ("published = \"2018-09-17\"", &["D405:error"]),
        ("published = \"2018-09-18\"", &["D405:warning"]),
        ("published = \"2018-09\"", &["D405:warning"]),
        ("published = \"2018-12-31\"", &["D405:warning"]),
        ("published = \"2018-08\"", &["D405:error"]),
        ("published = \"2019-01-01\"", &[]),
        ("published = \"2021-09-18\"", &[]),
        ("published = \"2021-09-19\"", &["D405:error"]),
        ("published = \"\"", &["D406:error"]),
    ];
    for (to, expected) in cases {
        assert_eq!(codes(published(to)), expected, "{to}");
    }
}

/// P12: an exemption for a year does away with that year's certificates and with no other's.
#[test]
fn exemptions_reach_their_own_year_only() {
    let with_exemption = |year: &str| {
        let entry = format!("\n[[exemptions]]\nyear = {year}\nkind = \"village-post\"\n");
        codes(move |text| text + &entry)
    };
    assert!(with_exemption("2021").contains(&"D101:error".to_owned()), "the approval form is asked for");
    assert_eq!(with_exemption("2015"), ["D410:error"]);
}

#[test]
fn years_before_the_first_employment_say_why_they_are_not_asked_for() {
    let run =
        with(|text| text.replace("employed_from = \"2010-09\"", "employed_from = \"2019-07\"").into_bytes(), "en");
    let json = run.json();
    let parts =
        json["items"].as_array().expect("items").iter().flat_map(|item| item["parts"].as_array().expect("parts"));
    let why = |key: &str| {
        let mut own = parts.clone().filter(|part| part["key"] == key);
        own.any(|part| part["why"]["en"].as_str().is_some_and(|why| why.contains("2019-07")))
    };
    assert!(why("2018") && why("2016"), "{json}");
    assert!(!json["by_hand"].to_string().contains("not asked for"), "nothing is to be done about them");
}

/// Only what is no TOML at all is refused.
#[test]
fn what_cannot_be_read_is_refused_in_both_languages() {
    let deep = format!("files = {}1{}\n", "[".repeat(5000), "]".repeat(5000));
    let cases: [(Vec<u8>, &str, &str); 5] = [
        (b"name = \"\xff\xfe\"\n".to_vec(), "不是 UTF-8", "not UTF-8"),
        (deep.into_bytes(), "语法", "TOML"),
        (vec![b'#'; (1 << 20) + 1], "太大", "too large"),
        (b"name = \"a\"\nname = \"b\"\n".to_vec(), "语法", "TOML"),
        ("name = “王小明”\n".as_bytes().to_vec(), "半角", "half-width"),
    ];
    for (bytes, zh, en) in cases {
        for (lang, said) in [("zh", zh), ("en", en)] {
            let run = with(|_| bytes.clone(), lang);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{said}: {}", run.stderr);
            assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
            assert!(run.stderr.len() < 20_000, "{} bytes", run.stderr.len());
        }
    }
}

/// What cannot be understood in a file that is TOML is a finding with its line, beside what the pictures say.
#[test]
fn a_wrong_line_is_a_finding_and_hides_nothing() {
    let folder = copy_of(&fixture("complete"));
    let path = folder.path().join("applicant.toml");
    let text = fs::read_to_string(&path).expect("an applicant");
    let text =
        text.replace("birth_date = \"1988-03-07\"", "birth_date = \"1988-02-30\"").replace("ethnicity", "ethnicty");
    replace(&path, text.as_bytes());
    fs::remove_file(folder.path().join("02-身份证/国徽面.jpg")).expect("it goes");
    let run = check(folder.path(), &["--format", "json"]);
    let json = run.json();
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(told(&json), ["D101:error", "D417:error", "D417:error"]);
    let findings = json["findings"].as_array().expect("findings").iter().filter(|one| one["code"] == "D417");
    let line = |start: &str| text.lines().position(|line| line.starts_with(start)).expect("a line") as u64 + 1;
    let lines: Vec<u64> = findings.map(|one| one["line"].as_u64().expect("a line")).collect();
    assert_eq!(lines, [line("ethnicty"), line("birth_date")]);
}

/// Notepad saves in whatever encoding the system prefers; the text means the same.
#[test]
fn other_encodings_are_read() {
    let utf_16 = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let little = |text: &str| [&[0xff, 0xfe], &*utf_16(text, u16::to_le_bytes)].concat();
    let big = |text: &str| [&[0xfe, 0xff], &*utf_16(text, u16::to_be_bytes)].concat();
    let text = fs::read_to_string(fixture("complete").join("applicant.toml")).expect("an applicant");
    for bytes in [gb(&text), little(&text), big(&text)] {
        let run = with(|_| bytes, "en");
        assert_eq!((run.code, told(&run.json())), (0, Vec::new()), "{}", run.stderr);
    }
}

/// Without the file: one error, and all that needs no data is still checked.
#[test]
fn without_the_file_the_rest_is_checked() {
    let folder = copy_of(&fixture("complete"));
    fs::remove_file(folder.path().join("applicant.toml")).expect("it goes");
    fs::remove_file(folder.path().join("02-身份证/国徽面.jpg")).expect("it goes");
    let json = check(folder.path(), &["--format", "json"]).json();
    assert_eq!(told(&json), ["D101:error", "D112:error"]);
    assert!(json["items"].to_string().contains("cannot_tell"));
}

/// A name that Windows hid the end of, or wrote in its own way, is said to be the one that was meant.
#[test]
fn a_file_that_was_meant_to_be_it_is_named() {
    for name in ["applicant.toml.txt", "Applicant.toml", "applicant.TOML", "applicant (1).toml"] {
        let folder = copy_of(&fixture("complete"));
        let at = |name: &str| folder.path().join(name);
        fs::rename(at("applicant.toml"), at(name)).expect("renamed");
        let json = check(folder.path(), &["--format", "json"]).json();
        let findings = json["findings"].as_array().expect("findings");
        let missing = findings.iter().find(|one| one["code"] == "D112").expect("D112");
        for lang in ["zh", "en"] {
            let said = missing["fix"][lang].as_str().expect("a fix");
            assert!(said.contains(name) && said.contains("applicant.toml"), "{name}: {said}");
        }
    }
}

#[test]
fn one_file_for_several_years_is_no_copy() {
    let folder = copy_of(&fixture("complete"));
    let at = |year: u16| folder.path().join(format!("08-继续教育/{year}年公需科目证书.jpg"));
    for year in 2017..=2020 {
        fs::remove_file(at(year)).expect("it goes");
    }
    fs::rename(at(2016), folder.path().join("08-继续教育/2016-2020公需科目.jpg")).expect("renamed");
    assert_eq!(told(&check(folder.path(), &["--format", "json"]).json()), [""; 0]);
}

#[test]
fn the_fixtures_of_the_further_profiles_are_complete() {
    for name in ["shaanxi-online", "engineering-general"] {
        for lang in ["zh", "en"] {
            let run = check(&fixture(name), &["--lang", lang]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:#?}");
            insta::assert_snapshot!(format!("{name}-{lang}"), run.stdout);
        }
        let json = check(&fixture(name), &["--format", "json"]).json();
        assert_eq!(told(&json), [""; 0]);
    }
}

/// Each picture of their fixtures taken away is one finding that names it.
#[test]
fn a_picture_taken_from_a_further_fixture_is_missed() {
    for name in ["shaanxi-online", "engineering-general"] {
        let json = check(&fixture(name), &["--format", "json"]).json();
        let parts =
            json["items"].as_array().expect("items").iter().flat_map(|item| item["parts"].as_array().expect("parts"));
        let mut paths: Vec<String> = parts
            .flat_map(|part| part["files"].as_array().expect("files"))
            .map(|file| file["path"].as_str().expect("a path").to_owned())
            .collect();
        paths.dedup();
        for path in paths {
            let folder = copy_of(&fixture(name));
            fs::remove_file(folder.path().join(&path)).expect("it goes");
            let run = check(folder.path(), &["--format", "json"]);
            let json = run.json();
            let findings = json["findings"].as_array().expect("findings");
            assert_eq!(run.code, 1, "{name}/{path}");
            assert!(findings.iter().all(|one| one["code"] == "D101"), "{path}: {}", json["findings"]);
            assert_eq!(findings.len(), if path.contains("2017-2021") { 5 } else { 1 }, "{path}");
        }
    }
}

/// R10, R13, R14, R17: each way of applying has its own window and, with the level, its own fee.
#[test]
fn windows_and_fees_of_each_path() {
    let cases = [
        ("review", "intermediate", "2021-09-02", Some("D403:warning"), "380"),
        ("review", "intermediate", "2021-09-03", None, "380"),
        ("review", "junior", "2021-09-18", None, "220"),
        ("review", "intermediate", "2021-09-19", Some("D404:error"), "380"),
        ("first-determination", "junior", "2021-08-31", Some("D403:warning"), "100"),
        ("first-determination", "junior", "2021-09-01", None, "100"),
        ("first-determination", "intermediate", "2021-09-18", None, "380"),
        ("conferment", "intermediate", "2021-09-02", None, "380"),
        ("conferment", "junior", "2021-10-01", Some("D404:error"), "380"),
    ];
    for (path, level, date, expected, yuan) in cases {
        let folder = copy_of(&fixture("complete"));
        let file = folder.path().join("applicant.toml");
        let text = fs::read_to_string(&file).expect("an applicant");
        let text = text
            .replace("path = \"review\"", &format!("path = \"{path}\""))
            .replace("path_reason = \"\"", "path_reason = \"本科学历，任教满五年\"")
            .replace("level = \"intermediate\"", &format!("level = \"{level}\""));
        replace(&file, text.as_bytes());
        let folder = folder.path().to_str().expect("Unicode");
        let run = dossier(["check", folder, "--date", date, "--format", "json", "--lang", "en"]);
        let json = run.json();
        assert_eq!(told(&json), expected.into_iter().collect::<Vec<_>>(), "{path} {level} {date}");
        assert_eq!(run.code, i32::from(expected == Some("D404:error")), "{path} {level} {date}");
        assert!(
            json["by_hand"].to_string().contains(&format!("fee of {yuan} yuan")),
            "{path} {level}: {}",
            json["by_hand"]
        );
    }
}

/// A name of two or three characters is most people's; where it could stand by chance it tells nothing.
#[test]
fn entries_with_short_names_are_known_by_them() {
    let folder = copy_of(&fixture("complete"));
    let path = folder.path().join("applicant.toml");
    let text = fs::read_to_string(&path).expect("an applicant");
    let entry = |name: &str| format!("[[awards]]\nname = \"{name}\"\nobtained = \"2020-06\"\nlevel = \"校级\"\n");
    let text = text.replace("awards = []\n", "") + &entry("优课") + &entry("赵小例");
    replace(&path, text.as_bytes());
    let photo = fs::read(folder.path().join("01-照片/照片.jpg")).expect("a picture");
    for name in ["获奖证书-赵小例.jpg", "优课获奖证书.jpg", "优课堂表彰文件.jpg"] {
        fs::write(folder.path().join(name), &photo).expect("written");
    }
    let json = check(folder.path(), &["--format", "json"]).json();
    let items = json["items"].as_array().expect("items");
    let award = items.iter().find(|item| item["id"] == "award").expect("the awards");
    let file = |part: &str, key: &str| {
        let parts = award["parts"].as_array().expect("parts");
        let part = parts.iter().find(|one| one["id"] == part && one["key"] == key);
        part.and_then(|part| part["files"][0]["path"].as_str()).unwrap_or_default().to_owned()
    };
    assert_eq!(file("certificate", "1"), "优课获奖证书.jpg");
    assert_eq!(file("certificate", "2"), "获奖证书-赵小例.jpg");
    assert_eq!((file("commendation", "1"), file("commendation", "2")), (String::new(), String::new()));
}
