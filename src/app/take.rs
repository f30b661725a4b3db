//! Chosen pages of a PDF or TIFF as JPEGs beside it; the file itself is kept among the originals.

use super::add::free_name;
use super::pictures::{Shape, small};
use crate::dossier::{RelPath, Scan};
use crate::failure::failure;
use crate::fix::{Document, Step};
use crate::journal::Journal;
use crate::text::Text;
use anyhow::Result;
use std::path::Path;

/// The numbers of a file's pages that can be chosen, from 1.
///
/// # Errors
/// It is neither PDF nor TIFF, cannot be read, or changed since the check.
pub fn page_numbers(folder: &Path, scan: &Scan) -> Result<Vec<usize>> {
    Ok(Document::open(folder, scan)?.numbers())
}

/// A page in small, as a JPEG; `None` where it cannot be shown.
pub fn one_page(folder: &Path, scan: &Scan, number: usize, shape: Shape) -> Option<Vec<u8>> {
    let (page, _) = Document::open(folder, scan).ok()?.page(number).ok()?;
    small(&page, shape)
}

/// Makes a JPEG of each chosen page, `证书-3.jpg` beside `证书.pdf`, and puts that away. `by` is who the journal says
/// did it. Returns what was done.
///
/// # Errors
/// A page cannot be made, or the folder cannot be changed: the file stays, and what was done can be undone.
pub fn take_pages(folder: &Path, scan: &Scan, numbers: &[usize], by: &str) -> Result<Vec<Text>> {
    if numbers.is_empty() {
        return Err(failure("请先选页", "choose the pages first"));
    }
    let document = Document::open(folder, scan)?;
    let path = scan.path.raw();
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let beside = scan.path.below(folder).parent().map_or_else(|| folder.to_owned(), Path::to_owned);
    let mut journal = Journal::open(folder)?;
    journal.begin(by)?;
    let mut notes = Vec::new();
    for number in numbers {
        let (page, steps) = document.page(*number)?;
        let name = free_name(&beside, &format!("{stem}-{number}.jpg"))?;
        journal.create_like(&RelPath::new(path.with_file_name(&name)), &page, &scan.path)?;
        let (zh, en): (Vec<_>, Vec<_>) = steps.iter().map(Step::text).map(|text| (text.zh, text.en)).unzip();
        notes.push(Text { zh: format!("{name}：{}", zh.join("，")), en: format!("{name}: {}", en.join(", ")) });
    }
    journal.put_away(&scan.path)?;
    Ok(notes)
}
