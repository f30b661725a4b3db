//! D101: a picture that is asked for is not there, or only one side of it.

use super::paper_without_translation::needed_because;
use super::{Asks, Check, InPackage, Remedy, Rule};
use crate::dossier::{Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::when::Test;
use crate::profile::{Part, Role};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D101",
    name: "missing-part",
    severity: Severity::Error,
    about: include_str!("missing_part.md"),
    check: Check::Slot(check),
    remedy: Remedy::Add,
    of_places: true,
    in_package: InPackage::All,
    asks: Asks::Parts,
    ..Rule::DEFAULTS
};

/// Whether nothing lies in a slot that is asked for. An ambiguous file that may be meant for it has a rule of its own.
pub(super) fn is_missing(slot: &Slot) -> bool {
    matches!(slot.need, Need::Required | Need::Expected) && slot.files.is_empty() && !slot.contested
}

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (item, part) = dossier.part(slot);
    if item.role == Some(Role::Photo) && slot.need == Need::Optional && slot.files.is_empty() && !slot.contested {
        return form_without_photo(dossier, slot).into_iter().collect();
    }
    if !slot.files.is_empty() {
        return super::sides::missing(dossier, slot, part).into_iter().collect();
    }
    // What an entry needs because of its own answers is told as a fault of the entry (D409).
    if !is_missing(slot) || needed_because(dossier, slot).is_some() {
        return Vec::new();
    }
    let note = beyond_note(dossier, slot, part);
    let message = Text {
        zh: format!("没有找到“{}”。{}", slot.label.zh, note.zh),
        en: format!("Nothing was found for “{}”.{}", slot.label.en, note.en),
    };
    let fault = if slot.need == Need::Required { Fault::error } else { Fault::warning };
    vec![fault(message, fix(part))]
}

/// Nobody asks for the photo, and the form that is printed has a frame for it.
fn form_without_photo(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let has_form = dossier.profile.files.iter().any(|(file, _)| file == "form.toml");
    let message = Text {
        zh: format!("没有找到“{}”，评审表上的照片框会空着。", slot.label.zh),
        en: format!("Nothing was found for “{}”: its frame on the review form stays empty.", slot.label.en),
    };
    let fix = Text {
        zh: "把照片存成 JPG 放进文件夹；或打印后手工粘贴。".to_owned(),
        en: "Put the photo into the folder as JPEG, or paste one on the printed form.".to_owned(),
    };
    has_form.then(|| Fault::warning(message, fix))
}

fn fix(part: &Part) -> Text {
    let kinds = super::words::labels(part.kinds.iter().map(|kind| &kind.label));
    let (any_zh, any_en) = if part.kinds.len() > 1 {
        (format!("下列任何一种都可以：{}。", kinds.zh), format!("Any one of these will do: {}. ", kinds.en))
    } else {
        (String::new(), String::new())
    };
    let format = part.saved_as().name();
    Text {
        zh: format!(
            "{any_zh}扫描原件，存成 {format} 放进文件夹，文件名写明是哪一项。如果已经扫描，请看“对不上清单的文件”里有没有它。"
        ),
        en: format!(
            "{any_en}Scan the original, save it as {format} in the folder and let the name say what it is. If it is scanned \
             already, look for it among the files that fit no place."
        ),
    }
}

/// People say something of one year and believe that it covers the others (P12).
fn beyond_note(dossier: &Dossier, slot: &Slot, part: &Part) -> Text {
    let asked = &dossier.profile.asked;
    let condition = part.when.words().filter_map(|word| asked.condition(&word.name)).find(|one| one.beyond.is_some());
    let (Some(condition), Some(year), Some(applicant)) = (condition, slot.key.as_deref(), &dossier.applicant) else {
        return Text::same("");
    };
    let lists = condition.when.words().filter_map(|word| match &word.test {
        Test::Is(name) | Test::IsNot(name) if word.name == "year" => Some(name),
        _ => None,
    });
    let mut years: Vec<i16> = lists.flat_map(|name| applicant.answers.years(name)).collect();
    years.sort_unstable();
    years.dedup();
    let Some(words) = condition.beyond.as_ref().filter(|_| !years.is_empty()) else { return Text::same("") };
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let filled = |text: &str, and| text.replace("{years}", &years.join(and)).replace("{year}", year);
    Text { zh: filled(&words.zh, "、"), en: format!(" {}", filled(&words.en, ", ")) }
}

#[cfg(test)]
mod tests {
    use crate::dossier::Need;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, empty, exemption, say, slot};

    #[test]
    fn names_each_year_by_itself() {
        let mut dossier = complete();
        empty(&mut dossier, "assessment/form-front@2019");
        empty(&mut dossier, "assessment/form-front@2020");
        let findings = run(&dossier);
        assert_eq!(codes(&dossier), ["D101", "D101"]);
        assert_eq!(findings[0].place.key.as_deref(), Some("2019"));
        assert!(findings[1].message.zh.contains("2020"), "{}", findings[1].message.zh);
    }

    #[test]
    fn what_is_only_expected_is_a_warning_and_what_is_contested_is_silent() {
        let mut dossier = complete();
        empty(&mut dossier, "summary/summary");
        slot(&mut dossier, "summary/summary").need = Need::Expected;
        assert_eq!(run(&dossier)[0].severity, Severity::Warning);
        slot(&mut dossier, "summary/summary").contested = true;
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn the_form_is_not_printed_without_a_photo_in_silence() {
        let mut dossier = complete();
        empty(&mut dossier, "photo/photo");
        assert_eq!(run(&dossier)[0].severity, Severity::Error);
        slot(&mut dossier, "photo/photo").need = Need::Optional;
        assert_eq!(codes(&dossier), [""; 0], "nothing is printed");
        let profile = std::sync::Arc::make_mut(&mut dossier.profile);
        profile.files.push(("form.toml".to_owned(), String::new()));
        let findings = run(&dossier);
        assert_eq!((codes(&dossier), findings[0].severity), (vec!["D101"], Severity::Warning));
    }

    #[test]
    fn an_exemption_for_another_year_is_named() {
        let mut dossier = complete();
        empty(&mut dossier, "ce/public@2019");
        say(&mut dossier, "exemptions", exemption(2021));
        let findings = run(&dossier);
        let missing = findings.iter().find(|finding| finding.rule.code == "D101").expect("missing");
        assert!(missing.message.zh.contains("只管 2021 年"), "{}", missing.message.zh);
        assert!(missing.message.en.contains("does not reach 2019"), "{}", missing.message.en);
    }
}
