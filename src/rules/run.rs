//! Asks every rule what it may look at, and brings what they find into its order.

use super::{Check, InPackage, RULES, Repair, Rule, forbidden_document, place, stand_in, unplaced};
use crate::dossier::form_sheet::{self, Cells};
use crate::dossier::{Dossier, RelPath, Scan, Slot, load};
use crate::finding::{Fault, Finding, Place};
use crate::profile::Part;
use std::collections::BTreeSet;

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

/// A fault as the finding of a rule.
pub(super) fn finding(rule: &'static Rule, fault: Fault) -> Finding {
    #[cfg(test)]
    assert!(fault.level >= rule.severity, "{} declares {:?} and gives {fault:?}", rule.code, rule.severity);
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
