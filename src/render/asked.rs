//! What a profile asks by one rule, in words: its documents, its numbers, its days.

use super::limit::label;
use crate::finding::Asks;
use crate::profile::{Item, LimitName, Part, Presence, Profile, Source, Wall};
use crate::text::amount::size_limit;
use crate::text::{Lang, Text};

/// One line for each thing that is asked; none where the rule looks at nothing of a profile, or the profile asks nothing.
pub fn lines(profile: &Profile, asks: Asks, lang: Lang) -> Vec<String> {
    let page = Page { profile, lang };
    match asks {
        Asks::Nothing => Vec::new(),
        Asks::Parts => page.parts(|_, part| matches!(part.presence, Presence::Required | Presence::Expected)),
        Asks::Forbidden => page.parts(|_, part| part.presence == Presence::Forbidden),
        Asks::Ways => page.ways(),
        Asks::Counts => page.notes(|part| part.count_in_words().or_else(|| part.pages_in_words())),
        Asks::Totals => page.totals(),
        Asks::Limits(names) => page.limits(names),
        Asks::Backgrounds => page.notes(|part| (!part.walls.is_empty()).then(|| Wall::names(&part.walls))),
        Asks::Windows => page.windows(),
        Asks::Validity => page.notes(|part| validity(profile, part)),
        Asks::Entries => page.entries(),
    }
}

/// Until when a document must be valid.
pub(super) fn validity(profile: &Profile, part: &Part) -> Option<Text> {
    let validity = part.says.as_ref()?.valid_until.as_ref()?;
    Some(profile.asked.validity_in_words(validity))
}

struct Page<'p> {
    profile: &'p Profile,
    lang: Lang,
}

impl Page<'_> {
    fn all(&self) -> impl Iterator<Item = (&Item, &Part)> {
        self.profile.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)))
    }

    /// `Education · degree`.
    fn name(&self, item: &Item, part: &Part) -> String {
        let (item, part) = (item.label.get(self.lang), part.label.get(self.lang));
        if item == part { item.to_owned() } else { format!("{item} · {part}") }
    }

    fn with(&self, name: &str, note: &str) -> String {
        format!("{name}{}{note}", self.lang.say("：", ": "))
    }

    fn parts(&self, is_one: impl Fn(&Item, &Part) -> bool) -> Vec<String> {
        let line = |(item, part): (&Item, &Part)| {
            let name = self.name(item, part);
            if part.when.is_always() {
                return name;
            }
            let asked = &self.profile.asked;
            let list = part.keyed.list().and_then(|at| asked.lists.get(at));
            self.with(&name, &asked.when_in_words(&part.when, list, self.lang))
        };
        self.all().filter(|(item, part)| is_one(item, part) && !item.is_grouped(&part.id)).map(line).collect()
    }

    fn ways(&self) -> Vec<String> {
        let grouped = self.profile.items.iter().filter(|item| !item.any_of.is_empty());
        grouped.map(|item| self.with(item.label.get(self.lang), item.ways().get(self.lang))).collect()
    }

    fn notes(&self, note: impl Fn(&Part) -> Option<Text>) -> Vec<String> {
        let line = |(item, part)| Some(self.with(&self.name(item, part), note(part)?.get(self.lang)));
        self.all().filter_map(line).collect()
    }

    fn totals(&self) -> Vec<String> {
        let whole = self.profile.total.in_words();
        let whole =
            whole.map(|total| format!("{}{}", self.lang.say("全部材料", "All the material: "), total.get(self.lang)));
        let items = self
            .profile
            .items
            .iter()
            .filter_map(|item| Some(self.with(item.label.get(self.lang), item.total.in_words()?.get(self.lang))));
        whole.into_iter().chain(items).chain(self.notes(|part| part.total.in_words())).collect()
    }

    /// Numbers, each with the documents that it is for.
    fn limits(&self, names: &[LimitName]) -> Vec<String> {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for (item, part) in self.all() {
            for (name, limit) in part.limits.iter().filter(|(name, _)| names.contains(name)) {
                let value = match name {
                    LimitName::MaxBytes | LimitName::MinBytes => size_limit(limit.value as u64),
                    _ => limit.value.to_string(),
                };
                let source = match limit.source {
                    Source::Notice => self.lang.say("通知", "notice"),
                    Source::Recommended => self.lang.say("建议", "recommended"),
                };
                let words = label(name.key());
                let words = format!("{} = {value} [{source}]", words.get(self.lang));
                match said.iter_mut().find(|(known, _)| *known == words) {
                    Some((_, parts)) => parts.push(self.name(item, part)),
                    None => said.push((words, vec![self.name(item, part)])),
                }
            }
        }
        let all = self.all().count();
        let line = |(words, parts): (String, Vec<String>)| {
            if parts.len() == all { words } else { self.with(&words, &parts.join(self.lang.say("、", ", "))) }
        };
        said.into_iter().map(line).collect()
    }

    fn windows(&self) -> Vec<String> {
        let line = |window: &crate::profile::Window| {
            let days = window.with_label(self.profile.filing_year);
            let days = days.get(self.lang).to_owned();
            if window.when.is_always() {
                return days;
            }
            self.with(&days, &self.profile.asked.when_in_words(&window.when, None, self.lang))
        };
        self.profile.windows.iter().map(line).collect()
    }

    fn entries(&self) -> Vec<String> {
        let line = |list: &crate::profile::facts::List| {
            let number = match (list.min, list.max) {
                (0, None) => return None,
                (least, None) => format!("≥ {least}"),
                (0, Some(most)) => format!("≤ {most}"),
                (least, Some(most)) => format!("{least}–{most}"),
            };
            Some(self.with(list.label.get(self.lang), &number))
        };
        self.profile.asked.lists.iter().filter_map(line).collect()
    }
}
