//! D316: one scan saved twice, with different bytes.

#[cfg(test)]
mod tests;
mod views;
mod written;

use super::almost_empty::is_almost_empty;
use super::{Asks, Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Place, Severity};
use crate::profile::{LimitName, Part};
use crate::seen::Reading;
use crate::seen::SeenPage;
use crate::seen::miniature::{Comparable, Miniature, Relief};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use views::{View, Views, turns};

pub(super) const RULE: Rule = Rule {
    code: "D316",
    name: "near-copy",
    severity: Severity::Warning,
    about: include_str!("near_copy.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::CopyBits, LimitName::CopyLikeness]),
    ..Rule::DEFAULTS
};

/// The limit on differing marks counts them as if there were 256.
const BITS: f64 = 256.0;
/// How near the reliefs of two pages must come for a closer look: .75 and more for the same scan turned by up to 2°, and
/// 9 % of pairs of other pages.
const NEAR: f32 = 0.72;
/// How many of the nearest groups a page is compared with closely: a folder of sheets of one form would otherwise cost the
/// square of their number.
const CLOSE_LOOKS: usize = 16;
/// Correlation from which it is worth seeing whether a page is another one turned by a degree or two: at least .34 before.
const MAYBE_TILTED: f32 = 0.3;
/// The largest difference of two cells, levels, of one scan saved again in its own size: at most 13 on 45 documents saved at
/// quality 60 or 10 % brighter, at least 19 between filled copies of one form that lie exactly alike.
const SAME_SIZE: f32 = 15.0;

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut groups = Groups::default();
    for page in pages(dossier) {
        groups.add(page);
    }
    groups.all.iter().filter(|group| group.pages.len() > 1).map(|group| fault(dossier, group)).collect()
}

/// A scan that fills a place, or a page of a file that does, with enough on it to be recognised.
struct Page<'d> {
    at: usize,
    part: &'d Part,
    scan: &'d Scan,
    /// Its number, where the file has several.
    number: Option<usize>,
    /// What it says, where it was read.
    reading: Option<&'d Reading>,
    /// Width and height as stored, pixels.
    size: (u32, u32),
    miniature: &'d Miniature,
    relief: Relief,
}

/// Pages that look like one scan. A page is compared with the first of a group only: a folder full of copies of one scan
/// costs no more than one of different scans.
struct Group<'d> {
    first: Page<'d>,
    view: Comparable,
    /// Its scans, no two of them equal byte for byte: those have a rule of their own (D501).
    pages: Vec<(&'d Scan, Option<usize>)>,
    digests: BTreeSet<&'d str>,
}

/// All groups, and where to find them by how much is on their pages.
#[derive(Default)]
struct Groups<'d> {
    all: Vec<Group<'d>>,
    by_steps: BTreeMap<[i16; 2], Vec<usize>>,
}

impl<'d> Groups<'d> {
    fn add(&mut self, page: Page<'d>) {
        let turned = turns(page.relief);
        let mut near: Vec<(f32, usize)> = Vec::new();
        for at in self.around(page.relief.steps()) {
            let Some(group) = self.all.get(at) else { continue };
            let nearest = turned.iter().map(|relief| relief.nearness(&group.first.relief)).fold(0.0, f32::max);
            if nearest >= NEAR {
                near.push((nearest, at));
            }
        }
        near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let views = Views::new(page.miniature, page.size, turned);
        let same = near.iter().take(CLOSE_LOOKS).map(|(_, at)| *at).find(|at| {
            self.all.get(*at).is_some_and(|group| group.holds(&page, &views) && !group.says_otherwise(&page))
        });
        if let Some(group) = same.and_then(|at| self.all.get_mut(at)) {
            group.add(&page);
        } else {
            self.by_steps.entry(page.relief.steps()).or_default().push(self.all.len());
            self.all.push(Group::of(page));
        }
    }

    /// The groups whose pages have about as much on them.
    fn around(&self, [much, middle]: [i16; 2]) -> impl Iterator<Item = usize> + '_ {
        let rows = (much.saturating_sub(1)..=much.saturating_add(1)).flat_map(move |much| {
            self.by_steps.range([much, middle.saturating_sub(1)]..=[much, middle.saturating_add(1)])
        });
        rows.flat_map(|(_, groups)| groups.iter().copied())
    }
}

impl<'d> Group<'d> {
    fn of(first: Page<'d>) -> Self {
        let (pages, digests) =
            (vec![(first.scan, first.number)], BTreeSet::from([first.scan.inspected.sha256.as_str()]));
        Self { view: first.miniature.comparable(), first, pages, digests }
    }

    /// Whether a page is the group's first one, turned by quarters or by a degree or two.
    fn holds(&self, page: &Page<'_>, views: &Views<'_>) -> bool {
        let limit = |name| self.first.part.limits.value(name);
        let (Some(most), Some(least)) = (limit(LimitName::CopyBits), limit(LimitName::CopyLikeness)) else {
            return false;
        };
        let is_copy = |view: &Comparable, correlation: f32| {
            let marks = || view.differing(&self.view).is_none_or(|share| f64::from(share) * BITS <= most);
            f64::from(correlation) >= least && marks()
        };
        let straight = |view: &View| view.straight.correlation(&self.view);
        let as_it_lies = views.near(0, &self.first.relief).map_or(0.0, straight);
        (0u8..4).any(|quarters| {
            let Some(view) = views.near(quarters, &self.first.relief) else { return false };
            let correlation = straight(view);
            // Two sheets of one form lie the same way, and cell on cell.
            let is_other_form = match quarters {
                0 => view.size == self.first.size && !self.differs_little(page),
                _ => correlation <= as_it_lies,
            };
            if is_copy(&view.straight, correlation) && !is_other_form {
                return true;
            }
            // Two sheets of one form are most alike as they lie; one sheet that was turned is more alike turned back.
            correlation >= MAYBE_TILTED
                && view.tilted().iter().any(|tilted| {
                    let as_tilted = tilted.correlation(&self.view);
                    as_tilted > correlation && is_copy(tilted, as_tilted)
                })
        })
    }

    /// Whether both were read, and say different things: two sheets of one form.
    fn says_otherwise(&self, page: &Page<'_>) -> bool {
        self.first.reading.zip(page.reading).is_some_and(|(one, other)| written::differ(one, other))
    }

    fn differs_little(&self, page: &Page<'_>) -> bool {
        page.miniature.largest_difference(self.first.miniature) <= SAME_SIZE
    }

    fn add(&mut self, page: &Page<'d>) {
        if self.digests.insert(&page.scan.inspected.sha256) {
            self.pages.push((page.scan, page.number));
        }
    }
}

fn pages(dossier: &Dossier) -> impl Iterator<Item = Page<'_>> {
    let mut known = BTreeSet::new();
    let claims = dossier.slots.iter().flat_map(|slot| slot.files.iter().map(move |claim| (slot, claim.scan)));
    claims.filter(move |(_, at)| known.insert(*at)).flat_map(move |(slot, at)| {
        let (_, part) = dossier.part(slot);
        let scan = dossier.scans.get(at);
        scan.into_iter().flat_map(place::pictures).filter_map(move |(scan, number, picture)| {
            let look = place::look_of(picture).filter(|look| !is_almost_empty(part, look))?;
            let (size, miniature) = ((picture.width, picture.height), &look.miniature);
            // Of a file of several pages the first on which something stands is read.
            let is_first = number.is_none_or(|number| Some(number) == first_filled(scan));
            let reading = scan.reading.as_ref().ok().filter(|_| is_first);
            Some(Page { at, part, scan, number, reading, size, miniature, relief: miniature.relief() })
        })
    })
}

/// The number of the first page on which something stands.
fn first_filled(scan: &Scan) -> Option<usize> {
    scan.inspected.pages.iter().position(|page| *page != SeenPage::Empty).map(|at| at + 1)
}

fn fault(dossier: &Dossier, group: &Group<'_>) -> Fault {
    let count = group.pages.len();
    let named = |page: fn(&str, usize) -> String| {
        let names = group.pages.iter().map(|(scan, number)| match number {
            Some(number) => page(scan.path.shown(), *number),
            None => scan.path.shown().to_owned(),
        });
        words::first(names.collect::<Vec<_>>(), count)
    };
    let files = Text {
        zh: named(|file, page| format!("{file}（第 {page} 页）")).zh,
        en: named(|file, page| format!("{file} (page {page})")).en,
    };
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
    let others = group.pages.iter().skip(1).map(|(scan, _)| scan.path.clone()).collect();
    let first = Place { page: group.first.number, ..place::of_scan(dossier, group.first.at) };
    Fault::warning(message, fix).at(Place { others, ..first })
}
