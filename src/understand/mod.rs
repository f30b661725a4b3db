//! What the lines of a page mean: which document it is, whose, of which year, how long it is valid. Pure text; its words
//! come from the profile.
//!
//! What decides and what does not was measured (READING): titles and labels of forms decide, words of the body never do;
//! a part is named only where it leads clearly, and a page that talks about documents is none of them.

mod absent;
mod asked;
mod code;
mod date;
mod journal;
mod kind;
mod name;
mod number;
mod page;
mod phrase;
mod place;
#[cfg(test)]
mod properties;
mod surname;
#[cfg(test)]
mod testing;
mod title;
mod together;
mod unlike;
mod validity;
mod year;
mod year_last;

pub use asked::Asked;

use crate::dossier::understood::{EntriesFound, Found, Understood};
use crate::dossier::{Applicant, Dossier};
use crate::profile::Profile;
use crate::profile::facts::List;
use crate::profile::{Keyed, Says};
use crate::seen::reading::Reading;
use crate::text::plain::plain;
use kind::Kinds;
use name::Wanted;
use page::Page;
use std::cell::OnceCell;

/// What the reader can read: whether it knows a character at all.
pub type Knows<'k> = &'k (dyn Fn(char) -> bool + Sync);

/// Fills in what each page that was read says, where that is not known yet, and what those without a place may be.
pub fn understand(dossier: &mut Dossier, knows: Knows<'_>) {
    let Dossier { scans, profile, applicant, .. } = dossier;
    // Where nothing was read, the words are not made ready either: a batch does not read.
    let reader = OnceCell::new();
    for scan in scans {
        if let (None, Ok(reading)) = (&scan.understood, &scan.reading) {
            let reader = reader.get_or_init(|| Reader::new(profile, applicant.as_ref(), knows));
            scan.understood = Some(reader.said(reading));
        }
    }
    place::guess(dossier);
}

/// All words that pages are read with, made ready once.
struct Reader<'r> {
    profile: &'r Profile,
    kinds: Kinds,
    own_names: Vec<Wanted>,
    lists: Vec<Entries>,
    musts: Vec<absent::Must>,
    codes: Vec<Vec<char>>,
    /// Titles of what is asked for by year.
    of_year: Vec<Vec<char>>,
}

/// What the entries of a list may be known by on a page.
struct Entries {
    called: Vec<Vec<char>>,
    journals: Vec<Vec<char>>,
    issues: Vec<Option<(i16, u16)>>,
}

impl Entries {
    fn new(profile: &Profile, (at, list): (usize, &List), applicant: Option<&Applicant>) -> Self {
        let says = |one: fn(&Says) -> Option<&String>| {
            let mut parts =
                profile.items.iter().flat_map(|item| &item.parts).filter(|part| part.keyed == Keyed::List(at));
            parts.find_map(|part| one(part.says.as_ref()?))
        };
        let texts = |fact: Option<&String>| -> Vec<&str> {
            let given = applicant.zip(fact.filter(|fact| !fact.is_empty()));
            given.map(|(applicant, fact)| applicant.answers.texts(&list.id, fact).collect()).unwrap_or_default()
        };
        Self {
            called: texts(Some(&list.called)).into_iter().map(title::bare).collect(),
            journals: texts(says(|says| says.journal.as_ref())).into_iter().map(title::bare).collect(),
            issues: texts(says(|says| says.issue.as_ref())).into_iter().map(journal::only_issue).collect(),
        }
    }
}

impl<'r> Reader<'r> {
    fn new(profile: &'r Profile, applicant: Option<&Applicant>, knows: Knows<'_>) -> Self {
        let names = applicant.into_iter().flat_map(|applicant| applicant.own_names(&profile.asked));
        let parts = profile.items.iter().flat_map(|item| &item.parts).filter_map(|part| part.says.as_ref());
        Self {
            profile,
            kinds: Kinds::new(profile, applicant),
            own_names: names.filter_map(|name| Wanted::new(name, knows)).collect(),
            lists: (0..)
                .zip(&profile.asked.lists)
                .map(|(at, list)| Entries::new(profile, (at, list), applicant))
                .collect(),
            musts: absent::musts(profile),
            codes: parts.flat_map(|says| &says.code).map(|label| plain(label)).collect(),
            of_year: year::titles(profile),
        }
    }

    fn said(&self, reading: &Reading) -> Understood {
        let page = Page::new(reading);
        let is = self.kinds.of(&page);
        let stand = |texts: &[Vec<char>]| texts.iter().map(|text| title::on_page(text, &page)).collect();
        let mut names = name::at_labels(&page, &self.profile.reading);
        for named in &mut names {
            named.differs = self.own_names.iter().map(|own| own.differs_from(&named.name)).min().unwrap_or_default();
        }
        let issue = journal::issue(&page);
        let largest = journal::largest(&page);
        let other_issue = |declared: &Option<(i16, u16)>| {
            issue.as_ref().zip(*declared).is_some_and(|(read, declared)| (read.year, read.number) != declared)
        };
        let other_journal = |(name, found): (&Vec<char>, &Found)| {
            *found != Found::Exactly && largest.as_ref().is_some_and(|largest| title::is_other(name, &largest.text))
        };
        let entries = |entries: &Entries| {
            let journals: Vec<Found> = stand(&entries.journals);
            EntriesFound {
                called: stand(&entries.called),
                other_journals: entries.journals.iter().zip(&journals).map(other_journal).collect(),
                other_issues: entries.issues.iter().map(other_issue).collect(),
                journals,
            }
        };
        let hints = self.kinds.hints(&page, is.as_ref().map(|known| (known.item, known.part)));
        let (signatures, years_signed) = year::signed(&page);
        Understood {
            unlike: if is.is_none() { self.kinds.unlike(&page, &hints) } else { Vec::new() },
            absent: absent::absent(&page, &self.musts),
            together: self.kinds.together(&page),
            hints,
            is,
            numbers: number::numbers(&page),
            years: year::said(&page, &self.of_year),
            dated: year::dated(&page),
            all_years: year::all(&page),
            signatures,
            years_signed,
            valid: validity::validity(&page, &self.profile.reading),
            names,
            own_name: self.own_names.iter().map(|name| name.on(&page)).max(),
            lists: self.lists.iter().map(entries).collect(),
            issue,
            largest,
            codes: code::codes(&page, &self.codes),
            page: journal::page_number(&page),
            dense: page.is_dense(),
            whole: page.whole,
            guesses: Vec::new(),
        }
    }
}
