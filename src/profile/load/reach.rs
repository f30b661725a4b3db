//! Whether a file name can mean each part at all, and no part stands in another's place.

use crate::config::fields::Fields;
use crate::profile::{Item, Part};
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Says of each part that has no word of its own, or the same words as an earlier one. `places` are those of the
/// parts' ids, in order.
pub(super) fn check(top: &Fields<'_, '_>, items: &[Item], places: &[Range<usize>]) {
    let parts = items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)));
    let mut seen: Vec<(Words<'_>, &Part)> = Vec::new();
    for ((item, part), place) in parts.zip(places) {
        if has_no_words(item, part) {
            top.faults().add(place.clone(), nameless(part), None);
            continue;
        }
        let words = Words::of(item, part);
        match seen.iter().find(|(known, _)| *known == words) {
            Some((_, first)) => top.faults().add(place.clone(), same_words(part, first), None),
            None => seen.push((words, part)),
        }
    }
}

/// All that can tell a part from another by name.
#[derive(Debug, PartialEq, Eq)]
struct Words<'p> {
    item: BTreeSet<&'p str>,
    kinds: BTreeSet<&'p str>,
    marks: BTreeSet<&'p str>,
}

impl<'p> Words<'p> {
    fn of(item: &'p Item, part: &'p Part) -> Self {
        let set = |words: &'p [String]| words.iter().map(String::as_str).collect::<BTreeSet<_>>();
        Self {
            item: set(&item.names),
            kinds: part.kinds.iter().flat_map(|kind| set(&kind.names)).collect(),
            marks: set(&part.marks),
        }
    }
}

fn has_no_words(item: &Item, part: &Part) -> bool {
    let by_item = item.parts.len() == 1 && !item.names.is_empty();
    !by_item && part.marks.is_empty() && part.kinds.iter().all(|kind| kind.names.is_empty())
}

fn nameless(part: &Part) -> Text {
    let id = &part.id;
    Text {
        zh: format!("“{id}”没有 names 也没有 marks，文件名再怎么写也认不出它"),
        en: format!("\"{id}\" has neither `names` nor `marks`: no file name can mean it"),
    }
}

fn same_words(part: &Part, first: &Part) -> Text {
    Text {
        zh: format!("“{}/{}”的名称与“{}/{}”完全相同，永远分不清", part.item, part.id, first.item, first.id),
        en: format!(
            "{}/{} has the very words of {}/{}: no file name can tell them apart",
            part.item, part.id, first.item, first.id
        ),
    }
}
