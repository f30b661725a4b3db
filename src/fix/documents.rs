//! Which files become one PDF together: where a checklist wants PDFs, all pages of a document.

use super::names::filled;
use super::planned::{Make, Planned, Source, Work};
use super::probe::Probe;
use super::step::Step;
use crate::dossier::{Dossier, Scan};
use crate::jpeg::Orientation;
use crate::profile::{Accepted, Item, Part, Role};
use crate::seen::Content;
use crate::text::Text;

/// The documents that are bound.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// The files of each, by their positions in [`Dossier::scans`], in the order of their pages.
    pub(super) files: Vec<Vec<usize>>,
    /// Files of documents that are not bound, each with the file that stands in the way.
    pub(super) left: Vec<(usize, usize)>,
}

/// What is known of a file.
pub(super) struct Known<'p> {
    /// What it can become.
    pub(super) probe: &'p Probe,
    /// Which of its pages are taken.
    pub(super) pages: Vec<usize>,
    /// It is left for a person to look at.
    pub(super) doubtful: bool,
}

impl Documents {
    /// The documents of a dossier; `files` are what is known of its scans, in their order.
    pub(super) fn of(dossier: &Dossier, files: &[Known<'_>]) -> Self {
        let filled = filled(dossier);
        let mut documents = Self::default();
        let mut done = vec![false; files.len()];
        for slot in &dossier.slots {
            let (item, part) = dossier.part(slot);
            for claim in &slot.files {
                let Some(places) = filled.get(claim.scan).cloned().flatten().filter(|_| !done[claim.scan]) else {
                    continue;
                };
                let same = |scan: &usize| filled.get(*scan).is_some_and(|other| other.as_ref() == Some(&places));
                let group: Vec<usize> = slot.files.iter().map(|claim| claim.scan).filter(same).collect();
                for scan in &group {
                    done[*scan] = true;
                }
                let mut wanted =
                    places.slots.iter().filter_map(|at| dossier.slots.get(*at)).map(|slot| dossier.part(slot));
                if wanted.all(|(item, part)| wants_pdf(item, part)) && wants_pdf(item, part) {
                    documents.take(dossier, files, part, &group);
                }
            }
        }
        documents
    }

    /// Takes the files that fill one place.
    fn take(&mut self, dossier: &Dossier, files: &[Known<'_>], part: &Part, group: &[usize]) {
        let known = |scan: &usize| files.get(*scan).zip(dossier.scans.get(*scan));
        let is_kept = |scan: &usize| known(scan).is_some_and(|(file, scan)| is_kept(file, scan));
        let bound: Vec<usize> = group.iter().copied().filter(|scan| !is_kept(scan)).collect();
        let in_the_way = bound.iter().find(|scan| !known(scan).is_some_and(|(file, _)| can_be_bound(file)));
        if let Some(blocking) = in_the_way {
            let left = bound.iter().filter(|scan| known(scan).is_some_and(|(file, _)| can_be_bound(file)));
            self.left.extend(left.map(|scan| (*scan, *blocking)));
            return;
        }
        let has_pages = |scan: &usize| known(scan).is_some_and(|(file, _)| !file.pages.is_empty());
        // Where files are counted, each is a document of its own, unless there may be one only: then they are its pages. A PDF
        // that stays one stands between two documents.
        let is_counted = part.count.0 > 1 || part.count.1.is_some_and(|most| most > 1);
        let runs = group.split(is_kept).map(|run| run.iter().copied().filter(has_pages).collect::<Vec<_>>());
        for run in runs.filter(|run| !run.is_empty()) {
            if is_counted {
                self.files.extend(run.into_iter().map(|scan| vec![scan]));
            } else {
                self.files.push(run);
            }
        }
    }

    /// The document that a file is in.
    pub(super) fn holding(&self, scan: usize) -> Option<&[usize]> {
        self.files.iter().map(Vec::as_slice).find(|files| files.contains(&scan))
    }

    /// The file that stands in the way of a file's document.
    pub(super) fn in_the_way(&self, scan: usize) -> Option<usize> {
        self.left.iter().find(|(left, _)| *left == scan).map(|(_, blocking)| *blocking)
    }
}

/// Whether files of a part become PDFs: it names that format first, or takes no JPG. A portrait stays a picture where that is
/// taken.
fn wants_pdf(item: &Item, part: &Part) -> bool {
    let takes = |format| part.formats.contains(&format);
    let is_portrait = item.role == Some(Role::Photo) && takes(Accepted::Jpg);
    let is_wanted = part.formats.first() == Some(&Accepted::Pdf) || !takes(Accepted::Jpg);
    takes(Accepted::Pdf) && is_wanted && !is_portrait
}

/// Whether a file is a PDF that stays one.
fn is_kept(file: &Known<'_>, scan: &Scan) -> bool {
    scan.inspected.content == Content::Pdf && matches!(file.probe, Probe::None(None) | Probe::Preceded)
}

fn can_be_bound(file: &Known<'_>) -> bool {
    let page_can =
        |pages: &super::probe::PdfPages, at: &usize| pages.filled.get(*at).is_some_and(|(_, why)| why.is_none());
    !file.doubtful
        && match file.probe {
            Probe::Jpeg(_) | Probe::Picture | Probe::Pages(_) => true,
            Probe::Pdf(pages) => file.pages.iter().all(|at| page_can(pages, at)),
            Probe::Preceded | Probe::Damaged | Probe::None(_) => false,
        }
}

/// A row of the plan as a page of a document: its number, counted from 1, and how many pages there are. `base` is what is asked
/// of its file.
pub(super) fn as_page(planned: Planned, content: Content, (page, of): (usize, usize), base: &Make) -> Planned {
    let make = match planned.work {
        Work::Make(make) => make,
        // A picture that needs nothing but its place.
        Work::Copy | Work::Leave | Work::Bind(_) => {
            Make { source: Source::Jpeg, turn: Orientation::Upright, sheet: None, straight: None, ..base.clone() }
        }
    };
    // A page of one PDF that is that page of the other too is said once.
    let is_of_page =
        |step: &Step| !matches!(step, Step::Converted(_) | Step::Limit(_)) && *step != Step::Page(page, of);
    let own = planned.steps.into_iter().filter(is_of_page).map(|step| match step {
        Step::TurnedAnew if !make.inks && make.sheet.is_none() && make.straight.is_none() && make.share.is_none() => {
            Step::Turned
        }
        step => step,
    });
    let steps = std::iter::once(Step::Bound(content, page, of)).chain(own).collect();
    Planned { work: Work::Bind(make), steps, ..planned }
}

/// Why a file is left that belongs to a document which is not bound.
pub(super) fn left_with(blocking: &str) -> Text {
    Text {
        zh: format!("和它同属一份材料的“{blocking}”还不能用，所以没有合成 PDF：先处理那个文件，再运行一次"),
        en: format!(
            "{blocking} of the same document stands in the way of one PDF: see to that file first, then run again"
        ),
    }
}
