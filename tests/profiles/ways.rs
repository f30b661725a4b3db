//! Several ways to show something: what is missing of the nearest is told where it is missing.

use crate::profiles::not_asked_for::{part, report_of};
use serde_json::Value;

const FACTS: &str = r#"
[[facts]]
id = "married"
label = { zh = "已婚", en = "married" }
kind = "yes-no"
[[lists]]
id = "children"
label = { zh = "子女", en = "child" }
called = "name"
[[lists.facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
[[lists.facts]]
id = "adopted"
label = { zh = "收养", en = "adopted" }
kind = "yes-no"
"#;

fn item(any_of: &str, parts: &[(&str, &str)]) -> String {
    let one = |(id, more): &(&str, &str)| {
        let whole = part(id, &format!("\"{id}\""), more);
        whole.split_once("[[items.parts]]").map(|(_, part)| format!("[[items.parts]]{part}")).expect("a part")
    };
    let head = format!(
        "[[items]]\nid = \"family\"\nlabel = {{ zh = \"家庭\", en = \"family\" }}\nnames = [\"family\"]\nany_of = {any_of}\n"
    );
    head + &parts.iter().map(one).collect::<String>()
}

/// Part, entry and message of each D122, and the states of the parts in their order.
fn told(parts: &str, answers: &str, files: &[&str]) -> (Vec<String>, Vec<String>) {
    let report = report_of(FACTS, parts, answers, files);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().expect("findings");
    let told = findings.iter().filter(|finding| finding["code"] == "D122").map(|finding| {
        format!("{}{} {}", text(&finding["part"]), text(&finding["key"]), text(&finding["message"]["en"]))
    });
    let parts = report["items"][0]["parts"].as_array().expect("parts");
    (told.collect(), parts.iter().map(|part| format!("{} {}", text(&part["id"]), text(&part["status"]))).collect())
}

#[test]
fn what_is_missing_has_the_fault_and_not_what_is_there() {
    let parts = item("[[\"book\", \"page\"], [\"permit\"]]", &[("book", ""), ("page", ""), ("permit", "")]);
    let (found, states) = told(&parts, "", &["book.jpg"]);
    assert_eq!(
        found,
        [
            "page “family”: one of these is enough, and none is complete: family · book + family · page; or family · permit. \
          Of the nearest, only this is missing: family · page."
        ]
    );
    assert_eq!(states, ["book ok", "page error", "permit not_required"]);
    let (found, _) = told(&parts, "", &[]);
    assert_eq!(
        found,
        [
            "book “family”: one of these is enough, and none is complete: family · book + family · page; or family · permit."
        ]
    );
    assert!(told(&parts, "", &["permit.jpg", "book.jpg"]).0.is_empty());
}

/// Two ways that begin alike are as near as each other; of ways of their own the one that was begun counts, however much it lacks.
#[test]
fn the_way_that_was_begun_is_the_nearest() {
    let parts = item(
        "[[\"deed\"], [\"contract\", \"handover\", \"invoice\"]]",
        &[("deed", ""), ("contract", ""), ("handover", ""), ("invoice", "")],
    );
    let (found, states) = told(&parts, "", &["contract.jpg"]);
    assert!(
        found[0].starts_with("handover ") && found[0].ends_with("missing: family · handover + family · invoice."),
        "{found:?}"
    );
    assert_eq!(states[0], "deed not_required");
    let parts = item("[[\"book\", \"page\"], [\"book\", \"letter\"]]", &[("book", ""), ("page", ""), ("letter", "")]);
    let (found, _) = told(&parts, "", &["book.jpg"]);
    assert!(found[0].ends_with("missing: family · page; or family · letter."), "{found:?}");
}

#[test]
fn each_entry_has_its_own_and_one_way_alone_is_no_choice() {
    let parts = item(
        "[[\"birth\"], [\"adoption\", \"consent\"]]",
        &[
            ("birth", "each = \"children\"\nwhen = { not = [\"adopted\"] }"),
            ("adoption", "each = \"children\"\nwhen = [\"adopted\"]"),
            ("consent", "each = \"children\"\nwhen = [\"adopted\"]"),
        ],
    );
    let answers = "[[children]]\nname = \"Ana\"\nadopted = false\n[[children]]\nname = \"Ben\"\nadopted = true\n";
    let (found, states) = told(&parts, answers, &["birth Ana.jpg", "adoption Ben.jpg"]);
    assert_eq!(
        found,
        [
            "consent2 Nothing was found for “family 2 · consent”, and by what is filled in there is no other way for “family”."
        ]
    );
    // The two files are one picture, which is told of both.
    assert_eq!(states[5], "consent error", "{states:?}");
}

/// What is asked for once counts for every entry, but begins nothing for one.
#[test]
fn what_is_for_all_is_there_for_each() {
    let parts = item(
        "[[\"book\", \"page\"], [\"birth\"]]",
        &[("book", ""), ("page", "each = \"children\""), ("birth", "each = \"children\"")],
    );
    let answers = "[[children]]\nname = \"Ana\"\n[[children]]\nname = \"Ben\"\n";
    let (found, _) = told(&parts, answers, &["book.jpg", "page Ana.jpg"]);
    assert!(found.len() == 1 && found[0].starts_with("page2 "), "{found:?}");
    let (found, _) = told(&parts, answers, &["page Ana.jpg", "birth Ben.jpg"]);
    assert!(
        found.len() == 1 && found[0].starts_with("book ") && found[0].ends_with("missing: family · book."),
        "{found:?}"
    );
}
