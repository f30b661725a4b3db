//! Where the answers stand that a formula names.

use super::Reckoning;
use crate::dossier::answers::{AtHand, Value};
use crate::profile::facts::{Fact, List, Named};
use crate::profile::reckoned::Reckoned;

/// What a name in a formula means.
pub(super) enum Meant<'a> {
    /// One answer.
    One(Site<'a>),
    /// One of each entry of a list.
    Each(Vec<Site<'a>>),
    /// How many entries a list has.
    Length(&'a List),
}

/// One answer, and where it stands.
pub(super) struct Site<'a> {
    pub(super) fact: &'a Fact,
    pub(super) value: Option<&'a Value>,
    /// As the file's lines are known by: `papers[2].points`.
    pub(super) key: String,
    /// The entry that it is of.
    pub(super) at: AtHand<'a>,
    /// How it is reckoned, where nobody is asked for it.
    pub(super) reckoned: Option<&'a Reckoned>,
}

impl<'a> Reckoning<'a> {
    /// A fact of the entry at hand, with its list's name or without, before one of the applicant.
    pub(super) fn meant(&self, name: &str, at: AtHand<'_>) -> Option<Meant<'a>> {
        let asked = &self.profile.asked;
        if let Some((list, position)) = at.entry {
            let own = name.strip_prefix(list).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
            if let Some(Named::Own(list, fact)) = asked.named(&format!("{list}.{own}")) {
                return Some(Meant::One(self.of_entry(list, fact, position)));
            }
        }
        match asked.named(name)? {
            Named::Fact(fact) => Some(Meant::One(Site {
                fact,
                value: self.applicant.answers.facts.get(&fact.id),
                key: fact.id.clone(),
                at: AtHand::default(),
                reckoned: asked.reckoning(&fact.id),
            })),
            Named::List(list) => Some(Meant::Length(list)),
            Named::Own(list, fact) => {
                let entries = self.applicant.answers.entries(&list.id).len();
                Some(Meant::Each((0..entries).map(|position| self.of_entry(list, fact, position)).collect()))
            }
            Named::Table(_) | Named::Condition(_) => None,
        }
    }

    fn of_entry(&self, list: &'a List, fact: &'a Fact, position: usize) -> Site<'a> {
        let entry = self.applicant.answers.entries(&list.id).get(position);
        Site {
            fact,
            value: entry.and_then(|entry| entry.get(&fact.id)),
            key: format!("{}[{}].{}", list.id, position + 1, fact.id),
            at: AtHand { entry: Some((&list.id, position)), year: None },
            reckoned: self.profile.asked.reckoning(&format!("{}.{}", list.id, fact.id)),
        }
    }
}
