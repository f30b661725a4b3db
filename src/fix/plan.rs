//! Plans what would be done to each file, from the check and a look at each file, before anything is written.

use super::choice::chosen;
use super::claims::{Moved, rewritten};
use super::documents::{Documents, Known, as_page, left_with};
use super::frame::Asked;
use super::judge::Judge;
use super::names::{End, Naming, names};
use super::planned::{Make, Options, Plan, Planned, Seek, Source, Work};
use super::probe::Probe;
use super::row::{file, left, left_in_doubt};
use super::sheet::{askew, sheet_in};
use crate::dossier::accepted_as;
use crate::dossier::{Dossier, Note, RelPath, Scan, Skipped, form_sheet};
use crate::failure::kept_words;
use crate::finding::{Finding, Repair};
use crate::jpeg::Orientation;
use crate::profile::{Accepted, Part};
use crate::rules;
use crate::seen::Picture;
use crate::text::Text;

/// Plans the repair of a dossier; `probes` are those of its scans, in their order.
pub fn plan(dossier: &Dossier, probes: &[Probe], options: &Options) -> Plan {
    let findings = rules::run(dossier);
    let files = dossier.scans.iter().zip(probes).enumerate();
    let known: Vec<Known<'_>> =
        files.map(|(number, (scan, probe))| known(dossier, &findings, number, scan, probe, options)).collect();
    let documents = Documents::of(dossier, &known);
    let pages_of: Vec<usize> = known.iter().map(|known| known.pages.len()).collect();
    let namings: Vec<Naming> = (0..).zip(&known).map(|(scan, known)| naming(scan, known, &documents)).collect();
    let bound = documents.files.iter().flatten().filter_map(|scan| dossier.scans.get(*scan));
    let reserved: Vec<&RelPath> = bound.map(|scan| &scan.path).filter(|path| !is_pdf(path)).collect();
    let mut names = names(dossier, &namings, &reserved, (options.keep_names, options.names));
    for (leader, others) in documents.files.iter().filter_map(|files| files.split_first()) {
        let paths = names.get(*leader).map(|name| name.paths.clone()).unwrap_or_default();
        for other in others {
            if let Some(name) = names.get_mut(*other) {
                name.paths.clone_from(&paths);
            }
        }
    }
    let mut files: Vec<Vec<Planned>> = Vec::new();
    for (scan, ((what, known), name)) in dossier.scans.iter().zip(&known).zip(&names).enumerate() {
        let Known { probe, pages, doubtful } = known;
        let parts: Vec<&Part> = parts_of(dossier, scan).collect();
        let asked = Asked::of(parts.into_iter());
        let here = |finding: &&Finding| finding.place.path.as_ref() == Some(&what.path);
        let cures = |repair| move |finding: &Finding| finding.rule.cured_by_fix.contains(&repair);
        let lies_in_larger = options.crop && findings.iter().filter(here).any(cures(Repair::CutToSheet));
        let lies_askew = options.deskew && findings.iter().filter(here).any(cures(Repair::Straightened));
        let turn = tagged(what);
        let upright = what.inspected.picture.as_ref().map(Picture::upright_size);
        let base = Make {
            turn,
            // Where only its size is wrong nothing of the photo is lost, and nobody need ask for it.
            crop: asked
                .frame
                .is_some_and(|frame| options.crop_photo || upright.is_some_and(|size| frame.only_reduces(size))),
            sheet: sheet_in(what, probe).filter(|_| lies_in_larger),
            straight: askew(what, probe, turn).filter(|_| lies_askew),
            share: asked.dpi_max.and_then(|_| Judge::of(dossier, scan).share(&what.inspected)),
            seek: Seek { sheet: options.crop, straight: options.deskew, finest: asked.dpi_max.is_some() },
            asked,
            ..Make::of(Source::Picture)
        };
        if let Some(blocking) = documents.in_the_way(scan).and_then(|blocking| dossier.scans.get(blocking)) {
            let planned = left(scan, what, left_with(blocking.path.shown()));
            files.push(vec![Planned { work: Work::Copy, ..planned }]);
            continue;
        }
        let rows: Vec<Planned> = if let Some(document) = documents.holding(scan) {
            let count = |scans: &[usize]| -> usize { scans.iter().filter_map(|scan| pages_of.get(*scan)).sum() };
            let before =
                document.iter().position(|other| *other == scan).and_then(|at| document.get(..at)).map_or(0, count);
            let path = name.paths.first().map(String::as_str).unwrap_or_default();
            let row = |(number, page): (usize, &usize)| {
                let planned = file(scan, what, probe, *page, path, base.clone());
                as_page(planned, what.inspected.content, (before + number, count(document)), &base)
            };
            (1..).zip(pages).map(row).collect()
        } else {
            let row = |(page, path): (&usize, &String)| file(scan, what, probe, *page, path, base.clone());
            pages.iter().zip(&name.paths).map(row).collect()
        };
        let as_left = |planned: Planned| if *doubtful { left_in_doubt(planned, what) } else { planned };
        files.push(rows.into_iter().map(as_left).collect());
    }
    let files = in_order(files, &documents);
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
    let taken = || dossier.scans.iter().zip(&known);
    let not_chosen =
        taken().filter_map(|(scan, known)| Some((scan.path.clone(), not_chosen(known.probe, &known.pages)?)));
    let empty = taken().filter_map(|(scan, known)| Some((scan.path.clone(), empty(known.probe)?)));
    let left_out = left_out.chain(empty).chain(not_chosen).collect();
    Plan { files, left_out, guides: guides.collect(), applicant }
}

/// What a file becomes: one of a format that all its parts take stays as it is, but for bytes before its beginning, unless
/// the person chose pages of it or it is over its limit.
fn taken_as<'p>(dossier: &Dossier, scan: usize, probe: &'p Probe, options: &Options) -> &'p Probe {
    let Some(what) = dossier.scans.get(scan).map(|scan| &scan.inspected) else { return probe };
    let Some(format) = accepted_as(what.content).filter(|format| *format != Accepted::Jpg) else { return probe };
    let parts: Vec<&Part> = parts_of(dossier, scan).collect();
    let accepted = !parts.is_empty() && parts.iter().all(|part| part.formats.contains(&format));
    // A PDF is made anew page by page only where its bytes are too many.
    let becomes_jpg = format != Accepted::Pdf && parts.iter().all(|part| part.formats.contains(&Accepted::Jpg));
    let too_fine = becomes_jpg && Judge::of(dossier, scan).share(what).is_some();
    let over = too_fine || Asked::of(parts.into_iter()).max_bytes.is_some_and(|most| what.bytes > most);
    let stays = accepted && !over && what.trouble.is_none() && options.pages.is_empty();
    match stays {
        true if what.leading_bytes > 0 => &Probe::Preceded,
        true => &Probe::None(None),
        false => probe,
    }
}

/// What is known of a file once the person's choices are made.
fn known<'p>(
    dossier: &Dossier,
    findings: &[Finding],
    number: usize,
    scan: &Scan,
    probe: &'p Probe,
    options: &Options,
) -> Known<'p> {
    let probe = taken_as(dossier, number, probe, options);
    // A tag that the picture contradicts is neither obeyed nor dropped: which of the two is right, only a person sees.
    let contradicts =
        |finding: &Finding| finding.rule.distrusts_orientation && finding.place.path.as_ref() == Some(&scan.path);
    let doubtful = matches!(probe, Probe::Jpeg(_)) && findings.iter().any(contradicts);
    Known { probe, pages: chosen(&options.pages, &scan.path, &probe.page_numbers()), doubtful }
}

/// How a file is named: a document once, by its first file.
fn naming(scan: usize, known: &Known<'_>, documents: &Documents) -> Naming {
    match documents.holding(scan).and_then(<[usize]>::first) {
        Some(first) => Naming { pages: usize::from(*first == scan), end: End::Pdf },
        None if documents.in_the_way(scan).is_some() => Naming { pages: 1, end: End::Own },
        None if matches!(known.probe, Probe::None(_) | Probe::Preceded) => {
            Naming { pages: known.pages.len(), end: End::Own }
        }
        None => Naming { pages: known.pages.len(), end: End::Jpg },
    }
}

fn is_pdf(path: &RelPath) -> bool {
    path.raw().extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"))
}

/// The rows of all files, where those of a document follow each other, at the place of the first of its files.
fn in_order(rows: Vec<Vec<Planned>>, documents: &Documents) -> Vec<Planned> {
    let mut rows: Vec<Option<Vec<Planned>>> = rows.into_iter().map(Some).collect();
    let mut files = Vec::new();
    for scan in 0..rows.len() {
        let alone = [scan];
        for file in documents.holding(scan).unwrap_or(&alone) {
            files.extend(rows.get_mut(*file).and_then(Option::take).unwrap_or_default());
        }
    }
    files
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
pub(super) fn tagged(scan: &Scan) -> Orientation {
    scan.inspected.picture.as_ref().and_then(|picture| picture.orientation).unwrap_or_default()
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

fn why_left_out(why: &Skipped) -> Option<Text> {
    let text = |zh: &str, en: &str| Some(Text { zh: zh.to_owned(), en: en.to_owned() });
    match why {
        Skipped::System => text("系统或办公软件留下的文件", "left behind by a system or an office program"),
        Skipped::HiddenPicture => text("隐藏的文件", "a hidden file"),
        Skipped::EmptyFolder => text("空文件夹", "an empty folder"),
        Skipped::Link => text("快捷链接，没有跟随", "a link, which is not followed"),
        Skipped::Special => text("不是普通文件", "not an ordinary file"),
        Skipped::Unreadable(why) => {
            let why = kept_words(why);
            Some(Text { zh: format!("无法读取：{}", why.zh), en: format!("cannot be read: {}", why.en) })
        }
        Skipped::Guide | Skipped::ApplicantToml | Skipped::UnusedWorkbook => None,
    }
}
