//! What notices say of numbers, of gaps and of two choices, and how a profile says it.

use crate::profiles::command::{Run, dossier};
use crate::profiles::not_asked_for::{TOP, about_places, part, report_of};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;

const PHOTO: [&str; 3] = ["photo", "\"照片\"", "presence = \"optional\""];

fn report(facts: &str, answers: &str) -> Value {
    let [id, names, more] = PHOTO;
    report_of(facts, &part(id, names, more), answers, &[])
}

fn found(facts: &str, answers: &str) -> Vec<String> {
    about_places(&report(facts, answers))
}

fn said(facts: &str, answers: &str, lang: &str) -> String {
    let report = report(facts, answers);
    let findings = report["findings"].as_array().expect("findings").iter();
    let of_answers = findings.filter(|one| one["code"].as_str().is_some_and(|code| code.starts_with("D4")));
    of_answers.map(|one| format!("{} → {}\n", one["message"][lang], one["fix"][lang])).collect::<Vec<_>>().concat()
}

/// The value of each number by its id.
fn number(facts: &str, answers: &str, id: &str) -> Option<f64> {
    let report = report(facts, answers);
    let rows = report["reckoned"].as_array().expect("numbers");
    rows.iter().find(|row| row["id"] == id).expect("a number")["value"].as_f64()
}

/// `profile check` of a profile with these facts, and this form where there is one.
fn told(facts: &str, form: &str) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let [id, names, more] = PHOTO;
    fs::write(small.join("checklist.toml"), format!("{TOP}{}", part(id, names, more))).expect("a file");
    fs::write(small.join("facts.toml"), facts).expect("a file");
    if !form.is_empty() {
        fs::write(small.join("form.toml"), form).expect("a file");
    }
    dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
}

fn fact(id: &str, kind: &str, more: &str) -> String {
    format!("[[facts]]\nid = \"{id}\"\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nkind = \"{kind}\"\n{more}\n")
}

fn numbers(ids: &[&str]) -> String {
    ids.iter().map(|id| fact(id, "number", "")).collect()
}

fn reckoned(id: &str, how: &str) -> String {
    format!("[[reckoned]]\nid = \"{id}\"\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\n{how}\n")
}

fn check(lines: &str) -> String {
    format!("[[checks]]\n{lines}\n")
}

const BAD: [&str; 1] = ["D419 error "];
const UNCHECKED: [&str; 1] = ["D419 warning "];

/// 100 months are 8 1/3 years, and three points for each are 25: never 24.999999.
#[test]
fn numbers_are_exact_from_one_to_the_next() {
    let facts = numbers(&["months"])
        + &reckoned("years", "sum = [\"months\"]\ndivided_by = [\"12\"]")
        + &reckoned("points", "sum = [\"years\"]\ntimes = 3")
        + &reckoned("third", "sum = [\"1\"]\ndivided_by = [\"3\"]")
        + &reckoned("whole", "sum = [\"third\", \"third\", \"third\"]");
    let least = |fact: &str, min: &str| check(&format!("kind = \"range\"\nfact = \"{fact}\"\nmin = {min}"));
    let both = format!("{facts}{}{}", least("points", "25"), least("whole", "1"));
    assert_eq!(found(&both, "months = 100\n"), [""; 0]);
    assert_eq!(number(&facts, "months = 100\n", "years"), Some(8.333_333), "rounded where it is shown");
    assert_eq!(found(&format!("{facts}{}", least("points", "25.000001")), "months = 100\n"), BAD);
    // What would be good as it is shown is shown whole.
    let near = numbers(&["n"]) + &reckoned("m", "sum = [\"n\"]\ndivided_by = [\"1000\"]");
    let told = said(&format!("{near}{}", least("m", "25")), "n = 24999.9999\n", "en");
    assert!(told.contains("comes to 24.9999999"), "{told}");
    let large = numbers(&["n"]) + &reckoned("m", "sum = [\"n\"]\ntimes = 1e30");
    let told = said(&format!("{large}{}", least("m", "25")), "n = 1e30\n", "en");
    assert!(told.contains("too large or has too many decimals") && !told.contains("comes to"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// (a − b) × c ÷ d in one number, and step by step.
    #[test]
    fn steps_come_to_what_one_formula_does(
        a in -99_999..99_999_i32, b in -99_999..99_999_i32, c in 1..60_i32, d in 1..400_i32,
    ) {
        let facts = numbers(&["a", "b", "d"])
            + &reckoned("at_once", &format!("sum = [\"a\"]\nminus = [\"b\"]\ntimes = {c}\ndivided_by = [\"d\"]"))
            + &reckoned("a_d", "sum = [\"a\"]\ndivided_by = [\"d\"]")
            + &reckoned("b_d", "sum = [\"b\"]\ndivided_by = [\"d\"]")
            + &reckoned("less", "sum = [\"a_d\"]\nminus = [\"b_d\"]")
            + &reckoned("in_steps", &format!("sum = [\"less\"]\ntimes = {c}"))
            + &check("kind = \"range\"\nfact = \"at_once\"\nmin = \"in_steps\"\nmax = \"in_steps\"");
        let cents = |number: i32| f64::from(number) / 100.0;
        let answers = format!("a = {:?}\nb = {:?}\nd = {d}\n", cents(a), cents(b));
        prop_assert_eq!(found(&facts, &answers), [""; 0]);
    }
}

#[test]
fn whole_ones_differences_and_bounds_by_name() {
    let facts = numbers(&["months", "home", "fines"])
        + &reckoned("work", "sum = [\"months\"]\ndivided_by = [\"12\"]\nwhole = true")
        + &reckoned("net", "sum = [\"home\"]\nminus = [\"fines\"]\nleast = 0\nmost = \"work\"")
        + &reckoned("higher", "max = [\"work\", \"home\"]")
        + &reckoned("lower", "min = [\"work\", \"home\", \"5\"]");
    let of = |answers: &str| ["work", "net", "higher", "lower"].map(|id| number(&facts, answers, id));
    assert_eq!(of("months = 35\nhome = 7\nfines = 4\n"), [2.0, 2.0, 7.0, 2.0].map(Some));
    assert_eq!(of("months = 36\nhome = 2\nfines = 4\n"), [3.0, 0.0, 3.0, 2.0].map(Some));
    assert_eq!(of("months = 120\nhome = 7\nfines = 0.5\n"), [10.0, 6.5, 10.0, 5.0].map(Some));
    let report = report(&facts, "months = 1\n");
    let how = |id: &str, lang: &str| {
        let row = report["reckoned"].as_array().expect("rows").iter().find(|row| row["id"] == id);
        row.expect("a row")["how"][lang].as_str().expect("words").to_owned()
    };
    assert_eq!(how("work", "zh"), "months ÷ 12；只计整数");
    assert_eq!(how("net", "en"), "home − fines; at least 0; at most work");
    assert_eq!(
        (how("higher", "zh"), how("lower", "en")),
        ("work、home中最高的".into(), "the least of work, home, 5".into())
    );
    for (how, said) in [
        ("sum = [\"home\"]\nmost = \"hme\"", "did you mean `home`"),
        ("sum = [\"home\"]\nleast = 5\nmost = 2", "`least` (5) is above `most` (2)"),
        ("max = [\"home\"]\nwhole = true", "`whole` goes with `sum` alone"),
        ("max = [\"home\"]\nsum = [\"home\"]", "one of the four"),
        ("minus = [\"home\"]", "one of the four"),
        ("sum = [\"later\"]", "`later` stands below"),
        ("years = \"born\"\nto = \"closing\"\nnow = \"soon\"", "no day that stands in the profile"),
    ] {
        let facts =
            facts.clone() + &fact("born", "date", "") + &reckoned("x", how) + &reckoned("later", "sum = [\"home\"]");
        let run = told(&facts, "");
        assert!(run.code == 2 && run.stderr.contains(said), "{how}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn the_greatest_of_a_list() {
    let facts = String::from(
        "[[lists]]\nid = \"honours\"\nlabel = { zh = \"荣誉\", en = \"honour\" }\n[[lists.facts]]\nid = \"points\"\nlabel = { zh = \"分\", en = \"points\" }\nkind = \"number\"\n",
    ) + &reckoned("best", "max = [\"honours.points\"]");
    let entry = |points: u8| format!("[[honours]]\npoints = {points}\n");
    assert_eq!(number(&facts, &(entry(3) + &entry(8) + &entry(5)), "best"), Some(8.0));
    assert_eq!(number(&facts, "honours = []\n", "best"), Some(0.0));
}

/// An event that may never have been: the years since it are 0, and the total is judged.
#[test]
fn a_date_that_need_not_be_given_counts_as_0_years() {
    let facts = numbers(&["points"])
        + &fact("moved", "date", "")
        + &reckoned("since", "years = \"moved\"\nto = \"closing\"")
        + &reckoned("total", "sum = [\"points\", \"since\"]");
    let total = format!("{facts}{}", check("kind = \"range\"\nfact = \"total\"\nmin = 95"));
    assert_eq!(found(&total, "points = 95\n"), [""; 0]);
    assert_eq!(found(&total, "points = 94\n"), BAD);
    assert_eq!(found(&total, "points = 94\nmoved = \"2020-01-01\"\n"), [""; 0]);
    // Of the years themselves, that 0 is good nobody has judged.
    let most =
        |when: &str| format!("{facts}{}", check(&format!("kind = \"range\"\nfact = \"since\"\nmax = 5\n{when}")));
    let open = said(&most(""), "points = 1\n", "en");
    assert!(open.contains("since was not checked: moved is not filled in"), "{open}");
    assert_eq!(found(&most("when = [\"moved\"]"), "points = 1\n"), [""; 0]);
    let least = format!("{facts}{}", check("kind = \"range\"\nfact = \"since\"\nmin = 5"));
    let short = said(&least, "points = 1\n", "zh");
    assert!(short.contains("算出来是 0") && short.contains("“moved”没有填，所以按 0 算"), "{short}");
    let run = told(&most(""), "");
    assert!(format!("{}{}", run.stdout, run.stderr).contains("`moved` need not be filled in"), "{run:#?}");
    assert_eq!(told(&most("when = [\"moved\"]"), "").code, 0);
    // What must be given where a condition holds is no 0 there.
    let needed = total.replace("id = \"moved\"", "id = \"moved\"\nrequired = { when = [\"points>90\"] }");
    assert_eq!(found(&needed, "points = 94\n"), ["D402 error ", "D419 warning "]);
    assert_eq!(found(&needed, "points = 90\n"), BAD);
}

const JOBS: &str = r#"
[[lists]]
id = "jobs"
label = { zh = "经历", en = "job" }
[[lists.facts]]
id = "from"
label = { zh = "起", en = "from" }
kind = "month"
[[lists.facts]]
id = "until"
label = { zh = "止", en = "until" }
kind = "until"
"#;

fn jobs(spans: &[(&str, &str)]) -> String {
    let entry = |(from, until): &(&str, &str)| format!("[[jobs]]\nfrom = \"{from}\"\nuntil = \"{until}\"\n");
    spans.iter().map(entry).collect::<Vec<_>>().concat()
}

#[test]
fn to_now_is_the_day_that_the_profile_names() {
    let years = |now: &str| {
        let each = format!("each = \"jobs\"\nyears = \"from\"\nto = \"jobs.until\"\n{now}");
        String::from(JOBS) + &reckoned("spent", &each) + &reckoned("all", "sum = [\"jobs.spent\"]")
    };
    let answers = jobs(&[("2020-02-01", "至今"), ("2010-01-01", "2012-01-01")]);
    assert_eq!(number(&years("now = \"last-year-12-31\""), &answers, "all"), Some(7.0));
    assert_eq!(number(&years(""), &answers, "all"), Some(8.0), "the day of the check where nothing is filed");
    // The answer that is wanting is named, and no number between.
    let least = years("") + &check("kind = \"range\"\nfact = \"all\"\nmin = 1");
    let open = said(&least, &jobs(&[("2020-02-01", "")]), "zh");
    assert!(
        open.contains("“all”算不出来（第 1 个“经历”的“止”没有填）") && open.contains("填上 jobs[1].until"),
        "{open}"
    );
    let run = told(&years(""), "");
    assert!(format!("{}{}", run.stdout, run.stderr).contains("`jobs.until` in `to` need not be filled in"), "{run:#?}");
}

#[test]
fn gaps_between_entries() {
    let gap = format!("{JOBS}{}", check("kind = \"gap\"\nfact = \"jobs.from\"\nthan = \"jobs.until\"\nmonths = 3"));
    for (spans, good) in [
        (&[("2010-09", "2014-06"), ("2014-09", "2018-06"), ("2018-10", "至今")][..], true),
        (&[("2014-10", "2018-06"), ("2010-09", "2014-06")], true),
        (&[("2014-11", "2018-06"), ("2010-09", "2014-06")], false),
        (&[("2010-09", "至今"), ("2019-01", "2020-01")], true),
        (&[("2010-09", "2019-01"), ("2011-01", "2011-02"), ("2019-04-30", "2020-01")], true),
        (&[("2010-09-01", "2014-06-30"), ("2014-10-01", "2018-06")], true),
        (&[("2010-09-01", "2014-06-30"), ("2014-10-02", "2018-06")], false),
        (&[], true),
    ] {
        let expected: &[&str] = if good { &[] } else { &BAD };
        assert_eq!(found(&gap, &jobs(spans)), expected, "{spans:?}");
    }
    let told_zh = said(&gap, &jobs(&[("2010-09", "2014-06"), ("2016-01", "至今")]), "zh");
    assert!(told_zh.contains("应当在前面各项最晚的“止”（2014-06）之后 3 个月 以内"), "{told_zh}");
    let open = [("2010-09", "2014-06"), ("2014-09", ""), ("2018-10", "至今")];
    assert_eq!(found(&gap, &jobs(&open)), UNCHECKED, "what does not say when it ended accuses nobody");
    for (lines, said) in [
        ("kind = \"gap\"\nfact = \"jobs.from\"\nthan = \"closing\"\nmonths = 3", "`closing` is none"),
        ("kind = \"gap\"\nfact = \"jobs.from\"\nthan = \"jobs.until\"", "write one of `days`, `months`, `years`"),
        ("kind = \"gap\"\nfact = \"jobs\"\nthan = \"jobs.until\"\nmonths = 3", "gap is for a date of each entry"),
    ] {
        let run = told(&format!("{JOBS}{}", check(lines)), "");
        assert!(run.code == 2 && run.stderr.contains(said), "{lines}: {}", run.stderr);
    }
}

const STAGES: &str = "options = [{ id = \"junior\", label = { zh = \"初中\", en = \"junior\" } }, { id = \"senior\", label = { zh = \"高中\", en = \"senior\" } }]";
const SUBJECTS: &str = "options = [{ id = \"music\", label = { zh = \"音乐\", en = \"music\" } }, { id = \"art\", label = { zh = \"美术\", en = \"art\" } }]";

fn held() -> String {
    let of_list = |fact: String| fact.replace("[[facts]]", "[[lists.facts]]");
    fact("stage", "choice", STAGES)
        + &fact("subject", "choice", SUBJECTS)
        + "[[lists]]\nid = \"held\"\nlabel = { zh = \"已有资格\", en = \"certificate\" }\n"
        + &of_list(fact("stage", "choice", STAGES))
        + &of_list(fact("subject", "choice", SUBJECTS))
        + "[[conditions]]\nid = \"had\"\neach = \"held\"\nwhen = [\"stage=applicant.stage\", \"subject=applicant.subject\"]\nlabel = { zh = \"已有同一种的\", en = \"holders of the same\" }\notherwise = { zh = \"没有\", en = \"none\" }\n"
}

#[test]
fn two_choices_are_compared() {
    let entry = |stage: &str, subject: &str| format!("[[held]]\nstage = \"{stage}\"\nsubject = \"{subject}\"\n");
    let person = "stage = \"junior\"\nsubject = \"art\"\n";
    let same = held() + &check("kind = \"without\"\nfact = \"stage\"\nwords = [\"had\"]");
    assert_eq!(found(&same, &format!("{person}{}{}", entry("senior", "art"), entry("junior", "music"))), [""; 0]);
    assert_eq!(found(&same, &format!("{person}{}{}", entry("senior", "art"), entry("junior", "art"))), BAD);
    let any = held() + &check("kind = \"without\"\nfact = \"stage\"\nwords = [\"stage=held.stage\"]");
    assert_eq!(found(&any, &format!("{person}{}", entry("senior", "art"))), [""; 0]);
    assert_eq!(found(&any, &format!("{person}{}", entry("junior", "music"))), BAD);
    let each = held() + &check("kind = \"holds\"\nfact = \"held.subject\"\nwords = [\"subject!=applicant.subject\"]");
    assert_eq!(found(&each, &format!("{person}{}{}", entry("junior", "music"), entry("junior", "art"))), BAD);
    for (word, said) in [
        ("stage=held.subject", "must have the same ids; only one has"),
        ("stage=stage", "compares a fact with itself; the applicant's own is `applicant.stage`"),
        ("stage=held.stages", "never \"held.stages\""),
    ] {
        let run = told(&(held() + &check(&format!("kind = \"without\"\nfact = \"stage\"\nwords = [\"{word}\"]"))), "");
        assert!(run.code == 2 && run.stderr.contains(said), "{word}: {}", run.stderr);
    }
    // The person's own fact beside an entry's of the same id.
    let own = held()
        + &check("kind = \"one-of\"\nfact = \"held.subject\"\nvalues = [\"art\"]\nwhen = [\"applicant.stage=junior\"]");
    assert_eq!(found(&own, &format!("{person}{}", entry("senior", "music"))), BAD);
    assert_eq!(found(&own, &format!("stage = \"senior\"\n{}", entry("junior", "music"))), [""; 0]);
}

#[test]
fn a_text_without_another() {
    let mail = |kind: &str, value: &str| {
        fact("mail", "text", "form = \"email\"")
            + &check(&format!("kind = \"{kind}\"\nfact = \"mail\"\nvalues = [\"{value}\"]"))
    };
    let facts = mail("without-text", "@gmail.com");
    assert_eq!(found(&facts, "mail = \"a@uni.example\"\n"), [""; 0]);
    assert_eq!(found(&facts, "mail = \"a@GMail.com\"\n"), BAD);
    assert_eq!(told(&facts, "").code, 0);
    let run = told(&mail("none-of", "gmail.com"), "");
    assert!(run.code == 2 && run.stderr.contains("write kind = \"without-text\""), "{}", run.stderr);
    let run = told(&(numbers(&["n"]) + &check("kind = \"without-text\"\nfact = \"n\"\nvalues = [\"1\"]")), "");
    assert!(run.code == 2 && run.stderr.contains("without-text is for texts, which `n` is not"), "{}", run.stderr);
}

#[test]
fn faults_of_checks_say_what_goes_and_what_never_is_good() {
    let year = fact("graduated", "year", "") + &check("kind = \"range\"\nfact = \"graduated\"\nmin = 2020");
    let run = told(&year, "");
    assert!(run.stderr.contains("range is for numbers") && run.stderr.contains("not-before"), "{}", run.stderr);
    let never = fact("stage", "choice", STAGES)
        + &check("kind = \"none-of\"\nfact = \"stage\"\nvalues = [\"junior\"]\nwhen = [\"stage=junior\"]");
    let run = told(&never, "");
    assert!(
        format!("{}{}", run.stdout, run.stderr).contains("where \"stage=junior\" holds, it is never good"),
        "{run:#?}"
    );
}

/// Too many are not cured by one more; and of which entries something must hold is said.
#[test]
fn a_list_is_told_with_what_to_do() {
    let count = format!("{JOBS}{}", check("kind = \"range\"\nfact = \"jobs\"\nmin = 1\nmax = 2"));
    let many = said(&count, &jobs(&[("2010-09", "2011-01"); 3]), "en");
    assert!(many.contains("3 given") && many.contains("too many") && !many.contains("add it"), "{many}");
    let few = said(&count, "jobs = []\n", "en");
    assert!(few.contains("add it"), "{few}");
    let holds = held() + &check("kind = \"holds\"\nfact = \"held\"\nwords = [\"held.subject=art\"]");
    let one = "stage = \"junior\"\n[[held]]\nstage = \"junior\"\nsubject = \"music\"\n";
    assert!(said(&holds, one, "en").contains("Of at least one certificate this must hold: subject is art"));
    assert!(said(&holds, one, "zh").contains("“已有资格”里没有一个是这样的：subject为美术；至少要有一个"));
}

/// Why a check is made: for whom, where the notice gives no reason.
#[test]
fn the_condition_of_a_check_is_told() {
    let of = |more: &str| {
        held()
            + &check(&format!(
                "kind = \"one-of\"\nfact = \"subject\"\nvalues = [\"art\"]\nwhen = {{ all = [\"stage=junior\"], not = [\"held\"] }}\n{more}"
            ))
    };
    let answers = "stage = \"junior\"\nsubject = \"music\"\nheld = []\n";
    let en = said(&of(""), answers, "en");
    assert!(en.contains("must be art (if stage is junior and no certificate)."), "{en}");
    let zh = said(&of(""), answers, "zh");
    assert!(zh.contains("（条件：stage为初中 且 没有已有资格）"), "{zh}");
    let because = "because = { zh = \"第五条\", en = \"Art. 5\" }";
    assert!(said(&of(because), answers, "en").contains("must be art (Art. 5)."));
}

/// A number of each entry stands in the table of that list.
#[test]
fn a_form_shows_what_is_reckoned_for_each_entry() {
    let facts = String::from(JOBS) + &reckoned("spent", "each = \"jobs\"\nyears = \"from\"\nto = \"today\"");
    let form = |field: &str| {
        format!(
            "title = {{ zh = \"表\", en = \"form\" }}\nwidth = 200\n[[section]]\ntitle = \"x\"\n[[section.block]]\nlist = \"jobs\"\n\
             columns = [{{ label = \"x\", field = \"{field}\", width = 200 }}]\n"
        )
    };
    let run = told(&facts, &form("spent"));
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(told(&facts, &form("spend")).stderr.contains("did you mean `spent`"));
}
