//! The small pictures of an HTML report, made from the files once more, in parallel.

use crate::dossier::{Content, Dossier, Scan};
use crate::inspect::{FILE_LIMIT, guarded};
use crate::render::html::picture::{Crops, Pictures, Thumbnail, crop, is_about_sharpness, thumbnail};
use crate::report::{Report, Status};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads every picture of a checked folder again and makes it small. A file that changed since, or that cannot be
/// shown, has no picture; the report says what is wrong with it.
pub fn pictures(folder: &Path, dossier: &Dossier, report: &Report) -> Pictures {
    let one = |scan: &Scan| {
        let bytes = read(folder, scan)?;
        let small: Thumbnail = guarded(|| thumbnail(scan, &bytes))?;
        Some((scan.path.shown().to_owned(), small))
    };
    let thumbnails = dossier.scans.par_iter().filter_map(one).collect();
    Pictures { thumbnails, crops: crops(folder, dossier, report) }
}

/// For each blurred scan its crop, beside that of the first scan that nothing is said against.
fn crops(folder: &Path, dossier: &Dossier, report: &Report) -> BTreeMap<String, Crops> {
    let blurred = report.findings.iter().filter(|finding| is_about_sharpness(finding));
    let mut paths: Vec<&str> = blurred.filter_map(|finding| Some(finding.place.path.as_ref()?.shown())).collect();
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        return BTreeMap::new();
    }
    let of_path = |path: &str| {
        let scan = dossier.scans.iter().find(|scan| scan.path.shown() == path)?;
        let bytes = read(folder, scan)?;
        guarded(|| crop(&bytes))
    };
    let parts = report.items.iter().filter(|item| item.id != "photo").flat_map(|item| &item.parts);
    let fine = parts.filter(|part| part.status == Status::Ok).flat_map(|part| &part.files).map(|file| &file.path);
    let sharp = fine.into_iter().find_map(|path| Some((path.clone(), of_path(path)?)));
    let pair = |path: &&str| Some(((*path).to_owned(), Crops { blurred: of_path(path)?, sharp: sharp.clone() }));
    paths.par_iter().filter_map(pair).collect()
}

fn read(folder: &Path, scan: &Scan) -> Option<Vec<u8>> {
    let pictures = [Content::Jpeg, Content::Png, Content::Gif, Content::Bmp, Content::Tiff, Content::Webp];
    if !pictures.contains(&scan.inspected.content) || scan.inspected.trouble.is_some() {
        return None;
    }
    let mut bytes = Vec::new();
    let file = File::open(folder.join(scan.path.raw())).ok()?;
    file.take(FILE_LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
