//! D316: one scan saved twice, with different bytes.

use super::almost_empty::is_almost_empty;
use super::{Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::miniature::{Comparable, Miniature};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Place, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "D316",
    name: "near-copy",
    severity: Severity::Warning,
    about: include_str!("near_copy.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

/// The limit on differing marks counts them as if there were 256.
const BITS: f64 = 256.0;

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for page in pages(dossier) {
        match groups.iter_mut().find(|group| group.holds(&page)) {
            Some(group) => group.add(&page),
            None => groups.push(Group::of(page)),
        }
    }
    groups.iter().filter(|group| group.pages.len() > 1).map(|group| fault(dossier, group)).collect()
}

/// A scan that fills a place and has enough on it to be recognised.
struct Page<'d> {
    at: usize,
    part: &'d Part,
    scan: &'d Scan,
    miniature: &'d Miniature,
}

/// Pages that look like one scan. A page is compared with the first of each group only: a folder full of copies of one
/// scan costs no more than one of different scans.
struct Group<'d> {
    first: Page<'d>,
    /// The first page as it stands, and turned by each quarter.
    turned: [Comparable; 4],
    /// Positions of its scans, no two of them equal byte for byte: those have a rule of their own (D501).
    pages: Vec<(usize, &'d Scan)>,
    digests: BTreeSet<&'d str>,
}

impl<'d> Group<'d> {
    fn of(first: Page<'d>) -> Self {
        let turned = [0, 1, 2, 3].map(|quarters| first.miniature.turned(quarters).comparable());
        let (pages, digests) = (vec![(first.at, first.scan)], BTreeSet::from([first.scan.inspected.sha256.as_str()]));
        Self { first, turned, pages, digests }
    }

    fn holds(&self, page: &Page<'_>) -> bool {
        let limit = |name| self.first.part.limits.value(name);
        let (Some(most), Some(least)) = (limit(LimitName::CopyBits), limit(LimitName::CopyLikeness)) else {
            return false;
        };
        let other = page.miniature.comparable();
        // The marks are cheap to compare, and nearly always enough to tell two pages apart.
        let marks = |one: &Comparable| one.differing(&other).is_none_or(|share| f64::from(share) * BITS <= most);
        self.turned.iter().any(|one| marks(one) && f64::from(one.correlation(&other)) >= least)
    }

    fn add(&mut self, page: &Page<'d>) {
        if self.digests.insert(&page.scan.inspected.sha256) {
            self.pages.push((page.at, page.scan));
        }
    }
}

fn pages(dossier: &Dossier) -> impl Iterator<Item = Page<'_>> {
    let mut known = BTreeSet::new();
    let claims = dossier.slots.iter().flat_map(|slot| slot.files.iter().map(move |claim| (slot, claim.scan)));
    claims.filter_map(move |(slot, at)| {
        let (_, part) = dossier.part(slot);
        let scan = dossier.scans.get(at)?;
        let look = place::look(scan).filter(|look| !is_almost_empty(part, look))?;
        known.insert(at).then_some(Page { at, part, scan, miniature: &look.miniature })
    })
}

fn fault(dossier: &Dossier, group: &Group<'_>) -> Fault {
    let count = group.pages.len();
    let files = words::first(group.pages.iter().map(|(_, scan)| scan.path.shown()), count);
    let message = match count {
        2 => Text {
            zh: format!("这两个文件看起来是同一张扫描件存了两次：{}。", files.zh),
            en: format!("These two files look like one scan saved twice: {}.", files.en),
        },
        _ => Text {
            zh: format!("这 {count} 个文件看起来都是同一张扫描件：{}。", files.zh),
            en: format!("These {count} files look like one scan saved again and again: {}.", files.en),
        },
    };
    let fix = Text {
        zh: "打开看看：是同一张，就把放错的换成它该有的扫描件；本来就是不同的几张，不用管。".to_owned(),
        en: "Open them: if they are one scan, replace the misplaced ones; if they are different documents, leave them."
            .to_owned(),
    };
    let others = group.pages.iter().skip(1).map(|(_, scan)| scan.path.clone()).collect();
    Fault::warning(message, fix).at(Place { others, ..place::of_scan(dossier, group.first.at) })
}

#[cfg(test)]
mod tests {
    use crate::dossier::miniature::Miniature;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan, see};

    fn miniature() -> Miniature {
        Miniature((0..1024u16).map(|at| (at * 41 % 53) as i8 - 26).collect())
    }

    #[test]
    fn the_same_look_with_other_bytes() {
        let mut dossier = complete();
        for at in ["id/front", "summary/summary"] {
            see(&mut dossier, at, |look| look.miniature = miniature());
        }
        assert_eq!(codes(&dossier), ["D316"]);
        assert!(run(&dossier)[0].message.zh.contains("summary"));
        scan(&mut dossier, "id/front").inspected.sha256 = "ab".repeat(32);
        scan(&mut dossier, "summary/summary").inspected.sha256 = "ab".repeat(32);
        assert_eq!(codes(&dossier), ["D501"], "the same bytes are an error of their own");
    }

    #[test]
    fn a_copy_turned_by_a_quarter_is_found_and_a_group_is_one_finding() {
        let mut dossier = complete();
        for (quarters, at) in (0..).zip(["id/front", "id/back", "summary/summary"]) {
            see(&mut dossier, at, |look| look.miniature = miniature().turned(quarters));
        }
        assert_eq!(codes(&dossier), ["D316"]);
        assert_eq!(run(&dossier)[0].place.others.len(), 2);
    }

    #[test]
    fn another_look_is_no_copy() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| look.miniature = miniature());
        see(&mut dossier, "id/back", |look| {
            look.miniature = miniature();
            look.miniature = Miniature(miniature().0.iter().map(|cell| -cell).collect());
        });
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
