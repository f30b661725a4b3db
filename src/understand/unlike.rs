//! What a page is not: the line that names it says so, whichever document it is, be it on no checklist at all.

use super::kind::{Kinds, PartWords};
use super::page::{Page, Strip};
use super::phrase::{SENTENCE, Words};
use crate::dossier::understood::{Seen, Unlike};
use crate::text::plain::{find, is_han};
use std::collections::{BTreeMap, BTreeSet};

/// A title was read beyond doubt from here on: its characters on the average, percent; and the least certain of them, where no
/// word of it is known that rules anything out.
const CONFIDENCE: u8 = 95;
const LEAST: u8 = 80;

/// How many characters a title has: fewer name nothing, more are a sentence.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=40;

/// A title with 的 begins with this word (关于…的通知). Without it, it is the last row of a broken one whose first was not read, or
/// the title of an article.
const ABOUT: [char; 2] = ['关', '于'];

/// What a closing line has (特发此证, 特此通知), and a title has not.
const THIS: char = '此';

/// What is in the words of so many items is of documents in general: `证书`, `关于`.
const GENERAL: usize = 3;

/// Two characters in a row, which is what most words of Chinese are.
type Pair = [char; 2];

/// The pairs of characters of every part's words that tell it from most others.
#[derive(Debug)]
pub(super) struct Telling(BTreeMap<(usize, usize), BTreeSet<Pair>>);

impl Telling {
    pub(super) fn of(parts: &[PartWords]) -> Self {
        let pairs = |part: &PartWords| -> BTreeSet<Pair> {
            let titles = part.titles.iter().flat_map(|(line, with)| [line].into_iter().chain(with));
            let words = titles.flat_map(Words::plain).chain(&part.labels).chain(&part.called);
            words.flat_map(|word| pairs(word)).collect()
        };
        let own: BTreeMap<_, _> = parts.iter().map(|part| (part.place, pairs(part))).collect();
        let mut items: BTreeMap<Pair, BTreeSet<usize>> = BTreeMap::new();
        for ((item, _), pairs) in &own {
            for pair in pairs {
                items.entry(*pair).or_default().insert(*item);
            }
        }
        let telling = |pair: &Pair| items.get(pair).is_some_and(|items| items.len() < GENERAL);
        Self(own.into_iter().map(|(place, pairs)| (place, pairs.into_iter().filter(telling).collect())).collect())
    }

    /// Whether a title has anything in common with what a part is called.
    fn are_in(&self, title: &[char], part: &PartWords) -> bool {
        let telling = self.0.get(&part.place);
        let shared = pairs(title).any(|pair| telling.is_some_and(|own| own.contains(&pair)));
        shared || part.titles.iter().any(|(line, _)| line.are_in(title))
    }
}

fn pairs(text: &[char]) -> impl Iterator<Item = Pair> {
    text.windows(2).filter_map(|pair| <Pair>::try_from(pair).ok())
}

impl Kinds {
    /// The parts that a page cannot be: a word of their `never` stands in its title; or its title has nothing in common with
    /// what they are called, and none of their words, which are `hints`, is on the page.
    pub(super) fn unlike(&self, page: &Page, hints: &[(usize, usize)]) -> Vec<Unlike> {
        let titles: Vec<&Strip> = page.headings.iter().filter(|strip| self.is_title(strip)).collect();
        let unlike = |part: &PartWords| {
            let strip = self.ruled_out(part, page, &titles).or_else(|| {
                let akin = titles.iter().any(|title| self.telling.are_in(&title.text, part));
                let clear = titles.iter().find(|title| title.seen.least >= LEAST).copied();
                clear.filter(|_| !akin && !hints.contains(&part.place))
            })?;
            Some(Unlike { item: part.place.0, part: part.place.1, seen: Seen::clone(&strip.seen) })
        };
        self.parts.iter().filter_map(unlike).collect()
    }

    /// The title that a word of `never` stands in; not where it is the title of another part, which the page is then taken
    /// for, nor where the part's own title stands beside it.
    fn ruled_out<'p>(&self, part: &PartWords, page: &Page, titles: &[&'p Strip]) -> Option<&'p Strip> {
        let never = |strip: &Strip| part.never.iter().any(|word| find(word, &strip.text).is_some());
        let own = part.headings(page, &self.about);
        if own.iter().any(|strip| !never(strip)) {
            return None;
        }
        let others = || self.parts.iter().filter(|other| other.place != part.place);
        let of_other = |title: &Strip| {
            others().any(|other| other.headings(page, &self.about).iter().any(|at| at.seen == title.seen))
        };
        titles.iter().copied().find(|title| never(title) && !of_other(title))
    }

    /// Whether a heading names a document and was read beyond doubt.
    fn is_title(&self, strip: &Strip) -> bool {
        let name = without_ending(&strip.text);
        let han = name.iter().filter(|character| is_han(**character)).count();
        LENGTH.contains(&han)
            && strip.seen.confidence >= CONFIDENCE
            && !name.iter().any(|character| SENTENCE.contains(character) || *character == THIS)
            && (!name.contains(&'的') || name.starts_with(&ABOUT))
            && self.documents.iter().any(|ending| name.ends_with(ending))
    }
}

/// A line without the brackets and numbers behind it: `（副本）`, `No. 0012`.
fn without_ending(text: &[char]) -> &[char] {
    let mut text = text;
    loop {
        text = match text {
            [rest @ .., last] if *last == ')' => {
                rest.iter().rposition(|character| *character == '(').and_then(|open| rest.get(..open)).unwrap_or(rest)
            }
            [rest @ .., last] if !is_han(*last) => rest,
            _ => return text,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::super::testing::{page, reading};
    use crate::profile::Profile;
    use crate::profile::builtin;
    use std::sync::Arc;

    fn profile() -> Arc<Profile> {
        Arc::new(builtin::find("bazhou-vocational-2021").expect("a built-in profile").expect("no fault in it"))
    }

    /// Whether a page is known to be none of `part`.
    fn is_unlike(profile: &Profile, lines: &[&str], part: &str) -> bool {
        let said = Reader::new(profile, None, &|_| true).said(&reading(lines));
        let labels = |item: usize, at: usize| (&profile.items[item].parts[at].item, &profile.items[item].parts[at].id);
        said.unlike.iter().any(|other| {
            let (item, id) = labels(other.item, other.part);
            format!("{item}/{id}") == part
        })
    }

    #[test]
    fn a_title_of_no_checklist_rules_parts_out() {
        let profile = profile();
        let body = "经研究决定，现就有关事项通知如下，请认真贯彻执行，并及时报告。";
        let under = |title: &'static str| [&[title][..], &[body; 8]].concat();
        for (title, part) in [
            ("肄业证书", "education/diploma"),
            ("结业证书", "education/diploma"),
            ("毕业证明书", "education/diploma"),
            ("学士学位英语水平考试合格证书", "education/degree"),
            ("教师资格认定申请表", "posts/teacher"),
            ("中小学教师资格考试合格证明", "posts/teacher"),
            ("普通话水平测试等级证书", "posts/teacher"),
            ("职业资格证书", "posts/title"),
            ("关于解除王小明同志聘任的通知", "posts/appointment"),
            ("招聘公告", "posts/appointment"),
            ("关于做好2021年度职称评审工作的通知", "posts/approval"),
            ("关于做好2019年度考核工作的通知", "assessment/grading"),
            ("关于举办2021年公需科目培训的通知", "ce/public"),
            ("社会保障卡", "id/front"),
            ("中华人民共和国机动车驾驶证", "id/front"),
            ("社会保障卡", "id/back"),
        ] {
            assert!(is_unlike(&profile, &under(title), part), "{title} is no {part}");
        }
        let card = ["中华人民共和国", "居住证", "签发机关|某某市公安局", "有效期限|2015.06.10-2035.06.10"];
        assert!(is_unlike(&profile, &card, "id/back"), "it has the labels of another card");
    }

    #[test]
    fn right_titles_in_other_words_rule_nothing_out() {
        let profile = profile();
        let body = "经研究决定，现就有关事项通知如下，请认真贯彻执行，并及时报告。";
        let under = |title: &'static str| [&[title][..], &[body; 8]].concat();
        for (title, part) in [
            ("某某大学毕业证书（副本）", "education/diploma"),
            ("硕士研究生毕业生证书", "education/diploma"),
            ("2019年度教职工考核情况汇总表", "assessment/grading"),
            ("优秀指导教师证书", "award/certificate"),
            ("中级专业技术职务资格证", "posts/title"),
            ("关于2019年度考核优秀人员的决定", "assessment/grading"),
            ("继续教育学习合格证书", "ce/public"),
        ] {
            assert!(!is_unlike(&profile, &under(title), part), "{title} may be {part}");
        }
        for (title, part) in [("职务的通知", "posts/appointment"), ("校办工厂的质量卡", "paper/contents")]
        {
            assert!(!is_unlike(&profile, &under(title), part), "{title} is a piece of another title");
        }
        for closing in ["特发此证", "发此证。", "特此证明"] {
            assert!(!is_unlike(&profile, &under(closing), "ce/public"), "{closing}");
        }
        // An address holds a word that the card never has, and is no title.
        let card = ["姓名王小明", "性别男民族汉", "住址某某市某某学校家属院3号", "公民身份号码"];
        assert!(!is_unlike(&profile, &card, "id/front"));
        assert!(page(&card).headings.len() > 3, "its lines are few enough to be headings");
    }
}
