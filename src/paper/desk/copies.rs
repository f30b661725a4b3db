//! Photocopies: each scan on the front of a sheet, upright, with room for the stamp below it.
//!
//! An A4 original is fitted into the room above the stamp; a small one (an ID card) is printed at its true size, several
//! on a sheet. The JPEG is not touched.

use super::plan::{Document, Stamp};
use super::{DeskInput, WIDTH, add, slots};
use crate::dossier::{Dossier, Need, RelPath, Scan, Slot};
use crate::failure::said;
use crate::finding::{Finding, Remedy, Severity};
use crate::font;
use crate::paper::breaking::Line;
use crate::paper::pages::jpegs;
use crate::paper::sheet::{Align, Block, Border, Cell, Drawing, MM, PAD_X, Rect, Sheet};
use crate::pdf::Jpeg;
use crate::profile::{Keyed, Size};
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// Where pictures may stand, points; it reaches over the text's width on both sides.
const PICTURE: Rect = Rect { x: -35.0, y: 48.0, w: WIDTH + 55.0, h: 620.0 };
/// Top of the stamp's box.
const STAMP_TOP: f32 = 676.0;
/// Width of the stamp's box: the seal beside the words.
const STAMP_WIDTH: f32 = 300.0;
/// The last height that printers reach, points.
const SHEET_END: f32 = 826.0;
/// Originals no longer than this are printed at their true size, millimetres: up to A5.
const SMALL_MM: f64 = 210.0;

/// What stands on a sheet in place of a document, or of a part of it.
enum Page {
    /// A picture, and the size of its original where it is small.
    Picture { at: usize, label: String, small: Option<Size> },
    /// Why there is no picture: also said where it is printed, perhaps in the other language.
    Failed { label: Text, why: Text },
}

/// The sheets of one document, fronts only.
pub(super) fn sheets(
    input: &DeskInput<'_>,
    document: &Document,
    stamp: Option<&Stamp>,
    pictures: &mut Vec<Jpeg>,
    warnings: &mut Vec<Text>,
) -> Vec<Sheet> {
    let pages = pages(input, document, pictures);
    for page in &pages {
        if let Page::Failed { label, why } = page {
            warnings.push(Text {
                zh: format!("“{}”没有打印：{}", label.zh, why.zh),
                en: format!("{} is not printed; its page says why: {}", label.en, why.en),
            });
        }
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut room = Rect { h: 0.0, ..PICTURE };
    for page in pages {
        let size = match &page {
            Page::Picture { at, small: Some(size), .. } => pictures.get(*at).map(|picture| true_size(picture, *size)),
            _ => None,
        };
        if size.is_none_or(|size| size.h + 12.0 > room.h) {
            sheets.push(empty_sheet(stamp, input));
            room = PICTURE;
        }
        let Some(sheet) = sheets.last_mut() else { continue };
        place(sheet, page, size, &mut room, input.plan.lang);
    }
    for sheet in &mut sheets {
        let caption = caption(document, &sheet.begins, input.plan.lang);
        sheet.cells.push(caption);
    }
    sheets
}

/// What the sheet is a copy of, in one line whatever its length.
fn caption(document: &Document, shown: &[String], lang: Lang) -> Cell {
    let text = format!("{}{}{}", document.label, lang.say("：", ": "), shown.join(lang.say("、", ", ")));
    let size = 9.0_f32.min((WIDTH - 2.0 * PAD_X - 1.0) / font::width(&text, 1.0));
    let body = Block { lines: vec![Line::of(text, size)], size, grey: true };
    let cell = Cell { body, ..Cell::default() };
    Cell { rect: Rect { x: 0.0, y: 26.0, w: WIDTH, h: cell.needs() }, ..cell }
}

/// What to print, in the order of the document's parts; neighbouring parts of one list entry by entry: paper by paper, award
/// by award.
fn pages(input: &DeskInput<'_>, document: &Document, pictures: &mut Vec<Jpeg>) -> Vec<Page> {
    let dossier = input.dossier;
    let mut keys: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut chosen: Vec<&Slot> = slots(document, dossier).collect();
    for slot in &chosen {
        let next = keys.len();
        keys.entry(slot.key.as_deref()).or_insert(next);
    }
    let position = |slot: &Slot| {
        let (item, part) = dossier.part(slot);
        document.parts.iter().position(|(one, other)| *one == item.id && *other == part.id)
    };
    let runs = runs(document, dossier);
    let run = |slot: &Slot| runs.get(position(slot)?).copied();
    chosen.sort_by_key(|slot| (run(slot), keys.get(&slot.key.as_deref()).copied(), position(slot)));
    chosen.into_iter().flat_map(|slot| slot_pages(input, slot, pictures)).collect()
}

/// For each part of a document, which of its runs it is in: neighbours that are asked for again for each entry of the same
/// list, or for each year, are one.
fn runs(document: &Document, dossier: &Dossier) -> Vec<usize> {
    let parts = dossier.profile.items.iter().flat_map(|item| &item.parts);
    let by_id: BTreeMap<(&str, &str), Keyed> =
        parts.map(|part| ((part.item.as_str(), part.id.as_str()), part.keyed)).collect();
    let keyed = |(item, part): &(String, String)| by_id.get(&(item.as_str(), part.as_str())).copied();
    let mut run = 0;
    let further = document.parts.windows(2).map(|pair| {
        let together = match (pair.first().and_then(keyed), pair.last().and_then(keyed)) {
            (Some(Keyed::List(one)), Some(Keyed::List(other))) => one == other,
            (Some(Keyed::Years { .. }), Some(Keyed::Years { .. })) => true,
            _ => false,
        };
        run += usize::from(!together);
        run
    });
    std::iter::once(0).chain(further).collect()
}

fn slot_pages(input: &DeskInput<'_>, slot: &Slot, pictures: &mut Vec<Jpeg>) -> Vec<Page> {
    let label = Text { zh: font::printable(&slot.label.zh), en: font::printable(&slot.label.en) };
    if slot.files.is_empty() && slot.need == Need::Required {
        let why = Text {
            zh: "文件夹中没有这份材料，请补齐后重新生成。".to_owned(),
            en: "The folder does not hold this document: add it, and print the set again.".to_owned(),
        };
        return vec![Page::Failed { label, why }];
    }
    let (_, part) = input.dossier.part(slot);
    let small = part.size.filter(|size| size.long_mm < SMALL_MM);
    let page = |picture| match picture {
        Ok(picture) => {
            Page::Picture { at: add(pictures, picture), label: label.get(input.plan.lang).to_owned(), small }
        }
        Err(why) => Page::Failed { label: label.clone(), why },
    };
    input.dossier.scans_of(slot).flat_map(|scan| scan_pictures(input, scan)).map(page).collect()
}

/// The pages of a scan as pictures, or why they cannot be printed.
fn scan_pictures(input: &DeskInput<'_>, scan: &Scan) -> Vec<Result<Jpeg, Text>> {
    // A name that is wrong (two files of one page) says nothing against the picture.
    let of_picture = |one: &&Finding| one.severity == Severity::Error && one.remedy != Remedy::Rename;
    let errors = input.findings.iter().filter(of_picture);
    let here = errors.filter(|one| one.place.path.as_ref() == Some(&scan.path));
    let (zh, en): (Vec<&str>, Vec<&str>) = here.map(|one| (&*one.message.zh, &*one.message.en)).unzip();
    if !zh.is_empty() {
        let why = Text {
            zh: format!("没有通过检查：{}", zh.join("；")),
            en: format!("It failed the check: {}", en.join(" ")),
        };
        return vec![Err(why)];
    }
    let bytes = match (input.read)(&scan.path) {
        Ok(bytes) => bytes,
        Err(error) => return vec![Err(unreadable(&scan.path, &error))],
    };
    let read = |page: Result<Vec<u8>, Text>| Jpeg::read(page?).map_err(|error| unreadable(&scan.path, &error));
    jpegs(scan.inspected.content, bytes).into_iter().map(read).collect()
}

fn unreadable(path: &RelPath, error: &std::io::Error) -> Text {
    let (path, why) = (path.shown(), said(error));
    Text { zh: format!("无法读取“{path}”：{}", why.zh), en: format!("{path} cannot be read: {}", why.en) }
}

/// A sheet with its stamp and its watermark, and no picture yet.
fn empty_sheet(stamp: Option<&Stamp>, input: &DeskInput<'_>) -> Sheet {
    let mut cells: Vec<Cell> = stamp.map(|stamp| stamp_box(stamp, input.plan.lang)).into_iter().collect();
    if let Some(text) = input.watermark {
        let text = font::printable(text.trim()).replace('\n', " ");
        let line = Block { lines: vec![Line::of(text, 12.0)], size: 12.0, grey: false };
        cells.push(Cell { rect: PICTURE, body: line, drawing: Drawing::Across, ..Cell::default() });
    }
    Sheet { cells, begins: Vec::new() }
}

/// Where the unit seals: what is signed to at the left, room for the seal at the right.
fn stamp_box(stamp: &Stamp, lang: Lang) -> Cell {
    let signature = lang.say("审核人签名：", "Signature:").to_owned();
    let mut lines = vec![stamp.text.clone(), signature, stamp.label.clone()];
    if stamp.date {
        lines.push(lang.say("　　　　年　　月　　日", "Date:").to_owned());
    }
    let words = Cell::text(STAMP_WIDTH - stamp.seal, &lines.join("\n\n"), 11.0);
    let height = stamp.seal.max(words.needs()).min(SHEET_END - STAMP_TOP);
    let rect = Rect { x: WIDTH - STAMP_WIDTH, y: STAMP_TOP, w: STAMP_WIDTH, h: height };
    Cell { rect, border: Border::Dashed, ..words }
}

/// Puts a page's content into the room that is left.
fn place(sheet: &mut Sheet, page: Page, size: Option<Rect>, room: &mut Rect, lang: Lang) {
    match (page, size) {
        (Page::Failed { label, why }, _) => {
            let label = label.get(lang).to_owned();
            let text = font::printable(&format!("{label}\n\n{}", why.get(lang)));
            let cell = Cell { border: Border::All, align: Align::Centre, ..Cell::text(WIDTH - 60.0, &text, 14.0) };
            let rect =
                Rect { x: 30.0, y: room.y + 120.0, w: WIDTH - 60.0, h: (cell.needs() + 80.0).min(room.h - 120.0) };
            sheet.cells.push(Cell { rect, ..cell });
            sheet.begins.push(label);
            room.h = 0.0;
        }
        (Page::Picture { at, label, .. }, Some(Rect { w, h, .. })) => {
            let rect = Rect { x: room.x + (room.w - w) / 2.0, y: room.y + 12.0, w, h };
            sheet.cells.push(Cell { rect, drawing: Drawing::Picture { at, fill: false }, ..Cell::default() });
            sheet.begins.push(label);
            room.y += h + 24.0;
            room.h -= h + 24.0;
        }
        (Page::Picture { at, label, .. }, None) => {
            let drawing = Drawing::Picture { at, fill: false };
            sheet.cells.push(Cell { rect: *room, drawing, ..Cell::default() });
            sheet.begins.push(label);
            room.h = 0.0;
        }
    }
}

/// The size on paper of a small original, lying as its picture lies.
fn true_size(picture: &Jpeg, size: Size) -> Rect {
    let (short, long) = (size.short_mm as f32 * MM, size.long_mm as f32 * MM);
    let (width, height) = picture.upright_size();
    let (w, h) = if width >= height { (long, short) } else { (short, long) };
    Rect { w, h, ..Rect::default() }
}
