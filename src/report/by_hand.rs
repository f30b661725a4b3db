//! What only a person can do, for this applicant: the profile's reminders, the fee, and lists that nothing is said of.

use crate::assign::unmentioned;
use crate::dossier::{Dossier, Need, Slot};
use crate::profile::Fee;
use crate::profile::when::When;
use crate::rules::must_be_said;
use crate::text::amount::money;
use crate::text::{Lang, Text};

/// The lines, in the order of the notice.
pub(super) fn lines(dossier: &Dossier) -> Vec<Text> {
    let mut lines: Vec<Text> = dossier.slots.iter().filter_map(|slot| taken_for_none(dossier, slot)).collect();
    lines.dedup();
    let fees: Vec<_> = dossier.profile.fees.iter().filter(|fee| dossier.holds(&fee.when) == Some(true)).collect();
    // Each that is the applicant's, for a notice may ask for several; one of nothing is said where there is no other.
    let (paid, free): (Vec<&Fee>, Vec<&Fee>) = fees.into_iter().partition(|fee| fee.amount > 0.0);
    let said = if paid.is_empty() { free.into_iter().take(1).collect() } else { paid };
    lines.extend(said.into_iter().map(to_pay));
    let windows = |kind| dossier.windows(kind);
    for reminder in &dossier.profile.by_hand {
        let said = dossier.profile.with_days(&reminder.text, &windows);
        match dossier.holds(&reminder.when) {
            Some(true) => lines.push(said),
            Some(false) => {}
            None => lines.push(perhaps(dossier, said, &reminder.when)),
        }
    }
    lines
}

/// What is only for some, where the answers do not say yet whether it is for this applicant.
fn perhaps(dossier: &Dossier, Text { zh, en }: Text, when: &When) -> Text {
    let [zh_when, en_when] = [Lang::Zh, Lang::En].map(|lang| dossier.profile.asked.when_in_words(when, None, lang));
    Text { zh: format!("{zh}（{zh_when}）"), en: format!("{en} ({en_when})") }
}

fn to_pay(fee: &Fee) -> Text {
    let currency = &fee.currency;
    if fee.amount > 0.0 {
        let amount = money(fee.amount);
        return Text {
            zh: format!("缴费 {amount} {}。", currency.zh),
            en: format!("Pay the fee of {amount} {}.", currency.en),
        };
    }
    Text { zh: "不用缴费。".to_owned(), en: "There is no fee to pay.".to_owned() }
}

/// A list that is not mentioned counts as none, and nothing is asked for it: whether that is so, only the applicant knows.
fn taken_for_none(dossier: &Dossier, slot: &Slot) -> Option<Text> {
    if slot.key.is_some() || !matches!(slot.need, Need::NotRequired(_)) {
        return None;
    }
    let list = dossier.part(slot).1.keyed.list()?;
    let applicant = dossier.applicant.as_ref()?;
    let list = unmentioned(&dossier.profile, applicant, list)?;
    if must_be_said(&dossier.profile.asked, applicant, list) {
        // A rule tells it.
        return None;
    }
    Some(Text {
        zh: format!("applicant.toml 没有写{}（{}），按没有算，相应的材料没有要：是这样吗？", list.label.zh, list.id),
        en: format!("applicant.toml gives no {} ({}), so nothing is asked for it. Is that so?", list.label.en, list.id),
    })
}
