//! The desk set: everything that is handed in on paper, in the order of `paper.toml`, as one PDF.
//!
//! A list to tick opens it, reminders close it. Everything but the form is one-sided, so each document starts on the
//! front of a sheet and its backs stay blank. What failed the check is a page that says so, never a broken PDF.

mod copies;
mod copy_sheet;
mod letter;
mod list;
pub mod load;
mod original;
pub mod plan;
mod together;

pub use load::load;
pub use plan::DeskPlan;

use super::budget::{Budget, too_long};
use super::flow::{Flow, Space};
use super::form::compose::blank;
use super::form::{self, FormInput, OneCopy};
use super::pdf::{self, Part};
use super::sheet::{A4_WIDTH, Sheet};
use super::table::{Row, Strip, lay};
use crate::dossier::{Applicant, Dossier, Need, RelPath, Slot};
use crate::failure::Rejected;
use crate::finding::Finding;
use crate::limits::{COPIES, PRINTED_PAGES};
use crate::pdf::Jpeg;
use crate::profile::Profile;
use crate::text::{Lang, Text};
use anyhow::Result;
use copies::Copies;
use plan::{Document, Made};
use std::io::{self, Write};

/// All that a desk set is made from.
pub struct DeskInput<'a> {
    /// What is asked for on paper.
    pub plan: &'a DeskPlan,
    /// Who applies.
    pub applicant: &'a Applicant,
    /// The form, where the plan has it; its `copies` are overruled by the plan's.
    pub form: Option<FormInput<'a>>,
    /// The checked folder.
    pub dossier: &'a Dossier,
    /// What the check found, after waivers.
    pub findings: &'a [Finding],
    /// What only a person can do: fee, place, windows, defence.
    pub by_hand: &'a [Text],
    /// Printed lightly across every copy.
    pub watermark: Option<&'a str>,
    /// Reads a file of the folder.
    pub read: &'a dyn Fn(&RelPath) -> io::Result<Vec<u8>>,
}

/// Width of text and tables, points.
const WIDTH: f32 = 473.0;
/// How far text stands from the middle, away from the left edge, where the set is bound, points.
const BINDING: f32 = 14.0;
/// The part of a page that text may use.
const SPACE: Space = Space { top: 60.0, bottom: 790.0 };

/// The set on sheets, before it is drawn.
#[derive(Debug)]
pub struct Laid {
    /// Title and sheets of each document, in order.
    pub parts: Vec<(String, Vec<Sheet>)>,
    /// The pictures that the sheets show, by their position.
    pub pictures: Vec<Jpeg>,
    /// What is not as it should be, and could be printed all the same.
    pub warnings: Vec<Text>,
    /// How many places of the checklist have a page that says why nothing is printed.
    pub not_printed: usize,
}

/// A set that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Pages of the whole file.
    pub pages: usize,
    /// How many places of the checklist have a page that says why nothing is printed.
    pub not_printed: usize,
    /// What is not as it should be, and could be printed all the same.
    pub warnings: Vec<Text>,
}

/// Writes the whole set as a PDF.
///
/// # Errors
/// A PDF that cannot be made at all, that would be longer than any that is printed, or that cannot be written.
pub fn write(input: &DeskInput<'_>, out: &mut dyn Write) -> Result<Printed> {
    let Laid { parts, pictures, warnings, not_printed } = lay_out(input)?;
    let parts: Vec<Part<'_>> = parts.iter().map(|(title, sheets)| Part { title: Some(title), sheets }).collect();
    let pages = parts.iter().map(|part| part.sheets.len()).sum();
    pdf::write(input.plan.lang.say("纸质材料", "Paper set"), &parts, pictures, out)?;
    Ok(Printed { pages, not_printed, warnings })
}

/// Lays the set out.
///
/// # Errors
/// Where it would be longer than any that is printed.
pub fn lay_out(input: &DeskInput<'_>) -> Result<Laid> {
    let DeskInput { plan, form, dossier, applicant, .. } = input;
    let documents: Vec<&Document> = plan.documents.iter().filter(|one| applies(one, dossier)).collect();
    let OneCopy { sheets: form, photo, mut warnings } =
        form.clone().map(form::one_copy).transpose()?.unwrap_or_default();
    let budget = Budget::default();
    let mut pictures: Vec<Jpeg> = photo.into_iter().collect();
    let mut parts = vec![(
        plan.lang.say("材料清单", "List of documents").to_owned(),
        one_sided(list::sheets(plan, &documents, &dossier.profile.asked, applicant, &budget)?, plan.lang),
    )];
    let (mut typed, mut not_printed) = (0, 0);
    for document in &documents {
        let before = warnings.len();
        let sheets = match &document.made {
            Made::Original => continue,
            Made::Form => form.clone(),
            Made::Text(text) => {
                one_sided(letter::sheets(text, &dossier.profile.asked, applicant, plan.lang, &budget)?, plan.lang)
            }
            Made::Copies { stamp, one_sheet } => {
                let how = Copies { stamp: stamp.then_some(&plan.stamp), one_sheet: *one_sheet };
                one_sided(copies::sheets(input, document, how, &mut pictures, &mut warnings), plan.lang)
            }
        };
        not_printed += warnings.len() - before;
        let copies = document.copies.unwrap_or(1);
        if !matches!(document.made, Made::Copies { .. }) {
            typed += copies * sheets.len();
        }
        if typed > PRINTED_PAGES * usize::from(COPIES) {
            return Err(too_long());
        }
        let called = |at| if copies == 1 { document.label.clone() } else { numbered(&document.label, at, plan.lang) };
        parts.extend((1..=copies).map(|at| (called(at), sheets.clone())));
    }
    parts.push((
        plan.lang.say("报送提醒", "Reminders").to_owned(),
        one_sided(list::reminders(plan, &documents, input.by_hand)?, plan.lang),
    ));
    Ok(Laid { parts, pictures, warnings, not_printed })
}

/// The paper set of a profile.
///
/// # Errors
/// [`Rejected`] with all faults of its `paper.toml`; a failure where it has none.
pub fn of_profile(profile: &Profile) -> Result<DeskPlan> {
    let (file, source) = form::file_of(profile, "paper.toml")?;
    load(&file, source, &profile.asked).map_err(|faults| Rejected(faults).into())
}

/// Whether a document goes to the desk for this applicant.
fn applies(document: &Document, dossier: &Dossier) -> bool {
    dossier.holds(&document.when) != Some(false)
        && (document.parts.is_empty() || slots(document, dossier).next().is_some())
}

/// The places of the checklist that a document prints: those that are asked for, and those that hold a file.
fn slots<'d>(document: &'d Document, dossier: &'d Dossier) -> impl Iterator<Item = &'d Slot> {
    dossier.slots.iter().filter(|slot| {
        let (item, part) = dossier.part(slot);
        let named = document.parts.iter().any(|(one, other)| *one == item.id && *other == part.id);
        named && (!slot.files.is_empty() || matches!(slot.need, Need::Required | Need::CannotTell))
    })
}

/// What the outline calls one of several copies of a document.
fn numbered(label: &str, copy: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{label}（{copy}）"),
        Lang::En => format!("{label} ({copy})"),
    }
}

/// Puts a blank back behind every sheet, and the sheets on their place beside the binding edge.
fn one_sided(sheets: Vec<Sheet>, lang: Lang) -> Vec<Sheet> {
    let mut sided: Vec<Sheet> = sheets.into_iter().flat_map(|sheet| [sheet, blank(WIDTH, lang)]).collect();
    for cell in sided.iter_mut().flat_map(|sheet| &mut sheet.cells) {
        cell.rect.x += (A4_WIDTH - WIDTH) / 2.0 + BINDING;
    }
    sided
}

/// Rows on as many sheets as they need, under a heading.
fn flowed(heading: &str, again: Vec<Row>, rows: Vec<Row>) -> Result<Vec<Sheet>> {
    let mut flow = Flow::new(SPACE);
    let mut lead = lay(vec![Row::of(56.0, [super::sheet::Cell::centred(WIDTH, heading, 20.0)])]);
    let again = if again.is_empty() { Strip::default() } else { lay(again) };
    lead.append(again.clone());
    flow.lay(&lead, &again, lay(rows))?;
    Ok(flow.into_sheets())
}
