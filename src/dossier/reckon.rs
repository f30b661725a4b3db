//! Numbers that follow from the answers, put beside them once, so that conditions and checks see no difference.

mod meant;
mod open;
mod since;

pub use open::{Open, Why};

use super::answers::{AtHand, Value};
use super::applicant::Applicant;
use super::fraction::Fraction;
use super::slot::Dossier;
use crate::profile::Profile;
use crate::profile::facts::{FactKind, List, Required};
use crate::profile::points::Points;
use crate::profile::reckoned::{How, Reckoned, Term};
use jiff::civil::Date;
use meant::{Meant, Site};
use open::{Known, both, each_known};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The applicant with every number that the profile reckons, in its order: one may follow from those before it.
#[must_use]
pub fn with_reckoned(applicant: Applicant, profile: &Profile, date: Date) -> Applicant {
    // Which window is the applicant's may depend on a number, and a number on a day of that window: so what needs no window
    // comes first.
    let all = || profile.asked.reckoned.iter();
    let first = all().filter(|reckoned| !profile.asked.needs_window(reckoned));
    first.chain(all()).fold(applicant, |applicant, reckoned| with(applicant, reckoned, profile, date))
}

/// The applicant with one number, of each entry where it is one of a list.
fn with(mut applicant: Applicant, reckoned: &Reckoned, profile: &Profile, date: Date) -> Applicant {
    let (id, list) = (&reckoned.fact.id, &reckoned.each);
    let number = |applicant: &Applicant, at| {
        Reckoning { applicant, profile, date, told: None }.number(reckoned, at).ok().map(Value::Reckoned)
    };
    if list.is_empty() {
        if let Some(number) = number(&applicant, AtHand::default()) {
            applicant.answers.facts.insert(id.clone(), number);
        }
        return applicant;
    }
    for position in 0..applicant.answers.entries(list).len() {
        let number = number(&applicant, AtHand { entry: Some((list, position)), year: None });
        let entry = applicant.answers.lists.get_mut(list).and_then(|entries| entries.get_mut(position));
        if let (Some(number), Some(entry)) = (number, entry) {
            entry.insert(id.clone(), number);
        }
    }
    applicant
}

/// The fewest and the most that a length of time can be, where it depends on a day that is not given.
pub fn spread(dossier: &Dossier, reckoned: &Reckoned, at: AtHand<'_>) -> Option<[f64; 2]> {
    let spread = Reckoning::of(dossier)?.spread(reckoned, at).ok()?;
    Some(spread.map(f64::from))
}

/// For want of which of the applicant's own answers a number cannot be reckoned, in the order of the formula.
pub fn open(dossier: &Dossier, reckoned: &Reckoned, at: AtHand<'_>) -> Vec<Open> {
    let Some(reckoning) = Reckoning::of(dossier) else { return Vec::new() };
    let mut open = reckoning.number(reckoned, at).err().unwrap_or_default();
    let mut seen = BTreeSet::new();
    open.retain(|one| seen.insert(one.clone()));
    open
}

/// The date that is not given from which a length of time would be counted: it is 0 for want of it, and nobody has judged it.
pub fn no_beginning(dossier: &Dossier, reckoned: &Reckoned, at: AtHand<'_>) -> Option<String> {
    let How::Since { from, .. } = &reckoned.how else { return None };
    let reckoning = Reckoning::of(dossier)?;
    match reckoning.meant(from, at)? {
        Meant::One(Site { value: None, key, .. }) => Some(key),
        _ => None,
    }
}

struct Reckoning<'a> {
    applicant: &'a Applicant,
    profile: &'a Profile,
    date: Date,
    /// What was explained already, where anything is: an answer on which many numbers rest is told once.
    told: Option<RefCell<BTreeSet<String>>>,
}

impl<'a> Reckoning<'a> {
    /// One that explains what it cannot reckon.
    fn of(dossier: &'a Dossier) -> Option<Self> {
        let applicant = dossier.applicant.as_ref()?;
        Some(Self { applicant, profile: &dossier.profile, date: dossier.date, told: Some(RefCell::default()) })
    }

    /// An error where something that must be answered is not, or where there is nothing to divide by.
    fn number(&self, reckoned: &Reckoned, at: AtHand<'_>) -> Known<Fraction> {
        let too_long = || self.open(self.profile.asked.answers_behind(reckoned), Why::TooLong);
        let number = match &reckoned.how {
            How::Sum { of, minus, by, best, times } => {
                let (sums, divisor) =
                    both(both(self.sum(of, *best, at), self.sum(minus, None, at)), self.sum(by, None, at))?;
                if !by.is_empty() && divisor == Fraction::ZERO {
                    return Err(self.open(self.profile.asked.answers_behind_terms(reckoned, by), Why::Zero));
                }
                let product = sums.0.minus(sums.1).and_then(|sum| sum.times(Fraction::of(*times)?));
                let number = product.and_then(|one| if by.is_empty() { Some(one) } else { one.divided_by(divisor) });
                number.ok_or_else(too_long)?
            }
            How::Extreme { of, greatest } => {
                let all = each_known(of.iter().map(|term| self.amounts(term, at)))?.into_iter().flatten();
                let found = if *greatest { all.max() } else { all.min() };
                found.unwrap_or(Fraction::ZERO)
            }
            How::Since { .. } => self.since(reckoned, at)?,
            How::Points { of, table } => self.worth(of, table, at)?,
        };
        let number = if reckoned.whole { number.floor() } else { number };
        let bound = |term: &Option<Term>| term.as_ref().map(|term| self.sum(std::slice::from_ref(term), None, at));
        let (least, most) = both(bound(&reckoned.least).transpose(), bound(&reckoned.most).transpose())?;
        let number = least.map_or(number, |least| number.max(least));
        Ok(most.map_or(number, |most| number.min(most)))
    }

    /// Of a list no more than the `best` entries.
    fn sum(&self, terms: &[Term], best: Option<usize>, at: AtHand<'_>) -> Known<Fraction> {
        let of_term = |term: &Term| {
            if let (Term::Name(name), Some(best)) = (term, best)
                && let Some(Meant::Length(list)) = self.meant(name, at)
            {
                return Ok(vec![Fraction::whole(self.length(list)?.min(count(best)))]);
            }
            let mut amounts = self.amounts(term, at)?;
            amounts.sort_by(|a, b| b.cmp(a));
            amounts.truncate(best.unwrap_or(usize::MAX).max(1));
            Ok(amounts)
        };
        let amounts = each_known(terms.iter().map(of_term))?.into_iter().flatten();
        let sum = amounts.into_iter().try_fold(Fraction::ZERO, Fraction::plus);
        sum.ok_or_else(|| self.open(Vec::new(), Why::TooLong))
    }

    /// Every amount that a term means: those of the entries where it is a list's.
    fn amounts(&self, term: &Term, at: AtHand<'_>) -> Known<Vec<Fraction>> {
        let name = match term {
            Term::Number(number) => {
                let number = Fraction::of(*number).ok_or_else(|| self.open(Vec::new(), Why::TooLong));
                return Ok(vec![number?]);
            }
            Term::Name(name) => name,
        };
        match self.meant(name, at) {
            Some(Meant::One(site)) => Ok(vec![self.amount(&site)?]),
            Some(Meant::Each(sites)) => each_known(sites.iter().map(|site| self.amount(site))),
            Some(Meant::Length(list)) => Ok(vec![Fraction::whole(self.length(list)?)]),
            None => Err(self.open(vec![name.clone()], Why::NotAnswered)),
        }
    }

    /// What is not answered and need not be counts as nothing.
    fn amount(&self, site: &Site<'_>) -> Known<Fraction> {
        match site.value {
            Some(value) => value.exact().ok_or_else(|| self.open(vec![site.key.clone()], Why::TooLong)),
            None if self.must_be_answered(site) => Err(self.why_not(site)),
            None => Ok(Fraction::ZERO),
        }
    }

    /// How many entries a list has.
    fn length(&self, list: &List) -> Known<i64> {
        let entries = self.applicant.answers.lists.get(&list.id);
        let length = entries.map(Vec::len).or((!list.none_is_said).then_some(0));
        length.map(count).ok_or_else(|| self.open(vec![list.id.clone()], Why::NotAnswered))
    }

    /// What an answer is worth in points, or the length of a list.
    fn worth(&self, of: &str, table: &Points, at: AtHand<'_>) -> Known<Fraction> {
        let (points, key) = match self.meant(of, at) {
            Some(Meant::One(site)) => (self.worth_of(&site, table)?, site.key),
            Some(Meant::Length(list)) => (table.of_number(self.length(list)? as f64), list.id.clone()),
            Some(Meant::Each(_)) | None => return Err(self.open(vec![of.to_owned()], Why::NotAnswered)),
        };
        let points = points.ok_or_else(|| self.open(vec![key.clone()], Why::Between))?;
        Fraction::of(points).ok_or_else(|| self.open(vec![key], Why::TooLong))
    }

    /// The points of an answer; `None` where the table does not say. One that is not there, and need not be, is 0, no, or none of the
    /// options.
    fn worth_of(&self, site: &Site<'_>, table: &Points) -> Known<Option<f64>> {
        Ok(match site.value {
            Some(Value::Choice(word)) => table.of_word(word),
            Some(Value::YesNo(yes)) => table.of_word(if *yes { "yes" } else { "no" }),
            Some(value) => value.number().and_then(|number| table.of_number(number)),
            None if self.must_be_answered(site) => return Err(self.why_not(site)),
            None => match site.fact.kind {
                FactKind::YesNo => table.of_word("no"),
                FactKind::Choice(_) => Some(table.otherwise.unwrap_or_default()),
                _ => table.of_number(0.0),
            },
        })
    }

    /// Whether nothing follows without it: a number that is itself reckoned, and what the profile wants answered here.
    fn must_be_answered(&self, site: &Site<'_>) -> bool {
        match &site.fact.required {
            Required::No => false,
            Required::Yes => true,
            Required::When(when) => {
                let holds = |word: &_| self.applicant.answers.holds(&self.profile.asked, word, site.at);
                when.holds(holds) != Some(false)
            }
        }
    }

    /// Why something is not there: for want of itself, or of what it follows from.
    fn why_not(&self, site: &Site<'_>) -> Vec<Open> {
        let Some(told) = &self.told else { return Vec::new() };
        if !told.borrow_mut().insert(site.key.clone()) {
            return Vec::new();
        }
        match site.reckoned {
            Some(reckoned) => self.number(reckoned, site.at).err().unwrap_or_default(),
            None => self.open(vec![site.key.clone()], Why::NotAnswered),
        }
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
