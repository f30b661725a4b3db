//! D411: neither papers (or awards) nor a word that there are none.

use super::{Check, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::profile::Keyed;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D411",
    name: "papers-or-awards-not-declared",
    severity: Severity::Error,
    about: include_str!("papers_or_awards_not_declared.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let lists = [
        (applicant.papers.is_none(), Keyed::Papers, ("论文", "papers")),
        (applicant.awards.is_none(), Keyed::Awards, ("获奖", "awards")),
    ];
    let silent = lists.into_iter().filter(|(absent, keyed, (_, key))| {
        *absent && place::asks_for(dossier, *keyed) && !applicant.is_not_understood(key)
    });
    silent.map(|(_, _, names)| fault(names).at(place::of_applicant_file())).collect()
}

fn fault((zh, key): (&str, &str)) -> Fault {
    let message = Text {
        zh: format!("applicant.toml 里没有写{zh}（{key}），也没有写明“无”，无法判断要不要这些材料。"),
        en: format!(
            "applicant.toml gives no {key} and does not say that there are none, so it is unknown what is required."
        ),
    };
    let fix = Text {
        zh: format!("有就逐项写 [[{key}]]；没有就写一行 {key} = []，表示“无”（写在第一个方括号小节之前）。"),
        en: format!("List each under [[{key}]]; if there are none, write the line {key} = [] above the first section."),
    };
    Fault::error(message, fix).measured(format!("[[{key}]] / {key} = []"), "–")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{applicant, codes, complete, complete_for, person};

    #[test]
    fn none_must_be_said() {
        let mut nothing = person();
        (nothing.papers, nothing.awards) = (Some(Vec::new()), Some(Vec::new()));
        assert_eq!(codes(&complete_for(nothing)), [""; 0]);
        let mut dossier = complete();
        applicant(&mut dossier).papers = None;
        applicant(&mut dossier).awards = None;
        assert_eq!(codes(&dossier), ["D411", "D411"]);
    }
}
