//! The applicant's numbers in what a report says: a passport's or an account's is known by the answer, not by its shape.

use super::Report;
use crate::dossier::Dossier;
use crate::finding::Finding;
use crate::text::{Text, masked_known};
use std::borrow::Cow;

/// Masks every number that the applicant has given as identifying, in all that was found.
pub(super) fn mask(report: &mut Report, dossier: &Dossier) {
    let Some(applicant) = &dossier.applicant else { return };
    let numbers: Vec<&str> = applicant.identifying_numbers(&dossier.profile.asked).collect();
    let waived = report.waived.iter_mut().map(|row| &mut row.finding);
    for finding in report.findings.iter_mut().chain(waived) {
        mask_finding(finding, &numbers);
    }
    let entries = report.items.iter_mut().flat_map(|item| &mut item.parts).map(|part| &mut part.whose);
    entries.for_each(|whose| mask_text(whose, &numbers));
    let suggestions = report.strays.iter_mut().filter_map(|stray| stray.suggestion.as_mut());
    for text in suggestions.chain(&mut report.by_hand) {
        mask_text(text, &numbers);
    }
}

fn mask_finding(finding: &mut Finding, numbers: &[&str]) {
    mask_text(&mut finding.message, numbers);
    mask_text(&mut finding.fix, numbers);
    let read = finding.read.as_mut().map(|read| &mut read.text);
    for line in finding.want.iter_mut().chain(&mut finding.got).chain(read) {
        mask_line(line, numbers);
    }
}

fn mask_text(text: &mut Text, numbers: &[&str]) {
    mask_line(&mut text.zh, numbers);
    mask_line(&mut text.en, numbers);
}

fn mask_line(line: &mut String, numbers: &[&str]) {
    if let Cow::Owned(masked) = masked_known(line, numbers) {
        *line = masked;
    }
}
