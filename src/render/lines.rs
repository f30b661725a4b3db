//! The lines of an item in a checklist for people: one a place, but those that are not asked for together, and what each is
//! called.

use crate::report::{ItemRow, PartRow};
use crate::text::{Lang, Text};

/// Numbers or years that one line names; further ones are left out.
const KEYS: usize = 8;

/// One line.
pub(super) struct Line<'r> {
    /// The place, by its position in the item; of several the first.
    pub(super) at: usize,
    /// The same.
    pub(super) part: &'r PartRow,
    /// The years or numbers that it stands for, where it is one that is not asked for.
    keys: Vec<&'r str>,
    /// Whether these are all that the part has.
    all: bool,
}

/// The lines of an item. Places of one part that are not asked for, for the same reason, share one.
pub(super) fn lines(item: &ItemRow) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (at, part) in item.parts.iter().enumerate() {
        let same = |line: &&mut Line<'_>| {
            part.is_idle() && line.part.is_idle() && line.part.id == part.id && line.part.why == part.why
        };
        match lines.iter_mut().find(same) {
            Some(line) => line.keys.extend(part.key.as_deref()),
            None => lines.push(Line { at, part, keys: part.key.as_deref().into_iter().collect(), all: false }),
        }
    }
    for line in &mut lines {
        let places = item.parts.iter().filter(|part| part.id == line.part.id).count();
        line.all = line.keys.len() == places || line.part.key.is_none();
    }
    lines
}

impl Line<'_> {
    /// What it is called inside its item.
    pub(super) fn label(&self, item: &ItemRow) -> Text {
        let Self { part, keys, .. } = self;
        if !part.is_idle() || part.name.zh.is_empty() || (!self.all && keys.len() < 2) {
            return own_label(item, part);
        }
        if self.all {
            return part.name.clone();
        }
        let named = |joint| {
            let rest = if keys.len() > KEYS { "…" } else { "" };
            keys.iter().take(KEYS).copied().collect::<Vec<_>>().join(joint) + rest
        };
        Text {
            zh: format!("{}（{}）", part.name.zh, named("、")), en: format!("{} ({})", part.name.en, named(", "))
        }
    }
}

/// The label of a place without the name of its item, which stands above it.
pub(super) fn own_label(item: &ItemRow, part: &PartRow) -> Text {
    let own = |label: &str, item: &str| label.strip_prefix(&format!("{item} · ")).unwrap_or(label).to_owned();
    Text { zh: own(&part.label.zh, &item.label.zh), en: own(&part.label.en, &item.label.en) }
}

/// A label with what the entry is called behind its number: `论文 2（题目）· 封面`; as it is where that is not known.
pub(super) fn with_whose(label: &Text, part: &PartRow) -> Text {
    let with = |lang: Lang, [open, close]: [&str; 2]| {
        let (label, whose) = (label.get(lang), part.whose.get(lang));
        match part.key.as_deref().filter(|_| !whose.is_empty()) {
            Some(key) => label.replacen(&format!(" {key} · "), &format!(" {key}{open}{whose}{close} · "), 1),
            None => label.to_owned(),
        }
    };
    Text { zh: with(Lang::Zh, ["（", "）"]), en: with(Lang::En, [" (", ")"]) }
}
