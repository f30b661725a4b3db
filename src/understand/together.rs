//! Two documents of one item on one page: both sides of a card, a diploma beside a degree certificate.

use super::kind::{DECIDES, Kinds, LABEL, PartWords, TITLE};
use super::page::{Page, Strip};
use crate::dossier::understood::{Known, Seen};
use crate::text::plain::find;

/// A word was read beyond doubt from here on, percent.
const CONFIDENCE: u8 = 90;

impl Kinds {
    /// Two parts of one item that are both on the page by their own titles and labels, where the profile says of each that
    /// it never has the words of the other. Not of parts asked for by year or entry: one certificate may tell of two.
    pub(super) fn together(&self, page: &Page) -> Option<[Known; 2]> {
        let once = self.parts.iter().filter(|part| part.is_once && !part.never.is_empty());
        let there: Vec<(&PartWords, Vec<&Strip>)> =
            once.filter_map(|part| Some((part, part.evidence(page, &self.about)?))).collect();
        there.iter().enumerate().find_map(|(at, (one, seen))| {
            let further = there.get(at + 1..)?.iter();
            let mut of_item = further.filter(|(other, _)| other.place.0 == one.place.0);
            let (other, beside) = of_item
                .find(|(other, beside)| one.excludes(beside) && other.excludes(seen) && are_apart(seen, beside))?;
            Some([one.known(seen), other.known(beside)])
        })
    }
}

impl PartWords {
    /// The title and labels of this part on a page, if they decide; what else stands there does not matter.
    fn evidence<'p>(&self, page: &'p Page, about: &[Vec<char>]) -> Option<Vec<&'p Strip>> {
        let clear = |strip: &&Strip| strip.seen.confidence >= CONFIDENCE;
        let title = self.headings(page, about).into_iter().find(clear);
        let mut labels: Vec<&Strip> = self.labels_on(page).filter(clear).collect();
        labels.dedup_by(|one, other| one.seen == other.seen);
        let points = title.map_or(0, |_| TITLE) + labels.iter().fold(0, |points, _| points + LABEL);
        (points >= DECIDES).then(|| title.into_iter().chain(labels).collect())
    }

    fn excludes(&self, strips: &[&Strip]) -> bool {
        strips.iter().any(|strip| self.never.iter().any(|word| find(word, &strip.text).is_some()))
    }

    fn known(&self, strips: &[&Strip]) -> Known {
        let words = strips.iter().map(|strip| Seen::clone(&strip.seen)).collect();
        Known { item: self.place.0, part: self.place.1, words }
    }
}

/// Whether no line is of both.
fn are_apart(one: &[&Strip], other: &[&Strip]) -> bool {
    !one.iter().any(|strip| other.iter().any(|beside| strip.seen == beside.seen))
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::super::testing::reading;
    use crate::profile::builtin;

    /// The parts that are on one page together.
    fn together(lines: &[&str]) -> Vec<String> {
        let profile = builtin::find("bazhou-vocational-2021").expect("a built-in profile").expect("no fault in it");
        let said = Reader::new(&profile, None, &|_| true).said(&reading(lines));
        let id = |known: &crate::dossier::understood::Known| profile.items[known.item].parts[known.part].id.clone();
        said.together.iter().flatten().map(id).collect()
    }

    #[test]
    fn both_sides_of_a_card() {
        let front = ["姓名王小明", "性别男民族汉", "住址某省某市某某路12号", "公民身份号码|990000198803070017"];
        let back = ["中华人民共和国", "居民身份证", "签发机关|某某市公安局", "有效期限|2015.06.10-2035.06.10"];
        assert_eq!(together(&[front, back].concat()), ["front", "back"]);
        assert_eq!(together(&front), [""; 0]);
        assert_eq!(together(&back), [""; 0]);
    }

    #[test]
    fn two_certificates_beside_each_other() {
        let degree = "王某，修完全部课程，授予工学学士学位，准予毕业。";
        assert_eq!(together(&["毕业证书|学士学位证书", degree, degree, "某某大学"]), ["diploma", "degree"]);
        assert_eq!(together(&["学士学位证书", "业已毕业，持有毕业证书。", degree, "某某大学"]), [""; 0]);
        let years = "学习2018年度公需科目与专业科目。";
        assert_eq!(together(&["继续教育证书", "公需科目", years, "专业科目", years]), [""; 0]);
    }
}
