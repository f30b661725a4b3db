//! What a path says: which parts its words name, how surely, and how deep in the path.

use super::called::is_dated;
use super::dates::Dates;
use super::joined::{Joints, note_two_documents};
use super::page_number;
use super::page_words::is_side;
use super::pages::Page;
use super::scheme::Scheme;
use super::sides::Sides;
use super::spans;
use super::titles::{is_short, own_titles, without_chance};
use super::whole::Labels;
use super::words::{Hit, Lexicon, stem};
use super::years::{Years, short_range_at_start, years};
use crate::dossier::{Applicant, RelPath};
use crate::profile::{Item, Pages, Profile};
use crate::text::typed::normalise;
use unicode_normalization::UnicodeNormalization;

/// What a word can stand for. Positions are those of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// An item.
    Item(usize),
    /// A kind of document: item, part, kind.
    Kind(usize, usize, usize),
    /// A part, once its item is known: item, part.
    Mark(usize, usize),
    /// Both sides in one picture.
    BothSides,
    /// What the applicant's n-th entry of a list is called, from 1: the title of a paper, the name of an award.
    Entry(usize, u32),
}

/// The words of a profile and of an applicant.
#[derive(Debug)]
pub(super) struct Vocabulary {
    lexicon: Lexicon<Target>,
    labels: Labels,
    sides: Sides,
    pictures: Vec<String>,
    names: Vec<String>,
    items: Vec<Shape>,
    /// Which lists are called by years, months or days.
    dated: Vec<bool>,
    /// How the notice wants files named.
    scheme: Option<Scheme>,
}

/// What reading needs to know of an item.
#[derive(Debug)]
struct Shape {
    parts: usize,
    /// Of each part, whether it is one page.
    sheets: Vec<bool>,
    /// The lists of which its parts are asked for each entry.
    lists: Vec<usize>,
}

/// One component of a path.
#[derive(Debug, Clone)]
pub(super) struct Component {
    /// Normalised, the applicant's name taken out.
    pub(super) text: String,
    /// The words in it.
    pub(super) hits: Vec<Hit<Target>>,
    /// Where it joins or parts them.
    pub(super) joints: Joints,
    /// The years in it.
    pub(super) years: Vec<Years>,
    /// The first and last year that it gives in two digits each, if these are years at all: at its start, or anywhere where it
    /// gives no other year.
    pub(super) short: Option<(i16, i16)>,
    /// Where some list is called by years, months or days: those in it, and the component without them.
    pub(super) dated: Option<Box<(Dates, Component)>>,
    /// The running number that the notice wants in names, where it is named so.
    running: Option<u32>,
}

impl Component {
    /// It without the dates in it, whose digits mean nothing else.
    pub(super) fn undated(&self) -> &Self {
        self.dated.as_ref().map_or(self, |dated| &dated.1)
    }
}

/// A part that a path may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the path says")]
pub(super) struct Candidate {
    /// Position of the item.
    pub(super) item: usize,
    /// Position of the part.
    pub(super) part: usize,
    /// Position of the kind.
    pub(super) kind: usize,
    /// Whether it is the only part of its item, so that the item's words are its own.
    pub(super) alone: bool,
    /// Whether a word of the path tells it from the item's other parts.
    pub(super) marked: bool,
    /// Whether another component of the path names its item too.
    in_context: bool,
    /// Whether a word for the part itself is in the path.
    named: bool,
    /// Whether nothing tells it from the item's other parts but a word for a page or a side: `定等文件正面` is a grading document.
    by_side: bool,
    /// Whether it is one page.
    pub(super) sheet: bool,
    /// Whether another document is named beside it, so that nothing that tells the other tells against this one.
    pub(super) beside: bool,
    rank: (u8, usize),
}

impl Vocabulary {
    /// The words of `profile`, with the titles and the names of `applicant`.
    pub(super) fn new(profile: &Profile, applicant: Option<&Applicant>) -> Self {
        let mut words: Vec<(&str, Target)> = Vec::new();
        words.extend(profile.both_sides.iter().map(|word| (word.as_str(), Target::BothSides)));
        for (i, item) in profile.items.iter().enumerate() {
            words.extend(item.names.iter().map(|name| (name.as_str(), Target::Item(i))));
            for (p, part) in item.parts.iter().enumerate() {
                words.extend(part.marks.iter().map(|mark| (mark.as_str(), Target::Mark(i, p))));
                for (k, kind) in part.kinds.iter().enumerate() {
                    words.extend(kind.names.iter().map(|name| (name.as_str(), Target::Kind(i, p, k))));
                }
            }
        }
        let mut titles = applicant.map(|applicant| own_titles(&profile.asked, applicant)).unwrap_or_default();
        titles.retain(|(title, _)| !is_short(title) || words.iter().all(|(word, _)| !word.contains(title)));
        words.extend(titles.iter().copied());
        // Who is an entry too, as one of the parents of the family, is told from the others by name.
        let is_entry = |name: &str| titles.iter().any(|(title, _)| normalise(title) == normalise(name));
        let names = applicant.into_iter().flat_map(|applicant| applicant.own_names(&profile.asked));
        let names = names.filter(|name| !is_entry(name));
        let shape = |item: &Item| Shape {
            parts: item.parts.len(),
            sheets: item.parts.iter().map(|part| part.pages == Pages::One).collect(),
            lists: item.parts.iter().filter_map(|part| part.keyed.list()).collect(),
        };
        Self {
            lexicon: Lexicon::new(words.into_iter()),
            labels: Labels::of(profile),
            sides: Sides::of(profile),
            pictures: profile.pictures.iter().map(|word| normalise(word)).collect(),
            names: names.map(|name| normalise(name)).filter(|name| name.chars().count() >= 2).collect(),
            items: profile.items.iter().map(shape).collect(),
            dated: profile.asked.lists.iter().map(is_dated).collect(),
            scheme: Scheme::of(profile, applicant),
        }
    }

    /// Reads a path, its last component first.
    pub(super) fn read(&self, path: &RelPath) -> Vec<Component> {
        let component = |(depth, name): (usize, &str)| {
            let name = if depth == 0 { stem(name) } else { name };
            let named = self.scheme.as_ref().filter(|_| depth == 0).and_then(|scheme| scheme.read(name));
            let (name, running) = named.unwrap_or((name, None));
            let plain: String = name.nfkc().collect::<String>().to_lowercase();
            let component = Component { running, ..self.component(name, &plain) };
            let dates = if self.dated.contains(&true) { Dates::of(&plain) } else { Dates::default() };
            if dates.mentions.is_empty() {
                return component;
            }
            let undated = self.component(&dates.rest, &dates.rest);
            Component { dated: Some(Box::new((dates, undated))), ..component }
        };
        path.shown().rsplit('/').enumerate().map(component).collect()
    }

    /// A component from its name, and the same with its separators.
    fn component(&self, name: &str, plain: &str) -> Component {
        let folded = |name: &str| {
            let without = |text: String, own: &String| text.replace(own.as_str(), " ");
            normalise(&self.names.iter().fold(normalise(name), without))
        };
        let text = folded(name);
        let hits = without_chance(&self.lexicon.hits(&text), &text);
        let mut hits = self.without_pictures(&hits, &text);
        let joints = if hits.is_empty() { Joints::default() } else { Joints::of(name, &text, folded) };
        self.labels.win(&mut hits, &text, &joints);
        joints.with_ends(&mut hits, &text, &self.lexicon);
        let years = years(plain);
        let short = short_range_at_start(plain).or_else(|| spans::short(plain).filter(|_| years.is_empty()));
        Component { hits, joints, years, short, text, dated: None, running: None }
    }

    /// `毕业证照片` is a picture of the diploma: the word that says only that does not name the applicant's photo.
    fn without_pictures(&self, hits: &[Hit<Target>], text: &str) -> Vec<Hit<Target>> {
        let of = |hit: &Hit<Target>| text.get(hit.start..hit.end).unwrap_or_default();
        let follows = |hit: &Hit<Target>, before: &Hit<Target>| {
            text.get(before.end..hit.start).is_some_and(|gap| gap.trim().is_empty())
        };
        let says_only_that = |hit: &Hit<Target>| {
            self.pictures.iter().any(|word| word == of(hit)) && hits.iter().any(|before| follows(hit, before))
        };
        hits.iter().filter(|hit| !says_only_that(hit)).copied().collect()
    }

    /// The parts the path most surely means: none, one, or several that it does not tell apart.
    pub(super) fn candidates(&self, components: &[Component]) -> Vec<Candidate> {
        let places = self.items.iter().enumerate().flat_map(|(i, item)| (0..item.parts).map(move |part| (i, part)));
        let mut all: Vec<Candidate> = places.filter_map(|(i, p)| self.candidate(components, i, p)).collect();
        let Some(best) = all.iter().map(|candidate| candidate.rank).min() else { return all };
        all.retain(|candidate| candidate.rank == best);
        if let Some(leaf) = components.first() {
            note_two_documents(&mut all, leaf);
        }
        if all.iter().filter(|candidate| candidate.named).count() == 1 {
            all.retain(|candidate| candidate.named || !candidate.by_side || candidate.beside);
        }
        let told: [fn(&Candidate) -> bool; 2] = [|candidate| candidate.marked, |candidate| candidate.in_context];
        for test in told {
            if all.iter().any(test) {
                all.retain(|candidate| test(candidate) || candidate.beside);
            }
        }
        all
    }

    /// The parts that a path may mean besides the `sure` ones: as sure as these, but for a mark or a folder; or of an item that it
    /// names, and called by longer words than it gives (`birth certificate` for a child's birth certificate).
    pub(super) fn besides(&self, components: &[Component], sure: &[Candidate], profile: &Profile) -> Vec<Candidate> {
        let is_sure = |item, part| sure.iter().any(|known| (known.item, known.part) == (item, part));
        let places = self.items.iter().enumerate().flat_map(|(i, item)| (0..item.parts).map(move |part| (i, part)));
        let others = places.filter(|(i, p)| !is_sure(*i, *p)).filter_map(|(i, p)| self.candidate(components, i, p));
        let given: Vec<&str> = components
            .iter()
            .flat_map(|component| component.hits.iter().map(move |hit| (component, hit)))
            .filter(|(_, hit)| matches!(hit.target, Target::Kind(i, p, _) if is_sure(i, p)))
            .filter_map(|(component, hit)| component.text.get(hit.start..hit.end))
            .collect();
        let is_longer = |candidate: &Candidate| {
            let part = profile.items.get(candidate.item).and_then(|item| item.parts.get(candidate.part));
            let names = part.into_iter().flat_map(|part| &part.kinds).flat_map(|kind| &kind.names);
            let names: Vec<String> = names.map(|name| normalise(name)).collect();
            given.iter().any(|given| names.iter().any(|name| name.contains(given)))
        };
        let best = sure.iter().map(|candidate| candidate.rank).min();
        others.filter(|other| Some(other.rank) == best || is_longer(other)).collect()
    }

    /// What a path says of its page, as a file of the candidate's part.
    pub(super) fn page(&self, components: &[Component], candidate: Candidate) -> Page {
        let Candidate { item, part, .. } = candidate;
        let alone = self.items.get(item).is_some_and(|shape| shape.parts == 1);
        let own = |target| match target {
            Target::Kind(i, p, _) | Target::Mark(i, p) => (i, p) == (item, part),
            Target::Item(i) => alone && i == item,
            _ => false,
        };
        let of_item = |target| match target {
            Target::Item(i) => i == item,
            Target::Entry(list, _) => self.items.get(item).is_some_and(|shape| shape.lists.contains(&list)),
            _ => false,
        };
        let is_dated = self.items.get(item).is_some_and(|shape| shape.lists.iter().any(|list| self.is_dated(*list)));
        let page = if is_dated {
            let undated: Vec<Component> = components.iter().map(|component| component.undated().clone()).collect();
            Page::of(&undated, own, of_item)
        } else {
            Page::of(components, own, of_item)
        };
        let running = components.first().and_then(|leaf| leaf.running);
        let page = page.with_sides(self.sides.named((item, part), components)).with_running(running);
        // `获奖证书2/1.jpg`: the number of a folder is that of its entry.
        if self.items.get(item).is_some_and(|shape| !shape.lists.is_empty()) { page.without_folder() } else { page }
    }

    fn is_dated(&self, list: usize) -> bool {
        self.dated.get(list).copied().unwrap_or_default()
    }

    /// How surely a path means one part. Rank: 0 where it names the part, or the item and a mark of the part; 1 where
    /// it names the item only; 2 where it gives a mark without an item; then the depth of the naming word.
    fn candidate(&self, components: &[Component], item: usize, part: usize) -> Option<Candidate> {
        let shape = self.items.get(item)?;
        let depths = |wanted: &dyn Fn(Target) -> bool| -> Vec<usize> {
            let has = |component: &Component| component.hits.iter().any(|hit| wanted(hit.target));
            components.iter().enumerate().filter(|(_, component)| has(component)).map(|(depth, _)| depth).collect()
        };
        let names_part = |target| {
            matches!(target, Target::Kind(i, p, _) if (i, p) == (item, part))
                || (shape.parts == 1 && target == Target::Item(item))
        };
        let names_item = |target| match target {
            Target::Item(i) | Target::Kind(i, _, _) => i == item,
            Target::Entry(list, _) => shape.lists.contains(&list),
            _ => false,
        };
        let (named, in_item) = (depths(&names_part), depths(&names_item));
        let marked = depths(&|target| target == Target::Mark(item, part));
        let rank = match (named.first(), in_item.first(), marked.first()) {
            (Some(depth), _, _) | (None, Some(depth), Some(_)) => (0, *depth),
            (None, Some(depth), None) => (1, *depth),
            (None, None, Some(0)) if components.first().is_some_and(says_nothing_else) => (2, 0),
            _ => return None,
        };
        let kind = components.iter().flat_map(|component| &component.hits).find_map(|hit| match hit.target {
            Target::Kind(i, p, kind) if (i, p) == (item, part) => Some(kind),
            _ => None,
        });
        let in_context = in_item.iter().any(|depth| *depth != rank.1);
        let alone = shape.parts == 1;
        let marks = components.iter().flat_map(|component| {
            let own = component.hits.iter().filter(|hit| hit.target == Target::Mark(item, part));
            own.filter_map(|hit| component.text.get(hit.start..hit.end))
        });
        let by_side = !marked.is_empty() && marks.into_iter().all(is_side);
        let (kind, marked) = (kind.unwrap_or(0), !marked.is_empty());
        let named = !named.is_empty();
        let sheet = shape.sheets.get(part).copied().unwrap_or_default();
        Some(Candidate { item, part, kind, alone, marked, in_context, named, by_side, sheet, beside: false, rank })
    }
}

/// Whether a name is nothing but its words and a page: `封面`, `正文 02`, `正文第三页`. `英语四级证书` says more than 证书.
fn says_nothing_else(component: &Component) -> bool {
    let in_a_word = |at: usize| component.hits.iter().any(|hit| (hit.start..hit.end).contains(&at));
    let outside = component.text.char_indices().map(|(at, character)| if in_a_word(at) { ' ' } else { character });
    let (_, rest) = page_number::read(&outside.collect::<String>());
    !rest.chars().any(|character| character.is_alphabetic() && !"第页张p".contains(character))
}

impl Candidate {
    /// A part that the applicant named, not a path.
    pub(super) fn certain(item: usize, part: usize) -> Self {
        let (marked, in_context, named) = (true, true, true);
        let (by_side, sheet, beside) = (false, false, false);
        Self { item, part, kind: 0, alone: false, marked, in_context, named, by_side, sheet, beside, rank: (0, 0) }
    }
}
