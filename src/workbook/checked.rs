//! A workbook's own parts, looked at before anything unpacks them: how much they unpack to, and what the parser would
//! believe without asking.

use crate::limits::{
    APPLICANT_CELLS, APPLICANT_UNPACKED, APPLICANT_WORKBOOK_BYTES, CELL_BYTES, ROSTER_BYTES, ROSTER_CELLS,
    ROSTER_UNPACKED, SHARED_TEXTS,
};
use crate::text::Text;
use crate::text::amount::size_limit;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// What is read of a workbook at most.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// The file, bytes.
    pub bytes: u64,
    /// Its parts once unpacked, bytes together.
    pub unpacked: u64,
    /// Cells with content.
    pub cells: usize,
}

/// One applicant's data.
pub const APPLICANT: Most =
    Most { bytes: APPLICANT_WORKBOOK_BYTES, unpacked: APPLICANT_UNPACKED, cells: APPLICANT_CELLS };

/// The list of everybody.
pub const ROSTER: Most = Most { bytes: ROSTER_BYTES, unpacked: ROSTER_UNPACKED, cells: ROSTER_CELLS };

/// Entries of the zip file: Excel writes a dozen and one for each sheet.
const ENTRIES: usize = 10_000;

/// How an old binary workbook begins, and one with a password (MS-CFB, section 2.2).
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What the parser does not say of a sheet.
#[derive(Debug, Default)]
pub(super) struct Unsaid {
    /// Its hidden rows, from 1.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// The cells with a formula and no result, as the file names them: `C7`.
    pub(super) without_result: BTreeSet<String>,
}

/// By the name of the sheet.
pub(super) type UnsaidOf = BTreeMap<String, Unsaid>;

/// Unpacks every part once, counting.
///
/// # Errors
/// It is no workbook, or asks for more than `most`.
pub(super) fn check(bytes: &[u8], most: Most) -> Result<UnsaidOf, Text> {
    if bytes.len() as u64 > most.bytes {
        return Err(too_large(most));
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(Text {
            zh: "是旧格式（.xls）或加了密码的工作簿：在 Excel 或 WPS 里另存为“Excel 工作簿（*.xlsx）”，不要密码"
                .to_owned(),
            en: "is an old workbook (.xls), or one with a password: save it as an Excel workbook (.xlsx), without a \
                 password"
                .to_owned(),
        });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
    if archive.len() > ENTRIES {
        return Err(too_large(most));
    }
    let mut left = most.unpacked;
    let mut parts = Parts::default();
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index(at) else { continue };
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        let mut counted = BufReader::new(entry.take(left + 1));
        let used = parts.look(&name, &mut counted, left, most)?;
        left = left.checked_sub(used).ok_or_else(|| too_large(most))?;
    }
    if parts.is_ods {
        return Err(Text {
            zh: "是 ODS 表格：在 WPS 或 LibreOffice 里另存为“Excel 工作簿（*.xlsx）”".to_owned(),
            en: "is an OpenDocument spreadsheet: save it as an Excel workbook (.xlsx)".to_owned(),
        });
    }
    Ok(parts.unsaid())
}

fn too_large(most: Most) -> Text {
    let (packed, unpacked) = (size_limit(most.bytes), size_limit(most.unpacked));
    Text {
        zh: format!("太大：最多读 {packed}，解开后 {unpacked}；把要用的工作表复制到一个新的工作簿里，另存"),
        en: format!(
            "is too large: at most {packed} are read, {unpacked} once unpacked; copy the sheet that counts to a new \
             workbook and save that"
        ),
    }
}

fn too_long() -> Text {
    Text {
        zh: "里有一格的文字比 Excel 允许的还长（32767 个字）：删掉那一格的内容，另存一份".to_owned(),
        en: "has a cell with more text than Excel takes (32,767 characters): empty that cell and save a copy"
            .to_owned(),
    }
}

fn no_workbook() -> Text {
    Text {
        zh: "不是 Excel 工作簿（*.xlsx），或者没有下载完整".to_owned(),
        en: "is no Excel workbook (.xlsx), or was not downloaded in full".to_owned(),
    }
}

pub(super) fn damaged() -> Text {
    Text {
        zh: "损坏了，读不出来：用 Excel 打开它，另存一份".to_owned(),
        en: "is damaged and cannot be read: open it in Excel and save a copy".to_owned(),
    }
}

/// What the parts say of the sheets.
#[derive(Default)]
struct Parts {
    /// By the part's path.
    unsaid: BTreeMap<String, Unsaid>,
    /// The cell that is being read, where it has a formula and, so far, no result.
    formula: Option<String>,
    cell: String,
    /// Whether the cell holds text: then an empty result is one. Excel writes `t="str"` there; who writes a formula only
    /// leaves `t` out.
    is_text: bool,
    in_result: bool,
    /// Sheets by name, with the id of their relationship.
    sheets: Vec<(String, String)>,
    /// Where a relationship leads.
    targets: BTreeMap<String, String>,
    is_ods: bool,
}

impl Parts {
    /// Reads one part to its end; how many bytes it has.
    fn look(&mut self, name: &str, part: &mut BufReader<impl Read>, left: u64, most: Most) -> Result<u64, Text> {
        let name = name.to_lowercase();
        let left = if name.ends_with("sharedstrings.xml") { left.min(SHARED_TEXTS) } else { left };
        // What other programs keep beside the sheets is not read, however long its texts are.
        let is_for_cells = !["customxml/", "docprops/"].iter().any(|folder| name.starts_with(folder));
        let mut texts = 0;
        let mut xml = Reader::from_reader(Counted { inner: part, count: 0, most: u64::MAX });
        let mut buffer = Vec::new();
        let mut row = 0;
        let is_xml = name.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "xml" | "rels"));
        let mut more = is_xml;
        while more {
            buffer.clear();
            let read = xml.get_ref().count;
            xml.get_mut().most = if is_for_cells { read + CELL_BYTES } else { u64::MAX };
            let event = xml.read_event_into(&mut buffer);
            if xml.get_ref().count >= xml.get_ref().most {
                return Err(too_long());
            }
            match event {
                Ok(Event::Start(tag)) => {
                    self.tag(&name, &tag, &mut row, left)?;
                    texts += usize::from(tag.local_name().as_ref() == "si");
                    self.in_result = tag.local_name().as_ref() == "v";
                }
                Ok(Event::Empty(tag)) => self.tag(&name, &tag, &mut row, left)?,
                Ok(Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) if self.in_result => self.formula = None,
                Ok(Event::End(tag)) => {
                    self.in_result = false;
                    if tag.local_name().as_ref() == "c" {
                        self.end_cell(&name, most)?;
                    }
                }
                Ok(Event::Eof) | Err(_) => more = false,
                Ok(_) => {}
            }
        }
        let mut rest = xml.into_inner();
        if texts > most.cells || rest.count > left {
            return Err(too_large(most));
        }
        rest.most = u64::MAX;
        if name == "mimetype" {
            let mut text = String::new();
            let _ = (&mut rest).take(100).read_to_string(&mut text);
            self.is_ods = text.contains("opendocument");
        }
        // A checksum that fails is calamine's to tell.
        let _ = std::io::copy(&mut rest, &mut std::io::sink());
        Ok(rest.count)
    }

    fn tag(&mut self, part: &str, tag: &BytesStart<'_>, row: &mut u32, left: u64) -> Result<(), Text> {
        let attribute = |key: &str| {
            let found = tag.attributes().flatten().find(|one| one.key.as_ref() == key)?;
            Some(found.value.into_owned())
        };
        match tag.local_name().as_ref() {
            // The parser makes room for as many texts as this says.
            "sst"
                if attribute("uniqueCount").is_some_and(|count| count.parse().is_ok_and(|count: u64| count > left)) =>
            {
                return Err(damaged());
            }
            "row" => {
                *row = attribute("r").and_then(|number| number.parse().ok()).unwrap_or(row.saturating_add(1));
                if attribute("hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true")) {
                    self.unsaid.entry(part.to_owned()).or_default().hidden_rows.insert(*row);
                }
            }
            "c" => {
                (self.cell, self.formula) = (attribute("r").unwrap_or_default(), None);
                self.is_text = attribute("t").is_some_and(|kind| kind == "str");
            }
            "f" => self.formula = Some(std::mem::take(&mut self.cell)),
            "v" if self.is_text => self.formula = None,
            "is" => self.formula = None,
            "sheet" if part.ends_with("workbook.xml") => {
                if let (Some(name), Some(id)) = (attribute("name"), attribute("r:id")) {
                    self.sheets.push((name, id));
                }
            }
            "Relationship" if part.ends_with("workbook.xml.rels") => {
                if let (Some(id), Some(target)) = (attribute("Id"), attribute("Target")) {
                    self.targets.insert(id, target.to_lowercase());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, part: &str, most: Most) -> Result<(), Text> {
        if let Some(cell) = self.formula.take().filter(|cell| !cell.is_empty()) {
            let cells = &mut self.unsaid.entry(part.to_owned()).or_default().without_result;
            cells.insert(cell.to_uppercase());
            if cells.len() > most.cells {
                return Err(too_large(most));
            }
        }
        Ok(())
    }

    fn unsaid(mut self) -> UnsaidOf {
        let mut unsaid = UnsaidOf::new();
        for (name, id) in self.sheets {
            let Some(target) = self.targets.get(&id) else { continue };
            let part = self.unsaid.keys().find(|part| part.ends_with(target.trim_start_matches('/'))).cloned();
            if let Some(of_sheet) = part.and_then(|part| self.unsaid.remove(&part)) {
                let name =
                    quick_xml::escape::unescape(&name).map_or_else(|_| name.clone(), std::borrow::Cow::into_owned);
                unsaid.insert(name, of_sheet);
            }
        }
        unsaid
    }
}

/// Counts what is read through it, and ends at `most`.
struct Counted<'r, R> {
    inner: &'r mut BufReader<R>,
    count: u64,
    most: u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

impl<R: Read> std::io::BufRead for Counted<'_, R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.count >= self.most {
            return Ok(&[]);
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.inner.consume(amount);
    }
}
