//! What would be done to each file: plain data, from the check and a look at each file, before anything is written.

use super::choice::{PageChoice, chosen};
use super::claims::{Moved, rewritten};
use super::frame::Asked;
use super::names::{Naming, names};
use super::probe::Probe;
use super::sheet::{cut_to_sheet, sheet_in};
use super::step::{Step, left_as_it_is};
use crate::dossier::{Dossier, Note, RelPath, Scan, Skipped, form_sheet, picture};
use crate::finding::{Finding, Repair};
use crate::jpeg::{Area, Orientation};
use crate::pdf::{Obstacle, of_page};
use crate::profile::{Accepted, Part};
use crate::rules;
use crate::text::{Lang, Text};

/// What the person chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Cut photos to the profile's frame.
    pub crop_photo: bool,
    /// Cut away what lies around a sheet in a larger picture.
    pub crop: bool,
    /// Keep the names, but for their ends.
    pub keep_names: bool,
    /// The language of new names.
    pub names: Lang,
    /// Which pages of PDFs and TIFFs are taken; all where there is none.
    pub pages: Vec<PageChoice>,
}

/// Everything that would be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The new files, in the order of the old ones.
    pub files: Vec<Planned>,
    /// What is not taken along, and why.
    pub left_out: Vec<(RelPath, Text)>,
    /// The folder's guides, copied.
    pub guides: Vec<RelPath>,
    /// The new `applicant.toml`, where there is an old one.
    pub applicant: Option<String>,
}

/// One new file.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Position in [`Dossier::scans`].
    pub scan: usize,
    /// Where it comes from.
    pub from: RelPath,
    /// Its path in the new folder.
    pub to: RelPath,
    /// How it is made.
    pub work: Work,
    /// What that comes to, as far as it can be known before.
    pub steps: Vec<Step>,
    /// Why it is left as it is, where it needs more than can be done.
    pub obstacle: Option<Text>,
}

/// How a file is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// Copied, byte by byte.
    Copy,
    /// A page that cannot be made: its file is copied, once for all its pages.
    Leave,
    /// Made from a picture.
    Make(Make),
}

/// What a picture is made from, and what is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Make {
    /// Where in the file the picture is.
    pub source: Source,
    /// How it is turned upright; pictures of other formats stand upright once they are decoded.
    pub turn: Orientation,
    /// Whether it holds printing inks.
    pub inks: bool,
    /// Whether its codes are written anew although nothing else changes: its file is odd inside the picture's data.
    pub rewrite: bool,
    /// What its parts ask.
    pub asked: Asked,
    /// Whether it is cut to the frame of a photo.
    pub crop: bool,
    /// Where its sheet lies, where the rest is cut away: whole MCUs of the picture as stored.
    pub sheet: Option<Area>,
}

/// Where in a file a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source {
    /// The file is a JPEG.
    Jpeg,
    /// The file is a picture of another format.
    Picture,
    /// The page of a TIFF whose directory stands here.
    TiffPage(u64),
    /// A page of a PDF, counted from 0.
    PdfPage(usize),
    /// The PDF as it is, without what stands before its header.
    WholePdf,
}

/// Plans the repair of a dossier; `probes` are those of its scans, in their order.
pub fn plan(dossier: &Dossier, probes: &[Probe], options: &Options) -> Plan {
    let probes: Vec<&Probe> = (0..).zip(probes).map(|(scan, probe)| taken_as(dossier, scan, probe, options)).collect();
    let pages = |(scan, probe): (&Scan, &&Probe)| chosen(&options.pages, &scan.path, &probe.page_numbers());
    let pages: Vec<Vec<usize>> = dossier.scans.iter().zip(&probes).map(pages).collect();
    let namings: Vec<Naming> = probes.iter().copied().zip(&pages).map(naming).collect();
    let findings = rules::run(dossier);
    let names = names(dossier, &namings, options.keep_names, options.names);
    let mut files = Vec::new();
    for (scan, (((what, probe), pages), name)) in
        dossier.scans.iter().zip(probes.iter().copied()).zip(&pages).zip(&names).enumerate()
    {
        let parts: Vec<&Part> = parts_of(dossier, scan).collect();
        let asked = Asked::of(parts.into_iter());
        // A tag that the picture contradicts is neither obeyed nor dropped: which of the two is right, only a person sees.
        let contradicts = |finding: &Finding| finding.rule.distrusts_orientation;
        let here = |finding: &&Finding| finding.place.path.as_ref() == Some(&what.path);
        let doubtful = matches!(probe, Probe::Jpeg(_)) && findings.iter().filter(here).any(contradicts);
        let cures = |finding: &Finding| finding.rule.cured_by_fix.contains(&Repair::CutToSheet);
        let lies_in_larger = options.crop && findings.iter().filter(here).any(cures);
        let base = Make {
            source: Source::Picture,
            turn: tagged(what),
            inks: false,
            rewrite: false,
            crop: options.crop_photo && asked.frame.is_some(),
            sheet: sheet_in(what, probe).filter(|_| lies_in_larger),
            asked,
        };
        for (page, path) in pages.iter().zip(&name.paths) {
            let planned = file(scan, what, probe, *page, path, base.clone());
            files.push(if doubtful { left_in_doubt(planned, what) } else { planned });
        }
    }
    let applicant = dossier.applicant.as_ref().and_then(|applicant| {
        let moved = |(scan, name): (usize, &super::names::Named)| {
            let mut to: Vec<String> = Vec::new();
            for file in files.iter().filter(|file| file.scan == scan) {
                if !to.iter().any(|path| path == file.to.shown()) {
                    to.push(file.to.shown().to_owned());
                }
            }
            let from = dossier.scans.get(scan)?.path.shown().to_owned();
            Some(Moved { from, to, claim: name.claim.clone() })
        };
        let moved: Vec<Moved> = names.iter().enumerate().filter_map(moved).collect();
        let new = rewritten(applicant, &moved);
        // A workbook is copied as it is; only claims that change are written, into an `applicant.toml` of the copy.
        (applicant.cells.is_none() || new != applicant.source).then_some(new)
    });
    let workbook = dossier.applicant.as_ref().and_then(|applicant| applicant.cells.as_ref());
    let workbook = workbook.map(|_| RelPath::new(form_sheet::FILE_NAME));
    let is_copied = |note: &&Note| matches!(note.why, Skipped::Guide | Skipped::UnusedWorkbook);
    let guides = dossier.notes.iter().filter(is_copied).map(|note| note.path.clone()).chain(workbook);
    let left_out = dossier.notes.iter().filter_map(|note| Some((note.path.clone(), why_left_out(&note.why)?)));
    let taken = dossier.scans.iter().zip(probes.iter().copied()).zip(&pages);
    let not_chosen = taken.filter_map(|((scan, probe), pages)| Some((scan.path.clone(), not_chosen(probe, pages)?)));
    let empty = dossier
        .scans
        .iter()
        .zip(probes.iter().copied())
        .filter_map(|(scan, probe)| Some((scan.path.clone(), empty(probe)?)));
    let left_out = left_out.chain(empty).chain(not_chosen).collect();
    Plan { files, left_out, guides: guides.collect(), applicant }
}

/// What a file becomes: one of a format that all its parts take stays as it is, but for bytes before its beginning, unless
/// the person chose pages of it or it is over its limit.
fn taken_as<'p>(dossier: &Dossier, scan: usize, probe: &'p Probe, options: &Options) -> &'p Probe {
    let Some(what) = dossier.scans.get(scan).map(|scan| &scan.inspected) else { return probe };
    let Some(format) = what.content.accepted_as().filter(|format| *format != Accepted::Jpg) else { return probe };
    let parts: Vec<&Part> = parts_of(dossier, scan).collect();
    let accepted = !parts.is_empty() && parts.iter().all(|part| part.formats.contains(&format));
    let over = Asked::of(parts.into_iter()).max_bytes.is_some_and(|most| what.bytes > most);
    let stays = accepted && !over && what.trouble.is_none() && options.pages.is_empty();
    match stays {
        true if what.leading_bytes > 0 => &Probe::Preceded,
        true => &Probe::None(None),
        false => probe,
    }
}

fn naming((probe, pages): (&Probe, &Vec<usize>)) -> Naming {
    Naming { pages: pages.len(), jpeg: !matches!(probe, Probe::None(_) | Probe::Preceded) }
}

/// The pages that the person did not choose.
fn not_chosen(probe: &Probe, chosen: &[usize]) -> Option<Text> {
    let left: Vec<String> = probe
        .page_numbers()
        .iter()
        .enumerate()
        .filter(|(at, _)| !chosen.contains(at))
        .map(|(_, number)| (number + 1).to_string())
        .collect();
    let of = |joint| left.join(joint);
    (!left.is_empty()).then(|| Text {
        zh: format!("第 {} 页没有选（--pages）", of("、")),
        en: format!("not chosen with --pages: {}", of(", ")),
    })
}

/// The parts that a file fills.
pub(super) fn parts_of(dossier: &Dossier, scan: usize) -> impl Iterator<Item = &Part> {
    let slots = dossier.slots.iter().filter(move |slot| slot.files.iter().any(|claim| claim.scan == scan));
    slots.map(|slot| dossier.part(slot).1)
}

/// What the orientation tag asks for.
fn tagged(scan: &Scan) -> Orientation {
    scan.inspected.picture.as_ref().and_then(|picture| picture.orientation).unwrap_or_default()
}

/// The file as it is, for a person to look at.
fn left_in_doubt(planned: Planned, what: &Scan) -> Planned {
    let why = left_as_it_is(what.inspected.content, Some(Obstacle::Tag));
    let steps = planned.steps.into_iter().filter(|step| *step == Step::Renamed).collect();
    Planned { work: Work::Copy, steps, obstacle: why, ..planned }
}

fn file(scan: usize, what: &Scan, probe: &Probe, page: usize, path: &str, mut make: Make) -> Planned {
    let content = what.inspected.content;
    let picture = what.inspected.picture.as_ref();
    let mut steps = Vec::new();
    let mut obstacle = None;
    match probe {
        Probe::Jpeg(contents) => {
            make.source = Source::Jpeg;
            let odd = |oddity: &picture::Oddity| !matches!(oddity, picture::Oddity::FurtherPicture { .. });
            make.rewrite = picture.is_some_and(|picture| picture.oddities.iter().any(odd));
            make.inks = picture.is_some_and(|picture| picture.components == 4);
            let size = picture.map_or((0, 0), |picture| (picture.width, picture.height));
            let size = make.sheet.map_or(size, |(_, _, wide, high)| (wide, high));
            if make.turn != Orientation::Upright {
                let lossless = make.turn.is_lossless(size, contents.mcu) && !make.inks;
                steps.push(if lossless { Step::Turned } else { Step::TurnedAnew });
            }
            steps.extend(make.inks.then_some(Step::Recoloured));
            steps.extend(make.sheet.map(|(_, _, wide, high)| cut_to_sheet(make.turn, (wide, high))));
            steps.extend((contents.metadata > 0).then_some(Step::Cleaned(contents.metadata)));
            steps.extend((contents.surplus > 0).then_some(Step::Cut(contents.surplus)));
            steps.extend(make.rewrite.then_some(Step::Rewritten));
            steps.extend((!contents.ended).then_some(Step::Ended));
            let over = make.asked.max_bytes.filter(|limit| what.inspected.bytes > *limit);
            steps.extend(over.map(Step::Limit));
            steps.extend(crop(&make, picture.map(crate::dossier::Picture::upright_size)));
        }
        Probe::Picture => {
            make.turn = Orientation::Upright;
            steps.push(Step::Converted(content));
        }
        Probe::Pages(pages) => {
            make.source = pages.at.get(page).map_or(Source::Picture, |at| Source::TiffPage(*at));
            make.turn = Orientation::Upright;
            steps.push(Step::Converted(content));
            steps.extend((pages.at.len() > 1).then_some(Step::Page(page + 1, pages.at.len())));
            steps.extend((pages.copies > 0 && page == 0).then_some(Step::CopiesLeft(pages.copies)));
        }
        Probe::Pdf(pages) => {
            let (number, why) = pages.filled.get(page).copied().unwrap_or_default();
            if let Some(why) = why {
                return left(scan, what, of_page(number + 1, pages.all, &why.text()));
            }
            make.source = Source::PdfPage(number);
            make.turn = Orientation::Upright;
            steps.extend([Step::Converted(content), Step::Page(number + 1, pages.all)]);
        }
        Probe::Preceded => {
            make.source = Source::WholePdf;
            steps.push(Step::Cut(usize::try_from(what.inspected.leading_bytes).unwrap_or(usize::MAX)));
        }
        Probe::Damaged => {}
        Probe::None(why) => obstacle = left_as_it_is(content, *why),
    }
    if !matches!(probe, Probe::Jpeg(_) | Probe::None(_) | Probe::Damaged | Probe::Preceded) {
        steps.extend(make.asked.max_bytes.map(Step::Limit));
    }
    let copied = matches!(probe, Probe::None(_) | Probe::Damaged)
        || (make.source == Source::Jpeg && steps.is_empty() && !make.crop);
    if path != what.path.shown() {
        steps.push(Step::Renamed);
    }
    // A name that is not Unicode is only shown lossily: where it stays, it stays as the system knows it.
    let to = if path == what.path.shown() { what.path.clone() } else { RelPath::new(path) };
    let work = if copied { Work::Copy } else { Work::Make(make) };
    Planned { scan, from: what.path.clone(), to, work, steps, obstacle }
}

/// A page that cannot be made.
fn left(scan: usize, what: &Scan, why: Text) -> Planned {
    let (from, to) = (what.path.clone(), what.path.clone());
    Planned { scan, from, to, work: Work::Leave, steps: Vec::new(), obstacle: Some(why) }
}

/// The pages of a PDF that nothing stands on.
fn empty(probe: &Probe) -> Option<Text> {
    let Probe::Pdf(pages) = probe else { return None };
    let numbers: Vec<String> = pages.empty.iter().map(|page| (page + 1).to_string()).collect();
    let en = match numbers.len() {
        0 => return None,
        1 => "page",
        _ => "pages",
    };
    Some(Text {
        zh: format!("第 {} 页是空白页（共 {} 页），跳过", numbers.join("、"), pages.all),
        en: format!(
            "{en} {} of {} left out: nothing stands on {}",
            numbers.join(", "),
            pages.all,
            if numbers.len() == 1 { "it" } else { "them" }
        ),
    })
}

fn crop(make: &Make, upright: Option<(u32, u32)>) -> Option<Step> {
    let frame = make.asked.frame.filter(|_| make.crop)?;
    let size = upright?;
    let cut = frame.cut(size).map_or(size, |(_, _, width, height)| (width, height));
    let (width, height) = frame.exact(cut).unwrap_or(cut);
    ((width, height) != size).then_some(Step::Cropped(width, height))
}

fn why_left_out(why: &Skipped) -> Option<Text> {
    let text = |zh: &str, en: &str| Some(Text { zh: zh.to_owned(), en: en.to_owned() });
    match why {
        Skipped::System => text("系统或办公软件留下的文件", "left behind by a system or an office program"),
        Skipped::HiddenPicture => text("隐藏的文件", "a hidden file"),
        Skipped::EmptyFolder => text("空文件夹", "an empty folder"),
        Skipped::Link => text("快捷链接，没有跟随", "a link, which is not followed"),
        Skipped::Special => text("不是普通文件", "not an ordinary file"),
        Skipped::Unreadable(why) => {
            Some(Text { zh: format!("无法读取：{why}"), en: format!("cannot be read: {why}") })
        }
        Skipped::Guide | Skipped::ApplicantToml | Skipped::UnusedWorkbook => None,
    }
}
