//! The year in a text, such as that of an issue, beside a date.

use crate::profiles::command::{check, fixture};
use crate::profiles::not_asked_for::{about_places, part, report_of};

const FACTS: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
[[facts]]
id = "contract"
label = { zh = "合同编号", en = "contract" }
kind = "text"
[[facts]]
id = "signed"
label = { zh = "签订日期", en = "signed" }
kind = "date"
[[facts]]
id = "born"
label = { zh = "出生日期", en = "born" }
kind = "date"
[[facts]]
id = "hours"
label = { zh = "学时", en = "hours" }
kind = "number"
[[lists]]
id = "papers"
label = { zh = "论文", en = "paper" }
[[lists.facts]]
id = "published"
label = { zh = "发表时间", en = "published" }
kind = "month"
[[lists.facts]]
id = "issue"
label = { zh = "刊期", en = "issue" }
kind = "text"
[[checks]]
kind = "year-agrees"
fact = "papers.issue"
than = "papers.published"
months = 2
[[checks]]
kind = "year-agrees"
fact = "contract"
than = "signed"
or = "born"
level = "warning"
when = ["hours"]
code = "D405"
because = { zh = "合同编号带年份", en = "its number has the year" }
row = "R1"
"#;

fn found(answers: &str) -> Vec<String> {
    let part = part("photo", "\"照片\"", "presence = \"optional\"");
    about_places(&report_of(FACTS, &part, answers, &[]))
}

#[test]
fn an_issue_is_of_the_year_of_its_publication() {
    for (issue, month, is_good) in [
        ("2016年第3期", "2020-06", false),
        ("2020年第3期，1998-2003页", "2020-06", true),
        ("二〇一九年第六期", "2020-03", false),
        ("2019年第12期", "2020-02", true),
        ("2020年第1期", "2019-11", true),
        ("2020年第1期", "2019-10", false),
        ("第3期，45-48页", "2020-06", true),
        ("2019年第12期、2020年第1期", "2020-06", true),
    ] {
        let answers = format!("name = \"x\"\n[[papers]]\npublished = \"{month}\"\nissue = \"{issue}\"\n");
        let expected = if is_good { vec![] } else { vec!["D419 error ".to_owned()] };
        assert_eq!(found(&answers), expected, "{issue} {month}");
    }
    assert_eq!(found("name = \"x\"\n[[papers]]\nissue = \"2016年第3期\"\n"), [""; 0], "with nothing to compare");
}

#[test]
fn every_key_of_the_check_counts() {
    let contract = |more: &str| found(&format!("name = \"x\"\ncontract = \"HT（2016）7 号\"\n{more}"));
    assert_eq!(contract("hours = 80\nsigned = \"2016-12-31\"\n"), [""; 0]);
    let warned = ["D405 warning "];
    assert_eq!(contract("hours = 80\nsigned = \"2017-01-01\"\n"), warned, "the very year, where no time is given");
    assert_eq!(contract("hours = 80\nborn = \"1988-03-07\"\n"), warned, "the second date, where there is no first");
    assert_eq!(contract("signed = \"2017-01-01\"\n"), [""; 0], "only where its condition holds");
    let part = part("photo", "\"照片\"", "presence = \"optional\"");
    let told = report_of(FACTS, &part, "name = \"x\"\ncontract = \"2016\"\nhours = 80\nsigned = \"2017-01-01\"\n", &[]);
    assert_eq!(
        told["findings"][0]["message"]["zh"],
        "“合同编号”填的是“2016”，应当写与签订日期（2017-01-01）相同的年份（合同编号带年份）。",
        "{told:#}"
    );
    let days = FACTS.replace("months = 2", "years = 1");
    let paper = "name = \"x\"\n[[papers]]\npublished = \"2021-06\"\nissue = \"2020年第3期\"\n";
    assert_eq!(about_places(&report_of(&days, &part, paper, &[])), [""; 0], "a whole year apart");
    let days = FACTS.replace("months = 2", "days = 20");
    assert_eq!(about_places(&report_of(&days, &part, paper, &[])), ["D419 error "]);
}

/// The first profile, and others of title reviews: a paper of 2016 that is said to have been published in 2020.
#[test]
fn title_reviews_warn_of_an_issue_of_another_year() {
    let answers = std::fs::read_to_string(fixture("complete/applicant.toml")).expect("a file");
    let of_2016 = answers.replace("2020年第6期", "2016年第6期");
    assert_ne!(answers, of_2016);
    for (answers, expected) in [(answers, 0), (of_2016, 1)] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("applicant.toml"), answers).expect("a file");
        for profile in ["bazhou-vocational-2021", "engineering-general", "shaanxi-online"] {
            let report = check(folder.path(), &["--format", "json", "--profile", profile]).json();
            let told = report["findings"].as_array().expect("findings").iter().filter(|finding| {
                finding["code"] == "D419"
                    && finding["severity"] == "warning"
                    && finding["got"] == "2016年第6期，12–15页"
            });
            assert_eq!(told.count(), expected, "{profile}");
        }
    }
}
