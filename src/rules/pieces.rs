//! What the names of a place's files say that it lacks, beside the numbers of pages: the second of two, or the part behind or before.

use super::sides;
use crate::dossier::{Claim, Dossier, Piece, Slot};
use crate::finding::Fault;
use crate::profile::Pages;
use crate::text::Text;

/// The fault of a place, where the names of all its files leave something out.
pub(super) fn fault(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let (_, part) = dossier.part(slot);
    if part.pages == Pages::One {
        None
    } else {
        sides::only_first(dossier, slot, part).or_else(|| missing_part(dossier, slot))
    }
}

/// `申请表（上）` without a 下, or the other way round.
fn missing_part(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let all = |one: Piece| {
        let among = |claim: &Claim| claim.piece == one || claim.piece == Piece::Middle;
        slot.files.iter().any(|claim| claim.piece == one) && slot.files.iter().all(among)
    };
    let (there_zh, lacks_zh, there_en, lacks_en) = if all(Piece::First) {
        ("前面的部分", "后面的部分", "the first part", "what follows")
    } else if all(Piece::Last) {
        ("后面的部分", "前面的部分", "the last part", "what comes before")
    } else {
        return None;
    };
    let there = sides::paths(dossier, slot);
    let message = Text {
        zh: format!("“{}”不全：从名字看，{}是{there_zh}，没有找到{lacks_zh}。", slot.label.zh, there.zh),
        en: format!(
            "“{}” is not whole: by the names, {} is {there_en}, and {lacks_en} was not found.",
            slot.label.en, there.en
        ),
    };
    let fix = Text {
        zh: "补上没有的部分；本来就只有这些的，改文件名，不要写上、下或第一部分。".to_owned(),
        en: "Add the part that is missing; if this is all of it, rename the file so that it does not say which part it is.".to_owned(),
    };
    Some(Fault::warning(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::dossier::PageMark::{self, Number, Unclear};
    use crate::dossier::Piece::{self, First, Last, Middle, Pages, Unsaid};
    use crate::finding::Severity::{self, Warning};
    use crate::rules::run;
    use crate::rules::testing::{complete, fill, slot};

    /// The faults of the summary whose files say these pieces.
    fn told(pieces: &[(Piece, PageMark)]) -> Vec<(&'static str, Severity)> {
        let mut dossier = complete();
        for at in 1..pieces.len() {
            fill(&mut dossier, "summary/summary", &format!("总结{at}.jpg"));
        }
        for (file, (piece, page)) in slot(&mut dossier, "summary/summary").files.iter_mut().zip(pieces) {
            (file.piece, file.page) = (*piece, *page);
        }
        run(&dossier).iter().map(|one| (one.rule.code, one.severity)).collect()
    }

    #[test]
    fn a_part_without_the_others_is_told() {
        for bad in [&[First][..], &[First, Middle], &[Last], &[Middle, Last], &[First, First]] {
            let files: Vec<_> = bad.iter().map(|piece| (*piece, PageMark::Unsaid)).collect();
            assert_eq!(told(&files), [("D115", Warning)], "{bad:?}");
        }
        for good in [&[First, Last][..], &[First, Unsaid], &[Middle], &[Unsaid], &[First, Middle, Last]] {
            let files: Vec<_> = good.iter().map(|piece| (*piece, PageMark::Unsaid)).collect();
            assert_eq!(told(&files), [], "{good:?}");
        }
    }

    #[test]
    fn pages_that_several_files_leave_out() {
        assert_eq!(told(&[(Pages(1, 4), Unclear), (Pages(6, 8), Unclear)]), [("D115", Warning)]);
        assert_eq!(told(&[(Pages(2, 4), Number(4))]), [("D115", Warning)]);
        for good in [
            &[(Pages(1, 4), Unclear), (Pages(5, 8), Unclear)][..],
            &[(Pages(1, 4), Number(4))],
            &[(Pages(1, 3), Unclear), (Pages(2, 3), Unclear)],
        ] {
            assert_eq!(told(good), [], "{good:?}");
        }
    }
}
