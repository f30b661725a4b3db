//! What can never be, hold or be met: each such line of a profile is told, with what to write instead.

use crate::profiles::command::{Run, dossier};
use crate::profiles::not_asked_for::{TOP, part, report_of};
use std::fs;

const FACTS: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
role = "name"
[[facts]]
id = "number"
label = { zh = "证书号", en = "certificate" }
kind = "text"
[[facts]]
id = "born"
label = { zh = "出生日期", en = "date of birth" }
kind = "date"
[[facts]]
id = "grant"
label = { zh = "经费", en = "grant" }
kind = "number"
[[facts]]
id = "extended"
label = { zh = "延期", en = "extended" }
kind = "yes-no"
[[facts]]
id = "rank"
label = { zh = "职称", en = "rank" }
kind = "choice"
options = [{ id = "full", label = { zh = "正高", en = "full" } }, { id = "vice", label = { zh = "副高", en = "vice" } }]
[[lists]]
id = "papers"
label = { zh = "论文", en = "paper" }
[[lists.facts]]
id = "title"
label = { zh = "题目", en = "title" }
kind = "text"
[[lists.facts]]
id = "printed"
label = { zh = "发表日期", en = "date of printing" }
kind = "date"
[[lists]]
id = "students"
label = { zh = "学生", en = "student" }
[[lists.facts]]
id = "since"
label = { zh = "入学日期", en = "date of entry" }
kind = "date"
"#;

/// `profile check` of a profile with these lines at the head of its checklist, in its only part, and behind its facts.
fn told(head: &str, of_part: &str, facts: &str, lang: &str) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let checklist = format!("{TOP}{head}\n{}", part("photo", "\"照片\"", of_part));
    fs::write(small.join("checklist.toml"), checklist).expect("a file");
    fs::write(small.join("facts.toml"), format!("{FACTS}{facts}")).expect("a file");
    dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", lang])
}

/// Each is told once, in both languages.
fn all_told(cases: &[(&str, &str, &str, &str)]) {
    assert_eq!(told("", "", "", "en").code, 0, "{:#?}", told("", "", "", "en"));
    for (head, of_part, facts, said) in cases {
        let run = told(head, of_part, facts, "en");
        let all = format!("{}{}", run.stdout, run.stderr);
        assert!(run.code != 0 && all.contains(said), "{said}: {run:#?}");
        let count = all.matches("error:").count() + usize::from(run.stdout.contains(": 1 to be changed"));
        assert_eq!(count, 1, "{said}: {run:#?}");
        let chinese = told(head, of_part, facts, "zh");
        assert!(chinese.code == run.code && !format!("{}{}", chinese.stdout, chinese.stderr).contains(said));
    }
}

fn check(kind: &str, fact: &str, more: &str) -> String {
    format!("[[checks]]\nkind = \"{kind}\"\nfact = \"{fact}\"\n{more}\n")
}

#[test]
fn nothing_has_the_id_of_another() {
    let twice = |key: &str| {
        format!(
            "[[facts]]\nid = \"post\"\nlabel = {{ zh = \"岗位\", en = \"post\" }}\nkind = \"choice\"\noptions = [{{ id = \"a\", label = \
             {{ zh = \"甲\", en = \"A\" }} }}, {key}]"
        )
    };
    let condition = "[[conditions]]\nid = \"rich\"\nwhen = [\"grant>5\"]\nlabel = { zh = \"有钱的\", en = \"the rich\" }\notherwise = { zh = \"没钱\", en = \"not rich\" }\n";
    all_told(&[
        ("", "", &twice("{ id = \"a\", label = { zh = \"乙\", en = \"B\" } }"), "the id \"a\" is already in use above"),
        ("", "", &twice("{ id = \"b\", label = { zh = \"甲\", en = \"B\" } }"), "\"甲\" means the option `a` already"),
        (
            "",
            "",
            &twice("{ id = \"b\", label = { zh = \"乙\", en = \"B\" }, words = [\"A\"] }"),
            "\"A\" means the option `a` already",
        ),
        ("", "", &format!("{condition}{condition}"), "the id \"rich\" is already in use above"),
        ("", "", &condition.replace("rich\"\n", "grant\"\n"), "the id \"grant\" is already in use above"),
        (
            "",
            "",
            "[[facts]]\nid = \"papers.note\"\nlabel = { zh = \"注\", en = \"note\" }\nkind = \"text\"\n",
            "`papers` is a list",
        ),
        (
            "",
            "",
            "[[facts]]\nid = \"grant.note\"\nlabel = { zh = \"注\", en = \"note\" }\nkind = \"text\"\n",
            "`grant` is a fact of its own",
        ),
    ]);
}

#[test]
fn a_check_that_never_checks_is_told() {
    let holds_never = "when = { all = [\"extended\"], not = [\"extended\"] }";
    let window = format!(
        "[[windows]]\nkind = \"filing\"\nlabel = {{ zh = \"申报\", en = \"Filing\" }}\n{holds_never}\nopens = \"03-01\"\ncloses = \"03-31\"\nrow = \"R1\""
    );
    let fee = format!("[[fees]]\n{holds_never}\namount = 5\ncurrency = {{ zh = \"元\", en = \"yuan\" }}\nrow = \"R1\"");
    all_told(&[
        ("", "", &check("agrees", "born", "with = \"number\""), "`with` must be a resident's ID number"),
        ("", "", &check("one-of", "grant", "values = [\"abc\"]"), "\"abc\" is no number"),
        ("", "", &check("one-of", "grant", "values = [\"500,000\"]"), "\"500,000\" is no number"),
        ("", "", &check("one-of", "rank", "values = []"), "`values` is empty"),
        ("", "", &check("holds", "rank", "words = []"), "`words` is empty"),
        ("", "", &check("not-after", "born", "than = \"name\""), "\"name\" is no date"),
        ("", "", &check("not-after", "born", "than = \"papers.printed\""), "belongs to each entry of `papers`"),
        (
            "",
            "",
            &check("not-after", "papers.printed", "than = \"students.since\""),
            "belongs to each entry of `students`",
        ),
        ("", "", &check("given", "grant", "code = \"D999\""), "no rule D999"),
        ("", "", &check("given", "grant", "code = \"D101\""), "D101 (missing-part) does not tell"),
        ("", "", &check("given", "grant", holds_never), "never hold together"),
        ("", "", &check("not-after", "born", "than = \"opening\""), "no filing window"),
        ("", "", &check("not-after", "born", "than = \"02-29\""), "2026 has no 02-29"),
        ("", "", &check("year-agrees", "born", "than = \"opening\""), "year-agrees is for a text"),
        ("", "", &check("year-agrees", "name", "than = \"papers.printed\""), "belongs to each entry of `papers`"),
        ("", "", &check("covers", "papers.printed", "role = \"assessment\""), "covers is for a year of a list"),
        ("", "says = { titles = [\"papers.nope\"] }", "", "facts.toml has no `papers.nope`"),
        ("", "says = { titles = [\"证书\"], never = [\"证书\"] }", "", "`never` has one of the part's own `titles`"),
        ("", "says = { titles = [\"证书\"], number = true }", "", "no ID number is asked"),
        ("", "says = { titles = [\"证书\"], valid_until = true }", "", "`valid` of [reading] is empty"),
        ("", "when = [\"grant=abc\"]", "", "`grant` is never \"abc\""),
        ("", "when = [\"born=2026\"]", "", "`born` is never \"2026\""),
        (&window, "", "", "never hold together"),
        (&fee, "", "", "never hold together"),
        (
            "",
            "",
            "[[facts]]\nid = \"note\"\nlabel = { zh = \"注\", en = \"note\" }\nkind = \"text\"\nsince = { zh = \"从{date}起\", en = \"from {date}\" }",
            "only dates have `since`",
        ),
    ]);
}

#[test]
fn numbers_that_nothing_meets_are_told() {
    let reckoned = |more: &str| {
        format!(
            "[[reckoned]]\nid = \"share\"\nlabel = {{ zh = \"份额\", en = \"share\" }}\nsum = [\"grant\"]\n{more}\n"
        )
    };
    let limit =
        |name: &str, value: &str| format!("[items.parts.limits]\n{name} = {{ value = {value}, source = \"notice\" }}");
    let least = check("range", "grant", "min = 36");
    all_told(&[
        ("", &limit("dpi_error", "1e9"), "", "no picture meets"),
        ("", &limit("max_bytes", "\"200B\""), "", "no picture meets"),
        ("", &limit("min_width", "200000"), "", "no picture meets"),
        ("total = { max_bytes = \"100\", row = \"R1\" }", "", "", "100 bytes"),
        ("", "total = { max_bytes = 300 }", "", "300 bytes"),
        (
            "total = { max_bytes = \"1MB\", row = \"R1\" }",
            &limit("min_bytes", "\"2MB\""),
            "",
            "its smallest file is larger than all files together may be",
        ),
        ("", "", &reckoned("times = 0"), "`times` is 0"),
        ("", "", &reckoned("divided_by = [\"0\"]"), "is divided by 0"),
        ("", "", &format!("{least}{}", check("range", "grant", "max = 12")), "at least 36 and at most 12"),
    ]);
    // What holds in different cases, or only warns, is no contradiction.
    for other in ["max = 12\nwhen = [\"extended\"]", "max = 12\nlevel = \"warning\"", "max = 36"] {
        let run = told("", "", &format!("{least}{}", check("range", "grant", other)), "en");
        assert_eq!(run.code, 0, "{other}: {run:#?}");
    }
}

#[test]
fn words_in_braces_are_known_and_the_same_in_both_languages() {
    let by_hand = |zh: &str, en: &str| {
        format!(
            "[[windows]]\nkind = \"filing\"\nlabel = {{ zh = \"申报\", en = \"Filing\" }}\nopens = \"03-01\"\ncloses = \"03-31\"\nrow = \"R1\"\n\
             [[by_hand]]\ntext = {{ zh = \"{zh}\", en = \"{en}\" }}\nrow = \"R1\""
        )
    };
    assert_eq!(told(&by_hand("{filing}", "{filing}"), "", "", "en").code, 0);
    all_told(&[
        (&by_hand("{filing}办", "do it"), "", "", "{filing} stands in only one of `zh` and `en`"),
        (&by_hand("{filling}办", "{filling}"), "", "", "did you mean `{filing}`?"),
        (&by_hand("{paper}办", "{paper}"), "", "", "no [[windows]] of kind \"paper\""),
    ]);
}

/// An item that is not known by its own label: `学生培养1-证明.jpg` is somebody's, but nobody can tell whose.
#[test]
fn an_item_of_a_list_is_known_by_its_label() {
    let item = |names: &str, of_part: &str| {
        format!(
            "formats = [\"pdf\"]\n[[items]]\nid = \"s\"\nlabel = {{ zh = \"学生培养\", en = \"training\" }}\nnames = [{names}]\n[[items.parts]]\n\
             id = \"s\"\nlabel = {{ zh = \"证明\", en = \"proof\" }}\nrows = [\"R1\"]\npages = \"many\"\neach = \"students\"\n{of_part}"
        )
    };
    let kinds = "kinds = [{ id = \"a\", label = { zh = \"甲证书\", en = \"alpha\" }, names = [\"甲证书\"] }, { id = \"b\", label = { zh = \"乙证明\", en = \"beta\" }, names = [\"乙证明\"] }]";
    for of_part in [kinds, "names = [\"证明\"]"] {
        for lang in ["en", "zh"] {
            let run = told(&item("\"学生\"", of_part), "", "", lang);
            let said = ["s: its own label is not among its `names`", "s：names 里没有它自己的名称“学生培养”"];
            assert!(run.code == 1 && said.iter().any(|said| run.stdout.contains(said)), "{run:#?}");
            assert!(run.stdout.contains("学生培养1-….pdf") && run.stdout.lines().count() == 2, "{run:#?}");
        }
        let run = told(&item("\"学生\", \"学生培养\"", of_part), "", "", "en");
        assert_eq!(run.code, 0, "{run:#?}");
    }
    // Two kinds of one part that nobody could tell apart.
    let same = kinds.replace("[\"甲证书\"]", "[\"甲证书\", \"乙证明\"]");
    let run = told(&item("\"学生\", \"学生培养\"", &same), "", "", "en");
    assert!(run.code == 1 && run.stdout.contains("is read as another kind of it"), "{run:#?}");
    assert!(run.stdout.contains("compare its `names` and `marks` with its own kinds'"), "{run:#?}");
}

/// Days of the years beside the filing year, which is 2026.
#[test]
fn a_date_is_compared_with_a_day_of_another_year() {
    let codes = |than: &str, born: &str| {
        let facts = format!("{FACTS}{}", check("not-after", "born", &format!("than = \"{than}\"")));
        let parts = part("photo", "\"照片\"", "presence = \"optional\"");
        let report = report_of(&facts, &parts, &format!("born = \"{born}\"\n"), &[]);
        let findings = report["findings"].as_array().expect("findings").clone();
        findings.iter().filter(|finding| finding["code"] == "D419").count()
    };
    for (than, good, bad) in [
        ("last-year-12-31", "2025-12-31", "2026-01-01"),
        ("next-year-01-31", "2027-01-31", "2027-02-01"),
        ("10-01", "2026-10-01", "2026-10-02"),
    ] {
        assert_eq!((codes(than, good), codes(than, bad)), (0, 1), "{than}");
    }
}
