//! The name a file should have, so that it is read as what it is: what `init` proposes and `fix` renames to.
//!
//! Names are made from the profile's own labels and then read back by [`super::assign`]: a name is only proposed where
//! reading it leads to its place again, so a profile of one's own gets good names too, or none.

use super::called::is_dated;
use super::lay;
use crate::dossier::{Applicant, Dossier, Doubt, Scan, Slot};
use crate::profile::{Item, Keyed, NamePiece, Part, Profile};
use crate::text::Lang;
use crate::text::typed::is_unspaced;
use jiff::civil::Date;
use std::sync::Arc;

/// A place that a name is wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Position of the item in the profile.
    pub item: usize,
    /// Position of the part in the item.
    pub part: usize,
    /// Position of the kind of document in the part.
    pub kind: usize,
    /// The years, or the number of the paper or award; more than one where one file stands for a range of years.
    pub keys: Vec<String>,
}

/// The folder of an item: `02-身份证`.
pub fn folder_of(profile: &Profile, item: usize, lang: Lang) -> String {
    let label = profile.items.get(item).map_or("", |item| item.label.get(lang));
    format!("{:02}-{}", item + 1, plain(label))
}

/// A path without extension, folder and name joined by `/`, and where the numbers of several files go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    before: String,
    behind: String,
    /// Whether a single file has a number too, as the notice wants.
    counts: bool,
}

impl Stem {
    fn plain(path: String) -> Self {
        Self { before: path, behind: String::new(), counts: false }
    }

    /// The path of a document's only file.
    pub fn only(&self) -> String {
        self.numbered(1, 1, Lang::Zh)
    }

    /// The path of file `number` of a document of `total` files.
    pub fn numbered(&self, number: usize, total: usize, lang: Lang) -> String {
        let Self { before, behind, counts } = self;
        match (total, lang) {
            _ if *counts => format!("{before}{number}{behind}"),
            (0 | 1, _) => format!("{before}{behind}"),
            (_, Lang::Zh) => format!("{before}{number}{behind}"),
            (_, Lang::En) => format!("{before} {number}{behind}"),
        }
    }
}

/// For each place a path that is read as this place for this applicant, named as the notice wants where the answers for
/// that are there; `None` where the profile's words allow no such name.
pub fn propose(
    profile: &Arc<Profile>,
    applicant: Option<&Applicant>,
    wanted: &[Wanted],
    lang: Lang,
) -> Vec<Option<Stem>> {
    let candidates: Vec<Vec<Stem>> = wanted.iter().map(|one| candidates(profile, applicant, one, lang)).collect();
    let scans = candidates.iter().flatten().map(|stem| Scan::unopened(&format!("{}.jpg", stem.only())));
    let own = applicant.map(|applicant| Applicant { files: Vec::new(), ..applicant.clone() });
    let dossier = lay(Arc::clone(profile), own, Date::default(), scans.collect(), Vec::new());
    let mut at = 0;
    let mut proposals = Vec::new();
    for (one, stems) in wanted.iter().zip(candidates) {
        let good = (at..).zip(&stems).find(|(scan, _)| reads_as(&dossier, *scan, one));
        proposals.push(good.map(|(_, stem)| stem.clone()));
        at += stems.len();
    }
    proposals
}

/// For a place without such a path: the plainest one, and the item and part that it is read as instead, if any one.
pub fn misread(profile: &Arc<Profile>, wanted: &Wanted, lang: Lang) -> Option<(String, Option<(usize, usize)>)> {
    let stem = candidates(profile, None, wanted, lang).into_iter().next()?;
    let path = format!("{}.jpg", stem.only());
    let dossier = lay(Arc::clone(profile), None, Date::default(), vec![Scan::unopened(&path)], Vec::new());
    let place = |slot: &Slot| (slot.item, slot.part);
    let filled = dossier.slots.iter().filter(|slot| !slot.files.is_empty()).map(place);
    // Or as two documents, of which one is meant.
    let two = dossier.ambiguous.iter().filter(|file| file.doubt == Doubt::Documents).flat_map(|file| &file.slots);
    let other = two.filter_map(|at| dossier.slots.get(*at)).map(place).filter(|at| *at != (wanted.item, wanted.part));
    let read = filled.chain(other).next();
    Some((path, read))
}

/// Whether the file fills exactly the places wanted.
fn reads_as(dossier: &Dossier, scan: usize, wanted: &Wanted) -> bool {
    let filled: Vec<_> =
        dossier.slots.iter().filter(|slot| slot.files.iter().any(|claim| claim.scan == scan)).collect();
    let here = filled.iter().all(|slot| (slot.item, slot.part) == (wanted.item, wanted.part));
    let of_kind =
        filled.iter().flat_map(|slot| &slot.files).all(|claim| claim.scan != scan || claim.kind == wanted.kind);
    let mut keys: Vec<&str> = filled.iter().filter_map(|slot| slot.key.as_deref()).collect();
    let mut asked: Vec<&str> = wanted.keys.iter().map(String::as_str).collect();
    keys.sort_unstable();
    asked.sort_unstable();
    !filled.is_empty() && here && of_kind && (keys == asked || asked.is_empty())
}

fn candidates(profile: &Profile, applicant: Option<&Applicant>, wanted: &Wanted, lang: Lang) -> Vec<Stem> {
    let Some(item) = profile.items.get(wanted.item) else { return Vec::new() };
    let Some(part) = item.parts.get(wanted.part) else { return Vec::new() };
    let folder = folder_of(profile, wanted.item, lang);
    let mut stems = Vec::new();
    let date = applicant.and_then(|applicant| date_of(profile, applicant, part, &wanted.keys));
    for words in words(item, part, wanted.kind, lang) {
        // A date stays an entry's when another is put before it; a number does not.
        let dated = date.as_ref().map(|date| of_entry(item, date, &plain(&words), lang));
        let stem = keyed(item, part, &wanted.keys, &plain(&words), lang);
        stems.extend(dated.into_iter().chain([stem]));
    }
    stems.dedup();
    let named = stems.iter().filter_map(|stem| as_the_notice_wants(profile, applicant?, &folder, stem, lang));
    let plain = stems.iter().map(|stem| Stem::plain(format!("{folder}/{stem}")));
    named.chain(plain).collect()
}

/// A name by the profile's scheme; `None` where there is none, or an answer in it is not given, or is an ID number, which stands in
/// no file's name.
fn as_the_notice_wants(profile: &Profile, applicant: &Applicant, folder: &str, stem: &str, lang: Lang) -> Option<Stem> {
    let naming = profile.naming.as_ref()?;
    let mut named = Stem { before: format!("{folder}/"), behind: String::new(), counts: naming.counts() };
    let is_place = |piece: &NamePiece| *piece == if named.counts { NamePiece::Number } else { NamePiece::Part };
    let place = naming.file_name.iter().position(is_place)?;
    for (at, piece) in naming.file_name.iter().enumerate() {
        let said = match piece {
            NamePiece::Literal(text) => text.clone(),
            NamePiece::Part => stem.to_owned(),
            NamePiece::Number => String::new(),
            NamePiece::Fact(id) => plain(&applicant.in_file_names(&profile.asked, id, lang)?),
        };
        if at > place { &mut named.behind } else { &mut named.before }.push_str(&said);
    }
    Some(named)
}

/// What a person might call the document, the plainest first.
fn words(item: &Item, part: &Part, kind: usize, lang: Lang) -> Vec<String> {
    let mut words = Vec::new();
    let own = part.kinds.get(kind);
    if part.kinds.len() > 1 {
        words.extend(own.map(|kind| kind.label.get(lang).to_owned()));
    }
    words.push(part.label.get(lang).to_owned());
    words.push(format!("{}{}{}", item.label.get(lang), joint(lang), part.label.get(lang)));
    let mut names: Vec<&String> = own.map(|kind| kind.names.iter().collect()).unwrap_or_default();
    // Those of the language that is asked for come first.
    names.sort_by_key(|name| name.chars().any(is_unspaced) != (lang == Lang::Zh));
    for name in names {
        words.push(name.clone());
        words.extend(part.marks.first().map(|mark| format!("{name}-{mark}")));
    }
    words.extend(part.marks.iter().map(|mark| format!("{}{}{mark}", item.label.get(lang), joint(lang))));
    words
}

fn keyed(item: &Item, part: &Part, keys: &[String], words: &str, lang: Lang) -> String {
    let (Some(first), Some(last)) = (keys.first(), keys.last()) else { return words.to_owned() };
    match (part.keyed, lang) {
        (Keyed::Years { .. }, _) => {
            let years = if keys.len() > 1 { format!("{first}-{last}") } else { first.clone() };
            let link = match lang {
                Lang::Zh if words.starts_with('年') => "",
                Lang::Zh => "年",
                Lang::En => " ",
            };
            format!("{years}{link}{words}")
        }
        (Keyed::Once, _) => words.to_owned(),
        (Keyed::List(_), _) => of_entry(item, first, words, lang),
    }
}

/// The name of a document of one entry, by its number or by what it is called.
fn of_entry(item: &Item, entry: &str, words: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}{entry}-{words}", plain(&item.label.zh)),
        Lang::En => format!("{} {entry} {words}", plain(&item.label.en)),
    }
}

/// The year, month or day that the only entry wanted is called by.
fn date_of(profile: &Profile, applicant: &Applicant, part: &Part, keys: &[String]) -> Option<String> {
    let list = profile.asked.lists.get(part.keyed.list()?).filter(|list| is_dated(list))?;
    let [key] = keys else { return None };
    let position = key.parse::<usize>().ok()?.checked_sub(1)?;
    let fact = list.facts.iter().find(|fact| fact.id == list.called)?;
    let value = applicant.answers.entries(&list.id).get(position)?.get(&fact.id)?;
    Some(value.shown(fact, Lang::En))
}

fn joint(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "-",
        Lang::En => " ",
    }
}

/// A label as a file name: without what stands in brackets, and without what Windows or a shell would mind.
fn plain(label: &str) -> String {
    let label = label.split(['（', '(']).next().unwrap_or(label).trim();
    let mut name = String::new();
    for character in label.chars() {
        let odd = character.is_control() || "/\\:*?\"<>|%".contains(character);
        let gap = odd || character.is_whitespace();
        match (gap, name.chars().last()) {
            (false, _) => name.push(character),
            // Letters of Latin, Greek, Cyrillic and the like take at most two bytes, Chinese characters three.
            (true, Some(before)) if before.len_utf8() < 3 => name.push(' '),
            (true, Some(_)) => name.push('-'),
            (true, None) => {}
        }
    }
    name.trim_end_matches(['.', ' ', '-']).to_owned()
}
