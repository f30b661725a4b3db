//! What the lines of a page mean: which document it is, whose, of which year, how long it is valid. Pure text; its words
//! come from the profile.
//!
//! What decides and what does not was measured (READING): titles and labels of forms decide, words of the body never do;
//! a part is named only where it leads clearly, and a page that talks about documents is none of them.

mod code;
mod date;
mod journal;
mod kind;
mod name;
mod number;
mod page;
mod phrase;
mod place;
mod plain;
#[cfg(test)]
mod properties;
mod surname;
#[cfg(test)]
mod testing;
mod title;
mod validity;
mod year;

use crate::dossier::reading::Reading;
use crate::dossier::understood::{Found, Understood};
use crate::dossier::{Applicant, Dossier};
use crate::profile::Profile;
use kind::Kinds;
use name::Wanted;
use page::Page;

/// What the reader can read: whether it knows a character at all.
pub type Knows<'k> = &'k dyn Fn(char) -> bool;

/// Fills in what each page that was read says, and what those without a place may be.
pub fn understand(dossier: &mut Dossier, knows: Knows<'_>) {
    let reader = Reader::new(&dossier.profile, dossier.applicant.as_ref(), knows);
    let said: Vec<Option<Understood>> =
        dossier.scans.iter().map(|scan| Some(reader.said(scan.reading.as_ref().ok()?))).collect();
    drop(reader);
    for (scan, said) in dossier.scans.iter_mut().zip(said) {
        scan.understood = said;
    }
    place::guess(dossier);
}

/// All words that pages are read with, made ready once.
struct Reader<'r> {
    profile: &'r Profile,
    kinds: Kinds,
    own_names: Vec<Wanted>,
    papers: Vec<Vec<char>>,
    journals: Vec<Vec<char>>,
    issues: Vec<Option<(i16, u16)>>,
    awards: Vec<Vec<char>>,
    codes: Vec<Vec<char>>,
}

impl<'r> Reader<'r> {
    fn new(profile: &'r Profile, applicant: Option<&Applicant>, knows: Knows<'_>) -> Self {
        let papers = applicant.and_then(|applicant| applicant.papers.as_deref()).unwrap_or_default();
        let awards = applicant.and_then(|applicant| applicant.awards.as_deref()).unwrap_or_default();
        let names = applicant.into_iter().flat_map(|applicant| [&applicant.name, &applicant.former_name]);
        let parts = profile.items.iter().flat_map(|item| &item.parts).filter_map(|part| part.says.as_ref());
        Self {
            profile,
            kinds: Kinds::new(profile, applicant),
            own_names: names.filter_map(|name| Wanted::new(name, knows)).collect(),
            papers: papers.iter().map(|paper| title::bare(&paper.title)).collect(),
            journals: papers.iter().map(|paper| title::bare(&paper.journal)).collect(),
            issues: papers.iter().map(|paper| journal::only_issue(&paper.issue)).collect(),
            awards: awards.iter().map(|award| title::bare(&award.name)).collect(),
            codes: parts.flat_map(|says| &says.code).map(|label| plain::plain(label)).collect(),
        }
    }

    fn said(&self, reading: &Reading) -> Understood {
        let page = Page::new(reading);
        let is = self.kinds.of(&page);
        let stand = |texts: &[Vec<char>]| texts.iter().map(|text| title::in_text(text, &page.flow)).collect();
        let mut names = name::at_labels(&page, &self.profile.reading);
        for named in &mut names {
            named.differs = self.own_names.iter().map(|own| own.differs_from(&named.name)).min().unwrap_or_default();
        }
        let issue = journal::issue(&page);
        let largest = journal::largest(&page);
        let journals = stand(&self.journals);
        let other_issue = |declared: &Option<(i16, u16)>| {
            issue.as_ref().zip(*declared).is_some_and(|(read, declared)| (read.year, read.number) != declared)
        };
        let other_journal = |(name, found): (&Vec<char>, &Found)| {
            *found == Found::No && largest.as_ref().is_some_and(|largest| title::is_other(name, &largest.text))
        };
        Understood {
            other_issues: self.issues.iter().map(other_issue).collect(),
            other_journals: self.journals.iter().zip(&journals).map(other_journal).collect(),
            hints: self.kinds.hints(&page, is.as_ref().map(|known| (known.item, known.part))),
            is,
            numbers: number::numbers(&page),
            years: year::said(&page),
            dated: year::dated(&page),
            all_years: year::all(&page),
            valid: validity::validity(&page, &self.profile.reading),
            names,
            own_name: self.own_names.iter().map(|name| name.on(&page)).max(),
            papers: stand(&self.papers),
            journals,
            awards: stand(&self.awards),
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
