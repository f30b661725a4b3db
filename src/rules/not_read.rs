//! D712: pictures that could not be read. Nothing is concluded from them; it is said once.

use super::page_words::pages;
use super::words::first;
use super::{Check, Rule};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Severity};
use crate::limits::READ_PICTURES;
use crate::seen::Unread;
use crate::seen::picture::Wholeness;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "D712",
    name: "not-read",
    severity: Severity::Warning,
    about: include_str!("not_read.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    [too_many(dossier), unread(dossier), read_in_part(dossier)].into_iter().flatten().collect()
}

/// Further pictures than are read of one dossier: nobody means to hand in so many.
fn too_many(dossier: &Dossier) -> Option<Fault> {
    let beyond: Vec<&Scan> = dossier.scans.iter().filter(|scan| scan.reading == Err(Unread::TooMany)).collect();
    if beyond.is_empty() {
        return None;
    }
    let names = first(beyond.iter().map(|scan| scan.path.shown()), beyond.len());
    let message = Text {
        zh: format!("图太多，只读了 {READ_PICTURES} 张的文字：{}写的是什么、是谁的，没有核对。", names.zh),
        en: format!(
            "Only {READ_PICTURES} pictures of so many were read: of {} nothing was compared, neither what they say nor whose they are.",
            names.en
        ),
    };
    let fix = Text {
        zh: "请把不是申报材料的图移出这个文件夹，其余的自己看一眼。".to_owned(),
        en: "Move out of the folder what is not handed in, and look at the others yourself.".to_owned(),
    };
    Some(Fault::warning(message, fix))
}

fn unread(dossier: &Dossier) -> Option<Fault> {
    let rubbish = rubbish(dossier);
    let scans = dossier.scans.iter().enumerate();
    let unread: Vec<&Scan> =
        scans.filter(|(at, scan)| is_unread(scan) || rubbish.contains(at)).map(|(_, scan)| scan).collect();
    if unread.is_empty() {
        return None;
    }
    let names = first(unread.iter().map(|scan| scan.path.shown()), unread.len());
    let message = Text {
        zh: format!("{}没有读出文字：上面写的是什么、是谁的、是哪一年的，没有核对。", names.zh),
        en: format!(
            "{} could not be read: what they say, whose they are and of which year was not compared.",
            names.en
        ),
    };
    let fix = Text {
        zh: "请自己看一眼这些图是不是对的材料。".to_owned(),
        en: "Look yourself whether these pictures are the right documents.".to_owned(),
    };
    Some(Fault::info(message, fix))
}

/// Pages of parts whose words the profile tells, on which not one line says anything: a speck that was taken for a word is not
/// what such a page says. A cover with a short title is known by it.
fn rubbish(dossier: &Dossier) -> BTreeSet<usize> {
    let mut rubbish = BTreeSet::new();
    for page in pages(dossier) {
        let says_nothing = page.scan.reading.as_ref().is_ok_and(|reading| reading.credible() == 0);
        if says_nothing && page.said.is.is_none() && !page.may_be_right() {
            rubbish.insert(page.at);
        }
    }
    rubbish
}

/// Files of several pages that fill a place: their first page stands for them, and that must be known. Where no words are
/// asked for, which way up it lies was still judged by them.
fn read_in_part(dossier: &Dossier) -> Option<Fault> {
    let filed: BTreeSet<usize> = dossier.slots.iter().flat_map(|slot| &slot.files).map(|claim| claim.scan).collect();
    let scans = filed.into_iter().filter_map(|at| dossier.scans.get(at));
    let in_part: Vec<&Scan> = scans.filter(|scan| scan.reading.as_ref().is_ok_and(|reading| reading.others)).collect();
    if in_part.is_empty() {
        return None;
    }
    let names = first(in_part.iter().map(|scan| scan.path.shown()), in_part.len());
    let message = Text {
        zh: format!("{}有好几页，只读了第一页的文字：后面几页写的是什么、有没有放倒，没有核对。", names.zh),
        en: format!(
            "Of {} only the first page was read: what stands on the others, and which way up, was not compared.",
            names.en
        ),
    };
    let fix = Text {
        zh: "请自己看一眼后面几页是不是对的材料、方向对不对。".to_owned(),
        en: "Look yourself whether the other pages are the right ones, the right way up.".to_owned(),
    };
    Some(Fault::info(message, fix))
}

/// Whether reading was tried and did not work, or gave nothing but debris; what is wrong with the file itself has rules of its
/// own.
fn is_unread(scan: &Scan) -> bool {
    let tried = match &scan.reading {
        Ok(reading) => reading.is_all_debris(),
        Err(unread) => matches!(unread, Unread::TooLarge | Unread::Failed | Unread::NotBuilt),
    };
    tried
        && (scan.inspected.pictured_pages() > 0
            || scan.inspected.picture.as_ref().is_some_and(|picture| picture.wholeness == Wholeness::Whole))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::{is, lines, says, tell};
    use crate::seen::Unread;
    use crate::seen::reading::{Reading, Turn};

    #[test]
    fn further_pages_that_were_not_read_are_said() {
        let mut dossier = complete();
        let others =
            Reading { turn: Turn::Upright, sure: true, lines: Vec::new(), more: false, others: true, mirrored: false };
        scan(&mut dossier, "education/degree").reading = Ok(others);
        assert_eq!(codes(&dossier), ["D712"], "nothing is asked of its words, but it must be upright");
        tell(&mut dossier, "education/degree", |says| says.name = true);
        assert_eq!(codes(&dossier), ["D712"]);
    }

    #[test]
    fn more_pictures_than_are_read_are_warned_of() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").reading = Err(Unread::TooMany);
        scan(&mut dossier, "id/back").reading = Err(Unread::TooMany);
        let findings = run(&dossier);
        let said: Vec<_> = findings.iter().map(|finding| (finding.rule.code, finding.severity)).collect();
        assert_eq!(said, [("D712", Severity::Warning)]);
    }

    #[test]
    fn a_page_of_which_only_rubbish_was_read_was_not_read() {
        let at = "education/degree";
        for (line, sure, expected) in
            [("VRES", 50, &["D712"][..]), ("毕业证书", 97, &["D712"]), ("普通高等学校毕业证书", 97, &[])]
        {
            let mut dossier = complete();
            tell(&mut dossier, at, |says| says.name = true);
            says(&mut dossier, at);
            scan(&mut dossier, at).reading = Ok(lines(&[line], sure));
            assert_eq!(codes(&dossier), expected, "{line}");
        }
        let mut dossier = complete();
        is(&mut dossier, at, at);
        scan(&mut dossier, at).reading = Ok(lines(&["毕业证书"], 97));
        assert_eq!(codes(&dossier), [""; 0], "it is known by its short title");
    }

    #[test]
    fn said_once_for_all() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").reading = Err(Unread::Failed);
        scan(&mut dossier, "id/back").reading = Err(Unread::TooLarge);
        assert_eq!(codes(&dossier), ["D712"]);
        scan(&mut dossier, "id/front").reading = Err(Unread::NotAsked);
        scan(&mut dossier, "id/back").reading = Err(Unread::NotAsked);
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
