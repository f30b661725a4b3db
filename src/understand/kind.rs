//! Which part of the checklist a page is, by its title and the labels of its form, never by the words of its body.

use super::page::{Page, Strip};
use super::phrase::Words;
use super::unlike::Telling;
use crate::dossier::Applicant;
use crate::dossier::understood::{Known, Seen};
use crate::profile::says::Phrase;
use crate::profile::{Keyed, Profile, Says};
use crate::text::plain::{find, is_han, plain};

/// What a title counts: as much as two labels.
pub(super) const TITLE: u32 = 6;

/// What a label counts.
pub(super) const LABEL: u32 = 3;

/// The most labels that count.
const LABELS: usize = 4;

/// What decides: a title, or two labels (READING).
pub(super) const DECIDES: u32 = 6;

/// By how much it must lead the next part.
const LEAD: u32 = 3;

/// A label fills its line but for so many characters.
const BESIDE_LABEL: usize = 3;

/// A title was read beyond doubt from here on, percent.
const CONFIDENCE: u8 = 95;

/// A heading that talks about documents has no more characters: a line of the body may.
const HEADING: usize = 34;

/// The words of every part, made ready for looking at many pages.
#[derive(Debug)]
pub(super) struct Kinds {
    pub(super) parts: Vec<PartWords>,
    pub(super) about: Vec<Vec<char>>,
    /// How the titles of documents end, of whichever.
    pub(super) documents: Vec<Vec<char>>,
    pub(super) telling: Telling,
}

/// The words of one part.
#[derive(Debug)]
pub(super) struct PartWords {
    pub(super) place: (usize, usize),
    pub(super) titles: Vec<(Words, Vec<Words>)>,
    pub(super) labels: Vec<Vec<char>>,
    pub(super) never: Vec<Vec<char>>,
    lines: Option<usize>,
    /// What its item is called in names of files: a document of the item may be titled so.
    pub(super) called: Vec<Vec<char>>,
    /// Whether it is asked for once, and not by year or entry.
    pub(super) is_once: bool,
}

/// What the words of one part came to on a page.
struct Score {
    place: (usize, usize),
    points: u32,
    seen: Vec<Seen>,
    headings: Vec<Seen>,
}

impl Kinds {
    pub(super) fn new(profile: &Profile, applicant: Option<&Applicant>) -> Self {
        let parts = profile.items.iter().enumerate().flat_map(|(item, one)| {
            let parts = one.parts.iter().enumerate();
            let names = &one.names;
            parts.filter_map(move |(part, one)| Some(((item, part), one.says.as_ref()?, one.keyed, names)))
        });
        let parts = parts.filter(|(_, says, ..)| says.has_words());
        let parts = parts.map(|(place, says, keyed, names)| PartWords {
            is_once: keyed == Keyed::Once,
            called: names.iter().map(|name| plain(name)).collect(),
            ..PartWords::new(place, says, applicant)
        });
        let parts: Vec<PartWords> = parts.collect();
        let words = |words: &[String]| words.iter().map(|word| plain(word)).collect();
        Self {
            about: words(&profile.reading.about),
            documents: words(&profile.reading.documents),
            telling: Telling::of(&parts),
            parts,
        }
    }

    /// The part that a page is beyond doubt.
    pub(super) fn of(&self, page: &Page) -> Option<Known> {
        let mut scores: Vec<Score> = self.parts.iter().map(|part| part.score(page, &self.about)).collect();
        scores.sort_by_key(|score| (std::cmp::Reverse(score.points), score.place));
        let next = scores.get(1).map_or(0, |score| score.points);
        let best = scores.into_iter().next()?;
        let sure = best.points >= DECIDES && best.points >= next + LEAD && !self.talks(page, &best);
        let (item, part) = best.place;
        sure.then_some(Known { item, part, words: best.seen })
    }

    /// The parts of which any word stands anywhere on the page, but for words that the part `but_for` has as well. Under a
    /// clear title of that part a label counts only where it is one: in a sentence it is what the document tells about.
    pub(super) fn hints(&self, page: &Page, but_for: Option<(usize, usize)>) -> Vec<(usize, usize)> {
        let own = self.parts.iter().find(|part| Some(part.place) == but_for);
        let mut headings = own.map(|own| own.headings(page, &self.about)).unwrap_or_default();
        headings.retain(|strip| strip.seen.confidence >= CONFIDENCE);
        let title = headings.iter().map(|strip| strip.text.len()).max();
        let hinted = self.parts.iter().filter(|part| part.is_hinted(page, own, title));
        hinted.map(|part| part.place).collect()
    }

    /// Whether a heading says that the page talks about documents instead of being one, and is not the best part's own.
    fn talks(&self, page: &Page, best: &Score) -> bool {
        let short = page.headings.iter().filter(|heading| heading.text.len() <= HEADING);
        let mut talking = short.filter(|heading| self.about.iter().any(|word| ends_with_or_heads(word, &heading.text)));
        talking.any(|heading| !best.headings.iter().any(|own| covers(own.at, heading.seen.at)))
    }
}

/// Whether a heading is about something: the word ends it, but for brackets, or begins it.
fn ends_with_or_heads(word: &[char], heading: &[char]) -> bool {
    // What has a text behind a colon is a field of a form: 填报时间：2021年1月.
    let is_field = heading.iter().position(|character| *character == ':').is_some_and(|at| at + 1 < heading.len());
    !is_field
        && find(word, heading).is_some_and(|place| {
            let after = heading.get(place.end..).unwrap_or_default();
            place.start == 0 || after.iter().filter(|character| is_han(**character)).count() <= 2
        })
}

/// Whether one box holds the middle of another.
fn covers(outer: [u16; 4], inner: [u16; 4]) -> bool {
    let middle = [u16::midpoint(inner[0], inner[2]), u16::midpoint(inner[1], inner[3])];
    (outer[0]..=outer[2]).contains(&middle[0]) && (outer[1]..=outer[3]).contains(&middle[1])
}

impl PartWords {
    fn new(place: (usize, usize), says: &Says, applicant: Option<&Applicant>) -> Self {
        let words = |phrase: &Phrase| Words::new(phrase, applicant);
        let title = |title: &crate::profile::says::Title| (words(&title.line), title.with.iter().map(words).collect());
        Self {
            place,
            titles: says.titles.iter().map(title).collect(),
            labels: says.labels.iter().map(|label| plain(label)).collect(),
            never: says.never.iter().map(|word| plain(word)).collect(),
            lines: says.lines,
            called: Vec::new(),
            is_once: true,
        }
    }

    /// The headings that are titles of this part.
    pub(super) fn headings<'p>(&self, page: &'p Page, about: &[Vec<char>]) -> Vec<&'p Strip> {
        let titles = self.titles.iter().filter(|(line, _)| line.may_be_on(page));
        let titles = titles.filter(|(_, with)| with.iter().all(|words| words.stand_on(page)));
        let headings =
            titles.flat_map(|(line, _)| page.headings.iter().filter(move |strip| line.is_heading(strip, page, about)));
        headings.collect()
    }

    /// The first place of each label that is on a page.
    pub(super) fn labels_on<'p>(&self, page: &'p Page) -> impl Iterator<Item = &'p Strip> {
        self.labels.iter().filter_map(|label| label_on(label, page))
    }

    fn score(&self, page: &Page, about: &[Vec<char>]) -> Score {
        let mut score = Score { place: self.place, points: 0, seen: Vec::new(), headings: Vec::new() };
        let many = self.lines.is_some_and(|most| page.lines.len() > most);
        if many || self.never.iter().any(|word| stands_on(word, page)) {
            return score;
        }
        score.headings = self.headings(page, about).into_iter().map(seen).collect();
        if let Some(first) = score.headings.first() {
            score.points += TITLE;
            score.seen.push(first.clone());
        }
        for strip in self.labels_on(page).take(LABELS) {
            score.points += LABEL;
            score.seen.push(strip.seen.clone());
        }
        score
    }

    /// Whether any word of this part stands on the page that is not `own`'s as well, whose clear title has so many characters.
    fn is_hinted(&self, page: &Page, own: Option<&Self>, title: Option<usize>) -> bool {
        let shared_title = |words: &Words| {
            let is_label = |own: &Self| matches!(words.plain(), [word] if own.labels.contains(word));
            own.is_some_and(|own| own.titles.iter().any(|(line, _)| line.is(words)) || is_label(own))
        };
        // A column of a list is called what the list's title says; alone it may be the label that it looks like.
        let shared_label = |label: &Vec<char>| {
            let names = |own: &Self| own.titles.iter().any(|(line, _)| line.plain() == [label.clone()]);
            let longer = title.is_some_and(|title| title > label.len() + BESIDE_LABEL);
            own.is_some_and(|own| own.labels.contains(label) || longer && names(own))
        };
        let has_title = self.titles.iter().any(|(line, with)| {
            !shared_title(line) && line.stand_on(page) && with.iter().all(|words| words.stand_on(page))
        });
        let labelled = |label: &&Vec<char>| !shared_label(label);
        let stands = |label: &Vec<char>| label_on(label, page).is_some() || title.is_none() && stands_on(label, page);
        has_title || self.labels.iter().filter(labelled).any(stands)
    }
}

fn stands_on(word: &[char], page: &Page) -> bool {
    page.characters.may_hold(word) && find(word, &page.flow).is_some()
}

/// Where a label stands: at the beginning of a line or a row, or in a column, which is made of labels alone.
fn label_on<'p>(label: &[char], page: &'p Page) -> Option<&'p Strip> {
    if !page.characters.may_hold(label) {
        return None;
    }
    let mut across = page.lines.iter().chain(&page.rows);
    let down = || page.columns.iter().find(|column| find(label, &column.text).is_some());
    across.find(|strip| is_label(label, &strip.text)).or_else(down)
}

fn seen(strip: &Strip) -> Seen {
    strip.seen.clone()
}

/// Whether a stretch of text is a label, or begins with it: a word inside a sentence is none. Numbers and brackets before
/// it do not count.
fn is_label(label: &[char], text: &[char]) -> bool {
    let numbering =
        |character: &char| !character.is_alphanumeric() || "0123456789一二三四五六七八九十".contains(*character);
    let Some(place) = find(label, text) else { return false };
    let before = text.get(..place.start).unwrap_or_default();
    before.iter().all(numbering) || text.len() <= label.len() + BESIDE_LABEL
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::super::testing::reading;
    use crate::dossier::understood::Understood;
    use crate::profile::builtin;

    fn said(lines: &[&str]) -> Understood {
        let profile = builtin::find("bazhou-vocational-2021").expect("a built-in profile").expect("no fault in it");
        Reader::new(&profile, None, &|_| true).said(&reading(lines))
    }

    /// The parts that the words of a page hint at, but for the part that it is.
    fn hints(lines: &[&str]) -> Vec<String> {
        let profile = builtin::find("bazhou-vocational-2021").expect("a built-in profile").expect("no fault in it");
        let said = said(lines);
        let is = said.is.map(|known| (known.item, known.part));
        assert!(is.is_some(), "{lines:?}");
        let others = said.hints.iter().filter(|place| Some(**place) != is);
        others.map(|(item, part)| profile.items[*item].parts[*part].id.clone()).collect()
    }

    #[test]
    fn under_a_clear_title_a_label_in_a_sentence_is_no_hint() {
        let body = "根据年度考核工作安排，经个人述职、民主测评、考核领导小组研究。";
        let lines = [&["关于2019年度考核结果的通报"][..], &[body; 6]].concat();
        assert_eq!(hints(&lines), [""; 0]);
        let lines = [lines.as_slice(), &["个人述职"]].concat();
        assert_eq!(hints(&lines), ["form-front"], "a label of its own");
    }

    #[test]
    fn a_column_that_is_called_as_the_list_is_no_hint() {
        let row = "1|李某|讲师|合格";
        let lines = [&["2019年度教职工考核等次汇总表", "序号|姓名|职务|考核等次"][..], &[row; 6]].concat();
        assert_eq!(hints(&lines), [""; 0]);
    }

    #[test]
    fn a_field_of_a_form_does_not_talk_about_it() {
        let row = "1|李某|讲师|合格";
        let title = "2019年度教职工考核等次汇总表";
        assert!(said(&[&[title, "填报时间：2020年1月12日"][..], &[row; 6]].concat()).is.is_some());
        assert!(said(&[&["填报说明", title][..], &[row; 6]].concat()).is.is_none());
    }
}
