//! `form` of a fact: how its text is written.

use crate::config::fields::Fields;
use crate::config::hint::nearest;
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::{Fact, FactKind, List};
use crate::profile::text_form::{DIGIT, LETTER, TextForm};
use crate::profile::when::When;
use crate::text::Text;
use std::ops::Range;

const KEY: &str = "form";

/// `"email"`, or several ways of which one is enough: `["999999", "9999AA9999"]`.
pub(super) fn form(fields: &Fields<'_, '_>, kind: &FactKind) -> Vec<TextForm> {
    if !fields.has(KEY) {
        return Vec::new();
    }
    if *kind != FactKind::Text {
        let message = Text {
            zh: "只有 kind = \"text\" 才有 form".to_owned(),
            en: "only kind = \"text\" has `form`".to_owned(),
        };
        fields.faults().add(fields.place(KEY), message, None);
    }
    let words = if fields.is_text(KEY) { fields.spanned_text(KEY).map(|one| vec![one]) } else { fields.texts(KEY) };
    if words.as_ref().is_some_and(Vec::is_empty) {
        let message = Text {
            zh: "form 是空的，要写成 form = [\"999999\"] 这样".to_owned(),
            en: "`form` is empty: write form = [\"999999\"] or the like".to_owned(),
        };
        fields.faults().add(fields.place(KEY), message, None);
    }
    words.unwrap_or_default().into_iter().filter_map(|(word, span)| one(fields, word.trim(), span)).collect()
}

fn one(fields: &Fields<'_, '_>, word: &str, span: Range<usize>) -> Option<TextForm> {
    if let Some((_, form)) = TextForm::NAMED.iter().find(|(name, _)| *name == word) {
        return Some(form.clone());
    }
    if word.contains([DIGIT, LETTER]) {
        return Some(TextForm::Pattern(word.to_owned()));
    }
    let names: Vec<&str> = TextForm::NAMED.iter().map(|(name, _)| *name).collect();
    let message = Text {
        zh: format!("“{word}”不是一种写法：9 是数字，A 是字母，如 \"999999\"、\"AA-9999\"；或者写 \"email\"、\"iban\""),
        en: format!(
            "\"{word}\" is no form: 9 is a digit, A a letter, as \"999999\" or \"AA-9999\"; or write \"email\" or \"iban\""
        ),
    };
    let hint = nearest(word, &names)
        .map(|near| Text { zh: format!("您是不是想写“{near}”？"), en: format!("did you mean `{near}`?") });
    fields.faults().add(span, message, hint);
    None
}

/// What the template writes must be of the form too.
pub(super) fn check_preset(fields: &Fields<'_, '_>, fact: &Fact) {
    if !fact.preset.is_empty() && !fact.form.is_empty() && !fact.form.iter().any(|form| form.fits(&fact.preset)) {
        let message = Text { zh: "preset 不合 form".to_owned(), en: "`preset` is not of this `form`".to_owned() };
        fields.faults().add(fields.place("preset"), message, None);
    }
}

/// A form is checked as all else that must hold of an answer.
pub(super) fn checks(facts: &[Fact], lists: &[List]) -> Vec<DataCheck> {
    let once = facts.iter().map(|fact| (fact.id.clone(), fact));
    let of_entries =
        lists.iter().flat_map(|list| list.facts.iter().map(move |fact| (format!("{}.{}", list.id, fact.id), fact)));
    let of_fact = |(name, fact): (String, &Fact)| DataCheck {
        fact: name,
        must: Must::Form(fact.form.clone()),
        code: String::new(),
        when: When::default(),
        warns: false,
        because: None,
        row: fact.row.clone(),
    };
    once.chain(of_entries).filter(|(_, fact)| !fact.form.is_empty()).map(of_fact).collect()
}
