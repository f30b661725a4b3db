//! What only a person can do, for this applicant: the profile's reminders, the fee, and the years that are not asked for.

use crate::assign::{holds_at_all, too_early};
use crate::dossier::{Applicant, Dossier, Need, Slot};
use crate::profile::{Keyed, Level, Route};
use crate::text::Text;

/// The lines, in the order of the notice.
pub(super) fn lines(dossier: &Dossier) -> Vec<Text> {
    let mut lines: Vec<Text> = dossier.slots.iter().filter_map(|slot| not_asked(dossier, slot)).collect();
    lines.dedup();
    let applicant = dossier.applicant.as_ref();
    let level = applicant.and_then(|applicant| applicant.level);
    let path = applicant.map(Applicant::route_or_review);
    let fits = |levels: &[Level], paths: &[Route]| {
        (levels.is_empty() || level.is_none_or(|level| levels.contains(&level)))
            && (paths.is_empty() || path.is_none_or(|path| paths.contains(&path)))
    };
    let fees = dossier.profile.fees.iter().filter(|fee| fits(&fee.levels, &fee.paths));
    let fees: Vec<_> = fees.map(|fee| fee.yuan.to_string()).collect();
    if let ([yuan], Some(_)) = (fees.as_slice(), level) {
        lines.push(Text { zh: format!("缴费 {yuan} 元。"), en: format!("Pay the fee of {yuan} yuan.") });
    }
    let reminders = dossier.profile.by_hand.iter().filter(|reminder| {
        fits(&reminder.levels, &reminder.paths)
            && reminder.when.iter().all(|condition| holds_at_all(*condition, applicant) != Some(false))
    });
    lines.extend(reminders.map(|reminder| reminder.text.clone()));
    lines
}

/// A year that is not asked for because the applicant was not employed or appointed yet: a person must know why it may
/// be absent.
fn not_asked(dossier: &Dossier, slot: &Slot) -> Option<Text> {
    let (year, Need::NotRequired(_)) = (slot.key.as_ref()?, &slot.need) else { return None };
    let (item, part) = dossier.part(slot);
    let year: i16 = year.parse().ok()?;
    let Keyed::Years { since, .. } = part.keyed else { return None };
    let why = too_early(dossier.applicant.as_ref()?, year, since)?;
    Some(Text {
        zh: format!("{year} 年的{}不要求：{}。", item.label.zh, why.zh),
        en: format!("{year}, {}: not asked for: {}.", item.label.en, why.en),
    })
}
