//! The small pictures of an HTML report: made while the files are inspected, or from the files once more, in parallel.

use super::event::Listener;
use super::files::largest_first;
use super::private::blurred_paths;
use super::reading::Reader;
use super::settings::Settings;
use super::stages::{Started, inspect};
use crate::dossier::{Dossier, FoundFile, RelPath, Scan};
use crate::file;
use crate::finding::{Drawn, Repair};
use crate::guard::guarded;
use crate::inspect::FILE_LIMIT;
use crate::pictures::{self, Crop, Preview, Shown, Thumbnail};
use crate::profile::Role;
use crate::render::html::picture::{Pictures, Sharp, is_about_sharpness};
use crate::report::{Checked, Report, Status};
use crate::seen::Inspected;
use crate::seen::picture::Wholeness;
use crate::seen::sheet::Point;
use crate::text::hex;
use anyhow::Result;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// [`super::stages::check`] that makes the pictures of the report on the way, while each file is in memory.
///
/// # Errors
/// As [`super::stages::check`].
pub(super) fn check_with_pictures(
    folder: &Path,
    started: Started,
    show_private: bool,
    (reader, listener): (Reader<'_>, Listener<'_>),
) -> Result<(Checked, Pictures)> {
    let found = Started::survey(folder, &folder.display().to_string(), listener)?;
    let accepted = started.profile.formats();
    let look = |file: &FoundFile| {
        let made: RefCell<Option<Thumbnail>> = RefCell::new(None);
        let show = |bytes: &[u8], inspected: &Inspected, small: Option<Preview>| {
            *made.borrow_mut() = thumbnail(inspected, bytes, small);
        };
        let scan = inspect((folder, file), &accepted, Reader::NONE, Some(&show), listener);
        (scan, made.into_inner())
    };
    let looked = largest_first(&found.files, |file| file.bytes, look);
    let (scans, made): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    let read = |dossier: &mut Dossier| reader.read_in_parallel(dossier, folder, listener);
    let checked = started.judge(scans, found.notes, read);
    let of_scan = |(scan, made): (&Scan, _)| Some((scan.path.shown().to_owned(), made?));
    let thumbnails = checked.dossier.scans.iter().zip(made).filter_map(of_scan).collect();
    let pictures = finished(thumbnails, folder, (&checked.dossier, &checked.report), show_private);
    Ok((checked, pictures))
}

/// Reads every picture of a checked folder again and makes it small. A file that changed since, or that cannot be
/// shown, has no picture; the report says what is wrong with it.
///
/// # Errors
/// When no threads can be started.
pub fn report_pictures(folder: &Path, dossier: &Dossier, report: &Report, settings: &Settings) -> Result<Pictures> {
    settings.with_threads(|| pictures(folder, dossier, report, settings.show_private))
}

/// How a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Small, for a list.
    Small,
    /// In its own size.
    Whole,
    /// Small, and so coarse that nothing can be read in it.
    Obscured,
}

/// One picture of a checked folder, upright, as a JPEG; `None` where it cannot be shown, or changed since.
pub fn one_picture(folder: &Path, scan: &Scan, shape: Shape) -> Option<Vec<u8>> {
    let bytes = read(folder, scan)?;
    if hex(&Sha256::digest(&bytes)) != scan.inspected.sha256 {
        return None;
    }
    let made = match shape {
        Shape::Small => thumbnail(&scan.inspected, &bytes, None),
        Shape::Whole => whole(&scan.inspected, &bytes).or_else(|| thumbnail(&scan.inspected, &bytes, None)),
        Shape::Obscured => thumbnail(&scan.inspected, &bytes, None).and_then(|clear| guarded(|| clear.obscured())),
    };
    made.map(|made| made.jpeg)
}

/// A JPEG that lies in no folder, in small; obscured where that is asked.
pub(super) fn small(jpeg: &[u8], shape: Shape) -> Option<Vec<u8>> {
    let small = thumbnail(&crate::inspect::inspect(jpeg), jpeg, None)?;
    let shown = if shape == Shape::Obscured { guarded(|| small.obscured())? } else { small };
    Some(shown.jpeg)
}

/// [`report_pictures`] on the threads that are there.
pub(super) fn pictures(folder: &Path, dossier: &Dossier, report: &Report, show_private: bool) -> Pictures {
    let one = |scan: &Scan| {
        let bytes = read(folder, scan)?;
        let small: Thumbnail = thumbnail(&scan.inspected, &bytes, None)?;
        Some((scan.path.shown().to_owned(), small))
    };
    let thumbnails = dossier.scans.par_iter().filter_map(one).collect();
    finished(thumbnails, folder, (dossier, report), show_private)
}

/// Obscures what is private, adds a crop of each blurred scan, and one of the first scan that nothing is said against.
fn finished(
    mut thumbnails: BTreeMap<String, Thumbnail>,
    folder: &Path,
    (dossier, report): (&Dossier, &Report),
    show_private: bool,
) -> Pictures {
    let private = if show_private { BTreeSet::new() } else { blurred_paths(dossier, report) };
    for path in &private {
        if let Some(shown) = thumbnails.remove(*path).and_then(|thumbnail| guarded(|| thumbnail.obscured())) {
            thumbnails.insert((*path).to_owned(), shown);
        }
    }
    let doubted = report.findings.iter().filter(|finding| finding.rule.distrusts_orientation);
    let doubted = doubted.filter_map(|finding| Some(finding.place.path.as_ref()?.shown()));
    let as_stored = |path: &str| Some((path.to_owned(), guarded(|| thumbnails.get(path)?.as_stored())?));
    let stored = doubted.filter_map(as_stored).collect();
    let sheets = sheets(dossier, report);
    let askew = askew(dossier, report);
    let blurred = report.findings.iter().filter(|finding| is_about_sharpness(finding));
    let mut paths: Vec<&str> = blurred.filter_map(|finding| Some(finding.place.path.as_ref()?.shown())).collect();
    paths.retain(|path| !private.contains(path));
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        return Pictures { thumbnails, stored, sheets, askew, ..Pictures::default() };
    }
    let of_path = |path: &str| {
        let scan = dossier.scans.iter().find(|scan| scan.path.shown() == path)?;
        crop(&scan.inspected, &read(folder, scan)?)
    };
    let blurred = paths.par_iter().filter_map(|path| Some(((*path).to_owned(), of_path(path)?))).collect();
    let parts = report.items.iter().filter(|item| item.role != Some(Role::Photo)).flat_map(|item| &item.parts);
    // A page of text says more than a card.
    let tall = |file: &&crate::report::FileRow| file.height > file.width;
    let fine = parts.filter(|part| part.status == Status::Ok).flat_map(|part| &part.files).filter(tall);
    let fine = fine.filter(|file| !private.contains(file.path.as_str()));
    let sharp = fine.map(|file| &file.path).find_map(|path| Some(Sharp { path: path.clone(), crop: of_path(path)? }));
    Pictures { thumbnails, stored, sheets, askew, blurred, sharp }
}

/// The outlines that findings are about.
fn sheets(dossier: &Dossier, report: &Report) -> BTreeMap<String, Vec<[Point; 4]>> {
    let outlined = report.findings.iter().filter(|finding| finding.rule.drawn_on_picture == Drawn::Outline);
    let paths: BTreeSet<&RelPath> = outlined.filter_map(|finding| finding.place.path.as_ref()).collect();
    let corners = |scan: &Scan| {
        let outline = scan.inspected.picture.as_ref()?.look.as_ref()?.sheet.outline()?;
        let sheets = std::iter::once(outline.corners).chain(outline.second).collect();
        Some((scan.path.shown().to_owned(), sheets))
    };
    dossier.scans.iter().filter(|scan| paths.contains(&scan.path)).filter_map(corners).collect()
}

/// How far the pictures lie askew that a repair can straighten.
fn askew(dossier: &Dossier, report: &Report) -> BTreeMap<String, f32> {
    let cured = report.findings.iter().filter(|finding| finding.rule.cured_by_fix.contains(&Repair::Straightened));
    let paths: BTreeSet<&RelPath> = cured.filter_map(|finding| finding.place.path.as_ref()).collect();
    let turned = |scan: &Scan| {
        let picture = scan.inspected.picture.as_ref()?;
        let degrees = picture.look.as_ref()?.turned()?;
        // In a mirror, clockwise is anticlockwise.
        let [a, b, c, d, ..] = picture.orientation.unwrap_or_default().matrix();
        Some((scan.path.shown().to_owned(), if a * d - b * c < 0.0 { -degrees } else { degrees }))
    };
    dossier.scans.iter().filter(|scan| paths.contains(&scan.path)).filter_map(turned).collect()
}

fn thumbnail(inspected: &Inspected, bytes: &[u8], small: Option<Preview>) -> Option<Thumbnail> {
    let shown = shown(inspected)?;
    guarded(|| pictures::thumbnail(bytes, shown, small))
}

fn whole(inspected: &Inspected, bytes: &[u8]) -> Option<Thumbnail> {
    let shown = shown(inspected)?;
    guarded(|| pictures::large(bytes, shown))
}

fn shown(inspected: &Inspected) -> Option<Shown> {
    let format = format(inspected)?;
    let picture = inspected.picture.as_ref();
    let missing = picture.map_or(0.0, |picture| match picture.wholeness {
        Wholeness::Damaged(damage) => f64::from(damage.lost_permille.unwrap_or(0)) / 1000.0,
        _ => 0.0,
    });
    let orientation = picture.and_then(|picture| picture.orientation).unwrap_or_default();
    let size = picture.map_or((0, 0), |picture| (picture.width, picture.height));
    Some(Shown { format, size, orientation, missing })
}

fn crop(inspected: &Inspected, bytes: &[u8]) -> Option<Crop> {
    let format = format(inspected)?;
    guarded(|| pictures::crop(bytes, format))
}

/// The format of a picture that can be made small.
fn format(inspected: &Inspected) -> Option<pictures::Format> {
    inspected.content.format().filter(|_| inspected.trouble.is_none())
}

fn read(folder: &Path, scan: &Scan) -> Option<Vec<u8>> {
    format(&scan.inspected)?;
    file::read(&scan.path.below(folder), FILE_LIMIT).ok()
}
