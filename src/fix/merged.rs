//! Makes one PDF of a whole dossier, in the order of the checklist, and reads it back before it is written.
//!
//! JPEGs go in as they were coded, pages of PDFs object by object; what cannot be copied so is drawn. All files are in it or
//! there is none: what is missing in a merged file would be missed by nobody.

use super::document::{WentIn, leaf};
use super::judge::Judge;
use super::make::Opened;
use super::outcome::Files;
use super::plan::tagged;
use super::planned::{Make, Source};
use super::probe::{Probe, probe};
use super::step::left_as_it_is;
use super::unfit::unfit;
use crate::dossier::{Dossier, Scan, Slot};
use crate::guard::guarded;
use crate::jpeg::Orientation;
use crate::limits::PAGES;
use crate::pdf::{Binder, Copier, Entry, Obstacle, Pdf, Work, of_page};
use crate::profile;
use crate::seen::Content;
use crate::text::Text;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// One PDF of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Its content.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// A file, as its position in [`Dossier::scans`], and what its pages are made from.
type File = (usize, Vec<Source>);

/// Pages by the file, as its position in [`Dossier::scans`], and their number in it, from 0.
type Pages = BTreeSet<(usize, usize)>;

/// The PDF that a profile asks for, or everything that stands in its way.
///
/// # Errors
/// A file cannot be read, or is not the one that was checked.
pub fn merged(dossier: &Dossier, folder: &Path, asked: &profile::Merged) -> Result<Result<Merged, Vec<Text>>> {
    let files = match sources(dossier, folder, asked)? {
        Ok(files) => files,
        Err(obstacles) => return Ok(Err(obstacles)),
    };
    let mut to_draw = Pages::new();
    loop {
        let whole = match whole(dossier, folder, &files, &to_draw, asked)? {
            Ok(whole) => whole,
            Err(obstacle) => return Ok(Err(vec![obstacle])),
        };
        match read_back(dossier, folder, &whole)? {
            Ok(lost) if lost.is_empty() => {
                let pages = whole.pages.len();
                let unfit = unfit(scans(dossier, &files), whole.pdf.len() as u64, asked);
                let merged = || Merged { pdf: Arc::unwrap_or_clone(whole.pdf), pages };
                return Ok(unfit.map_or_else(|| Ok(merged()), |why| Err(vec![why])));
            }
            // Each time at least one page more is drawn, and a drawn page is never copied again.
            Ok(lost) => to_draw.extend(lost),
            Err(obstacle) => return Ok(Err(vec![obstacle])),
        }
    }
}

/// Every file that fills a place, once, in the order of the checklist, with what its pages are made from; but for places that
/// the notice wants apart.
fn sources(dossier: &Dossier, folder: &Path, asked: &profile::Merged) -> Result<Result<Vec<File>, Vec<Text>>> {
    let mut files = Vec::new();
    let mut obstacles = Vec::new();
    let mut seen = BTreeSet::new();
    let work = Work::default();
    let goes_in = |slot: &&Slot| !asked.without.contains(&(slot.item, slot.part));
    for number in dossier.slots.iter().filter(goes_in).flat_map(|slot| &slot.files).map(|claim| claim.scan) {
        let Some(scan) = dossier.scans.get(number).filter(|_| seen.insert(number)) else { continue };
        match pages_of(scan, &probe(folder, scan, &work)?) {
            Ok(pages) => files.push((number, pages)),
            Err(why) => obstacles.push(about(scan, &why)),
        }
    }
    let mut open = Files::of(dossier, folder);
    for (number, _) in &files {
        let Some(scan) = dossier.scans.get(*number).filter(|scan| scan.inspected.content == Content::Pdf) else {
            continue;
        };
        if open.open(*number)?.pdf().is_ok_and(Pdf::is_signed) {
            obstacles.push(about(scan, &signed()));
        }
    }
    let pages: usize = files.iter().map(|(_, pages)| pages.len()).sum();
    if pages > PAGES {
        obstacles.push(too_many(pages));
    }
    Ok(if obstacles.is_empty() { Ok(files) } else { Err(obstacles) })
}

/// What the pages of a file are made from, or why one of them cannot be made.
fn pages_of(scan: &Scan, probe: &Probe) -> Result<Vec<Source>, Text> {
    let content = scan.inspected.content;
    let why = |obstacle: Option<Obstacle>| left_as_it_is(content, obstacle).unwrap_or_else(|| Obstacle::Broken.text());
    match probe {
        Probe::Jpeg(_) => Ok(vec![Source::Jpeg]),
        Probe::Picture => Ok(vec![Source::Picture]),
        Probe::Pages(pages) => Ok(pages.at.iter().map(|at| Source::TiffPage(*at)).collect()),
        Probe::Pdf(pages) => {
            match pages.filled.iter().find_map(|(number, obstacle)| Some((*number, (*obstacle)?))) {
                Some((number, obstacle)) => Err(of_page(number + 1, pages.all, &obstacle.text())),
                // Empty pages too: what stands on the backs, if only their number, belongs to the file.
                None => Ok((0..pages.all).map(Source::PdfPage).collect()),
            }
        }
        Probe::Damaged | Probe::Preceded => Err(why(None)),
        Probe::None(obstacle) => Err(why(*obstacle)),
    }
}

/// A PDF that is bound, and what each page of it is.
struct Whole {
    pdf: Arc<Vec<u8>>,
    pages: Vec<(usize, usize, Bound)>,
}

/// How a page went in.
enum Bound {
    /// As it is in its file.
    Copied,
    /// As a picture.
    Picture(WentIn),
}

/// Binds the files. Pages of PDFs are copied, but for those that must be drawn.
fn whole(
    dossier: &Dossier,
    folder: &Path,
    files: &[File],
    to_draw: &Pages,
    asked: &profile::Merged,
) -> Result<Result<Whole, Text>> {
    let mut open = Files::of(dossier, folder);
    let mut binder = Binder::default();
    let mut pages = Vec::new();
    let mut firsts = BTreeMap::new();
    // What does not keep within its limit is not held in memory, only counted, piece by piece.
    let mut counted = 0;
    for (number, sources) in files {
        let Some(scan) = dossier.scans.get(*number) else { continue };
        firsts.insert(*number, binder.pages());
        let judge = Judge::of(dossier, *number);
        let file = open.open(*number)?;
        let mut copier = file.pdf().ok().filter(|_| scan.inspected.content == Content::Pdf).map(Copier::of);
        for (page, source) in sources.iter().enumerate() {
            let may_copy = !to_draw.contains(&(*number, page));
            if copier.as_mut().is_some_and(|copier| may_copy && copier.copy(page, &mut binder)) {
                pages.push((*number, page, Bound::Copied));
                continue;
            }
            match leaf(file, scan, &as_it_is(*source, scan), Vec::new(), judge) {
                Ok((leaf, _)) => {
                    pages.push((*number, page, Bound::Picture(WentIn::of(&leaf))));
                    binder.add(leaf);
                }
                Err(obstacle) => return Ok(Err(left(scan, (page, sources.len()), obstacle))),
            }
        }
        if asked.max_bytes.is_some_and(|most| binder.length() > most) {
            counted += std::mem::take(&mut binder).bind(&[])?.len() as u64;
        }
    }
    if counted > 0 {
        counted += binder.length();
        return Ok(Err(unfit(scans(dossier, files), counted, asked).unwrap_or_else(|| Obstacle::Differs.text())));
    }
    let pdf = Arc::new(binder.bind(&outline(dossier, &firsts, asked))?);
    Ok(Ok(Whole { pdf, pages }))
}

/// A picture with nothing done to it but what its tag says.
fn as_it_is(source: Source, scan: &Scan) -> Make {
    let turn = if source == Source::Jpeg { tagged(scan) } else { Orientation::Upright };
    Make { turn, ..Make::of(source) }
}

/// Compares each page with what it was made from; the copied ones that show something else.
fn read_back(dossier: &Dossier, folder: &Path, whole: &Whole) -> Result<Result<Pages, Text>> {
    let mut open = Files::of(dossier, folder);
    let mut lost = Pages::new();
    let scan_of = |number: usize| &dossier.scans[number];
    let opened = Pdf::of(Arc::clone(&whole.pdf))
        .and_then(|opened| if opened.pages() == whole.pages.len() { Ok(opened) } else { Err(Obstacle::Differs) });
    let opened = match opened {
        Ok(opened) => opened,
        Err(obstacle) => return Ok(Err(obstacle.text())),
    };
    for (at, (number, page, bound)) in whole.pages.iter().enumerate() {
        match bound {
            Bound::Picture(went_in) => {
                if let Err(obstacle) = went_in.came_out(&opened, at) {
                    let of = whole.pages.iter().filter(|(other, ..)| other == number).count();
                    return Ok(Err(left(scan_of(*number), (*page, of), obstacle)));
                }
            }
            Bound::Copied => {
                if !is_same(open.open(*number)?, *page, &opened, at) {
                    lost.insert((*number, *page));
                }
            }
        }
    }
    Ok(Ok(lost))
}

fn is_same(file: &Opened, page: usize, whole: &Pdf, at: usize) -> bool {
    let Ok(source) = file.pdf() else { return false };
    guarded(|| source.is_same_page(page, whole, at)) == Some(true)
}

/// The outline: a line for each part, and below that one for each of its entries.
fn outline(dossier: &Dossier, firsts: &BTreeMap<usize, usize>, asked: &profile::Merged) -> Vec<Entry> {
    let said = |text: &Text| text.get(asked.lang).to_owned();
    let mut lines: Vec<((usize, usize), Entry)> = Vec::new();
    for slot in &dossier.slots {
        let Some(page) = slot.files.iter().find_map(|claim| firsts.get(&claim.scan)).copied() else { continue };
        let (item, part) = dossier.part(slot);
        let place = (slot.item, slot.part);
        if lines.last().is_none_or(|(last, _)| *last != place) {
            let (item, part) = (said(&item.label), said(&part.label));
            let title = if item == part { item } else { format!("{item} · {part}") };
            lines.push((place, Entry { title, page, below: Vec::new() }));
        }
        if let (Some((_, line)), Some(_)) = (lines.last_mut(), &slot.key) {
            line.below.push(Entry { title: said(&slot.label), page, below: Vec::new() });
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The files that were merged.
fn scans<'d>(dossier: &'d Dossier, files: &[File]) -> Vec<&'d Scan> {
    files.iter().filter_map(|(number, _)| dossier.scans.get(*number)).collect()
}

fn about(scan: &Scan, why: &Text) -> Text {
    let name = scan.path.shown();
    Text { zh: format!("“{name}”：{}", why.zh), en: format!("{name}: {}", why.en) }
}

fn left(scan: &Scan, (page, of): (usize, usize), obstacle: Obstacle) -> Text {
    let why = left_as_it_is(scan.inspected.content, Some(obstacle)).unwrap_or_else(|| obstacle.text());
    about(scan, &if of > 1 { of_page(page + 1, of, &why) } else { why })
}

fn signed() -> Text {
    Text {
        zh: "这个 PDF 有电子签名，合进别的文件签名就失效：问清受理单位怎样交，或用看图软件把每页另存为 JPG 再放进来".to_owned(),
        en: "this PDF bears an electronic signature, which holds for this file alone and is lost in another: ask the office how to \
             hand it in, or save its pages as JPG with a viewer and put those here"
            .to_owned(),
    }
}

fn too_many(pages: usize) -> Text {
    Text {
        zh: format!("合起来有 {pages} 页，一个 PDF 最多 {PAGES} 页：去掉不要的页"),
        en: format!(
            "together they have {pages} pages, and one PDF holds {PAGES} at most: take out what nobody asks for"
        ),
    }
}
