//! Tables of points, and numbers of each entry of a list.

use crate::profiles::command::{Run, dossier};
use crate::profiles::not_asked_for::{TOP, about_places, part, report_of};
use serde_json::Value;
use std::fs;

const FACTS: &str = r#"
[[facts]]
id = "service"
label = { zh = "工龄", en = "years of service" }
kind = "number"
required = true
[[facts]]
id = "abroad"
label = { zh = "留学", en = "studied abroad" }
kind = "yes-no"
[[lists]]
id = "papers"
label = { zh = "论文", en = "paper" }
[[lists.facts]]
id = "rank"
label = { zh = "级别", en = "rank" }
kind = "choice"
required = true
options = [{ id = "core", label = { zh = "核心", en = "core" } }, { id = "other", label = { zh = "其他", en = "other" } }]
[[reckoned]]
id = "service_points"
label = { zh = "工龄分", en = "points for service" }
of = "service"
steps = [{ from = 5, below = 10, gives = 10 }, { from = 10, gives = 20 }]
otherwise = 0
[[reckoned]]
id = "abroad_points"
label = { zh = "留学分", en = "points for abroad" }
of = "abroad"
steps = [{ is = ["yes"], gives = 3 }, { is = ["no"], gives = 0 }]
[[reckoned]]
id = "points"
label = { zh = "分值", en = "points" }
each = "papers"
of = "rank"
steps = [{ is = ["core"], gives = 10 }]
otherwise = 5
[[reckoned]]
id = "paper_points"
label = { zh = "论文分", en = "points for papers" }
sum = ["papers.points"]
best = 2
most = 18
[[reckoned]]
id = "count_points"
label = { zh = "篇数分", en = "points for their number" }
sum = ["papers"]
times = 2
best = 3
[[reckoned]]
id = "total"
label = { zh = "总分", en = "total" }
sum = ["service_points", "abroad_points", "paper_points", "count_points"]
"#;

const PARTS: [&str; 3] = ["photo", "\"照片\"", "presence = \"optional\""];

fn report(checks: &str, answers: &str) -> Value {
    let [id, names, more] = PARTS;
    report_of(&format!("{FACTS}{checks}"), &part(id, names, more), answers, &[])
}

/// Each number by its id.
fn numbers(answers: &str) -> Vec<(String, Option<f64>)> {
    let report = report("", answers);
    let rows = report["reckoned"].as_array().expect("numbers").iter();
    rows.map(|row| (row["id"].as_str().expect("an id").to_owned(), row["value"].as_f64())).collect()
}

fn number(answers: &str, id: &str) -> Option<f64> {
    numbers(answers).into_iter().find(|(found, _)| found == id).expect("a number").1
}

fn papers(ranks: &[&str]) -> String {
    ranks.iter().map(|rank| format!("[[papers]]\nrank = \"{rank}\"\n")).collect::<Vec<_>>().concat()
}

#[test]
fn a_table_gives_points() {
    for (service, points) in [("4.9", 0.0), ("5", 10.0), ("9.99", 10.0), ("10", 20.0), ("40", 20.0)] {
        assert_eq!(number(&format!("service = {service}\n"), "service_points"), Some(points), "{service}");
    }
    assert_eq!(number("", "service_points"), None, "it must be answered");
    assert_eq!(number("abroad = true\n", "abroad_points"), Some(3.0));
    assert_eq!(number("", "abroad_points"), Some(0.0), "what need not be answered is no");
}

#[test]
fn each_entry_has_its_points_and_the_best_count() {
    let answers = format!("service = 7\nabroad = true\n{}", papers(&["other", "core", "other", "core"]));
    let of_papers =
        [("papers[1].points", 5.0), ("papers[2].points", 10.0), ("papers[3].points", 5.0), ("papers[4].points", 10.0)];
    let others = [("paper_points", 18.0), ("count_points", 6.0), ("total", 37.0)];
    for (id, value) in of_papers.iter().chain(&others) {
        assert_eq!(number(&answers, id), Some(*value), "{id}");
    }
    assert_eq!(number(&format!("service = 7\n{}", papers(&["other", "core"])), "paper_points"), Some(15.0));
    assert_eq!(number("service = 7\n", "paper_points"), Some(0.0));
    let unknown = "service = 7\n[[papers]]\n";
    assert_eq!(number(unknown, "papers[1].points"), None);
    assert_eq!(number(unknown, "total"), None, "what depends on it cannot be reckoned either");
}

#[test]
fn checks_speak_of_the_numbers_of_each_entry() {
    let check = |fact: &str, bound: &str| format!("[[checks]]\nkind = \"range\"\nfact = \"{fact}\"\n{bound}\n");
    let answers = format!("service = 7\n{}", papers(&["core", "other"]));
    let found = |checks: &str| about_places(&report(checks, &answers));
    assert_eq!(found(&check("papers.points", "min = 5")), [""; 0]);
    assert_eq!(found(&check("papers.points", "min = 6")), ["D419 error "], "the second alone");
    assert_eq!(found(&check("total", "min = 30")), ["D419 error "], "10 and 15 and 4");
    assert_eq!(found(&check("total", "min = 29")), [""; 0]);
    let unknown = about_places(&report(&check("total", "min = 1"), ""));
    assert!(unknown.contains(&"D419 warning ".to_owned()), "what cannot be reckoned is not passed over: {unknown:?}");
}

/// A number that follows from the answers is no answer: whoever writes one is told.
#[test]
fn nobody_answers_what_is_reckoned() {
    for answers in ["service = 7\ntotal = 100\n", "service = 7\n[[papers]]\nrank = \"core\"\npoints = 99\n"] {
        let report = report("", answers);
        let told = about_places(&report);
        assert!(told.contains(&"D417 error ".to_owned()), "{answers}: {told:?}");
        assert_ne!(number(answers, "total"), Some(100.0));
    }
    assert_eq!(number("service = 7\n[[papers]]\nrank = \"core\"\npoints = 99\n", "papers[1].points"), Some(10.0));
}

#[test]
fn numbers_are_shown_with_how_they_come_about() {
    let report = report("", &format!("service = 7\n{}", papers(&["core"])));
    let rows = report["reckoned"].as_array().expect("numbers");
    let how = |id: &str, lang: &str| {
        let row = rows.iter().find(|row| row["id"] == id).expect("a number");
        row["how"][lang].as_str().expect("words").to_owned()
    };
    assert_eq!(how("service_points", "zh"), "按工龄：≥ 5, < 10：10；≥ 10：20；其余：0");
    assert_eq!(how("papers[1].points", "en"), "by rank: core: 10; otherwise: 5");
    assert_eq!(how("paper_points", "zh"), "论文的分值（只计最高的 2 项）；最多 18");
    assert_eq!(how("count_points", "en"), "number of entries: paper (the best 3 only) × 2");
    assert_eq!(how("abroad_points", "zh"), "按留学：是：3；否：0");
}

fn told(facts: &str) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let [id, names, more] = PARTS;
    fs::write(small.join("checklist.toml"), format!("{TOP}{}", part(id, names, more))).expect("a file");
    fs::write(small.join("facts.toml"), facts).expect("a file");
    dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
}

#[test]
fn a_table_that_is_wrong_is_told_in_words() {
    let with =
        |lines: &str| format!("{FACTS}[[reckoned]]\nid = \"x\"\nlabel = {{ zh = \"x\", en = \"x\" }}\n{lines}\n");
    assert_eq!(told(FACTS).code, 0);
    for (lines, said) in [
        (
            "of = \"service\"\nsteps = [{ from = 5, to = 10, gives = 1 }, { from = 10, gives = 2 }]\notherwise = 0",
            "10 lies in two steps",
        ),
        ("of = \"service\"\nsteps = [{ from = 5, gives = 1 }, { gives = 2, below = 7 }]", "5 lies in two steps"),
        (
            "of = \"service\"\nsteps = [{ from = 0, to = 4, gives = 1 }, { from = 6, gives = 2 }]",
            "numbers between 4 and 6",
        ),
        ("of = \"service\"\nsteps = [{ from = 5, gives = 1 }]", "numbers below 5"),
        ("of = \"service\"\nsteps = [{ from = 0, to = 5, gives = 1 }]", "numbers above 5"),
        ("of = \"service\"\nsteps = [{ from = 9, to = 5, gives = 1 }]\notherwise = 0", "ends below its beginning"),
        ("of = \"service\"\nsteps = [{ gives = 1 }]", "{ from = 5, to = 9, gives = 10 }"),
        (
            "of = \"service\"\nsteps = [{ from = 5, above = 6, gives = 1 }]\notherwise = 0",
            "{ from = 5, to = 9, gives = 10 }",
        ),
        ("of = \"service\"\nsteps = [{ from = 0 }]", "`gives` is missing"),
        ("of = \"abroad\"\nsteps = [{ from = 5, gives = 1 }]", "{ is = [\"yes\"], gives = 10 }"),
        ("of = \"abroad\"\nsteps = [{ is = [\"maybe\"], gives = 1 }]\notherwise = 0", "never \"maybe\""),
        ("of = \"abroad\"\nsteps = [{ is = [\"yes\"], gives = 1 }]", "what these are worth: no"),
        (
            "of = \"abroad\"\nsteps = [{ is = [\"yes\"], gives = 1 }, { is = [\"yes\", \"no\"], gives = 2 }]",
            "for \"yes\" already",
        ),
        ("of = \"servce\"\nsteps = [{ from = 0, gives = 1 }]", "did you mean `service`"),
        ("of = \"service\"", "one of the four"),
        ("sum = [\"service\"]\notherwise = 5", "one of the four"),
        ("sum = [\"service\"]\nbest = 3", "`sum` has none of a list"),
        ("sum = [\"service\"]\nbest = 0", "`best` must be between"),
    ] {
        let run = told(&with(lines));
        assert_eq!(run.code, 2, "{lines}: {run:#?}");
        assert!(run.stderr.contains(said) && run.stderr.contains("facts.toml:"), "{said}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
    for lines in [
        "of = \"service\"\nsteps = [{ from = 0, to = 9, gives = 1 }, { from = 10, gives = 2 }]",
        "of = \"service\"\nsteps = [{ above = 10, gives = 2 }, { to = 10, gives = 1 }]",
        "of = \"papers\"\nsteps = [{ from = 0, to = 2, gives = 0 }, { from = 3, gives = 5 }]",
    ] {
        let run = told(&with(lines));
        assert_eq!(run.code, 0, "{lines}: {run:#?}");
    }
}

/// The same invoice or person twice in one list.
#[test]
fn entries_that_repeat_one_another_are_told() {
    let facts = |kind: &str, more: &str| {
        format!(
            "[[lists]]\nid = \"invoices\"\nlabel = {{ zh = \"发票\", en = \"invoice\" }}\n[[lists.facts]]\nid = \"number\"\n\
             label = {{ zh = \"号码\", en = \"number\" }}\nkind = \"{kind}\"\n{more}\n"
        )
    };
    let entries = |numbers: &[&str]| -> String {
        numbers.iter().map(|number| format!("[[invoices]]\nnumber = \"{number}\"\n")).collect::<Vec<_>>().concat()
    };
    let found = |facts: &str, numbers: &[&str]| {
        let [id, names, more] = PARTS;
        about_places(&report_of(facts, &part(id, names, more), &entries(numbers), &[]))
    };
    let unique = facts("text", "unique = true");
    assert_eq!(found(&unique, &["A1", "B2", "", ""]), [""; 0], "what is not given is not the same");
    assert_eq!(found(&unique, &["A1", "B2", "a 1"]), ["D419 error "]);
    assert_eq!(found(&facts("text", ""), &["A1", "A1"]), [""; 0]);
    assert_eq!(found(&facts("id-number", ""), &["G1234567", "G1234567"]), ["D419 warning "]);
    let run = told("[[facts]]\nid = \"x\"\nlabel = { zh = \"x\", en = \"x\" }\nkind = \"text\"\nunique = true\n");
    assert!(run.code == 2 && run.stderr.contains("only [[lists.facts]] have `unique`"), "{run:#?}");
}
