//! What reports say to people: which year, whose paper, which answer, and why something is not asked for.

use crate::profiles::command::dossier;
use crate::profiles::not_asked_for::{TOP, part, report_of};
use std::fs;

const FACTS: &str = r#"
[[facts]]
id = "sex"
label = { zh = "性别", en = "sex" }
kind = "choice"
options = [{ id = "male", label = { zh = "男性", en = "male person" } }, { id = "female", label = { zh = "女性", en = "female person" } }]
[[facts]]
id = "veteran"
label = { zh = "退役军人", en = "veteran" }
kind = "yes-no"
[[facts]]
id = "party"
label = { zh = "党员", en = "party member" }
kind = "yes-no"
[[facts]]
id = "since"
label = { zh = "开始年度", en = "first year" }
kind = "year"
[[lists]]
id = "members"
label = { zh = "成员", en = "member" }
called = "name"
[[lists.facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
[[lists.facts]]
id = "alien"
label = { zh = "外籍", en = "alien" }
kind = "yes-no"
[[checks]]
kind = "one-of"
fact = "sex"
values = ["male"]
[[checks]]
kind = "not-after"
fact = "since"
than = "new-year-1"
"#;

fn screen(parts: &str, answers: &str, lang: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let [profile, person] = ["small", "person"].map(|name| home.path().join(name));
    for folder in [&profile, &person] {
        fs::create_dir(folder).expect("a folder");
    }
    fs::write(profile.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
    fs::write(profile.join("facts.toml"), FACTS).expect("a file");
    fs::write(person.join("applicant.toml"), answers).expect("a file");
    let [profile, person] = [&profile, &person].map(|path| path.to_str().expect("UTF-8"));
    dossier(["check", "--date", "2026-09-10", "--lang", lang, "--profile", profile, person]).stdout
}

/// One item with several parts.
fn item(id: &str, parts: &[String]) -> String {
    let own = |part: &String| part.split_once("[[items.parts]]").map(|(_, own)| format!("[[items.parts]]{own}"));
    let parts: String = parts.iter().filter_map(own).collect();
    format!("[[items]]\nid = \"{id}\"\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nnames = [\"{id}\"]\n{parts}")
}

#[test]
fn a_year_is_compared_with_a_year() {
    let photo = part("photo", "\"照片\"", "presence = \"optional\"");
    let told = |since: &str| {
        let report = report_of(FACTS, &photo, &format!("since = {since}\n"), &[]);
        report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|one| one["message"]["zh"].to_string())
            .collect::<String>()
    };
    assert!(told("2026").contains("应当不晚于 2025 年"), "{}", told("2026"));
    assert_eq!(told("2025"), "");
}

#[test]
fn an_answer_is_told_in_words_and_says_which_it_is() {
    let letter = part("letter", "\"信函\"", "");
    let zh = screen(&letter, "sex = \"female\"\nsince = 2026\n", "zh");
    assert!(!zh.contains("要求 male"), "{zh}");
    assert!(zh.contains("要求 ≤ 2025 · 实际 2026"), "{zh}");
    let todo = zh.split("要做的事").nth(1).expect("what to do");
    assert!(todo.contains("“性别”填的是“女性”") && todo.contains("“开始年度”填的是“2026”"), "{todo}");
}

#[test]
fn lines_say_whose_they_are_and_which_are_not_asked_for() {
    let alien = part("passport", "\"护照\"", "each = \"members\"\nwhen = [\"alien\"]");
    let card = part("card", "\"身份证\"", "each = \"members\"");
    let parts = item("identity", &[card, alien]);
    let member = |name: &str, alien: bool| format!("[[members]]\nname = \"{name}\"\nalien = {alien}\n");
    let answers = [member("甲一", false), member("乙二", true), member("990000198803070017", false)].concat();
    for (lang, whose, idle, masked) in [
        ("zh", "identity 2（乙二） · ", "passport（1、3）", "identity 3（99**************17） · "),
        ("en", "identity 2 (乙二) · ", "passport (1, 3)", "identity 3 (99**************17) · "),
    ] {
        let said = screen(&parts, &answers, lang);
        assert!(said.contains(whose) && said.contains(idle) && said.contains(masked), "{said}");
        assert_eq!(said.matches("passport (1, 3)").count() + said.matches("passport（1、3）").count(), 1, "{said}");
    }
}

#[test]
fn each_part_of_an_item_that_is_not_asked_for_says_why() {
    let parts = item(
        "proof",
        &[part("army", "\"退役\"", "when = [\"veteran\"]"), part("party", "\"党员\"", "when = [\"party\"]")],
    );
    let said = screen(&parts, "veteran = false\nparty = false\n", "en").replace('\n', " ");
    let plain = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("army: not asked for by what is filled in (only if veteran"), "{plain}");
    assert!(plain.contains("party: not asked for by what is filled in (only if party member"), "{plain}");
}
