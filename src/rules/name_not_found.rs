//! D708: the applicant's name was not found on a document that must carry it.

use super::page_words::{CLEAR, Page, pages_of};
use super::{Check, Rule, other_name};
use crate::dossier::understood::Found;
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::seen::reading::Line;
use crate::text::Text;

/// Covers have at most so many letters: the longest known, of a certificate of qualification with the ministry that issues
/// it, has 31.
const COVER: usize = 40;

pub(super) const RULE: Rule = Rule {
    code: "D708",
    name: "name-not-found",
    severity: Severity::Warning,
    about: include_str!("name_not_found.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut judged: Vec<usize> = Vec::new();
    let mut faults = Vec::new();
    for slot in &dossier.slots {
        let pages = pages_of(dossier, slot);
        let Some(first) = pages.first().filter(|first| !judged.contains(&first.at)) else { continue };
        judged.extend(pages.iter().map(|page| page.at));
        if is_nameless(slot, &pages) {
            faults.push(if is_cover(&pages) { only_the_cover(first, &pages) } else { fault(first) });
        }
    }
    faults
}

/// Whether all pages of a document were read to their end, one is beyond doubt of its part, and no name is on any.
fn is_nameless(slot: &Slot, pages: &[Page<'_>]) -> bool {
    let read = |page: &Page<'_>| page.said.whole && page.said.own_name == Some(Found::No);
    let judged = pages.len() == slot.files.len() && pages.iter().all(|page| page.says.name && read(page));
    let other = pages.iter().any(|page| other_name::other(page).is_some());
    judged && !other && pages.iter().any(Page::is_right)
}

/// Whether all that stands there is what stands on the cover of a certificate: its title and who issues it, all in clear
/// print. Every page inside has a name, a date or a number.
fn is_cover(pages: &[Page<'_>]) -> bool {
    let lines = || lines_of(pages);
    let letters: usize = lines().map(|line| line.text.chars().filter(|letter| letter.is_alphanumeric()).count()).sum();
    let is_plain = |line: &Line| line.confidence >= CLEAR && !line.text.chars().any(char::is_numeric);
    letters <= COVER && lines().all(is_plain) && pages.iter().all(|page| page.said.all_years.is_empty())
}

fn lines_of<'p>(pages: &'p [Page<'_>]) -> impl Iterator<Item = &'p Line> {
    pages.iter().filter_map(|page| page.scan.reading.as_ref().ok()).flat_map(|reading| &reading.lines)
}

fn only_the_cover(first: &Page<'_>, pages: &[Page<'_>]) -> Fault {
    let path = first.scan.path.shown();
    let words = lines_of(pages).map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
    let message = Text {
        zh: format!("“{path}”上只读到“{words}”，没有姓名、日期和编号，像是只扫了封皮。"),
        en: format!(
            "All that is on “{path}” is “{words}”: no name, no date, no number. It seems that only the cover was scanned."
        ),
    };
    let fix = Text {
        zh: "打开看一眼：只是封皮的，把写着姓名的内页扫上；里面写着字、只是没读出来的，不用改，或在 applicant.toml 里写明接受（[[waive]]）。"
            .to_owned(),
        en: "Open it and look: where it is only the cover, scan the page inside that has the name; where that is there and was \
             not read, leave it, or accept it in applicant.toml ([[waive]])."
            .to_owned(),
    };
    Fault::warning(message, fix).at(first.place())
}

fn fault(page: &Page<'_>) -> Fault {
    let own = page.dossier.applicant.as_ref().map_or("", |applicant| applicant.name.as_str());
    let path = page.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”上没有读到“{own}”，请看一眼是不是本人的。"),
        en: format!("“{own}” was not read on “{path}”: look whether it is the applicant's own."),
    };
    let fix = Text {
        zh: "手写的姓名常常读不出来；确是本人的，不用改。".to_owned(),
        en: "Names written by hand are often not read; where it is the applicant's own, nothing needs to be done."
            .to_owned(),
    };
    Fault::info(message, fix).at(page.place())
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::dossier::understood::Found;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::{is, lines, named, tell};

    const AT: &str = "education/degree";

    /// A certificate beyond doubt, with these lines, read so surely, and nobody's name.
    fn with_lines(text: &[&str], confidence: u8) -> Dossier {
        let mut dossier = complete();
        is(&mut dossier, AT, AT);
        tell(&mut dossier, AT, |says| says.name = true);
        named(&mut dossier, AT, "", (0, 0), Found::No);
        scan(&mut dossier, AT).reading = Ok(lines(text, confidence));
        dossier
    }

    fn said(lines: &[&str], confidence: u8) -> Vec<Severity> {
        let dossier = with_lines(lines, confidence);
        assert_eq!(codes(&dossier), ["D708"]);
        run(&dossier).iter().map(|finding| finding.severity).collect()
    }

    #[test]
    fn a_cover_alone_is_more_than_a_note() {
        let cover = ["中华人民共和国", "专业技术职务任职资格证书", "人力资源和社会保障部"];
        assert_eq!(said(&cover, 97), [Severity::Warning]);
        assert!(run(&with_lines(&cover, 97))[0].message.zh.contains("封皮"));
    }

    #[test]
    fn a_page_inside_whose_name_was_not_read_is_a_note() {
        assert_eq!(said(&["学士学位证书", "二〇一〇年六月"], 97), [Severity::Info], "a day");
        assert_eq!(said(&["学士学位证书", "证书编号：1234"], 97), [Severity::Info], "a number");
        assert_eq!(
            said(&["学士学位证书", "某某大学"], 60),
            [Severity::Info],
            "there is something that is not read well"
        );
        assert_eq!(said(&["学士学位证书", &"在本校修完本科教学计划规定的全部课程".repeat(3)], 97), [Severity::Info]);
    }
}
