//! `explain` and `rules`: every code has its page, in both languages, and a strange one is told the nearest.

use super::command::dossier;
use dossier::package::refusal::CODES;
use dossier::rules::RULES;

#[test]
fn every_code_and_name_has_its_page_in_both_languages() {
    let rules = RULES.iter().map(|rule| (rule.code, rule.name));
    let package = CODES.iter().map(|code| (code.code, code.name));
    for (number, (code, name)) in rules.chain(package).enumerate() {
        // Every program start costs: names are asked for now and then, codes always.
        let asked = if number % 5 == 0 { name } else { code };
        let [zh, en] = ["zh", "en"].map(|lang| dossier(["explain", asked, "--lang", lang]));
        assert_eq!((zh.code, en.code), (0, 0), "{asked}");
        assert!(zh.stdout.starts_with(code) && en.stdout.starts_with(code), "{}", zh.stdout);
        assert!(zh.stdout.chars().any(|c| u32::from(c) >= 0x4E00), "{asked}: no Chinese");
        assert_ne!(zh.stdout, en.stdout, "{asked}");
    }
}

#[test]
fn a_strange_code_is_told_the_nearest_or_where_all_are() {
    let run = dossier(["explain", "low resolution", "--lang", "en"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("Did you mean `low-resolution`?"), "{}", run.stderr);
    let run = dossier(["explain", "\u{1b}[31m", "--lang", "zh"]);
    assert!(run.stderr.contains("dossier rules") && !run.stderr.contains('\u{1b}'), "{}", run.stderr);
}

/// A code tells what any checklist asks by it; with the checklist it says what that one asks.
#[test]
fn with_a_checklist_it_says_what_that_one_asks() {
    let asked = |code: &str, id: &str, lang: &str| dossier(["explain", code, "--profile", id, "--lang", lang]).stdout;
    let [zh, en] = ["zh", "en"].map(|lang| asked("D405", "bazhou-vocational-2021", lang));
    assert!(zh.contains("在“") && zh.contains("36 个月 以内；近三年内"), "{zh}");
    assert!(zh.contains("不早于申报年度往前 2 年的 1 月 1 日"), "{zh}");
    assert!(en.contains("In “") && en.contains("before the last day of filing; the last three years"), "{en}");
    let other = asked("D405", "tenant-fr", "en");
    assert!(!other.contains("In “"), "{other}");
    assert!(dossier(["explain", "D405", "--profile", "nowhere"]).code == 2);
}

#[test]
fn the_table_of_rules_is_the_table_of_rules() {
    let listed = dossier(["rules", "--format", "json"]).json();
    let codes: Vec<_> = listed.as_array().expect("a list").iter().map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, RULES.iter().map(|rule| Some(rule.code)).collect::<Vec<_>>());
    for row in listed.as_array().expect("a list") {
        assert_ne!(row["title"]["zh"], row["title"]["en"]);
    }
}
