//! Lists that must be mentioned, and checks whose other side is not known: neither is passed over, nobody is accused.

use crate::profiles::not_asked_for::{about_places, part, report_of};
use serde_json::Value;

const FACTS: &str = r#"
[[facts]]
id = "renewal"
label = { zh = "续期", en = "renewal" }
kind = "yes-no"
required = true
[[facts]]
id = "spent"
label = { zh = "支出", en = "spent" }
kind = "number"
[[facts]]
id = "teams"
label = { zh = "团队数", en = "teams" }
kind = "number"
[[facts]]
id = "cap"
label = { zh = "上限", en = "cap" }
kind = "number"
[[lists]]
id = "changes"
label = { zh = "变更", en = "change" }
[[lists.facts]]
id = "what"
label = { zh = "变更内容", en = "what changed" }
kind = "text"
[[reckoned]]
id = "share"
label = { zh = "每队", en = "share" }
sum = ["1000"]
divided_by = ["teams"]
"#;

fn report(checks: &str, parts: &str, answers: &str) -> Value {
    let photo = part("photo", "\"照片\"", "presence = \"optional\"");
    report_of(&format!("{FACTS}{checks}"), &format!("{photo}{parts}"), answers, &[])
}

fn found(checks: &str, parts: &str, answers: &str) -> Vec<String> {
    about_places(&report(checks, parts, answers))
}

fn messages(report: &Value) -> String {
    report["findings"].as_array().expect("findings").iter().map(|one| one["message"].to_string()).collect()
}

const GIVEN: &str = "[[checks]]\nkind = \"given\"\nfact = \"changes\"\nwhen = [\"renewal\"]\n";
const BAD: [&str; 1] = ["D419 error "];
const UNCHECKED: [&str; 1] = ["D419 warning "];

#[test]
fn a_list_must_be_mentioned_where_its_check_says_so() {
    let proof = part("proof", "\"变更证明\"", "each = \"changes\"");
    for parts in ["", &proof] {
        assert_eq!(found(GIVEN, parts, "renewal = true\n"), BAD, "{parts}");
        assert_eq!(found(GIVEN, parts, "renewal = false\n"), [""; 0], "{parts}");
        assert_eq!(found(GIVEN, parts, "changes = \"无\"\nrenewal = true\n"), [""; 0], "{parts}");
    }
    let always = GIVEN.replace("when = [\"renewal\"]\n", "");
    assert_eq!(found(&always, "", "renewal = false\n"), BAD);
    let soft = format!("{GIVEN}level = \"warning\"\nbecause = {{ zh = \"续期要说明\", en = \"renewals explain\" }}\n");
    let told = report(&soft, &proof, "renewal = true\n");
    assert_eq!(about_places(&told), UNCHECKED);
    assert!(messages(&told).contains("(renewals explain)"), "{told}");
    assert!(!told["by_hand"].to_string().contains("Is that so"), "asked twice: {told}");
    let asked = report(GIVEN, &proof, "renewal = false\n");
    assert!(asked["by_hand"].to_string().contains("Is that so"), "{asked}");
}

/// That a list must be mentioned in one case does not free it from being mentioned in the others.
#[test]
fn none_is_said_holds_beside_a_check_that_does_not() {
    let said = FACTS.replace("id = \"changes\"\n", "id = \"changes\"\nnone_is_said = true\n");
    let photo = part("photo", "\"照片\"", "presence = \"optional\"");
    let found = |answers: &str| about_places(&report_of(&format!("{said}{GIVEN}"), &photo, answers, &[]));
    assert_eq!(found("renewal = true\n"), BAD);
    assert_eq!(found("renewal = false\n"), ["D420 error "]);
}

#[test]
fn a_range_whose_bound_is_not_known_was_not_checked() {
    let most = |max: &str| format!("[[checks]]\nkind = \"range\"\nfact = \"spent\"\nmax = \"{max}\"\n");
    let answers = |teams: &str| format!("renewal = true\nspent = 300\n{teams}");
    assert_eq!(found(&most("share"), "", &answers("teams = 2\n")), [""; 0]);
    assert_eq!(found(&most("share"), "", &answers("teams = 5\n")), BAD);
    let open = report(&most("share"), "", &answers("teams = 0\n"));
    assert_eq!(about_places(&open), UNCHECKED);
    assert!(
        messages(&open)
            .contains("spent was not checked: share cannot be reckoned (divided by 0, which follows from teams)"),
        "{open}"
    );
    assert_eq!(found(&most("cap"), "", &answers("cap = 200\n")), BAD);
    let open = report(&most("cap"), "", &answers(""));
    assert_eq!(about_places(&open), UNCHECKED);
    assert!(messages(&open).contains("spent was not checked: cap is not filled in"), "{open}");
    // One bound that is not kept is enough.
    let both = format!("{}min = 500\n", most("cap"));
    assert_eq!(found(&both, "", &answers("")), BAD);
    assert_eq!(found(&most("cap"), "", "renewal = true\n"), [""; 0], "nothing to check");
    let listed = "[[checks]]\nkind = \"range\"\nfact = \"changes\"\nmax = \"share\"\n";
    assert_eq!(found(listed, "", "renewal = true\nteams = 0\nchanges = \"无\"\n"), UNCHECKED);
    assert_eq!(found(listed, "", "renewal = true\nteams = 1\nchanges = \"无\"\n"), [""; 0]);
}

/// D419 is the code of a check that has none: written out, it is the same.
#[test]
fn the_usual_code_may_be_written() {
    let most = "[[checks]]\nkind = \"range\"\nfact = \"spent\"\nmax = 200\n";
    for code in ["", "code = \"D419\"\n"] {
        assert_eq!(found(&format!("{most}{code}"), "", "renewal = true\nspent = 300\n"), BAD, "{code}");
    }
}

/// Words that speak of a number that cannot be reckoned.
#[test]
fn what_must_hold_of_a_number_that_is_not_known_was_not_checked() {
    for kind in ["holds", "without"] {
        let check = format!("[[checks]]\nkind = \"{kind}\"\nfact = \"spent\"\nwords = [\"share>100\"]\n");
        assert_eq!(found(&check, "", "renewal = true\nspent = 3\nteams = 0\n"), UNCHECKED, "{kind}");
        let good = if kind == "holds" { "teams = 2\n" } else { "teams = 20\n" };
        assert_eq!(found(&check, "", &format!("renewal = true\nspent = 3\n{good}")), [""; 0], "{kind}");
    }
}

const WINDOWS: &str = r#"
[[windows]]
kind = "filing"
label = { zh = "延期的", en = "Extended" }
opens = "09-01"
closes = "11-20"
when = ["extended"]
row = "R1"
[[windows]]
kind = "filing"
label = { zh = "申报", en = "Filing" }
opens = "09-01"
closes = "09-12"
row = "R1"
"#;

/// Two windows may be the applicant's: what is good for one and bad for the other nobody can tell.
#[test]
fn an_open_window_accuses_nobody() {
    let facts = r#"
[[facts]]
id = "extended"
label = { zh = "延期", en = "extended" }
kind = "yes-no"
required = true
[[facts]]
id = "audit"
label = { zh = "审计报告日期", en = "date of the audit" }
kind = "date"
[[reckoned]]
id = "age"
label = { zh = "审计后天数", en = "days since the audit" }
days = "audit"
to = "closing"
[[checks]]
"#;
    let within = "kind = \"within\"\nfact = \"audit\"\nthan = \"closing\"\nmonths = 6\n";
    let age = "kind = \"range\"\nfact = \"age\"\nmax = 183\n";
    let photo = part("photo", "\"照片\"", "presence = \"optional\"");
    for check in [within, age] {
        let found = |answers: &str| {
            about_places(&report_of(&format!("{facts}{check}"), &format!("{WINDOWS}{photo}"), answers, &[]))
        };
        assert_eq!(found("extended = false\naudit = \"2026-04-03\"\n"), [""; 0], "{check}");
        assert_eq!(found("extended = true\naudit = \"2026-04-03\"\n"), BAD, "{check}");
        assert_eq!(found("audit = \"2026-04-03\"\n"), ["D402 error ", "D419 warning "], "{check}");
        assert_eq!(found("audit = \"2026-01-03\"\n"), ["D402 error ", "D419 error "], "{check}: bad in both");
        assert_eq!(found("audit = \"2026-07-03\"\n"), ["D402 error "], "{check}: good in both");
    }
}
