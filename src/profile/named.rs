//! What the names mean that conditions, checks and texts of a profile speak of.

use super::facts::{Condition, Fact, Facts, List};
use super::reckoned::Reckoned;
use crate::text::{Lang, Text};

/// What stands before the person's own fact, where an entry has one of the same id: `applicant.stage` beside `stage`.
pub const APPLICANT: &str = "applicant.";

/// What a name in a profile means.
#[derive(Debug, Clone, Copy)]
pub enum Named<'f> {
    /// A fact that is asked once.
    Fact(&'f Fact),
    /// A table of facts, by the first of them: whether it stands in the file.
    Table(&'f Fact),
    /// A whole list.
    List(&'f List),
    /// A condition that has a name.
    Condition(&'f Condition),
    /// A fact of each entry of a list.
    Own(&'f List, &'f Fact),
}

impl Facts {
    /// The fact that a name means: `level`, or `papers.published` of a list's entries.
    pub fn named(&self, name: &str) -> Option<Named<'_>> {
        if let Some(fact) = self.facts.iter().find(|fact| fact.id == name) {
            return Some(Named::Fact(fact));
        }
        if let Some((_, list)) = self.list(name) {
            return Some(Named::List(list));
        }
        if let Some(condition) = self.condition(name) {
            return Some(Named::Condition(condition));
        }
        let in_table = |fact: &&Fact| fact.table() == Some(name);
        if let Some(first) = self.facts.iter().find(in_table) {
            return Some(Named::Table(first));
        }
        let reckoned = self.reckoning(name).map(|reckoned| &reckoned.fact);
        let Some((list, own)) = name.split_once('.') else { return reckoned.map(Named::Fact) };
        if name.starts_with(APPLICANT) && self.list(list).is_none() {
            return self.named(own).filter(|named| matches!(named, Named::Fact(_)));
        }
        let (_, list) = self.list(list)?;
        let fact = list.facts.iter().find(|fact| fact.id == own);
        fact.or(reckoned).map(|fact| Named::Own(list, fact))
    }

    /// How a number is reckoned, by the name that conditions and checks know it by.
    pub fn reckoning(&self, name: &str) -> Option<&Reckoned> {
        let (list, own) = name.split_once('.').unwrap_or(("", name));
        self.reckoned.iter().find(|reckoned| reckoned.each == list && reckoned.fact.id == own)
    }

    /// What names of answers are called, as a list of words.
    pub fn labels<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Text {
        let label = |name: &str| match self.named(name) {
            Some(Named::Fact(fact)) => fact.label.clone(),
            Some(Named::Own(list, fact)) => Text {
                zh: format!("{}的{}", list.label.zh, fact.label.zh),
                en: format!("{} of {}", fact.label.en, list.label.en),
            },
            Some(Named::List(list)) => list.label.clone(),
            Some(Named::Table(_) | Named::Condition(_)) | None => Text::same(name),
        };
        let labels: Vec<Text> = names.into_iter().map(label).collect();
        let joined = |lang, with: &str| labels.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        Text { zh: joined(Lang::Zh, "、"), en: joined(Lang::En, ", ") }
    }

    /// Every name that [`Self::named`] knows.
    pub fn names(&self) -> Vec<String> {
        let own = |list: &List| -> Vec<String> {
            let facts = list.facts.iter().map(|fact| format!("{}.{}", list.id, fact.id));
            std::iter::once(list.id.clone()).chain(facts).collect()
        };
        let facts = self.facts.iter().map(|fact| fact.id.clone());
        let conditions = self.conditions.iter().map(|condition| condition.id.clone());
        let mut tables: Vec<String> = self.facts.iter().filter_map(|fact| Some(fact.table()?.to_owned())).collect();
        tables.dedup();
        let reckoned = self.reckoned.iter().map(|one| match &*one.each {
            "" => one.fact.id.clone(),
            list => format!("{list}.{}", one.fact.id),
        });
        facts.chain(tables).chain(self.lists.iter().flat_map(own)).chain(conditions).chain(reckoned).collect()
    }
}
