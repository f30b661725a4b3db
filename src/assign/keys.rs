//! Which year, or entry of a list, a path means.

use super::called::{Called, Meant};
use super::dates::Mention;
use super::numbers::{leading_number, trailing_number};
use super::pages::COUNTERS;
use super::reading::{Candidate, Component, Target};
use super::slots::declared;
use super::words::Hit;
use super::years::Years;
use crate::dossier::Applicant;
use crate::profile::facts::List;
use crate::profile::{Keyed, Pages, Part, Profile};

/// Words whose number is that of a page or of a picture, not of an entry.
const COUNTING: &[&str] =
    &["p", "page", "no", "第", "页", "图", "片", "照", "扫描", "scan", "文件", "file", "年", "月"];

/// The keys a path gives for a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keys {
    /// The part has no key.
    None,
    /// These, at least one.
    Given(Vec<String>),
    /// The path does not say.
    Open,
}

/// How many entries of each list the applicant declares, by position in the profile; `None` where nothing, or none, is
/// declared. And whether a number at the end of a file's name is that of an entry.
#[derive(Debug)]
pub(super) struct Declared {
    lists: Vec<Declaration>,
}

#[derive(Debug)]
struct Declaration {
    count: Option<usize>,
    numbered: bool,
    /// The years, months or days that its entries are called by.
    called: Option<Called>,
}

impl Declared {
    pub(super) fn of(profile: &Profile, applicant: Option<&Applicant>) -> Self {
        let some = |count: usize| Some(count).filter(|count| *count > 0);
        let of_list = |(at, list): (usize, &List)| Declaration {
            count: applicant.and_then(|applicant| some(declared(profile, applicant, at)?)),
            numbered: list.numbered,
            called: applicant.and_then(|applicant| Called::of(list, applicant)),
        };
        Self { lists: (0..).zip(&profile.asked.lists).map(of_list).collect() }
    }
}

/// Reads the key of `candidate` from a path.
pub(super) fn keys(
    profile: &Profile,
    part: &Part,
    candidate: Candidate,
    components: &[Component],
    declared: &Declared,
) -> Keys {
    match part.keyed {
        Keyed::Once => Keys::None,
        Keyed::Years { from, to, .. } => {
            let first_and_last = (profile.filing_year.saturating_add(from), profile.filing_year.saturating_add(to));
            years(part, first_and_last, candidate, components)
        }
        Keyed::List(at) => {
            let Some(list) = declared.lists.get(at) else { return Keys::Open };
            let number = |components: &[Component]| entry((part, at, list.numbered), candidate, components, list.count);
            match &list.called {
                Some(called) => by_date(called, candidate, components, list.count, number),
                None => number(components).map_or(Keys::Open, |number| Keys::Given(vec![number.to_string()])),
            }
        }
    }
}

/// The entry of a list that is called by years, months or days: that which the path names, else the one of its number; never one
/// that a digit of a date would mean.
fn by_date(
    called: &Called,
    candidate: Candidate,
    components: &[Component],
    count: Option<usize>,
    number: impl Fn(&[Component]) -> Option<u32>,
) -> Keys {
    let said: Vec<&[Mention]> =
        components.iter().enumerate().filter_map(|(depth, component)| dates_of(depth, component, candidate)).collect();
    let among = match called.named(&said) {
        Meant::These(numbers) => return Keys::Given(numbers.iter().map(ToString::to_string).collect()),
        Meant::Other(what) => return Keys::Given(vec![what]),
        Meant::Unsure => return Keys::Open,
        Meant::OneOf(among) => Some(among),
        Meant::Nothing => None,
    };
    let undated: Vec<Component> = components.iter().map(|component| component.undated().clone()).collect();
    let number = number(&undated).and_then(|number| match &among {
        Some(among) => Some(number).filter(|number| among.contains(number)),
        None => called.numbered(number, count),
    });
    number.map_or(Keys::Open, |number| Keys::Given(vec![number.to_string()]))
}

/// The dates of a component, but for those of a folder that is about something else (`2026年6月申报`).
fn dates_of(depth: usize, component: &Component, candidate: Candidate) -> Option<&[Mention]> {
    let dates = &component.dated.as_ref()?.0;
    let own = depth == 0 || of_item_at_all(component, candidate.item) || dates.is_all();
    own.then_some(dates.mentions.as_slice())
}

/// The years of the nearest component that names any. A range counts for each year the part is asked for; a single
/// year stands as it is, asked for or not, but for that of a folder which is about something else (`2021年职称申报`).
fn years(part: &Part, (first, last): (i16, i16), candidate: Candidate, components: &[Component]) -> Keys {
    let asked = |years: &Years| (years.from..=years.to).any(|year| (first..=last).contains(&year));
    // `16-20年公需科目`, `17-21聘书`: all years that are asked for, and no ordinals, where one document may be for several.
    let is_all = |component: &Component| part.one_for_years && component.short == Some((first, last));
    let speaks = |(depth, component): &(usize, &Component)| {
        let own = *depth == 0 || of_item_at_all(component, candidate.item) || only_a_year(component);
        is_all(component) || (!component.years.is_empty() && (own || component.years.iter().any(asked)))
    };
    let Some((_, named)) = components.iter().enumerate().find(speaks) else {
        return if first == last { Keys::Given(vec![first.to_string()]) } else { Keys::Open };
    };
    let all: Vec<i16> = if is_all(named) {
        (first..=last).collect()
    } else {
        named.years.iter().flat_map(|years| years.from..=years.to).collect()
    };
    let asked: Vec<i16> = all.iter().copied().filter(|year| (first..=last).contains(year)).collect();
    let years = if asked.is_empty() { all.into_iter().take(1).collect() } else { asked };
    Keys::Given(years.iter().map(ToString::to_string).collect())
}

/// The number of the entry: its title, else the number beside the item's name, else a numbered folder below
/// the item's, else the number behind the part's own words. With one entry declared, a number behind the part's words is
/// a page, and so is one of a file in a folder that names the part.
fn entry(
    (part, list, numbered): (&Part, usize, bool),
    candidate: Candidate,
    components: &[Component],
    declared: Option<usize>,
) -> Option<u32> {
    let titled = components.iter().flat_map(|component| &component.hits).find_map(|hit| match hit.target {
        Target::Entry(of, number) if of == list => Some(number),
        _ => None,
    });
    let of_part = |target| {
        let Candidate { item, part, alone, .. } = candidate;
        matches!(target, Target::Kind(i, p, _) | Target::Mark(i, p) if (i, p) == (item, part))
            || (alone && target == Target::Item(item))
    };
    let of_item = |target| target == Target::Item(candidate.item) && !candidate.alone;
    let part_at = components.iter().position(|component| component.hits.iter().any(|hit| of_part(hit.target)));
    // Below the folder that names the part there are only its pages.
    let above = if declared == Some(1) { part_at.unwrap_or(0) } else { 0 };
    let beside_item =
        || components.iter().skip(above).find_map(|component| beside_name(component, of_item, of_part, declared));
    let folder = || {
        let item_at = components.iter().rposition(|component| of_item_at_all(component, candidate.item))?;
        components
            .get(above.max(1)..item_at)?
            .iter()
            // `02-正文` is the second folder of a list, not the second paper.
            .filter(|component| !component.hits.iter().any(|hit| of_part(hit.target)))
            .find_map(|component| ordinal(&component.text))
    };
    // Nothing is declared, or the data is not there: what has many pages is more often one paper than many.
    let is_key = match declared {
        None => part.pages == Pages::One || numbered,
        Some(count) => count > 1,
    };
    // `获奖证书2配套文件`: the number may stand with the words of the part that it goes with.
    let kind = |target| matches!(target, Target::Kind(i, _, _) if i == candidate.item);
    let beside_part = || {
        let named = |target| kind(target) || (candidate.alone && target == Target::Item(candidate.item));
        components.iter().find_map(|component| beside_name(component, named, |_| false, None)).filter(|_| is_key)
    };
    let at_end = || {
        let single = part.pages == Pages::One || numbered;
        let leaf = components.first().filter(|_| is_key && single)?;
        trailing_number(&leaf.text)
    };
    // `parent 1 identity card`: the part's words behind what the entry is called and its number.
    let called = || {
        let most = declared.and_then(|count| u32::try_from(count).ok()).filter(|_| is_key)?;
        let named = |hit: &&Hit<Target>| kind(hit.target) || of_part(hit.target);
        let numbered = |component: &Component| {
            let hit = component.hits.iter().filter(named).min_by_key(|hit| hit.start)?;
            number_of_a_word(component.text.get(..hit.start)?)
        };
        components.iter().find_map(numbered).filter(|number| *number <= most)
    };
    let number = titled.or_else(beside_item).or_else(folder).or_else(beside_part).or_else(at_end).or_else(called);
    number.filter(|number| *number > 0)
}

/// The number at the end of a text, behind a word that does not count pages or pictures.
fn number_of_a_word(text: &str) -> Option<u32> {
    let number = trailing_number(text)?;
    let word = text.trim_end().trim_end_matches(|character: char| character.is_numeric()).trim_end();
    let last = word.rsplit(|character: char| !character.is_alphabetic()).next()?;
    let counts = COUNTERS.iter().chain(COUNTING).any(|counting| last.ends_with(counting));
    (!last.is_empty() && !counts).then_some(number)
}

/// `论文1`, `论文 一`, `paper 2`, `第二篇论文`: the number beside a word that `named` accepts. Where only one is declared, a
/// number behind the words of the part, which `paged` accepts, is a page.
fn beside_name(
    component: &Component,
    named: impl Fn(Target) -> bool,
    paged: impl Fn(Target) -> bool,
    declared: Option<usize>,
) -> Option<u32> {
    let words_end = component.hits.iter().filter(|hit| paged(hit.target)).map(|hit| hit.end).min();
    let is_page = |at: usize| declared == Some(1) && words_end.is_some_and(|end| end <= at);
    component.hits.iter().filter(|hit| named(hit.target) && !is_page(hit.start)).find_map(|hit| {
        let before = component.text.get(..hit.start).unwrap_or_default();
        let after = component.text.get(hit.end..).unwrap_or_default();
        before.rfind('第').and_then(|at| ordinal(before.get(at..)?)).or_else(|| ordinal(after))
    })
}

/// Whether 页, 张 or 面 follows the numbers at the start, spaces and all: `2 页`, `2-3页`, `2 of 12页`, `十二 张`.
fn is_of_page(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_digit() || " 至到".contains(character));
        rest = match (rest.strip_prefix("of"), leading_number(rest)) {
            (Some(behind), _) => behind,
            (None, Some((_, bytes))) => rest.get(bytes..).unwrap_or_default(),
            (None, None) => return rest.starts_with(['页', '张', '面']),
        };
    }
}

fn names_item(target: Target, item: usize) -> bool {
    matches!(target, Target::Item(i) | Target::Kind(i, _, _) if i == item)
}

fn of_item_at_all(component: &Component, item: usize) -> bool {
    component.hits.iter().any(|hit| names_item(hit.target, item))
}

/// `2018`, `2018年度`: a folder of that year and no more.
fn only_a_year(component: &Component) -> bool {
    component.text.chars().all(|character| character.is_ascii_digit() || " 年度至到".contains(character))
}

/// A number at the start, as an ordinal: `1`, `01`, `第一篇`, `no 2`; not `3年`, `一等奖` or `第 2 页`.
fn ordinal(text: &str) -> Option<u32> {
    let text = text.trim_start();
    if text.strip_prefix('第').is_some_and(is_of_page) {
        return None;
    }
    let text = ["第", "no ", "no"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let (number, bytes) = leading_number(text.trim_start())?;
    let next = text.trim_start().get(bytes..)?.chars().next();
    (!next.is_some_and(|next| "年月等级次届稿类期卷页".contains(next))).then_some(number)
}
