//! What counts as a fault. One rule, one file, one page, one line in [`RULES`].
//!
//! A rule is a plain function over plain data; the variant of [`Check`] says what it may look at. Nothing here reads a
//! file, a clock or a screen.

mod almost_empty;
mod ambiguous_file;
mod answer_not_accepted;
mod applicant_data_not_understood;
mod archive;
mod asked;
mod askew;
mod assessment_not_passed;
mod at_an_angle;
mod award_before_appointment;
mod background_visible;
mod blank;
mod blurred;
mod calendar;
mod card_on_larger_scan;
mod checks;
mod claims;
mod clarity;
mod contradicting_claims;
mod contradicting_orientation;
pub(crate) mod damaged_jpeg;
pub(crate) mod dossier_not_checked;
mod doubled_page;
mod empty_file;
mod empty_folder;
mod enlarged;
mod exemption_not_covering;
mod expired;
mod forbidden_document;
mod four_components;
mod gps_position;
mod group_incomplete;
mod id_number_wrong;
mod inspection_failed;
mod low_contrast;
mod low_resolution;
mod mandatory_field_empty;
mod missing_page;
mod missing_part;
mod name_not_found;
mod names;
mod near_copy;
mod no_applicant_data;
mod not_a_jpeg;
mod not_an_ordinary_jpeg;
mod not_eligible;
mod not_in_colour;
mod not_inspected;
mod not_judged;
mod not_read;
mod not_the_file;
mod odd_file;
mod orientation;
mod other_id_number;
mod other_issue;
mod other_name;
mod over_compressed;
mod over_size_limit;
mod over_total_limit;
mod page_words;
mod pages_exchanged;
mod paper_before_appointment;
mod paper_too_old;
mod paper_undated;
mod paper_without_translation;
mod papers_or_awards_not_declared;
mod path_without_reason;
mod photo_background;
mod photo_framing;
mod photo_shape;
mod photo_size;
mod place;
mod resolution;
mod resolution_unknown;
mod same_bytes;
pub(crate) mod same_id_number;
pub(crate) mod same_photo;
pub(crate) mod same_scan;
mod sharpness_unknown;
mod sheet;
mod sheet_too_small;
mod sideways;
mod stand_in;
mod stray_file;
mod submission_limit;
mod system_file;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod testing_look;
#[cfg(test)]
mod testing_profile;
#[cfg(test)]
mod testing_words;
mod thumbnail_differs;
mod title_not_found;
mod too_dark;
mod too_few_files;
mod too_large_to_inspect;
mod too_many_files;
mod touches_the_frame;
mod two_sheets_in_one;
mod two_sides_in_one;
mod under_size_limit;
mod unplaced;
mod unprintable_characters;
mod unreadable;
mod unused_file_claim;
pub(crate) mod unused_waiver;
mod unused_workbook;
mod washed_out;
mod window_closed;
mod window_not_open;
mod words;
mod wrong_document;
mod wrong_extension;
mod wrong_number_of_entries;
mod wrong_side;
mod wrong_way_up;
mod wrong_year;

pub use crate::finding::{Check, Drawn, InPackage, Remedy, Repair, Rule};

use crate::dossier::form_sheet::{self, Cells};
use crate::dossier::{Dossier, RelPath, Scan, Slot, load};
use crate::finding::{Fault, Finding, Place};
use crate::profile::Part;
use std::collections::BTreeSet;

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    missing_part::RULE,
    too_many_files::RULE,
    stray_file::RULE,
    ambiguous_file::RULE,
    two_sides_in_one::RULE,
    empty_file::RULE,
    empty_folder::RULE,
    unreadable::RULE,
    not_inspected::RULE,
    system_file::RULE,
    archive::RULE,
    no_applicant_data::RULE,
    unused_file_claim::RULE,
    unused_waiver::RULE,
    missing_page::RULE,
    doubled_page::RULE,
    not_the_file::RULE,
    unused_workbook::RULE,
    forbidden_document::RULE,
    group_incomplete::RULE,
    too_few_files::RULE,
    not_a_jpeg::RULE,
    wrong_extension::RULE,
    damaged_jpeg::RULE,
    not_an_ordinary_jpeg::RULE,
    over_size_limit::RULE,
    too_large_to_inspect::RULE,
    inspection_failed::RULE,
    under_size_limit::RULE,
    not_judged::RULE,
    over_total_limit::RULE,
    low_resolution::RULE,
    resolution_unknown::RULE,
    photo_size::RULE,
    photo_shape::RULE,
    blurred::RULE,
    sharpness_unknown::RULE,
    blank::RULE,
    almost_empty::RULE,
    too_dark::RULE,
    washed_out::RULE,
    low_contrast::RULE,
    over_compressed::RULE,
    enlarged::RULE,
    sideways::RULE,
    contradicting_orientation::RULE,
    near_copy::RULE,
    photo_background::RULE,
    photo_framing::RULE,
    four_components::RULE,
    gps_position::RULE,
    thumbnail_differs::RULE,
    odd_file::RULE,
    background_visible::RULE,
    sheet_too_small::RULE,
    card_on_larger_scan::RULE,
    askew::RULE,
    touches_the_frame::RULE,
    two_sheets_in_one::RULE,
    at_an_angle::RULE,
    not_in_colour::RULE,
    id_number_wrong::RULE,
    mandatory_field_empty::RULE,
    window_not_open::RULE,
    window_closed::RULE,
    paper_too_old::RULE,
    paper_undated::RULE,
    paper_before_appointment::RULE,
    award_before_appointment::RULE,
    paper_without_translation::RULE,
    exemption_not_covering::RULE,
    papers_or_awards_not_declared::RULE,
    contradicting_claims::RULE,
    not_eligible::RULE,
    path_without_reason::RULE,
    submission_limit::RULE,
    assessment_not_passed::RULE,
    applicant_data_not_understood::RULE,
    unprintable_characters::RULE,
    answer_not_accepted::RULE,
    wrong_number_of_entries::RULE,
    same_bytes::RULE,
    same_id_number::RULE,
    same_scan::RULE,
    same_photo::RULE,
    dossier_not_checked::RULE,
    wrong_way_up::RULE,
    wrong_side::RULE,
    wrong_document::RULE,
    wrong_year::RULE,
    other_id_number::RULE,
    expired::RULE,
    other_name::RULE,
    name_not_found::RULE,
    title_not_found::RULE,
    other_issue::RULE,
    pages_exchanged::RULE,
    not_read::RULE,
];

/// The rule by which `applicant.toml` shows how a fault is accepted.
pub const WAIVED_AS_AN_EXAMPLE: &Rule = &blurred::RULE;

/// The rule of a code, in any case.
pub fn of_code(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// Runs every rule on the dossier; findings come in their total order.
pub fn run(dossier: &Dossier) -> Vec<Finding> {
    let pages: Vec<Vec<Scan>> = dossier.scans.iter().map(Scan::pages).collect();
    let findings = in_order(RULES.iter().flat_map(|rule| check(rule, dossier, &pages)).collect());
    match dossier.applicant.as_ref().and_then(|applicant| applicant.cells.as_ref()) {
        Some(cells) => findings.into_iter().map(|finding| of_workbook(finding, cells)).collect(),
        None => findings,
    }
}

/// What the rules find that need nothing but the places and how many files fill each.
pub fn of_places(dossier: &Dossier) -> Vec<Finding> {
    RULES.iter().filter(|rule| rule.of_places).flat_map(|rule| check(rule, dossier, &[])).collect()
}

/// What the rules find of a dossier that was laid out again from a package, in their total order: nothing in it was
/// measured or read.
pub fn of_package(dossier: &Dossier) -> Vec<Finding> {
    let asked = RULES.iter().filter(|rule| rule.in_package != InPackage::Nothing);
    in_order(asked.flat_map(|rule| check(rule, dossier, &[])).collect())
}

fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup();
    findings
}

/// A finding in the words of somebody who fills in a workbook: rules speak of `applicant.toml` and its lines.
fn of_workbook(mut finding: Finding, cells: &Cells) -> Finding {
    finding.message = cells.in_its_words(&finding.message);
    finding.fix = cells.in_its_words(&finding.fix);
    if finding.place.path.as_ref().is_some_and(|path| path.shown() == load::FILE_NAME) {
        finding.place.path = Some(RelPath::new(form_sheet::FILE_NAME));
        finding.place.line = finding.place.line.and_then(|line| cells.row(line));
    }
    finding
}

/// Whether a picture contradicts its own orientation tag, judged as one of the part.
pub fn distrusts_orientation(part: &Part, scan: &Scan) -> bool {
    let distrusting = RULES.iter().filter(|rule| rule.distrusts_orientation);
    distrusting.filter_map(|rule| if let Check::Scan(check) = rule.check { check(part, scan) } else { None }).count()
        > 0
}

/// Whether something is wrong with a picture that a repair cures, judged as one of the part.
pub fn is_cured_by(repair: Repair, part: &Part, scan: &Scan) -> bool {
    let cured = RULES.iter().filter(|rule| rule.cured_by_fix.contains(&repair));
    cured.filter_map(|rule| if let Check::Scan(check) = rule.check { check(part, scan) } else { None }).count() > 0
}

fn check(rule: &'static Rule, dossier: &Dossier, pages: &[Vec<Scan>]) -> Vec<Finding> {
    let faults: Vec<Fault> = match rule.check {
        Check::Scan(check) => scan_faults(check, dossier, pages),
        Check::Slot(check) => dossier.slots.iter().flat_map(|slot| slot_faults(check, dossier, slot)).collect(),
        Check::Dossier(check) => check(dossier),
        Check::Report => Vec::new(),
    };
    faults.into_iter().map(|fault| finding(rule, fault)).collect()
}

/// What a check finds of a file as it is or, where it finds nothing there, of each of its pages; with the page's number.
fn file_faults(
    check: fn(&Part, &Scan) -> Option<Fault>,
    part: &Part,
    scan: &Scan,
    pages: &[Scan],
) -> Vec<(Option<usize>, Fault)> {
    if let Some(fault) = check(part, scan) {
        return vec![(None, fault)];
    }
    let of = pages.len();
    let of_page = |(number, page)| {
        let fault = check(part, page)?;
        Some(if of > 1 { (Some(number), fault.on_page(number, of)) } else { (None, fault) })
    };
    (1..).zip(pages).filter_map(of_page).collect()
}

/// A file may fill several slots (a year range); what is wrong with it is reported once, at the first of them. A picture
/// without a place is judged as well, for every place that it may belong to.
fn scan_faults(check: fn(&Part, &Scan) -> Option<Fault>, dossier: &Dossier, pages: &[Vec<Scan>]) -> Vec<Fault> {
    let mut reported = BTreeSet::new();
    let mut faults = Vec::new();
    // What must not be handed in is not to be scanned better.
    for slot in dossier.slots.iter().filter(|slot| !forbidden_document::is_forbidden(dossier, slot)) {
        let (_, part) = dossier.part(slot);
        for claim in &slot.files {
            // What only stands for the document has a rule of its own (D117), and nothing else of it means anything.
            let Some(scan) = dossier.scans.get(claim.scan).filter(|scan| stand_in::stand_in(scan).is_none()) else {
                continue;
            };
            let found = file_faults(check, part, scan, pages.get(claim.scan).map_or(&[], Vec::as_slice));
            if found.is_empty() || !reported.insert(claim.scan) {
                continue;
            }
            faults.extend(found.into_iter().map(|(page, fault)| {
                fault.or_at(|| Place { path: Some(scan.path.clone()), page, ..place::of_slot(dossier, slot) })
            }));
        }
    }
    faults.extend(unplaced::pictures(dossier).iter().filter_map(|picture| picture.fault(check)));
    faults
}

fn slot_faults(check: fn(&Dossier, &Slot) -> Vec<Fault>, dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let faults = check(dossier, slot).into_iter();
    faults.map(|fault| fault.or_at(|| place::of_slot(dossier, slot))).collect()
}

fn finding(rule: &'static Rule, fault: Fault) -> Finding {
    Finding {
        rule,
        severity: fault.level,
        place: fault.place.unwrap_or_default(),
        message: fault.message,
        want: fault.want,
        got: fault.got,
        fix: fault.fix,
        remedy: fault.remedy.unwrap_or(rule.remedy),
        read: fault.read,
    }
}
