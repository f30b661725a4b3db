//! D418: a character of `applicant.toml` that no font of the program has, so that it must be written by hand.

use super::{Check, Remedy, Rule, place};
use crate::dossier::applicant::Education;
use crate::dossier::{Applicant, Dossier};
use crate::finding::{Fault, Severity};
use crate::font::missing;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D418",
    name: "unprintable-characters",
    severity: Severity::Warning,
    about: include_str!("unprintable_characters.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Look,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let fault = |(key, text): (String, &str)| {
        let characters = missing(text);
        let line = applicant.lines.get(&key).copied();
        (!characters.is_empty()).then(|| fault(&key, &characters).at(place::of_applicant_line(line)))
    };
    texts(applicant).into_iter().filter_map(fault).collect()
}

fn fault(key: &str, characters: &[char]) -> Fault {
    let shown: Vec<String> = characters.iter().map(|one| format!("{one}（U+{:04X}）", u32::from(*one))).collect();
    let names: Vec<String> = characters.iter().map(|one| format!("{one} (U+{:04X})", u32::from(*one))).collect();
    let message = Text {
        zh: format!("applicant.toml 的 {key} 里有打不出来的字：{}。评审表上这里留空。", shown.join("、")),
        en: format!(
            "{key} in applicant.toml has characters that no font prints: {}. The form leaves them blank.",
            names.join(", ")
        ),
    };
    let fix = Text {
        zh: "不影响打包和打印；打印后在横线上手写补上。".to_owned(),
        en: "This blocks nothing: write them by hand on the ruled blanks after printing.".to_owned(),
    };
    Fault::warning(message, fix)
}

/// Every text that a form prints, with its key as the file's lines are known by.
fn texts(applicant: &Applicant) -> Vec<(String, &str)> {
    let own = [
        ("name", &applicant.name),
        ("former_name", &applicant.former_name),
        ("ethnicity", &applicant.ethnicity),
        ("birthplace", &applicant.birthplace),
        ("health", &applicant.health),
        ("political_status", &applicant.political_status),
        ("unit", &applicant.unit),
        ("unit_superior", &applicant.unit_superior),
        ("speciality", &applicant.speciality),
        ("admin_post", &applicant.admin_post),
        ("societies", &applicant.societies),
        ("languages", &applicant.languages),
        ("path_reason", &applicant.path_reason),
        ("practical_experience", &applicant.practical_experience),
        ("work_ability", &applicant.work_ability),
    ];
    let mut texts: Vec<(String, &str)> = own.map(|(key, text)| (key.to_owned(), text.as_str())).to_vec();
    if let Some(title) = &applicant.current_title {
        texts.extend(entry("current_title.", [("name", &title.name), ("approved_by", &title.approved_by)]));
    }
    for (at, one) in (1..).zip(applicant.education.iter().flatten()) {
        let Education { level, degree, school, major, length, witness, .. } = one;
        let fields = [("level", level), ("degree", degree), ("school", school), ("major", major), ("length", length)];
        texts.extend(entry(&format!("education[{at}]."), fields));
        texts.extend(entry(&format!("education[{at}]."), [("witness", witness)]));
    }
    for (at, one) in (1..).zip(&applicant.training) {
        let fields = [("what", &one.what), ("where", &one.place), ("result", &one.result), ("witness", &one.witness)];
        texts.extend(entry(&format!("training[{at}]."), fields));
    }
    for (at, one) in (1..).zip(&applicant.work) {
        let fields = [("unit", &one.unit), ("post", &one.post), ("witness", &one.witness)];
        texts.extend(entry(&format!("work[{at}]."), fields));
    }
    for (at, one) in (1..).zip(&applicant.achievements) {
        let fields = [("title", &one.title), ("content", &one.content), ("result", &one.result)];
        texts.extend(entry(&format!("achievements[{at}]."), fields));
    }
    for (at, one) in (1..).zip(applicant.papers.iter().flatten()) {
        let fields = [("title", &one.title), ("journal", &one.journal), ("issue", &one.issue)];
        texts.extend(entry(&format!("papers[{at}]."), fields));
    }
    for (at, one) in (1..).zip(applicant.awards.iter().flatten()) {
        let fields = [("name", &one.name), ("level", &one.level), ("rank", &one.rank), ("issuer", &one.issuer)];
        texts.extend(entry(&format!("awards[{at}]."), fields));
    }
    texts
}

fn entry<'a, const N: usize>(path: &str, fields: [(&str, &'a String); N]) -> Vec<(String, &'a str)> {
    fields.map(|(key, text)| (format!("{path}{key}"), text.as_str())).to_vec()
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn each_field_names_its_characters() {
        let mut dossier = complete();
        applicant(&mut dossier).name = "王𠮷ئۇ".to_owned();
        assert_eq!(codes(&dossier), [""; 0]);
        applicant(&mut dossier).name = "王\u{2a6a5}\u{10fffd}".to_owned();
        applicant(&mut dossier).papers.get_or_insert_default()[0].title = "\u{10fffd}\u{10fffd}".to_owned();
        assert_eq!(codes(&dossier), ["D418", "D418"]);
        assert!(run(&dossier).iter().any(|one| one.message.en.starts_with("papers[1].title ")));
    }
}
