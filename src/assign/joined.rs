//! Names that name two documents: `论文封面、目录`, `登记表和定等文件`, `获奖证书 聘书`, `获奖证书聘书`. Neither word tells what the
//! other means.

use super::page_words::{is_side, short_side};
use super::reading::{Candidate, Component, Target};
use super::words::{Hit, Lexicon};
use crate::text::typed::is_unspaced;
use std::collections::BTreeSet;

/// What says “and” between two names: characters that a normalised name has lost, and words that it keeps.
const AND: [char; 5] = ['、', '+', '＋', '&', '＆'];
const AND_WORDS: [&str; 4] = ["和", "及", "与", "and"];
/// What parts two Chinese names, which are else written without a gap.
const GAPS: [char; 6] = [' ', '\u{3000}', '-', '－', '_', '＿'];
/// How the whole names of Chinese documents end. 论文获奖证书 is one document: the first word says of what the second is.
const WHOLE: [&str; 7] = ["证书", "聘书", "证", "表", "文件", "总结", "成绩单"];
/// How names begin that say what was made of the document before them: 毕业证书公证书, 学位证书认证报告.
const OF_IT: [&str; 14] =
    ["公证", "认证", "鉴定", "翻译", "译", "证明", "审批", "登记", "备案", "查询", "验证", "复印", "申请", "批准"];
/// What sets a word apart that says more of the one before it: 获奖证书（论文）.
const APART: [char; 14] = ['(', '（', '[', '［', '【', '〔', '<', '《', '“', '"', ',', '，', '.', '·'];
/// Of how many characters the end of a name is looked for, the longest first.
const END: std::ops::RangeInclusive<usize> = 2..=8;

/// Where a component joins or parts its words, in bytes of its normalised text.
#[derive(Debug, Clone, Default)]
pub(super) struct Joints {
    /// Where something says “and”, and where it ends.
    ands: Vec<(usize, usize)>,
    gaps: Vec<usize>,
    apart: Vec<usize>,
}

impl Joints {
    /// Reads them from a name as it was typed and as `fold` makes it.
    pub(super) fn of(name: &str, text: &str, fold: impl Fn(&str) -> String) -> Self {
        let at = |wanted: &[char]| -> Vec<usize> {
            let found = name.match_indices(wanted);
            found.map(|(at, _)| fold(name.get(..at).unwrap_or_default()).len()).collect()
        };
        let words = AND_WORDS.iter().flat_map(|word| text.match_indices(word));
        let words = words.map(|(at, word)| (at, at + word.len()));
        let ands = at(&AND).into_iter().map(|at| (at, at)).chain(words).collect();
        Self { ands, gaps: at(&GAPS), apart: at(&APART) }
    }

    /// Whether a sign for “and”, which the normalised text has lost, stands between two places of it.
    pub(super) fn has_sign_within(&self, start: usize, end: usize) -> bool {
        self.ands.iter().any(|(from, to)| from == to && start < *from && *from < end)
    }

    /// Whether a name has a sign for “and”.
    pub(super) fn is_sign(character: char) -> bool {
        AND.contains(&character)
    }

    /// `登记表和定等文件` leaves out the 考核 that both names begin with: adds the ends of names that “and” joins to another name
    /// of their item.
    pub(super) fn with_ends(&self, hits: &mut Vec<Hit<Target>>, text: &str, lexicon: &Lexicon<Target>) {
        let mut found = Vec::new();
        for (from, to) in &self.ands {
            let (left, right) = (text.get(..*from).unwrap_or_default(), text.get(*to..).unwrap_or_default());
            let (end, start) = (left.trim_end().len(), text.len() - right.trim_start().len());
            let before: Vec<Target> = hits.iter().filter(|hit| hit.end == end).map(|hit| hit.target).collect();
            let behind: Vec<Target> = hits.iter().filter(|hit| hit.start == start).map(|hit| hit.target).collect();
            let lengths = END.rev();
            if before.is_empty() {
                let sizes = lengths.filter_map(|length| left.trim_end().char_indices().rev().nth(length - 1));
                let spans = sizes.map(|(at, _)| (at, end));
                found.extend(end_of_a_name(spans, text, &behind, lexicon));
            } else if behind.is_empty() {
                let sizes = lengths.filter_map(|length| right.trim_start().char_indices().nth(length - 1));
                let spans = sizes.map(|(at, last)| (start, start + at + last.len_utf8()));
                found.extend(end_of_a_name(spans, text, &before, lexicon));
            }
        }
        hits.extend(found);
        hits.sort_by_key(|hit| hit.start);
    }
}

/// The first of the spans that ends names of parts, all of them others than those that a word `beside` names, and of
/// their item.
fn end_of_a_name(
    mut spans: impl Iterator<Item = (usize, usize)>,
    text: &str,
    beside: &[Target],
    lexicon: &Lexicon<Target>,
) -> Vec<Hit<Target>> {
    let kind = |target| if let Target::Kind(item, part, kind) = target { Some((item, part, kind)) } else { None };
    let named: Vec<_> = beside.iter().copied().filter_map(kind).collect();
    let Some((item, ..)) = named.first().copied() else { return Vec::new() };
    let found = spans.find_map(|(start, end)| {
        let end_of = text.get(start..end).filter(|end_of| end_of.chars().all(is_unspaced))?;
        let ended = lexicon.ended_by(end_of).filter_map(kind).filter(|(i, ..)| *i == item);
        // Once each, and in the order of the checklist.
        let ended: BTreeSet<_> = ended.collect();
        (!ended.is_empty()).then_some((start, end, ended))
    });
    let is_other = |(_, part, _): &(usize, usize, usize)| named.iter().all(|(_, p, _)| p != part);
    let Some((start, end, ended)) = found.filter(|(.., ended)| ended.iter().all(is_other)) else { return Vec::new() };
    ended.into_iter().map(|(i, p, k)| Hit { start, end, target: Target::Kind(i, p, k) }).collect()
}

/// A word, and the candidates that it speaks of, by position.
struct Word {
    start: usize,
    end: usize,
    /// Those that it names.
    names: Vec<usize>,
    /// Those, and the ones that it is a mark of.
    all: Vec<usize>,
}

impl Word {
    /// Of the hits of one place in the text.
    fn of(hits: &[Hit<Target>], candidates: &[Candidate]) -> Option<Self> {
        let names = |target, one: &Candidate| match target {
            Target::Kind(item, part, _) => (item, part) == (one.item, one.part),
            Target::Item(item) => one.alone && item == one.item,
            _ => false,
        };
        let marks = |target, one: &Candidate| names(target, one) || target == Target::Mark(one.item, one.part);
        let those = |speaks: &dyn Fn(Target, &Candidate) -> bool| -> Vec<usize> {
            let of = candidates.iter().enumerate().filter(|(_, one)| hits.iter().any(|hit| speaks(hit.target, one)));
            of.map(|(at, _)| at).collect()
        };
        let (first, all) = (hits.first()?, those(&marks));
        (!all.is_empty()).then(|| Self { start: first.start, end: first.end, names: those(&names), all })
    }
}

/// Notes the candidates that two words of a component name as two documents.
pub(super) fn note_two_documents(candidates: &mut [Candidate], component: &Component) {
    let places = component.hits.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end));
    let words: Vec<Word> = places.filter_map(|hits| Word::of(hits, candidates)).collect();
    let mut found = Vec::new();
    for (a, b) in words.iter().zip(words.iter().skip(1)).filter(|(a, b)| !a.all.iter().any(|one| b.all.contains(one))) {
        let item = |one: &usize| candidates.get(*one).map(|one| one.item);
        let of_an_item = |one: &&usize| a.names.iter().any(|other| item(other) == item(one));
        let is_sheet = matches!(a.names.as_slice(), [only] if candidates.get(*only).is_some_and(|one| one.sheet));
        let (a_means, b_means): (&[usize], Vec<usize>) = if is_and(component, a, b) {
            (&a.all, b.all.clone())
        } else if is_sheet
            && is_beside(component, a, b)
            && !says_a_side(component, b)
            && b.all.iter().any(|one| of_an_item(&one))
        {
            // A single sheet has no page and no companion that a word behind it could mean, but for a side: 论文封面目录, not
            // 论文正文封一 or 护照背面.
            (&a.names, b.all.iter().filter(of_an_item).copied().collect())
        } else if (is_gap(component, a, b) || adjoin(component, a, b)) && !b.names.iter().any(|one| of_an_item(&one)) {
            // Of one item, the applicant's data tells which is meant: 公需科目 免试审批表.
            (&a.names, b.names.clone())
        } else {
            continue;
        };
        if !a_means.is_empty() && !b_means.is_empty() {
            found.extend(a_means.iter().copied().chain(b_means));
        }
    }
    for at in found {
        if let Some(one) = candidates.get_mut(at) {
            one.beside = true;
        }
    }
}

/// Whether “and” stands between two words, right behind the first and right before another word, but for numbers.
fn is_and(component: &Component, a: &Word, b: &Word) -> bool {
    let begins = |to: usize| component.hits.iter().any(|hit| is_number(component, to, hit.start));
    let joins = |(from, to): &(usize, usize)| is_number(component, a.end, *from) && *to <= b.start && begins(*to);
    component.joints.ands.iter().any(joins)
}

/// Whether a gap parts two Chinese names.
fn is_gap(component: &Component, a: &Word, b: &Word) -> bool {
    let han = |character: Option<char>| character.is_some_and(is_unspaced);
    let (left, right) = (component.text.get(..a.end), component.text.get(b.start..));
    let between = |at: &usize| (a.end..=b.start).contains(at);
    han(left.and_then(|left| left.chars().last()))
        && han(right.and_then(|right| right.chars().next()))
        && is_beside(component, a, b)
        && component.joints.gaps.iter().any(between)
}

/// Whether two whole names of documents stand side by side, without a gap and with nothing behind them but numbers.
fn adjoin(component: &Component, a: &Word, b: &Word) -> bool {
    let [Some(first), Some(second)] = [a, b].map(|word| component.text.get(word.start..word.end)) else { return false };
    let is_whole = |word: &str| word.chars().all(is_unspaced) && WHOLE.iter().any(|end| word.ends_with(end));
    let is_of_it = OF_IT.iter().any(|begin| second.starts_with(begin));
    let is_last = is_number(component, b.end, component.text.len());
    let is_apart = component.joints.apart.contains(&a.end);
    a.end == b.start && !is_apart && is_whole(first) && is_whole(second) && !is_of_it && is_last
}

fn is_beside(component: &Component, a: &Word, b: &Word) -> bool {
    is_number(component, a.end, b.start)
}

fn says_a_side(component: &Component, word: &Word) -> bool {
    component.text.get(word.start..word.end).is_some_and(|text| is_side(text) || short_side(text).is_some())
}

/// Whether nothing stands there but a number.
fn is_number(component: &Component, from: usize, to: usize) -> bool {
    let text = component.text.get(from..to);
    text.is_some_and(|text| text.chars().all(|character| character == ' ' || character.is_numeric()))
}
