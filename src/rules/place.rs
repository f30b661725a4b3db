//! Where a fault is put: the helpers that rules share for finding their way through a dossier.

use super::stand_in::stand_in;
use crate::dossier::{Dossier, RelPath, Scan, Slot};
use crate::finding::{PartKey, Place};
use crate::profile::{Item, Part};
use crate::seen::SeenPage;
use crate::seen::look::Look;
use crate::seen::picture::Wholeness;
use crate::seen::{Content, Picture, Trouble};

/// Where a slot is, without a file.
pub(super) fn of_slot(dossier: &Dossier, slot: &Slot) -> Place {
    let (item, part) = dossier.part(slot);
    Place {
        order: Some((slot.item, slot.part)),
        item: Some(item.id.clone()),
        part: Some(part.id.clone()),
        key: slot.key.clone(),
        ..Place::default()
    }
}

/// Where a file is: the first slot it fills, if any, and its path.
pub(super) fn of_scan(dossier: &Dossier, scan: usize) -> Place {
    let path = dossier.scans.get(scan).map(|scan| scan.path.clone());
    let slot = dossier.slots.iter().find(|slot| slot.files.iter().any(|claim| claim.scan == scan));
    Place { path, ..slot.map(|slot| of_slot(dossier, slot)).unwrap_or_default() }
}

/// A file that may belong to several slots.
pub(super) fn among(dossier: &Dossier, path: &RelPath, slots: &[usize]) -> Place {
    let key = |slot: &usize| {
        let slot = dossier.slots.get(*slot)?;
        let (item, part) = dossier.part(slot);
        Some(PartKey { item: item.id.clone(), part: part.id.clone(), key: slot.key.clone() })
    };
    Place { candidates: slots.iter().filter_map(key).collect(), ..of_path(path) }
}

/// Only a path.
pub(super) fn of_path(path: &RelPath) -> Place {
    Place { path: Some(path.clone()), ..Place::default() }
}

/// The applicant's own file.
pub(super) fn of_applicant_file() -> Place {
    of_path(&RelPath::new("applicant.toml"))
}

/// A line of the applicant's own file, where it is known.
pub(super) fn of_applicant_line(line: Option<usize>) -> Place {
    Place { line, ..of_applicant_file() }
}

/// The entry of a list, by its number from 1, at the first of its parts; `None` where the profile asks for none.
pub(super) fn of_entry(dossier: &Dossier, list: usize, number: usize) -> Option<Place> {
    let key = number.to_string();
    let slot = dossier.slots.iter().find(|slot| {
        let (_, part) = dossier.part(slot);
        part.keyed.list() == Some(list) && slot.key.as_deref() == Some(&key)
    })?;
    Some(of_slot(dossier, slot))
}

/// Every part of the profile with its item, in the order of the checklist.
pub(super) fn parts(dossier: &Dossier) -> impl Iterator<Item = (&Item, &Part)> {
    dossier.profile.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)))
}

/// Whether a file holds nothing that could be judged as a picture, for a reason that has a rule of its own: no bytes, no
/// permission, an archive, or a file that only stands for another.
pub(super) fn is_closed(scan: &Scan) -> bool {
    let content = scan.inspected.content;
    let unreadable = matches!(scan.inspected.trouble, Some(Trouble::Unreadable(_)));
    content == Content::Empty || is_archive(content) || unreadable || stand_in(scan).is_some()
}

/// Whether files are hidden inside.
pub(super) fn is_archive(content: Content) -> bool {
    matches!(content, Content::Zip | Content::Rar | Content::SevenZip | Content::Tar)
}

/// The picture, where all of it is there. Other rules report what is wrong with the others (D203, D204, D206), and
/// its measures mean nothing.
pub(super) fn picture(scan: &Scan) -> Option<&Picture> {
    scan.inspected.picture.as_ref().filter(|picture| is_whole(picture))
}

fn is_whole(picture: &Picture) -> bool {
    picture.wholeness == Wholeness::Whole
}

/// The picture that a file is, or those of its pages, each with its number where there are several.
pub(super) fn pictures(scan: &Scan) -> impl Iterator<Item = (&Scan, Option<usize>, &Picture)> {
    let several = scan.inspected.pages.len() > 1;
    let pages = (1..).zip(&scan.inspected.pages).filter_map(move |(number, page)| match page {
        SeenPage::Picture(picture) => Some((several.then_some(number), &**picture)),
        SeenPage::Empty | SeenPage::Left(_) | SeenPage::Broken(_) => None,
    });
    let own = scan.inspected.picture.iter().map(|picture| (None, picture));
    own.chain(pages).map(move |(number, picture)| (scan, number, picture))
}

/// What a whole picture looks like, unless nothing is on it: a blank one has a rule of its own (D307), and no other
/// measure of it means anything.
pub(super) fn look(scan: &Scan) -> Option<&Look> {
    look_of(scan.inspected.picture.as_ref()?)
}

/// The same of one picture, which may be that of a page.
pub(super) fn look_of(picture: &Picture) -> Option<&Look> {
    picture.look.as_ref().filter(|look| is_whole(picture) && !is_blank(look))
}

/// Below this quality (libjpeg scale) the borders of blocks, every 8 pixels, stand at multiples of 4 as repeated pixels do:
/// 18 of 18 pages at quality 1, 4 of 18 at 5, a real one at 10.
const BLOCKY: u8 = 30;

/// How many times each pixel is repeated, where the picture was enlarged without smoothing.
pub(super) fn repeated(scan: &Scan) -> Option<f32> {
    let blocky = picture(scan)?.quality.is_some_and(|quality| quality < BLOCKY);
    look(scan)?.sharpness.width?.repeated.filter(|factor| !(blocky && (factor - 4.0).abs() < 0.1))
}

/// Whether nothing is on the page, or nothing but creases.
pub(super) fn is_blank(look: &Look) -> bool {
    look.is_blank() || is_crumpled(look)
}

/// Most of a crumpled page whose creases are as strong as an edge, and how strong: at most .016 and 18.3 on 6 of 9 real
/// ones.
const CREASES: (f32, f32) = (0.02, 20.0);
/// Most between the darkest and lightest hundredth of a crumpled page, levels: at most 53 on the same. Blurred print on
/// white has more.
const SHADING: u8 = 60;
/// From here on, or below its inverse, lines run one way and are print: at most 3.6 on the same.
const DIRECTED: f32 = 4.5;

/// Whether there is relief on a page and no ink: paper that was folded or crumpled.
pub(super) fn is_crumpled(look: &Look) -> bool {
    let (ink, tone) = (look.ink, look.tone);
    let directed = look.lines.is_some_and(|lines| !(1.0 / DIRECTED..DIRECTED).contains(&lines.upright));
    let creases = ink.edges < CREASES.0 && ink.strength < CREASES.1 && ink.relief > ink.edges * 5.0;
    creases && tone.high.saturating_sub(tone.low) < SHADING && !directed
}
