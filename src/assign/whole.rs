//! Names that are the whole label of a part: it wins over the words of other parts that stand within it, as 学历证书 within
//! 学历证书电子注册备案表.

use super::joined::Joints;
use super::page_number;
use super::reading::Target;
use super::words::Hit;
use crate::profile::Profile;
use crate::text::typed::{normalise, stands_alone};

/// One label.
#[derive(Debug, PartialEq, Eq)]
struct Label {
    /// Normalised.
    text: String,
    /// Whether it names two things with a sign between them: 学历、学位证书.
    is_joined: bool,
    item: usize,
    part: usize,
    /// Where it is the label of one of several kinds, that kind.
    kind: Option<usize>,
}

/// The labels of all parts, and of their kinds of documents.
#[derive(Debug)]
pub(super) struct Labels {
    labels: Vec<Label>,
}

impl Labels {
    pub(super) fn of(profile: &Profile) -> Self {
        let mut labels: Vec<Label> = Vec::new();
        for (i, item) in profile.items.iter().enumerate() {
            for (p, part) in item.parts.iter().enumerate() {
                let kinds = (0..).zip(&part.kinds).filter(|_| part.kinds.len() > 1);
                let kinds = kinds.map(|(k, kind)| (&kind.label, Some(k)));
                for (label, kind) in [(&part.label, None)].into_iter().chain(kinds) {
                    for label in [&label.zh, &label.en] {
                        // What stands in brackets explains it, and proposed names lack it.
                        let short = label.split(['（', '(']).next().unwrap_or(label);
                        labels.extend([label, short].map(|label| Label {
                            text: normalise(label),
                            is_joined: label.chars().any(Joints::is_sign),
                            item: i,
                            part: p,
                            kind,
                        }));
                    }
                }
            }
        }
        labels.retain(|label| !label.text.is_empty());
        labels.dedup();
        Self { labels }
    }

    /// Where a name is nothing but a label, numbers and words for its item, and a word of another place stands within the label:
    /// the label in place of all that stands within it.
    pub(super) fn win(&self, hits: &mut Vec<Hit<Target>>, text: &str, joints: &Joints) {
        let mut won: Vec<Hit<Target>> = Vec::new();
        let no_longer = |label: &&Label| label.text.len() <= text.len();
        for Label { text: label, is_joined, item, part, kind } in self.labels.iter().filter(no_longer) {
            let found = text.find(label.as_str()).filter(|start| stands_alone(text, label, *start));
            // `学历证书、备案表` is two papers, whatever a third is called.
            let parted = |start: &usize| !is_joined && joints.has_sign_within(*start, start + label.len());
            let Some(start) = found.filter(|start| !parted(start)) else { continue };
            let end = start + label.len();
            let within = |hit: &&Hit<Target>| start <= hit.start && hit.end <= end;
            let own = hits.iter().filter(within).find_map(|hit| match hit.target {
                Target::Kind(i, p, k) if (i, p) == (*item, *part) => Some(k),
                _ => None,
            });
            let is_a_word = hits.iter().any(|hit| (hit.start, hit.end) == (start, end));
            let has_another = hits.iter().filter(within).any(|hit| is_of_another(hit.target, (*item, *part)));
            if !is_a_word && has_another && is_all(hits, text, (start, end), *item) {
                let kind = kind.or(own).unwrap_or(0);
                won.push(Hit { start, end, target: Target::Kind(*item, *part, kind) });
            }
        }
        won.dedup();
        let is_covered = |hit: &Hit<Target>| won.iter().any(|label| label.start <= hit.start && hit.end <= label.end);
        hits.retain(|hit| hit.target == Target::BothSides || !is_covered(hit));
        hits.extend(won);
        hits.sort_by_key(|hit| hit.start);
    }
}

/// Whether a word tells of another place than this part.
fn is_of_another(target: Target, place: (usize, usize)) -> bool {
    match target {
        Target::Item(item) => item != place.0,
        Target::Kind(item, part, _) => (item, part) != place,
        Target::Mark(..) | Target::BothSides | Target::Entry(..) => false,
    }
}

/// Whether nothing stands beside the label but numbers, words for its item or for an entry, and pages.
fn is_all(hits: &[Hit<Target>], text: &str, (start, end): (usize, usize), item: usize) -> bool {
    let goes_along = |hit: &&Hit<Target>| match hit.target {
        Target::Item(i) => i == item,
        Target::Entry(..) | Target::BothSides => true,
        Target::Kind(..) | Target::Mark(..) => false,
    };
    let along: Vec<&Hit<Target>> = hits.iter().filter(goes_along).collect();
    let is_known = |at: usize| (start..end).contains(&at) || along.iter().any(|hit| (hit.start..hit.end).contains(&at));
    let outside = text.char_indices().map(|(at, character)| if is_known(at) { ' ' } else { character });
    let (_, rest) = page_number::read(&outside.collect::<String>());
    !rest.chars().any(|character| character.is_alphabetic() && !"第年度页张p".contains(character))
}
