//! One row of the plan: what would be done to one file, or to one page of it.

use super::planned::{Make, Planned, Source, Work};
use super::probe::Probe;
use super::sheet::{cut_to_sheet, tenths_back};
use super::step::{Step, left_as_it_is};
use crate::dossier::{RelPath, Scan};
use crate::jpeg::Orientation;
use crate::pdf::{Obstacle, of_page};
use crate::seen::picture;
use crate::text::Text;

/// The file as it is, for a person to look at.
pub(super) fn left_in_doubt(planned: Planned, what: &Scan) -> Planned {
    let why = left_as_it_is(what.inspected.content, Some(Obstacle::Tag));
    let steps = planned.steps.into_iter().filter(|step| *step == Step::Renamed).collect();
    Planned { work: Work::Copy, steps, obstacle: why, ..planned }
}

/// What would be done to a page of a file, which gets this path; `make` is what is asked of it.
pub(super) fn file(scan: usize, what: &Scan, probe: &Probe, page: usize, path: &str, mut make: Make) -> Planned {
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
                let lossless = make.turn.is_lossless(size, contents.mcu)
                    && !make.inks
                    && make.straight.is_none()
                    && make.share.is_none();
                steps.push(if lossless { Step::Turned } else { Step::TurnedAnew });
            }
            steps.extend(make.inks.then_some(Step::Recoloured));
            steps.extend(make.straight.map(|degrees| Step::Straightened(tenths_back(degrees), None)));
            steps.extend(make.sheet.map(|(_, _, wide, high)| cut_to_sheet(make.turn, (wide, high))));
            steps.extend((contents.metadata > 0).then_some(Step::Cleaned(contents.metadata)));
            steps.extend((contents.surplus > 0).then_some(Step::Cut(contents.surplus)));
            steps.extend(make.rewrite.then_some(Step::Rewritten));
            steps.extend((!contents.ended).then_some(Step::Ended));
            let over = make.asked.max_bytes.filter(|limit| what.inspected.bytes > *limit);
            steps.extend(over.map(Step::Limit));
            steps.extend(make.asked.dpi_max.filter(|_| make.share.is_some()).map(Step::Finest));
            steps.extend(crop(&make, picture.map(crate::seen::Picture::upright_size)));
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
        // Each page is measured once it is decoded.
        make.share = None;
        steps.extend(make.asked.max_bytes.map(Step::Limit));
        steps.extend(make.asked.dpi_max.map(Step::Finest));
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
pub(super) fn left(scan: usize, what: &Scan, why: Text) -> Planned {
    let (from, to) = (what.path.clone(), what.path.clone());
    Planned { scan, from, to, work: Work::Leave, steps: Vec::new(), obstacle: Some(why) }
}

fn crop(make: &Make, upright: Option<(u32, u32)>) -> Option<Step> {
    let frame = make.asked.frame.filter(|_| make.crop)?;
    let size = upright?;
    let cut = frame.cut(size).map_or(size, |(_, _, width, height)| (width, height));
    let (width, height) = frame.exact(cut).unwrap_or(cut);
    ((width, height) != size).then_some(Step::Cropped(width, height))
}
